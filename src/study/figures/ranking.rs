//! `ranking`: the scenarios of each study under the weights that it states, as written and at equal dose, and who is better than a
//! scenario in everything.

use super::Figure;
use super::shown::of_block;
use crate::model::ModelError;
use crate::study::compare::{Block, ranking};
use crate::words::Frame;

pub(super) const FIGURE: Figure = Figure {
    id: "ranking",
    about: "The scenarios of a study under the weights that it states, as written and at equal dose.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    Ok(of_block(ranking::table(std::slice::from_ref(block))))
}
