//! What the program says of a wrong command line, word for word. The texts stand in `tests/golden/messages.txt`;
//! `UPDATE_GOLDEN=1` writes them anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Commands that cannot be done; `OUT` is an empty folder, `RESULT` a result, `BROKEN` one that was spoiled, `FOREIGN` a
/// folder with something else.
const WRONG: &[(&str, &str)] = &[
    ("unknown-analysis", "analyse linkage"),
    ("unknown-option", "analyse linkages -O fcous=ITS"),
    ("unknown-option", "linkages -O fcous=ITS"),
    ("wrong-option", "analyse sales-distribution -O money-thresholds"),
    ("wrong-option", "table check miller-blair --ignore TOTAL"),
    ("missing-option", "analyse sales-distribution --table miller-blair"),
    ("wrong-option", "analyse hypothetical-extraction -O kind=backwards"),
    ("wrong-option", "analyse multipliers -O of=wages"),
    ("unknown-column", "analyse upstreamness --sort upstream:desc"),
    ("unknown-column", "analyse upstreamness --only upstream"),
    ("wrong-condition", "analyse upstreamness --where upstreamness"),
    ("wrong-condition", "analyse upstreamness --where sector>A"),
    ("unknown-classification", "analyse sales-by-branch -O by=brunch"),
    ("unknown-classification", "table aggregate chile-2021 --by brunch -o OUT/x"),
    ("unknown-sector", "linkages --focus informatics"),
    ("wrong-option", "trend --fit"),
    ("wrong-option", "trend --tables chile-2021"),
    ("unknown-table", "table check chile-2012"),
    ("unknown-parameter", "run scenarios/ --set tye=0.3 -o OUT/x"),
    ("duplicate-name", "run scenarios/ --set tie=0.2 --set tie=0.3 -o OUT/x"),
    ("unknown-reference", "run scenarios/ --reference bse -o OUT/x"),
    ("unknown-scenario", "new scenario OUT/x.toml --from mining-itc"),
    ("file-exists", "new scenario FOREIGN/thesis.txt"),
    ("foreign-folder", "run scenarios/ -o FOREIGN"),
    ("unwritable", "table list -o FOREIGN/thesis.txt/list.csv"),
    ("unwritable", "table list -o OUT/missing/list.csv"),
    ("unknown-ending", "table list -o OUT/list.ods"),
    ("unknown-ending", "analyse network --drawing OUT/network.pdf"),
    ("wrong-option", "analyse network --table miller-blair --drawing OUT/network.svg"),
    ("unknown-ending", "linkages -O fcous=ITS --top 3 -o OUT/linkages.pdf"),
    ("unwritable", "new scenario OUT/missing/x.toml --from study"),
    ("file-exists", "new scenario OUT/base.toml --from study --force"),
    ("unknown-survey", "survey contrast --survey falabela"),
    ("result-file", "compare BROKEN RESULT"),
    ("result-file", "report BROKEN"),
    ("unreadable-file", "report FOREIGN"),
    ("wrong-limit", "compare RESULT RESULT --fail-above lots"),
    ("unknown-metric", "compare RESULT RESULT --fail-above valu_added=1"),
    ("unreadable-file", "compare FOREIGN RESULT"),
];

fn run(words: &[String]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_eslabon"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn wrong_commands_are_answered_in_these_words() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| place.path().join(name).display().to_string();
    fs::create_dir(folder("out")).unwrap();
    fs::create_dir(folder("foreign")).unwrap();
    fs::write(folder("foreign/thesis.txt"), "years of work").unwrap();
    let words = |command: &str| -> Vec<String> {
        let named = |word: &str| {
            let word = word.replace("OUT", &folder("out")).replace("RESULT", &folder("result"));
            word.replace("FOREIGN", &folder("foreign")).replace("BROKEN", &folder("broken"))
        };
        command.split_whitespace().map(named).collect()
    };
    assert_eq!(run(&words("run scenarios/ -o RESULT")).0, Some(0));
    assert_eq!(run(&words("run scenarios/base.toml -o BROKEN")).0, Some(0));
    fs::write(folder("broken/run.json"), "{}").unwrap();
    let mut said = String::new();
    for (code, command) in WRONG {
        let (status, out, err) = run(&words(command));
        assert_eq!((status, out.as_str()), (Some(2), ""), "`{command}`: {err}");
        assert!(err.contains(&format!("error[{code}]")), "`{command}`: {err}");
        let err = err.replace(&folder("out"), "OUT").replace(&folder("result"), "RESULT");
        let err = err.replace(&folder("broken"), "BROKEN");
        writeln!(said, "$ eslabon {command}\n{}\n", err.replace(&folder("foreign"), "FOREIGN").trim_end()).unwrap();
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/messages.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept, &said).unwrap();
    }
    assert_eq!(said, fs::read_to_string(kept).unwrap());
    assert_eq!(fs::read_dir(folder("out")).unwrap().count(), 0, "a refused command leaves nothing");
}

#[test]
fn limits_that_do_not_hold_end_with_one_and_equal_results_with_zero() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| place.path().join(name).display().to_string();
    let words = |command: &str| -> Vec<String> {
        command.split_whitespace().map(|word| word.replace("AT", &folder("at")).replace("AS", &folder("as"))).collect()
    };
    assert_eq!(run(&words("run scenarios/ -o AS")).0, Some(0));
    assert_eq!(run(&words("run scenarios/ --set tie=0.21 -o AT")).0, Some(0));
    let (status, out, err) = run(&words("compare AS AS --fail-above all=0"));
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    let (status, out, _) = run(&words("compare AS AT --fail-above focus_output=0.01"));
    assert_eq!(status, Some(1), "{out}");
    let (status, ..) = run(&words("compare AS AT --fail-above focus_output=5"));
    assert_eq!(status, Some(0));
}
