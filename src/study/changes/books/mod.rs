//! The accounts of one year: adding the changes up and letting the payers pay.
//!
//! Coefficients: where a_kj changes by d, the payer of column j gives d, so that the column of A and primary shares still sums
//! to one. Surplus and compensation lose d; imports and the duties on them lose d pro rata to one another; suppliers lose d
//! pro rata to their base coefficients. Final demand: the financing cells lose what is gained, pro rata to their base.

mod check;
mod coefficients;
mod demand;
mod imports;
mod refusals;

use super::cell::Cell;
use super::from_abroad;
use super::{
    Changes, CoefficientChange, Coefficients, Demand, DemandChange, EntryName, Leak, Payment, PaymentRow,
    PrimaryChange, Settled,
};
use crate::model::{LowRank, PrimaryCoefficients};
use crate::study::{Base, Payer};
use crate::table::PrimaryInputKind;
use crate::words::{Code, Diagnostic, Diagnostics};
pub(super) use imports::Imports;
use nalgebra::DMatrix;
use refusals::Refusals;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn settle(changes: Changes<'_>) -> Result<Settled, Diagnostics> {
    let Changes { base, coefficients, inputs, limits, demand, mut leaks, spending, mut diagnostics, warnings, .. } =
        changes;
    let mut books = Books::open(base);
    books.settled.warnings = warnings;
    for (sector, factors) in spending {
        books.settled.spending[sector] = factors.iter().product();
    }
    for (&cell, change) in &coefficients {
        books.coefficient(cell, change);
    }
    for (&cell, change) in &inputs {
        books.input(cell, change);
    }
    for (&cell, change) in &demand {
        books.demand(cell, change);
    }
    // In an order of their own, so that the order in the file cannot matter; one entry leaks once.
    leaks.sort_by(|one, other| (one.entry.kind, &one.entry.name).cmp(&(other.entry.kind, &other.entry.name)));
    for leak in leaks {
        books.leak(leak);
    }
    // Where entries contradict one another on a cell, what it comes to is not known, and so not who could pay for it.
    if !diagnostics.has_errors() {
        books.check(&coefficients, &inputs, &demand, &mut diagnostics);
    }
    books.settled.limits = limits.close(base, &mut diagnostics);
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(books.close()) }
}

/// What is asked of each payer of each buyer, and by which entries.
type Paid = BTreeMap<(usize, PaymentRow), (f64, Vec<Arc<EntryName>>)>;

/// The accounts while they are being settled.
struct Books<'b> {
    base: &'b Base,
    settled: Settled,
    cells: BTreeMap<(usize, usize), f64>,
    /// What entries change of shares of primary inputs, by row and buyer.
    moved: BTreeMap<(usize, usize), f64>,
    paid: Paid,
    unpaid: Diagnostics,
    /// Buyers that cannot pay.
    refusals: Refusals,
}

impl<'b> Books<'b> {
    fn open(base: &'b Base) -> Self {
        Self {
            base,
            settled: Settled::nothing(base),
            cells: BTreeMap::new(),
            moved: BTreeMap::new(),
            paid: BTreeMap::new(),
            unpaid: Diagnostics::default(),
            refusals: Refusals::default(),
        }
    }

    fn close(mut self) -> Settled {
        let table = self.base.economy().table();
        let n = table.len();
        let old = self.base.economy().technical().matrix();
        let mut primary = self.settled.primary.matrix().clone();
        for (&cell, delta) in &self.moved {
            primary[cell] += delta;
        }
        let outside = primary.nrows();
        if self.paid.keys().any(|(_, row)| *row == PaymentRow::Outside) {
            primary = primary.insert_row(outside, 0.0);
        }
        for (&(buyer, row), (sum, _)) in &self.paid {
            let was = match row {
                PaymentRow::Outside => {
                    primary[(outside, buyer)] -= sum;
                    0.0
                }
                PaymentRow::Primary(r) => {
                    let was = primary[(r, buyer)];
                    primary[(r, buyer)] -= sum;
                    was
                }
                PaymentRow::Supplier(i) => {
                    *self.cells.entry((i, buyer)).or_insert(0.0) -= sum;
                    old[(i, buyer)]
                }
            };
            self.settled.payments.push(Payment { buyer, row, old: was, new: was - sum });
        }
        let wages: Vec<usize> = table.primary_inputs().of_kind(PrimaryInputKind::Compensation).collect();
        let wage = |matrix: &DMatrix<f64>, j: usize| wages.iter().map(|&row| matrix[(row, j)]).sum::<f64>();
        for j in 0..n {
            let (before, after) = (wage(self.settled.primary.matrix(), j), wage(&primary, j));
            if before > 0.0 {
                self.settled.labour[j] = after / before;
            }
        }
        self.settled.primary = PrimaryCoefficients::from_matrix(primary);
        self.settled.change = LowRank::from_cells(n, &self.cells);
        self.settled
    }
}

/// A message at the first of the entries that cause it, naming all.
fn told(code: &'static Code, message: &str, entries: &[Arc<EntryName>]) -> Diagnostic {
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    names.dedup();
    let diagnostic = Diagnostic::new(code, format!("`{}`: {message}", names.join(", ")));
    match entries.first() {
        Some(entry) => diagnostic.at(entry.place.clone()),
        None => diagnostic,
    }
}
