//! Tie intensity of a branch g: its share of what industries buy of the focus sector over its share of base GDP,
//! (Σ_{j in g} a'_kj x'_j / Σ_j a'_kj x'_j) / (Σ_{j in g} v_j / Σ_j v_j); index, 1 is parity. With the focus sector's own use and
//! without it; formula, reading and source stand with the analysis `sales-by-branch`.
//!
//! GDP is that of the base, so that a scenario moves the tie by what it changes in sales and not by what it does to GDP.

use super::{Better, Family, Measure, Metric, Part, View};
use crate::analysis::sales_by_branch::{Branch, SalesByBranch};
use crate::words::Unit;

const RESTS_ON: &str = "Coefficients of the year, GDP of the base; parity is a yardstick and not a norm.";

pub(super) static OWN_USE_IN: Metric = Metric {
    id: "tie",
    name: "Tie intensity",
    family: Family::Tie,
    unit: |_| Unit::Index,
    about: "The branch's share of the focus sector's sales over its share of base GDP, own use in; 1 is parity.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::Parts(|view| Ok(ties(view, |branch| branch.own_use_in.intensity))),
};

pub(super) static OWN_USE_OUT: Metric = Metric {
    id: "tie_own_use_out",
    name: "Tie intensity without own use",
    family: Family::Tie,
    unit: |_| Unit::Index,
    about: "The same without what the focus sector uses of itself.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::Parts(|view| Ok(ties(view, |branch| branch.own_use_out.intensity))),
};

fn ties(view: &View<'_>, of: fn(&Branch) -> Option<f64>) -> Vec<Part> {
    let Some(seller) = view.seller() else { return Vec::new() };
    let value_added = view.table().value_added();
    let found = SalesByBranch::from_sales(&seller, value_added.as_slice(), view.branches());
    found.branches.iter().map(|branch| Part::new(&branch.group.id, of(branch))).collect()
}
