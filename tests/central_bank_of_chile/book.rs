//! A workbook that a test can alter: what the cells hold, taken from a file or written here, and saved as a new file.

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::collections::BTreeMap;
use std::path::Path;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(f64),
    Text(String),
    /// A formula with the result that the file keeps.
    Formula(String),
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub(super) name: String,
    pub(super) cells: BTreeMap<(u32, u16), Value>,
    /// First row, first column, last row, last column of merged cells.
    pub(super) merged: Vec<(u32, u16, u32, u16)>,
}

/// A block of a sheet with its codes along a row and down a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) page: usize,
    pub(super) header: u32,
    /// The column of the first activity; codes stand one column to the left.
    pub(super) first_column: u16,
    pub(super) first_row: u32,
    pub(super) n: u16,
}

impl Spot {
    pub(super) fn last_row(&self) -> u32 {
        self.first_row + u32::from(self.n) - 1
    }

    pub(super) fn last_column(&self) -> u16 {
        self.first_column + self.n - 1
    }

    pub(super) fn code_column(&self) -> u16 {
        self.first_column - 1
    }
}

impl Page {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(super) fn set(&mut self, row: u32, column: u16, value: impl Into<Value>) {
        self.cells.insert((row, column), value.into());
    }

    pub(super) fn text(&self, row: u32, column: u16) -> &str {
        match self.cells.get(&(row, column)) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// Moves every cell to where the function says; a cell sent to None is lost.
    pub(super) fn moved(&mut self, to: impl Fn(u32, u16) -> Option<(u32, u16)>) {
        let cells = std::mem::take(&mut self.cells);
        self.cells = cells.into_iter().filter_map(|((row, column), value)| Some((to(row, column)?, value))).collect();
        let first = |&(row, column, ..): &(u32, u16, u32, u16)| to(row, column);
        let last = |&(.., row, column): &(u32, u16, u32, u16)| to(row, column);
        self.merged = self
            .merged
            .iter()
            .filter_map(|merged| first(merged).zip(last(merged)).map(|((a, b), (c, d))| (a, b, c, d)))
            .collect();
    }

    pub(super) fn insert_rows(&mut self, at: u32, count: u32) {
        self.moved(|row, column| Some((if row >= at { row + count } else { row }, column)));
    }

    pub(super) fn insert_columns(&mut self, at: u16, count: u16) {
        self.moved(|row, column| Some((row, if column >= at { column + count } else { column })));
    }

    pub(super) fn remove_row(&mut self, at: u32) {
        self.moved(|row, column| if row == at { None } else { Some((if row > at { row - 1 } else { row }, column)) });
    }

    fn code(&self, row: u32, column: u16) -> Option<f64> {
        match self.cells.get(&(row, column))? {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.parse().ok(),
            Value::Formula(_) => None,
        }
    }
}

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Book {
    pub(super) pages: Vec<Page>,
}

impl Book {
    /// Takes the values of a file.
    pub(super) fn open(path: &Path) -> Self {
        let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
        let mut pages = Vec::new();
        for (name, range) in workbook.worksheets() {
            let mut page = Page::new(&name);
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let value = match data {
                    Data::Float(number) => Value::Number(*number),
                    Data::Int(number) => Value::Number(*number as f64),
                    Data::String(text) => Value::Text(text.clone()),
                    other => panic!("{other:?} is in no workbook of the Bank"),
                };
                let row = top + u32::try_from(row).unwrap();
                page.cells.insert((row, u16::try_from(left as usize + column).unwrap()), value);
            }
            page.merged = workbook
                .merge_cells_by_sheet_name(&name)
                .unwrap()
                .iter()
                .map(|cells| {
                    let column = |column: u32| u16::try_from(column).unwrap();
                    (cells.start.0, column(cells.start.1), cells.end.0, column(cells.end.1))
                })
                .collect();
            pages.push(page);
        }
        Self { pages }
    }

    /// The blocks, in the order of sheets and rows. Only for a book whose codes are not yet altered.
    pub(super) fn spots(&self) -> Vec<Spot> {
        let mut spots = Vec::new();
        for (at, page) in self.pages.iter().enumerate() {
            for &(header, column) in page.cells.keys() {
                let is_header = column > 0
                    && [0, 1, 2].iter().all(|&k| page.code(header, column + k) == Some(f64::from(k) + 1.0))
                    && page.code(header, column - 1).is_none();
                let below = |row: &u32| page.code(*row, column.saturating_sub(1)) == Some(1.0);
                let Some(first_row) = (header + 1..header + 6).find(below).filter(|_| is_header) else { continue };
                let mut n = 0;
                while page.code(header, column + n) == Some(f64::from(n) + 1.0) {
                    n += 1;
                }
                spots.push(Spot { page: at, header, first_column: column, first_row, n });
            }
        }
        spots
    }

    /// The block of flows, which stands first.
    pub(super) fn flows(&self) -> Spot {
        self.spots()[0]
    }

    pub(super) fn flows_page(&mut self) -> (&mut Page, Spot) {
        let spot = self.flows();
        (&mut self.pages[spot.page], spot)
    }

    pub(super) fn save(&self, path: &Path) {
        let mut workbook = Workbook::new();
        for page in &self.pages {
            let sheet = workbook.add_worksheet();
            sheet.set_name(&page.name).unwrap();
            for &(row, column, last_row, last_column) in &page.merged {
                sheet.merge_range(row, column, last_row, last_column, "", &Format::new()).unwrap();
            }
            for (&(row, column), value) in &page.cells {
                match value {
                    Value::Number(number) => sheet.write_number(row, column, *number).unwrap(),
                    // An empty text is written as a formula-free text cell only with a format of its own.
                    Value::Text(text) if text.is_empty() => sheet.write_blank(row, column, &Format::new()).unwrap(),
                    Value::Text(text) => sheet.write_string(row, column, text).unwrap(),
                    Value::Formula(result) => {
                        sheet.set_formula_result_default(result);
                        sheet.write_formula(row, column, Formula::new("=A1")).unwrap()
                    }
                };
            }
        }
        workbook.save(path).unwrap();
    }
}
