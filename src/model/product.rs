//! The product of a large matrix with one vector, A v, n x m by m, and sums of a few columns.
//!
//! A product reads the matrix once, which is all that takes time, so threads share its columns: each adds up a piece of them, from
//! one end of memory to the other. The pieces do not depend on the number of threads and are added up in order, so that the result is the same on
//! any number of threads. Loops are compiled for the instructions that the machine has.

use nalgebra::{DMatrix, DVector};
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

/// The fewest columns of one piece of work: adding up the pieces costs little beside.
const PIECE: usize = 256;

/// No more pieces than this: every piece has a sum of its own in the caches, and so many threads are all that memory can answer.
const PIECES: usize = 8;

/// So many columns are read together: the memory answers several questions at once, and the sum is held meanwhile.
const TOGETHER: usize = 8;

/// So many vectors of the sum are held in registers while the columns pass.
const HELD: usize = 4;

/// A v, n.
pub(super) fn times(matrix: &DMatrix<f64>, vector: &DVector<f64>) -> DVector<f64> {
    let rows = matrix.nrows();
    if rows == 0 {
        return DVector::zeros(0);
    }
    let piece = |(columns, weights): (&[f64], &[f64])| {
        let mut sum = DVector::zeros(rows);
        add(sum.as_mut_slice(), weights.iter().copied().zip(columns.chunks_exact(rows)));
        sum
    };
    let length = piece_length(vector.len());
    if vector.len() <= length {
        // One piece: no thread need be started for it.
        return piece((matrix.as_slice(), vector.as_slice()));
    }
    let columns = matrix.as_slice().par_chunks(length * rows);
    let pieces: Vec<DVector<f64>> = columns.zip(vector.as_slice().par_chunks(length)).map(piece).collect();
    pieces.into_iter().reduce(|sum, piece| sum + piece).unwrap_or_else(|| DVector::zeros(rows))
}

/// How many columns one piece of so many has.
fn piece_length(columns: usize) -> usize {
    columns.div_ceil(PIECES).next_multiple_of(TOGETHER).max(PIECE)
}

/// Adds columns of the length of `to` to it, each times its weight, in order.
pub(super) fn add<'c>(to: &mut [f64], mut columns: impl Iterator<Item = (f64, &'c [f64])>) {
    let arch = Arch::new();
    loop {
        let (mut weights, mut together) = ([0.0; TOGETHER], [&[] as &[f64]; TOGETHER]);
        let mut found = 0;
        for (weight, column) in columns.by_ref().take(TOGETHER) {
            (weights[found], together[found]) = (weight, column);
            found += 1;
        }
        if found == TOGETHER {
            arch.dispatch(Add { to: &mut *to, weights, columns: together });
            continue;
        }
        for (weight, column) in weights.into_iter().zip(together).take(found) {
            arch.dispatch(Add { to: &mut *to, weights: [weight], columns: [column] });
        }
        return;
    }
}

/// to += Σ weight column, over N columns.
struct Add<'a, const N: usize> {
    to: &'a mut [f64],
    weights: [f64; N],
    columns: [&'a [f64]; N],
}

impl<const N: usize> WithSimd for Add<'_, N> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "only inlined is it compiled for the instructions that were dispatched to"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (to, to_tail) = S::as_mut_simd_f64s(self.to);
        let parts = self.columns.map(|column| S::as_simd_f64s(column));
        let weights = self.weights.map(|weight| simd.splat_f64s(weight));
        let (held, to) = to.as_chunks_mut::<HELD>();
        // Cut to one length, so that no position need be looked at twice.
        let columns = parts.map(|(vectors, _)| {
            let (held_there, rest) = vectors.as_chunks::<HELD>();
            (&held_there[..held.len()], &rest[..to.len()])
        });
        for (at, held) in held.iter_mut().enumerate() {
            let mut sums = *held;
            for (weight, (column, _)) in weights.iter().zip(&columns) {
                for (sum, cell) in sums.iter_mut().zip(&column[at]) {
                    *sum = simd.mul_add_f64s(*weight, *cell, *sum);
                }
            }
            *held = sums;
        }
        for (at, to) in to.iter_mut().enumerate() {
            for (weight, (_, column)) in weights.iter().zip(&columns) {
                *to = simd.mul_add_f64s(*weight, column[at], *to);
            }
        }
        for (at, to) in to_tail.iter_mut().enumerate() {
            for (weight, (_, tail)) in self.weights.iter().zip(&parts) {
                *to += weight * tail[at];
            }
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

        /// The same as nalgebra's own product to the bit: of whole numbers every sum is exact in any order.
        #[test]
        fn as_nalgebra_has_it(
            cells in prop::collection::vec(-1000_i32..1000, 13),
            (rows, columns) in prop_oneof![(1_usize..1100, 1_usize..1100), (1_usize..40, 2000_usize..3000)],
        ) {
            let matrix = DMatrix::from_fn(rows, columns, |i, j| f64::from(cells[(i * 5 + j * 3) % 13]));
            let vector = DVector::from_fn(columns, |i, _| f64::from(cells[(i * 11) % 13]));
            prop_assert_eq!(times(&matrix, &vector), &matrix * &vector);
        }

        /// Of other numbers but for rounding: u times the number of additions of each way, and of the sum of absolute values.
        #[test]
        fn rounding_is_all_that_the_order_changes(
            cells in prop::collection::vec(-1.0_f64..1.0, 13),
            (rows, columns) in (1_usize..1100, 1_usize..1100),
        ) {
            let matrix = DMatrix::from_fn(rows, columns, |i, j| cells[(i * 5 + j * 3) % 13]);
            let vector = DVector::from_fn(columns, |i, _| cells[(i * 11) % 13]);
            let (found, whole) = (times(&matrix, &vector), &matrix * &vector);
            let absolute = matrix.abs() * vector.abs();
            let additions = (columns + piece_length(columns) + PIECES) as f64;
            for ((a, b), size) in found.iter().zip(&whole).zip(&absolute) {
                prop_assert!((a - b).abs() <= 0.5 * f64::EPSILON * additions * size);
            }
        }
    }
}
