//! The rows under the activities: primary inputs, value added beside its parts, output, totals.

use super::block::Block;
use super::labels::{self, RowLabel};
use super::sheet::{Cell, Row, Sheet};
use super::subject::Subject;
use super::workbook::Workbook;
use crate::table::PrimaryInput;
use crate::words::{Code, Diagnostic, Diagnostics, folded};

/// A row with figures in the columns of the activities.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FiguresRow {
    /// The row.
    pub(super) row: usize,
    /// Its label as it stands; empty without one.
    pub(super) text: String,
    /// What the label names, if it is known.
    pub(super) label: Option<RowLabel>,
}

/// The rows of a block of flows, sorted by what they are.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PrimaryRows {
    /// Primary inputs with the rows they stand in, and value added, which may stand beside its parts.
    pub(super) inputs: Vec<(PrimaryInput, usize)>,
    /// The row of output.
    pub(super) output: Option<usize>,
}

/// The rows with figures under a block's activities, to the foot of the table.
pub(super) fn find(sheet: &Sheet, block: &Block) -> Vec<FiguresRow> {
    let (first, last) = (block.columns.first(), block.columns.last());
    let mut found = Vec::new();
    // Lines of a label that runs over several rows; only the lowest has figures.
    let mut lines: Vec<String> = Vec::new();
    for row in sheet.between(block.rows.last() + 1, block.bottom) {
        let text =
            row.texts().take_while(|(column, _)| *column < first).map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        let line = folded(&text);
        if !has_figures(row, first, last, block.len()) {
            if Subject::of_title(&line).is_some() {
                break;
            }
            lines.push(line);
            continue;
        }
        lines.push(line);
        let label = if text.is_empty() {
            None
        } else {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            labels::lowest_first(&lines, labels::row)
        };
        lines.clear();
        found.push(FiguresRow { row: row.index, text, label });
    }
    found
}

/// Whether a row has figures for the activities, or what stands in their place, and not only a stray number.
fn has_figures(row: &Row, first: usize, last: usize, n: usize) -> bool {
    let within = || row.cells.iter().filter(|(column, _)| (first..=last).contains(column)).map(|(_, cell)| cell);
    let is_known = |(column, text): (usize, &str)| column < first && labels::row(&folded(text)).is_some();
    2 * within().count() > n
        || within().any(|cell| matches!(cell, Cell::Number(_) | Cell::NotCalculated)) && row.texts().any(is_known)
}

/// Sorts the rows of a block of flows, and says which cannot be told.
pub(super) fn sorted(workbook: &Workbook, block: &Block, problems: &mut Diagnostics) -> PrimaryRows {
    let mut rows = PrimaryRows::default();
    let Some(sheet) = workbook.sheets.get(block.sheet) else { return rows };
    let place = |row: usize| workbook.place(block.sheet, row, block.code_column);
    let mut taken: Vec<String> = Vec::new();
    for FiguresRow { row, text, label } in find(sheet, block) {
        let problem = match label {
            Some(RowLabel::Total) => continue,
            // What stands under the output is a note on the table unless it is known.
            None if rows.output.is_some() => continue,
            None if text.is_empty() => format!("row {} has figures and no label", row + 1),
            None => format!("the row `{text}` is none that is known"),
            Some(known) => {
                let line = folded(&text);
                if taken.contains(&line) || known == RowLabel::Output && rows.output.is_some() {
                    format!("the row `{text}` stands twice")
                } else {
                    taken.push(line);
                    match known {
                        RowLabel::Output => rows.output = Some(row),
                        RowLabel::Input(id, kind) => {
                            let id = numbered(id, rows.inputs.iter().map(|(input, _)| &*input.id));
                            rows.inputs.push((PrimaryInput { id, kind }, row));
                        }
                        RowLabel::Total => {}
                    }
                    continue;
                }
            }
        };
        let help = format!("rows under the activities are: {}", labels::ROWS_IN_WORDS);
        problems.push(Diagnostic::new(Code::TABLE_LABEL, problem).help(help).at(place(row)));
    }
    if rows.output.is_none() {
        let problem = "the table has no row of output under its activities";
        let help = "the row is labelled `Producción precios básicos`; check that its label was not lost";
        problems.push(Diagnostic::new(Code::TABLE_LABEL, problem).help(help).at(place(block.rows.last())));
    }
    if rows.inputs.is_empty() {
        let problem = "the table has no row of primary inputs under its activities";
        let help = format!("rows under the activities are: {}", labels::ROWS_IN_WORDS);
        problems.push(Diagnostic::new(Code::TABLE_LABEL, problem).help(help).at(place(block.rows.last())));
    }
    rows
}

/// A name that no earlier one takes: `imports`, then `imports_2`.
pub(super) fn numbered<'t>(id: &str, earlier: impl Iterator<Item = &'t str>) -> String {
    let is_same = |other: &str| other.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    match earlier.filter(|other| is_same(other)).count() {
        0 => id.to_owned(),
        count => format!("{id}_{}", count + 1),
    }
}
