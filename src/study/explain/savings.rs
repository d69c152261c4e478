//! What sectors save and pass on to the prices of what they sell, per unit of output at base prices.

use super::Explained;
use crate::analysis::{sector_cells, sector_columns};
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let economy = explained.scenario.base.economy();
    let mut columns = sector_columns().to_vec();
    columns.extend([
        Column::number("saved", "Saved", Unit::Ratio, "What is saved, money per money of output at base prices."),
        Column::number("money", "Money", explained.money(), "The same at base output; prices of users fall in turn."),
    ]);
    let mut frame = explained.frame("savings", "savings that prices pass on", columns);
    for (sector, &saved) in explained.settled.saved.iter().enumerate().filter(|(_, saved)| **saved != 0.0) {
        let mut row = sector_cells(economy.table().sectors(), sector).to_vec();
        row.extend([saved.into(), (saved * economy.output()[sector]).into()]);
        frame.push(row);
    }
    frame
}
