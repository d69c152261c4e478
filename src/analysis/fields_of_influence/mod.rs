//! Fields of influence: how a change of one coefficient of the table would move the whole inverse, and which coefficients would
//! move it most.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | field of a_ij | F(i,j) = L e_i e_j' L, column i of L times row j of L | n x n | change of L per unit of a_ij |
//! | intensity of a_ij | the sum of squares of F(i,j) = ‖L e_i‖² ‖e_j' L‖² | n x n, one number per coefficient | ratio (a sum of squares of elements of L and no index: its average is not 1) |
//! | exact change | ΔL = δ F(i,j) / (1 - δ l_ji) where a_ij rises by δ | n x n | ratio |
//!
//! Row i sells, column j buys. The closed forms are exact for any δ that leaves the economy productive, 1 > δ l_ji, and
//! cost O(n²) for all intensities once L is known; nothing is inverted again.
//!
//! ## Reading
//!
//! Where intensities are large a change of technique, or an error in the table, matters most. A coefficient need not be
//! large to be influential: the intensity does not look at a_ij at all but at where it stands, at a seller who stirs many suppliers
//! (column of L) and a buyer whom many need (row of L). As a product of one number per seller and one per buyer, the landscape
//! is told by the two lists alone.
//!
//! ## Source
//!
//! Sonis and Hewings, Coefficient change in input-output models: theory and applications, Economic Systems Research 4, 1992; Sherman
//! and Morrison 1950 for the exact change.
//!
//! ## What it is not
//!
//! Not a probability that the coefficient changes, nor who pays for it: a coefficient that rises takes the place of another
//! input, and that is a scenario. Finite differences of small steps are an approximation to F and are not used. Intensity weighs all
//! cells of L alike, whatever the size of the sectors; tolerable limits look at outputs instead.

mod frames;

use super::{Analysis, AnalysisError, DefaultTo, Layout, OptionKey, Options, Question, Takes, order};
use crate::model::{Economy, LeontiefInverse, ModelError};
use crate::words::{Frame, shortest};
use nalgebra::{DMatrix, DVector};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "fields-of-influence",
    question: Question::WhichCoefficientMatters,
    about: "Which coefficients would move the inverse most, and how exactly a change of one would.",
    formula: "F(i,j) = L e_i e_j' L; intensity ‖L e_i‖² ‖e_j' L‖²; exact change δ F(i,j) / (1 - δ l_ji)",
    unit: "change of L per unit of coefficient; sums of squares of it",
    source: "Sonis and Hewings 1992; Sherman and Morrison 1950",
    options: &[OptionKey::FOCUS, SELLER, BUYER, CHANGE, LARGEST, Layout::OPTION],
    drawn: None,
    run,
};

const SELLER: OptionKey = OptionKey {
    name: "seller",
    takes: Takes::Sector,
    about: "The seller of the one coefficient whose field is written; with `buyer`.",
    default: DefaultTo::Nothing,
};

const BUYER: OptionKey = OptionKey {
    name: "buyer",
    takes: Takes::Sector,
    about: "The buyer of the one coefficient whose field is written; with `seller`.",
    default: DefaultTo::Nothing,
};

const CHANGE: OptionKey = OptionKey {
    name: "change",
    takes: Takes::Number { least: -1.0, most: 1.0 },
    about: "By how much the one coefficient of `seller` and `buyer` rises, or falls below nothing; 0.01 without it.",
    default: DefaultTo::Nothing,
};

/// By how much the one coefficient rises without a word.
const RISE: f64 = 0.01;

const LARGEST: OptionKey = OptionKey {
    name: "largest",
    takes: Takes::Count { least: 1, most: 10_000 },
    about: "How many of the most influential coefficients are listed.",
    default: DefaultTo::Text("20"),
};

/// The intensities of all fields, held as their two factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Intensities {
    /// ‖L e_i‖², n: the factor of each seller.
    pub of_seller: DVector<f64>,
    /// ‖e_j' L‖², n: the factor of each buyer.
    pub of_buyer: DVector<f64>,
}

impl Intensities {
    /// From the inverse, O(n²).
    pub fn of(inverse: &LeontiefInverse) -> Self {
        let l = inverse.matrix();
        Self {
            of_seller: DVector::from_iterator(l.ncols(), l.column_iter().map(|column| column.norm_squared())),
            of_buyer: DVector::from_iterator(l.nrows(), l.row_iter().map(|row| row.norm_squared())),
        }
    }

    /// The intensity of the coefficient of a seller and a buyer.
    pub fn of_pair(&self, seller: usize, buyer: usize) -> f64 {
        self.of_seller[seller] * self.of_buyer[buyer]
    }

    /// The pairs of seller and buyer with the largest intensities, largest first; pairs that are alike in table order.
    pub fn largest(&self, count: usize) -> Vec<(usize, usize)> {
        let (sellers, buyers) = (order(self.of_seller.as_slice()), order(self.of_buyer.as_slice()));
        // The pair of the i-th seller and the j-th buyer has (i + 1)(j + 1) - 1 pairs at least as large before it.
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (place, &seller) in sellers.iter().take(count).enumerate() {
            pairs.extend(buyers.iter().take(count / (place + 1)).map(|&buyer| (seller, buyer)));
        }
        self.first(pairs, count)
    }

    /// The same among the coefficients of one sector, as seller and as buyer.
    pub fn largest_of(&self, sector: usize, count: usize) -> Vec<(usize, usize)> {
        let others = (0..self.of_seller.len()).filter(|other| *other != sector);
        let pairs = others.flat_map(|other| [(sector, other), (other, sector)]).chain([(sector, sector)]).collect();
        self.first(pairs, count)
    }

    fn first(&self, mut pairs: Vec<(usize, usize)>, count: usize) -> Vec<(usize, usize)> {
        pairs.sort_by(|a, b| self.of_pair(b.0, b.1).total_cmp(&self.of_pair(a.0, a.1)).then(a.cmp(b)));
        pairs.truncate(count);
        pairs
    }
}

/// The field of one coefficient.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// F(i,j) = L e_i e_j' L, n x n.
    pub matrix: DMatrix<f64>,
    /// l_ji, by which a change feeds back on itself.
    pub feedback: f64,
    buyer: usize,
}

impl Field {
    /// The field of the coefficient of a seller and a buyer.
    ///
    /// # Errors
    /// Fails where there are no such sectors.
    pub fn of(inverse: &LeontiefInverse, seller: usize, buyer: usize) -> Result<Self, AnalysisError> {
        let l = inverse.matrix();
        let sectors = l.nrows();
        if let Some(&position) = [seller, buyer].iter().find(|position| **position >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        Ok(Self { matrix: l.column(seller) * l.row(buyer), feedback: l[(buyer, seller)], buyer })
    }

    /// ΔL where the coefficient changes by `change`, n x n, exactly.
    ///
    /// # Errors
    /// Fails where the economy would not be productive any more.
    pub fn exact_change(&self, change: f64) -> Result<DMatrix<f64>, ModelError> {
        let pivot = 1.0 - change * self.feedback;
        if pivot <= f64::EPSILON {
            return Err(ModelError::NotProductive { sectors: vec![self.buyer] });
        }
        Ok(&self.matrix * (change / pivot))
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let layout = Layout::of(options)?;
    let (seller, buyer) = (options.sector(&SELLER), options.sector(&BUYER));
    let focus = options.sector(&OptionKey::FOCUS).ok();
    let mut frames = frames::intensities(economy, options.count(&LARGEST)?, focus, layout)?;
    let change = options.number(&CHANGE);
    // One of the three without both sectors is a mistake, and none of them is none.
    if seller.is_ok() || buyer.is_ok() || change.is_ok() {
        let (seller, buyer, change) = (seller?, buyer?, change.unwrap_or(RISE));
        stays(economy, seller, buyer, change)?;
        frames.extend(frames::field(economy, seller, buyer, change, layout)?);
    }
    Ok(frames)
}

/// A coefficient can fall to nothing and no further.
fn stays(economy: &Economy, seller: usize, buyer: usize, change: f64) -> Result<(), AnalysisError> {
    let (table, a) = (economy.table(), economy.technical().matrix());
    let is_pair = seller < table.len() && buyer < table.len();
    if !is_pair || change >= 0.0 || a[(seller, buyer)] + change >= 0.0 {
        return Ok(());
    }
    let (from, to) = (table.sectors().code(seller), table.sectors().code(buyer));
    Err(AnalysisError::UnfitOption {
        name: CHANGE.name,
        problem: format!("takes more from the coefficient of {from} and {to} than there is"),
        help: format!("write at least {}", shortest(-a[(seller, buyer)].max(0.0))),
    })
}

#[cfg(test)]
mod tests;
