//! Which part of a result is wanted: `--only`, `--where`, `--sort` and `--top`.

use crate::words::{Diagnostics, Shaping};

/// Which part of a result is wanted.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Rows {
    /// Only the table with this identifier, of several that a result has; may be repeated
    #[arg(long, value_name = "TABLE")]
    only: Vec<String>,
    /// Only rows that meet a condition, such as `power>1` or `class=key`; may be repeated
    #[arg(long = "where", value_name = "COLUMN OP VALUE")]
    conditions: Vec<String>,
    /// Rows in the order of a column; `:desc` for the largest first
    #[arg(long, value_name = "COLUMN[:desc]")]
    sort: Option<String>,
    /// Only the first N rows
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

impl Rows {
    /// What was asked for; problems are added to the messages.
    pub(super) fn read(&self, messages: &mut Diagnostics) -> Option<Shaping> {
        let shaping = Shaping::read(&self.only, &self.conditions, self.sort.as_deref(), self.top);
        shaping.map_err(|problems| messages.append(problems)).ok()
    }
}
