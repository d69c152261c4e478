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

    /// The change that adds `delta` to each cell (row, column); cells are added up where they meet.
    pub fn from_cells(order: usize, cells: &BTreeMap<(usize, usize), f64>) -> Self {
        let changed: Vec<((usize, usize), f64)> =
            cells.iter().map(|(cell, delta)| (*cell, *delta)).filter(|(_, delta)| *delta != 0.0).collect();
        let (rows, columns) = lines(order, &changed);
        let place = |lines: &[usize]| -> BTreeMap<usize, usize> { lines.iter().copied().zip(0..).collect() };
        let (by_row, by_column) = (place(&rows), place(&columns));
        let rank = rows.len() + columns.len();
        let (mut left, mut right) = (DMatrix::zeros(order, rank), DMatrix::zeros(order, rank));
        // Along a line stands a unit vector, across it the change itself.
        for (&row, &at) in &by_row {
            left[(row, at)] = 1.0;
        }
        for (&column, &at) in &by_column {
            right[(column, rows.len() + at)] = 1.0;
        }
        for ((row, column), delta) in changed {
            if let Some(&at) = by_row.get(&row) {
                right[(column, at)] += delta;
            } else if let Some(&at) = by_column.get(&column) {
                left[(row, rows.len() + at)] += delta;
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

    /// U W', n x n.
    pub fn matrix(&self) -> DMatrix<f64> {
        &self.left * self.right.transpose()
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
    let (mut taken_rows, mut taken_columns) = (vec![false; order], vec![false; order]);
    let fullest = |counts: &[usize]| (0..order).max_by_key(|&line| (counts[line], order - line)).unwrap_or(0);
    let mut left = cells.len();
    // No cover has fewer lines than cells over those of the fullest line: a full block is not searched.
    let most = in_row.iter().chain(&in_column).max().map_or(0, |&most| most);
    let worthwhile = if most * fewest > cells.len() { fewest } else { 0 };
    for _ in 0..worthwhile {
        if left == 0 {
            break;
        }
        let (row, column) = (fullest(&in_row), fullest(&in_column));
        let is_row = in_row[row] >= in_column[column];
        for ((i, j), _) in cells {
            let is_free = !taken_rows[*i] && !taken_columns[*j];
            if is_free && (if is_row { *i == row } else { *j == column }) {
                in_row[*i] -= 1;
                in_column[*j] -= 1;
                left -= 1;
            }
        }
        if is_row {
            taken_rows[row] = true;
        } else {
            taken_columns[column] = true;
        }
    }
    let lines = |taken: &[bool]| -> Vec<usize> { (0..order).filter(|&line| taken[line]).collect() };
    let both = (lines(&taken_rows), lines(&taken_columns));
    if left == 0 && both.0.len() + both.1.len() < fewest {
        both
    } else if rows.len() <= columns.len() {
        (rows, Vec::new())
    } else {
        (Vec::new(), columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
