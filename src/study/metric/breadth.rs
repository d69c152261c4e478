//! Breadth: over how many buyers the sales of the focus sector spread, and how evenly.
//!
//! Shares s_j of a'_kj x'_j. Counts are of sectors above a threshold: 100 million of the currency, as in the survey of Falabella
//! and Gatica, and .001 of the buyer's output. Indices are taken in three ways, since they do not agree: over all buyers with
//! the focus sector's own use, over the others, and over branches with own use; formulas stand with the analysis
//! `sales-distribution`. Stronger ties with one branch can widen the breadth in one way and narrow it in another: the
//! comparison shows the trade-off. Beside them stands the same for all sellers of the base together, a yardstick.

use super::{Better, Family, Measure, Metric, Part, View};
use crate::analysis::sales_distribution::{Against, Breadth, Spread};
use crate::analysis::{Concentration, INDICES};
use crate::words::Unit;

/// The thresholds: millions of the currency, and money per money of the buyer's output.
const MILLIONS: f64 = 100.0;
const COEFFICIENT: f64 = 0.001;

const RESTS_ON: &str = "Coefficients of the year; the sectors of the table, which are not of equal size.";

macro_rules! buyers {
    ($($count:ident, $share:ident = $id:literal, $share_id:literal, $name:literal, $above:literal, $of:expr;)*) => {
        $(
            pub(super) static $count: Metric = Metric {
                id: $id,
                name: concat!("Buyers above ", $name),
                family: Family::Breadth,
                unit: |_| Unit::Count("sectors"),
                about: concat!("Sectors that buy more than ", $above, " of the focus sector, itself included."),
                better: Better::More,
                rests_on: RESTS_ON,
                rests_on_payer: false,
                of: Measure::One(|view| Ok($of(view).map(|breadth: Breadth| breadth.buyers as f64))),
            };
            pub(super) static $share: Metric = Metric {
                id: $share_id,
                name: concat!("Buyers above ", $name, ", share"),
                family: Family::Breadth,
                unit: |_| Unit::Share,
                about: "The same as a share of all sectors.",
                better: Better::More,
                rests_on: RESTS_ON,
                rests_on_payer: false,
                of: Measure::One(|view| Ok($of(view).map(|breadth: Breadth| breadth.share))),
            };
        )*
    };
}

buyers! {
    BUYERS_MONEY, BUYERS_MONEY_SHARE = "buyers_money", "buyers_money_share", "100 million", "100 million of the currency",
        above_money;
    BUYERS_COEFFICIENT, BUYERS_COEFFICIENT_SHARE = "buyers_coefficient", "buyers_coefficient_share", ".001 of their output",
        ".001 per unit of their output", above_coefficient;
}

macro_rules! indices {
    ($($name:ident = $id:literal, $title:literal, $unit:expr, $better:ident, $about:literal;)*) => {
        $(
            pub(super) static $name: Metric = Metric {
                id: $id,
                name: $title,
                family: Family::Breadth,
                unit: |_| $unit,
                about: $about,
                better: Better::$better,
                rests_on: RESTS_ON,
                rests_on_payer: false,
                of: Measure::Parts(|view| Ok(ways(view, $id))),
            };
        )*
    };
}

indices! {
    EFFECTIVE_NUMBER = "effective_number", "Effective number of buyers", Unit::Count("buyers"), More,
        "How many buyers, or branches, of equal size would be as concentrated (1/HHI).";
    HHI = "hhi", "HHI of sales", Unit::Index, Less, "Sum of squared shares of the focus sector's sales, from 1/N to 1.";
    HHI_NORMALISED = "hhi_normalised", "HHI of sales, normalised", Unit::Index, Less,
        "HHI of sales from 0, all alike, to 1, one buyer alone.";
    ENTROPY = "entropy", "Entropy of sales", Unit::Index, More,
        "Entropy of the shares of sales in nats, from 0, one buyer alone, to ln N.";
    ENTROPY_NORMALISED = "entropy_normalised", "Entropy of sales, normalised", Unit::Index, More,
        "Entropy of the shares of sales over ln N, from 0, one buyer alone, to 1, all alike.";
    GINI = "gini", "Gini of sales", Unit::Index, Less, "Gini's coefficient of the shares of sales, from 0, all alike, to 1 - 1/N.";
    CR4 = "cr4", "Four largest buyers", Unit::Share, Less, "The share of the four largest buyers, or branches, in sales.";
}

pub(super) static OWN_USE: Metric = Metric {
    id: "own_use_share",
    name: "Own use",
    family: Family::Breadth,
    unit: |_| Unit::Share,
    about: "What the focus sector uses of itself as a share of its sales to industries, beside that of all sectors together.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::Parts(|view| {
        let Some(spread) = view.spread() else { return Ok(Vec::new()) };
        let (sales, own) = view.all_sales();
        Ok(vec![Part::new("focus", spread.own_use_share), Part::new(ECONOMY, super::ratio(own.sum(), sales.sum()))])
    }),
};

/// What the part for all sellers together is called.
const ECONOMY: &str = "economy";

/// An index in the three ways, and that of all sellers together, own use in.
fn ways(view: &View<'_>, id: &str) -> Vec<Part> {
    let Some(index) = INDICES.iter().find(|index| index.id == id) else { return Vec::new() };
    let Some(Spread { own_use_in, own_use_out, by_group, .. }) = view.spread() else { return Vec::new() };
    let part = |name: &str, found: &Option<Concentration>| Part::new(name, found.as_ref().and_then(index.of));
    let economy = Concentration::of(view.all_sales().0.iter().copied());
    vec![
        part("own_use_in", own_use_in),
        part("own_use_out", own_use_out),
        part("by_branch", by_group),
        part(ECONOMY, &economy),
    ]
}

fn above_money(view: &View<'_>) -> Option<Breadth> {
    let limit = Against::Money.in_table(MILLIONS, view.table().money());
    Some(Breadth::of(view.seller()?.sales(), view.focus()?, limit))
}

fn above_coefficient(view: &View<'_>) -> Option<Breadth> {
    let focus = view.focus()?;
    Some(Breadth::of(view.state().supplies(view.base(), focus).as_slice(), focus, COEFFICIENT))
}
