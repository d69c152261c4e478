//! The page of the shipped study: what stands in it, and how it behaves in a browser and on paper.

mod browser;
mod files;
mod paper;
mod reader;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The program with these words.
fn run(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_eslabon"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("COLUMNS").args(words).output().unwrap()
}

/// The result of the shipped scenarios, made once.
fn result() -> &'static Path {
    static RESULT: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, folder) = RESULT.get_or_init(|| {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("out");
        let output = run(&["run", "scenarios/", "--quiet", "-o", &folder.display().to_string()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (place, folder)
    });
    folder
}

/// The page of the shipped scenarios.
fn page() -> String {
    std::fs::read_to_string(result().join("report.html")).unwrap()
}
