//! Cells of final demand that finance what others buy: they fall by the same money, pro rata to what they are.

use super::Explained;
use crate::analysis::{sector_cells, sector_columns};
use crate::words::{Column, Frame};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let table = explained.scenario.base.economy().table();
    let demand = table.final_demand();
    let mut columns = sector_columns().to_vec();
    columns.extend([
        Column::text("component", "Component", "Who buys less."),
        Column::number("old", "Old", explained.money(), "What is bought in the table."),
        Column::number(
            "new",
            "New",
            explained.money(),
            "What is bought in the end, with what entries on the same cell add.",
        ),
        Column::number("change", "Paid", explained.money(), "What it pays; below zero."),
    ]);
    let mut frame = explained.frame("financing", "final demand that pays for it", columns);
    // What a cell pays is its whole change less what entries do to it.
    let mut paid = explained.settled.final_demand.clone();
    for change in &explained.settled.demand {
        paid[(change.sector, change.component)] -= change.new - change.old;
    }
    // Where a cell both changes and pays, taking one from the other leaves rounding.
    let largest = paid.iter().fold(0.0_f64, |largest, cell| largest.max(cell.abs()));
    for (component, what) in demand.components.iter().enumerate() {
        for sector in 0..table.len() {
            let cell = paid[(sector, component)];
            if cell.abs() <= 1e-12 * largest {
                continue;
            }
            let old = demand.values[(sector, component)];
            let new = old + explained.settled.final_demand[(sector, component)];
            let mut row = sector_cells(table.sectors(), sector).to_vec();
            row.extend([what.id.as_str().into(), old.into(), new.into(), cell.into()]);
            frame.push(row);
        }
    }
    frame
}
