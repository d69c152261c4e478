//! A change of coefficients of low rank: ΔA = U W', with U and W n x r.
//!
//! A change of r rows, or of r columns, has rank r at most; the shorter of the two is taken.

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
        let changed = || cells.iter().filter(|(_, delta)| **delta != 0.0);
        let places = |index: fn(&(usize, usize)) -> usize| {
            let mut seen: Vec<usize> = changed().map(|(cell, _)| index(cell)).collect();
            seen.sort_unstable();
            seen.dedup();
            seen
        };
        let (rows, columns) = (places(|cell| cell.0), places(|cell| cell.1));
        let by_row = rows.len() <= columns.len();
        let lines = if by_row { rows } else { columns };
        // Along a line stands a unit vector, across it the change itself.
        let mut along = DMatrix::zeros(order, lines.len());
        let mut across = DMatrix::zeros(order, lines.len());
        for (at, &line) in lines.iter().enumerate() {
            along[(line, at)] = 1.0;
        }
        for (&(row, column), &delta) in changed() {
            let (line, place) = if by_row { (row, column) } else { (column, row) };
            if let Ok(at) = lines.binary_search(&line) {
                across[(place, at)] += delta;
            }
        }
        if by_row { Self { left: along, right: across } } else { Self { left: across, right: along } }
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
}
