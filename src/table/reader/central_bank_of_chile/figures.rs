//! Reading figures: an empty cell and a dash are zero, a number is itself, and anything else is told with its cell.

use super::sheet::{Cell, Row};
use super::workbook::Workbook;
use crate::words::{Code, Diagnostic, Diagnostics, Place};
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
            let place = Place::file(self.workbook.file.clone());
            self.problems
                .push(Diagnostic::new(Code::TABLE_CELL, message).help("compare the sheet with the original").at(place));
        }
        self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Sheet;
    use super::*;
    use crate::words::Spot;

    fn workbook(cells: impl IntoIterator<Item = (usize, usize, Cell)>) -> Workbook {
        let mut sheet = Sheet::new("s");
        for (row, column, cell) in cells {
            sheet.push(row, column, cell);
        }
        Workbook { file: "f.xlsx".into(), sheets: vec![sheet] }
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn nothing_and_dashes_are_zero_and_cells_between_are_passed_over() {
        let number = Cell::Number;
        let cells =
            [(0, 1, number(1.5)), (0, 2, text("note")), (0, 3, text("–")), (2, 0, text("x")), (2, 3, number(-2.0))];
        let workbook = workbook(cells);
        let mut figures = Figures::new(&workbook, 0);
        assert_eq!(figures.at(&[0, 1, 2], &[1, 3, 9]).as_slice(), [1.5, 0.0, 0.0, 0.0, 0.0, -2.0, 0.0, 0.0, 0.0]);
        assert!(figures.finish().is_empty());
    }

    #[test]
    fn what_is_no_number_is_told_with_its_cell() {
        let refused =
            [text("1,5"), Cell::NotCalculated, Cell::Other("the error #REF!".into()), Cell::Number(f64::INFINITY)];
        let workbook = workbook((0..).zip(refused).map(|(column, cell)| (4, column, cell)));
        let mut figures = Figures::new(&workbook, 0);
        assert_eq!(figures.at(&[4], &[0, 1, 2, 3]).as_slice(), [0.0; 4]);
        let said: Vec<Option<Place>> = figures.finish().iter().map(|problem| problem.place.clone()).collect();
        let cell = |cell: &str| {
            Some(Place { file: "f.xlsx".into(), spot: Spot::Cell { sheet: "s".into(), cell: cell.into() } })
        };
        assert_eq!(said, ["A5", "B5", "C5", "D5"].map(cell));
    }

    #[test]
    fn of_a_sheet_full_of_text_the_first_cells_are_told_and_the_rest_counted() {
        let workbook = workbook((0..12).flat_map(|row| (0..12).map(move |column| (row, column, text("x")))));
        let all: Vec<usize> = (0..12).collect();
        let mut figures = Figures::new(&workbook, 0);
        figures.at(&all, &all);
        let problems = figures.finish();
        assert_eq!(problems.iter().len(), TOLD + 1);
        assert_eq!(problems.iter().last().unwrap().message, "44 more cells of the sheet `s` hold no number");
    }
}
