//! Scenarios in which technologies spread, ranked: levels that are not reached, and payers like with like.

use super::studies::{study, tie};
use super::{Files, HEAD};
use eslabon::study::{Comparison, LoadOptions, run};
use eslabon::words::{Frame, Value};

/// Both sectors come to buy more of the second from 2021 to 2031, starting alone at a rate.
fn spreading(name: &str, innovation: f64, more: &str) -> String {
    let head = HEAD.replace("'a'", &format!("'{name}'"));
    format!(
        "{}[[adoption]]\nname = 'it'\nsupplier = 'S2'\nbuyers = ['S1', 'S2']\ntarget = {{ scale = 1.2 }}\n\
         instead_of = 'compensation'\ninnovation = {innovation}\nimitation = 0\n{more}",
        head.replacen("format = 1\n", "format = 1\nyears = [2021, 2031]\n", 1)
    )
}

/// The rankings of a study.
fn rankings(files: &[(&str, &str)]) -> Vec<Frame> {
    let loaded = Files::new(files).loaded(&["study.toml"], &LoadOptions::default());
    let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap().rankings().unwrap()
}

fn cell<'f>(frame: &'f Frame, row: &[(&str, &str)], column: &str) -> &'f Value {
    let is =
        |cells: &&Vec<Value>| row.iter().all(|(id, word)| cells[frame.position(id).unwrap()].text() == Some(*word));
    &frame.rows.iter().find(is).unwrap()[frame.position(column).unwrap()]
}

#[test]
fn a_level_that_is_not_reached_is_behind_every_one_that_is() {
    // s = 1 - exp(-p t): half after 3.47, 9.9, 23.1 and 34.7 years, of which ten are followed.
    let scenarios = [("fast", 0.2), ("late", 0.07), ("slow", 0.03), ("slowest", 0.02)]
        .map(|(name, p)| (format!("{name}.toml"), spreading(name, p, "")));
    for reference in ["", "reference = 'slow'", "reference = 'fast'"] {
        let text = study(&format!(
            "scenarios = ['slow.toml', 'slowest.toml', 'late.toml', 'fast.toml']\n{reference}\nweights = {{ output = 1, 'years_to_50.it' = 2 }}"
        ));
        let mut files: Vec<(&str, &str)> =
            scenarios.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        files.push(("study.toml", &text));
        let [ranking, dominance, _] = &rankings(&files)[..] else { panic!("three frames") };
        let rank = |name: &str| cell(ranking, &[("scenario", name)], "rank").clone();
        assert_eq!(["fast", "late", "slow", "slowest"].map(rank), [1, 2, 3, 4].map(Value::Integer), "{reference}");
        // At the end of the ten years in the score: late ones have all of their third for output, and (10 - 9.9) / (10 - 3.47) for years.
        let score = |name: &str| cell(ranking, &[("scenario", name)], "score").number().unwrap();
        let share = |p: f64| 1.0 - (-10.0 * p).exp();
        assert!((score("fast") - 1.0).abs() < 1e-12 && score("slowest").abs() < 1e-12);
        assert!(score("slow") < 0.34 && score("slow") > 0.0, "{}", share(0.03));
        let pair = |one: &str, other: &str, id: &str| {
            cell(dominance, &[("scenario", one), ("other", other), ("dose", "as written")], id).clone()
        };
        assert_eq!(pair("late", "fast", "worse_in"), "output years_to_50.it".into());
        assert_eq!(pair("slow", "late", "worse_in"), "output years_to_50.it".into());
        // Of the two that are not there in ten years nobody knows which is first.
        assert_eq!(
            (pair("slow", "slowest", "better_in"), pair("slow", "slowest", "verdict")),
            ("output".into(), "better in everything".into())
        );
        let note =
            "`years_to_50.it`: not reached within 10 years by `slow`, `slowest`, after every scenario that reaches it";
        assert!(ranking.notes.iter().any(|said| said.starts_with(note)), "{:?}", ranking.notes);
    }
}

#[test]
fn where_the_reference_has_nobody_else_there_is_no_effect_on_them() {
    let early = "early = [{ buyers = ['S1', 'S2'], innovation = 0.3 }]\n";
    let text = study(
        "scenarios = ['all.toml', 'one.toml']\nreference = 'all'\nweights = { output = 1, 'years_of_others_to_50.it' = 1 }",
    );
    let one = spreading("one", 0.2, "early = [{ buyers = 'S1', innovation = 0.3 }]\n");
    let all = spreading("all", 0.2, early);
    let ranking = &rankings(&[("all.toml", &all), ("one.toml", &one), ("study.toml", &text)])[0];
    let note = "`years_of_others_to_50.it` has no answer here and counts for nothing.";
    assert!(ranking.notes.iter().any(|said| said == note), "{:?}", ranking.notes);
}

/// What early adopters bring is nothing where nobody is ahead, and unknown where one of the two runs does not come to half adoption.
#[test]
fn nobody_ahead_brings_nothing_and_a_level_that_is_not_reached_is_no_answer() {
    let contagious = |name: &str, innovation: f64, early: &str| {
        spreading(name, innovation, early)
            .replace("imitation = 0\n", "imitation = 0.3\ncontagion = { through = 'customers', weight = 0.5 }\n")
    };
    let early = "early = [{ buyers = 'S1', innovation = 0.4 }]\n";
    let files = [
        ("none", contagious("none", 0.1, "")),
        ("some", contagious("some", 0.1, early)),
        ("more", contagious("more", 0.1, &early.replace("0.4", "0.8"))),
        ("late", contagious("late", 1e-4, &early.replace("0.4", "0.001"))),
        ("without", HEAD.replacen("format = 1\n", "format = 1\nyears = [2021, 2031]\n", 1).replace("'a'", "'without'")),
    ]
    .map(|(name, text)| (format!("{name}.toml"), text));
    let ranked = |reference: &str, metric: &str| {
        let text = study(&format!(
            "scenarios = ['none.toml', 'some.toml', 'more.toml', 'late.toml', 'without.toml']\nreference = '{reference}'\n\
             weights = {{ '{metric}' = 1 }}"
        ));
        let mut all: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        all.push(("study.toml", &text));
        rankings(&all)
    };
    for metric in ["years_gained_by_others.it", "pull_in_years.it.S1"] {
        for reference in ["none", "some", "without"] {
            let [ranking, dominance, _] = &ranked(reference, metric)[..] else { panic!("three frames") };
            let rank = |name: &str| cell(ranking, &[("scenario", name)], "rank").clone();
            let places = [1, 2, 3, 3].map(Value::Integer);
            assert_eq!(["more", "some", "none", "without"].map(rank), places, "{metric} {reference}");
            assert_eq!(rank("late"), Value::Empty);
            let note = format!("`{metric}` has no answer for `late`, not ranked.");
            assert!(ranking.notes.contains(&note), "{:?}", ranking.notes);
            let verdict =
                |one: &str, other: &str| cell(dominance, &[("scenario", one), ("other", other)], "verdict").clone();
            assert_eq!(verdict("none", "some"), "worse in everything".into());
            assert_eq!(verdict("none", "without"), "equal".into());
            assert_eq!(verdict("none", "late"), "not comparable".into());
        }
        // Against what nobody knows there is no effect.
        let ranking = &ranked("late", metric)[0];
        let note = format!("`{metric}` has no answer here and counts for nothing.");
        assert!(ranking.notes.contains(&note), "{:?}", ranking.notes);
    }
}

#[test]
fn policies_are_set_against_one_another_by_payer_like_with_like() {
    let small = tie("small", "operating_surplus").replace("0.05", "0.02");
    let large = tie("large", "operating_surplus");
    let variant = |of: &str, name: &str, add: &str| {
        format!(
            "format = 1\nname = '{name}'\nextends = ['{of}.toml']\n[[shock.coefficient]]\nname = 'tie'\nsupplier = 'S2'\nbuyers = 'S1'\n\
             add = {add}\ninstead_of = 'compensation'\n"
        )
    };
    let (small_c, large_c) = (variant("small", "small-c", "0.02"), variant("large", "large-c", "0.05"));
    let said = |scenarios: &str| {
        let text = study(&format!("scenarios = [{scenarios}]\nweights = {{ compensation = 1 }}"));
        let frames = rankings(&[
            ("small.toml", &small),
            ("large.toml", &large),
            ("small-c.toml", &small_c),
            ("large-c.toml", &large_c),
            ("study.toml", &text),
        ]);
        let flips = &frames[2];
        let (metric, sentence) = (flips.position("metric").unwrap(), flips.position("sentence").unwrap());
        let rows = flips.rows.iter().filter(|row| row[metric].text() == Some("compensation"));
        rows.filter_map(|row| row[sentence].text().map(str::to_owned)).collect::<Vec<_>>()
    };
    // Where surplus pays, wages rise with output, and more by the larger policy; where wages pay, they fall, and more by the larger.
    assert_eq!(
        said("'small.toml', 'large.toml', 'small-c.toml', 'large-c.toml'"),
        [
            "By effect on compensation of employees, `large` is ahead of `small` where all are paid by operating_surplus and behind it where all are paid by compensation."
        ]
    );
    // Whichever of two was written first, and the other as its variant.
    let first = tie("large-c", "compensation");
    let second = variant("large-c", "large", "0.05").replace("'compensation'", "'operating_surplus'");
    let text = study(
        "scenarios = ['small.toml', 'large-c.toml', 'small-c.toml', 'large.toml']\nweights = { compensation = 1 }",
    );
    let frames = rankings(&[
        ("small.toml", &small),
        ("large-c.toml", &first),
        ("small-c.toml", &small_c),
        ("large.toml", &second),
        ("study.toml", &text),
    ]);
    let sentence = frames[2].position("sentence").unwrap();
    let sentences: Vec<&str> = frames[2].rows.iter().filter_map(|row| row[sentence].text()).collect();
    let like_with_like = "By effect on compensation of employees, `large-c` is ahead of `small` where all are paid by \
                          operating_surplus and behind it where all are paid by compensation.";
    assert!(sentences.contains(&like_with_like), "{sentences:#?}");
    assert!(sentences.iter().all(|one| !one.contains("compensation of employees") || *one == like_with_like));
    // Without a variant of the other it is set against it as it is.
    assert_eq!(
        said("'small.toml', 'large.toml', 'large-c.toml'"),
        [
            "By effect on compensation of employees, `large` (paid by operating_surplus) is ahead of `small`, and `large-c` (paid by compensation) is behind it."
        ]
    );
}
