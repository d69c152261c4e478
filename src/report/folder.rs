//! A folder of results, put in place in one step. It is written in full beside its target and then takes the target's
//! place: by exchanging the two folders where the system can, else by two renames of which the first is undone if the
//! second fails. Whoever looks at the target sees the earlier result or the new one, never a mixture.
//!
//! What is not a result of this program is never replaced. An earlier result is recognised by its [`CERTIFICATE`], which
//! lists its files. What somebody else has put beside them (a note, a script) moves into the new result.

use super::ReportError;
use super::output::whole;
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

/// Writes a folder that holds these files, each given by its path within the folder. Folders above it are created. An
/// earlier one of its kind at the same place is replaced as a whole; of a result, files that its certificate does not list
/// are kept.
///
/// # Errors
/// Fails where [`check`] does, where a path leads out of the folder or stands twice, where a file to be kept has the name of
/// a new one, and where the system refuses. Then the target is as it was and nothing else is left.
pub fn write<P: AsRef<Path>, B: AsRef<[u8]>>(folder: &Path, kind: Kind, files: &[(P, B)]) -> Result<(), ReportError> {
    whole(|| put(folder, kind, files))
}

fn put<P: AsRef<Path>, B: AsRef<[u8]>>(folder: &Path, kind: Kind, files: &[(P, B)]) -> Result<(), ReportError> {
    check(folder, kind)?;
    let refused = ReportError::at(folder);
    // Through a link to what it points at, and without a last `/` or `.`.
    let exists = folder.exists();
    let target = if exists { fs::canonicalize(folder) } else { std::path::absolute(folder) }.map_err(&refused)?;
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(refused(io::ErrorKind::InvalidInput.into()));
    };
    let parents = Parents::create(parent).map_err(&refused)?;
    let stage = stage(parent, name, files).map_err(&refused)?;
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
fn stage<P: AsRef<Path>, B: AsRef<[u8]>>(parent: &Path, name: &OsStr, files: &[(P, B)]) -> io::Result<TempDir> {
    let prefix = stage_prefix(name);
    let mut builder = Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let stage = builder.tempdir_in(parent)?;
    for (path, bytes) in files {
        let path = path.as_ref();
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{}` leads out of it", path.display())));
        }
        let path = stage.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = fs::File::create_new(&path)?;
        io::Write::write_all(&mut file, bytes.as_ref())?;
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
mod tests {
    use super::*;

    const RUN: (&str, &str) = (CERTIFICATE, "{\"program\": \"eslabon\"}");
    const LISTING: (&str, &str) =
        (CERTIFICATE, "{\"program\": \"eslabon\", \"files\": [\"old.csv\", \"in/both.csv\"]}");

    /// Every file below a folder with what it holds, and every empty folder, sorted.
    fn tree(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_dir() {
                let below = tree(&entry.path());
                found.extend(below.iter().map(|path| format!("{name}/{path}")));
                found.extend(below.is_empty().then(|| format!("{name}/")));
            } else {
                found.push(format!("{name}={}", fs::read_to_string(entry.path()).unwrap()));
            }
        }
        found.sort();
        found
    }

    fn place() -> TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_new_folder_has_its_files_and_the_folders_above_it() {
        let place = place();
        let target = place.path().join("results/2021/out/");
        write(&target, Kind::Result, &[RUN, ("inputs/a.toml", "a"), ("comparison.csv", "c")]).unwrap();
        let run = format!("results/2021/out/run.json={}", RUN.1);
        assert_eq!(tree(place.path()), ["results/2021/out/comparison.csv=c", "results/2021/out/inputs/a.toml=a", &run]);
        assert!(is_result(&target));
    }

    #[test]
    fn an_earlier_result_and_an_empty_folder_are_replaced_as_a_whole() {
        let place = place();
        let target = place.path().join("out");
        fs::create_dir(&target).unwrap();
        write(&target, Kind::Result, &[LISTING, ("old.csv", "1"), ("in/both.csv", "1")]).unwrap();
        write(&target, Kind::Result, &[RUN, ("in/both.csv", "2"), ("new/x.csv", "2")]).unwrap();
        assert_eq!(tree(&target), ["in/both.csv=2", "new/x.csv=2", &format!("run.json={}", RUN.1)]);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "something is left beside it");
    }

    #[test]
    fn what_somebody_else_put_into_a_result_is_kept() {
        let place = place();
        let target = place.path().join("out");
        write(&target, Kind::Result, &[LISTING, ("old.csv", "1"), ("in/both.csv", "1")]).unwrap();
        fs::write(target.join("notes.md"), "mine").unwrap();
        fs::create_dir_all(target.join("in/deep")).unwrap();
        fs::write(target.join("in/deep/plot.png"), "mine too").unwrap();
        write(&target, Kind::Result, &[LISTING, ("in/both.csv", "2")]).unwrap();
        write(&target, Kind::Result, &[RUN, ("in/both.csv", "3")]).unwrap();
        let run = format!("run.json={}", RUN.1);
        assert_eq!(tree(&target), ["in/both.csv=3", "in/deep/plot.png=mine too", "notes.md=mine", &run]);
        // Neither that file nor the new one can go.
        let refused = refusal(place.path(), &target, &[RUN, ("notes.md", "ours")]);
        assert!(
            refused.ends_with("`notes.md` in it is not of the earlier result, and the new one has its own"),
            "{refused}"
        );
    }

    #[test]
    fn two_renames_do_the_same_and_the_first_is_undone() {
        let place = place();
        let (target, stage) = (place.path().join("out"), place.path().join("stage"));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("a"), "1").unwrap();
        assert!(two_renames(&stage, &target).is_err());
        assert_eq!(tree(place.path()), ["out/a=1"]);
        fs::create_dir(&stage).unwrap();
        fs::write(stage.join("a"), "2").unwrap();
        two_renames(&stage, &target).unwrap();
        assert_eq!(tree(place.path()), ["out/a=2"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn folders_are_exchanged_where_the_system_can() {
        let place = place();
        let (a, b) = (place.path().join("a"), place.path().join("b"));
        fs::create_dir_all(a.join("in-a")).unwrap();
        fs::create_dir(&b).unwrap();
        exchange(&a, &b).unwrap();
        assert_eq!(tree(place.path()), ["a/", "b/in-a/"]);
    }

    /// What a refused attempt says, after a look that nothing changed.
    fn refusal(place: &Path, target: &Path, files: &[(&str, &str)]) -> String {
        let before = tree(place);
        let error = write(target, Kind::Result, files).unwrap_err();
        assert_eq!(tree(place), before, "a refusal changed something");
        format!("{}: {error}", error.diagnostic().code.id).replace(&place.display().to_string(), "")
    }

    #[test]
    fn what_is_not_a_result_is_refused() {
        let place = place();
        let (thesis, file, other) =
            (place.path().join("thesis"), place.path().join("file"), place.path().join("other"));
        fs::create_dir(&thesis).unwrap();
        fs::write(thesis.join("chapter-1.md"), "years of work").unwrap();
        fs::create_dir(&other).unwrap();
        fs::write(other.join(CERTIFICATE), "{\"program\": \"another\"}").unwrap();
        fs::write(&file, "x").unwrap();
        let foreign = "holds something that is not a result of this program";
        assert_eq!(refusal(place.path(), &thesis, &[RUN]), format!("foreign-folder: `/thesis` {foreign}"));
        assert_eq!(refusal(place.path(), &other, &[RUN]), format!("foreign-folder: `/other` {foreign}"));
        assert_eq!(refusal(place.path(), &file, &[RUN]), "foreign-folder: `/file` is a file, not a folder");
        assert!(refusal(place.path(), &file.join("out"), &[RUN]).starts_with("unwritable: `/file/out` cannot"));
        assert!(check(Path::new("."), Kind::Result).unwrap_err().to_string().contains("works in"));
        assert!(check(Path::new("/"), Kind::Result).is_err());
    }

    #[test]
    fn files_that_lead_out_stand_twice_or_clash_are_refused() {
        let place = place();
        let (new, old) = (place.path().join("a/b/new"), place.path().join("old"));
        write(&old, Kind::Result, &[RUN]).unwrap();
        for target in [&new, &old] {
            for bad in ["../x", "/etc/x", "run.json", "run.json/x"] {
                assert!(refusal(place.path(), target, &[RUN, (bad, "x")]).starts_with("unwritable"), "{bad}");
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_place_that_takes_no_folders_is_an_error_even_for_root() {
        for target in ["/proc/out", "/proc/results/out"] {
            let error = write(Path::new(target), Kind::Result, &[RUN]).unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{target}` cannot be written")), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_parent_is_an_error_and_leaves_nothing() {
        use std::os::unix::fs::PermissionsExt;
        let place = place();
        let parent = place.path().join("parent");
        write(&parent.join("old"), Kind::Result, &[RUN]).unwrap();
        fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).unwrap();
        // For root nothing is read-only; the test above stands in for this one there.
        if fs::write(parent.join("probe"), "").is_err() {
            for target in ["old", "new", "new/er"] {
                assert!(refusal(place.path(), &parent.join(target), &[RUN]).starts_with("unwritable"));
            }
        }
        fs::set_permissions(&parent, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed() {
        let place = place();
        let (real, link) = (place.path().join("real"), place.path().join("link"));
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, Kind::Result, &[RUN]).unwrap();
        assert!(link.is_symlink() && is_result(&real));
        std::os::unix::fs::symlink(place.path().join("nowhere"), place.path().join("broken")).unwrap();
        assert!(write(&place.path().join("broken"), Kind::Result, &[RUN]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn stages_of_killed_runs_go_and_those_of_running_ones_stay() {
        let place = place();
        let old = SystemTime::now() - STALE - Duration::from_secs(60);
        for (name, is_old) in [(".out.eslabon-a", true), (".out.eslabon-b", false), (".else.eslabon-c", true)] {
            let stage = place.path().join(name);
            fs::create_dir(&stage).unwrap();
            if is_old {
                fs::File::open(&stage).unwrap().set_modified(old).unwrap();
            }
        }
        write(&place.path().join("out"), Kind::Result, &[RUN]).unwrap();
        let run = format!("out/run.json={}", RUN.1);
        assert_eq!(tree(place.path()), [".else.eslabon-c/", ".out.eslabon-b/", &run]);
    }

    #[test]
    fn a_table_replaces_a_table_and_nothing_else() {
        let place = place();
        let target = place.path().join("chile");
        let table = [("table.toml", "id = 'a'"), ("table.csv", "code"), ("sectors.csv", "code")];
        write(&target, Kind::Table, &table).unwrap();
        write(&target, Kind::Table, &table[..2]).unwrap();
        assert_eq!(tree(&target), ["table.csv=code", "table.toml=id = 'a'"]);
        fs::write(target.join("notes.txt"), "mine").unwrap();
        let error = write(&target, Kind::Table, &table).unwrap_err();
        assert!(error.to_string().ends_with("holds something that is not a table in the native format"), "{error}");
        assert!(write(&target, Kind::Result, &[RUN]).is_err());
        assert_eq!(tree(&target).len(), 3);
    }
}
