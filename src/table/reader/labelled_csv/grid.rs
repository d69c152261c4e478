//! The cells of the file, by row and column; the first of each holds labels.

use crate::table::label::shortened;
use crate::table::reader::csv_text::{CsvText, Record, delimiter};
use crate::table::reader::labels;
use crate::table::reader::number::{DecimalSign, number};
use crate::table::reader::number_grid::{Banded, NumberGrid};
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use std::collections::HashSet;
use std::sync::Arc;

/// The cells of the file.
pub(super) struct Grid {
    pub(super) text: CsvText,
    pub(super) sign: DecimalSign,
    pub(super) cells: NumberGrid,
}

/// A sector with the positions of its row and its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SectorLine {
    pub(super) label: String,
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Grid {
    /// Finds the delimiter and the labels. Gives nothing where there is no table at all; labels that stand twice are said.
    pub(super) fn read(file: &str, source: Arc<String>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let delimiter = delimiter(&source);
        let text = CsvText::new(file, source, delimiter);
        // Where the delimiter leaves the comma free, it is the decimal sign if any number is written with it.
        let comma = |record: &Record| {
            record.cells().skip(1).any(|cell| cell.contains(',') && number(cell, DecimalSign::Comma).is_ok())
        };
        let written_with_comma =
            delimiter == b';' && text.source().contains(',') && text.records().skip(1).any(|record| comma(&record));
        let sign = if written_with_comma { DecimalSign::Comma } else { DecimalSign::Point };
        let Some(cells) = NumberGrid::read(&text, sign) else {
            diagnostics
                .push(labels::no_header(&text, "any word, the codes of the sectors, the components of final demand"));
            return None;
        };
        let grid = Self { text, sign, cells };
        grid.check(diagnostics);
        Some(grid)
    }

    /// The cells of a file whose text is not there: no place can be pointed at, and what is refused must be read again with its text.
    pub(super) fn without_text(file: &str, read: Banded, diagnostics: &mut Diagnostics) -> Self {
        let text = CsvText::new(file, Arc::default(), read.delimiter);
        let grid = Self { text, sign: DecimalSign::Point, cells: read.grid };
        grid.check(diagnostics);
        grid
    }

    /// The labels of the columns that have one, with their positions.
    pub(super) fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.header.cells().enumerate().skip(1).filter(|(_, label)| !label.is_empty())
    }

    /// The labels of the rows, with their positions.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.rows.iter().map(|row| row.label.as_str()).enumerate()
    }

    /// The number at a place, if there is one; nothing is said where there is none.
    pub(super) fn quiet(&self, row: usize, column: usize) -> Option<f64> {
        self.cells.number(row, column)
    }

    /// A row as it stands in the text, for a message.
    pub(super) fn record(&self, row: usize) -> Record {
        self.cells
            .rows
            .get(row)
            .and_then(|row| self.text.record_at(row.start))
            .unwrap_or_else(|| self.cells.header.clone())
    }

    /// The file as a whole.
    pub(super) fn place(&self) -> Place {
        self.text.place()
    }

    fn check(&self, diagnostics: &mut Diagnostics) {
        let header = &self.cells.header;
        let mut seen = HashSet::new();
        for (column, label) in self.columns() {
            if !seen.insert(label) {
                diagnostics.push(labels::twice("column", label).at(self.text.cell(header, column)));
            }
        }
        let all_named = header.cells().all(|label| !label.is_empty());
        let mut seen = HashSet::new();
        for (at, row) in self.cells.rows.iter().enumerate() {
            let label = row.label.as_str();
            let is_new = seen.insert(label);
            if row.width == header.len() && all_named && is_new && !label.is_empty() {
                continue;
            }
            let record = self.record(at);
            labels::width(&self.text, header, &record, diagnostics);
            if label.is_empty() {
                let cell = record.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
                diagnostics.push(
                    Diagnostic::new(
                        Code::TABLE_SHAPE,
                        format!("a row with `{}` in it has no label in the first column", shortened(cell)),
                    )
                    .at(self.text.cell(&record, 0))
                    .help("write a label, or take the row out"),
                );
            } else if !is_new {
                diagnostics.push(labels::twice("row", label).at(self.text.cell(&record, 0)));
            }
        }
    }
}
