//! Labels that must each stand exactly once: the header of a file, or the first column of its rows.

use super::csv_text::{CsvText, Record};
use crate::table::label::shortened;
use crate::words::{Code, Diagnostic, Diagnostics, Place, suggestion};
use std::collections::HashMap;

/// The labels that are due, each with what it stands for, and those that were found.
pub(super) struct Labels<'l, S> {
    /// What a label names: `column` or `row`.
    what: &'static str,
    due: Vec<(&'l str, S)>,
    positions: HashMap<&'l str, usize>,
    found: Vec<bool>,
    wrong: usize,
}

/// So many wrong labels of one file are reported one by one, and so many missing ones by name.
const TOLD: usize = 100;

impl<'l, S: Copy> Labels<'l, S> {
    /// The labels that are due; that they differ from one another is checked where they are defined.
    pub(super) fn new(what: &'static str, due: Vec<(&'l str, S)>) -> Self {
        let positions = due.iter().enumerate().map(|(at, (label, _))| (*label, at)).collect();
        let found = vec![false; due.len()];
        Self { what, due, positions, found, wrong: 0 }
    }

    /// What a label stands for. Says where it is not due, or stands a second time.
    pub(super) fn take(
        &mut self,
        label: &str,
        place: impl FnOnce() -> Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<S> {
        let diagnostic = match self.positions.get(label) {
            Some(&at) if !self.found[at] => {
                self.found[at] = true;
                return Some(self.due[at].1);
            }
            _ if self.wrong >= TOLD => None,
            Some(_) => Some(twice(self.what, label)),
            None => {
                let due = self.due.iter().map(|(label, _)| *label);
                let help = suggestion(label, due, "the labels are those of sectors.csv and table.toml");
                let message = format!("no {} is called `{}`", self.what, shortened(label));
                Some(Diagnostic::new(Code::TABLE_SHAPE, message).help(help))
            }
        };
        self.wrong += 1;
        if let Some(diagnostic) = diagnostic {
            diagnostics.push(diagnostic.at(place()));
        }
        None
    }

    /// Says every label that is due and was not found, and how many wrong ones were not reported.
    pub(super) fn finish(self, place: &Place, diagnostics: &mut Diagnostics) {
        let missing: Vec<&str> =
            self.due.iter().zip(&self.found).filter(|(_, found)| !**found).map(|((label, _), _)| *label).collect();
        if !missing.is_empty() {
            diagnostics.push(self::missing(self.what, &missing).at(place.clone()));
        }
        if self.wrong > TOLD {
            let message = format!("{} more {}s have wrong labels", self.wrong - TOLD, self.what);
            diagnostics.push(
                Diagnostic::new(Code::TABLE_SHAPE, message)
                    .at(place.clone())
                    .help("check that sectors.csv and table.csv belong to one another"),
            );
        }
    }
}

/// A label stands a second time.
pub(super) fn twice(what: &str, label: &str) -> Diagnostic {
    Diagnostic::new(Code::TABLE_SHAPE, format!("the {what} `{}` stands twice", shortened(label)))
        .help("keep one of the two")
}

/// Labels do not stand where they are due.
pub(super) fn missing(what: &str, labels: &[&str]) -> Diagnostic {
    let named = labels.iter().take(TOLD).map(|label| format!("`{}`", shortened(label))).collect::<Vec<_>>().join(", ");
    let more = if labels.len() > TOLD { format!(" and {} more", labels.len() - TOLD) } else { String::new() };
    let (message, help) = match labels.len() {
        1 => (format!("the {what} {named} is missing"), format!("add a {what} with this label")),
        _ => (format!("the {what}s {named}{more} are missing"), format!("add a {what} for each of these labels")),
    };
    Diagnostic::new(Code::TABLE_SHAPE, message).help(help)
}

/// A file without anything in it.
pub(super) fn no_header(text: &CsvText, columns: &str) -> Diagnostic {
    Diagnostic::new(Code::TABLE_SHAPE, "the file is empty")
        .at(text.place())
        .help(format!("the first line holds the names of the columns: {columns}"))
}

/// Reads a header. Gives what each column stands for, with nothing for a column that is wrong or has no name.
pub(super) fn header<S: Copy>(
    text: &CsvText,
    record: &Record,
    mut labels: Labels<'_, S>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<S>> {
    let columns = (0..record.len())
        .map(|column| match record.cell(column) {
            "" => None,
            label => labels.take(label, || text.cell(record, column), diagnostics),
        })
        .collect();
    labels.finish(&text.cell(record, 0), diagnostics);
    columns
}

/// Says where a row is shorter than the header, or longer with something in the cells beyond, or has something in a
/// column without a name.
pub(super) fn width(text: &CsvText, header: &Record, record: &Record, diagnostics: &mut Diagnostics) {
    let (label, cells, columns) = (shortened(record.cell(0)), record.len(), header.len());
    if cells < columns {
        diagnostics.push(
            Diagnostic::new(
                Code::TABLE_SHAPE,
                format!("the row `{label}` has {cells} cells where the header has {columns}"),
            )
            .at(text.cell(record, 0))
            .help("write every cell, empty ones too, so that none can slip into another column"),
        );
    }
    let nameless = (0..cells).find(|&column| header.cell(column).is_empty() && !record.cell(column).is_empty());
    if let Some(column) = nameless {
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, format!("the row `{label}` has a cell in a column without a name"))
                .at(text.cell(record, column))
                .help("name the column in the header, or empty the cell"),
        );
    }
}
