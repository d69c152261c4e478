//! A file with a number for every sector of a table, for example the deflators of a comparison of two years.

use super::bundle;
use super::csv_text::{CsvText, NumberCells, delimiter};
use super::labels::{self, Labels};
use super::number::DecimalSign;
use crate::table::IoTable;
use crate::words::{Code, Diagnostic, Diagnostics};
use nalgebra::DVector;
use std::path::Path;

/// The columns of such a file.
const COLUMNS: [&str; 2] = ["sector", "value"];

/// Reads a CSV with the columns `sector` and `value`, one row for each sector of the table in any order; n x 1, in table
/// order. A semicolon between cells means a comma within numbers. Gives nothing where the diagnostics have errors.
pub fn read_sector_values(path: &Path, table: &IoTable, diagnostics: &mut Diagnostics) -> Option<DVector<f64>> {
    let source = bundle::text(path, diagnostics)?.text;
    let delimiter = delimiter(&source);
    let sign = if delimiter == b';' { DecimalSign::Comma } else { DecimalSign::Point };
    let text = CsvText::new(path.display().to_string(), source, delimiter);
    let mut said = Diagnostics::default();
    let values = values(&text, sign, table, &mut said);
    let refused = said.has_errors();
    diagnostics.append(said);
    values.filter(|_| !refused)
}

fn values(text: &CsvText, sign: DecimalSign, table: &IoTable, diagnostics: &mut Diagnostics) -> Option<DVector<f64>> {
    let mut records = text.records();
    let Some(header) = records.next() else {
        diagnostics.push(labels::no_header(text, &COLUMNS.join(", ")));
        return None;
    };
    let places: Vec<usize> =
        COLUMNS.iter().filter_map(|column| header.cells().position(|label| label == *column)).collect();
    let [sector, value] = places[..] else {
        let message = "the header has not the columns `sector` and `value`";
        let help = "write `sector,value` in the first line; other columns are notes";
        diagnostics.push(Diagnostic::new(Code::TABLE_SHAPE, message).at(text.cell(&header, 0)).help(help));
        return None;
    };
    let due = table.sectors().iter().enumerate().map(|(at, sector)| (sector.code.as_str(), at)).collect();
    let (mut rows, mut numbers) = (Labels::new("row", due), NumberCells::new(text, sign));
    let mut values = DVector::zeros(table.len());
    for record in records {
        labels::width(text, &header, &record, diagnostics);
        let code = record.cell(sector).to_owned();
        let Some(at) = rows.take(&code, || text.cell(&record, sector), diagnostics) else { continue };
        if record.cell(value).is_empty() {
            let message = format!("the sector `{code}` has no value");
            let help = "write a number: nothing is no zero here";
            diagnostics.push(Diagnostic::new(Code::TABLE_CELL, message).at(text.cell(&record, value)).help(help));
            continue;
        }
        values[at] = numbers.number(&record, value, &code, COLUMNS[1], diagnostics);
    }
    numbers.finish(diagnostics);
    rows.finish(&text.place(), diagnostics);
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::two_sectors;
    use nalgebra::dvector;

    fn read(content: &str) -> (Option<DVector<f64>>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("values.csv");
        std::fs::write(&path, content).unwrap();
        let mut diagnostics = Diagnostics::default();
        let values = read_sector_values(&path, &two_sectors(), &mut diagnostics);
        (values, diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect())
    }

    #[test]
    fn numbers_come_in_table_order_whatever_the_order_of_rows() {
        assert_eq!(read("note,value,sector\nx,1.5,S2\n,-2,S1\n"), (Some(dvector![-2.0, 1.5]), vec![]));
        assert_eq!(read("sector;value\nS1;1,25\nS2;3\n").0, Some(dvector![1.25, 3.0]));
    }

    #[test]
    fn every_problem_is_told() {
        let (values, said) = read("sector,value\nS1,x\nS1,1\nS9,1\n");
        assert_eq!(values, None);
        let expected = [
            "table-cell: `x` is not a number, in row `S1` and column `value`",
            "table-shape: the row `S1` stands twice",
            "table-shape: no row is called `S9`",
            "table-shape: the row `S2` is missing",
        ];
        assert_eq!(said, expected);
        assert_eq!(read("sector,value\nS1,\nS2,1\n").1, ["table-cell: the sector `S1` has no value"]);
        assert_eq!(read("code,value\nS1,1\n").1, ["table-shape: the header has not the columns `sector` and `value`"]);
        assert!(read("").0.is_none());
    }
}
