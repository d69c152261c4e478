//! `headline`: a row per scenario with the numbers by which policies are told apart, as levels, so that a reader can compare with
//! whichever scenario is of interest. Where no scenario is the reference the base table has a row of its own.

use super::Figure;
use super::shown::{BASE_TABLE, scenarios};
use crate::model::ModelError;
use crate::study::compare::{Block, Measured};
use crate::study::metric::{Answers, Metric};
use crate::words::{Column, Frame, Value};

pub(super) const FIGURE: Figure =
    Figure { id: "headline", about: "The numbers by which the scenarios are told apart.", is_of_table: false, of };

/// Answers and the headers of their columns; of a metric with parts that are technologies each has a column.
const SHOWN: &[(&str, &str)] = &[
    ("dose", "Dose"),
    ("focus_output", "Output of the focus"),
    ("output", "Output"),
    ("value_added", "Value added"),
    ("compensation", "Compensation"),
    ("jobs", "Jobs"),
    ("imports", "Imports"),
    ("depth_output", "Depth"),
    ("buyers_coefficient", "Buyers"),
    ("effective_number.own_use_out", "Breadth"),
    ("effective_number.by_branch", "Breadth by branch"),
    ("reach", "Reach"),
    ("unmet_demand", "Unmet demand"),
    ("years_of_others_to_50", "Years of others to 50 %"),
    ("adoption_of_others", "Adoption of others"),
];

/// What an answer is called of the answers in a list: itself, or each technology that has it.
fn answers<'a>(all: &'a Answers, id: &'a str) -> impl Iterator<Item = &'a str> {
    let prefix = format!("{id}.");
    all.list.iter().map(|answer| answer.id.as_str()).filter(move |found| *found == id || found.starts_with(&prefix))
}

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let last = block.last();
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays; compare value added only where this is the same."),
    ];
    let mut ids: Vec<String> = Vec::new();
    for (shown, name) in SHOWN {
        if *shown == "output" && block.base.focus().is_some() {
            continue;
        }
        let Some(metric) = shown.split('.').next().and_then(Metric::named) else { continue };
        let mut found: Vec<&str> = Vec::new();
        for run in scenarios(block) {
            let of_year = run.years.get(last).into_iter().flat_map(|all| answers(all, shown));
            for id in of_year.chain(answers(&run.over, shown)) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        for id in &found {
            let part = id.strip_prefix(shown).and_then(|rest| rest.strip_prefix('.'));
            let name = part.filter(|_| found.len() > 1).map_or((*name).to_owned(), |part| format!("{name}: {part}"));
            let unit = (metric.unit)(&block.base);
            columns.push(Column::number(id.replace(['.', ' '], "_"), name, unit, metric.about));
            ids.push((*id).to_owned());
        }
    }
    let mut frame = Frame::new("headline", "Scenarios compared", columns);
    let number = |run: &Measured<'_>, id: &str| run.years.get(last)?.number(id).or_else(|| run.over.number(id));
    for run in scenarios(block) {
        let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), run.payer().into()];
        row.extend(ids.iter().map(|id| Value::from(number(run, id))));
        frame.push(row);
    }
    if block.reference.is_none() {
        let mut row: Vec<Value> = vec![BASE_TABLE.into(), Value::Empty];
        row.extend(ids.iter().map(|id| Value::from(block.before_answers.number(id))));
        frame.push(row);
    }
    Ok(Some(frame))
}
