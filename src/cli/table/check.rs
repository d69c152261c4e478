//! `eslabon table check`: whether a table can be used, and what to know of it.

use crate::analysis::{TableCheck, Verdict};
use crate::cli::Exit;
use crate::cli::outlet::Outlet;
use crate::cli::table_choice::TableArgument;
use crate::words::Diagnostics;

/// Check a table: identities, slips, oddities, whether it can be inverted; compares with coefficients published beside it
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    table: TableArgument,
    #[command(flatten)]
    outlet: Outlet,
}

impl Check {
    pub(in crate::cli) fn go(&self, messages: &mut Diagnostics) -> Exit {
        // The check itself measures the identities, so that a table which misses them can be looked at.
        let Some(loaded) = self.table.load_unchecked(messages) else { return Exit::Input };
        let check = TableCheck::of(&loaded.table, &loaded.published, self.table.tolerances());
        let exit = if check.verdict() == Verdict::Fail { Exit::Input } else { Exit::Done };
        exit.and(self.outlet.put(&[check.into_frame()], messages))
    }
}
