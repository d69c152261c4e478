//! Innovation flows: the network in which technology used in one sector reaches the final demand of others, and how dense and how
//! centred it is.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | flows | T = r̂ L f̂, t_ij = r_i l_ij f_j | n x n | technology |
//! | relativised | n² t_ij / Σ T | n x n | index, 1 is the average flow |
//! | binarised at c | 1 where the relativised flow from i to another sector j is above c | n x n | link or none |
//! | density | links / (n (n - 1)) | one per cut-off | share |
//! | centralisation | Σ_i (d_max - d_i) / (n - 1)², d the links out of (or into) each sector | one per cut-off | share |
//!
//! Row i uses the technology, column j is the final product that carries it. Σ T = r'x: all the technology that is used. r_i is what i
//! buys of the focus sector per unit of output, a_ki, or an account of the table.
//!
//! ## Reading
//!
//! A dense network carries technology everywhere; centralisation near one says that one sector carries (out) or receives
//! (in) nearly all of it. Read along the cut-offs: a network that stays dense as the cut-off rises is even, one that falls apart
//! hangs on few strong flows. Relativised flows compare economies, years and technologies of different size.
//!
//! ## Source
//!
//! Leoncini, Maggioni and Montresor, Intersectoral innovation flows and national technological systems: network analysis for comparing
//! Italy and Germany, Research Policy 25, 1996; Montresor and Vittucci Marzetti, Applying social network analysis to input-output based
//! innovation matrices: an illustrative application to six OECD technological systems for the middle 1990s, Economic Systems Research 21,
//! 2009, who compare ways of relativising and of cutting off; Freeman, Centrality in social networks: conceptual clarification, Social
//! Networks 1, 1979 (centralisation, undirected); Wasserman and Faust, Social Network Analysis: Methods and Applications, Cambridge
//! University Press, 1994 (of directed links, over (n - 1)²).
//!
//! ## What it is not
//!
//! Not learning, and not the network of sales: a flow passes through all suppliers between. Cut-offs are a choice, and no network is
//! more than its cut-off: look at several. Relativising by the average flow is a choice of this program, so that cut-offs mean the same in
//! tables of any size; flows for a basket of final demand of unit value, which Montresor and Vittucci Marzetti put forward, come in the
//! same order and have other cut-offs, and flows over the output or the final demand of a sector would order pairs otherwise.
//! Negative final demand, of inventories, makes negative flows, which are no links.

mod frames;

use super::technology::{TECHNOLOGY, technology};
use super::{Analysis, AnalysisError, DefaultTo, Factor, Layout, OptionKey, Options, Question, Takes};
use crate::model::{Economy, ModelError};
use crate::words::Frame;
use nalgebra::DMatrix;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "innovation-flows",
    question: Question::WhoUsesIt,
    about: "The network in which technology used in one sector reaches the final demand of others.",
    formula: "T = r̂ L f̂; relativised n² t_ij / Σ T; density links / (n (n - 1)); centralisation Σ (d_max - d_i) / (n - 1)²",
    unit: "technology; an index with the average flow at 1; shares",
    source: "Leoncini, Maggioni and Montresor 1996; Montresor and Vittucci Marzetti 2009; Wasserman and Faust 1994",
    options: &[OptionKey::FOCUS, TECHNOLOGY, CUT_OFFS, Layout::OPTION],
    drawn: None,
    run,
};

const CUT_OFFS: OptionKey = OptionKey {
    name: "cut-offs",
    takes: Takes::Numbers { least: 0.0 },
    about: "Flows above so many times the average flow are links.",
    default: DefaultTo::Text("0.1,0.5,1,2,5"),
};

/// The flows of technology.
#[derive(Debug, Clone, PartialEq)]
pub struct InnovationFlows {
    /// What counts as technology.
    pub technology: Factor,
    /// T = r̂ L f̂, n x n, in the unit of the technology.
    pub flows: DMatrix<f64>,
}

/// The network of the flows above a cut-off, the own ones left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// In multiples of the average flow.
    pub cut_off: f64,
    /// Links out of each sector, n.
    pub out_links: Vec<usize>,
    /// Links into each sector, n.
    pub in_links: Vec<usize>,
}

impl InnovationFlows {
    /// The flows of an economy. Takes the inverse.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy, technology: Factor) -> Result<Self, ModelError> {
        let l = economy.leontief()?.matrix();
        let (r, f) = (&technology.per_output, economy.final_demand());
        let flows = DMatrix::from_fn(l.nrows(), l.ncols(), |i, j| r[i] * l[(i, j)] * f[j]);
        Ok(Self { technology, flows })
    }

    /// The flows over the average one, n x n; none where no technology is used.
    pub fn relativised(&self) -> Option<DMatrix<f64>> {
        let average = self.flows.sum() / self.flows.len() as f64;
        (average > 0.0).then(|| &self.flows / average)
    }

    /// The network above a cut-off; without links where no technology is used.
    pub fn network(&self, cut_off: f64) -> Network {
        let n = self.flows.nrows();
        let (mut out_links, mut in_links) = (vec![0; n], vec![0; n]);
        if let Some(relative) = self.relativised() {
            for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                if i != j && relative[(i, j)] > cut_off {
                    out_links[i] += 1;
                    in_links[j] += 1;
                }
            }
        }
        Network { cut_off, out_links, in_links }
    }
}

impl Network {
    /// How many links there are.
    pub fn links(&self) -> usize {
        self.out_links.iter().sum()
    }

    /// Links over all that there could be; none for one sector alone.
    pub fn density(&self) -> Option<f64> {
        let n = self.out_links.len();
        (n > 1).then(|| self.links() as f64 / (n * (n - 1)) as f64)
    }

    /// How far the links out hang on one sector: 1 where one sector reaches all others and these reach nobody; none for one
    /// sector alone.
    pub fn out_centralisation(&self) -> Option<f64> {
        centralisation(&self.out_links)
    }

    /// The same of the links in.
    pub fn in_centralisation(&self) -> Option<f64> {
        centralisation(&self.in_links)
    }

    /// Sectors without any link.
    pub fn alone(&self) -> usize {
        self.out_links.iter().zip(&self.in_links).filter(|(out, into)| **out + **into == 0).count()
    }
}

fn centralisation(links: &[usize]) -> Option<f64> {
    let others = links.len().checked_sub(1).filter(|others| *others > 0)?;
    let most = links.iter().max()?;
    Some(links.iter().map(|links| most - links).sum::<usize>() as f64 / (others * others) as f64)
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let flows = InnovationFlows::of(economy, technology(economy, options)?)?;
    flows.into_frames(economy.table(), options.numbers(&CUT_OFFS)?, Layout::of(options)?)
}

#[cfg(test)]
mod tests;
