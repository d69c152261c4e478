//! Primary inputs that entries change: what a sector pays for labour, imports, taxes per unit of its output.

use super::{Explained, names};
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let economy = explained.scenario.base.economy();
    let (table, output) = (economy.table(), economy.output());
    let mut frame = explained.frame(
        "primary-inputs",
        "primary inputs that change",
        vec![
            Column::text("entry", "Entry", "The entries that change it."),
            Column::text("row", "Row", "The primary input."),
            Column::text("buyer", "Buyer", "The code of the sector that needs it."),
            Column::text("buyer_name", "Name", "Its name."),
            Column::number("old", "Old", Unit::Ratio, "The share of the buyer's output in the table."),
            Column::number("new", "New", Unit::Ratio, "The share after the entries."),
            Column::number("money", "Money", explained.money(), "The change at base output."),
            Column::text("payer", "Who pays", "What takes the saving, or pays for more."),
        ],
    );
    for change in explained.settled.inputs.iter().filter(|change| change.new != change.old) {
        let buyer = &table.sectors()[change.buyer];
        frame.push(vec![
            names(&change.entries).into(),
            table.primary_inputs().rows[change.row].id.as_str().into(),
            buyer.code.as_str().into(),
            buyer.name.as_str().into(),
            change.old.into(),
            change.new.into(),
            ((change.new - change.old) * output[change.buyer]).into(),
            change.payer.word().into(),
        ]);
    }
    frame
}
