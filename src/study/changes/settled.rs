//! What the changes of one year come to, added up and paid for.

use super::{EntryName, OutputLimit, Warning};
use crate::model::{LowRank, PrimaryCoefficients};
use crate::study::{Adopted, Base, Payer};
use nalgebra::{DMatrix, DVector};
use std::sync::Arc;

/// A coefficient that entries change, as results explain it.
#[derive(Debug, Clone, PartialEq)]
pub struct CoefficientChange {
    /// The supplier's position.
    pub supplier: usize,
    /// The buyer's position.
    pub buyer: usize,
    /// a_kj in the base table.
    pub old: f64,
    /// a_kj after the entries on this cell; another cell's payment may lower it further.
    pub new: f64,
    /// Who pays.
    pub payer: Payer,
    /// The entries that change it.
    pub entries: Vec<Arc<EntryName>>,
}

/// A share of primary inputs that entries change, as results explain it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrimaryChange {
    /// The row of primary inputs.
    pub row: usize,
    /// The buyer's position.
    pub buyer: usize,
    /// v_rj in the base table.
    pub old: f64,
    /// v_rj after the entries on this cell; a payment may change it further.
    pub new: f64,
    /// Who pays, or takes what is saved.
    pub payer: Payer,
    /// The entries that change it.
    pub entries: Vec<Arc<EntryName>>,
}

/// A cell of final demand that entries change, as results explain it.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandChange {
    /// The sector whose output is bought.
    pub sector: usize,
    /// The component that buys.
    pub component: usize,
    /// Money of the table before.
    pub old: f64,
    /// Money of the table after.
    pub new: f64,
    /// The cells (sector, component) that finance it; none for an injection.
    pub financing: Option<Vec<(usize, usize)>>,
    /// The entries that change it.
    pub entries: Vec<Arc<EntryName>>,
}

/// Money of final demand that is spent on imports at once, as results explain it.
#[derive(Debug, Clone, PartialEq)]
pub struct Leak {
    /// Money of the table.
    pub money: f64,
    /// The cells (sector, component) that finance it; none for an injection.
    pub financing: Option<Vec<(usize, usize)>>,
    /// The entry that spends it.
    pub entry: Arc<EntryName>,
}

/// Which share of a column pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaymentRow {
    /// A row of primary inputs.
    Primary(usize),
    /// A supplier.
    Supplier(usize),
    /// Imports that the table has no row for: the row after the last of [`Settled::primary`].
    Outside,
}

/// What one payer of one buyer pays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payment {
    /// The buyer's position.
    pub buyer: usize,
    /// Who pays.
    pub row: PaymentRow,
    /// The share of output that it had before it paid: that of the base table, where no entry changes it itself.
    pub old: f64,
    /// The share of output that it has left.
    pub new: f64,
}

/// The size of a policy, money of the table at base output.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Dose {
    /// Σ |d_kj| x_j over changed coefficients and shares of primary inputs, and Σ |Δf| over financed changes of final demand, what leaks of them included.
    pub redirected: f64,
    /// Σ Δf over changes of final demand that nobody finances, what leaks of them included.
    pub injected: f64,
    /// Of what is redirected or injected, what is spent on imports at once and reaches no sector.
    pub leaked: f64,
}

impl Dose {
    /// What is redirected and injected together, without sign.
    pub fn total(self) -> f64 {
        self.redirected + self.injected.abs()
    }
}

/// The changes of one year, added up and paid for.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The coefficients that entries change.
    pub coefficients: Vec<CoefficientChange>,
    /// The shares of primary inputs that entries change.
    pub inputs: Vec<PrimaryChange>,
    /// The cells of final demand that entries change.
    pub demand: Vec<DemandChange>,
    /// What is spent on imports of final users at once.
    pub leaks: Vec<Leak>,
    /// ΔA with what suppliers pay, n x n.
    pub change: LowRank,
    /// V x̂⁻¹ after payment, k x n; with a row more where imports have no row in the table.
    pub primary: PrimaryCoefficients,
    /// σ, n x 1: what each sector saves per unit of output at base prices and passes on to them.
    pub saved: DVector<f64>,
    /// The limits of output, by sector.
    pub limits: Vec<OutputLimit>,
    /// What households that spend their income spend on each product, relative to the base, n x 1.
    pub spending: DVector<f64>,
    /// Jobs per unit of output relative to the base, n x 1: they scale with compensation.
    pub labour: DVector<f64>,
    /// ΔF with what components pay, n x f.
    pub final_demand: DMatrix<f64>,
    /// How far the technologies of the scenario have come.
    pub adopted: Vec<Adopted>,
    /// The size of the policy.
    pub dose: Dose,
    /// What is to be known of it.
    pub warnings: Vec<Warning>,
}

impl Settled {
    /// No change: the base as it is.
    pub fn nothing(base: &Base) -> Self {
        let economy = base.economy();
        let n = economy.table().len();
        Self {
            coefficients: Vec::new(),
            inputs: Vec::new(),
            demand: Vec::new(),
            leaks: Vec::new(),
            change: LowRank::zero(n),
            primary: economy.primary().clone(),
            saved: DVector::zeros(n),
            limits: Vec::new(),
            spending: DVector::from_element(n, 1.0),
            labour: DVector::from_element(n, 1.0),
            final_demand: DMatrix::zeros(n, economy.table().final_demand().components.len()),
            adopted: Vec::new(),
            dose: Dose::default(),
            warnings: Vec::new(),
        }
    }

    /// Row k of A', n values: what each buyer pays supplier k per unit of output.
    pub fn supplies(&self, base: &Base, supplier: usize) -> DVector<f64> {
        let old = base.economy().technical().matrix().row(supplier).transpose();
        old + &self.change.right * self.change.left.row(supplier).transpose()
    }

    /// Whether savings are passed on to prices.
    pub fn moves_prices(&self) -> bool {
        self.saved.iter().any(|&saved| saved != 0.0)
    }

    /// Whether nothing changes.
    pub fn is_nothing(&self) -> bool {
        self.dose == Dose::default() && self.change.rank() == 0 && self.limits.is_empty()
    }
}
