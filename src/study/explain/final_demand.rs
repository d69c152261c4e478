//! Cells of final demand that entries change.

use super::{Explained, names};
use crate::analysis::{sector_cells, sector_columns};
use crate::words::{Column, Frame};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let table = explained.scenario.base.economy().table();
    let mut columns = sector_columns().to_vec();
    columns.extend([
        Column::text("component", "Component", "Who buys."),
        Column::text("entry", "Entry", "The entries that change it."),
        Column::number("old", "Old", explained.money(), "What is bought in the table."),
        Column::number("new", "New", explained.money(), "What is bought after the entries."),
        Column::number("change", "Change", explained.money(), "The difference."),
        Column::text(
            "financed_by",
            "Financed by",
            "The components that buy less by the same money; nobody for an injection.",
        ),
    ]);
    let mut frame = explained.frame("final-demand", "final demand that changes", columns);
    let mut unchanged = 0;
    for change in &explained.settled.demand {
        if change.new == change.old {
            unchanged += 1;
            continue;
        }
        let components = &table.final_demand().components;
        let financed_by = change.financing.as_ref().map_or_else(
            || "nobody".to_owned(),
            |cells| {
                let mut ids: Vec<&str> =
                    cells.iter().map(|&(_, component)| components[component].id.as_str()).collect();
                ids.dedup();
                ids.join("; ")
            },
        );
        let mut row = sector_cells(table.sectors(), change.sector).to_vec();
        row.extend([
            components[change.component].id.as_str().into(),
            names(&change.entries).into(),
            change.old.into(),
            change.new.into(),
            (change.new - change.old).into(),
            financed_by.into(),
        ]);
        frame.push(row);
    }
    if unchanged > 0 {
        frame.note(format!("{unchanged} more cells are named and stay as they are."));
    }
    frame
}
