//! The curve of a technology over the years of a scenario: followed step by step, kept for what is measured afterwards.

use super::Technology;
use crate::analysis::adoption::{Adoption, Experience, Exposure, Through, mean, years_to};
use crate::study::{Base, EntryName, Parameters};
use nalgebra::DVector;
use std::borrow::Cow;
use std::sync::Arc;

/// How far a technology has come in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Adopted {
    /// The entry that says it spreads.
    pub entry: Arc<EntryName>,
    /// s, n x 1: the share of each sector that has adopted, at the beginning of the year.
    pub shares: DVector<f64>,
    /// Who can adopt it.
    pub buyers: Arc<[usize]>,
    /// Who is ahead by a policy.
    pub early: Arc<[usize]>,
    /// P: the price relative to that of the first year; none where the supplier does not learn.
    pub price: Option<f64>,
}

impl Adopted {
    /// The share of some sectors together that has adopted, weighted by base output; none where they have none.
    pub fn mean(&self, base: &Base, sectors: &[usize]) -> Option<f64> {
        mean(&self.shares, &weights(base, sectors))
    }

    /// The buyers that no policy puts ahead.
    pub fn everyone_else(&self) -> Vec<usize> {
        others(&self.buyers, &self.early)
    }
}

/// The curve of a technology.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The entry that says it spreads.
    pub entry: Arc<EntryName>,
    /// Who can adopt it, in table order.
    pub buyers: Arc<[usize]>,
    /// Who is ahead by a policy, in table order.
    pub early: Arc<[usize]>,
    /// Through whom it spreads between sectors.
    pub through: Through,
    /// Δ, in years.
    pub step: f64,
    /// s, n x 1, after each step; the first is that of the beginning of the first year.
    pub shares: Vec<DVector<f64>>,
}

impl Curve {
    /// The buyers that no policy puts ahead.
    pub fn everyone_else(&self) -> Vec<usize> {
        others(&self.buyers, &self.early)
    }

    /// Years from the beginning until some sectors together, weighted by base output, have adopted to a level; none where they
    /// do not within the years of the scenario.
    pub fn years_to(&self, level: f64, base: &Base, sectors: &[usize]) -> Option<f64> {
        let weights = weights(base, sectors);
        let shares: Option<Vec<f64>> = self.shares.iter().map(|shares| mean(shares, &weights)).collect();
        years_to(level, shares?, self.step)
    }

    /// The same of one sector, whatever its output.
    pub fn years_of(&self, level: f64, sector: usize) -> Option<f64> {
        years_to(level, self.shares.iter().map(|shares| shares[sector]), self.step)
    }

    /// The share of some sectors together at the end, weighted by base output.
    pub fn end(&self, base: &Base, sectors: &[usize]) -> Option<f64> {
        mean(self.shares.last()?, &weights(base, sectors))
    }
}

/// Base output of some sectors, nothing for the others, n x 1.
fn weights(base: &Base, sectors: &[usize]) -> DVector<f64> {
    let output = base.economy().output();
    let mut weights = DVector::zeros(output.len());
    for &sector in sectors {
        weights[sector] = output[sector].max(0.0);
    }
    weights
}

fn others(buyers: &[usize], early: &[usize]) -> Vec<usize> {
    buyers.iter().copied().filter(|buyer| !early.contains(buyer)).collect()
}

/// A technology while it is followed.
#[derive(Debug)]
pub(in crate::study) struct Following<'t> {
    technology: &'t Technology,
    exposure: Cow<'t, Exposure>,
    adoption: Adoption,
    experience: Option<Experience>,
    base_output: f64,
    /// What the supplier has made since the first year, money of the table.
    made: f64,
    now: DVector<f64>,
    curve: Curve,
}

impl<'t> Following<'t> {
    /// At the beginning of the first year; `is_held` says which sectors are to be no further ahead than others.
    pub(in crate::study) fn new(
        entry: Arc<EntryName>,
        technology: &'t Technology,
        (base, parameters): (&Base, &Parameters),
        steps_per_year: u32,
        is_held: &dyn Fn(usize) -> bool,
    ) -> Self {
        let n = base.economy().table().len();
        let now = technology.first(n, parameters);
        let exposure = technology.exposure(base, parameters);
        let curve = Curve {
            entry,
            buyers: technology.buyers.clone().into(),
            early: technology.ahead().into(),
            through: exposure.through(),
            step: 1.0 / f64::from(steps_per_year),
            shares: vec![now.clone()],
        };
        Self {
            technology,
            exposure,
            adoption: technology.adoption(n, parameters, is_held),
            experience: technology.experience(parameters),
            base_output: base.economy().output()[technology.supplier],
            made: 0.0,
            now,
            curve,
        }
    }

    /// Whether how far it comes depends on what its supplier makes: where the supplier learns.
    pub(in crate::study) fn depends_on_output(&self) -> bool {
        self.experience.is_some()
    }

    /// How far it has come.
    pub(in crate::study) fn adopted(&self) -> Adopted {
        let Curve { entry, buyers, early, .. } = &self.curve;
        let shares = self.now.clone();
        let price = self.experience.map(|experience| experience.price(self.made, self.base_output));
        Adopted { entry: entry.clone(), shares, buyers: buyers.clone(), early: early.clone(), price }
    }

    /// Follows it through a year in which sectors make some output, n x 1. What the supplier makes in a step teaches it for the next.
    pub(in crate::study) fn year(&mut self, output: &DVector<f64>, steps_per_year: u32) {
        let made = output[self.technology.supplier] * self.curve.step;
        for _ in 0..steps_per_year {
            let speed = self.experience.map_or(1.0, |experience| experience.speed(self.made, self.base_output));
            self.now = self.adoption.step(&self.exposure, &self.now, speed, self.curve.step);
            self.curve.shares.push(self.now.clone());
            self.made += made;
        }
    }

    /// What is kept of it.
    pub(in crate::study) fn finish(self) -> Curve {
        self.curve
    }
}
