//! Warnings of the program as a whole: each reaches standard error, once, wherever it arises.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What stands on standard output and on standard error after a command that succeeds.
fn run(words: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_eslabon")).args(words).env_remove("COLUMNS").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{words:?}: {err}");
    (out, err)
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// A policy that puts its early adopter behind the others: without it the technology spreads further and costs more.
const CLOUD: &str = "format = 1\nname = \"cloud\"\nyears = [2021, 2025]\n[base]\ntable = \"miller-blair\"\n\
                     [[adoption]]\nname = \"cloud\"\nsupplier = \"S2\"\nbuyers = \"S1\"\ntarget = { set = 0.5 }\n\
                     instead_of = \"operating_surplus\"\ninnovation = 1\nimitation = 0.4\n\
                     early = [{ buyers = \"S1\", innovation = 0.1, imitation = 0 }]\n\
                     learning = { rate = 0.2, price_response = 1 }\n";

/// As written the payer can pay without the early adopter too; at the larger dose it cannot, and what the early adopter brings there is not
/// known.
#[test]
fn what_only_an_outcome_at_equal_dose_warns_of_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = written(folder.path(), "cloud.toml", CLOUD);
    let (_, plain) = run(&["run", &scenario, "-o", "-"]);
    assert!(!plain.contains("unknown-pull"), "{plain}");
    let (_, equal) = run(&["run", &scenario, "-o", "-", "--equal-dose=130"]);
    assert_eq!(equal.matches("warning[unknown-pull]").count(), 1, "{equal}");
    assert!(equal.contains("scenario `cloud` (equal dose), `cloud`: what all early adopters together"), "{equal}");
    // What is told of the scenario as written is not told again.
    assert_eq!(equal.matches("warning[slower-early]").count(), 1, "{equal}");
}

#[test]
fn index_numbers_in_the_place_of_prices_are_told_whatever_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let decomposed = |prices: &str, format: &str| {
        let file = written(folder.path(), "prices.csv", prices);
        let words = ["analyse", "structural-decomposition", "--table", "miller-blair", "--with", "miller-blair"];
        run(&[&words[..], &["--deflator", &file, "--format", format]].concat())
    };
    for format in ["csv", "json", "table"] {
        let (out, err) = decomposed("sector,value\nS1,150\nS2,148.5\n", format);
        assert_eq!(err.matches("warning[unlikely-prices]").count(), 1, "{err}");
        assert!(err.contains("`deflator` names prices from 148.5 (S2) to 150 (S1)"), "{err}");
        // A CSV has no notes.
        assert_eq!(out.contains("Most deflators are above 20,"), format != "csv", "{out}");
        let (_, err) = decomposed("sector,value\nS1,1.5\nS2,1.485\n", format);
        assert_eq!(err, "");
    }
}

/// The table that an option names is read as the other is: what is to be known of it is said too.
#[test]
fn what_is_to_be_known_of_a_table_that_an_option_names_is_told() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors/output-gap").display().to_string();
    let words = ["analyse", "structural-decomposition", "--table", "miller-blair", "--with", &table];
    let output = Command::new(env!("CARGO_BIN_EXE_eslabon")).args(words).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err.matches("warning[output-gap]").count(), 1, "{err}");
}
