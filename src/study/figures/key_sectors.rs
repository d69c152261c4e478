//! `key-sectors`: backward against forward linkage of every sector of the base table, normalised so that 1 is the average sector.

use super::Figure;
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::study::metric::View;
use crate::words::{Column, Frame, Unit};

pub(super) const FIGURE: Figure = Figure {
    id: "key-sectors",
    about: "Backward against forward linkages of all sectors, in four quadrants.",
    is_of_table: true,
    of,
};

fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let table = block.base.economy().table();
    let view = View::new(&block.base, &block.before, &block.before);
    let linkages = view.linkages()?;
    let (Some(backward), Some(forward), Some(classes)) =
        (linkages.power(), linkages.sensitivity_supply(), linkages.classes_supply())
    else {
        return Ok(None);
    };
    let columns = vec![
        Column::text("sector", "Sector", "The code of the sector."),
        Column::text("class", "Class", "Key, backward, forward or weak."),
        Column::number(
            "backward",
            "Backward linkage",
            Unit::Index,
            "Output that its demand needs everywhere; 1 is the average sector.",
        ),
        Column::number(
            "forward",
            "Forward linkage",
            Unit::Index,
            "Output that its inputs go into everywhere (supply side); 1 is the average sector.",
        ),
    ];
    let mut frame = Frame::new("key-sectors", "Key sectors of the base table", columns);
    for (at, class) in classes.iter().enumerate() {
        let code = table.sectors().code(at);
        frame.push(vec![code.into(), class.word().into(), backward[at].into(), forward[at].into()]);
    }
    Ok(Some(frame))
}
