//! `eslabon table list`: the tables inside the program.

use crate::cli::Exit;
use crate::cli::outlet::Outlet;
use crate::table::describe;
use crate::words::Diagnostics;

/// List the tables inside the program
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    outlet: Outlet,
}

impl List {
    pub(in crate::cli) fn go(&self, messages: &mut Diagnostics) -> Exit {
        let frame = describe::shipped(messages);
        self.outlet.put(&[frame], messages)
    }
}
