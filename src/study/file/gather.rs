//! From paths to scenario files: files as given, folders with all that is below them, in the order of their names; and what studies
//! among them name.

use super::source::{Source, is_parent_only};
use super::study_file::{StudyFile, is_study};
use crate::words::{Code, Diagnostic, Diagnostics, Place, Typed};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What files hold scenarios, for messages.
const EXPECTED: &str = "a scenario is a file that ends in .toml and whose name does not begin with `_` or `.`";

/// What paths lead to.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Every scenario, each once, in the order given; those of a study where the study stands.
    pub(super) scenarios: Vec<Source>,
    /// Every study, each with the canonical paths of its scenarios in the order in which it names them.
    pub(super) studies: Vec<(StudyFile, Vec<PathBuf>)>,
    seen: HashSet<PathBuf>,
}

/// Every scenario file and study that the paths lead to.
pub(super) fn sources(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Gathered {
    let mut gathered = Gathered::default();
    for path in paths {
        let is_folder = is_folder(path);
        let files = if is_folder { in_folder(path, None, diagnostics) } else { vec![path.clone()] };
        for file in files {
            let Some(source) = Source::read(&file, None, diagnostics) else { continue };
            if !is_parent_only(&source.path) && is_study(&source.text) {
                gathered.study(source, diagnostics);
            } else {
                gathered.scenario(source, None, diagnostics);
            }
        }
    }
    gathered
}

impl Gathered {
    /// Takes a scenario, if it is not there yet; gives its canonical path where it is one.
    fn scenario(&mut self, source: Source, named_at: Option<&Place>, diagnostics: &mut Diagnostics) -> Option<PathBuf> {
        let canonical = source.canonical.clone();
        if source.is_parent_only() {
            if named_at.is_some() || self.seen.insert(canonical) {
                diagnostics.push(parent_only(&source.path, named_at));
            }
            return None;
        }
        if self.seen.insert(canonical.clone()) {
            self.scenarios.push(source);
        }
        Some(canonical)
    }

    /// Takes a study and the scenarios that it names, if it is not there yet.
    fn study(&mut self, source: Source, diagnostics: &mut Diagnostics) {
        if !self.seen.insert(source.canonical.clone()) {
            return;
        }
        let file = StudyFile::read(source, diagnostics);
        let mut members: Vec<PathBuf> = Vec::new();
        for word in &file.paths {
            for member in self.members(&file, word, diagnostics) {
                if !members.contains(&member) {
                    members.push(member);
                }
            }
        }
        self.studies.push((file, members));
    }

    /// The scenarios that a path of a study leads to, by their canonical paths. Studies in a folder are passed over; one that is
    /// named is a mistake.
    fn members(&mut self, file: &StudyFile, word: &Typed<String>, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
        let path = file.source.folder().join(&word.value);
        let is_folder = is_folder(&path);
        let files = if is_folder { in_folder(&path, Some(&word.place), diagnostics) } else { vec![path] };
        let mut members = Vec::new();
        for path in files {
            let Some(source) = Source::read(&path, Some(&word.place), diagnostics) else { continue };
            if !is_study(&source.text) {
                members.extend(self.scenario(source, Some(&word.place), diagnostics));
            } else if !is_folder {
                diagnostics.push(
                    Diagnostic::new(Code::STUDY_OF_STUDIES, format!("`{}` is a study and no scenario", word.value))
                        .at(word.place.clone())
                        .help("name the scenarios of that study here, or a folder that holds them"),
                );
            }
        }
        members
    }
}

fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_dir())
}

fn parent_only(file: &Path, named_at: Option<&Place>) -> Diagnostic {
    let message = format!("`{}` is a parent and no scenario of its own", file.display());
    Diagnostic::new(Code::PARENT_ONLY, message)
        .at(named_at.cloned().unwrap_or_else(|| Place::file(file.display().to_string())))
        .help("run a file that names it in `extends`, or give it a name without `_` at its beginning")
}

/// The files of a folder and all below it; `named_at` is where a study names it.
fn in_folder(folder: &Path, named_at: Option<&Place>, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let at = |path: &Path| named_at.cloned().unwrap_or_else(|| Place::file(path.display().to_string()));
    let (mut files, mut visited) = (Vec::new(), HashSet::new());
    if let Err((place, error)) = walk(folder, &mut visited, &mut files) {
        let message = format!("`{}` cannot be read: {}", place.display(), error.kind());
        diagnostics.push(
            Diagnostic::new(Code::UNREADABLE_FILE, message).at(at(&place)).help("check the permissions of the folder"),
        );
    } else if files.is_empty() {
        let message = format!("the folder `{}` holds no scenario", folder.display());
        diagnostics.push(Diagnostic::new(Code::NO_SCENARIO, message).at(at(folder)).help(EXPECTED));
    }
    files
}

/// Whether a folder is the result of an earlier run.
fn is_result(folder: &Path) -> bool {
    folder.join("run.json").is_file() && folder.join("inputs").is_dir()
}

fn walk(folder: &Path, visited: &mut HashSet<PathBuf>, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let at = |error| (folder.to_owned(), error);
    // A link back to a folder above would never end.
    if !visited.insert(fs::canonicalize(folder).map_err(at)?) {
        return Ok(());
    }
    // An input-output table that lies among the scenarios is none of them.
    if ["table.toml", "table.csv"].iter().all(|name| folder.join(name).is_file()) {
        return Ok(());
    }
    let entries: io::Result<Vec<_>> = fs::read_dir(folder).map_err(at)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(at)?.into_iter().map(|entry| entry.path()).collect();
    // By name, so that `mining.toml` comes before `mining-late.toml`: with the ending it would not.
    paths.sort_by_cached_key(|path| (path.with_extension(""), path.clone()));
    for path in paths {
        if path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            // The copies of scenarios that an earlier result keeps are not run again with those that they are copies of.
            if !is_result(&path) {
                walk(&path, visited, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "toml") && !is_parent_only(&path) {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(paths: &[PathBuf], root: &Path) -> (Vec<String>, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let sources = sources(paths, &mut diagnostics).scenarios;
        let shown = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let said = diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message));
        let said = said.map(|text| text.replace(&root.display().to_string(), "ROOT"));
        (sources.iter().map(|source| shown(&source.path)).collect(), said.collect())
    }

    #[test]
    fn folders_are_read_in_order_and_each_file_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in [
            "b.toml",
            "a.toml",
            "_p.toml",
            "notes.txt",
            "c/d.toml",
            "c/_q.toml",
            ".git/x.toml",
            "e/none.md",
            "t/table.toml",
            "t/table.csv",
            "u/table.toml",
            "results/here/run.json",
            "results/here/inputs/a.toml",
            "v/run.json",
            "w/inputs/x.toml",
        ] {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), "").unwrap();
        }
        let all = gathered(&[root.to_owned()], root);
        let scenarios = ["a.toml", "b.toml", "c/d.toml", "u/table.toml", "w/inputs/x.toml"];
        assert_eq!(all, (scenarios.map(String::from).to_vec(), vec![]));
        // A result that is named itself is meant.
        assert_eq!(gathered(&[root.join("results/here")], root).0, ["results/here/inputs/a.toml"]);
        let twice = gathered(&[root.join("b.toml"), root.join("c/../a.toml"), root.to_owned()], root);
        assert_eq!(twice.0, ["b.toml", "c/../a.toml", "c/d.toml", "u/table.toml", "w/inputs/x.toml"]);
        // A file that is named is read whatever it ends in; what it holds decides.
        assert_eq!(gathered(&[root.join("notes.txt")], root).0, ["notes.txt"]);
    }

    #[test]
    fn what_is_not_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("e")).unwrap();
        fs::write(root.join("_p.toml"), "").unwrap();
        fs::write(root.join("latin.toml"), b"a\n\xf1").unwrap();
        let paths = ["e", "x.toml", "_p.toml", "latin.toml"].map(|name| root.join(name));
        let (files, said) = gathered(&paths, root);
        assert!(files.is_empty());
        assert_eq!(
            said,
            [
                "no-scenario: the folder `ROOT/e` holds no scenario",
                "unreadable-file: `ROOT/x.toml` does not exist",
                "parent-only: `ROOT/_p.toml` is a parent and no scenario of its own",
                "unreadable-file: `ROOT/latin.toml` is not text in UTF-8: the first wrong byte is in line 2",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_above_ends() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("a.toml"), "").unwrap();
        std::os::unix::fs::symlink(root, root.join("again")).unwrap();
        assert_eq!(gathered(&[root.to_owned()], root).0, ["a.toml"]);
    }
}
