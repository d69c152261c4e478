//! A workbook for Excel, LibreOffice and whatever else reads Office Open XML: a sheet `About` that says what each sheet and each
//! column is, then a sheet per frame, named by its identifier. Names stand in the first row and units in the second; both stay
//! in sight, the second has filters. Numbers are numbers, whole and exact; formats round them for the eye alone. Percentages are hundredths, as in every file of this program: 12.5 under `%`.
//!
//! Frames of the shapes that users of spreadsheets expect to see drawn have charts of the program that opens them beside their
//! rows: see `chart.rs`. A frame with more rows than a sheet takes goes on in further sheets; a text longer than a cell takes ends
//! with `…`; a whole number beyond 2^53, which spreadsheets round, is a text.
//!
//! Equal frames are equal bytes: the date of creation, which would tell two runs apart, is always the first of January 2000.

mod about;
mod chart;
mod look;
mod sheet;

use super::{Format, Style};
use crate::report::ReportError;
use crate::words::Frame;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use sheet::Sheet;
use std::io;

pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    extension: "xlsx",
    media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    about: "A workbook for Excel: a sheet per table, numbers as numbers, units, filters and charts, with every digit.",
    is_text: false,
    write,
};

/// The columns that a sheet can have.
const MOST_COLUMNS: usize = 16_384;

fn write(frames: &[&Frame], _: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
    if let Some(wide) = frames.iter().find(|frame| frame.columns.len() > MOST_COLUMNS) {
        return Err(ReportError::TooWide { frame: wide.id.clone(), columns: wide.columns.len(), most: MOST_COLUMNS });
    }
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("eslabon").set_creation_datetime(&created));
    let sheets = Sheet::of(frames);
    about::write(book.add_worksheet(), frames, &sheets)?;
    for sheet in &sheets {
        let page = book.add_worksheet();
        sheet.write(page)?;
        chart::insert(sheet, page)?;
    }
    to.write_all(&book.save_to_buffer()?)?;
    Ok(())
}

#[cfg(test)]
mod tests;
