//! Putting a table together from the blocks of a workbook: every problem of every block is told before it is given up.

use super::block::Block;
use super::columns::{self, DemandColumns};
use super::figures::Figures;
use super::manifest;
use super::names;
use super::rows::{self, PrimaryRows};
use super::selection::Selection;
use super::workbook::Workbook;
use crate::table::reader::{Published, ReadOptions, value_added};
use crate::table::{FinalDemand, Identities, IoTable, Parts, PrimaryInputKind, PrimaryInputs, Satellites};
use crate::words::{Code, Diagnostic, Diagnostics, Place, Sector, Sectors};
use nalgebra::{DMatrix, DVector};

/// The table of a workbook and what the Bank computed from it; nothing where anything is wrong.
pub(super) fn table(
    workbook: &Workbook,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Option<(IoTable, Published)> {
    let before = diagnostics.errors();
    let selection = Selection::of(workbook, diagnostics)?;
    let parts = parts(workbook, &selection, options, diagnostics);
    let flows = &selection.flows;
    let published = Published {
        coefficients: published(workbook, flows, selection.coefficients.as_ref(), "direct coefficients", diagnostics),
        inverse: published(workbook, flows, selection.inverse.as_ref(), "Leontief inverse", diagnostics),
    };
    if diagnostics.errors() > before {
        return None;
    }
    match IoTable::new(parts?) {
        Ok(table) => {
            let place = Place::file(workbook.file.clone());
            diagnostics.append(Identities::of(&table).diagnostics(&table, options.tolerances, Some(&place)));
            (diagnostics.errors() == before).then_some((table, published))
        }
        Err(problems) => {
            diagnostics.append(problems);
            None
        }
    }
}

/// The blocks of the table of flows.
fn parts(
    workbook: &Workbook,
    selection: &Selection,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Option<Parts> {
    let block = &selection.flows;
    diagnostics.append(block.check(workbook, "flows"));
    let DemandColumns { components, output: output_column } = columns::sorted(workbook, block, diagnostics);
    let PrimaryRows { inputs, output: output_row } = rows::sorted(workbook, block, diagnostics);
    let sectors = sectors(workbook, block, diagnostics);
    let manifest = manifest::of(workbook, selection, diagnostics);

    let (along, down) = (block.columns.positions(), block.rows.positions());
    let mut figures = Figures::new(workbook, block.sheet);
    let intermediate = figures.at(&down, &along);
    let (components, columns): (Vec<_>, Vec<_>) = components.into_iter().unzip();
    let demand = figures.at(&down, &columns);
    let (inputs, rows): (Vec<_>, Vec<_>) = inputs.into_iter().unzip();
    let primary = figures.at(&rows, &along);
    let by_row: DVector<f64> = figures.at(&down, &Vec::from_iter(output_column)).column_sum();
    let by_column: DVector<f64> = figures.at(&Vec::from_iter(output_row), &along).row_sum().transpose();
    let unread = figures.finish();
    // With a cell unread, or a block that is not square, the sums say nothing.
    let is_whole = unread.is_empty() && along.len() == down.len();
    diagnostics.append(unread);

    let (manifest, sectors) = (manifest?, sectors?);
    let mut primary_inputs = PrimaryInputs { rows: inputs, values: primary };
    let value_added = primary_inputs.of_kind(PrimaryInputKind::ValueAdded).next();
    if let (Some(&row), true) = (value_added.and_then(|at| rows.get(at)), is_whole) {
        let place = workbook.place(block.sheet, row, block.code_column);
        let limit = options.tolerances.identity;
        primary_inputs = value_added::settle(primary_inputs, &sectors, &by_column, limit, &place, diagnostics);
    }
    Some(Parts {
        manifest,
        classifications: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        intermediate,
        final_demand: FinalDemand { components, values: demand },
        primary_inputs,
        satellites: Satellites::none(block.len()),
        output_by_row: by_row,
        output_by_column: by_column,
        sectors,
    })
}

/// The activities under their codes, with the names that the workbook gives them.
fn sectors(workbook: &Workbook, block: &Block, diagnostics: &mut Diagnostics) -> Option<Sectors> {
    let mut names = names::find(workbook, block);
    let unnamed: Vec<u32> = block.rows.values().filter(|code| !names.contains_key(code)).collect();
    if !unnamed.is_empty() {
        let list = unnamed.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let message = format!("the workbook names no activity of code {list}");
        let help = "names are read from a list of codes with a text to the right of each, on any sheet";
        let place = Place::file(workbook.file.clone());
        diagnostics.push(Diagnostic::new(Code::SECTOR_WITHOUT_NAME, message).help(help).at(place));
    }
    let named = |code: u32| {
        let name = names.remove(&code).unwrap_or_else(|| format!("Actividad {code}"));
        Sector::new(code.to_string(), name)
    };
    let sectors: Vec<Sector> = block.rows.values().map(named).collect();
    // A code that stands twice was told by the check of the block.
    Sectors::new(sectors).ok()
}

/// Coefficients or inverse of the table's own activities.
fn published(
    workbook: &Workbook,
    flows: &Block,
    block: Option<&Block>,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<DMatrix<f64>> {
    let block = block?;
    let before = diagnostics.errors();
    diagnostics.append(block.check(workbook, what));
    let is_whole = diagnostics.errors() == before && flows.check(workbook, "flows").is_empty();
    if is_whole && !block.columns.values().eq(flows.columns.values()) {
        let message = format!("{what}: the block lists other activities than the table of flows");
        let place = workbook.place(block.sheet, block.header, block.columns.first());
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, message)
                .help("every block of a workbook lists the same activities in the same order")
                .at(place),
        );
    }
    let mut figures = Figures::new(workbook, block.sheet);
    let matrix = figures.at(&block.rows.positions(), &block.columns.positions());
    diagnostics.append(figures.finish());
    Some(matrix)
}
