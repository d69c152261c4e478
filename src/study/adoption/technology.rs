//! A technology that spreads, on a table: who can adopt it, how readily, and who is ahead.

use crate::analysis::adoption::{Adoption, Experience, Exposure};
use crate::study::{Base, Number, Parameters};
use nalgebra::DVector;
use std::borrow::Cow;

/// A technology that an entry says spreads.
#[derive(Debug, Clone)]
pub struct Technology {
    /// Who sells it.
    pub supplier: usize,
    /// Who can adopt it, in table order.
    pub buyers: Vec<usize>,
    /// Those who are ahead by a policy.
    pub early: Vec<Early>,
    /// p, a year.
    pub innovation: Number,
    /// q, a year.
    pub imitation: Number,
    /// w: the weight of links between sectors; none where it spreads through nobody.
    pub weight: Option<Number>,
    /// Who meets whom in the base table.
    pub exposure: Exposure,
    /// How the supplier learns, where it does.
    pub learning: Option<Learning>,
    /// The share that has adopted in the first year; nothing where it is not said.
    pub initial: Option<Number>,
    /// The share that adopts in the end; all where it is not said.
    pub ceiling: Option<Number>,
    /// The rate at which adopters give it up, a year; nobody where it is not said.
    pub obsolescence: Option<Number>,
}

/// Buyers that are ahead of the others.
#[derive(Debug, Clone)]
pub struct Early {
    /// Who they are.
    pub buyers: Vec<usize>,
    /// Their p, a year.
    pub innovation: Number,
    /// Their q, a year, where it is not that of the others.
    pub imitation: Option<Number>,
}

/// How the supplier learns, and how buyers respond.
#[derive(Debug, Clone)]
pub struct Learning {
    /// By which part the price falls with every doubling of cumulative output.
    pub rate: Number,
    /// By which part the hazard rises where the price falls by a small part.
    pub price_response: Number,
    /// What was made before the first year, in years of base output.
    pub prior_years: Option<Number>,
}

/// What a supplier had made before, in years of base output, where it is not said.
const PRIOR_YEARS: f64 = 10.0;

impl Technology {
    /// Everybody who is ahead, in table order.
    pub fn ahead(&self) -> Vec<usize> {
        let mut ahead: Vec<usize> = self.early.iter().flat_map(|early| early.buyers.iter().copied()).collect();
        ahead.sort_unstable();
        ahead
    }

    /// Its numbers for n sectors under some parameters; `is_held` says which sectors are to be no further ahead
    /// than others.
    pub(super) fn adoption(&self, n: usize, parameters: &Parameters, is_held: &dyn Fn(usize) -> bool) -> Adoption {
        let value = |number: &Number| number.value(parameters);
        let all = |number: &Number| {
            let mut rates = DVector::zeros(n);
            for &buyer in &self.buyers {
                rates[buyer] = value(number);
            }
            rates
        };
        let (mut innovation, mut imitation) = (all(&self.innovation), all(&self.imitation));
        for early in &self.early {
            for &buyer in early.buyers.iter().filter(|&&buyer| !is_held(buyer)) {
                innovation[buyer] = value(&early.innovation);
                if let Some(number) = &early.imitation {
                    imitation[buyer] = value(number);
                }
            }
        }
        Adoption {
            innovation,
            imitation,
            weight: self.weight.as_ref().map_or(0.0, value),
            ceiling: self.ceiling.as_ref().map_or(1.0, value),
            obsolescence: self.obsolescence.as_ref().map_or(0.0, value),
        }
    }

    /// Who meets whom at a point: as written, or through other links where the point says so and the technology spreads between sectors
    /// at all.
    pub(super) fn exposure(&self, base: &Base, parameters: &Parameters) -> Cow<'_, Exposure> {
        match parameters.through().filter(|through| self.is_contagious() && *through != self.exposure.through()) {
            Some(through) => {
                let economy = base.economy();
                let (flows, output) = (economy.table().intermediate(), economy.published_output());
                Cow::Owned(self.exposure.another(flows, output, (self.supplier, &self.buyers), through))
            }
            None => Cow::Borrowed(&self.exposure),
        }
    }

    /// Whether it spreads between sectors: whether links have a weight.
    pub fn is_contagious(&self) -> bool {
        self.weight.is_some()
    }

    /// s in the first year, n x 1.
    pub(super) fn first(&self, n: usize, parameters: &Parameters) -> DVector<f64> {
        let initial = self.initial.as_ref().map_or(0.0, |initial| initial.value(parameters));
        let mut shares = DVector::zeros(n);
        for &buyer in &self.buyers {
            shares[buyer] = initial;
        }
        shares
    }

    /// How it becomes cheaper, where it does.
    pub(super) fn experience(&self, parameters: &Parameters) -> Option<Experience> {
        self.learning.as_ref().map(|learning| Experience {
            rate: learning.rate.value(parameters),
            response: learning.price_response.value(parameters),
            prior_years: learning.prior_years.as_ref().map_or(PRIOR_YEARS, |years| years.value(parameters)),
        })
    }
}
