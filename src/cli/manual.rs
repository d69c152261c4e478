//! `eslabon man`: manual pages, one per command, from the same words as the help.

use super::{Cli, Exit, General};
use crate::report::{ReportError, output};
use crate::words::Diagnostics;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::path::PathBuf;

/// Write manual pages into a folder, one per command
#[derive(Debug, clap::Args)]
pub(super) struct Manual {
    /// The folder, which must be there; pages of the same names are replaced
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl Manual {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        let mut command = Cli::command().disable_help_subcommand(true);
        command.build();
        let written = self.write(command);
        if let Err(error) = written {
            messages.push(error.diagnostic());
        }
        Exit::Done
    }

    /// The page of a command, after those of the commands below it.
    fn write(&self, command: Command) -> Result<(), ReportError> {
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            self.write(below.clone())?;
        }
        let man = Man::new(command);
        let mut page = Vec::new();
        man.render(&mut page)?;
        output::to_file(&self.folder.join(man.get_filename()), &page)
    }
}
