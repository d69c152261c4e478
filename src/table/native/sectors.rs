//! `sectors.csv`.

use super::csv_text;
use crate::table::IoTable;

/// The sectors with their names, then a column for each classification, then the notes.
pub(super) fn text(table: &IoTable) -> String {
    let mut header: Vec<String> = ["code", "name", "name_es"].map(str::to_owned).to_vec();
    header.extend(table.classifications().iter().map(|classification| classification.id().to_owned()));
    header.extend(table.notes().iter().map(|note| note.id.clone()));
    let rows = table.sectors().iter().enumerate().map(|(i, sector)| {
        let mut record = vec![sector.code.clone(), sector.name.clone(), sector.name_es.clone()];
        record.extend(
            table.classifications().iter().filter_map(|classification| classification.labels().get(i).cloned()),
        );
        record.extend(table.notes().iter().filter_map(|note| note.texts.get(i).cloned()));
        record
    });
    csv_text([header].into_iter().chain(rows))
}
