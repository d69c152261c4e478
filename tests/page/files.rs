//! The page as a file: small, whole in two languages, without anything from outside, and the same when it is made again.

use super::{page, result, run};
use eslabon::study::{LoadOptions, load};
use eslabon::words::Diagnostics;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The part of the page in a language.
fn part(page: &str, language: &str) -> String {
    let begins = format!("<div class=\"language\" lang=\"{language}\"");
    let from = page.find(&begins).unwrap();
    let rest = &page[from..];
    let ends = ["<div class=\"language\"", "<script type=\"application/json\""];
    let to = ends.iter().filter_map(|end| rest[1..].find(end)).min().unwrap();
    rest[..=to].to_owned()
}

/// The texts between marks, and what is said or hinted in attributes, in order.
fn texts(html: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (at, piece) in html.split('<').enumerate() {
        let (mark, text) = piece.split_once('>').unwrap_or(("", piece));
        for attribute in ["aria-label", "title", "placeholder", "data-done"] {
            if let Some((_, value)) = mark.split_once(&format!(" {attribute}=\"")) {
                texts.push(value.split('"').next().unwrap().to_owned());
            }
        }
        // What users wrote, codes and names of files have no other language.
        let is_own = ["code", "h1"].contains(&mark);
        // Names in a drawing are torn into lines by their lengths; marks say them whole.
        let is_own = is_own || mark.starts_with("text ");
        if at > 0 && !is_own && !text.trim().is_empty() {
            texts.push(text.trim().to_owned());
        }
    }
    texts
}

#[test]
fn it_is_small_and_takes_nothing_from_outside() {
    let page = page();
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    for forbidden in ["http://", "https://", " style=", "url(", "<link", "<img", "<iframe", "unsafe-inline", "eval("] {
        assert!(
            !page.contains(forbidden),
            "{forbidden}: {:?}",
            page.split(forbidden).nth(1).map(|rest| rest.get(..80))
        );
    }
    let is_handler = |piece: &str| {
        let mark = piece.split('>').next().unwrap_or_default();
        mark.split_whitespace().skip(1).any(|word| word.starts_with("on") && word.contains('='))
    };
    let body = page.split("<script").next().unwrap();
    assert!(!body.split('<').any(is_handler));
    let network = fs::read_to_string(result().join("charts/network-1.svg")).unwrap();
    assert!(network.contains("The focus sector among its suppliers and buyers: ITS Information services"));
    let charts = fs::read_dir(result().join("charts")).unwrap().map(|file| file.unwrap().path());
    for file in charts.filter(|path| path.extension().is_some_and(|ending| ending == "svg")) {
        let text = fs::read_to_string(file).unwrap();
        assert!(!text.contains(" style=") && !text.contains("href") && !text.contains("NaN"));
        assert_eq!(text.matches("http").count(), 1, "only the name space");
    }
}

#[test]
fn it_is_made_again_to_the_byte_and_in_spanish() {
    let before = page();
    let place = tempfile::tempdir().unwrap();
    for file in ["run.json", "frames.json"] {
        fs::copy(result().join(file), place.path().join(file)).unwrap();
    }
    let folder = place.path().display().to_string();
    let output = run(&["report", &folder]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let again = fs::read_to_string(place.path().join("report.html")).unwrap();
    assert!(again == before, "the page that is made again is another");
    // The pictures beside it too, every one and to the byte.
    let pictures = |folder: &Path| {
        let files = fs::read_dir(folder.join("charts")).unwrap().map(|file| file.unwrap().path());
        let named = |path: PathBuf| (path.file_name().unwrap().to_owned(), fs::read(&path).unwrap());
        files.map(named).collect::<BTreeMap<_, _>>()
    };
    assert!(pictures(place.path()) == pictures(result()), "the pictures that are made again are others");
    assert!(run(&["report", &folder, "--lang", "es"]).status.success());
    let spanish = fs::read_to_string(place.path().join("report.html")).unwrap();
    assert!(spanish.contains("<html lang=\"es\">") && spanish.contains("<title>Comparación de escenarios</title>"));
    assert!(part(&spanish, "es") == part(&before, "es").replacen(" hidden", "", 1));
    let refused = run(&["report", &folder, "--lang", "fr"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("allowed are en, es"));
}

/// As after an update that draws more: what `report` adds belongs to the result, and the next run replaces it.
#[test]
fn pictures_that_are_new_belong_to_the_result() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out").display().to_string();
    let again = || run(&["run", "scenarios/mining-ict.toml", "--quiet", "-o", &out]);
    assert!(again().status.success());
    let certificate = place.path().join("out/run.json");
    let listed = || {
        let text = fs::read_to_string(&certificate).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let whole = listed();
    let mut earlier = whole.clone();
    let files = earlier["files"].as_array_mut().unwrap();
    let at = files.iter().position(|file| file.as_str().unwrap().starts_with("charts/")).unwrap();
    let picture = files.remove(at).as_str().unwrap().to_owned();
    fs::remove_file(place.path().join("out").join(&picture)).unwrap();
    fs::write(&certificate, earlier.to_string()).unwrap();
    assert!(run(&["report", &out]).status.success());
    let mut files = listed()["files"].as_array().unwrap().clone();
    assert_eq!(files.pop().unwrap().as_str(), Some(&*picture), "the new one is listed, last");
    files.insert(at, picture.into());
    assert_eq!(files, *whole["files"].as_array().unwrap());
    let output = again();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn everything_that_is_shipped_is_said_in_spanish_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = ["scenarios", "studies/payers/study.toml"].map(|path| root.join(path));
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&paths, &LoadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty() && loaded.studies.len() == 3, "{diagnostics:#?}");
    for study in &loaded.studies {
        assert!(study.spanish.title.is_some() && study.spanish.note.is_some(), "{}", study.title);
    }
    for scenario in &loaded.scenarios {
        assert!(scenario.spanish.title.is_some() && scenario.spanish.note.is_some(), "{}", scenario.name);
        for parameter in scenario.parameters.iter().filter(|parameter| !parameter.note().is_empty()) {
            assert!(parameter.note_es().is_some(), "{}: {}", scenario.name, parameter.name());
        }
    }
}

#[test]
fn everything_on_it_has_spanish() {
    let page = page();
    let (english, spanish) = (texts(&part(&page, "en")), texts(&part(&page, "es")));
    assert_eq!(english.len(), spanish.len(), "the parts are not built alike");
    let names: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(result().join("frames.json")).unwrap()).unwrap();
    let frame = |id: &str| names.as_array().unwrap().iter().find(|frame| frame["id"] == id).unwrap()["rows"].clone();
    // Names of scenarios and parameters, and who publishes a table in which edition; titles and notes have Spanish.
    let mut own: Vec<String> = Vec::new();
    for (id, columns) in [("scenarios", 1..2), ("parameters", 2..3), ("blocks", 4..6)] {
        for row in frame(id).as_array().unwrap() {
            own.extend(columns.clone().filter_map(|at| row[at].as_str().map(str::to_owned)));
        }
    }
    // Words that both languages have, and names.
    own.extend(
        ["English", "Español", "eslabon", "Central", "Sector", "Factor", "total", "information technology"]
            .map(str::to_owned),
    );
    // Of a header in two parts the first is a text of its own: the second alone would make it another.
    let mut pairs: Vec<(&str, &str)> = english.iter().zip(&spanish).map(|(one, other)| (&**one, &**other)).collect();
    for (end, other_end) in [(", as written", ", tal como está escrito"), (", at equal dose", ", a igual dosis")] {
        let headers = pairs.iter();
        let found: Vec<(&str, &str)> =
            headers.filter_map(|(one, other)| Some((one.strip_suffix(end)?, other.strip_suffix(other_end)?))).collect();
        assert!(!found.is_empty(), "no header ends with `{end}`");
        pairs.extend(found);
    }
    let mut lacking: Vec<&str> = Vec::new();
    for (one, other) in pairs {
        let mut rest = one.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        let mut longest = own.clone();
        longest.sort_by_key(|text| std::cmp::Reverse(text.len()));
        for text in &longest {
            rest = rest.replace(text.as_str(), "");
        }
        // A word of four small letters is a word, not a code.
        let is_word =
            rest.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 3 && word.chars().any(char::is_lowercase));
        let is_file = [".csv", ".html", ".json", ".xlsx", "/", "SHA-256"].iter().any(|part| one.contains(part));
        if one == other && is_word && !is_file && !lacking.contains(&one) {
            lacking.push(one);
        }
    }
    lacking.retain(|text| *text != "development");
    assert!(lacking.is_empty(), "without Spanish: {lacking:#?}");
    for left in ["is better)", "Focus output"] {
        let half: Vec<&String> = spanish.iter().filter(|text| text.contains(left)).collect();
        assert!(half.is_empty(), "half English: {half:#?}");
    }
}

#[test]
fn a_technology_is_called_as_its_users_call_it_even_where_the_program_has_a_word_for_it() {
    let place = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/diffusion");
    for file in fs::read_dir(shipped).unwrap().map(|file| file.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.replace("= \"information technology\"", "= \"value_added\"");
        let text = text.replace("to_50.information technology\"", "to_50.value_added\"");
        fs::write(place.path().join(file.file_name().unwrap()), text).unwrap();
    }
    let out = place.path().join("out");
    let output = run(&["run", &place.path().display().to_string(), "--quiet", "-o", &out.display().to_string()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    let (english, spanish) = (part(&page, "en"), part(&page, "es"));
    for text in [
        // A sentence, the note of weights, a table of measures, and lists of measures.
        "el efecto en «años de los demás hasta 50 % (<code>value_added</code>)»",
        "2 <code>years_of_others_to_50.value_added</code> (menos es mejor), 1 <code>cumulative.focus_output</code> (más es mejor), 1 \
         <code>effective_number.own_use_out</code> (más es mejor)",
        "<th scope=\"row\">Años de los demás hasta 50 %</th><td>value_added<",
        "Años de los demás hasta 50 %: value_added; Efecto en todos los años: ",
        // Another measure as a part is said.
        "<th scope=\"row\">Efecto en todos los años</th><td>Valor agregado<",
    ] {
        assert!(spanish.contains(text), "{text}");
    }
    let text = "<th scope=\"row\">Years of everyone else to 50 %</th><td>value_added<";
    assert!(english.contains(text), "{text}");
}

#[test]
fn frames_of_which_no_chart_can_be_drawn_are_not_as_the_program_writes_them() {
    let place = tempfile::tempdir().unwrap();
    fs::copy(result().join("run.json"), place.path().join("run.json")).unwrap();
    let frames = fs::read_to_string(result().join("frames.json")).unwrap();
    let mut frames: serde_json::Value = serde_json::from_str(&frames).unwrap();
    let list = frames.as_array_mut().unwrap();
    let effects = list.iter_mut().find(|frame| frame["id"] == "effects-1").unwrap();
    let columns = effects["columns"].as_array_mut().unwrap();
    columns.iter_mut().find(|column| column["id"] == "focus_output_low").unwrap()["unit"] = "years".into();
    let file = place.path().join("frames.json");
    fs::write(&file, frames.to_string()).unwrap();
    let output = run(&["report", &place.path().display().to_string()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let file = file.display();
    let expected = format!(
        "error[result-file]: `{file}` is not as this program writes it: no chart of `effects-1`: its columns `focus_output` and \
         `focus_output_low` have different units\n--> {file}\n = help: run the scenarios again\n"
    );
    assert!(!output.status.success() && said.contains(&expected), "{said}");
    assert!(!place.path().join("report.html").exists());
}

#[test]
fn what_users_write_stays_text() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("x.toml");
    let script = "<script>alert(1)</script>";
    let text = format!(
        "format = 1\nname = \"x\"\ntitle = \"{script} & co\"\nnote = \"</div>{script}\"\n[base]\ntable = \"chile-2021\"\n\
         [parameters]\nk = {{ value = 1.1, low = 1, high = 1.2, note = \"{script}\" }}\n\
         [[shock.coefficient]]\nname = \"a\"\nsupplier = \"ITS\"\nbuyers = \"mining\"\nscale = \"k\"\ninstead_of = \"imports\"\n"
    );
    fs::write(&file, text).unwrap();
    let out = place.path().join("out").display().to_string();
    let output = run(&["run", &file.display().to_string(), "-o", &out]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(place.path().join("out/report.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"));
    assert!(!page.contains("<script>alert(1)"));
    assert_eq!(page.matches("<script").count(), 2, "the data and the script of the page");
}

#[test]
fn a_title_that_no_font_has_gives_way_to_the_name_in_pixels() {
    let place = tempfile::tempdir().unwrap();
    let charts = |title: &str| {
        let file = place.path().join("plan.toml");
        let text = format!(
            "format = 1\nname = \"plan\"\ntitle = \"{title}\"\n[base]\ntable = \"miller-blair\"\nfocus = \"S2\"\n\
             [[shock.coefficient]]\nname = \"a\"\nsupplier = \"S2\"\nbuyers = \"S1\"\nscale = 1.1\ninstead_of = \"operating_surplus\"\n"
        );
        fs::write(&file, text).unwrap();
        let out = place.path().join("out");
        let output = run(&["run", &file.display().to_string(), "-o", &out.display().to_string()]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        let pixels = fs::read(out.join("charts/effects-1.png")).unwrap();
        (pixels, fs::read_to_string(out.join("charts/effects-1.svg")).unwrap(), said)
    };
    // The last letters of Unicode are nobody's.
    let (pixels, drawing, said) = charts("\u{10fffc}\u{10fffd}");
    assert!(drawing.contains(">\u{10fffc}\u{10fffd}<"));
    assert!(said.contains("warning[no-letter]: no font here has these letters of `charts/effects-1.png`: "), "{said}");
    let (by_name, _, silent) = charts("plan");
    assert!(!silent.contains("no-letter"), "{silent}");
    assert!(pixels == by_name, "the picture is not the one with the name");
}

#[test]
fn a_page_that_cannot_be_opened_is_a_warning_after_the_work() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_eslabon"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "scenarios/base.toml", "--open", "-o", &out.display().to_string()])
        .env("PATH", place.path())
        .env_remove("BROWSER")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && out.join("report.html").is_file(), "{said}");
    assert!(said.contains("warning[not-opened]") && said.contains("cannot be opened: "), "{said}");
}
