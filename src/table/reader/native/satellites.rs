//! `satellites.csv`, which few tables have: one row per account, in a unit of its own.

use crate::table::reader::csv_text::{CsvText, NumberCells};
use crate::table::reader::labels::{self, Labels};
use crate::table::reader::number::DecimalSign;
use crate::table::{Account, Satellites};
use crate::words::{Code, Diagnostic, Diagnostics, Sectors};
use nalgebra::DMatrix;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Account,
    Unit,
    Sector(usize),
}

/// Reads the file.
pub(super) fn read(text: &CsvText, sectors: &Sectors, diagnostics: &mut Diagnostics) -> Satellites {
    let mut records = text.records();
    let Some(header) = records.next() else {
        diagnostics.push(labels::no_header(text, "account, unit, the codes of the sectors"));
        return Satellites::none(sectors.len());
    };
    let mut due = vec![("account", Column::Account), ("unit", Column::Unit)];
    due.extend(sectors.iter().enumerate().map(|(i, sector)| (sector.code.as_str(), Column::Sector(i))));
    let columns = labels::header(text, &header, Labels::new("column", due), diagnostics);
    let find = |wanted| columns.iter().position(|column| *column == Some(wanted));
    let (Some(account), Some(unit)) = (find(Column::Account), find(Column::Unit)) else {
        return Satellites::none(sectors.len());
    };
    let mut cells = NumberCells::new(text, DecimalSign::Point);
    let (mut accounts, mut rows) = (Vec::<Account>::new(), Vec::<Vec<f64>>::new());
    for record in records {
        labels::width(text, &header, &record, diagnostics);
        let (id, unit_name) = (record.cell(account).to_owned(), record.cell(unit).to_owned());
        for (cell, at, what) in [(&id, account, "name"), (&unit_name, unit, "unit")] {
            if cell.is_empty() {
                diagnostics.push(
                    Diagnostic::new(Code::TABLE_SHAPE, format!("a satellite account has no {what}"))
                        .at(text.cell(&record, at))
                        .help(format!("write a {what}, such as `jobs` in `persons`")),
                );
            }
        }
        if accounts.iter().any(|earlier| earlier.id == id) {
            diagnostics.push(labels::twice("row", &id).at(text.cell(&record, account)));
        }
        let mut values = vec![0.0; sectors.len()];
        for (at, column) in columns.iter().enumerate() {
            if let Some(Column::Sector(j)) = *column {
                values[j] = cells.number(&record, at, &id, header.cell(at), diagnostics);
            }
        }
        accounts.push(Account { id, unit: unit_name });
        rows.push(values);
    }
    cells.finish(diagnostics);
    Satellites { values: DMatrix::from_fn(accounts.len(), sectors.len(), |s, j| rows[s][j]), accounts }
}
