//! Figures: what a reader is shown of a comparison, a frame each, from the question to the last chart. A figure is one file and
//! one line in [`FIGURES`].
//!
//! The frames are all that a page needs, so that it can be made again from the result folder alone. A frame of one block of
//! comparable scenarios has the number of the block behind its identifier: `adoption-2`. Codes of sectors stand in the figures;
//! their names in both languages are in the frame `sectors-2`.

mod about;
mod adoption;
mod blocks;
mod channels;
mod coefficients;
mod course;
mod dominance;
mod effects;
mod equal_dose;
mod flips;
mod flows;
mod headline;
mod inverse;
mod key_sectors;
mod measures;
mod names;
mod network;
mod parameters;
mod payers;
mod pulls;
mod ranking;
mod shown;
mod ties;
mod trade_off;
mod winners;

use super::Loaded;
use super::compare::{Block, Comparison};
use crate::model::ModelError;
use crate::words::{Diagnostics, Frame, Parts, Progress};

/// What is shown of one block of comparable scenarios.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// The identifier of its frames, before the number of the block.
    pub id: &'static str,
    /// What it shows, in one sentence.
    pub about: &'static str,
    /// Whether it shows the base table alone, so that blocks of one table and focus have the same.
    pub is_of_table: bool,
    of: fn(&Block<'_>) -> Result<Option<Frame>, ModelError>,
}

/// Every figure of a block, in the order in which a page shows them.
pub static FIGURES: &[Figure] = &[
    names::FIGURE,
    headline::FIGURE,
    ranking::FIGURE,
    effects::FIGURE,
    course::FIGURE,
    adoption::FIGURE,
    winners::FIGURE,
    trade_off::FIGURE,
    ties::FIGURE,
    key_sectors::FIGURE,
    coefficients::FIGURE,
    inverse::FIGURE,
    flows::FIGURE,
    network::FIGURE,
    equal_dose::FIGURE,
    payers::FIGURE,
    flips::FIGURE,
    channels::FIGURE,
    pulls::FIGURE,
    dominance::FIGURE,
    measures::FIGURE,
];

/// The frames of a comparison: what was asked, the blocks, the scenarios, their parameters, cautions and warnings, then every figure of
/// every block that has something to show. Their numbers are checked by whoever writes them. `progress` hears how many of how many figures
/// of blocks are made.
///
/// # Errors
/// Fails where a system of equations has no solution.
pub fn figures(
    comparison: &Comparison<'_>,
    loaded: &Loaded,
    warnings: &Diagnostics,
    progress: &Progress<'_>,
) -> Result<Vec<Frame>, Diagnostics> {
    let blocks = comparison.blocks();
    let mut frames = vec![
        about::studies(loaded),
        blocks::frame(blocks),
        about::in_words(blocks, loaded),
        parameters::frame(blocks),
        about::cautions(blocks),
        about::warnings(warnings),
        measures::explained(blocks),
    ];
    let parts = Parts::of(blocks.len() * FIGURES.len(), progress);
    for (at, block) in blocks.iter().enumerate() {
        let number = at + 1;
        let is_told = blocks[..at].iter().any(|earlier| shows_the_same(earlier, block));
        for figure in FIGURES {
            let is_left_out = figure.is_of_table && is_told;
            let found = parts.part(|| if is_left_out { Ok(None) } else { (figure.of)(block) });
            let sectors = block.base.economy().table().sectors();
            let found = found.map_err(|error| Diagnostics::from(error.diagnostic(sectors)))?;
            frames.extend(found.map(|frame| Frame { id: format!("{}-{number}", figure.id), ..frame }));
        }
    }
    Ok(frames)
}

fn shows_the_same(one: &Block<'_>, other: &Block<'_>) -> bool {
    one.base.is_of_one_economy(&other.base) && one.base.focus() == other.base.focus()
}

#[cfg(test)]
mod tests;
