//! `outcomes.csv`: long and tidy. Per scenario, point and year: every level of every sector, the adoption of every buyer, the totals (sector `total`), and
//! the metrics of the scenario as a whole (no sector).

use super::against::{Against, columns};
use super::block::{Block, Measured};
use crate::study::Level;
use crate::study::metric::Family;
use crate::words::{Column, Frame, FrameError, Unit, Value};

/// What stands in the column of sectors for all of them together.
pub(super) const TOTAL: &str = "total";

pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Frame, FrameError> {
    let mut all = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text(
            "point",
            "Point",
            "Where within the ranges of its parameters it ran; `equal dose` where it was brought to the dose of others.",
        ),
        Column::integer("draw", "Draw", Unit::None, "The number of the random draw; empty where nothing is drawn."),
        Column::integer("year", "Year", Unit::None, "The year."),
        Column::text(
            "sector",
            "Sector",
            "The code of the sector, `total` for all together, empty for a metric of the scenario.",
        ),
        Column::text("sector_name", "Name", "The name of the sector."),
        Column::text("metric", "Metric", "What is measured."),
        Column::text("unit", "Unit", "The unit of the numbers of the row."),
    ];
    all.extend(columns());
    let mut frame = Frame::new("outcomes", "Outcomes by year and sector", all);
    for block in blocks {
        // Parameters one at a time stand in `sensitivity.csv`, other channels in `channels.csv`.
        for run in block.runs.iter().filter(|run| run.outcome.point.is_outcome()) {
            for year in 0..run.years.len() {
                rows(block, run, year, &mut frame);
            }
        }
    }
    frame.finish()
}

fn rows(block: &Block<'_>, run: &Measured<'_>, at: usize, frame: &mut Frame) {
    let (base, outcome) = (&run.outcome.base, run.outcome);
    let (Some(year), Some(answers)) = (outcome.years.get(at), run.years.get(at)) else { return };
    let (scenario, point) = (outcome.scenario.as_str(), outcome.point.to_string());
    let start = |sector: &str, name: &str, metric: &str, unit: &Unit| -> Vec<Value> {
        let text = |text: &str| if text.is_empty() { Value::Empty } else { text.into() };
        vec![
            scenario.into(),
            point.as_str().into(),
            Value::Empty,
            i64::from(year.year).into(),
            text(sector),
            text(name),
            metric.into(),
            unit.to_string().into(),
        ]
    };
    let mut push = |mut row: Vec<Value>, value: f64, against: Against| {
        row.push(value.into());
        row.extend(against.cells());
        frame.push(row);
    };
    let reference = block.reference_state_at(&outcome.point, at);
    for level in Level::in_year(base, &year.state) {
        let (id, unit) = (level.id(base), level.unit(base));
        let values = level.by_sector(base, &year.state);
        let others = reference.map(|reference| level.by_sector(base, reference));
        for (at, (sector, &value)) in base.economy().table().sectors().iter().zip(&values).enumerate() {
            let other = others.as_ref().map(|others| others[at]);
            push(start(&sector.code, &sector.name, &id, &unit), value, Against::of(value, other));
        }
        let total = values.sum();
        push(start(TOTAL, "", &id, &unit), total, Against::of(total, others.map(|others| others.sum())));
    }
    for adopted in &year.state.settled().adopted {
        let id = format!("adoption.{}", adopted.entry.name);
        let mut others = reference.iter().flat_map(|reference| &reference.settled().adopted);
        let other = others.find(|other| other.entry.name == adopted.entry.name);
        for &buyer in &*adopted.buyers {
            let sector = &base.economy().table().sectors()[buyer];
            let (value, other) = (adopted.shares[buyer], other.map(|other| other.shares[buyer]));
            push(start(&sector.code, &sector.name, &id, &Unit::Share), value, Against::of(value, other));
        }
    }
    let reference = block.reference_answers(&outcome.point, at);
    for answer in answers.list.iter().filter(|answer| answer.metric.family != Family::Level) {
        if let Some(value) = answer.value.number() {
            let against =
                Against::in_unit(value, reference.and_then(|answers| answers.number(&answer.id)), &answer.unit);
            push(start("", "", &answer.id, &answer.unit), value, against);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::study::fixture::scenario;
    use crate::study::{Comparison, run};
    use crate::table::fixture::two_sectors;

    /// The values of the rows with this metric, by the sector's code.
    fn values(text: &str, metric: &str) -> Vec<(String, f64)> {
        let outcomes = run(&[scenario(two_sectors(), text).unwrap()], &|_, _| {}).unwrap();
        let frame = Comparison::of(&outcomes, None).unwrap().outcomes().unwrap();
        let at = |id| frame.position(id).unwrap();
        let rows = frame.rows.iter().filter(|row| row[at("metric")].text() == Some(metric));
        let cells = rows.map(|row| (row[at("sector")].text().unwrap_or("").to_owned(), row[at("value")].number()));
        cells.filter_map(|(sector, value): (String, Option<f64>)| Some((sector, value?))).collect()
    }

    #[test]
    fn what_only_some_scenarios_have_is_told_by_sector_where_they_have_it() {
        let limit = "[[shock.output_limit]]\nname = 'a'\nsectors = 'S2'\nscale = 0.95\nrationing = 'final_demand'\n";
        let unmet = values(limit, "unmet_demand");
        // 100 (.7575 / .85), in the second sector alone.
        let known = [("S1", 0.0), ("S2", 75.75 / 0.85), ("total", 75.75 / 0.85)];
        assert_eq!(unmet.len(), known.len(), "{unmet:?}");
        for ((sector, value), (code, expected)) in unmet.iter().zip(known) {
            assert!(sector == code && (value - expected).abs() <= 1e-11, "{unmet:?}");
        }
        let cheaper = "[[shock.productivity]]\nname = 'a'\nbuyers = 'S1'\nrow = 'compensation'\nscale = 0.8\npasses_to = 'prices'\n";
        // .06 of S1's output: p = 1 - .06 (1.2541, .3300).
        let (one, other) = (1.0 - 0.06 * 0.95 / 0.7575, 1.0 - 0.06 * 0.25 / 0.7575);
        let worth = values(cheaper, "output_value");
        let known = [("S1", 1000.0 * one), ("S2", 2000.0 * other), ("total", 1000.0 * one + 2000.0 * other)];
        assert_eq!(worth.len(), known.len(), "{worth:?}");
        for ((sector, value), (code, expected)) in worth.iter().zip(known) {
            assert!(sector == code && (value - expected).abs() <= 1e-11, "{worth:?}");
        }
        assert_eq!(values(cheaper, "output")[0], ("S1".to_owned(), 1000.0));
        let index = values(cheaper, "price_index");
        assert!(index.len() == 1 && index[0].0.is_empty() && (index[0].1 - 1990.0 / 2050.0).abs() < 1e-14, "{index:?}");
        for metric in ["unmet_demand", "output_value", "price_index"] {
            assert!(values("", metric).is_empty());
        }
    }
}
