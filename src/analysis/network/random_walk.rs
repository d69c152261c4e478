//! Walks with the goods from seller to buyer: how soon a place is reached, and how often it is passed.
//!
//! Formulas and sources as in [`super`]. One inverse of the order of the component is all; O(n²) beyond it.

use nalgebra::{DMatrix, DVector};

/// Walks on a set of sectors that all reach one another.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomWalk {
    /// The sectors, in table order; the vectors follow it.
    pub sectors: Vec<usize>,
    /// n / Σ_j H(j, i).
    pub centrality: DVector<f64>,
    /// How often a place is passed, on average of all pairs of start and end.
    pub betweenness: DVector<f64>,
}

impl RandomWalk {
    /// The walks on some of the places of a network (w, row i sells to column j) that all reach one another; none for one
    /// place alone, which no walk leaves.
    pub fn of(weights: &DMatrix<f64>, sectors: &[usize]) -> Option<Self> {
        let n = sectors.len();
        if n < 2 {
            return None;
        }
        let within = DMatrix::from_fn(n, n, |i, j| weights[(sectors[i], sectors[j])]);
        let sums = within.column_sum();
        let p = DMatrix::from_fn(n, n, |i, j| within[(i, j)] / sums[i]);
        let even = 1.0 / n as f64;
        let g = (DMatrix::identity(n, n) - &p).add_scalar(even).try_inverse()?;
        let reached = g.row_sum();
        // π' = u' G with u even.
        let stationary = &reached * even;
        let steps = |i: usize, j: usize| (g[(j, j)] - g[(i, j)]) / stationary[j];
        let until = DVector::from_fn(n, |t, _| (0..n).map(|s| steps(s, t)).sum::<f64>());
        let centrality = until.map(|sum| n as f64 / sum);
        let betweenness = DVector::from_fn(n, |i, _| {
            let passed = |t: usize| {
                // Visits of i before t, from every start together.
                let visits = reached[i] - n as f64 * g[(t, i)] + stationary[i] * until[t];
                // Departures but those into t, and arrivals: all visits but the one at the start.
                0.5 * (visits * (1.0 - p[(i, t)]) + visits - 1.0)
            };
            (0..n).filter(|&t| t != i).map(passed).sum::<f64>() / (n * (n - 1)) as f64
        });
        let is_finite = centrality.iter().chain(betweenness.iter()).all(|value| value.is_finite());
        is_finite.then(|| Self { sectors: sectors.to_vec(), centrality, betweenness })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;

    #[test]
    fn two_places_by_hand() {
        // p_12 = 500 / 650 and p_21 = 200 / 300: 1.3 steps to the second, 1.5 to the first.
        let found = RandomWalk::of(&dmatrix![150.0, 500.0; 200.0, 100.0], &[0, 1]).unwrap();
        assert_relative_eq!(found.centrality, dvector![2.0 / 1.5, 2.0 / 1.3], max_relative = 1e-13);
        // Own use is passed .3 times before the first is left, .5 times the second; over two pairs.
        assert_relative_eq!(found.betweenness, dvector![0.15, 0.25], max_relative = 1e-13);
        assert_eq!(RandomWalk::of(&dmatrix![1.0], &[0]), None);
    }

    #[test]
    fn a_ring_treats_all_alike() {
        let found = RandomWalk::of(&dmatrix![0.0, 1.0, 0.0; 0.0, 0.0, 1.0; 1.0, 0.0, 0.0], &[0, 1, 2]).unwrap();
        // One step and two steps away.
        assert_relative_eq!(found.centrality, dvector![1.0, 1.0, 1.0], max_relative = 1e-13);
        // Of the six pairs two pass a place: the one that leaves it for the place two steps away, half a departure, and the one that comes
        // through it from behind, half an arrival, since the last step is left out. One passage in six pairs.
        assert_relative_eq!(found.betweenness, dvector![1.0, 1.0, 1.0] / 6.0, max_relative = 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The definition, with an inverse for every end, says the same.
        #[test]
        fn an_inverse_for_every_end_agrees(cells in prop::collection::vec(0.01_f64..1.0, 25)) {
            let w = DMatrix::from_vec(5, 5, cells);
            let found = RandomWalk::of(&w, &[0, 1, 2, 3, 4]).unwrap();
            let sums = w.column_sum();
            let p = DMatrix::from_fn(5, 5, |i, j| w[(i, j)] / sums[i]);
            let (mut until, mut passed) = (DVector::<f64>::zeros(5), DVector::<f64>::zeros(5));
            for t in 0..5 {
                let others: Vec<usize> = (0..5).filter(|&s| s != t).collect();
                let inner = DMatrix::from_fn(4, 4, |i, j| f64::from(i == j) - p[(others[i], others[j])]);
                let visits = inner.try_inverse().unwrap();
                until[t] = visits.sum();
                for s in 0..4 {
                    for i in 0..4 {
                        let out: f64 = (0..4).map(|j| visits[(s, i)] * p[(others[i], others[j])]).sum();
                        let into: f64 = (0..4).map(|j| visits[(s, j)] * p[(others[j], others[i])]).sum();
                        passed[others[i]] += 0.5 * (out + into) / 20.0;
                    }
                }
            }
            for i in 0..5 {
                prop_assert!((found.centrality[i] - 5.0 / until[i]).abs() <= 1e-11 * found.centrality[i]);
                prop_assert!((found.betweenness[i] - passed[i]).abs() <= 1e-11 * passed.amax());
            }
        }
    }
}
