//! `eslabon table convert`: a table in the program's own format.

use crate::cli::Exit;
use crate::cli::table_choice::TableArgument;
use crate::words::Diagnostics;
use std::path::PathBuf;

/// Write a table in the native format, a folder of table.toml, table.csv and sectors.csv
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Convert {
    #[command(flatten)]
    table: TableArgument,
    /// The folder to write, new or empty or an earlier table
    #[arg(long, short, value_name = "FOLDER", value_parser = super::folder)]
    output: PathBuf,
    /// The name that the table gets; its own by default
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

impl Convert {
    pub(in crate::cli) fn go(&self, messages: &mut Diagnostics) -> Exit {
        let Some(loaded) = self.table.load(messages) else { return Exit::Input };
        let named = match &self.id {
            None => Ok(loaded.table),
            Some(id) => loaded.table.renamed(id),
        };
        match named {
            Ok(table) => super::write(&table, &self.output, messages),
            Err(problems) => messages.append(problems),
        }
        Exit::Done
    }
}
