//! `inverse`: what each sector makes, in all rounds together, per unit of final demand of each other in the base table: the Leontief inverse
//! L = (I - A)⁻¹ as a square. A large table has none: its branches have no inverse of their own, and the whole cannot be read.

use super::Figure;
use super::coefficients::{MOST, square};
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::words::{Frame, Group};

pub(super) const FIGURE: Figure = Figure {
    id: "inverse",
    about: "What each sector makes in all rounds per unit of final demand of each other.",
    is_of_table: true,
    of,
};

fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let economy = block.base.economy();
    let sectors = economy.table().sectors();
    if economy.table().len() > MOST {
        return Ok(None);
    }
    let inverse = economy.leontief()?.matrix();
    let groups: Vec<Group> =
        (0..sectors.len()).map(|at| Group { id: sectors.code(at).to_owned(), members: vec![at] }).collect();
    let about = "What the seller makes in all rounds per unit of final demand of the buyer's product.";
    let number = |seller: &Group, buyer: &Group| inverse[(seller.members[0], buyer.members[0])];
    Ok(Some(square(["inverse", "Who needs whom in all rounds"], about, &groups, number)))
}
