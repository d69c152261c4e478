//! The trade balance of production: exports less imported inputs, Σ_i f'_i,exports - Σ_j m'_j x'_j, money of the table.
//!
//! Imports for final use are not in a table of domestic flows, so this is not the balance of the national accounts; the
//! change of it is the change of that balance where final demand does not change its imports.
//!
//! Source: System of National Accounts 2008, chapter 28.

use super::{Better, Family, Measure, Metric, money};
use crate::study::Level;
use crate::table::{ComponentKind, PrimaryInputKind};

pub(super) static BALANCE: Metric = Metric {
    id: "trade_balance",
    name: "Trade balance of production",
    family: Family::Trade,
    unit: money,
    about: "Exports less imported inputs; imports for final use are not counted.",
    better: Better::More,
    rests_on: "Exports given, and who pays.",
    of: Measure::One(|view| {
        let imports = Level::Primary(PrimaryInputKind::Imports);
        let columns: Vec<usize> = view.table().final_demand().of_kind(ComponentKind::Exports).collect();
        if columns.is_empty() || !Level::of(view.base()).contains(&imports) {
            return Ok(None);
        }
        let exports: f64 = columns.into_iter().map(|column| view.state().final_demand().column(column).sum()).sum();
        Ok(Some(exports - imports.by_sector(view.base(), view.state()).sum()))
    }),
};
