//! `sensitivity.csv`: what each uncertain parameter alone does to every metric of the last year, the largest swing first (a tornado
//! table).
//!
//! A parameter at its low value and at its high value, all others central; the swing is the distance between the two results.
//! The low value of a parameter need not give the lower result. Rows in which nothing moves, or by no more than rounding (1e-11 of the
//! central result), are left out. Equal swings share a rank.
//! Source: one-at-a-time sensitivity, Saltelli and others, Global Sensitivity Analysis: The Primer, 2008, chapter 1, which also says what it
//! is not: parameters that act on one another show only when moved together (`low` and `high` in `comparison.csv`).

use super::block::Block;
use super::measured::Measured;
use crate::analysis::ranks;
use crate::study::metric::Answer;
use crate::study::{Parameter, Point};
use crate::words::{Column, Frame, FrameError, Unit, Value};
use std::sync::Arc;

/// What is shown on the terminal where no study says what counts.
const USUAL: &[&str] = &["focus_output", "value_added", "imports"];

/// How many metrics that are not shown are named.
const NAMED: usize = 4;

/// How far a result moves, relative to the central one, before it is more than the order of additions.
const ROUNDING: f64 = 1e-11;

/// One parameter of one scenario in one metric.
struct Row<'b> {
    scenario: &'b str,
    payer: Arc<str>,
    answer: &'b Answer,
    parameter: &'b Parameter,
    /// The metric at the parameter's low, central and high value.
    at: [f64; 3],
}

impl Row<'_> {
    fn swing(&self) -> f64 {
        (self.at[2] - self.at[0]).abs()
    }
}

/// Every metric of every scenario.
pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Frame, FrameError> {
    let mut frame = empty("Parameters one at a time");
    for block in blocks {
        for row in rows(block, |_| true) {
            frame.push(cells(block, &row));
        }
    }
    frame.finish()
}

/// The metrics that the studies of a block weigh, else the usual ones, for the terminal.
pub(super) fn short(block: &Block<'_>) -> Result<Frame, FrameError> {
    let weighed: Vec<&str> =
        block.studies.iter().flat_map(|study| &study.weights).map(|weight| weight.metric.as_str()).collect();
    let shown = if weighed.is_empty() { USUAL } else { &weighed };
    let mut frame = empty(&format!("Parameters one at a time: {}", block.label));
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        rows(block, |_| true).into_iter().partition(|(row, _)| shown.contains(&row.answer.id.as_str()));
    for row in &here {
        frame.push(cells(block, row));
    }
    for note in hidden(&here, &elsewhere) {
        frame.note(note);
    }
    frame.note("One parameter at its low and its high value, the others central; a low parameter need not give the lower result.");
    frame.finish()
}

/// Of each parameter that moves nothing that is shown, what it does move: no swing is passed over in silence.
fn hidden(shown: &[(Row<'_>, usize)], others: &[(Row<'_>, usize)]) -> Vec<String> {
    let of = |row: &Row<'_>| (row.scenario.to_owned(), row.parameter.name().to_owned());
    let mut moved: Vec<((String, String), Vec<&str>)> = Vec::new();
    for (row, _) in others.iter().filter(|(other, _)| shown.iter().all(|(row, _)| of(row) != of(other))) {
        let id = row.answer.id.as_str();
        match moved.iter_mut().find(|(known, _)| *known == of(row)) {
            Some((_, ids)) => ids.push(id),
            None => moved.push((of(row), vec![id])),
        }
    }
    let sentence = |((scenario, parameter), ids): ((String, String), Vec<&str>)| {
        let more = match ids.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let ids = ids.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        format!("`{parameter}` of `{scenario}` moves nothing of this, but {ids}{more}: `sensitivity.csv` has them.")
    };
    moved.into_iter().map(sentence).collect()
}

fn empty(title: &str) -> Frame {
    let number = |id, name, about| Column::number(id, name, Unit::None, about);
    Frame::new(
        "sensitivity",
        title,
        vec![
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("payer", "Who pays", "Who pays in any year; compare value added only where this is the same."),
            Column::text("metric", "Metric", "What is measured; `eslabon list metrics` explains each."),
            Column::text("unit", "Unit", "The unit of the metric."),
            Column::text("parameter", "Parameter", "The parameter that is moved, all others central."),
            number("parameter_low", "Parameter low", "Its low value, in its own unit."),
            number("parameter_high", "Parameter high", "Its high value, in its own unit."),
            number("at_low", "At low", "The metric with the parameter at its low value; not always the lower number."),
            number("central", "Central", "The metric with every parameter at its central value."),
            number("at_high", "At high", "The metric with the parameter at its high value."),
            number("difference", "Difference", "The metric at the high value less that at the low value."),
            Column::integer(
                "swing_rank",
                "Rank",
                Unit::Rank,
                "The place of the parameter by the size of the difference, 1 the largest; equals share a place.",
            ),
            Column::text("block", "Block", "Table, closure, focus and years."),
        ],
    )
}

fn cells(block: &Block<'_>, (row, rank): &(Row<'_>, usize)) -> Vec<Value> {
    let Row { scenario, payer, answer, parameter, at: [low, central, high] } = row;
    vec![
        (*scenario).into(),
        payer.as_ref().into(),
        answer.id.as_str().into(),
        answer.unit.to_string().into(),
        parameter.name().into(),
        parameter.low().into(),
        parameter.high().into(),
        (*low).into(),
        (*central).into(),
        (*high).into(),
        (high - low).into(),
        (*rank).into(),
        block.label.as_str().into(),
    ]
}

/// By scenario and metric in their order, the largest swing first, each with its place.
fn rows<'b>(block: &'b Block<'b>, is_shown: impl Fn(&str) -> bool) -> Vec<(Row<'b>, usize)> {
    let mut all = Vec::new();
    for run in block.scenarios() {
        let Some(answers) = run.years.get(block.last()) else { continue };
        let payer: Arc<str> = run.payer().into();
        for answer in answers.list.iter().chain(&run.over.list).filter(|answer| is_shown(&answer.id)) {
            let parameters = run.outcome.parameters.iter();
            let rows: Vec<Row<'b>> =
                parameters.filter_map(|parameter| row(block, run, &payer, answer, parameter)).collect();
            let swings: Vec<f64> = rows.iter().map(Row::swing).collect();
            let mut placed: Vec<(Row<'b>, usize)> = rows.into_iter().zip(ranks(&swings)).collect();
            placed.sort_by_key(|(_, rank)| *rank);
            all.extend(placed);
        }
    }
    all
}

fn row<'b>(
    block: &'b Block<'b>,
    run: &'b Measured<'b>,
    payer: &Arc<str>,
    answer: &'b Answer,
    parameter: &'b Parameter,
) -> Option<Row<'b>> {
    let (scenario, last, id) = (&run.outcome.scenario, block.last(), &answer.id);
    let [low, high] = run.outcome.parameters.ends(parameter.name())?;
    let value = |point: &Point| {
        let run = block.run(scenario, point)?;
        run.years.get(last)?.number(id).or_else(|| run.over.number(id))
    };
    let at = [value(&low)?, answer.value.number()?, value(&high)?];
    let is_moved = at.iter().any(|value| (value - at[1]).abs() > ROUNDING * at[1].abs());
    (is_moved && (at[2] - at[0]).is_finite()).then(|| Row { scenario, payer: payer.clone(), answer, parameter, at })
}
