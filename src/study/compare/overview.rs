//! One row per scenario with the numbers that matter most, for the terminal. The rows stand in the order in which the
//! scenarios were given: the table ranks nothing.

use super::block::{Block, Measured};
use super::cautions::cautions;
use crate::study::Point;
use crate::study::metric::Metric;
use crate::words::{Column, ColumnKind, Frame, FrameError, Unit, Value};

/// How a metric is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// As it is.
    Value,
    /// Less that of the reference.
    Change,
    /// As it is, with the values at the low and at the high end of the parameters.
    Band,
}

/// The metrics that are shown, each with how and the header of its column. One that has no answer in any scenario is left out.
const COLUMNS: &[(&str, Shown, &str)] = &[
    ("dose", Shown::Value, "Dose"),
    ("focus_output", Shown::Change, "Focus output, change"),
    ("value_added", Shown::Change, "Value added, change"),
    ("imports", Shown::Change, "Imports, change"),
    ("depth_output", Shown::Value, "Depth"),
    ("effective_number.own_use_out", Shown::Value, "Breadth"),
    ("reach", Shown::Value, "Reach"),
    ("rounds_90", Shown::Value, "Rounds to 90 %"),
    ("focus_output_per_dose", Shown::Band, "Focus output per dose"),
    ("value_added_per_dose", Shown::Value, "Value added per dose"),
];

pub(super) fn frame(block: &Block<'_>) -> Result<Frame, FrameError> {
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays; compare value added only where this is the same."),
    ];
    let mut shown = Vec::new();
    for &(shown_id, how, name) in COLUMNS {
        let id = shown_id;
        let Some(metric) = id.split('.').next().and_then(Metric::named) else { continue };
        if block.scenarios().all(|run| cell(block, run, &Point::Central, id, how).is_none()) {
            continue;
        }
        let unit = (metric.unit)(&block.base);
        let mut column = |id: String, name: String, point: Point| {
            columns.push(Column::number(id.replace('.', "_"), name, unit.clone(), metric.about));
            shown.push((shown_id, how, point));
        };
        match how {
            Shown::Value => column(id.to_owned(), name.to_owned(), Point::Central),
            Shown::Change => column(format!("{id}_difference"), name.to_owned(), Point::Central),
            Shown::Band => {
                column(id.to_owned(), name.to_owned(), Point::Central);
                if block.runs.iter().any(|run| run.outcome.point == Point::Low) {
                    column(format!("{id}_low"), format!("{name}, low"), Point::Low);
                    column(format!("{id}_high"), format!("{name}, high"), Point::High);
                }
            }
        }
    }
    let mut frame = Frame::new("overview", format!("Scenarios compared: {}", block.label), columns);
    for run in block.scenarios() {
        let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), run.payer().into()];
        row.extend(shown.iter().map(|(id, how, point)| cell(block, run, point, id, *how).into()));
        frame.push(row);
    }
    debug_assert!(
        frame.columns.iter().skip(2).all(|column| column.kind == ColumnKind::Number && column.unit != Unit::None)
    );
    for sentence in cautions(std::slice::from_ref(block)) {
        frame.note(sentence);
    }
    frame.finish()
}

fn cell(block: &Block<'_>, run: &Measured<'_>, point: &Point, id: &str, how: Shown) -> Option<f64> {
    let last = block.last();
    let value = block.run(&run.outcome.scenario, point)?.years.get(last)?.number(id)?;
    match how {
        Shown::Value | Shown::Band => Some(value),
        Shown::Change => {
            let reference = block.reference_answers(point, last).number(id)?;
            Some(value - reference).filter(|difference| difference.is_finite())
        }
    }
}
