//! How information technology spreads with and without demanding clients, and that the scenarios differ in nothing else.

use super::{loaded, shipped};
use eslabon::analysis::adoption::Through;
use eslabon::study::{
    CommonDose, Comparison, Curve, LoadOptions, Loaded, Outcome, Point, Study, Weight, at_equal_dose, run,
    through_channels,
};
use eslabon::words::{Frame, Value};

const POLICIES: [&str; 4] = ["demanding-exporters", "demanding-finance", "demanding-mining", "demanding-state"];

fn all() -> Loaded {
    loaded(&[shipped("diffusion")], &LoadOptions::default())
}

#[test]
fn everyone_else_gains_what_the_design_of_the_study_found() {
    let outcomes = run(&all().scenarios, &|_, _| {}).unwrap();
    for (name, years) in POLICIES.iter().zip([0.41, 0.77, 0.37, 0.65]) {
        let outcome = outcomes.iter().find(|outcome| outcome.scenario == *name && !outcome.pulls.is_empty()).unwrap();
        let whole = &outcome.pulls[0];
        assert!(whole.sector.is_none() && (whole.years.unwrap() - years).abs() < 0.0055, "{name}: {whole:?}");
        // Through the experience of the supplier everyone else is at the same share, so that the gain against the scenario without policy is
        // that against the same scenario without its early adopters.
        let without = outcomes.iter().find(|outcome| outcome.scenario == "no-policy").unwrap();
        let half = |curve: &Curve, sectors: &[usize]| curve.years_to(0.5, &outcome.base, sectors).unwrap();
        let others = outcome.curves[0].everyone_else();
        let gained = half(&without.curves[0], &others) - half(&outcome.curves[0], &others);
        assert!((gained - whole.years.unwrap()).abs() < 1e-12, "{name}: {gained}");
        // Everybody who is ahead pulls, and none of them pulls more than all.
        for pull in &outcome.pulls[1..] {
            assert!(pull.years > Some(0.0) && pull.years < whole.years, "{name}: {pull:?}");
        }
    }
}

/// Through the supplier's experience everyone else is at one share, so that the years they gain and the year in which they are there say the
/// same of every scenario, the one in which nobody is ahead among them: in every score, at every dose and against every reference.
#[test]
fn what_everyone_else_gains_ranks_as_the_years_in_which_they_are_there() {
    let loaded = all();
    let mut outcomes: Vec<Outcome> = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let equal =
        at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, Some(&CommonDose::Smallest), &|_, _| {}).unwrap();
    outcomes.extend(equal.0);
    let weighed_by = |metric: &str| -> Vec<Study> {
        let weight = |one: &Weight| {
            let id = one.metric.replace("years_of_others_to_50", metric);
            Weight::new(&id, one.weight, &one.place).unwrap()
        };
        let weighed = |study: &Study| Study { weights: study.weights.iter().map(weight).collect(), ..study.clone() };
        loaded.studies.iter().map(weighed).collect()
    };
    for reference in [None, Some("demanding-mining"), Some("demanding-finance")] {
        let [by_years, by_gain] = ["years_of_others_to_50", "years_gained_by_others"].map(|metric| {
            Comparison::of_studies(&outcomes, reference, &weighed_by(metric), &|_, _| {}).unwrap().rankings().unwrap()
        });
        let column =
            |frame: &Frame, id: &str| frame.cells(frame.position(id).unwrap()).cloned().collect::<Vec<Value>>();
        for id in ["scenario", "rank", "equal_dose_rank", "dominated_by"] {
            assert_eq!(column(&by_years[0], id), column(&by_gain[0], id), "{reference:?} {id}");
        }
        for id in ["score", "equal_dose_score"] {
            let scores = column(&by_years[0], id).into_iter().zip(column(&by_gain[0], id));
            let scores: Vec<(f64, f64)> = scores.map(|(a, b)| (a.number().unwrap(), b.number().unwrap())).collect();
            assert_eq!(scores.len(), 5);
            // Years are differences of two dates of some ten years.
            assert!(scores.iter().all(|(a, b)| (a - b).abs() < 1e-11), "{reference:?} {id}: {scores:?}");
        }
        assert_eq!(column(&by_years[1], "verdict"), column(&by_gain[1], "verdict"), "{reference:?}");
    }
}

/// The headline has a band: the same scenario at the low and at the high end of what it states, run without its early adopters.
#[test]
fn what_everyone_else_gains_has_a_low_and_a_high() {
    let loaded = all();
    let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap();
    let frame = comparison.comparison().unwrap();
    let [scenario, metric, value, low, high, base, reference, difference] =
        ["scenario", "metric", "value", "low", "high", "base", "reference", "difference"]
            .map(|id| frame.position(id).unwrap());
    let row = |name: &str| {
        let is = |row: &&Vec<Value>| {
            row[scenario].text() == Some(name)
                && row[metric].text() == Some("years_gained_by_others.information technology")
        };
        frame.rows.iter().find(is).unwrap()
    };
    // Found by a recursion of its own, without this program.
    for (name, known) in
        [("mining", [0.63, 0.14]), ("exporters", [0.70, 0.16]), ("state", [1.09, 0.25]), ("finance", [1.29, 0.30])]
    {
        let row = row(&format!("demanding-{name}"));
        for (at, known) in [low, high].into_iter().zip(known) {
            let found = row[at].number().unwrap();
            assert!((found - known).abs() < 0.0055, "{name}: {found} is not {known}");
        }
        assert_eq!((row[base].number(), row[reference].number()), (Some(0.0), Some(0.0)));
        assert_eq!(row[difference], row[value]);
    }
    // In the base table nobody adopts, in any year and sector, and no level is reached.
    let outcomes = comparison.outcomes().unwrap();
    let [metric_of, base_of] = ["metric", "base"].map(|id| outcomes.position(id).unwrap());
    for row in &outcomes.rows {
        let metric = row[metric_of].text().unwrap();
        let is_date = metric.starts_with("years_") && !metric.starts_with("years_gained");
        if metric.starts_with("adoption") || metric.starts_with("cumulative.") {
            assert_eq!(row[base_of].number(), Some(0.0), "{row:?}");
        } else if is_date || metric.contains("per_dose") {
            assert_eq!(row[base_of], Value::Empty, "{row:?}");
        }
    }
    assert!([value, low, high, base].iter().all(|&at| row("no-policy")[at].number() == Some(0.0)));
    // Each alone has both ends too, and one parameter alone moves what all bring together.
    let ends = |id: &str| {
        frame
            .rows
            .iter()
            .filter(|row| row[metric].text().is_some_and(|metric| metric.starts_with(id)))
            .map(|row| [low, high].map(|at| row[at].number()))
            .collect::<Vec<_>>()
    };
    let alone = ends("pull_in_years.");
    assert!(alone.len() == 2 + 7 + 3 + 2 && alone.iter().flatten().all(Option::is_some), "{alone:?}");
    let sensitivity = comparison.sensitivity().unwrap();
    let of_gain = sensitivity.rows.iter().filter(|row| {
        row[sensitivity.position("metric").unwrap()]
            .text()
            .is_some_and(|metric| metric.starts_with("years_gained_by_others"))
    });
    let parameters: Vec<&str> =
        of_gain.filter_map(|row| row[sensitivity.position("parameter").unwrap()].text()).collect();
    assert_eq!(parameters.len(), 4 * 3, "innovation, imitation and weight of four policies: {parameters:?}");
}

#[test]
fn the_scenarios_differ_in_who_is_early_alone() {
    let mut records = all().records;
    assert_eq!(records.len(), 5);
    for record in &mut records {
        let record = record.as_object_mut().unwrap();
        for key in ["name", "title", "note", "title_es", "note_es", "groups"] {
            record.remove(key);
        }
        record["adoption"][0].as_object_mut().unwrap().remove("early");
    }
    assert!(records.windows(2).all(|pair| pair[0] == pair[1]), "{records:#?}");
}

/// The gains by channel are those of scenarios that state the channel, and the study says in words which orders turn around.
#[test]
fn the_study_says_which_orders_turn_around_with_the_channel() {
    let loaded = all();
    let mut outcomes: Vec<_> =
        loaded.scenarios.iter().map(|scenario| scenario.simulate(&Point::Central).unwrap()).collect();
    let channels = through_channels(&loaded.scenarios, &loaded.studies, &|_, _| {}).unwrap();
    assert_eq!(channels.len(), 5 * 2);
    // Mining and exporters through customers, the State and finance through the supplier: figures of the design of the study.
    let design = [("exporters", 0.63, 0.28), ("finance", 0.16, 0.41), ("mining", 0.38, 0.13), ("state", 0.31, 0.05)];
    for (name, customers, suppliers) in design {
        for (through, known) in [(Through::Customers, customers), (Through::Suppliers, suppliers)] {
            let is = |outcome: &&eslabon::study::Outcome| {
                outcome.scenario == format!("demanding-{name}") && outcome.point == Point::Through(through)
            };
            let outcome = channels.iter().find(is).unwrap();
            assert_eq!(outcome.curves[0].through, through);
            let gained = outcome.pulls[0].years.unwrap();
            assert!((gained - known).abs() < 0.0055, "{name} {through:?}: {gained}");
        }
    }
    outcomes.extend(channels);
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap();
    let frames = comparison.rankings().unwrap();
    let flips = frames.iter().find(|frame| frame.id == "flips").unwrap();
    let [metric, what, sentence] = ["metric", "what", "sentence"].map(|id| flips.position(id).unwrap());
    let of_years = |row: &&Vec<eslabon::words::Value>| {
        row[metric].text().is_some_and(|metric| metric.starts_with("years_of_others_to_50"))
    };
    let said: Vec<&str> = flips.rows.iter().filter(of_years).filter_map(|row| row[sentence].text()).collect();
    let by = "By effect on years of everyone else to 50 % (`information technology`),";
    assert_eq!(
        said,
        [
            format!(
                "{by} `demanding-state` is ahead of `demanding-mining` and `demanding-exporters` as written and behind them where \
                 technologies spread through customers."
            ),
            format!(
                "{by} `demanding-finance` is ahead of `demanding-mining`, `demanding-exporters` and `demanding-state` as written and \
                 behind them where technologies spread through customers."
            ),
            format!(
                "{by} `demanding-state` is ahead of `demanding-mining` and `demanding-exporters` as written and behind them where \
                 technologies spread through suppliers."
            ),
        ]
    );
    assert!(flips.rows.iter().all(|row| row[what] == "channel".into()));
    let table = comparison.channels().unwrap().unwrap();
    assert_eq!(table.rows.len(), 5 * 3);
    // Other channels are no outcomes of the scenarios.
    let outcomes = comparison.outcomes().unwrap();
    assert!(outcomes.cells(outcomes.position("point").unwrap()).all(|point| *point == "central".into()));
}
