//! A text of numbers under labels, every cell of it read once.
//!
//! Most files of figures are plain: cells that are digits, one line for each row. Those are read quickly, line by line, a large file by
//! several threads. Whatever is not so (a line end within quotes, rows of too few cells) sends the whole text the careful way, cell by
//! cell; a test compares both. Neither says anything: a cell without a number is marked, and whoever needs it asks [`NumberCells`] for
//! the message.
//!
//! Beside the text, one number for each cell is kept, and never a second time the cells of the whole file. Of a large file that is
//! plain not even the text is (`bands`).
//!
//! [`NumberCells`]: super::csv_text::NumberCells

use super::csv_text::{CsvText, Record};
use super::decimal;
use super::number::{DecimalSign, number};
use nalgebra::DMatrix;
use rayon::prelude::*;
use std::borrow::Cow;

mod bands;

pub(super) use bands::Banded;

/// The length of a text from which threads share it.
pub(super) const LARGE: usize = 1 << 22;

/// About so many bytes are one piece of work.
const PIECE: usize = 1 << 19;

/// So many pieces are read before their numbers are put in place: enough for all threads, few beside the whole.
const BESIDE: usize = 32;

/// So many neighbouring columns are filled together: their numbers lie in one line of the cache.
const STRIP: usize = 8;

/// A text of numbers under labels.
#[derive(Debug, Clone)]
pub(super) struct NumberGrid {
    pub(super) header: Record,
    /// The rows below that are not blank.
    pub(super) rows: Vec<Row>,
    /// Whether there is a cell for every row under every label of the header, and all but the labels are numbers.
    pub(super) complete: bool,
    /// A number for each row and each column behind the first; not a number where the cell is none. Empty where a row has too few cells.
    /// Below the last row there may be room for more.
    values: DMatrix<f64>,
}

/// A row of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its first cell.
    pub(super) label: String,
    /// How many cells it has.
    pub(super) width: usize,
    /// The byte at which it begins.
    pub(super) start: usize,
}

/// Some rows with their numbers, row by row.
#[derive(Default)]
struct Rows {
    list: Vec<Row>,
    values: Vec<f64>,
    complete: bool,
}

impl NumberGrid {
    /// Reads a text. Gives nothing where it has no header.
    pub(super) fn read(text: &CsvText, sign: DecimalSign) -> Option<Self> {
        let (header, body) = text.first()?;
        Some(quick(text, sign, &header, body).unwrap_or_else(|| careful(text, sign, header)))
    }

    /// The number in a cell, the columns counted from that of the labels; nothing where there is none.
    pub(super) fn number(&self, row: usize, column: usize) -> Option<f64> {
        let value = self.values.get((row, column.checked_sub(1)?))?;
        (!value.is_nan()).then_some(*value)
    }

    /// The numbers of a column, row by row; not a number where a cell is none.
    pub(super) fn column(&self, column: usize) -> &[f64] {
        let height = self.values.nrows();
        let start = column.saturating_sub(1) * height;
        self.values.as_slice().get(start..start + height).unwrap_or_default()
    }

    /// The numbers where these rows and columns meet, zero where there is none.
    pub(super) fn block(&self, rows: &[usize], columns: &[usize]) -> DMatrix<f64> {
        DMatrix::from_fn(rows.len(), columns.len(), |i, j| self.number(rows[i], columns[j]).unwrap_or(0.0))
    }

    /// The same, in the storage that is there where the block stands at the top left, as it usually does.
    pub(super) fn into_block(self, rows: &[usize], columns: &[usize]) -> DMatrix<f64> {
        let in_place = self.complete
            && rows.iter().copied().eq(0..rows.len())
            && columns.iter().copied().eq(1..=columns.len())
            && rows.len() <= self.values.nrows()
            && columns.len() <= self.values.ncols();
        if in_place { self.values.resize(rows.len(), columns.len(), 0.0) } else { self.block(rows, columns) }
    }
}

/// The slow definition: record by record, cell by cell.
fn careful(text: &CsvText, sign: DecimalSign, header: Record) -> NumberGrid {
    let columns = header.len().saturating_sub(1);
    let mut read = Rows { complete: true, ..Rows::default() };
    let mut full = true;
    for record in text.records().skip(1) {
        read.list.push(Row { label: record.cell(0).to_owned(), width: record.len(), start: record.start() });
        full &= record.len() > columns;
        if full {
            let numbers = (1..=columns).map(|column| number(record.cell(column), sign).unwrap_or(f64::NAN));
            read.values.extend(numbers);
        } else {
            // A header of many columns over many short rows would take room that the text does not.
            read.values = Vec::new();
        }
    }
    let complete = full && read.values.iter().all(|value| !value.is_nan());
    let (rows, columns) = if full { (read.list.len(), columns) } else { (0, 0) };
    let values = DMatrix::from_row_slice(rows, columns, &read.values);
    NumberGrid { header, rows: read.list, complete, values }
}

/// Line by line. Gives nothing where that may not be what the careful way gives.
fn quick(text: &CsvText, sign: DecimalSign, header: &Record, body: usize) -> Option<NumberGrid> {
    let columns = header.len().saturating_sub(1);
    let source = text.source();
    // The mark of the order of bytes is passed over where bytes are counted.
    if source.starts_with('\u{feff}') {
        return None;
    }
    let lines = Lines { source, delimiter: text.delimiter(), sign, columns };
    let shared = source.len() - body >= LARGE;
    let pieces = pieces(source.as_bytes(), body, if shared { PIECE } else { source.len() });
    // A byte holds the count of 255 others, and so many of them are added up by one instruction.
    let count = |piece: &[u8]| -> usize {
        piece.chunks(255).map(|few| usize::from(few.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>())).sum()
    };
    let ends: usize = if shared {
        pieces.par_windows(2).map(|piece| count(&source.as_bytes()[piece[0]..piece[1]])).sum()
    } else {
        count(&source.as_bytes()[body..])
    };
    let most = ends + usize::from(!source.ends_with('\n'));
    // Every cell takes a byte at least: a text that is shorter than this has rows that are blank or too short.
    if most.checked_mul(columns + 1)? > source.len() - body + 1 {
        return None;
    }
    let mut values = room(most, columns);
    let mut read = Rows { complete: true, ..Rows::default() };
    let pieces: Vec<&[usize]> = pieces.windows(2).collect();
    for band in pieces.chunks(BESIDE) {
        let band: Option<Vec<Rows>> = if shared {
            band.par_iter().map(|piece| lines.read(piece[0], piece[1])).collect()
        } else {
            band.iter().map(|piece| lines.read(piece[0], piece[1])).collect()
        };
        let band = band?;
        put(&band, read.list.len(), &mut values, shared)?;
        for piece in band {
            read.list.extend(piece.list);
            read.complete &= piece.complete;
        }
    }
    let values = values.resize_vertically(read.list.len(), 0.0);
    Some(NumberGrid { header: header.clone(), rows: read.list, complete: read.complete, values })
}

/// Zeros in memory that the system hands over where it is first used, by several threads; nalgebra's own zeros are all written at once.
fn room(rows: usize, columns: usize) -> DMatrix<f64> {
    DMatrix::from_vec(rows, columns, vec![0.0; rows * columns])
}

/// Where pieces of about this length begin and end, each behind a line end.
fn pieces(source: &[u8], body: usize, length: usize) -> Vec<usize> {
    let mut cuts = vec![body];
    let mut at = body;
    while at < source.len() {
        let rest = &source[(at + length).min(source.len())..];
        let more = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
        at = source.len() - rest.len() + more;
        cuts.push(at);
    }
    cuts
}

/// Puts the numbers of some pieces into columns, from this row on. Gives nothing where there are more rows than was thought.
fn put(pieces: &[Rows], first: usize, values: &mut DMatrix<f64>, shared: bool) -> Option<()> {
    let (height, columns) = values.shape();
    if first + pieces.iter().map(|piece| piece.list.len()).sum::<usize>() > height {
        return None;
    }
    if columns == 0 || height == 0 {
        return Some(());
    }
    let strip = |(nth, strip): (usize, &mut [f64])| {
        let lines = pieces.iter().flat_map(|piece| piece.values.chunks_exact(columns));
        for (row, line) in (first..).zip(lines) {
            for (column, value) in strip.chunks_exact_mut(height).zip(&line[nth * STRIP..]) {
                column[row] = *value;
            }
        }
    };
    if shared {
        values.as_mut_slice().par_chunks_mut(STRIP * height).enumerate().for_each(strip);
    } else {
        values.as_mut_slice().chunks_mut(STRIP * height).enumerate().for_each(strip);
    }
    Some(())
}

/// How lines are read.
struct Lines<'t> {
    source: &'t str,
    delimiter: u8,
    sign: DecimalSign,
    columns: usize,
}

impl<'t> Lines<'t> {
    /// The rows from one line's beginning to another's. Gives nothing where a quote is not closed in its line or a row is too short.
    fn read(&self, at: usize, end: usize) -> Option<Rows> {
        let mut read = Rows::default();
        self.read_into(&mut read, at, end)?;
        Some(read)
    }

    /// The same in the place of other rows.
    fn read_into(&self, read: &mut Rows, mut at: usize, end: usize) -> Option<()> {
        read.list.clear();
        read.values.clear();
        read.complete = true;
        while at < end {
            if self.ends_row(at) {
                at += 1;
            } else {
                at = self.row(at, read)?;
            }
        }
        Some(())
    }

    /// Whether a row ends here: both signs of line ends do that, and the end of the text.
    fn ends_row(&self, at: usize) -> bool {
        matches!(self.source.as_bytes().get(at), None | Some(b'\n' | b'\r'))
    }

    /// Reads a row, if it is not blank, and gives where it ends.
    fn row(&self, start: usize, read: &mut Rows) -> Option<usize> {
        let (label, mut at) = self.cell(start)?;
        let label = label.trim();
        let (kept, mut width, mut blank) = (read.values.len(), 1, label.is_empty());
        while !self.ends_row(at) {
            // Behind the delimiter.
            at += 1;
            let value;
            (value, at) = self.number(at, &mut blank)?;
            if width <= self.columns {
                read.complete &= !value.is_nan();
                read.values.push(value);
            }
            width += 1;
        }
        if blank {
            read.values.truncate(kept);
        } else if width <= self.columns {
            return None;
        } else {
            read.list.push(Row { label: label.to_owned(), width, start });
        }
        Some(at)
    }

    /// The number in the cell that begins here, and where the cell ends.
    #[inline]
    fn number(&self, at: usize, blank: &mut bool) -> Option<(f64, usize)> {
        let point = match self.sign {
            DecimalSign::Point => b'.',
            DecimalSign::Comma => b',',
        };
        let bytes = self.source.as_bytes();
        if let Some((value, length)) = bytes.get(at..).and_then(|rest| decimal::plain(rest, point)) {
            let end = at + length;
            if bytes.get(end) == Some(&self.delimiter) || self.ends_row(end) {
                *blank = false;
                return Some((value, end));
            }
        }
        let (cell, end) = self.cell(at)?;
        let cell = cell.trim();
        *blank &= cell.is_empty();
        Some((number(cell, self.sign).unwrap_or(f64::NAN), end))
    }

    /// The text of the cell that begins here, and where it ends. Gives nothing where it begins with a quote that is not closed at its
    /// end, or only in another line.
    fn cell(&self, start: usize) -> Option<(Cow<'t, str>, usize)> {
        let bytes = self.source.as_bytes();
        let ends_cell = |at: usize| self.ends_row(at) || bytes.get(at) == Some(&self.delimiter);
        if bytes.get(start) != Some(&b'"') {
            let end = (start..=bytes.len()).find(|&at| ends_cell(at))?;
            return Some((Cow::Borrowed(self.source.get(start..end)?), end));
        }
        let (mut at, mut doubled) = (start + 1, false);
        loop {
            match bytes.get(at)? {
                b'\n' | b'\r' => return None,
                b'"' if bytes.get(at + 1) == Some(&b'"') => {
                    doubled = true;
                    at += 2;
                }
                b'"' => break,
                _ => at += 1,
            }
        }
        let inside = self.source.get(start + 1..at)?;
        let inside = if doubled { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
        ends_cell(at + 1).then_some((inside, at + 1))
    }
}

#[cfg(test)]
mod tests;
