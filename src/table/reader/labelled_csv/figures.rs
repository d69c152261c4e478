//! The numbers of the table.

use super::grid::{Grid, SectorLine};
use super::lines::{Line, Role};
use crate::table::reader::csv_text::NumberCells;
use crate::table::{ComponentKind, PrimaryInputKind};
use crate::words::Diagnostics;
use nalgebra::{DMatrix, DVector};

/// The blocks of the table.
pub(super) struct Figures {
    pub(super) intermediate: DMatrix<f64>,
    pub(super) final_demand: DMatrix<f64>,
    pub(super) primary_inputs: DMatrix<f64>,
    /// As the file gives it, if it does.
    pub(super) output_by_row: Option<DVector<f64>>,
    /// As the file gives it, if it does.
    pub(super) output_by_column: Option<DVector<f64>>,
    /// How many figures other than zero stand where primary inputs meet final demand.
    pub(super) corner: usize,
}

/// Reads every cell that belongs to the table, and says each that is no number.
pub(super) fn read(
    grid: &Grid,
    block: &[SectorLine],
    columns: &[Line<ComponentKind>],
    rows: &[Line<PrimaryInputKind>],
    diagnostics: &mut Diagnostics,
) -> Figures {
    let mut cells = NumberCells::new(&grid.text, grid.sign);
    let mut number = |row: usize, column: usize| {
        let record = &grid.records[row];
        cells.number(record, column, record.cell(0), grid.header.cell(column), diagnostics)
    };
    let component_columns = positions(columns, |role| matches!(role, Role::Part(_)));
    let input_rows = positions(rows, |role| matches!(role, Role::Part(_)));
    let n = block.len();
    // In the order of the file, so that messages are in its order too.
    let (mut intermediate, mut final_demand) = (DMatrix::zeros(n, n), DMatrix::zeros(n, component_columns.len()));
    for (i, seller) in block.iter().enumerate() {
        for (j, buyer) in block.iter().enumerate() {
            intermediate[(i, j)] = number(seller.row, buyer.column);
        }
        for (c, column) in component_columns.iter().enumerate() {
            final_demand[(i, c)] = number(seller.row, *column);
        }
    }
    let mut primary_inputs = DMatrix::zeros(input_rows.len(), n);
    for (r, row) in input_rows.iter().enumerate() {
        for (j, buyer) in block.iter().enumerate() {
            primary_inputs[(r, j)] = number(*row, buyer.column);
        }
    }
    let output_column = positions(columns, |role| matches!(role, Role::Output)).first().copied();
    let output_row = positions(rows, |role| matches!(role, Role::Output)).first().copied();
    let output_by_row =
        output_column.map(|column| DVector::from_iterator(n, block.iter().map(|line| number(line.row, column))));
    let output_by_column =
        output_row.map(|row| DVector::from_iterator(n, block.iter().map(|line| number(row, line.column))));
    cells.finish(diagnostics);
    let corner = input_rows.iter().flat_map(|row| component_columns.iter().map(move |column| (*row, *column)));
    let corner = corner.filter(|(row, column)| grid.quiet(*row, *column).is_some_and(|figure| figure != 0.0)).count();
    Figures { intermediate, final_demand, primary_inputs, output_by_row, output_by_column, corner }
}

fn positions<K: Copy>(lines: &[Line<K>], wanted: impl Fn(Role<K>) -> bool) -> Vec<usize> {
    lines.iter().filter(|line| wanted(line.role)).map(|line| line.position).collect()
}
