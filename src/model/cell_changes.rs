//! Changes of a few cells of A anywhere, answered through the inverse.
//!
//! ## Formula
//!
//! With ΔA = Σ_r d_r e_ir e_jr' (cells (i_r, j_r) of n x n change by d_r, r = 1 ... m) and x = L f:
//!
//! (δ_rs - d_r l_(jr,is)) y = d_r x_jr (m x m), x' = x + Σ_r y_r L e_ir (n x 1, money).
//!
//! y_r is what buyer j_r takes more of supplier i_r at the new output. m² numbers of L are looked up, m³ / 3 operations solve, and n m
//! add up.
//!
//! ## Source
//!
//! Sherman and Morrison 1950, Woodbury 1950.
//!
//! ## What it is not
//!
//! Not sure of its digits where the small system is nearly singular: where a pivot is below 1e-6 (its numbers are of the size of one)
//! there is no answer, and the changed matrix is to be factorised. Nor does it see whether the changed economy is productive: outputs below
//! nothing say that it is not.

use super::LeontiefInverse;
use super::product::add;
use super::updated_system::GUARD;
use nalgebra::DVector;
use pulp::Arch;

/// A cell of A that changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellChange {
    /// The supplier's position: the row.
    pub supplier: usize,
    /// The buyer's position: the column.
    pub buyer: usize,
    /// What is added to the coefficient, money per money.
    pub delta: f64,
}

/// Room for the small system, used again from one change to the next.
#[derive(Debug, Clone, Default)]
pub struct CellChanges {
    system: Vec<f64>,
    weights: Vec<f64>,
}

impl CellChanges {
    /// Replaces `output`, which holds x = L f, by x' (n x 1, money). Gives `false`, with `output` as it was, where a cell is not there or
    /// a pivot is too small.
    #[must_use]
    pub fn apply(&mut self, inverse: &LeontiefInverse, cells: &[CellChange], output: &mut DVector<f64>) -> bool {
        let (l, n, m) = (inverse.matrix(), output.len(), cells.len());
        if cells.iter().any(|cell| cell.supplier >= n || cell.buyer >= n) || l.nrows() != n {
            return false;
        }
        // Column s of the small system, one after another; the numbers of one column of L lie together.
        self.system.clear();
        for s in cells {
            let reach = l.column(s.supplier);
            self.system.extend(cells.iter().map(|r| -r.delta * reach[r.buyer]));
        }
        for r in 0..m {
            self.system[r * m + r] += 1.0;
        }
        self.weights.clear();
        self.weights.extend(cells.iter().map(|cell| cell.delta * output[cell.buyer]));
        if !Arch::new().dispatch(|| solve(&mut self.system, &mut self.weights)) {
            return false;
        }
        let reach = |cell: &CellChange| &l.as_slice()[cell.supplier * n..(cell.supplier + 1) * n];
        add(output.as_mut_slice(), self.weights.iter().copied().zip(cells.iter().map(reach)));
        true
    }
}

/// Solves M y = b (m x m, stored by column) in the place of b, by elimination with partial pivoting.
#[expect(clippy::inline_always, reason = "only inlined is it compiled for the instructions that were dispatched to")]
#[inline(always)]
fn solve(matrix: &mut [f64], right: &mut [f64]) -> bool {
    let m = right.len();
    for k in 0..m {
        let mut best = k;
        for i in k + 1..m {
            if matrix[k * m + i].abs() > matrix[k * m + best].abs() {
                best = i;
            }
        }
        let pivot = matrix[k * m + best];
        // Also where it is not a number.
        if !(pivot.abs() > GUARD && pivot.is_finite()) {
            return false;
        }
        if best != k {
            for j in k..m {
                matrix.swap(j * m + k, j * m + best);
            }
            right.swap(k, best);
        }
        let (done, later) = matrix.split_at_mut((k + 1) * m);
        let multipliers = &mut done[k * m + k + 1..];
        for multiplier in multipliers.iter_mut() {
            *multiplier /= pivot;
        }
        for column in later.chunks_exact_mut(m) {
            let top = column[k];
            for (cell, multiplier) in column[k + 1..].iter_mut().zip(multipliers.iter()) {
                *cell -= top * multiplier;
            }
        }
        let top = right[k];
        for (cell, multiplier) in right[k + 1..].iter_mut().zip(multipliers.iter()) {
            *cell -= top * multiplier;
        }
    }
    for k in (0..m).rev() {
        right[k] /= matrix[k * m + k];
        let (above, at) = right.split_at_mut(k);
        for (cell, above_pivot) in above.iter_mut().zip(&matrix[k * m..k * m + k]) {
            *cell -= at[0] * above_pivot;
        }
    }
    right.iter().all(|weight| weight.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Economy, LeontiefSystem, LowRank, System, TechnicalCoefficients};
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn changed(economy: &Economy, cells: &[CellChange]) -> Option<DVector<f64>> {
        let mut output = economy.output().clone();
        CellChanges::default().apply(economy.leontief().unwrap(), cells, &mut output).then_some(output)
    }

    #[test]
    fn a_textbook_coefficient_raised() {
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        let cell = CellChange { supplier: 1, buyer: 0, delta: 0.05 };
        assert_relative_eq!(changed(&economy, &[cell]).unwrap(), dvector![1016.7785, 2057.0470], epsilon = 5e-5);
        // The same cell twice is the sum of both.
        let half = CellChange { delta: 0.025, ..cell };
        assert_relative_eq!(
            changed(&economy, &[half, half]).unwrap(),
            changed(&economy, &[cell]).unwrap(),
            max_relative = 1e-14
        );
    }

    #[test]
    fn no_change_is_the_base_and_what_has_no_answer_leaves_it() {
        let economy = Economy::new(Arc::new(oddities()), Denominator::Column).unwrap();
        assert_eq!(changed(&economy, &[]).as_ref(), Some(economy.output()));
        let mut output = economy.output().clone();
        // A seller that turns all of its output into itself: 1 - (1 - a_00) l_00 may be zero, and a cell that is not there.
        let own = 1.0 / economy.leontief().unwrap().matrix()[(0, 0)];
        for cell in [CellChange { supplier: 0, buyer: 0, delta: own }, CellChange { supplier: 9, buyer: 0, delta: 0.1 }]
        {
            assert!(!CellChanges::default().apply(economy.leontief().unwrap(), &[cell], &mut output));
            assert_eq!(output, *economy.output());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// The same as factorising the changed matrix.
        #[test]
        fn it_equals_factorising(
            table in productive(10, 0.8),
            picks in prop::collection::vec((0_usize..10, 0_usize..10, -0.5_f64..0.1), 0..20),
        ) {
            let n = table.len();
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let a = economy.technical().matrix();
            let mut cells = BTreeMap::new();
            for (i, j, part) in picks {
                let (i, j) = (i % n, j % n);
                cells.insert((i, j), if part < 0.0 { part * a[(i, j)] } else { part / n as f64 });
            }
            let list: Vec<CellChange> =
                cells.iter().map(|(&(supplier, buyer), &delta)| CellChange { supplier, buyer, delta }).collect();
            let whole = LowRank::from_cells(n, &cells).matrix() + a;
            let slow = LeontiefSystem::new(TechnicalCoefficients::from_matrix(whole)).outputs(economy.final_demand());
            let slow = slow.unwrap();
            let fast = changed(&economy, &list).unwrap();
            prop_assert!((fast - &slow).amax() <= 1e-12 * slow.amax());
        }
    }
}
