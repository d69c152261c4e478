//! What is asked of each payer of each buyer.
//!
//! Where suppliers pay, nearly every cell of a column does, in every year of every run: each buyer has one list, in the order of rows.

use super::PaymentRow;
use std::collections::BTreeMap;

/// Sums by buyer and row, both rising; money per money of the buyer's output.
#[derive(Default)]
pub(super) struct Paid {
    of: BTreeMap<usize, Vec<(PaymentRow, f64)>>,
}

impl Paid {
    /// Asks more of the payers of a buyer.
    pub(super) fn ask(&mut self, buyer: usize, more: impl IntoIterator<Item = (PaymentRow, f64)>) {
        let more = more.into_iter();
        let sums = self.of.entry(buyer).or_default();
        sums.reserve(more.size_hint().0);
        for (row, more) in more {
            if sums.last().is_none_or(|(last, _)| *last < row) {
                sums.push((row, more));
                continue;
            }
            match sums.binary_search_by_key(&row, |(row, _)| *row) {
                Ok(at) => sums[at].1 += more,
                Err(at) => sums.insert(at, (row, more)),
            }
        }
    }

    /// What one payer of a buyer is asked for; nothing where it is not.
    pub(super) fn get(&self, buyer: usize, row: PaymentRow) -> f64 {
        let sums = self.of.get(&buyer).map_or(&[][..], Vec::as_slice);
        sums.binary_search_by_key(&row, |(row, _)| *row).map_or(0.0, |at| sums[at].1)
    }

    /// How many payers are asked.
    pub(super) fn len(&self) -> usize {
        self.of.values().map(Vec::len).sum()
    }

    /// Buyer, row and sum, in this order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, PaymentRow, f64)> {
        self.of.iter().flat_map(|(&buyer, sums)| sums.iter().map(move |&(row, sum)| (buyer, row, sum)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_come_in_order_whatever_the_order_in_which_they_are_asked() {
        use PaymentRow::{Outside, Primary, Supplier};
        let mut paid = Paid::default();
        paid.ask(3, [(Supplier(1), 0.5), (Supplier(4), 0.25)]);
        paid.ask(3, [(Supplier(4), 1.0), (Primary(2), 2.0), (Supplier(2), 4.0), (Outside, 8.0)]);
        paid.ask(1, [(Outside, 1.0)]);
        let known = [
            (1, Outside, 1.0),
            (3, Primary(2), 2.0),
            (3, Supplier(1), 0.5),
            (3, Supplier(2), 4.0),
            (3, Supplier(4), 1.25),
            (3, Outside, 8.0),
        ];
        assert_eq!(paid.iter().collect::<Vec<_>>(), known);
        assert_eq!((paid.get(3, Supplier(4)), paid.get(3, Supplier(3)), paid.get(0, Outside)), (1.25, 0.0, 0.0));
        assert_eq!(paid.len(), known.len());
    }
}
