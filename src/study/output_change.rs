//! What of a change of output comes from techniques, and what from final demand.
//!
//! ½ ΔL (f⁰ + f¹) and ½ (L⁰ + L¹) Δf, n x 1 each, money, as in [`crate::analysis::structural_decomposition`]; both together are the change.
//! Where households spend what they earn, L holds them: what a changed share of wages does is technique then. Not defined where a limit
//! of output is set, because then x need not be L f.

use super::State;
use crate::analysis::structural_decomposition::{Parts, Side};
use crate::model::{LowRank, ModelError};
use nalgebra::{DMatrix, DVector};

/// The parts of the change from one state of a base to another; none where a limit of output is set in either.
///
/// # Errors
/// Fails where a system has no solution.
pub(super) fn output_change(before: &State, after: &State) -> Result<Option<Parts>, ModelError> {
    if [before, after].iter().any(|state| !state.settled().limits.is_empty()) {
        return Ok(None);
    }
    let one_column = |vector: &DVector<f64>| DMatrix::from_column_slice(vector.len(), 1, vector.as_slice());
    let (first, second) = (one_column(before.given()), one_column(after.given()));
    // Both are changes of the base, so that their difference is the change from one to the other.
    let old = before.system().change();
    let change = after.system().change().and(&LowRank { left: -&old.left, right: old.right.clone() });
    let side = |state, final_demand| Side { system: State::system(state), final_demand };
    Parts::of(side(before, &first), side(after, &second), &change).map(Some)
}
