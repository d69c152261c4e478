//! Which table a command works on, and how it is to be read.

use crate::analysis::Outside;
use crate::model::{Economy, warm_up};
use crate::table::reader::{self, Loaded, ReadOptions};
use crate::table::{Denominator, IoTable, Survey, Tolerances};
use crate::words::Diagnostics;
use nalgebra::DVector;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which table a command works on, as an option.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct TableOption {
    /// A shipped table (`eslabon table list`), a folder, a workbook of the Central Bank of Chile or a CSV file
    #[arg(long, value_name = "TABLE", default_value = "chile-2021")]
    table: String,
    #[command(flatten)]
    reading: Reading,
}

/// Which table a command works on, as its argument.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct TableArgument {
    /// A shipped table (`eslabon table list`), a folder, a workbook of the Central Bank of Chile or a CSV file
    #[arg(value_name = "TABLE")]
    table: String,
    #[command(flatten)]
    reading: Reading,
}

/// How a table's file is to be read.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Reading {
    /// Which published output total divides flows into coefficients: column or row
    #[arg(long, value_name = "TOTAL", default_value = "column", value_parser = denominator)]
    denominator: Denominator,
    /// How far an identity may be missed, relative to output
    #[arg(long, value_name = "SHARE", default_value_t = Tolerances::default().identity, value_parser = tolerance,
          allow_negative_numbers = true)]
    tolerance: f64,
    /// Which reader to use, where the program should not choose by looking (`eslabon list readers`)
    #[arg(long, value_name = "READER")]
    reader: Option<String>,
    /// Plain CSV: a column of final demand, as COLUMN or COLUMN=KIND; may be repeated
    #[arg(long, value_name = "COLUMN[=KIND]")]
    final_demand: Vec<String>,
    /// Plain CSV: a row of primary inputs, as ROW or ROW=KIND; may be repeated
    #[arg(long, value_name = "ROW[=KIND]")]
    primary_input: Vec<String>,
    /// Plain CSV: a total or note, row or column, to pass over; may be repeated
    #[arg(long, value_name = "LABEL")]
    ignore: Vec<String>,
    /// A CSV file with the columns `code` and `to` that puts every sector into a group, for a table that brings no groups
    #[arg(long, value_name = "FILE")]
    classification: Option<PathBuf>,
}

/// The published total of this name, for an option.
fn denominator(word: &str) -> Result<Denominator, String> {
    Denominator::WORDS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, meaning)| *meaning)
        .ok_or_else(|| "allowed are column, row".to_owned())
}

/// A share of output that an identity may be missed by, for an option.
fn tolerance(word: &str) -> Result<f64, String> {
    let share = word.parse().ok().filter(|share: &f64| share.is_finite() && *share >= 0.0);
    share.ok_or_else(|| "allowed is a number of at least 0, such as 1e-6".to_owned())
}

impl Reading {
    pub(super) fn tolerances(&self) -> Tolerances {
        Tolerances { identity: self.tolerance, output: Tolerances::default().output.max(self.tolerance) }
    }

    /// The same for the reader.
    pub(super) fn options(&self, tolerances: Tolerances) -> ReadOptions {
        ReadOptions {
            tolerances,
            reader: self.reader.clone(),
            final_demand: self.final_demand.clone(),
            primary_inputs: self.primary_input.clone(),
            ignore: self.ignore.clone(),
            classification: self.classification.clone(),
        }
    }
}

impl Reading {
    /// Reads the table of this name and computes its model.
    pub(super) fn economy(&self, name: &str, messages: &mut Diagnostics) -> Option<Economy> {
        self.marked(name, messages).map(|(economy, _)| economy)
    }

    /// The same, with the checksum of the table's files.
    fn marked(&self, name: &str, messages: &mut Diagnostics) -> Option<(Economy, String)> {
        warm_up();
        let loaded = reader::load(name, &self.options(self.tolerances()), messages)?;
        let table = Arc::new(loaded.table);
        Economy::new(table.clone(), self.denominator)
            .map_err(|error| messages.push(error.diagnostic(table.sectors())))
            .map(|economy| (economy, loaded.checksum))
            .ok()
    }
}

impl TableOption {
    /// The table as it was named.
    pub(super) fn word(&self) -> &str {
        &self.table
    }

    /// Reads the table and computes its model.
    pub(super) fn economy(&self, messages: &mut Diagnostics) -> Option<Economy> {
        self.reading.economy(&self.table, messages)
    }

    /// The same, with the checksum of the table's files.
    pub(super) fn marked(&self, messages: &mut Diagnostics) -> Option<(Economy, String)> {
        self.reading.marked(&self.table, messages)
    }
}

/// What an analysis names beside its table is read as the table is, with the same total under the coefficients.
impl Outside for TableOption {
    fn economy(&self, name: &str, said: &mut Diagnostics) -> Option<Arc<Economy>> {
        self.reading.economy(name, said).map(Arc::new)
    }

    fn every_sector(&self, file: &str, table: &IoTable, said: &mut Diagnostics) -> Option<DVector<f64>> {
        reader::read_sector_values(Path::new(file), table, said)
    }

    fn survey(&self, name: &str, said: &mut Diagnostics) -> Option<Survey> {
        reader::read_survey(name, said)
    }
}

impl TableArgument {
    /// How far the identities may be missed.
    pub(super) fn tolerances(&self) -> Tolerances {
        self.reading.tolerances()
    }

    /// Reads the table; its identities hold.
    pub(super) fn load(&self, messages: &mut Diagnostics) -> Option<Loaded> {
        reader::load(&self.table, &self.reading.options(self.tolerances()), messages)
    }

    /// Reads the table whether or not its identities hold.
    pub(super) fn load_unchecked(&self, messages: &mut Diagnostics) -> Option<Loaded> {
        let anything = Tolerances { identity: f64::INFINITY, output: f64::INFINITY };
        reader::load(&self.table, &self.reading.options(anything), messages)
    }
}
