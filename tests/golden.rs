//! The results of the shipped scenarios, held to 1e-9 relative: far above the rounding of any machine, far below anything that
//! a reader would see. `UPDATE_GOLDEN=1` writes what the program gives now; the change of the files is then to be explained.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TOLERANCE: f64 = 1e-9;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Whether two cells say the same. A difference of nearly equal numbers is rounding in its last digits, so the cells of a row
/// are measured against the largest number of the row.
fn same(one: &str, other: &str, largest: f64) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1e-6 * largest),
        _ => one == other,
    }
}

fn check(name: &str, now: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(golden(name), now).unwrap();
        return;
    }
    let then = fs::read_to_string(golden(name)).unwrap();
    let (then, now) = (rows(&then), rows(now));
    assert_eq!(then.len(), now.len(), "{name} has another number of rows");
    for (line, (old, new)) in then.iter().zip(&now).enumerate() {
        assert_eq!(old.len(), new.len(), "{name}, row {}", line + 1);
        let largest = old.iter().filter_map(|cell| cell.parse::<f64>().ok()).fold(0.0, |l: f64, n| l.max(n.abs()));
        for (a, b) in old.iter().zip(new) {
            assert!(same(a, b, largest), "{name}, row {}: {a} became {b} in {new:?}", line + 1);
        }
    }
}

#[test]
fn the_shipped_scenarios_give_the_results_that_were_checked() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let output = Command::new(env!("CARGO_BIN_EXE_eslabon"))
        .args(["run", &scenarios.display().to_string(), "-o", &target.display().to_string()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for name in ["comparison.csv", "sectors.csv"] {
        check(name, &fs::read_to_string(target.join(name)).unwrap());
    }
}

#[test]
fn a_changed_digit_is_seen() {
    assert!(same("1.0", "1.0000000001", 1.0) && !same("1.0", "1.00000001", 1.0) && !same("a", "b", 1.0));
    assert!(same("0", "1e-16", 1.0) && !same("1e-3", "1.1e-3", 1.0));
}
