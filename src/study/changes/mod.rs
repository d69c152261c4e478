//! What the entries of a scenario do together in one year: cells of A and of final demand that change, and who pays.
//!
//! All entries are measured against the base table. For one cell with base b and entries at level u:
//! b Π (1 + u (k - 1)) + Σ u d over `scale = k` and `add = d`; `set` and `toward` must be alone on their cell. So the order
//! of entries cannot matter.

mod abroad;
mod books;
mod cell;
mod limit;
mod settled;
mod substitution;
mod warning;

pub use settled::{CoefficientChange, DemandChange, Dose, Leak, Payment, PaymentRow, PrimaryChange, Settled};

use super::{Base, Payer};
use crate::words::{Code, Diagnostic, Diagnostics, Place};
pub(in crate::study) use abroad::from_abroad;
use books::Books;
use cell::Cell;
pub use cell::Move;
use limit::Limits;
pub use limit::{OutputLimit, Rationing};
use std::collections::BTreeMap;
use std::sync::Arc;
use substitution::Substitution;
pub use warning::Warning;

/// The name of an entry, for messages and results.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryName {
    /// The kind: `shock.coefficient`.
    pub kind: &'static str,
    /// The name given.
    pub name: String,
    /// Where the entry stands.
    pub place: Place,
}

/// Changed cells of A (supplier, buyer) with their payers.
type Coefficients = BTreeMap<(usize, usize), Cell<Payer>>;
/// Changed shares of primary inputs (row, buyer) with who pays, or takes what is saved.
type Inputs = BTreeMap<(usize, usize), Cell<Payer>>;
/// Changed cells of final demand (sector, component) with the cells that finance them.
type Demand = BTreeMap<(usize, usize), Cell<Option<Vec<(usize, usize)>>>>;

/// The changes of one year, as entries add them.
#[derive(Debug)]
pub struct Changes<'b> {
    base: &'b Base,
    coefficients: Coefficients,
    substitutions: Vec<Substitution>,
    inputs: Inputs,
    limits: Limits,
    demand: Demand,
    leaks: Vec<Leak>,
    spending: BTreeMap<usize, Vec<f64>>,
    diagnostics: Diagnostics,
    warnings: Vec<Warning>,
}

impl<'b> Changes<'b> {
    /// No change yet.
    pub fn new(base: &'b Base) -> Self {
        Self {
            base,
            coefficients: BTreeMap::new(),
            substitutions: Vec::new(),
            inputs: BTreeMap::new(),
            limits: Limits::default(),
            demand: BTreeMap::new(),
            leaks: Vec::new(),
            spending: BTreeMap::new(),
            diagnostics: Diagnostics::default(),
            warnings: Vec::new(),
        }
    }

    /// What everything is measured against.
    pub fn base(&self) -> &'b Base {
        self.base
    }

    /// Changes a cell of A (supplier, buyer). A message is kept where another entry changes it in a way that does not go
    /// together with this one, or makes another pay.
    pub fn coefficient(&mut self, name: &Arc<EntryName>, cell: (usize, usize), movement: Move, payer: &Payer) {
        let base = self.base.economy().technical().matrix()[cell];
        add(&mut self.coefficients, name, (cell, base), movement, payer.clone(), &mut self.diagnostics, || {
            let sectors = self.base.economy().table().sectors();
            format!("the coefficient of {} for {}", sectors.code(cell.0), sectors.code(cell.1))
        });
    }

    /// Buys of a supplier instead of importing (supplier, buyer): as much as is asked, money per money of the buyer's output, where its imports
    /// and those of the product suffice for all that ask. `imported` is what of the product the buyer imports.
    pub fn substitution(&mut self, name: &Arc<EntryName>, cell: (usize, usize), asked: f64, imported: f64) {
        let (supplier, buyer) = cell;
        self.substitutions.push(Substitution { entry: name.clone(), supplier, buyer, asked, imported });
    }

    /// Changes a share of primary inputs (row, buyer), as [`Changes::coefficient`] changes a cell of A.
    pub fn primary(&mut self, name: &Arc<EntryName>, cell: (usize, usize), movement: Move, payer: &Payer) {
        let base = self.base.economy().primary().matrix()[cell];
        add(&mut self.inputs, name, (cell, base), movement, payer.clone(), &mut self.diagnostics, || {
            let table = self.base.economy().table();
            format!("the {} of {}", table.primary_inputs().rows[cell.0].id, table.sectors().code(cell.1))
        });
    }

    /// Limits the output of a sector to a part of its base output, at a level from 0, no limit at all, to 1.
    pub fn limit(&mut self, name: &Arc<EntryName>, sector: usize, (scale, level): (f64, f64), rationing: Rationing) {
        self.limits.add(name, sector, (scale, level), rationing);
    }

    /// Changes a cell of final demand (sector, component), financed by other cells or by nobody.
    pub fn demand(
        &mut self,
        name: &Arc<EntryName>,
        cell: (usize, usize),
        movement: Move,
        financing: Option<&[(usize, usize)]>,
    ) {
        let demand = self.base.economy().table().final_demand();
        let base = demand.values[cell];
        let financing = financing.map(<[_]>::to_vec);
        add(&mut self.demand, name, (cell, base), movement, financing, &mut self.diagnostics, || {
            let sectors = self.base.economy().table().sectors();
            format!("the demand of {} for {}", demand.components[cell.1].id, sectors.code(cell.0))
        });
    }

    /// Spends money of final demand on imports, which reaches no sector, financed by other cells or by nobody.
    pub fn leak(&mut self, name: &Arc<EntryName>, money: f64, financing: Option<&[(usize, usize)]>) {
        let financing = financing.map(<[_]>::to_vec);
        self.leaks.push(Leak { money, financing, entry: name.clone() });
    }

    /// Multiplies what households spend on a product per unit of income, where a closure makes them spend what they earn.
    pub fn spending(&mut self, sector: usize, factor: f64) {
        cell::insert(self.spending.entry(sector).or_default(), factor);
    }

    /// Keeps something that is to be known of an entry that does less than it says.
    pub fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    /// Adds everything up, lets the payers pay and checks that nothing falls below nothing.
    ///
    /// # Errors
    /// Returns all that does not go together: cells with two payers, coefficients or demand below zero, payers that cannot pay.
    pub fn settle(mut self) -> Result<Settled, Diagnostics> {
        self.replace_imports();
        books::settle(self).map(Books::close)
    }

    /// The same, with what each payer of each buyer pays, which only explanations list.
    ///
    /// # Errors
    /// As [`Changes::settle`].
    pub fn settle_explained(mut self) -> Result<(Settled, Vec<Payment>), Diagnostics> {
        self.replace_imports();
        books::settle(self).map(|books| (books.payments(), books)).map(|(payments, books)| (books.close(), payments))
    }
}

/// Who pays for a changed cell.
trait Pays: Sized {
    /// What can be done where another entry changes a cell that an extraction changes too.
    const BESIDE_AN_EXTRACTION: &'static str;

    /// Who pays for both of two changes; none where one pays for one and another for the other.
    fn together(&self, other: &Self) -> Option<Self>;
}

impl Pays for Payer {
    const BESIDE_AN_EXTRACTION: &'static str = "what an extraction takes out is imported: let imports pay for the other entry too, or leave \
                                                the sectors of one out of the other with \"!CODE\"";

    fn together(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            // Both take imports and duties pro rata; only a buyer without any differs, who cannot pay out of them.
            (Self::Imports, Self::Abroad) | (Self::Abroad, Self::Imports) => Some(Self::Imports),
            _ => (self == other).then(|| self.clone()),
        }
    }
}

impl Pays for Option<Vec<(usize, usize)>> {
    const BESIDE_AN_EXTRACTION: &'static str = "nobody finances what an extraction takes out: leave `financed_by` out of the other entry, or write keep_final_demand = true";

    fn together(&self, other: &Self) -> Option<Self> {
        (self == other).then(|| self.clone())
    }
}

/// Adds a movement to a cell and says where two entries do not go together.
fn add<P: Pays>(
    cells: &mut BTreeMap<(usize, usize), Cell<P>>,
    name: &Arc<EntryName>,
    ((row, column), base): ((usize, usize), f64),
    movement: Move,
    payer: P,
    diagnostics: &mut Diagnostics,
    what: impl Fn() -> String,
) {
    let Some(cell) = cells.get_mut(&(row, column)) else {
        cells.insert((row, column), Cell::new(base, movement, payer, name.clone()));
        return;
    };
    let others = cell.names();
    if let Some(both) = cell.payer.together(&payer) {
        cell.payer = both;
    } else {
        let takes_out = |entry: &EntryName| entry.kind == "shock.extraction";
        let help = if takes_out(name) || cell.entries.iter().any(|entry| takes_out(entry)) {
            P::BESIDE_AN_EXTRACTION
        } else {
            "give both entries the same payer, or let only one of them change this cell"
        };
        diagnostics.push(
            Diagnostic::new(
                Code::TWO_PAYERS,
                format!("{} changes {}, for which `{others}` makes another pay", quoted(name), what()),
            )
            .at(name.place.clone())
            .help(help),
        );
    }
    if let Some(key) = cell.alone().or(movement.alone()) {
        diagnostics.push(
            Diagnostic::new(
                Code::NOT_ALONE,
                format!("{} changes {}, which `{others}` changes too, and `{key}` must be alone", quoted(name), what()),
            )
            .at(name.place.clone())
            .help("leave the cell out of one of the entries, or write both with `add` or `scale`"),
        );
        return;
    }
    cell.add(movement, name.clone());
}

fn quoted(name: &EntryName) -> String {
    format!("`{}`", name.name)
}
