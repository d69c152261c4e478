use super::*;
use crate::model::{LeontiefSystem, System, TechnicalCoefficients};
use crate::table::fixture::{all_money_times, oddities, one_sector, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use crate::words::Value;
use approx::assert_relative_eq;
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

#[test]
fn the_textbook_limits() {
    let found = TolerableLimits::of(&economy(two_sectors()), 0.01).unwrap();
    for (i, row) in [[0.0526, 0.0159], [0.0886, 0.1765]].into_iter().enumerate() {
        for (j, limit) in row.into_iter().enumerate() {
            assert_relative_eq!(found.limit(i, j).unwrap(), limit, epsilon = 5e-5);
        }
    }
    assert_eq!(found.class(0, 1), Some(Importance::Below5));
    assert_eq!(found.class(1, 1), Some(Importance::Below20));
    let order: Vec<(usize, usize)> = found.in_order().into_iter().map(|(i, j, _)| (i, j)).collect();
    assert_eq!(order, [(0, 1), (0, 0), (1, 0), (1, 1)]);
}

/// The edges belong to the class above them.
#[test]
fn classes_by_limit() {
    let words: Vec<&str> =
        [0.0, 0.05, 0.2, 0.5, 0.999, 1.0, 1e9].into_iter().map(|limit| Importance::of(limit).word()).collect();
    assert_eq!(words, ["below-5", "5-to-20", "20-to-50", "50-to-100", "50-to-100", "above-100", "above-100"]);
}

#[test]
fn coefficients_of_nothing_have_no_limit_and_are_not_listed() {
    let economy = economy(oddities());
    let found = TolerableLimits::of(&economy, 0.01).unwrap();
    for other in 0..5 {
        // The idle sector, and the one that sells nothing to industries.
        assert_eq!((found.limit(1, other), found.limit(other, 1), found.limit(2, other)), (None, None, None));
    }
    // -1e-14 is rounding of the source.
    assert_eq!(found.limit(3, 3), None);
    let frames = found.into_frames(&economy, 0.01, 3, Some(1), Layout::Long).unwrap();
    let ids: Vec<&str> = frames.iter().map(|frame| frame.id.as_str()).collect();
    assert_eq!(ids, ["tolerable-limits", "important-coefficients", "tolerable-limits-pairs"]);
    assert_eq!(frames[1].rows.len(), 3);
    let count: f64 = frames[0].cells(1).filter_map(Value::number).sum();
    assert_eq!(count, frames[2].rows.len() as f64);
}

#[test]
fn one_sector_alone_may_move_by_what_its_own_use_allows() {
    // x = 80 / (1 - .2 (1 + r)): one percent more at .2 r = .8 - .8 / 1.01.
    let found = TolerableLimits::of(&economy(one_sector()), 0.01).unwrap();
    assert_relative_eq!(found.limit(0, 0).unwrap(), (0.8 - 0.8 / 1.01) / 0.2, max_relative = 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// With a coefficient at its limit, the output that moves most moves by what is tolerated; solved anew, for every coefficient.
    #[test]
    fn at_the_limit_an_output_moves_by_what_is_tolerated(table in productive(6, 0.7), tolerated in 0.001_f64..0.1) {
        let economy = economy(table);
        let n = economy.table().len();
        let (a, before) = (economy.technical().matrix(), economy.output());
        let found = TolerableLimits::of(&economy, tolerated).unwrap();
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
            let Some(limit) = found.limit(i, j) else {
                prop_assert_eq!(a[(i, j)], 0.0);
                continue;
            };
            let mut changed = a.clone();
            changed[(i, j)] *= 1.0 + limit;
            let after =
                LeontiefSystem::new(TechnicalCoefficients::from_matrix(changed)).outputs(economy.final_demand()).unwrap();
            let most = after.iter().zip(before.iter()).map(|(after, before)| after / before - 1.0).fold(0.0, f64::max);
            // Outputs span four orders of magnitude, of which the smallest keeps twelve digits; three more go where one is taken off.
            prop_assert!((most / tolerated - 1.0).abs() <= 1e-9, "{most} for {tolerated}");
        }
    }

    /// Who tolerates twice as much has more room, and never more than twice as much; the currency does not matter; every coefficient
    /// above nothing stands in the list and in one class, and the list rises.
    #[test]
    fn limits_grow_with_what_is_tolerated(table in productive(7, 0.9), tolerated in 0.001_f64..0.1, power in -8_i32..8) {
        let rate = 2.0_f64.powi(power);
        let mut parts = table.clone().into_parts();
        all_money_times(&mut parts, rate);
        let (one, other) = (economy(table), economy(IoTable::new(parts).unwrap()));
        let found = TolerableLimits::of(&one, tolerated).unwrap();
        // A power of two scales without rounding.
        prop_assert_eq!(&TolerableLimits::of(&other, tolerated).unwrap(), &found);
        let wider = TolerableLimits::of(&one, 2.0 * tolerated).unwrap();
        let listed = found.in_order();
        for &(i, j, limit) in &listed {
            let more = wider.limit(i, j).unwrap() / limit;
            prop_assert!(1.0 - 1e-14 < more && more <= 2.0 * (1.0 + 1e-14), "{more}");
        }
        prop_assert!(listed.windows(2).all(|pair| pair[0].2 <= pair[1].2));
        let there = one.technical().matrix().iter().filter(|cell| **cell > 0.0).count();
        let by_class: usize =
            Importance::WORDS.iter().map(|(_, class, _)| listed.iter().filter(|(i, j, _)| found.class(*i, *j) == Some(*class)).count()).sum();
        prop_assert_eq!((listed.len(), by_class), (there, there));
    }
}
