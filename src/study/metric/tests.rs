mod known;

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
    let all: Vec<&Metric> = METRICS.iter().chain(OVER_YEARS).copied().collect();
    for (at, metric) in all.iter().enumerate() {
        let id = metric.id;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(!id.is_empty() && id.chars().all(plain), "{id}");
        assert!(all[..at].iter().all(|other| other.id != id && other.name != metric.name), "{id} stands twice");
        assert!(metric.about.ends_with('.') && metric.rests_on.ends_with('.') && !metric.name.is_empty(), "{id}");
        assert_eq!(Metric::named(id).map(|found| found.name), Some(metric.name));
        assert!(!metric.family.words().is_empty());
    }
    assert!(all.windows(2).all(|pair| pair[0].family <= pair[1].family), "families stand together");
    assert!(Metric::named("nothing").is_none());
    let better = ["focus_output", "cumulative.imports", "focus_sales_to.mining", "cumulative.nothing", "nothing"];
    let expected = [Some(Better::More), Some(Better::Less), Some(Better::Neither), Some(Better::Neither), None];
    assert_eq!(better.map(Metric::better), expected);
}

/// What rests on who pays says so in its own assumption too; a level over years rests on what the level does.
#[test]
fn what_rests_on_who_pays_says_so() {
    for metric in METRICS.iter().chain(OVER_YEARS) {
        let says = metric.rests_on.to_lowercase().contains("who pays");
        assert_eq!(metric.rests_on_payer, says, "{}", metric.id);
    }
    let resting = [
        "value_added",
        "imports",
        "value_added_per_dose",
        "effect_leakage",
        "cumulative.value_added",
        "cumulative.focus_imports",
        "discounted.compensation",
        "discounted_per_public_cost.value_added",
        "cumulative_per_public_cost.value_added",
    ];
    assert!(resting.into_iter().all(Metric::rests_on_payer));
    let others = ["output", "focus_output", "depth_output", "cumulative.output", "discounted.focus_output", "nothing"];
    assert!(!others.into_iter().any(Metric::rests_on_payer));
}

/// The base state gives what the analyses of the table give, which go other ways: inverses, flows and published output.
#[test]
fn the_base_is_what_the_analyses_say() {
    use crate::analysis::linkages::Linkages;
    use crate::analysis::sales_by_branch::SalesByBranch;
    use crate::analysis::sales_distribution::{SalesDistribution, Thresholds};
    let mut diagnostics = crate::words::Diagnostics::default();
    let options = crate::table::reader::ReadOptions::default();
    let table = crate::table::reader::load("chile-2021", &options, &mut diagnostics).unwrap().table;
    let focus = table.sectors().position("ITS").unwrap();
    let chile = base(table, Closure::Open, Some(focus));
    let (economy, found) = (chile.economy(), answers(&chile, ""));
    let classification = &economy.table().classifications()[0];
    // Published output and the base level differ by the rounding of the source.
    let close = |id: &str, expected: f64| assert_relative_eq!(number(&found, id), expected, max_relative = 1e-8);
    let linkages = Linkages::of(economy).unwrap().total;
    close("backward", linkages.backward[focus]);
    close("forward", linkages.forward[focus]);
    close("forward_supply", linkages.forward_supply[focus]);
    close("backward_index", linkages.power().unwrap()[focus]);
    let sales = SalesDistribution::of(economy, focus, classification, &Thresholds::default()).unwrap();
    for (way, theirs) in [("own_use_in", "own_use_in"), ("own_use_out", "own_use_out"), ("by_branch", "by_group")] {
        for index in ["effective_number", "hhi", "hhi_normalised", "entropy", "entropy_normalised", "gini", "cr4"] {
            close(&format!("{index}.{way}"), sales.figure(theirs, index).unwrap().value.unwrap());
        }
    }
    close("gini.economy", sales.figure("own_use_in", "gini").unwrap().pooled.unwrap());
    close("own_use_share.focus", sales.figure("all", "own_use_share").unwrap().value.unwrap());
    close("own_use_share.economy", sales.figure("all", "own_use_share").unwrap().pooled.unwrap());
    for branch in SalesByBranch::of(economy, focus, classification).unwrap().branches {
        close(&format!("tie.{}", branch.group.id), branch.own_use_in.intensity.unwrap());
        close(&format!("focus_sales_to.{}", branch.group.id), branch.own_use_in.sales);
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
            Measure::Words(_) | Measure::Years(_) | Measure::YearsParts(_) => Vec::new(),
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
                // Only households may be refused: those that earn nothing.
                let Ok(base) = Base::new(economy, closure, focus, Vec::new()) else {
                    assert_eq!(closure, Closure::Households);
                    continue;
                };
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
        let base = Base::new(economy, closure, Some(0), Vec::new());
        prop_assert!(base.is_ok() || households);
        prop_assume!(base.is_ok());
        let base = base.unwrap();
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

    /// What is bought more at first hand brings the whole effect, Δx = L'g, and its parts add up, whatever closes the model and
    /// whoever pays; total depth is what the focus sells to industries per unit of final demand.
    #[test]
    fn the_shock_explains_the_effect(
        table in productive(6, 0.5),
        payer in prop::sample::select(vec!["operating_surplus", "compensation", "imports", "suppliers"]),
        share in 0.001_f64..0.05,
        households in any::<bool>(),
    ) {
        prop_assume!(table.len() > 1);
        let closure = if households { Closure::Households } else { Closure::Open };
        let economy = Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap());
        let base = Base::new(economy, closure, Some(0), Vec::new());
        prop_assert!(base.is_ok() || households);
        prop_assume!(base.is_ok());
        let base = base.unwrap();
        let base = Arc::new(base);
        let text = format!(
            "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = 'all'\nscale = {}\ninstead_of = '{payer}'\n\
             [[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'exports'\nscale = 1.1\n",
            1.0 + share
        );
        let outcome = on(base.clone(), &text).unwrap().simulate(&Point::Central);
        prop_assume!(outcome.is_ok());
        let outcome = outcome.unwrap();
        let (before, state) = (State::unchanged(&base).unwrap(), &outcome.years[0].state);
        let view = View::new(&base, &before, state);
        let effect = crate::model::System::outputs(state.system(), &view.shock()).unwrap();
        // The effect is the small difference of two large outputs.
        let scale = state.output().amax();
        prop_assert!((&effect - view.effect()).amax() <= 1e-11 * scale);
        let found = measure(&view).unwrap();
        let induced = value(&found, "effect_induced").number().unwrap_or(0.0);
        let parts = number(&found, "effect_direct") + number(&found, "effect_indirect") + induced;
        prop_assert!((parts - number(&found, "effect")).abs() <= 1e-11 * scale);
        let total = number(&found, "focus_sales") / state.final_demand_total(&base).sum();
        prop_assert!((number(&found, "depth_demand_total") - total).abs() <= 1e-11 * total.max(1.0));
        // What is acquired through suppliers goes into output that is no final demand: Σ r_j (x_j - f_j).
        let demand = state.final_demand_total(&base);
        let acquired = state.supplies(&base, 0).dot(&(state.output() - &demand)) / demand.sum();
        prop_assert!((number(&found, "embodied_acquired") - acquired).abs() <= 1e-11 * total.max(1.0));
        let direct = number(&found, "depth_demand_total") - number(&found, "embodied_acquired");
        prop_assert!((number(&found, "depth_demand_direct") - direct).abs() <= 1e-11 * total.max(1.0));
        check_raw(&base, state);
    }
}
