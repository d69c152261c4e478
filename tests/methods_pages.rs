//! `docs/methods/`: one page for each analysis, made of the head of its file, its entry in the list and what the program prints. A test
//! says that they are current; `UPDATE_PRINTED=1 cargo test methods_pages` writes them.

use eslabon::analysis::{ANALYSES, Analysis, Question};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// So many rows of each table of the example are shown.
const SHOWN: usize = 6;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The head of the file of an analysis, without the marks of a comment; links to items of the code become plain.
fn head(name: &str) -> String {
    let folder = root().join("src/analysis");
    let stem = name.replace('-', "_");
    let files = [folder.join(format!("{stem}.rs")), folder.join(&stem).join("mod.rs")];
    let file = files.iter().find(|file| file.is_file()).unwrap_or_else(|| panic!("no file for `{name}`"));
    let text = fs::read_to_string(file).unwrap();
    let lines =
        text.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line));
    let head = lines.collect::<Vec<_>>().join("\n");
    plain(&head)
}

/// Text in which ``[`Item`]`` is `Item`: on a page there is nothing to link to.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find("[`") {
        let Some(close) = rest[open..].find("`]").map(|at| open + at) else { break };
        plain.push_str(&rest[..open]);
        plain.push_str(&rest[open + 1..=close]);
        rest = &rest[close + 2..];
    }
    plain.push_str(rest);
    plain
}

/// The command of the example.
fn example(name: &str) -> String {
    match name {
        "structural-decomposition" => {
            format!("eslabon analyse {name} --table chile-2008 --with chile-2021 --top {SHOWN}")
        }
        // The firms were asked about 2008.
        "survey-contrast" => format!("eslabon analyse {name} --table chile-2008 --top {SHOWN}"),
        _ => format!("eslabon analyse {name} --table chile-2021 --top {SHOWN}"),
    }
}

/// What a command prints.
fn printed(command: &str) -> String {
    let words = command.split_whitespace().skip(1);
    let program = env!("CARGO_BIN_EXE_eslabon");
    let output = Command::new(program).args(words).env_remove("COLUMNS").output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{command}` ended with {}:\n{errors}", output.status);
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

fn options(analysis: &Analysis) -> String {
    if analysis.options.is_empty() {
        return String::new();
    }
    let mut text = "\n## Options\n\n| option | takes | otherwise | what it is for |\n|---|---|---|---|\n".to_owned();
    for key in analysis.options {
        writeln!(text, "| `{}` | {} | {} | {} |", key.name, key.takes.words(), key.default.words(), key.about).unwrap();
    }
    text.push_str("\nEach is a flag, as `--focus SECTOR`; `-O NAME=VALUE` says the same.\n");
    text
}

fn page(name: &str, about: &str, options: &str) -> String {
    let command = example(name);
    format!(
        "# {name}\n\n*{about}*\n\n{}\n{options}\n## Example\n\n```console\n$ {command}\n{}\n```\n",
        head(name),
        printed(&command)
    )
}

fn index() -> String {
    let mut text = "# Methods\n\nEvery analysis of a table, by the question that it helps to answer. These pages are made of the heads of \
                    the files in `src/analysis` and of what the program prints; `cargo test` says whether they are current, \
                    and `UPDATE_PRINTED=1 cargo test methods_pages` writes them.\n"
        .to_owned();
    for (words, question) in Question::WORDS {
        let of_question: Vec<_> = ANALYSES.iter().filter(|analysis| analysis.question == *question).collect();
        if of_question.is_empty() {
            continue;
        }
        write!(text, "\n## {}{}\n\n", words[..1].to_uppercase(), &words[1..]).unwrap();
        text.push_str("| analysis | what it answers | unit | source |\n|---|---|---|---|\n");
        for Analysis { name, about, unit, source, .. } in of_question {
            writeln!(text, "| [{name}]({name}.md) | {about} | {unit} | {source} |").unwrap();
        }
    }
    text
}

/// Every page with its text, by name of file.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::from([("README.md".to_owned(), index())]);
    for analysis in ANALYSES {
        pages.insert(format!("{}.md", analysis.name), page(analysis.name, analysis.about, &options(analysis)));
    }
    pages
}

#[test]
fn the_pages_of_methods_are_current() {
    let folder = root().join("docs/methods");
    let pages = pages();
    if std::env::var_os("UPDATE_PRINTED").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &pages {
            fs::write(folder.join(name), text).unwrap();
        }
        return;
    }
    let kept = |folder: &Path| -> BTreeMap<String, String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        entries
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).unwrap()))
            .collect()
    };
    let kept = kept(&folder);
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&pages), "`UPDATE_PRINTED=1 cargo test methods_pages` writes the pages");
    for (name, text) in &pages {
        assert!(
            kept[name] == *text,
            "docs/methods/{name} is old: `UPDATE_PRINTED=1 cargo test methods_pages` writes it"
        );
    }
}

/// An analyst has no sources to look into.
#[test]
fn no_page_sends_to_the_code() {
    for analysis in ANALYSES {
        let text = head(analysis.name);
        for path in ["crate::", "super::", "self::"] {
            assert!(!text.contains(path), "the page of {} says `{path}`", analysis.name);
        }
    }
}

#[test]
fn links_to_items_become_plain() {
    assert_eq!(plain("as [`super`] and [a page](x.md) say, [`open"), "as `super` and [a page](x.md) say, [`open");
}
