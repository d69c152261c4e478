//! Concentration: how evenly a whole is spread over N places, by the indices in use.
//!
//! With shares s_1 ... s_N, none negative and adding up to 1:
//!
//! | index | formula | from (even) to (all in one place) |
//! |---|---|---|
//! | Herfindahl | H = Σ s² | 1/N to 1 |
//! | normalised Herfindahl | (H - 1/N) / (1 - 1/N); not defined for N = 1 | 0 to 1 |
//! | effective number | 1/H: how many equal places would give this H | N to 1 |
//! | entropy (Shannon, nats) | -Σ s ln s | ln N to 0 |
//! | normalised entropy | entropy / ln N; not defined for N = 1 | 1 to 0 |
//! | Gini | Σ_i Σ_j abs(s_i - s_j) / (2 N) | 0 to 1 - 1/N |
//! | four largest | the sum of the four largest shares | 4/N to 1 |
//! | deviation of shares | population standard deviation, √((1/N) Σ (s - 1/N)²) = √((H - 1/N) / N) | 0 to √(N - 1) / N |
//!
//! Places that receive nothing count in N; what N is must be said with the number. A negative value, which real tables have
//! from rounding, counts as zero; values of which none is positive have no shares and so no index.
//!
//! The deviation of shares is one candidate for the `relative index of concentration` of Falabella and Gatica, who do not
//! define it: over the Bank's 12 activities of 2008 it is 0.10 for the sales of information services and 0.07 for those of all
//! sectors together, as they print. That makes it a reading of their index, not its definition.
//!
//! Sources: Herfindahl 1950; Hirschman 1964; Adelman 1969 (effective number); Shannon 1948; Theil 1967; Gini 1912.

use crate::words::Unit;

/// The indices of one distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concentration {
    /// N, the places over which the whole could spread, with those that receive nothing.
    pub places: usize,
    /// H = Σ s².
    pub herfindahl: f64,
    /// (H - 1/N) / (1 - 1/N); none for one place.
    pub normalised_herfindahl: Option<f64>,
    /// 1/H.
    pub effective_number: f64,
    /// -Σ s ln s, nats.
    pub entropy: f64,
    /// Entropy over ln N; none for one place.
    pub normalised_entropy: Option<f64>,
    /// Half the mean absolute difference of shares over their mean.
    pub gini: f64,
    /// The sum of the four largest shares.
    pub largest_four: f64,
    /// The population standard deviation of the shares.
    pub share_deviation: f64,
}

impl Concentration {
    /// The indices of finite values, one per place; none where no value is positive.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        // -1e-14 is rounding; `max` turns it, and a negative zero, into nothing.
        let mut shares: Vec<f64> = values.into_iter().map(|value| value.max(0.0)).collect();
        let largest = shares.iter().copied().fold(0.0, f64::max);
        if largest <= 0.0 {
            return None;
        }
        // Over the largest first, so that no sum of huge values runs over.
        let whole = shares.iter().map(|value| value / largest).sum::<f64>();
        for value in &mut shares {
            *value = *value / largest / whole;
        }
        shares.sort_by(f64::total_cmp);
        let n = shares.len() as f64;
        let several = shares.len() > 1;
        let herfindahl: f64 = shares.iter().map(|share| share * share).sum();
        let entropy: f64 = shares.iter().filter(|share| **share > 0.0).map(|share| -share * share.ln()).sum();
        // Σ_i Σ_j |s_i - s_j| = 2 Σ_i (2 i - N - 1) s_(i), over shares in rising order, i from 1.
        let ranked: f64 = (1..).zip(&shares).map(|(place, share)| (2.0 * f64::from(place) - n - 1.0) * share).sum();
        let spread: f64 = shares.iter().map(|share| (share - 1.0 / n).powi(2)).sum();
        Some(Self {
            places: shares.len(),
            herfindahl,
            // Rounding must not push an index out of its range.
            normalised_herfindahl: several.then(|| (spread / (1.0 - 1.0 / n)).clamp(0.0, 1.0)),
            effective_number: 1.0 / herfindahl,
            entropy: entropy.max(0.0),
            normalised_entropy: several.then(|| (entropy / n.ln()).clamp(0.0, 1.0)),
            gini: (ranked / n).max(0.0),
            largest_four: shares.iter().rev().take(4).sum::<f64>().min(1.0),
            share_deviation: (spread / n).sqrt(),
        })
    }
}

/// An index with the words that go with it.
#[derive(Debug)]
pub struct Index {
    /// The identifier in files.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The unit.
    pub unit: Unit,
    /// What it is and how to read it, in one sentence.
    pub about: &'static str,
    /// Its value in a distribution.
    pub of: fn(&Concentration) -> Option<f64>,
}

/// Every index, in the order in which tables show them.
pub static INDICES: &[Index] = &[
    Index {
        id: "effective_number",
        name: "Effective number (1/HHI)",
        unit: Unit::Count("places"),
        about: "How many places of equal size would be as concentrated.",
        of: |of| Some(of.effective_number),
    },
    Index {
        id: "hhi",
        name: "Herfindahl-Hirschman (HHI)",
        unit: Unit::Index,
        about: "The sum of squared shares, from 1/N to 1.",
        of: |of| Some(of.herfindahl),
    },
    Index {
        id: "hhi_normalised",
        name: "HHI, normalised",
        unit: Unit::Index,
        about: "HHI from 0, all places alike, to 1, one place alone.",
        of: |of| of.normalised_herfindahl,
    },
    Index {
        id: "entropy",
        name: "Entropy (nats)",
        unit: Unit::Index,
        about: "Shannon's entropy of the shares in nats, from 0, one place alone, to ln N.",
        of: |of| Some(of.entropy),
    },
    Index {
        id: "entropy_normalised",
        name: "Entropy, normalised",
        unit: Unit::Index,
        about: "Entropy over ln N, from 0, one place alone, to 1, all places alike.",
        of: |of| of.normalised_entropy,
    },
    Index {
        id: "gini",
        name: "Gini",
        unit: Unit::Index,
        about: "Gini's coefficient of the shares, from 0, all places alike, to 1 - 1/N.",
        of: |of| Some(of.gini),
    },
    Index {
        id: "cr4",
        name: "Four largest (CR4)",
        unit: Unit::Share,
        about: "The four largest shares together.",
        of: |of| Some(of.largest_four),
    },
    Index {
        id: "share_deviation",
        name: "Standard deviation of shares",
        unit: Unit::Index,
        about: "The population standard deviation of the shares; one reading of the undefined `relative index of \
                concentration` of Falabella and Gatica.",
        of: |of| Some(of.share_deviation),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> Concentration {
        Concentration::of(values.iter().copied()).unwrap()
    }

    #[test]
    fn indices_of_a_half_three_tenths_a_fifth_and_nothing() {
        let found = of(&[20.0, 50.0, 0.0, 30.0]);
        assert_eq!(found.places, 4);
        let entropy = -(0.5_f64 * 0.5_f64.ln() + 0.3 * 0.3_f64.ln() + 0.2 * 0.2_f64.ln());
        for (value, expected) in [
            (found.herfindahl, 0.38),
            (found.normalised_herfindahl.unwrap(), 0.13 / 0.75),
            (found.effective_number, 1.0 / 0.38),
            (found.entropy, entropy),
            (found.normalised_entropy.unwrap(), entropy / 4.0_f64.ln()),
            (found.gini, 0.4),
            (found.largest_four, 1.0),
            (found.share_deviation, (0.13_f64 / 4.0).sqrt()),
        ] {
            assert_relative_eq!(value, expected, max_relative = 1e-14);
        }
        assert_relative_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 5.0]).largest_four, 0.85, max_relative = 1e-14);
    }

    #[test]
    fn even_and_single_are_the_two_ends() {
        let even = of(&[3.0; 7]);
        assert_relative_eq!(even.effective_number, 7.0, max_relative = 1e-14);
        assert!(even.gini < 1e-15 && even.share_deviation < 1e-15 && even.normalised_herfindahl.unwrap() < 1e-15);
        assert_relative_eq!(even.normalised_entropy.unwrap(), 1.0, max_relative = 1e-14);
        let single = of(&[0.0, 9.0, 0.0]);
        assert_eq!((single.herfindahl, single.normalised_herfindahl, single.entropy), (1.0, Some(1.0), 0.0));
        assert_relative_eq!(single.gini, 2.0 / 3.0, max_relative = 1e-15);
        assert_relative_eq!(single.share_deviation, 2.0_f64.sqrt() / 3.0, max_relative = 1e-15);
    }

    #[test]
    fn nothing_has_no_shares_one_place_no_norm_and_rounding_below_zero_is_nothing() {
        assert_eq!(Concentration::of([]), None);
        assert_eq!(Concentration::of([0.0, -0.0]), None);
        assert_eq!(Concentration::of([-1e-14, -5.0]), None);
        let one = of(&[2.0]);
        assert_eq!((one.effective_number, one.normalised_herfindahl, one.normalised_entropy), (1.0, None, None));
        assert_eq!((one.gini, one.share_deviation), (0.0, 0.0));
        assert_eq!(of(&[1.0, -1e-14, 3.0]), of(&[1.0, 0.0, 3.0]));
        // Sums beyond the largest double, and values below the smallest normal one, keep their shares.
        assert_eq!(of(&[1e308, 1e308, 1e308, 1e308]).effective_number, 4.0);
        assert_eq!(of(&[4e-320, 4e-320]).effective_number, 2.0);
    }

    #[test]
    fn the_indices_have_identifiers_of_their_own() {
        for (at, index) in INDICES.iter().enumerate() {
            assert!(INDICES[..at].iter().all(|other| other.id != index.id) && index.about.ends_with('.'));
        }
    }

    proptest! {
        /// The definitions written out, ranges, and the bond between deviation and Herfindahl.
        #[test]
        fn a_second_way_to_each(values in prop::collection::vec(0.0_f64..1e6, 2..40)) {
            prop_assume!(values.iter().sum::<f64>() > 1.0);
            let found = of(&values);
            let n = values.len() as f64;
            let sum: f64 = values.iter().sum();
            let shares: Vec<f64> = values.iter().map(|value| value / sum).collect();
            let pairs: f64 = shares.iter().flat_map(|a| shares.iter().map(move |b| (a - b).abs())).sum();
            prop_assert!((found.gini - pairs / (2.0 * n)).abs() <= 1e-12);
            let h = found.herfindahl;
            prop_assert!((found.share_deviation.powi(2) - (h - 1.0 / n) / n).abs() <= 1e-14);
            prop_assert!((found.normalised_herfindahl.unwrap() - (h - 1.0 / n) / (1.0 - 1.0 / n)).abs() <= 1e-13);
            prop_assert!(1.0 / n <= h * (1.0 + 1e-14) && h <= 1.0 + 1e-14);
            prop_assert!(found.entropy <= n.ln() + 1e-13 && found.gini <= 1.0 - 1.0 / n + 1e-13);
            // Entropy is never below that of the effective number of equal places.
            prop_assert!(found.entropy >= found.effective_number.ln() - 1e-12);
        }

        /// Neither the order nor the unit of the values matters; putting two places together never evens out.
        #[test]
        fn order_unit_and_merging(values in prop::collection::vec(0.0_f64..1e6, 2..40), power in -8_i32..8) {
            prop_assume!(values.iter().sum::<f64>() > 1.0);
            let found = of(&values);
            let other: Vec<f64> = values.iter().rev().map(|value| value * 2.0_f64.powi(power)).collect();
            let turned = of(&other);
            prop_assert!((found.effective_number - turned.effective_number).abs() <= 1e-12 * found.effective_number);
            prop_assert!((found.gini - turned.gini).abs() <= 1e-12);
            let mut merged = values[1..].to_vec();
            merged[0] += values[0];
            let merged = of(&merged);
            prop_assert!(merged.herfindahl >= found.herfindahl - 1e-14 && merged.entropy <= found.entropy + 1e-13);
        }
    }
}
