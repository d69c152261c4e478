//! What is compared with what: one set of scenarios at both doses, a reference that is at the dose, and differences that are more than rounding.

use super::studies::{cells, compared, compared_but_for, demand, named, policies, study, tie, words};
use super::{Files, HEAD};
use eslabon::words::Value;

#[test]
fn an_order_is_clear_beside_the_largest_effect_of_all() {
    let files = policies("output = 1, compensation = 1");
    // Beside 10000 of final demand the tie and 55 of it are practically the same, and so are wages paid and nothing done.
    files.write("huge.toml", &demand("huge", 10_000.0));
    let wider = "scenarios = ['base.toml', 'tie.toml', 'tie-wages.toml', 'more.toml', 'huge.toml']\nreference = 'base'\n\
                 weights = { output = 1, compensation = 1 }\nequal_dose = 'tie'";
    files.write("study.toml", &study(wider));
    compared(&files, None, |comparison| {
        let frames = comparison.rankings().unwrap();
        assert_eq!(words(&frames[2], "what").iter().filter(|what| *what == "payer").count(), 0);
        let ahead = words(&frames[2], "scenario");
        assert!(!ahead.is_empty() && ahead.iter().all(|name| name == "huge"), "{ahead:?}");
        assert_eq!(words(&frames[0], "scenario")[..2], ["huge", "more"], "the ranking itself knows the difference");
    });
}

/// A tie that cannot be brought to 400, and final demand that can.
fn unreached(reference: &str) -> Files {
    let scenarios =
        "scenarios = ['tie.toml', 'less.toml', 'more.toml']\nequal_dose = 'more'\nweights = { output = 1 }\n";
    Files::new(&[
        ("tie.toml", &tie("tie", "operating_surplus")),
        ("less.toml", &demand("less", 100.0)),
        ("more.toml", &demand("more", 400.0)),
        ("study.toml", &study(&format!("{scenarios}{reference}"))),
    ])
}

#[test]
fn as_written_and_at_equal_dose_the_same_scenarios_are_compared() {
    let even = |files: &Files, notes: &dyn Fn(&[String])| {
        compared_but_for(files, &["tie"], None, |comparison| notes(&comparison.beside().unwrap()[1].notes));
    };
    let expected = "The smallest effect on output is 25.0 % of the largest as written, and 100.0 % at equal dose.";
    // The tie brings 73.8 as written, an eighth of the largest, and is not there at equal dose.
    even(&unreached(""), &|notes| assert!(notes.iter().any(|note| note == expected), "{notes:?}"));
}

#[test]
fn what_is_at_a_dose_is_not_compared_with_what_is_not() {
    let note = "Differences at equal dose are left empty: the reference `tie` is not at that dose.";
    compared_but_for(&unreached("reference = 'tie'"), &["tie"], None, |comparison| {
        let frame = comparison.comparison().unwrap();
        assert!(cells(&frame, "equal_dose").iter().any(|cell| *cell != Value::Empty));
        assert!(cells(&frame, "equal_dose_difference").iter().all(|cell| *cell == Value::Empty));
        assert!(cells(&frame, "difference").iter().any(|cell| *cell != Value::Empty), "as written it is compared");
        let outcomes = comparison.outcomes().unwrap();
        for (point, reference) in words(&outcomes, "point").iter().zip(cells(&outcomes, "reference")) {
            assert!(point != "equal dose" || reference == Value::Empty);
        }
        let shown = comparison.beside().unwrap();
        assert!(cells(&shown[0], "value_added_equal_dose").iter().all(|cell| *cell == Value::Empty));
        let ranking = &comparison.rankings().unwrap()[0];
        assert!(cells(ranking, "equal_dose_score").iter().all(|cell| *cell == Value::Empty));
        for notes in [&frame.notes, &shown[0].notes, &ranking.notes] {
            assert!(notes.iter().any(|said| said == note), "{notes:?}");
        }
    });
}

#[test]
fn a_reference_in_which_nothing_changes_is_at_every_dose() {
    let files = unreached("");
    files.write("base.toml", &named("base"));
    compared_but_for(&files, &["tie"], None, |comparison| {
        let frame = comparison.comparison().unwrap();
        assert!(frame.notes[0].contains("against `base`"), "{:?}", frame.notes);
        let output = |row: &&Vec<Value>| row[0].text() == Some("less") && row[1].text() == Some("output");
        let row = frame.rows.iter().find(output).unwrap();
        let difference = row[frame.position("equal_dose_difference").unwrap()].number().unwrap();
        // 400 of final demand for the second sector.
        assert!((difference - 400.0 * 1.1 / 0.7575).abs() < 1e-9, "{difference}");
        assert!(frame.notes.iter().all(|note| !note.starts_with("Differences at equal dose")));
    });
}

#[test]
fn what_rounding_alone_tells_apart_is_equal() {
    // In the textbook nothing is imported: value added is final demand, whoever buys what of whom, but for rounding.
    let mut written = vec![("base.toml".to_owned(), named("base"))];
    for at in 0..12 {
        let add = 0.010_137 + 0.003_713 * f64::from(at);
        let text = tie(&format!("t{at}"), "operating_surplus").replace("0.05", &add.to_string());
        written.push((format!("t{at}.toml"), text));
    }
    let names: Vec<String> = written.iter().map(|(name, _)| format!("'{name}'")).collect();
    let of = format!("scenarios = [{}]\nreference = 'base'\nweights = {{ value_added = 1 }}", names.join(", "));
    written.push(("study.toml".to_owned(), study(&of)));
    let files: Vec<(&str, &str)> = written.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    compared(&Files::new(&files), None, |comparison| {
        let frame = comparison.comparison().unwrap();
        let is = |row: &&Vec<Value>| row[1].text() == Some("value_added");
        let at = frame.position("difference").unwrap();
        let rounding = frame.rows.iter().filter(is).filter_map(|row| row[at].number());
        assert!(rounding.clone().any(|effect| effect != 0.0), "there is rounding to be told");
        assert!(rounding.clone().all(|effect| effect.abs() < 1e-10));
        let frames = comparison.rankings().unwrap();
        assert!(words(&frames[1], "verdict").iter().all(|verdict| verdict == "equal"));
        assert!(cells(&frames[0], "score").iter().all(|score| *score == Value::Empty));
    });
}

#[test]
fn effects_over_years_rest_on_who_pays_where_the_level_does() {
    let years = |text: String| text.replacen(HEAD, &format!("{HEAD}years = [2021, 2022]\ndiscount_rate = 0.05\n"), 1);
    let of = |metric: &str| {
        let weights = format!("scenarios = ['a.toml', 'b.toml']\nweights = {{ \"{metric}\" = 1 }}");
        let files = Files::new(&[
            ("a.toml", &years(tie("a", "operating_surplus"))),
            ("b.toml", &years(tie("a", "compensation")).replace("name = 'a'", "name = 'b'")),
            ("study.toml", &study(&weights)),
        ]);
        compared(&files, None, |comparison| {
            let notes = comparison.rankings().unwrap()[0].notes.concat();
            notes.contains(&format!("`{metric}` rests on who pays"))
        })
    };
    assert!(["cumulative.value_added", "discounted.compensation"].into_iter().all(of));
    assert!(!of("cumulative.output"));
}
