//! `network`: the largest suppliers and buyers of the focus sector in the base table, and what they sell to one another.

use super::Figure;
use crate::analysis::network::around;
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::words::Frame;

pub(super) const FIGURE: Figure =
    Figure { id: "network", about: "The focus sector among its largest suppliers and buyers.", is_of_table: true, of };

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let Some(focus) = block.base.focus() else { return Ok(None) };
    let table = block.base.economy().table();
    let frame = around(
        ("network", "The focus among its suppliers and buyers".into()),
        table.intermediate(),
        table,
        table.unit(),
        focus,
    );
    Ok((!frame.rows.is_empty()).then_some(frame))
}
