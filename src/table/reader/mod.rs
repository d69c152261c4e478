//! Reading tables: one file per format, one line per format in [`READERS`]. Only here are files opened.
//!
//! A reader computes no economics. It reads strictly, tells every problem of a file in one run, each with its line or
//! cell, and either gives a whole table or none.

mod banded;
mod bundle;
mod central_bank_of_chile;
mod csv_text;
mod decimal;
mod grouping;
mod labelled_csv;
mod labels;
mod load;
mod mapping;
mod native;
mod number;
mod number_grid;
mod sector_values;
mod survey;
mod value_added;

pub use load::load;
pub use mapping::{MappingColumns, read_mapping};
pub use native::MANIFEST_KEYS;
#[cfg(test)]
pub(super) use native::read_texts;
pub use sector_values::read_sector_values;
pub use survey::{is_shipped_survey, read_survey};

use super::{IoTable, Tolerances};
use crate::words::Diagnostics;
use nalgebra::DMatrix;
use std::path::{Path, PathBuf};

/// A format of tables.
pub struct Reader {
    /// The name that `--reader` takes, for example `native`.
    pub name: &'static str,
    /// What files it reads, in one sentence.
    pub about: &'static str,
    /// Whether a file or folder looks like one of its own; it may look inside.
    pub takes: fn(&Path) -> bool,
    /// Reads it. Gives nothing where the diagnostics have errors.
    pub read: fn(&Path, &ReadOptions, &mut Diagnostics) -> Option<Loaded>,
}

/// What the analyst says beside the file's name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadOptions {
    /// How far the identities may be missed.
    pub tolerances: Tolerances,
    /// The reader to use, where the program should not choose by looking.
    pub reader: Option<String>,
    /// For a plain CSV: columns of final demand, each `column` or `column=kind`; `column=output` is the output.
    pub final_demand: Vec<String>,
    /// For a plain CSV: rows of primary inputs, each `row` or `row=kind`; `row=output` is the output.
    pub primary_inputs: Vec<String>,
    /// For a plain CSV: rows and columns that are totals or notes and are passed over.
    pub ignore: Vec<String>,
    /// A mapping file that puts every sector into a group, for a table that brings no groups; the classification gets its name.
    pub classification: Option<PathBuf>,
}

/// A table as read, and what came with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The table; its identities hold within the tolerances.
    pub table: IoTable,
    /// Coefficients and inverse that the same file publishes, if it does.
    pub published: Published,
    /// The name of the reader that read it.
    pub reader: &'static str,
    /// SHA-256 of the file, or of the files of a folder in the order of their names, in hexadecimal digits.
    pub checksum: String,
    /// The files that were read; none for a shipped table.
    pub files: Vec<PathBuf>,
}

/// What a publisher computed from its own table; for comparison with what the program computes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Published {
    /// A, n x n: direct coefficients.
    pub coefficients: Option<DMatrix<f64>>,
    /// L, n x n: Leontief inverse.
    pub inverse: Option<DMatrix<f64>>,
}

/// Every format that can be read. The first that takes a file reads it.
pub static READERS: &[&Reader] = &[&native::READER, &central_bank_of_chile::READER, &labelled_csv::READER];

#[cfg(test)]
mod anything;
