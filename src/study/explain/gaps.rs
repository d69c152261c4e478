//! Gaps that entries close a share of: the whole gap under every way to measure use, since the way decides how large it is.

use super::Explained;
use crate::words::{Column, Frame, Unit, Value};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let mut frame = Frame::new(
        format!("{}-gaps", explained.scenario.name),
        format!("{}: the whole gap to the reference, measured three ways", explained.scenario.name),
        vec![
            Column::text("entry", "Entry", "The entry that closes a share of the gap."),
            Column::text("per", "Per", "What use is measured against."),
            Column::text("chosen", "Chosen", "Whether the entry measures it so."),
            Column::number(
                "buyers",
                "Use of the buyers",
                Unit::Ratio,
                "What they buy of the supplier per unit of that.",
            ),
            Column::number(
                "reference",
                "Use of the reference",
                Unit::Ratio,
                "What the reference buys per unit of that.",
            ),
            Column::number(
                "gap",
                "Gap",
                explained.money(),
                "What the buyers would buy more at the use of the reference, at base output.",
            ),
        ],
    );
    for shock in &explained.scenario.shocks {
        for gap in shock.effect.gaps(&explained.scenario.base) {
            frame.push(vec![
                shock.name.name.as_str().into(),
                gap.per.into(),
                Value::from(if gap.is_chosen { "yes" } else { "no" }),
                gap.buyers.into(),
                gap.reference.into(),
                gap.money.into(),
            ]);
        }
    }
    frame
}
