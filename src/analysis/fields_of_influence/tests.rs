use super::*;
use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use approx::assert_relative_eq;
use nalgebra::dmatrix;
use proptest::prelude::*;
use std::sync::Arc;

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

fn run_with(economy: &Economy, words: &[&str]) -> Result<Vec<Frame>, AnalysisError> {
    run(economy, &ANALYSIS.options(economy.table(), words).unwrap())
}

#[test]
fn the_textbook_field() {
    let economy = economy(two_sectors());
    let field = Field::of(economy.leontief().unwrap(), 0, 1).unwrap();
    // Column 1 of L times row 2 of L, printed to four decimals.
    assert_relative_eq!(field.matrix, dmatrix![0.3311, 1.4073; 0.0697, 0.2963], epsilon = 5e-5);
    let found = Intensities::of(economy.leontief().unwrap());
    let d = 0.7575_f64;
    let exact = (0.95_f64.powi(2) + 0.2_f64.powi(2)) * (0.2_f64.powi(2) + 0.85_f64.powi(2)) / d.powi(4);
    assert_relative_eq!(found.of_pair(0, 1), exact, max_relative = 1e-13);
    assert_relative_eq!(field.matrix.norm_squared(), exact, max_relative = 1e-13);
}

/// What a difference of two inverses over the change says is not the field: for a_21 + .05 it is all too large by 1.7 %, in every cell.
#[test]
fn a_finite_difference_is_not_the_field() {
    let economy = economy(two_sectors());
    let field = Field::of(economy.leontief().unwrap(), 1, 0).unwrap();
    let mut a = economy.technical().matrix().clone();
    a[(1, 0)] += 0.05;
    let difference =
        ((DMatrix::identity(2, 2) - a).try_inverse().unwrap() - economy.leontief().unwrap().matrix()) / 0.05;
    // l_12 = .25 / .7575, and .05 of it is the loop that the change closes.
    let too_large = 1.0 / (1.0 - 0.05 * 0.25 / 0.7575);
    assert_relative_eq!(too_large, 1.0168, epsilon = 5e-5);
    assert_relative_eq!(difference, &field.matrix * too_large, max_relative = 1e-12);
    assert_relative_eq!(field.exact_change(0.05).unwrap() / 0.05, difference, max_relative = 1e-12);
    // The field itself: column 2 of L times row 1.
    let d = 0.7575_f64;
    let exact = dmatrix![0.25 * 0.95, 0.25 * 0.25; 0.85 * 0.95, 0.85 * 0.25] / (d * d);
    assert_relative_eq!(field.matrix, exact, max_relative = 1e-13);
}

#[test]
fn an_odd_table_and_a_single_sector_have_fields() {
    let odd = economy(oddities());
    let found = Intensities::of(odd.leontief().unwrap());
    // The idle sector reaches itself alone.
    assert_eq!((found.of_seller[1], found.of_buyer[1]), (1.0, 1.0));
    let alone = economy(one_sector());
    let field = Field::of(alone.leontief().unwrap(), 0, 0).unwrap();
    assert_relative_eq!(field.exact_change(0.3).unwrap()[(0, 0)], 2.0 - 1.25, max_relative = 1e-13);
    let outside = Field::of(alone.leontief().unwrap(), 0, 1);
    assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 1, sectors: 1 }));
}

#[test]
fn a_rise_that_leaves_nothing_is_an_error() {
    let alone = economy(one_sector());
    // .2 + .8 = 1: nothing is left for final demand.
    let all = run_with(&alone, &["seller=S1", "buyer=S1", "change=0.8"]);
    assert_eq!(all, Err(ModelError::NotProductive { sectors: vec![0] }.into()));
    let one_end = run_with(&alone, &["seller=S1"]).unwrap_err();
    assert!(matches!(one_end, AnalysisError::MissingOption { name: "buyer", .. }));
    // A rise of nothing that is named is not left aside in silence.
    let of_nothing = run_with(&alone, &["change=0.5"]).unwrap_err();
    assert!(matches!(of_nothing, AnalysisError::MissingOption { name: "seller", .. }));
    let frames = run_with(&alone, &["seller=S1", "buyer=S1", "layout=wide"]).unwrap();
    let ids: Vec<&str> = frames.iter().map(|frame| frame.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "fields-of-influence",
            "fields-of-influence-largest",
            "fields-of-influence-pairs-intensity",
            "fields-of-influence-pairs-coefficient",
            "field-of-influence",
            "field-of-influence-pairs-field",
            "field-of-influence-pairs-change"
        ]
    );
}

/// A coefficient that falls: the inverse of the table with the smaller coefficient says the same; below nothing none can fall.
#[test]
fn a_coefficient_falls_as_far_as_nothing() {
    let two = economy(two_sectors());
    let run = |words: &[&str]| (super::ANALYSIS.run)(&two, &super::ANALYSIS.options(two.table(), words).unwrap());
    let frames = run(&["seller=S2", "buyer=S1", "change=-0.05"]).unwrap();
    let frame = frames.iter().find(|frame| frame.id == "field-of-influence").unwrap();
    assert_eq!(frame.title, "Where S2 sells 0.05 less per unit of output to S1");
    // a_21 = .15: L = [[.95, .25], [.15, .85]] / .77.
    let at = frame.position("output_change").unwrap();
    let after = [(0.95 * 350.0 + 0.25 * 1700.0) / 0.77, (0.15 * 350.0 + 0.85 * 1700.0) / 0.77];
    for (row, (after, before)) in frame.rows.iter().zip(after.into_iter().zip([1000.0, 2000.0])) {
        assert!((row[at].number().unwrap() - (after - before)).abs() <= 1e-11);
    }
    let error = run(&["seller=S2", "buyer=S1", "change=-0.25"]).unwrap_err();
    assert_eq!(error.to_string(), "the option `change` takes more from the coefficient of S2 and S1 than there is");
    // What the help says can be written: a_12 = 500 / 2100 has more digits than a reader is shown elsewhere.
    let mut parts = two_sectors().into_parts();
    parts.final_demand.values[(1, 0)] += 100.0;
    parts.primary_inputs.values[(0, 1)] += 100.0;
    parts.output_by_row[1] += 100.0;
    parts.output_by_column[1] += 100.0;
    let table = economy(IoTable::new(parts).unwrap());
    let run = |change: &str| {
        let words = ["seller=S1", "buyer=S2", &format!("change={change}")];
        (super::ANALYSIS.run)(&table, &super::ANALYSIS.options(table.table(), &words).unwrap())
    };
    let help = run("-0.9").unwrap_err().diagnostic(table.table().sectors()).help.unwrap();
    let least = help.strip_prefix("write at least ").unwrap();
    assert_eq!(least.parse::<f64>().unwrap(), -500.0 / 2100.0);
    assert!(run(least).is_ok(), "{least}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The exact change against the inverse of the changed matrix, and the intensity against the field itself.
    #[test]
    fn the_closed_form_is_a_new_inverse(
        table in productive(7, 0.8),
        (i, j) in (0_usize..7, 0_usize..7),
        change in -0.05_f64..0.05,
    ) {
        let economy = economy(table);
        let n = economy.table().len();
        let (i, j) = (i % n, j % n);
        let field = Field::of(economy.leontief().unwrap(), i, j).unwrap();
        let mut a = economy.technical().matrix().clone();
        a[(i, j)] += change;
        let slow = (DMatrix::identity(n, n) - a).try_inverse().unwrap();
        let l = economy.leontief().unwrap().matrix();
        prop_assert!((l + field.exact_change(change).unwrap() - &slow).amax() <= 1e-12 * slow.amax());
        let found = Intensities::of(economy.leontief().unwrap());
        prop_assert!((found.of_pair(i, j) - field.matrix.norm_squared()).abs() <= 1e-12 * found.of_pair(i, j));
    }

    /// The short list against all pairs in order.
    #[test]
    fn the_largest_are_the_largest(table in productive(7, 0.9), count in 1_usize..30) {
        let economy = economy(table);
        let found = Intensities::of(economy.leontief().unwrap());
        let n = economy.table().len();
        let mut all: Vec<f64> = (0..n * n).map(|at| found.of_pair(at / n, at % n)).collect();
        all.sort_by(|a, b| b.total_cmp(a));
        all.truncate(count);
        let listed: Vec<f64> = found.largest(count).into_iter().map(|(i, j)| found.of_pair(i, j)).collect();
        prop_assert_eq!(listed, all);
        let of_first = found.largest(n * n).into_iter().filter(|(i, j)| *i == 0 || *j == 0).take(count);
        prop_assert_eq!(found.largest_of(0, count), of_first.collect::<Vec<_>>());
    }
}
