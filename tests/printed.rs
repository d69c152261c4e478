//! The commands that the documentation shows, run as a reader would run them, against the output that it shows.
//!
//! In a block marked `console` a line `$ command` is run with the program in place of `eslabon` and of
//! `cargo run --release --`; the lines that follow are its output. A line `...` stands for any lines, `[..]` for any
//! letters. With `UPDATE_PRINTED=1` the pages are rewritten with what the program prints now, lines with `...` left as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of a page, and what is printed below it.
struct Shown {
    command: String,
    output: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The pages with commands to run.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    pages.extend(docs.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    pages.sort();
    pages
}

fn shown(page: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match (inside, line) {
            (false, "```console") => inside = true,
            (true, "```") => inside = false,
            (true, line) => match (line.strip_prefix("$ "), found.last_mut()) {
                (Some(command), _) => found.push(Shown { command: command.to_owned(), output: Vec::new() }),
                (None, Some(last)) => last.output.push(line.to_owned()),
                (None, None) => panic!("a console block begins with output: {line}"),
            },
            (false, _) => {}
        }
    }
    found
}

/// Runs a command in a folder of its own that holds the shipped scenarios and studies, and gives what it prints to standard output.
fn run(command: &str, folder: &Path) -> Option<Vec<String>> {
    let words = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("eslabon "))?;
    let output = Command::new(env!("CARGO_BIN_EXE_eslabon"))
        .args(words.split_whitespace())
        .current_dir(folder)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{command}` ended with {}:\n{errors}", output.status);
    Some(String::from_utf8(output.stdout).unwrap().lines().map(|line| line.trim_end().to_owned()).collect())
}

fn line_fits(pattern: &str, line: &str) -> bool {
    let mut rest = line;
    let mut parts = pattern.split("[..]").peekable();
    let Some(first) = parts.next() else { return line.is_empty() };
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

fn fits(pattern: &[String], lines: &[String]) -> bool {
    match pattern.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => (0..=lines.len()).any(|skip| fits(rest, &lines[skip..])),
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, more)| line_fits(first, line) && fits(rest, more))
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { assert!(fs::copy(&path, &target).is_ok()) }
    }
}

#[test]
fn pages_show_what_the_program_prints() {
    let update = std::env::var_os("UPDATE_PRINTED").is_some();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for name in ["scenarios", "studies"] {
            copy(&root().join(name), &folder.path().join(name));
        }
        let mut rewritten = text.clone();
        for Shown { command, output } in shown(&text) {
            let Some(printed) = run(&command, folder.path()) else { continue };
            let expected: Vec<String> = output.iter().map(|line| line.trim_end().to_owned()).collect();
            if fits(&expected, &printed) {
                continue;
            }
            assert!(
                update && !expected.iter().any(|line| line == "..."),
                "{}: `{command}` prints\n{}\nand the page shows\n{}",
                page.display(),
                printed.join("\n"),
                expected.join("\n")
            );
            let block = |lines: &[String]| format!("$ {command}\n{}\n", lines.join("\n"));
            rewritten = rewritten.replace(&block(&output), &block(&printed));
        }
        if update {
            fs::write(&page, rewritten).unwrap();
        }
    }
}

#[test]
fn the_picture_of_the_readme_is_what_a_run_draws() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("scenarios"), &folder.path().join("scenarios"));
    run("eslabon run scenarios/ -o out", folder.path()).unwrap();
    let drawn = fs::read_to_string(folder.path().join("out/charts/effects-1-all-scenarios-of-the-study.svg")).unwrap();
    let kept = root().join("docs/comparison.svg");
    if std::env::var_os("UPDATE_PRINTED").is_some() {
        fs::write(&kept, &drawn).unwrap();
    }
    assert!(drawn == fs::read_to_string(kept).unwrap(), "docs/comparison.svg is not what the program draws now");
}

#[test]
fn the_readme_begins_with_the_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks: Vec<&str> = readme.split("```").skip(1).step_by(2).collect();
    let first: String = blocks.iter().take(2).copied().collect();
    assert!(first.contains("cargo run --release -- run scenarios/") && first.contains("cargo test"), "{first}");
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.contains("cargo test"));
}

#[test]
fn wildcards_stand_for_what_they_say() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(fits(&lines("a\n...\nz"), &lines("a\nb\nc\nz")) && fits(&lines("..."), &[]));
    assert!(!fits(&lines("a\n...\nz"), &lines("a\nb")));
    assert!(line_fits("took [..] s and [..]", "took 3 s and 4") && !line_fits("took [..] s", "took 3 m"));
}
