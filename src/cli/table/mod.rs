//! `eslabon table`: looking at tables, checking them, and writing them in another shape.

mod aggregate;
mod check;
mod convert;
mod list;
mod show;

use super::{Exit, General};
use crate::words::Diagnostics;
use clap::Subcommand;

/// Look at, check, aggregate and convert tables
#[derive(Debug, Subcommand)]
pub(super) enum Table {
    Check(check::Check),
    Show(show::Show),
    Aggregate(aggregate::Aggregate),
    Convert(convert::Convert),
    List(list::List),
}

impl Table {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        match self {
            Self::Check(command) => command.go(messages),
            Self::Show(command) => command.go(messages),
            Self::Aggregate(command) => command.go(messages),
            Self::Convert(command) => command.go(messages),
            Self::List(command) => command.go(messages),
        }
    }
}
