//! Statistics beside the project that some tests read: the folder named by `ESLABON_SHARED_DATA`, or `../shared/data`.

use std::path::{Path, PathBuf};

/// A file of the shared data. None, with a word on standard output, where it is absent.
///
/// # Panics
/// Panics where it is absent and the variable `CI` is set, so that no test is left out there without being seen.
pub(crate) fn shared_data(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ESLABON_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is not there, and CI runs every test", path.display());
    println!("skipped: {} is not there", path.display());
    None
}
