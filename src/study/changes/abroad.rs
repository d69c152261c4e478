//! Which shares of a column pay for what comes from abroad instead of from home.
//!
//! Imports and the duties on them pro rata to what they are; all of it the first row of imports where the buyer imports
//! nothing, and the row outside the table where it has no row of imports.

use super::PaymentRow;
use crate::study::Payer;
use crate::table::{PrimaryInputKind, PrimaryInputs};
use nalgebra::DMatrix;

/// The rows with their weights, of which at least one is above nothing.
pub(in crate::study) fn from_abroad(
    inputs: &PrimaryInputs,
    primary: &DMatrix<f64>,
    buyer: usize,
) -> Vec<(PaymentRow, f64)> {
    let all = Payer::Abroad.kinds().iter().flat_map(|&kind| inputs.of_kind(kind));
    let had: Vec<(PaymentRow, f64)> =
        all.map(|row| (PaymentRow::Primary(row), primary[(row, buyer)])).filter(|(_, share)| *share > 0.0).collect();
    if !had.is_empty() {
        return had;
    }
    let first = inputs.of_kind(PrimaryInputKind::Imports).next();
    vec![(first.map_or(PaymentRow::Outside, PaymentRow::Primary), 1.0)]
}
