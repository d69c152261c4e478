//! `trade-off`: breadth against depth of the focus sector, a point per scenario: who spreads it wide, and who drives it deep.

use super::Figure;
use super::shown::{BASE_TABLE, scenarios};
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::study::metric::Metric;
use crate::words::{Column, Frame, Value};

pub(super) const FIGURE: Figure = Figure {
    id: "trade-off",
    about: "Breadth against depth of the focus sector, a point per scenario.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    const AXES: [(&str, &str, &str); 2] =
        [("depth_output", "depth", "Depth"), ("effective_number.own_use_out", "breadth", "Breadth")];
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays in any year."),
    ];
    for (answer, id, name) in AXES {
        let Some(metric) = answer.split('.').next().and_then(Metric::named) else { return Ok(None) };
        columns.push(Column::number(id, name, (metric.unit)(&block.base), metric.about));
    }
    let mut frame = Frame::new("trade-off", "Breadth against depth", columns);
    let last = block.last();
    for run in scenarios(block) {
        let number = |id: &str| run.years.get(last)?.number(id);
        let [depth, breadth] = AXES.map(|(answer, ..)| number(answer));
        if let (Some(depth), Some(breadth)) = (depth, breadth) {
            let row: Vec<Value> =
                vec![run.outcome.scenario.as_str().into(), run.payer().into(), depth.into(), breadth.into()];
            frame.push(row);
        }
    }
    // A single policy has something to stand beside, where no scenario is the reference.
    let [depth, breadth] = AXES.map(|(answer, ..)| block.before_answers.number(answer));
    if let (None, Some(depth), Some(breadth), false) = (&block.reference, depth, breadth, frame.rows.is_empty()) {
        frame.push(vec![BASE_TABLE.into(), Value::Empty, depth.into(), breadth.into()]);
    }
    frame.note("Depth is what the focus sector sells per unit of all output; breadth the buyers of equal size that would be as concentrated, without own use.");
    Ok((!frame.rows.is_empty()).then_some(frame))
}
