//! A folder of results, put in place in one step. It is written in full beside its target and then takes the target's
//! place: by exchanging the two folders where the system can, else by two renames of which the first is undone if the
//! second fails. Whoever looks at the target sees the earlier result or the new one, never a mixture.
//!
//! What is not a result of this program is never replaced. An earlier result is recognised by its [`CERTIFICATE`], which
//! lists its files. What somebody else has put beside them (a note, a script) moves into the new result.

use super::ReportError;
use super::output::whole;
use crate::words::{Parts, Progress};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::{Builder, TempDir};

/// The file that makes a folder a result; what it holds is [`super::Provenance`].
pub const CERTIFICATE: &str = "run.json";

/// The program as the certificate names it.
pub(super) const PROGRAM: &str = "eslabon";

/// A stage this old was left behind by a run that was killed: writing takes seconds.
const STALE: Duration = Duration::from_secs(3600);

/// What a folder holds, and so what may be replaced by the next of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A result, known by its [`CERTIFICATE`].
    Result,
    /// A table in the native format: these files and no other.
    Table,
}

/// The files of a table in the native format; the first must be there.
const TABLE_FILES: [&str; 4] = ["table.toml", "table.csv", "sectors.csv", "satellites.csv"];

impl Kind {
    fn holds(self, folder: &Path) -> bool {
        match self {
            Self::Result => is_result(folder),
            Self::Table => is_table(folder),
        }
    }

    fn otherwise(self) -> &'static str {
        match self {
            Self::Result => "holds something that is not a result of this program",
            Self::Table => "holds something that is not a table in the native format",
        }
    }
}

fn is_table(folder: &Path) -> bool {
    let is_file = |entry: fs::DirEntry| entry.file_name().to_str().is_some_and(|name| TABLE_FILES.contains(&name));
    let mut entries = fs::read_dir(folder).into_iter().flatten();
    folder.join(TABLE_FILES[0]).is_file() && entries.all(|entry| entry.is_ok_and(is_file))
}

/// Whether a folder is a result of this program.
pub fn is_result(folder: &Path) -> bool {
    let certificate = fs::read(folder.join(CERTIFICATE)).ok();
    let value = certificate.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    value.is_some_and(|value| value["program"] == PROGRAM)
}

/// The files that an earlier result lists as its own, as paths with `/` between; none where its certificate has no list.
fn listed(folder: &Path) -> BTreeSet<String> {
    let certificate = fs::read(folder.join(CERTIFICATE)).ok();
    let value =
        certificate.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok()).unwrap_or_default();
    let files = value["files"].as_array().into_iter().flatten();
    files.filter_map(|file| file.as_str().map(str::to_owned)).chain([CERTIFICATE.to_owned()]).collect()
}

/// Whether [`write()`] would take this folder: it is new, empty or an earlier one of its kind. For asking before a long run.
///
/// # Errors
/// Fails on a folder with other things in it, on a file, and on the folder that the program works in.
pub fn check(folder: &Path, kind: Kind) -> Result<(), ReportError> {
    let foreign = |what| Err(ReportError::Foreign { path: folder.to_owned(), what });
    let refused = ReportError::at(folder);
    match fs::metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.is_symlink() => return Ok(()),
        Err(error) => return Err(refused(error)),
        Ok(found) if !found.is_dir() => return foreign("is a file, not a folder"),
        Ok(_) => {}
    }
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    if here.is_some_and(|here| fs::canonicalize(folder).is_ok_and(|folder| here.starts_with(folder))) {
        // Whoever stands in a folder that is replaced is left in one that no longer exists.
        return foreign("is the folder that the program works in, or holds it");
    }
    let is_empty = fs::read_dir(folder).map_err(&refused)?.next().is_none();
    if is_empty || kind.holds(folder) { Ok(()) } else { foreign(kind.otherwise()) }
}

/// Puts files into an earlier result in place of those of the same names, each given by its path within the folder and each whole.
///
/// # Errors
/// Fails where the system refuses; the file that it refused is then unchanged.
pub fn renew(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ReportError> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(ReportError::at(parent))?;
        }
        super::output::to_file(&path, bytes)?;
    }
    Ok(())
}

/// Writes a folder that holds these files, each given by its path within the folder. Folders above it are created. An
/// earlier one of its kind at the same place is replaced as a whole; of a result, files that its certificate does not list
/// are kept. `progress` hears how many of how many files are written.
///
/// # Errors
/// Fails where [`check`] does, where a path leads out of the folder or stands twice, where a file to be kept has the name of
/// a new one, and where the system refuses. Then the target is as it was and nothing else is left.
pub fn write<P: AsRef<Path>, B: AsRef<[u8]>>(
    folder: &Path,
    kind: Kind,
    files: &[(P, B)],
    progress: &Progress<'_>,
) -> Result<(), ReportError> {
    whole(|| put(folder, kind, files, &Parts::of(files.len(), progress)))
}

fn put<P: AsRef<Path>, B: AsRef<[u8]>>(
    folder: &Path,
    kind: Kind,
    files: &[(P, B)],
    parts: &Parts<'_>,
) -> Result<(), ReportError> {
    check(folder, kind)?;
    let refused = ReportError::at(folder);
    // Through a link to what it points at, and without a last `/` or `.`.
    let exists = folder.exists();
    let target = if exists { fs::canonicalize(folder) } else { std::path::absolute(folder) }.map_err(&refused)?;
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(refused(io::ErrorKind::InvalidInput.into()));
    };
    let parents = Parents::create(parent).map_err(&refused)?;
    let stage = stage(parent, name, files, parts).map_err(&refused)?;
    if exists && kind == Kind::Result {
        keep(&target, stage.path()).map_err(&refused)?;
    }
    if exists {
        replace(&stage, &target).map_err(&refused)?;
    } else {
        fs::rename(stage.path(), &target).map_err(&refused)?;
    }
    parents.keep();
    // Only now: what a killed run left may be the one copy of the earlier result.
    remove_stale(parent, name);
    Ok(())
}

/// The folders above the target that had to be created, and go again if nothing comes to stand in them.
struct Parents(Vec<PathBuf>);

impl Parents {
    fn create(parent: &Path) -> io::Result<Self> {
        let missing: Vec<&Path> = parent.ancestors().take_while(|folder| !folder.exists()).collect();
        let mut created = Self(Vec::new());
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => created.0.push(folder.to_owned()),
                // Another run was faster; the folder is then not this one's to remove.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(created)
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        // Only empty folders go, so that what another run has put there meanwhile stays.
        self.0.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

/// How names of stages of this target begin; hidden, and beside it, since only within a file system is a rename one step.
fn stage_prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".eslabon-");
    prefix
}

/// Writes the files to a folder of their own, which goes when it is dropped.
fn stage<P: AsRef<Path>, B: AsRef<[u8]>>(
    parent: &Path,
    name: &OsStr,
    files: &[(P, B)],
    parts: &Parts<'_>,
) -> io::Result<TempDir> {
    let prefix = stage_prefix(name);
    let mut builder = Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let stage = builder.tempdir_in(parent).map_err(|error| ReportError::nameless(&error))?;
    for (path, bytes) in files {
        let path = path.as_ref();
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{}` leads out of it", path.display())));
        }
        let path = stage.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        parts.part(|| io::Write::write_all(&mut fs::File::create_new(&path)?, bytes.as_ref()))?;
    }
    Ok(stage)
}

/// Brings what somebody else has put into the earlier result into the stage.
fn keep(earlier: &Path, stage: &Path) -> io::Result<()> {
    let own = listed(earlier);
    let mut below = vec![PathBuf::new()];
    while let Some(inside) = below.pop() {
        for entry in fs::read_dir(earlier.join(&inside))? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            let parts: Vec<_> = path.iter().map(OsStr::to_string_lossy).collect();
            let (from, to) = (entry.path(), stage.join(&path));
            if entry.file_type()?.is_dir() {
                below.push(path);
            } else if !own.contains(&parts.join("/")) {
                if to.symlink_metadata().is_ok() {
                    let message =
                        format!("`{}` in it is not of the earlier result, and the new one has its own", path.display());
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
                }
                if let Some(folder) = to.parent() {
                    fs::create_dir_all(folder)?;
                }
                // Another name for the same file, where the system has such; a copy is as good.
                fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
            }
        }
    }
    Ok(())
}

/// Puts the stage in the place of the target, and the earlier target in that of the stage, where it goes with it.
fn replace(stage: &TempDir, target: &Path) -> io::Result<()> {
    // Not every file system can exchange two folders; that it could not is no reason to give up.
    exchange(stage.path(), target).or_else(|_| two_renames(stage.path(), target))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(stage: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, stage, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn two_renames(stage: &Path, target: &Path) -> io::Result<()> {
    let mut earlier = stage.as_os_str().to_owned();
    earlier.push("-earlier");
    let earlier = PathBuf::from(earlier);
    fs::rename(target, &earlier)?;
    if let Err(error) = fs::rename(stage, target) {
        fs::rename(&earlier, target)?;
        return Err(error);
    }
    // The new result stands; an earlier one that cannot be removed now is removed as stale by a later run.
    drop(fs::remove_dir_all(&earlier));
    Ok(())
}

/// Removes what killed runs left beside the target. Whatever refuses is left: it is in nobody's way.
fn remove_stale(parent: &Path, name: &OsStr) {
    let prefix = stage_prefix(name);
    let is_stale = |entry: &fs::DirEntry| {
        let is_stage = entry.file_name().as_encoded_bytes().starts_with(prefix.as_encoded_bytes());
        let changed = entry.metadata().and_then(|found| found.modified());
        let age = changed.ok().and_then(|changed| SystemTime::now().duration_since(changed).ok());
        is_stage && age.is_some_and(|age| age > STALE)
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries.filter(is_stale).for_each(|entry| drop(fs::remove_dir_all(entry.path())));
}

#[cfg(test)]
mod tests;
