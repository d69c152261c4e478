//! `channels.csv`: what everyone else gains from early adopters, by the channel through which technologies spread; as written, and through
//! the links that studies ask for. Which orders of scenarios turn around with the channel is said in `flips.csv`.
//!
//! Years are those of the metrics `years_of_others_to_50` and `years_gained_by_others`, the share that of `adoption_of_others`, each at its point.

use super::block::Block;
use super::measured::Measured;
use crate::analysis::adoption::Through;
use crate::study::{Curve, Point};
use crate::words::{Column, Frame, FrameError, Unit, Value};

/// The channels that studies of a block ask for, each once.
fn asked(block: &Block<'_>) -> Vec<Through> {
    let mut asked = Vec::new();
    for &through in block.studies.iter().flat_map(|study| &study.channels) {
        if !asked.contains(&through) {
            asked.push(through);
        }
    }
    asked
}

/// A number of a technology: of all years together, or in the last.
fn number(block: &Block<'_>, run: &Measured<'_>, metric: &str, curve: &Curve) -> Option<f64> {
    let id = format!("{metric}.{}", curve.entry.name);
    run.over.number(&id).or_else(|| run.years.get(block.last())?.number(&id))
}

const METRICS: [(&str, &str, Unit, &str); 3] = [
    ("adoption_of_others", "Others", Unit::Share, "Adoption of everyone else in the last year."),
    (
        "years_of_others_to_50",
        "Years of others to 50 %",
        Unit::Years,
        "Years until half of everyone else have adopted; empty where they do not within the years of the scenario.",
    ),
    (
        "years_gained_by_others",
        "Years gained by others",
        Unit::Years,
        "By how many years everyone else is earlier at half adoption than without the early adopters; 0 where nobody is ahead.",
    ),
];

/// A row per scenario, technology and channel; none where no study asks for channels; its numbers are not looked at yet.
pub(in crate::study) fn table(blocks: &[Block<'_>]) -> Option<Frame> {
    if blocks.iter().all(|block| asked(block).is_empty()) {
        return None;
    }
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
        Column::text("channel", "Channel", "Through whom it spreads between sectors."),
        Column::text("case", "Case", "As written, or run again through this channel."),
    ];
    columns.extend(METRICS.map(|(id, name, unit, about)| Column::number(id, name, unit, about)));
    columns.push(Column::text("block", "Block", "Table, closure, focus and years."));
    let mut frame = Frame::new("channels", "What everyone else gains, by channel of contagion", columns);
    for block in blocks {
        let points: Vec<Point> =
            [Point::Central].into_iter().chain(asked(block).into_iter().map(Point::Through)).collect();
        for run in block.scenarios() {
            for point in &points {
                let Some(run) = block.run(&run.outcome.scenario, point) else { continue };
                let case = if *point == Point::Central { "as written" } else { "run again" };
                for curve in &run.outcome.curves {
                    let mut row: Vec<Value> =
                        vec![run.outcome.scenario.as_str().into(), curve.entry.name.as_str().into()];
                    row.extend([curve.through.word().into(), case.into()]);
                    row.extend(METRICS.map(|(metric, ..)| number(block, run, metric, curve).into()));
                    row.push(block.label.as_str().into());
                    frame.push(row);
                }
            }
        }
    }
    frame.note("Rates, weights of links and early adopters are those that the scenario states, through every channel.");
    Some(frame)
}

/// Years gained by everyone else, a row per scenario and technology and a column per channel, for the terminal; none where no study asks.
pub(super) fn short(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    let asked = asked(block);
    let has_policy = |run: &Measured<'_>| run.outcome.curves.iter().any(|curve| !curve.early.is_empty());
    if asked.is_empty() || !block.scenarios().any(has_policy) {
        return None;
    }
    let years = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::Years, about);
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
        Column::text("channel", "As written", "Through whom it spreads as written."),
        years("written", "as written", "Years gained by everyone else as written."),
    ];
    columns.extend(asked.iter().map(|through| {
        let word = through.word();
        years(&format!("through_{word}"), word, "Years gained by everyone else where it spreads through this channel.")
    }));
    let title = format!("Years that everyone else gains, by channel of contagion: {}", block.label);
    let mut frame = Frame::new("channels", title, columns);
    for run in block.scenarios().filter(|run| has_policy(run)) {
        for curve in run.outcome.curves.iter().filter(|curve| !curve.early.is_empty()) {
            let gained = |run: &Measured<'_>| number(block, run, METRICS[2].0, curve);
            let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), curve.entry.name.as_str().into()];
            row.extend([curve.through.word().into(), gained(run).into()]);
            row.extend(asked.iter().map(|&through| {
                Value::from(block.run(&run.outcome.scenario, &Point::Through(through)).and_then(gained))
            }));
            frame.push(row);
        }
    }
    Some(frame.finish())
}
