//! `table.csv`: the table as economists print it. Columns and rows are found by their labels, so that their order is free.

use crate::table::label::shortened;
use crate::table::reader::csv_text::{CsvText, NumberCells, Record};
use crate::table::reader::labels::{self, Labels};
use crate::table::reader::number::DecimalSign;
use crate::words::{Code, Diagnostic, Diagnostics, Sectors};
use nalgebra::{DMatrix, DVector};

/// The blocks of the file.
pub(super) struct Blocks {
    pub(super) intermediate: DMatrix<f64>,
    pub(super) final_demand: DMatrix<f64>,
    pub(super) primary_inputs: DMatrix<f64>,
    pub(super) output_by_row: DVector<f64>,
    pub(super) output_by_column: DVector<f64>,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Code,
    Sector(usize),
    Component(usize),
    Output,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Sector(usize),
    PrimaryInput(usize),
    Output,
}

/// Reads the file. Gives nothing where it has no header.
pub(super) fn read(
    text: &CsvText,
    sectors: &Sectors,
    components: &[String],
    primary_inputs: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Blocks> {
    let (n, mut records) = (sectors.len(), text.records());
    let Some(header) = records.next() else {
        diagnostics
            .push(labels::no_header(text, "code, the codes of the sectors, the components of final demand, output"));
        return None;
    };
    let mut due = vec![("code", Column::Code)];
    due.extend(sectors.iter().enumerate().map(|(i, sector)| (sector.code.as_str(), Column::Sector(i))));
    due.extend(components.iter().enumerate().map(|(c, id)| (id.as_str(), Column::Component(c))));
    due.push(("output", Column::Output));
    let columns = labels::header(text, &header, Labels::new("column", due), diagnostics);
    if header.cell(0) != "code" {
        let message = format!("the first column is `{}` where `code` is needed", shortened(header.cell(0)));
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, message)
                .at(text.cell(&header, 0))
                .help("the labels of the rows stand in the first column, under `code`"),
        );
    }
    let mut due: Vec<(&str, Row)> =
        sectors.iter().enumerate().map(|(i, sector)| (sector.code.as_str(), Row::Sector(i))).collect();
    due.extend(primary_inputs.iter().enumerate().map(|(r, id)| (id.as_str(), Row::PrimaryInput(r))));
    due.push(("output", Row::Output));
    let mut rows = Labels::new("row", due);
    let mut blocks = Blocks {
        intermediate: DMatrix::zeros(n, n),
        final_demand: DMatrix::zeros(n, components.len()),
        primary_inputs: DMatrix::zeros(primary_inputs.len(), n),
        output_by_row: DVector::zeros(n),
        output_by_column: DVector::zeros(n),
    };
    let mut cells = NumberCells::new(text, DecimalSign::Point);
    for record in records {
        labels::width(text, &header, &record, diagnostics);
        let label = record.cell(0);
        let Some(row) = rows.take(label, || text.cell(&record, 0), diagnostics) else { continue };
        for (at, column) in columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            if column == Column::Code {
                continue;
            }
            let number = cells.number(&record, at, label, header.cell(at), diagnostics);
            match (row, column) {
                (Row::Sector(i), Column::Sector(j)) => blocks.intermediate[(i, j)] = number,
                (Row::Sector(i), Column::Component(c)) => blocks.final_demand[(i, c)] = number,
                (Row::Sector(i), Column::Output) => blocks.output_by_row[i] = number,
                (Row::PrimaryInput(r), Column::Sector(j)) => blocks.primary_inputs[(r, j)] = number,
                (Row::Output, Column::Sector(j)) => blocks.output_by_column[j] = number,
                _ if number == 0.0 => {}
                _ => diagnostics.push(beyond(text, &record, at, header.cell(at))),
            }
        }
    }
    cells.finish(diagnostics);
    rows.finish(&text.place(), diagnostics);
    Some(blocks)
}

/// A figure where rows of primary inputs or of output meet columns of final demand or of output.
fn beyond(text: &CsvText, record: &Record, at: usize, column: &str) -> Diagnostic {
    let message = format!(
        "the row `{}` has a figure in the column `{column}`, where a table has none",
        shortened(record.cell(0))
    );
    Diagnostic::new(Code::TABLE_SHAPE, message)
        .at(text.cell(record, at))
        .help("empty the cell: primary inputs and output stand under the sectors only")
}
