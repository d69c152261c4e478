//! The split of the effect: what arises where the scenario buys, what at suppliers, what through households, and what leaves.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `effect` | i'Δx = i'x' - i'x | money |
//! | `effect_direct` | i'g, g = ΔA x + Δf without households | money |
//! | `effect_indirect` | i'(L'_open - I) g | money |
//! | `effect_induced` | i'Δx - i'L'_open g; absent in the open model | money |
//! | `effect_leakage` | change of imported inputs, import duties and taxes on products, and what final users buy abroad | money |
//!
//! Direct, indirect and induced add up to the effect. Leakage is not a part of them: it is how the same change shows in what
//! does not stay as value added. Source: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 6.2.

use super::{Better, Family, Measure, Metric, View, money};
use crate::model::{ModelError, System};
use crate::study::Level;
use crate::table::PrimaryInputKind;

const GIVEN: &str = "Final demand given, constant returns.";

pub(super) static EFFECT: Metric = Metric {
    id: "effect",
    name: "Effect on output",
    family: Family::Split,
    unit: money,
    about: "The change of all output against the base.",
    better: Better::Neither,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(total(view)))),
};

pub(super) static DIRECT: Metric = Metric {
    id: "effect_direct",
    name: "Effect on output, direct",
    family: Family::Split,
    unit: money,
    about: "What is bought more at first hand, less what is bought less.",
    better: Better::Neither,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(direct(view)))),
};

pub(super) static INDIRECT: Metric = Metric {
    id: "effect_indirect",
    name: "Effect on output, indirect",
    family: Family::Split,
    unit: money,
    about: "What suppliers, their suppliers and so on make more because of it.",
    better: Better::Neither,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(without_households(view)? - direct(view)))),
};

pub(super) static INDUCED: Metric = Metric {
    id: "effect_induced",
    name: "Effect on output, induced",
    family: Family::Split,
    unit: money,
    about: "What is made more because households earn and spend more; only where households are part of the model.",
    better: Better::Neither,
    rests_on: "Households spend a fixed share of what they earn, as in the base.",
    rests_on_payer: false,
    of: Measure::One(|view| match view.base().households() {
        None => Ok(None),
        Some(_) => Ok(Some(total(view) - without_households(view)?)),
    }),
};

pub(super) static LEAKAGE: Metric = Metric {
    id: "effect_leakage",
    name: "Leakage",
    family: Family::Split,
    unit: money,
    about: "The change of imported inputs, import duties and taxes on products against the base, and what final users buy abroad.",
    better: Better::Less,
    rests_on: "Who pays.",
    rests_on_payer: true,
    of: Measure::One(|view| {
        let kinds = [PrimaryInputKind::Imports, PrimaryInputKind::ImportDuties, PrimaryInputKind::ProductTaxes];
        let of_table = Level::of(view.base());
        let levels: Vec<Level> =
            kinds.into_iter().map(Level::Primary).filter(|level| of_table.contains(level)).collect();
        let sum = |state| levels.iter().map(|level| level.by_sector(view.base(), state).sum()).sum::<f64>();
        let (outside, bought) = (view.state().outside(view.base()), view.state().bought_abroad());
        let is_told = !levels.is_empty() || outside.is_some() || bought != 0.0;
        let abroad = outside.map_or(0.0, |imports| imports.sum()) + bought;
        Ok(is_told.then(|| sum(view.state()) - sum(view.before()) + abroad))
    }),
};

fn total(view: &View<'_>) -> f64 {
    view.effect().sum()
}

/// i'g; nothing where what is bought more and what is bought less cancel to rounding, as where other suppliers pay.
fn direct(view: &View<'_>) -> f64 {
    let purchases = view.purchases();
    let (sum, rounding) = (purchases.sum(), purchases.len() as f64 * f64::EPSILON * purchases.abs().sum());
    if sum.abs() <= rounding { 0.0 } else { sum }
}

/// i'L'_open g.
fn without_households(view: &View<'_>) -> Result<f64, ModelError> {
    let purchases = view.purchases();
    // Nothing bought brings nothing, to the bit.
    if purchases.iter().all(|change| *change == 0.0) {
        return Ok(0.0);
    }
    Ok(view.open()?.outputs(&purchases)?.sum())
}
