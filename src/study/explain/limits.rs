//! Limits of output: the most that a sector can make, and who goes short.

use super::{Explained, names};
use crate::words::{Column, Frame};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let economy = explained.scenario.base.economy();
    let (sectors, output) = (economy.table().sectors(), economy.output());
    let mut frame = explained.frame(
        "limits",
        "limits of output",
        vec![
            Column::text("entry", "Entry", "The entries that limit it; the lowest holds."),
            Column::text("sector", "Sector", "The code of the sector."),
            Column::text("sector_name", "Name", "Its name."),
            Column::number("output", "Output", explained.money(), "What it makes in the base."),
            Column::number(
                "most",
                "At most",
                explained.money(),
                "What it can make where no more than that is ordered of it.",
            ),
            Column::text("rationing", "Who goes short", "Who makes up for what is not made."),
        ],
    );
    for limit in &explained.settled.limits {
        let sector = &sectors[limit.sector];
        frame.push(vec![
            names(&limit.entries).into(),
            sector.code.as_str().into(),
            sector.name.as_str().into(),
            output[limit.sector].into(),
            limit.most(output[limit.sector]).into(),
            limit.rationing.words().into(),
        ]);
    }
    frame
}
