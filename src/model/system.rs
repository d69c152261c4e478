//! The Leontief system (I - A) x = f, factorised once and solved for as many right-hand sides as wanted.
//!
//! - outputs: x = L f, n x 1, money; L = (I - A)⁻¹.
//! - multipliers: m = L' v, n x 1: what one unit of final demand for each sector brings of v.
//!
//! Which way is taken depends on the size and on what is asked, never on what was asked before, so that results are the same to the
//! bit in any order of questions:
//!
//! | asked | way | cost |
//! |---|---|---|
//! | the inverse | block elimination; with pivoting where that has no answer | 2 n³ |
//! | many solutions | factors of elimination with pivoting, made at the first question | (2/3) n³ once, 2 n² each |
//! | more solutions at once than [`BATCH`] n | product with the inverse | 2 n³ once, 2 n² each, at the speed of a product |
//! | one solution for once, n from [`KRYLOV_FROM`] on | minimal residuals, without factors; with the cells that are not zero alone where they are few | a few n² |
//!
//! The residual of every solution is checked, of those by the inverse that of one mixture of them. Source: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, chapter 2.

use super::compressed::Compressed;
use super::kernel::{Lu, identity_less, product, shared};
use super::product::times;
use super::{LeontiefInverse, ModelError, TechnicalCoefficients, elimination, krylov};
use nalgebra::{DMatrix, DVector};
use std::sync::OnceLock;

/// The largest residual, relative to right-hand side and solution, that rounding explains. Backward-stable elimination of a
/// matrix of order n leaves a few n ulp; 1e-12 is reached at n of several thousand.
pub(super) const RESIDUAL: f64 = 1e-12;

/// The order from which one solution is had sooner without factors.
const KRYLOV_FROM: usize = 600;

/// From more final demands than this times n on, an inverse and one product take more operations than factors and solutions, and less
/// time: products run at a higher rate (`benches/kernels.rs`, many final demands).
const BATCH: usize = 1;

/// The parts behind the point of its multiples never come again, and lie evenly.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Something that answers L f and L' v without saying how.
pub trait System: Send + Sync {
    /// n.
    fn order(&self) -> usize;

    /// L F for m final demands at once, n x m.
    ///
    /// # Errors
    /// Fails where the residual is larger than rounding explains.
    fn outputs_of(&self, final_demands: &DMatrix<f64>) -> Result<DMatrix<f64>, ModelError>;

    /// L' V for m weightings at once, n x m.
    ///
    /// # Errors
    /// Fails where the residual is larger than rounding explains.
    fn multipliers_of(&self, weights: &DMatrix<f64>) -> Result<DMatrix<f64>, ModelError>;

    /// x = L f, n x 1, money of the table.
    ///
    /// # Errors
    /// As [`System::outputs_of`].
    fn outputs(&self, final_demand: &DVector<f64>) -> Result<DVector<f64>, ModelError> {
        Ok(one_column(self.outputs_of(&as_matrix(final_demand))?))
    }

    /// x = L f for once, n x 1: an answer for a system of which no more is asked, had without factors where that is cheaper.
    ///
    /// # Errors
    /// As [`System::outputs_of`].
    fn outputs_once(&self, final_demand: &DVector<f64>) -> Result<DVector<f64>, ModelError> {
        self.outputs(final_demand)
    }

    /// m = L' v, n x 1: total requirement of v per unit of final demand for each sector.
    ///
    /// # Errors
    /// As [`System::multipliers_of`].
    fn multipliers(&self, weights: &DVector<f64>) -> Result<DVector<f64>, ModelError> {
        Ok(one_column(self.multipliers_of(&as_matrix(weights))?))
    }
}

/// (I - A) with its factors and its few cells, each made when it is first needed.
#[derive(Debug, Clone)]
pub struct LeontiefSystem {
    coefficients: TechnicalCoefficients,
    lu: OnceLock<Lu>,
    /// A by its cells that are not zero, where they are few.
    few: OnceLock<Option<Compressed>>,
}

impl LeontiefSystem {
    /// The system of these coefficients. Nothing is computed yet.
    pub fn new(coefficients: TechnicalCoefficients) -> Self {
        Self { coefficients, lu: OnceLock::new(), few: OnceLock::new() }
    }

    /// Whether the factors have been needed so far.
    pub fn is_factorised(&self) -> bool {
        self.lu.get().is_some()
    }

    /// A.
    pub fn coefficients(&self) -> &TechnicalCoefficients {
        &self.coefficients
    }

    /// I - A, n x n.
    fn matrix(&self) -> DMatrix<f64> {
        identity_less(self.coefficients.matrix())
    }

    fn lu(&self) -> &Lu {
        self.lu.get_or_init(|| Lu::new(self.matrix()))
    }

    /// L = (I - A)⁻¹, n x n.
    ///
    /// # Errors
    /// Fails where I - A is singular to working precision.
    pub fn inverse(&self) -> Result<LeontiefInverse, ModelError> {
        let mut inverse = self.matrix();
        // Coefficients of a scenario may be negative by a hair, and then pivots need not be positive.
        if elimination::invert(&mut inverse) && self.probe(&inverse).is_ok() {
            return Ok(LeontiefInverse::from_matrix(inverse));
        }
        let inverse = self.lu().inverse();
        self.probe(&inverse)?;
        Ok(LeontiefInverse::from_matrix(inverse))
    }

    /// A probe with one vector shows a bad inverse at O(n²): L i must solve the system.
    fn probe(&self, inverse: &DMatrix<f64>) -> Result<(), ModelError> {
        let n = self.order();
        let sums = as_matrix(&times(inverse, &DVector::from_element(n, 1.0)));
        let ones = DMatrix::from_element(n, 1, 1.0);
        check_residual(residual(&ones, &sums, &self.bought(&sums)))
    }

    /// A X, n x m: what sectors buy of one another at these outputs (n x m, money), by blocked and parallel kernels.
    pub fn bought(&self, outputs: &DMatrix<f64>) -> DMatrix<f64> {
        product(self.coefficients.matrix(), outputs)
    }
}

impl System for LeontiefSystem {
    fn order(&self) -> usize {
        self.coefficients.matrix().nrows()
    }

    fn outputs_of(&self, final_demands: &DMatrix<f64>) -> Result<DMatrix<f64>, ModelError> {
        if final_demands.ncols() > BATCH * self.order() {
            let solution = self.inverse()?.times(final_demands);
            // Looking at every residual would take as long as the solution. The inverse was looked at; that of one mixture of all demands
            // shows whether the product is right too. In a plain sum, or one whose weights come again, demands of both signs could hide
            // one another.
            let weights = DVector::from_fn(final_demands.ncols(), |c, _| 1.0 + (c as f64 * GOLDEN).fract());
            let (demand, output) = (as_matrix(&times(final_demands, &weights)), as_matrix(&times(&solution, &weights)));
            if residual(&demand, &output, &self.bought(&output)) <= RESIDUAL {
                return Ok(solution);
            }
        }
        let mut solution = final_demands.clone();
        self.lu().solve(&mut solution);
        check_residual(residual(final_demands, &solution, &self.bought(&solution)))?;
        Ok(solution)
    }

    fn outputs_once(&self, final_demand: &DVector<f64>) -> Result<DVector<f64>, ModelError> {
        if self.order() < KRYLOV_FROM {
            return self.outputs(final_demand);
        }
        let few = self.few.get_or_init(|| Compressed::of(self.coefficients.matrix()));
        let apply = |v: &DVector<f64>| match few {
            Some(few) => few.times(v),
            None => times(self.coefficients.matrix(), v),
        };
        let found = shared(self.order(), || krylov::solve(final_demand, RESIDUAL, apply));
        found.map_or_else(|| self.outputs(final_demand), Ok)
    }

    fn multipliers_of(&self, weights: &DMatrix<f64>) -> Result<DMatrix<f64>, ModelError> {
        let mut solution = weights.clone();
        self.lu().solve_transposed(&mut solution);
        check_residual(residual(weights, &solution, &self.coefficients.matrix().tr_mul(&solution)))?;
        Ok(solution)
    }
}

/// ‖b - x + A x‖ relative to the larger of ‖b‖ and ‖x‖, in the largest element, worst column.
pub(super) fn residual(right: &DMatrix<f64>, solution: &DMatrix<f64>, product: &DMatrix<f64>) -> f64 {
    let mut worst = 0.0_f64;
    for c in 0..right.ncols() {
        let (b, x) = (right.column(c), solution.column(c));
        let scale = b.amax().max(x.amax());
        // In this order b is not lost beside an x that is much larger.
        let gap = (b + (product.column(c) - x)).amax();
        // `max` would pass over a value that is not a number, and that is just the one to see.
        let relative = if scale == 0.0 { gap } else { gap / scale };
        if relative.is_nan() || relative > worst {
            worst = relative;
        }
    }
    worst
}

fn check_residual(residual: f64) -> Result<(), ModelError> {
    if residual <= RESIDUAL { Ok(()) } else { Err(ModelError::Singular { residual }) }
}

pub(super) fn as_matrix(vector: &DVector<f64>) -> DMatrix<f64> {
    DMatrix::from_column_slice(vector.len(), 1, vector.as_slice())
}

fn one_column(matrix: DMatrix<f64>) -> DVector<f64> {
    DVector::from_vec(matrix.data.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;

    fn system(table: &crate::table::IoTable) -> LeontiefSystem {
        LeontiefSystem::new(TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column)))
    }

    #[test]
    fn the_textbook_final_demand_gives_the_textbook_output() {
        let system = system(&two_sectors());
        // Printed to one decimal.
        assert_relative_eq!(
            system.outputs(&dvector![600.0, 1500.0]).unwrap(),
            dvector![1247.5, 1841.6],
            epsilon = 0.05
        );
        let inverse = system.inverse().unwrap();
        let printed = dmatrix![1.254_125_41, 0.330_033_00; 0.264_026_40, 1.122_112_21];
        assert_relative_eq!(*inverse.matrix(), printed, epsilon = 5e-9);
    }

    #[test]
    fn a_singular_system_is_an_error_and_never_a_number() {
        let closed = LeontiefSystem::new(TechnicalCoefficients::from_matrix(dmatrix![0.5, 0.5; 0.5, 0.5]));
        assert!(matches!(closed.outputs(&dvector![1.0, 2.0]), Err(ModelError::Singular { .. })));
        assert!(matches!(closed.inverse(), Err(ModelError::Singular { .. })));
    }

    #[test]
    fn a_large_system_that_is_asked_once_is_not_factorised() {
        let n = KRYLOV_FROM + 100;
        let a = DMatrix::from_fn(n, n, |i, j| ((i * 7 + j * 13) % 29) as f64 / (14.0 * n as f64) * 0.7);
        let system = LeontiefSystem::new(TechnicalCoefficients::from_matrix(a));
        let demand = DVector::from_fn(n, |i, _| (i % 5) as f64);
        crate::model::check_productive(&system, || system.coefficients().clone()).unwrap();
        let once = system.outputs_once(&demand).unwrap();
        assert!(!system.is_factorised());
        let by_factors = system.outputs(&demand).unwrap();
        assert!(system.is_factorised() && (once - &by_factors).amax() <= 1e-12 * by_factors.amax());
    }

    #[test]
    fn a_large_system_of_few_cells_is_answered_from_these_alone() {
        let n = KRYLOV_FROM + 50;
        let cell = |i: usize, j: usize| {
            if i == j || (i * 7 + j * 13).is_multiple_of(97) { ((i + j) % 5 + 1) as f64 } else { 0.0 }
        };
        let mut a = DMatrix::from_fn(n, n, cell);
        for mut column in a.column_iter_mut() {
            let sum = column.sum();
            column *= 0.999 / sum;
        }
        assert!(Compressed::of(&a).is_some());
        let system = LeontiefSystem::new(TechnicalCoefficients::from_matrix(a));
        let demand = DVector::from_fn(n, |i, _| (i % 5) as f64);
        let once = system.outputs_once(&demand).unwrap();
        assert!(system.lu.get().is_none());
        let by_factors = system.outputs(&demand).unwrap();
        // Both residuals are rounding, and the inverse grows as 1 / (1 - ρ) = 1000.
        assert!((once - &by_factors).amax() <= 1e-11 * by_factors.amax());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Output, the inverse and the power series agree: x = L f = f + A f + A² f + ...
        #[test]
        fn three_ways_to_output(table in productive(8, 0.8)) {
            let system = system(&table);
            let f = table.final_demand().total();
            let x = system.outputs(&f).unwrap();
            let by_inverse = system.inverse().unwrap().matrix() * &f;
            let (mut term, mut series) = (f.clone(), f.clone());
            for _ in 0..400 {
                term = system.coefficients().matrix() * term;
                series += &term;
            }
            prop_assert!((&x - by_inverse).amax() <= 1e-13 * x.amax());
            prop_assert!((&x - series).amax() <= 1e-13 * x.amax());
            prop_assert!((&x - table.output(Denominator::Column)).amax() <= 1e-12 * x.amax());
        }

        /// Weighting output by v is the same as weighting final demand by the multipliers of v.
        #[test]
        fn multipliers_are_the_transposed_solution(table in productive(8, 0.9)) {
            let system = system(&table);
            let (f, v) = (table.final_demand().total(), table.value_added());
            let one_way = v.dot(&system.outputs(&f).unwrap());
            let other_way = system.multipliers(&v).unwrap().dot(&f);
            prop_assert!((one_way - other_way).abs() <= 1e-12 * one_way.abs());
        }
    }
}
