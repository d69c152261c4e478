//! The files that a run read, as they are copied beside its result.

use super::source::Source;
use std::path::{Component, Path, PathBuf};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Where it was read from, as it was named.
    pub path: PathBuf,
    /// Where it stands among the others, below the last folder that they share, with `/` between: what is relative between them
    /// stays so in a copy.
    pub name: String,
    /// What it holds.
    pub text: String,
}

pub(super) fn of(files: &[&Source]) -> Vec<InputFile> {
    let folders = files.iter().filter_map(|file| file.canonical.parent());
    let shared = folders.map(Path::to_owned).reduce(|one, other| common(&one, &other)).unwrap_or_default();
    let name = |path: &Path| {
        let below = path.strip_prefix(&shared).unwrap_or(path).components();
        let parts = below.filter(|part| matches!(part, Component::Normal(_)));
        parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let input =
        |file: &&Source| InputFile { path: file.path.clone(), name: name(&file.canonical), text: file.text.clone() };
    files.iter().map(input).collect()
}

fn common(one: &Path, other: &Path) -> PathBuf {
    one.components().zip(other.components()).take_while(|(one, other)| one == other).map(|(one, _)| one).collect()
}
