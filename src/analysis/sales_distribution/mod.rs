//! Sales distribution: how widely a sector's product is used, and how evenly; beside it, the same for the whole economy.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | share of a buyer | z_kj / Σ_j z_kj | n | share |
//! | breadth | sectors j with z_kj, or a_kj = z_kj / x_j, above a threshold | one per threshold | count and share of n |
//! | own use | z_kk / Σ_j z_kj | one | share |
//! | Herfindahl | H = Σ s², from 1/N (even) to 1 (all to one) | one | index |
//! | normalised Herfindahl | (H - 1/N) / (1 - 1/N), from 0 to 1; none for N = 1 | one | index |
//! | effective number | 1/H, from N to 1 | one | count |
//! | entropy | -Σ s ln s, from ln N to 0 | one | nats |
//! | normalised entropy | entropy / ln N, from 1 to 0; none for N = 1 | one | index |
//! | Gini | Σ_i Σ_j abs(s_i - s_j) / (2 N), from 0 to 1 - 1/N | one | index |
//! | four largest | the sum of the four largest shares, from 4/N to 1 | one | share |
//! | deviation of shares | √((1/N) Σ (s - 1/N)²), from 0 to √(N - 1) / N | one | share |
//!
//! Row k sells, column j buys. Concentration is taken eight ways: over the n sectors with own use; over the n - 1 others; over
//! the groups of a classification, with own use and without; and each of the four again with the components of final demand. s are
//! the shares of the N places over which sales could spread: n, n - 1 or the number of groups, and with final uses the number of
//! components more. Places that receive nothing count in N, on which the normalised indices, Gini and the deviation rest: these are
//! compared only at the same N.
//!
//! The economy stands beside the sector three ways: `pooled`, the sales of all sectors taken together as those of one seller;
//! `weighted_mean`, the mean over sectors weighted by intermediate sales; `mean`, each sector counted alike. Sectors for which
//! a measure is not defined are left out of its means.
//!
//! ## Reading
//!
//! An effective number of 12 among 49: sales are as concentrated as if twelve sectors bought alike. A supplier of a general
//! purpose sells to nearly all sectors (breadth near 1), a little to each (effective number far below n), and may itself be its
//! best customer: own use is large in information services, and hides how concentrated sales to others are. The three
//! groupings can order two policies differently; they are shown together for that reason.
//!
//! ## Source
//!
//! Herfindahl 1950; Hirschman 1964 (concentration); Bresnahan and Trajtenberg 1995 (technologies of general purpose are
//! pervasive in use). The figures of the Chilean study of information services are those of Falabella and Gatica.
//!
//! ## What it is not
//!
//! Not use in all rounds: a sector that buys little directly may depend much through its suppliers. Not use of the technology:
//! what a sector makes in house, or imports, is not in the row of the domestic seller. Counts above a threshold of money grow
//! with prices and with the size of buyers, and with the number of sectors that a table tells apart; concentration over n
//! sectors cannot be compared between tables of different n. A cell that is negative, or rounding of its source (below 1e-12 of
//! the largest flow), counts as no sale.

mod breadth;
mod frames;
mod spread;

pub use breadth::{Against, Breadth, Thresholds};
pub use spread::Spread;

use super::{Analysis, AnalysisError, DefaultTo, OptionKey, Options, Question, Seller, Takes, ranks};
use crate::model::Economy;
use crate::words::{Classification, Frame, Unit};
use spread::Measured;

/// Thresholds of money.
const MONEY: OptionKey = OptionKey {
    name: "money-thresholds",
    takes: Takes::Numbers { least: 0.0 },
    about: "Sales above which a sector counts as a buyer, in millions of the currency.",
    default: DefaultTo::Text(Thresholds::MONEY),
};
/// Thresholds of coefficient.
const COEFFICIENT: OptionKey = OptionKey {
    name: "coefficient-thresholds",
    takes: Takes::Numbers { least: 0.0 },
    about: "Input per unit of the buyer's output above which a sector counts as a buyer.",
    default: DefaultTo::Text(Thresholds::COEFFICIENT),
};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "sales-distribution",
    question: Question::WhoUsesIt,
    about: "How many sectors buy a sector's product, how evenly its sales are spread, and how much it uses itself.",
    formula: "shares z_kj / Σ_j z_kj; HHI Σ s²; effective number 1/HHI; breadth: sectors with z_kj or a_kj above a threshold",
    unit: "shares, counts and indices",
    source: "Herfindahl 1950; Hirschman 1964; Bresnahan and Trajtenberg 1995",
    options: &[OptionKey::FOCUS, OptionKey::CLASSIFICATION, MONEY, COEFFICIENT],
    drawn: None,
    run,
};

/// One measure of the spread, with the economy's beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The way in which sales are described: `own_use_in`, `own_use_out`, `by_group`, `by_group_own_out`, and
    /// `with_final_uses` and its like for the same with final uses; `all` for own use.
    pub way: &'static str,
    /// The way, for people.
    pub way_name: &'static str,
    /// The identifier of the index, as in [`crate::analysis::INDICES`]; `own_use_share` for own use.
    pub index: &'static str,
    /// The index, for people.
    pub name: &'static str,
    /// The unit of all the numbers.
    pub unit: Unit,
    /// The sector's own; none where it has no such sales.
    pub value: Option<f64>,
    /// Its place among the sectors that have a value, 1 the largest.
    pub rank: Option<usize>,
    /// Of all sectors' sales taken together.
    pub pooled: Option<f64>,
    /// The mean of the sectors that have a value, weighted by intermediate sales.
    pub weighted_mean: Option<f64>,
    /// The mean of the sectors that have a value, each counted alike.
    pub mean: Option<f64>,
}

/// Breadth at one threshold, with the economy's beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct BreadthAt {
    /// What the threshold is compared with.
    pub against: Against,
    /// The threshold, in millions of the currency or per unit of output.
    pub threshold: f64,
    /// The sector's own.
    pub breadth: Breadth,
    /// The mean share of n of all sectors, weighted by intermediate sales; none where nothing is sold.
    pub weighted_mean: Option<f64>,
    /// The mean share of n of all sectors, each counted alike.
    pub mean: f64,
}

/// The distribution of a sector's sales.
#[derive(Debug, Clone, PartialEq)]
pub struct SalesDistribution {
    /// The position of the sector.
    pub focus: usize,
    /// What it sells.
    pub seller: Seller,
    /// a_kj: what each sector buys per unit of its output; n.
    pub coefficients: Vec<f64>,
    /// The spread of its sales.
    pub spread: Spread,
    /// The spread of all sectors' sales taken together.
    pub pooled: Spread,
    /// All measures of the spread, with the economy's beside them.
    pub figures: Vec<Figure>,
    /// Breadth at each threshold.
    pub breadth: Vec<BreadthAt>,
}

impl SalesDistribution {
    /// The distribution of the sales of the sector at a position, over its buyers and the groups of a classification.
    ///
    /// # Errors
    /// Fails where there is no such sector.
    pub fn of(
        economy: &Economy,
        focus: usize,
        classification: &Classification,
        thresholds: &Thresholds,
    ) -> Result<Self, AnalysisError> {
        let table = economy.table();
        let sellers = Seller::each(table);
        let seller =
            sellers.get(focus).cloned().ok_or(AnalysisError::NoSuchSector { position: focus, sectors: table.len() })?;
        let groups = classification.groups();
        let spreads: Vec<Spread> = sellers.iter().map(|seller| Spread::of(seller, &groups)).collect();
        let pooled = Spread::of(&Seller::together(&sellers), &groups);
        let weights: Vec<f64> = sellers.iter().map(Seller::total).collect();
        let coefficients: Vec<Vec<f64>> =
            sellers.iter().enumerate().map(|(i, seller)| coefficients(economy, i, seller)).collect();
        let breadth = |against: Against, threshold: f64| {
            let limit = against.in_table(threshold, table.money());
            let of = |i: usize| match against {
                Against::Money => Breadth::of(sellers[i].sales(), i, limit),
                Against::Coefficient => Breadth::of(&coefficients[i], i, limit),
            };
            let shares: Vec<Option<f64>> = (0..table.len()).map(|i| Some(of(i).share)).collect();
            let mean = mean(&shares, |_| 1.0).unwrap_or(0.0);
            BreadthAt {
                against,
                threshold,
                breadth: of(focus),
                weighted_mean: self::mean(&shares, |i| weights[i]),
                mean,
            }
        };
        Ok(Self {
            focus,
            figures: Measured::all().map(|measured| figure(&measured, focus, &spreads, &pooled, &weights)).collect(),
            breadth: thresholds.each().map(|(against, threshold)| breadth(against, threshold)).collect(),
            spread: Spread::of(&seller, &groups),
            coefficients: coefficients[focus].clone(),
            seller,
            pooled,
        })
    }

    /// One measure by the identifiers of its way and index.
    pub fn figure(&self, way: &str, index: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.way == way && figure.index == index)
    }
}

/// a_ij along a row, zero where the cell is no sale.
fn coefficients(economy: &Economy, row: usize, seller: &Seller) -> Vec<f64> {
    let cells = economy.technical().matrix().row(row);
    cells.iter().zip(seller.sales()).map(|(&cell, &sale)| if sale > 0.0 { cell } else { 0.0 }).collect()
}

fn figure(measured: &Measured, focus: usize, spreads: &[Spread], pooled: &Spread, weights: &[f64]) -> Figure {
    let values: Vec<Option<f64>> = spreads.iter().map(|spread| measured.of(spread)).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let before = values[..focus].iter().flatten().count();
    let value = values[focus];
    let ([way, way_name, index, name], unit) = measured.words();
    Figure {
        way,
        way_name,
        index,
        name,
        unit,
        value,
        rank: value.and_then(|_| ranks(&known).get(before).copied()),
        pooled: measured.of(pooled),
        weighted_mean: mean(&values, |i| weights[i]),
        mean: mean(&values, |_| 1.0),
    }
}

/// The weighted mean of the values that there are; none where their weights add up to nothing.
fn mean(values: &[Option<f64>], weight: impl Fn(usize) -> f64) -> Option<f64> {
    let known = || values.iter().enumerate().filter_map(|(i, value)| value.map(|value| (weight(i), value)));
    let weights: f64 = known().map(|(weight, _)| weight).sum();
    (weights > 0.0).then(|| known().map(|(weight, value)| weight / weights * value).sum())
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let classification = options.classification(&OptionKey::CLASSIFICATION)?;
    let thresholds =
        Thresholds { money: options.numbers(&MONEY)?.to_vec(), coefficient: options.numbers(&COEFFICIENT)?.to_vec() };
    SalesDistribution::of(economy, options.sector(&OptionKey::FOCUS)?, classification, &thresholds)?
        .into_frames(economy.table(), classification)
}

#[cfg(test)]
mod tests;
