//! Study files: which scenarios they bring, what they say of them, and every mistake at its word.

use super::{Files, HEAD};
use eslabon::study::{CommonDose, Comparison, LoadOptions, Outcome, Point, at_equal_dose, run};
use eslabon::words::{Frame, Value};

pub(super) fn named(name: &str) -> String {
    HEAD.replace("'a'", &format!("'{name}'"))
}

/// More final demand for the second sector.
pub(super) fn demand(name: &str, money: f64) -> String {
    let text = "[[shock.final_demand]]\nname = 'more'\nsectors = 'S2'\ncomponent = 'other'\nadd = ";
    format!("{}{text}{money}\n", named(name))
}

/// More of the second sector in the first, by .05 of its output, paid by `payer`.
pub(super) fn tie(name: &str, payer: &str) -> String {
    let text = "[[shock.coefficient]]\nname = 'tie'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\ninstead_of = ";
    format!("{}{text}'{payer}'\n", named(name))
}

pub(super) fn study(text: &str) -> String {
    format!("format = 1\n[study]\n{text}\n")
}

#[test]
fn a_study_brings_its_scenarios_each_once() {
    let files = Files::new(&[
        ("base.toml", &named("base")),
        ("more.toml", &demand("more", 100.0)),
        ("policies/a.toml", &tie("a", "operating_surplus")),
        ("policies/other.toml", &study("scenarios = ['a.toml']")),
        ("other.toml", &demand("other", 10.0)),
        (
            "study.toml",
            &study(
                "title = 'T'\nscenarios = ['more.toml', 'policies', 'base.toml', 'more.toml']\nreference = 'base'\n\
                 weights = { output = 2, value_added = 0.5 }\nequal_dose = 'more'",
            ),
        ),
    ]);
    let loaded = files.loaded(&["study.toml"], &LoadOptions::default());
    let names: Vec<&str> = loaded.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    assert_eq!(names, ["more", "a", "base"]);
    let found = &loaded.studies[0];
    assert_eq!((found.title.as_str(), &found.scenarios[..]), ("T", &["more", "a", "base"].map(str::to_owned)[..]));
    assert_eq!(found.reference.as_ref().map(|typed| typed.value.as_str()), Some("base"));
    assert_eq!(found.equal_dose.as_ref().map(|typed| &typed.value), Some(&CommonDose::Scenario("more".into())));
    let weights: Vec<(&str, f64)> = found.weights.iter().map(|one| (one.metric.as_str(), one.weight)).collect();
    assert_eq!(weights, [("output", 2.0), ("value_added", 0.5)]);
    assert!(loaded.inputs.iter().any(|input| input.name == "study.toml"), "copied beside the result");
    // A folder with studies and scenarios runs all of them, each once.
    let loaded = files.loaded(&["."], &LoadOptions::default());
    let mut names: Vec<&str> = loaded.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!((names, loaded.studies.len()), (vec!["a", "base", "more", "other"], 2));
}

#[test]
fn every_mistake_of_a_study_is_told() {
    let files = Files::new(&[
        ("a.toml", &demand("a", 100.0)),
        ("_p.toml", "format = 1\n"),
        (
            "study.toml",
            &study(
                "scenarios = ['a.toml', 'b.toml', '_p.toml']\nreference = 'b'\nequal_dose = -1\nwieghts = 1\nchannels = ['customer', 'none']\n\
                 weights = { payer = 1, output = 'x', imports = 0, focus_sales_to.mining = 1 }",
            ),
        ),
        ("more.toml", "format = 1\nname = 'x'\n[study]\nscenarios = ['a.toml']\nequal_dose = 'c'\n"),
    ]);
    let said: Vec<String> = files
        .said(&["study.toml", "more.toml"])
        .iter()
        .map(|said| said.split(" [").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        said,
        [
            "unknown-key: `study` has no key `wieghts`",
            "no-direction: of `payer` neither more nor less is better, so that it ranks nothing",
            "wrong-type: `output` is a text",
            "out-of-range: the weight of `imports` is 0",
            "wrong-type: `focus_sales_to` is a table",
            "out-of-range: `equal_dose` is -1",
            "unknown-word: `channels` cannot be `customer`",
            "unreadable-file: `b.toml` does not exist",
            "parent-only: `_p.toml` is a parent and no scenario of its own",
            "unknown-key: this file has no key `name`",
            "unknown-reference: `b` is no scenario of this study",
            "unknown-reference: `c` is no scenario of this study",
        ]
    );
}

/// A comparison under the studies of some files, at equal dose too where they ask.
pub(super) fn compared<T>(files: &Files, reference: Option<&str>, of: impl FnOnce(&Comparison<'_>) -> T) -> T {
    compared_but_for(files, &[], reference, of)
}

/// The same where some scenarios cannot be brought to the dose.
pub(super) fn compared_but_for<T>(
    files: &Files,
    unreached: &[&str],
    reference: Option<&str>,
    of: impl FnOnce(&Comparison<'_>) -> T,
) -> T {
    let loaded = files.loaded(&["."], &LoadOptions::default());
    let mut outcomes: Vec<Outcome> = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let (equal, said) = at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, None, &|_, _| {}).unwrap();
    let told: Vec<&str> = said.iter().filter_map(|said| said.message.split('`').nth(1)).collect();
    assert_eq!(told, unreached);
    outcomes.extend(equal);
    of(&Comparison::of_studies(&outcomes, reference, &loaded.studies, &|_, _| {}).unwrap())
}

pub(super) fn cells(frame: &Frame, column: &str) -> Vec<Value> {
    frame.cells(frame.position(column).unwrap()).cloned().collect()
}

pub(super) fn words(frame: &Frame, column: &str) -> Vec<String> {
    cells(frame, column).iter().map(|cell| cell.text().unwrap_or_default().to_owned()).collect()
}

/// A small tie of 50 and a large injection of 100: which is ahead depends on the dose, and on who pays.
pub(super) fn policies(weights: &str) -> Files {
    let variant = "format = 1\nname = 'tie-wages'\nextends = ['tie.toml']\n[[shock.coefficient]]\nname = 'tie'\n\
                   supplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\ninstead_of = 'compensation'\n";
    Files::new(&[
        ("base.toml", &named("base")),
        ("tie.toml", &tie("tie", "operating_surplus")),
        ("tie-wages.toml", variant),
        ("more.toml", &demand("more", 55.0)),
        (
            "study.toml",
            &study(&format!(
                "title = 'T'\nscenarios = ['base.toml', 'tie.toml', 'tie-wages.toml', 'more.toml']\nreference = 'base'\n\
                 weights = {{ {weights} }}\nequal_dose = 'tie'"
            )),
        ),
    ])
}

#[test]
fn scores_by_hand() {
    let files = policies("output = 3, compensation = 1");
    compared(&files, None, |comparison| {
        let frames = comparison.rankings().unwrap();
        let ids: Vec<&str> = frames.iter().map(|frame| frame.id.as_str()).collect();
        assert_eq!(ids, ["ranking", "dominance", "flips"]);
        let ranking = &frames[0];
        // Output: the tie brings 16.7785 + 57.0470 = 73.8255, 55 of demand 55 (1.1 / .7575) = 79.8680.
        // Compensation is .3 and .25 of output; the wages that pay lose .05 of 1016.7785.
        let output = [0.0, 73.825_503, 73.825_503, 79.867_987];
        let wages = 0.3 * 16.778_523 + 0.25 * 57.046_980;
        let demand: f64 = 55.0 * (0.3 * 0.25 + 0.25 * 0.85) / 0.7575;
        let paid = [0.0, wages, wages - 0.05 * 1_016.778_523, demand];
        let (worst, best) = (paid[2], demand.max(wages));
        let score = |at: usize| (3.0 * output[at] / output[3] + (paid[at] - worst) / (best - worst)) / 4.0;
        let order = words(ranking, "scenario");
        assert_eq!(order, ["more", "tie", "tie-wages", "base"]);
        for (name, cell) in order.iter().zip(cells(ranking, "score")) {
            let at = ["base", "tie", "tie-wages", "more"].iter().position(|known| known == name).unwrap();
            assert!((cell.number().unwrap() - score(at)).abs() < 1e-6, "{name}: {cell:?} {}", score(at));
        }
        assert_eq!(cells(ranking, "factor")[0], Value::Number(50.0 / 55.0));
        assert_eq!(words(ranking, "dominated_by"), ["", "more", "tie, more", "tie, more"].map(str::to_owned));
    });
}

#[test]
fn what_turns_around_is_said_in_words() {
    let files = policies("output = 1, compensation = 1");
    compared(&files, Some("base"), |comparison| {
        let frames = comparison.rankings().unwrap();
        let said = words(&frames[2], "sentence");
        assert_eq!(
            said,
            [
                "By effect on output, `more` is ahead of `tie` and `tie-wages` as written and behind them at equal dose.",
                "By effect on compensation of employees, `more` is ahead of `tie` as written and behind it at equal dose.",
                "By effect on compensation of employees, `tie` (paid by operating_surplus) is ahead of `base`, and `tie-wages` \
                 (paid by compensation) is behind it.",
                "By the weighted score, `more` is ahead of `tie` as written and behind it at equal dose.",
            ]
        );
        let notes = frames[0].notes.concat();
        assert!(notes.contains("`compensation` rests on who pays, and the scenarios differ in it"), "{notes}");
        // Every two scenarios once, at either dose.
        assert_eq!(frames[1].rows.len(), 2 * 6);
        let shown = comparison.beside().unwrap();
        let ids: Vec<&str> = shown.iter().map(|frame| frame.id.as_str()).collect();
        assert_eq!(ids, ["equal_dose", "payers", "ranking"]);
        let first: Vec<&str> = shown[0].columns.iter().map(|column| column.id.as_str()).take(3).collect();
        assert_eq!(first, ["scenario", "payer", "factor"]);
        assert_eq!(words(&shown[0], "payer"), ["nobody", "injection", "operating_surplus", "compensation"]);
        assert_eq!(words(&shown[1], "scenario"), ["tie"]);
        assert!(shown[2].notes.contains(&said[0]));
        // 73.8255 of 79.8680, and 79.8680 50 / 55 of 73.8255.
        let even = "The smallest effect on output is 92.4 % of the largest as written, and 98.3 % at equal dose.";
        assert!(shown[2].notes.iter().any(|note| note == even), "{:?}", shown[2].notes);
    });
}

#[test]
fn notes_say_of_which_years_effects_are_and_what_counts_for_nothing() {
    let over =
        |name: &str, money: f64| demand(name, money).replace("format = 1\n", "format = 1\nyears = [2021, 2022]\n");
    let notes = |weights: &str| {
        let files = Files::new(&[
            ("a.toml", &over("a", 10.0)),
            ("b.toml", &over("b", 20.0)),
            ("study.toml", &study(&format!("scenarios = ['a.toml', 'b.toml']\nweights = {{ {weights} }}"))),
        ]);
        compared(&files, None, |comparison| comparison.beside().unwrap().pop().unwrap().notes)
    };
    let is_said = |weights: &str, words: &str| {
        let notes = notes(weights);
        assert!(notes.iter().any(|note| note.contains(words)), "{words}: {notes:?}");
    };
    is_said("output = 1", "against the base table in the last year, each");
    is_said("'cumulative.output' = 1", "against the base table over all years, each");
    is_said("output = 1, 'cumulative.output' = 1", "in the last year, of `cumulative.output` over all years, each");
    // Prices move in neither, which is an answer and tells nobody apart.
    is_said("output = 1, price_index = 1", "`price_index` does not tell these scenarios apart and counts for nothing.");
    is_said(
        "output = 1, unmet_demand = 1",
        "`unmet_demand` does not tell these scenarios apart and counts for nothing.",
    );
    assert!(notes("output = 1, price_index = 1").iter().all(|note| !note.contains("has no answer")));
}

#[test]
fn a_part_that_a_metric_has_not_is_told() {
    let said = |weights: &str| {
        let files = policies(weights);
        let loaded = files.loaded(&["."], &LoadOptions { focus: Some("S2".to_owned()), ..LoadOptions::default() });
        let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
        match Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}) {
            Ok(_) => Vec::new(),
            Err(said) => said.iter().map(|said| format!("{}: {}", said.code.id, said.message)).collect::<Vec<_>>(),
        }
    };
    assert_eq!(said("output = 1, 'effective_number.own_use_out' = 1"), Vec::<String>::new());
    assert_eq!(
        said("'effective_number.own_use_outt' = 1, output = 1"),
        ["unknown-metric: `effective_number` has no part `own_use_outt`"]
    );
}

#[test]
fn orders_that_hang_on_less_than_a_hundredth_are_not_said_to_turn() {
    let files = policies("output = 1");
    // As written the injection brings 74.204, the tie 73.826: half a hundredth more. At equal dose it is clearly behind.
    files.write("more.toml", &demand("more", 51.1));
    compared(&files, None, |comparison| {
        let frames = comparison.rankings().unwrap();
        assert_eq!(words(&frames[0], "scenario")[0], "more", "the ranking itself knows the difference");
        assert_eq!(words(&frames[2], "sentence"), Vec::<String>::new());
    });
}

#[test]
fn without_weights_nothing_is_ranked_and_without_a_dose_nothing_is_stretched() {
    let files = Files::new(&[("a.toml", &demand("a", 100.0)), ("study.toml", &study("scenarios = ['a.toml']"))]);
    compared(&files, None, |comparison| {
        assert_eq!(comparison.rankings().unwrap(), Vec::<Frame>::new());
        assert_eq!(comparison.beside().unwrap(), Vec::<Frame>::new());
        assert!(comparison.comparison().unwrap().cells(14).all(|cell| *cell == Value::Empty));
    });
}

#[test]
fn the_comparison_holds_both_doses() {
    let files = policies("output = 1");
    compared(&files, None, |comparison| {
        let frame = comparison.comparison().unwrap();
        let at = |scenario: &str, column: &str| {
            let [name, metric, wanted] = ["scenario", "metric", column].map(|id| frame.position(id).unwrap());
            let is = |row: &&Vec<Value>| row[name].text() == Some(scenario) && row[metric].text() == Some("output");
            frame.rows.iter().find(is).unwrap()[wanted].number().unwrap()
        };
        // Demand is linear in its size.
        let (written, equal) = (at("more", "difference"), at("more", "equal_dose_difference"));
        assert!((equal - written * 50.0 / 55.0).abs() < 1e-9 * written, "{written} {equal}");
        assert!((at("tie", "equal_dose") - at("tie", "value")).abs() < 1e-9, "it is the common dose");
        let outcomes = comparison.outcomes().unwrap();
        assert!(words(&outcomes, "point").iter().any(|point| *point == Point::EqualDose.to_string()));
    });
}

#[test]
fn a_study_of_nothing_is_told() {
    let files = Files::new(&[("study.toml", &study("scenarios = []"))]);
    assert_eq!(
        files.said(&["study.toml"]),
        [
            "no-scenario: the study names no scenario [study.toml:3:13] name files or folders in `scenarios`, relative to this file"
        ]
    );
}

/// The money of one table is no money of another.
#[test]
fn a_scenario_of_another_table_is_not_brought_and_it_is_said_why() {
    let away = "format = 1\nname = 'away'\nbase.table = 'chile-2021'\n[[shock.final_demand]]\nname = 'more'\nsectors = 'ITS'\n\
                component = 'exports'\nadd = 1\n";
    let files = Files::new(&[
        ("more.toml", &demand("more", 100.0)),
        ("away.toml", away),
        ("study.toml", &study("scenarios = ['more.toml', 'away.toml']\nequal_dose = 'more'")),
    ]);
    let loaded = files.loaded(&["study.toml"], &LoadOptions::default());
    let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let (brought, said) = at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, None, &|_, _| {}).unwrap();
    assert_eq!(brought.iter().map(|outcome| outcome.scenario.as_str()).collect::<Vec<_>>(), ["more"]);
    let said: Vec<&str> = said.iter().map(|said| said.message.as_str()).collect();
    assert_eq!(said, ["`away` cannot be brought to the dose of `more`: its table is another"]);
}

/// A limit has no dose, and no smaller one would be reached.
#[test]
fn what_has_no_dose_is_not_promised_a_smaller_one() {
    let limit = "[[shock.output_limit]]\nname = 'a'\nsectors = 'S2'\nscale = 0.95\nrationing = 'imports'\n";
    let files = Files::new(&[
        ("a.toml", &demand("a", 100.0)),
        ("b.toml", &format!("{}{limit}", named("b"))),
        ("study.toml", &study("scenarios = ['a.toml', 'b.toml']\nequal_dose = 'a'")),
    ]);
    let loaded = files.loaded(&["study.toml"], &LoadOptions::default());
    let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let (_, said) = at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, None, &|_, _| {}).unwrap();
    let help: Vec<&str> = said.iter().filter_map(|said| said.help.as_deref()).collect();
    assert_eq!(
        help,
        ["it is left out at equal dose, whatever that is: at any size its dose in the last year is nothing"]
    );
}
