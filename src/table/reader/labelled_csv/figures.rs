//! The numbers of the table.

use super::grid::{Grid, SectorLine};
use super::lines::{Line, Role};
use crate::table::reader::csv_text::{NumberCells, Record};
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

/// Takes every cell that belongs to the table, and says each that is no number.
pub(super) fn read(
    grid: Grid,
    block: &[SectorLine],
    columns: &[Line<ComponentKind>],
    rows: &[Line<PrimaryInputKind>],
    diagnostics: &mut Diagnostics,
) -> Figures {
    let component_columns = positions(columns, |role| matches!(role, Role::Part(_)));
    let input_rows = positions(rows, |role| matches!(role, Role::Part(_)));
    let output_column = positions(columns, |role| matches!(role, Role::Output)).first().copied();
    let output_row = positions(rows, |role| matches!(role, Role::Output)).first().copied();
    let (sellers, buyers): (Vec<usize>, Vec<usize>) = block.iter().map(|line| (line.row, line.column)).unzip();
    if !grid.cells.complete {
        // In the order of the file, so that messages are in its order too.
        let mut wrong = WrongCells { grid: &grid, cells: NumberCells::new(&grid.text, grid.sign), record: None };
        for row in &sellers {
            wrong.say(*row, buyers.iter().chain(&component_columns), diagnostics);
        }
        for row in &input_rows {
            wrong.say(*row, &buyers, diagnostics);
        }
        for row in &sellers {
            wrong.say(*row, &output_column, diagnostics);
        }
        if let Some(row) = &output_row {
            wrong.say(*row, &buyers, diagnostics);
        }
        wrong.cells.finish(diagnostics);
    }
    let corner = input_rows.iter().flat_map(|row| component_columns.iter().map(move |column| (*row, *column)));
    let corner = corner.filter(|(row, column)| grid.quiet(*row, *column).is_some_and(|figure| figure != 0.0)).count();
    let cells = grid.cells;
    Figures {
        final_demand: cells.block(&sellers, &component_columns),
        primary_inputs: cells.block(&input_rows, &buyers),
        output_by_row: output_column.map(|column| cells.block(&sellers, &[column]).column(0).into_owned()),
        output_by_column: output_row.map(|row| cells.block(&[row], &buyers).row(0).transpose()),
        corner,
        intermediate: cells.into_block(&sellers, &buyers),
    }
}

/// Says what is no number.
struct WrongCells<'g> {
    grid: &'g Grid,
    cells: NumberCells<'g>,
    /// The row that was last read again for a message.
    record: Option<(usize, Record)>,
}

impl WrongCells<'_> {
    fn say<'c>(&mut self, row: usize, columns: impl IntoIterator<Item = &'c usize>, diagnostics: &mut Diagnostics) {
        for &column in columns {
            if self.grid.quiet(row, column).is_some() {
                continue;
            }
            let (_, record) = match self.record.take().filter(|(held, _)| *held == row) {
                Some(held) => self.record.insert(held),
                None => self.record.insert((row, self.grid.record(row))),
            };
            self.cells.number(record, column, record.cell(0), self.grid.cells.header.cell(column), diagnostics);
        }
    }
}

fn positions<K: Copy>(lines: &[Line<K>], wanted: impl Fn(Role<K>) -> bool) -> Vec<usize> {
    lines.iter().filter(|line| wanted(line.role)).map(|line| line.position).collect()
}
