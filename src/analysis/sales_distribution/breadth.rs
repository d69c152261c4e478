//! Breadth: how many sectors buy more than a threshold.
//!
//! A threshold of money is in millions of the currency, whatever the unit of the table, so that it means the same in tables in
//! millions and in thousand millions; a threshold of coefficient is money per money of the buyer's output, a_kj.

use crate::words::{Money, Unit};

/// What a threshold is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// z_kj, in millions of the currency.
    Money,
    /// a_kj = z_kj / x_j.
    Coefficient,
}

/// The thresholds of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Thresholds {
    /// Of money, in millions of the currency, rising.
    pub money: Vec<f64>,
    /// Of coefficient, rising.
    pub coefficient: Vec<f64>,
}

impl Thresholds {
    /// The usual thresholds of money as an option's text.
    pub const MONEY: &'static str = "0,1,10,100,1000";
    /// The usual thresholds of coefficient as an option's text.
    pub const COEFFICIENT: &'static str = "0,0.0001,0.001,0.01";
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { money: vec![0.0, 1.0, 10.0, 100.0, 1000.0], coefficient: vec![0.0, 0.0001, 0.001, 0.01] }
    }
}

impl Thresholds {
    /// Every threshold, with what it is compared with.
    pub(super) fn each(&self) -> impl Iterator<Item = (Against, f64)> {
        let money = self.money.iter().map(|&threshold| (Against::Money, threshold));
        money.chain(self.coefficient.iter().map(|&threshold| (Against::Coefficient, threshold)))
    }
}

impl Against {
    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Coefficient => "coefficient",
        }
    }

    /// The unit of a threshold, for a table in this money.
    pub fn unit(self, money: &Money) -> Unit {
        match self {
            Self::Money => Unit::Money(Money { scale: 1e6, ..money.clone() }),
            Self::Coefficient => Unit::Ratio,
        }
    }

    /// A threshold in the unit of the figures that it is compared with.
    pub fn in_table(self, threshold: f64, money: &Money) -> f64 {
        match self {
            Self::Money => threshold * (1e6 / money.scale),
            Self::Coefficient => threshold,
        }
    }
}

/// How many sectors buy more than a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Breadth {
    /// Sectors that buy more, the seller itself included.
    pub buyers: usize,
    /// The same as a share of all n sectors.
    pub share: f64,
    /// Sectors that buy more, the seller itself left out.
    pub others: usize,
    /// The same as a share of the n - 1 other sectors; none where there is no other.
    pub others_share: Option<f64>,
}

impl Breadth {
    /// Counts the values above a threshold; `own` is the seller's own place, and none of the values is missing.
    pub fn of(values: &[f64], own: usize, threshold: f64) -> Self {
        let buyers = values.iter().filter(|value| **value > threshold).count();
        let own_too = values.get(own).is_some_and(|value| *value > threshold);
        let others = buyers - usize::from(own_too);
        let n = values.len() as f64;
        Self {
            buyers,
            share: if values.is_empty() { 0.0 } else { buyers as f64 / n },
            others,
            others_share: (n > 1.0).then(|| others as f64 / (n - 1.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_passed_not_met() {
        let found = Breadth::of(&[5.0, 0.0, 10.0, 11.0], 3, 5.0);
        assert_eq!(found, Breadth { buyers: 2, share: 0.5, others: 1, others_share: Some(1.0 / 3.0) });
        assert_eq!(Breadth::of(&[5.0], 0, 0.0), Breadth { buyers: 1, share: 1.0, others: 0, others_share: None });
        assert_eq!(Breadth::of(&[], 0, 0.0).share, 0.0);
    }

    #[test]
    fn a_million_is_a_million_in_every_unit() {
        let money = |scale| Money { currency: "CLP".into(), scale, price_year: None };
        assert_eq!(Against::Money.in_table(100.0, &money(1e6)), 100.0);
        assert_eq!(Against::Money.in_table(100.0, &money(1e9)), 0.1);
        assert_eq!(Against::Money.in_table(100.0, &money(1.0)), 1e8);
        assert_eq!(Against::Coefficient.in_table(0.01, &money(1e9)), 0.01);
        assert_eq!(Against::Money.unit(&money(1e9)).to_string(), "million CLP");
    }

    #[test]
    fn the_texts_and_the_lists_are_the_same_thresholds() {
        let read = |text: &str| text.split(',').map(|part| part.parse().unwrap()).collect::<Vec<f64>>();
        let usual = Thresholds::default();
        assert_eq!((read(Thresholds::MONEY), read(Thresholds::COEFFICIENT)), (usual.money, usual.coefficient));
    }
}
