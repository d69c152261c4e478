//! An economy: a table with its coefficients and one factorisation, shared by every analysis and every scenario.

use super::{
    AllocationCoefficients, GhoshInverse, LeontiefInverse, LeontiefSystem, ModelError, PrimaryCoefficients, System,
    TechnicalCoefficients, check_productive,
};
use crate::table::{Denominator, IoTable, PrimaryInputKind};
use nalgebra::DVector;
use std::sync::{Arc, OnceLock};

/// The Leontief model of one table.
#[derive(Debug)]
pub struct Economy {
    table: Arc<IoTable>,
    denominator: Denominator,
    primary: PrimaryCoefficients,
    final_demand: DVector<f64>,
    output: DVector<f64>,
    system: Arc<LeontiefSystem>,
    inverse: OnceLock<Result<LeontiefInverse, ModelError>>,
}

impl Economy {
    /// Computes coefficients, checks that they are productive and solves for the base level of output.
    ///
    /// # Errors
    /// [`ModelError::NotProductive`] where the table has no Leontief inverse that is not negative.
    pub fn new(table: Arc<IoTable>, denominator: Denominator) -> Result<Self, ModelError> {
        let published = table.output(denominator);
        let technical = TechnicalCoefficients::of(table.intermediate(), published);
        let primary = PrimaryCoefficients::of(&table.primary_inputs().values, published);
        let system = LeontiefSystem::new(technical);
        check_productive(&system, || system.coefficients().clone())?;
        let final_demand = table.final_demand().total();
        let output = system.outputs_once(&final_demand)?;
        Ok(Self {
            table,
            denominator,
            primary,
            final_demand,
            output,
            system: Arc::new(system),
            inverse: OnceLock::new(),
        })
    }

    /// The table.
    pub fn table(&self) -> &Arc<IoTable> {
        &self.table
    }

    /// Which published output divides the flows.
    pub fn denominator(&self) -> Denominator {
        self.denominator
    }

    /// A, n x n.
    pub fn technical(&self) -> &TechnicalCoefficients {
        self.system.coefficients()
    }

    /// V x̂⁻¹, k x n.
    pub fn primary(&self) -> &PrimaryCoefficients {
        &self.primary
    }

    /// The rows of primary inputs whose kind is meant, added up as coefficients, n x 1; none where the table has no such row.
    pub fn primary_of(&self, is_meant: impl Fn(PrimaryInputKind) -> bool) -> Option<DVector<f64>> {
        let mut sum = None;
        for (row, input) in self.primary.matrix().row_iter().zip(&self.table.primary_inputs().rows) {
            if is_meant(input.kind) {
                let row = row.transpose();
                sum = Some(sum.map_or_else(|| row.clone(), |sum: DVector<f64>| sum + &row));
            }
        }
        sum
    }

    /// B, n x n.
    pub fn allocation(&self) -> AllocationCoefficients {
        AllocationCoefficients::of(self.table.intermediate(), self.published_output())
    }

    /// f = F i, n x 1, money of the table.
    pub fn final_demand(&self) -> &DVector<f64> {
        &self.final_demand
    }

    /// x = L f, n x 1: the base level of output, money of the table. It differs from [`Economy::published_output`] by the
    /// rounding of the source.
    pub fn output(&self) -> &DVector<f64> {
        &self.output
    }

    /// Output as published, n x 1: what the coefficients were divided by, money of the table.
    pub fn published_output(&self) -> &DVector<f64> {
        self.table.output(self.denominator)
    }

    /// The factorised system.
    pub fn system(&self) -> &Arc<LeontiefSystem> {
        &self.system
    }

    /// L, n x n; computed at the first call.
    ///
    /// # Errors
    /// Fails where elements of the inverse are too large for a residual at rounding.
    pub fn leontief(&self) -> Result<&LeontiefInverse, ModelError> {
        self.inverse.get_or_init(|| self.system.inverse()).as_ref().map_err(Clone::clone)
    }

    /// G, n x n.
    ///
    /// # Errors
    /// As [`Economy::leontief`].
    pub fn ghosh(&self) -> Result<GhoshInverse, ModelError> {
        Ok(GhoshInverse::of(self.leontief()?, self.published_output()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{all_money_times, oddities, productive, two_sectors};
    use proptest::prelude::*;

    #[test]
    fn the_base_level_is_the_published_output() {
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        assert!((economy.output() - economy.published_output()).amax() < 1e-12 * 2000.0);
    }

    #[test]
    fn rows_of_primary_inputs_are_added_up_by_kind() {
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        let wages = economy.primary_of(|kind| kind == PrimaryInputKind::Compensation).unwrap();
        assert_eq!(wages, nalgebra::dvector![0.3, 0.25]);
        let value_added = economy.primary_of(PrimaryInputKind::is_value_added).unwrap();
        assert!((value_added - nalgebra::dvector![0.65, 0.7]).amax() < 1e-15);
        assert_eq!(economy.primary_of(|kind| kind == PrimaryInputKind::Imports), None);
    }

    #[test]
    fn odd_tables_have_answers() {
        let economy = Economy::new(Arc::new(oddities()), Denominator::Column).unwrap();
        assert!(economy.leontief().unwrap().matrix().iter().all(|cell| cell.is_finite()));
        assert_eq!(economy.output()[1], 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Value added, imports and taxes of all sectors together are final demand: i' V x̂⁻¹ L f = i' f.
        #[test]
        fn primary_inputs_add_up_to_final_demand(table in productive(8, 0.9)) {
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let paid = (economy.primary().matrix() * economy.output()).sum();
            let bought = economy.final_demand().sum();
            prop_assert!((paid - bought).abs() <= 1e-12 * bought);
        }

        /// Counting in another currency changes no coefficient and no multiplier.
        #[test]
        fn the_currency_does_not_matter(table in productive(6, 0.9), power in -8_i32..8) {
            // A power of two scales without rounding, so the results are the same to the bit.
            let rate = 2.0_f64.powi(power);
            let mut parts = table.clone().into_parts();
            all_money_times(&mut parts, rate);
            let one = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let other = Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap();
            prop_assert_eq!(one.leontief().unwrap(), other.leontief().unwrap());
            prop_assert_eq!(one.primary(), other.primary());
        }
    }
}
