//! The spread of the effect through the economy: how many sectors it reaches, and through how many rounds.
//!
//! Δx = L'g with g = ΔA x + Δf, the purchases that change at base output, A' and L' of the year and closed as the scenario is (then
//! g has the changed spending of households too). Rounds and lengths are explained in the analyses of these names.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `reach` | sectors with abs(Δx_i) > 0.01 x_i | count |
//! | `reach_share` | the same over the sectors with output | share |
//! | `effect_hhi` | Σ_i s_i², s_i = abs(Δx_i) / Σ abs(Δx) | index, 1/n to 1 |
//! | `effect_outside` | Σ s_i over sectors with g_i = 0 | share |
//! | `mean_round`, `rounds_50`, `rounds_90` | of abs(g) | rounds |
//! | `propagation_to_users`, `propagation_from_suppliers` | mean length between the focus and all others, open model | rounds |
//!
//! Where suppliers pay pro rata, every supplier is changed at first hand, and little is left outside. Absent where nothing
//! changes, but for the lengths, which describe the table of the year.
//!
//! Reach and share outside are this program's own; HHI: Herfindahl 1950, Hirschman 1964.

use super::{Better, Family, Measure, Metric, View, ratio};
use crate::analysis::Concentration;
use crate::analysis::average_propagation_length::PropagationLengths;
use crate::model::ModelError;
use crate::words::Unit;

/// A sector is reached where its output moves by more than this share of it.
const REACHED: f64 = 0.01;

const GIVEN: &str = "Final demand given, constant returns; rounds are no time.";

pub(super) static REACH: Metric = Metric {
    id: "reach",
    name: "Reach",
    family: Family::Spread,
    unit: |_| Unit::Count("sectors"),
    about: "Sectors whose output moves by more than 1 % either way.",
    better: Better::More,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(reach(view).0 as f64))),
};

pub(super) static REACH_SHARE: Metric = Metric {
    id: "reach_share",
    name: "Reach, share",
    family: Family::Spread,
    unit: |_| Unit::Share,
    about: "The same as a share of the sectors that have any output.",
    better: Better::More,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| {
        let (reached, all) = reach(view);
        Ok(ratio(reached as f64, all as f64))
    }),
};

pub(super) static HHI: Metric = Metric {
    id: "effect_hhi",
    name: "HHI of the effect",
    family: Family::Spread,
    unit: |_| Unit::Index,
    about: "How concentrated the effect on output is: the sum of squared shares of its absolute values, 1 in one sector alone.",
    better: Better::Less,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Concentration::of(view.effect().abs().iter().copied()).map(|of| of.herfindahl))),
};

pub(super) static OUTSIDE: Metric = Metric {
    id: "effect_outside",
    name: "Effect outside the shocked sectors",
    family: Family::Spread,
    unit: |_| Unit::Share,
    about: "The share of the effect on output, in absolute values, in sectors whose sales the scenario does not change at first hand.",
    better: Better::More,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| {
        let (effect, shock) = (view.effect(), view.shock());
        let outside: f64 = effect.iter().zip(shock.iter()).filter(|(_, g)| **g == 0.0).map(|(x, _)| x.abs()).sum();
        Ok(ratio(outside, effect.abs().sum()))
    }),
};

pub(super) static MEAN_ROUND: Metric = Metric {
    id: "mean_round",
    name: "Mean round",
    family: Family::Spread,
    unit: |_| Unit::Count("rounds"),
    about: "The round in which the average unit of the effect arises; 0 where it stays with the first seller.",
    better: Better::Neither,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(view.rounds()?.map(|rounds| rounds.mean))),
};

pub(super) static ROUNDS_50: Metric = Metric {
    id: "rounds_50",
    name: "Rounds to 50 %",
    family: Family::Spread,
    unit: |_| Unit::Count("rounds"),
    about: "Rounds until half of what follows the first purchases is there.",
    better: Better::Less,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(view.rounds()?.and_then(|rounds| rounds.to_half).map(|count| count as f64))),
};

pub(super) static ROUNDS_90: Metric = Metric {
    id: "rounds_90",
    name: "Rounds to 90 %",
    family: Family::Spread,
    unit: |_| Unit::Count("rounds"),
    about: "Rounds until nine tenths of what follows the first purchases are there.",
    better: Better::Less,
    rests_on: GIVEN,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(view.rounds()?.and_then(|rounds| rounds.to_nine_tenths).map(|count| count as f64))),
};

pub(super) static TO_USERS: Metric = Metric {
    id: "propagation_to_users",
    name: "Rounds from the focus to its users",
    family: Family::Spread,
    unit: |_| Unit::Count("rounds"),
    about: "Average propagation length from the focus sector to those that use it, weighted by the strength of the link.",
    better: Better::Neither,
    rests_on: "Coefficients of the year, open model.",
    rests_on_payer: false,
    of: Measure::One(|view| Ok(lengths(view)?.and_then(|lengths| lengths.mean_to_users))),
};

pub(super) static FROM_SUPPLIERS: Metric = Metric {
    id: "propagation_from_suppliers",
    name: "Rounds from suppliers to the focus",
    family: Family::Spread,
    unit: |_| Unit::Count("rounds"),
    about: "Average propagation length from its suppliers to the focus sector, weighted by the strength of the link.",
    better: Better::Neither,
    rests_on: "Coefficients of the year, open model.",
    rests_on_payer: false,
    of: Measure::One(|view| Ok(lengths(view)?.and_then(|lengths| lengths.mean_from_suppliers))),
};

/// How many sectors the effect reaches, of how many that have output.
fn reach(view: &View<'_>) -> (usize, usize) {
    let (effect, before) = (view.effect(), view.before().output());
    let with_output = || effect.iter().zip(before.iter()).filter(|(_, x)| **x > 0.0);
    (with_output().filter(|(dx, x)| dx.abs() > REACHED * **x).count(), with_output().count())
}

fn lengths(view: &View<'_>) -> Result<Option<PropagationLengths>, ModelError> {
    view.focus().map(|focus| PropagationLengths::of(view.open()?, focus)).transpose()
}
