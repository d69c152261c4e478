//! How information technology spreads with and without demanding clients, and that the scenarios differ in nothing else.

use super::{loaded, shipped};
use eslabon::study::{Curve, LoadOptions, Loaded, run};

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
