//! A large file of numbers, read band by band, so that its text is never held as a whole: while one band is being read, the one before
//! is turned into numbers and goes into the checksum.
//!
//! Memory that is used again costs nothing, and fresh memory for a text takes longer than reading it. What is not plain is left to the
//! other ways, and so is whatever messages would have to point at, for they show the text.

use super::{LARGE, Lines, NumberGrid, PIECE, Row, Rows, pieces, put, room};
use crate::table::reader::banded;
use crate::table::reader::csv_text::{CsvText, Record, delimiter};
use crate::table::reader::number::DecimalSign;
use nalgebra::DMatrix;
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::str;
use std::sync::Arc;

/// So many bytes are read at once: eight pieces, which stay in the caches until they are numbers.
const BAND: usize = 8 * PIECE;

/// A file that was read without keeping its text.
#[derive(Debug)]
pub(in crate::table::reader) struct Banded {
    pub(in crate::table::reader) grid: NumberGrid,
    pub(in crate::table::reader) delimiter: u8,
    /// SHA-256 of the bytes that were read, in hexadecimal digits.
    pub(in crate::table::reader) checksum: String,
}

impl Banded {
    /// Reads a large file with a decimal point. Gives nothing where it is small, cannot be read or is not plain.
    pub(in crate::table::reader) fn read(path: &Path) -> Option<Self> {
        let length = usize::try_from(fs::metadata(path).ok().filter(fs::Metadata::is_file)?.len()).ok()?;
        if length < LARGE {
            return None;
        }
        // From outside, every division of the work would enter the pool of threads anew.
        rayon::scope(|_| by_bands(path, length, BAND))
    }
}

/// A file of about this length by bands of that one.
fn by_bands(path: &Path, length: usize, band: usize) -> Option<Banded> {
    let mut growing: Option<Growing> = None;
    let checksum = banded::read(path, band, |text| {
        if let Some(growing) = &mut growing {
            return growing.take(text);
        }
        let first = Growing::begin(text, length)?;
        let body = first.read;
        growing.insert(first).take(&text[body..])
    })?;
    growing.map(|read| Banded { delimiter: read.delimiter, grid: read.into_grid(), checksum })
}

/// What has been read so far.
struct Growing {
    delimiter: u8,
    header: Record,
    rows: Vec<Row>,
    complete: bool,
    values: DMatrix<f64>,
    /// How many bytes have been read.
    read: usize,
    /// The rows of the last pieces, whose room is used again.
    pieces: Vec<Rows>,
}

impl Growing {
    /// Reads the header. Gives nothing where the rest of the text might say how it is to be read, or cannot have a row for each column.
    fn begin(text: &[u8], length: usize) -> Option<Self> {
        let sample = &text[..text.len().min(2 * PIECE)];
        let end = sample.iter().rposition(|byte| *byte == b'\n')? + 1;
        let sample = str::from_utf8(&sample[..end]).ok()?;
        let delimiter = delimiter(sample);
        // Beside semicolons a comma anywhere may be the decimal sign.
        if delimiter == b';' || sample.starts_with('\u{feff}') {
            return None;
        }
        let (header, body) = CsvText::new("", Arc::new(sample.to_owned()), delimiter).first()?;
        let columns = header.len().saturating_sub(1);
        // A column without a name, and a row of another length or without a label below, are told with the cells that stand there. A header
        // whose end is not in sight may go on. Every cell takes a byte at least.
        if header.cells().any(str::is_empty) || body >= end || columns == 0 || columns.checked_mul(columns)? > length {
            return None;
        }
        // Tables have nearly as many rows as columns, and room that is not used costs nothing.
        let values = room(columns + columns / 32 + 64, columns);
        Some(Self { delimiter, header, rows: Vec::new(), complete: true, values, read: body, pieces: Vec::new() })
    }

    /// Reads whole lines. Gives nothing where they are not plain or more than there is room for.
    fn take(&mut self, text: &[u8]) -> Option<()> {
        let cuts = pieces(text, 0, PIECE);
        let pieces: Vec<&[usize]> = cuts.windows(2).collect();
        self.pieces.resize_with(self.pieces.len().max(pieces.len()), Rows::default);
        let (columns, delimiter) = (self.values.ncols(), self.delimiter);
        let read = &mut self.pieces[..pieces.len()];
        read.par_iter_mut().zip(&pieces).try_for_each(|(rows, piece)| {
            let source = str::from_utf8(&text[piece[0]..piece[1]]).ok()?;
            Lines { source, delimiter, sign: DecimalSign::Point, columns }.read_into(rows, 0, source.len())
        })?;
        let is_plain = |row: &Row| row.width == columns + 1 && !row.label.is_empty();
        if !read.iter().all(|rows| rows.list.iter().all(is_plain)) {
            return None;
        }
        put(read, self.rows.len(), &mut self.values, true)?;
        for (rows, piece) in read.iter_mut().zip(&pieces) {
            self.complete &= rows.complete;
            self.rows.extend(rows.list.drain(..).map(|row| Row { start: row.start + self.read + piece[0], ..row }));
        }
        self.read += text.len();
        Some(())
    }

    fn into_grid(self) -> NumberGrid {
        NumberGrid { header: self.header, rows: self.rows, complete: self.complete, values: self.values }
    }
}

#[cfg(test)]
mod tests {
    use super::super::careful;
    use super::super::tests::parts;
    use super::*;
    use crate::table::reader::bundle;
    use proptest::prelude::*;

    /// By bands of this length, if they are plain; and then it must be what the careful way gives.
    fn both(source: &str, band: usize) -> Option<Banded> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        fs::write(&path, source).unwrap();
        let read = by_bands(&path, source.len(), band)?;
        let text = CsvText::new("f.csv", Arc::new(source.to_owned()), read.delimiter);
        let slow = careful(&text, DecimalSign::Point, text.first().unwrap().0);
        let mut fast = read.grid.clone();
        fast.values = fast.values.clone().resize_vertically(fast.rows.len(), 0.0);
        let (mut fast, slow) = (parts(&fast), parts(&slow));
        // The csv crate counts line ends before a record to it.
        for (fast, slow) in fast.1.iter_mut().zip(&slow.1) {
            let between = source.get(slow.start..fast.start).unwrap_or("x");
            assert!(between.chars().all(|letter| matches!(letter, '\n' | '\r')), "{between:?} in {source:?}");
            fast.start = slow.start;
        }
        assert_eq!(fast, slow, "{source:?}");
        assert_eq!(read.checksum, bundle::checksum(source.as_bytes()));
        Some(read)
    }

    #[test]
    fn bands_end_anywhere_and_the_table_is_the_same() {
        let source = "code,A,\"B\",F\r\nA,1,2.5,-3\r\n\"B\",0.125,1e3,\n\nV,n.d.,7,8";
        for band in 16..80 {
            let read = both(source, band).unwrap();
            assert!(!read.grid.complete && read.grid.rows.len() == 3, "{band}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_others() {
        let table = "code,A,B\nA,1,2\nB,3,4\n";
        assert!(both(table, 16).is_some());
        for (source, why) in [
            ("", "nothing"),
            ("code,A", "a header that may go on"),
            ("\u{feff}code,A,B\nA,1,2\nB,3,4\n", "a mark of the order of bytes"),
            ("code;A;B\nA;1;2\nB;3;4\n", "commas may be decimal signs"),
            ("code,A,B\nA,1,2\n\"B\n\",3,4\n", "a line end within quotes"),
            ("code,A,B\nA,1\nB,3,4\n", "too few cells"),
            ("code,A,B\nA,1,2,\nB,3,4\n", "too many cells"),
            ("code,A,\nA,1,2\nB,3,4\n", "a column without a name"),
            (",A,B\nA,1,2\nB,3,4\n", "labels without a name"),
            ("code,A,B\nA,1,2\n,3,4\n", "a row without a label"),
            ("code,\"A\nB\",C\nA,1,2\n", "a header of two lines"),
        ] {
            assert!(both(source, 16).is_none(), "{why}");
        }
        let short = format!("code,A\n{}", "x,1\n".repeat(70));
        assert!(both(&short, 64).is_none(), "more rows than there is room for");
        let wrong = tempfile::NamedTempFile::new().unwrap();
        fs::write(&wrong, b"code,A\nA,1\nB\xf1,2\n").unwrap();
        assert!(by_bands(wrong.path(), 30, 64).is_none(), "no text");
        assert!(Banded::read(wrong.path()).is_none(), "small");
        assert!(by_bands(Path::new("/none"), 30, 64).is_none());
    }

    /// Real bands, of several pieces.
    #[test]
    fn a_large_file_is_the_same() {
        let line = |label: &str| format!("{label}{}\n", ",1234.567890123".repeat(1000));
        let codes: Vec<String> = (0..1000).map(|at| format!("S{at}")).collect();
        let mut source = format!("c,{}\n", codes.join(","));
        while source.len() < LARGE + LARGE / 2 {
            source.push_str(&line("R"));
        }
        assert!(both(&source, BAND).is_some_and(|read| read.grid.complete));
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, &source).unwrap();
        assert!(Banded::read(file.path()).is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Tables of cells, which are all read by bands, wherever these end.
        #[test]
        fn bands_are_careful_on_tables(
            cells in prop::collection::vec(prop::sample::select(vec![
                "1", "-2.5", "0.1", "1e3", "", "-", " 7 ", "\"8\"", "x", "ñ", "\"9.5\"\"\"", "123456789.125",
            ]), 2 * 12),
            end in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
            band in 40_usize..160,
        ) {
            let lines: Vec<String> = cells.chunks(2).map(|cells| format!("R,{}", cells.join(","))).collect();
            let source = format!("c,A,B{end}{}{end}", lines.join(end));
            prop_assert!(both(&source, band).is_some());
        }

        /// Whatever stands in a text and wherever a band ends.
        #[test]
        fn bands_are_careful(
            pieces in prop::collection::vec(prop::sample::select(vec![
                ",", ",", "\n", "\n", "\r\n", "\r", "\"", "a", "1", "-2.5", "0.1", "1e3", "-", " ", "ñ", "\"x\"", "1,2\n", "b,3,4\n",
            ]), 0..30),
            head in prop::sample::select(vec!["", "c,A\n", "c,A,B\r\n"]),
            band in 8_usize..64,
        ) {
            both(&format!("{head}{}", pieces.concat()), band);
        }
    }
}
