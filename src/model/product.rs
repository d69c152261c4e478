//! The product of a large square matrix with one vector: A v, n x n by n.
//!
//! It reads the matrix once, which is all that takes time, so threads share its rows. Every element of the result is added up
//! in the same order on any number of threads. Loops are compiled for the instructions that the machine has.

use nalgebra::{DMatrix, DVector};
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

/// Rows of one piece of work: a piece of a column and of the result stay in the nearest cache.
const PIECE: usize = 512;

/// A v, n.
pub(super) fn times(matrix: &DMatrix<f64>, vector: &DVector<f64>) -> DVector<f64> {
    let (rows, arch) = (matrix.nrows(), Arch::new());
    let mut result = DVector::zeros(rows);
    let add = |(at, piece): (usize, &mut [f64])| {
        let (start, end) = (at * PIECE, at * PIECE + piece.len());
        for (column, &weight) in matrix.as_slice().chunks_exact(rows.max(1)).zip(vector.iter()) {
            arch.dispatch(Add { to: &mut *piece, weight, what: &column[start..end] });
        }
    };
    if rows <= PIECE {
        // One piece: no thread need be started for it.
        add((0, result.as_mut_slice()));
    } else {
        result.as_mut_slice().par_chunks_mut(PIECE).enumerate().for_each(add);
    }
    result
}

/// to += weight what.
struct Add<'a> {
    to: &'a mut [f64],
    weight: f64,
    what: &'a [f64],
}

impl WithSimd for Add<'_> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "only inlined is it compiled for the instructions that were dispatched to"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (to, to_tail) = S::as_mut_simd_f64s(self.to);
        let (what, what_tail) = S::as_simd_f64s(self.what);
        let weight = simd.splat_f64s(self.weight);
        for (to, what) in to.iter_mut().zip(what) {
            *to = simd.mul_add_f64s(weight, *what, *to);
        }
        for (to, what) in to_tail.iter_mut().zip(what_tail) {
            *to += self.weight * what;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::dvector;
    use proptest::prelude::*;

    #[test]
    fn by_hand_and_of_nothing() {
        let matrix = nalgebra::dmatrix![1.0, 2.0; 3.0, 4.0];
        assert_eq!(times(&matrix, &dvector![1.0, 10.0]), dvector![21.0, 43.0]);
        let none = DMatrix::zeros(0, 0);
        assert_eq!(times(&none, &DVector::zeros(0)).len(), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// The same as nalgebra's own product, but for the order of additions.
        #[test]
        fn as_nalgebra_has_it(cells in prop::collection::vec(-1.0_f64..1.0, 13), order in 1_usize..1100) {
            let matrix = DMatrix::from_fn(order, order, |i, j| cells[(i * 5 + j * 3) % 13]);
            let vector = DVector::from_fn(order, |i, _| cells[(i * 11) % 13]);
            let size = 1e-15 * order as f64;
            prop_assert!((times(&matrix, &vector) - &matrix * &vector).amax() <= size);
        }
    }
}
