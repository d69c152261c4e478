//! Every problem that the program can report has an example among `tests/errors/`, and the message that it gives is kept word for
//! word beside it.
//!
//! An example is called by its code: a scenario (`CODE.toml`), a table (`CODE.csv`, `CODE.xlsx`), or a folder of scenarios, or of a table
//! where it has a `table.toml`. What begins with `_` belongs to examples and is none.

use eslabon::report::{MESSAGE_FORMATS, Style};
use eslabon::study::{Comparison, LoadOptions, Loaded, at_equal_dose, load, run, warnings};
use eslabon::table::reader::{self, ReadOptions};
use eslabon::words::{CODES, Diagnostics};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From where the tests run, so that messages name no folder of one machine.
const FOLDER: &str = "tests/errors";

/// Problems that no file by itself leads to; those of the command line are kept in `tests/messages.rs`.
const NOT_OF_FILES: &[&str] = &[
    // Results on their way out.
    "file-exists",
    "unwritable",
    "foreign-folder",
    "no-finite-result",
    "no-chart",
    // What is said on the command line.
    "unknown-analysis",
    "unknown-option",
    "wrong-option",
    "missing-option",
    "unknown-classification",
    "unknown-column",
    "wrong-condition",
    "unknown-reference",
    "unknown-scenario",
    "unknown-metric",
    "wrong-limit",
    // Files of an earlier result; kept by the tests of what compares them.
    "result-file",
    // A fault of the program: the accounts of a table that is read close after every change that is let through.
    "accounts-open",
];

/// Problems of tables whose messages are kept by the tests of what reads and changes tables.
const OF_TABLES: &[&str] = &[
    "unknown-format",
    "table-shape",
    "table-cell",
    "duplicate-sector",
    "sales-identity",
    "purchases-identity",
    "value-added-memo",
    "output-gap",
    "output-gap-large",
    "value-added-rest",
    "wrong-id",
    "no-table",
    "several-tables",
    "table-label",
    "table-unit",
    "taken-as-total",
    "passed-over",
    "kind-assumed",
    "sector-without-name",
    // Aggregation.
    "unmapped-sector",
    "mapped-twice",
    "two-names",
];

/// The examples with their codes, in the order of their names.
fn examples() -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let is_example = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        path.is_dir() || ["toml", "csv", "xlsx"].iter().any(|known| extension == Some(*known))
    };
    let code = |path: PathBuf| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path);
    let mut found: Vec<_> = entries.filter(is_example).map(code).filter(|(code, _)| !code.starts_with('_')).collect();
    found.sort();
    found
}

/// All that is said of an example, which is loaded and run as far as it goes.
fn said(example: &Path) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let is_table = example.join("table.toml").exists() || example.extension().is_some_and(|one| one != "toml");
    if is_table {
        reader::load(example.to_str().unwrap(), &ReadOptions::default(), &mut diagnostics);
        return diagnostics;
    }
    // A parent is no scenario of its folder; the mistake is to name it.
    let parent = example.join("_parent.toml");
    let is_alone = parent.exists() && fs::read_dir(example).unwrap().count() == 1;
    let path = if is_alone { parent } else { example.to_owned() };
    let loaded = load(&[path], &LoadOptions::default(), &mut diagnostics);
    if !diagnostics.has_errors() {
        diagnostics.append(said_of_results(&loaded).unwrap_or_else(|said| said));
    }
    diagnostics
}

/// All that is said of results: warnings, or what is wrong.
fn said_of_results(loaded: &Loaded) -> Result<Diagnostics, Diagnostics> {
    let outcomes = run(&loaded.scenarios, &|_, _| {})?;
    let mut said = warnings(&outcomes);
    said.append(at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, None)?.1);
    Comparison::of_studies(&outcomes, None, &loaded.studies)?;
    Ok(said)
}

#[test]
fn every_code_has_an_example_or_a_reason_for_none() {
    let with: BTreeSet<String> = examples().into_iter().map(|(code, _)| code).collect();
    let without: BTreeSet<&str> = NOT_OF_FILES.iter().chain(OF_TABLES).copied().collect();
    let lacking: Vec<&str> =
        CODES.iter().map(|code| code.id).filter(|id| !with.contains(*id) && !without.contains(id)).collect();
    assert!(lacking.is_empty(), "codes without an example in {FOLDER}: {lacking:?}");
    let both: Vec<&&str> = without.iter().filter(|id| with.contains(**id)).collect();
    assert!(both.is_empty(), "codes with an example and a reason for none: {both:?}");
    for code in with.iter().map(String::as_str).chain(without) {
        assert!(CODES.iter().any(|known| known.id == code), "`{code}` is no code");
    }
}

#[test]
fn every_message_is_the_one_that_is_kept() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("errors");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (code, example) in examples() {
            let said = said(&example);
            let ids: Vec<&str> = said.iter().map(|said| said.code.id).collect();
            assert!(ids.contains(&code.as_str()), "{} gives {ids:?}", example.display());
            assert!(said.iter().all(|said| said.help.is_some()), "{} gives no next step", example.display());
            let mut text = Vec::new();
            MESSAGE_FORMATS[0].write(&said, Style::default(), &mut text).unwrap();
            insta::assert_snapshot!(code, String::from_utf8(text).unwrap().replace('\\', "/"));
        }
    });
}
