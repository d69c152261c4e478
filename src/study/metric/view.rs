//! What a metric looks at: one year of a scenario, and the base that it started from.

use crate::analysis::Seller;
use crate::analysis::linkages::TotalLinkages;
use crate::analysis::rounds::Rounds;
use crate::analysis::sales_distribution::Spread;
use crate::analysis::structural_decomposition::Parts;
use crate::model::{HouseholdClosure, ModelError, System, UpdatedSystem, compensation};
use crate::study::output_change::output_change;
use crate::study::{Base, State};
use crate::table::IoTable;
use crate::words::{Classification, Group};
use nalgebra::DVector;
use std::cell::OnceCell;

/// One year of a scenario beside its base. What several metrics need is worked out once.
#[derive(Debug)]
pub struct View<'a> {
    base: &'a Base,
    before: &'a State,
    state: &'a State,
    open: OnceCell<Result<UpdatedSystem, ModelError>>,
    linkages: OnceCell<Result<TotalLinkages, ModelError>>,
    content: OnceCell<Result<Option<DVector<f64>>, ModelError>>,
    rounds: OnceCell<Result<Option<Rounds>, ModelError>>,
    spread: OnceCell<Option<Spread>>,
    output_change: OnceCell<Result<Option<Parts>, ModelError>>,
    all_sales: OnceCell<(DVector<f64>, DVector<f64>)>,
}

impl<'a> View<'a> {
    /// A state beside the base state ([`State::unchanged`]) of the same base.
    pub fn new(base: &'a Base, before: &'a State, state: &'a State) -> Self {
        Self {
            base,
            before,
            state,
            open: OnceCell::new(),
            linkages: OnceCell::new(),
            content: OnceCell::new(),
            rounds: OnceCell::new(),
            spread: OnceCell::new(),
            output_change: OnceCell::new(),
            all_sales: OnceCell::new(),
        }
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

    /// What of the effect comes from techniques, and what from final demand; none where a limit of output is set.
    ///
    /// # Errors
    /// Fails where a system has no solution.
    pub fn output_change(&self) -> Result<Option<&Parts>, ModelError> {
        let new = || output_change(self.before, self.state);
        self.output_change.get_or_init(new).as_ref().map(Option::as_ref).map_err(Clone::clone)
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

    /// g = ΔA x + Δf, n x 1, money of the table: what is bought more of each sector at base output, without what households do
    /// of their own.
    pub fn purchases(&self) -> DVector<f64> {
        let settled = self.state.settled();
        let change = &settled.change;
        &change.left * change.right.tr_mul(self.before.output()) + settled.final_demand.column_sum()
    }

    /// The same with what households spend more where they are part of the model and their share in output changes, so
    /// that Δx = L'g always.
    pub fn shock(&self) -> DVector<f64> {
        let Some(households) = self.base.households() else { return self.purchases() };
        let earned = |primary| compensation(self.table(), primary).dot(self.before.output());
        let more = earned(&self.state.settled().primary) - earned(self.base.economy().primary());
        self.purchases() + self.spending(households) * (more / (1.0 - households.own))
    }

    /// What households spend on each sector's output per unit of income in this year, n x 1.
    fn spending(&self, households: &HouseholdClosure) -> DVector<f64> {
        households.consumption.component_mul(&self.state.settled().spending)
    }

    /// A'v, closed as the scenario is, n x 1: one round of suppliers, and of households that earn these wages per unit of output.
    fn round(&self, wages: &DVector<f64>, v: &DVector<f64>) -> DVector<f64> {
        let change = &self.state.settled().change;
        let mut bought = self.base.economy().technical().matrix() * v + &change.left * change.right.tr_mul(v);
        if let Some(households) = self.base.households() {
            bought += self.spending(households) * (wages.dot(v) / (1.0 - households.own));
        }
        bought
    }

    /// Through how many rounds the effect travels; none where nothing changes.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn rounds(&self) -> Result<Option<Rounds>, ModelError> {
        let new = || {
            let wages = compensation(self.table(), &self.state.settled().primary);
            Rounds::of(self.state.system(), |v| self.round(&wages, v), &self.shock())
        };
        self.rounds.get_or_init(new).clone()
    }

    /// l'_kj - δ_kj of the focus sector k in the open model, n: what of it is in a unit of final demand for each sector; none without a
    /// focus.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn content(&self) -> Result<Option<&DVector<f64>>, ModelError> {
        let new = || {
            let Some(focus) = self.focus() else { return Ok(None) };
            let unit = DVector::from_fn(self.table().len(), |i, _| if i == focus { 1.0 } else { 0.0 });
            let mut content = self.open()?.multipliers(&unit)?;
            content[focus] -= 1.0;
            Ok(Some(content))
        };
        self.content.get_or_init(new).as_ref().map(Option::as_ref).map_err(Clone::clone)
    }

    /// The focus sector as a seller, to sectors and to final uses; none without a focus.
    pub fn seller(&self) -> Option<Seller> {
        let (focus, sales) = (self.focus()?, self.sales()?);
        let uses = self.state.final_demand().row(focus);
        let rounding = Seller::rounding(self.table());
        Some(Seller::new(focus, sales.iter().copied(), uses.iter().copied(), rounding))
    }

    /// How its sales are spread; none without a focus.
    pub fn spread(&self) -> Option<&Spread> {
        let new = || self.seller().map(|seller| Spread::of(&seller, &self.branches()));
        self.spread.get_or_init(new).as_ref()
    }

    /// What each sector buys of all sectors together, i'A' x̂', and of itself, n x 1 each, money of the table.
    pub fn all_sales(&self) -> &(DVector<f64>, DVector<f64>) {
        self.all_sales.get_or_init(|| {
            let (a, x) = (self.base.economy().technical().matrix(), self.state.output());
            let change = &self.state.settled().change;
            let bought = a.row_sum().transpose() + &change.right * change.left.row_sum().transpose();
            let own = DVector::from_fn(x.len(), |j, _| a[(j, j)] + change.left.row(j).dot(&change.right.row(j)));
            (bought.component_mul(x), own.component_mul(x))
        })
    }
}
