//! The way of each scenario over its years, for the terminal: output of the focus sector, or of all sectors, against the reference, in a
//! few years from the first to the last. Every year and every metric is in `outcomes.csv`.

use super::block::Block;
use crate::study::metric::Metric;
use crate::words::{Column, Frame, FrameError, Unit, Value};

/// How many years are shown.
const SHOWN: usize = 6;

/// None where there is one year.
pub(super) fn frame(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    let years: Vec<i32> = block.runs.first()?.outcome.years.iter().filter_map(|year| year.year).collect();
    let id = if block.base.focus().is_some() { "focus_output" } else { "output" };
    let metric = Metric::named(id).filter(|_| years.len() > 1)?;
    let positions = positions(years.len());
    let unit: Unit = (metric.unit)(&block.base);
    let mut columns = vec![Column::text("scenario", "Scenario", "The name of the scenario.")];
    columns.extend(positions.iter().map(|&at| {
        let year = years[at];
        let about = format!("{} in {year} less that of the reference in the same year.", metric.name);
        Column::number(format!("year_{year}"), year.to_string(), unit.clone(), about)
    }));
    let mut frame = Frame::new("course", format!("{}, change by year: {}", metric.name, block.label), columns);
    for run in block.scenarios() {
        let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into()];
        row.extend(positions.iter().map(|&at| Value::from(block.change(run, at, id))));
        frame.push(row);
    }
    Some(frame.finish())
}

/// The first, the last, and years evenly between, at most so many as are shown.
fn positions(count: usize) -> Vec<usize> {
    let shown = count.min(SHOWN);
    let last = count.saturating_sub(1);
    let steps = shown.saturating_sub(1).max(1);
    (0..shown).map(|step| (step * last + steps / 2) / steps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_and_last_are_always_shown() {
        assert_eq!(positions(1), [0]);
        assert_eq!(positions(3), [0, 1, 2]);
        assert_eq!(positions(15), [0, 3, 6, 8, 11, 14]);
        for count in 1..60 {
            let found = positions(count);
            assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{count}: {found:?}");
            assert_eq!((found[0], found[found.len() - 1]), (0, count - 1));
        }
    }
}
