//! What a changed coefficient costs, and what each payer of its column has.

use super::{Books, Cell, Code, CoefficientChange, Payer, PaymentRow, PrimaryInputKind, told};

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
            Payer::Imports | Payer::Abroad => {
                let all = payer.kinds().iter().flat_map(|&kind| rows(kind));
                let shares: Vec<(PaymentRow, f64)> =
                    all.map(|row| (PaymentRow::Primary(row), primary[(row, buyer)].max(0.0))).collect();
                if *payer == Payer::Imports || shares.iter().any(|(_, share)| *share > 0.0) {
                    return shares;
                }
                let first = rows(PrimaryInputKind::Imports).next();
                vec![(first.map_or(PaymentRow::Outside, PaymentRow::Primary), 1.0)]
            }
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
}
