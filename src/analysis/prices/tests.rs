use super::*;
use crate::table::Denominator;
use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
use approx::assert_relative_eq;
use nalgebra::{DMatrix, dvector};
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

#[test]
fn the_textbook_rise_of_a_tenth() {
    let two = economy(two_sectors());
    let found = PriceChange::of_cost(&two, &dvector![0.1, 0.0]).unwrap();
    assert_relative_eq!(found.by_sector, dvector![0.1254, 0.0330], epsilon = 5e-5);
    // Households buy 50 and 400.
    let households = (50.0 * found.by_sector[0] + 400.0 * found.by_sector[1]) / 450.0;
    assert_relative_eq!(found.by_component[0].unwrap(), households, max_relative = 1e-15);
}

/// The textbook's rise of .1 in the first sector, as it is asked for on the command line.
#[test]
fn a_rise_in_chosen_sectors_is_a_column() {
    let two = economy(two_sectors());
    let frames = run(&two, &ANALYSIS.options(two.table(), &["rise=S1:0.1"]).unwrap()).unwrap();
    let at = frames[0].position("rise").unwrap();
    for (row, expected) in frames[0].rows.iter().zip([12.54, 3.30]) {
        assert!((row[at].number().unwrap() - expected).abs() <= 5e-3);
    }
    assert_eq!(ANALYSIS.options(two.table(), &["rise=S3:0.1"]).unwrap_err().iter().count(), 1);
}

#[test]
fn wages_and_surplus_by_hand() {
    let found = PriceEffects::of(&economy(two_sectors()), Some(0), 0.1).unwrap();
    // L = [[.95, .25], [.2, .85]] / .7575; wages are .3 and .25 of output.
    let d = 0.7575;
    let wages = dvector![(0.03 * 0.95 + 0.025 * 0.2) / d, (0.03 * 0.25 + 0.025 * 0.85) / d];
    // Prices are near one, so that their changes are good to 1e-16 in themselves.
    assert_relative_eq!(found.cost("compensation").unwrap().by_sector, wages, epsilon = 1e-15);
    assert_eq!(found.cost("imports"), None);
    // l_12 / l_11 = .25 / .95.
    let (at, own) = found.own.unwrap();
    assert_eq!(at, 0);
    assert_relative_eq!(own.unwrap().by_sector, dvector![0.1, 0.1 * 0.25 / 0.95], epsilon = 1e-15);
}

#[test]
fn one_sector_and_odd_sectors() {
    let one = PriceEffects::of(&economy(one_sector()), Some(0), 0.5).unwrap();
    // All that it pays is wages: half dearer, and its own use with it.
    assert_relative_eq!(one.cost("compensation").unwrap().by_sector[0], 0.5, epsilon = 1e-15);
    let odd = PriceEffects::of(&economy(oddities()), None, 0.1).unwrap();
    for (_, effect) in &odd.costs {
        let change = effect.as_ref().unwrap();
        // Zero output costs nothing; inventories have no average.
        assert_eq!((change.by_sector[1], change.by_component[1]), (0.0, None));
    }
    let outside = PriceEffects::of(&economy(one_sector()), Some(1), 0.5);
    assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 1, sectors: 1 }));
}

/// Wages of three times its output out of a surplus below nothing: cheaper wages alone would pay for the product.
#[test]
fn a_cost_that_leaves_nothing_to_pay_takes_nothing_from_the_others() {
    let mut parts = two_sectors().into_parts();
    parts.primary_inputs.values.set_column(0, &dvector![3000.0, -2350.0]);
    let odd = economy(IoTable::new(parts).unwrap());
    let found = PriceEffects::of(&odd, Some(1), -0.5).unwrap();
    assert_eq!(found.cost("compensation"), None);
    // p_1 falls by (1.5 .95 + .125 .2) / .7575, p_2 by (1.5 .25 + .125 .85) / .7575 = .635.
    assert_eq!(found.costs[0].1, Err(vec![0]));
    let d = 0.7575;
    let surplus = dvector![(2.35 * 0.95 - 0.45 * 0.2) / d, (2.35 * 0.25 - 0.45 * 0.85) / d] * 0.5;
    assert_relative_eq!(found.cost("operating_surplus").unwrap().by_sector, surplus, max_relative = 1e-13);
    let frames = found.into_frames(odd.table(), -50.0).unwrap();
    for frame in &frames {
        let place = |id: &str| frame.position(id).unwrap();
        assert!(frame.cells(place("compensation")).all(|cell| *cell == Value::Empty), "{}", frame.id);
        assert!(frame.cells(place("own_price")).all(|cell| *cell != Value::Empty), "{}", frame.id);
        let said = "Wages: empty, because a rise by -50 % would leave nothing to pay for the product of S1 (sector 1).";
        assert_eq!(frame.notes.last().unwrap(), said);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Where every cost is dearer by a share, so is everything; costs add up; and p' = v'L by the inverse says the same.
    #[test]
    fn costs_add_up(table in productive(7, 0.9), rise in -0.5_f64..2.0) {
        let economy = economy(table);
        let found = PriceEffects::of(&economy, None, rise).unwrap();
        let n = economy.table().len();
        let inverse = economy.leontief().unwrap().matrix();
        let mut together = DVector::zeros(n);
        // Where all that is paid falls by half, no part of it can take more than half.
        for (cost, effect) in &found.costs {
            let change = effect.as_ref().unwrap();
            let slow = inverse.tr_mul(&(cost.coefficients(&economy).unwrap() * rise));
            prop_assert!((&slow - &change.by_sector).amax() <= 1e-13);
            together += &change.by_sector;
        }
        prop_assert!(together.iter().all(|sum| (sum - rise).abs() <= 1e-12));
        let changes = found.costs.iter().filter_map(|(_, effect)| effect.as_ref().ok());
        let average: f64 = changes.filter_map(|change| change.by_component[0]).sum();
        prop_assert!((average - rise).abs() <= 1e-12);
    }

    /// A price that is given, the slow way: one equation fewer, and p_n' = (p_k a_kn' + v_n') (I - A_nn)⁻¹. And what
    /// would make that price by itself, a rise of the primary inputs of k by s / l_kk, moves all prices alike.
    #[test]
    fn a_given_price_leaves_a_smaller_system(table in productive(7, 0.9), pick in 0_usize..7, rise in -0.5_f64..2.0) {
        let economy = economy(table);
        let (n, a) = (economy.table().len(), economy.technical().matrix());
        let k = pick % n;
        let found = PriceChange::of_own_price(&economy, k, rise).unwrap().by_sector;
        prop_assert!((found[k] - rise).abs() <= 1e-15 * (1.0 + rise.abs()));
        // Sector j pays for its inputs and for v_j; that of k is left out for its price.
        let system = DMatrix::from_fn(n, n, |j, i| f64::from(i == j) - if j == k { 0.0 } else { a[(i, j)] });
        let paid = DVector::from_fn(n, |j, _| if j == k { 1.0 + rise } else { 1.0 - a.column(j).sum() });
        let slow = system.lu().solve(&paid).unwrap();
        for j in 0..n {
            prop_assert!((1.0 + found[j] - slow[j]).abs() <= 1e-12 * slow[j]);
        }
        let own = economy.leontief().unwrap().matrix()[(k, k)];
        let cost = DVector::from_fn(n, |j, _| if j == k { rise / own } else { 0.0 });
        let pushed = PriceChange::of_cost(&economy, &cost).unwrap().by_sector;
        prop_assert!((pushed - found).amax() <= 1e-12 * (1.0 + rise.abs()));
    }
}
