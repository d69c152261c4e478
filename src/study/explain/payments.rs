//! Who pays for changed coefficients: the shares of a buyer's output that fall, or rise where a coefficient falls.

use super::Explained;
use crate::study::PaymentRow;
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let economy = explained.scenario.base.economy();
    let (table, output) = (economy.table(), economy.output());
    let sectors = table.sectors();
    let mut frame = explained.frame(
        "payments",
        "who pays for it",
        vec![
            Column::text("buyer", "Buyer", "The code of the sector that pays."),
            Column::text("buyer_name", "Name", "Its name."),
            Column::text("row", "Out of", "The primary input, or the code of the supplier, that it spends less on."),
            Column::text("row_name", "Name", "The kind of primary input, or the supplier's name."),
            Column::number("old", "Old", Unit::Ratio, "The share of the buyer's output in the table."),
            Column::number("new", "New", Unit::Ratio, "The share of the buyer's output after payment."),
            Column::number("money", "Money", explained.money(), "The change at base output; below zero where it pays."),
        ],
    );
    for payment in &explained.payments {
        let buyer = &sectors[payment.buyer];
        let (row, row_name) = match payment.row {
            PaymentRow::Primary(row) => {
                let row = &table.primary_inputs().rows[row];
                (row.id.as_str(), row.kind.word())
            }
            PaymentRow::Outside => ("outside", "imports not in the table"),
            PaymentRow::Supplier(supplier) => (sectors.code(supplier), sectors[supplier].name.as_str()),
        };
        frame.push(vec![
            buyer.code.as_str().into(),
            buyer.name.as_str().into(),
            row.into(),
            row_name.into(),
            payment.old.into(),
            payment.new.into(),
            ((payment.new - payment.old) * output[payment.buyer]).into(),
        ]);
    }
    frame
}
