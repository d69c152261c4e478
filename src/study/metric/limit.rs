//! What limits of output leave unmet at home, Σ s_k over limited sectors, money of the table at base prices.
//!
//! Where final users or all users go short it is final demand that nobody meets; where the gap is imported it is what comes
//! from abroad instead. Zero where no limit is set.

use super::{Better, Family, Measure, Metric, money};

pub(super) static UNMET: Metric = Metric {
    id: "unmet_demand",
    name: "Unmet demand",
    family: Family::Level,
    unit: money,
    about: "Orders that sectors at their limit do not meet; imported where the scenario rations by imports.",
    better: Better::Less,
    rests_on: "Limits as stated, inputs that are not replaced, and who goes short.",
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(view.state().unmet().sum()))),
};
