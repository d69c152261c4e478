//! Products of a large square matrix with one vector: A v and A' v, n x n by n.
//!
//! Each reads the matrix once, which is all that takes time, so threads share its rows or its columns. Every element of a result
//! is added up in the same order on any number of threads. Loops are compiled for the instructions that the machine has.

use nalgebra::{DMatrix, DVector};
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

/// Rows or columns of one piece of work: a piece of a column and of the result stay in the nearest cache.
const PIECE: usize = 512;

/// A v, n.
pub(super) fn times(matrix: &DMatrix<f64>, vector: &DVector<f64>) -> DVector<f64> {
    let (rows, arch) = (matrix.nrows(), Arch::new());
    let mut result = DVector::zeros(rows);
    result.as_mut_slice().par_chunks_mut(PIECE).enumerate().for_each(|(at, piece)| {
        let (start, end) = (at * PIECE, at * PIECE + piece.len());
        for (column, &weight) in matrix.as_slice().chunks_exact(rows.max(1)).zip(vector.iter()) {
            arch.dispatch(Add { to: piece, weight, what: &column[start..end] });
        }
    });
    result
}

/// A' v, n.
pub(super) fn transposed_times(matrix: &DMatrix<f64>, vector: &DVector<f64>) -> DVector<f64> {
    let (rows, arch) = (matrix.nrows(), Arch::new());
    let mut result = DVector::zeros(matrix.ncols());
    result
        .as_mut_slice()
        .par_iter_mut()
        .zip(matrix.as_slice().par_chunks_exact(rows.max(1)))
        .with_min_len(64)
        .for_each(|(to, column)| {
            *to = arch.dispatch(Dot(column, vector.as_slice()));
        });
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

/// Σ a b, in four sums that do not wait for one another.
struct Dot<'a>(&'a [f64], &'a [f64]);

impl WithSimd for Dot<'_> {
    type Output = f64;

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let (a, a_tail) = S::as_simd_f64s(self.0);
        let (b, b_tail) = S::as_simd_f64s(self.1);
        let (a_fours, a_rest) = a.as_chunks::<4>();
        let (b_fours, b_rest) = b.as_chunks::<4>();
        let mut sums = [simd.splat_f64s(0.0); 4];
        for (a, b) in a_fours.iter().zip(b_fours) {
            for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
                *sum = simd.mul_add_f64s(*a, *b, *sum);
            }
        }
        for (a, b) in a_rest.iter().zip(b_rest) {
            sums[0] = simd.mul_add_f64s(*a, *b, sums[0]);
        }
        let whole = simd.add_f64s(simd.add_f64s(sums[0], sums[1]), simd.add_f64s(sums[2], sums[3]));
        let tail: f64 = a_tail.iter().zip(b_tail).map(|(a, b)| a * b).sum();
        simd.reduce_sum_f64s(whole) + tail
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
        assert_eq!(transposed_times(&matrix, &dvector![1.0, 10.0]), dvector![31.0, 42.0]);
        let none = DMatrix::zeros(0, 0);
        assert_eq!(times(&none, &DVector::zeros(0)).len() + transposed_times(&none, &DVector::zeros(0)).len(), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// The same as nalgebra's own products, but for the order of additions.
        #[test]
        fn as_nalgebra_has_it(cells in prop::collection::vec(-1.0_f64..1.0, 13), order in 1_usize..1100) {
            let matrix = DMatrix::from_fn(order, order, |i, j| cells[(i * 5 + j * 3) % 13]);
            let vector = DVector::from_fn(order, |i, _| cells[(i * 11) % 13]);
            let size = 1e-15 * order as f64;
            prop_assert!((times(&matrix, &vector) - &matrix * &vector).amax() <= size);
            prop_assert!((transposed_times(&matrix, &vector) - matrix.tr_mul(&vector)).amax() <= size);
        }
    }
}
