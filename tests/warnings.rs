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
