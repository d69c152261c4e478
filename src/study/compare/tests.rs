mod beside;

use super::*;
use crate::model::Economy;
use crate::study::fixture::{on, with_parameters};
use crate::study::{Base, Closure, Outcome, Parameter, Parameters, Scenario, run};
use crate::table::fixture::two_sectors;
use crate::table::{Denominator, IoTable};
use crate::words::{Frame, Value};
use std::sync::Arc;

fn base(table: IoTable, closure: Closure, focus: Option<usize>) -> Arc<Base> {
    let economy = Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap());
    Arc::new(Base::new(economy, closure, focus, Vec::new()).unwrap())
}

/// More of the second sector in the first, by `tie`, which is .05 and between .02 and .1.
fn tie(base: &Arc<Base>, name: &str, payer: &str) -> Scenario {
    let text = format!(
        "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'tie'\ninstead_of = '{payer}'\n"
    );
    let tie = Parameter::new("tie", 0.05).between(Some(0.02), Some(0.1));
    let scenario = with_parameters(base.clone(), &text, Parameters::new(vec![tie])).unwrap();
    Scenario { name: name.to_owned(), ..scenario }
}

fn injection(base: &Arc<Base>, name: &str) -> Scenario {
    let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 100\n";
    Scenario { name: name.to_owned(), ..on(base.clone(), text).unwrap() }
}

fn unshocked(base: &Arc<Base>, name: &str) -> Scenario {
    Scenario { name: name.to_owned(), ..on(base.clone(), "").unwrap() }
}

fn outcomes(scenarios: &[Scenario]) -> Vec<Outcome> {
    run(scenarios, &|_, _| {}).unwrap()
}

/// A cell of the row that has these words in these columns.
fn cell(frame: &Frame, row: &[(&str, &str)], column: &str) -> Value {
    let wanted = |cells: &Vec<Value>| {
        row.iter().all(|(id, word)| cells[frame.position(id).unwrap()].text().unwrap_or("") == *word)
    };
    let rows: Vec<&Vec<Value>> = frame.rows.iter().filter(|cells| wanted(cells)).collect();
    assert_eq!(rows.len(), 1, "{row:?} in {}", frame.id);
    rows[0][frame.position(column).unwrap()].clone()
}

fn number(frame: &Frame, row: &[(&str, &str)], column: &str) -> f64 {
    cell(frame, row, column).number().unwrap_or_else(|| panic!("{row:?} has no {column}"))
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 5e-5, "{found} is not {expected}");
}

#[test]
fn the_comparison_has_base_reference_and_both_ends() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let outcomes = outcomes(&[tie(&two, "tie", "operating_surplus"), injection(&two, "more")]);
    let frame = Comparison::of(&outcomes, Some("more")).unwrap().comparison().unwrap();
    let row = [("scenario", "tie"), ("metric", "output")];
    // Known outputs; 100 of final demand for S2 bring 100 (.25 + .85) / .7575.
    let (value, reference) = (1016.7785 + 2057.0470, 3000.0 + 100.0 * 1.1 / 0.7575);
    close(number(&frame, &row, "value"), value);
    close(number(&frame, &row, "reference"), reference);
    close(number(&frame, &row, "difference"), value - reference);
    close(number(&frame, &row, "percent"), 100.0 * (value - reference) / reference);
    close(number(&frame, &row, "base"), 3000.0);
    // x = (I - A)⁻¹ f with a_21 = .22 and .30: f = (350, 1700), determinants .7525 and .7325.
    close(number(&frame, &row, "low"), (350.0 * 0.95 + 1700.0 * 0.25 + 350.0 * 0.22 + 1700.0 * 0.85) / 0.7525);
    close(number(&frame, &row, "high"), (350.0 * 0.95 + 1700.0 * 0.25 + 350.0 * 0.30 + 1700.0 * 0.85) / 0.7325);
    assert_eq!(cell(&frame, &row, "payer"), "operating_surplus".into());
    assert_eq!(cell(&frame, &row, "block"), "fixture, open, S2, 2021".into());
    assert_eq!(cell(&frame, &[("scenario", "more"), ("metric", "output")], "low"), Value::Empty);
    assert_eq!(cell(&frame, &[("scenario", "more"), ("metric", "output")], "percent"), Value::Number(0.0));
    let ids: Vec<&str> = frame.columns.iter().map(|column| column.id.as_str()).take(7).collect();
    assert_eq!(ids, ["scenario", "metric", "unit", "value", "reference", "difference", "percent"]);
    assert_eq!(cell(&frame, &[("scenario", "tie"), ("metric", "payer")], "words"), "operating_surplus".into());
}

#[test]
fn the_reference_is_the_one_named_else_base_else_the_unshocked_one_else_the_table() {
    let two = base(two_sectors(), Closure::Open, None);
    let of = |scenarios: &[Scenario], wanted| {
        let outcomes = outcomes(scenarios);
        let comparison = Comparison::of(&outcomes, wanted).unwrap();
        comparison.blocks[0].reference.clone()
    };
    let said = |name: &str| Some(name.to_owned());
    let (more, idle) = (|| injection(&two, "more"), || unshocked(&two, "idle"));
    assert_eq!(of(&[more(), idle(), injection(&two, "base")], None), said("base"));
    assert_eq!(of(&[more(), idle()], None), said("idle"));
    assert_eq!(of(&[more(), idle()], Some("more")), said("more"));
    assert_eq!(of(&[more()], None), None);
    // What does nothing at the centre alone is a policy, whose ends are effects.
    let text =
        "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'tie'\ninstead_of = 'compensation'\n";
    let centred = || {
        let tie = Parameter::new("tie", 0.0).between(Some(0.0), Some(0.1));
        Scenario {
            name: "centred".to_owned(),
            ..with_parameters(two.clone(), text, Parameters::new(vec![tie])).unwrap()
        }
    };
    assert_eq!(of(&[centred(), more()], None), None);
    assert_eq!(of(&[centred(), idle()], None), said("idle"));
    let ends = self::outcomes(&[centred()]);
    let frame = Comparison::of(&ends, None).unwrap().outcomes().unwrap();
    let high = [("point", "high"), ("sector", "total"), ("metric", "output")];
    assert!(number(&frame, &high, "difference") > 0.0);
    let outcomes = outcomes(&[more(), idle()]);
    let problems = Comparison::of(&outcomes, Some("mor")).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.code.id, "unknown-reference");
    assert_eq!(problem.help.as_deref(), Some("did you mean `more`? scenarios are idle, more"));
}

#[test]
fn two_scenarios_of_one_name_are_refused() {
    let two = base(two_sectors(), Closure::Open, None);
    let outcomes = outcomes(&[injection(&two, "more"), tie(&two, "more", "compensation")]);
    let problems = Comparison::of(&outcomes, None).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["duplicate-scenario"]);
}

#[test]
fn what_differs_in_table_closure_focus_or_years_stands_in_a_block_of_its_own() {
    let open = base(two_sectors(), Closure::Open, Some(1));
    let again = base(two_sectors(), Closure::Open, Some(1));
    let focused = base(two_sectors(), Closure::Open, Some(0));
    let mut parts = two_sectors().into_parts();
    parts.intermediate[(0, 0)] += 1.0;
    let other = base(IoTable::new(parts).unwrap(), Closure::Open, Some(1));
    let mut parts = two_sectors().into_parts();
    parts.manifest.household_income = Some(1000.0);
    let closed = base(IoTable::new(parts).unwrap(), Closure::Households, Some(1));
    let later = Scenario { years: vec![2021, 2022], ..injection(&open, "later") };
    let outcomes = outcomes(&[
        injection(&open, "a"),
        injection(&focused, "b"),
        injection(&other, "c"),
        injection(&closed, "d"),
        later,
        injection(&again, "e"),
    ]);
    let comparison = Comparison::of(&outcomes, Some("a")).unwrap();
    let labels: Vec<&str> = comparison.blocks.iter().map(|block| block.label.as_str()).collect();
    let expected = [
        "fixture, open, S2, 2021",
        "fixture, open, S1, 2021",
        "fixture, open, S2, 2021 (2)",
        "fixture, households, S2, 2021",
        "fixture, open, S2, 2021-2022",
    ];
    assert_eq!(labels, expected);
    assert_eq!(comparison.blocks[0].runs.len(), 2, "an equal table read twice is the same table");
    // The reference stands in the first block only; elsewhere the base table is compared with.
    let frame = comparison.comparison().unwrap();
    assert_eq!(number(&frame, &[("scenario", "e"), ("metric", "output")], "difference"), 0.0);
    assert!(number(&frame, &[("scenario", "d"), ("metric", "output")], "difference") > 0.0);
    assert!(frame.notes.iter().any(|note| note.starts_with("The blocks differ")), "{:?}", frame.notes);
    assert_eq!(comparison.overview().unwrap().len(), 10, "two tables per block");
}

#[test]
fn outcomes_are_long_and_tidy() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let dynamic = Scenario { years: vec![2021, 2022], ..tie(&two, "tie", "compensation") };
    let outcomes = outcomes(&[dynamic]);
    let frame = Comparison::of(&outcomes, None).unwrap().outcomes().unwrap();
    let ids: Vec<&str> = frame.columns.iter().map(|column| column.id.as_str()).collect();
    let expected = "scenario,point,draw,year,sector,sector_name,metric,unit,value,reference,difference,percent,base";
    assert_eq!(ids.join(","), expected);
    let year = frame.position("year").unwrap();
    let (mut first, rows) = (frame.clone(), frame.rows.len());
    first.rows.retain(|row| row[year] == Value::Integer(2021));
    // Metrics of all years together stand under the last.
    let ids = |frame: &Frame| {
        frame.cells(frame.position("metric").unwrap()).filter_map(Value::text).map(str::to_owned).collect()
    };
    let (of_first, all): (Vec<String>, Vec<String>) = (ids(&first), ids(&frame));
    let over = all.iter().filter(|id| !of_first.contains(id)).count();
    assert!(over > 0 && all.iter().all(|id| of_first.contains(id) || id.starts_with("cumulative")));
    assert_eq!(first.rows.len() * 2 + over, rows);
    let row = |sector, metric| [("point", "high"), ("sector", sector), ("metric", metric)];
    let sectors = number(&first, &row("S1", "output"), "value") + number(&first, &row("S2", "output"), "value");
    assert_eq!(number(&first, &row("total", "output"), "value"), sectors);
    assert_eq!(cell(&first, &row("S2", "compensation"), "sector_name"), "sector 2".into());
    close(number(&first, &row("S2", "output"), "reference"), 2000.0);
    // The base table stands beside every number: without the scenario nothing is bought otherwise, in any year or in all of them.
    close(number(&first, &row("S2", "output"), "base"), 2000.0);
    close(number(&first, &row("total", "output"), "base"), 3000.0);
    assert_eq!(number(&first, &row("", "dose"), "base"), 0.0);
    assert_eq!(number(&frame, &row("", "cumulative.output"), "base"), 0.0);
    assert_eq!(number(&frame, &row("", "cumulative.output"), "reference"), 0.0);
    assert_eq!(cell(&frame, &row("", "cumulative_per_dose.value_added"), "base"), Value::Empty);
    assert_eq!(number(&first, &row("", "dose"), "value"), 100.0);
    // Totals of levels are not said a second time, and no level of the focus beside its row.
    let metric = first.position("metric").unwrap();
    assert!(first.cells(metric).all(|cell| cell.text() != Some("focus_output")));
}

#[test]
fn sectors_are_ranked_by_gain_within_a_scenario() {
    let two = base(two_sectors(), Closure::Open, None);
    let outcomes = outcomes(&[tie(&two, "tie", "operating_surplus"), unshocked(&two, "idle")]);
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let frame = comparison.sectors().unwrap();
    let (first, second) = ([("scenario", "tie"), ("sector", "S1")], [("scenario", "tie"), ("sector", "S2")]);
    close(number(&frame, &first, "output_difference"), 16.7785);
    close(number(&frame, &first, "output_percent"), 1.67785);
    assert_eq!(cell(&frame, &first, "output_rank"), Value::Integer(2));
    assert_eq!(cell(&frame, &second, "output_rank"), Value::Integer(1));
    // The first sector pays .05 of its output; the second earns .7 of what it makes more.
    close(number(&frame, &first, "value_added_difference"), 0.6 * 1016.7785 - 650.0);
    close(number(&frame, &second, "value_added_difference"), 0.7 * 57.0470);
    assert_eq!(cell(&frame, &first, "focus_input"), Value::Empty);
    assert_eq!(cell(&frame, &first, "focus_content_total_rank"), Value::Empty);
    // Where nothing changes, equals share the first place.
    assert_eq!(cell(&frame, &[("scenario", "idle"), ("sector", "S2")], "output_rank"), Value::Integer(1));
    let winners = &comparison.winners().unwrap()[0];
    let codes: Vec<&Value> = winners.cells(0).collect();
    assert_eq!(codes, [&Value::from("S2"), &Value::from("S1")]);
}

#[test]
fn sectors_say_how_much_of_the_focus_they_take() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let outcomes = outcomes(&[tie(&two, "tie", "operating_surplus")]);
    let frame = Comparison::of(&outcomes, None).unwrap().sectors().unwrap();
    close(number(&frame, &[("sector", "S1")], "focus_input"), 0.25);
    close(number(&frame, &[("sector", "S2")], "focus_input"), 0.05);
    assert_eq!(cell(&frame, &[("sector", "S1")], "focus_input_rank"), Value::Integer(1));
    // L = [.95 .25; .25 .85] / .745 with a_21 = .25: of its second row, one less on the diagonal.
    close(number(&frame, &[("sector", "S1")], "focus_content_total"), 0.25 / 0.745);
    close(number(&frame, &[("sector", "S2")], "focus_content_total"), 0.85 / 0.745 - 1.0);
    let ranks = ["S1", "S2"].map(|sector| cell(&frame, &[("sector", sector)], "focus_content_total_rank"));
    assert_eq!(ranks, [Value::Integer(1), Value::Integer(2)]);
}

#[test]
fn payers_are_never_mixed_without_a_word() {
    let two = base(two_sectors(), Closure::Open, None);
    let notes = |scenarios: &[Scenario]| {
        let outcomes = outcomes(scenarios);
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let (one, two) = (comparison.comparison().unwrap().notes, comparison.overview().unwrap().remove(1).notes);
        assert_eq!(one, two);
        one
    };
    let differ = |notes: &[String]| notes.iter().any(|note| note.starts_with("Scenarios differ in who pays"));
    let (a, b) = (|| tie(&two, "a", "compensation"), || tie(&two, "b", "operating_surplus"));
    assert!(differ(&notes(&[a(), b(), unshocked(&two, "base")])));
    assert!(!differ(&notes(&[a(), unshocked(&two, "base")])));
    let injected = notes(&[injection(&two, "more")]);
    assert!(injected.iter().any(|note| note.starts_with("`more` injects 100 ")), "{injected:?}");
    assert!(injected.iter().all(|note| note.ends_with('.')));
}

#[test]
fn the_overview_has_a_row_per_scenario_in_the_order_given() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let outcomes = outcomes(&[tie(&two, "z", "compensation"), injection(&two, "a"), unshocked(&two, "base")]);
    let frame = Comparison::of(&outcomes, None).unwrap().overview().unwrap().remove(0);
    let names: Vec<&str> = frame.cells(0).filter_map(Value::text).collect();
    assert_eq!(names, ["z", "a", "base"]);
    close(number(&frame, &[("scenario", "z")], "focus_output_difference"), 57.0470);
    close(number(&frame, &[("scenario", "a")], "dose"), 100.0);
    // The table has no imports: no column.
    assert_eq!(frame.position("imports_difference"), None);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let frames = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let scenarios: Vec<Scenario> = (0..6)
                .map(|at| Scenario { years: (2021..2025).collect(), ..tie(&two, &format!("s{at}"), "compensation") })
                .collect();
            let outcomes = outcomes(&scenarios);
            let comparison = Comparison::of(&outcomes, None).unwrap();
            let mut frames = vec![comparison.comparison(), comparison.outcomes(), comparison.sectors()];
            frames.extend(comparison.overview().unwrap().into_iter().map(Ok));
            frames.extend(comparison.winners().unwrap().into_iter().map(Ok));
            frames.into_iter().map(Result::unwrap).collect::<Vec<_>>()
        })
    };
    assert_eq!(frames(1), frames(4));
}

#[test]
fn nothing_to_compare_is_no_mistake() {
    let comparison = Comparison::of(&[], None).unwrap();
    assert!(comparison.comparison().unwrap().rows.is_empty());
    assert!(comparison.overview().unwrap().is_empty());
}

/// The table of 2021.
fn chile() -> Arc<Base> {
    let mut diagnostics = crate::words::Diagnostics::default();
    let options = crate::table::reader::ReadOptions::default();
    let table = crate::table::reader::load("chile-2021", &options, &mut diagnostics).unwrap().table;
    let focus = table.sectors().position("ITS");
    base(table, Closure::Open, focus)
}

/// On the table of 2021 a tie of mining of .5 changes value added by -47, 290 or 20 (10^9 pesos), by who pays alone.
#[test]
fn the_payer_alone_decides_who_gains() {
    let chile = chile();
    let tie = |payer: &str| {
        let text = format!(
            "[[shock.coefficient]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'mining'\n\
             toward = {{ reference = 'FIN', share = 'tie', per = 'output' }}\ninstead_of = '{payer}'\n"
        );
        let share = Parameter::new("tie", 0.2).between(Some(0.06), Some(0.5));
        let scenario = with_parameters(chile.clone(), &text, Parameters::new(vec![share])).unwrap();
        Scenario { name: payer.to_owned(), ..scenario }
    };
    let outcomes = outcomes(&[unshocked(&chile, "base"), tie("operating_surplus"), tie("imports"), tie("suppliers")]);
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let frame = comparison.comparison().unwrap();
    for (payer, expected) in [("operating_surplus", -47.0), ("imports", 290.0), ("suppliers", 20.0)] {
        let row = [("scenario", payer), ("metric", "value_added")];
        let change = (number(&frame, &row, "high") - number(&frame, &row, "base")) / 1000.0;
        assert!((change - expected).abs() < 0.5, "{payer}: {change}");
    }
    // Of seventeen places the tie gains one; a place has no percent.
    let row = [("scenario", "imports"), ("metric", "forward_rank")];
    assert_eq!((number(&frame, &row, "base"), number(&frame, &row, "value")), (17.0, 16.0));
    assert_eq!(cell(&frame, &row, "percent"), Value::Empty);
    for frame in [comparison.outcomes(), comparison.sectors()] {
        assert!(frame.unwrap().rows.len() > 49);
    }
    // Every metric of both tables has an answer on this table.
    let widths: Vec<usize> = comparison.overview().unwrap().iter().map(|frame| frame.columns.len()).collect();
    assert_eq!(widths, [11, 10]);
}
