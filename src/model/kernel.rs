//! The bridge to the blocked kernels of faer: nalgebra's storage is viewed, never copied.
//!
//! Both store matrices column by column, so a view costs nothing. Below [`PARALLEL_FROM`] the kernels run on one thread: the
//! work is too small to share, scenarios use the threads instead, and results are the same bytes on any number of threads.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::lu::partial_pivoting::{factor, inverse, solve};
use faer::linalg::matmul::matmul;
use faer::perm::PermRef;
use faer::{Accum, MatMut, MatRef, Par};
use nalgebra::DMatrix;
use rayon::prelude::*;

/// The order from which a factorisation is worth sharing between threads.
const PARALLEL_FROM: usize = 256;

/// Whether the kernels of a matrix of this order share their work between threads.
pub(super) fn threads(order: usize) -> Par {
    if order < PARALLEL_FROM { Par::Seq } else { Par::rayon(0) }
}

/// Has the kernels look up the sizes of the machine's caches, on a thread of its own.
///
/// The first product of a process does so otherwise, in a hundred small files of the system, which takes many times as long as the
/// inverse of a national table. While a table is read there is time for it.
pub fn warm_up() {
    let first = || {
        // Smaller ones go another way.
        let ones = DMatrix::from_element(64, 64, 1.0);
        product(&ones, &ones).sum()
    };
    // Where no thread can be had, the first product is the slower one.
    drop(std::thread::Builder::new().spawn(first));
}

/// Does work on a matrix of this order: where it is shared, inside the pool of threads. Called from outside, faer would leave and
/// enter the pool at every division of the work, which takes up to three times as long; and threads that have nothing to do are not
/// even started.
pub(super) fn shared<R: Send>(order: usize, work: impl FnOnce() -> R + Send) -> R {
    if order < PARALLEL_FROM { work() } else { rayon::scope(|_| work()) }
}

pub(super) fn view(matrix: &DMatrix<f64>) -> MatRef<'_, f64> {
    MatRef::from_column_major_slice(matrix.as_slice(), matrix.nrows(), matrix.ncols())
}

pub(super) fn view_mut(matrix: &mut DMatrix<f64>) -> MatMut<'_, f64> {
    let (rows, columns) = matrix.shape();
    MatMut::from_column_major_slice_mut(matrix.as_mut_slice(), rows, columns)
}

/// A matrix of zeros whose memory is first touched where it is first used: by several threads, where these fill it. The system hands
/// memory over page by page, and nalgebra's own zeros ask for all of it at once on one thread.
pub(super) fn zeros(rows: usize, columns: usize) -> DMatrix<f64> {
    DMatrix::from_vec(rows, columns, vec![0.0; rows * columns])
}

/// I - A, n x n.
pub(super) fn identity_less(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let order = matrix.nrows();
    let mut result = zeros(order, order);
    let piece = |(nth, (to, from)): (usize, (&mut [f64], &[f64]))| {
        for (to, from) in to.iter_mut().zip(from) {
            *to = -from;
        }
        for (place, to) in to.chunks_exact_mut(order).enumerate() {
            to[nth * TOUCHED + place] += 1.0;
        }
    };
    let length = TOUCHED * order.max(1);
    if order < PARALLEL_FROM {
        result.as_mut_slice().chunks_mut(length).zip(matrix.as_slice().chunks(length)).enumerate().for_each(piece);
    } else {
        let pieces = result.as_mut_slice().par_chunks_mut(length).zip(matrix.as_slice().par_chunks(length));
        pieces.enumerate().for_each(piece);
    }
    result
}

/// So many columns of a matrix that is made are one piece of work.
const TOUCHED: usize = 32;

/// So many columns of a product are one piece of work where the matrix on the left is too small to be shared.
const COLUMNS: usize = 512;

/// A B, n x m by m x k.
pub(super) fn product(left: &DMatrix<f64>, right: &DMatrix<f64>) -> DMatrix<f64> {
    let (order, inner) = left.shape();
    let mut result = zeros(order, right.ncols());
    if order < PARALLEL_FROM && right.ncols() > COLUMNS && order > 0 && inner > 0 {
        // The pieces do not depend on the number of threads, and so neither do the bytes of the result.
        let pieces = result.as_mut_slice().par_chunks_mut(order * COLUMNS);
        pieces.zip(right.as_slice().par_chunks(inner * COLUMNS)).for_each(|(to, from)| {
            let from = MatRef::from_column_major_slice(from, inner, from.len() / inner);
            let to = MatMut::from_column_major_slice_mut(to, order, from.ncols());
            matmul(to, Accum::Replace, view(left), from, 1.0, Par::Seq);
        });
    } else {
        shared(order, || matmul(view_mut(&mut result), Accum::Replace, view(left), view(right), 1.0, threads(order)));
    }
    result
}

/// P M = L U with partial pivoting, n x n; both factors share one n x n buffer.
#[derive(Debug, Clone)]
pub(super) struct Lu {
    packed: DMatrix<f64>,
    forward: Vec<usize>,
    backward: Vec<usize>,
}

impl Lu {
    /// Factorises a square matrix in its own storage. A singular matrix gives factors whose solutions are not finite.
    pub(super) fn new(mut matrix: DMatrix<f64>) -> Self {
        let n = matrix.nrows();
        let par = threads(n);
        let (mut forward, mut backward) = (vec![0_usize; n], vec![0_usize; n]);
        shared(n, || {
            let scratch = factor::lu_in_place_scratch::<usize, f64>(n, n, par, faer::prelude::default());
            factor::lu_in_place(
                view_mut(&mut matrix),
                &mut forward,
                &mut backward,
                par,
                MemStack::new(&mut MemBuffer::new(scratch)),
                faer::prelude::default(),
            );
        });
        Self { packed: matrix, forward, backward }
    }

    fn order(&self) -> usize {
        self.packed.nrows()
    }

    fn permutation(&self) -> PermRef<'_, usize> {
        PermRef::new_checked(&self.forward, &self.backward, self.order())
    }

    /// Replaces B (n x m) by M⁻¹ B.
    pub(super) fn solve(&self, right: &mut DMatrix<f64>) {
        let (n, par) = (self.order(), threads(self.order()));
        shared(n, || {
            let scratch = solve::solve_in_place_scratch::<usize, f64>(n, right.ncols(), par);
            let mut buffer = MemBuffer::new(scratch);
            let factors = view(&self.packed);
            let stack = MemStack::new(&mut buffer);
            solve::solve_in_place(factors, factors, self.permutation(), view_mut(right), par, stack);
        });
    }

    /// Replaces B (n x m) by M⁻ᵀ B.
    pub(super) fn solve_transposed(&self, right: &mut DMatrix<f64>) {
        let (n, par) = (self.order(), threads(self.order()));
        shared(n, || {
            let scratch = solve::solve_transpose_in_place_scratch::<usize, f64>(n, right.ncols(), par);
            let mut buffer = MemBuffer::new(scratch);
            let factors = view(&self.packed);
            let stack = MemStack::new(&mut buffer);
            solve::solve_transpose_in_place(factors, factors, self.permutation(), view_mut(right), par, stack);
        });
    }

    /// M⁻¹, n x n.
    pub(super) fn inverse(&self) -> DMatrix<f64> {
        let (n, par) = (self.order(), threads(self.order()));
        let mut result = zeros(n, n);
        shared(n, || {
            let mut buffer = MemBuffer::new(inverse::inverse_scratch::<usize, f64>(n, par));
            let factors = view(&self.packed);
            let stack = MemStack::new(&mut buffer);
            inverse::inverse(view_mut(&mut result), factors, factors, self.permutation(), par, stack);
        });
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_product_of_many_columns_in_pieces_is_the_same() {
        for (order, inner) in [(3, 3), (7, 2), (1, 1), (0, 4), (4, 0)] {
            let left = DMatrix::from_fn(order, inner, |i, j| (i * 3 + j) as f64 - 2.5);
            let right = DMatrix::from_fn(inner, 2 * COLUMNS + 5, |i, j| (i + j % 13) as f64);
            // Whole numbers and halves are added up without rounding.
            assert_eq!(product(&left, &right), &left * &right);
        }
    }

    #[test]
    fn the_system_is_the_identity_less_the_coefficients() {
        for order in [0, 1, 7, 70, PARALLEL_FROM + 37] {
            let matrix = DMatrix::from_fn(order, order, |i, j| (i * 3 + j) as f64 / 7.0);
            assert_eq!(identity_less(&matrix), DMatrix::identity(order, order) - matrix);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// Solutions and inverse satisfy their definitions, on one thread and on several.
        #[test]
        fn factors_solve(cells in prop::collection::vec(-1.0_f64..1.0, 36), size in prop::sample::select(vec![1_usize, 6, 300])) {
            let matrix = DMatrix::from_fn(size, size, |i, j| {
                cells[(i * 7 + j * 5) % 36] / size as f64 + if i == j { 2.0 } else { 0.0 }
            });
            let right = DMatrix::from_fn(size, 2, |i, c| cells[(i + c) % 36]);
            let lu = Lu::new(matrix.clone());
            let (mut x, mut y) = (right.clone(), right.clone());
            lu.solve(&mut x);
            lu.solve_transposed(&mut y);
            prop_assert!((&matrix * x - &right).amax() < 1e-14 * size as f64);
            prop_assert!((matrix.transpose() * y - &right).amax() < 1e-14 * size as f64);
            prop_assert!((&matrix * lu.inverse() - DMatrix::identity(size, size)).amax() < 1e-13);
        }
    }
}
