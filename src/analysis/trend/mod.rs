//! What tables of several years say of one sector: how the coefficients of its buyers changed, and what changed its output.
//!
//! ## Formula
//!
//! k is the focus sector, T the last of the years; first and last are the ends.
//!
//! | quantity | formula | shape | unit |
//! |---|---|---|---|
//! | coefficient | a_kj(t) = z_kj(t) / x_j(t) | n x years | ratio |
//! | change a year | (a_kj(t') - a_kj(t)) / (t' - t) | n x periods | ratio a year |
//! | money at stake | (a_kj(T) - a_kj(first)) x_j(T) | n x 1 | money of the last table |
//! | change of output | ½ Δl_k (f⁰ + f¹) + ½ (l_k⁰ + l_k¹) Δf | 1 x factors | money, each year at its own prices |
//!
//! The decomposition of output is that of [`crate::analysis::structural_decomposition`], taken for the row of the focus: techniques, and
//! final demand by component, of which investment is one. Nothing is deflated: between tables at prices of different years the change is a
//! difference of nominal amounts, in money of no one year, and inflation is part of it. Where all prices rise alike coefficients stay, so that
//! it is all in final demand.
//!
//! ## Reading
//!
//! The lowest and the highest coefficient of a buyer over the years are a range that has been seen, and so a low and a high value for a
//! parameter. Money at stake says which of many changes is worth a look.
//!
//! ## Source
//!
//! Carter, Structural Change in the American Economy (1970), for changes of coefficients between tables; Dietzenbacher and Los,
//! "Structural Decomposition Techniques", Economic Systems Research 10 (1998), for the decomposition.
//!
//! ## What it is not
//!
//! Not a forecast, and at current prices not a change of quantities alone: relative prices are in every coefficient, and on domestic flows
//! so is the share bought at home. A change of classification between two tables looks like a change of technique; the tables
//! declare where one lies ([`Trend::breaks`]).

mod aligned;
mod fit;
mod frames;
mod ranges;

pub use fit::{BassFit, Estimate, NoFit};
pub use ranges::Range;

use super::structural_decomposition::TableDecomposition;
use super::{AnalysisError, Comparable};
use crate::model::Economy;
use nalgebra::{DMatrix, DVector};
use std::sync::Arc;

/// How many dates a curve with three unknowns needs, the first of which only says where it begins.
const DATES: usize = 5;

/// The change of one sector over the years of some tables.
#[derive(Debug, Clone)]
pub struct Trend {
    tables: Vec<Arc<Economy>>,
    years: Vec<i32>,
    focus: usize,
    /// a_k·, n x years.
    coefficients: DMatrix<f64>,
    periods: Vec<TableDecomposition>,
}

/// A sentence by which some of the tables set themselves apart and others do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The table that says it.
    pub table: String,
    /// What it says.
    pub sentence: String,
}

impl Trend {
    /// The change of the sector at a position over some tables, which are put in the order of their years.
    ///
    /// # Errors
    /// Fails where there are fewer than two tables, where one has no year or that of another, where they differ in sectors, components,
    /// currency, kind of flows or prices, where the focus is no sector of theirs, and where a system has no solution.
    pub fn of(mut tables: Vec<Arc<Economy>>, focus: usize) -> Result<Self, AnalysisError> {
        let years = aligned::in_order(&mut tables)?;
        let pairs = tables.windows(2).map(|pair| Comparable::of(&pair[0], &pair[1], aligned::TABLES));
        let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
        let sectors = tables[0].table().len();
        if focus >= sectors {
            return Err(AnalysisError::NoSuchSector { position: focus, sectors });
        }
        let coefficients = DMatrix::from_fn(sectors, tables.len(), |j, t| tables[t].technical().matrix()[(focus, j)]);
        let periods = pairs.into_iter().map(|pair| TableDecomposition::of(pair, None)).collect::<Result<_, _>>()?;
        Ok(Self { tables, years, focus, coefficients, periods })
    }

    /// The years, in order.
    pub fn years(&self) -> &[i32] {
        &self.years
    }

    /// a_kj by buyer (row) and year (column), n x years, ratio.
    pub fn coefficients(&self) -> &DMatrix<f64> {
        &self.coefficients
    }

    /// The decomposition of the change between each year and the next.
    pub fn periods(&self) -> &[TableDecomposition] {
        &self.periods
    }

    /// (a_kj(T) - a_kj(first)) x_j(T), n x 1, money of the last table.
    pub fn at_stake(&self) -> DVector<f64> {
        let last = self.years.len() - 1;
        let change = self.coefficients.column(last) - self.coefficients.column(0);
        change.component_mul(self.last().output())
    }

    /// The mean coefficient of all buyers but the focus, weighted by their output in the first table, by year: the share of their costs
    /// that they spend on the focus, at one mix of buyers. None where they make nothing.
    pub fn mean_of_others(&self) -> Option<Vec<f64>> {
        let mut weights = self.first().output().map(|output| output.max(0.0));
        weights[self.focus] = 0.0;
        self.coefficients.column_iter().map(|column| super::adoption::mean(&column.into_owned(), &weights)).collect()
    }

    /// What sets some of the tables apart from others, as they declare it (`breaks` of their source): between those a change of a coefficient
    /// may be one of classification.
    pub fn breaks(&self) -> Vec<Break> {
        let declared = |economy: &Arc<Economy>| economy.table().manifest().source.breaks.clone();
        let all: Vec<Vec<String>> = self.tables.iter().map(declared).collect();
        let is_break = |sentence: &&String| !all.iter().all(|breaks| breaks.contains(sentence));
        let of = |(economy, breaks): (&Arc<Economy>, &Vec<String>)| {
            let table = economy.table().manifest().id.clone();
            let said = breaks.iter().filter(is_break).cloned();
            said.map(|sentence| Break { table: table.clone(), sentence }).collect::<Vec<_>>()
        };
        self.tables.iter().zip(&all).flat_map(of).collect()
    }

    fn first(&self) -> &Economy {
        &self.tables[0]
    }

    fn last(&self) -> &Economy {
        &self.tables[self.tables.len() - 1]
    }
}

#[cfg(test)]
mod tests;
