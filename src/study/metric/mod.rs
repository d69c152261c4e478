//! Metrics: the numbers by which scenarios are compared. One family is one file; one metric is one line in [`METRICS`], from
//! which the comparison, the help and the reference page come.
//!
//! A metric of [`METRICS`] looks at one year of a scenario beside its base ([`View`]), one of [`OVER_YEARS`] at all of its years
//! ([`Course`]). Where it has no answer (no focus, no dose, no such
//! row in the table) it is absent, which is not zero; it is never a number that is not finite.

mod adoption;
mod answers;
mod breadth;
mod course;
mod decomposition;
mod depth;
mod dose;
mod family;
mod focus;
mod level;
mod limit;
mod over_years;
mod price;
mod split;
mod spread;
mod tie;
mod trade;
mod value;
mod view;

pub use answers::Answers;
pub use course::Course;
pub(super) use dose::payers;
pub use family::Family;
pub use view::View;

use super::Base;
use crate::model::ModelError;
use crate::words::{Unit, Value};

/// A number by which scenarios are compared.
#[derive(Debug)]
pub struct Metric {
    /// The name in files: lower case, words joined by `_`.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// Its unit on a table.
    pub unit: fn(&Base) -> Unit,
    /// One sentence: what it is and how to read it.
    pub about: &'static str,
    /// Which way is better, where one is.
    pub better: Better,
    /// The assumption that it rests on most.
    pub rests_on: &'static str,
    /// Whether its number depends on who pays more than on what is done, as value added and what it is made of do; where it is that of
    /// other metrics by part, whether it does so in every part.
    pub rests_on_payer: bool,
    /// How it is taken.
    pub of: Measure,
}

/// Which way of a number is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    More,
    /// Less is better.
    Less,
    /// Neither: it describes.
    Neither,
    /// That of the metric by which its part is called.
    OfPart,
}

/// How a metric is taken.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// One number, or none.
    One(fn(&View<'_>) -> Result<Option<f64>, ModelError>),
    /// A number for each of several parts, such as branches.
    Parts(fn(&View<'_>) -> Result<Vec<Part>, ModelError>),
    /// An answer in words.
    Words(fn(&View<'_>) -> Result<Option<String>, ModelError>),
    /// One number of all years together, or none.
    Years(fn(&Course<'_>) -> Result<Option<f64>, ModelError>),
    /// A number of all years together for each of several parts.
    YearsParts(fn(&Course<'_>) -> Result<Vec<Part>, ModelError>),
}

/// The number of one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What the part is called in files.
    pub name: String,
    /// Its unit, where it is not the metric's.
    pub unit: Option<Unit>,
    /// The number, or none.
    pub value: Option<f64>,
}

impl Part {
    /// A part in the metric's unit.
    fn new(name: impl Into<String>, value: Option<f64>) -> Self {
        Self { name: name.into(), unit: None, value }
    }
}

/// What a metric says of a view.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The metric.
    pub metric: &'static Metric,
    /// Its name in files; with the part after a point where the metric has parts: `focus_sales.mining`.
    pub id: String,
    /// Its unit.
    pub unit: Unit,
    /// A finite number or words; never empty.
    pub value: Value,
}

/// Every metric of all years together, in the order in which results print them, after those of single years.
pub static OVER_YEARS: &[&Metric] = &[
    &over_years::CUMULATIVE,
    &over_years::DISCOUNTED,
    &over_years::DOSE,
    &over_years::PER_DOSE,
    &over_years::PER_COST,
    &over_years::DISCOUNTED_PER_COST,
    &adoption::TO_10,
    &adoption::TO_50,
    &adoption::TO_90,
    &adoption::OTHERS_TO_10,
    &adoption::OTHERS_TO_50,
    &adoption::OTHERS_TO_90,
    &adoption::ECONOMY_TO_10,
    &adoption::ECONOMY_TO_50,
    &adoption::ECONOMY_TO_90,
    &adoption::GAINED,
    &adoption::PULL_YEARS,
    &adoption::PULL_SHARE,
];

/// Every metric of one year, in the order in which results print them.
pub static METRICS: &[&Metric] = &[
    &dose::PAYER,
    &dose::DOSE,
    &dose::REDIRECTED,
    &dose::INJECTED,
    &dose::LEAKED,
    &dose::SHARE,
    &level::OUTPUT,
    &level::VALUE_ADDED,
    &level::COMPENSATION,
    &level::OPERATING_SURPLUS,
    &level::PRODUCTION_TAXES,
    &level::IMPORTS,
    &level::IMPORT_DUTIES,
    &level::PRODUCT_TAXES,
    &level::JOBS,
    &level::SATELLITES,
    &level::FOCUS_OUTPUT,
    &level::FOCUS_VALUE_ADDED,
    &level::FOCUS_COMPENSATION,
    &level::FOCUS_OPERATING_SURPLUS,
    &level::FOCUS_PRODUCTION_TAXES,
    &level::FOCUS_IMPORTS,
    &level::FOCUS_IMPORT_DUTIES,
    &level::FOCUS_PRODUCT_TAXES,
    &level::FOCUS_JOBS,
    &trade::BALANCE,
    &limit::UNMET,
    &price::VALUE,
    &price::INDEX,
    &price::FOCUS,
    &price::WAGE,
    &focus::INTERMEDIATE_SALES,
    &focus::SALES_TO,
    &focus::BACKWARD,
    &focus::BACKWARD_INDEX,
    &focus::BACKWARD_RANK,
    &focus::FORWARD,
    &focus::FORWARD_INDEX,
    &focus::FORWARD_RANK,
    &focus::FORWARD_SUPPLY,
    &focus::FORWARD_SUPPLY_INDEX,
    &focus::FORWARD_SUPPLY_RANK,
    &focus::KEY_SECTOR,
    &focus::KEY_SECTOR_SUPPLY,
    &breadth::BUYERS_MONEY,
    &breadth::BUYERS_MONEY_SHARE,
    &breadth::BUYERS_COEFFICIENT,
    &breadth::BUYERS_COEFFICIENT_SHARE,
    &breadth::EFFECTIVE_NUMBER,
    &breadth::HHI,
    &breadth::HHI_NORMALISED,
    &breadth::ENTROPY,
    &breadth::ENTROPY_NORMALISED,
    &breadth::GINI,
    &breadth::CR4,
    &breadth::OWN_USE,
    &depth::OUTPUT,
    &depth::OUTPUT_OF,
    &depth::DEMAND_DIRECT,
    &depth::DEMAND_DIRECT_OF,
    &depth::DEMAND_TOTAL,
    &depth::DEMAND_TOTAL_OF,
    &depth::ACQUIRED,
    &depth::ACQUIRED_OF,
    &depth::ACQUIRED_SHARE,
    &tie::OWN_USE_IN,
    &tie::OWN_USE_OUT,
    &spread::REACH,
    &spread::REACH_SHARE,
    &spread::HHI,
    &spread::OUTSIDE,
    &spread::MEAN_ROUND,
    &spread::ROUNDS_50,
    &spread::ROUNDS_90,
    &spread::TO_USERS,
    &spread::FROM_SUPPLIERS,
    &split::EFFECT,
    &split::DIRECT,
    &split::INDIRECT,
    &split::INDUCED,
    &split::LEAKAGE,
    &decomposition::TECHNOLOGY,
    &decomposition::FINAL_DEMAND,
    &decomposition::FOCUS_TECHNOLOGY,
    &decomposition::FOCUS_FINAL_DEMAND,
    &value::FOCUS_OUTPUT,
    &value::VALUE_ADDED,
    &value::COMPENSATION,
    &adoption::ALL,
    &adoption::EVERYONE_ELSE,
    &adoption::ECONOMY,
];

impl Metric {
    /// The metric with this name, in either list.
    pub fn named(id: &str) -> Option<&'static Self> {
        METRICS.iter().chain(OVER_YEARS).find(|metric| metric.id == id).copied()
    }

    /// Which way of an answer with this name is better: `focus_output`, `focus_sales.mining`; none where no metric has the name.
    pub fn better(answer: &str) -> Option<Better> {
        let (id, part) = answer.split_once('.').unwrap_or((answer, ""));
        match Self::named(id)?.better {
            Better::OfPart => Some(Self::named(part).map_or(Better::Neither, |metric| metric.better)),
            better => Some(better),
        }
    }

    /// Whether the number of an answer with this name depends on who pays more than on what is done: that of `value_added` does, and with it
    /// that of `discounted.value_added`.
    pub fn rests_on_payer(answer: &str) -> bool {
        let (id, part) = answer.split_once('.').unwrap_or((answer, ""));
        let rests = |id: &str| Self::named(id).is_some_and(|metric| metric.rests_on_payer);
        let is_of_part = Self::named(id).is_some_and(|metric| metric.better == Better::OfPart);
        rests(id) || (is_of_part && rests(part))
    }

    /// What it says of one year; nothing where it has no answer.
    ///
    /// # Errors
    /// Fails where a system of equations has no solution.
    pub fn answers(&'static self, view: &View<'_>) -> Result<Vec<Answer>, ModelError> {
        let base = view.base();
        Ok(match self.of {
            Measure::One(of) => self.one(base, of(view)?),
            Measure::Words(of) => {
                of(view)?.map(|words| self.answer(base, self.id.to_owned(), None, words.into())).into_iter().collect()
            }
            Measure::Parts(of) => self.parts(base, of(view)?),
            Measure::Years(_) | Measure::YearsParts(_) => Vec::new(),
        })
    }

    /// What it says of all years together; nothing where it has no answer.
    ///
    /// # Errors
    /// Fails where a system of equations has no solution.
    pub fn over(&'static self, course: &Course<'_>) -> Result<Vec<Answer>, ModelError> {
        let base = course.base();
        Ok(match self.of {
            Measure::Years(of) => self.one(base, of(course)?),
            Measure::YearsParts(of) => self.parts(base, of(course)?),
            Measure::One(_) | Measure::Words(_) | Measure::Parts(_) => Vec::new(),
        })
    }

    /// The names of its parts, with an answer or without; none where it has no parts.
    ///
    /// # Errors
    /// Fails where a system of equations has no solution.
    pub fn part_names(&self, view: &View<'_>, course: &Course<'_>) -> Result<Vec<String>, ModelError> {
        let parts = match self.of {
            Measure::Parts(of) => of(view)?,
            Measure::YearsParts(of) => of(course)?,
            Measure::One(_) | Measure::Words(_) | Measure::Years(_) => Vec::new(),
        };
        Ok(parts.into_iter().map(|part| part.name).collect())
    }

    fn answer(&'static self, base: &Base, id: String, unit: Option<Unit>, value: Value) -> Answer {
        Answer { metric: self, id, unit: unit.unwrap_or_else(|| (self.unit)(base)), value }
    }

    fn one(&'static self, base: &Base, value: Option<f64>) -> Vec<Answer> {
        finite(value).map(|number| self.answer(base, self.id.to_owned(), None, number.into())).into_iter().collect()
    }

    fn parts(&'static self, base: &Base, parts: Vec<Part>) -> Vec<Answer> {
        let answer = |part: Part| {
            let number = finite(part.value)?;
            Some(self.answer(base, format!("{}.{}", self.id, part.name), part.unit, number.into()))
        };
        parts.into_iter().filter_map(answer).collect()
    }
}

/// A quotient may overflow: then there is no answer that a file can hold.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|number| number.is_finite())
}

/// What every metric of one year says, in the order of the list.
///
/// # Errors
/// Fails where a system of equations has no solution.
pub fn measure(view: &View<'_>) -> Result<Vec<Answer>, ModelError> {
    let mut answers = Vec::new();
    for metric in METRICS {
        answers.extend(metric.answers(view)?);
    }
    Ok(answers)
}

/// What every metric of all years together says, in the order of the list.
///
/// # Errors
/// Fails where a system of equations has no solution.
pub fn measure_course(course: &Course<'_>) -> Result<Vec<Answer>, ModelError> {
    let mut answers = Vec::new();
    for metric in OVER_YEARS {
        answers.extend(metric.over(course)?);
    }
    Ok(answers)
}

/// A part of a whole; none where there is no whole.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    let ratio = part / whole;
    ratio.is_finite().then_some(ratio)
}

fn money(base: &Base) -> Unit {
    base.economy().table().unit()
}

#[cfg(test)]
mod tests;
