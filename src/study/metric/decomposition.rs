//! What of the effect on output comes from techniques, and what from final demand.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `from_technology` | i' ½ ΔL (f + f') | money |
//! | `from_final_demand` | i' ½ (L + L') Δf | money |
//! | `focus_from_technology` | the same of the focus sector | money |
//! | `focus_from_final_demand` | the same of the focus sector | money |
//!
//! L and f are those of the base, L' and f' those of the year; under the closure of households L holds them. Both parts together are the
//! effect, x' - x. Absent where a limit of output is set: x is not L f then. `decomposition.csv` has the parts of the difference to the
//! reference, by sector. Source: Dietzenbacher and Los, Economic Systems Research 10 (1998).

use super::{Better, Family, Measure, Metric, View, money};
use crate::analysis::structural_decomposition::Parts;
use crate::model::ModelError;
use nalgebra::DVector;

const RESTS_ON: &str = "The mean of both orders in which techniques and demand can change.";

macro_rules! parts {
    ($($name:ident = $id:literal, $title:literal, $about:literal, $part:ident, $of:ident;)*) => {
        $(pub(super) static $name: Metric = Metric {
            id: $id,
            name: $title,
            family: Family::Split,
            unit: money,
            about: $about,
            better: Better::More,
            rests_on: RESTS_ON,
            rests_on_payer: false,
            of: Measure::One(|view| $of(view, |parts| &parts.$part)),
        };)*
    };
}

parts! {
    TECHNOLOGY = "from_technology", "Effect on output, from technology",
        "What of the effect on all output comes of changed inputs per unit of output; absent under limits of output.", technology, total;
    FINAL_DEMAND = "from_final_demand", "Effect on output, from final demand",
        "What of the effect on all output comes of changed final demand; absent under limits of output.", final_demand, total;
    FOCUS_TECHNOLOGY = "focus_from_technology", "Effect on the focus, from technology",
        "What of the effect on the focus sector's output comes of changed inputs per unit of output; absent under limits of output.",
        technology, of_focus;
    FOCUS_FINAL_DEMAND = "focus_from_final_demand", "Effect on the focus, from final demand",
        "What of the effect on the focus sector's output comes of changed final demand; absent under limits of output.",
        final_demand, of_focus;
}

fn total(view: &View<'_>, part: fn(&Parts) -> &DVector<f64>) -> Result<Option<f64>, ModelError> {
    Ok(view.output_change()?.map(|parts| part(parts).sum()))
}

fn of_focus(view: &View<'_>, part: fn(&Parts) -> &DVector<f64>) -> Result<Option<f64>, ModelError> {
    let parts = view.output_change()?;
    Ok(view.focus().zip(parts).map(|(focus, parts)| part(parts)[focus]))
}
