//! Sectors that can make no more than a part of what they did, and who goes short.

use super::Explained;
use crate::analysis::{sector_cells, sector_columns};
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let economy = explained.scenario.base.economy();
    let mut columns = sector_columns().to_vec();
    columns.extend([
        Column::text("entry", "Entry", "The entry that limits it."),
        Column::number("old", "Output", explained.money(), "What the sector makes in the base."),
        Column::number("scale", "Scale", Unit::Ratio, "The most that it can make, as a multiple of that."),
        Column::number("most", "At most", explained.money(), "The same in money."),
        Column::number("level", "Level", Unit::Share, "How much of what is ordered above it is held back."),
        Column::text("rationing", "Who goes short", "Who does without what is not made."),
    ]);
    let mut frame = explained.frame("limits", "output that is limited", columns);
    for limit in &explained.settled.limits {
        let output = economy.output()[limit.sector];
        for (entry, (level, most)) in limit.entries.iter().zip(&limit.caps) {
            let scale = Some(most / output).filter(|scale| scale.is_finite());
            let mut row = sector_cells(economy.table().sectors(), limit.sector).to_vec();
            let (name, rationing) = (entry.name.as_str(), limit.rationing.words());
            row.extend([name.into(), output.into(), scale.into(), (*most).into(), (*level).into(), rationing.into()]);
            frame.push(row);
        }
    }
    frame
}
