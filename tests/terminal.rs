//! The program on a terminal, as `script` of util-linux makes one: what is bold there is plain with `NO_COLOR`, and what is no text
//! does not get there. Where `script` is not to be had the tests say so and pass.

use std::process::{Command, Output, Stdio};

/// What a command prints on a terminal, standard error with the rest; none where there is no `script`.
fn on_a_terminal(words: &str, no_color: Option<&str>) -> Option<Output> {
    let mut command = Command::new("script");
    command.args(["-qec", &format!("{} {words}", env!("CARGO_BIN_EXE_eslabon")), "/dev/null"]);
    command.env_remove("COLUMNS").env_remove("NO_COLOR").env("SHELL", "/bin/sh").stdin(Stdio::null());
    if let Some(value) = no_color {
        command.env("NO_COLOR", value);
    }
    let version = Command::new("script").arg("--version").output().ok()?;
    if !String::from_utf8_lossy(&version.stdout).contains("util-linux") {
        return None;
    }
    Some(command.output().unwrap())
}

#[test]
fn a_terminal_has_bold_titles_unless_no_color_is_set() {
    let Some(plain) = on_a_terminal("table list", Some("1")) else {
        eprintln!("NOT TESTED: there is no `script` of util-linux to make a terminal with");
        return;
    };
    let bold = on_a_terminal("table list", None).unwrap();
    let also_bold = on_a_terminal("table list", Some("")).unwrap();
    assert!(bold.status.success() && bold.stdout.starts_with(b"\x1b[1m"), "{:?}", bold.stdout);
    assert_eq!(bold.stdout, also_bold.stdout);
    assert!(!plain.stdout.is_empty() && !plain.stdout.contains(&0x1b), "{:?}", plain.stdout);
    let text = String::from_utf8(bold.stdout).unwrap();
    let without = text.replace("\u{1b}[1m", "").replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
    assert_eq!(without, String::from_utf8(plain.stdout).unwrap());
}

#[test]
fn a_workbook_does_not_go_to_a_terminal() {
    let Some(refused) = on_a_terminal("table list --format xlsx", Some("1")) else {
        eprintln!("NOT TESTED: there is no `script` of util-linux to make a terminal with");
        return;
    };
    let said = String::from_utf8_lossy(&refused.stdout);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains("`xlsx` is no text that a terminal could show") && !said.contains("PK"), "{said}");
}
