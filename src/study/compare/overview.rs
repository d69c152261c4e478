//! One row per scenario with the numbers that matter most, for the terminal. The rows stand in the order in which the
//! scenarios were given: the table ranks nothing.

use super::block::Block;
use super::cautions::cautions;
use super::diffusion;
use super::measured::Measured;
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
    /// Less that of the reference, with the same at the low and at the high end of the parameters.
    ChangeBand,
}

/// A table of the overview: its metrics, each with how it is shown and the header of its column. A metric that has no answer
/// in any scenario is left out.
struct Table {
    id: &'static str,
    title: &'static str,
    columns: &'static [(&'static str, Shown, &'static str)],
}

/// How large the effects are.
const SIZE: Table = Table {
    id: "overview",
    title: "Scenarios compared",
    columns: &[
        ("dose", Shown::Value, "Dose"),
        ("focus_output", Shown::ChangeBand, "Focus output, change"),
        ("value_added", Shown::Change, "Value added, change"),
        ("compensation", Shown::Change, "Compensation, change"),
        ("imports", Shown::Change, "Imports, change"),
        ("focus_output_per_dose", Shown::Value, "Focus output per dose"),
        ("value_added_per_dose", Shown::Value, "Value added per dose"),
    ],
};

/// How deep, how broad and how far they go.
const SHAPE: Table = Table {
    id: "spread",
    title: "Depth, breadth and spread",
    columns: &[
        ("depth_output", Shown::Value, "Depth"),
        ("buyers_coefficient", Shown::Value, "Buyers"),
        ("effective_number.own_use_in", Shown::Value, "Breadth, own use in"),
        ("effective_number.own_use_out", Shown::Value, "Breadth, own use out"),
        ("effective_number.by_branch", Shown::Value, "Breadth by branch"),
        ("reach", Shown::Value, "Reach"),
        ("effect_outside", Shown::Value, "Effect outside"),
        ("rounds_90", Shown::Value, "Rounds to 90 %"),
    ],
};

/// Both tables of a block, and a third where something spreads; the second has no row to show where the block has no focus.
pub(super) fn frames(block: &Block<'_>) -> Result<Vec<Frame>, FrameError> {
    let mut frames = vec![frame(block, &SIZE)?, frame(block, &SHAPE)?];
    frames.extend(diffusion::frame(block).transpose()?);
    // The cautions belong under the last of them.
    if let Some(last) = frames.last_mut() {
        for sentence in cautions(std::slice::from_ref(block)) {
            last.note(sentence);
        }
    }
    Ok(frames)
}

fn frame(block: &Block<'_>, table: &Table) -> Result<Frame, FrameError> {
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays; compare value added only where this is the same."),
    ];
    let mut shown = Vec::new();
    for &(shown_id, how, name) in table.columns {
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
            Shown::ChangeBand => {
                column(format!("{id}_difference"), name.to_owned(), Point::Central);
                if block.runs.iter().any(|run| run.outcome.point == Point::Low) {
                    column(format!("{id}_low"), "low".to_owned(), Point::Low);
                    column(format!("{id}_high"), "high".to_owned(), Point::High);
                }
            }
        }
    }
    let mut frame = Frame::new(table.id, format!("{}: {}", table.title, block.label), columns);
    for run in block.scenarios() {
        let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), run.payer().into()];
        row.extend(shown.iter().map(|(id, how, point)| cell(block, run, point, id, *how).into()));
        frame.push(row);
    }
    debug_assert!(
        frame.columns.iter().skip(2).all(|column| column.kind == ColumnKind::Number && column.unit != Unit::None)
    );
    frame.finish()
}

fn cell(block: &Block<'_>, run: &Measured<'_>, point: &Point, id: &str, how: Shown) -> Option<f64> {
    let last = block.last();
    let value = block.run(&run.outcome.scenario, point)?.years.get(last)?.number(id)?;
    match how {
        Shown::Value => Some(value),
        Shown::Change | Shown::ChangeBand => {
            let reference = block.reference_answers(point, last)?.number(id)?;
            Some(value - reference).filter(|difference| difference.is_finite())
        }
    }
}
