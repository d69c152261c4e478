//! `course`: the way of each scenario over its years: output of the focus sector, or of all sectors, against the reference, with the
//! ends of the parameters; of the reference itself that is none.

use super::Figure;
use super::shown::scenarios;
use crate::model::ModelError;
use crate::study::Point;
use crate::study::compare::Block;
use crate::study::metric::Metric;
use crate::words::{Column, Frame, Unit, Value};

pub(super) const FIGURE: Figure = Figure {
    id: "course",
    about: "Output of the focus sector year by year, against the reference.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let id = if block.base.focus().is_some() { "focus_output" } else { "output" };
    let Some(metric) = Metric::named(id).filter(|_| block.last() > 0) else { return Ok(None) };
    let unit = (metric.unit)(&block.base);
    let number = |id: &str, name: &str, about: &str| Column::number(id, name, unit.clone(), about);
    let columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::integer("year", "Year", Unit::None, "The year."),
        number("value", "Change", "The change against the reference in the same year."),
        number("low", "Low", "The same with every uncertain parameter at its low end."),
        number("high", "High", "The same with every uncertain parameter at its high end."),
    ];
    let title = if id == "output" { "Output, change by year" } else { "Output of the focus, change by year" };
    let mut frame = Frame::new("course", title, columns);
    for run in scenarios(block) {
        for (at, year) in run.outcome.years.iter().enumerate() {
            let name = &run.outcome.scenario;
            let of = |point: &Point| Value::from(block.run(name, point).and_then(|run| block.change(run, at, id)));
            let mut row: Vec<Value> = vec![name.as_str().into(), year.year.map(i64::from).into()];
            row.extend([of(&Point::Central), of(&Point::Low), of(&Point::High)]);
            frame.push(row);
        }
    }
    let is_change = |row: &Vec<Value>| row.iter().skip(2).filter_map(Value::number).any(|change| change != 0.0);
    Ok(frame.rows.iter().any(is_change).then_some(frame))
}
