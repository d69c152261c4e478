use super::*;
use crate::table::fixture::{branched, oddities, one_sector, productive};
use crate::table::{Denominator, IoTable};
use approx::assert_relative_eq;
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

fn branches(table: &IoTable) -> Classification {
    match table.classification("branch") {
        Some(classification) => classification.clone(),
        None => Classification::new("all", vec!["all".to_owned(); table.len()]),
    }
}

fn of(table: IoTable, focus: usize) -> SalesDistribution {
    let classification = branches(&table);
    SalesDistribution::of(&economy(table), focus, &classification, &Thresholds::default()).unwrap()
}

#[test]
fn four_buyers_by_hand() {
    let found = of(branched(), 0);
    let value = |way: &str| found.figure(way, "effective_number").unwrap().value.unwrap();
    // Sales 10, 20, 30, 40 of 100; others 20, 30, 40 of 90; branches 50 and 50, and 40 and 50; final uses 110 and nothing.
    for (way, expected) in [
        ("own_use_in", 1.0 / 0.30),
        ("own_use_out", 8100.0 / 2900.0),
        ("by_group", 2.0),
        ("by_group_own_out", 8100.0 / 4100.0),
        ("with_final_uses", 44100.0 / 15100.0),
    ] {
        assert_relative_eq!(value(way), expected, max_relative = 1e-14);
    }
    assert_eq!(found.spread.own_use_share, Some(0.1));
    assert_eq!(found.spread.own_use_out.unwrap().places, 3);
    assert_eq!(found.spread.with_final_uses.unwrap().places, 6);
    // All sellers together: 43, 32, 45, 60 of 180, of which 15 are own use.
    let pooled = found.figure("own_use_in", "hhi").unwrap().pooled.unwrap();
    let squares = 43.0_f64.powi(2) + 32.0_f64.powi(2) + 45.0_f64.powi(2) + 60.0_f64.powi(2);
    assert_relative_eq!(pooled, squares / 180.0_f64.powi(2), max_relative = 1e-14);
    let own = found.figure("all", "own_use_share").unwrap();
    assert_relative_eq!(own.pooled.unwrap(), 15.0 / 180.0, max_relative = 1e-14);
    // Own use .1, 0, 0, .125: by sales 100, 20, 20, 40 and plainly.
    assert_relative_eq!(own.weighted_mean.unwrap(), 15.0 / 180.0, max_relative = 1e-14);
    assert_relative_eq!(own.mean.unwrap(), 0.225 / 4.0, max_relative = 1e-14);
    assert_eq!(own.rank, Some(2));
}

#[test]
fn breadth_by_hand() {
    let table = branched();
    let classification = branches(&table);
    // The table is in units of the currency: 20 of them are 2e-5 of a million.
    let thresholds = Thresholds { money: vec![0.0, 2e-5], coefficient: vec![0.0, 0.2] };
    let found = SalesDistribution::of(&economy(table), 0, &classification, &thresholds).unwrap();
    let counts: Vec<(usize, usize)> = found.breadth.iter().map(|at| (at.breadth.buyers, at.breadth.others)).collect();
    // Coefficients 10/200, 20/100, 30/100, 40/200: two are .2 to the bit and not above it.
    assert_eq!(counts, [(4, 3), (2, 2), (4, 3), (1, 1)]);
    // Above zero the sellers have 4, 3, 3 and 4 buyers.
    assert_relative_eq!(found.breadth[0].mean, 14.0 / 16.0, max_relative = 1e-14);
    let weighted = (100.0 + 20.0 * 0.75 + 20.0 * 0.75 + 40.0) / 180.0;
    assert_relative_eq!(found.breadth[0].weighted_mean.unwrap(), weighted, max_relative = 1e-14);
}

#[test]
fn a_sector_that_sells_nothing_to_industries_has_final_uses_only() {
    let found = of(oddities(), 2);
    assert_eq!((found.spread.own_use_in, found.spread.by_group, found.spread.own_use_share), (None, None, None));
    // Fifty to households, inventories of -10 are no use.
    assert_eq!(found.spread.with_final_uses.unwrap().effective_number, 1.0);
    assert!(found.breadth.iter().all(|at| at.breadth.buyers == 0));
    // The economy's figures stand all the same.
    let figure = found.figure("own_use_in", "hhi").unwrap();
    assert!(figure.value.is_none() && figure.rank.is_none() && figure.mean.is_some() && figure.pooled.is_some());
}

#[test]
fn one_sector_has_no_others_and_no_economy_is_sold_nothing() {
    let found = of(one_sector(), 0);
    assert_eq!(found.spread.own_use_share, Some(1.0));
    assert_eq!(found.spread.own_use_out, None);
    let mut parts = one_sector().into_parts();
    parts.intermediate.fill(0.0);
    let none = of(IoTable::new(parts).unwrap(), 0);
    assert_eq!(none.breadth[0].weighted_mean, None);
    assert_eq!(none.figure("own_use_in", "hhi").unwrap().weighted_mean, None);
    let outside = SalesDistribution::of(&economy(one_sector()), 3, &branches(&one_sector()), &Thresholds::default());
    assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 3, sectors: 1 }));
}

/// Sales 10, 20, 30, 40 and 110 to final users; groups (1, 4) and (2, 3); the first place is own use.
#[test]
fn all_eight_ways_by_hand() {
    let table = branched();
    let economy = Economy::new(Arc::new(table.clone()), Denominator::Column).unwrap();
    let classes = table.classification("branch").unwrap();
    let found = SalesDistribution::of(&economy, 0, classes, &Thresholds::default()).unwrap();
    let square = |sales: &[f64]| {
        let whole: f64 = sales.iter().sum();
        whole * whole / sales.iter().map(|sale| sale * sale).sum::<f64>()
    };
    let ways: [(&str, &[f64]); 8] = [
        ("own_use_in", &[10.0, 20.0, 30.0, 40.0]),
        ("own_use_out", &[20.0, 30.0, 40.0]),
        ("by_group", &[50.0, 50.0]),
        ("by_group_own_out", &[40.0, 50.0]),
        ("with_final_uses", &[10.0, 20.0, 30.0, 40.0, 110.0]),
        ("with_final_uses_own_out", &[20.0, 30.0, 40.0, 110.0]),
        ("by_group_with_final_uses", &[50.0, 50.0, 110.0]),
        ("by_group_with_final_uses_own_out", &[40.0, 50.0, 110.0]),
    ];
    for (way, sales) in ways {
        let value = found.figure(way, "effective_number").unwrap().value.unwrap();
        assert!((value - square(sales)).abs() <= 1e-13 * value, "{way}: {value}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Leaving out own use: H_in = (1 - o)² H_out + o², with o the share of own use.
    #[test]
    fn own_use_in_and_out_are_bound(table in productive(7, 0.9), pick in 0_usize..7) {
        let (n, focus) = (table.len(), pick % table.len());
        let spread = of(table, focus).spread;
        // Every seller of a random table sells to all; one sector alone has no others.
        prop_assert_eq!(spread.own_use_out.is_some(), n > 1);
        let (all, own) = (spread.own_use_in.unwrap().herfindahl, spread.own_use_share.unwrap());
        let others = spread.own_use_out.map_or(0.0, |others| others.herfindahl);
        prop_assert!((all - ((1.0 - own).powi(2) * others + own * own)).abs() <= 1e-12);
    }

    /// In another currency, with a million still a million of it: shares, ranks and breadth stay.
    #[test]
    fn the_unit_of_the_table_does_not_matter(table in productive(6, 0.9)) {
        let mut parts = table.clone().into_parts();
        parts.manifest.money.scale = 1024.0;
        for block in [&mut parts.intermediate, &mut parts.final_demand.values, &mut parts.primary_inputs.values] {
            *block /= 1024.0;
        }
        parts.output_by_row /= 1024.0;
        parts.output_by_column /= 1024.0;
        let thresholds = Thresholds { money: vec![0.0, 1e-4, 1e-3], coefficient: vec![0.0, 0.01] };
        let classification = branches(&table);
        let one = SalesDistribution::of(&economy(table), 0, &classification, &thresholds).unwrap();
        let other = economy(IoTable::new(parts).unwrap());
        let other = SalesDistribution::of(&other, 0, &classification, &thresholds).unwrap();
        prop_assert_eq!(one.figures, other.figures);
        prop_assert_eq!(one.breadth, other.breadth);
    }

    /// The mean weighted by sales of the share of own use is that of all sales together.
    #[test]
    fn pooled_own_use_is_the_weighted_mean(table in productive(7, 0.9)) {
        let found = of(table, 0);
        let own = found.figure("all", "own_use_share").unwrap();
        prop_assert!((own.pooled.unwrap() - own.weighted_mean.unwrap()).abs() <= 1e-12);
    }
}
