//! Communities: the partition of sectors that Louvain's method finds for modularity.
//!
//! Q = Σ_c (in_c / 2m - (all_c / 2m)²) over communities c of the undirected network S = w + w': in_c the sum of S within c, all_c the sum
//! of its rows, 2m the sum of S. Sectors move, in table order and one at a time, to the community where Q gains most, of equals the one
//! that comes first; then communities become places and it starts anew, until nothing gains. Deterministic: no random order.
//! Sources as in [`super`].

use nalgebra::DMatrix;

/// A gain of modularity below this is rounding.
const ROUNDING: f64 = 1e-12;

/// Who belongs together.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each sector, n, numbered from 1 in the order of their first sectors.
    pub of_sector: Vec<usize>,
    /// How many there are.
    pub count: usize,
    /// Q; none where there is no link.
    pub modularity: Option<f64>,
}

impl Communities {
    /// The communities of a network, n x n, nothing negative.
    pub fn of(weights: &DMatrix<f64>) -> Self {
        let n = weights.nrows();
        let both = weights + weights.transpose();
        let mut of_sector: Vec<usize> = (0..n).collect();
        let mut places = both.clone();
        while places.sum() > 0.0 {
            let moved = numbered(&moved(&places));
            let count = moved.iter().max().map_or(0, |most| most + 1);
            for community in &mut of_sector {
                *community = moved[*community];
            }
            if count == places.nrows() {
                break;
            }
            let mut coarse = DMatrix::zeros(count, count);
            for i in 0..places.nrows() {
                for j in 0..places.nrows() {
                    coarse[(moved[i], moved[j])] += places[(i, j)];
                }
            }
            places = coarse;
        }
        let of_sector: Vec<usize> = numbered(&of_sector).into_iter().map(|community| community + 1).collect();
        let count = of_sector.iter().copied().max().unwrap_or(0);
        Self { modularity: modularity(&both, &of_sector), of_sector, count }
    }
}

/// Q of a partition.
fn modularity(both: &DMatrix<f64>, community: &[usize]) -> Option<f64> {
    let whole = both.sum();
    let count = community.iter().copied().max().unwrap_or(0) + 1;
    let (mut within, mut all) = (vec![0.0; count], vec![0.0; count]);
    for (i, &own) in community.iter().enumerate() {
        for (j, &other) in community.iter().enumerate() {
            all[own] += both[(i, j)];
            if own == other {
                within[own] += both[(i, j)];
            }
        }
    }
    let part = |(within, all): (&f64, &f64)| within / whole - (all / whole).powi(2);
    (whole > 0.0).then(|| within.iter().zip(&all).map(part).sum())
}

/// Moves places one at a time until none gains.
fn moved(places: &DMatrix<f64>) -> Vec<usize> {
    let n = places.nrows();
    let degree = places.column_sum();
    let whole = degree.sum();
    let mut community: Vec<usize> = (0..n).collect();
    let mut all: Vec<f64> = degree.iter().copied().collect();
    // Every move gains, so that no partition comes twice; the limit is a guard against rounding.
    for _ in 0..100 {
        let mut has_moved = false;
        for i in 0..n {
            let own = community[i];
            let mut to = vec![0.0; n];
            for j in (0..n).filter(|&j| j != i) {
                to[community[j]] += places[(i, j)];
            }
            all[own] -= degree[i];
            // Half the gain of Q, up to what is the same for every community.
            let gain = |c: usize| (to[c] - degree[i] * all[c] / whole) / whole;
            let mut best = own;
            for c in 0..n {
                if gain(c) > gain(best) + ROUNDING {
                    best = c;
                }
            }
            all[best] += degree[i];
            if best != own {
                community[i] = best;
                has_moved = true;
            }
        }
        if !has_moved {
            break;
        }
    }
    community
}

/// Communities numbered from 0 in the order of their first places.
fn numbered(community: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    community
        .iter()
        .map(|own| {
            order.iter().position(|known| known == own).unwrap_or_else(|| {
                order.push(*own);
                order.len() - 1
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    #[test]
    fn two_blocks_are_found() {
        // Two triangles with one thin link between them: Q = 2 (6 / 12.2 - .25).
        let mut w = DMatrix::zeros(6, 6);
        for (i, j) in [(0, 2), (2, 4), (4, 0), (1, 3), (3, 5), (5, 1)] {
            w[(i, j)] = 1.0;
        }
        w[(0, 1)] = 0.1;
        let found = Communities::of(&w);
        assert_eq!(found.of_sector, [1, 2, 1, 2, 1, 2]);
        assert_relative_eq!(found.modularity.unwrap(), 2.0 * (6.0 / 12.2 - 0.25), max_relative = 1e-13);
    }

    #[test]
    fn without_links_every_place_is_alone() {
        let found = Communities::of(&DMatrix::zeros(3, 3));
        assert_eq!((found.of_sector, found.modularity), (vec![1, 2, 3], None));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// No better than one block or than everyone alone would be a failure, and so would a single move that still gains.
        #[test]
        fn no_single_move_gains(cells in prop::collection::vec(0.0_f64..1.0, 36)) {
            let w = DMatrix::from_vec(6, 6, cells.into_iter().map(|cell| cell.powi(4)).collect());
            let found = Communities::of(&w);
            let both = &w + w.transpose();
            let q = found.modularity.unwrap();
            let alone: Vec<usize> = (1..=6).collect();
            prop_assert!(q >= -1e-12 && q >= modularity(&both, &alone).unwrap() - 1e-12);
            prop_assert!((1..=found.count).all(|c| found.of_sector.contains(&c)));
            // Merging two communities does not gain either: that is what the last level has tried.
            for (a, b) in (1..=found.count).flat_map(|a| (1..a).map(move |b| (a, b))) {
                let merged: Vec<usize> = found.of_sector.iter().map(|&c| if c == a { b } else { c }).collect();
                prop_assert!(modularity(&both, &merged).unwrap() <= q + 1e-10);
            }
        }
    }
}
