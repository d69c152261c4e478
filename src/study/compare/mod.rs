//! Outcomes beside one another: every scenario against its base and against a named reference, at every point that was run.
//!
//! Scenarios are compared within one table, one closure of households, one focus and the same years; what differs in any of
//! these stands in a block of its own. Scenarios are ranked only where a study states weights; the payer stands beside every number,
//! because value added depends on it.

mod adopters;
mod against;
mod block;
mod candidates;
pub(in crate::study) mod cautions;
pub(in crate::study) mod channels;
mod comparison;
mod course;
mod curves;
mod decomposition;
mod diffusion;
pub(in crate::study) mod dominance;
pub(in crate::study) mod flips;
mod folders;
mod measured;
mod outcomes;
mod overview;
pub(in crate::study) mod payers;
pub(in crate::study) mod pulls;
pub(in crate::study) mod ranking;
pub(in crate::study) mod sectors;
mod sensitivity;
pub(in crate::study) mod side_by_side;
mod weighed;
mod wide;
mod winners;

pub use folders::{EarlierResult, FolderComparison, Limit, Limits, ResultFiles};

pub(in crate::study) use block::Block;
pub(in crate::study) use measured::Measured;

use super::{Outcome, Study};
use crate::words::{Diagnostics, Frame, FrameError, Progress};

/// Outcomes measured and put beside one another.
#[derive(Debug)]
pub struct Comparison<'o> {
    blocks: Vec<Block<'o>>,
    decomposition: Frame,
}

impl<'o> Comparison<'o> {
    /// Measures every outcome. The reference is the scenario with this name; without a name it is the scenario called
    /// `base`, else the first in which nothing changes wherever its parameters stand, else the first in which a technology spreads and nobody is
    /// ahead while in another somebody is, else the base table itself.
    ///
    /// # Errors
    /// Says where no scenario has the name of the reference, where two scenarios have one name, and where a measure has no
    /// answer because a system of equations has none.
    pub fn of(outcomes: &'o [Outcome], reference: Option<&str>) -> Result<Self, Diagnostics> {
        Self::of_studies(outcomes, reference, &[], &|_, _| {})
    }

    /// The same where studies say how their scenarios are compared: a reference that is named comes first, then that of the
    /// studies. `progress` hears how many of how many outcomes are measured.
    ///
    /// # Errors
    /// As [`Comparison::of`]; and where two studies compare scenarios of one block with different ones.
    pub fn of_studies(
        outcomes: &'o [Outcome],
        reference: Option<&str>,
        studies: &[Study],
        progress: &Progress<'_>,
    ) -> Result<Self, Diagnostics> {
        let blocks = block::blocks(outcomes, reference, studies, progress)?;
        let mut diagnostics = Diagnostics::default();
        weighed::check(&blocks, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        Ok(Self { decomposition: decomposition::frame(&blocks)?, blocks })
    }

    /// Its blocks.
    pub(in crate::study) fn blocks(&self) -> &[Block<'o>] {
        &self.blocks
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

    /// `outcomes-wide`: the values of [`Comparison::outcomes`], which are given, in the layout of integrated assessment: a row per
    /// model, scenario, region, variable and unit, a column per year.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn wide(&self, outcomes: &Frame) -> Result<Frame, FrameError> {
        wide::frame(&self.blocks, outcomes)
    }

    /// `sectors`: which sectors gain and lose output and value added in the last year of each scenario.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn sectors(&self) -> Result<Frame, FrameError> {
        sectors::frame(&self.blocks)
    }

    /// `sensitivity`: what each uncertain parameter alone does to every metric, the largest swing first.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn sensitivity(&self) -> Result<Frame, FrameError> {
        sensitivity::frame(&self.blocks)
    }

    /// `decomposition`: what of the change of output comes from techniques, and what from final demand.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn decomposition(&self) -> Result<Frame, FrameError> {
        self.decomposition.clone().finish()
    }

    /// `diffusion`: how far and how fast each technology spreads, a row per scenario and technology; none where nothing spreads.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn diffusion(&self) -> Result<Option<Frame>, FrameError> {
        diffusion::file(&self.blocks)
    }

    /// `adoption`: the same by sector; none where nothing spreads.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn adoption(&self) -> Result<Option<Frame>, FrameError> {
        adopters::frame(&self.blocks)
    }

    /// `channels`: what everyone else gains by the channel of contagion; none where no study asks for channels.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn channels(&self) -> Result<Option<Frame>, FrameError> {
        channels::table(&self.blocks).map(Frame::finish).transpose()
    }

    /// The tables of what spreads that there are: `diffusion`, `adoption` and `channels`.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn spreading(&self) -> Result<Vec<Frame>, FrameError> {
        Ok([self.diffusion()?, self.adoption()?, self.channels()?].into_iter().flatten().collect())
    }

    /// `ranking`, `dominance` and `flips`: scenarios ranked under the weights of studies, which of two is better in everything, and which
    /// orders turn around with the dose, the channel of contagion and who pays; the last alone, if anything does, where no study states
    /// weights.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn rankings(&self) -> Result<Vec<Frame>, FrameError> {
        let flips = flips::table(&self.blocks).finish()?;
        if candidates::ranked(&self.blocks).next().is_none() {
            // What rests on who pays turns around without a weight too.
            return Ok(Some(flips).filter(|flips| !flips.rows.is_empty()).into_iter().collect());
        }
        Ok(vec![ranking::table(&self.blocks).finish()?, dominance::table(&self.blocks).finish()?, flips])
    }

    /// A row per scenario with the numbers that matter most, for the terminal: two tables per block, the size of the effects and
    /// their spread, with cautions.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn overview(&self) -> Result<Vec<Frame>, FrameError> {
        Ok(self.blocks.iter().map(overview::frames).collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// What the run adds to the overview, for the terminal: the way over the years, the same at equal dose, who pulls, the same through other channels and by who
    /// pays, and the rankings of studies with what turns them around.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn beside(&self) -> Result<Vec<Frame>, FrameError> {
        let mut frames = Vec::new();
        for block in &self.blocks {
            frames.extend(course::frame(block).transpose()?);
            // Beside one another in a narrow window, the second goes with the first.
            let headers = |name: &str| [name.to_owned(), "at equal dose".to_owned()];
            frames.extend(side_by_side::table(block, headers).map(Frame::finish).transpose()?);
            frames.extend(pulls::table(block).map(Frame::finish).transpose()?);
            frames.extend(channels::short(block).transpose()?);
            frames.extend(payers::frame(block).transpose()?);
            let mut rankings = ranking::frames(block)?;
            match rankings.last_mut() {
                Some(last) => {
                    for sentence in flips::sentences(block) {
                        last.note(sentence);
                    }
                }
                None => frames.extend(flips::short(block).transpose()?),
            }
            frames.extend(rankings);
        }
        Ok(frames)
    }

    /// `curves`: the adoption of everyone else by year, one table per block in which something spreads, for the workbook.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn curves(&self) -> Result<Vec<Frame>, FrameError> {
        self.blocks.iter().filter_map(curves::frame).collect()
    }

    /// What each uncertain parameter alone does to the metrics that studies weigh, else to a few, for the terminal: one table per block.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn tornado(&self) -> Result<Vec<Frame>, FrameError> {
        self.blocks.iter().map(sensitivity::short).collect()
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
