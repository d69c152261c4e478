//! The lengths between one sector and all others, by four solves and without an inverse, for an economy of any state.
//!
//! Row k of L and of L² give the users, column k of both the suppliers. Formula and source as in [`super`].

use super::{Mean, link};
use crate::model::{ModelError, System};
use nalgebra::DVector;

/// The lengths between one sector and all others.
#[derive(Debug, Clone, PartialEq)]
pub struct PropagationLengths {
    /// From the sector to each user, n; its own place holds that of its own rounds. None where there is no link.
    pub to_users: Vec<Option<f64>>,
    /// From each supplier to the sector, n.
    pub from_suppliers: Vec<Option<f64>>,
    /// The mean over all other users, weighted by the strength of the link.
    pub mean_to_users: Option<f64>,
    /// The mean over all other suppliers, weighted by the strength of the link.
    pub mean_from_suppliers: Option<f64>,
}

impl PropagationLengths {
    /// The lengths between the sector at a position below n and all others.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(system: &dyn System, sector: usize) -> Result<Self, ModelError> {
        let unit = DVector::from_fn(system.order(), |i, _| if i == sector { 1.0 } else { 0.0 });
        // Row k of L and of L², then column k of both.
        let row = system.multipliers(&unit)?;
        let row_again = system.multipliers(&row)?;
        let column = system.outputs(&unit)?;
        let column_again = system.outputs(&column)?;
        let (to_users, mean_to_users) = lengths(row.as_slice(), row_again.as_slice(), sector);
        let (from_suppliers, mean_from_suppliers) = lengths(column.as_slice(), column_again.as_slice(), sector);
        Ok(Self { to_users, from_suppliers, mean_to_users, mean_from_suppliers })
    }
}

/// Lengths from a line of L and the same line of L², and their weighted mean off the sector itself.
fn lengths(line: &[f64], again: &[f64], sector: usize) -> (Vec<Option<f64>>, Option<f64>) {
    let mut mean = Mean::default();
    let length = |(at, (&l, &l_again)): (usize, (&f64, &f64))| {
        let (link, rounds) = (link(l, at == sector)?, l_again - l);
        if at != sector {
            mean.add(rounds, link);
        }
        Some(rounds / link)
    };
    let each = line.iter().zip(again).enumerate().map(length).collect();
    (each, mean.length())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Economy;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn of(table: IoTable, sector: usize) -> PropagationLengths {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        PropagationLengths::of(&**economy.system(), sector).unwrap()
    }

    #[test]
    fn the_textbook_table() {
        // As computed from H = L (L - I) of the textbook's inverse, to four decimals: rows (1.5970, 1.3762), (1.3762, 1.8357).
        for (sector, row) in [[1.5970, 1.3762], [1.3762, 1.8357]].into_iter().enumerate() {
            let found = of(two_sectors(), sector);
            for (at, expected) in row.into_iter().enumerate() {
                assert_relative_eq!(found.to_users[at].unwrap(), expected, epsilon = 5e-5);
            }
            // With one other sector the mean is its length, and the matrix happens to be symmetric.
            assert_relative_eq!(found.mean_to_users.unwrap(), 1.3762, epsilon = 5e-5);
            assert_relative_eq!(found.mean_from_suppliers.unwrap(), 1.3762, epsilon = 5e-5);
        }
    }

    #[test]
    fn a_sector_without_links_has_no_length() {
        let idle = of(oddities(), 1);
        assert!(idle.to_users.iter().chain(&idle.from_suppliers).all(Option::is_none));
        assert_eq!((idle.mean_to_users, idle.mean_from_suppliers), (None, None));
        let alone = of(one_sector(), 0);
        // Σ r a^r / Σ a^r over r >= 1 is 1 / (1 - a).
        assert_relative_eq!(alone.to_users[0].unwrap(), 1.25, max_relative = 1e-13);
        assert_eq!(alone.mean_to_users, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The same from the power series; no length is shorter than a round.
        #[test]
        fn the_series_says_the_same(table in productive(6, 0.8), pick in 0_usize..6) {
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let (a, n) = (economy.technical().matrix(), economy.table().len());
            let k = pick % n;
            let found = PropagationLengths::of(&**economy.system(), k).unwrap();
            let mut power = nalgebra::DMatrix::<f64>::identity(n, n);
            let (mut sum, mut weighted) = (power.clone() * 0.0, power.clone() * 0.0);
            for round in 1..400 {
                power *= a;
                sum += &power;
                weighted += &power * f64::from(round);
            }
            for j in 0..n {
                for (length, (i, j)) in [(found.to_users[j], (k, j)), (found.from_suppliers[j], (j, k))] {
                    let link: f64 = sum[(i, j)];
                    // What is below the rounding of L is no link.
                    prop_assert_eq!(length.is_some(), link > 1e-12, "{}", link);
                    // A length is a quotient, and that of a weak link keeps as many digits less as the link is weak.
                    let length = length.unwrap_or(0.0);
                    prop_assert!((length * link - weighted[(i, j)]).abs() <= 1e-13 * (1.0 + length * link), "{i} {j}");
                    prop_assert!(link <= 1e-12 || length >= 1.0 - 1e-13 / link);
                }
            }
        }
    }
}
