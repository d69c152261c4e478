//! What a changed coefficient costs, and what each payer of its column has.

use super::{
    Arc, Books, Cell, CoefficientChange, Coefficients, EntryName, Payer, PaymentRow, PrimaryChange, PrimaryInputKind,
    from_abroad,
};
use crate::study::changes::Inputs;

impl Books<'_> {
    /// d goes into a_kj, and out of the payer.
    pub(super) fn coefficient(&mut self, (supplier, buyer): (usize, usize), change: &Cell<Payer>) {
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
        *self.cells.entry((buyer, supplier)).or_insert(0.0) += d;
        self.pay(Some(supplier), buyer, d, change);
    }

    /// d goes into v_rj, and out of the payer.
    pub(super) fn input(&mut self, (row, buyer): (usize, usize), change: &Cell<Payer>) {
        let d = change.delta();
        self.settled.inputs.push(PrimaryChange {
            row,
            buyer,
            old: change.base,
            new: change.base + d,
            payer: change.payer.clone(),
            entries: change.entries.clone(),
        });
        if d == 0.0 {
            return;
        }
        *self.moved.entry((row, buyer)).or_insert(0.0) += d;
        self.pay(None, buyer, d, change);
    }

    /// The payer of a column gives d; where prices take it nobody does.
    fn pay(&mut self, supplier: Option<usize>, buyer: usize, d: f64, change: &Cell<Payer>) {
        self.settled.dose.redirected += d.abs() * self.base.economy().output()[buyer];
        if change.payer == Payer::Prices {
            self.settled.saved[buyer] -= d;
            return;
        }
        let shares = self.shares(supplier, buyer, &change.payer);
        let whole: f64 = shares.iter().map(|(_, share)| share).sum();
        if shares.is_empty() || whole <= 0.0 {
            self.cannot_pay(buyer, change);
            return;
        }
        self.paid.ask(buyer, shares.into_iter().map(|(row, share)| (row, d * share / whole)));
    }

    /// The entries that ask a payer of a buyer for anything.
    pub(super) fn asking(
        &self,
        (buyer, row): (usize, PaymentRow),
        coefficients: &Coefficients,
        inputs: &Inputs,
    ) -> Vec<Arc<EntryName>> {
        let of_coefficients = coefficients.iter().map(|(&(supplier, of), change)| (Some(supplier), of, change));
        let of_inputs = inputs.iter().map(|(&(_, of), change)| (None, of, change));
        let asks = |(supplier, of, change): &(Option<usize>, usize, &Cell<Payer>)| {
            let pays = |(payer, _): &(PaymentRow, f64)| *payer == row;
            *of == buyer && change.delta() != 0.0 && self.shares(*supplier, buyer, &change.payer).iter().any(pays)
        };
        of_coefficients.chain(of_inputs).filter(asks).flat_map(|(.., change)| change.entries.iter().cloned()).collect()
    }

    /// What each payer of a column has, and so how a payment is shared among them.
    fn shares(&self, supplier: Option<usize>, buyer: usize, payer: &Payer) -> Vec<(PaymentRow, f64)> {
        let (economy, primary) = (self.base.economy(), self.base.economy().primary().matrix());
        let inputs = economy.table().primary_inputs();
        let rows = |kind: PrimaryInputKind| inputs.of_kind(kind);
        match payer {
            Payer::Prices => Vec::new(),
            Payer::Suppliers(suppliers) => {
                let mut shares = Vec::with_capacity(suppliers.len());
                let share = |&i: &usize| (PaymentRow::Supplier(i), economy.technical().matrix()[(i, buyer)].max(0.0));
                let others = suppliers.iter().filter(|&&i| Some(i) != supplier);
                shares.extend(others.map(share).filter(|(_, share)| *share > 0.0));
                shares
            }
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
            Payer::Abroad => from_abroad(inputs, primary, buyer),
        }
    }

    fn cannot_pay(&mut self, buyer: usize, change: &Cell<Payer>) {
        let sectors = self.base.economy().table().sectors();
        let word = change.payer.word();
        let message = format!("{} ({}) has no {word} to pay with", sectors.code(buyer), sectors[buyer].name);
        let help = "leave this buyer out with \"!CODE\", or choose another payer in `instead_of`";
        self.refusals.add(&change.entries, sectors.code(buyer), message, help);
    }
}
