//! The model closed with households (type II): what they earn in a sector they spend again.
//!
//! Income row h = compensation coefficients (n), consumption column c = F_households / household income (n). Household
//! income is y = h' x / (1 - o), o what households pay to households. Putting y into x = A x + c y + f* gives
//! x = (I - A - c h' / (1 - o))⁻¹ f*: a change of rank one of the open model, never a larger matrix.
//!
//! The household demand that the income of production does not explain stays exogenous, f* = f - c y⁰, so that the base
//! reproduces. Income from profits is not spent in this closure. Source: Miller and Blair, Input-Output Analysis, 2nd ed.,
//! 2009, section 2.5.
//!
//! Prices of the closed model are its dual: households sell labour at a rate w that covers what they buy, w = p'c + o w + (1 - i'c - o),
//! with what they do not spend on domestic products at prices that stay. So w is one in the base, the wage buys the same
//! quantities at all prices, and volumes stay where prices alone move. Source: the same, section 2.6, with labour as a sector.

use super::{LowRank, ModelError, Prices};
use crate::table::{ComponentKind, IoTable, PrimaryInputKind};
use nalgebra::{DMatrix, DVector};

/// Households as a sector: what they earn and what they buy.
#[derive(Debug, Clone, PartialEq)]
pub struct HouseholdClosure {
    /// c, n x 1: spending on each sector's output per unit of income.
    pub consumption: DVector<f64>,
    /// o: what households pay to households per unit of income.
    pub own: f64,
    /// Whether household income was not known and total value added stands for it.
    pub income_assumed: bool,
}

impl HouseholdClosure {
    /// c = F_households / income, with the income that the table states, else its total value added.
    ///
    /// # Errors
    /// [`ModelError::NoHouseholdIncome`] where there is no income above nothing to spend, and
    /// [`ModelError::HouseholdsOverspend`] where the column sums to one or more.
    pub fn of(table: &IoTable) -> Result<Self, ModelError> {
        let demand = table.final_demand();
        let spending = demand
            .of_kind(ComponentKind::Households)
            .fold(DVector::zeros(table.len()), |sum, component| sum + demand.values.column(component));
        let stated = table.manifest().household_income;
        let income = stated.unwrap_or_else(|| table.value_added().sum());
        if income <= 0.0 {
            return Err(ModelError::NoHouseholdIncome);
        }
        let closure = Self { consumption: spending / income, own: 0.0, income_assumed: stated.is_none() };
        closure.check()?;
        Ok(closure)
    }

    /// A closure from its parts.
    ///
    /// # Errors
    /// As [`HouseholdClosure::of`].
    pub fn new(consumption: DVector<f64>, own: f64) -> Result<Self, ModelError> {
        let closure = Self { consumption, own, income_assumed: false };
        closure.check()?;
        Ok(closure)
    }

    fn check(&self) -> Result<(), ModelError> {
        let share = self.consumption.sum() + self.own;
        if share < 1.0 { Ok(()) } else { Err(ModelError::HouseholdsOverspend { share }) }
    }

    /// c h' / (1 - o), the change of the open coefficients that closes the model.
    pub fn change(&self, compensation: &DVector<f64>) -> LowRank {
        let column = |vector: &DVector<f64>| DMatrix::from_column_slice(vector.len(), 1, vector.as_slice());
        LowRank { left: column(&self.consumption), right: column(&(compensation / (1.0 - self.own))) }
    }

    /// w = 1 - Σ s_i c_i (1 - p_i) / (1 - o): what a unit of labour is paid at these prices so that it buys what it did, relative to the
    /// base; `spending` is s, n x 1, what households spend on each product relative to the base. One to the bit where prices are one.
    pub fn wage(&self, spending: &DVector<f64>, prices: &Prices) -> f64 {
        let fall = prices.vector().map(|price| 1.0 - price);
        1.0 - self.consumption.component_mul(spending).dot(&fall) / (1.0 - self.own)
    }

    /// f* = f - c y⁰, n x 1: the final demand that stays exogenous, from base final demand, base output and base compensation coefficients.
    pub fn exogenous(
        &self,
        final_demand: &DVector<f64>,
        output: &DVector<f64>,
        compensation: &DVector<f64>,
    ) -> DVector<f64> {
        final_demand - &self.consumption * (compensation.dot(output) / (1.0 - self.own))
    }
}

/// The rows of compensation added up, as coefficients, n x 1; zero where a table has no such row.
pub fn compensation(table: &IoTable, primary: &super::PrimaryCoefficients) -> DVector<f64> {
    table
        .primary_inputs()
        .of_kind(PrimaryInputKind::Compensation)
        .fold(DVector::zeros(table.len()), |sum, row| sum + primary.matrix().row(row).transpose())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Economy, LeontiefSystem, System, TechnicalCoefficients, UpdatedSystem};
    use crate::table::Denominator;
    use crate::table::fixture::{productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    #[test]
    fn the_textbook_closed_model() {
        // Households as a third sector, printed to four decimals.
        let closed = LeontiefSystem::new(TechnicalCoefficients::from_matrix(
            dmatrix![0.15, 0.25, 0.05; 0.2, 0.05, 0.4; 0.3, 0.25, 0.05],
        ));
        let large = closed.inverse().unwrap();
        let printed = dmatrix![1.3651, 0.4253, 0.2509; 0.5273, 1.3481, 0.5954; 0.5698, 0.4890, 1.2885];
        assert_relative_eq!(*large.matrix(), printed, epsilon = 5e-5);

        // The same sectors by the change of rank one.
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        let closure = HouseholdClosure::new(dvector![0.05, 0.4], 0.05).unwrap();
        let change = closure.change(&dvector![0.3, 0.25]);
        let small = UpdatedSystem::new(economy.system().clone(), change).unwrap();
        let identity = DMatrix::identity(2, 2);
        assert_relative_eq!(
            small.outputs_of(&identity).unwrap(),
            large.matrix().view((0, 0), (2, 2)).into_owned(),
            epsilon = 1e-14
        );
    }

    #[test]
    fn households_that_spend_all_have_no_answer() {
        assert_eq!(HouseholdClosure::new(dvector![0.6, 0.4], 0.0), Err(ModelError::HouseholdsOverspend { share: 1.0 }));
        let mut parts = two_sectors().into_parts();
        parts.manifest.household_income = Some(0.0);
        let of = |parts| HouseholdClosure::of(&crate::table::IoTable::new(parts).unwrap());
        assert_eq!(of(parts), Err(ModelError::NoHouseholdIncome));
        // Nothing is made, earned or spent: nothing over nothing is no share.
        let mut idle = two_sectors().into_parts();
        idle.intermediate.fill(0.0);
        idle.final_demand.values.fill(0.0);
        idle.primary_inputs.values.fill(0.0);
        idle.output_by_row.fill(0.0);
        idle.output_by_column.fill(0.0);
        assert_eq!(of(idle), Err(ModelError::NoHouseholdIncome));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The closed model with its exogenous demand reproduces the base.
        #[test]
        fn the_base_reproduces(table in productive(8, 0.8)) {
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            // Where the random households spend more than value added the closure is refused, and rightly so.
            let closure = HouseholdClosure::of(economy.table());
            prop_assume!(closure.is_ok());
            let closure = closure.unwrap();
            let wages = compensation(economy.table(), economy.primary());
            let exogenous = closure.exogenous(economy.final_demand(), economy.output(), &wages);
            let system = UpdatedSystem::new(economy.system().clone(), closure.change(&wages)).unwrap();
            let x = system.outputs(&exogenous).unwrap();
            prop_assert!((&x - economy.output()).amax() <= 1e-11 * x.amax());
        }
    }
}
