//! Floor 5: results and messages on their way out. A [`Frame`](crate::words::Frame) becomes a table for the terminal,
//! a file or a chart; a [`Diagnostics`](crate::words::Diagnostics) becomes text for people or data for programs.
//!
//! Nothing here knows a table of flows, a matrix or a scenario: what an analysis found stands in its frames. Numbers
//! are rounded for the eye only, never in files.
//!
//! ```
//! use eslabon::report::{Chart, Format, Picture, Provenance, Style, folder, output};
//! use eslabon::words::{Column, Frame, Unit};
//!
//! let columns = vec![
//!     Column::text("sector", "Sector", "Its code."),
//!     Column::number("backward", "Backward linkage", Unit::Ratio, "Output in all sectors per unit of final demand."),
//! ];
//! let mut frame = Frame::new("linkages", "Linkages of the two-sector table", columns);
//! frame.push(vec!["1".into(), 1.6.into()]);
//! let frame = frame.finish()?;
//!
//! if let (Some(table), Some(csv), Some(bar)) = (Format::named("table"), Format::named("csv"), Chart::named("bar")) {
//!     output::to_stdout(|to| table.write(&[&frame], Style::default(), to))?;
//!     let place = tempfile::tempdir()?;
//!     output::to_file(&place.path().join("linkages.csv"), &csv.bytes(&[&frame])?)?;
//!     let files = [
//!         (folder::CERTIFICATE, Provenance::of_this_program().bytes()?),
//!         ("linkages.csv", csv.bytes(&[&frame])?),
//!         ("charts/linkages.svg", bar.draw(&Picture::new(&frame)?)?.into_bytes()),
//!     ];
//!     folder::write(&place.path().join("out"), folder::Kind::Result, &files, &|_, _| {})?;
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod chart;
mod error;
mod figures;
pub mod folder;
mod format;
mod language;
mod message;
pub mod output;
pub mod page;
mod provenance;
mod raster;
mod wrap;

pub use chart::{CHARTS, Chart, Picture, Role};
pub use error::ReportError;
pub use format::{FORMATS, Format, Style};
pub use language::{LANGUAGES, Language};
pub use message::{MESSAGE_FORMATS, MessageFormat};
pub use provenance::{Provenance, TableMark, commit, version};
pub use raster::{Png, png};
