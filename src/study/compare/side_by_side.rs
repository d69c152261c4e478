//! Scenarios as written beside the same at equal dose, for the terminal: who pays, factor, and the change of a few metrics against the
//! reference.

use super::block::Block;
use super::measured::Measured;
use crate::study::Point;
use crate::study::metric::Metric;
use crate::words::{Column, Frame, Unit, Value, six_digits};

/// The metrics that are shown twice, with the header of each.
const SHOWN: &[(&str, &str)] = &[
    ("focus_output", "Focus output"),
    ("depth_output", "Depth"),
    ("value_added", "Value added"),
    ("imports", "Imports"),
];

/// None where nothing was run at equal dose. Its numbers are not looked at yet. `headers` makes of the name of a metric the headers of its
/// two columns, as written and at equal dose.
pub(in crate::study) fn table(block: &Block<'_>, headers: fn(&str) -> [String; 2]) -> Option<Frame> {
    if !block.has_equal_dose() {
        return None;
    }
    let answered = |id: &str| block.scenarios().any(|run| block.change(run, block.last(), id).is_some());
    let metrics: Vec<(&Metric, &str)> = SHOWN
        .iter()
        .filter(|(id, _)| answered(id))
        .filter_map(|(id, name)| Some((Metric::named(id)?, *name)))
        .collect();
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays in any year; compare value added only where this is the same."),
        Column::number(
            "factor",
            "Factor",
            Unit::Ratio,
            "How many times as large as written the scenario is at equal dose; above 1 it is stretched.",
        ),
    ];
    for (metric, name) in &metrics {
        let unit = (metric.unit)(&block.base);
        let column = |id: String, name: String, dose: &str| {
            Column::number(id, name, unit.clone(), format!("{} less that of the reference, {dose}.", metric.name))
        };
        let [written, equal] = headers(name);
        columns.push(column(metric.id.to_owned(), written, "as written"));
        columns.push(column(format!("{}_equal_dose", metric.id), equal, "at equal dose"));
    }
    let mut frame = Frame::new("equal_dose", format!("As written and at equal dose: {}", block.label), columns);
    for run in block.scenarios() {
        let equal = block.run(&run.outcome.scenario, &Point::EqualDose);
        let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), run.payer().into()];
        row.push(equal.map(|equal| equal.outcome.size).into());
        for (metric, _) in &metrics {
            let change = |run| block.change(run, block.last(), metric.id);
            row.extend([change(run).into(), equal.and_then(change).into()]);
        }
        frame.push(row);
    }
    for note in notes(block) {
        frame.note(note);
    }
    Some(frame)
}

/// The dose, which scenarios are not at it, and which are stretched.
fn notes(block: &Block<'_>) -> Vec<String> {
    let brought: Vec<&Measured<'_>> = block.runs.iter().filter(|run| run.outcome.point == Point::EqualDose).collect();
    let mut doses: Vec<f64> = brought.iter().map(|run| run.outcome.dose()).filter(|dose| *dose > 0.0).collect();
    // Doses are met to 1e-12, and two of them may lie on either side: what differs by less than 1e-11 is one.
    doses.sort_by(f64::total_cmp);
    doses.dedup_by(|a, b| (*a - *b).abs() <= 1e-11 * b.abs());
    let year = block.last_year().0.map_or_else(String::new, |year| format!(" in {year}"));
    let money = block.base.economy().table().unit();
    let mut notes: Vec<String> = doses
        .iter()
        .map(|dose| {
            format!(
                "Equal dose: {} {money}, redirected and injected together{year}; every change of a scenario is \
                 multiplied by its factor, parameters central.",
                six_digits(*dose)
            )
        })
        .collect();
    let names = |runs: Vec<&str>| runs.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let stretched: Vec<&str> =
        brought.iter().filter(|run| run.outcome.size > 1.0).map(|run| run.outcome.scenario.as_str()).collect();
    if !stretched.is_empty() {
        notes.push(format!("Larger than their authors wrote them: {}.", names(stretched)));
    }
    let left: Vec<&str> = block
        .scenarios()
        .map(|run| run.outcome.scenario.as_str())
        .filter(|name| brought.iter().all(|run| run.outcome.scenario != *name))
        .collect();
    if !left.is_empty() {
        notes.push(format!("Not at equal dose: {}.", names(left)));
    }
    notes.extend(block.without_reference_at_equal_dose());
    notes
}
