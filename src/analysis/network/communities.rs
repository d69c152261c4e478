//! Communities: the partition of sectors that Louvain's method finds for modularity.
//!
//! Q = Σ_c (in_c / 2m - (all_c / 2m)²) over communities c of the undirected network S = w + w': in_c the sum of S within c, all_c the sum
//! of its rows, 2m the sum of S. Sectors move, in table order and one at a time, to the community where Q gains most, of equals the one
//! that comes first; then communities become places and it starts anew, until no merging gains; then single sectors move again between the
//! communities that have been found, and all of it is repeated until neither a single sector nor a whole community gains by a move.
//! Deterministic: no random order. Sources as in [`super`].

use nalgebra::DMatrix;

/// A gain of modularity below this is rounding.
const ROUNDING: f64 = 1e-12;

/// More often nothing is gone through; what ends a search is that nothing gains.
const LIMIT: usize = 1000;

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
        let both = weights + weights.transpose();
        let mut of_sector: Vec<usize> = (0..weights.nrows()).collect();
        if both.sum() > 0.0 {
            // Every round gains, so that no partition comes twice; the limit is a guard against rounding.
            for _ in 0..LIMIT {
                let single = numbered(&moved(&both, of_sector.clone()));
                let whole = merged(&both, single);
                if whole == of_sector {
                    break;
                }
                of_sector = whole;
            }
        }
        let of_sector: Vec<usize> = numbered(&of_sector).into_iter().map(|community| community + 1).collect();
        let count = of_sector.iter().copied().max().unwrap_or(0);
        Self { modularity: modularity(&both, &of_sector), of_sector, count }
    }
}

/// A partition whose communities move as a whole, and again as the larger ones that they have become, until none gains; numbered.
fn merged(both: &DMatrix<f64>, mut of_sector: Vec<usize>) -> Vec<usize> {
    loop {
        let count = of_sector.iter().max().map_or(0, |most| most + 1);
        let mut places = DMatrix::zeros(count, count);
        for (i, &own) in of_sector.iter().enumerate() {
            for (j, &other) in of_sector.iter().enumerate() {
                places[(own, other)] += both[(i, j)];
            }
        }
        let together = numbered(&moved(&places, (0..count).collect()));
        if together.iter().max().map_or(0, |most| most + 1) == count {
            return of_sector;
        }
        of_sector = numbered(&of_sector.iter().map(|&own| together[own]).collect::<Vec<_>>());
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

/// Moves places one at a time from where they are, also out of every community, until none gains.
fn moved(places: &DMatrix<f64>, mut community: Vec<usize>) -> Vec<usize> {
    let n = places.nrows();
    let degree = places.column_sum();
    let whole = degree.sum();
    let mut all = vec![0.0; n];
    for (i, &own) in community.iter().enumerate() {
        all[own] += degree[i];
    }
    for _ in 0..LIMIT {
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

    #[test]
    fn three_pairs_in_a_ring_are_three_communities() {
        let mut w = DMatrix::zeros(6, 6);
        for (i, j, link) in [(0, 1, 4.0), (2, 3, 4.0), (4, 5, 4.0), (1, 2, 1.0), (3, 4, 1.0), (5, 0, 1.0)] {
            w[(i, j)] = link;
        }
        let found = Communities::of(&w);
        assert_eq!(found.of_sector, [1, 1, 2, 2, 3, 3]);
        // 2m = 30; each pair holds 8 of its 10.
        assert_relative_eq!(found.modularity.unwrap(), 3.0 * (8.0 / 30.0 - 1.0 / 9.0), max_relative = 1e-13);
    }

    /// The largest Q over all partitions, each written with a community no larger than one more than all before.
    fn slowly(both: &DMatrix<f64>, community: &mut Vec<usize>) -> f64 {
        if community.len() == both.nrows() {
            return modularity(both, community).unwrap();
        }
        let next = community.iter().copied().max().map_or(1, |most| most + 1);
        let mut best = f64::NEG_INFINITY;
        for own in 1..=next {
            community.push(own);
            best = best.max(slowly(both, community));
            community.pop();
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Neither a single sector that moves to another community or to one of its own gains, nor do two communities that become
        /// one.
        #[test]
        fn no_move_gains(cells in prop::collection::vec(0.0_f64..1.0, 49)) {
            let w = DMatrix::from_vec(7, 7, cells.into_iter().map(|cell| cell.powi(4)).collect());
            let found = Communities::of(&w);
            let both = &w + w.transpose();
            let q = found.modularity.unwrap();
            prop_assert!((1..=found.count).all(|c| found.of_sector.contains(&c)));
            for (sector, to) in (0..7).flat_map(|sector| (1..=found.count + 1).map(move |to| (sector, to))) {
                let mut other = found.of_sector.clone();
                other[sector] = to;
                prop_assert!(modularity(&both, &other).unwrap() <= q + 1e-11, "sector {sector} to {to}");
            }
            for (a, b) in (1..=found.count).flat_map(|a| (1..a).map(move |b| (a, b))) {
                let merged: Vec<usize> = found.of_sector.iter().map(|&c| if c == a { b } else { c }).collect();
                prop_assert!(modularity(&both, &merged).unwrap() <= q + 1e-11);
            }
            // All in one community have a modularity of zero.
            prop_assert!(q >= -1e-12);
        }

        /// Where blocks are told apart by far, the search finds the best of all partitions.
        #[test]
        fn blocks_are_the_best_partition(cells in prop::collection::vec(0.5_f64..1.0, 49), size in 2_usize..6) {
            let weight = |i: usize, j: usize| if (i < size) == (j < size) { 1.0 } else { 0.02 };
            let w = DMatrix::from_fn(7, 7, |i, j| if i == j { 0.0 } else { weight(i, j) * cells[i * 7 + j] });
            let found = Communities::of(&w);
            let expected: Vec<usize> = (0..7).map(|i| if i < size { 1 } else { 2 }).collect();
            prop_assert_eq!(&found.of_sector, &expected);
            let best = slowly(&(&w + w.transpose()), &mut Vec::new());
            prop_assert!((found.modularity.unwrap() - best).abs() <= 1e-12);
        }
    }
}
