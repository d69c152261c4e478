//! How information technology spreads with and without demanding clients, and that the scenarios differ in nothing else.

use super::{loaded, shipped};
use eslabon::analysis::adoption::Through;
use eslabon::study::{Comparison, Curve, LoadOptions, Loaded, Point, run, through_channels};

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

#[test]
fn the_scenarios_differ_in_who_is_early_alone() {
    let mut records = all().records;
    assert_eq!(records.len(), 5);
    for record in &mut records {
        let record = record.as_object_mut().unwrap();
        for key in ["name", "title", "note", "groups"] {
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
    let channels = through_channels(&loaded.scenarios, &loaded.studies).unwrap();
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
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies).unwrap();
    let frames = comparison.rankings().unwrap();
    let flips = frames.iter().find(|frame| frame.id == "flips").unwrap();
    let [metric, what, sentence] = ["metric", "what", "sentence"].map(|id| flips.position(id).unwrap());
    let of_years = |row: &&Vec<eslabon::words::Value>| {
        row[metric].text().is_some_and(|metric| metric.starts_with("years_of_others_to_50"))
    };
    let said: Vec<&str> = flips.rows.iter().filter(of_years).filter_map(|row| row[sentence].text()).collect();
    let by = "By effect on years of everyone else to 50 % (information technology),";
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
