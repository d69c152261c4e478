//! A matrix of which few cells are other than zero, by its columns: the positions and the numbers of those cells alone.
//!
//! - (A v)_i = Σ_j a_ij v_j over the cells that are there, added up column by column. As many operations as there are cells, where a
//!   dense matrix takes n² whatever stands in it.
//!
//! What it is not: no way to factors. Elimination fills the cells that were empty, in tables of industries nearly all of them, and then a
//! sparse factorisation takes longer than a dense one; `docs/performance.md` has the times.

use nalgebra::{DMatrix, DVector};

/// From one cell in so many on, compressing costs more than it saves.
const ONE_IN: usize = 10;

/// So many columns tell how many cells are there, before all are looked at.
const LOOKED_AT: usize = 16;

/// The cells of a matrix that are not zero.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compressed {
    order: usize,
    /// Where each column begins among the cells, and where the last ends.
    starts: Vec<usize>,
    rows: Vec<usize>,
    values: Vec<f64>,
}

impl Compressed {
    /// A square matrix, if the columns that are looked at have few enough cells.
    pub(super) fn of(matrix: &DMatrix<f64>) -> Option<Self> {
        let order = matrix.nrows();
        let count = |column: &[f64]| column.iter().filter(|cell| **cell != 0.0).count();
        let columns = || matrix.as_slice().chunks_exact(order.max(1));
        let every = (order / LOOKED_AT).max(1);
        let (mut seen, mut there) = (0, 0);
        for column in columns().step_by(every) {
            seen += order;
            there += count(column);
        }
        if there * ONE_IN > seen {
            return None;
        }
        let mut compressed = Self { order, starts: vec![0], rows: Vec::new(), values: Vec::new() };
        for column in columns() {
            for (row, value) in column.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                compressed.rows.push(row);
                compressed.values.push(*value);
            }
            compressed.starts.push(compressed.rows.len());
        }
        Some(compressed)
    }

    /// A v, n x 1.
    pub(super) fn times(&self, vector: &DVector<f64>) -> DVector<f64> {
        let mut result = DVector::zeros(self.order);
        for (ends, &weight) in self.starts.windows(2).zip(vector.iter()) {
            let cells = ends[0]..ends[1];
            for (&row, value) in self.rows[cells.clone()].iter().zip(&self.values[cells]) {
                result[row] += weight * value;
            }
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_matrix_by_hand_a_full_one_and_none() {
        let mut few = DMatrix::zeros(20, 20);
        few[(3, 0)] = 2.0;
        few[(19, 19)] = -1.0;
        let compressed = Compressed::of(&few).unwrap();
        assert_eq!(compressed.values, [2.0, -1.0]);
        let result = compressed.times(&DVector::from_fn(20, |i, _| (i + 1) as f64));
        assert_eq!((result[3], result[19], result.sum()), (2.0, -20.0, -18.0));
        assert_eq!(Compressed::of(&DMatrix::from_element(20, 20, 1.0)), None);
        assert_eq!(Compressed::of(&DMatrix::zeros(0, 0)).map(|none| none.times(&DVector::zeros(0)).len()), Some(0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// The same as the dense product but for the order in which it adds up.
        #[test]
        fn as_the_dense_product(cells in prop::collection::vec((0_usize..40, 0_usize..40, -1.0_f64..1.0), 0..100)) {
            let mut matrix = DMatrix::zeros(40, 40);
            for (i, j, value) in cells {
                matrix[(i, j)] = value;
            }
            let vector = DVector::from_fn(40, |i, _| 1.0 / (i + 1) as f64);
            let compressed = Compressed::of(&matrix);
            prop_assume!(compressed.is_some());
            prop_assert!((compressed.unwrap().times(&vector) - &matrix * &vector).amax() <= 1e-15 * 40.0);
        }
    }
}
