//! Every check finds what it is there to find, and nothing on a table that is right.

use super::*;
use crate::model::{LeontiefSystem, TechnicalCoefficients};
use crate::table::fixture::{oddities, productive, two_sectors};
use crate::table::{Denominator, Parts};
use crate::words::{Sector, Sectors};
use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;

fn checked(parts: Parts) -> TableCheck {
    TableCheck::of(&IoTable::new(parts).unwrap(), &Published::default(), Tolerances::default())
}

fn found<'c>(check: &'c TableCheck, what: &str) -> &'c Check {
    check.checks.iter().find(|check| check.what.contains(what)).unwrap()
}

#[test]
fn the_textbook_passes_and_its_figures_are_known() {
    let check = checked(two_sectors().into_parts());
    assert_eq!(check.verdict(), Verdict::Pass);
    let radius = found(&check, "spectral").measure.unwrap();
    assert!((radius - (0.1 + (0.01_f64 + 0.0425).sqrt())).abs() < 1e-14);
    assert_eq!(check.into_frame().finish().unwrap().title, "fixture: passes");
}

#[test]
fn a_unit_slip_is_named_with_its_figure() {
    let mut parts = two_sectors().into_parts();
    parts.intermediate[(0, 1)] *= 1000.0;
    let check = checked(parts);
    assert_eq!(check.verdict(), Verdict::Fail);
    assert_eq!(found(&check, "1,000").detail, "S1 to S2: 500000");
    let mut parts = two_sectors().into_parts();
    parts.primary_inputs.values[(1, 0)] /= 1000.0;
    assert_eq!(found(&checked(parts), "1,000").detail, "operating_surplus of S1: 0.35");
}

#[test]
fn a_total_left_in_the_matrix_is_named() {
    let parts = two_sectors().into_parts();
    let z = &parts.intermediate;
    let with_total = DMatrix::from_fn(3, 3, |i, j| match (i, j) {
        (2, 2) => z.sum(),
        (2, j) => z.column(j).sum(),
        (i, 2) => z.row(i).sum(),
        (i, j) => z[(i, j)],
    });
    let longer = |vector: &DVector<f64>| vector.clone().push(vector.sum());
    let wider = |block: &DMatrix<f64>| block.clone().insert_column(2, block.column_sum().sum());
    let mut list: Vec<Sector> = parts.sectors.iter().cloned().collect();
    list.push(Sector::new("T", "Total"));
    let mut total_demand = parts.final_demand.clone();
    total_demand.values = total_demand.values.clone().insert_row(2, 0.0);
    for c in 0..2 {
        total_demand.values[(2, c)] = parts.final_demand.values.column(c).sum();
    }
    let mut primary = parts.primary_inputs.clone();
    primary.values = wider(&primary.values);
    let check = checked(Parts {
        sectors: Sectors::new(list).unwrap(),
        intermediate: with_total,
        output_by_row: longer(&parts.output_by_row),
        output_by_column: longer(&parts.output_by_column),
        final_demand: total_demand,
        primary_inputs: primary,
        satellites: crate::table::Satellites::none(3),
        ..parts
    });
    assert_eq!(found(&check, "total left").detail, "row T (Total), column T (Total)");
}

#[test]
fn oddities_are_said_and_stop_nothing() {
    let check = checked(oddities().into_parts());
    assert_eq!(check.verdict(), Verdict::Warn);
    assert_eq!(found(&check, "without output").detail, "S2");
    assert_eq!(found(&check, "sell nothing").detail, "S2 S3");
    assert_eq!(found(&check, "negative intermediate").detail, "none");
    assert!(check.into_frame().finish().is_ok());
}

#[test]
fn an_economy_that_eats_itself_fails() {
    let mut parts = two_sectors().into_parts();
    parts.intermediate *= 5.0;
    let check = checked(parts);
    assert_eq!(found(&check, "productive").verdict, Verdict::Fail);
    assert!(check.into_frame().finish().is_ok());
}

#[test]
fn published_coefficients_are_tried_with_both_totals() {
    let mut parts = two_sectors().into_parts();
    parts.output_by_row *= 1.0 + 1e-7;
    let table = IoTable::new(parts).unwrap();
    let by_row = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Row));
    let by_column = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
    let published = Published {
        coefficients: Some(by_column.matrix().clone()),
        inverse: Some(LeontiefSystem::new(by_row).inverse().unwrap().matrix().clone()),
    };
    let check = TableCheck::of(&table, &published, Tolerances::default());
    assert!(found(&check, "direct coefficients").detail.ends_with("the column total matches best"));
    assert!(found(&check, "Leontief inverse").detail.ends_with("the row total matches best"));
    assert_eq!(check.verdict(), Verdict::Pass);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A table that closes passes, and one figure changed by a thousand never does.
    #[test]
    fn slips_never_pass(table in productive(6, 0.8), i in 0_usize..6, j in 0_usize..6) {
        prop_assert!(checked(table.clone().into_parts()).verdict() < Verdict::Fail);
        let n = table.len();
        let mut parts = table.into_parts();
        let cell = (i % n, j % n);
        prop_assume!(parts.intermediate[cell] > 1e-3 * parts.output_by_row[cell.0]);
        parts.intermediate[cell] *= 1000.0;
        prop_assert_eq!(checked(parts).verdict(), Verdict::Fail);
    }
}
