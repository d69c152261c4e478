//! Direct coefficients.
//!
//! | name | formula | shape | unit |
//! |---|---|---|---|
//! | technical | A = Z x̂⁻¹, a_ij = z_ij / x_j | n x n, row i sells, column j buys | money per money of the buyer's output |
//! | primary | V x̂⁻¹ | k x n | money per money of the sector's output |
//! | allocation | B = x̂⁻¹ Z, b_ij = z_ij / x_i | n x n | money per money of the seller's output |
//!
//! A sector of zero output has a zero column in A and a zero row in B. Domestic flows: a coefficient mixes technique and the
//! share that is bought at home; it is not a technical requirement. Source: Miller and Blair, Input-Output Analysis, 2nd ed.,
//! 2009, sections 2.2 and 12.1.

use nalgebra::{DMatrix, DVector};

/// A, n x n: what each buyer (column) pays each seller (row) per unit of the buyer's output.
#[derive(Debug, Clone, PartialEq)]
pub struct TechnicalCoefficients(DMatrix<f64>);

impl TechnicalCoefficients {
    /// A = Z x̂⁻¹ from flows (n x n) and output (n).
    pub fn of(intermediate: &DMatrix<f64>, output: &DVector<f64>) -> Self {
        Self(per_column(intermediate, output))
    }

    /// Coefficients known as such, n x n.
    pub fn from_matrix(matrix: DMatrix<f64>) -> Self {
        Self(matrix)
    }

    /// The matrix.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.0
    }
}

/// V x̂⁻¹, k x n: what each sector pays per unit of its output for each primary input.
#[derive(Debug, Clone, PartialEq)]
pub struct PrimaryCoefficients(DMatrix<f64>);

impl PrimaryCoefficients {
    /// V x̂⁻¹ from payments (k x n) and output (n).
    pub fn of(primary: &DMatrix<f64>, output: &DVector<f64>) -> Self {
        Self(per_column(primary, output))
    }

    /// Coefficients known as such, k x n.
    pub fn from_matrix(matrix: DMatrix<f64>) -> Self {
        Self(matrix)
    }

    /// The matrix.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.0
    }
}

/// B, n x n: the share of each seller's output (row) that each buyer (column) takes.
#[derive(Debug, Clone, PartialEq)]
pub struct AllocationCoefficients(DMatrix<f64>);

impl AllocationCoefficients {
    /// B = x̂⁻¹ Z from flows (n x n) and output (n).
    pub fn of(intermediate: &DMatrix<f64>, output: &DVector<f64>) -> Self {
        let mut matrix = intermediate.clone();
        for (mut row, &x) in matrix.row_iter_mut().zip(output.iter()) {
            row.iter_mut().for_each(|cell| *cell = share(*cell, x));
        }
        Self(matrix)
    }

    /// The matrix.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.0
    }
}

fn per_column(flows: &DMatrix<f64>, output: &DVector<f64>) -> DMatrix<f64> {
    let mut matrix = flows.clone();
    for (mut column, &x) in matrix.column_iter_mut().zip(output.iter()) {
        column.iter_mut().for_each(|cell| *cell = share(*cell, x));
    }
    matrix
}

/// A part of a whole; nothing of nothing is nothing.
fn share(part: f64, whole: f64) -> f64 {
    let share = part / whole;
    if share.is_finite() { share } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, two_sectors};
    use nalgebra::dmatrix;

    #[test]
    fn the_textbook_coefficients() {
        let table = two_sectors();
        let x = table.output(Denominator::Column);
        assert_eq!(TechnicalCoefficients::of(table.intermediate(), x).0, dmatrix![0.15, 0.25; 0.2, 0.05]);
        assert_eq!(AllocationCoefficients::of(table.intermediate(), x).0, dmatrix![0.15, 0.5; 0.1, 0.05]);
        assert_eq!(PrimaryCoefficients::of(&table.primary_inputs().values, x).0, dmatrix![0.3, 0.25; 0.35, 0.45]);
    }

    #[test]
    fn a_sector_of_zero_output_has_zero_coefficients() {
        let table = oddities();
        let x = table.output(Denominator::Column);
        let a = TechnicalCoefficients::of(table.intermediate(), x).0;
        let b = AllocationCoefficients::of(table.intermediate(), x).0;
        assert!(a.iter().chain(b.iter()).all(|cell| cell.is_finite()));
        assert!(a.column(1).iter().chain(b.row(1).iter()).all(|&cell| cell == 0.0));
    }
}
