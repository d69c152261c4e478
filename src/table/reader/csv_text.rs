//! A CSV text that can point at each of its cells, so that a message stands at the cell it speaks of.

use super::number::{DecimalSign, NotANumber, number};
use crate::table::label::shortened;
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use csv::StringRecord;
use std::io::Read as _;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// So many cells of one file are reported one by one; of the others only the number is told. A file that is no table at
/// all would otherwise fill screens.
const TOLD: usize = 100;

/// The text of a CSV file.
#[derive(Debug, Clone)]
pub(super) struct CsvText {
    file: String,
    source: Arc<String>,
    delimiter: u8,
    /// The same text as messages carry it. Most files need none, and large ones should not be copied for them.
    shown: OnceLock<Arc<str>>,
}

/// One record with the cells trimmed when they are asked for.
#[derive(Debug, Clone)]
pub(super) struct Record {
    cells: StringRecord,
    start: usize,
}

impl Record {
    /// The byte at which it begins; line ends may stand there first.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell without the spaces around it; empty beyond the last.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    /// The cells from the first to the last.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(str::trim)
    }
}

impl CsvText {
    /// A text whose cells are separated by the given character of ASCII; `file` is how messages name it.
    pub(super) fn new(file: impl Into<String>, source: Arc<String>, delimiter: u8) -> Self {
        Self { file: file.into(), source, delimiter, shown: OnceLock::new() }
    }

    /// The whole text.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// The sign between cells.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The records that are not blank, in order.
    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        self.from(0).map(|(record, _)| record)
    }

    /// The first record that is not blank, and the byte behind it.
    pub(super) fn first(&self) -> Option<(Record, usize)> {
        self.from(0).next()
    }

    /// The record that begins at this byte.
    pub(super) fn record_at(&self, start: usize) -> Option<Record> {
        self.from(start).next().map(|(record, _)| record)
    }

    /// The records from this byte on, where a record begins, each with the byte behind it.
    fn from(&self, start: usize) -> impl Iterator<Item = (Record, usize)> {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        // A mark of the order of bytes is passed over at the beginning of a text only, so that something must stand before.
        let (before, skipped): (&[u8], usize) = if start == 0 { (b"", 0) } else { (b"\n", 1) };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(before.chain(rest));
        let place =
            move |position: u64| (start + usize::try_from(position).unwrap_or(0)).saturating_sub(skipped).max(start);
        std::iter::from_fn(move || {
            let mut cells = StringRecord::new();
            // The text is UTF-8 and records may have any width, so there is nothing that could go wrong; if something
            // did, the rows left out would be missed by name.
            while reader.read_record(&mut cells).unwrap_or(false) {
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    let start = place(cells.position().map_or(0, csv::Position::byte));
                    return Some((Record { cells, start }, place(reader.position().byte())));
                }
            }
            None
        })
    }

    /// The file as a whole.
    pub(super) fn place(&self) -> Place {
        Place::file(self.file.clone())
    }

    /// Where a cell stands.
    pub(super) fn cell(&self, record: &Record, column: usize) -> Place {
        let shown = self.shown.get_or_init(|| Arc::from(self.source.as_str()));
        Place::text(self.file.clone(), shown.clone(), self.span(record.start, column))
    }

    /// The bytes of a cell without the spaces around it. The csv crate tells where a record begins, not where a cell does.
    fn span(&self, record_start: usize, column: usize) -> Range<usize> {
        let bytes = self.source.as_bytes();
        let skipped = bytes[record_start.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let mut start = record_start.min(bytes.len()) + skipped.count();
        let mut at = start;
        for nth in 0.. {
            start = at;
            let mut quoted = bytes.get(at) == Some(&b'"');
            at += usize::from(quoted);
            while let Some(byte) = bytes.get(at) {
                match byte {
                    b'"' if quoted => quoted = false,
                    // The second of two quotes opens again what the first seemed to close.
                    b'"' if at > start + 1 && bytes[start] == b'"' && bytes[at - 1] == b'"' => quoted = true,
                    b'\r' | b'\n' if !quoted => break,
                    byte if !quoted && *byte == self.delimiter => break,
                    _ => {}
                }
                at += 1;
            }
            if nth == column || bytes.get(at) != Some(&self.delimiter) {
                break;
            }
            at += 1;
        }
        // Delimiters, quotes and line ends are ASCII, so that both ends lie between characters.
        let text = self.source.get(start..at).unwrap_or("");
        let blank = text.len() - text.trim_start().len();
        let start = if text.trim().is_empty() { start } else { start + blank };
        start..start + text.trim().len()
    }
}

/// Reads the numbers of one CSV text and reports each cell that holds none, up to a limit.
pub(super) struct NumberCells<'t> {
    text: &'t CsvText,
    sign: DecimalSign,
    wrong: usize,
}

impl<'t> NumberCells<'t> {
    /// Of this text, with this decimal sign.
    pub(super) fn new(text: &'t CsvText, sign: DecimalSign) -> Self {
        Self { text, sign, wrong: 0 }
    }

    /// The number in a cell, zero where there is none; `row` and `column_label` name the cell in the message.
    pub(super) fn number(
        &mut self,
        record: &Record,
        column: usize,
        row: &str,
        column_label: &str,
        diagnostics: &mut Diagnostics,
    ) -> f64 {
        let cell = record.cell(column);
        let problem = match number(cell, self.sign) {
            Ok(number) => return number,
            Err(problem) => problem,
        };
        self.wrong += 1;
        if self.wrong <= TOLD {
            let shown = shortened(cell);
            let (code, what) = match problem {
                NotANumber::Text => (Code::TABLE_CELL, "is not a number"),
                NotANumber::NotFinite => (Code::NOT_FINITE, "is not a finite number"),
            };
            let help = match self.sign {
                DecimalSign::Point => {
                    "write digits with a decimal point and nothing between thousands; an empty cell is zero"
                }
                DecimalSign::Comma => {
                    "write digits with a decimal comma and nothing between thousands; an empty cell is zero"
                }
            };
            diagnostics.push(
                Diagnostic::new(code, format!("`{shown}` {what}, in row `{row}` and column `{column_label}`"))
                    .at(self.text.cell(record, column))
                    .help(help),
            );
        }
        0.0
    }

    /// Tells how many cells were not reported one by one.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        if self.wrong > TOLD {
            let rest = self.wrong - TOLD;
            diagnostics.push(
                Diagnostic::new(Code::TABLE_CELL, format!("{rest} more cells of this file are not numbers"))
                    .at(self.text.place())
                    .help("check that the file is a table with labels in its first row and column only"),
            );
        }
    }
}

/// The sign that stands most often in the first line that is not blank, outside quotes.
pub(super) fn delimiter(source: &str) -> u8 {
    let line = source.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: char| {
        let mut quoted = false;
        let free = line.chars().filter(|letter| {
            quoted ^= *letter == '"';
            *letter == delimiter && !quoted
        });
        free.count()
    };
    // The last of equals is taken, so that a line without any is taken for one of commas.
    [';', '\t', ','].into_iter().max_by_key(|delimiter| count(*delimiter)).map_or(b',', |delimiter| delimiter as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<(String, usize, usize)>> {
        let csv = CsvText::new("f.csv", Arc::new(text.to_owned()), b',');
        let records: Vec<Record> = csv.records().collect();
        records
            .iter()
            .map(|record| {
                (0..record.len())
                    .map(|column| {
                        let (line, at) = csv.cell(record, column).line_and_column().unwrap();
                        (record.cell(column).to_owned(), line, at)
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn every_cell_is_found_where_it_stands() {
        let found = cells("a,b\r\n\r\n  x , \"y, \"\"z\"\"\",\"two\nlines\",ñ,w\n,,\n1,2");
        let flat: Vec<(&str, usize, usize)> =
            found.iter().flatten().map(|(text, line, at)| (text.as_str(), *line, *at)).collect();
        assert_eq!(found.len(), 3, "blank records are passed over");
        assert_eq!(flat[..3], [("a", 1, 1), ("b", 1, 3), ("x", 3, 3)]);
        assert_eq!(flat[flat.len() - 2..], [("1", 6, 1), ("2", 6, 3)]);
    }

    #[test]
    fn quotes_hide_delimiters_and_line_ends() {
        let found = cells("\"y, \"\"z\"\"\",\"two\nlines\",ñ,w");
        assert_eq!(
            found[0],
            [("y, \"z\"".to_owned(), 1, 1), ("two\nlines".into(), 1, 12), ("ñ".into(), 2, 8), ("w".into(), 2, 10)]
        );
    }

    #[test]
    fn a_cell_beyond_the_last_is_shown_at_the_last_of_its_record() {
        let csv = CsvText::new("f", Arc::new("a,b\nc".to_owned()), b',');
        let records: Vec<Record> = csv.records().collect();
        assert_eq!(records[0].cell(7), "");
        assert_eq!(csv.cell(&records[0], 7).line_and_column(), Some((1, 3)));
    }

    #[test]
    fn wrong_cells_are_told_one_by_one_up_to_a_limit() {
        let text = CsvText::new("f", Arc::new("x,".repeat(150)), b',');
        let mut diagnostics = Diagnostics::default();
        let mut cells = NumberCells::new(&text, DecimalSign::Point);
        let record = text.records().next().unwrap();
        for column in 0..150 {
            assert_eq!(cells.number(&record, column, "r", "c", &mut diagnostics), 0.0);
        }
        cells.finish(&mut diagnostics);
        let messages: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages.len(), TOLD + 1);
        assert_eq!(messages[0], "`x` is not a number, in row `r` and column `c`");
        assert_eq!(messages[TOLD], "50 more cells of this file are not numbers");
    }

    #[test]
    fn the_delimiter_is_the_commonest_sign_outside_quotes() {
        assert_eq!(delimiter("\n\na,b;c,d\n;;;;;"), b',');
        assert_eq!(delimiter("\"Iron, steel, etc.\";b\tc;d"), b';');
        assert_eq!(delimiter("a\tb"), b'\t');
        assert_eq!(delimiter("one"), b',');
        assert_eq!(delimiter(""), b',');
    }
}
