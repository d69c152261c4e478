use super::*;
use crate::model::Economy;
use crate::study::fixture::on;
use crate::study::{Closure, Level, Outcome, Point, State};
use crate::table::fixture::{branched, oddities, one_sector, productive, two_sectors};
use crate::table::{Account, Denominator, IoTable, Satellites};
use approx::assert_relative_eq;
use proptest::prelude::*;
use std::sync::Arc;

/// The second sector buys more of itself in the first: a_21 + .05, and the buyer's surplus pays.
const RAISED: &str = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\ninstead_of = ";

fn base(table: IoTable, closure: Closure, focus: Option<usize>) -> Arc<Base> {
    let economy = Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap());
    Arc::new(Base::new(economy, closure, focus, Vec::new()).unwrap())
}

fn outcome(base: &Arc<Base>, text: &str) -> Outcome {
    on(base.clone(), text).unwrap().simulate(&Point::Central).unwrap()
}

/// What every metric says of the only year of a scenario.
fn answers(base: &Arc<Base>, text: &str) -> Vec<Answer> {
    let (before, outcome) = (State::unchanged(base).unwrap(), outcome(base, text));
    measure(&View::new(base, &before, &outcome.years[0].state)).unwrap()
}

fn value(answers: &[Answer], id: &str) -> Value {
    answers.iter().find(|answer| answer.id == id).map_or(Value::Empty, |answer| answer.value.clone())
}

fn number(answers: &[Answer], id: &str) -> f64 {
    value(answers, id).number().unwrap_or_else(|| panic!("{id} has no number"))
}

#[test]
fn every_metric_is_described() {
    for (at, metric) in METRICS.iter().enumerate() {
        let id = metric.id;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(!id.is_empty() && id.chars().all(plain), "{id}");
        assert!(METRICS[..at].iter().all(|other| other.id != id && other.name != metric.name), "{id} stands twice");
        assert!(metric.about.ends_with('.') && metric.rests_on.ends_with('.') && !metric.name.is_empty(), "{id}");
        assert_eq!(Metric::named(id).map(|found| found.name), Some(metric.name));
        assert!(!metric.family.words().is_empty());
    }
    assert!(METRICS.windows(2).all(|pair| pair[0].family <= pair[1].family), "families stand together");
    assert!(Metric::named("nothing").is_none());
}

#[test]
fn the_dose_is_money_at_base_output() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_eq!(value(&paid, "payer"), "operating_surplus".into());
    assert_relative_eq!(number(&paid, "dose_redirected"), 50.0, max_relative = 1e-15);
    assert_eq!(number(&paid, "dose_injected"), 0.0);
    assert_relative_eq!(number(&paid, "dose_share"), 0.025, max_relative = 1e-14);
    let bought = answers(
        &two,
        "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = -20\n\
         [[shock.final_demand]]\nname = 'c'\nsectors = 'S2'\ncomponent = 'households'\nadd = 30\nfinanced_by = 'other'\n",
    );
    assert_eq!(value(&bought, "payer"), "final_demand + injection".into());
    assert_eq!((number(&bought, "dose_injected"), number(&bought, "dose_redirected")), (-20.0, 30.0));
    assert_eq!(number(&bought, "dose"), 50.0);
    let nothing = answers(&base(two_sectors(), Closure::Open, None), "");
    assert_eq!((value(&nothing, "payer"), value(&nothing, "dose_share")), ("nobody".into(), Value::Empty));
}

#[test]
fn value_added_of_the_whole_economy_is_what_final_demand_is() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    // x = (1016.7785, 2057.0470) as printed; shares (.30, .30) and (.25, .45) after payment.
    assert_relative_eq!(number(&paid, "output"), 1016.7785 + 2057.0470, epsilon = 1e-4);
    assert_relative_eq!(number(&paid, "value_added"), 2050.0, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "compensation"), 0.3 * 1016.7785 + 0.25 * 2057.0470, epsilon = 1e-4);
    assert_relative_eq!(number(&paid, "operating_surplus"), 0.3 * 1016.7785 + 0.45 * 2057.0470, epsilon = 1e-4);
    assert_relative_eq!(number(&paid, "focus_output"), 2057.0470, epsilon = 5e-5);
    assert_relative_eq!(number(&paid, "focus_value_added"), 0.7 * 2057.0470, epsilon = 5e-5);
}

#[test]
fn what_a_table_does_not_have_is_absent_and_not_zero() {
    let without = answers(&base(two_sectors(), Closure::Open, None), &format!("{RAISED}'compensation'"));
    for id in ["imports", "product_taxes", "jobs", "focus_output", "trade_balance", "dose_share"] {
        assert_eq!(value(&without, id), Value::Empty, "{id}");
    }
}

#[test]
fn jobs_follow_compensation_and_other_accounts_follow_output() {
    let mut parts = two_sectors().into_parts();
    let account = |id: &str, unit: &str| Account { id: id.into(), unit: unit.into() };
    parts.satellites = Satellites {
        accounts: vec![account("co2", "t CO2"), account("jobs", "people")],
        values: nalgebra::dmatrix![10.0, 20.0; 100.0, 50.0],
    };
    let two = base(IoTable::new(parts).unwrap(), Closure::Open, Some(0));
    let paid = answers(&two, &format!("{RAISED}'compensation'"));
    // The first sector pays 5 of 30 in wages per 100 of output, and with them a sixth of its jobs.
    assert_relative_eq!(number(&paid, "focus_jobs"), 0.1 * (5.0 / 6.0) * 1016.7785, epsilon = 1e-5);
    assert_relative_eq!(number(&paid, "jobs"), 0.1 * (5.0 / 6.0) * 1016.7785 + 0.025 * 2057.0470, epsilon = 1e-5);
    assert_relative_eq!(number(&paid, "satellites.co2"), 0.01 * 1016.7785 + 0.01 * 2057.0470, epsilon = 1e-5);
    let unit = |id: &str| paid.iter().find(|answer| answer.id == id).unwrap().unit.to_string();
    assert_eq!((unit("jobs"), unit("satellites.co2")), ("people".to_owned(), "t CO2".to_owned()));
    assert_eq!(value(&paid, "satellites.jobs"), Value::Empty);
}

#[test]
fn the_trade_balance_is_exports_less_imported_inputs() {
    let odd = base(oddities(), Closure::Open, Some(0));
    let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'exports'\nadd = 5\n";
    let found = answers(&odd, text);
    let exports: f64 = 5.0 + 5.0 + 10.0;
    assert_relative_eq!(number(&found, "trade_balance"), exports - number(&found, "imports"), max_relative = 1e-14);
}

#[test]
fn the_focus_has_its_sales_and_linkages_of_the_year() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let before = answers(&two, "");
    assert_eq!(number(&before, "focus_sales"), 300.0);
    // Textbook: multipliers 1.5182 and 1.4521; normalised .9778 backward, .9333 and .7917 forward.
    assert_relative_eq!(number(&before, "backward"), 1.4521, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "backward_index"), 0.9778, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "forward_index"), 0.9333, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "forward_supply_index"), 0.7917, epsilon = 5e-5);
    assert_eq!(value(&before, "key_sector"), "weak".into());
    assert_eq!((number(&before, "backward_rank"), number(&before, "forward_rank")), (2.0, 2.0));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_relative_eq!(number(&paid, "focus_sales"), 0.25 * 1016.7785 + 0.05 * 2057.0470, epsilon = 1e-4);
    // (I - A')⁻¹ with a_21 = .25: determinant .745, columns (1.2, 1.1) / .745, rows (1.2, 1.1) / .745.
    assert_relative_eq!(number(&paid, "backward"), 1.1 / 0.745, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "forward"), 1.1 / 0.745, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "backward_index"), 1.1 / 1.15, max_relative = 1e-14);
    let four = base(branched(), Closure::Open, Some(0));
    let by_branch = answers(&four, "");
    assert_relative_eq!(number(&by_branch, "focus_sales_to.services"), 50.0, max_relative = 1e-13);
    assert_relative_eq!(number(&by_branch, "focus_sales_to.mining"), 50.0, max_relative = 1e-13);
}

#[test]
fn linkages_are_those_of_the_open_model_whatever_closes_the_scenario() {
    let mut parts = two_sectors().into_parts();
    parts.manifest.household_income = Some(1000.0);
    let table = IoTable::new(parts).unwrap();
    let text = format!("{RAISED}'compensation'");
    let of = |closure| answers(&base(table.clone(), closure, Some(1)), &text);
    let (open, closed) = (of(Closure::Open), of(Closure::Households));
    assert_relative_eq!(number(&open, "backward"), number(&closed, "backward"), max_relative = 1e-14);
    assert!((number(&open, "output") - number(&closed, "output")).abs() > 1.0);
}

#[test]
fn effects_per_dose_are_against_the_base_and_need_a_dose() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_relative_eq!(number(&paid, "focus_output_per_dose"), 57.0470 / 50.0, epsilon = 2e-6);
    assert!(number(&paid, "value_added_per_dose").abs() < 1e-13);
    let wages = 0.3 * 16.7785 + 0.25 * 57.0470;
    assert_relative_eq!(number(&paid, "compensation_per_dose"), wages / 50.0, epsilon = 2e-6);
    // An injection of one unit brings the multipliers of value added: one in all, since nothing leaks.
    let injected = answers(&two, "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 10\n");
    assert_relative_eq!(number(&injected, "value_added_per_dose"), 1.0, max_relative = 1e-12);
    assert_relative_eq!(number(&injected, "focus_output_per_dose"), 0.85 / 0.7575, max_relative = 1e-12);
    let nothing = answers(&two, "");
    for id in ["focus_output_per_dose", "value_added_per_dose", "compensation_per_dose"] {
        assert_eq!(value(&nothing, id), Value::Empty, "{id}");
    }
}

/// No metric may give a number that is not finite, even before the list drops it.
fn check_raw(base: &Arc<Base>, state: &State) {
    let before = State::unchanged(base).unwrap();
    let view = View::new(base, &before, state);
    for metric in METRICS {
        let numbers = match metric.of {
            Measure::One(of) => vec![of(&view).unwrap()],
            Measure::Parts(of) => {
                let parts = of(&view).unwrap();
                for (at, part) in parts.iter().enumerate() {
                    assert!(parts[..at].iter().all(|other| other.name != part.name), "{}: {part:?}", metric.id);
                }
                parts.into_iter().map(|part| part.value).collect()
            }
            Measure::Words(_) => Vec::new(),
        };
        assert!(numbers.into_iter().flatten().all(f64::is_finite), "{}", metric.id);
    }
}

#[test]
fn odd_tables_give_numbers_or_nothing_with_every_sector_as_focus() {
    let shocks = [
        "",
        "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = 'all'\nscale = 1.0\ninstead_of = 'suppliers'\n",
        "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = 'S1'\nscale = 0.5\ninstead_of = 'compensation'\n",
        "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'households'\nscale = 1.5\n",
        "[[shock.final_demand]]\nname = 'b'\nsectors = 'all'\ncomponent = 'households'\nscale = 0\n",
    ];
    for table in [oddities(), two_sectors(), one_sector(), branched()] {
        for focus in (0..table.len()).map(Some).chain([None]) {
            for closure in [Closure::Open, Closure::Households] {
                let economy = Arc::new(Economy::new(Arc::new(table.clone()), Denominator::Column).unwrap());
                let Ok(base) = Base::new(economy, closure, focus, Vec::new()) else { continue };
                let base = Arc::new(base);
                let mut run = 0;
                for text in shocks {
                    // Buyers other than the supplier itself may not exist.
                    let Ok(scenario) = on(base.clone(), text) else { continue };
                    let Ok(outcome) = scenario.simulate(&Point::Central) else { continue };
                    check_raw(&base, &outcome.years[0].state);
                    run += 1;
                }
                assert!(run >= 3, "{run} scenarios ran");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A scenario in which nothing happens equals the base in every metric, to the bit, whatever closes the model.
    #[test]
    fn nothing_is_the_base_to_the_bit(table in productive(6, 0.6), households in any::<bool>()) {
        let closure = if households { Closure::Households } else { Closure::Open };
        let economy = Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap());
        // Random households may spend more than they earn.
        let Ok(base) = Base::new(economy, closure, Some(0), Vec::new()) else { return Ok(()) };
        let base = Arc::new(base);
        let nothing = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = ['all', 'S1']\nscale = 1\n\
                       instead_of = 'operating_surplus'\n\
                       [[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'exports'\nadd = 0\n";
        let (with, without) = (answers(&base, nothing), {
            let before = State::unchanged(&base).unwrap();
            measure(&View::new(&base, &before, &before)).unwrap()
        });
        prop_assert_eq!(with.len(), without.len());
        for (a, b) in with.iter().zip(&without) {
            prop_assert_eq!(&a.id, &b.id);
            prop_assert_eq!(&a.value, &b.value, "{}", a.id);
        }
        check_raw(&base, &State::unchanged(&base).unwrap());
    }

    /// Totals are what the sectors add up to, in every level that a table has.
    #[test]
    fn totals_add_up(table in productive(6, 0.6), share in 0.0_f64..0.05) {
        let base = base(table, Closure::Open, Some(0));
        let text = format!("[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'exports'\nscale = {}\n", 1.0 + share);
        let found = answers(&base, &text);
        let outcome = outcome(&base, &text);
        for level in Level::of(&base) {
            let by_sector = level.by_sector(&base, &outcome.years[0].state);
            let id = level.id(&base);
            prop_assert_eq!(value(&found, &id), Value::Number(by_sector.sum()), "{}", id);
        }
        check_raw(&base, &outcome.years[0].state);
    }
}
