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
            let without = |bytes: &[u8]| {
                let text = String::from_utf8(bytes.to_vec()).unwrap();
                let (before, elapsed) = text.rsplit_once("  \"elapsed\": ").unwrap();
                assert!(elapsed.trim_end_matches("\n}\n").parse::<f64>().is_ok(), "{elapsed}");
                before.to_owned()
            };
            assert_eq!(without(bytes), without(other_bytes));
        } else {
            assert!(bytes == other_bytes, "{} differs", name.display());
        }
    }
    let names: Vec<String> = one.iter().map(|(name, _)| name.display().to_string()).collect();
    for needed in [
        "run.json",
        "comparison.csv",
        "outcomes.csv",
        "outcomes-wide.csv",
        "sectors.csv",
        "tables.xlsx",
        "charts/winners-2-demanding-state.svg",
        "charts/winners-2-demanding-state.png",
        "frames.json",
        "report.html",
        "inputs/base.toml",
    ] {
        assert!(names.iter().any(|name| name == needed), "{needed} is missing from {names:?}");
    }
    let charts = one.iter().map(|(name, _)| name).filter(|name| name.extension().is_some_and(|ending| ending == "svg"));
    for name in charts {
        assert!(one.iter().any(|(other, _)| *other == name.with_extension("png")), "{} has no PNG", name.display());
    }
}

#[test]
fn results_go_to_files_in_every_format_by_the_ending_of_their_name() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, start) in [("xlsx", "PK"), ("md", "**"), ("tex", "% \\usepackage"), ("csv", "sector,"), ("json", "{")]
    {
        let file = folder.path().join(format!("linkages.{ending}"));
        let words =
            ["analyse", "linkages", "--table", "miller-blair", "--only", "linkages", "-o", &file.display().to_string()];
        let output = run(&words);
        assert!(output.status.success() && output.stdout.is_empty(), "{}", err(&output));
        assert!(fs::read(&file).unwrap().starts_with(start.as_bytes()), "{ending}");
    }
    // A pipe takes a workbook as it is; it is a terminal that does not.
    let piped = run(&["table", "list", "--format", "xlsx"]);
    assert!(piped.status.success() && piped.stdout.starts_with(b"PK"), "{}", err(&piped));
}

#[test]
fn the_network_around_the_focus_is_drawn_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (name, head) in [("n.svg", &b"<svg "[..]), ("n.png", &b"\x89PNG"[..])] {
        let file = folder.path().join(name);
        let done = run(&["analyse", "network", "--focus", "ITS", "--drawing", file.to_str().unwrap()]);
        assert!(done.status.success(), "{}", err(&done));
        let bytes = fs::read(&file).unwrap();
        assert!(bytes.starts_with(head) || bytes.windows(5).take(200).any(|part| part == head), "{name}");
        if name == "n.svg" {
            let text = String::from_utf8(bytes).unwrap();
            // Copper mining is among the largest buyers; every link says who sells what to whom.
            assert!(text.contains("ITS → COP: "), "{text}");
            // Alone on a slide it still says of what it is.
            let plain = text.replace("</tspan>", " ").replace('\n', " ");
            assert!(plain.contains("(ITS) among its suppliers and buyers: chile-2021"), "{text}");
        }
    }
}

#[test]
fn a_drawing_is_offered_where_there_is_one_and_refused_before_the_work() {
    for (analysis, is_drawn) in [("network", true), ("multipliers", false), ("linkages", false)] {
        let help = out(&run(&["analyse", analysis, "--help"]));
        assert_eq!(help.contains("--drawing"), is_drawn, "{help}");
    }
    assert!(!out(&run(&["linkages", "--help"])).contains("--drawing"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("m.svg").display().to_string();
    let done = run(&["analyse", "multipliers", "--drawing", &file]);
    assert!(done.status.code() == Some(2) && err(&done).contains("unexpected argument '--drawing'"), "{}", err(&done));
    // Said of the name and of the option at once, and nothing was calculated for it.
    let done =
        run(&["analyse", "network", "-v", "--on", "flows", "-O", "lvels=2", "--drawing", "n.pdf", "-o", "n.ods"]);
    let said = err(&done);
    assert_eq!((done.status.code(), done.stdout.len()), (Some(2), 0), "{said}");
    assert!(said.contains("drawings end in .svg or .png") && said.contains("`lvels` is no option"), "{said}");
    assert!(said.contains("no format of results has the ending `.ods`") && !said.contains("calculated"), "{said}");
}

/// What was just typed is no next step.
#[test]
fn a_sector_without_links_is_not_drawn_and_the_next_step_is_another_sector() {
    let folder = tempfile::tempdir().unwrap();
    let (table, picture) = (folder.path().join("one"), folder.path().join("n.svg"));
    fs::create_dir(&table).unwrap();
    let manifest = "format = 1\nid = 'one'\ntitle = 'One'\nmoney = { currency = 'USD', scale = 1 }\nvaluation = 'basic'\nflows = 'domestic'\n\
                    layout = 'industry-by-industry'\n[final_demand]\nhouseholds = 'households'\n[primary_inputs]\n\
                    compensation = 'compensation'\n[source]\npublisher = 'a test'\nedition = '1'\n";
    fs::write(table.join("table.toml"), manifest).unwrap();
    fs::write(table.join("sectors.csv"), "code,name\nS1,Alone\n").unwrap();
    fs::write(table.join("table.csv"), "code,S1,households,output\nS1,20,80,100\ncompensation,80,,\noutput,100,,\n")
        .unwrap();
    let (table, picture) = (table.display().to_string(), picture.display().to_string());
    let done = run(&["analyse", "network", "--table", &table, "--focus", "S1", "--drawing", &picture]);
    let said = err(&done);
    assert!(!done.status.success() && !Path::new(&picture).exists());
    assert!(said.contains("S1 neither sells to another sector nor buys of one"), "{said}");
    assert!(said.contains("name another sector with `--focus SECTOR`") && !said.contains("draws them"), "{said}");
}

/// The path of a table is no heading: its own name is, as `analyse survey-contrast` has it.
#[test]
fn the_survey_stands_beside_a_table_by_its_own_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/chile-2008").display().to_string();
    let words = ["survey", "contrast", "--table", &folder, "--draws", "0", "--format", "json"];
    let done = run(&words);
    assert!(done.status.success(), "{}", err(&done));
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(text.contains("GDP, chile-2008") && !text.contains("data/chile-2008"), "{text}");
    let analysis = run(&["analyse", "survey-contrast", "--table", "chile-2008", "-O", "draws=0", "--format", "json"]);
    let frames = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let other = String::from_utf8(analysis.stdout).unwrap();
    assert_eq!(frames(&text), frames(&other));
}

#[test]
fn a_result_lists_its_files_and_holds_tables_that_the_program_has_not() {
    let folder = tempfile::tempdir().unwrap();
    let (table, target) = (folder.path().join("mine"), folder.path().join("out"));
    let shown = |path: &Path| path.display().to_string();
    assert!(run(&["table", "convert", "miller-blair", "--id", "mine", "-o", &shown(&table)]).status.success());
    let scenario = folder.path().join("a.toml");
    fs::write(&scenario, "format = 1\nname = 'a'\nbase = { table = 'mine' }\n").unwrap();
    for _ in 0..2 {
        let output = run(&["run", &shown(&scenario), "-o", &shown(&target)]);
        assert!(output.status.success(), "{}", err(&output));
    }
    let (mut written, originals) = (files(&target), files(&table));
    for (name, bytes) in originals {
        let copy = Path::new("inputs/tables/mine").join(&name);
        assert!(written.contains(&(copy, bytes)), "{} is not in inputs/tables", name.display());
    }
    written.retain(|(name, _)| name != Path::new("run.json"));
    let names: Vec<String> = written.iter().map(|(name, _)| name.display().to_string()).collect();
    let certificate: serde_json::Value = serde_json::from_slice(&fs::read(target.join("run.json")).unwrap()).unwrap();
    let mut listed: Vec<String> = serde_json::from_value(certificate["files"].clone()).unwrap();
    listed.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
    assert_eq!(listed, names);
    // The copies of scenarios and tables can stand where scenarios are looked for.
    let again = run(&["check", &shown(&target.join("inputs")), "--table", "miller-blair"]);
    assert!(again.status.success(), "{}", err(&again));
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_a_whole_result_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let scenarios = folder.path().join("scenarios");
    fs::create_dir(&scenarios).unwrap();
    for at in 0..40 {
        let text = format!("format = 1\nname = 's{at}'\nbase = {{ table = 'chile-2021' }}\n");
        fs::write(scenarios.join(format!("{at}.toml")), text).unwrap();
    }
    let mut interrupted = 0;
    for wait in [0, 20, 50, 100, 150, 200, 300, 400] {
        let target = folder.path().join(format!("out-{wait}"));
        let mut child = program()
            .args(["run", "-q", &scenarios.display().to_string(), "-o", &target.display().to_string()])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        let status = child.wait().unwrap();
        interrupted += usize::from(!status.success());
        // Before the program has begun to listen the system itself ends it.
        assert!(matches!(status.code(), None | Some(0 | 130)), "{status}");
        assert!(!target.exists() || target.join("run.json").is_file(), "half a result after {wait} ms");
    }
    assert!(interrupted > 0, "the program was too fast to be interrupted");
    for entry in fs::read_dir(folder.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(!name.starts_with('.'), "{name} was left behind");
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
    let example =
        |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors").join(name).display().to_string();
    let (model, input) = (example("not-productive.toml"), example("unknown-key.toml"));
    assert_eq!(run(&["check", &input]).status.code(), Some(2));
    assert_eq!(run(&["check", &model]).status.code(), Some(3));
    assert_eq!(run(&["check", &input, &model]).status.code(), Some(3));
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
fn what_is_done_is_told_on_standard_error_where_it_is_asked_for() {
    let plain = run(&["linkages", "--table", "chile-2021"]);
    let told = run(&["linkages", "--table", "chile-2021", "-v", "--threads", "2"]);
    assert_eq!((out(&told), err(&plain).as_str()), (out(&plain), ""));
    for words in [
        "read chile-2021: 49 sectors, SHA-256 ",
        "linkages calculated",
        "I - A of chile-2021, 49 x 49: ",
        "on 2 threads",
    ] {
        assert!(err(&told).contains(words), "{words} in {}", err(&told));
    }
    let ran = run(&["run", &scenarios(), "-o", "-", "-v", "--message-format", "json"]);
    let objects: Vec<serde_json::Value> =
        err(&ran).lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
    let steps: Vec<&str> = objects.iter().filter_map(|object| object["step"].as_str()).collect();
    assert!(steps.iter().any(|step| step.starts_with("ran ") && step.contains("scenarios")), "{steps:?}");
    assert!(
        objects.iter().filter(|object| object["step"].is_string()).all(|object| object["seconds"].as_f64().is_some())
    );
    assert_eq!(run(&["linkages", "-v", "-q"]).status.code(), Some(2));
}

#[test]
fn nothing_that_goes_to_a_file_or_a_pipe_is_coloured() {
    for words in [&["linkages"][..], &["linkages", "-v"], &["linkages", "--table", "none"], &["--help"]] {
        let output = run(words);
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{words:?}");
    }
}

#[test]
fn shells_complete_commands_and_formats() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert!(script.status.success(), "{}", err(&script));
        for word in ["linkages", "equal-dose"] {
            assert!(out(&script).contains(word), "{shell} does not know `{word}`");
        }
        // The scripts of the others complete no values.
        let knows_values = ["bash", "zsh", "fish"].contains(&shell);
        assert!(!knows_values || out(&script).contains("markdown"), "{shell} does not know formats");
    }
    assert_eq!(run(&["completions", "dos"]).status.code(), Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["man", &folder.path().display().to_string()]);
    assert!(output.status.success(), "{}", err(&output));
    let pages = files(folder.path());
    let names: Vec<String> = pages.iter().map(|(name, _)| name.display().to_string()).collect();
    let help = out(&run(&["help"]));
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    // The first word of a line that is no continuation.
    let commands: Vec<&str> = commands
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() > 10, "{help}");
    for command in commands {
        let name = format!("eslabon-{command}.1");
        assert!(names.contains(&name), "{name} is missing from {names:?}");
    }
    for (name, bytes) in &pages {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(".TH ") && text.contains(".SH SYNOPSIS"), "{}", name.display());
    }
    assert_eq!(pages, {
        run(&["man", &folder.path().display().to_string()]);
        files(folder.path())
    });
    let missing = run(&["man", &folder.path().join("none").display().to_string()]);
    assert!(missing.status.code() == Some(2) && err(&missing).contains("unwritable"), "{}", err(&missing));
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

#[test]
fn linkages_without_a_focus_show_all_sectors_and_say_what_is_left_out() {
    let all = run(&["linkages", "--table", "miller-blair"]);
    assert!(all.status.success(), "{}", err(&all));
    assert!(err(&all).is_empty(), "{}", err(&all));
    assert!(out(&all).contains("Backward and forward linkages") && out(&all).contains("Name a sector with `--focus`"));
    let one = run(&["linkages", "--table", "miller-blair", "--focus", "S1"]);
    assert!(!out(&one).contains("Name a sector with `--focus`"));
    // Alone, what looks at one sector cannot do without.
    assert_eq!(run(&["analyse", "sales-by-branch", "--table", "miller-blair"]).status.code(), Some(2));
}

#[test]
fn what_an_analysis_needs_is_asked_for_as_it_is_written() {
    for (words, wanted) in [
        (
            "analyse structural-decomposition --table miller-blair",
            "write `--with TABLE`; it takes another table, by name or path",
        ),
        ("analyse network --table miller-blair --levels -1", "it takes a whole number from 1 to 1000"),
        ("survey contrast --draws -1", "-1 is not in 0..=1000000"),
        // Both that no sector is named and that the table has other branches.
        ("survey contrast --table miller-blair", "write `--focus SECTOR`; it takes a sector by code or name"),
        ("survey contrast --table miller-blair", "names a table without the branches of the survey `falabella-gatica`"),
        ("analyse linkages --table miller-blair --classification nowhere.csv", "`nowhere.csv` does not exist"),
    ] {
        let output = run(&words.split(' ').collect::<Vec<_>>());
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{words}");
        assert!(err(&output).contains(wanted), "{words}: {}", err(&output));
    }
}

/// A scenario on the textbook's table, which has no year.
const TEXTBOOK: &str = "format = 1\nname = 'more'\nbase.table = 'miller-blair'\n\
                        [[shock.final_demand]]\nname = 'a'\nsectors = 'S1'\ncomponent = 'other'\nadd = 1\n";

#[test]
fn a_folder_that_holds_an_earlier_result_runs_again() {
    let folder = tempfile::tempdir().unwrap();
    // Not the folder for the time being itself: its name may begin with a point, and so would that of the result.
    let place = folder.path().join("mine");
    fs::create_dir(&place).unwrap();
    fs::write(place.join("more.toml"), TEXTBOOK).unwrap();
    let here = || program().args(["run", "."]).current_dir(&place).output().unwrap();
    let first = here();
    assert!(first.status.success(), "{}", err(&first));
    assert!(place.join("results/mine/inputs/more.toml").is_file());
    let again = here();
    assert!(again.status.success(), "{}", err(&again));
    assert_eq!(out(&first), out(&again));
}

#[test]
fn a_table_without_a_year_gives_results_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("more.toml");
    fs::write(&file, TEXTBOOK).unwrap();
    let (file, target) = (file.display().to_string(), folder.path().join("out"));
    let run = run(&["run", &file, "-o", &target.display().to_string()]);
    assert!(run.status.success(), "{}", err(&run));
    for name in ["comparison.csv", "outcomes.csv", "sectors.csv", "decomposition.csv"] {
        let text = fs::read_to_string(target.join(name)).unwrap();
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let year = lines.next().unwrap().iter().position(|column| *column == "year").unwrap();
        assert!(lines.all(|cells| cells[year].is_empty()), "{name}");
    }
    let check = program().args(["check", &file, "--format", "csv"]).output().unwrap();
    assert!(out(&check).lines().nth(1).is_some_and(|line| line.ends_with(",1,")), "{}", out(&check));
}
