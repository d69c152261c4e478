//! What a scenario starts from: an economy, its closure, the sector it looks at, and the names in force.

use crate::model::{
    Economy, HouseholdClosure, LowRank, ModelError, System, UpdatedSystem, check_productive, compensation,
};
use crate::words::{Group, Naming};
use nalgebra::DVector;
use std::sync::Arc;

/// Which demand the model explains itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Closure {
    /// All final demand is given (type I).
    #[default]
    Open,
    /// Households spend what they earn (type II).
    Households,
}

impl Closure {
    /// Both with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] = &[("open", Self::Open), ("households", Self::Households)];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Households => "households",
        }
    }
}

/// What a scenario starts from.
#[derive(Debug, Clone)]
pub struct Base {
    economy: Arc<Economy>,
    households: Option<HouseholdClosure>,
    focus: Option<usize>,
    groups: Vec<Group>,
    final_demand: DVector<f64>,
}

impl Base {
    /// Closes the economy as asked.
    ///
    /// # Errors
    /// Fails where households spend more than they earn, or where the closed model is not productive.
    pub fn new(
        economy: Arc<Economy>,
        closure: Closure,
        focus: Option<usize>,
        groups: Vec<Group>,
    ) -> Result<Self, ModelError> {
        let households = match closure {
            Closure::Open => None,
            Closure::Households => Some(HouseholdClosure::of(economy.table())?),
        };
        let final_demand = match &households {
            None => economy.final_demand().clone(),
            Some(households) => {
                let wages = compensation(economy.table(), economy.primary());
                households.exogenous(economy.final_demand(), economy.output(), &wages)
            }
        };
        let base = Self { economy, households, focus, groups, final_demand };
        if base.households.is_some() {
            let system = base.unchanged()?;
            check_productive(&system, || system.coefficients())?;
        }
        Ok(base)
    }

    /// Whether another base is of the same table: the money of another table is other money, whatever its id.
    pub(super) fn is_of_one_table(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.economy, &other.economy) || self.economy.table() == other.economy.table()
    }

    /// Whether another base is of the same table, with coefficients by the same output.
    pub(super) fn is_of_one_economy(&self, other: &Self) -> bool {
        self.is_of_one_table(other) && self.economy.denominator() == other.economy.denominator()
    }

    /// The economy.
    pub fn economy(&self) -> &Arc<Economy> {
        &self.economy
    }

    /// Which demand the model explains itself.
    pub fn closure(&self) -> Closure {
        if self.households.is_some() { Closure::Households } else { Closure::Open }
    }

    /// Households, where they are part of the model.
    pub fn households(&self) -> Option<&HouseholdClosure> {
        self.households.as_ref()
    }

    /// The position of the sector that the study looks at.
    pub fn focus(&self) -> Option<usize> {
        self.focus
    }

    /// f*, n x 1: the final demand that the model takes as given; all of it in the open model.
    pub fn final_demand(&self) -> &DVector<f64> {
        &self.final_demand
    }

    /// The names in force: those of the table and the scenario's own groups.
    pub fn naming(&self) -> Naming<'_> {
        self.groups.iter().cloned().fold(self.economy.table().naming(), Naming::with_group)
    }

    /// The system after a change of A, closed with households that earn these compensation coefficients and spend this much of
    /// what they spent on each product (n x 1, one where nothing changes).
    ///
    /// # Errors
    /// Fails where the base cannot be solved.
    pub fn system(
        &self,
        change: &LowRank,
        wages: &DVector<f64>,
        spending: &DVector<f64>,
    ) -> Result<UpdatedSystem, ModelError> {
        let whole = match &self.households {
            None => change.clone(),
            Some(households) => {
                let mut spent = households.change(wages);
                spent.left.column_mut(0).component_mul_assign(spending);
                change.and(&spent)
            }
        };
        UpdatedSystem::new(self.economy.system().clone(), whole)
    }

    /// The base level of output, n x 1: what the closed model gives without any change, money of the table.
    ///
    /// # Errors
    /// Fails where the base cannot be solved.
    pub fn output(&self) -> Result<DVector<f64>, ModelError> {
        if self.households.is_none() {
            return Ok(self.economy.output().clone());
        }
        self.unchanged()?.outputs(&self.final_demand)
    }

    /// The system without any change.
    fn unchanged(&self) -> Result<UpdatedSystem, ModelError> {
        let wages = compensation(self.economy.table(), self.economy.primary());
        let n = self.economy.table().len();
        self.system(&LowRank::zero(n), &wages, &DVector::from_element(n, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::two_sectors;
    use crate::table::{Denominator, IoTable};

    #[test]
    fn a_closed_model_that_is_not_productive_is_refused() {
        let mut parts = two_sectors().into_parts();
        // S1 pays three times its output in wages out of a surplus below zero, and households spend nine tenths of it.
        let (wages, surplus) = (parts.primary_inputs.values[(0, 0)], parts.primary_inputs.values[(1, 0)]);
        parts.primary_inputs.values[(0, 0)] = 3000.0;
        parts.primary_inputs.values[(1, 0)] = wages + surplus - 3000.0;
        parts.manifest.household_income = Some(500.0);
        let table = Arc::new(IoTable::new(parts).unwrap());
        let economy = Arc::new(Economy::new(table, Denominator::Column).unwrap());
        assert!(Base::new(economy.clone(), Closure::Open, None, Vec::new()).is_ok());
        let refused = Base::new(economy, Closure::Households, None, Vec::new()).unwrap_err();
        assert_eq!(refused, ModelError::NotProductive { sectors: vec![0] });
    }
}
