//! `eslabon table aggregate`: a table with fewer sectors and the same totals.

use crate::cli::Exit;
use crate::cli::table_choice::TableArgument;
use crate::table::reader::{MappingColumns, read_mapping};
use crate::table::{Aggregation, IoTable};
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
    /// The columns of the mapping file with the old code, the new code and its name, where they are called otherwise
    #[arg(long, value_name = "CODE,TO[,NAME]", requires = "mapping")]
    columns: Option<String>,
    /// The folder to write, new or empty or an earlier table
    #[arg(long, short, value_name = "FOLDER", value_parser = super::folder)]
    output: PathBuf,
    /// The name that the table gets
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

impl Aggregate {
    pub(in crate::cli) fn go(&self, messages: &mut Diagnostics) -> Exit {
        let Some(loaded) = self.table.load(messages) else { return Exit::Input };
        match self.aggregated(&loaded.table, messages) {
            Ok(Some(table)) => super::write(&table, &self.output, messages),
            // What is wrong with the mapping has been said.
            Ok(None) => {}
            Err(problems) => messages.append(problems),
        }
        Exit::Done
    }

    fn aggregated(&self, table: &IoTable, messages: &mut Diagnostics) -> Result<Option<IoTable>, Diagnostics> {
        let aggregation = match (&self.mapping, &self.by) {
            (Some(file), _) => {
                let columns = match &self.columns {
                    None => MappingColumns::default(),
                    Some(words) => MappingColumns::parse(words)?,
                };
                read_mapping(file, &columns, table, messages)
            }
            (None, Some(classification)) => Some(Aggregation::by_classification(table, classification)?),
            (None, None) => None,
        };
        let Some(aggregation) = aggregation else { return Ok(None) };
        let smaller = aggregation.apply(table)?;
        Ok(Some(match &self.id {
            None => smaller,
            Some(id) => smaller.renamed(id)?,
        }))
    }
}
