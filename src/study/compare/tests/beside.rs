//! What stands beside the comparison: techniques and final demand, parameters one at a time, the way over the years.

use super::*;
use crate::study::Point;

/// The textbook's change of both: a_21 + .05, and final demand from (350, 1700) to (600, 1500).
const BOTH: &str = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\n\
                    instead_of = 'operating_surplus'\n\
                    [[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = 250\n\
                    [[shock.final_demand]]\nname = 'c'\nsectors = 'S2'\ncomponent = 'other'\nadd = -200\n";

fn both(base: &Arc<Base>, name: &str) -> Scenario {
    Scenario { name: name.to_owned(), ..on(base.clone(), BOTH).unwrap() }
}

#[test]
fn techniques_and_final_demand_of_the_textbook() {
    let two = base(two_sectors(), Closure::Open, None);
    let outcomes = outcomes(&[both(&two, "both"), unshocked(&two, "base")]);
    let frame = Comparison::of(&outcomes, None).unwrap().decomposition().unwrap();
    // The printed parts have three decimals, and the total adds up two of them.
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-3, "{found} is not {expected}");
    for (sector, technology, demand) in [("S1", 18.855, 249.601), ("S2", 64.107, -151.356), ("total", 82.962, 98.245)] {
        let row = [("scenario", "both"), ("sector", sector)];
        near(number(&frame, &row, "from_technology"), technology);
        near(number(&frame, &row, "from_final_demand"), demand);
        let parts = number(&frame, &row, "from_technology") + number(&frame, &row, "from_final_demand");
        assert!((number(&frame, &row, "difference") - parts).abs() < 1e-9);
    }
    assert_eq!(number(&frame, &[("scenario", "base"), ("sector", "total")], "from_technology"), 0.0);
    assert!(frame.notes.is_empty());
}

/// The parts are the whole, against any reference, whatever closes the model.
#[test]
fn the_parts_are_the_whole_difference() {
    let mut parts = two_sectors().into_parts();
    parts.manifest.household_income = Some(1000.0);
    let closed = base(IoTable::new(parts).unwrap(), Closure::Households, None);
    for two in [base(two_sectors(), Closure::Open, None), closed] {
        let outcomes = outcomes(&[both(&two, "both"), tie(&two, "tie", "compensation"), injection(&two, "more")]);
        for reference in [None, Some("tie"), Some("more")] {
            let frame = Comparison::of(&outcomes, reference).unwrap().decomposition().unwrap();
            for scenario in ["both", "tie", "more"] {
                let row = [("scenario", scenario), ("sector", "total")];
                let sum = number(&frame, &row, "from_technology") + number(&frame, &row, "from_final_demand");
                // Two outputs of some thousand are subtracted.
                assert!((number(&frame, &row, "difference") - sum).abs() < 1e-9, "{scenario} {reference:?}");
            }
        }
    }
}

#[test]
fn under_a_limit_there_are_no_parts_and_it_is_said() {
    let two = base(two_sectors(), Closure::Open, None);
    let text = "[[shock.output_limit]]\nname = 'a'\nsectors = 'S2'\nscale = 0.95\nrationing = 'final_demand'\n";
    let limited = Scenario { name: "limited".to_owned(), ..on(two.clone(), text).unwrap() };
    let outcomes = outcomes(&[limited, unshocked(&two, "base")]);
    let frame = Comparison::of(&outcomes, None).unwrap().decomposition().unwrap();
    let row = [("scenario", "limited"), ("sector", "S2")];
    assert_eq!(cell(&frame, &row, "from_technology"), Value::Empty);
    close(number(&frame, &row, "difference"), -100.0);
    assert!(frame.notes[0].starts_with("Not defined for `limited`: a limit of output"), "{:?}", frame.notes);
}

#[test]
fn each_parameter_alone_and_the_largest_swing_first() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'tie'\n\
                instead_of = 'compensation'\n\
                [[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 'less'\n";
    let parameters = Parameters::new(vec![
        Parameter::new("tie", 0.05).between(Some(0.04), Some(0.06)),
        Parameter::new("less", 10.0).between(Some(-100.0), None),
        Parameter::new("idle", 1.0).between(Some(0.0), Some(2.0)),
    ]);
    let scenario = with_parameters(two.clone(), text, parameters).unwrap();
    let outcomes = outcomes(std::slice::from_ref(&scenario));
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let frame = comparison.sensitivity().unwrap();
    let row = |parameter| [("metric", "output"), ("parameter", parameter)];
    assert_eq!(cell(&frame, &row("less"), "swing_rank"), Value::Integer(1));
    assert_eq!(cell(&frame, &row("tie"), "swing_rank"), Value::Integer(2));
    // 110 less of final demand for S2, with a_21 = .25: 110 (.25 + .85) / .745.
    close(number(&frame, &row("less"), "difference"), 110.0 * 1.1 / 0.745);
    let output = |point: &Point| scenario.simulate(point).unwrap().years[0].state.output().sum();
    let ends = [Point::OneLow("tie".into()), Point::OneHigh("tie".into())];
    assert_eq!(number(&frame, &row("tie"), "at_low"), output(&ends[0]));
    assert_eq!(number(&frame, &row("tie"), "at_high"), output(&ends[1]));
    // More of the tie takes wages: a low parameter gives the higher result.
    let wages = [("metric", "compensation"), ("parameter", "tie")];
    assert!(number(&frame, &wages, "difference") < 0.0);
    let parameters: Vec<&str> = frame.cells(frame.position("parameter").unwrap()).filter_map(Value::text).collect();
    assert!(!parameters.contains(&"idle"), "nothing moves with it");
    // All together is not one alone; both stand among the outcomes.
    let points = comparison.outcomes().unwrap();
    let mut points: Vec<&str> = points.cells(1).filter_map(Value::text).collect();
    points.dedup();
    assert_eq!(points, ["central", "low", "high", "tie low", "tie high", "less low", "idle low", "idle high"]);
    let shown = &comparison.tornado().unwrap()[0];
    // Of the usual ones the textbook has two: nothing is imported.
    let metrics: Vec<&str> = shown.cells(shown.position("metric").unwrap()).filter_map(Value::text).collect();
    assert!(!metrics.is_empty() && metrics.iter().all(|metric| ["focus_output", "value_added"].contains(metric)));
    for frame in [&frame, shown] {
        let first: Vec<&str> = frame.columns.iter().map(|column| column.id.as_str()).take(2).collect();
        assert_eq!(first, ["scenario", "payer"]);
        assert!(frame.cells(1).all(|payer| *payer == "compensation + injection".into()), "{:?}", frame.rows[0]);
    }
}

#[test]
fn what_moves_only_metrics_that_are_not_shown_is_named() {
    let two = base(two_sectors(), Closure::Open, None);
    // Without a focus, and with all of value added given, prices move and nothing else that the terminal shows.
    let text = "[[shock.productivity]]\nname = 'a'\nbuyers = 'S1'\nrow = 'compensation'\nscale = 'less'\npasses_to = 'operating_surplus'\n";
    let less = Parameters::new(vec![Parameter::new("less", 0.9).between(Some(0.8), Some(0.95))]);
    let outcomes = outcomes(&[with_parameters(two.clone(), text, less).unwrap()]);
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let moved: Vec<Value> = comparison.sensitivity().unwrap().cells(2).cloned().collect();
    assert!(moved.contains(&"compensation".into()) && !moved.contains(&"value_added".into()), "{moved:?}");
    let shown = &comparison.tornado().unwrap()[0];
    assert!(shown.rows.is_empty());
    let start = "`less` of `test` moves nothing of this, but ";
    let note = shown.notes.iter().find(|note| note.starts_with(start)).unwrap();
    assert!(note.contains("`compensation`") && note.ends_with("`sensitivity.csv` has them."), "{note}");
    // A parameter that does move what is shown has its rows and needs no sentence.
    let tie = super::outcomes(&[tie(&base(two_sectors(), Closure::Open, Some(1)), "tie", "compensation")]);
    let tornado = Comparison::of(&tie, None).unwrap().tornado().unwrap();
    assert!(!tornado[0].rows.is_empty() && tornado[0].notes.iter().all(|note| !note.contains("moves nothing")));
}

#[test]
fn a_table_without_a_year_stands_still_in_no_year() {
    let mut parts = two_sectors().into_parts();
    parts.manifest.year = None;
    let two = base(IoTable::new(parts).unwrap(), Closure::Open, Some(1));
    let still = |name: &str| Scenario { years: Vec::new(), ..tie(&two, name, "compensation") };
    let outcomes = outcomes(&[still("one"), still("other")]);
    assert!(outcomes.iter().all(|outcome| outcome.years.len() == 1 && outcome.years[0].year.is_none()));
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let all = [comparison.comparison(), comparison.outcomes(), comparison.decomposition(), comparison.sectors()];
    for frame in all.map(Result::unwrap) {
        let year = frame.position("year").unwrap();
        assert!(!frame.rows.is_empty() && frame.cells(year).all(|year| *year == Value::Empty), "{}", frame.id);
        let block = frame.position("block").map(|block| frame.rows[0][block].text().unwrap_or_default());
        assert!(block.is_none_or(|block| block.ends_with(", open, S2")), "{block:?}");
    }
}

#[test]
fn parameters_that_move_a_result_alike_share_a_place_and_rounding_moves_nothing() {
    let two = base(two_sectors(), Closure::Open, None);
    let more = |name: &str| {
        format!("[[shock.final_demand]]\nname = '{name}'\nsectors = 'S2'\ncomponent = 'other'\nadd = '{name}'\n")
    };
    let tie = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'tie'\ninstead_of = 'operating_surplus'\n";
    let between = |name: &str| Parameter::new(name, 10.0).between(Some(5.0), Some(15.0));
    let parameters = Parameters::new(vec![
        Parameter::new("tie", 0.05).between(Some(0.049), Some(0.051)),
        between("one"),
        between("other"),
    ]);
    let scenario = with_parameters(two, &format!("{tie}{}{}", more("one"), more("other")), parameters).unwrap();
    let outcomes = outcomes(&[scenario]);
    let frame = Comparison::of(&outcomes, None).unwrap().sensitivity().unwrap();
    let rank = |parameter| cell(&frame, &[("metric", "output"), ("parameter", parameter)], "swing_rank");
    assert_eq!(["one", "other", "tie"].map(rank), [1, 1, 3].map(Value::Integer));
    // Value added is final demand where nothing is imported, whatever the tie: it moves by rounding alone.
    let [metric, parameter] = ["metric", "parameter"].map(|id| frame.position(id).unwrap());
    let of_value_added = frame.rows.iter().filter(|row| row[metric] == "value_added".into());
    let moving: Vec<&str> = of_value_added.filter_map(|row| row[parameter].text()).collect();
    assert_eq!(moving, ["one", "other"]);
}

#[test]
fn the_way_over_the_years_is_shown_where_there_are_years() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let dynamic = Scenario { years: (2021..=2035).collect(), ..injection(&two, "more") };
    let outcomes = outcomes(&[dynamic]);
    let comparison = Comparison::of(&outcomes, None).unwrap();
    let frame = &comparison.beside().unwrap()[0];
    let ids: Vec<&str> = frame.columns.iter().map(|column| column.id.as_str()).collect();
    assert_eq!(ids, ["scenario", "year_2021", "year_2024", "year_2027", "year_2029", "year_2032", "year_2035"]);
    close(number(frame, &[("scenario", "more")], "year_2029"), 85.0 / 0.7575);
    let notes = comparison.comparison().unwrap().notes;
    assert!(notes[0].contains("in 2035, the last year"), "{notes:?}");
    // Effects over all years stand below those of the last one.
    let comparison = comparison.comparison().unwrap();
    close(number(&comparison, &[("metric", "cumulative.focus_output")], "value"), 15.0 * 85.0 / 0.7575);
}

/// The same policy by two payers, against a reference that changes nothing, and against one that only one of them pays for.
#[test]
fn what_policies_bring_by_who_pays_is_less_the_reference_paid_alike() {
    let chile = chile();
    let by = |name: &str, add: f64, payer: &str, of: Option<&str>| {
        let text = format!(
            "[[shock.coefficient]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'mining'\nadd = {add}\ninstead_of = '{payer}'\n"
        );
        Scenario { name: name.to_owned(), variant_of: of.map(str::to_owned), ..on(chile.clone(), &text).unwrap() }
    };
    let scenarios = [
        unshocked(&chile, "base"),
        by("little", 0.0001, "compensation", None),
        by("wages", 0.001, "compensation", None),
        by("others", 0.001, "suppliers", Some("wages")),
        by("more", 0.002, "compensation", None),
        by("more-others", 0.002, "suppliers", Some("more")),
    ];
    let outcomes = outcomes(&scenarios);
    let found = |reference: &str| {
        let comparison = Comparison::of(&outcomes, Some(reference)).unwrap();
        let table = payers::table(&comparison.blocks()[0]).unwrap().finish().unwrap();
        let values = comparison.comparison().unwrap();
        let of = |scenario: &str, payer: &str| cell(&table, &[("scenario", scenario), ("payer", payer)], "value_added");
        let value = |scenario: &str| number(&values, &[("scenario", scenario), ("metric", "value_added")], "value");
        let [wages, others] = ["compensation", "suppliers"].map(|payer| of("wages", payer));
        (wages, others, value("wages") - value(reference), value("others") - value(reference))
    };
    let (wages, others, by_wages, by_others) = found("base");
    close(wages.number().unwrap(), by_wages);
    close(others.number().unwrap(), by_others);
    assert!(by_wages < -1000.0 && by_others > 1000.0, "{by_wages} {by_others}");
    // Other suppliers do not pay for the reference: nothing to subtract.
    let (wages, others, by_wages, _) = found("little");
    close(wages.number().unwrap(), by_wages);
    assert_eq!(others, Value::Empty);
    // The reference is a variant itself: what it is a variant of is the reference paid otherwise, and no policy.
    let comparison = Comparison::of(&outcomes, Some("others")).unwrap();
    let table = payers::table(&comparison.blocks()[0]).unwrap().finish().unwrap();
    let values = comparison.comparison().unwrap();
    let value = |scenario: &str| number(&values, &[("scenario", scenario), ("metric", "value_added")], "value");
    for (payer, paid, reference) in [("compensation", "more", "wages"), ("suppliers", "more-others", "others")] {
        close(number(&table, &[("scenario", "more"), ("payer", payer)], "value_added"), value(paid) - value(reference));
    }
    assert_eq!(table.rows.len(), 2);
    // No policy stands beside itself: no table.
    let alone = Comparison::of(&outcomes[..3], Some("base")).unwrap();
    assert!(payers::table(&alone.blocks()[0]).is_none());
}
