//! The last stage of a year: outputs that limits allow, and who goes short.
//!
//! Quantities are those of [`Capacity`]. Where final users go short, their cells of the sector's row fall pro rata. Where the gap
//! is imported, g = s / (x + s) of what each user takes of the sector comes from abroad: the row of A, what households spend on
//! it and its final demand are multiplied by 1 - g, and the imports of industries rise by the same money.

use super::changes::from_abroad;
use super::{Base, PaymentRow, Rationing, Settled};
use crate::model::{Capacity, Limit, LowRank, ModelError, PrimaryCoefficients, UpdatedSystem, compensation};
use nalgebra::{DVector, RowDVector};
use std::collections::BTreeMap;

/// What industries may need beyond what is made, relative to it: rounding.
const ROUNDING: f64 = 1e-10;

/// An economy before or after limits.
#[derive(Debug)]
pub(super) struct Rationed {
    /// What changed.
    pub(super) settled: Settled,
    /// The changed system.
    pub(super) system: UpdatedSystem,
    /// f*, n x 1: the final demand that is given.
    pub(super) given: DVector<f64>,
    /// x, n x 1.
    pub(super) output: DVector<f64>,
    /// What of the orders for a sector's output is not met at home, n x 1, money of the table.
    pub(super) unmet: DVector<f64>,
    /// What final users buy abroad instead of it, money of the table.
    pub(super) bought_abroad: f64,
}

impl Rationed {
    /// The economy under its limits; to the bit what it was where none binds.
    ///
    /// # Errors
    /// [`ModelError::LimitInfeasible`] where final users cannot go short enough.
    pub(super) fn under_limits(mut self, base: &Base) -> Result<Self, ModelError> {
        let limits = self.settled.limits.iter();
        let limits: Vec<Limit> = limits.map(|limit| (limit.sector, limit.most(self.output[limit.sector]))).collect();
        let is_for_all = self.settled.limits.iter().any(|limit| limit.rationing == Rationing::Proportional);
        let capacity = if is_for_all {
            Capacity::proportional(&self.system, &self.system.coefficients(), &self.given, &self.output, &limits)?
        } else {
            Capacity::at_most(&self.system, &self.output, &limits)?
        };
        let ordered = self.output.clone();
        if capacity.unmet.iter().all(|&unmet| unmet == 0.0) {
            return Ok(self);
        }
        self.output = capacity.output;
        self.unmet = capacity.unmet;
        let is_imported = |sector: usize| {
            self.settled.limits.iter().any(|limit| limit.sector == sector && limit.rationing == Rationing::Imports)
        };
        let short: Vec<usize> = (0..self.unmet.len()).filter(|&sector| self.unmet[sector] > 0.0).collect();
        let (imported, rationed): (Vec<usize>, Vec<usize>) = short.into_iter().partition(|&sector| is_imported(sector));
        for sector in rationed {
            if !is_for_all {
                self.check_feasible(base, sector, &ordered)?;
            }
            self.shorten(base, sector);
        }
        if !imported.is_empty() {
            self.import(base, &imported)?;
        }
        Ok(self)
    }

    /// Industries come before final users; what is made, and what stocks give where inventories are negative, must be enough
    /// for them.
    fn check_feasible(&self, base: &Base, sector: usize, ordered: &DVector<f64>) -> Result<(), ModelError> {
        let from_stocks: f64 = self.wanted(base, sector).iter().map(|cell| cell.min(0.0)).sum();
        let needed = self.settled.supplies(base, sector).dot(&self.output) + from_stocks;
        let most = self.output[sector];
        let is_enough = needed <= most + ROUNDING * most.abs().max(needed.abs());
        if is_enough {
            return Ok(());
        }
        let lacking =
            |output: &DVector<f64>| self.settled.supplies(base, sector).dot(output) + from_stocks - output[sector];
        let least = self.least(base, sector, (lacking(ordered), ordered[sector]), (lacking(&self.output), most));
        Err(ModelError::LimitInfeasible { sector, most, needed, least })
    }

    /// The least part of its base output at which a limit that stands alone has an answer: what industries lack falls in a straight line
    /// from what it is at the limit to what it is without one. None where there are other limits, or no base output.
    fn least(&self, base: &Base, sector: usize, without: (f64, f64), limited: (f64, f64)) -> Option<f64> {
        let [limit] = &self.settled.limits[..] else { return None };
        let [(level, _)] = limit.caps[..] else { return None };
        let ((enough, ordered), (lacking, most)) = (without, limited);
        let least = most + (ordered - most) * lacking / (lacking - enough);
        let output = base.output().ok()?[sector];
        Some((least - (1.0 - level) * ordered) / level / output).filter(|least| least.is_finite())
    }

    /// Final users of a sector go short, pro rata to what they would buy.
    fn shorten(&mut self, base: &Base, sector: usize) {
        let unmet = self.unmet[sector];
        self.given[sector] -= unmet;
        let wanted = self.wanted(base, sector).map(|cell| cell.max(0.0));
        let whole = wanted.sum();
        if whole > 0.0 {
            let mut row = self.settled.final_demand.row_mut(sector);
            row -= wanted * (unmet / whole);
        }
    }

    /// What each component of final demand would buy of a sector, 1 x f, money of the table.
    fn wanted(&self, base: &Base, sector: usize) -> RowDVector<f64> {
        base.economy().table().final_demand().values.row(sector) + self.settled.final_demand.row(sector)
    }

    /// Every user imports the same share of what it takes of these sectors.
    fn import(&mut self, base: &Base, sectors: &[usize]) -> Result<(), ModelError> {
        let table = base.economy().table();
        let (inputs, n) = (table.primary_inputs(), table.len());
        let mut primary = self.settled.primary.matrix().clone();
        let outside = inputs.rows.len();
        let mut cells = BTreeMap::new();
        for &sector in sectors {
            self.bought_abroad += self.unmet[sector];
            let share = self.unmet[sector] / (self.output[sector] + self.unmet[sector]);
            for (buyer, &supplied) in self.settled.supplies(base, sector).iter().enumerate() {
                let moved = share * supplied;
                if moved == 0.0 {
                    continue;
                }
                cells.insert((sector, buyer), -moved);
                self.bought_abroad -= moved * self.output[buyer];
                let rows = from_abroad(inputs, base.economy().primary().matrix(), buyer);
                let whole: f64 = rows.iter().map(|(_, weight)| weight).sum();
                for (row, weight) in rows {
                    let row = if let PaymentRow::Primary(row) = row { row } else { outside };
                    if row >= primary.nrows() {
                        primary = primary.insert_row(outside, 0.0);
                    }
                    primary[(row, buyer)] += moved * weight / whole;
                }
            }
            self.settled.spending[sector] *= 1.0 - share;
            self.given[sector] *= 1.0 - share;
            let abroad = self.wanted(base, sector) * share;
            let mut row = self.settled.final_demand.row_mut(sector);
            row -= abroad;
        }
        self.settled.change = self.settled.change.and(&LowRank::from_cells(n, &cells));
        self.settled.primary = PrimaryCoefficients::from_matrix(primary);
        let wages = compensation(table, &self.settled.primary);
        self.system = base.system(&self.settled.change, &wages, &self.settled.spending)?;
        Ok(())
    }
}
