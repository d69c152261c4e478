//! `sectors`: the names of the sectors in both languages, and the branch of each.

use super::Figure;
use crate::analysis::sector_columns;
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::words::{Column, Frame};

pub(super) const FIGURE: Figure = Figure {
    id: "sectors",
    about: "Names of the sectors in both languages, and the branch of each.",
    is_of_table: true,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let table = block.base.economy().table();
    let mut columns = sector_columns().to_vec();
    columns.push(Column::text("sector_name_es", "Name in Spanish", "Its name in Spanish."));
    columns.push(Column::text("branch", "Branch", "The branch that it belongs to."));
    let mut frame = Frame::new("sectors", "Sectors", columns);
    let branches = table.classifications().first().map(crate::words::Classification::labels);
    for (at, sector) in table.sectors().iter().enumerate() {
        let branch = branches.map(|labels| labels[at].as_str());
        let names = [&sector.code, &sector.name, &sector.name_es].map(|text| text.as_str().into());
        frame.push(names.into_iter().chain([branch.into()]).collect());
    }
    Ok(Some(frame))
}
