//! Reading figures: an empty cell and a dash are zero, a number is itself, and anything else is told with its cell.

use super::sheet::{Cell, Row};
use super::workbook::Workbook;
use crate::words::{Code, Diagnostic, Diagnostics};
use nalgebra::DMatrix;

/// How many cells are told one by one; of a block full of text this many show what is wrong.
const TOLD: usize = 100;
/// What stands for zero beside nothing at all.
const DASHES: &[&str] = &["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}"];

/// Reads figures of one sheet and gathers the cells that hold none.
pub(super) struct Figures<'w> {
    workbook: &'w Workbook,
    sheet: usize,
    problems: Diagnostics,
    refused: usize,
}

impl<'w> Figures<'w> {
    /// For one sheet of a workbook.
    pub(super) fn new(workbook: &'w Workbook, sheet: usize) -> Self {
        Self { workbook, sheet, problems: Diagnostics::default(), refused: 0 }
    }

    /// The figures at the crossings of rows and columns. Columns ascend, as in the sheet.
    pub(super) fn at(&mut self, rows: &[usize], columns: &[usize]) -> DMatrix<f64> {
        let mut figures = DMatrix::zeros(rows.len(), columns.len());
        let Some(sheet) = self.workbook.sheets.get(self.sheet) else { return figures };
        for (i, &index) in rows.iter().enumerate() {
            if let Some(row) = sheet.row(index) {
                self.line(row, columns, |j, figure| figures[(i, j)] = figure);
            }
        }
        figures
    }

    /// Walks along a row and the columns together.
    fn line(&mut self, row: &Row, columns: &[usize], mut put: impl FnMut(usize, f64)) {
        let mut wanted = columns.iter().copied().enumerate().peekable();
        for (column, cell) in &row.cells {
            while wanted.next_if(|(_, next)| next < column).is_some() {}
            if let Some((j, _)) = wanted.next_if(|(_, next)| next == column)
                && let Some(figure) = self.figure(row.index, *column, cell)
            {
                put(j, figure);
            }
        }
    }

    fn figure(&mut self, row: usize, column: usize, cell: &Cell) -> Option<f64> {
        let (held, help) = match cell {
            Cell::Number(number) if number.is_finite() => return Some(*number),
            Cell::Text(text) if DASHES.contains(&&**text) => return Some(0.0),
            Cell::Number(number) => (format!("`{number}`"), "write a finite number"),
            Cell::Text(text) => (format!("the text `{text}`"), "write a number; an empty cell or `-` is zero"),
            Cell::Other(what) => (what.to_string(), "write a number; an empty cell or `-` is zero"),
            Cell::NotCalculated => (
                "a formula without its result".to_owned(),
                "open the workbook in a spreadsheet program, let it calculate, and save it",
            ),
        };
        self.refused += 1;
        if self.refused <= TOLD {
            let place = self.workbook.place(self.sheet, row, column);
            let message = format!("the cell holds {held} where a number is needed");
            self.problems.push(Diagnostic::new(Code::TABLE_CELL, message).help(help).at(place));
        }
        None
    }

    /// What was found wrong.
    pub(super) fn finish(mut self) -> Diagnostics {
        if let (more @ 1.., Some(sheet)) = (self.refused.saturating_sub(TOLD), self.workbook.sheets.get(self.sheet)) {
            let message = format!("{more} more cells of the sheet `{}` hold no number", sheet.name);
            let place = crate::words::Place::file(self.workbook.file.clone());
            self.problems
                .push(Diagnostic::new(Code::TABLE_CELL, message).help("compare the sheet with the original").at(place));
        }
        self.problems
    }
}
