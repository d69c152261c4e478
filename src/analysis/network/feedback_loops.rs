//! Feedback loops: chains of sales that come back to where they began, the strongest that go through every sector once.
//!
//! The permutation σ with σ(i) ≠ i that has the largest Σ w_iσ(i) is an assignment problem, solved by the Hungarian method in
//! O(n³). It falls into closed loops; those with a link that is not there are left out. Sources: Sonis, Hewings and Gazel 1995; Kuhn
//! 1955; Munkres 1957.

use nalgebra::DMatrix;

/// A closed chain of sales.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackLoop {
    /// The sectors, each selling to the next and the last to the first; the first is the one that comes first in the table.
    pub sectors: Vec<usize>,
    /// What is sold along it, money or ratio.
    pub flow: f64,
}

/// The loops through some of the sectors, the one with the largest flow first; none for one sector.
pub(super) fn strongest(weights: &DMatrix<f64>, among: &[usize]) -> Vec<FeedbackLoop> {
    let n = among.len();
    if n < 2 {
        return Vec::new();
    }
    let weights = DMatrix::from_fn(n, n, |i, j| weights[(among[i], among[j])]);
    let next = assigned(&weights);
    let mut seen = vec![false; n];
    let mut loops = Vec::new();
    for start in 0..n {
        let (mut sectors, mut at, mut flow, mut is_whole) = (Vec::new(), start, 0.0, true);
        while !seen[at] {
            seen[at] = true;
            sectors.push(among[at]);
            let link = weights[(at, next[at])];
            is_whole &= link > 0.0;
            flow += link;
            at = next[at];
        }
        if !sectors.is_empty() && is_whole {
            loops.push(FeedbackLoop { sectors, flow });
        }
    }
    loops.sort_by(|one, other| other.flow.total_cmp(&one.flow).then_with(|| one.sectors.cmp(&other.sectors)));
    loops
}

/// The column of each row in the assignment with the largest sum and without the diagonal: shortest augmenting paths over
/// potentials, the largest weight less each weight as cost.
fn assigned(weights: &DMatrix<f64>) -> Vec<usize> {
    let n = weights.nrows();
    let most = weights.amax();
    // The diagonal costs more than every assignment without it.
    let cost = |i: usize, j: usize| if i == j { (n as f64 + 1.0) * (most + 1.0) } else { most - weights[(i, j)] };
    // Rows and columns are counted from 1; column 0 stands for the row that is being placed.
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for row in 1..=n {
        row_of[0] = row;
        let (mut column, mut slack, mut from, mut used) =
            (0, vec![f64::INFINITY; n + 1], vec![0; n + 1], vec![false; n + 1]);
        loop {
            used[column] = true;
            let i = row_of[column];
            let (mut least, mut best) = (f64::INFINITY, 0);
            for j in (1..=n).filter(|&j| !used[j]) {
                let reduced = cost(i - 1, j - 1) - u[i] - v[j];
                if reduced < slack[j] {
                    slack[j] = reduced;
                    from[j] = column;
                }
                if slack[j] < least {
                    least = slack[j];
                    best = j;
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[row_of[j]] += least;
                    v[j] -= least;
                } else {
                    slack[j] -= least;
                }
            }
            column = best;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    let mut next = vec![0; n];
    for column in 1..=n {
        next[row_of[column] - 1] = column - 1;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::dmatrix;
    use proptest::prelude::*;

    #[test]
    fn loops_by_hand() {
        // 1 and 2 trade much, 3 and 4 a little; the ring through all is weaker.
        let w = dmatrix![
            99.0, 10.0, 1.0, 0.0;
            10.0, 0.0, 2.0, 0.0;
            0.0, 0.0, 0.0, 3.0;
            1.0, 0.0, 4.0, 50.0
        ];
        let found = strongest(&w, &[0, 1, 2, 3]);
        let expected =
            [FeedbackLoop { sectors: vec![0, 1], flow: 20.0 }, FeedbackLoop { sectors: vec![2, 3], flow: 7.0 }];
        assert_eq!(found, expected);
        // Among fewer sectors the others are not there.
        assert_eq!(strongest(&w, &[0, 2, 3])[0], FeedbackLoop { sectors: vec![0, 2, 3], flow: 5.0 });
        // A link that is not there makes no loop.
        assert_eq!(strongest(&dmatrix![0.0, 1.0; 0.0, 0.0], &[0, 1]), []);
        assert_eq!(strongest(&dmatrix![5.0], &[0]), []);
    }

    /// The largest sum over all permutations without fixed points.
    fn slowly(w: &DMatrix<f64>, row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == w.nrows() {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        for j in 0..w.nrows() {
            if j != row && !taken[j] {
                taken[j] = true;
                best = best.max(w[(row, j)] + slowly(w, row + 1, taken));
                taken[j] = false;
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// No permutation has a larger sum, and every sector is in one loop.
        #[test]
        fn no_permutation_is_stronger(cells in prop::collection::vec(0.01_f64..1.0, 36), n in 2_usize..7) {
            let w = DMatrix::from_fn(n, n, |i, j| cells[i * 6 + j]);
            let found = strongest(&w, &(0..n).collect::<Vec<_>>());
            let sum: f64 = found.iter().map(|one| one.flow).sum();
            prop_assert!((sum - slowly(&w, 0, &mut vec![false; n])).abs() <= 1e-12);
            let mut sectors: Vec<usize> = found.iter().flat_map(|one| one.sectors.clone()).collect();
            sectors.sort_unstable();
            prop_assert_eq!(sectors, (0..n).collect::<Vec<_>>());
        }
    }
}
