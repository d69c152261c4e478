use super::*;
use crate::report::Format;
use crate::study::compare::{Comparison, EarlierResult, ResultFiles};
use crate::study::fixture::{on, scenario};
use crate::study::{Point, Scenario};
use crate::table::fixture::branched;

/// The files of a result with a technology that spreads alone at a rate, and with a sector ahead of the others.
fn files(rate: f64) -> Vec<(String, String)> {
    let text = |early: &str| {
        format!(
            "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = {rate}\nimitation = 0\n{early}"
        )
    };
    let base = scenario(branched(), "").unwrap().base;
    let of = |name: &str, early: &str| Scenario {
        name: name.to_owned(),
        years: (2021..=2031).collect(),
        ..on(base.clone(), &text(early)).unwrap()
    };
    let scenarios = [of("none", ""), of("policy", "early = [{ buyers = 'S4', innovation = 0.9 }]\n")];
    let outcomes = scenarios.map(|one| one.simulate(&Point::Central).unwrap());
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let mut frames = vec![comparison.comparison().unwrap(), comparison.outcomes().unwrap()];
    frames.extend(comparison.spreading().unwrap());
    frames.push(comparison.decomposition().unwrap());
    let csv = |frame: &Frame| String::from_utf8(Format::named("csv").unwrap().bytes(&[frame]).unwrap()).unwrap();
    frames.iter().map(|frame| (frame.id.clone(), csv(frame))).collect()
}

fn read(folder: &str, files: &[(String, String)]) -> Result<EarlierResult, Diagnostics> {
    let text = |id: &str| files.iter().find(|(name, _)| name == id).map_or("", |(_, text)| text.as_str());
    let further: Vec<(&str, &str)> = files.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let mut diagnostics = Diagnostics::default();
    let texts = ResultFiles {
        folder,
        certificate: r#"{"program": "eslabon", "version": "0.1.0", "tables": []}"#,
        comparison: text("comparison"),
        outcomes: text("outcomes"),
        further: &further,
    };
    EarlierResult::read(&texts, &mut diagnostics).ok_or(diagnostics)
}

fn frame<'f>(frames: &'f [Frame], id: &str) -> &'f Frame {
    frames.iter().find(|frame| frame.id == id).unwrap()
}

fn cell(frame: &Frame, start: &[&str], column: &str) -> Value {
    let is = |row: &&Vec<Value>| row.iter().zip(start).all(|(cell, word)| cell.text() == Some(word));
    frame.rows.iter().find(is).unwrap()[frame.position(column).unwrap()].clone()
}

#[test]
fn how_far_and_how_fast_stands_side_by_side() {
    let (one, two) = (read("one", &files(0.1)).unwrap(), read("two", &files(0.2)).unwrap());
    let both = FolderComparison::of(&one, &two);
    let frames = both.further().unwrap();
    let diffusion = frame(&frames, "diffusion");
    // Two scenarios, each as in the first, in the second, and the difference.
    assert_eq!(diffusion.rows.len(), 6);
    // s = 1 - exp(-p t) of who starts alone, ten years.
    let share = |rate: f64| 1.0 - (-10.0 * rate).exp();
    let at = |result: &str| cell(diffusion, &["none", "it", result], "adoption_of_others").number().unwrap();
    assert!((at("first") - share(0.1)).abs() < 1e-14 && (at("second") - share(0.2)).abs() < 1e-14);
    assert!((at("difference") - (share(0.2) - share(0.1))).abs() < 1e-14);
    assert_eq!(cell(diffusion, &["none", "it", "first"], "channel"), "none".into());
    assert_eq!(cell(diffusion, &["none", "it", "difference"], "channel"), Value::Empty);
    // By sector only what differs: who is ahead adopts alike in both.
    let adoption = frame(&frames, "adoption");
    let key = ["policy", "it", "S2", "adoption"];
    assert!((cell(adoption, &key, "second").number().unwrap() - share(0.2)).abs() < 1e-14);
    assert!(adoption.rows.iter().all(|row| row[0] != "policy".into() || row[2] != "S4".into() || {
        row[3].text().is_some_and(|column| column.contains("difference") || column.contains("earlier"))
    }));
    let parts = frame(&frames, "decomposition");
    assert!(parts.rows.iter().any(|row| row[2] == "from_technology".into()));
    // The short form has the same numbers in fewer columns, and no numbers by sector.
    let short = both.overview().unwrap();
    let ids: Vec<&str> = short.iter().map(|frame| frame.id.as_str()).collect();
    assert_eq!(ids, ["comparison", "diffusion"]);
    assert!(short[1].columns.len() < diffusion.columns.len());
    assert_eq!(cell(&short[1], &["none", "it", "second"], "adoption_of_others").number(), Some(at("second")));
}

#[test]
fn a_result_against_itself_differs_in_nothing() {
    let one = read("one", &files(0.1)).unwrap();
    for frame in FolderComparison::of(&one, &one).further().unwrap() {
        match frame.position("result") {
            Some(result) => {
                let differences = frame.rows.iter().filter(|row| row[result] == "difference".into());
                assert!(differences.flatten().all(|cell| cell.number().is_none_or(|number| number == 0.0)));
            }
            None => assert!(frame.rows.is_empty() && frame.notes[0].starts_with("0 of "), "{}", frame.id),
        }
    }
}

#[test]
fn a_further_file_without_its_key_is_told() {
    let mut wrong = files(0.1);
    for (id, text) in &mut wrong {
        if id == "adoption" {
            *text = text.replacen("technology", "what", 1);
        }
    }
    let problems = read("out", &wrong).unwrap_err();
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["the column technology is missing"]);
    assert_eq!(problems.iter().next().unwrap().place.as_ref().unwrap().file, "out/adoption.csv");
}
