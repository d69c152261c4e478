//! Lines of activity codes: 1, 2, ... n along a header row, and the same down a column. They are what a block is found by.

use super::labels;
use super::sheet::{Cell, Row, Sheet};
use crate::words::folded;

/// The largest number taken for a code. The Bank's longest list has 181 entries, and years begin above this.
const LARGEST: u32 = 999;
/// How many rows may lie between a header and the first code under it, or between two codes.
const GAP: usize = 20;
/// How many rows a line of codes can take: every code, and as many rows without one.
const LONGEST: usize = 2 * LARGEST as usize;

/// A line of codes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Codes {
    /// Rows or columns, counted from 0, and the code that stands there.
    pub(super) at: Vec<(usize, u32)>,
    /// Rows or columns between the first and the last code that hold something else.
    pub(super) strangers: Vec<usize>,
}

impl Codes {
    /// How many codes there are.
    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    /// The rows or columns of the codes.
    pub(super) fn positions(&self) -> Vec<usize> {
        self.at.iter().map(|(position, _)| *position).collect()
    }

    /// The row or column of the first code.
    pub(super) fn first(&self) -> usize {
        self.at.first().map_or(0, |(position, _)| *position)
    }

    /// The row or column of the last code.
    pub(super) fn last(&self) -> usize {
        self.at.last().map_or(0, |(position, _)| *position)
    }

    /// The codes alone.
    pub(super) fn values(&self) -> impl Iterator<Item = u32> + '_ {
        self.at.iter().map(|(_, code)| *code)
    }

    /// Where a code stands first.
    pub(super) fn position(&self, code: u32) -> Option<usize> {
        self.at.iter().find(|(_, other)| *other == code).map(|(position, _)| *position)
    }

    /// Whether there are enough codes among what else stands there to take it for a line of codes.
    fn is_one(&self) -> bool {
        self.len() >= 2 && self.strangers.len() < self.len()
    }
}

/// The code that a cell holds: a whole number, or text like `7` or `007`.
pub(super) fn code(cell: &Cell) -> Option<u32> {
    let code = match cell {
        Cell::Number(number) if number.fract() == 0.0 && (1.0..=f64::from(LARGEST)).contains(number) => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and from 1 to LARGEST")]
            let code = *number as u32;
            code
        }
        Cell::Text(text) if text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok()?,
        _ => return None,
    };
    (1..=LARGEST).contains(&code).then_some(code)
}

/// The lines of codes in a row. The code 1 starts a new one; the label of a total ends one.
pub(super) fn across(row: &Row) -> Vec<Codes> {
    let mut lines: Vec<Codes> = Vec::new();
    let (mut strangers, mut ended) = (Vec::new(), false);
    for (column, cell) in &row.cells {
        let Some(code) = code(cell) else {
            ended |= matches!(cell, Cell::Text(text) if labels::is_known(&folded(text)));
            strangers.push(*column);
            continue;
        };
        if code == 1 || lines.is_empty() {
            lines.push(Codes::default());
            strangers.clear();
            ended = false;
        }
        if let (Some(line), false) = (lines.last_mut(), ended) {
            line.strangers.append(&mut strangers);
            line.at.push((*column, code));
        }
    }
    lines.retain(Codes::is_one);
    lines
}

/// The line of codes that goes down a column from under a header row. A second code 1 or a known label ends it.
pub(super) fn down(sheet: &Sheet, header: usize, column: usize) -> Option<Codes> {
    let mut line = Codes::default();
    let mut strangers = Vec::new();
    let mut last = header;
    for row in sheet.between(header + 1, header.saturating_add(LONGEST)) {
        if row.index > last + GAP {
            break;
        }
        let Some(cell) = row.at(column) else { continue };
        match (code(cell), cell) {
            (Some(1), _) if line.len() > 0 => break,
            (Some(code), _) => {
                line.strangers.append(&mut strangers);
                line.at.push((row.index, code));
                last = row.index;
            }
            (None, Cell::Text(text)) if labels::is_known(&folded(text)) => break,
            (None, _) if line.len() > 0 => strangers.push(row.index),
            (None, _) => {}
        }
    }
    line.is_one().then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn codes_are_whole_numbers_and_digits() {
        let codes: Vec<Option<u32>> = [
            text("01"),
            text("111"),
            Cell::Number(7.0),
            text("A1"),
            Cell::Number(7.5),
            Cell::Number(2008.0),
            text("0"),
        ]
        .iter()
        .map(code)
        .collect();
        assert_eq!(codes, [Some(1), Some(111), Some(7), None, None, None, None]);
    }

    #[test]
    fn a_row_has_a_line_for_every_code_one() {
        let cells = [
            (0, text("Actividad")),
            (2, Cell::Number(1.0)),
            (3, text("2")),
            (5, Cell::Number(3.0)),
            (6, text("Total")),
            (7, Cell::Number(9.0)),
            (9, Cell::Number(1.0)),
            (10, Cell::Number(2.0)),
        ];
        let lines = across(&Row { index: 0, cells: cells.to_vec() });
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].at, [(2, 1), (3, 2), (5, 3)]);
        assert_eq!(lines[1].at, [(9, 1), (10, 2)]);
    }

    #[test]
    fn a_column_goes_down_to_the_next_block_and_tells_what_is_no_code() {
        let mut sheet = Sheet::new("s");
        let cells = [
            (3, text("Código")),
            (5, text("1")),
            (6, text("dos")),
            (7, text("3")),
            (9, text("TOTAL ")),
            (12, text("4")),
        ];
        for (row, cell) in cells {
            sheet.push(row, 1, cell);
        }
        let line = down(&sheet, 2, 1).unwrap();
        assert_eq!((line.at, line.strangers), (vec![(5, 1), (7, 3)], vec![6]));
        assert_eq!(down(&sheet, 8, 1), None);
        assert_eq!(down(&sheet, 2, 0), None);
    }
}
