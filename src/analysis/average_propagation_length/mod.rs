//! Average propagation length: how many rounds lie, on average, between a sector and those that it buys from or sells to.
//!
//! ## Formula
//!
//! H = L (L - I) weighs the rounds of L: h_ij = Σ_r r (A^r)_ij.
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | length from i to j | h_ij / l_ij off the diagonal, h_ii / (l_ii - 1) on it | n x n | rounds |
//! | strength of the link | ½ (l_ij + g_ij) off the diagonal, less 1 on it | n x n | money per money |
//! | to all users of k | Σ_{j≠k} h_kj / Σ_{j≠k} l_kj | one number | rounds |
//! | from all suppliers of k | Σ_{j≠k} h_jk / Σ_{j≠k} l_jk | one number | rounds |
//!
//! Row i sells, column j buys; G = x̂⁻¹ L x̂. The last two are means of the lengths weighted by how strong each link is, so that
//! links of next to nothing, which real tables have in every cell, do not decide them. Four solves give them for one sector
//! without an inverse. The lengths of cost pushes through G are the same: x̂⁻¹ and x̂ cancel.
//!
//! ## Reading
//!
//! A length of 1 is direct trade; 2 says that on average one sector stands between. A sector whose users are near reaches them
//! itself; one whose users are far reaches them through others. Production chains are drawn from links that are strong: keep
//! those above a threshold of strength, and put sectors as far apart as their lengths say.
//!
//! ## Source
//!
//! Dietzenbacher, Romero and Bosma, Using average propagation lengths to identify production chains in the Andalusian economy,
//! Estudios de Economía Aplicada 23, 2005.
//!
//! ## What it is not
//!
//! Not strength: a link can be short and weak. Not time: a round has no length in months.

mod frames;
mod matrix;
mod one_sector;

pub use matrix::PropagationMatrix;
pub use one_sector::PropagationLengths;

use super::{Analysis, AnalysisError, Layout, OptionKey, Options, Question};
use crate::model::Economy;
use crate::words::Frame;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "average-propagation-length",
    question: Question::HowFarItTravels,
    about: "How many rounds lie, on average, between a sector and those that it buys from or sells to.",
    formula: "H = L (L - I); h_ij / l_ij off the diagonal, h_ii / (l_ii - 1) on it; means weighted by l_ij",
    unit: "rounds",
    source: "Dietzenbacher, Romero and Bosma 2005",
    options: &[OptionKey::FOCUS, Layout::OPTION],
    drawn: None,
    run,
};

/// An element of L this small is rounding of the solution, and no link.
const ROUNDING: f64 = 1e-12;

/// The link of two sectors from a number of L; on the diagonal the round that has not begun is no path. None where it is rounding.
fn link(l: f64, is_own: bool) -> Option<f64> {
    let link = if is_own { l - 1.0 } else { l };
    (link > ROUNDING).then_some(link)
}

/// A mean of lengths, weighted by the links.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    rounds: f64,
    links: f64,
}

impl Mean {
    /// With one more link, and the rounds that it weighs (a number of H).
    fn add(&mut self, rounds: f64, link: f64) {
        self.rounds += rounds;
        self.links += link;
    }

    /// The mean; none of no links.
    fn length(self) -> Option<f64> {
        (self.links > 0.0).then(|| self.rounds / self.links)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let focus = options.sector(&OptionKey::FOCUS).ok();
    PropagationMatrix::of(economy)?.into_frames(economy.table(), focus, Layout::of(options)?)
}
