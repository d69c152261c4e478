//! Nothing may fall below nothing: coefficients, payers and cells of final demand.

use super::{Arc, Books, Code, Coefficients, Demand, Diagnostics, EntryName, PaymentRow, told};
use crate::study::changes::Inputs;
use crate::words::six_digits;

/// Below this, what is left of a payer is rounding and counts as nothing.
const ROUNDING: f64 = 1e-12;

impl Books<'_> {
    /// Nothing may fall below nothing.
    pub(super) fn check(
        &mut self,
        coefficients: &Coefficients,
        inputs: &Inputs,
        demand: &Demand,
        diagnostics: &mut Diagnostics,
    ) {
        diagnostics.append(std::mem::take(&mut self.unpaid));
        let table = self.base.economy().table();
        let sectors = table.sectors();
        let old = self.base.economy().technical().matrix();
        for (&(supplier, buyer), change) in coefficients {
            let paid = self.paid.get(buyer, PaymentRow::Supplier(supplier));
            let new = change.base + change.delta() - paid;
            if new < -ROUNDING && new < change.base {
                let message = format!(
                    "the coefficient of {} for {} would be {}, below zero (it is {})",
                    sectors.code(supplier),
                    sectors.code(buyer),
                    six_digits(new),
                    six_digits(change.base)
                );
                diagnostics.push(
                    told(Code::NEGATIVE_COEFFICIENT, &message, &change.entries)
                        .help("lower the change, or leave this buyer out"),
                );
            }
        }
        for (&(row, buyer), change) in inputs {
            let new = change.base + change.delta();
            // What was below nothing, as subsidies are, may be so again.
            if new < -ROUNDING && change.base >= 0.0 {
                let message = format!(
                    "the share of `{}` of {} would be {}, below zero (it is {})",
                    table.primary_inputs().rows[row].id,
                    sectors.code(buyer),
                    six_digits(new),
                    six_digits(change.base)
                );
                diagnostics.push(
                    told(Code::NEGATIVE_COEFFICIENT, &message, &change.entries)
                        .help("lower the change, or leave this buyer out"),
                );
            }
        }
        let mut refused = Vec::new();
        for (buyer, row, sum) in self.paid.iter() {
            let had = match row {
                PaymentRow::Primary(r) => self.share(r, buyer),
                PaymentRow::Outside => 0.0,
                PaymentRow::Supplier(i) => old[(i, buyer)],
            };
            let left = had - sum;
            // A supplier whose own coefficient changes too was judged above.
            let is_judged = || matches!(row, PaymentRow::Supplier(i) if coefficients.contains_key(&(i, buyer)));
            if left < -ROUNDING && left < had && !is_judged() {
                refused.push((buyer, row, sum, had));
            }
        }
        for (buyer, row, sum, had) in refused {
            let what = match row {
                PaymentRow::Primary(r) => format!("share of `{}`", table.primary_inputs().rows[r].id),
                PaymentRow::Outside => "row of imports outside the table".to_owned(),
                PaymentRow::Supplier(i) => format!("input from {}", sectors.code(i)),
            };
            let message = format!(
                "{} ({}) cannot pay: its {what} is {} per unit of output and {} is asked of it",
                sectors.code(buyer),
                sectors[buyer].name,
                six_digits(had),
                six_digits(sum)
            );
            let help = "lower the change, leave this buyer out with \"!CODE\", or choose another payer in `instead_of`";
            let entries = self.asking((buyer, row), coefficients, inputs);
            self.refusals.add(&entries, sectors.code(buyer), message, help);
        }
        diagnostics.append(std::mem::take(&mut self.refusals).told());
        let values = &table.final_demand().values;
        for (row, line) in self.settled.final_demand.row_iter().enumerate() {
            for (column, &delta) in line.iter().enumerate() {
                let (had, left) = (values[(row, column)], values[(row, column)] + delta);
                // Rounding grows with the figures: a financing cell may be asked for all it has.
                if left < -ROUNDING * had.abs().max(1.0) && delta < 0.0 {
                    let message = format!(
                        "the demand of {} for {} would be {}, below zero (it is {})",
                        table.final_demand().components[column].id,
                        sectors.code(row),
                        six_digits(left),
                        six_digits(had)
                    );
                    let entries: Vec<Arc<EntryName>> = demand
                        .iter()
                        .filter(|(cell, change)| {
                            **cell == (row, column)
                                || change.payer.as_ref().is_some_and(|payers| payers.contains(&(row, column)))
                        })
                        .flat_map(|(_, change)| change.entries.iter())
                        .chain(self.settled.leaks.iter().filter_map(|leak| {
                            leak.financing.as_ref()?.contains(&(row, column)).then_some(&leak.entry)
                        }))
                        .cloned()
                        .collect();
                    diagnostics.push(told(Code::NEGATIVE_DEMAND, &message, &entries).help("lower the change"));
                }
            }
        }
    }
}
