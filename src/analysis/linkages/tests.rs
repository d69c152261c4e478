use super::*;
use crate::model::{GhoshInverse, LeontiefSystem, LowRank, System, TechnicalCoefficients, UpdatedSystem};
use crate::table::fixture::{all_money_times, oddities, one_sector, productive, repeated, two_sectors};
use crate::table::{Denominator, IoTable};
use crate::words::Value;
use approx::assert_relative_eq;
use nalgebra::{DMatrix, dmatrix, dvector};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

fn linkages(table: IoTable) -> Linkages {
    Linkages::of(&economy(table)).unwrap()
}

#[test]
fn the_textbook_linkages() {
    let found = linkages(two_sectors());
    // L = [[.95, .25], [.2, .85]] / .7575, exactly.
    let d = 0.7575;
    assert_relative_eq!(found.total.backward, dvector![1.15 / d, 1.1 / d], max_relative = 1e-14);
    assert_relative_eq!(found.total.forward, dvector![1.2 / d, 1.05 / d], max_relative = 1e-14);
    assert_relative_eq!(found.total.forward_supply, dvector![1.45 / d, 0.95 / d], max_relative = 1e-14);
    assert_relative_eq!(found.direct_backward, dvector![0.35, 0.3], max_relative = 1e-14);
    assert_relative_eq!(found.direct_forward, dvector![0.65, 0.15], max_relative = 1e-14);
    // As printed, to four decimals.
    assert_relative_eq!(found.total.backward, dvector![1.5182, 1.4521], epsilon = 5e-5);
    assert_relative_eq!(found.total.power().unwrap(), dvector![1.0222, 0.9778], epsilon = 5e-5);
    assert_relative_eq!(found.total.sensitivity().unwrap(), dvector![1.0667, 0.9333], epsilon = 5e-5);
    assert_relative_eq!(found.total.sensitivity_supply().unwrap(), dvector![1.2083, 0.7917], epsilon = 5e-5);
    assert_eq!(found.total.classes(), Some(vec![KeySector::Key, KeySector::Weak]));
    assert_eq!(found.total.classes_supply(), found.total.classes());
    // f / x = .35 and .85.
    let net: Vec<f64> = found.net_backward.iter().copied().flatten().collect();
    assert_relative_eq!(net[0], 0.35 * 1.15 / d, max_relative = 1e-13);
    assert_relative_eq!(net[1], 0.85 * 1.1 / d, max_relative = 1e-13);
}

/// With two elements a and b, sd / mean is √2 |a - b| / (a + b): .95 and .2 down the first column of L, .95 and .25 along
/// its first row. With the axes mixed the two pairs change places.
#[test]
fn variation_is_down_the_column_for_power_and_along_the_row_for_sensitivity() {
    let found = linkages(two_sectors());
    let of = |a: f64, b: f64| 2.0_f64.sqrt() * (a - b).abs() / (a + b);
    let pairs = [
        (found.power_variation[0], of(0.95, 0.2)),
        (found.power_variation[1], of(0.25, 0.85)),
        (found.sensitivity_variation[0], of(0.95, 0.25)),
        (found.sensitivity_variation[1], of(0.2, 0.85)),
    ];
    for (variation, expected) in pairs {
        assert_relative_eq!(variation.unwrap(), expected, max_relative = 1e-14);
    }
}

/// Germany 1995, six sectors, millions of euro: Eurostat Manual of Supply, Use and Input-Output Tables, 2008, chapter 15. The
/// row of industry is 46 short of its column in the source; the manual divides by columns for L and by rows for G.
#[test]
fn germany_as_the_manual_prints_it() {
    let flows = dmatrix![
        1131.0, 25480.0, 1.0, 607.0, 710.0, 762.0;
        7930.0, 304_584.0, 64167.0, 41082.0, 11981.0, 30360.0;
        426.0, 7334.0, 3875.0, 5296.0, 23457.0, 9155.0;
        3559.0, 72717.0, 14190.0, 74399.0, 10835.0, 21008.0;
        3637.0, 96115.0, 31027.0, 65755.0, 193_176.0, 34223.0;
        1552.0, 14986.0, 1747.0, 11225.0, 15058.0, 22070.0
    ];
    let by_column = dvector![43910.0, 1_079_446.0, 245_606.0, 540_063.0, 692_487.0, 508_918.0];
    let mut by_row = by_column.clone();
    by_row[1] -= 46.0;
    let totals = |output: &DVector<f64>| {
        let system = LeontiefSystem::new(TechnicalCoefficients::of(&flows, output));
        let inverse = system.inverse().unwrap();
        let ghosh = GhoshInverse::of(&inverse, output);
        (TotalLinkages::from_inverses(&inverse, &ghosh), ghosh)
    };
    let multipliers = dvector![1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782];
    assert_relative_eq!(totals(&by_column).0.backward, multipliers, epsilon = 5e-5);
    let (total, ghosh) = totals(&by_row);
    // The second is 1.6910: a digit swapped to 1.6691 is outside the tolerance.
    let ghosh_rows = dvector![2.1126, 1.6910, 1.3558, 1.5849, 2.1037, 1.2106];
    let ghosh_first_column = dvector![1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043];
    assert_relative_eq!(total.forward_supply, ghosh_rows, epsilon = 5e-5);
    assert_relative_eq!(ghosh.matrix().column(0).into_owned(), ghosh_first_column, epsilon = 5e-5);
}

#[test]
fn one_sector_is_its_own_average() {
    let found = linkages(one_sector());
    assert_relative_eq!(found.total.backward[0], 1.25, max_relative = 1e-15);
    assert_eq!(found.total.power(), Some(dvector![1.0]));
    assert_eq!(found.total.classes(), Some(vec![KeySector::Key]));
    // Nothing varies where there is one value.
    assert_eq!((found.power_variation[0], found.sensitivity_variation[0]), (None, None));
    assert_relative_eq!(found.net_backward[0].unwrap(), 1.0, max_relative = 1e-15);
}

#[test]
fn a_sector_of_zero_output_has_linkages_of_one_and_no_net_one() {
    let found = linkages(oddities());
    assert_eq!((found.total.backward[1], found.total.forward[1], found.total.forward_supply[1]), (1.0, 1.0, 1.0));
    assert_eq!((found.direct_backward[1], found.direct_forward[1], found.net_backward[1]), (0.0, 0.0, None));
    // Negative inventories make the final demand of the last sector negative, and so its net linkage.
    assert!(found.net_backward[4].unwrap() < 0.0);
}

#[test]
fn a_table_without_flows_between_sectors_has_no_direct_index() {
    let mut parts = two_sectors().into_parts();
    parts.intermediate.fill(0.0);
    let frames = linkages(IoTable::new(parts.clone()).unwrap()).into_frames(&IoTable::new(parts).unwrap(), Some(1));
    let frames = frames.unwrap();
    let cell = |id: &str| frames[0].rows[1][frames[0].position(id).unwrap()].clone();
    assert_eq!(cell("direct_backward_index"), Value::Empty);
    assert_eq!(cell("power"), Value::Number(1.0));
    assert_eq!(cell("class"), Value::Text("key".into()));
}

#[test]
fn the_focus_is_said_with_its_rank_and_the_mean() {
    let table = two_sectors();
    let frames = linkages(table.clone()).into_frames(&table, Some(1)).unwrap();
    let [all, focus] = &frames[..] else { panic!("two tables") };
    assert_eq!(all.rows.len(), 2);
    assert_eq!(all.rows[0][..2], [Value::from("S1"), Value::from("sector 1")]);
    let row = focus.rows.iter().find(|row| row[0] == Value::from("power")).unwrap();
    assert_eq!(row[4], Value::Integer(2));
    assert_relative_eq!(row[5].number().unwrap(), 1.0, max_relative = 1e-15);
    assert_eq!(focus.notes, ["Class by power and sensitivity: weak; by power and the supply side's: weak."]);
    let outside = linkages(table.clone()).into_frames(&table, Some(2));
    assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 2, sectors: 2 }));
}

/// The rank among those with a value does not count a sector without one that stands before it.
#[test]
fn a_sector_without_a_value_takes_no_rank() {
    let table = oddities();
    let frames = linkages(table.clone()).into_frames(&table, Some(2)).unwrap();
    let row = frames[1].rows.iter().find(|row| row[0] == Value::from("net_backward")).unwrap();
    let all: Vec<Option<f64>> =
        frames[0].cells(frames[0].position("net_backward").unwrap()).map(Value::number).collect();
    let larger = all.iter().flatten().filter(|net| **net > all[2].unwrap() + 1e-12).count();
    assert_eq!(row[4], Value::Integer(i64::try_from(larger).unwrap() + 1));
}

#[test]
fn a_changed_economy_needs_no_inverse() {
    let table = IoTable::new(repeated(two_sectors().into_parts(), 4)).unwrap();
    let economy = economy(table);
    let change = LowRank::from_cells(8, &BTreeMap::from([((1, 0), 0.05), ((1, 6), 0.1)]));
    let system = UpdatedSystem::new(economy.system().clone(), change).unwrap();
    assert!(system.is_short_cut());
    let output = system.outputs(economy.final_demand()).unwrap();
    let short = TotalLinkages::of(&system, &output).unwrap();
    let inverse = system.refactored().inverse().unwrap();
    let long = TotalLinkages::from_inverses(&inverse, &GhoshInverse::of(&inverse, &output));
    assert_relative_eq!(short.backward, long.backward, max_relative = 1e-13);
    assert_relative_eq!(short.forward, long.forward, max_relative = 1e-13);
    assert_relative_eq!(short.forward_supply, long.forward_supply, max_relative = 1e-13);
}

#[test]
fn zero_output_is_the_same_by_solves_and_by_inverses() {
    let economy = economy(oddities());
    let by_solves = TotalLinkages::of(&**economy.system(), economy.published_output()).unwrap();
    let by_inverses = Linkages::of(&economy).unwrap().total;
    assert_relative_eq!(by_solves.forward_supply, by_inverses.forward_supply, max_relative = 1e-13);
    assert_relative_eq!(by_solves.backward, by_inverses.backward, max_relative = 1e-13);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Solves, inverses and power series agree; the three sums weigh out against one another.
    #[test]
    fn three_ways_to_the_totals(table in productive(8, 0.8)) {
        let economy = economy(table);
        let found = Linkages::of(&economy).unwrap();
        let by_solves = TotalLinkages::of(&**economy.system(), economy.published_output()).unwrap();
        let n = economy.table().len();
        let series = |step: &DMatrix<f64>| {
            let mut term = DVector::from_element(n, 1.0);
            let mut sum = term.clone();
            for _ in 0..400 {
                term = step * term;
                sum += &term;
            }
            sum
        };
        let a = economy.technical().matrix();
        let pairs = [
            (&found.total.backward, &by_solves.backward, series(&a.transpose())),
            (&found.total.forward, &by_solves.forward, series(a)),
            (&found.total.forward_supply, &by_solves.forward_supply, series(economy.allocation().matrix())),
        ];
        for (inverse, solve, series) in pairs {
            // Outputs span four orders of magnitude, and so do the elements of G.
            prop_assert!((inverse - solve).amax() <= 1e-12 * inverse.amax());
            prop_assert!((inverse - series).amax() <= 1e-12 * inverse.amax());
        }
        prop_assert!((found.total.backward.sum() - found.total.forward.sum()).abs() <= 1e-12 * found.total.backward.sum());
    }

    /// Indices have mean one; the net linkage has mean one when weighted by output (i'L f = i'x).
    #[test]
    fn means_are_one(table in productive(8, 0.9)) {
        let economy = economy(table);
        let found = Linkages::of(&economy).unwrap();
        let total = &found.total;
        for index in [total.power(), total.sensitivity(), total.sensitivity_supply()] {
            prop_assert!((index.unwrap().mean() - 1.0).abs() <= 1e-13);
        }
        let x = economy.output();
        let weighted: f64 = found.net_backward.iter().zip(x.iter()).filter_map(|(net, x)| net.map(|net| net * x)).sum();
        prop_assert!((weighted / x.sum() - 1.0).abs() <= 1e-12);
    }

    /// Counting in another currency changes no linkage; a power of two scales without rounding.
    #[test]
    fn the_currency_does_not_matter(table in productive(6, 0.9), power in -8_i32..8) {
        let rate = 2.0_f64.powi(power);
        let mut parts = table.clone().into_parts();
        all_money_times(&mut parts, rate);
        prop_assert_eq!(linkages(table), linkages(IoTable::new(parts).unwrap()));
    }

    /// Economies side by side without trade: every sector keeps its sums.
    #[test]
    fn neighbours_without_trade_change_no_sum(table in productive(4, 0.8)) {
        let n = table.len();
        let alone = linkages(table.clone());
        let beside = linkages(IoTable::new(repeated(table.into_parts(), 2)).unwrap());
        for j in 0..n {
            prop_assert!((alone.total.backward[j] - beside.total.backward[n + j]).abs() <= 1e-12 * alone.total.backward[j]);
            prop_assert!(
                (alone.total.forward_supply[j] - beside.total.forward_supply[j]).abs()
                    <= 1e-12 * alone.total.forward_supply.amax()
            );
        }
    }
}
