//! `eslabon table show`: what a table says of itself.

use crate::cli::Exit;
use crate::cli::outlet::Outlet;
use crate::cli::table_choice::TableArgument;
use crate::table::describe;
use crate::words::Diagnostics;

/// Show what a table says of itself: source, sectors, groups, totals
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Show {
    #[command(flatten)]
    table: TableArgument,
    #[command(flatten)]
    outlet: Outlet,
}

impl Show {
    pub(in crate::cli) fn go(&self, messages: &mut Diagnostics) -> Exit {
        let Some(loaded) = self.table.load(messages) else { return Exit::Input };
        let table = &loaded.table;
        let frames =
            [describe::summary(table), describe::sectors(table), describe::groups(table), describe::totals(table)];
        self.outlet.put(&frames, messages)
    }
}
