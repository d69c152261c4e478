//! The program as a whole: exit codes, what goes to which stream, files that appear whole or not at all, and results that are
//! the same bytes on any number of threads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_eslabon"));
    command.env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

fn run(words: &[&str]) -> Output {
    program().args(words).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn scenarios() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").display().to_string()
}

/// Every file below a folder with its bytes, by path.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn results(folder: &Path, threads: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let target = folder.join("out");
    let output = run(&["run", &scenarios(), "--threads", threads, "-o", &target.display().to_string()]);
    assert!(output.status.success(), "{}", err(&output));
    files(&target)
}

#[test]
fn results_are_the_same_bytes_on_one_thread_and_on_many_but_for_the_time_they_took() {
    let folder = tempfile::tempdir().unwrap();
    let (one, four) = (results(folder.path(), "1"), results(folder.path(), "4"));
    assert_eq!(one.len(), four.len());
    for ((name, bytes), (other_name, other_bytes)) in one.iter().zip(&four) {
        assert_eq!(name, other_name);
        if name == Path::new("run.json") {
            // The command line says how many threads; elapsed says how long it took. Nothing else may differ.
            let without = |bytes: &[u8]| {
                let mut value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
                for key in ["elapsed", "command"] {
                    assert!(value.as_object_mut().unwrap().remove(key).is_some(), "{key}");
                }
                value
            };
            assert_eq!(without(bytes), without(other_bytes));
        } else {
            assert!(bytes == other_bytes, "{} differs", name.display());
        }
    }
    let names: Vec<String> = one.iter().map(|(name, _)| name.display().to_string()).collect();
    for needed in
        ["run.json", "comparison.csv", "outcomes.csv", "sectors.csv", "charts/comparison.svg", "inputs/base.toml"]
    {
        assert!(names.iter().any(|name| name == needed), "{needed} is missing from {names:?}");
    }
}

#[test]
fn wrong_input_ends_with_two_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (bad, target) = (folder.path().join("bad.toml"), folder.path().join("out"));
    fs::write(&bad, "format = 1\nname = \"bad\"\nsurprise = 1\n[base]\ntable = \"chile-2012\"\n").unwrap();
    let output = run(&["run", &bad.display().to_string(), "-o", &target.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output), "");
    let said = err(&output);
    assert!(said.contains("unknown-key") && said.contains("unknown-table"), "both problems are told: {said}");
    assert!(!target.exists() && fs::read_dir(folder.path()).unwrap().count() == 1);
}

#[test]
fn a_model_without_an_answer_ends_with_three_and_the_worst_code_wins() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(format!("{name}.toml"));
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    // Two sectors that come to need more of one another than they make.
    let entry = |name: &str, supplier: &str, buyer: &str| {
        format!(
            "[[shock.coefficient]]\nname = \"{name}\"\nsupplier = \"{supplier}\"\nbuyers = \"{buyer}\"\nset = 0.94\n\
                 instead_of = \"operating_surplus\"\n"
        )
    };
    let table = "[base]\ntable = \"miller-blair\"\n";
    let singular = write("singular", format!("format = 1\nname = \"singular\"\n{table}{}", entry("a", "1", "1")));
    let output = run(&["check", &singular]);
    assert!(matches!(output.status.code(), Some(2 | 3)), "{}", err(&output));
    let eats = write(
        "eats",
        format!(
            "format = 1\nname = \"eats\"\n{table}[[shock.coefficient]]\nname = \"a\"\n\
        supplier = \"2\"\nbuyers = \"2\"\nset = 1\ninstead_of = \"suppliers\"\n"
        ),
    );
    let output = run(&["check", &eats]);
    assert!(matches!(output.status.code(), Some(2 | 3)), "{}", err(&output));
}

#[test]
fn nothing_but_results_on_standard_output() {
    let list = run(&["table", "list", "--format", "csv"]);
    assert!(out(&list).starts_with("id,title,year,"), "{}", out(&list));
    assert_eq!(err(&list), "");
    let wrong = run(&["linkages", "--table", "chile-1810"]);
    assert_eq!((wrong.status.code(), out(&wrong).as_str()), (Some(2), ""));
    let json = run(&["linkages", "--table", "chile-1810", "--message-format", "json"]);
    let message: serde_json::Value = serde_json::from_str(err(&json).lines().next().unwrap()).unwrap();
    assert_eq!((message["code"].as_str(), message["severity"].as_str()), (Some("unknown-table"), Some("error")));
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child =
        program().args(["table", "show", "chile-2021"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && err(&output).is_empty(), "{}", err(&output));
}

#[test]
fn a_folder_that_is_no_result_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    let output = run(&["run", &scenarios(), "-o", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("foreign-folder"), "{}", err(&output));
    assert_eq!(files(folder.path()), [(PathBuf::from("thesis.txt"), b"years of work".to_vec())]);
}

#[test]
fn tables_fit_the_window_that_is_stated() {
    for columns in ["40", "80", "132"] {
        let output = program().args(["run", &scenarios(), "-o", "-"]).env("COLUMNS", columns).output().unwrap();
        let widest = out(&output).lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest > 0 && widest <= columns.parse().unwrap(), "{widest} columns for {columns}");
    }
}

#[test]
fn a_table_converted_twice_is_the_same_and_passes_its_check() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let convert = |from: &str, to: &Path| {
        let output = run(&["table", "convert", from, "-o", &to.display().to_string()]);
        assert!(output.status.success(), "{}", err(&output));
    };
    convert("chile-2008", &first);
    convert(&first.display().to_string(), &second);
    assert_eq!(files(&first), files(&second));
    let check = run(&["table", "check", &second.display().to_string()]);
    assert_eq!(check.status.code(), Some(0), "{}", out(&check));
}

#[test]
fn a_table_that_does_not_close_fails_its_check() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("broken");
    let output = run(&["table", "convert", "miller-blair", "-o", &table.display().to_string()]);
    assert!(output.status.success(), "{}", err(&output));
    let file = table.join("table.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("500", "500000", 1)).unwrap();
    let check = run(&["table", "check", &table.display().to_string()]);
    assert_eq!(check.status.code(), Some(2));
    assert!(out(&check).contains("FAIL") && out(&check).contains("500000"), "{}", out(&check));
}

#[test]
fn options_that_make_no_sense_are_refused_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for words in [
        "table check miller-blair --tolerance nan",
        "table check miller-blair --tolerance inf",
        "table check miller-blair --tolerance -1",
        "table convert miller-blair -o -",
        "table aggregate chile-2021 --by branch -o -",
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let output = program().args(&words).current_dir(folder.path()).output().unwrap();
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{words:?}");
        let wanted = ["allowed is a number of at least 0", "a table is a folder"];
        assert!(wanted.iter().any(|wanted| err(&output).contains(wanted)), "{}", err(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
