use super::*;
use crate::words::{Column, Unit, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const EVIL: &str = "<script>alert('x')</script>\" onload=\"x";

/// The frames of a page of one block with one scenario, in which everything that a user can write is a script.
fn frames() -> Vec<Frame> {
    let text = |id: &str| Column::text(id, id, "A text.");
    let number = |id: &str| Column::number(id, id, Unit::Share, "A number.");
    let frame = |id: &str, columns: Vec<Column>, row: Vec<Value>| {
        let mut frame = Frame::new(id, "A title", columns);
        frame.push(row);
        frame.note(EVIL);
        frame
    };
    let evil = || Value::from(EVIL);
    let block = || Column::integer("block", "Block", Unit::None, "Its number.");
    let year = |id: &str| Column::integer(id, id, Unit::None, "A year.");
    vec![
        frame("studies", vec![text("title"), text("note")], vec![evil(), evil()]),
        frame(
            "blocks",
            vec![
                block(),
                text("label"),
                text("table"),
                text("focus"),
                year("first_year"),
                year("last_year"),
                text("closure"),
            ],
            vec![1_i64.into(), evil(), evil(), "ITS".into(), 2021_i64.into(), 2022_i64.into(), "open".into()],
        ),
        frame(
            "scenarios",
            vec![block(), text("scenario"), text("title"), text("note"), text("payer")],
            vec![1_i64.into(), evil(), evil(), evil(), evil()],
        ),
        frame(
            "parameters",
            vec![block(), text("scenario"), text("parameter"), number("value"), text("note")],
            vec![1_i64.into(), evil(), evil(), 0.5.into(), evil()],
        ),
        frame("cautions", vec![block(), text("sentence")], vec![1_i64.into(), evil()]),
        frame("warnings", vec![text("code"), text("message"), text("help")], vec![evil(), evil(), evil()]),
        frame("headline-1", vec![text("scenario"), text("payer"), number("x")], vec![evil(), evil(), 0.25.into()]),
        frame(
            "winners-1",
            vec![text("scenario"), text("sector"), number("difference")],
            vec![evil(), evil(), 0.25.into()],
        ),
    ]
}

fn written(frames: &[Frame]) -> String {
    String::from_utf8(page(frames, &Provenance::of_this_program(), &LANGUAGES[0], &|_, _| {}).unwrap()).unwrap()
}

#[test]
fn no_text_of_a_user_becomes_a_mark() {
    let page = written(&frames());
    assert!(
        !page.contains("<script>alert")
            && page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;x")
    );
    assert_eq!(page.matches("<script").count(), 2, "the data and the script of the page");
    // Within the data a text is a text of JSON, in which no element ends.
    let data = page.split("id=\"frames\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["winners-1"]["rows"][0][1], EVIL);
}

#[test]
fn the_policy_allows_the_script_and_the_style_sheet_that_stand_in_the_page_and_nothing_else() {
    let page = written(&frames());
    let inside = |element: &str| {
        let rest = page.split(&format!("<{element}>")).nth(1).unwrap();
        rest.split(&format!("</{element}>")).next().unwrap().to_owned()
    };
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
        let digest = Sha256::digest(inside(element).as_bytes());
        let hash: Vec<u8> =
            policy.split(directive).nth(1).and_then(|rest| rest.split("sha256-").nth(1)).map(decoded).unwrap();
        assert_eq!(hash, digest.to_vec(), "{element}");
    }
    assert!(policy.starts_with("default-src &#39;none&#39;;") && !policy.contains("unsafe") && !policy.contains('*'));
}

/// Base64 up to its end, by the other way: bit by bit.
fn decoded(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = String::new();
    for letter in text.chars().map_while(|letter| letters.find(letter)) {
        write!(bits, "{letter:06b}").unwrap();
    }
    bits.as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect()
}

#[test]
fn a_result_without_blocks_and_one_without_figures_are_pages_too() {
    assert!(written(&[]).ends_with("</html>\n"));
    let bare: Vec<Frame> = frames().into_iter().filter(|frame| !frame.id.ends_with("-1")).collect();
    assert!(written(&bare).contains("Results"));
    // As a file that somebody spoiled may hold them.
    for (id, columns) in [("cautions", 0), ("measures-1", 2)] {
        let columns = (0..columns).map(|at| Column::text(format!("c{at}"), "C", "C."));
        let mut spoiled = Frame::new(id, "Spoiled", columns.collect());
        spoiled.push(vec!["x".into(); spoiled.columns.len()]);
        for rows in [spoiled.clone(), Frame { rows: Vec::new(), ..spoiled }] {
            assert!(written(&[vec![rows], frames()].concat()).ends_with("</html>\n"), "{id}");
        }
    }
    let mut broken = frames();
    broken[6].rows[0][2] = Value::Number(f64::NAN);
    assert!(page(&broken, &Provenance::of_this_program(), &LANGUAGES[0], &|_, _| {}).is_err());
}

#[test]
fn every_chart_of_a_page_is_a_file_with_a_name_of_its_own() {
    let files = drawings(&frames(), &Provenance::of_this_program(), &LANGUAGES[1], &|_, _| {}).unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["winners-1--script-alert--x----script---onload--x"]);
    assert!(files[0].1.starts_with("<svg xmlns") && !files[0].1.contains("<script"));
    // Another scenario whose name is the same once its signs are taken out.
    let mut two = frames();
    let mut row = two[7].rows[0].clone();
    row[0] = EVIL.replace('<', ">").into();
    two[7].push(row);
    let files = drawings(&two, &Provenance::of_this_program(), &LANGUAGES[0], &|_, _| {}).unwrap();
    let ends: Vec<&str> = files.iter().map(|(name, _)| name.rsplit("--").next().unwrap()).collect();
    assert_eq!(ends, ["x", "x-2"]);
}

#[test]
fn titles_and_notes_are_in_the_language_where_their_authors_wrote_them_in_it() {
    let mut frames = frames();
    let as_written = "as their authors wrote them";
    frames[2].rows[0][2] = "A title".into();
    assert!(written(&frames).contains(as_written));
    // A study, a scenario and a parameter with a companion of each text.
    for (at, columns) in [(0, &["title", "note"][..]), (2, &["title", "note"]), (3, &["note"])] {
        for column in columns {
            let (position, companion) = (frames[at].position(column).unwrap(), format!("{column}_es"));
            frames[at].columns.push(Column::text(companion.as_str(), "C", "C."));
            frames[at].rows[0][position] = format!("{column} {at} in English").into();
            frames[at].rows[0].push(format!("{column} {at} en español").into());
        }
    }
    let page = written(&frames);
    let (english, spanish) = page.split_once("<div class=\"language\" lang=\"es\"").unwrap();
    let spanish = spanish.split("<script").next().unwrap();
    for text in ["title 0", "note 0", "title 2", "note 2", "note 3"] {
        for (part, own, other) in [(english, "in English", "en español"), (spanish, "en español", "in English")] {
            assert!(part.contains(&format!(">{text} {own}")) && !part.contains(&format!("{text} {other}")), "{text}");
        }
    }
    assert!(!page.contains(as_written), "every text has both languages");
    let frames = [frames, vec![Frame::new("effects-1", "E", vec![])]].concat();
    let titles = |language: usize| {
        let named = named(&frames, "ñ");
        Told::new(&LANGUAGES[language], None, &named).title(EVIL)
    };
    assert_eq!([titles(0), titles(1)], ["title 2 in English".to_owned(), EVIL.to_owned()], "a name for a letter");
}
