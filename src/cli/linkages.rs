//! `eslabon linkages`: everything about how one sector is linked with the others.

use super::analyse::Asked;
use super::{Exit, General};
use crate::words::Diagnostics;

/// The analyses that together say how a sector is linked, in the order in which they are printed.
const ANALYSES: &[&str] = &["linkages", "sales-distribution", "sales-by-branch"];

/// How a sector is linked with the others: linkages, key sectors, to whom it sells and how concentrated
#[derive(Debug, clap::Args)]
pub(super) struct Linkages {
    #[command(flatten)]
    asked: Asked,
}

impl Linkages {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.asked.run(ANALYSES, general, messages)
    }
}
