//! `blocks`: what each block of comparable scenarios starts from.

use crate::study::compare::Block;
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(blocks: &[Block<'_>]) -> Frame {
    let text = Column::text;
    let mut frame = Frame::new(
        "blocks",
        "What the scenarios start from",
        vec![
            Column::integer("block", "Block", Unit::None, "Its number."),
            text("label", "Label", "Table, closure, focus and years."),
            text("table", "Table", "The table's identifier."),
            text("table_title", "Title of the table", "The table in words."),
            text("publisher", "Source", "Who publishes the table."),
            text("edition", "Edition", "Which edition of the source."),
            text("closure", "Closure", "Which demand the model explains itself: open or households."),
            text("focus", "Focus", "The code of the sector that is looked at."),
            Column::integer("first_year", "First year", Unit::None, "The first year of the scenarios."),
            Column::integer("last_year", "Last year", Unit::None, "The last year of the scenarios."),
            text("money", "Money", "The unit of money."),
            text(
                "reference",
                "Reference",
                "The scenario that the others are compared with; empty where it is the base table.",
            ),
        ],
    );
    for (number, block) in (1_i64..).zip(blocks) {
        let table = block.base.economy().table();
        let manifest = table.manifest();
        let years = block.runs.first().map_or(&[][..], |run| &run.outcome.years);
        let year = |year: Option<&crate::study::Year>| year.and_then(|year| year.year).map(i64::from);
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        frame.push(vec![
            number.into(),
            block.label.as_str().into(),
            manifest.id.as_str().into(),
            manifest.title.as_str().into(),
            filled(&manifest.source.publisher).into(),
            filled(&manifest.source.edition).into(),
            block.base.closure().word().into(),
            block.base.focus().map(|focus| table.sectors().code(focus)).into(),
            year(years.first()).into(),
            year(years.last()).into(),
            table.unit().to_string().into(),
            block.reference.clone().into(),
        ]);
    }
    frame
}
