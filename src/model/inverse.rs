//! Inverses of the demand and the supply side.
//!
//! - Leontief: L = (I - A)⁻¹, n x n; l_ij is the output of i that one unit of final demand for j needs in all, money per money.
//! - Ghosh: G = (I - B)⁻¹ = x̂⁻¹ L x̂, n x n; g_ij is the share of i's output value that ends in j's output, in all rounds.
//!
//! Sources: Leontief 1936; Ghosh 1958; Miller and Blair, Input-Output Analysis, 2nd ed., 2009, sections 2.2 and 12.1. The Ghosh
//! inverse is read here as allocation; that a rise of primary inputs pushes output forward is not implied (Dietzenbacher 1997).

use super::kernel::product;
use nalgebra::{DMatrix, DVector};

/// L, n x n.
#[derive(Debug, Clone, PartialEq)]
pub struct LeontiefInverse(DMatrix<f64>);

impl LeontiefInverse {
    /// An inverse known as such, n x n.
    pub fn from_matrix(matrix: DMatrix<f64>) -> Self {
        Self(matrix)
    }

    /// The matrix.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.0
    }

    /// L F, n x m: the outputs that m final demands need, by blocked kernels.
    pub fn times(&self, final_demands: &DMatrix<f64>) -> DMatrix<f64> {
        product(&self.0, final_demands)
    }
}

/// G, n x n.
#[derive(Debug, Clone, PartialEq)]
pub struct GhoshInverse(DMatrix<f64>);

impl GhoshInverse {
    /// G = x̂⁻¹ L x̂ from the Leontief inverse and the output by which its coefficients were divided. A sector of zero output
    /// allocates nothing: its row and column are those of the identity.
    pub fn of(inverse: &LeontiefInverse, output: &DVector<f64>) -> Self {
        let mut matrix = inverse.0.clone();
        for (j, mut column) in matrix.column_iter_mut().enumerate() {
            for (i, cell) in column.iter_mut().enumerate() {
                if i != j {
                    *cell = Self::between(*cell, output[i], output[j]);
                }
            }
        }
        Self(matrix)
    }

    /// g_ij = l_ij x_j / x_i between two different sectors: one number, where the matrix is not needed.
    pub fn between(l: f64, seller_output: f64, buyer_output: f64) -> f64 {
        let ratio = buyer_output / seller_output;
        if ratio.is_finite() { l * ratio } else { 0.0 }
    }

    /// The matrix.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Economy;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dmatrix;
    use proptest::prelude::*;
    use std::sync::Arc;

    #[test]
    fn the_textbook_ghosh_inverse() {
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        let printed = dmatrix![1.2541, 0.6601; 0.1320, 1.1221];
        assert_relative_eq!(*economy.ghosh().unwrap().matrix(), printed, epsilon = 5e-5);
    }

    #[test]
    fn a_sector_of_zero_output_allocates_nothing() {
        let economy = Economy::new(Arc::new(oddities()), Denominator::Column).unwrap();
        let ghosh = economy.ghosh().unwrap();
        assert!(ghosh.matrix().iter().all(|cell| cell.is_finite()));
        assert_eq!((ghosh.matrix().row(1).sum(), ghosh.matrix().column(1).sum()), (1.0, 1.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The similarity with L and the inverse of I - B are the same.
        #[test]
        fn two_ways_to_ghosh(table in productive(7, 0.9)) {
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let n = economy.table().len();
            let identity = DMatrix::<f64>::identity(n, n);
            let product = (&identity - economy.allocation().matrix()) * economy.ghosh().unwrap().matrix();
            // Outputs span four orders of magnitude, and so do the elements of G.
            prop_assert!((product - identity).amax() <= 1e-14 * economy.ghosh().unwrap().matrix().amax());
        }
    }
}
