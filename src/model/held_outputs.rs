//! Outputs of some sectors that are held at given values by their own final demand.
//!
//! x = L f + L_.K s with x_K given: L_KK s = x̄_K - (L f)_K, and f_K + s is the final demand that goes with it. It is the mixed
//! model, solved through the system that is there: m x m for m sectors held, never a partitioned matrix of order n. L_KK is
//! the inverse of the Schur complement of I - A, so that it is never singular in a productive economy.
//!
//! x, f and s are n x 1, money of the table. Source: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 13.2.

use super::{ModelError, System};
use nalgebra::{DMatrix, DVector};

/// What the final demand for some sectors does to all outputs.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldOutputs {
    sectors: Vec<usize>,
    /// L_.K, n x m.
    reach: DMatrix<f64>,
}

impl HeldOutputs {
    /// For these sectors, each once.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn new(system: &dyn System, sectors: Vec<usize>) -> Result<Self, ModelError> {
        let mut units = DMatrix::zeros(system.order(), sectors.len());
        for (at, &sector) in sectors.iter().enumerate() {
            units[(sector, at)] = 1.0;
        }
        Ok(Self { reach: system.outputs_of(&units)?, sectors })
    }

    /// The final demand s that raises the outputs of some of the sectors by `gaps`, money; `which` are places in the list of
    /// sectors, and the outputs of the others of the list are free.
    ///
    /// # Errors
    /// Fails where the system is singular.
    pub fn demand(&self, which: &[usize], gaps: &DVector<f64>) -> Result<DVector<f64>, ModelError> {
        let inner = DMatrix::from_fn(which.len(), which.len(), |i, j| self.reach[(self.sectors[which[i]], which[j])]);
        inner.lu().solve(gaps).ok_or(ModelError::Singular { residual: 1.0 })
    }

    /// Adds to outputs (n x 1) what a final demand of `amount` for the sector at a place of the list brings.
    pub fn add(&self, place: usize, amount: f64, output: &mut DVector<f64>) {
        output.axpy(amount, &self.reach.column(place), 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Economy;
    use crate::table::Denominator;
    use crate::table::fixture::{productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    #[test]
    fn the_textbook_holds_a_sector() {
        let two = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        // f_1 = 360: x = L (360, 1700) is above (1000, 2000), and the second is to stay at 2000.
        let mut x = two.system().outputs(&dvector![360.0, 1700.0]).unwrap();
        let held = HeldOutputs::new(&**two.system(), vec![1]).unwrap();
        let s = held.demand(&[0], &dvector![2000.0 - x[1]]).unwrap();
        held.add(0, s[0], &mut x);
        assert_relative_eq!(x, dvector![1011.7647, 2000.0], epsilon = 5e-5);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// What is asked for is reached, through the final demand that is found and nothing else.
        #[test]
        fn gaps_are_closed(table in productive(8, 0.9), wanted in prop::collection::vec(-0.5_f64..0.5, 8)) {
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let (n, x) = (economy.table().len(), economy.output());
            let sectors: Vec<usize> = (0..n).step_by(2).collect();
            let held = HeldOutputs::new(&**economy.system(), sectors.clone()).unwrap();
            let which: Vec<usize> = (0..sectors.len()).collect();
            let gaps = DVector::from_fn(sectors.len(), |at, _| wanted[at] * x[sectors[at]]);
            let s = held.demand(&which, &gaps).unwrap();
            let mut f = economy.final_demand().clone();
            for (&sector, &s) in sectors.iter().zip(s.iter()) {
                f[sector] += s;
            }
            let found = economy.system().outputs(&f).unwrap();
            for (&sector, &gap) in sectors.iter().zip(gaps.iter()) {
                prop_assert!((found[sector] - x[sector] - gap).abs() <= 1e-11 * x.amax());
            }
        }
    }
}
