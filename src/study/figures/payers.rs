//! `payers`: what policies bring by who pays for them, where the same policy stands beside itself with another payer.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, payers};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "payers",
    about: "Value added of each policy by who pays, less the reference paid alike.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    Ok(payers::table(block).and_then(of_block))
}
