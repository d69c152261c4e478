//! Where in an input a message points.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A place in an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The file as the analyst named it.
    pub file: String,
    /// Where in the file.
    pub spot: Spot,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// A stretch of text; the whole text goes along so that an excerpt can be shown.
    Text {
        /// The whole text of the file.
        source: Arc<str>,
        /// Bytes from the first to one past the last.
        span: Range<usize>,
    },
    /// A cell of a workbook.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell as spreadsheets write it: `C14`.
        cell: String,
    },
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), spot: Spot::File }
    }

    /// A stretch of the text of a file.
    pub fn text(file: impl Into<String>, source: Arc<str>, span: Range<usize>) -> Self {
        Self { file: file.into(), spot: Spot::Text { source, span } }
    }

    /// A cell, by the column and row counted from 0.
    pub fn cell(file: impl Into<String>, sheet: impl Into<String>, row: usize, column: usize) -> Self {
        let cell = format!("{}{}", letters(column), row + 1);
        Self { file: file.into(), spot: Spot::Cell { sheet: sheet.into(), cell } }
    }

    /// Line and column of the start, both counted from 1, columns in characters; none for a place without text.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        let Spot::Text { source, span } = &self.spot else { return None };
        let before = source.get(..span.start)?;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}

/// `file:line:column`, as compilers print it; the file alone where there is no text.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.spot, self.line_and_column()) {
            (_, Some((line, column))) => write!(f, "{}:{line}:{column}", self.file),
            (Spot::Cell { sheet, cell }, _) => write!(f, "{}, sheet {sheet}, cell {cell}", self.file),
            _ => f.write_str(&self.file),
        }
    }
}

/// A column's letters as spreadsheets write them: 0 is A, 26 is AA.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(b'A' + u8::try_from(digit).unwrap_or(0));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let at = |span| Place::text("f", "año\nñandú x".into(), span).line_and_column();
        assert_eq!(at(0..1), Some((1, 1)));
        assert_eq!(at(13..14), Some((2, 7)));
        assert_eq!(Place::file("f").line_and_column(), None);
    }

    #[test]
    fn a_place_is_written_as_compilers_do() {
        assert_eq!(Place::text("f.toml", "a\nb = 1".into(), 2..3).to_string(), "f.toml:2:1");
        assert_eq!(Place::cell("t.xlsx", "MIP", 13, 2).to_string(), "t.xlsx, sheet MIP, cell C14");
        assert_eq!(Place::file("f.toml").to_string(), "f.toml");
    }
}
