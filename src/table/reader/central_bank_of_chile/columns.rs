//! The columns to the right of the activities: components of final demand, output, totals.

use super::block::Block;
use super::labels::{self, ColumnLabel};
use super::rows::numbered;
use super::sheet::{Cell, Sheet};
use super::workbook::Workbook;
use crate::table::{Component, ComponentKind, Tolerances};
use crate::words::{Code, Diagnostic, Diagnostics, folded};
use std::collections::BTreeMap;

/// How many rows above the codes a label may start.
const HEIGHT: usize = 4;

/// The columns of a block of flows, sorted by what they are.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct DemandColumns {
    /// Components of final demand with the columns they stand in.
    pub(super) components: Vec<(Component, usize)>,
    /// The column of output.
    pub(super) output: Option<usize>,
}

/// A labelled column: the lines of its label with the row of the lowest.
#[derive(Debug, Default)]
struct Header {
    lines: Vec<String>,
    text: String,
    row: usize,
}

/// Sorts the columns of a block of flows, and says which cannot be told.
pub(super) fn sorted(workbook: &Workbook, block: &Block, problems: &mut Diagnostics) -> DemandColumns {
    let mut columns = DemandColumns::default();
    let Some(sheet) = workbook.sheets.get(block.sheet) else { return columns };
    let counts = counts(sheet, block);
    // A few figures in a column are stray notes; the sums tell if they are not.
    let is_filled = |column: &usize| counts.get(column).is_some_and(|count| 2 * count > block.rows.len());
    let headers = headers(sheet, block, &counts);
    let help = || format!("columns beside the activities are: {}", labels::COLUMNS_IN_WORDS);
    let mut unknown: Vec<(usize, usize, String)> = Vec::new();
    let mut say = |row: usize, column: usize, problem: String| {
        let place = workbook.place(block.sheet, row, column);
        problems.push(Diagnostic::new(Code::TABLE_LABEL, problem).help(help()).at(place));
    };
    let (mut taken, mut totals): (Vec<String>, Vec<_>) = (Vec::new(), Vec::new());
    for (&column, header) in &headers {
        let lines: Vec<&str> = header.lines.iter().map(String::as_str).collect();
        let text = &header.text;
        match labels::lowest_first(&lines, labels::column) {
            Some(ColumnLabel::Total) => {
                totals.extend(labels::lowest_first(&lines, labels::component).map(|component| (component, column)));
            }
            Some(_) if taken.contains(&folded(text)) => {
                say(header.row, column, format!("the column `{text}` stands twice"));
            }
            Some(ColumnLabel::Output) if columns.output.is_some() => {
                say(header.row, column, format!("the column `{text}` is a second one of output"));
            }
            Some(ColumnLabel::Output) => columns.output = Some(column),
            Some(ColumnLabel::Component(id, kind)) => {
                taken.push(folded(text));
                add(&mut columns, id, kind, column);
            }
            None if is_filled(&column) => {
                unknown.push((header.row, column, format!("the column `{text}` is none that is known")));
            }
            None => {}
        }
    }
    // A total of a component that the table does not split is the component.
    for ((id, kind), column) in totals {
        if columns.components.iter().all(|(component, _)| component.kind != kind) {
            add(&mut columns, id, kind, column);
        }
    }
    columns.components.sort_by_key(|(_, column)| *column);
    for &column in counts.keys().filter(|column| is_filled(column) && !headers.contains_key(column)) {
        unknown.push((block.header, column, "the column has figures and no label".to_owned()));
    }
    if adds_up(sheet, block, &columns) {
        // The table is whole without them: spare columns, such as shares or numbers of rows.
        for (row, column, problem) in unknown {
            let message = format!("{problem}; it is passed over, because the rows add up without it");
            let help = "take the column out of the workbook if this is right, or give it the label of what it holds";
            let place = workbook.place(block.sheet, row, column);
            problems.push(Diagnostic::new(Code::PASSED_OVER, message).help(help).at(place));
        }
        return columns;
    }
    for (row, column, problem) in unknown {
        say(row, column, problem);
    }
    if columns.output.is_none() {
        let problem = "the table has no column of output to the right of its activities";
        say(block.header, block.columns.last(), problem.to_owned());
    }
    if columns.components.is_empty() {
        let problem = "the table has no column of final demand to the right of its activities";
        say(block.header, block.columns.last(), problem.to_owned());
    }
    columns
}

/// Whether there is output and final demand, and every activity's flows and final demand add up to its output.
fn adds_up(sheet: &Sheet, block: &Block, columns: &DemandColumns) -> bool {
    let (Some(output), false) = (columns.output, columns.components.is_empty()) else { return false };
    let figure = |row: usize, column: usize| match sheet.at(row, column) {
        Some(Cell::Number(number)) => *number,
        _ => 0.0,
    };
    let summed = || block.columns.positions().into_iter().chain(columns.components.iter().map(|(_, column)| *column));
    let rows: Vec<(f64, f64)> = block
        .rows
        .at
        .iter()
        .map(|(row, _)| (summed().map(|column| figure(*row, column)).sum(), figure(*row, output)))
        .collect();
    let largest = rows.iter().fold(0.0_f64, |largest, (_, output)| largest.max(output.abs()));
    let limit = Tolerances::default().identity;
    rows.iter().all(|(sum, output)| (sum - output).abs() <= limit * output.abs().max(limit * largest))
}

fn add(columns: &mut DemandColumns, id: &str, kind: ComponentKind, column: usize) {
    let id = numbered(id, columns.components.iter().map(|(component, _)| &*component.id));
    columns.components.push((Component { id, kind }, column));
}

/// How many figures each column to the right holds in the rows of the activities.
fn counts(sheet: &Sheet, block: &Block) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for row in block.rows.at.iter().filter_map(|(row, _)| sheet.row(*row)) {
        for (column, cell) in &row.cells {
            let beside = *column > block.columns.last() && *column < block.right;
            if beside && matches!(cell, Cell::Number(_) | Cell::NotCalculated) {
                *counts.entry(*column).or_default() += 1;
            }
        }
    }
    counts
}

/// The labels to the right, each by the column of its figures: of cells merged over a spare column and the column of
/// figures, the text stands in the first.
fn headers(sheet: &Sheet, block: &Block, counts: &BTreeMap<usize, usize>) -> BTreeMap<usize, Header> {
    let mut headers: BTreeMap<usize, Header> = BTreeMap::new();
    let from = block.top.max(block.header.saturating_sub(HEIGHT));
    for row in sheet.between(from, block.rows.first()) {
        for (column, text) in row.texts().filter(|(column, text)| {
            let beside = *column > block.columns.last() && *column < block.right;
            beside && text.chars().any(char::is_alphabetic)
        }) {
            let header = headers.entry(column).or_default();
            header.lines.push(folded(text));
            header.text = if header.text.is_empty() { text.to_owned() } else { format!("{} {text}", header.text) };
            header.row = row.index;
        }
    }
    let labelled: Vec<usize> = headers.keys().copied().collect();
    for column in labelled {
        let is_beside = !counts.contains_key(&column) && counts.contains_key(&(column + 1));
        if is_beside
            && !headers.contains_key(&(column + 1))
            && let Some(header) = headers.remove(&column)
        {
            headers.insert(column + 1, header);
        }
    }
    headers
}
