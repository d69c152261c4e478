//! Levels: totals of the whole economy, and the focus sector's part of them.
//!
//! Output is x'; a row r of primary inputs is v'_r x', at the shares that hold after the payers have paid; value added is the
//! sum of its rows; a satellite account grows with output, and jobs with compensation too. Σ over sectors, or the cell of
//! the focus sector; money of the table, or the account's own unit. What a table does not have is absent.
//!
//! With final demand given, value added, imports and taxes of the whole economy together are fixed (i' V' x' = i' f'): only
//! their parts move.
//!
//! Source: System of National Accounts 2008, chapter 28; Miller and Blair, Input-Output Analysis, 2nd ed., 2009, chapter 6.

use super::{Better, Family, Measure, Metric, Part, View, money};
use crate::model::ModelError;
use crate::study::{Base, Level};
use crate::table::PrimaryInputKind;
use crate::words::Unit;

/// What a level rests on, and whether that is who pays.
const GIVEN: (&str, bool) = ("Final demand given, constant returns, no limit of capacity.", false);
const PAID: (&str, bool) = ("Final demand given, constant returns, and who pays.", true);

macro_rules! levels {
    ($($name:ident, $focus_name:ident = $id:literal, $focus_id:literal, $title:literal, $better:ident, $rests_on:ident, $level:expr;)*) => {
        $(
            pub(super) static $name: Metric = Metric {
                id: $id,
                name: $title,
                family: Family::Level,
                unit: money,
                about: concat!($title, " of the whole economy."),
                better: Better::$better,
                rests_on: $rests_on.0,
                rests_on_payer: $rests_on.1,
                of: Measure::One(|view| total(view, $level)),
            };
            pub(super) static $focus_name: Metric = Metric {
                id: $focus_id,
                name: concat!($title, " of the focus"),
                family: Family::Level,
                unit: money,
                about: concat!($title, " of the focus sector."),
                better: Better::$better,
                rests_on: $rests_on.0,
                rests_on_payer: $rests_on.1,
                of: Measure::One(|view| of_focus(view, $level)),
            };
        )*
    };
}

levels! {
    OUTPUT, FOCUS_OUTPUT = "output", "focus_output", "Output", More, GIVEN, Level::Output;
    VALUE_ADDED, FOCUS_VALUE_ADDED = "value_added", "focus_value_added", "Value added", More, PAID, Level::ValueAdded;
    COMPENSATION, FOCUS_COMPENSATION = "compensation", "focus_compensation", "Compensation of employees", More, PAID,
        Level::Primary(PrimaryInputKind::Compensation);
    OPERATING_SURPLUS, FOCUS_OPERATING_SURPLUS = "operating_surplus", "focus_operating_surplus", "Operating surplus", More, PAID,
        Level::Primary(PrimaryInputKind::OperatingSurplus);
    PRODUCTION_TAXES, FOCUS_PRODUCTION_TAXES = "production_taxes", "focus_production_taxes", "Taxes on production", Neither, PAID,
        Level::Primary(PrimaryInputKind::ProductionTaxes);
    IMPORTS, FOCUS_IMPORTS = "imports", "focus_imports", "Imported inputs", Less, PAID, Level::Primary(PrimaryInputKind::Imports);
    IMPORT_DUTIES, FOCUS_IMPORT_DUTIES = "import_duties", "focus_import_duties", "Import duties", Neither, PAID,
        Level::Primary(PrimaryInputKind::ImportDuties);
    PRODUCT_TAXES, FOCUS_PRODUCT_TAXES = "product_taxes", "focus_product_taxes", "Taxes on products", Neither, PAID,
        Level::Primary(PrimaryInputKind::ProductTaxes);
}

pub(super) static JOBS: Metric = Metric {
    id: JOBS_ACCOUNT,
    name: "Jobs",
    family: Family::Level,
    unit: jobs_unit,
    about: "Jobs of the whole economy.",
    better: Better::More,
    rests_on: "Jobs per unit of output stay, except where compensation pays and jobs fall with it.",
    rests_on_payer: false,
    of: Measure::One(|view| jobs(view).map_or(Ok(None), |level| total(view, level))),
};

pub(super) static FOCUS_JOBS: Metric = Metric {
    id: "focus_jobs",
    name: "Jobs of the focus",
    family: Family::Level,
    unit: jobs_unit,
    about: "Jobs of the focus sector.",
    better: Better::More,
    rests_on: "Jobs per unit of output stay, except where compensation pays and jobs fall with it.",
    rests_on_payer: false,
    of: Measure::One(|view| jobs(view).map_or(Ok(None), |level| of_focus(view, level))),
};

pub(super) static SATELLITES: Metric = Metric {
    id: "satellites",
    name: "Satellite account",
    family: Family::Level,
    unit: |_| Unit::None,
    about: "Each other satellite account of the table, of the whole economy.",
    better: Better::Neither,
    rests_on: "Quantities per unit of output stay.",
    rests_on_payer: false,
    of: Measure::Parts(|view| {
        let accounts = &view.table().satellites().accounts;
        let others = accounts.iter().enumerate().filter(|(_, account)| account.id != JOBS_ACCOUNT);
        others
            .map(|(at, account)| {
                let level = Level::Satellite(at);
                let unit = Some(level.unit(view.base()));
                Ok(Part { name: account.id.clone(), unit, value: total(view, level)? })
            })
            .collect()
    }),
};

/// The account that counts jobs.
const JOBS_ACCOUNT: &str = "jobs";

fn jobs(view: &View<'_>) -> Option<Level> {
    view.table().satellites().position(JOBS_ACCOUNT).map(Level::Satellite)
}

fn jobs_unit(base: &Base) -> Unit {
    let account = base.economy().table().satellites().position(JOBS_ACCOUNT);
    account.map_or(Unit::Count("jobs"), |at| Level::Satellite(at).unit(base))
}

// A result, because that is what every metric gives; a level itself cannot fail.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn total(view: &View<'_>, level: Level) -> Result<Option<f64>, ModelError> {
    Ok(has(view, level).then(|| level.by_sector(view.base(), view.state()).sum()))
}

#[allow(clippy::unnecessary_wraps)]
fn of_focus(view: &View<'_>, level: Level) -> Result<Option<f64>, ModelError> {
    let focus = view.focus().filter(|_| has(view, level));
    Ok(focus.map(|focus| level.by_sector(view.base(), view.state())[focus]))
}

fn has(view: &View<'_>, level: Level) -> bool {
    Level::of(view.base()).contains(&level)
}
