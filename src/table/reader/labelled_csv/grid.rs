//! The cells of the file, by row and column; the first of each holds labels.

use crate::table::label::shortened;
use crate::table::reader::csv_text::{CsvText, Record, delimiter};
use crate::table::reader::labels;
use crate::table::reader::number::{DecimalSign, number};
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use std::collections::HashSet;
use std::sync::Arc;

/// The cells of the file.
pub(super) struct Grid {
    pub(super) text: CsvText,
    pub(super) sign: DecimalSign,
    pub(super) header: Record,
    pub(super) records: Vec<Record>,
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
    pub(super) fn read(file: &str, source: Arc<str>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let delimiter = delimiter(&source);
        let text = CsvText::new(file, source, delimiter);
        let mut records = text.records();
        let Some(header) = records.next() else {
            diagnostics
                .push(labels::no_header(&text, "any word, the codes of the sectors, the components of final demand"));
            return None;
        };
        let records: Vec<Record> = records.collect();
        // Where the delimiter leaves the comma free, it is the decimal sign if any number is written with it.
        let comma = |record: &Record| {
            record.cells().skip(1).any(|cell| cell.contains(',') && number(cell, DecimalSign::Comma).is_ok())
        };
        let sign = if delimiter == b';' && records.iter().any(comma) { DecimalSign::Comma } else { DecimalSign::Point };
        let grid = Self { text, sign, header, records };
        grid.check(diagnostics);
        Some(grid)
    }

    /// The labels of the columns that have one, with their positions.
    pub(super) fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        self.header.cells().enumerate().skip(1).filter(|(_, label)| !label.is_empty())
    }

    /// The labels of the rows, with their positions.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &str)> {
        self.records.iter().map(|record| record.cell(0)).enumerate()
    }

    /// The number at a place, if there is one; nothing is said where there is none.
    pub(super) fn quiet(&self, row: usize, column: usize) -> Option<f64> {
        number(self.records[row].cell(column), self.sign).ok()
    }

    /// The file as a whole.
    pub(super) fn place(&self) -> Place {
        self.text.place()
    }

    fn check(&self, diagnostics: &mut Diagnostics) {
        let mut seen = HashSet::new();
        for (column, label) in self.columns() {
            if !seen.insert(label) {
                diagnostics.push(labels::twice("column", label).at(self.text.cell(&self.header, column)));
            }
        }
        let mut seen = HashSet::new();
        for record in &self.records {
            labels::width(&self.text, &self.header, record, diagnostics);
            let label = record.cell(0);
            if label.is_empty() {
                let cell = record.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
                diagnostics.push(
                    Diagnostic::new(
                        Code::TABLE_SHAPE,
                        format!("a row with `{}` in it has no label in the first column", shortened(cell)),
                    )
                    .at(self.text.cell(record, 0))
                    .help("write a label, or take the row out"),
                );
            } else if !seen.insert(label) {
                diagnostics.push(labels::twice("row", label).at(self.text.cell(record, 0)));
            }
        }
    }
}
