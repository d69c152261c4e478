use super::*;
use crate::table::Denominator;
use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
use approx::assert_relative_eq;
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

fn paths(economy: &Economy, focus: usize, direction: Direction, cut_off: f64, depth: usize) -> StructuralPaths {
    let ones = DVector::from_element(economy.table().len(), 1.0);
    StructuralPaths::of(economy, focus, direction, &ones, Limits { cut_off, depth }).unwrap()
}

#[test]
fn the_textbook_paths() {
    let two = economy(two_sectors());
    // f_1 = 350; a_21 = .2, a_11 = .15: what the first's final demand brings is 350 x 1.15 / .7575 in all.
    let from = paths(&two, 0, Direction::From, 0.1, 10);
    assert_relative_eq!(from.total, 350.0 * 1.15 / 0.7575, max_relative = 1e-14);
    let found: Vec<(&[usize], f64)> = from.paths.iter().map(|path| (&path.chain[..], path.amount)).collect();
    assert_eq!(found, [(&[0][..], 350.0), (&[0, 1][..], 70.0)]);
    assert_relative_eq!(from.share_explained().unwrap(), 420.0 * 0.7575 / 1.15 / 350.0, max_relative = 1e-14);
    // To the second: its own final demand 1700, then 85 from its own use and 70 by way of the first.
    let to = paths(&two, 1, Direction::To, 0.03, 10);
    assert_relative_eq!(to.total, 2000.0, max_relative = 1e-14);
    let found: Vec<(&[usize], f64)> = to.paths.iter().map(|path| (&path.chain[..], path.amount)).collect();
    assert_eq!(
        found,
        [
            (&[1][..], 1700.0),
            (&[1, 0, 1][..], 0.2 * (0.25 * 1700.0)),
            (&[1, 1][..], 0.05 * 1700.0),
            (&[0, 1][..], 0.2 * 350.0)
        ]
    );
}

/// By hand, from the first sector's 350 with a cut-off of a tenth of 350 x 1.15 / .7575 = 531.35: what behind a kept path is beyond the
/// depth, and what of a branch that is left, long paths too, is below the cut-off.
#[test]
fn what_is_left_out_is_parted_by_branch() {
    let two = economy(two_sectors());
    // (v' L)_j: all that a unit that has come to the first, or to the second, brings from there on.
    let (first, second) = (1.15 / 0.7575, 1.1 / 0.7575);
    let at = |depth| paths(&two, 0, Direction::From, 0.1, depth);
    let alone = at(0);
    assert_eq!((alone.explained, alone.below_cut_off), (350.0, 0.0));
    assert_relative_eq!(alone.beyond_depth, 350.0 * (first - 1.0), max_relative = 1e-13);
    // 52.5 to itself is too small to be listed, but 52.5 x 1.518 behind it is not too small to be followed; 70 to the second is listed.
    let one = at(1);
    assert_relative_eq!(one.below_cut_off, 52.5, max_relative = 1e-13);
    assert_relative_eq!(one.beyond_depth, 52.5 * (first - 1.0) + 70.0 * (second - 1.0), max_relative = 1e-13);
    // All four branches behind them are left with all that is in them, so that nothing stands at the depth, though paths are longer.
    for depth in [2, 3, 10] {
        let deep = at(depth);
        assert_eq!((deep.explained, deep.beyond_depth), (420.0, 0.0));
        let left = (0.15 * 52.5 + 0.25 * 70.0) * first + (0.2 * 52.5 + 0.05 * 70.0) * second;
        assert_relative_eq!(deep.below_cut_off, 52.5 + left, max_relative = 1e-13);
    }
}

#[test]
fn nothing_is_listed_of_nothing_and_odd_tables_give_numbers() {
    let odd = economy(oddities());
    let idle = paths(&odd, 1, Direction::To, 0.01, 5);
    assert_eq!((idle.total, idle.paths.len(), idle.share_explained()), (0.0, 0, None));
    // Inventories make the final demand of the last sector negative: its paths go the other way.
    let negative = paths(&odd, 4, Direction::From, 0.01, 5);
    assert!(negative.total < 0.0 && negative.paths[0].amount < 0.0);
    let one = paths(&economy(one_sector()), 0, Direction::From, 0.001, 2);
    let amounts: Vec<f64> = one.paths.iter().map(|path| path.amount).collect();
    assert_relative_eq!(amounts[..], [80.0, 16.0, 3.2][..], max_relative = 1e-14);
    assert_relative_eq!(one.beyond_depth, 0.8, max_relative = 1e-12);
    let ones = DVector::from_element(5, 1.0);
    let outside = StructuralPaths::of(&odd, 5, Direction::To, &ones, Limits { cut_off: 0.1, depth: 1 });
    assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 5, sectors: 5 }));
}

/// All chains of up to `depth` links that begin with a product, each with what its producer adds.
fn slowly(a: &nalgebra::DMatrix<f64>, chain: &[usize], amount: f64, depth: usize, found: &mut Vec<(Vec<usize>, f64)>) {
    found.push((chain.to_vec(), amount));
    if chain.len() <= depth {
        for i in 0..a.nrows() {
            let longer: Vec<usize> = chain.iter().copied().chain([i]).collect();
            slowly(a, &longer, a[(i, chain[chain.len() - 1])] * amount, depth, found);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Nothing is left over, and no path of at least the cut-off is missed that walking all of them would find.
    #[test]
    fn every_path_is_found(table in productive(4, 0.8), pick in 0_usize..4, cut_off in 0.001_f64..0.1) {
        let economy = economy(table);
        let (n, a) = (economy.table().len(), economy.technical().matrix());
        let focus = pick % n;
        for direction in [Direction::To, Direction::From] {
            let found = paths(&economy, focus, direction, cut_off, 4);
            let parts = found.explained + found.below_cut_off + found.beyond_depth;
            prop_assert!((parts - found.total).abs() <= 1e-12 * found.total);
            let mut all = Vec::new();
            for product in (0..n).filter(|&l| direction == Direction::To || l == focus) {
                slowly(a, &[product], economy.final_demand()[product], 4, &mut all);
            }
            // Some of them lie within rounding of the cut-off.
            let least = cut_off * found.total;
            let ends_well = |chain: &[usize]| direction == Direction::From || chain[chain.len() - 1] == focus;
            let count = |least: f64| all.iter().filter(|(chain, own)| ends_well(chain) && *own >= least).count();
            prop_assert!(count(least * (1.0 + 1e-9)) <= found.paths.len());
            prop_assert!(found.paths.len() <= count(least * (1.0 - 1e-9)));
            for path in &found.paths {
                let slow = all.iter().find(|(chain, _)| *chain == path.chain).map(|(_, own)| *own);
                prop_assert!((slow.unwrap() - path.amount).abs() <= 1e-12 * path.amount);
            }
        }
    }

    /// The same where what producers add, and final demand, have both signs: parts cancel and no path hides behind another.
    #[test]
    fn no_path_hides_behind_another_of_the_other_sign(
        table in productive(4, 0.8),
        pick in 0_usize..4,
        cut_off in 0.002_f64..0.1,
        signs in prop::collection::vec(-1.0_f64..1.0, 8),
    ) {
        let economy = economy(table);
        let (n, a) = (economy.table().len(), economy.technical().matrix());
        let focus = pick % n;
        let weights = DVector::from_fn(n, |i, _| signs[i]);
        for direction in [Direction::To, Direction::From] {
            let limits = Limits { cut_off, depth: 4 };
            let found = StructuralPaths::of(&economy, focus, direction, &weights, limits).unwrap();
            let parts = found.explained + found.below_cut_off + found.beyond_depth;
            prop_assert!((parts - found.total).abs() <= 1e-12 * found.gross);
            prop_assert!(found.total.abs() <= found.gross * (1.0 + 1e-12));
            let mut all = Vec::new();
            for product in (0..n).filter(|&l| direction == Direction::To || l == focus) {
                slowly(a, &[product], economy.final_demand()[product], 4, &mut all);
            }
            let adds = |chain: &[usize]| {
                let end = chain[chain.len() - 1];
                if direction == Direction::From || end == focus { weights[end] } else { 0.0 }
            };
            let least = cut_off * found.gross;
            let large: Vec<_> = all.iter().filter(|(chain, own)| (own * adds(chain)).abs() >= least * (1.0 + 1e-9)).collect();
            for (chain, own) in large {
                let listed = found.paths.iter().find(|path| path.chain == *chain).map(|path| path.amount);
                prop_assert!(listed.is_some(), "{chain:?} of {} is not listed", own * adds(chain));
                prop_assert!((listed.unwrap() - own * adds(chain)).abs() <= 1e-12 * found.gross);
            }
            prop_assert!(found.paths.iter().all(|path| path.amount.abs() >= least * (1.0 - 1e-9)));
        }
    }

    /// A deeper and finer search only adds paths.
    #[test]
    fn finer_holds_coarser(table in productive(5, 0.8), pick in 0_usize..5) {
        let economy = economy(table);
        let focus = pick % economy.table().len();
        let coarse = paths(&economy, focus, Direction::To, 0.05, 3);
        let fine = paths(&economy, focus, Direction::To, 0.01, 6);
        prop_assert!(coarse.paths.iter().all(|path| fine.paths.contains(path)));
        prop_assert!(fine.explained >= coarse.explained);
    }

    /// With a cut-off that no path is below, the paths of up to so many links are the first terms of the power series, v' (I + A + ... + A^d) f.
    #[test]
    fn all_paths_are_the_power_series(table in productive(3, 0.8), pick in 0_usize..3, depth in 0_usize..5) {
        let economy = economy(table);
        let (n, a) = (economy.table().len(), economy.technical().matrix());
        let focus = pick % n;
        let only = |values: &DVector<f64>| DVector::from_fn(n, |i, _| if i == focus { values[i] } else { 0.0 });
        let ones = DVector::from_element(n, 1.0);
        for (direction, added, demand) in [
            (Direction::To, only(&ones), economy.final_demand().clone()),
            (Direction::From, ones.clone(), only(economy.final_demand())),
        ] {
            let found = paths(&economy, focus, direction, 1e-300, depth);
            let (mut made, mut series) = (demand.clone(), added.dot(&demand));
            for _ in 0..depth {
                made = a * made;
                series += added.dot(&made);
            }
            prop_assert!((found.explained - series).abs() <= 1e-13 * found.total);
            prop_assert!((found.beyond_depth - (found.total - series)).abs() <= 1e-12 * found.total);
            // Paths that end elsewhere add nothing, and are left out as such.
            prop_assert_eq!(found.below_cut_off, 0.0);
        }
    }
}
