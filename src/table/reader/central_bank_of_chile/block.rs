//! A block of a sheet: a header row of activity codes, and the same codes down a column to the left and below it.
//!
//! Blocks are found by their codes alone, wherever they stand, so titles, spare rows and other sheets do not matter.

use super::codes::{self, Codes};
use super::sheet::Sheet;
use super::workbook::Workbook;
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use std::collections::{BTreeMap, BTreeSet};

/// How far to the left of the first activity the column of codes may stand.
const REACH: usize = 12;

/// A block of n rows and n columns of figures, if it is whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// The sheet, counted from 0.
    pub(super) sheet: usize,
    /// The row of the header.
    pub(super) header: usize,
    /// The column of the codes.
    pub(super) code_column: usize,
    /// The codes along the header, by column.
    pub(super) columns: Codes,
    /// The codes down the column, by row.
    pub(super) rows: Codes,
    /// The first row that can belong to it: one below the block above it, or the first of the sheet.
    pub(super) top: usize,
    /// The first row that cannot belong to it any more: the header of the block below it, or past the sheet.
    pub(super) bottom: usize,
    /// The first column that cannot belong to it any more: the codes of the block to its right, or past the sheet.
    pub(super) right: usize,
}

/// A header row and a column of codes that may belong together.
struct Candidate {
    score: usize,
    block: Block,
}

/// The blocks of a workbook, by sheet and from top to bottom.
pub(super) fn find(workbook: &Workbook) -> Vec<Block> {
    workbook.sheets.iter().enumerate().flat_map(|(at, sheet)| of_sheet(at, sheet)).collect()
}

fn of_sheet(at: usize, sheet: &Sheet) -> Vec<Block> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for row in sheet.rows() {
        let mut left = 0;
        for columns in codes::across(row) {
            let first = columns.first();
            for code_column in (left.max(first.saturating_sub(REACH))..first).rev() {
                let Some(rows) = codes::down(sheet, row.index, code_column) else { continue };
                let Some(score) = score(&columns, &rows) else { continue };
                let columns = columns.clone();
                let (top, bottom, right) = (0, usize::MAX, usize::MAX);
                let header = row.index;
                let block = Block { sheet: at, header, code_column, columns, rows, top, bottom, right };
                candidates.push(Candidate { score, block });
            }
            left = columns.last() + 1;
        }
    }
    // The best first; of equals the lowest header, for what stands above it with the same codes is no part of the block.
    candidates.sort_by(|a, b| {
        (b.score, b.block.header, b.block.code_column).cmp(&(a.score, a.block.header, a.block.code_column))
    });
    let mut blocks: Vec<Block> = Vec::new();
    for Candidate { block, .. } in candidates {
        if blocks.iter().all(|other| !block.overlaps(other)) {
            blocks.push(block);
        }
    }
    blocks.sort_by_key(|block| (block.header, block.code_column));
    bound(&mut blocks);
    blocks
}

/// How well the codes of a header and of a column fit: twice the codes in both, less all others. None where too few fit.
fn score(columns: &Codes, rows: &Codes) -> Option<usize> {
    let (along, below): (BTreeSet<u32>, BTreeSet<u32>) = (columns.values().collect(), rows.values().collect());
    let common = along.intersection(&below).count();
    let score = (4 * common).checked_sub(columns.len() + rows.len())?;
    (common >= 2).then_some(score)
}

/// Tells every block where its neighbours begin.
fn bound(blocks: &mut [Block]) {
    let extents: Vec<_> = blocks.iter().map(Block::extent).collect();
    for (block, own) in blocks.iter_mut().zip(&extents) {
        for other in &extents {
            let beside = own.rows.0 <= other.rows.1 && other.rows.0 <= own.rows.1;
            let above_or_below = own.columns.0 <= other.columns.1 && other.columns.0 <= own.columns.1;
            if above_or_below && other.rows.1 < own.rows.0 {
                block.top = block.top.max(other.rows.1 + 1);
            }
            if above_or_below && other.rows.0 > own.rows.1 {
                block.bottom = block.bottom.min(other.rows.0);
            }
            if beside && other.columns.0 > own.columns.1 {
                block.right = block.right.min(other.columns.0);
            }
        }
    }
}

/// First and last rows and columns.
struct Extent {
    rows: (usize, usize),
    columns: (usize, usize),
}

impl Block {
    fn extent(&self) -> Extent {
        Extent { rows: (self.header, self.rows.last()), columns: (self.code_column, self.columns.last()) }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let (a, b) = (self.extent(), other.extent());
        a.rows.0 <= b.rows.1 && b.rows.0 <= a.rows.1 && a.columns.0 <= b.columns.1 && b.columns.0 <= a.columns.1
    }

    /// n, the number of activities along the header.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// Says everything that keeps the block from being square with the same codes in both directions.
    pub(super) fn check(&self, workbook: &Workbook, what: &str) -> Diagnostics {
        let mut problems = Diagnostics::default();
        let mut say = |code, place: Place, message: String, help: &str| {
            problems.push(Diagnostic::new(code, message).help(help).at(place));
        };
        let across = |column: usize| workbook.place(self.sheet, self.header, column);
        let down = |row: usize| workbook.place(self.sheet, row, self.code_column);
        let stranger = format!("{what}: the cell holds no code between codes of activities");
        let restore = "write the activity's code; codes are whole numbers from 1 on";
        for &column in &self.columns.strangers {
            say(Code::TABLE_SHAPE, across(column), stranger.clone(), restore);
        }
        for &row in &self.rows.strangers {
            say(Code::TABLE_SHAPE, down(row), stranger.clone(), restore);
        }
        for (codes, place, line) in
            [(&self.columns, &across as &dyn Fn(usize) -> Place, "header"), (&self.rows, &down, "column of codes")]
        {
            for (position, code) in twice(codes) {
                let message = format!("{what}: the code {code} stands twice in the {line}");
                say(Code::DUPLICATE_SECTOR, place(position), message, "every activity has one row and one column");
            }
        }
        for &(column, code) in &self.columns.at {
            if self.rows.position(code).is_none() {
                let message = format!("{what}: activity {code} has a column and no row");
                say(Code::TABLE_SHAPE, across(column), message, "add the row, or restore its code");
            }
        }
        for &(row, code) in &self.rows.at {
            if self.columns.position(code).is_none() {
                let message = format!("{what}: activity {code} has a row and no column");
                say(Code::TABLE_SHAPE, down(row), message, "add the column, or restore its code");
            }
        }
        if problems.is_empty() {
            let (rows, columns) = (&self.rows.at, &self.columns.at);
            if let Some(((row, below), (_, along))) = rows.iter().zip(columns).find(|((_, a), (_, b))| a != b) {
                let message =
                    format!("{what}: the row of activity {below} stands where that of activity {along} is due");
                problems.push(
                    Diagnostic::new(Code::TABLE_SHAPE, message)
                        .help("rows and columns list the activities in the same order")
                        .at(workbook.place(self.sheet, *row, self.code_column)),
                );
            }
        }
        problems
    }
}

/// The codes that an earlier one repeats, with their positions.
fn twice(codes: &Codes) -> Vec<(usize, u32)> {
    let mut seen = BTreeMap::new();
    codes.at.iter().filter(|(position, code)| seen.insert(*code, *position).is_some()).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Cell;
    use super::*;

    /// A workbook of one sheet with codes along `header` from one column on, and down the column to its left.
    fn workbook(blocks: &[(usize, usize, u32)]) -> Workbook {
        let mut sheet = Sheet::new("s");
        for &(header, column, n) in blocks {
            for (at, code) in (1..=n).enumerate() {
                sheet.push(header, column + 1 + at, Cell::Number(f64::from(code)));
                sheet.push(header + 2 + at, column, Cell::Number(f64::from(code)));
            }
        }
        sheet.sort();
        Workbook { file: "f.xlsx".into(), sheets: vec![sheet] }
    }

    #[test]
    fn blocks_above_and_beside_one_another_know_where_each_other_begins() {
        let workbook = workbook(&[(3, 1, 4), (3, 11, 4), (20, 1, 4)]);
        let blocks = find(&workbook);
        let bounds: Vec<_> = blocks.iter().map(|block| (block.header, block.top, block.bottom, block.right)).collect();
        assert_eq!(bounds, [(3, 0, 20, 11), (3, 0, usize::MAX, usize::MAX), (20, 9, usize::MAX, usize::MAX)]);
        assert!(blocks.iter().all(|block| block.check(&workbook, "b").is_empty()));
    }

    #[test]
    fn of_rows_with_the_same_codes_the_nearest_is_the_header() {
        let mut workbook = workbook(&[(5, 1, 3)]);
        for code in 1..=3_u8 {
            workbook.sheets[0].push(2, 1 + usize::from(code), Cell::Number(f64::from(code)));
        }
        workbook.sheets[0].sort();
        assert_eq!(find(&workbook).iter().map(|block| block.header).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn codes_without_a_counterpart_are_no_block() {
        assert_eq!(find(&workbook(&[])), []);
        let mut sheet = Sheet::new("s");
        for code in 1..=9_u8 {
            sheet.push(usize::from(code), 0, Cell::Number(f64::from(code)));
            sheet.push(usize::from(code), 1, Cell::Text("name".into()));
        }
        let workbook = Workbook { file: String::new(), sheets: vec![sheet] };
        assert_eq!(find(&workbook), []);
    }
}
