//! The spectral radius of A: the largest modulus among its eigenvalues; without unit. Below one the rounds of demand die out
//! and the economy is productive; 1 / (1 - ρ) is about how far demand can be multiplied.
//!
//! All eigenvalues are taken (Hessenberg form and shifted QR, O(n³)), because the power method stalls on the reducible
//! matrices that real tables have. Source: Golub and Van Loan, Matrix Computations, 4th ed., 2013, section 7.5.

use super::kernel::view;
use nalgebra::DMatrix;

/// ρ(A) for a square matrix of finite numbers; not a number where the iteration fails, which is not known to happen.
pub fn spectral_radius(matrix: &DMatrix<f64>) -> f64 {
    let Ok(values) = view(matrix).eigenvalues() else { return f64::NAN };
    values.iter().fold(0.0, |largest, value| value.re.hypot(value.im).max(largest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::productive;
    use approx::assert_relative_eq;
    use nalgebra::{DVector, dmatrix};
    use proptest::prelude::*;

    #[test]
    fn the_textbook_table() {
        // λ² - 0.2 λ - 0.0425 = 0.
        let expected = 0.1 + (0.01_f64 + 0.0425).sqrt();
        assert_relative_eq!(spectral_radius(&dmatrix![0.15, 0.25; 0.2, 0.05]), expected, max_relative = 1e-14);
    }

    #[test]
    fn matrices_without_rounds_have_none() {
        assert_eq!(spectral_radius(&dmatrix![0.0]), 0.0);
        assert!(spectral_radius(&dmatrix![0.0, 0.5, 0.1; 0.0, 0.0, 0.7; 0.0, 0.0, 0.0]) < 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// Collatz and Wielandt: for any x > 0, min (A x)_i / x_i <= ρ <= max (A x)_i / x_i.
        #[test]
        fn it_lies_between_the_bounds_of_collatz(table in productive(8, 0.9)) {
            let a = crate::model::TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
            let a = a.matrix();
            let mut x = DVector::from_element(a.nrows(), 1.0);
            for _ in 0..50 {
                x = a * &x + 1e-3 * &x;
                x /= x.amax();
            }
            let ratios = (a * &x).component_div(&x);
            let radius = spectral_radius(a);
            prop_assert!(ratios.min() <= radius + 1e-12 && radius <= ratios.max() + 1e-12);
        }
    }
}
