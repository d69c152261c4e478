//! A plain CSV with labels in its first row and its first column, as statistical offices and textbooks give tables.
//!
//! Labels that stand in both are sectors, and where they meet are the flows between them. Other columns are final demand,
//! other rows primary inputs; options say of which kind each is. Totals and notes are named in `ignore`; a total that is
//! not named is recognised where it adds up exactly, which a warning says.
//!
//! | file | what it does |
//! |---|---|
//! | `grid` | the cells, their delimiter and decimal sign, and the labels |
//! | `declared` | what the options say of rows and columns |
//! | `block` | which labels are the sectors |
//! | `lines` | what every other row or column is |
//! | `totals` | whether a line adds up others |
//! | `figures` | the numbers |

mod block;
mod declared;
mod figures;
mod grid;
mod lines;
mod totals;

use super::number_grid::Banded;
use super::{Loaded, Published, ReadOptions, Reader, bundle, value_added};
use crate::table::label;
use crate::table::{
    Component, ComponentKind, FinalDemand, Identities, IoTable, Manifest, Parts, PrimaryInput, PrimaryInputKind,
    PrimaryInputs, Satellites, Source,
};
use crate::words::{Diagnostics, Money, Place, Sector, Sectors};
use grid::Grid;
use lines::{Line, Role};
use std::path::Path;
use std::sync::Arc;

/// The reader.
pub(super) static READER: Reader = Reader {
    name: "labelled-csv",
    about: "A plain CSV (.csv, .tsv) with sector codes in its first row and first column.",
    takes: |path| {
        let extension = path.extension().unwrap_or_default();
        path.is_file() && ["csv", "tsv"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    },
    read,
};

fn read(path: &Path, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    if let Some((loaded, said)) = by_bands(path, options) {
        diagnostics.append(said);
        return Some(loaded);
    }
    let file = bundle::text(path, diagnostics)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    // Gathered apart, because the list that is handed in may hold errors of other tables.
    let mut said = Diagnostics::default();
    let work = || table(&name, &path.display().to_string(), file.text.clone(), options, &mut said);
    let (checksum, table) = bundle::beside(file.text.len(), || file.checksum(), work);
    let refused = said.has_errors();
    diagnostics.append(said);
    table.filter(|_| !refused).map(|table| loaded(path, table, checksum))
}

fn loaded(path: &Path, table: IoTable, checksum: String) -> Loaded {
    Loaded { table, published: Published::default(), reader: READER.name, checksum, files: vec![path.to_owned()] }
}

/// A large file without keeping its text, and what is said of it. Gives nothing where that is not enough: what is refused is said with its
/// place in the text.
fn by_bands(path: &Path, options: &ReadOptions) -> Option<(Loaded, Diagnostics)> {
    let mut read = Banded::read(path)?;
    let checksum = std::mem::take(&mut read.checksum);
    let (name, file) = (path.file_stem().unwrap_or_default().to_string_lossy(), path.display().to_string());
    let mut said = Diagnostics::default();
    let grid = Grid::without_text(&file, read, &mut said);
    let table = table_of(&name, &file, grid, options, &mut said)?;
    (!said.has_errors()).then(|| (loaded(path, table, checksum), said))
}

fn table(
    name: &str,
    file: &str,
    text: Arc<String>,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Option<IoTable> {
    let grid = Grid::read(file, text, diagnostics)?;
    table_of(name, file, grid, options, diagnostics)
}

fn table_of(
    name: &str,
    file: &str,
    grid: Grid,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Option<IoTable> {
    let mut said = declared::read(&grid, options, diagnostics);
    // With wrong labels, what follows would only say the same in other words.
    if diagnostics.has_errors() {
        return None;
    }
    let block = block::find(&grid, &mut said, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let columns = lines::columns(&grid, &said, &block, diagnostics);
    let rows = lines::rows(&grid, &said, &block, diagnostics);
    let sectors: Vec<Sector> = block.iter().map(|line| Sector::new(&*line.label, &*line.label)).collect();
    // Labels stand once each, which the grid has checked.
    let sectors = Sectors::new(sectors).ok()?;
    check_labels(&grid, &sectors, &columns, &rows, diagnostics);
    let figures = figures::read(grid, &block, &columns, &rows, diagnostics);
    // What follows compares figures with one another; with some of them missing it would only mislead.
    if diagnostics.has_errors() {
        return None;
    }
    let components: Vec<Component> = parts(&columns).map(|(id, kind)| Component { id, kind }).collect();
    let inputs: Vec<PrimaryInput> = parts(&rows).map(|(id, kind)| PrimaryInput { id, kind }).collect();
    let place = Place::file(file);
    let output_by_row =
        figures.output_by_row.unwrap_or_else(|| figures.intermediate.column_sum() + figures.final_demand.column_sum());
    let primary_inputs = value_added::settle(
        PrimaryInputs { rows: inputs, values: figures.primary_inputs },
        &sectors,
        figures.output_by_column.as_ref().unwrap_or(&output_by_row),
        options.tolerances.identity,
        &place,
        diagnostics,
    );
    // Without the row of value added beside its parts, which would be counted twice.
    let output_by_column = figures
        .output_by_column
        .unwrap_or_else(|| (figures.intermediate.row_sum() + primary_inputs.values.row_sum()).transpose());
    let built = IoTable::new(Parts {
        manifest: manifest(name, figures.corner),
        satellites: Satellites::none(sectors.len()),
        sectors,
        classifications: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        intermediate: figures.intermediate,
        final_demand: FinalDemand { components, values: figures.final_demand },
        primary_inputs,
        output_by_row,
        output_by_column,
    });
    match built {
        Ok(table) => {
            diagnostics.append(Identities::of(&table).diagnostics(&table, options.tolerances, Some(&place)));
            Some(table)
        }
        Err(problems) => {
            diagnostics.append(problems);
            None
        }
    }
}

/// The lines that are parts of the table, with their kinds.
fn parts<K: Copy>(lines: &[Line<K>]) -> impl Iterator<Item = (String, K)> {
    lines.iter().filter_map(|line| match line.role {
        Role::Part(kind) => Some((line.label.clone(), kind)),
        Role::Output | Role::PassedOver => None,
    })
}

fn check_labels(
    grid: &Grid,
    sectors: &Sectors,
    columns: &[Line<ComponentKind>],
    rows: &[Line<PrimaryInputKind>],
    diagnostics: &mut Diagnostics,
) {
    let sectors = sectors.iter().map(|sector| ("sector", sector.code.clone()));
    let columns = parts(columns).map(|(id, _)| ("column", id));
    let rows = parts(rows).map(|(id, _)| ("row", id));
    for (what, id) in sectors.chain(columns).chain(rows) {
        if let Some(diagnostic) = label::reserved(what, &id) {
            diagnostics.push(diagnostic.at(grid.place()));
        }
    }
}

/// What is known of a table of which the file says nothing but figures.
fn manifest(name: &str, corner: usize) -> Manifest {
    // XXX is what ISO 4217 writes where there is no currency.
    let money = Money { currency: "XXX".into(), scale: 1.0, price_year: None };
    let mut notes = vec![
        "Read from a plain CSV, which does not state the currency and unit, the valuation and whether imports are among the \
         flows; basic prices and domestic flows are assumed."
            .to_owned(),
    ];
    if corner > 0 {
        notes.push(format!(
            "Primary inputs of final demand, {corner} figures in the corner of the table, are passed over."
        ));
    }
    Manifest { title: name.to_owned(), source: Source { notes, ..Source::default() }, ..Manifest::new(id(name), money) }
}

/// The id of a table from its file's name: other letters become hyphens.
fn id(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let id = plain.trim_start_matches(['-', '_', '.']).to_owned();
    if Manifest::is_id(&id) { id } else { "table".to_owned() }
}

#[cfg(test)]
mod tests;
