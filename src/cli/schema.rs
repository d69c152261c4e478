//! `eslabon schema`: the language of scenario files, for editors.

use super::{Exit, General};
use crate::report::output;
use crate::study::schema;
use crate::words::Diagnostics;
use std::path::{Path, PathBuf};

/// Print the JSON schema of scenario files, by which editors complete and check them
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// Writes to FILE instead of standard output; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Schema {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        let text = format!("{:#}\n", schema());
        let written = match self.output.as_deref().filter(|path| *path != Path::new("-")) {
            Some(path) => output::to_file(path, text.as_bytes()),
            None => output::to_stdout(|to| Ok(to.write_all(text.as_bytes())?)),
        };
        if let Err(error) = written {
            messages.push(error.diagnostic());
        }
        Exit::Done
    }
}
