//! `flips`: which orders of two scenarios turn around with the dose, the channel of contagion, or who pays.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, flips};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "flips",
    about: "Which rankings turn around with the dose, the channel of contagion, or who pays.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let mut frame = flips::table(std::slice::from_ref(block));
    for sentence in flips::evenness(block) {
        frame.note(sentence);
    }
    Ok(of_block(frame))
}
