//! Scenarios that change what a few buyers take of one supplier, answered for whole economies in a handful of operations.
//!
//! ## Formula
//!
//! With ΔA = e_k d' (row k of n x n changes by d, few of whose n numbers are not zero), x = L f, c = L e_k (n x 1, output of every sector
//! per unit more of k) and s = d'x / (1 - d'c):
//!
//! | answer | formula | unit | cost |
//! |---|---|---|---|
//! | output of all that is weighed by w | w'x' = w'x + s w'c | that of w times money | buyers |
//! | output of every sector | x' = x + s c | money | n |
//! | money redirected at new output | d'x' = s | money | buyers |
//!
//! w'x and w'c are taken once for every weighting. Where a payer lowers its share of output by the same d, what it still gets is
//! w'x' - d'x' = w'x + s (w'c - 1).
//!
//! ## Source
//!
//! Sherman and Morrison 1950.
//!
//! ## What it is not
//!
//! Not for changes of several suppliers, nor for households that spend what they earn: those are [`super::UpdatedSystem`]'s. Nor is
//! there an answer where 1 - d'c is below 1e-6: the changed economy is hardly productive, or not at all.

use super::updated_system::GUARD;
use super::{LeontiefSystem, ModelError, System};
use nalgebra::{DMatrix, DVector};

/// An economy prepared for changes of one supplier's coefficients.
#[derive(Debug, Clone)]
pub struct SupplierChanges {
    /// x_j and c_j beside one another, since a change needs both.
    sectors: Vec<[f64; 2]>,
    /// w'x and w'c of every weighting.
    totals: Vec<[f64; 2]>,
}

/// What one change comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SupplierChange {
    /// s = d'x', money redirected to the supplier at the new output.
    pub redirected: f64,
}

impl SupplierChanges {
    /// Prepares the changes of a supplier's row; `weights` (n x m) are the weightings of output that answers are asked for: ones for
    /// output itself, shares of value added, jobs per unit.
    ///
    /// # Errors
    /// Fails where the economy cannot be solved.
    pub fn new(
        system: &LeontiefSystem,
        supplier: usize,
        output: &DVector<f64>,
        weights: &DMatrix<f64>,
    ) -> Result<Self, ModelError> {
        let unit = DVector::from_fn(system.order(), |i, _| if i == supplier { 1.0 } else { 0.0 });
        let reach = system.outputs(&unit)?;
        Ok(Self {
            sectors: output.iter().zip(reach.iter()).map(|(&x, &c)| [x, c]).collect(),
            totals: weights.column_iter().map(|w| [w.dot(output), w.dot(&reach)]).collect(),
        })
    }

    /// What a change d comes to: each buyer with what its coefficient rises by. None where the pivot is below 1e-6, and for a
    /// buyer that is not there.
    #[inline]
    pub fn change(&self, cells: &[(usize, f64)]) -> Option<SupplierChange> {
        let (mut bought, mut pivot) = (0.0, 1.0);
        for &(buyer, delta) in cells {
            let [x, c] = *self.sectors.get(buyer)?;
            bought += delta * x;
            pivot -= delta * c;
        }
        (pivot > GUARD).then(|| SupplierChange { redirected: bought / pivot })
    }

    /// w'x' of the weighting at this position; none where there is no such weighting.
    #[inline]
    pub fn total(&self, change: SupplierChange, weighting: usize) -> Option<f64> {
        self.totals.get(weighting).map(|[base, reach]| change.redirected.mul_add(*reach, *base))
    }

    /// x', n x 1, money.
    pub fn output(&self, change: SupplierChange) -> DVector<f64> {
        DVector::from_iterator(self.sectors.len(), self.sectors.iter().map(|[x, c]| change.redirected.mul_add(*c, *x)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Economy, LowRank, TechnicalCoefficients};
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn prepared(economy: &Economy, supplier: usize) -> SupplierChanges {
        let n = economy.table().len();
        let shares = economy.primary().matrix().row_sum().transpose();
        let weights = DMatrix::from_columns(&[DVector::from_element(n, 1.0), shares]);
        SupplierChanges::new(economy.system(), supplier, economy.output(), &weights).unwrap()
    }

    #[test]
    fn a_textbook_coefficient_raised() {
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        let changes = prepared(&economy, 1);
        let change = changes.change(&[(0, 0.05)]).unwrap();
        assert_relative_eq!(changes.output(change), dvector![1016.7785, 2057.0470], epsilon = 5e-5);
        // At unchanged shares value added comes from nowhere; less what its payer gives up it is 2050.
        let value_added = changes.total(change, 1).unwrap();
        assert_relative_eq!(value_added, 2100.84, epsilon = 5e-3);
        assert_relative_eq!(value_added - change.redirected, 2050.0, max_relative = 1e-14);
        assert_eq!((changes.total(change, 2), changes.change(&[(2, 0.1)])), (None, None));
    }

    #[test]
    fn no_change_is_the_base_to_the_bit_and_what_is_not_productive_has_no_answer() {
        let economy = Economy::new(Arc::new(oddities()), Denominator::Column).unwrap();
        let changes = prepared(&economy, 0);
        let none = changes.change(&[]).unwrap();
        assert_eq!(changes.output(none), *economy.output());
        assert_eq!(changes.change(&[(0, 1.0)]), None);
        assert_eq!(changes.change(&[(0, f64::NAN)]), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// The same as factorising the changed matrix.
        #[test]
        fn it_equals_factorising(
            table in productive(10, 0.8),
            supplier in 0_usize..10,
            parts in prop::collection::vec((0_usize..10, -0.9_f64..0.1), 1..5),
        ) {
            let n = table.len();
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let (k, a) = (supplier % n, economy.technical().matrix());
            let mut cells = BTreeMap::new();
            for (buyer, part) in parts {
                let j = buyer % n;
                cells.insert((k, j), if part < 0.0 { part * a[(k, j)] } else { part / n as f64 });
            }
            let list: Vec<(usize, f64)> = cells.iter().map(|((_, j), delta)| (*j, *delta)).collect();
            let changes = prepared(&economy, k);
            let change = changes.change(&list).unwrap();
            let whole = LowRank::from_cells(n, &cells).matrix() + a;
            let slow = LeontiefSystem::new(TechnicalCoefficients::from_matrix(whole)).outputs(economy.final_demand()).unwrap();
            prop_assert!((changes.output(change) - &slow).amax() <= 1e-12 * slow.amax());
            prop_assert!((changes.total(change, 0).unwrap() - slow.sum()).abs() <= 1e-12 * slow.sum());
            let redirected: f64 = list.iter().map(|&(j, delta)| delta * slow[j]).sum();
            prop_assert!((redirected - change.redirected).abs() <= 1e-12 * slow.amax());
        }
    }
}
