//! Tolerable limits: by how much each coefficient may change before some sector's output moves by more than one percent, and so
//! which coefficients are important.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | tolerable limit | r_ij = p / (a_ij (p l_ji + x_j max_k l_ki / x_k)) | n x n | share of a_ij |
//! | class | below 5, 5 to 20, 20 to 50, 50 to 100 % and above | n x n | class |
//!
//! Row i sells, column j buys; p is the movement of output that is tolerated, 0.01 for one percent. If a_ij rises by the share
//! r_ij and final demand stays, the output that moves most in proportion moves by exactly p. A coefficient of nothing has
//! no limit. The largest of l_ki / x_k is the same for all buyers, so that all limits cost O(n²) once L is known.
//!
//! ## Reading
//!
//! A limit of 0.05: five percent more of this input per unit of output, and some output moves by one percent. Small limits
//! are important coefficients, for statistics (measure them well) and for policy (here a change of technique tells). Most
//! coefficients can double and nobody notices; a few percent of them carry the table.
//!
//! ## Source
//!
//! Schintke and Stäglin, Important input coefficients in market transactions tables and production flow tables, in Ciaschini (ed.),
//! Input-Output Analysis: Current Developments, 1988.
//!
//! ## What it is not
//!
//! Not a limit of capacity, and not a forecast of change. Only one coefficient changes at a time, upward, and nobody pays
//! for it. A sector that is tiny beside its suppliers' links can decide the limit of others; a sector of zero output cannot.

mod frames;

use super::{Analysis, AnalysisError, DefaultTo, Layout, OptionKey, Options, Question, Takes};
use crate::model::{Economy, ModelError};
use crate::words::Frame;
use nalgebra::DMatrix;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "tolerable-limits",
    question: Question::WhichCoefficientMatters,
    about: "By how much each coefficient may change before some output moves by more than a given share; important ones.",
    formula: "r_ij = p / (a_ij (p l_ji + x_j max_k l_ki / x_k)); classes below 5, 20, 50 and 100 %",
    unit: "share of the coefficient",
    source: "Schintke and Stäglin 1988",
    options: &[OptionKey::FOCUS, TOLERATED, LARGEST, Layout::OPTION],
    drawn: None,
    run,
};

const TOLERATED: OptionKey = OptionKey {
    name: "tolerated",
    takes: Takes::Number { least: 0.000_001, most: 1.0 },
    about: "The movement of output that is tolerated, as a share.",
    default: DefaultTo::Text("0.01"),
};

const LARGEST: OptionKey = OptionKey {
    name: "largest",
    takes: Takes::Count { least: 1, most: 10_000 },
    about: "How many of the most important coefficients are listed.",
    default: DefaultTo::Text("20"),
};

/// How important a coefficient is, by its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// A limit below 5 %.
    Below5,
    /// From 5 to below 20 %.
    Below20,
    /// From 20 to below 50 %.
    Below50,
    /// From 50 to below 100 %.
    Below100,
    /// 100 % and more: it may double.
    Above100,
}

impl Importance {
    /// Every class with its word and its upper end.
    pub const WORDS: &'static [(&'static str, Self, f64)] = &[
        ("below-5", Self::Below5, 0.05),
        ("5-to-20", Self::Below20, 0.2),
        ("20-to-50", Self::Below50, 0.5),
        ("50-to-100", Self::Below100, 1.0),
        ("above-100", Self::Above100, f64::INFINITY),
    ];

    /// The class of a limit.
    pub fn of(limit: f64) -> Self {
        Self::WORDS.iter().find(|(_, _, end)| limit < *end).map_or(Self::Above100, |(_, class, _)| *class)
    }

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, class, _)| *class == self).map_or("", |(word, _, _)| word)
    }
}

/// The limits of every coefficient.
#[derive(Debug, Clone, PartialEq)]
pub struct TolerableLimits {
    limits: DMatrix<Option<f64>>,
}

impl TolerableLimits {
    /// The limits of an economy where outputs may move by the share `tolerated`, which is above zero. Takes the inverse.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy, tolerated: f64) -> Result<Self, ModelError> {
        let (l, a, x) = (economy.leontief()?.matrix(), economy.technical().matrix(), economy.output());
        // max_k l_ki / x_k: how much the most sensitive output moves, in proportion, per unit of demand for i.
        let moved = |i: usize| {
            let shares = l.column(i).into_iter().zip(x.iter()).filter(|(_, x)| **x != 0.0).map(|(l, x)| (l / x).abs());
            shares.fold(0.0_f64, f64::max)
        };
        let moved: Vec<f64> = (0..x.len()).map(moved).collect();
        let limit = |i: usize, j: usize| {
            let per_change = a[(i, j)] * (tolerated * l[(j, i)] + x[j].abs() * moved[i]);
            // A coefficient of -1e-14 is rounding of the source.
            Some(tolerated / per_change).filter(|limit| a[(i, j)] > 0.0 && limit.is_finite())
        };
        Ok(Self { limits: DMatrix::from_fn(x.len(), x.len(), limit) })
    }

    /// The limit of the coefficient of a seller and a buyer, as a share of it; none for a coefficient of nothing.
    pub fn limit(&self, seller: usize, buyer: usize) -> Option<f64> {
        self.limits[(seller, buyer)]
    }

    /// The class of a coefficient.
    pub fn class(&self, seller: usize, buyer: usize) -> Option<Importance> {
        self.limit(seller, buyer).map(Importance::of)
    }

    /// Every pair of seller and buyer that has a limit, the smallest first; pairs that are alike in table order.
    pub fn in_order(&self) -> Vec<(usize, usize, f64)> {
        let n = self.limits.nrows();
        let pairs = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
        let mut listed: Vec<_> = pairs.filter_map(|(i, j)| self.limit(i, j).map(|limit| (i, j, limit))).collect();
        listed.sort_by(|a, b| a.2.total_cmp(&b.2));
        listed
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let tolerated = options.number(&TOLERATED)?;
    let limits = TolerableLimits::of(economy, tolerated)?;
    let focus = options.sector(&OptionKey::FOCUS).ok();
    limits.into_frames(economy, tolerated, options.count(&LARGEST)?, focus, Layout::of(options)?)
}

#[cfg(test)]
mod tests;
