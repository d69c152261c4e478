//! `measures`: every metric of every scenario in the last year, a row per metric and a column per scenario; and what each metric is.

use super::Figure;
use super::shown::{BASE_TABLE, scenarios};
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::study::metric::Answer;
use crate::words::{Column, Frame, Unit, Value};
use std::collections::BTreeSet;

pub(super) const FIGURE: Figure =
    Figure { id: "measures", about: "Every metric of every scenario.", is_of_table: false, of };

/// Every answer that some scenario gives, in the order of the metrics.
fn answers<'b>(block: &'b Block<'_>) -> Vec<&'b Answer> {
    let last = block.last();
    let mut found: Vec<&Answer> = Vec::new();
    let mut push = |list: &'b [Answer]| {
        for answer in list {
            if answer.value.number().is_some() && !found.iter().any(|known| known.id == answer.id) {
                found.push(answer);
            }
        }
    };
    for run in scenarios(block) {
        run.years.get(last).into_iter().for_each(|answers| push(&answers.list));
    }
    for run in scenarios(block) {
        push(&run.over.list);
    }
    found
}

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let mut columns = vec![
        Column::text("metric", "Metric", "What is measured."),
        Column::text("part", "Part", "The part of it that is measured, where it has parts."),
        Column::text("unit", "Unit", "The unit of the numbers of the row."),
    ];
    columns.push(Column::number("base_table", BASE_TABLE, Unit::None, "The base table, without any scenario."));
    for run in scenarios(block) {
        let name = &run.outcome.scenario;
        columns.push(Column::number(format!("scenario_{name}"), name, Unit::None, "The last year of the scenario."));
    }
    let mut frame = Frame::new("measures", "Every measure", columns);
    let last = block.last();
    for answer in answers(block) {
        let part = answer.id.split_once('.').map(|(_, part)| part);
        let mut row: Vec<Value> = vec![answer.metric.name.into(), part.into(), answer.unit.to_string().into()];
        row.push(block.before_answers.number(&answer.id).into());
        row.extend(scenarios(block).into_iter().map(|run| {
            let of_year = run.years.get(last).and_then(|answers| answers.number(&answer.id));
            Value::from(of_year.or_else(|| run.over.number(&answer.id)))
        }));
        frame.push(row);
    }
    Ok((!frame.rows.is_empty()).then_some(frame))
}

/// `metrics`: what each metric that some block shows is, and the assumption that it rests on.
pub(super) fn explained(blocks: &[Block<'_>]) -> Frame {
    let columns = vec![
        Column::text("metric", "Metric", "What is measured."),
        Column::text("id", "In files", "Its name in files and on the command line."),
        Column::text("family", "Family", "What it is about."),
        Column::text("about", "Meaning", "How to read it."),
        Column::text("rests_on", "Rests on", "The assumption that it rests on most."),
    ];
    let mut frame = Frame::new("metrics", "What is measured", columns);
    let mut seen = BTreeSet::new();
    for metric in blocks.iter().flat_map(answers).map(|answer| answer.metric) {
        if seen.insert(metric.id) {
            let words = [metric.name, metric.id, metric.family.words(), metric.about, metric.rests_on];
            frame.push(words.map(Value::from).to_vec());
        }
    }
    frame
}
