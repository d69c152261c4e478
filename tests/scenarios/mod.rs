//! The scenarios that come with the program, loaded as an analyst loads them.

mod demonstrations;
mod dense;
mod diffusion;
mod policies;

use eslabon::study::{Level, LoadOptions, Loaded, Outcome, Point, Setting, explain, load};
use eslabon::words::{Diagnostics, Value};
use std::path::{Path, PathBuf};

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

fn loaded(paths: &[PathBuf], options: &LoadOptions) -> Loaded {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(paths, options, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    loaded
}

/// The scenarios that the program comes with, each in a file of its name.
const NAMES: [&str; 19] = [
    "base",
    "demanding-exporters",
    "demanding-finance",
    "demanding-mining",
    "demanding-state",
    "no-policy",
    "drought",
    "drought-proportional",
    "exporters-ict",
    "exporters-ict-suppliers",
    "mining-ict",
    "mining-ict-suppliers",
    "mining-ict-surplus",
    "services-abroad",
    "software-developed",
    "software-exports",
    "software-imports",
    "state-ict",
    "without-software",
];

const POINTS: [Point; 3] = [Point::Low, Point::Central, Point::High];

/// The change against the base in 10^9 pesos, at low, central and high.
fn changes(loaded: &Loaded, of: impl Fn(&Outcome) -> f64) -> [f64; 3] {
    let scenario = &loaded.scenarios[0];
    POINTS.map(|point| of(&scenario.simulate(&point).unwrap()) / 1000.0)
}

/// A shipped scenario by its name.
fn of(name: &str) -> Loaded {
    loaded(&[shipped(&format!("{name}.toml"))], &LoadOptions::default())
}

fn redirected(outcome: &Outcome) -> f64 {
    outcome.years[0].state.settled().dose.redirected
}

fn value_added(outcome: &Outcome) -> f64 {
    let base = outcome.base.economy();
    let after = Level::ValueAdded.by_sector(&outcome.base, &outcome.years[0].state).sum();
    let rows: Vec<usize> = base.table().primary_inputs().value_added().collect();
    let before: f64 = rows.iter().map(|&row| base.primary().matrix().row(row).transpose().dot(base.output())).sum();
    after - before
}

fn focus_output(outcome: &Outcome) -> f64 {
    let focus = outcome.base.focus().unwrap();
    outcome.years[0].state.output()[focus] - outcome.base.economy().output()[focus]
}

/// Each to the two digits after the point that were printed.
fn printed(found: [f64; 3], known: [f64; 3]) {
    for (found, known) in found.into_iter().zip(known) {
        assert!((found - known).abs() <= 0.005 + 1e-9, "{found} is not {known}");
    }
}

#[test]
fn every_shipped_scenario_runs_at_every_point() {
    let loaded = loaded(&[shipped("")], &LoadOptions::default());
    let names: Vec<&str> = loaded.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    assert_eq!(names, NAMES);
    for scenario in &loaded.scenarios {
        assert!(!scenario.title.is_empty() && !scenario.note.is_empty(), "{} says nothing of itself", scenario.name);
        for point in scenario.parameters.points().into_iter().chain(scenario.parameters.one_at_a_time()) {
            let outcome = scenario.simulate(&point).unwrap_or_else(|said| panic!("{}: {said:#?}", scenario.name));
            assert!(outcome.years.iter().all(|year| year.state.closes(&outcome.base)));
        }
    }
    // One table, read once.
    assert_eq!(loaded.tables.iter().map(|used| used.id.as_str()).collect::<Vec<_>>(), ["chile-2021"]);
    assert!(
        loaded.scenarios.windows(2).all(|two| { std::sync::Arc::ptr_eq(two[0].base.economy(), two[1].base.economy()) })
    );
}

#[test]
fn the_tie_of_mining_moves_what_is_known() {
    let imports = of("mining-ict");
    printed(changes(&imports, redirected), [40.50, 135.00, 337.51]);
    printed(changes(&imports, value_added), [34.82, 116.06, 290.15]);
    printed(changes(&imports, focus_output), [45.32, 151.07, 377.67]);
    printed(changes(&of("mining-ict-surplus"), value_added), [-5.68, -18.94, -47.36]);
    printed(changes(&of("mining-ict-suppliers"), value_added), [2.41, 8.03, 20.04]);
}

#[test]
fn exports_of_software_raise_what_the_inverse_says() {
    let loaded = loaded(&[shipped("software-exports.toml")], &LoadOptions::default());
    for (point, growth) in POINTS.into_iter().zip([1.25, 1.5, 2.0]) {
        let outcome = loaded.scenarios[0].simulate(&point).unwrap();
        let economy = outcome.base.economy();
        let (its, demand) = (outcome.base.focus().unwrap(), economy.table().final_demand());
        let injected = (growth - 1.0) * demand.values[(its, demand.position("exports").unwrap())];
        let dose = outcome.years[0].state.settled().dose;
        assert!((dose.injected - injected).abs() <= 1e-12 * injected && dose.redirected == 0.0);
        let multiplier = economy.leontief().unwrap().matrix().column(its).sum();
        let gained = outcome.years[0].state.output().sum() - economy.output().sum();
        assert!((gained - multiplier * injected).abs() <= 1e-9 * gained, "{gained} {}", multiplier * injected);
    }
}

#[test]
fn what_is_set_from_outside_is_what_runs() {
    let options = LoadOptions { sets: vec!["tie=0.5".parse::<Setting>().unwrap()], ..LoadOptions::default() };
    let set = loaded(&[shipped("mining-ict.toml")], &options);
    assert_eq!(set.scenarios[0].parameters.points(), [Point::Central]);
    let gained = value_added(&set.scenarios[0].simulate(&Point::Central).unwrap()) / 1000.0;
    assert!((gained - 290.15).abs() < 0.005, "{gained}");
    assert_eq!(set.records[0]["parameters"]["tie"]["value"], 0.5);
    assert!(set.records[0]["parameters"]["tie"].get("low").is_none());
}

#[test]
fn the_gap_of_mining_to_finance_is_what_is_known_three_ways() {
    let loaded = loaded(&[shipped("mining-ict.toml")], &LoadOptions::default());
    let frames = explain(&loaded.scenarios[0]).unwrap();
    let gaps = frames.iter().find(|frame| frame.id == "mining-ict-gaps").unwrap();
    let column = gaps.position("gap").unwrap();
    let found: Vec<f64> = gaps.cells(column).filter_map(Value::number).collect();
    // Millions of pesos: per output, per intermediate input, per peso of wages.
    for (found, known) in found.iter().zip([675_017.7, 522_268.5, 43_465.9]) {
        assert!((found - known).abs() <= 0.05, "{found} is not {known}");
    }
    assert_eq!(found.len(), 3);
}
