//! Who pulls: what each early adopter brings everyone else, by running the scenario with and without it.
//!
//! For a sector e that a policy puts ahead: the scenario is run again with e no further ahead than others; what everyone else (the
//! buyers that the policy does not put ahead, the same set in both runs) gains by e is the difference, in years to half adoption
//! and in the share at the end. Contributions need not add up to the whole: two early adopters teach the same people. What all of
//! them bring together is told beside it: the scenario against the same one without its policy.
//!
//! Where suppliers learn, the scenario without an early adopter is solved year by year, and it may have no answer where the one with it has:
//! its payers may not be able to pay. Then nobody knows what the early adopter brings, which is said, and the scenario stands.

use super::Curve;
use crate::study::{Base, EntryName};
use crate::words::Diagnostics;
use std::sync::Arc;

/// The level by which years are told.
const HALF: f64 = 0.5;

/// What one early adopter brings everyone else.
#[derive(Debug, Clone, PartialEq)]
pub struct Pull {
    /// The entry of the technology.
    pub entry: Arc<EntryName>,
    /// The early adopter; none for all of them together.
    pub sector: Option<usize>,
    /// By how many years everyone else is earlier at half adoption; none where that is not reached in both runs.
    pub years: Option<f64>,
    /// By how much the share of everyone else is larger at the end; none where there is no one else.
    pub share: Option<f64>,
    /// Why the scenario without it has no answer, where it has none.
    pub unknown: Option<String>,
}

impl Pull {
    /// The difference between a curve and the one without an early adopter, or without all of them.
    pub(in crate::study) fn between(curve: &Curve, without: &Curve, base: &Base, sector: Option<usize>) -> Self {
        let others = curve.everyone_else();
        let less = |from: Option<f64>, what: Option<f64>| from.zip(what).map(|(from, what)| from - what);
        Self {
            entry: curve.entry.clone(),
            sector,
            years: less(without.years_to(HALF, base, &others), curve.years_to(HALF, base, &others)),
            share: less(curve.end(base, &others), without.end(base, &others)),
            unknown: None,
        }
    }

    /// What nobody knows, because the scenario without an early adopter has no answer.
    pub(in crate::study) fn unknown(curve: &Curve, sector: Option<usize>, problems: &Diagnostics) -> Self {
        let why = problems.iter().next().map_or(String::new(), |problem| problem.message.clone());
        Self { entry: curve.entry.clone(), sector, years: None, share: None, unknown: Some(why) }
    }
}
