//! A total left among the sectors would count every flow twice and still let all identities hold.

use super::{Check, Verdict, check};
use crate::table::IoTable;
use nalgebra::DVector;

/// A row that is the sum of the other rows, or a column that is the sum of the other columns, is a total.
pub(super) fn totals_left_in(table: &IoTable) -> Check {
    let z = table.intermediate();
    let mut found = Vec::new();
    if table.len() > 2 {
        let (by_row, by_column) = (z.row_sum().transpose(), z.column_sum());
        for i in 0..table.len() {
            let row = z.row(i).transpose();
            let column = z.column(i).into_owned();
            // With the total in the matrix the sum of a column is twice the total's own cell.
            let is_total = |line: &DVector<f64>, sums: &DVector<f64>| {
                line.amax() > 0.0 && (sums - line * 2.0).amax() <= 1e-6 * line.amax()
            };
            if is_total(&row, &by_row) {
                found.push(format!("row {} ({})", table.sectors().code(i), table.sectors()[i].name));
            }
            if is_total(&column, &by_column) {
                found.push(format!("column {} ({})", table.sectors().code(i), table.sectors()[i].name));
            }
        }
    }
    let verdict = if found.is_empty() { Verdict::Pass } else { Verdict::Fail };
    let detail = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
    check("a total left among the sectors", verdict, Some(found.len() as f64), Some(0.0), detail)
}
