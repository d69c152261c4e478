//! `eslabon table aggregate`: a table with fewer sectors and the same totals.

use crate::cli::Exit;
use crate::cli::table_choice::TableArgument;
use crate::report::folder;
use crate::table::native;
use crate::words::Diagnostics;
use std::path::PathBuf;

/// Add sectors up, by a classification of the table or a mapping file; every total is kept
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Aggregate {
    #[command(flatten)]
    table: TableArgument,
    /// A classification of the table, for example `branch`
    #[arg(long, value_name = "CLASSIFICATION", required_unless_present = "mapping", conflicts_with = "mapping")]
    by: Option<String>,
    /// A CSV file with the columns `code` and `to`, and optionally `name` and `name_es`
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The columns of the mapping file that hold old code, new code and name of the new sector, where they are called otherwise
    #[arg(long, value_name = "CODE,TO[,NAME]", requires = "mapping")]
    columns: Option<String>,
    /// The folder to write, new or empty or an earlier table
    #[arg(long, short, value_name = "FOLDER")]
    output: PathBuf,
    /// The name that the table gets
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}
