//! `eslabon schema`: the language of scenario files, for editors.

use super::outlet::put_text;
use super::{Exit, General};
use crate::study::schema;
use crate::words::Diagnostics;
use std::path::PathBuf;

/// Print the JSON schema of scenario files, by which editors complete and check them
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// Writes to FILE instead of standard output; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Schema {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        put_text(self.output.as_deref(), &format!("{:#}\n", schema()), messages)
    }
}
