//! What a changed cell of final demand costs those that finance it.

use super::{Arc, Books, Cell, Code, DemandChange, EntryName, Leak, told};

impl Books<'_> {
    /// Δf goes into one cell and out of those that finance it.
    pub(super) fn demand(&mut self, (sector, component): (usize, usize), change: &Cell<Option<Vec<(usize, usize)>>>) {
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
        self.finance(delta, change.payer.as_deref(), &change.entries);
    }

    /// Money that is spent on imports has no cell of its own, but it is financed as any other.
    pub(super) fn leak(&mut self, leak: Leak) {
        if leak.money != 0.0 {
            self.settled.dose.leaked += leak.money;
            self.finance(leak.money, leak.financing.as_deref(), std::slice::from_ref(&leak.entry));
        }
        self.settled.leaks.push(leak);
    }

    /// Money comes out of the cells that finance it, pro rata to their base, or from outside.
    fn finance(&mut self, money: f64, payers: Option<&[(usize, usize)]>, entries: &[Arc<EntryName>]) {
        let Some(payers) = payers else {
            self.settled.dose.injected += money;
            return;
        };
        self.settled.dose.redirected += money.abs();
        let values = &self.base.economy().table().final_demand().values;
        let whole: f64 = payers.iter().map(|&cell| values[cell].max(0.0)).sum();
        if whole <= 0.0 {
            let message = "the part of final demand that finances is empty";
            self.unpaid
                .push(told(Code::CANNOT_PAY, message, entries).help("choose another component or other sectors"));
            return;
        }
        for &cell in payers {
            self.settled.final_demand[cell] -= money * values[cell].max(0.0) / whole;
        }
    }
}
