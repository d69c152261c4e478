//! What a metric looks at: one year of a scenario, and the base that it started from.

use crate::analysis::linkages::TotalLinkages;
use crate::model::{ModelError, UpdatedSystem};
use crate::study::{Base, State};
use crate::table::IoTable;
use crate::words::{Classification, Group};
use nalgebra::DVector;
use std::cell::OnceCell;

/// One year of a scenario beside its base.
#[derive(Debug)]
pub struct View<'a> {
    base: &'a Base,
    before: &'a State,
    state: &'a State,
    open: OnceCell<Result<UpdatedSystem, ModelError>>,
    linkages: OnceCell<Result<TotalLinkages, ModelError>>,
}

impl<'a> View<'a> {
    /// A state beside the base state ([`State::unchanged`]) of the same base.
    pub fn new(base: &'a Base, before: &'a State, state: &'a State) -> Self {
        Self { base, before, state, open: OnceCell::new(), linkages: OnceCell::new() }
    }

    /// What the scenario started from.
    pub fn base(&self) -> &'a Base {
        self.base
    }

    /// The economy without the scenario.
    pub fn before(&self) -> &'a State {
        self.before
    }

    /// The economy in this year of the scenario.
    pub fn state(&self) -> &'a State {
        self.state
    }

    /// The table.
    pub fn table(&self) -> &'a IoTable {
        self.base.economy().table()
    }

    /// The position of the sector that the study looks at.
    pub fn focus(&self) -> Option<usize> {
        self.base.focus()
    }

    /// Δx = x' - x, n x 1, money of the table.
    pub fn effect(&self) -> DVector<f64> {
        self.state.output() - self.before.output()
    }

    /// z'_k. = a'_kj x'_j, n x 1: what each sector buys of the focus sector, money of the table; none without a focus.
    pub fn sales(&self) -> Option<DVector<f64>> {
        self.focus().map(|focus| self.state.supplies(self.base, focus).component_mul(self.state.output()))
    }

    /// The groups of the table's first classification; none where it has no classification.
    pub fn branches(&self) -> Vec<Group> {
        self.table().classifications().first().map(Classification::groups).unwrap_or_default()
    }

    /// The changed system of the open model, whatever closes the scenario's own.
    ///
    /// # Errors
    /// Fails where the base cannot be solved.
    pub fn open(&self) -> Result<&UpdatedSystem, ModelError> {
        if self.base.households().is_none() {
            return Ok(self.state.system());
        }
        let new = || UpdatedSystem::new(self.base.economy().system().clone(), self.state.settled().change.clone());
        self.open.get_or_init(new).as_ref().map_err(Clone::clone)
    }

    /// The linkages of every sector in the open model.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn linkages(&self) -> Result<&TotalLinkages, ModelError> {
        let new = || TotalLinkages::of(self.open()?, self.state.output());
        self.linkages.get_or_init(new).as_ref().map_err(Clone::clone)
    }
}
