//! What must hold for every kind of entry and for every two of them together, on whatever table and under either closure:
//! accounts close, columns sum to one, a full solution gives the same, the order of entries does not matter, an entry at
//! level zero changes nothing, and no real thing depends on the unit of money.

use super::fixture::on;
use super::metric::{View, measure};
use super::{
    Base, Changes, Closure, ENTRIES, Effect, EntryName, Level, Moment, Move, Parameters, Path, Payer, Point, Scenario,
    State,
};
use crate::model::{Economy, LeontiefSystem, System, TechnicalCoefficients, compensation};
use crate::table::fixture::{all_money_times, productive};
use crate::table::{ComponentKind, Denominator, IoTable};
use crate::words::Diagnostics;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Entries of every kind on sectors A to E; their cells meet where entries of those kinds can.
const EXAMPLES: &[(&str, &str)] = &[
    ("shock.coefficient", "supplier = 'A'\nbuyers = 'B'\nadd = 0.001\ninstead_of = 'operating_surplus'"),
    ("shock.coefficient", "supplier = 'A'\nbuyers = 'C'\nscale = 1.02\ninstead_of = 'suppliers'"),
    (
        "shock.coefficient",
        "supplier = 'B'\nbuyers = 'C'\ntoward = { reference = 'D', share = 0.1 }\ninstead_of = 'compensation'",
    ),
    ("shock.import_substitution", "supplier = 'C'\nbuyers = 'B'\nshare = 0.2\nimport_penetration = 0.3"),
    ("shock.final_demand", "sectors = 'A'\ncomponent = 'exports'\nadd = MONEY"),
    ("shock.final_demand", "sectors = 'C'\ncomponent = 'households'\nscale = 1.02\nfinanced_by = 'exports'"),
    (
        "shock.procurement",
        "component = 'government'\namount = MONEY\nbill_of_goods = { A = 0.6, C = 0.4 }\nimport_share = 0.3\n\
         financed_by = 'households'",
    ),
    ("shock.productivity", "buyers = 'all'\nrow = 'compensation'\nscale = 0.95\npasses_to = 'operating_surplus'"),
    ("shock.productivity", "buyers = 'D'\nsupplier = 'C'\nscale = 0.9\npasses_to = 'prices'"),
    ("shock.extraction", "sectors = 'E'\nshare = 0.2"),
    ("shock.extraction", "sectors = 'E'\nshare = 0.1\nkeep_final_demand = true"),
    ("shock.output_limit", "sectors = 'D'\nscale = 0.97\nrationing = 'final_demand'"),
    ("shock.output_limit", "sectors = 'C'\nscale = 0.98\nrationing = 'imports'"),
    ("shock.output_limit", "sectors = 'B'\nscale = 0.97\nrationing = 'proportional'"),
    (
        "adoption",
        "supplier = 'A'\nbuyers = 'D'\ntarget = { scale = 1.2 }\ninstead_of = 'operating_surplus'\ninnovation = 0.01\n\
         imitation = 0.3\ninitial = 0.5",
    ),
    ("shock.coefficient", "supplier = 'A'\nbuyers = 'E'\nadd = 0.001\ninstead_of = 'imports'"),
    ("shock.coefficient", "supplier = 'E'\nbuyers = 'D'\nset = 0.004\ninstead_of = ['A', 'C']"),
    (
        "shock.coefficient",
        "supplier = 'A'\nbuyers = 'C'\nscale = 1.1\nweighted_by = 'government'\ninstead_of = 'suppliers'",
    ),
    (
        "shock.coefficient",
        "supplier = 'C'\nbuyers = ['A', 'E']\ntoward = { reference = 'D', share = 0.05, per = 'intermediate', both_ways = true }\n\
         instead_of = 'operating_surplus'",
    ),
    ("shock.final_demand", "sectors = ['A', 'C']\ncomponent = 'exports'\nset = MONEY\nsplit = 'proportional'"),
    (
        "shock.productivity",
        "buyers = 'all'\nrow = 'compensation'\nscale = 0.9\npasses_to = 'operating_surplus'\nper_adoption = 'entry 0'",
    ),
    ("shock.productivity", "buyers = 'E'\nrow = 'imports'\nscale = 0.9\npasses_to = 'operating_surplus'"),
    (
        "adoption",
        "supplier = 'A'\nbuyers = 'B'\ntarget = { scale = 1.2 }\ninstead_of = 'operating_surplus'\ninnovation = 0.01\n\
         imitation = 0.3\ninitial = 0.5\ninvestment_target = { scale = 1.2, component = 'government', financed_by = 'households' }",
    ),
    // Of sectors whose cells others change too: what is taken out is imported, and another payer of the same cell is refused.
    ("shock.extraction", "sectors = 'B'\nshare = 0.1"),
    ("shock.import_substitution", "supplier = 'D'\nbuyers = 'B'\nshare = 0.9\nimport_penetration = 0.9"),
];

/// Why two of them may be refused together: what is stated to exclude one another, and payers that are too small. A supplier
/// that pays and whose own coefficient another entry lowers is told as a coefficient below zero.
const REFUSALS: &[&str] = &[
    "not-alone",
    "two-payers",
    "two-rationings",
    "cannot-pay",
    "negative-coefficient",
    "negative-demand",
    "limit-infeasible",
    "no-reference",
];

/// Those of them that hold at level zero too: what entries state excludes one another, however much of it has come about.
const STATED: &[&str] = &["not-alone", "two-payers"];

/// The text of some examples by position, on these sectors, with this much money where they ask for money.
fn text(examples: &[usize], sectors: [&str; 5], money: f64) -> String {
    let entry = |(at, &example): (usize, &usize)| {
        let (kind, keys) = EXAMPLES[example];
        let keys = keys.replace("MONEY", &money.to_string());
        let keys =
            keys.replace("{ A =", &format!("{{ {} =", sectors[0])).replace(", C =", &format!(", {} =", sectors[2]));
        let letters = ["'A'", "'B'", "'C'", "'D'", "'E'"].into_iter().zip(sectors);
        let keys = letters.fold(keys, |keys, (letter, code)| keys.replace(letter, &format!("'{code}'")));
        format!("[[{kind}]]\nname = 'entry {at}'\n{keys}\n")
    };
    examples.iter().enumerate().map(entry).collect()
}

/// Every example alone and every two of them, an example twice included.
fn pairs() -> Vec<Vec<usize>> {
    let all = 0..EXAMPLES.len();
    let two = all.clone().flat_map(|one| (one..EXAMPLES.len()).map(move |other| vec![one, other]));
    all.map(|one| vec![one]).chain(two).collect()
}

/// A path that never begins.
#[derive(Debug)]
struct Never;

impl Path for Never {
    fn check(&self, _: &Parameters, _: &mut Diagnostics) {}

    fn level(&self, _: f64, _: &Parameters) -> f64 {
        0.0
    }
}

/// The table in a unit of money that is worth 1/rate of its own, closed as asked; households that are part of the model earn
/// twice what they spend.
fn base(table: &IoTable, closure: Closure, rate: f64) -> Arc<Base> {
    let mut parts = table.clone().into_parts();
    let households = table.final_demand().of_kind(ComponentKind::Households);
    let spent: f64 = households.map(|component| table.final_demand().values.column(component).sum()).sum();
    parts.manifest.household_income = Some(2.0 * spent * rate);
    all_money_times(&mut parts, rate);
    let economy = Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap();
    Arc::new(Base::new(Arc::new(economy), closure, None, Vec::new()).unwrap())
}

fn codes(said: &Diagnostics) -> Vec<&'static str> {
    said.iter().map(|said| said.code.id).collect()
}

fn simulated(scenario: &Scenario) -> Result<State, Vec<&'static str>> {
    let outcome = scenario.simulate(&Point::Central).map_err(|said| codes(&said))?;
    Ok(outcome.years.into_iter().next().unwrap().state)
}

/// Equal to the bit, but for the unit of money, which is a power of two.
fn assert_same(one: &State, other: &State, rate: f64) {
    assert_eq!(one.output() * rate, *other.output());
    assert_eq!(one.final_demand() * rate, *other.final_demand());
    assert_eq!(one.unmet() * rate, *other.unmet());
    assert_eq!(one.prices(), other.prices());
    let (one, other) = (one.settled(), other.settled());
    assert_eq!((&one.change.matrix(), &one.primary), (&other.change.matrix(), &other.primary));
    assert_eq!((&one.labour, &one.spending), (&other.labour, &other.spending));
    assert_eq!(one.dose.redirected * rate, other.dose.redirected);
    assert_eq!(one.dose.injected * rate, other.dose.injected);
}

/// Accounts, columns and a full solution.
fn check_state(base: &Base, state: &State) {
    let (economy, settled) = (base.economy(), state.settled());
    let (x, n) = (state.output(), state.output().len());
    // i'(VA + M + T + D) = i'f, at the prices of the year.
    assert!(state.accounts_gap(base).abs() < 1e-12, "{:e}", state.accounts_gap(base));
    let inputs = economy.table().primary_inputs();
    let rows: f64 = (0..inputs.rows.len()).map(|row| state.primary(row).sum()).sum();
    let outside = state.outside(base).map_or(0.0, |row| row.sum());
    let bought = state.prices().values(&state.final_demand_total(base)).sum();
    let open =
        |j: usize| economy.technical().matrix().column(j).sum() + economy.primary().matrix().column(j).sum() - 1.0;
    let in_the_table: f64 = (0..n).map(|j| open(j) * x[j]).sum();
    assert!((rows + outside - bought - in_the_table).abs() <= 1e-12 * bought.abs());
    // Columns sum to what they do in the table, which is one but for its rounding: less what is saved at the old prices, and
    // without that at the new ones.
    let technical = state.technical(base);
    let sums = technical.matrix().row_sum() + settled.primary.matrix().row_sum();
    let (new_a, new_v) = (state.prices().technical(&technical), state.prices().primary(state.paid()));
    let new_sums = new_a.matrix().row_sum() + new_v.matrix().row_sum();
    for j in 0..n {
        assert!((sums[j] + settled.saved[j] - 1.0 - open(j)).abs() < 1e-12, "column {j}: {}", sums[j]);
        let price = state.prices().vector()[j];
        assert!(((new_sums[j] - 1.0) * price - open(j)).abs() < 1e-11, "column {j} at new prices: {}", new_sums[j]);
    }
    // The matrices written out and solved anew; households spend what they earn but for what was given before.
    let given = base.final_demand() + settled.final_demand.column_sum();
    let explained = economy.final_demand() - base.final_demand();
    let given = given + explained.component_mul(&settled.spending.map(|factor| 1.0 - factor));
    let mut matrix = technical.matrix().clone();
    if let Some(households) = base.households() {
        let wages = compensation(economy.table(), &settled.primary);
        matrix += households.consumption.component_mul(&settled.spending) * wages.transpose() / (1.0 - households.own);
    }
    let slow = LeontiefSystem::new(TechnicalCoefficients::from_matrix(matrix)).outputs(&given).unwrap();
    assert!((&slow - x).amax() <= 1e-12 * slow.amax(), "{:e}", (&slow - x).amax() / slow.amax());
    for level in Level::of(base) {
        assert!(level.by_sector(base, state).iter().all(|value| value.is_finite()), "{}", level.id(base));
    }
}

/// What arises directly, indirectly and through households is the whole effect.
fn check_split(base: &Base, state: &State) {
    let before = State::unchanged(base).unwrap();
    let answers = measure(&View::new(base, &before, state)).unwrap();
    let number = |id: &str| answers.iter().find(|answer| answer.id == id).and_then(|answer| answer.value.number());
    let parts = ["effect_direct", "effect_indirect", "effect_induced"].into_iter().filter_map(number);
    let gap = parts.sum::<f64>() - number("effect").unwrap();
    assert!(gap.abs() <= 1e-11 * before.output().sum(), "{gap:e}");
    assert_eq!(number("effect_induced").is_some(), base.households().is_some());
    // So are what comes from technology and what from final demand, where no limit is set.
    let parts = number("from_technology").zip(number("from_final_demand"));
    assert_eq!(parts.is_some(), state.settled().limits.is_empty());
    if let Some((technology, demand)) = parts {
        let gap = technology + demand - number("effect").unwrap();
        assert!(gap.abs() <= 1e-11 * before.output().sum(), "{gap:e}");
    }
}

/// All of it for some examples together; gives the codes where they are refused.
fn check(table: &IoTable, closure: Closure, sectors: [&str; 5], examples: &[usize], money: f64) -> Vec<&'static str> {
    const RATE: f64 = 4.0;
    let here = base(table, closure, 1.0);
    let entries = text(examples, sectors, money);
    let mut scenario = match on(here.clone(), &entries) {
        Ok(scenario) => scenario,
        Err(said) => return codes(&said),
    };
    let in_order = simulated(&scenario);
    scenario.shocks.reverse();
    match (&in_order, simulated(&scenario)) {
        (Ok(one), Ok(other)) => assert_same(one, &other, 1.0),
        (Err(one), Err(other)) => assert_eq!(*one, other),
        _ => panic!("the order of entries matters: {entries}"),
    }
    let elsewhere = on(base(table, closure, RATE), &text(examples, sectors, money * RATE)).unwrap();
    match (&in_order, simulated(&elsewhere)) {
        (Ok(one), Ok(other)) => assert_same(one, &other, RATE),
        (Err(one), Err(other)) => assert_eq!(*one, other),
        _ => panic!("the unit of money matters: {entries}"),
    }
    let mut still = on(here.clone(), &entries.replace("initial = 0.5", "initial = 0")).unwrap();
    for shock in &mut still.shocks {
        shock.path = Some(Arc::new(Never));
    }
    match (simulated(&still), &in_order) {
        (Ok(still), _) => {
            assert_same(&still, &State::unchanged(&here).unwrap(), 1.0);
            assert!(still.settled().is_nothing(), "{entries}");
        }
        (Err(still), Err(said)) => {
            assert!(still.iter().all(|code| STATED.contains(code) && said.contains(code)), "{still:?}: {entries}");
        }
        (Err(still), Ok(_)) => panic!("refused at level zero alone, {still:?}: {entries}"),
    }
    match in_order {
        Ok(state) => {
            check_state(&here, &state);
            check_split(&here, &state);
            Vec::new()
        }
        Err(said) => said,
    }
}

/// What no kind of entry does: it asks a payer for a number that is none.
#[derive(Debug)]
struct Nonsense;

impl Effect for Nonsense {
    fn apply(&self, name: &Arc<EntryName>, _: &Moment<'_>, changes: &mut Changes<'_>) {
        changes.primary(name, (0, 0), Move::Add(f64::NAN), &Payer::OperatingSurplus);
    }
}

#[test]
fn accounts_that_stay_open_are_told_and_give_no_result() {
    let text = "[[shock.final_demand]]\nname = 'more'\nsectors = 'S1'\ncomponent = 'households'\nadd = 1\n";
    let mut scenario = on(base(&crate::table::fixture::two_sectors(), Closure::Open, 1.0), text).unwrap();
    scenario.shocks[0].effect = Box::new(Nonsense);
    let said = scenario.simulate(&Point::Central).unwrap_err();
    assert_eq!(codes(&said), ["accounts-open"]);
    let said = said.iter().next().unwrap();
    assert_eq!(said.message, "scenario `test`: primary inputs and final demand differ by NaN of final demand");
    let help = "check the table with `eslabon table check`; if it passes, the fault is in the program";
    assert_eq!(said.help.as_deref(), Some(help));
}

#[test]
fn every_kind_has_an_example() {
    let named: BTreeSet<&str> = EXAMPLES.iter().map(|(kind, _)| *kind).collect();
    let all: BTreeSet<&str> = ENTRIES.iter().map(|kind| kind.id).collect();
    assert_eq!(named, all);
}

#[test]
fn every_two_kinds_on_the_table_of_2021() {
    let mut diagnostics = Diagnostics::default();
    let options = crate::table::reader::ReadOptions::default();
    let table = crate::table::reader::load("chile-2021", &options, &mut diagnostics).unwrap().table;
    for closure in [Closure::Open, Closure::Households] {
        let mut refused = Vec::new();
        for examples in pairs() {
            let said = check(&table, closure, ["ITS", "COP", "FIN", "RET", "TEL"], &examples, 1e5);
            if !said.is_empty() {
                refused.push((examples, said));
            }
        }
        // `set` and `toward` are alone on their cell; who goes short of all sectors goes with no other limit; what an extraction takes
        // out is imported, whoever pays for what others change of it, and nobody finances what is bought less.
        let alone = [(2, 2), (4, 19), (16, 16), (18, 18), (19, 19)];
        let alone = alone.map(|(one, other)| (vec![one, other], "not-alone"));
        let rationings = [11, 12].map(|one| (vec![one, 13], "two-rationings"));
        let payers = [(9, 16), (10, 16), (9, 18), (10, 18), (0, 23), (2, 23), (22, 23)];
        let payers = payers.map(|(one, other)| (vec![one, other], "two-payers"));
        let mut known = [&alone[..], &rationings, &payers].concat();
        refused.sort();
        known.sort();
        let refused: Vec<(Vec<usize>, &str)> =
            refused.into_iter().map(|(examples, said)| (examples, said[0])).collect();
        assert_eq!(refused, known, "{}", closure.word());
    }
}

#[test]
fn the_order_of_many_entries_on_one_cell_does_not_matter() {
    let table = crate::table::fixture::two_sectors();
    let cell = "[[shock.coefficient]]\nsupplier = 'S2'\nbuyers = 'S1'\ninstead_of = 'operating_surplus'\n";
    let goods = "[[shock.procurement]]\ncomponent = 'other'\nbill_of_goods = { S1 = 0.7, S2 = 0.3 }\nimport_share = 0.1\n\
                 financed_by = 'households'\n";
    // Decimals of which sums and products in another order differ in the last bit.
    let more: String = ["add = 0.01", "add = 0.02", "add = 0.0007", "scale = 1.1", "scale = 1.03", "scale = 0.97"]
        .iter()
        .enumerate()
        .map(|(at, change)| format!("{cell}name = '{at}'\n{change}\n"))
        .chain([0.1, 0.2, 0.7].map(|amount| format!("{goods}name = '{amount}'\namount = {amount}\n")))
        .collect();
    for closure in [Closure::Open, Closure::Households] {
        let mut scenario = on(base(&table, closure, 1.0), &more).unwrap();
        let first = simulated(&scenario).unwrap();
        for turn in 1..scenario.shocks.len() {
            scenario.shocks.rotate_left(turn);
            assert_same(&first, &simulated(&scenario).unwrap(), 1.0);
            scenario.shocks.reverse();
            assert_same(&first, &simulated(&scenario).unwrap(), 1.0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The same on random tables. A refusal has one of the reasons that are known.
    #[test]
    fn every_two_kinds_on_random_tables(table in productive(9, 0.6)) {
        prop_assume!(table.len() >= 5);
        for closure in [Closure::Open, Closure::Households] {
            for examples in pairs() {
                let said = check(&table, closure, ["S1", "S2", "S3", "S4", "S5"], &examples, 0.5);
                prop_assert!(said.iter().all(|code| REFUSALS.contains(code)), "{examples:?}: {said:?}");
            }
        }
    }
}
