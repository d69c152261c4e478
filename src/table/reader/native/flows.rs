//! `table.csv`: the table as economists print it. Columns and rows are found by their labels, so that their order is free.
//!
//! A file in which nothing is wrong is taken as it was read, block by block. Where anything is, the file is read once more, cell by
//! cell, to say it.

use crate::table::label::shortened;
use crate::table::reader::csv_text::{CsvText, NumberCells, Record};
use crate::table::reader::labels::{self, Labels};
use crate::table::reader::number::DecimalSign;
use crate::table::reader::number_grid::NumberGrid;
use crate::words::{Code, Diagnostic, Diagnostics, Sectors};
use nalgebra::{DMatrix, DVector};
use std::collections::HashMap;

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
    let mut columns = vec![("code", Column::Code)];
    columns.extend(sectors.iter().enumerate().map(|(i, sector)| (sector.code.as_str(), Column::Sector(i))));
    columns.extend(components.iter().enumerate().map(|(c, id)| (id.as_str(), Column::Component(c))));
    columns.push(("output", Column::Output));
    let mut rows: Vec<(&str, Row)> =
        sectors.iter().enumerate().map(|(i, sector)| (sector.code.as_str(), Row::Sector(i))).collect();
    rows.extend(primary_inputs.iter().enumerate().map(|(r, id)| (id.as_str(), Row::PrimaryInput(r))));
    rows.push(("output", Row::Output));
    let shape = Shape { sectors: sectors.len(), components: components.len(), primary_inputs: primary_inputs.len() };
    at_once(text, shape, &columns, &rows).or_else(|| cell_by_cell(text, shape, columns, rows, diagnostics))
}

/// How large the blocks are.
#[derive(Debug, Clone, Copy)]
struct Shape {
    sectors: usize,
    components: usize,
    primary_inputs: usize,
}

/// The blocks of a file of which nothing is to be said.
fn at_once(text: &CsvText, shape: Shape, columns: &[(&str, Column)], rows: &[(&str, Row)]) -> Option<Blocks> {
    let grid = NumberGrid::read(text, DecimalSign::Point)?;
    let (header, n) = (&grid.header, shape.sectors);
    let as_due = grid.complete
        && header.cell(0) == "code"
        && (header.len(), grid.rows.len()) == (columns.len(), rows.len())
        && grid.rows.iter().all(|row| row.width == header.len());
    if !as_due {
        return None;
    }
    let columns = positions(columns, header.cells())?;
    let rows = positions(rows, grid.rows.iter().map(|row| row.label.as_str()))?;
    // In the order in which they are due: the column of codes, sectors, components and output; sectors, primary inputs and output.
    let (sellers, below) = rows.split_at(n);
    let (buyers, beside) = columns.get(1..)?.split_at(n);
    let (inputs, output_row) = below.split_at(shape.primary_inputs);
    let (demand, output_column) = beside.split_at(shape.components);
    if grid.block(below, beside).iter().any(|figure| *figure != 0.0) {
        return None;
    }
    Some(Blocks {
        final_demand: grid.block(sellers, demand),
        primary_inputs: grid.block(inputs, buyers),
        output_by_row: grid.block(sellers, output_column).column(0).into_owned(),
        output_by_column: grid.block(output_row, buyers).row(0).transpose(),
        intermediate: grid.into_block(sellers, buyers),
    })
}

/// Where each label that is due stands, if each has a place of its own among as many that are found.
fn positions<'l, S>(due: &[(&str, S)], found: impl Iterator<Item = &'l str>) -> Option<Vec<usize>> {
    let mut at: HashMap<&str, usize> = found.zip(0..).collect();
    due.iter().map(|(label, _)| at.remove(label)).collect()
}

/// The blocks of any file, and everything that is wrong in it.
fn cell_by_cell(
    text: &CsvText,
    shape: Shape,
    columns: Vec<(&str, Column)>,
    rows: Vec<(&str, Row)>,
    diagnostics: &mut Diagnostics,
) -> Option<Blocks> {
    let (n, mut records) = (shape.sectors, text.records());
    let Some(header) = records.next() else {
        diagnostics
            .push(labels::no_header(text, "code, the codes of the sectors, the components of final demand, output"));
        return None;
    };
    let columns = labels::header(text, &header, Labels::new("column", columns), diagnostics);
    if header.cell(0) != "code" {
        let message = format!("the first column is `{}` where `code` is needed", shortened(header.cell(0)));
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, message)
                .at(text.cell(&header, 0))
                .help("the labels of the rows stand in the first column, under `code`"),
        );
    }
    let mut rows = Labels::new("row", rows);
    let mut blocks = Blocks {
        intermediate: DMatrix::zeros(n, n),
        final_demand: DMatrix::zeros(n, shape.components),
        primary_inputs: DMatrix::zeros(shape.primary_inputs, n),
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
