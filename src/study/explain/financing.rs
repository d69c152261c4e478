//! Cells of final demand that finance what others buy: they fall by the same money, pro rata to what they are.

use super::Explained;
use crate::analysis::{sector_cells, sector_columns};
use crate::words::{Column, Frame};
use std::collections::BTreeSet;

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
    let settled = &explained.settled;
    let payers: BTreeSet<(usize, usize)> =
        settled.demand.iter().flat_map(|change| change.financing.iter().flatten().copied()).collect();
    let mut in_order: Vec<(usize, usize)> = payers.into_iter().collect();
    in_order.sort_by_key(|&(sector, component)| (component, sector));
    for (sector, component) in in_order {
        let old = demand.values[(sector, component)];
        let whole = settled.final_demand[(sector, component)];
        // What it pays is its whole change less what entries do to it.
        let own = settled.demand.iter().find(|change| (change.sector, change.component) == (sector, component));
        let paid = whole - own.map_or(0.0, |change| change.new - change.old);
        if paid == 0.0 {
            continue;
        }
        let mut row = sector_cells(table.sectors(), sector).to_vec();
        let what = demand.components[component].id.as_str();
        row.extend([what.into(), old.into(), (old + whole).into(), paid.into()]);
        frame.push(row);
    }
    frame
}
