//! The first sheet of a workbook: which program wrote it, and what every sheet and every column is.

use super::look;
use super::sheet::{Sheet, text};
use crate::report::provenance::version;
use crate::words::Frame;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

const HEADERS: [(&str, u32); 4] = [("Sheet", 24), ("Column", 32), ("Unit", 24), ("What it is", 100)];

/// Writes the sheet: per sheet its title, its notes and its columns, one below another.
pub(super) fn write(to: &mut Worksheet, frames: &[&Frame], sheets: &[Sheet<'_>]) -> Result<(), XlsxError> {
    const HEADER: u32 = 3;
    to.set_name("About")?;
    text(to, 0, 0, "About this workbook", &look::title())?;
    let program = format!(
        "Written by eslabon {}. Numbers are those of the CSV files, with every digit; their formats round them for the eye.",
        version()
    );
    text(to, 1, 0, &program, &rust_xlsxwriter::Format::new())?;
    for (at, (header, width)) in (0..).zip(HEADERS) {
        to.set_column_width(at, width)?;
        text(to, HEADER, at, header, &look::name(true))?;
    }
    let plain = look::lines();
    let mut row = HEADER + 1;
    for &frame in frames {
        // The parts of a frame that takes several sheets stand under the name of the first.
        let Some(sheet) = sheets.iter().find(|sheet| std::ptr::eq(sheet.frame, frame)) else { continue };
        let link = Url::new(format!("internal:'{}'!A1", sheet.name.replace('\'', "''"))).set_text(&sheet.name);
        to.write_url(row, 0, link)?;
        text(to, row, 3, &frame.title, &look::lines().set_bold())?;
        row += 1;
        for note in &frame.notes {
            text(to, row, 0, &sheet.name, &plain)?;
            text(to, row, 3, note, &look::lines().set_italic())?;
            row += 1;
        }
        for column in &frame.columns {
            let unit = column.unit.to_string();
            for (at, part) in (0..).zip([&sheet.name, &column.name, &unit, &column.description]) {
                text(to, row, at, part, &plain)?;
            }
            row += 1;
        }
    }
    to.autofilter(HEADER, 0, row - 1, 3)?;
    to.set_freeze_panes(HEADER + 1, 0)?;
    Ok(())
}
