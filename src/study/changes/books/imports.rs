//! What coefficients and productivity leave of the imports of each buyer, for those that replace imports.

use super::{Books, Coefficients};
use crate::study::changes::Inputs;
use crate::study::changes::PaymentRow;
use crate::study::{Base, Payer};

/// Imports and duties of every buyer after the changes so far, money per money of its output.
pub(in crate::study::changes) struct Imports<'b> {
    books: Books<'b>,
    rows: Vec<usize>,
}

impl<'b> Imports<'b> {
    /// Lets the payers of these changes pay.
    pub(in crate::study::changes) fn after(base: &'b Base, coefficients: &Coefficients, inputs: &Inputs) -> Self {
        let mut books = Books::open(base);
        for (&cell, change) in coefficients {
            books.coefficient(cell, change);
        }
        for (&cell, change) in inputs {
            books.input(cell, change);
        }
        let table = base.economy().table().primary_inputs();
        Self { books, rows: Payer::Imports.kinds().iter().flat_map(|&kind| table.of_kind(kind)).collect() }
    }

    /// What the buyer pays for imports and duties in the base.
    pub(in crate::study::changes) fn had(&self, buyer: usize) -> f64 {
        self.rows.iter().map(|&row| self.base_share(row, buyer)).sum()
    }

    /// What can be replaced of it: imports and duties fall pro rata, so that the row of which the least part is left decides. What the
    /// changes so far add to imports is of other products and does not count.
    pub(in crate::study::changes) fn left(&self, buyer: usize) -> f64 {
        let part = |&row: &usize| {
            let had = self.base_share(row, buyer);
            let moved = self.books.moved.get(&(row, buyer)).copied().unwrap_or(0.0);
            let paid = self.books.paid.get(buyer, PaymentRow::Primary(row));
            (had > 0.0).then(|| (1.0 + (moved - paid) / had).clamp(0.0, 1.0))
        };
        self.had(buyer) * self.rows.iter().filter_map(part).fold(1.0, f64::min)
    }

    fn base_share(&self, row: usize, buyer: usize) -> f64 {
        self.books.base.economy().primary().matrix()[(row, buyer)].max(0.0)
    }
}
