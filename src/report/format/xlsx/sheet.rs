//! A sheet of a workbook: the rows of a frame, or as many of them as a sheet takes.

use super::look;
use crate::report::format::shown::figures;
use crate::report::wrap::columns as letters;
use crate::words::{Column, ColumnKind, Frame, Value};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::ops::Range;

/// The row of names, the row of units and the first of cells, counted from 0.
pub(super) const NAMES: u32 = 0;
pub(super) const UNITS: u32 = 1;
pub(super) const CELLS: u32 = 2;

/// The rows that a sheet can have, less those of names and units.
const MOST_ROWS: usize = 1_048_576 - CELLS as usize;
/// The letters that the name of a sheet can have.
const MOST_LETTERS: usize = 31;
/// The units of UTF-16 that a cell can have.
const MOST_TEXT: usize = 32_767;
/// Whole numbers up to this size have a double of their own.
const EXACT: u64 = 1 << 53;
/// Columns are at least and at most so many letters wide; longer texts are broken.
const LEAST_WIDTH: usize = 9;
const MOST_WIDTH: usize = 60;
/// Columns at the left stay in sight as long as they are together no wider than this.
const MOST_KEPT: usize = 60;
/// The first sheet, and a name that Excel keeps for itself.
const TAKEN: [&str; 2] = ["About", "History"];

/// A sheet.
pub(super) struct Sheet<'f> {
    /// Its name, which no other has, in capitals or not.
    pub name: String,
    /// The frame that it shows.
    pub frame: &'f Frame,
    /// The rows of the frame that it holds.
    pub rows: Range<usize>,
}

impl<'f> Sheet<'f> {
    /// The sheets of these frames, in their order.
    pub(super) fn of(frames: &[&'f Frame]) -> Vec<Self> {
        Self::of_most(frames, MOST_ROWS)
    }

    /// The same with at most so many rows to a sheet.
    pub(super) fn of_most(frames: &[&'f Frame], most: usize) -> Vec<Self> {
        let mut sheets: Vec<Self> = Vec::new();
        for &frame in frames {
            for part in 0..frame.rows.len().div_ceil(most).max(1) {
                let rows = part * most..frame.rows.len().min((part + 1) * most);
                let name = free_name(&frame.id, &sheets);
                sheets.push(Self { name, frame, rows });
            }
        }
        sheets
    }

    /// Writes names, units and rows.
    pub(super) fn write(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        to.set_name(&self.name)?;
        let mut kept = 0;
        let mut kept_width = 0;
        for (at, column) in (0_u16..).zip(&self.frame.columns) {
            let is_text = column.kind == ColumnKind::Text;
            let (width, is_long) = self.width(usize::from(at));
            to.set_column_width(at, u32::try_from(width).unwrap_or(u32::MAX))?;
            to.set_column_format(at, &look::cells(self.frame, usize::from(at), is_long))?;
            match year(column) {
                Some(year) => {
                    to.write_number_with_format(NAMES, at, f64::from(year), &look::name(is_text))?;
                }
                None => text(to, NAMES, at, &column.name, &look::name(is_text))?,
            }
            text(to, UNITS, at, &column.unit.to_string(), &look::unit(is_text))?;
            if is_text && kept == at && kept_width + width <= MOST_KEPT {
                kept = at + 1;
                kept_width += width;
            }
        }
        let mut below = CELLS;
        for cells in &self.frame.rows[self.rows.clone()] {
            for (at, cell) in (0..).zip(cells) {
                write_cell(to, below, at, cell)?;
            }
            below += 1;
        }
        if let Some(last) = self.last_column() {
            to.autofilter(UNITS, 0, (below - 1).max(UNITS), last)?;
            to.set_freeze_panes(CELLS, kept)?;
        }
        Ok(())
    }

    /// The position of the last column; none where there is no column.
    pub(super) fn last_column(&self) -> Option<u16> {
        u16::try_from(self.frame.columns.len()).ok()?.checked_sub(1)
    }

    /// How wide the column at a position is in letters, and whether its texts are longer than that.
    fn width(&self, at: usize) -> (usize, bool) {
        let column = &self.frame.columns[at];
        let figures = figures(self.frame, at);
        let cells = self.frame.rows[self.rows.clone()].iter().filter_map(|row| row.get(at));
        let longest = cells
            .map(|cell| match cell {
                Value::Empty => 0,
                Value::Text(text) => letters(text),
                Value::Integer(whole) => figures.text(*whole as f64).len(),
                Value::Number(number) => figures.text(*number).len(),
            })
            .max()
            .unwrap_or(0);
        // Names are broken into lines; a button of the filter stands beside the unit.
        let words = column.name.split_whitespace().map(letters).max().unwrap_or(0);
        let name = letters(&column.name).div_ceil(2);
        let unit = letters(&column.unit.to_string()).div_ceil(2) + 3;
        let wanted = longest.max(words).max(name).max(unit) + 2;
        (wanted.clamp(LEAST_WIDTH, MOST_WIDTH), longest > MOST_WIDTH)
    }
}

/// The year that a column is called after, whose name is then a number, so that a chart can lay it where it belongs.
pub(super) fn year(column: &Column) -> Option<i32> {
    column.id.strip_prefix("year_")?.parse().ok()
}

fn write_cell(to: &mut Worksheet, row: u32, column: u16, cell: &Value) -> Result<(), XlsxError> {
    match cell {
        Value::Empty => {}
        Value::Text(text) => {
            to.write_string(row, column, fitting(text))?;
        }
        Value::Integer(whole) if whole.unsigned_abs() > EXACT => {
            to.write_string(row, column, whole.to_string())?;
        }
        Value::Integer(whole) => {
            to.write_number(row, column, *whole as f64)?;
        }
        // The sum takes the sign off a negative zero and changes no other number.
        Value::Number(number) => {
            to.write_number(row, column, number + 0.0)?;
        }
    }
    Ok(())
}

/// Writes a text with a look of its own.
pub(super) fn text(
    to: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    look: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        to.write_blank(row, column, look)?;
    } else {
        to.write_string_with_format(row, column, fitting(text), look)?;
    }
    Ok(())
}

/// As much of a text as a cell takes.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_TEXT {
        return text.to_owned();
    }
    let mut room = MOST_TEXT - 1;
    let fits = |letter: &char| {
        let enough = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        enough
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A name that a sheet can have and no other sheet has.
fn free_name(id: &str, sheets: &[Sheet<'_>]) -> String {
    let allowed = |letter: char| !letter.is_control() && !"[]:*?/\\".contains(letter);
    let plain: String = id.chars().map(|letter| if allowed(letter) { letter } else { '-' }).collect();
    let plain = plain.trim_matches('\'').to_owned();
    let plain = if plain.is_empty() { "table".to_owned() } else { plain };
    let taken = |name: &str| {
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        TAKEN.into_iter().any(same) || sheets.iter().any(|sheet| same(&sheet.name))
    };
    let mut number = 1;
    loop {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let mut name = plain.clone();
        while name.encode_utf16().count() + suffix.len() > MOST_LETTERS {
            name.pop();
        }
        let name = name.trim_end_matches('\'').to_owned() + &suffix;
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(id: &str, rows: usize) -> Frame {
        let mut frame =
            Frame::new(id, "F", vec![crate::words::Column::integer("a", "A", crate::words::Unit::None, "A.")]);
        (0..rows).for_each(|row| frame.push(vec![row.into()]));
        frame
    }

    #[test]
    fn names_of_sheets_are_allowed_short_and_different() {
        let long = "a very long identifier of a table of results";
        let frames =
            ["overview", "Overview", "about", "history", "a/b[c]:*?\\d", "''", long, long, ""].map(|id| frame(id, 1));
        let frames: Vec<&Frame> = frames.iter().collect();
        let names: Vec<String> = Sheet::of(&frames).into_iter().map(|sheet| sheet.name).collect();
        let expected = [
            "overview",
            "Overview-2",
            "about-2",
            "history-2",
            "a-b-c-----d",
            "table",
            "a very long identifier of a tab",
            "a very long identifier of a t-2",
            "table-2",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn rows_that_find_no_room_go_on_in_another_sheet() {
        let (long, none) = (frame("long", 5), frame("none", 0));
        let sheets = Sheet::of_most(&[&long, &none], 2);
        let parts: Vec<(&str, Range<usize>)> =
            sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.rows.clone())).collect();
        assert_eq!(parts, [("long", 0..2), ("long-2", 2..4), ("long-3", 4..5), ("none", 0..0)]);
    }

    #[test]
    fn texts_are_as_long_as_a_cell_takes() {
        assert_eq!(fitting("Información"), "Información");
        let long = fitting(&"𝛼b".repeat(20_000));
        assert!(long.ends_with('…') && long.encode_utf16().count() <= MOST_TEXT);
        assert!(long.encode_utf16().count() >= MOST_TEXT - 1);
    }
}
