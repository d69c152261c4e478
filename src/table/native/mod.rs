//! A table as the files of the native format. What was read is written again as the same table, and written twice as the
//! same bytes. Nothing is opened here: the files are texts with names.

mod flows;
mod manifest;
mod sectors;

use super::IoTable;

/// The names and texts of the files of a table, in the order of the names. `satellites.csv` is among them only where the
/// table has accounts.
pub fn files(table: &IoTable) -> Vec<(&'static str, String)> {
    let satellites = (!table.satellites().accounts.is_empty()).then(|| ("satellites.csv", flows::satellites(table)));
    let others = [
        ("sectors.csv", sectors::text(table)),
        ("table.csv", flows::text(table)),
        ("table.toml", manifest::text(table)),
    ];
    satellites.into_iter().chain(others).collect()
}

/// Records as a CSV text. Quotes stand only where they are needed.
fn csv_text(records: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in records {
        // A list of bytes takes everything that is written to it.
        let _ = writer.write_record(record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
