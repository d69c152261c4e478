//! Floor 1: the input-output table as published, what must hold in it, and how it is read, aggregated and written.
//!
//! Row i sells, column j buys; n sectors, f final-demand components, k rows of primary inputs.
//! No economics is computed here: coefficients and inverses belong to the floor above.

mod aggregation;
pub mod describe;
mod final_demand;
#[cfg(test)]
pub(crate) mod fixture;
mod identities;
mod io_table;
mod label;
mod line_sums;
mod manifest;
pub mod native;
mod primary_inputs;
pub mod reader;
mod satellites;
mod shipped;
mod survey;

pub use aggregation::Aggregation;
pub use final_demand::{Component, ComponentKind, FinalDemand};
pub use identities::{Identities, IdentityGap, Tolerances};
pub use io_table::{Denominator, IoTable, NoteColumn, Parts};
pub use manifest::{Flows, Layout, Manifest, Source, Valuation};
pub use primary_inputs::{PrimaryInput, PrimaryInputKind, PrimaryInputs};
pub use satellites::{Account, Satellites};
pub use shipped::{SHIPPED, Shipped};
pub use survey::{Activities, Survey, SurveyBranch};
