//! Who pulls: what each early adopter alone brings everyone else, and all of them together, in two columns of `adoption.csv` and in a table of the
//! terminal. What it is stands with [`Pull`].

use super::block::Block;
use super::measured::Measured;
use super::outcomes::TOTAL;
use crate::analysis::{sector_cells, sector_columns};
use crate::study::{Curve, Pull};
use crate::words::{Column, Frame, Unit, Value};

/// What an early adopter brings, in years and in share.
pub(super) fn columns() -> [Column; 2] {
    [
        Column::number(
            "pull_in_years",
            "Pull in years",
            Unit::Years,
            "By how many years everyone else is earlier at half adoption than without this early adopter; empty where one of the two does \
             not come there.",
        ),
        Column::number(
            "pull_in_share",
            "Pull at the end",
            Unit::Share,
            "By how much the share of everyone else is larger at the beginning of the last year than without this early adopter.",
        ),
    ]
}

/// What a sector brings, empty where it is not ahead, or all early adopters together, nothing where there are none.
pub(super) fn cells(run: &Measured<'_>, curve: &Curve, sector: Option<usize>) -> [Value; 2] {
    if sector.is_none() && curve.early.is_empty() {
        return [Value::from(0.0), Value::from(0.0)];
    }
    let is = |pull: &&Pull| pull.entry.name == curve.entry.name && pull.sector == sector;
    let pull = run.outcome.pulls.iter().find(is);
    [pull.and_then(|pull| pull.years).into(), pull.and_then(|pull| pull.share).into()]
}

/// A row per scenario, technology and early adopter, and one of all of them together, for the terminal and the page; none
/// where nobody is ahead. Its numbers are not looked at yet.
pub(in crate::study) fn table(block: &Block<'_>) -> Option<Frame> {
    block.scenarios().find(|run| !run.outcome.pulls.is_empty())?;
    let mut all = sector_columns().to_vec();
    all.extend([
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
    ]);
    all.extend(columns());
    let mut frame = Frame::new("pulls", format!("Who pulls everyone else: {}", block.label), all);
    let sectors = block.base.economy().table().sectors();
    for run in block.scenarios() {
        for curve in run.outcome.curves.iter().filter(|curve| !curve.early.is_empty()) {
            for sector in curve.early.iter().copied().map(Some).chain([None]) {
                let mut row = match sector {
                    Some(sector) => sector_cells(sectors, sector).to_vec(),
                    None => vec![TOTAL.into(), Value::Empty],
                };
                row.extend([run.outcome.scenario.as_str().into(), curve.entry.name.as_str().into()]);
                row.extend(cells(run, curve, sector));
                frame.push(row);
            }
        }
    }
    frame.note("Each early adopter against the same scenario in which it alone is no further ahead than others; their parts need not add up.");
    Some(frame)
}
