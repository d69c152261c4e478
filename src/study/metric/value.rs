//! Value for money: what a unit of dose brings, (y' - y) / dose with y the total of the whole economy or the focus sector's
//! output, y without the scenario; money per money. Absent where the dose is zero.
//!
//! The dose is what is redirected or injected, not what it costs the State. Value added per dose depends on who pays more
//! than on anything else.
//!
//! The measure is this program's own; for an injection alone it is the multiplier of Miller and Blair, Input-Output Analysis,
//! 2nd ed., 2009, chapter 6.

use super::{Better, Family, Measure, Metric, View, ratio};
use crate::model::ModelError;
use crate::study::Level;
use crate::table::PrimaryInputKind;
use crate::words::Unit;

pub(super) static FOCUS_OUTPUT: Metric = Metric {
    id: "focus_output_per_dose",
    name: "Focus output per dose",
    family: Family::Value,
    unit: |_| Unit::Ratio,
    about: "Output that the focus sector gains per unit of dose.",
    better: Better::More,
    rests_on: "Final demand given, constant returns; effects are proportional to the dose only where it is small.",
    rests_on_payer: false,
    of: Measure::One(|view| {
        let dose = view.state().settled().dose.total();
        Ok(view.focus().and_then(|focus| ratio(view.effect()[focus], dose)))
    }),
};

pub(super) static VALUE_ADDED: Metric = Metric {
    id: "value_added_per_dose",
    name: "Value added per dose",
    family: Family::Value,
    unit: |_| Unit::Ratio,
    about: "Value added that the whole economy gains per unit of dose; comparable only where the same one pays.",
    better: Better::More,
    rests_on: "Who pays.",
    rests_on_payer: true,
    of: Measure::One(|view| per_dose(view, Level::ValueAdded)),
};

pub(super) static COMPENSATION: Metric = Metric {
    id: "compensation_per_dose",
    name: "Compensation per dose",
    family: Family::Value,
    unit: |_| Unit::Ratio,
    about: "Compensation of employees that the whole economy gains per unit of dose.",
    better: Better::More,
    rests_on: "Who pays.",
    rests_on_payer: true,
    of: Measure::One(|view| per_dose(view, Level::Primary(PrimaryInputKind::Compensation))),
};

// A result, because that is what every metric gives.
#[allow(clippy::unnecessary_wraps)]
fn per_dose(view: &View<'_>, level: Level) -> Result<Option<f64>, ModelError> {
    let of = |state| level.by_sector(view.base(), state).sum();
    let dose = view.state().settled().dose.total();
    let has = Level::of(view.base()).contains(&level);
    Ok(has.then(|| ratio(of(view.state()) - of(view.before()), dose)).flatten())
}
