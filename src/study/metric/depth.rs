//! Depth: how much of the focus sector k goes into a unit of output and of final demand. A', L', x' and f' are those of the
//! year, L' of the open model.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `depth_output` | Σ_j a'_kj x'_j / Σ_j x'_j | money per money |
//! | `depth_demand_direct` | Σ_j a'_kj f'_j / Σ_j f'_j | money per money |
//! | `depth_demand_total` | Σ_j (l'_kj - δ_kj) f'_j / Σ_j f'_j, of the whole economy (x'_k - f'_k) / Σ_j f'_j | money per money |
//! | `embodied_acquired` | Σ_j (l'_kj - δ_kj - a'_kj) f'_j / Σ_j f'_j | money per money |
//! | `embodied_acquired_share` | `embodied_acquired` / `depth_demand_total` | share |
//!
//! Each over all sectors, and with `_of` over the sectors j of each branch. What is sold to final demand itself is no input and
//! not counted. A branch whose output or final demand is not positive has no depth. l_kj - δ_kj is the focus product embodied in
//! a unit of final demand for j, of which a_kj is bought by j itself and the rest is acquired with what domestic suppliers sell to it, after
//! Papaconstantinou, Sakurai and Wyckoff 1996. The rest holds (l_kk - 1) a_kj too: what the focus sector uses of itself to make what j
//! buys directly. [`crate::analysis::embodied_technology`] calls another quantity acquired: per unit of output, divided by l_jj, and without
//! what j uses of itself. What comes with imports and capital goods is not in it, having no matrices by buyer.

use super::{Better, Family, Measure, Metric, Part, View};
use crate::model::ModelError;
use crate::words::Unit;
use nalgebra::DVector;

macro_rules! depths {
    ($($all:ident, $branches:ident = $id:literal, $of_id:literal, $name:literal, $about:literal, $of:expr;)*) => {
        $(
            pub(super) static $all: Metric = Metric {
                id: $id,
                name: $name,
                family: Family::Depth,
                unit: |_| Unit::Ratio,
                about: concat!($about, " of the whole economy."),
                better: Better::More,
                rests_on: "Coefficients of the year, domestic flows: inputs bought abroad are not counted.",
                rests_on_payer: false,
                of: Measure::One(|view| {
                    let everywhere: Vec<usize> = (0..view.table().len()).collect();
                    Ok($of(view)?.and_then(|depth: Depth| depth.over(&everywhere)))
                }),
            };
            pub(super) static $branches: Metric = Metric {
                id: $of_id,
                name: concat!($name, ", by branch"),
                family: Family::Depth,
                unit: |_| Unit::Ratio,
                about: concat!($about, " of each branch."),
                better: Better::Neither,
                rests_on: "Coefficients of the year, domestic flows: inputs bought abroad are not counted.",
                rests_on_payer: false,
                of: Measure::Parts(|view| {
                    let Some(depth) = $of(view)? else { return Ok(Vec::new()) };
                    Ok(view.branches().iter().map(|branch| Part::new(&branch.id, depth.over(&branch.members))).collect())
                }),
            };
        )*
    };
}

depths! {
    OUTPUT, OUTPUT_OF = "depth_output", "depth_output_of", "Focus input per output",
        "What is bought of the focus sector per unit of output", per_output;
    DEMAND_DIRECT, DEMAND_DIRECT_OF = "depth_demand_direct", "depth_demand_direct_of", "Focus input per final demand, direct",
        "What is bought directly of the focus sector per unit of final demand", per_demand_direct;
    DEMAND_TOTAL, DEMAND_TOTAL_OF = "depth_demand_total", "depth_demand_total_of", "Focus input per final demand, total",
        "What is bought of the focus sector in all rounds per unit of final demand", per_demand_total;
    ACQUIRED, ACQUIRED_OF = "embodied_acquired", "embodied_acquired_of", "Focus input acquired through suppliers",
        "What of the focus sector is embodied in all domestic inputs beyond the first purchase, its own use included, per unit of final demand",
        per_demand_acquired;
}

pub(super) static ACQUIRED_SHARE: Metric = Metric {
    id: "embodied_acquired_share",
    name: "Focus input acquired through suppliers, share",
    family: Family::Depth,
    unit: |_| Unit::Share,
    about: "The part of the focus input in final demand that is embodied in domestic inputs beyond the first purchase, own use of the focus \
            sector included.",
    better: Better::Neither,
    rests_on: "Coefficients of the year, domestic flows: inputs bought abroad are not counted.",
    rests_on_payer: false,
    of: Measure::One(|view| {
        let all: Vec<usize> = (0..view.table().len()).collect();
        let over = |depth: Option<Depth>| depth.and_then(|depth| depth.over(&all));
        let (acquired, total) = (over(per_demand_acquired(view)?), over(per_demand_total(view)?));
        Ok(acquired.zip(total).and_then(|(acquired, total)| super::ratio(acquired, total)))
    }),
};

/// An intensity of every sector, and the weights with which it is averaged.
struct Depth {
    intensity: DVector<f64>,
    weights: DVector<f64>,
}

impl Depth {
    fn over(&self, sectors: &[usize]) -> Option<f64> {
        let weight: f64 = sectors.iter().map(|&j| self.weights[j]).sum();
        let inputs: f64 = sectors.iter().map(|&j| self.intensity[j] * self.weights[j]).sum();
        (weight > 0.0).then(|| inputs / weight).filter(|depth| depth.is_finite())
    }
}

// A result, because that is what the others give.
#[allow(clippy::unnecessary_wraps)]
fn per_output(view: &View<'_>) -> Result<Option<Depth>, ModelError> {
    let state = view.state();
    let of = |focus| Depth { intensity: state.supplies(view.base(), focus), weights: state.output().clone() };
    Ok(view.focus().map(of))
}

#[allow(clippy::unnecessary_wraps)]
fn per_demand_direct(view: &View<'_>) -> Result<Option<Depth>, ModelError> {
    let state = view.state();
    let of =
        |focus| Depth { intensity: state.supplies(view.base(), focus), weights: state.final_demand_total(view.base()) };
    Ok(view.focus().map(of))
}

fn per_demand_total(view: &View<'_>) -> Result<Option<Depth>, ModelError> {
    let weights = || view.state().final_demand_total(view.base());
    Ok(view.content()?.map(|content| Depth { intensity: content.clone(), weights: weights() }))
}

/// What all rounds hold less what the first does.
fn per_demand_acquired(view: &View<'_>) -> Result<Option<Depth>, ModelError> {
    let (Some(direct), Some(total)) = (per_demand_direct(view)?, per_demand_total(view)?) else { return Ok(None) };
    Ok(Some(Depth { intensity: total.intensity - direct.intensity, weights: total.weights }))
}
