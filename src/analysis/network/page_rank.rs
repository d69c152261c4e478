//! The rank of places by a walk that follows links in proportion to their weights and now and then starts anew anywhere.
//!
//! π_j = (1 - d) / n + d (Σ_i π_i w_ij / Σ_j w_ij + what places without links hold / n), d = .85; n x 1, sum 1. Each round shrinks the
//! error by d. Source: Brin and Page 1998.

use nalgebra::{DMatrix, DVector};

/// How often the walk goes on; the custom since the source.
const DAMPING: f64 = 0.85;

/// .85^300 is 1e-21: far below the rounding of the last digit.
const ROUNDS: usize = 300;

/// The ranks where links go from rows to columns.
pub(super) fn page_rank(weights: &DMatrix<f64>) -> DVector<f64> {
    let n = weights.nrows();
    let even = 1.0 / n as f64;
    let sums = weights.column_sum();
    let mut rank = DVector::from_element(n, even);
    for _ in 0..ROUNDS {
        let spread = DVector::from_fn(n, |i, _| if sums[i] > 0.0 { rank[i] / sums[i] } else { 0.0 });
        let idle: f64 = (0..n).filter(|&i| sums[i] <= 0.0).map(|i| rank[i]).sum();
        let next = weights.tr_mul(&spread) * DAMPING;
        let next = next.add_scalar((1.0 - DAMPING + DAMPING * idle) * even);
        if next == rank {
            break;
        }
        rank = next;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use nalgebra::dmatrix;
    use proptest::prelude::*;

    #[test]
    fn two_places_by_hand() {
        // All of the first goes to the second, a half of the second to the first: π_1 = .075 + .425 π_2.
        let found = page_rank(&dmatrix![0.0, 3.0; 2.0, 2.0]);
        let first = (0.075 + 0.425) / 1.425;
        assert_relative_eq!(found[0], first, max_relative = 1e-14);
        assert_relative_eq!(found[1], 1.0 - first, max_relative = 1e-14);
        // Nothing to follow: every place alike.
        assert_relative_eq!(page_rank(&DMatrix::zeros(4, 4)), DVector::from_element(4, 0.25), max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The system of equations, solved at once, says the same.
        #[test]
        fn the_equations_hold(cells in prop::collection::vec(0.0_f64..1.0, 25), without in 0_usize..6) {
            let mut w = DMatrix::from_vec(5, 5, cells);
            if without < 5 {
                w.row_mut(without).fill(0.0);
            }
            let found = page_rank(&w);
            let sums = w.column_sum();
            let step = DMatrix::from_fn(5, 5, |i, j| if sums[i] > 0.0 { w[(i, j)] / sums[i] } else { 0.2 });
            let whole = DMatrix::identity(5, 5) - step.transpose() * DAMPING;
            let slow = whole.lu().solve(&DVector::from_element(5, 0.03)).unwrap();
            prop_assert!((&found - slow).amax() <= 1e-14);
            prop_assert!((found.sum() - 1.0).abs() <= 1e-13);
        }
    }
}
