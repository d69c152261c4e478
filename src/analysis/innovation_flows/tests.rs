use super::*;
use crate::analysis::technology::purchases;
use crate::model::System;
use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use approx::assert_relative_eq;
use nalgebra::DVector;
use proptest::prelude::*;
use std::sync::Arc;

fn of(table: IoTable, focus: usize) -> (Economy, InnovationFlows) {
    let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
    let focus = focus % economy.table().len();
    let found = InnovationFlows::of(&economy, purchases(&economy, focus).unwrap()).unwrap();
    (economy, found)
}

#[test]
fn two_sectors_by_hand() {
    let (_, found) = of(two_sectors(), 0);
    // r = (.15, .25), f = (350, 1700), L = [[.95, .25], [.2, .85]] / .7575.
    let d = 0.7575;
    let flows = [[0.15 * 0.95 * 350.0, 0.15 * 0.25 * 1700.0], [0.25 * 0.2 * 350.0, 0.25 * 0.85 * 1700.0]];
    for (i, row) in flows.into_iter().enumerate() {
        for (j, flow) in row.into_iter().enumerate() {
            assert_relative_eq!(found.flows[(i, j)], flow / d, max_relative = 1e-13);
        }
    }
    // All that is bought of sector 1: 650; the average flow is a quarter of it.
    assert_relative_eq!(found.flows.sum(), 650.0, max_relative = 1e-13);
    let relative = found.relativised().unwrap();
    assert_relative_eq!(relative[(0, 1)], 63.75 / d / 162.5, max_relative = 1e-13);
    // .518 and .142 of the average between the two.
    let (some, all) = (found.network(0.5), found.network(0.1));
    assert_eq!((some.links(), &some.out_links[..], &some.in_links[..]), (1, &[1, 0][..], &[0, 1][..]));
    assert_eq!((some.density(), some.out_centralisation(), some.alone()), (Some(0.5), Some(1.0), 0));
    assert_eq!((all.density(), all.out_centralisation(), all.in_centralisation()), (Some(1.0), Some(0.0), Some(0.0)));
    assert_eq!(found.network(1.0).alone(), 2);
}

/// A star of five sectors, where the first has links to all others.
#[test]
fn a_star_is_as_centred_as_can_be() {
    let star = Network { cut_off: 1.0, out_links: vec![4, 0, 0, 0, 0], in_links: vec![0, 1, 1, 1, 1] };
    assert_eq!(
        (star.density(), star.out_centralisation(), star.in_centralisation()),
        (Some(0.2), Some(1.0), Some(0.0625))
    );
}

#[test]
fn a_technology_that_nobody_uses_makes_no_network_and_one_sector_has_none() {
    // The third sector sells nothing to industries.
    let (economy, found) = of(oddities(), 2);
    assert_eq!(found.relativised(), None);
    let network = found.network(0.0);
    assert_eq!((network.links(), network.density(), network.alone()), (0, Some(0.0), 5));
    let frames = found.into_frames(economy.table(), &[0.5], Layout::Long).unwrap();
    assert!(frames[0].notes[0].starts_with("No technology is used"));
    // Inventories make the final demand of the last sector negative: its flows are no links.
    let (_, found) = of(oddities(), 0);
    assert!(found.flows[(3, 4)] < 0.0);
    assert_eq!(found.network(0.0).in_links[4], 0);
    let (_, alone) = of(one_sector(), 0);
    let network = alone.network(0.0);
    assert_eq!((network.density(), network.out_centralisation()), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Rows sum to what each sector uses and columns to what its product carries; relativised flows have mean one; a network
    /// has as many links out as in, and fewer the higher the cut-off.
    #[test]
    fn flows_are_what_is_used(table in productive(7, 0.9), pick in 0_usize..7, cut_off in 0.0_f64..3.0) {
        let (economy, found) = of(table, pick);
        let r = &found.technology.per_output;
        let carried = economy.leontief().unwrap().matrix().tr_mul(r).component_mul(economy.final_demand());
        for i in 0..r.len() {
            let used = r[i] * economy.output()[i];
            prop_assert!((found.flows.row(i).sum() - used).abs() <= 1e-12 * used);
            prop_assert!((found.flows.column(i).sum() - carried[i]).abs() <= 1e-12 * carried[i]);
        }
        prop_assert!((found.relativised().unwrap().mean() - 1.0).abs() <= 1e-12);
        let (low, high) = (found.network(cut_off), found.network(cut_off * 2.0));
        prop_assert_eq!(low.links(), low.in_links.iter().sum::<usize>());
        prop_assert!(high.links() <= low.links());
        for share in [low.density(), low.out_centralisation(), low.in_centralisation()].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&share));
        }
    }

    /// The slow way: what all sectors make for the final demand of one product, by a solution for it alone, times what each uses; and
    /// links, density and centralisation from the binarised matrix itself.
    #[test]
    fn flows_by_solutions_and_links_by_the_binarised_matrix(
        table in productive(7, 0.9),
        pick in 0_usize..7,
        cut_off in 0.0_f64..3.0,
    ) {
        let (economy, found) = of(table, pick);
        let (n, r) = (economy.table().len(), &found.technology.per_output);
        for j in 0..n {
            let alone = DVector::from_fn(n, |i, _| if i == j { economy.final_demand()[j] } else { 0.0 });
            let carried = r.component_mul(&economy.system().outputs(&alone).unwrap());
            prop_assert!((found.flows.column(j) - &carried).amax() <= 1e-12 * carried.amax());
        }
        let all: f64 = found.flows.sum();
        let is_link = |i: usize, j: usize| i != j && found.flows[(i, j)] * ((n * n) as f64) > cut_off * all;
        let links = DMatrix::from_fn(n, n, |i, j| f64::from(is_link(i, j)));
        let network = found.network(cut_off);
        let (out, into) = (links.column_sum(), links.row_sum().transpose());
        for i in 0..n {
            prop_assert_eq!((network.out_links[i] as f64, network.in_links[i] as f64), (out[i], into[i]));
        }
        prop_assert_eq!(network.alone(), (0..n).filter(|&i| out[i] + into[i] == 0.0).count());
        if n > 1 {
            let (pairs, others) = ((n * (n - 1)) as f64, (n - 1) as f64);
            prop_assert!((network.density().unwrap() - links.sum() / pairs).abs() <= 1e-15);
            for (found, degrees) in [(network.out_centralisation(), &out), (network.in_centralisation(), &into)] {
                let slow = (n as f64 * degrees.max() - links.sum()) / (others * others);
                prop_assert!((found.unwrap() - slow).abs() <= 1e-14);
            }
        }
    }
}
