//! `eslabon new`, `list scenarios` and `schema`, as a reader calls them in a folder of her own.

use eslabon::study::{SHIPPED_FILES, schema};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn eslabon(words: &str, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_eslabon")).args(words.split_whitespace()).current_dir(folder).output().unwrap()
}

fn done(words: &str, folder: &Path) -> String {
    let output = eslabon(words, folder);
    assert!(output.status.success(), "`{words}`: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_new_runs_and_is_not_written_over() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    done("new scenario mine.toml", folder);
    let text = fs::read_to_string(folder.join("mine.toml")).unwrap();
    assert!(text.contains("name   = \"mine\"") && text.contains("\"ITS\""), "{text}");
    assert!(done("run mine.toml -o -", folder).contains("mine"));
    assert_eq!(eslabon("new scenario mine.toml --table chile-2008", folder).status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("mine.toml")).unwrap(), text);
    done("new scenario mine.toml --table chile-2008 --focus PWR --force", folder);
    let text = fs::read_to_string(folder.join("mine.toml")).unwrap();
    assert!(text.contains("table   = \"chile-2008\"") && text.contains("focus   = \"PWR\""), "{text}");
    done("check mine.toml", folder);
}

#[test]
fn a_table_in_a_folder_is_found_from_the_new_file() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::create_dir(folder.join("policies")).unwrap();
    done("table convert miller-blair -o book --id book", folder);
    for file in ["mine.toml", "policies/_odd name.toml"] {
        let output = Command::new(env!("CARGO_BIN_EXE_eslabon"))
            .args(["new", "scenario", file, "--table", "book"])
            .current_dir(folder)
            .status();
        assert!(output.unwrap().success());
        let renamed = file.replace("_odd ", "odd-");
        fs::rename(folder.join(file), folder.join(&renamed)).unwrap();
        done(&format!("check {renamed}"), folder);
    }
}

#[test]
fn a_copy_brings_what_it_extends_and_gives_what_is_shipped() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    done("new scenario copy.toml --from mining-ict-surplus", folder);
    let copy = fs::read_to_string(folder.join("copy.toml")).unwrap();
    let shipped = |name: &str| SHIPPED_FILES.iter().find(|file| file.name == name).unwrap().text;
    assert_eq!(copy, shipped("mining-ict-surplus"));
    assert_eq!(fs::read_to_string(folder.join("mining-ict.toml")).unwrap(), shipped("mining-ict"));
    done("check copy.toml", folder);
    // The parent is there, as it was: nothing in the way of a second copy.
    done("new scenario other.toml --from mining-ict-suppliers", folder);
    fs::write(folder.join("mining-ict.toml"), "# changed").unwrap();
    assert_eq!(eslabon("new scenario third.toml --from mining-ict-suppliers", folder).status.code(), Some(2));
    assert!(!folder.join("third.toml").exists(), "all or nothing");
}

#[test]
fn a_copy_is_not_put_where_what_it_needs_goes() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::create_dir(folder.join("n")).unwrap();
    for words in ["new scenario n/base.toml --from study", "new scenario n/./base.toml --from study --force"] {
        let output = eslabon(words, folder);
        assert_eq!(output.status.code(), Some(2), "`{words}`");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("base.toml` is the place of `base`, which `study` needs"), "{said}");
    }
    assert_eq!(fs::read_dir(folder.join("n")).unwrap().count(), 0);
    done("new scenario n/base.toml --from base", folder);
}

#[test]
fn a_copy_takes_no_option_that_would_say_nothing() {
    let place = tempfile::tempdir().unwrap();
    for option in [
        "--table chile-2008",
        "--focus ITS",
        "--denominator row",
        "--tolerance 0.1",
        "--reader native",
        "--final-demand C",
        "--primary-input W",
        "--ignore TOTAL",
        "--classification groups.csv",
    ] {
        let output = eslabon(&format!("new scenario x.toml --from base {option}"), place.path());
        assert_eq!(output.status.code(), Some(2), "`{option}`");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("'--from <NAME>' cannot be used with"), "{said}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn lists_and_schema_say_what_the_program_has() {
    let place = tempfile::tempdir().unwrap();
    let listed = done("list scenarios --format csv", place.path());
    for file in SHIPPED_FILES {
        assert!(listed.contains(file.name), "{} is not in {listed}", file.name);
    }
    let printed: serde_json::Value = serde_json::from_str(&done("schema", place.path())).unwrap();
    assert_eq!(printed, schema());
    done("schema -o schema.json", place.path());
    assert_eq!(fs::read_to_string(place.path().join("schema.json")).unwrap(), format!("{:#}\n", schema()));
}
