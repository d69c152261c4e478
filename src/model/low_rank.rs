//! A change of coefficients of low rank: ΔA = U W', with U and W n x r.
//!
//! A change of r rows and columns in all has rank r at most; rows, columns or both are taken, whichever are fewer.

use nalgebra::DMatrix;
use std::collections::BTreeMap;

/// ΔA = U W', n x n, held as its two factors.
#[derive(Debug, Clone, PartialEq)]
pub struct LowRank {
    /// U, n x r.
    pub left: DMatrix<f64>,
    /// W, n x r.
    pub right: DMatrix<f64>,
}

impl LowRank {
    /// No change at all of a matrix of order n.
    pub fn zero(order: usize) -> Self {
        Self { left: DMatrix::zeros(order, 0), right: DMatrix::zeros(order, 0) }
    }

    /// The change that adds `delta` to each cell (row, column).
    pub fn from_cells(order: usize, cells: &BTreeMap<(usize, usize), f64>) -> Self {
        Self::from_list(order, cells.iter().map(|(cell, delta)| (*cell, *delta)).collect())
    }

    /// The same of a list in any order, in which no cell stands twice.
    pub fn from_list(order: usize, mut changed: Vec<((usize, usize), f64)>) -> Self {
        changed.retain(|(_, delta)| *delta != 0.0);
        let (rows, columns) = lines(order, &changed);
        let place = |lines: &[usize], first: usize| {
            let mut places = vec![None; order];
            for (&line, at) in lines.iter().zip(first..) {
                places[line] = Some(at);
            }
            places
        };
        let (by_row, by_column) = (place(&rows, 0), place(&columns, rows.len()));
        let rank = rows.len() + columns.len();
        let (mut left, mut right) = (DMatrix::zeros(order, rank), DMatrix::zeros(order, rank));
        // Along a line stands a unit vector, across it the change itself.
        for (at, &row) in rows.iter().enumerate() {
            left[(row, at)] = 1.0;
        }
        for (at, &column) in columns.iter().enumerate() {
            right[(column, rows.len() + at)] = 1.0;
        }
        for ((row, column), delta) in changed {
            if let Some(at) = by_row[row] {
                right[(column, at)] += delta;
            } else if let Some(at) = by_column[column] {
                left[(row, at)] += delta;
            }
        }
        Self { left, right }
    }

    /// Both changes together; their ranks add up.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let beside = |a: &DMatrix<f64>, b: &DMatrix<f64>| {
            let mut both = a.clone().resize_horizontally(a.ncols() + b.ncols(), 0.0);
            both.columns_mut(a.ncols(), b.ncols()).copy_from(b);
            both
        };
        Self { left: beside(&self.left, &other.left), right: beside(&self.right, &other.right) }
    }

    /// r.
    pub fn rank(&self) -> usize {
        self.left.ncols()
    }

    /// U W', n x n. One of the two factors is mostly a unit vector, so that only what is not zero is multiplied: n r then, and not n² r.
    pub fn matrix(&self) -> DMatrix<f64> {
        let n = self.left.nrows();
        let mut whole = DMatrix::zeros(n, n);
        for (left, right) in self.left.column_iter().zip(self.right.column_iter()) {
            let rows: Vec<(usize, f64)> = left.iter().copied().enumerate().filter(|(_, u)| *u != 0.0).collect();
            for (column, &w) in right.iter().enumerate().filter(|(_, w)| **w != 0.0) {
                for &(row, u) in &rows {
                    whole[(row, column)] += u * w;
                }
            }
        }
        whole
    }
}

/// Rows and columns, in rising order, that together hold every cell: rows alone, columns alone, or both where that takes
/// fewer, as where a whole row and a whole column change. The line with the most cells that no other holds comes first.
fn lines(order: usize, cells: &[((usize, usize), f64)]) -> (Vec<usize>, Vec<usize>) {
    let (mut in_row, mut in_column) = (vec![0_usize; order], vec![0_usize; order]);
    for ((row, column), _) in cells {
        in_row[*row] += 1;
        in_column[*column] += 1;
    }
    let held = |counts: &[usize]| -> Vec<usize> { (0..order).filter(|&line| counts[line] > 0).collect() };
    let (rows, columns) = (held(&in_row), held(&in_column));
    let fewest = rows.len().min(columns.len());
    let alone = if rows.len() <= columns.len() { (rows, Vec::new()) } else { (Vec::new(), columns) };
    // Fewer lines than the rows, or the columns, cannot hold more cells than so many times those of the fullest: a full block is not
    // searched.
    let most = in_row.iter().chain(&in_column).max().map_or(0, |&most| most);
    if cells.len() > fewest.saturating_sub(1) * most {
        return alone;
    }
    // Where each line's cells stand, so that each is looked at once.
    let (across, down) = (Lines::of(&in_row, cells, |cell| cell), Lines::of(&in_column, cells, |(i, j)| (j, i)));
    let (mut taken_rows, mut taken_columns) = (vec![false; order], vec![false; order]);
    let fullest = |counts: &[usize]| (0..order).max_by_key(|&line| (counts[line], order - line)).unwrap_or(0);
    let mut left = cells.len();
    for taken in 1..fewest {
        let (row, column) = (fullest(&in_row), fullest(&in_column));
        let is_row = in_row[row] >= in_column[column];
        if left > (fewest - taken) * in_row[row].max(in_column[column]) {
            return alone;
        }
        let (line, cells, others, counts) = if is_row {
            (row, &across, &taken_columns, (&mut in_row, &mut in_column))
        } else {
            (column, &down, &taken_rows, (&mut in_column, &mut in_row))
        };
        for &other in cells.crossing(line).iter().filter(|&&other| !others[other]) {
            counts.1[other] -= 1;
            left -= 1;
        }
        counts.0[line] = 0;
        if is_row {
            taken_rows[line] = true;
        } else {
            taken_columns[line] = true;
        }
        if left == 0 {
            let lines = |taken: &[bool]| -> Vec<usize> { (0..order).filter(|&line| taken[line]).collect() };
            return (lines(&taken_rows), lines(&taken_columns));
        }
    }
    alone
}

/// For each line the lines that cross it at a cell.
struct Lines {
    /// Where those of each line start, and where the last end.
    starts: Vec<usize>,
    crossing: Vec<usize>,
}

impl Lines {
    /// `counts` are the cells of each line, and `place` says of a cell the line and what crosses it.
    fn of(counts: &[usize], cells: &[((usize, usize), f64)], place: impl Fn((usize, usize)) -> (usize, usize)) -> Self {
        let mut starts = vec![0; counts.len() + 1];
        for (line, count) in counts.iter().enumerate() {
            starts[line + 1] = starts[line] + count;
        }
        let (mut next, mut crossing) = (starts.clone(), vec![0; cells.len()]);
        for (cell, _) in cells {
            let (line, other) = place(*cell);
            crossing[next[line]] = other;
            next[line] += 1;
        }
        Self { starts, crossing }
    }

    fn crossing(&self, line: usize) -> &[usize] {
        &self.crossing[self.starts[line]..self.starts[line + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_shorter_side_is_taken_and_the_cells_come_back() {
        let cells = BTreeMap::from([((2, 0), 0.5), ((2, 1), -0.25), ((0, 1), 0.125), ((2, 3), 1.0), ((1, 1), 0.0)]);
        let change = LowRank::from_cells(4, &cells);
        assert_eq!(change.rank(), 2);
        let matrix = change.matrix();
        for i in 0..4 {
            for j in 0..4 {
                assert_eq!(matrix[(i, j)], cells.get(&(i, j)).copied().unwrap_or(0.0));
            }
        }
        assert_eq!(change.and(&LowRank::zero(4)).matrix(), matrix);
        assert_eq!(change.and(&change).matrix(), matrix * 2.0);
    }

    #[test]
    fn a_row_and_a_column_have_rank_two() {
        let cross = (0..5).flat_map(|at| [((2, at), 1.0 + at as f64), ((at, 2), 7.0 + at as f64)]);
        let cells: BTreeMap<(usize, usize), f64> = cross.collect();
        let change = LowRank::from_cells(5, &cells);
        assert_eq!(change.rank(), 2);
        let whole = DMatrix::from_fn(5, 5, |i, j| cells.get(&(i, j)).copied().unwrap_or(0.0));
        assert_eq!(change.matrix(), whole);
        assert_eq!(LowRank::from_cells(5, &BTreeMap::new()).rank(), 0);
    }

    /// The lines one after another, each cell looked at for every line: the way before each was looked at once.
    fn slowly(order: usize, cells: &[((usize, usize), f64)]) -> (Vec<usize>, Vec<usize>) {
        let count = |of: &dyn Fn((usize, usize)) -> usize, free: &[((usize, usize), f64)]| {
            let mut counts = vec![0_usize; order];
            for (cell, _) in free {
                counts[of(*cell)] += 1;
            }
            counts
        };
        let held = |counts: Vec<usize>| -> Vec<usize> { (0..order).filter(|&line| counts[line] > 0).collect() };
        let (rows, columns) = (held(count(&|cell| cell.0, cells)), held(count(&|cell| cell.1, cells)));
        let (mut free, mut taken) = (cells.to_vec(), (Vec::new(), Vec::new()));
        while !free.is_empty() {
            let (in_row, in_column) = (count(&|cell| cell.0, &free), count(&|cell| cell.1, &free));
            let fullest = |counts: &[usize]| (0..order).max_by_key(|&line| (counts[line], order - line)).unwrap();
            let (row, column) = (fullest(&in_row), fullest(&in_column));
            if in_row[row] >= in_column[column] {
                taken.0.push(row);
                free.retain(|((i, _), _)| *i != row);
            } else {
                taken.1.push(column);
                free.retain(|((_, j), _)| *j != column);
            }
        }
        taken.0.sort_unstable();
        taken.1.sort_unstable();
        if taken.0.len() + taken.1.len() < rows.len().min(columns.len()) {
            taken
        } else if rows.len() <= columns.len() {
            (rows, Vec::new())
        } else {
            (Vec::new(), columns)
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        /// Few cells and many: the same lines as by looking at every cell for every line, and the cells come back to the bit.
        #[test]
        fn lines_are_those_of_the_slow_way_and_hold_every_cell(
            order in 1_usize..14,
            one_in in 1_u32..12,
            picks in prop::collection::vec((0_u32..60, -1.0_f64..1.0), 14 * 14),
        ) {
            let mut whole = DMatrix::zeros(order, order);
            let mut cells = Vec::new();
            for (at, &(pick, delta)) in picks.iter().take(order * order).enumerate() {
                // Some rows and columns are full.
                let cell = (at / order, at % order);
                if pick.is_multiple_of(one_in) || cell.0 == 3 || cell.1 == 5 {
                    cells.push((cell, delta));
                    whole[cell] = delta;
                }
            }
            let found = lines(order, &cells);
            prop_assert_eq!(&found, &slowly(order, &cells));
            let change = LowRank::from_list(order, cells);
            prop_assert_eq!(change.rank(), found.0.len() + found.1.len());
            prop_assert_eq!(change.matrix(), whole);
        }
    }
}
