//! Lines that only add up others. Kept as parts of a table they would count flows twice.

use super::grid::{Grid, SectorLine};
use crate::table::line_sums;

/// How well a line adds up others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// To the last digit, but for the rounding of binary numbers.
    Exact,
    /// Closely enough that chance is no explanation.
    Near,
}

/// The sums of the rows and columns of a block, each with the sector in question.
pub(super) struct Sums {
    rows: Vec<f64>,
    columns: Vec<f64>,
    /// No row without one of its cells adds up to more than this, and no column to more than that.
    by_row: f64,
    by_column: f64,
}

/// How far a line may be from the sum that it nearly is, relative to the largest sum.
const NEAR: f64 = 1e-3;

impl Sums {
    /// Of these sectors. What is no number counts nothing here; it is said when the figures are read.
    pub(super) fn of(grid: &Grid, sectors: &[SectorLine]) -> Self {
        let (mut sums, cell) = Self::of_block(grid, sectors).unwrap_or_else(|| Self::cell_by_cell(grid, sectors));
        let largest = |sums: &[f64]| sums.iter().fold(0.0_f64, |largest, sum| largest.max(sum.abs())) + cell;
        (sums.by_row, sums.by_column) = (largest(&sums.rows), largest(&sums.columns));
        sums
    }

    /// The slow definition, and the largest cell.
    fn cell_by_cell(grid: &Grid, sectors: &[SectorLine]) -> (Self, f64) {
        let (n, mut cell) = (sectors.len(), 0.0_f64);
        let mut sums = Self { rows: vec![0.0; n], columns: vec![0.0; n], by_row: 0.0, by_column: 0.0 };
        // Numbers lie in the order of the columns.
        for (buyer, total) in sectors.iter().zip(&mut sums.columns) {
            let column = grid.cells.column(buyer.column);
            for (seller, row) in sectors.iter().zip(&mut sums.rows) {
                let flow = column.get(seller.row).copied().filter(|flow| !flow.is_nan()).unwrap_or(0.0);
                *row += flow;
                *total += flow;
                cell = cell.max(flow.abs());
            }
        }
        (sums, cell)
    }

    /// The same where the rows of the sectors stand one below another and every cell is a number, as it usually is.
    fn of_block(grid: &Grid, sectors: &[SectorLine]) -> Option<(Self, f64)> {
        let first = sectors.first()?.row;
        let rows = first..first + sectors.len();
        if !grid.cells.complete || !sectors.iter().map(|line| line.row).eq(rows.clone()) {
            return None;
        }
        let column = |line: &SectorLine| grid.cells.column(line.column).get(rows.clone());
        let columns: Vec<&[f64]> = sectors.iter().map(column).collect::<Option<_>>()?;
        let (rows, columns, cell) =
            (line_sums::of_rows(&columns), line_sums::of_columns(&columns), line_sums::largest(&columns));
        Some((Self { rows, columns, by_row: 0.0, by_column: 0.0 }, cell))
    }

    /// Whether one of the sectors is the total of the others, by row and by column alike.
    ///
    /// Two others are needed: with one, any two sectors with equal flows would look like a sector and its total.
    pub(super) fn total(&self, grid: &Grid, sectors: &[SectorLine], at: usize) -> Option<Match> {
        let total = &sectors[at];
        if sectors.len() < 3 {
            return None;
        }
        let mut seen = Gap::default();
        let others = || sectors.iter().enumerate().filter(|(i, _)| *i != at);
        // However large the sums that follow, the gap cannot become near enough again once it is beyond this.
        let beyond = NEAR * self.by_row.max(self.by_column);
        for (i, line) in others() {
            let found = grid.quiet(line.row, total.column)?;
            seen.add(found, self.rows[i] - found);
            if seen.gap > beyond {
                return None;
            }
        }
        for (i, line) in others() {
            let found = grid.quiet(total.row, line.column)?;
            seen.add(found, self.columns[i] - found);
        }
        seen.judged()
    }
}

/// Whether a line outside the block is exactly the sum of the block, of the block and all lines before it, or of the last
/// two or more lines before it. A line is given by its figures at each sector.
pub(super) fn of_lines(line: &[f64], block: &[f64], before: &[Vec<f64>]) -> bool {
    let is_sum = |sums: &[f64]| matching(line, sums) == Some(Match::Exact);
    if is_sum(block) {
        return true;
    }
    let mut sums = vec![0.0; line.len()];
    for (nth, earlier) in before.iter().rev().enumerate() {
        for (sum, figure) in sums.iter_mut().zip(earlier) {
            *sum += figure;
        }
        // A line is no total of one other line: it may well be a second column with the same figures.
        if nth > 0 && is_sum(&sums) {
            return true;
        }
    }
    let all: Vec<f64> = block.iter().zip(&sums).map(|(a, b)| a + b).collect();
    !before.is_empty() && is_sum(&all)
}

fn matching(found: &[f64], sums: &[f64]) -> Option<Match> {
    let mut seen = Gap::default();
    for (found, sum) in found.iter().zip(sums) {
        seen.add(*found, *sum);
    }
    seen.judged()
}

/// The largest gap between what was found and the sums, and the largest of the sums.
#[derive(Default)]
struct Gap {
    gap: f64,
    largest: f64,
}

impl Gap {
    fn add(&mut self, found: f64, sum: f64) {
        self.gap = self.gap.max((found - sum).abs());
        self.largest = self.largest.max(sum.abs());
    }

    fn judged(&self) -> Option<Match> {
        if self.largest == 0.0 || !self.largest.is_finite() {
            None
        } else if self.gap <= 1e-9 * self.largest {
            Some(Match::Exact)
        } else if self.gap <= NEAR * self.largest {
            Some(Match::Near)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_of_every_make_are_recognised() {
        let (block, before) = ([5.0, 6.0], [vec![1.0, 2.0], vec![10.0, 20.0], vec![0.1, 0.2]]);
        assert!(of_lines(&[5.0, 6.0], &block, &before));
        assert!(of_lines(&[11.1, 22.2], &block, &before));
        assert!(of_lines(&[10.1, 20.2], &block, &before));
        assert!(of_lines(&[16.1, 28.2], &block, &before));
        assert!(!of_lines(&[11.0, 22.0], &block, &before), "not of lines before the last");
        assert!(!of_lines(&[1.0, 2.0], &block, &before[..1]), "a second column with the same figures");
        assert!(!of_lines(&[0.0, 0.0], &[0.0, 0.0], &[]), "nothing adds up nothing");
        assert!(!of_lines(&[3.0, 4.0], &[f64::INFINITY, 5.0], &[]), "what cannot be added up has no total");
    }
}
