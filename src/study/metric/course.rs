//! What a metric over all years looks at: an outcome from its first year to its last, and what the metrics of single years say.

use super::Answers;
use crate::study::{Base, Outcome, State};

/// An outcome from its first year to its last.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// The outcome.
    pub outcome: &'a Outcome,
    /// The economy without the scenario.
    pub before: &'a State,
    /// What the metrics of single years say of each year.
    pub years: &'a [Answers],
    /// What they say without the scenario.
    pub without: &'a Answers,
}

impl Course<'_> {
    /// What the scenario started from.
    pub fn base(&self) -> &Base {
        &self.outcome.base
    }

    /// Whether there is more than one year.
    pub fn has_years(&self) -> bool {
        self.years.len() > 1
    }

    /// Σ w_t (m_t - m) of a metric of single years, with m without the scenario; none where it has no answer in some year.
    pub fn effect(&self, id: &str, weights: &[f64]) -> Option<f64> {
        let without = self.without.number(id)?;
        let changes = self.years.iter().map(|year| year.number(id).map(|number| number - without));
        changes.zip(weights).map(|(change, weight)| change.map(|change| weight * change)).sum()
    }

    /// Σ m_t of a metric of single years; none where it has no answer in some year.
    pub fn sum(&self, id: &str) -> Option<f64> {
        self.years.iter().map(|year| year.number(id)).sum()
    }

    /// One for every year.
    pub fn equal(&self) -> Vec<f64> {
        vec![1.0; self.years.len()]
    }

    /// (1 + ρ)^-(t - t₀), with t₀ the first year and ρ the scenario's rate; none where it states no rate.
    pub fn discount(&self) -> Option<Vec<f64>> {
        let rate = self.outcome.discount_rate?;
        let factor = |year: i32| (1.0 + rate).powi(-year);
        // Every year between the first and the last is there.
        Some((0..).map(factor).take(self.years.len()).collect())
    }
}
