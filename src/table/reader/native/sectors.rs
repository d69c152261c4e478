//! `sectors.csv`: the sectors with their names, the groups into which they fall, and notes.

use crate::table::NoteColumn;
use crate::table::label::shortened;
use crate::table::reader::csv_text::{CsvText, Record};
use crate::table::reader::labels;
use crate::words::{Classification, Code, Diagnostic, Diagnostics, Sector, Sectors, Typed, suggestion};
use std::collections::HashSet;

/// What the file gives.
pub(super) struct SectorList {
    pub(super) sectors: Sectors,
    pub(super) classifications: Vec<Classification>,
    pub(super) notes: Vec<NoteColumn>,
}

/// The columns that the program knows; any other is a classification, if the manifest says so, or a note.
const CODE: &str = "code";
const NAME: &str = "name";
const NAME_ES: &str = "name_es";

/// Reads the file. Sectors that are wrong are said and left out.
pub(super) fn read(
    text: &CsvText,
    classifications: &[Typed<String>],
    diagnostics: &mut Diagnostics,
) -> Option<SectorList> {
    let mut records = text.records();
    let Some(header) = records.next() else {
        diagnostics.push(labels::no_header(text, "code, name, name_es"));
        return None;
    };
    check_header(text, &header, diagnostics);
    let column = |label: &str| (0..header.len()).find(|&column| header.cell(column) == label);
    let (Some(code), Some(name)) = (column(CODE), column(NAME)) else { return None };
    let name_es = column(NAME_ES);
    let class_columns = class_columns(&header, classifications, diagnostics);
    let mut list = Vec::new();
    let mut class_labels: Vec<Vec<String>> = vec![Vec::new(); classifications.len()];
    let note_columns: Vec<usize> = (0..header.len())
        .filter(|&at| !header.cell(at).is_empty() && ![Some(code), Some(name), name_es].contains(&Some(at)))
        .filter(|at| !class_columns.contains(&Some(*at)))
        .collect();
    let mut notes: Vec<NoteColumn> =
        note_columns.iter().map(|&at| NoteColumn { id: header.cell(at).to_owned(), texts: Vec::new() }).collect();
    let mut codes = HashSet::new();
    for record in records {
        labels::width(text, &header, &record, diagnostics);
        let sector = Sector::new(record.cell(code), record.cell(name));
        if let Some(diagnostic) = problem(&sector, !codes.insert(sector.code.clone())) {
            diagnostics.push(diagnostic.at(text.cell(&record, code)));
            continue;
        }
        for (labels, (at, id)) in class_labels.iter_mut().zip(class_columns.iter().zip(classifications)) {
            let label = at.map_or("", |at| record.cell(at));
            if let (Some(at), true) = (at, label.is_empty()) {
                let message = format!("the sector `{}` has no group in the column `{}`", sector.code, id.value);
                diagnostics.push(
                    Diagnostic::new(Code::TABLE_CELL, message)
                        .at(text.cell(&record, *at))
                        .help("name a group, or take the column out of `classifications` in table.toml"),
                );
            }
            labels.push(label.to_owned());
        }
        for (note, at) in notes.iter_mut().zip(&note_columns) {
            note.texts.push(record.cell(*at).to_owned());
        }
        let name_es = name_es.map(|at| record.cell(at)).filter(|name| !name.is_empty()).unwrap_or(&sector.name);
        list.push(Sector { name_es: name_es.to_owned(), ..sector });
    }
    if list.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, "the table has no sector")
                .at(text.place())
                .help("write one row for each sector under the header"),
        );
        return None;
    }
    let named = classifications.iter().zip(class_labels);
    Some(SectorList {
        // Codes that stand twice were left out above.
        sectors: Sectors::new(list).ok()?,
        classifications: named.map(|(id, labels)| Classification::new(&id.value, labels)).collect(),
        notes,
    })
}

fn check_header(text: &CsvText, header: &Record, diagnostics: &mut Diagnostics) {
    for column in 0..header.len() {
        let label = header.cell(column);
        if !label.is_empty() && (0..column).any(|before| header.cell(before) == label) {
            diagnostics.push(labels::twice("column", label).at(text.cell(header, column)));
        }
    }
    let needed = [CODE, NAME].into_iter().filter(|label| header.cells().all(|cell| cell != *label));
    let missing: Vec<&str> = needed.collect();
    if !missing.is_empty() {
        diagnostics.push(labels::missing("column", &missing).at(text.cell(header, 0)));
    }
}

/// The column of each classification, said where there is none.
fn class_columns(
    header: &Record,
    classifications: &[Typed<String>],
    diagnostics: &mut Diagnostics,
) -> Vec<Option<usize>> {
    let own = [CODE, NAME, NAME_ES];
    let column = |id: &Typed<String>| {
        let found = (0..header.len()).find(|&at| header.cell(at) == id.value && !own.contains(&id.value.as_str()));
        if found.is_none() {
            let columns: Vec<&str> = header.cells().filter(|cell| !own.contains(cell) && !cell.is_empty()).collect();
            let others = columns.join(", ");
            let all = if others.is_empty() { "it has no other columns".to_owned() } else { format!("it has {others}") };
            diagnostics.push(
                Diagnostic::new(
                    Code::TABLE_SHAPE,
                    format!("sectors.csv has no column `{}` to be a classification", shortened(&id.value)),
                )
                .at(id.place.clone())
                .help(suggestion(&id.value, columns, &all)),
            );
        }
        found
    };
    classifications.iter().map(column).collect()
}

/// What is wrong with a sector's code or name.
fn problem(sector: &Sector, twice: bool) -> Option<Diagnostic> {
    let code = shortened(&sector.code);
    if sector.code.is_empty() {
        Some(Diagnostic::new(Code::TABLE_SHAPE, "a sector has no code").help("write a code, which is any short text"))
    } else if twice {
        Some(
            Diagnostic::new(Code::DUPLICATE_SECTOR, format!("two sectors have the code `{code}`"))
                .help("give each sector a code of its own"),
        )
    } else if sector.name.is_empty() {
        Some(Diagnostic::new(Code::TABLE_SHAPE, format!("the sector `{code}` has no name")).help("write a name"))
    } else {
        None
    }
}
