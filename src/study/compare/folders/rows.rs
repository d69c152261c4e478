//! Rows of a CSV file of an earlier result, asked for by the names of their columns; columns that are not asked for may be there.

use crate::words::{Code, Diagnostic, Diagnostics, Place};
use csv::StringRecord;
use std::sync::Arc;

/// A row with the columns that were asked for.
pub(super) struct Row<'r> {
    header: &'r StringRecord,
    record: &'r StringRecord,
    columns: &'r [(&'r str, usize)],
    place: Place,
}

impl<'r> Row<'r> {
    /// The names of all columns of the file.
    pub(super) fn header(&self) -> impl Iterator<Item = &'r str> {
        self.header.iter()
    }

    /// The texts of all of them.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'r str> {
        self.record.iter()
    }

    /// The number of a column that may be missing from the file, none where it is or where the cell is empty; nothing where a message
    /// was added.
    #[allow(clippy::option_option)]
    pub(super) fn further(&self, column: &str, diagnostics: &mut Diagnostics) -> Option<Option<f64>> {
        let at = self.header.iter().position(|name| name == column);
        self.finite(column, at.and_then(|at| self.record.get(at)).unwrap_or_default(), diagnostics)
    }

    /// The text of a column that was asked for.
    pub(super) fn text(&self, column: &str) -> &str {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        found.and_then(|&(_, at)| self.record.get(at)).unwrap_or_default()
    }

    /// The number of a column, none where the cell is empty; nothing where a message was added.
    #[allow(clippy::option_option)]
    pub(super) fn number(&self, column: &str, diagnostics: &mut Diagnostics) -> Option<Option<f64>> {
        self.finite(column, self.text(column), diagnostics)
    }

    // An empty cell is an answer, and a wrong one is none.
    #[allow(clippy::option_option)]
    fn finite(&self, column: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Option<f64>> {
        match text.parse::<f64>() {
            _ if text.is_empty() => Some(None),
            Ok(number) if number.is_finite() => Some(Some(number)),
            _ => {
                self.wrong(format!("`{column}` is `{text}`, which is not a finite number"), diagnostics);
                None
            }
        }
    }

    /// The whole number of a column, none where the cell is empty; nothing where a message was added.
    #[allow(clippy::option_option)]
    pub(super) fn whole(&self, column: &str, diagnostics: &mut Diagnostics) -> Option<Option<i64>> {
        let text = self.text(column);
        match text.parse::<i64>() {
            _ if text.is_empty() => Some(None),
            Ok(whole) => Some(Some(whole)),
            Err(_) => {
                self.wrong(format!("`{column}` is `{text}`, which is not a whole number"), diagnostics);
                None
            }
        }
    }

    /// Says what is wrong with the row.
    pub(super) fn wrong(&self, message: String, diagnostics: &mut Diagnostics) {
        diagnostics.push(told(message, self.place.clone()));
    }
}

/// Goes through the rows of a text, and says where columns are missing or a row has more or fewer cells than there are columns.
pub(super) fn each_row(
    file: &str,
    text: &str,
    columns: &[&str],
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(&Row<'_>, &mut Diagnostics),
) {
    let source: Arc<str> = text.into();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    // A text is UTF-8, and rows may have any width here: nothing else can go wrong in reading them.
    let mut next = |record: &mut StringRecord| reader.read_record(record).unwrap_or(false);
    if !next(&mut record) {
        diagnostics.push(told("the file is empty".to_owned(), Place::file(file)));
        return;
    }
    let (header, width) = (record.clone(), record.len());
    let found: Vec<(&str, Option<usize>)> =
        columns.iter().map(|&column| (column, header.iter().position(|name| name == column))).collect();
    let missing: Vec<&str> = found.iter().filter(|(_, at)| at.is_none()).map(|(column, _)| *column).collect();
    if !missing.is_empty() {
        let message = match missing[..] {
            [one] => format!("the column {one} is missing"),
            _ => format!("the columns {} are missing", missing.join(", ")),
        };
        diagnostics.push(told(message, line(file, &source, &record)));
        return;
    }
    let columns: Vec<(&str, usize)> = found.into_iter().filter_map(|(column, at)| Some((column, at?))).collect();
    while next(&mut record) {
        let place = line(file, &source, &record);
        if record.len() != width {
            diagnostics.push(told(format!("this row has {} cells for {width} columns", record.len()), place));
            continue;
        }
        take(&Row { header: &header, record: &record, columns: &columns, place }, diagnostics);
    }
}

/// Where a row stands.
fn line(file: &str, source: &Arc<str>, record: &StringRecord) -> Place {
    let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    // A row begins after the line end of the one before, which the reader counts to it.
    let rest = source.get(start..).unwrap_or_default();
    let start = start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let length = source.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Place::text(file, source.clone(), start..start + length)
}

fn told(message: String, place: Place) -> Diagnostic {
    Diagnostic::new(Code::RESULT_FILE, message)
        .at(place)
        .help("run the scenarios again, or name a folder whose files were not edited")
}
