//! Coefficients that entries change: what a buyer pays a supplier per unit of its output.

use super::{Explained, names};
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let economy = explained.scenario.base.economy();
    let (sectors, output) = (economy.table().sectors(), economy.output());
    let mut frame = explained.frame(
        "coefficients",
        "coefficients that change",
        vec![
            Column::text("entry", "Entry", "The entries that change it."),
            Column::text("supplier", "Supplier", "The code of the sector that sells."),
            Column::text("buyer", "Buyer", "The code of the sector that buys."),
            Column::text("buyer_name", "Name", "Its name."),
            Column::number(
                "old",
                "Old",
                Unit::Ratio,
                "The coefficient in the table, money per money of the buyer's output.",
            ),
            Column::number(
                "new",
                "New",
                Unit::Ratio,
                "The coefficient after the entries; what others' entries make it pay is a payment.",
            ),
            Column::number("money", "Money", explained.money(), "The change at base output."),
            Column::text("payer", "Who pays", "What the buyer saves or gives up."),
        ],
    );
    let mut unchanged = 0;
    for change in &explained.settled.coefficients {
        if change.new == change.old {
            unchanged += 1;
            continue;
        }
        let (supplier, buyer) = (&sectors[change.supplier], &sectors[change.buyer]);
        frame.push(vec![
            names(&change.entries).into(),
            supplier.code.as_str().into(),
            buyer.code.as_str().into(),
            buyer.name.as_str().into(),
            change.old.into(),
            change.new.into(),
            ((change.new - change.old) * output[change.buyer]).into(),
            change.payer.word().into(),
        ]);
    }
    if unchanged > 0 {
        frame.note(format!("{unchanged} more coefficients are named and stay as they are."));
    }
    frame
}
