//! Floor 5: results and messages on their way out. A [`Frame`](crate::words::Frame) becomes a table for the terminal,
//! a file or a chart; a [`Diagnostics`](crate::words::Diagnostics) becomes text for people or data for programs.
//!
//! Nothing here knows a table of flows, a matrix or a scenario: what an analysis found stands in its frames. Numbers
//! are rounded for the eye only, never in files.

mod chart;
mod error;
mod figures;
pub mod folder;
mod format;
mod message;
pub mod output;
mod provenance;
mod shortest;
mod wrap;

pub use chart::{CHARTS, Chart, Picture};
pub use error::ReportError;
pub use format::{FORMATS, Format, Style};
pub use message::{MESSAGE_FORMATS, MessageFormat};
pub use provenance::{Provenance, TableMark, checksum, commit, version};
