use super::*;
use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use crate::words::Value;
use approx::assert_relative_eq;
use nalgebra::{dmatrix, dvector};
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

const KEYS: [FactorKey; 3] = [FactorKey::Output, FactorKey::Income, FactorKey::ValueAdded];

/// Miller and Blair's two sectors with the household row (.3, .25, .05) and column (.05, .4): the closed inverse is printed as
/// [[1.3651, .4253, .2509], [.5273, 1.3481, .5954], [.5698, .4890, 1.2885]].
#[test]
fn the_textbook_multipliers() {
    let economy = economy(two_sectors());
    let closure = HouseholdClosure::new(dvector![0.05, 0.4], 0.05).unwrap();
    let found = Multipliers::of(&economy, &KEYS).unwrap().closed(&economy, &closure).unwrap();
    let output = found.factor("output").unwrap();
    assert_relative_eq!(output.simple, dvector![1.5182, 1.4521], epsilon = 5e-5);
    let total = output.total.clone().unwrap();
    // Two elements of four printed digits each.
    assert_relative_eq!(total, dvector![1.3651 + 0.5273, 0.4253 + 1.3481], epsilon = 1e-4);
    let income = found.factor("income").unwrap();
    let d = 0.7575;
    let simple = dvector![(0.3 * 0.95 + 0.25 * 0.2) / d, (0.3 * 0.25 + 0.25 * 0.85) / d];
    assert_relative_eq!(income.simple, simple, max_relative = 1e-14);
    // What sectors pay is .95 of all income, of which households pay .05 to one another.
    assert_relative_eq!(income.total.clone().unwrap(), 0.95 * dvector![0.5698, 0.4890], epsilon = 5e-5);
    let types: Vec<f64> = income.type_one().into_iter().flatten().collect();
    assert_relative_eq!(types[0], simple[0] / 0.3, max_relative = 1e-14);
    assert_relative_eq!(types[1], simple[1] / 0.25, max_relative = 1e-14);
    // There are no imports: a unit of final demand is a unit of value added.
    assert_relative_eq!(found.factor("value-added").unwrap().simple, dvector![1.0, 1.0], max_relative = 1e-14);
    assert_eq!(found.factor("imports"), None);
}

/// The closed model as what it is: one sector more.
#[test]
fn households_as_a_third_sector_say_the_same() {
    let economy = economy(two_sectors());
    let closure = HouseholdClosure::new(dvector![0.05, 0.4], 0.05).unwrap();
    let found = Multipliers::of(&economy, &KEYS).unwrap().closed(&economy, &closure).unwrap();
    let large = dmatrix![0.15, 0.25, 0.05; 0.2, 0.05, 0.4; 0.3, 0.25, 0.05];
    let inverse = (DMatrix::identity(3, 3) - large).try_inverse().unwrap();
    for each in &found.factors {
        let h = &each.factor.per_output;
        for j in 0..2 {
            let by_sector = h[0] * inverse[(0, j)] + h[1] * inverse[(1, j)];
            assert_relative_eq!(each.total.as_ref().unwrap()[j], by_sector, max_relative = 1e-13);
        }
    }
}

#[test]
fn a_sector_without_wages_has_no_type_and_one_of_zero_output_brings_itself() {
    let economy = economy(oddities());
    let found = Multipliers::of(&economy, &KEYS).unwrap();
    let income = found.factor("income").unwrap();
    assert_eq!((income.type_one()[3], income.type_one()[1]), (None, None));
    assert!(income.simple[3] > 0.0);
    assert_eq!(found.factor("output").unwrap().simple[1], 1.0);
    assert_eq!(income.total, None);
    assert_eq!(income.type_two(), [None; 5]);
    let alone = Multipliers::of(&self::economy(one_sector()), &KEYS).unwrap();
    assert_relative_eq!(alone.factor("income").unwrap().simple[0], 1.0, max_relative = 1e-14);
}

#[test]
fn without_a_closure_the_table_says_why_there_are_no_totals() {
    // Households buy 80 and value added is 80: all that is earned is spent at home.
    let economy = economy(one_sector());
    let table = economy.table().clone();
    let frames = run(&economy, &ANALYSIS.options(&table, &["of=income"]).unwrap()).unwrap();
    assert_eq!(frames[1].id, "multipliers-income");
    assert!(
        frames[1].notes[0]
            .contains("No totals, which need households that spend what they earn: household consumption is 1.0000"),
        "{:?}",
        frames[1].notes
    );
    assert_eq!(frames[1].rows[0][frames[1].position("total").unwrap()], Value::Empty);
}

/// S1 pays three times its output in wages out of a surplus below zero, and households spend nine tenths of what they earn: each
/// round of spending is larger than the one before, and a solution of the system would be no sum of them.
#[test]
fn a_closed_model_that_is_not_productive_has_no_totals_and_keeps_the_simple_ones() {
    let mut parts = two_sectors().into_parts();
    let (wages, surplus) = (parts.primary_inputs.values[(0, 0)], parts.primary_inputs.values[(1, 0)]);
    parts.primary_inputs.values[(0, 0)] = 3000.0;
    parts.primary_inputs.values[(1, 0)] = wages + surplus - 3000.0;
    parts.manifest.household_income = Some(500.0);
    let economy = economy(IoTable::new(parts).unwrap());
    let closure = HouseholdClosure::of(economy.table()).unwrap();
    let simple = Multipliers::of(&economy, &KEYS).unwrap();
    assert_eq!(simple.closed(&economy, &closure), Err(ModelError::NotProductive { sectors: vec![0] }));
    let table = economy.table().clone();
    let frames = run(&economy, &ANALYSIS.options(&table, &["of=output"]).unwrap()).unwrap();
    let cell = |id: &str| frames[1].rows[0][frames[1].position(id).unwrap()].clone();
    assert_eq!((cell("total"), cell("induced"), cell("type_two"), cell("total_rank")), {
        (Value::Empty, Value::Empty, Value::Empty, Value::Empty)
    });
    assert_relative_eq!(cell("simple").number().unwrap(), 1.15 / 0.7575, max_relative = 1e-14);
    let said = &frames[1].notes[0];
    assert!(said.starts_with("No totals") && said.ends_with("not productive: look at S1 (sector 1)."), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The parts add up; value added and imports and taxes of a unit of demand are that unit; by the inverse as by solves.
    #[test]
    fn a_unit_of_demand_goes_somewhere(table in productive(7, 0.9)) {
        let economy = economy(table);
        let keys = [FactorKey::ValueAdded, FactorKey::Imports, FactorKey::Taxes, FactorKey::Output];
        let found = Multipliers::of(&economy, &keys).unwrap();
        let inverse = economy.leontief().unwrap().matrix();
        for each in &found.factors {
            let slow = inverse.tr_mul(&each.factor.per_output);
            prop_assert!((&each.simple - &slow).amax() <= 1e-12 * slow.amax());
        }
        let unit = &found.factors[0].simple + &found.factors[1].simple + &found.factors[2].simple;
        prop_assert!(unit.iter().all(|sum| (sum - 1.0).abs() <= 1e-12));
    }

    /// Closing the model multiplies income alike for every sector, by 1 / (1 - w'L c): total over simple is one number.
    #[test]
    fn type_two_is_type_one_times_one_number(table in productive(7, 0.8), spent in 0.0_f64..0.9) {
        let economy = economy(table);
        let n = economy.table().len();
        let consumption = DVector::from_element(n, spent / n as f64);
        let wages = compensation(economy.table(), economy.primary());
        let factor = 1.0 / (1.0 - wages.dot(&economy.system().outputs(&consumption).unwrap()));
        let closure = HouseholdClosure::new(consumption, 0.0).unwrap();
        let found = Multipliers::of(&economy, &[FactorKey::Income]).unwrap().closed(&economy, &closure).unwrap();
        let income = &found.factors[0];
        let total = income.total.clone().unwrap();
        for j in 0..n {
            prop_assert!((total[j] / income.simple[j] - factor).abs() <= 1e-12 * factor);
            let parts = income.factor.per_output[j] + income.indirect()[j] + income.induced().unwrap()[j];
            prop_assert!((parts - total[j]).abs() <= 1e-14 * total[j]);
        }
    }
}
