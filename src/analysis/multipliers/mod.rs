//! Multipliers: what a unit of final demand for each sector brings of output, income, value added, imports, taxes or jobs, with
//! households given and with households that spend what they earn.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | direct | h_j, the factor per unit of output | n | factor per money of output |
//! | simple | (h'L)_j | n | factor per money of final demand |
//! | total | (h'L̄)_j, L̄ = (I - A - c w')⁻¹ | n | factor per money of final demand |
//! | indirect | (h'L)_j - h_j | n | factor per money of final demand |
//! | induced | (h'L̄)_j - (h'L)_j | n | factor per money of final demand |
//! | type I | (h'L)_j / h_j | n | ratio |
//! | type II | (h'L̄)_j / h_j | n | ratio |
//!
//! Row i sells, column j buys; w is compensation per unit of output and c what households buy at home per unit of income, so that
//! households are one more sector and L̄ the block of the n producing sectors. The factor of `output` is h = 1, that of `income`
//! h = w, that of a satellite account its quantity per unit of output. Direct, indirect and induced parts add up to the total.
//!
//! ## Reading
//!
//! A simple income multiplier of 0.44: a unit of final demand brings 0.44 of wages in all sectors. Type I of 1.5: for each unit
//! of wages in the sector itself there is half a unit more at its suppliers. A type I ratio is large where the sector itself has
//! little of the factor; it ranks by leverage, not by effect. Total and type II count what households spend as well.
//!
//! ## Source
//!
//! Miller and Blair, Input-Output Analysis, 2nd ed., 2009, sections 2.5 and 6.2 (total multipliers over the producing sectors are
//! its truncated ones).
//!
//! ## What it is not
//!
//! Not the gain of a policy: nobody pays for the unit of demand, capacity has no limit and prices stay. The total takes all
//! compensation to be spent as the average income is, at once and at home, and is an upper bound. Without a stated household
//! income, total value added stands for it. Domestic flows: imports leak, and that is why multipliers are what they are.

mod frames;

use super::{Analysis, AnalysisError, DefaultTo, Factor, FactorKey, OptionKey, Options, Question, Takes};
use crate::model::{Economy, HouseholdClosure, ModelError, System, UpdatedSystem, compensation};
use crate::words::Frame;
use nalgebra::{DMatrix, DVector};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "multipliers",
    question: Question::WhatDemandBrings,
    about: "What a unit of final demand brings of output, income, value added, imports, taxes or jobs.",
    formula: "simple (h'L)_j; total (h'L̄)_j with households closed; type I and II: simple and total over h_j; \
              total = direct h_j + indirect + induced",
    unit: "factor per money of final demand; types are ratios",
    source: "Miller and Blair 2009, sections 2.5 and 6.2",
    options: &[OF, OptionKey::FOCUS],
    run,
};

const OF: OptionKey = OptionKey {
    name: "of",
    takes: Takes::Factor,
    about: "The factor whose multipliers are taken apart.",
    default: DefaultTo::Text("output"),
};

/// The multipliers of one factor, each n x 1 in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorMultipliers {
    /// The factor; its quantities per unit of output are the direct part.
    pub factor: Factor,
    /// h'L: with final demand of households given.
    pub simple: DVector<f64>,
    /// h'L̄: with households that spend what they earn; none where the model is not closed.
    pub total: Option<DVector<f64>>,
}

/// The multipliers of several factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Multipliers {
    /// One per factor, in the order asked for.
    pub factors: Vec<FactorMultipliers>,
}

impl Multipliers {
    /// The multipliers of these factors; with totals where a closure is given. One solve with as many columns as there are
    /// factors, and one more of the closed model, which is a change of rank one.
    ///
    /// # Errors
    /// Fails where a system has no solution.
    pub fn of(economy: &Economy, keys: &[FactorKey], closure: Option<&HouseholdClosure>) -> Result<Self, ModelError> {
        let factors: Vec<Factor> = keys.iter().map(|key| Factor::of(economy, *key)).collect();
        let columns: Vec<DVector<f64>> = factors.iter().map(|factor| factor.per_output.clone()).collect();
        let weights = DMatrix::from_fn(economy.table().len(), columns.len(), |j, c| columns[c][j]);
        let simple = economy.system().multipliers_of(&weights)?;
        let total = match closure {
            Some(closure) => {
                let change = closure.change(&compensation(economy.table(), economy.primary()));
                Some(UpdatedSystem::new(economy.system().clone(), change)?.multipliers_of(&weights)?)
            }
            None => None,
        };
        let column = |matrix: &DMatrix<f64>, at: usize| matrix.column(at).into_owned();
        let each = factors.into_iter().enumerate().map(|(at, factor)| FactorMultipliers {
            factor,
            simple: column(&simple, at),
            total: total.as_ref().map(|total| column(total, at)),
        });
        Ok(Self { factors: each.collect() })
    }

    /// The multipliers of the factor that a word asks for.
    pub fn factor(&self, id: &str) -> Option<&FactorMultipliers> {
        self.factors.iter().find(|each| each.factor.id == id)
    }
}

impl FactorMultipliers {
    /// What arises at suppliers: simple less direct, n.
    pub fn indirect(&self) -> DVector<f64> {
        &self.simple - &self.factor.per_output
    }

    /// What the spending of households adds: total less simple, n.
    pub fn induced(&self) -> Option<DVector<f64>> {
        self.total.as_ref().map(|total| total - &self.simple)
    }

    /// Simple over direct, n; none for a sector that has nothing of the factor itself.
    pub fn type_one(&self) -> Vec<Option<f64>> {
        self.over_direct(&self.simple)
    }

    /// Total over direct, n; none for a sector that has nothing of the factor itself, and where there is no total.
    pub fn type_two(&self) -> Vec<Option<f64>> {
        self.total.as_ref().map_or_else(|| vec![None; self.simple.len()], |total| self.over_direct(total))
    }

    fn over_direct(&self, whole: &DVector<f64>) -> Vec<Option<f64>> {
        let direct = self.factor.per_output.iter();
        whole.iter().zip(direct).map(|(whole, direct)| Some(whole / direct).filter(|ratio| ratio.is_finite())).collect()
    }
}

/// Why totals are there or are not, and what they rest on.
#[derive(Debug, Clone, PartialEq)]
enum Closing {
    Closed { income_assumed: bool },
    NoCompensation,
    Overspent(ModelError),
}

/// The closure of the table, where it can be closed.
fn closing(economy: &Economy) -> (Option<HouseholdClosure>, Closing) {
    let table = economy.table();
    if table.primary_inputs().of_kind(crate::table::PrimaryInputKind::Compensation).next().is_none() {
        return (None, Closing::NoCompensation);
    }
    match HouseholdClosure::of(table) {
        Ok(closure) => {
            let income_assumed = closure.income_assumed;
            (Some(closure), Closing::Closed { income_assumed })
        }
        Err(error) => (None, Closing::Overspent(error)),
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let asked = options.factor(&OF)?;
    let mut keys = FactorKey::main(economy.table());
    if !keys.contains(&asked) {
        keys.push(asked);
    }
    let (closure, closing) = closing(economy);
    let detail = keys.iter().position(|key| *key == asked).unwrap_or(0);
    Multipliers::of(economy, &keys, closure.as_ref())?.into_frames(
        economy.table(),
        detail,
        options.sector(&OptionKey::FOCUS).ok(),
        &closing,
    )
}

#[cfg(test)]
mod tests;
