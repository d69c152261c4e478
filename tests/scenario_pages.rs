//! The page of the scenario language: its examples are run, they show everything that the language has, and its tables are those of
//! the lists by which files are read. `UPDATE_PRINTED=1` writes the tables anew.

use eslabon::study::{
    BASE_KEYS, COST_KEYS, ENTRIES, LoadOptions, PARAMETER_KEYS, PATHS, SCENARIO_KEYS, STUDY_KEYS, load,
};
use eslabon::words::{Diagnostics, Key};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/scenarios.md")
}

/// The files that the page shows, each with its name: that of its first line, where this is a comment, else that of the scenario.
pub(crate) fn examples() -> Vec<(String, String)> {
    let text = fs::read_to_string(page()).unwrap();
    let blocks = text.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap().to_owned());
    let file = |block: &str| {
        let first = block.lines().next().unwrap();
        let name = block.lines().find_map(|line| line.strip_prefix("name")).unwrap_or_default();
        match first.strip_prefix("# ") {
            Some(file) => file.to_owned(),
            None => format!("{}.toml", name.trim().trim_start_matches('=').trim().trim_matches('"')),
        }
    };
    blocks.map(|block| (file(&block), block)).collect()
}

#[test]
fn every_example_of_the_page_runs_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let examples = examples();
    for (name, text) in &examples {
        assert!(!folder.path().join(name).exists(), "two examples are called {name}");
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[folder.path().to_owned()], &LoadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let parents = examples.iter().filter(|(name, _)| name.starts_with('_')).count();
    assert_eq!(loaded.scenarios.len() + loaded.studies.len() + parents, examples.len());
    assert!(!loaded.studies.is_empty());
    for scenario in &loaded.scenarios {
        for point in scenario.parameters.points() {
            let outcome = scenario.simulate(&point).unwrap_or_else(|said| panic!("{}: {said:#?}", scenario.name));
            let moved = outcome.years.iter().any(|year| !year.state.settled().is_nothing());
            assert!(moved, "{} changes nothing", scenario.name);
        }
    }
}

#[test]
fn the_examples_show_every_kind_of_entry_and_of_path_and_every_key_at_the_top() {
    let all: String = examples().into_iter().map(|(_, text)| text).collect();
    let lacks = |word: &str| !all.contains(word);
    let entries = ENTRIES.iter().filter(|kind| lacks(&format!("[[{}]]", kind.id))).map(|kind| kind.id);
    let paths = PATHS.iter().filter(|kind| lacks(&format!("{{ {} =", kind.id))).map(|kind| kind.id);
    let typed = |key: &Key| {
        all.lines().any(|line| line.split([' ', '=']).next() == Some(key.name) || line == format!("[{}]", key.name))
    };
    let keys =
        SCENARIO_KEYS.iter().filter(|key| !["title", "note", "title_es", "note_es", "shock"].contains(&key.name));
    let keys = keys.filter(|key| !typed(key)).map(|key| key.name);
    assert_eq!(entries.chain(paths).chain(keys).collect::<Vec<_>>(), <[&str; 0]>::default(), "not in any example");
}

/// The rows of a table of keys, those inside of a key below it.
fn rows(keys: &[Key], within: &str, text: &mut String) {
    for key in keys {
        let name = format!("{within}{}", key.name);
        let need = if key.required { ", required" } else { "" };
        writeln!(text, "| `{name}` | {}{need} | {} |", key.takes.replace('|', "\\|"), key.about).unwrap();
        rows(key.inside, &format!("{name}."), text);
    }
}

/// The chapter of all keys as the lists have them.
fn every_key() -> String {
    let mut text = String::new();
    let mut table = |title: &str, about: &str, keys: &[Key]| {
        write!(text, "### {title}\n\n{about}\n\n| key | takes | says |\n|---|---|---|\n").unwrap();
        rows(keys, "", &mut text);
        text.push('\n');
    };
    let mut top = SCENARIO_KEYS.to_vec();
    let beside_shocks = ENTRIES.iter().filter(|kind| !kind.id.contains('.'));
    top.extend(beside_shocks.map(|kind| Key::optional(kind.id, "a list of tables", kind.about)));
    table("At the top", "A file begins with these.", &top);
    table("`[base]`", "What the scenario starts from.", BASE_KEYS);
    table("`[parameters]`", "A number alone, or a table with these keys.", PARAMETER_KEYS);
    table("`[cost]`", "What the policy costs the public.", COST_KEYS);
    table("`[study]`", "A file of its own, with `format` beside this table and nothing else.", STUDY_KEYS);
    for kind in ENTRIES {
        table(&format!("`[[{}]]`", kind.id), kind.about, kind.keys);
    }
    text.push_str("### `[paths]`\n\nOne of these kinds under a name.\n\n| kind | takes | says |\n|---|---|---|\n");
    for kind in PATHS {
        writeln!(text, "| `{}` | `{}` | {} |", kind.id, kind.takes, kind.about).unwrap();
        rows(kind.keys, &format!("{}.", kind.id), &mut text);
    }
    text
}

#[test]
fn the_tables_of_the_page_are_those_of_the_lists() {
    let text = fs::read_to_string(page()).unwrap();
    let mark = "by which the program reads files.\n\n";
    let at = text.find(mark).expect("the chapter of all keys") + mark.len();
    let now = every_key();
    if std::env::var_os("UPDATE_PRINTED").is_some() {
        fs::write(page(), format!("{}{now}", &text[..at])).unwrap();
        return;
    }
    assert!(text[at..] == now, "docs/scenarios.md: UPDATE_PRINTED=1 cargo test scenario_pages");
}
