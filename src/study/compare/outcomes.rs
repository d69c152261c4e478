//! `outcomes.csv`: long and tidy. Per scenario, point and year: every level of every sector, the adoption of every buyer, the totals (sector
//! `total`), and the metrics of the scenario as a whole (no sector). After the last year of a point come its metrics of all years together,
//! which stand under the last year, as in `comparison.csv`. Where one parameter alone is moved sectors are left out: there are two such
//! points for every parameter, and its totals and metrics say what it does.

use super::against::{Against, columns};
use super::block::Block;
use super::measured::Measured;
use crate::study::metric::Family;
use crate::study::{Level, State};
use crate::words::{Column, Frame, FrameError, Unit, Value};
use nalgebra::DVector;

/// What stands in the column of sectors for all of them together.
pub(super) const TOTAL: &str = "total";

pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Frame, FrameError> {
    let mut all = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text(
            "point",
            "Point",
            "Where within the ranges of its parameters it ran: central, low and high of all; NAME low and NAME high of one alone; with \
             `equal dose` before it where it was brought to the dose of others.",
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
    all.push(Column::number(
        "base",
        "Base",
        Unit::None,
        "The same in the base table, without any scenario; empty where there is nothing to measure, such as a date or an effect per dose.",
    ));
    let mut frame = Frame::new("outcomes", "Outcomes by year and sector", all);
    for block in blocks {
        let levels = OfTable::every(block);
        // Other channels stand in `channels.csv`.
        for run in block.runs.iter().filter(|run| run.outcome.point.is_outcome()) {
            for year in 0..run.years.len() {
                rows(block, &levels, (run, year), &mut frame);
            }
        }
    }
    frame.finish()
}

/// A level with what is the same in every run of a block.
struct OfTable {
    level: Level,
    id: String,
    unit: Unit,
    /// Without any scenario, by sector.
    before: DVector<f64>,
}

impl OfTable {
    /// Those of a block's table.
    fn every(block: &Block<'_>) -> Vec<Self> {
        let base = &block.base;
        let of = |level: Level| Self {
            level,
            id: level.id(base),
            unit: level.unit(base),
            before: level.by_sector(base, &block.before),
        };
        Level::of(base).into_iter().map(of).collect()
    }
}

/// The beginning of a row of a point in a year.
struct Start<'r> {
    scenario: &'r str,
    point: String,
    year: Option<i32>,
}

impl Start<'_> {
    fn push(
        &self,
        (sector, name): (&str, &str),
        (metric, unit): (&str, &Unit),
        (against, base): (Against, Option<f64>),
        frame: &mut Frame,
    ) {
        let text = |text: &str| if text.is_empty() { Value::Empty } else { text.into() };
        let mut row = vec![
            self.scenario.into(),
            self.point.as_str().into(),
            Value::Empty,
            self.year.map(i64::from).into(),
            text(sector),
            text(name),
            metric.into(),
            unit.to_string().into(),
            against.value.into(),
        ];
        row.extend(against.cells());
        row.push(base.into());
        frame.push(row);
    }
}

fn rows(block: &Block<'_>, levels: &[OfTable], (run, at): (&Measured<'_>, usize), frame: &mut Frame) {
    let (base, outcome) = (&run.outcome.base, run.outcome);
    let (Some(year), Some(answers)) = (outcome.years.get(at), run.years.get(at)) else { return };
    let start = Start { scenario: &outcome.scenario, point: outcome.point.to_string(), year: year.year };
    let has_sectors = !outcome.point.is_one_at_a_time();
    let reference = block.reference_state_at(&outcome.point, at);
    for OfTable { level, id, unit, before } in levels {
        let values = level.by_sector(base, &year.state);
        let others = reference.map(|reference| level.by_sector(base, reference));
        let sectors = base.economy().table().sectors().iter().zip(&values).enumerate().filter(|_| has_sectors);
        for (at, (sector, &value)) in sectors {
            let against = Against::of(value, others.as_ref().map(|others| others[at]));
            start.push((&sector.code, &sector.name), (id, unit), (against, Some(before[at])), frame);
        }
        let against = Against::of(values.sum(), others.map(|others| others.sum()));
        start.push((TOTAL, ""), (id, unit), (against, Some(before.sum())), frame);
    }
    for adopted in year.state.settled().adopted.iter().filter(|_| has_sectors) {
        let id = format!("adoption.{}", adopted.entry.name);
        for &buyer in &*adopted.buyers {
            let sector = &base.economy().table().sectors()[buyer];
            // Where a technology does not spread, nobody adopts it.
            let other = reference.map(|reference| share(reference, &adopted.entry.name, buyer).unwrap_or(0.0));
            let against = Against::of(adopted.shares[buyer], other);
            start.push((&sector.code, &sector.name), (&id, &Unit::Share), (against, Some(0.0)), frame);
        }
    }
    let of_year = answers.list.iter().filter(|answer| answer.metric.family != Family::Level);
    let over = run.over.list.iter().filter(|_| at == block.last());
    for answer in of_year.chain(over) {
        // What is no number stands in `comparison.csv` alone.
        let Some(value) = answer.value.number() else { continue };
        let reference = block.reference_number(&outcome.point, at, &answer.id);
        let against = Against::in_unit(value, reference, &answer.unit);
        start.push(("", ""), (&answer.id, &answer.unit), (against, block.base_number(&answer.id)), frame);
    }
}

/// The share of a sector that has adopted a technology; none where that does not spread.
fn share(state: &State, technology: &str, sector: usize) -> Option<f64> {
    let adopted = state.settled().adopted.iter().find(|one| one.entry.name == technology)?;
    Some(adopted.shares[sector])
}

#[cfg(test)]
mod tests {
    use crate::study::fixture::{scenario, with_parameters};
    use crate::study::{CommonDose, Comparison, Parameter, Parameters, Scenario, at_equal_dose, run};
    use crate::table::fixture::two_sectors;
    use crate::words::Value;

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
    fn what_only_some_scenarios_move_is_told_by_sector_of_all() {
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
        // Nothing is unmet without a limit, and prices that nothing moves are one: known, and not absent.
        let at = |values: Vec<(String, f64)>| values.into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(at(values("", "unmet_demand")), [0.0; 3]);
        assert_eq!(at(values("", "output_value")), at(values("", "output")));
        assert_eq!(at(values("", "price_index")), [1.0]);
    }

    #[test]
    fn every_point_and_all_years_together_are_told() {
        let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'tie'\ninstead_of = 'operating_surplus'\n\
                    [[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = 'more'\n";
        // At the high end the second entry is half as large again beside the first, so that one dose is another policy.
        let parameters = Parameters::new(vec![
            Parameter::new("tie", 0.01).between(Some(0.005), Some(0.02)),
            Parameter::new("more", 10.0).between(Some(5.0), Some(30.0)),
        ]);
        let base = scenario(two_sectors(), "").unwrap().base;
        let uncertain = Scenario { years: vec![2021, 2022], ..with_parameters(base, text, parameters).unwrap() };
        let scenarios = [uncertain];
        let mut outcomes = run(&scenarios, &|_, _| {}).unwrap();
        outcomes
            .extend(at_equal_dose(&scenarios, &outcomes, &[], Some(&CommonDose::Money(5.0)), &|_, _| {}).unwrap().0);
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let frame = comparison.outcomes().unwrap();
        let at = |id| frame.position(id).unwrap();
        let count = |point: &str, metric: &str, is_of_sector: bool| {
            let is_meant = |row: &&Vec<Value>| {
                let sector = row[at("sector")].text().unwrap_or_default();
                row[at("point")].text() == Some(point)
                    && row[at("metric")].text() == Some(metric)
                    && sector.starts_with('S') == is_of_sector
            };
            frame.rows.iter().filter(is_meant).count()
        };
        for point in ["central", "low", "high", "equal dose", "equal dose low", "equal dose high"] {
            assert_eq!((count(point, "output", true), count(point, "output", false)), (4, 2), "{point}");
            assert_eq!(count(point, "cumulative.output", false), 1, "{point}");
        }
        for point in ["tie low", "tie high", "more low", "more high"] {
            assert_eq!((count(point, "output", true), count(point, "output", false)), (0, 2), "{point}");
            assert_eq!((count(point, "effect", false), count(point, "cumulative.output", false)), (2, 1), "{point}");
        }
        // All years together stand under the last of them, with the number of the comparison.
        let over: Vec<&Vec<Value>> = frame
            .rows
            .iter()
            .filter(|row| {
                row[at("metric")].text() == Some("cumulative.output") && row[at("point")].text() == Some("central")
            })
            .collect();
        assert_eq!((over.len(), over[0][at("year")].number()), (1, Some(2022.0)));
        let compared = comparison.comparison().unwrap();
        let (metric, value) = (compared.position("metric").unwrap(), compared.position("value").unwrap());
        let row = compared.rows.iter().find(|row| row[metric].text() == Some("cumulative.output")).unwrap();
        assert_eq!(row[value].number(), over[0][at("value")].number());
        let ends =
            ["equal_dose_low", "equal_dose", "equal_dose_high"].map(|id| row[compared.position(id).unwrap()].number());
        assert!(ends.iter().all(Option::is_some) && ends[0] != ends[2], "{ends:?}");
    }
}
