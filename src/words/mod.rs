//! Floor 0: the words every other floor speaks. Sectors and their names, groupings of them, units,
//! labelled tables of results, messages to the analyst, how far a work is, and a TOML file as it was typed.
//!
//! Nothing here knows what a table of flows is, and nothing here does arithmetic on one.

mod classification;
mod diagnostic;
mod document;
mod frame;
mod identifier;
mod largest;
mod naming;
mod progress;
mod quoted;
mod sector;
mod shortest;
mod unit;

pub use classification::{Classification, Group};
pub use diagnostic::{CODES, Class, Code, Diagnostic, Diagnostics, Place, Spot};
pub(crate) use diagnostic::{closest, suggestion};
pub use document::{Document, Item, Key, Section, Typed, Value as TypedValue};
pub use frame::{Column, ColumnKind, Frame, FrameError, Shaping, Value};
pub use identifier::{identifier, identifiers};
pub(crate) use largest::LARGEST;
pub(crate) use naming::{ALL, folded};
pub use naming::{Naming, NamingError};
pub use progress::{Parts, Progress};
pub(crate) use quoted::quoted;
pub use sector::{DuplicateCode, Sector, Sectors};
pub(crate) use shortest::{shortest, six_digits};
pub use unit::{Money, Unit};
