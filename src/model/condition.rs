//! The condition number of I - A in the norm of column sums: κ = ‖I - A‖₁ ‖L‖₁; without unit. Relative errors of the table
//! can grow by this factor in its multipliers.
//!
//! For a productive economy L is not negative, so ‖L‖₁ is simply the largest output multiplier: one solution, O(n²), and
//! exact, not an estimate. Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 2002, chapter 15.

use super::{LeontiefSystem, ModelError, System};
use nalgebra::{DMatrix, DVector};

/// κ₁ of I - A.
///
/// # Errors
/// Fails where I - A is singular to working precision.
pub fn condition_number(system: &LeontiefSystem) -> Result<f64, ModelError> {
    let n = system.order();
    let multipliers = system.multipliers(&DVector::from_element(n, 1.0))?;
    let matrix = DMatrix::identity(n, n) - system.coefficients().matrix();
    let norm = matrix.column_iter().map(|column| column.lp_norm(1)).fold(0.0, f64::max);
    Ok(norm * multipliers.amax())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TechnicalCoefficients;
    use crate::table::Denominator;
    use crate::table::fixture::{productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dmatrix;
    use proptest::prelude::*;

    fn condition(table: &crate::table::IoTable) -> (f64, LeontiefSystem) {
        let coefficients = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
        let system = LeontiefSystem::new(coefficients);
        (condition_number(&system).unwrap(), system)
    }

    #[test]
    fn the_textbook_table() {
        // Columns of |I - A| sum to 1.05 and 1.20; the larger output multiplier is (0.95 + 0.2) / 0.7575.
        assert_relative_eq!(condition(&two_sectors()).0, 1.2 * 1.15 / 0.7575, max_relative = 1e-14);
        let idle = LeontiefSystem::new(TechnicalCoefficients::from_matrix(dmatrix![0.0]));
        assert_eq!(condition_number(&idle), Ok(1.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// The same from the inverse itself.
        #[test]
        fn two_ways(table in productive(8, 0.95)) {
            let (condition, system) = condition(&table);
            let inverse = system.inverse().unwrap();
            let norm = |m: &DMatrix<f64>| m.column_iter().map(|c| c.lp_norm(1)).fold(0.0, f64::max);
            let n = table.len();
            let direct = norm(&(DMatrix::identity(n, n) - system.coefficients().matrix())) * norm(inverse.matrix());
            prop_assert!((condition - direct).abs() <= 1e-12 * direct);
        }
    }
}
