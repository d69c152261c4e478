//! The trade balance of production: exports less imported inputs, Σ_i (f'_i,exports - m'_i x'_i), money of the table.
//!
//! Imports for final use are not in a table of domestic flows, so this is not the balance of the national accounts; the
//! change of it is the change of that balance where final demand does not change its imports.
//!
//! Source: System of National Accounts 2008, chapter 28.

use super::{Better, Family, Measure, Metric, level, money};
use crate::study::Level;

pub(super) static BALANCE: Metric = Metric {
    id: "trade_balance",
    name: "Trade balance of production",
    family: Family::Level,
    unit: money,
    about: "Exports less imported inputs; imports for final use are not counted.",
    better: Better::More,
    rests_on: "Exports given, and who pays.",
    rests_on_payer: true,
    of: Measure::One(|view| level::total(view, Level::TradeBalance)),
};
