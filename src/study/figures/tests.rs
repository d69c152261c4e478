use super::*;
use crate::study::fixture::{on, with_parameters};
use crate::study::{Base, Closure, Loaded, Outcome, Parameter, Parameters, Scenario, run};
use crate::table::fixture::{oddities, two_sectors};
use crate::table::{Denominator, IoTable};
use crate::words::{Classification, Value};
use approx::assert_relative_eq;
use std::sync::Arc;
use std::sync::Mutex;

const RAISED: &str = "[[shock.coefficient]]\nname = 'more'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\ninstead_of = 'operating_surplus'\n";

/// Two sectors, each a branch of its own, with the second looked at.
fn base(table: IoTable) -> Arc<Base> {
    let mut parts = table.into_parts();
    let branches = (0..parts.sectors.len()).map(|at| format!("branch {at}")).collect();
    parts.classifications = vec![Classification::new("branch", branches)];
    let table = Arc::new(IoTable::new(parts).unwrap());
    let economy = Arc::new(crate::model::Economy::new(table, Denominator::Column).unwrap());
    Arc::new(Base::new(economy, Closure::Open, Some(1), Vec::new()).unwrap())
}

fn outcomes(base: &Arc<Base>, texts: &[(&str, &str)]) -> Vec<Outcome> {
    let scenario =
        |(name, text): &(&str, &str)| Scenario { name: (*name).to_owned(), ..on(base.clone(), text).unwrap() };
    run(&texts.iter().map(scenario).collect::<Vec<_>>(), &|_, _| {}).unwrap()
}

fn shown(outcomes: &[Outcome]) -> Vec<Frame> {
    let comparison = Comparison::of(outcomes, None).unwrap();
    let heard = Mutex::new(Vec::new());
    let hear = |done, all| heard.lock().unwrap().push((done, all));
    let frames = figures(&comparison, &Loaded::default(), &Diagnostics::default(), &hear).unwrap();
    let all = comparison.blocks().len() * FIGURES.len();
    assert_eq!(heard.into_inner().unwrap(), (1..=all).map(|done| (done, all)).collect::<Vec<_>>());
    for frame in &frames {
        frame.check().unwrap_or_else(|error| panic!("{error}"));
    }
    frames
}

fn frame<'f>(frames: &'f [Frame], id: &str) -> &'f Frame {
    frames.iter().find(|frame| frame.id == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The number in a column of the row that begins with these texts.
fn number(frame: &Frame, texts: &[&str], column: &str) -> f64 {
    let is_it = |row: &&Vec<Value>| texts.iter().zip(row.iter()).all(|(text, cell)| cell.text() == Some(text));
    let rows: Vec<&Vec<Value>> = frame.rows.iter().filter(is_it).collect();
    assert_eq!(rows.len(), 1, "{texts:?} in {}", frame.id);
    rows[0][frame.position(column).unwrap()].number().unwrap()
}

/// What a limit lets in from abroad has no row in the table, and nothing beside it before; all else stands beside itself.
#[test]
fn imports_without_a_row_put_nothing_else_out_of_its_place() {
    let limited = "[[shock.output_limit]]\nname = 'less'\nsectors = 'S2'\nscale = 0.9\nrationing = 'imports'\n";
    let frames = shown(&outcomes(&base(two_sectors()), &[("base", ""), ("limited", limited)]));
    let flows = frame(&frames, "flows-1");
    let of = |scenario: &str| flows.rows.iter().filter(|row| row[0].text() == Some(scenario)).collect::<Vec<_>>();
    let (before, after) = (of("base table"), of("limited"));
    assert_eq!(after.len(), before.len() + 1);
    let without = |row: &&&Vec<Value>| row[1].text() == Some("imports without a row");
    assert_eq!(after.iter().filter(without).map(|row| row[4].number()).collect::<Vec<_>>(), [Some(0.0)]);
    assert!(after.iter().find(without).unwrap()[3].number().unwrap() > 1.0);
    for (row, was) in after.iter().filter(|row| !without(row)).zip(&before) {
        assert_eq!((&row[1..3], &row[4]), (&was[1..3], &was[3]));
    }
}

/// The middle may be nothing where the ends are not.
#[test]
fn a_way_that_only_its_ends_leave_is_shown() {
    let text = "[[shock.coefficient]]\nname = 'more'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'k'\ninstead_of = 'operating_surplus'\n";
    let ends = Parameters::new(vec![Parameter::new("k", 0.0).between(Some(0.0), Some(0.05))]);
    let wide = with_parameters(base(two_sectors()), text, ends).unwrap();
    let wide = Scenario { name: "wide".into(), years: vec![2021, 2022], ..wide };
    let frames = shown(&run(&[wide], &|_, _| {}).unwrap());
    let course = frame(&frames, "course-1");
    let last = course.rows.last().unwrap();
    assert_eq!((last[2].number(), last[3].number()), (Some(0.0), Some(0.0)));
    assert_relative_eq!(last[4].number().unwrap(), 57.0470, epsilon = 5e-5);
}

#[test]
fn what_comes_in_and_what_goes_out_are_the_output_of_the_focus() {
    let outcomes = outcomes(&base(two_sectors()), &[("base", ""), ("raised", RAISED)]);
    let frames = shown(&outcomes);
    let flows = frame(&frames, "flows-1");
    let total = |scenario: &str, end: usize| -> f64 {
        let rows = flows.rows.iter().filter(|row| row[0].text() == Some(scenario) && row[end].text() == Some("S2"));
        rows.filter_map(|row| row[3].number()).sum()
    };
    for end in [1, 2] {
        assert_relative_eq!(total("base table", end), 2000.0, max_relative = 1e-14);
        // x_2 after a_21 rises by .05, Miller and Blair's table.
        assert_relative_eq!(total("raised", end), 2057.0470, epsilon = 5e-5);
    }
    // S1 sells 500 to S2 in the table.
    assert_relative_eq!(number(flows, &["base table", "branch 0", "S2"], "value"), 500.0, max_relative = 1e-14);
    // Each flow stands beside itself before.
    assert_relative_eq!(number(flows, &["raised", "branch 0", "S2"], "before"), 500.0, max_relative = 1e-14);
    let winners = frame(&frames, "winners-1");
    assert_relative_eq!(number(winners, &["raised", "S2"], "difference"), 57.0470, epsilon = 5e-5);
    assert_relative_eq!(number(winners, &["raised", "S2"], "percent"), 2.852_350, epsilon = 5e-6);
    assert!(!winners.rows.iter().any(|row| row[0].text() == Some("base")), "nothing gains in the base");
    let effects = frame(&frames, "effects-1");
    assert_relative_eq!(number(effects, &["raised"], "focus_output"), 57.0470, epsilon = 5e-5);
    assert_eq!(effects.rows.len(), 1, "the reference is not compared with itself");
}

#[test]
fn a_single_policy_stands_beside_the_base_table() {
    let outcomes = outcomes(&base(two_sectors()), &[("raised", RAISED)]);
    let frames = shown(&outcomes);
    let points: Vec<&str> = frame(&frames, "trade-off-1").rows.iter().filter_map(|row| row[0].text()).collect();
    assert_eq!(points, ["raised", "base table"]);
}

#[test]
fn ties_and_coefficients_are_those_of_the_table() {
    let outcomes = outcomes(&base(two_sectors()), &[("base", ""), ("raised", RAISED)]);
    let frames = shown(&outcomes);
    let ties = frame(&frames, "ties-1");
    // GDP is 650 and 1400; without its own use S2 sells to S1 alone.
    assert_relative_eq!(number(ties, &["raised", "branch 0"], "gdp_share"), 650.0 / 2050.0, max_relative = 1e-14);
    assert_eq!(number(ties, &["raised", "branch 0"], "base"), 1.0);
    assert_eq!(number(ties, &["raised", "branch 1"], "share"), 0.0);
    let coefficients = frame(&frames, "coefficients-1");
    assert_eq!(number(coefficients, &["S1"], "to_S1"), 0.15);
    assert_eq!(number(coefficients, &["S1"], "to_S2"), 0.25);
    // Miller and Blair's inverse of the two sectors.
    let inverse = frame(&frames, "inverse-1");
    for (seller, buyer, known) in
        [("S1", "to_S1", 1.2541), ("S1", "to_S2", 0.3300), ("S2", "to_S1", 0.2640), ("S2", "to_S2", 1.1221)]
    {
        assert_relative_eq!(number(inverse, &[seller], buyer), known, epsilon = 5e-5);
    }
    let keys = frame(&frames, "key-sectors-1");
    assert_relative_eq!(number(keys, &["S1"], "backward"), 1.0222, epsilon = 5e-5);
    assert_relative_eq!(number(keys, &["S1"], "forward"), 1.2083, epsilon = 5e-5);
    let network = frame(&frames, "network-1");
    let (bought, sold) = (number(network, &["S1", "S2"], "value"), number(network, &["S2", "S1"], "value"));
    assert_eq!((bought, sold), (500.0, 200.0));
}

#[test]
fn blocks_of_one_table_show_it_once() {
    let base = base(two_sectors());
    let mut scenarios = vec![
        Scenario { name: "now".into(), ..on(base.clone(), "").unwrap() },
        Scenario { name: "later".into(), ..on(base, RAISED).unwrap() },
    ];
    scenarios[1].years = vec![2021, 2022];
    let outcomes = run(&scenarios, &|_, _| {}).unwrap();
    let frames = shown(&outcomes);
    let has = |id: &str| frames.iter().any(|frame| frame.id == id);
    assert!(
        has("coefficients-1") && !has("coefficients-2") && has("headline-2") && has("course-2") && !has("course-1")
    );
    assert_eq!(frame(&frames, "blocks").rows.len(), 2);
    let between = frame(&frames, "cautions").rows.iter().filter(|row| row[0] == Value::Empty).count();
    assert_eq!(between, 1);
}

#[test]
fn odd_tables_and_tables_without_a_focus_have_figures() {
    let economy = Arc::new(crate::model::Economy::new(Arc::new(oddities()), Denominator::Column).unwrap());
    for focus in [None, Some(0), Some(3)] {
        let base = Arc::new(Base::new(economy.clone(), Closure::Open, focus, Vec::new()).unwrap());
        let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'all'\ncomponent = 'exports'\nscale = 1.5\n";
        let outcomes = outcomes(&base, &[("base", ""), ("more", text)]);
        let frames = shown(&outcomes);
        assert_eq!(frames.iter().any(|frame| frame.id == "flows-1"), focus.is_some());
        assert!(frame(&frames, "headline-1").rows.len() == 2 && frame(&frames, "measures-1").rows.len() > 3);
    }
}

#[test]
fn every_figure_has_a_name_of_its_own_and_says_what_it_shows() {
    let mut ids: Vec<&str> = FIGURES.iter().map(|figure| figure.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), FIGURES.len());
    assert!(FIGURES.iter().all(|figure| figure.about.ends_with('.')));
}
