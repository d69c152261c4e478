//! `channels`: what everyone else gains from early adopters, by the channel through which technologies spread.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, channels};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "channels",
    about: "What everyone else gains, by the channel through which technologies spread.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    Ok(channels::table(std::slice::from_ref(block)).and_then(of_block))
}
