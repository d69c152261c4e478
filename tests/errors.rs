//! Every problem that the program can report has an example among `tests/errors/`, and the message that it gives is kept word for
//! word beside it; or it is one of `ELSEWHERE`, which names the file of the test that holds its message.
//!
//! An example is called by its code: a scenario (`CODE.toml`), a table (`CODE.csv`, `CODE.xlsx`), or a folder of scenarios, or of a table
//! where it has a `table.toml`. What begins with `_` belongs to examples and is none.

use eslabon::report::{Language, MESSAGE_FORMATS, Style};
use eslabon::study::{Comparison, LoadOptions, Loaded, at_equal_dose, load, run, through_channels, warnings};
use eslabon::table::reader::{self, ReadOptions};
use eslabon::words::{CODES, Class, Diagnostics};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From where the tests run, so that messages name no folder of one machine.
const FOLDER: &str = "tests/errors";

/// What is said of a wrong command line.
const COMMANDS: &str = "tests/golden/messages.txt";

/// Problems of which another test holds the message, because it takes more than files to come to them: the code, the file in
/// which the message stands, and words of it.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    // Results on their way out.
    ("file-exists", COMMANDS, "is there already"),
    ("unwritable", COMMANDS, "cannot be written: "),
    ("unknown-ending", COMMANDS, "no format of results has the ending "),
    ("foreign-folder", COMMANDS, "holds something that is not a result of this program"),
    ("no-finite-result", "src/report/format/mod.rs", "row 1 of `f`: `x` has no finite value"),
    ("no-letter", "src/report/raster.rs", "no font here has these letters of `charts/a.png`: "),
    ("not-opened", "tests/page/files.rs", "cannot be opened: "),
    ("no-chart", "src/report/chart/picture.rs", "no chart of `e`: it has no column of names"),
    // What is said on the command line.
    ("unknown-analysis", COMMANDS, "`linkage` is no analysis"),
    ("unknown-option", COMMANDS, "`fcous` is no option of this analysis"),
    ("wrong-option", COMMANDS, "the option `money-thresholds` has no value"),
    ("missing-option", COMMANDS, "the option `focus` is needed"),
    ("unknown-classification", COMMANDS, "the table has no classification `brunch`"),
    ("unknown-column", COMMANDS, "the result has no column `upstream`"),
    ("wrong-condition", COMMANDS, "`upstreamness` is no condition"),
    ("unknown-reference", COMMANDS, "`bse` is no scenario of this run"),
    ("unknown-scenario", COMMANDS, "no scenario that comes with the program is called `mining-itc`"),
    ("wrong-limit", COMMANDS, "`lots` is no limit"),
    ("unknown-survey", COMMANDS, "there is no survey or file `falabela`"),
    ("result-file", COMMANDS, "this is not the certificate of a result of this program"),
    // A fault of the program: the accounts of a table that is read close after every change that is let through.
    ("accounts-open", "src/study/identities.rs", "primary inputs and final demand differ by NaN of final demand"),
    // Workbooks, which the tests write.
    ("no-table", WORKBOOKS, "the workbook holds no input-output table of the Central Bank of Chile"),
    ("several-tables", ALTERED, "the workbook holds 2 tables; the one of 3 activities on the sheet"),
    ("table-label", WORKBOOKS, "the row `Impuestos sobre productos` stands twice"),
    ("table-unit", WORKBOOKS, "the unit of the table is stated nowhere in the workbook"),
    ("passed-over", ALTERED, "the column `Participación %` is none that is known"),
    ("sector-without-name", ALTERED, "the workbook names no activity of code 1, 2, 3"),
    ("unlikely-prices", "src/analysis/option/prices.rs", "`deflator` names prices from 148.5 (S2) to 150 (S1)"),
    // Readers by name, and aggregation.
    ("unknown-format", "src/table/reader/load.rs", "no reader is called `nativ`"),
    ("unmapped-sector", MAPPING, "the mapping has no row for `S5`"),
    ("mapped-twice", MAPPING, "the sector `S1` stands twice in the mapping"),
    ("two-names", MAPPING, "the new sector `a` is called `One` and `Two`"),
];

/// Workbooks with something wrong in them.
const WORKBOOKS: &str = "tests/central_bank_of_chile/damaged.rs";
/// Workbooks that are read with a warning.
const ALTERED: &str = "tests/central_bank_of_chile/altered.rs";
/// Mappings of sectors to others.
const MAPPING: &str = "src/table/reader/mapping.rs";

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
    let mut outcomes = run(&loaded.scenarios, &|_, _| {})?;
    let (equal, unreached) = at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, None, &|_, _| {})?;
    outcomes.extend(equal);
    outcomes.extend(through_channels(&loaded.scenarios, &loaded.studies, &|_, _| {})?);
    let mut said = warnings(&outcomes);
    said.append(unreached);
    Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {})?;
    Ok(said)
}

#[test]
fn every_warning_and_its_next_step_have_spanish() {
    let spanish = Language::named("es").unwrap();
    let (mut seen, mut lacking) = (BTreeSet::new(), Vec::new());
    for (_, example) in examples() {
        for warning in said(&example).iter().filter(|said| said.code.class == Class::Warning) {
            seen.insert(warning.code.id);
            lacking.extend([Some(&warning.message), warning.help.as_ref()].into_iter().flatten().cloned());
        }
    }
    lacking.retain(|text| !spanish.knows(text));
    assert!(lacking.is_empty(), "without Spanish: {lacking:#?}");
    // Those of pictures and of opening come after the page, those of workbooks are asked where workbooks are read, and options of analyses have
    // no page.
    let told = ["no-letter", "not-opened", "several-tables", "passed-over", "sector-without-name", "unlikely-prices"];
    let of_class = CODES.iter().filter(|code| code.class == Class::Warning && !told.contains(&code.id));
    let unseen: Vec<&str> = of_class.map(|code| code.id).filter(|id| !seen.contains(id)).collect();
    assert!(unseen.is_empty(), "no example gives {unseen:?}");
}

#[test]
fn every_code_has_an_example_or_a_test_elsewhere() {
    let with: BTreeSet<String> = examples().into_iter().map(|(code, _)| code).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, ..)| *code).collect();
    assert_eq!(elsewhere.len(), ELSEWHERE.len(), "a code stands twice");
    let lacking: Vec<&str> =
        CODES.iter().map(|code| code.id).filter(|id| !with.contains(*id) && !elsewhere.contains(id)).collect();
    assert!(lacking.is_empty(), "codes without an example in {FOLDER}: {lacking:?}");
    let both: Vec<&&str> = elsewhere.iter().filter(|id| with.contains(**id)).collect();
    assert!(both.is_empty(), "codes with an example and a test elsewhere: {both:?}");
    for code in with.iter().map(String::as_str).chain(elsewhere) {
        assert!(CODES.iter().any(|known| known.id == code), "`{code}` is no code");
    }
}

#[test]
fn messages_that_are_held_elsewhere_stand_there() {
    for (code, file, words) in ELSEWHERE {
        let text = fs::read_to_string(file).unwrap();
        // What a file of the program itself says is no test of it.
        let tests = text.split_once("#[cfg(test)]").map_or(text.as_str(), |(_, tests)| tests);
        assert!(tests.contains(code), "{file} does not name `{code}`");
        assert!(tests.contains(words), "{file} has not the words `{words}` of `{code}`");
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
