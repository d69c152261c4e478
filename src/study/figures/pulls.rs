//! `pulls`: what each early adopter alone brings everyone else, and all of them together.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, pulls};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "pulls",
    about: "What each early adopter alone brings everyone else, and all of them together.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let frame = pulls::table(block).map(|frame| Frame { title: "Who pulls everyone else".to_owned(), ..frame });
    Ok(frame.and_then(of_block))
}
