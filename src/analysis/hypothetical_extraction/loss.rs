//! What is lost, by the closed forms of [`super`].

use crate::analysis::AnalysisError;
use crate::model::{Economy, LeontiefInverse, ModelError};
use nalgebra::DVector;

/// What is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtractionKind {
    /// Purchases and sales.
    Total,
    /// Purchases: the column of A.
    Backward,
    /// Sales to industries: the row of A.
    Forward,
    /// Sales to industries in the supply model: the row of B.
    ForwardSupply,
}

impl ExtractionKind {
    /// Every kind with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("total", Self::Total),
        ("backward", Self::Backward),
        ("forward", Self::Forward),
        ("forward-supply", Self::ForwardSupply),
    ];

    /// The word that options use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// How a sector is taken out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExtractionRule {
    /// What.
    pub kind: ExtractionKind,
    /// s, from 0 to 1.
    pub share: f64,
    /// Whether a_kk stays.
    pub own_use_kept: bool,
    /// Whether final demand for the sector stays; without a word it does but in `total`. Idle in `forward-supply`.
    pub final_demand_kept: Option<bool>,
}

impl ExtractionRule {
    /// The whole sector, its own use too.
    pub fn of(kind: ExtractionKind) -> Self {
        Self { kind, share: 1.0, own_use_kept: false, final_demand_kept: None }
    }

    /// Whether final demand stays.
    pub fn keeps_final_demand(&self) -> bool {
        match self.kind {
            ExtractionKind::ForwardSupply => true,
            kind => self.final_demand_kept.unwrap_or(kind != ExtractionKind::Total),
        }
    }
}

/// What is lost of one quantity where each sector is taken out, one at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Losses {
    /// The loss in all sectors together, n; in the unit of the quantity.
    pub all: Vec<f64>,
    /// The part of it that the extracted sector itself loses, n.
    pub own: Vec<f64>,
}

impl Losses {
    /// The losses of a quantity of which each sector has `weights` per unit of output, n x 1. Takes the inverse.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy, rule: &ExtractionRule, weights: &DVector<f64>) -> Result<Self, ModelError> {
        let extraction = Extraction::new(economy, rule)?;
        let reached = match rule.kind {
            ExtractionKind::ForwardSupply => extraction.supplied(weights),
            _ => extraction.inverse.matrix().tr_mul(weights),
        };
        let sectors = 0..weights.len();
        Ok(Self {
            all: sectors.clone().map(|k| extraction.loss(k, reached[k], weights[k])).collect(),
            // The unit vector of k as weights: L'e_k has l_kk in its place, and so has G e_k.
            own: sectors.map(|k| weights[k] * extraction.loss(k, extraction.inverse.matrix()[(k, k)], 1.0)).collect(),
        })
    }

    /// The loss of the sectors that were not taken out, n.
    pub fn others(&self) -> Vec<f64> {
        self.all.iter().zip(&self.own).map(|(all, own)| all - own).collect()
    }

    /// Output that each sector loses where the sector at a position is taken out, n, money of the table.
    ///
    /// # Errors
    /// Fails where there is no such sector, and as [`Losses::of`] does.
    pub fn by_sector(economy: &Economy, rule: &ExtractionRule, taken: usize) -> Result<DVector<f64>, AnalysisError> {
        let sectors = economy.table().len();
        if taken >= sectors {
            return Err(AnalysisError::NoSuchSector { position: taken, sectors });
        }
        let extraction = Extraction::new(economy, rule)?;
        let unit = |i: usize| if i == taken { 1.0 } else { 0.0 };
        let line = match rule.kind {
            ExtractionKind::ForwardSupply => extraction.supply_row(taken),
            _ => extraction.inverse.matrix().column(taken).into_owned(),
        };
        Ok(DVector::from_fn(sectors, |i, _| extraction.loss(taken, line[i], unit(i))))
    }
}

/// What the closed forms need of an economy.
struct Extraction<'e> {
    economy: &'e Economy,
    rule: &'e ExtractionRule,
    inverse: &'e LeontiefInverse,
}

impl<'e> Extraction<'e> {
    fn new(economy: &'e Economy, rule: &'e ExtractionRule) -> Result<Self, ModelError> {
        Ok(Self { economy, rule, inverse: economy.leontief()? })
    }

    /// G w = (L (x ∘ w)) / x, n x 1, without G; w_k where x_k is nothing, whose row of G is that of the identity.
    fn supplied(&self, weights: &DVector<f64>) -> DVector<f64> {
        let x = self.economy.published_output();
        let reached = self.inverse.matrix() * x.component_mul(weights);
        DVector::from_fn(x.len(), |k, _| {
            let share = reached[k] / x[k];
            if share.is_finite() { share } else { weights[k] }
        })
    }

    /// Row k of G, g_kj = l_kj x_j / x_k, as n x 1; that of the identity where x_k is nothing.
    fn supply_row(&self, k: usize) -> DVector<f64> {
        let (l, x) = (self.inverse.matrix(), self.economy.published_output());
        DVector::from_fn(x.len(), |j, _| {
            let ratio = x[j] / x[k];
            match (j == k, ratio.is_finite()) {
                (true, _) => l[(k, k)],
                (false, true) => l[(k, j)] * ratio,
                (false, false) => 0.0,
            }
        })
    }

    /// The loss of a quantity where sector k is taken out: `m` is (L'w)_k, or (G w)_k in the supply model, and `w` is w_k.
    fn loss(&self, k: usize, m: f64, w: f64) -> f64 {
        let s = self.rule.share;
        let (l, a) = (self.inverse.matrix()[(k, k)], self.economy.technical().matrix()[(k, k)]);
        let kept = if self.rule.own_use_kept { 1.0 - a } else { 1.0 };
        let (alpha, gamma) = (kept * l - 1.0, (1.0 - a) * l - 1.0);
        let final_demand = self.economy.final_demand()[k];
        let taken = if self.rule.keeps_final_demand() { 0.0 } else { s * final_demand };
        let left = final_demand - taken;
        let output = self.economy.output()[k] - taken * l;
        let sold = kept * output - left;
        let further = match self.rule.kind {
            ExtractionKind::Total => {
                let in_row = m * (sold - s * gamma * left);
                let in_column = ((1.0 - a) * m - w) * ((1.0 - s) * output + s * l * left);
                (in_row + in_column) / (1.0 + s * alpha + s * (1.0 - s) * gamma)
            }
            ExtractionKind::Backward => output * (kept * m - w) / (1.0 + s * alpha),
            ExtractionKind::Forward => m * sold / (1.0 + s * alpha),
            ExtractionKind::ForwardSupply => self.economy.published_output()[k] * (kept * m - w) / (1.0 + s * alpha),
        };
        taken * m + s * further
    }
}
