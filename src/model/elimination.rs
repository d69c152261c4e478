//! The inverse of an M-matrix by block elimination without pivoting, in its own storage.
//!
//! ## Formula
//!
//! With M = [P Q; R T], n x n, split in halves, and S = T - R P⁻¹ Q:
//!
//! | block of M⁻¹ | formula |
//! |---|---|
//! | lower right | S⁻¹ |
//! | upper right | -X S⁻¹, X = P⁻¹ Q |
//! | lower left | -S⁻¹ Y, Y = R P⁻¹ |
//! | upper left | P⁻¹ + X S⁻¹ Y |
//!
//! P and S are inverted in the same way, down to blocks of [`LEAF`] that Gauss and Jordan's elimination inverts. 2 n³ operations in
//! all, nearly all of them products of matrices. Beside the matrix, about n² / 2 numbers of working space. Without unit.
//!
//! ## Source
//!
//! That I - A of a productive economy needs no pivoting: its Schur complements are M-matrices again and every pivot is positive
//! (Funderlic and Plemmons 1981; Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 2002, chapters 13 and 14).
//!
//! ## What it is not
//!
//! Not an inverse of just any matrix: where a pivot is not positive it gives up, and its caller eliminates with pivoting. Nor does
//! it look at its own result: a probe with one vector does that.

use super::kernel::{shared, threads, view_mut};
use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, Par};
use nalgebra::DMatrix;
use pulp::{Arch, Simd, WithSimd};

/// The largest block that is not split further: small enough that its columns stay in registers and the nearest cache.
const LEAF: usize = 16;

/// Halves are multiples of this, so that columns of most blocks begin where vectors of eight numbers do.
const STEP: usize = 8;

/// Replaces a square matrix by its inverse. Gives `false`, and leaves a matrix of no meaning, where a pivot is not positive.
pub(super) fn invert(matrix: &mut DMatrix<f64>) -> bool {
    let order = matrix.nrows();
    let mut space = vec![0.0; space(order)];
    let arch = Arch::new();
    shared(order, || block(arch, view_mut(matrix), &mut space))
}

/// The order of the first half.
fn half(order: usize) -> usize {
    (order / 2).next_multiple_of(STEP)
}

/// How many numbers of working space a block of this order needs.
fn space(order: usize) -> usize {
    if order <= LEAF {
        return 0;
    }
    let (first, second) = (half(order), order - half(order));
    space(first).max(first * second + space(second).max(first * second))
}

fn block(arch: Arch, mut matrix: MatMut<'_, f64>, space: &mut [f64]) -> bool {
    let order = matrix.nrows();
    if order <= LEAF {
        return arch.dispatch(Leaf(matrix.as_mut()));
    }
    let (first, second) = (half(order), order - half(order));
    let par = threads(order);
    let (mut p, mut q, mut r, mut t) = matrix.split_at_mut(first, first);
    if !block(arch, p.as_mut(), space) {
        return false;
    }
    let (x, rest) = space.split_at_mut(first * second);
    let mut x = MatMut::from_column_major_slice_mut(x, first, second);
    product(x.as_mut(), 1.0, &p, &q, par);
    matmul(t.as_mut(), Accum::Add, r.as_ref(), x.as_ref(), -1.0, par);
    if !block(arch, t.as_mut(), rest) {
        return false;
    }
    let mut y = MatMut::from_column_major_slice_mut(&mut rest[..first * second], second, first);
    product(y.as_mut(), 1.0, &r, &p, par);
    product(r.as_mut(), -1.0, &t, &y, par);
    product(q.as_mut(), -1.0, &x, &t, par);
    matmul(p.as_mut(), Accum::Add, x.as_ref(), r.as_ref(), -1.0, par);
    true
}

/// C = α A B.
fn product(to: MatMut<'_, f64>, alpha: f64, left: &MatMut<'_, f64>, right: &MatMut<'_, f64>, par: Par) {
    matmul(to, Accum::Replace, left.as_ref(), right.as_ref(), alpha, par);
}

/// Elimination by Gauss and Jordan, column by column.
struct Leaf<'m>(MatMut<'m, f64>);

impl WithSimd for Leaf<'_> {
    type Output = bool;

    #[expect(
        clippy::inline_always,
        reason = "only inlined is it compiled for the instructions that were dispatched to"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let mut matrix = self.0;
        let order = matrix.nrows();
        let mut pivot_column = [0.0_f64; LEAF];
        let kept = &mut pivot_column[..order];
        for k in 0..order {
            let Some(column) = column(&mut matrix, k) else { return false };
            let pivot = column[k];
            // Also where it is not a number.
            if !(pivot > 0.0 && pivot.is_finite()) {
                return false;
            }
            let inverse = 1.0 / pivot;
            kept.copy_from_slice(column);
            kept[k] = 0.0;
            for cell in column.iter_mut() {
                *cell *= -inverse;
            }
            column[k] = inverse;
            let (kept, kept_tail) = S::as_simd_f64s(&*kept);
            for j in (0..order).filter(|&j| j != k) {
                let Some(column) = self::column(&mut matrix, j) else { return false };
                let weight = column[k] * inverse;
                let (cells, tail) = S::as_mut_simd_f64s(column);
                for (cell, kept) in cells.iter_mut().zip(kept) {
                    *cell = simd.mul_add_f64s(simd.splat_f64s(-weight), *kept, *cell);
                }
                for (cell, kept) in tail.iter_mut().zip(kept_tail) {
                    *cell -= weight * kept;
                }
                column[k] = weight;
            }
        }
        true
    }
}

/// A column as its numbers; every block is part of a matrix that is stored column by column.
#[expect(clippy::inline_always, reason = "as the loops that call it")]
#[inline(always)]
fn column<'c>(matrix: &'c mut MatMut<'_, f64>, at: usize) -> Option<&'c mut [f64]> {
    Some(matrix.as_mut().col_mut(at).try_as_col_major_mut()?.as_slice_mut())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kernel::Lu;
    use approx::assert_relative_eq;
    use nalgebra::dmatrix;
    use proptest::prelude::*;

    /// I - A with A random and not negative; columns that all sum to `radius` make it the spectral radius.
    fn leontief_matrix(order: usize, radius: f64, cells: &[f64]) -> DMatrix<f64> {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut a = DMatrix::from_fn(order, order, |i, j| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let noise = (state >> 11) as f64 / (1_u64 << 53) as f64;
            noise * cells[(i * 7 + j * 5) % cells.len()]
        });
        for mut column in a.column_iter_mut() {
            let sum = column.sum();
            column *= radius / sum;
        }
        DMatrix::identity(order, order) - a
    }

    #[test]
    fn the_textbook_inverse() {
        let mut matrix = dmatrix![0.85, -0.25; -0.2, 0.95];
        assert!(invert(&mut matrix));
        // 1 / det = 1 / .7575.
        let exact = dmatrix![0.95, 0.25; 0.2, 0.85] / 0.7575;
        assert_relative_eq!(matrix, exact, max_relative = 1e-15);
    }

    #[test]
    fn a_pivot_that_is_not_positive_is_told_and_orders_of_nothing_and_one_work() {
        for mut singular in [dmatrix![0.5, -0.5; -0.5, 0.5], dmatrix![0.0], dmatrix![-1.0], dmatrix![f64::NAN]] {
            assert!(!invert(&mut singular));
        }
        let mut large = DMatrix::identity(70, 70) - DMatrix::from_element(70, 70, 1.0 / 70.0);
        assert!(!invert(&mut large) || large.amax() > 1e13);
        let (mut none, mut one) = (DMatrix::zeros(0, 0), dmatrix![0.8]);
        assert!(invert(&mut none) && invert(&mut one));
        assert_eq!(one[(0, 0)], 1.25);
    }

    #[test]
    fn threads_do_not_change_a_bit() {
        let matrix = leontief_matrix(331, 0.9, &[0.3, 0.9, 0.1]);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let mut inverse = matrix.clone();
            assert!(pool.install(|| invert(&mut inverse)));
            inverse
        };
        assert_eq!(on(1), on(2));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        /// It solves its definition and equals elimination with pivoting, also where the economy is hardly productive.
        #[test]
        fn two_ways_to_the_inverse(
            cells in prop::collection::vec(0.01_f64..1.0, 11),
            order in prop::sample::select(vec![2_usize, 7, 16, 17, 33, 111]),
            radius in prop::sample::select(vec![0.3, 0.9, 0.9999]),
        ) {
            let matrix = leontief_matrix(order, radius, &cells);
            let mut inverse = matrix.clone();
            prop_assert!(invert(&mut inverse));
            // Both are backward stable: the residual is a few n ulp of |M| |M⁻¹|, and elements of the inverse grow as 1 / (1 - ρ).
            let gap = (&matrix * &inverse - DMatrix::identity(order, order)).amax();
            prop_assert!(gap <= 1e-14 * inverse.amax().max(1.0), "{gap:e}");
            let pivoted = Lu::new(matrix).inverse();
            prop_assert!((&inverse - &pivoted).amax() <= 1e-13 * pivoted.amax() / (1.0 - radius));
            prop_assert!(inverse.iter().all(|cell| *cell >= -1e-15 * inverse.amax()));
        }
    }
}
