//! Whether a workbook's parts are as they were written. Its container keeps a checksum (CRC-32) of every part, which only reading the
//! part to its end compares; who reads the cells stops where the last of them stands, and a changed byte in a year or a label
//! would look like any other.

use crate::words::{Code, Diagnostic, Place};
use std::io::{Cursor, copy, sink};
use zip::ZipArchive;
use zip::result::ZipError;

/// Says which parts are not as they were written; nothing where all are, and where the file holds no list of parts, which
/// who opens it will say.
pub(super) fn of(file: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let damaged: Vec<usize> = (0..archive.len()).filter(|&at| !is_whole(&mut archive, at)).collect();
    let damaged: Vec<String> = damaged
        .into_iter()
        .map(|at| match archive.name_for_index(at) {
            Some(Ok(name)) => format!("`{name}`"),
            _ => format!("number {}", at + 1),
        })
        .collect();
    if damaged.is_empty() {
        return None;
    }
    let what = if damaged.len() == 1 { "a part is" } else { "parts are" };
    let message = format!("the file is damaged: {what} not as written ({})", damaged.join(", "));
    let help =
        "download it again, or ask for another copy; a spreadsheet program that repairs it may leave wrong figures";
    Some(Diagnostic::new(Code::DAMAGED_FILE, message).help(help).at(Place::file(file)))
}

/// Reads a part to its end, where its checksum is compared. A part that is packed in a way that nobody here unpacks is not damaged.
fn is_whole(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize) -> bool {
    match archive.by_index(at) {
        Ok(mut part) => copy(&mut part, &mut sink()).is_ok(),
        Err(error) => matches!(error, ZipError::UnsupportedArchive(_)),
    }
}
