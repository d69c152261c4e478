//! The sectors that gain and lose most output in each scenario of a block, for the terminal.

use super::block::Block;
use super::sectors::gains;
use crate::analysis::{sector_cells, sector_columns};
use crate::study::Level;
use crate::words::{Column, Frame, FrameError, Unit};

/// How many of each are shown.
const SHOWN: usize = 5;

pub(super) fn frame(block: &Block<'_>) -> Result<Frame, FrameError> {
    let table = block.base.economy().table();
    let mut frame = Frame::new(
        "winners",
        format!("Sectors that gain and lose most output: {}", block.label),
        [
            sector_columns().to_vec(),
            vec![
                Column::text("scenario", "Scenario", "The name of the scenario."),
                Column::number("difference", "Output", table.unit(), "Output less that of the reference."),
                Column::number(
                    "percent",
                    "Percent",
                    Unit::Percent,
                    "The same in percent; empty where the reference is zero.",
                ),
            ],
        ]
        .concat(),
    );
    for run in block.scenarios() {
        let gains = gains(block, run, Level::Output);
        let mut order: Vec<(usize, f64)> = gains
            .sectors
            .iter()
            .enumerate()
            .filter_map(|(at, (_, against))| against.difference.map(|difference| (at, difference)))
            .filter(|(_, difference)| *difference != 0.0)
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let gaining = order.iter().take_while(|(_, difference)| *difference > 0.0).count();
        let losing = order.len() - gaining;
        // The largest gains first, the largest losses last.
        let shown = order[..gaining.min(SHOWN)].iter().chain(&order[order.len() - losing.min(SHOWN)..]);
        for &(at, difference) in shown {
            let mut row = sector_cells(table.sectors(), at).to_vec();
            row.extend([run.outcome.scenario.as_str().into(), difference.into(), gains.sectors[at].1.percent.into()]);
            frame.push(row);
        }
    }
    frame.note(format!(
        "Against {}, in the last year; at most {SHOWN} gains and {SHOWN} losses.",
        block.reference_words()
    ));
    frame.finish()
}
