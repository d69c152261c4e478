//! What is to be known of an entry that does less than it says.

use super::EntryName;
use crate::words::Code;
use std::sync::Arc;

/// Something to know of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// Which of the listed problems it is.
    pub code: &'static Code,
    /// The entry.
    pub entry: Arc<EntryName>,
    /// What holds for the sectors; their names follow it.
    pub message: &'static str,
    /// The sectors, by position.
    pub sectors: Vec<usize>,
    /// The next step.
    pub help: &'static str,
}
