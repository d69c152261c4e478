//! The house: no file uses a floor above its own, and no two files use one another in a circle.
//!
//! Read from the sources' own `use` lines and paths, tests left out. That a folder's `mod.rs` names its files in a list or
//! publishes their items is what a front door does, and is not counted; what it takes for itself is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the ground up.
const FLOORS: &[&str] = &["words", "table", "model", "analysis", "study", "report", "cli"];

/// The longest that a file may be without its tests.
const LONGEST: usize = 400;

/// One source file: where it stands in the tree of modules, and its text without tests.
struct File {
    path: PathBuf,
    module: Vec<String>,
    text: String,
}

impl File {
    fn floor(&self) -> Option<usize> {
        FLOORS.iter().position(|floor| self.module.first().is_some_and(|first| first == floor))
    }
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let inside = path.strip_prefix(&root).unwrap().with_extension("");
                let mut module: Vec<String> =
                    inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
                if module.last().is_some_and(|last| last == "mod") {
                    module.pop();
                }
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
                let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                found.push(File { path: inside, module, text: code.join("\n") });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    // Tables and scenarios for tests are no part of the house.
    found.retain(|file| file.path.file_name().is_some_and(|name| name != "fixture"));
    found
}

/// The statements of a file that begin with `use`, or with `pub use` where `public`; without the words and the semicolon.
fn uses(text: &str, public: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("use ") {
        let line_start = rest[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let before = rest[line_start..at].trim();
        let is_statement = if public { before.starts_with("pub") } else { before.is_empty() };
        let tail = &rest[at + 4..];
        let end = tail.find(';').unwrap_or(tail.len());
        if is_statement && (before.is_empty() || before.starts_with("pub")) {
            found.push(tail[..end].split_whitespace().collect::<String>());
        }
        rest = &tail[end.min(tail.len())..];
    }
    found
}

/// A tree of uses as plain paths: `a::{b, c::{d}}` is `a::b` and `a::c::d`.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let Some(open) = tree.find('{') else {
        return vec![tree.split("::").map(str::to_owned).collect()];
    };
    let prefix: Vec<String> =
        tree[..open].trim_end_matches("::").split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let inside = &tree[open + 1..tree.rfind('}').unwrap()];
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in inside.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .flat_map(|part| paths(part).into_iter().map(|path| [prefix.clone(), path].concat()))
        .collect()
}

/// A path from a module as one from the crate's root; none for other crates.
fn absolute(path: &[String], module: &[String]) -> Option<Vec<String>> {
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            Some([&module[..module.len().checked_sub(ups)?], &path[ups..]].concat())
        }
        _ => None,
    }
}

/// The file in which a path's item stands, through the front doors that publish it.
fn home(path: &[String], files: &BTreeMap<Vec<String>, &File>) -> Option<Vec<String>> {
    let longest = (0..=path.len()).rev().map(|length| path[..length].to_vec()).find(|p| files.contains_key(p))?;
    let Some(item) = path.get(longest.len()) else { return Some(longest) };
    let file = files[&longest];
    for statement in uses(&file.text, true) {
        for mut published in paths(&statement) {
            if published.last().is_some_and(|last| last.split("as").next() == Some(item)) {
                if !matches!(published[0].as_str(), "crate" | "self" | "super") {
                    published.insert(0, "self".to_owned());
                }
                if let Some(found) = absolute(&published, &longest).filter(|found| *found != path) {
                    return home(&found, files);
                }
            }
        }
    }
    Some(longest)
}

#[test]
fn no_file_uses_a_floor_above_its_own() {
    let mut wrong = Vec::new();
    for file in files() {
        let Some(floor) = file.floor() else { continue };
        for (above, name) in FLOORS.iter().enumerate().skip(floor + 1) {
            for reach in [format!("crate::{name}"), format!("eslabon::{name}")] {
                if file.text.contains(&reach) {
                    wrong.push(format!("{} (floor {floor}) uses {name} (floor {above})", file.path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows up:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_stands_on_a_floor() {
    let homeless: Vec<String> = files()
        .iter()
        .filter(|file| file.floor().is_none() && !["lib", "main"].iter().any(|root| file.path == Path::new(root)))
        .map(|file| file.path.display().to_string())
        .collect();
    assert_eq!(homeless, Vec::<String>::new());
}

#[test]
fn no_files_use_one_another_in_a_circle() {
    let files = files();
    let by_module: BTreeMap<Vec<String>, &File> = files.iter().map(|file| (file.module.clone(), file)).collect();
    let mut arrows: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for file in &files {
        for statement in uses(&file.text, false) {
            for path in paths(&statement) {
                let Some(target) = absolute(&path, &file.module).and_then(|path| home(&path, &by_module)) else {
                    continue;
                };
                // A front door may look into its own rooms.
                let into_own = target.len() > file.module.len() && target.starts_with(&file.module);
                if target != file.module && !into_own {
                    arrows.entry(file.module.clone()).or_default().insert(target);
                }
            }
        }
    }
    assert!(arrows.len() > 20, "the uses were not read: {arrows:?}");
    // Files without arrows to files that are left are taken away until none is left, or a circle.
    loop {
        let free: Vec<Vec<String>> = arrows
            .iter()
            .filter(|(_, targets)| targets.iter().all(|target| !arrows.contains_key(target)))
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        for module in free {
            arrows.remove(&module);
        }
    }
    let left: Vec<String> = arrows
        .iter()
        .map(|(module, targets)| {
            let into: Vec<String> = targets.iter().filter(|t| arrows.contains_key(*t)).map(|t| t.join("::")).collect();
            format!("{} -> {}", module.join("::"), into.join(", "))
        })
        .collect();
    assert!(left.is_empty(), "circles among:\n{}", left.join("\n"));
}

#[test]
fn quiet_floors_stay_quiet_and_only_readers_open_files() {
    let mut wrong = Vec::new();
    for file in files() {
        let quiet = file.floor().is_some_and(|floor| floor <= 3);
        let reader = file.module.get(1).is_some_and(|part| part == "reader");
        for word in
            ["println!", "eprintln!", "dbg!", "Instant::", "SystemTime", "std::env", "log::", "todo!", "unimplemented!"]
        {
            if (quiet || word.ends_with('!')) && file.text.contains(word) {
                wrong.push(format!("{}: {word}", file.path.display()));
            }
        }
        if quiet && !reader && ["std::fs", "File::open"].iter().any(|word| file.text.contains(word)) {
            wrong.push(format!("{} opens files", file.path.display()));
        }
        if file.floor() == Some(5) && ["nalgebra", "faer"].iter().any(|word| file.text.contains(word)) {
            wrong.push(format!("{} sees a matrix", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long_to_be_finished() {
    let long: Vec<String> = files()
        .iter()
        .map(|file| (file.path.display().to_string(), file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}
