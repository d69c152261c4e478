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
//! income, total value added stands for it. Where households would spend what they earn so that the closed system is not productive,
//! there is no total at all. Domestic flows: imports leak, and that is why multipliers are what they are.

mod frames;

use super::{Analysis, AnalysisError, DefaultTo, Factor, FactorKey, OptionKey, Options, Question, Takes};
use crate::model::{Economy, HouseholdClosure, ModelError, System, UpdatedSystem, check_productive, compensation};
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
    drawn: None,
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
    /// The multipliers of these factors, households given. One solve with as many columns as there are factors.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(economy: &Economy, keys: &[FactorKey]) -> Result<Self, ModelError> {
        let factors: Vec<Factor> = keys.iter().map(|key| Factor::of(economy, *key)).collect();
        let simple = economy.system().multipliers_of(&per_output(economy, factors.iter()))?;
        let each = factors.into_iter().zip(simple.column_iter());
        let each = each.map(|(factor, simple)| FactorMultipliers { factor, simple: simple.into_owned(), total: None });
        Ok(Self { factors: each.collect() })
    }

    /// The same with totals: one more solve, of the closed model, which is a change of rank one.
    ///
    /// # Errors
    /// [`ModelError::NotProductive`] where the closed model has no inverse that is not negative: its solution would be numbers, and no
    /// sum of rounds of spending; else where it has no solution.
    pub fn closed(&self, economy: &Economy, closure: &HouseholdClosure) -> Result<Self, ModelError> {
        let change = closure.change(&compensation(economy.table(), economy.primary()));
        let system = UpdatedSystem::new(economy.system().clone(), change)?;
        check_productive(&system, || system.coefficients())?;
        let totals = system.multipliers_of(&per_output(economy, self.factors.iter().map(|each| &each.factor)))?;
        let each = self.factors.iter().zip(totals.column_iter());
        let each = each.map(|(each, total)| FactorMultipliers { total: Some(total.into_owned()), ..each.clone() });
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

/// The factors per unit of output as columns, n x factors.
fn per_output<'f>(economy: &Economy, factors: impl ExactSizeIterator<Item = &'f Factor>) -> DMatrix<f64> {
    let mut weights = DMatrix::zeros(economy.table().len(), factors.len());
    for (at, factor) in factors.enumerate() {
        weights.set_column(at, &factor.per_output);
    }
    weights
}

/// Why totals are there or are not, and what they rest on.
#[derive(Debug, Clone, PartialEq)]
enum Closing {
    Closed { income_assumed: bool },
    NoCompensation,
    NoAnswer(ModelError),
}

/// The same multipliers with totals, where the table can be closed; the simple ones stand in any case.
fn closing(economy: &Economy, simple: Multipliers) -> (Multipliers, Closing) {
    let table = economy.table();
    if table.primary_inputs().of_kind(crate::table::PrimaryInputKind::Compensation).next().is_none() {
        return (simple, Closing::NoCompensation);
    }
    let closed =
        HouseholdClosure::of(table).and_then(|closure| Ok((simple.closed(economy, &closure)?, closure.income_assumed)));
    match closed {
        Ok((totals, income_assumed)) => (totals, Closing::Closed { income_assumed }),
        Err(error) => (simple, Closing::NoAnswer(error)),
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let asked = options.factor(&OF)?;
    let mut keys = FactorKey::main(economy.table());
    if !keys.contains(&asked) {
        keys.push(asked);
    }
    let (found, closing) = closing(economy, Multipliers::of(economy, &keys)?);
    let detail = keys.iter().position(|key| *key == asked).unwrap_or(0);
    found.into_frames(economy.table(), detail, options.sector(&OptionKey::FOCUS).ok(), &closing)
}

#[cfg(test)]
mod tests;
