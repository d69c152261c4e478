//! `winners`: what each sector gains or loses in output in the last year of each scenario against the reference.

use super::Figure;
use super::shown::scenarios;
use crate::model::ModelError;
use crate::study::Level;
use crate::study::compare::{Block, sectors::gains};
use crate::words::{Column, Frame, Unit};

pub(super) const FIGURE: Figure =
    Figure { id: "winners", about: "Which sectors gain and lose output in each scenario.", is_of_table: false, of };

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let table = block.base.economy().table();
    let columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("sector", "Sector", "The code of the sector."),
        Column::number("difference", "Output, change", table.unit(), "Output less that of the reference."),
        Column::number("percent", "Percent", Unit::Percent, "The same in percent; empty where the reference is zero."),
    ];
    let mut frame = Frame::new("winners", "Sectors that gain and lose", columns);
    for run in scenarios(block) {
        let sectors = gains(block, run, Level::Output).sectors;
        if sectors.iter().all(|(_, against)| against.difference.is_none_or(|difference| difference == 0.0)) {
            continue;
        }
        for (at, (_, against)) in sectors.iter().enumerate() {
            frame.push(vec![
                run.outcome.scenario.as_str().into(),
                table.sectors().code(at).into(),
                against.difference.into(),
                against.percent.into(),
            ]);
        }
    }
    Ok((!frame.rows.is_empty()).then_some(frame))
}
