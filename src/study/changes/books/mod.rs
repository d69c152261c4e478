//! The accounts of one year: adding the changes up and letting the payers pay.
//!
//! Coefficients: where a_kj changes by d, the payer of column j gives d, so that the column of A and primary shares still sums
//! to one. Surplus and compensation lose d; imports and the duties on them lose d pro rata to one another; suppliers lose d
//! pro rata to their base coefficients. Final demand: the financing cells lose what is gained, pro rata to their base.

mod check;
mod coefficients;
mod demand;
mod imports;
mod paid;
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
use paid::Paid;
use refusals::Refusals;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The accounts of some changes, with nothing in them that falls below nothing.
pub(super) fn settle(changes: Changes<'_>) -> Result<Books<'_>, Diagnostics> {
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
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(books) }
}

/// The accounts while they are being settled.
pub(super) struct Books<'b> {
    base: &'b Base,
    settled: Settled,
    /// What entries change of coefficients, by buyer and supplier.
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
            paid: Paid::default(),
            unpaid: Diagnostics::default(),
            refusals: Refusals::default(),
        }
    }

    /// What each payer of each buyer pays.
    pub(super) fn payments(&self) -> Vec<Payment> {
        let old = self.base.economy().technical().matrix();
        let before = |buyer: usize, row: PaymentRow| match row {
            PaymentRow::Outside => 0.0,
            PaymentRow::Primary(r) => self.share(r, buyer),
            PaymentRow::Supplier(i) => old[(i, buyer)],
        };
        let payment = |(buyer, row, sum)| {
            let old = before(buyer, row);
            Payment { buyer, row, old, new: old - sum }
        };
        self.paid.iter().map(payment).collect()
    }

    /// v_rj with what entries change of it, before it pays.
    fn share(&self, row: usize, buyer: usize) -> f64 {
        let moved = self.moved.get(&(row, buyer)).copied().unwrap_or(0.0);
        self.settled.primary.matrix()[(row, buyer)] + moved
    }

    /// ΔA: what entries change of coefficients less what suppliers pay, buyer by buyer.
    fn changed(&self) -> Vec<((usize, usize), f64)> {
        let mut own = self.cells.iter().map(|(&cell, &delta)| (cell, delta)).peekable();
        let mut changed = Vec::with_capacity(self.paid.len() + self.cells.len());
        for (buyer, row, sum) in self.paid.iter() {
            let PaymentRow::Supplier(supplier) = row else { continue };
            let cell = (buyer, supplier);
            while let Some(((j, i), delta)) = own.next_if(|(before, _)| *before < cell) {
                changed.push(((i, j), delta));
            }
            let delta = own.next_if(|(same, _)| *same == cell).map_or(0.0, |(_, delta)| delta);
            changed.push(((supplier, buyer), delta - sum));
        }
        changed.extend(own.map(|((j, i), delta)| ((i, j), delta)));
        changed
    }

    /// The changes, added up and paid for.
    pub(super) fn close(mut self) -> Settled {
        let table = self.base.economy().table();
        let n = table.len();
        let mut primary = self.settled.primary.matrix().clone();
        for (&cell, delta) in &self.moved {
            primary[cell] += delta;
        }
        let outside = primary.nrows();
        if self.paid.iter().any(|(_, row, _)| row == PaymentRow::Outside) {
            primary = primary.insert_row(outside, 0.0);
        }
        for (buyer, row, sum) in self.paid.iter() {
            match row {
                PaymentRow::Outside => primary[(outside, buyer)] -= sum,
                PaymentRow::Primary(r) => primary[(r, buyer)] -= sum,
                PaymentRow::Supplier(_) => {}
            }
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
        self.settled.change = LowRank::from_list(n, self.changed());
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

#[cfg(test)]
mod tests {
    use crate::study::Point;
    use crate::study::fixture::scenario;
    use crate::table::fixture::productive;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Two entries of which suppliers pay, cell by cell as the head of this file says it; who pays is listed once for each buyer and
        /// supplier, and pays all that is asked.
        #[test]
        fn suppliers_pay_pro_rata_cell_by_cell(table in productive(9, 0.6), size in 0.0_f64..0.05) {
            let n = table.len();
            prop_assume!(n > 2);
            let text = format!(
                "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S1'\nbuyers = 'all'\nscale = {}\ninstead_of = 'suppliers'\n\
                 [[shock.coefficient]]\nname = 'b'\nsupplier = 'S2'\nbuyers = ['S1', 'S3']\nadd = {}\ninstead_of = ['S1', 'S3']\n",
                1.0 + size,
                size / 10.0
            );
            let scenario = scenario(table, &text).unwrap();
            let outcome = scenario.simulate(&Point::Central);
            // A payer that has too little is refused, and rightly so.
            prop_assume!(outcome.is_ok());
            let outcome = outcome.unwrap();
            let (a, state) = (scenario.base.economy().technical().matrix(), &outcome.years[0].state);
            let mut expected = a.clone();
            let mut asked = 0.0;
            let mut pays = |supplier: usize, buyer: usize, delta: f64, payers: &[usize]| {
                let whole: f64 = payers.iter().map(|&i| a[(i, buyer)]).sum();
                expected[(supplier, buyer)] += delta;
                asked += delta;
                for &i in payers {
                    expected[(i, buyer)] -= delta * a[(i, buyer)] / whole;
                }
            };
            let others: Vec<usize> = (1..n).collect();
            for buyer in 1..n {
                pays(0, buyer, a[(0, buyer)] * ((1.0 + size) - 1.0), &others);
            }
            for buyer in [0, 2] {
                pays(1, buyer, size / 10.0, &[0, 2]);
            }
            prop_assert!((state.technical(&scenario.base).matrix() - &expected).amax() <= 1e-15);
            let (_, payments) = scenario.explained(None, &scenario.parameters.at(&Point::Central)).unwrap();
            let mut places: Vec<_> = payments.iter().map(|payment| (payment.buyer, payment.row)).collect();
            places.dedup();
            prop_assert_eq!(places.len(), payments.len());
            let paid: f64 = payments.iter().map(|payment| payment.old - payment.new).sum();
            prop_assert!((paid - asked).abs() <= 1e-13, "{paid} for {asked}");
        }
    }
}
