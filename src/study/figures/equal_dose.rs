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

/// How the identifier of a column at equal dose ends; it stands behind that of the same as written.
const AT_EQUAL_DOSE: &str = "_equal_dose";

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let Some(mut frame) = side_by_side::table(block) else { return Ok(None) };
    "As written and at equal dose".clone_into(&mut frame.title);
    // Each header says by itself what it is, since readers sort by one of them.
    for at in 1..frame.columns.len() {
        let is_equal = |column: &str| frame.columns[at].id.strip_suffix(AT_EQUAL_DOSE) == Some(column);
        if is_equal(&frame.columns[at - 1].id) {
            let name = frame.columns[at - 1].name.clone();
            frame.columns[at - 1].name = format!("{name}, as written");
            frame.columns[at].name = format!("{name}, at equal dose");
        }
    }
    Ok(of_block(frame))
}
