//! A workbook file (`.xlsx`): opened once, each sheet read once, cell by cell.

use super::damage;
use super::sheet::{Cell, Sheet};
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::resume_unwind;
use std::thread::Builder;

/// How the zip container of every `.xlsx` file starts.
const ZIP: &[u8] = b"PK\x03\x04";
/// How the container of `.xls` files and of files with a password starts.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Workbook {
    /// The file as the analyst named it.
    pub(super) file: String,
    /// The sheets in the order of the workbook, hidden ones too.
    pub(super) sheets: Vec<Sheet>,
}

/// Whether the first bytes of a file are those of a workbook.
pub(super) fn starts_like_one(first: &[u8]) -> bool {
    first.starts_with(ZIP) || first.starts_with(OLE)
}

impl Workbook {
    /// Reads a file's bytes.
    pub(super) fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let unreadable = |message: &str, help: &str| unreadable(file, message, help);
        if bytes.starts_with(OLE) {
            return Err(unreadable(
                "the file is a workbook of the older kind .xls, or one with a password",
                "open it in a spreadsheet program and save it as .xlsx without a password",
            )
            .into());
        }
        if !bytes.starts_with(ZIP) {
            let message = if bytes.is_empty() { "the file is empty" } else { "the file is no .xlsx workbook" };
            return Err(unreadable(message, "download it again, or save it as .xlsx in a spreadsheet program").into());
        }
        // Whether the parts are whole is found out beside the reading, on a thread of its own: the pool takes longer to start.
        std::thread::scope(|scope| {
            let look = || damage::of(file, bytes);
            let beside = Builder::new().spawn_scoped(scope, look);
            let read = Self::read(file, bytes);
            let damage =
                beside.map_or_else(|_| look(), |beside| beside.join().unwrap_or_else(|panic| resume_unwind(panic)));
            // What is wrong in a damaged file follows from the damage.
            damage.map_or(read, |damage| Err(damage.into()))
        })
    }

    fn read(file: &str, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let again = "download it again, or open it in a spreadsheet program and save it as .xlsx";
        let unreadable = |message: &str| unreadable(file, message, again);
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))
            .map_err(|error| unreadable(&format!("the file cannot be read as an .xlsx workbook: {error}")))?;
        let names: Vec<String> = workbook
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        let (mut sheets, mut problems) = (Vec::with_capacity(names.len()), Diagnostics::default());
        for name in names {
            match read_sheet(&mut workbook, &name) {
                Ok(sheet) => sheets.push(sheet),
                Err(XlsxError::NotAWorksheet(_)) => {}
                Err(error) => {
                    problems.push(unreadable(&format!("the sheet `{name}` cannot be read: {error}")));
                }
            }
        }
        if problems.is_empty() { Ok(Self { file: file.to_owned(), sheets }) } else { Err(problems) }
    }

    /// A cell, for a message.
    pub(super) fn place(&self, sheet: usize, row: usize, column: usize) -> Place {
        let name = self.sheets.get(sheet).map_or("", |sheet| &sheet.name);
        Place::cell(self.file.clone(), name, row, column)
    }
}

fn unreadable(file: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::UNREADABLE_FILE, message).help(help.to_owned()).at(Place::file(file))
}

fn read_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(name);
    let mut cells = workbook.worksheet_cells_reader(name)?;
    // Values and formulas come in the same pass, so that a formula without a result is not taken for an empty cell.
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        if let Some(cell) = cell(&record.value, record.formula.is_some()) {
            sheet.push(record.pos.0 as usize, record.pos.1 as usize, cell);
        }
    }
    sheet.sort();
    Ok(sheet)
}

/// What a cell holds; nothing where it is empty or blank.
fn cell(value: &DataRef<'_>, formula: bool) -> Option<Cell> {
    let text = |text: &str| match text.trim() {
        // Programs that do not calculate write an empty text for the result of a formula.
        "" => formula.then_some(Cell::NotCalculated),
        text => Some(Cell::Text(text.into())),
    };
    let other = |what: String| Some(Cell::Other(what.into()));
    match value {
        DataRef::Empty if formula => Some(Cell::NotCalculated),
        DataRef::Empty => None,
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        // How a number is to be shown, as a date or not, is no part of it.
        DataRef::DateTime(date) => Some(Cell::Number(date.as_f64())),
        DataRef::SharedString(string) => text(string),
        DataRef::String(string) | DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => text(string),
        DataRef::Bool(true) => other("the truth value TRUE".to_owned()),
        DataRef::Bool(false) => other("the truth value FALSE".to_owned()),
        DataRef::Error(error) => other(format!("the error {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        let problems = Workbook::from_bytes("f.xlsx", bytes).unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert_eq!((problem.code, problems.iter().len()), (Code::UNREADABLE_FILE, 1));
        assert!(problem.help.is_some() && problem.place == Some(Place::file("f.xlsx")));
        problem.message.clone()
    }

    #[test]
    fn what_is_no_workbook_is_said_to_be_none() {
        assert_eq!(told(b""), "the file is empty");
        assert_eq!(told(b"code;name"), "the file is no .xlsx workbook");
        assert!(told(OLE).contains(".xls"));
        assert!(told(b"PK\x03\x04 and then nothing of a zip").contains("cannot be read as an .xlsx workbook"));
    }

    #[test]
    fn blanks_are_empty_and_a_formula_without_a_result_is_not() {
        assert_eq!(cell(&DataRef::SharedString(" \u{a0}"), false), None);
        assert_eq!(cell(&DataRef::Empty, true), Some(Cell::NotCalculated));
        assert_eq!(cell(&DataRef::String(String::new()), true), Some(Cell::NotCalculated));
        assert_eq!(cell(&DataRef::Float(2.0), true), Some(Cell::Number(2.0)));
        assert_eq!(cell(&DataRef::SharedString(" x "), false), Some(Cell::Text("x".into())));
    }
}
