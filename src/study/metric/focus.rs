//! The focus sector k: what it sells to industries, and its place among all sectors. A' and x' are those of the year.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `focus_sales` | Σ_j a'_kj x'_j, own use included | money |
//! | `focus_sales_to` | the same over the buyers of each branch | money |
//! | `backward`, `forward`, `forward_supply` | (i'L')_k, (L' i)_k, (G' i)_k | money per money |
//! | `..._index` | the same over its mean over sectors | index, mean 1 |
//! | `..._rank` | its place among sectors | rank, 1 the largest |
//! | `key_sector`, `key_sector_supply` | the quadrant of the backward index and the forward index of either side | words |
//!
//! Linkages are those of the open model even where households close it, as the analysis `linkages` gives them; formulas and
//! sources stand there. On domestic flows a linkage that rises may be one that is bought at home instead of abroad.

use super::{Better, Family, Measure, Metric, Part, View, money};
use crate::analysis::linkages::{KeySector, TotalLinkages};
use crate::model::ModelError;
use crate::words::Unit;

const SALES: &str = "Coefficients of the year; constant returns.";
const LINKAGES: &str = "Coefficients of the year, open model, domestic flows.";

pub(super) static INTERMEDIATE_SALES: Metric = Metric {
    id: "focus_sales",
    name: "Sales of the focus to industries",
    family: Family::Focus,
    unit: money,
    about: "What industries buy of the focus sector, its own use included.",
    better: Better::More,
    rests_on: SALES,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(view.sales().map(|sales| sales.sum()))),
};

pub(super) static SALES_TO: Metric = Metric {
    id: "focus_sales_to",
    name: "Sales of the focus by branch",
    family: Family::Focus,
    unit: money,
    about: "What each branch buys of the focus sector; branches are the first classification of the table.",
    better: Better::Neither,
    rests_on: SALES,
    rests_on_payer: false,
    of: Measure::Parts(|view| {
        let Some(sales) = view.sales() else { return Ok(Vec::new()) };
        let sum = |members: &[usize]| members.iter().map(|&buyer| sales[buyer]).sum::<f64>();
        Ok(view.branches().iter().map(|branch| Part::new(&branch.id, Some(sum(&branch.members)))).collect())
    }),
};

macro_rules! linkages {
    ($($raw:ident, $index:ident, $rank:ident = $id:literal, $name:literal, $about:literal,
        $values:expr, $indices:expr, $ranks:expr;)*) => {
        $(
            pub(super) static $raw: Metric = Metric {
                id: $id,
                name: concat!($name, " linkage of the focus"),
                family: Family::Focus,
                unit: |_| Unit::Ratio,
                about: $about,
                better: Better::Neither,
                rests_on: LINKAGES,
                rests_on_payer: false,
                of: Measure::One(|view| of_focus(view, |all, focus| Some($values(all)[focus]))),
            };
            pub(super) static $index: Metric = Metric {
                id: concat!($id, "_index"),
                name: concat!($name, " linkage of the focus, index"),
                family: Family::Focus,
                unit: |_| Unit::Index,
                about: concat!($name, " linkage of the focus sector over the mean of all sectors; 1 is the average sector."),
                better: Better::Neither,
                rests_on: LINKAGES,
                rests_on_payer: false,
                of: Measure::One(|view| of_focus(view, |all, focus| $indices(all).map(|index| index[focus]))),
            };
            pub(super) static $rank: Metric = Metric {
                id: concat!($id, "_rank"),
                name: concat!($name, " linkage of the focus, rank"),
                family: Family::Focus,
                unit: |_| Unit::Rank,
                about: concat!("The place of the focus sector by ", $id, " linkage, 1 the largest."),
                better: Better::Neither,
                rests_on: LINKAGES,
                rests_on_payer: false,
                of: Measure::One(|view| of_focus(view, |all, focus| Some($ranks(all)[focus] as f64))),
            };
        )*
    };
}

linkages! {
    BACKWARD, BACKWARD_INDEX, BACKWARD_RANK = "backward", "Backward",
        "Output of all sectors per unit of final demand for the focus sector.",
        |all: &TotalLinkages| all.backward.clone(), TotalLinkages::power, TotalLinkages::backward_ranks;
    FORWARD, FORWARD_INDEX, FORWARD_RANK = "forward", "Forward",
        "Output of the focus sector where final demand for every sector rises by one unit.",
        |all: &TotalLinkages| all.forward.clone(), TotalLinkages::sensitivity, TotalLinkages::forward_ranks;
    FORWARD_SUPPLY, FORWARD_SUPPLY_INDEX, FORWARD_SUPPLY_RANK = "forward_supply", "Forward (supply)",
        "Output of all sectors into which a unit of the focus sector's primary inputs goes.",
        |all: &TotalLinkages| all.forward_supply.clone(), TotalLinkages::sensitivity_supply,
        TotalLinkages::forward_supply_ranks;
}

pub(super) static KEY_SECTOR: Metric = Metric {
    id: "key_sector",
    name: "Key-sector class of the focus",
    family: Family::Focus,
    unit: |_| Unit::None,
    about: "Key, backward, forward or weak: whether the backward and the forward index are at or above 1.",
    better: Better::Neither,
    rests_on: LINKAGES,
    rests_on_payer: false,
    of: Measure::Words(|view| class(view, TotalLinkages::classes)),
};

pub(super) static KEY_SECTOR_SUPPLY: Metric = Metric {
    id: "key_sector_supply",
    name: "Key-sector class of the focus, supply side",
    family: Family::Focus,
    unit: |_| Unit::None,
    about: "The same with the forward index of the supply side.",
    better: Better::Neither,
    rests_on: LINKAGES,
    rests_on_payer: false,
    of: Measure::Words(|view| class(view, TotalLinkages::classes_supply)),
};

fn of_focus(view: &View<'_>, of: impl Fn(&TotalLinkages, usize) -> Option<f64>) -> Result<Option<f64>, ModelError> {
    let Some(focus) = view.focus() else { return Ok(None) };
    Ok(of(view.linkages()?, focus))
}

fn class(view: &View<'_>, of: impl Fn(&TotalLinkages) -> Option<Vec<KeySector>>) -> Result<Option<String>, ModelError> {
    let Some(focus) = view.focus() else { return Ok(None) };
    Ok(of(view.linkages()?).map(|classes| classes[focus].word().to_owned()))
}
