//! `equal-dose`: the change of a few metrics as scenarios are written and with all of them at one dose.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, side_by_side};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "equal-dose",
    about: "What scenarios change as they are written, and with all of them at one dose.",
    is_of_table: false,
    of,
};

/// Each header says by itself what it is, since readers sort by one of them.
fn headers(name: &str) -> [String; 2] {
    [format!("{name}, as written"), format!("{name}, at equal dose")]
}

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let Some(mut frame) = side_by_side::table(block, headers) else { return Ok(None) };
    "As written and at equal dose".clone_into(&mut frame.title);
    Ok(of_block(frame))
}
