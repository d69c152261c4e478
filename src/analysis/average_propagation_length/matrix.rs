//! The lengths between all sectors at once, from the inverse and its square.

use super::{Mean, link};
use crate::model::{Economy, GhoshInverse, ModelError};
use nalgebra::DMatrix;

/// The lengths between all sectors.
#[derive(Debug, Clone, PartialEq)]
pub struct PropagationMatrix {
    /// From the row to the column, n x n, rounds; none where there is no link.
    pub lengths: DMatrix<Option<f64>>,
    /// ½ (l_ij + g_ij), less one on the diagonal, n x n: how strong the links are, from both sides.
    pub strengths: DMatrix<f64>,
    /// From each sector to all other users, weighted by l_ij; n.
    pub to_users: Vec<Option<f64>>,
    /// From all other suppliers to each sector, weighted by l_ij; n.
    pub from_suppliers: Vec<Option<f64>>,
}

impl PropagationMatrix {
    /// The lengths of an economy. Takes the inverse and multiplies it by itself, O(n³).
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let (inverse, output) = (economy.leontief()?, economy.published_output());
        let l = inverse.matrix();
        let n = l.nrows();
        let (mut to_users, mut from_suppliers) = (vec![Mean::default(); n], vec![Mean::default(); n]);
        let mut lengths = Vec::with_capacity(n * n);
        // L², of which every column gives its place to strengths once it has been read: at these sizes memory costs more than arithmetic.
        let mut strengths = inverse.times(l);
        // Column by column, as the numbers lie in memory.
        let columns = l.as_slice().chunks_exact(n.max(1)).zip(strengths.as_mut_slice().chunks_exact_mut(n.max(1)));
        for (j, ((column, again), from_suppliers)) in columns.zip(&mut from_suppliers).enumerate() {
            let mut suppliers = Mean::default();
            let cells = column.iter().zip(&*again).zip(&mut to_users).enumerate();
            lengths.extend(cells.map(|(i, ((&l, &l_again), to_users))| {
                let (link, rounds) = (link(l, i == j)?, l_again - l);
                if i != j {
                    to_users.add(rounds, link);
                    suppliers.add(rounds, link);
                }
                Some(rounds / link)
            }));
            *from_suppliers = suppliers;
            for ((cell, &l), &seller) in again.iter_mut().zip(column).zip(output.as_slice()) {
                *cell = (l + GhoshInverse::between(l, seller, output[j])) * 0.5;
            }
            again[j] = column[j] - 1.0;
        }
        Ok(Self {
            lengths: DMatrix::from_vec(n, n, lengths),
            strengths,
            to_users: to_users.into_iter().map(Mean::length).collect(),
            from_suppliers: from_suppliers.into_iter().map(Mean::length).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, PropagationLengths};
    use super::*;
    use crate::analysis::AnalysisError;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    #[test]
    fn the_textbook_lengths_and_strengths() {
        let found = PropagationMatrix::of(&economy(two_sectors())).unwrap();
        let printed = [[1.5970, 1.3762], [1.3762, 1.8357]];
        for (i, row) in printed.into_iter().enumerate() {
            for (j, length) in row.into_iter().enumerate() {
                assert_relative_eq!(found.lengths[(i, j)].unwrap(), length, epsilon = 5e-5);
            }
        }
        // L and G are [[1.2541, .3300], [.2640, 1.1221]] and [[1.2541, .6601], [.1320, 1.1221]].
        assert_relative_eq!(found.strengths[(0, 1)], 0.5 * (0.3300 + 0.6601), epsilon = 5e-5);
        assert_relative_eq!(found.strengths[(1, 1)], 0.1221, epsilon = 5e-5);
    }

    #[test]
    fn without_links_there_are_no_lengths() {
        let economy = economy(oddities());
        let found = PropagationMatrix::of(&economy).unwrap();
        assert!((0..5).all(|j| found.lengths[(1, j)].is_none() && found.lengths[(j, 1)].is_none()));
        assert_eq!((found.to_users[1], found.to_users[2], found.from_suppliers[1]), (None, None, None));
        assert!(found.from_suppliers[2].is_some());
        let outside = found.into_frames(economy.table(), Some(5), Layout::Summary);
        assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 5, sectors: 5 }));
        let alone = PropagationMatrix::of(&self::economy(one_sector())).unwrap();
        assert_relative_eq!(alone.lengths[(0, 0)].unwrap(), 1.25, max_relative = 1e-13);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The same as by solves for one sector; and the same of cost pushes through the Ghosh inverse.
        #[test]
        fn three_ways_to_a_length(table in productive(6, 0.8), pick in 0_usize..6) {
            let economy = economy(table);
            let n = economy.table().len();
            let found = PropagationMatrix::of(&economy).unwrap();
            let k = pick % n;
            let by_solves = PropagationLengths::of(&**economy.system(), k).unwrap();
            // A length is a quotient, and that of a weak link keeps as many digits less as the link is weak.
            let close = |a: Option<f64>, b: Option<f64>, link: f64| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() * link.min(1.0) <= 1e-13 * a,
                (a, b) => a.is_none() && b.is_none(),
            };
            // Means weigh with the links: those to all others together are hardly ever weak.
            let l = economy.leontief().unwrap().matrix();
            let others = |line: f64| line - l[(k, k)];
            prop_assert!(close(found.to_users[k], by_solves.mean_to_users, others(l.row(k).sum())));
            prop_assert!(close(found.from_suppliers[k], by_solves.mean_from_suppliers, others(l.column(k).sum())));
            let ghosh = economy.ghosh().unwrap();
            let g = ghosh.matrix();
            let h = g * g - g;
            for j in 0..n {
                let own = if k == j { 1.0 } else { 0.0 };
                prop_assert!(close(found.lengths[(k, j)], by_solves.to_users[j], l[(k, j)] - own));
                // g_km g_mj = l_km l_mj x_j / x_k: whatever lies between, every term has the scale of the pair.
                let size = l.amax() * l.amax() * economy.published_output()[j] / economy.published_output()[k];
                let (link, length) = (g[(k, j)] - own, found.lengths[(k, j)].unwrap_or(0.0));
                prop_assert!((length * link - h[(k, j)]).abs() <= 1e-11 * size);
            }
        }
    }
}
