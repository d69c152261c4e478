//! Linkages: how strongly each sector pulls on its suppliers (backward) and is drawn on by its users (forward), and which
//! sectors are key.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | direct backward | i'A, column sums of A | n | money of inputs per money of output |
//! | direct forward | B i, row sums of B | n | share of output sold to industries |
//! | total backward | i'L, column sums of L | n | money of output per money of final demand |
//! | total forward, demand side | L i, row sums of L | n | money of output per money of final demand in every sector |
//! | total forward, supply side | G i, row sums of G | n | money of output per money of primary inputs |
//! | power of dispersion | U_j = n (i'L)_j / (i'L i) | n | index, mean 1 |
//! | sensitivity of dispersion | U_i = n (L i)_i / (i'L i), or with G | n | index, mean 1 |
//! | coefficient of variation of power | sample sd / mean of column j of L | n | ratio |
//! | coefficient of variation of sensitivity | sample sd / mean of row i of L | n | ratio |
//! | net backward | (i'L)_j f_j / x_j | n | money of output per money of the sector's output |
//!
//! Row i sells, column j buys; A = Z x̂⁻¹, B = x̂⁻¹ Z, L = (I - A)⁻¹, G = (I - B)⁻¹ = x̂⁻¹ L x̂.
//!
//! ## Reading
//!
//! A power of 1.2: demand for the sector stirs a fifth more output than demand for the average sector. A small coefficient of
//! variation: the stir is spread over many suppliers; a large one: it stays with few. The class is the quadrant of the two
//! indices: `key` (both at least 1), `backward`, `forward` or `weak`. A net backward linkage above 1: the economy depends more
//! on the sector's final demand than the sector depends on that of the economy; its mean weighted by output is 1.
//!
//! ## Source
//!
//! Chenery and Watanabe 1958 (direct); Rasmussen 1956 and Hirschman 1958 (power, sensitivity, variation); Jones 1976 and
//! Beyers 1976 (supply side); Oosterhaven and Stelder 2002, Dietzenbacher 2005 (net); Miller and Blair, Input-Output Analysis,
//! 2nd ed., 2009, chapter 12.
//!
//! ## What it is not
//!
//! Not a measure of size: a small sector may have the largest linkages. Not a forecast: linkages say what would move, with
//! constant coefficients and without limits of capacity, not what will. Row sums of L weigh every sector's final demand alike,
//! however small; the supply side weighs by the sector's own sales. On domestic flows, imports weaken a linkage. Variation is
//! taken down the column for power and along the row for sensitivity; programs that mix the two axes give other numbers.

mod frames;
mod key_sector;
mod totals;

pub use key_sector::KeySector;
pub use totals::{TotalLinkages, normalised};

use super::{Analysis, AnalysisError, OptionKey, Options, Question};
use crate::model::{Economy, ModelError};
use crate::words::Frame;
use nalgebra::DVector;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "linkages",
    question: Question::WhoDependsOnWhom,
    about: "How strongly each sector pulls on its suppliers and is drawn on by its users, and which sectors are key.",
    formula: "backward i'A and i'L; forward B i, L i and G i; power n (i'L)_j / (i'L i); sensitivity n (L i)_i / (i'L i); \
              net backward (i'L)_j f_j / x_j",
    unit: "money per money; indices with mean 1",
    source: "Chenery and Watanabe 1958; Rasmussen 1956; Hirschman 1958; Jones 1976; Beyers 1976; Dietzenbacher 2005",
    options: &[OptionKey::FOCUS],
    drawn: None,
    run,
};

/// The linkages of every sector, in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct Linkages {
    /// i'A, n: intermediate inputs per unit of output.
    pub direct_backward: DVector<f64>,
    /// B i, n: the share of output that goes to industries.
    pub direct_forward: DVector<f64>,
    /// The sums of both inverses.
    pub total: TotalLinkages,
    /// Coefficient of variation down each column of L, n; none for one sector alone.
    pub power_variation: Vec<Option<f64>>,
    /// Coefficient of variation along each row of L, n; none for one sector alone.
    pub sensitivity_variation: Vec<Option<f64>>,
    /// (i'L)_j f_j / x_j, n, with x the base level L f; none for a sector of zero output.
    pub net_backward: Vec<Option<f64>>,
}

impl Linkages {
    /// The linkages of an economy; takes the inverse, for the coefficients of variation.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let inverse = economy.leontief()?;
        let total = TotalLinkages::from_inverses(inverse, &economy.ghosh()?);
        let (final_demand, output) = (economy.final_demand(), economy.output());
        let net = |j: usize| Some(total.backward[j] * final_demand[j] / output[j]).filter(|net| net.is_finite());
        Ok(Self {
            direct_backward: economy.technical().matrix().row_sum().transpose(),
            direct_forward: economy.allocation().matrix().column_sum(),
            power_variation: inverse.matrix().column_iter().map(|column| variation(column.iter())).collect(),
            sensitivity_variation: inverse.matrix().row_iter().map(|row| variation(row.iter())).collect(),
            net_backward: (0..economy.table().len()).map(net).collect(),
            total,
        })
    }
}

/// Sample standard deviation over mean; none for fewer than two values or a mean that is not positive.
fn variation<'v>(values: impl ExactSizeIterator<Item = &'v f64> + Clone) -> Option<f64> {
    let n = values.len() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let squares: f64 = values.map(|value| (value - mean).powi(2)).sum();
    (n > 1.0 && mean > 0.0).then(|| (squares / (n - 1.0)).sqrt() / mean)
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let linkages = Linkages::of(economy)?;
    // Without a focus the table of all sectors stands alone.
    linkages.into_frames(economy.table(), options.sector(&OptionKey::FOCUS).ok())
}

#[cfg(test)]
mod tests;
