//! `dominance`: every two scenarios of a study, which of them is better in everything that the study weighs, and what trades off.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, dominance};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "dominance",
    about: "Which of two scenarios is better in everything, and what trades off.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    Ok(of_block(dominance::table(std::slice::from_ref(block))))
}
