//! `parameters`: the uncertain numbers of each scenario, with their ranges and what they are.

use super::shown::scenarios;
use crate::study::compare::Block;
use crate::words::{Column, Frame, Unit, Value};

pub(super) fn frame(blocks: &[Block<'_>]) -> Frame {
    let number = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::None, about);
    let columns = vec![
        Column::integer("block", "Block", Unit::None, "The number of its block."),
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("parameter", "Parameter", "The name of the parameter."),
        number("low", "Low", "Its low value; empty where it has none."),
        number("value", "Central", "Its central value."),
        number("high", "High", "Its high value; empty where it has none."),
        Column::text("note", "Note", "What it is."),
        Column::text("note_es", "Note in Spanish", "The same in Spanish; empty where the file has none."),
    ];
    let mut frame = Frame::new("parameters", "Parameters", columns);
    for (count, block) in (1_i64..).zip(blocks) {
        for run in scenarios(block) {
            for parameter in run.outcome.parameters.iter() {
                let note = Some(parameter.note()).filter(|note| !note.is_empty());
                let row: Vec<Value> = vec![
                    count.into(),
                    run.outcome.scenario.as_str().into(),
                    parameter.name().into(),
                    parameter.low().into(),
                    parameter.value().into(),
                    parameter.high().into(),
                    note.into(),
                    parameter.note_es().into(),
                ];
                frame.push(row);
            }
        }
    }
    frame
}
