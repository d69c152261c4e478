//! `adoption`: the share of everyone else, and of all buyers, that has adopted each technology, year by year, with the ends of
//! the parameters. Shares are at the beginning of a year and weighted by base output.

use super::Figure;
use super::shown::scenarios;
use crate::model::ModelError;
use crate::study::compare::{Block, Measured};
use crate::study::{Adopted, Point};
use crate::words::{Column, Frame, Unit, Value};

pub(super) const FIGURE: Figure =
    Figure { id: "adoption", about: "How far each technology has spread, year by year.", is_of_table: false, of };

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    if block.scenarios().all(|run| run.outcome.curves.is_empty()) {
        return Ok(None);
    }
    let share = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::Share, about);
    let columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
        Column::integer("year", "Year", Unit::None, "The year, at its beginning."),
        share("others", "Everyone else", "Adoption of the buyers that no policy puts ahead."),
        share("others_low", "Everyone else, low", "The same with every uncertain parameter at its low end."),
        share("others_high", "Everyone else, high", "The same with every uncertain parameter at its high end."),
        share("all", "All buyers", "Adoption of all buyers, the early ones among them."),
    ];
    let mut frame = Frame::new("adoption", "How far and how fast", columns);
    for run in scenarios(block) {
        let name = &run.outcome.scenario;
        for technology in run.outcome.curves.iter().map(|curve| curve.entry.name.as_str()) {
            for (at, year) in run.outcome.years.iter().enumerate() {
                let others = |point: &Point| {
                    Value::from(
                        block.run(name, point).and_then(|run| adopted(run, at, technology, Adopted::everyone_else)),
                    )
                };
                let all = adopted(run, at, technology, |adopted| adopted.buyers.to_vec());
                frame.push(vec![
                    name.as_str().into(),
                    technology.into(),
                    year.year.map(i64::from).into(),
                    others(&Point::Central),
                    others(&Point::Low),
                    others(&Point::High),
                    all.into(),
                ]);
            }
        }
    }
    frame.note("Everyone else are the buyers that no policy puts ahead; shares are weighted by base output.");
    Ok(Some(frame))
}

/// The share of some buyers that has adopted a technology in the year at a position; none where they make nothing.
fn adopted(run: &Measured<'_>, year: usize, technology: &str, of: impl Fn(&Adopted) -> Vec<usize>) -> Option<f64> {
    let settled = run.outcome.years.get(year)?.state.settled();
    let adopted = settled.adopted.iter().find(|adopted| adopted.entry.name.as_str() == technology)?;
    adopted.mean(&run.outcome.base, &of(adopted))
}
