//! `eslabon completions`: scripts by which shells complete commands and options.

use super::outlet::put_text;
use super::{Cli, Exit, General};
use crate::words::Diagnostics;
use clap::CommandFactory;
use clap_complete::Shell;
use std::path::PathBuf;

/// Print a script by which a shell completes commands, options and formats
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
    /// Writes to FILE instead of standard output; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Completions {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "eslabon", &mut script);
        put_text(self.output.as_deref(), &String::from_utf8_lossy(&script), messages)
    }
}
