//! Outcomes beside one another: every scenario against its base and against a named reference, at every point that was run.
//!
//! Scenarios are compared within one table, one closure of households, one focus and the same years; what differs in any of
//! these stands in a block of its own. Nothing is ranked across scenarios: value added depends on who pays, and the payer
//! stands beside every number.

mod against;
mod block;
mod cautions;
mod comparison;
mod folders;
mod outcomes;
mod overview;
mod sectors;
mod winners;

pub use folders::{EarlierResult, FolderComparison, Limit, Limits, ResultFiles};

use super::Outcome;
use crate::words::{Diagnostics, Frame, FrameError};
use block::Block;

/// Outcomes measured and put beside one another.
#[derive(Debug)]
pub struct Comparison<'o> {
    blocks: Vec<Block<'o>>,
}

impl<'o> Comparison<'o> {
    /// Measures every outcome. The reference is the scenario with this name; without a name it is the scenario called
    /// `base`, else the first in which nothing changes, else the base table itself.
    ///
    /// # Errors
    /// Says where no scenario has the name of the reference, where two scenarios have one name, and where a measure has no
    /// answer because a system of equations has none.
    pub fn of(outcomes: &'o [Outcome], reference: Option<&str>) -> Result<Self, Diagnostics> {
        Ok(Self { blocks: block::blocks(outcomes, reference)? })
    }

    /// `comparison`: a row per scenario and metric in its last year, with the base, the reference and the ends of its
    /// parameters.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn comparison(&self) -> Result<Frame, FrameError> {
        comparison::frame(&self.blocks)
    }

    /// `outcomes`: long and tidy, a row per scenario, point, year, sector and level, then the totals, then the metrics of the
    /// scenario as a whole.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn outcomes(&self) -> Result<Frame, FrameError> {
        outcomes::frame(&self.blocks)
    }

    /// `sectors`: which sectors gain and lose output and value added in the last year of each scenario.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn sectors(&self) -> Result<Frame, FrameError> {
        sectors::frame(&self.blocks)
    }

    /// A row per scenario with the numbers that matter most, for the terminal: two tables per block, the size of the effects and
    /// their spread, with cautions.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn overview(&self) -> Result<Vec<Frame>, FrameError> {
        Ok(self.blocks.iter().map(overview::frames).collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// The sectors that gain and lose most output in each scenario, for the terminal: one table per block.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn winners(&self) -> Result<Vec<Frame>, FrameError> {
        self.blocks.iter().map(winners::frame).collect()
    }
}

#[cfg(test)]
mod tests;
