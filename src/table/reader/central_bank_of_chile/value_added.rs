//! The row of value added beside its parts: Σ_r v_rj over the rows r of value added = the row's figure, for every column j.
//! The row is compared and then left out, for it would count its parts twice.

use super::block::Block;
use super::workbook::Workbook;
use crate::table::PrimaryInputs;
use crate::words::{Code, Diagnostic, Diagnostics};
use nalgebra::{DMatrix, DVector};

/// Where the row stands.
pub(super) struct ValueAddedRow<'w> {
    pub(super) workbook: &'w Workbook,
    pub(super) block: &'w Block,
    pub(super) row: usize,
}

impl ValueAddedRow<'_> {
    /// Compares the row (1 x n) with its parts, relative to output as the identities of a table are.
    pub(super) fn check(
        &self,
        row: &DMatrix<f64>,
        parts: &PrimaryInputs,
        output: &DVector<f64>,
        limit: f64,
    ) -> Diagnostics {
        let mut problems = Diagnostics::default();
        let smallest = output.amax() * 1e-6;
        for (j, &(column, code)) in self.block.columns.at.iter().enumerate() {
            let sum: f64 = parts.value_added().map(|part| parts.values[(part, j)]).sum();
            let gap = row.iter().nth(j).copied().unwrap_or(0.0) - sum;
            if gap.abs() > limit * output.iter().nth(j).copied().unwrap_or(0.0).abs().max(smallest) {
                let message = format!("value added of activity {code} is {gap:.6} more than the sum of its parts");
                problems.push(
                    Diagnostic::new(Code::VALUE_ADDED_MEMO, message)
                        .help("compare this column of value added and of the rows under it with the source")
                        .at(self.workbook.place(self.block.sheet, self.row, column)),
                );
            }
        }
        problems
    }
}
