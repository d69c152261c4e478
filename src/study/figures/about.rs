//! What was asked, which scenarios answer it, and what is to be known beside: the words of a page.

use super::shown::scenarios;
use crate::study::compare::{Block, cautions};
use crate::study::{InSpanish, Loaded};
use crate::words::{Column, Diagnostics, Frame, Value};

/// `studies`: what each study asks.
pub(super) fn studies(loaded: &Loaded) -> Frame {
    let mut frame = Frame::new(
        "studies",
        "What is asked",
        vec![
            Column::text("title", "Title", "The title of the study."),
            Column::text("note", "Note", "What the study asks."),
            Column::text("title_es", "Title in Spanish", "The same title in Spanish; empty where the file has none."),
            Column::text("note_es", "Note in Spanish", "The same note in Spanish; empty where the file has none."),
        ],
    );
    for study in &loaded.studies {
        let mut row: Vec<Value> = vec![study.title.as_str().into(), study.note.as_str().into()];
        row.extend(in_spanish(&study.spanish));
        frame.push(row);
    }
    frame
}

/// Title and note in Spanish.
fn in_spanish(InSpanish { title, note }: &InSpanish) -> [Value; 2] {
    [title.as_deref().into(), note.as_deref().into()]
}

/// `scenarios`: every scenario in words, by block.
pub(super) fn in_words(blocks: &[Block<'_>], loaded: &Loaded) -> Frame {
    let mut frame = Frame::new(
        "scenarios",
        "Scenarios",
        vec![
            Column::integer("block", "Block", crate::words::Unit::None, "The number of its block."),
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("title", "Title", "Its title."),
            Column::text("note", "Note", "What it is about."),
            Column::text("payer", "Who pays", "Who pays; compare value added only where this is the same."),
            Column::text("study", "Study", "The study that names it; empty where none does."),
            Column::text("title_es", "Title in Spanish", "Its title in Spanish; empty where the file has none."),
            Column::text("note_es", "Note in Spanish", "Its note in Spanish; empty where the file has none."),
        ],
    );
    for (number, block) in (1_i64..).zip(blocks) {
        for run in scenarios(block) {
            let name = run.outcome.scenario.as_str();
            let known = loaded.scenarios.iter().find(|scenario| scenario.name == name);
            let words = |of: fn(&crate::study::Scenario) -> &String| known.map(|scenario| of(scenario).as_str());
            let mut row: Vec<Value> = vec![
                number.into(),
                name.into(),
                words(|scenario| &scenario.title).into(),
                words(|scenario| &scenario.note).filter(|note| !note.is_empty()).into(),
                run.payer().into(),
                block
                    .studies
                    .iter()
                    .find(|study| study.scenarios.iter().any(|one| one == name))
                    .map(|study| study.title.as_str())
                    .into(),
            ];
            row.extend(known.map_or([Value::Empty, Value::Empty], |scenario| in_spanish(&scenario.spanish)));
            frame.push(row);
        }
    }
    frame
}

/// `cautions`: what the model leaves out and where numbers may not be compared, by block.
pub(super) fn cautions(blocks: &[Block<'_>]) -> Frame {
    let mut frame = Frame::new(
        "cautions",
        "To be read with care",
        vec![
            Column::integer(
                "block",
                "Block",
                crate::words::Unit::None,
                "The number of the block; empty where it is all.",
            ),
            Column::text("sentence", "Caution", "What is to be kept in mind."),
        ],
    );
    for (number, block) in (1_i64..).zip(blocks) {
        for sentence in cautions::cautions(std::slice::from_ref(block)) {
            frame.push(vec![number.into(), sentence.into()]);
        }
    }
    if blocks.len() > 1 {
        for sentence in cautions::between(blocks) {
            frame.push(vec![Value::Empty, sentence.into()]);
        }
    }
    frame
}

/// `warnings`: what the run warned of.
pub(super) fn warnings(warnings: &Diagnostics) -> Frame {
    let mut frame = Frame::new(
        "warnings",
        "Warnings",
        vec![
            Column::text("code", "Code", "The kind of warning."),
            Column::text("message", "Message", "What was found."),
            Column::text("help", "Next step", "What can be done."),
        ],
    );
    for warning in warnings.iter() {
        frame.push(vec![warning.code.id.into(), warning.message.as_str().into(), warning.help.clone().into()]);
    }
    frame
}
