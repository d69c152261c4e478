//! What figures share: which scenarios of a block are shown, in which order, and what one sector buys and sells in a state.

use crate::study::State;
use crate::study::compare::{Block, Measured};
use crate::words::Frame;
use nalgebra::DVector;

/// The scenarios of a block in the order in which its first study names them, others behind: what was asked comes first.
pub(super) fn scenarios<'b, 'o>(block: &'b Block<'o>) -> Vec<&'b Measured<'o>> {
    let named = block.studies.first().map_or(&[][..], |study| &study.scenarios);
    let place = |name: &String| named.iter().position(|one| one == name).unwrap_or(named.len());
    let mut runs: Vec<&Measured<'o>> = block.scenarios().collect();
    runs.sort_by_key(|run| place(&run.outcome.scenario));
    runs
}

/// The same without the reference.
pub(super) fn policies<'b, 'o>(block: &'b Block<'o>) -> impl Iterator<Item = &'b Measured<'o>> {
    scenarios(block).into_iter().filter(|run| Some(&run.outcome.scenario) != block.reference.as_ref())
}

/// The name of a figure's scenario column where a row belongs to none: the economy without any.
pub(super) const BASE_TABLE: &str = "base table";

/// What the sector at a position sells to each sector in a state, n x 1, money of the table.
pub(super) fn sales(block: &Block<'_>, state: &State, seller: usize) -> DVector<f64> {
    state.supplies(&block.base, seller).component_mul(state.output())
}

/// What the sector at a position buys of each sector in a state, n x 1, money of the table: column j of A' times x'_j.
pub(super) fn purchases(block: &Block<'_>, state: &State, buyer: usize) -> DVector<f64> {
    let change = &state.settled().change;
    let column =
        block.base.economy().technical().matrix().column(buyer) + &change.left * change.right.row(buyer).transpose();
    column * state.output()[buyer]
}

/// A table of one block without the column that says which block it is; none where it has no rows.
pub(super) fn of_block(mut frame: Frame) -> Option<Frame> {
    if let Some(at) = frame.position("block") {
        frame.columns.remove(at);
        frame.rows.iter_mut().for_each(|row| drop(row.remove(at)));
    }
    (!frame.rows.is_empty()).then_some(frame)
}
