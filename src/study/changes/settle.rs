//! Adding the changes up and letting the payers pay.
//!
//! Coefficients: where a_kj changes by d, the payer of column j gives d, so that the column of A and primary shares still sums
//! to one. Surplus and compensation lose d; imports and the duties on them lose d pro rata to one another; suppliers lose d
//! pro rata to their base coefficients. Final demand: the financing cells lose what is gained, pro rata to their base.

use super::cell::Cell;
use super::{Changes, Coefficients, Demand, EntryName};
use crate::model::{LowRank, PrimaryCoefficients};
use crate::study::{Base, Payer};
use crate::table::PrimaryInputKind;
use crate::words::{Code, Diagnostic, Diagnostics};
use nalgebra::{DMatrix, DVector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Below this, what is left of a payer is rounding and counts as nothing.
const ROUNDING: f64 = 1e-12;

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

/// Which share of a column pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaymentRow {
    /// A row of primary inputs.
    Primary(usize),
    /// A supplier.
    Supplier(usize),
}

/// What one payer of one buyer pays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payment {
    /// The buyer's position.
    pub buyer: usize,
    /// Who pays.
    pub row: PaymentRow,
    /// The share of output that it had in the base table.
    pub old: f64,
    /// The share of output that it has now.
    pub new: f64,
}

/// The size of a policy, money of the table at base output.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Dose {
    /// Σ |d_kj| x_j over changed coefficients and Σ |Δf| over financed changes of final demand.
    pub redirected: f64,
    /// Σ Δf over changes of final demand that nobody finances.
    pub injected: f64,
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
    /// Who pays for them.
    pub payments: Vec<Payment>,
    /// The cells of final demand that entries change.
    pub demand: Vec<DemandChange>,
    /// ΔA with what suppliers pay, n x n.
    pub change: LowRank,
    /// V x̂⁻¹ after payment, k x n.
    pub primary: PrimaryCoefficients,
    /// Jobs per unit of output relative to the base, n x 1: they scale with compensation.
    pub labour: DVector<f64>,
    /// ΔF with what components pay, n x f.
    pub final_demand: DMatrix<f64>,
    /// The size of the policy.
    pub dose: Dose,
}

impl Settled {
    /// No change: the base as it is.
    pub fn nothing(base: &Base) -> Self {
        let economy = base.economy();
        let n = economy.table().len();
        Self {
            coefficients: Vec::new(),
            payments: Vec::new(),
            demand: Vec::new(),
            change: LowRank::zero(n),
            primary: economy.primary().clone(),
            labour: DVector::from_element(n, 1.0),
            final_demand: DMatrix::zeros(n, economy.table().final_demand().components.len()),
            dose: Dose::default(),
        }
    }

    /// Whether nothing changes.
    pub fn is_nothing(&self) -> bool {
        self.dose == Dose::default()
    }
}

pub(super) fn settle(changes: Changes<'_>) -> Result<Settled, Diagnostics> {
    let Changes { base, coefficients, demand, mut diagnostics } = changes;
    let mut books = Books::open(base);
    for (&cell, change) in &coefficients {
        books.coefficient(cell, change);
    }
    for (&cell, change) in &demand {
        books.demand(cell, change);
    }
    books.check(&coefficients, &demand, &mut diagnostics);
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(books.close()) }
}

/// What is asked of each payer of each buyer, and by which entries.
type Paid = BTreeMap<(usize, PaymentRow), (f64, Vec<Arc<EntryName>>)>;

/// The accounts while they are being settled.
struct Books<'b> {
    base: &'b Base,
    settled: Settled,
    cells: BTreeMap<(usize, usize), f64>,
    paid: Paid,
    unpaid: Diagnostics,
}

impl<'b> Books<'b> {
    fn open(base: &'b Base) -> Self {
        Self {
            base,
            settled: Settled::nothing(base),
            cells: BTreeMap::new(),
            paid: BTreeMap::new(),
            unpaid: Diagnostics::default(),
        }
    }

    /// d goes into a_kj, and out of the payer.
    fn coefficient(&mut self, (supplier, buyer): (usize, usize), change: &Cell<Payer>) {
        let d = change.delta();
        self.settled.coefficients.push(CoefficientChange {
            supplier,
            buyer,
            old: change.base,
            new: change.base + d,
            payer: change.payer.clone(),
            entries: change.entries.clone(),
        });
        if d == 0.0 {
            return;
        }
        self.settled.dose.redirected += d.abs() * self.base.economy().output()[buyer];
        *self.cells.entry((supplier, buyer)).or_insert(0.0) += d;
        let shares = self.shares(supplier, buyer, &change.payer);
        let whole: f64 = shares.iter().map(|(_, share)| share).sum();
        if shares.is_empty() || whole <= 0.0 {
            self.cannot_pay(buyer, change);
            return;
        }
        for (row, share) in shares {
            let (sum, entries) = self.paid.entry((buyer, row)).or_insert((0.0, Vec::new()));
            *sum += d * share / whole;
            entries.extend(change.entries.iter().cloned());
        }
    }

    /// What each payer of a column has, and so how a payment is shared among them.
    fn shares(&self, supplier: usize, buyer: usize, payer: &Payer) -> Vec<(PaymentRow, f64)> {
        let (economy, primary) = (self.base.economy(), self.base.economy().primary().matrix());
        let inputs = economy.table().primary_inputs();
        let rows = |kind: PrimaryInputKind| inputs.of_kind(kind);
        match payer {
            Payer::Suppliers(suppliers) => suppliers
                .iter()
                .filter(|&&i| i != supplier)
                .map(|&i| (PaymentRow::Supplier(i), economy.technical().matrix()[(i, buyer)].max(0.0)))
                .filter(|(_, share)| *share > 0.0)
                .collect(),
            // One row pays whatever its sign; a negative surplus is told by the check that follows.
            Payer::OperatingSurplus | Payer::Compensation => {
                let rows: Vec<usize> = payer.kinds().iter().flat_map(|&kind| rows(kind)).collect();
                match rows[..] {
                    [row] => vec![(PaymentRow::Primary(row), 1.0)],
                    _ => rows.into_iter().map(|r| (PaymentRow::Primary(r), primary[(r, buyer)].max(0.0))).collect(),
                }
            }
            Payer::Imports => payer
                .kinds()
                .iter()
                .flat_map(|&kind| rows(kind))
                .map(|row| (PaymentRow::Primary(row), primary[(row, buyer)].max(0.0)))
                .collect(),
        }
    }

    fn cannot_pay(&mut self, buyer: usize, change: &Cell<Payer>) {
        let sectors = self.base.economy().table().sectors();
        let word = change.payer.word();
        let message = format!("{} ({}) has no {word} to pay with", sectors.code(buyer), sectors[buyer].name);
        self.unpaid.push(
            told(Code::CANNOT_PAY, &message, &change.entries)
                .help("leave this buyer out with \"!CODE\", or choose another payer in `instead_of`"),
        );
    }

    /// Δf goes into one cell and out of those that finance it.
    fn demand(&mut self, (sector, component): (usize, usize), change: &Cell<Option<Vec<(usize, usize)>>>) {
        let delta = change.delta();
        self.settled.demand.push(DemandChange {
            sector,
            component,
            old: change.base,
            new: change.base + delta,
            financing: change.payer.clone(),
            entries: change.entries.clone(),
        });
        if delta == 0.0 {
            return;
        }
        self.settled.final_demand[(sector, component)] += delta;
        let Some(payers) = &change.payer else {
            self.settled.dose.injected += delta;
            return;
        };
        self.settled.dose.redirected += delta.abs();
        let values = &self.base.economy().table().final_demand().values;
        let whole: f64 = payers.iter().map(|&cell| values[cell].max(0.0)).sum();
        if whole <= 0.0 {
            let message = "the part of final demand that finances is empty";
            self.unpaid.push(
                told(Code::CANNOT_PAY, message, &change.entries).help("choose another component or other sectors"),
            );
            return;
        }
        for &cell in payers {
            self.settled.final_demand[cell] -= delta * values[cell].max(0.0) / whole;
        }
    }

    /// Nothing may fall below nothing.
    fn check(&mut self, coefficients: &Coefficients, demand: &Demand, diagnostics: &mut Diagnostics) {
        diagnostics.append(std::mem::take(&mut self.unpaid));
        let table = self.base.economy().table();
        let sectors = table.sectors();
        let old = self.base.economy().technical().matrix();
        for (&(supplier, buyer), change) in coefficients {
            let paid = self.paid.get(&(buyer, PaymentRow::Supplier(supplier))).map_or(0.0, |(sum, _)| *sum);
            let new = change.base + change.delta() - paid;
            if new < -ROUNDING && new < change.base {
                let message = format!(
                    "the coefficient of {} for {} would be {new:.6}, below zero (it is {:.6})",
                    sectors.code(supplier),
                    sectors.code(buyer),
                    change.base
                );
                diagnostics.push(
                    told(Code::NEGATIVE_COEFFICIENT, &message, &change.entries)
                        .help("lower the change, or leave this buyer out"),
                );
            }
        }
        for (&(buyer, row), (sum, entries)) in &self.paid {
            let (had, what) = match row {
                PaymentRow::Primary(r) => {
                    (self.settled.primary.matrix()[(r, buyer)], table.primary_inputs().rows[r].id.clone())
                }
                // A supplier whose own coefficient changes too was judged above.
                PaymentRow::Supplier(i) if coefficients.contains_key(&(i, buyer)) => continue,
                PaymentRow::Supplier(i) => (old[(i, buyer)], format!("input from {}", sectors.code(i))),
            };
            let left = had - sum;
            if left < -ROUNDING && left < had {
                let message = format!(
                    "{} ({}) cannot pay: its {what} is {had:.6} per unit of output and {sum:.6} is asked of it",
                    sectors.code(buyer),
                    sectors[buyer].name
                );
                diagnostics.push(told(Code::CANNOT_PAY, &message, entries).help(
                    "lower the change, leave this buyer out with \"!CODE\", or choose another payer in `instead_of`",
                ));
            }
        }
        let values = &table.final_demand().values;
        for (row, line) in self.settled.final_demand.row_iter().enumerate() {
            for (column, &delta) in line.iter().enumerate() {
                let (had, left) = (values[(row, column)], values[(row, column)] + delta);
                // Rounding grows with the figures: a financing cell may be asked for all it has.
                if left < -ROUNDING * had.abs().max(1.0) && delta < 0.0 {
                    let message = format!(
                        "the demand of {} for {} would be {left:.6}, below zero (it is {had:.6})",
                        table.final_demand().components[column].id,
                        sectors.code(row)
                    );
                    let entries: Vec<Arc<EntryName>> = demand
                        .iter()
                        .filter(|(cell, change)| {
                            **cell == (row, column)
                                || change.payer.as_ref().is_some_and(|payers| payers.contains(&(row, column)))
                        })
                        .flat_map(|(_, change)| change.entries.iter().cloned())
                        .collect();
                    diagnostics.push(told(Code::NEGATIVE_DEMAND, &message, &entries).help("lower the change"));
                }
            }
        }
    }

    fn close(mut self) -> Settled {
        let table = self.base.economy().table();
        let n = table.len();
        let old = self.base.economy().technical().matrix();
        let mut primary = self.settled.primary.matrix().clone();
        for (&(buyer, row), (sum, _)) in &self.paid {
            let was = match row {
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
