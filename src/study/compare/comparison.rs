//! `comparison.csv`: a row per scenario and metric, in the last year of the scenario.

use super::against::{Against, columns};
use super::block::Block;
use super::cautions::cautions;
use super::measured::Measured;
use crate::study::Point;
use crate::study::metric::Answer;
use crate::words::{Column, Frame, FrameError, Unit, Value};

pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Frame, FrameError> {
    let number = |id, name, about| Column::number(id, name, Unit::None, about);
    let mut all = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("metric", "Metric", "What is measured; `eslabon list metrics` explains each."),
        Column::text("unit", "Unit", "The unit of the numbers of the row."),
    ];
    all.extend(columns());
    all.extend([
        number("low", "Low", "The value with every uncertain parameter at its low end; not always the lower number."),
        number(
            "high",
            "High",
            "The value with every uncertain parameter at its high end; not always the higher number.",
        ),
        number("base", "Base", "The same in the base table, without any scenario."),
        Column::text("words", "In words", "The answer of a metric that is not a number."),
        Column::text("payer", "Who pays", "Who pays in any year; compare value added only where this is the same."),
        Column::integer("year", "Year", Unit::None, "The last year of the scenario."),
        Column::text("block", "Block", "Table, closure, focus and years; numbers are compared within a block only."),
        number(
            "equal_dose",
            "Equal dose",
            "The value with the scenario at the dose of the others; empty where that was not run.",
        ),
        number(
            "equal_dose_difference",
            "Equal dose: difference",
            "The same less the reference at that dose too; empty where the reference cannot be brought there.",
        ),
        number(
            "equal_dose_low",
            "Equal dose: low",
            "The value at that dose with every uncertain parameter at its low end; empty where that cannot be brought there.",
        ),
        number(
            "equal_dose_high",
            "Equal dose: high",
            "The value at that dose with every uncertain parameter at its high end; empty where that cannot be brought there.",
        ),
    ]);
    let mut frame = Frame::new("comparison", "Scenarios compared", all);
    for block in blocks {
        for run in block.scenarios() {
            rows(block, run, &mut frame);
        }
    }
    for sentence in cautions(blocks) {
        frame.note(sentence);
    }
    frame.finish()
}

fn rows(block: &Block<'_>, run: &Measured<'_>, frame: &mut Frame) {
    let (scenario, last) = (&run.outcome.scenario, block.last());
    let (Some(answers), Some(year)) = (run.years.get(last), run.outcome.years.get(last)) else { return };
    let payer = run.payer();
    let equal = block.run(scenario, &Point::EqualDose);
    let equal_ends = [Point::EqualDoseLow, Point::EqualDoseHigh].map(|point| block.run(scenario, &point));
    let mut push = |answer: &Answer,
                    reference: Option<f64>,
                    ends: [[Option<f64>; 2]; 2],
                    base: Option<f64>,
                    equal: Option<Against>| {
        let [ends, equal_ends] = ends;
        let Answer { id, unit, value, .. } = answer;
        let difference = value.number().map(|number| Against::in_unit(number, reference, unit));
        let words = value.text().map(str::to_owned);
        let mut row: Vec<Value> = vec![scenario.as_str().into(), id.as_str().into(), unit.to_string().into()];
        row.push(value.number().into());
        row.extend(difference.map_or([Value::Empty, Value::Empty, Value::Empty], Against::cells));
        row.extend(ends.map(Value::from));
        row.push(base.into());
        row.extend([words.into(), payer.into(), year.year.map(i64::from).into(), block.label.as_str().into()]);
        row.extend([equal.map(|equal| equal.value).into(), equal.and_then(|equal| equal.difference).into()]);
        row.extend(equal_ends.map(Value::from));
        frame.push(row);
    };
    let ends = [Point::Low, Point::High].map(|point| block.run(scenario, &point));
    // Effects over all years are against the base table already, where they are nothing.
    for answer in answers.list.iter().chain(&run.over.list) {
        let id = &answer.id;
        let number = |run: Option<&Measured<'_>>| run.and_then(|run| run.number(last, id));
        let reference = |point: &Point| block.reference_number(point, last, id);
        let equal = number(equal).map(|value| Against::in_unit(value, reference(&Point::EqualDose), &answer.unit));
        let ends = [ends, equal_ends].map(|ends| ends.map(number));
        push(answer, reference(&Point::Central), ends, block.base_number(id), equal);
    }
}
