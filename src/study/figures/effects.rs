//! `effects`: what each scenario changes in the last year against the reference, with the ends of its parameters.

use super::Figure;
use super::shown::policies;
use crate::model::ModelError;
use crate::study::Point;
use crate::study::compare::{Block, Measured};
use crate::study::metric::Metric;
use crate::words::{Column, Frame, Value};

pub(super) const FIGURE: Figure = Figure {
    id: "effects",
    about: "What each scenario changes in the last year, with the range of its parameters.",
    is_of_table: false,
    of,
};

/// Metrics of which the change is shown, and the headers of their columns.
const SHOWN: &[(&str, &str)] = &[
    ("focus_output", "Output of the focus"),
    ("output", "Output"),
    ("value_added", "Value added"),
    ("compensation", "Compensation"),
    ("operating_surplus", "Operating surplus"),
    ("imports", "Imports"),
];

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let metrics: Vec<(&'static Metric, &str)> = SHOWN
        .iter()
        .filter_map(|(id, name)| Some((Metric::named(id)?, *name)))
        .filter(|(metric, _)| block.scenarios().any(|run| change(block, run, metric.id, &Point::Central).is_some()))
        .collect();
    let mut columns = vec![Column::text("scenario", "Scenario", "The name of the scenario.")];
    for (metric, name) in &metrics {
        let unit = (metric.unit)(&block.base);
        let number = |end: &str, name: String, about: &str| {
            Column::number(format!("{}{end}", metric.id), name, unit.clone(), about)
        };
        columns.push(number(
            "",
            (*name).to_owned(),
            "The change against the reference, parameters at their central values.",
        ));
        columns.push(number("_low", format!("{name}, low"), "The same with every uncertain parameter at its low end."));
        columns.push(number(
            "_high",
            format!("{name}, high"),
            "The same with every uncertain parameter at its high end.",
        ));
    }
    let mut frame = Frame::new("effects", "What each scenario changes", columns);
    for run in policies(block) {
        let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into()];
        for (metric, _) in &metrics {
            let at = |point: &Point| Value::from(change(block, run, metric.id, point));
            row.extend([at(&Point::Central), at(&Point::Low), at(&Point::High)]);
        }
        frame.push(row);
    }
    Ok((!frame.rows.is_empty() && !metrics.is_empty()).then_some(frame))
}

fn change(block: &Block<'_>, run: &Measured<'_>, id: &str, point: &Point) -> Option<f64> {
    block.change(block.run(&run.outcome.scenario, point)?, block.last(), id)
}
