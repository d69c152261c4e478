//! Floor 4: scenarios. A file is read as it was typed, resolved against a table, simulated year by year, and its outcome
//! compared with that of others.
//!
//! The way of one scenario: file (what was typed) -> scenario (what it means on this table) -> changes (what it does to
//! coefficients and final demand in one year, and who pays) -> state (the economy after it) -> outcome -> comparison.

pub mod adoption;
mod assumptions;
mod base;
mod changes;
mod channels;
mod common_dose;
pub mod compare;
mod entry;
mod equal_dose;
mod explain;
mod figures;
mod file;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod identities;
pub mod metric;
mod number;
mod outcome;
mod output_change;
mod parameter;
mod path;
mod payer;
mod rationed;
mod run;
mod scenario;
mod schema;
mod shipped;
mod starting;
mod state;
mod warnings;
mod weights;

pub use adoption::{Adopted, Curve, Pull, Technology};
pub use base::{Base, Closure};
pub use changes::{
    Changes, CoefficientChange, DemandChange, Dose, EntryName, Leak, Move, OutputLimit, Payment, PaymentRow,
    PrimaryChange, Rationing, Settled, Warning,
};
pub use channels::through_channels;
pub use common_dose::CommonDose;
pub use compare::Comparison;
pub use entry::{ENTRIES, Effect, Entry, EntryKind, Gap, Moment, Resolving};
pub use equal_dose::at_equal_dose;
pub use explain::explain;
pub use figures::{FIGURES, Figure, figures};
pub use file::{
    BASE_KEYS, COST_KEYS, InSpanish, InputFile, LoadOptions, Loaded, NoSetting, NoYears, PARAMETER_KEYS, RESERVED,
    Reserved, SCENARIO_KEYS, STUDY_KEYS, Setting, Study, TableUsed, YearSpan, load,
};
pub use metric::{METRICS, Metric, OVER_YEARS};
pub use number::Number;
pub use outcome::{Level, Outcome, Year};
pub use parameter::{Parameter, Parameters, Point};
pub use path::{PATHS, Path, PathKind};
pub use payer::{Payer, PayerWord};
pub use run::run;
pub use scenario::{Scenario, Shock};
pub use schema::schema;
pub use shipped::{SHIPPED_FILES, ShippedFile};
pub use starting::Start;
pub use state::State;
pub use warnings::warnings;
pub use weights::Weight;
