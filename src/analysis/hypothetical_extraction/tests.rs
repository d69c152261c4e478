use super::*;
use crate::model::{LeontiefSystem, System, TechnicalCoefficients};
use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use approx::assert_relative_eq;
use nalgebra::{DMatrix, DVector, dvector};
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

fn losses(economy: &Economy, rule: &ExtractionRule) -> Losses {
    Losses::of(economy, rule, &DVector::from_element(economy.table().len(), 1.0)).unwrap()
}

fn total() -> ExtractionRule {
    ExtractionRule::of(ExtractionKind::Total)
}

#[test]
fn the_textbook_extractions() {
    let economy = economy(two_sectors());
    let found = losses(&economy, &total());
    // What is left: 1700 / .95 and 350 / .85.
    assert_relative_eq!(found.all[0], 3000.0 - 1700.0 / 0.95, max_relative = 1e-14);
    assert_relative_eq!(found.all[1], 3000.0 - 350.0 / 0.85, max_relative = 1e-14);
    assert_relative_eq!(found.all[0], 1210.5263, epsilon = 5e-5);
    assert_relative_eq!(found.all[1], 2588.2353, epsilon = 5e-5);
    assert_relative_eq!(found.others()[0], 210.53, epsilon = 5e-3);
    assert_relative_eq!(found.others()[1], 588.24, epsilon = 5e-3);
    let half = ExtractionRule { share: 0.5, ..total() };
    // The own cell once: taken out with the row and again with the column, 746.36 would be lost.
    assert_relative_eq!(losses(&economy, &half).all[0], 727.27, epsilon = 5e-3);
    let kept = ExtractionRule { final_demand_kept: Some(true), ..half };
    assert_relative_eq!(losses(&economy, &kept).all[0], 515.15, epsilon = 5e-3);
}

/// The cells that each kind takes out, written down and solved anew.
fn slow(economy: &Economy, rule: &ExtractionRule, k: usize) -> DVector<f64> {
    let n = economy.table().len();
    let left = 1.0 - rule.share;
    let smaller = |matrix: &DMatrix<f64>, row: bool, column: bool| {
        DMatrix::from_fn(n, n, |i, j| {
            let is_own = i == k && j == k && rule.own_use_kept;
            let is_in = (row && i == k) || (column && j == k);
            if is_in && !is_own { left * matrix[(i, j)] } else { matrix[(i, j)] }
        })
    };
    if rule.kind == ExtractionKind::ForwardSupply {
        let b = economy.allocation();
        let x = economy.published_output();
        let primary = x - b.matrix().tr_mul(x);
        let changed = smaller(b.matrix(), true, false);
        return LeontiefSystem::new(TechnicalCoefficients::from_matrix(changed)).multipliers(&primary).unwrap();
    }
    let (row, column) = match rule.kind {
        ExtractionKind::Backward => (false, true),
        ExtractionKind::Forward => (true, false),
        _ => (true, true),
    };
    let changed = smaller(economy.technical().matrix(), row, column);
    let mut final_demand = economy.final_demand().clone();
    if !rule.keeps_final_demand() {
        final_demand[k] *= left;
    }
    LeontiefSystem::new(TechnicalCoefficients::from_matrix(changed)).outputs(&final_demand).unwrap()
}

fn rules(share: f64) -> impl Iterator<Item = ExtractionRule> {
    let kinds = ExtractionKind::WORDS.iter().map(|(_, kind)| *kind);
    kinds.flat_map(move |kind| {
        [(false, None), (true, None), (false, Some(true)), (true, Some(false))]
            .map(|(own_use_kept, final_demand_kept)| ExtractionRule { kind, share, own_use_kept, final_demand_kept })
    })
}

#[test]
fn odd_tables_lose_what_the_definition_says() {
    let economy = economy(oddities());
    for rule in rules(0.7) {
        let found = losses(&economy, &rule);
        for k in 0..5 {
            let left = slow(&economy, &rule, k);
            let expected = economy.output().sum() - left.sum();
            assert!((found.all[k] - expected).abs() <= 1e-11 * economy.output().sum(), "{rule:?} {k}");
        }
        // Zero output: nothing to take out.
        assert_eq!(found.all[1], 0.0);
    }
}

#[test]
fn one_sector_alone_loses_all_of_itself() {
    let economy = economy(one_sector());
    let found = losses(&economy, &total());
    assert_relative_eq!(found.all[0], 100.0, max_relative = 1e-14);
    assert!(found.others()[0].abs() <= 1e-12);
    let kept = ExtractionRule { final_demand_kept: Some(true), ..total() };
    // Final demand of 80 is left, and its own use of 20 is not.
    assert_relative_eq!(losses(&economy, &kept).all[0], 20.0, max_relative = 1e-14);
    let outside = Losses::by_sector(&economy, &total(), 1);
    assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 1, sectors: 1 }));
}

/// Primary inputs are what the supply model keeps: a loss of them beside that would be untrue.
#[test]
fn the_supply_model_tells_no_loss_of_what_it_keeps() {
    let economy = economy(two_sectors());
    let run = |words: &[&str]| {
        let options = super::ANALYSIS.options(economy.table(), words).unwrap();
        (super::ANALYSIS.run)(&economy, &options)
    };
    let frames = run(&["kind=forward-supply"]).unwrap();
    assert!(frames[0].position("output_lost").is_some() && frames[0].position("value_added_lost").is_none());
    assert!(frames[0].notes.iter().all(|note| !note.contains("import")), "{:?}", frames[0].notes);
    let backward = run(&["kind=backward"]).unwrap();
    assert!(backward[0].position("value_added_lost").is_some());
    assert!(backward[0].notes[0].contains("what it bought of them it imports"));
    let error = run(&["kind=forward-supply", "demand=kept"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the option `demand` is `kept`, and the supply model of `kind=forward-supply` has no final demand to begin with"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The closed forms against new solves of the changed matrices: every kind, in all, in the sector and by sector.
    #[test]
    fn the_closed_forms_are_the_definition(table in productive(7, 0.9), share in 0.0_f64..=1.0, pick in 0_usize..7) {
        let economy = economy(table);
        let n = economy.table().len();
        let weights = DVector::from_fn(n, |i, _| 0.1 + i as f64);
        let whole = weights.dot(economy.output());
        for rule in rules(share) {
            let found = Losses::of(&economy, &rule, &weights).unwrap();
            for k in 0..n {
                let left = slow(&economy, &rule, k);
                prop_assert!((found.all[k] - (whole - weights.dot(&left))).abs() <= 1e-12 * whole, "{rule:?}");
                let own = weights[k] * (economy.output()[k] - left[k]);
                prop_assert!((found.own[k] - own).abs() <= 1e-12 * whole, "{rule:?}");
            }
            let k = pick % n;
            let lost = economy.output() - slow(&economy, &rule, k);
            let by_sector = Losses::by_sector(&economy, &rule, k).unwrap();
            prop_assert!((by_sector - lost).amax() <= 1e-12 * whole, "{rule:?}");
        }
    }

    /// With nothing extracted nothing is lost; the more is extracted the more is lost.
    #[test]
    fn losses_begin_at_nothing_and_grow(table in productive(6, 0.9), share in 0.01_f64..0.99) {
        let economy = economy(table);
        for (none, (some, more)) in rules(0.0).zip(rules(share).zip(rules(1.0))) {
            let [none, some, more] = [none, some, more].map(|rule| losses(&economy, &rule).all);
            prop_assert!(none.iter().all(|&loss| loss == 0.0));
            let slack = 1e-12 * economy.output().sum();
            prop_assert!(some.iter().zip(&more).all(|(some, more)| -slack <= *some && *some <= more + slack));
        }
    }
}

#[test]
fn value_added_and_jobs_are_weighed_alike() {
    let economy = economy(two_sectors());
    let found = Losses::of(&economy, &total(), &dvector![0.65, 0.7]).unwrap();
    assert_relative_eq!(found.all[0], 2050.0 - 0.7 * 1700.0 / 0.95, max_relative = 1e-13);
    assert_relative_eq!(found.own[0], 650.0, max_relative = 1e-13);
}

/// The supply model without its inverse is the supply model with it.
#[test]
fn the_supply_side_needs_no_second_inverse() {
    let economy = economy(oddities());
    let (ghosh, rule) = (economy.ghosh().unwrap(), ExtractionRule::of(ExtractionKind::ForwardSupply));
    let weights = dvector![1.0, 2.0, 3.0, 4.0, 5.0];
    let x = economy.published_output();
    let found = Losses::of(&economy, &rule, &weights).unwrap();
    let reached = ghosh.matrix() * &weights;
    for k in 0..5 {
        // x_k ((G w)_k - w_k) / l_kk, with nothing kept.
        let expected = x[k] * (reached[k] - weights[k]) / ghosh.matrix()[(k, k)];
        assert!((found.all[k] - expected).abs() <= 1e-12 * weights.dot(x), "{k}");
    }
}
