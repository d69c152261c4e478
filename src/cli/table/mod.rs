//! `eslabon table`: looking at tables, checking them, and writing them in another shape.

mod aggregate;
mod check;
mod convert;
mod list;
mod show;

use super::{Exit, General};
use crate::report::folder;
use crate::table::{IoTable, native};
use crate::words::Diagnostics;
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Look at, check, aggregate and convert tables
#[derive(Debug, Subcommand)]
pub(super) enum Table {
    Check(check::Check),
    Show(show::Show),
    Aggregate(aggregate::Aggregate),
    Convert(convert::Convert),
    List(list::List),
}

/// The folder that a table is to be written to, for an option. `-` would be a folder of that name, where everybody else
/// writes to standard output.
fn folder(word: &str) -> Result<PathBuf, String> {
    match word {
        "-" => Err("a table is a folder of three files and cannot go to standard output".to_owned()),
        _ => Ok(PathBuf::from(word)),
    }
}

/// Writes a table in the native format.
fn write(table: &IoTable, to: &Path, messages: &mut Diagnostics) {
    if let Err(error) = folder::write(to, folder::Kind::Table, &native::files(table), &|_, _| {}) {
        messages.push(error.diagnostic());
    }
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
