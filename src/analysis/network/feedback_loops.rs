//! Feedback loops: chains of sales that come back to where they began, and of all sets of such loops the one that sells most.
//!
//! A sector is in one loop of a set or in none. The set with the largest sum of its links is an assignment problem: each sector gets
//! the one that it sells to, or itself, which counts nothing and means that it stays out; cells of nothing are no links and are
//! forbidden. Solved by the Hungarian method in O(n³). The hierarchy: the links of the set are taken out and the next set is that of
//! what is left, so that no link is counted twice. Sources: Sonis, Hewings and Gazel 1995; Kuhn 1955; Munkres 1957.

use nalgebra::DMatrix;

/// A closed chain of sales.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackLoop {
    /// The sectors, each selling to the next and the last to the first; the first is the one that comes first in the table.
    pub sectors: Vec<usize>,
    /// What is sold along it, money or ratio.
    pub flow: f64,
}

/// One level of the hierarchy: loops that share no sector and together sell the most of what the levels before have left.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopSet {
    /// The loop with the largest flow first.
    pub loops: Vec<FeedbackLoop>,
    /// The sectors in no loop, in table order.
    pub outside: Vec<usize>,
}

impl LoopSet {
    /// What is sold along all of its loops, money or ratio.
    pub fn flow(&self) -> f64 {
        self.loops.iter().map(|one| one.flow).sum()
    }
}

/// The first sets of a network (n x n, row i sells to column j, own cells left out), as many as there are and at most so many.
pub(super) fn hierarchy(weights: &DMatrix<f64>, levels: usize) -> Vec<LoopSet> {
    let mut left = weights.clone();
    left.fill_diagonal(0.0);
    let mut sets = Vec::new();
    while sets.len() < levels {
        let next = assigned(&left);
        let set = closed(&left, &next);
        if set.loops.is_empty() {
            break;
        }
        for (i, &j) in next.iter().enumerate() {
            left[(i, j)] = 0.0;
        }
        sets.push(set);
    }
    sets
}

/// The loops into which an assignment falls.
fn closed(weights: &DMatrix<f64>, next: &[usize]) -> LoopSet {
    let mut seen = vec![false; next.len()];
    let mut set = LoopSet { loops: Vec::new(), outside: Vec::new() };
    for start in 0..next.len() {
        if next[start] == start {
            set.outside.push(start);
            continue;
        }
        let (mut sectors, mut at, mut flow) = (Vec::new(), start, 0.0);
        while !seen[at] {
            seen[at] = true;
            sectors.push(at);
            flow += weights[(at, next[at])];
            at = next[at];
        }
        if !sectors.is_empty() {
            set.loops.push(FeedbackLoop { sectors, flow });
        }
    }
    set.loops.sort_by(|one, other| other.flow.total_cmp(&one.flow).then_with(|| one.sectors.cmp(&other.sectors)));
    set
}

/// The column of each row in the assignment with the largest sum, a row's own column standing for nothing: shortest augmenting paths
/// over potentials, the largest weight less each weight as cost.
fn assigned(weights: &DMatrix<f64>) -> Vec<usize> {
    let n = weights.nrows();
    let most = weights.amax();
    // What is no link costs more than every assignment without such cells, of which all to themselves is always one.
    let forbidden = (n as f64 + 1.0) * (most + 1.0);
    let cost = |i: usize, j: usize| {
        let weight = weights[(i, j)];
        if i == j || weight > 0.0 { most - weight } else { forbidden }
    };
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

    fn strongest(weights: &DMatrix<f64>) -> LoopSet {
        hierarchy(weights, 1).pop().unwrap()
    }

    #[test]
    fn loops_by_hand() {
        // 1 and 2 trade much, 3 and 4 a little; the ring through all is weaker.
        let w = dmatrix![
            99.0, 10.0, 1.0, 0.0;
            10.0, 0.0, 2.0, 0.0;
            0.0, 0.0, 0.0, 3.0;
            1.0, 0.0, 4.0, 50.0
        ];
        let found = hierarchy(&w, 9);
        let expected =
            [FeedbackLoop { sectors: vec![0, 1], flow: 20.0 }, FeedbackLoop { sectors: vec![2, 3], flow: 7.0 }];
        assert_eq!(found[0], LoopSet { loops: expected.to_vec(), outside: vec![] });
        // What is left are 1 > 3, 2 > 3 and 4 > 1, which come back nowhere.
        assert_eq!(found.len(), 1);
        // A link that is not there makes no loop, and own use is none.
        assert_eq!(hierarchy(&dmatrix![0.0, 1.0; 0.0, 0.0], 3), []);
        assert_eq!(hierarchy(&dmatrix![5.0], 3), []);
    }

    /// A sector that nobody sells to would close no loop of all, and takes none from the others.
    #[test]
    fn the_strongest_loop_stays_where_a_sector_is_in_none() {
        let w = dmatrix![0.0, 5.0, 4.0; 6.0, 0.0, 0.0; 0.0, 0.0, 0.0];
        let found = strongest(&w);
        assert_eq!(found.loops, [FeedbackLoop { sectors: vec![0, 1], flow: 11.0 }]);
        assert_eq!(found.outside, [2]);
    }

    #[test]
    fn levels_share_no_link() {
        let w = dmatrix![0.0, 3.0, 1.0; 1.0, 0.0, 3.0; 3.0, 1.0, 0.0];
        let flows: Vec<f64> = hierarchy(&w, 9).iter().map(LoopSet::flow).collect();
        // The ring with the flows of 3, then the ring the other way.
        assert_eq!(flows, [9.0, 3.0]);
    }

    /// The largest sum over all sets of loops: every sector sells to one that nobody sells to yet, or stays out.
    fn slowly(w: &DMatrix<f64>, row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == w.nrows() {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        for j in 0..w.nrows() {
            if !taken[j] && (j == row || w[(row, j)] > 0.0) {
                taken[j] = true;
                let own = if j == row { 0.0 } else { w[(row, j)] };
                best = best.max(own + slowly(w, row + 1, taken));
                taken[j] = false;
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// No set of loops sells more, whatever cells are nothing; every link is there; every sector is in one loop or in none; the levels
        /// add up to no more than all that is sold, and fall.
        #[test]
        fn no_set_of_loops_is_stronger(
            cells in prop::collection::vec(prop_oneof![Just(0.0), 0.01_f64..1.0], 36),
            n in 1_usize..7,
        ) {
            let w = DMatrix::from_fn(n, n, |i, j| cells[i * 6 + j]);
            let sets = hierarchy(&w, n * n);
            let sum = sets.first().map_or(0.0, LoopSet::flow);
            prop_assert!((sum - slowly(&w, 0, &mut vec![false; n])).abs() <= 1e-12);
            let mut used = DMatrix::<f64>::zeros(n, n);
            for set in &sets {
                let mut sectors: Vec<usize> = set.loops.iter().flat_map(|one| one.sectors.clone()).collect();
                sectors.extend(&set.outside);
                sectors.sort_unstable();
                prop_assert_eq!(sectors, (0..n).collect::<Vec<_>>());
                for one in &set.loops {
                    let links = one.sectors.iter().zip(one.sectors.iter().cycle().skip(1));
                    let flow: f64 = links.clone().map(|(&i, &j)| w[(i, j)]).sum();
                    prop_assert!((flow - one.flow).abs() <= 1e-12 && one.sectors.len() > 1);
                    prop_assert!(links.clone().all(|(&i, &j)| w[(i, j)] > 0.0));
                    links.for_each(|(&i, &j)| used[(i, j)] += 1.0);
                }
            }
            prop_assert!(used.iter().all(|&times| times <= 1.0));
            prop_assert!(sets.windows(2).all(|pair| pair[1].flow() <= pair[0].flow() + 1e-12));
        }
    }
}
