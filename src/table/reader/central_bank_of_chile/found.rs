//! The blocks of a workbook with what each shows.

use super::block::{self, Block};
use super::labels::RowLabel;
use super::rows;
use super::sheet::Cell;
use super::subject::Subject;
use super::workbook::Workbook;
use crate::words::folded;

/// A block with what it shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The block.
    pub(super) block: Block,
    /// What it shows.
    pub(super) subject: Subject,
    /// The row of the title that says so.
    pub(super) title_row: Option<usize>,
}

/// All blocks of a workbook, by sheet and from top to bottom.
pub(super) fn all(workbook: &Workbook) -> Vec<Found> {
    let shown = |block: Block| {
        let (subject, title_row) = subject(workbook, &block);
        Found { block, subject, title_row }
    };
    block::find(workbook).into_iter().map(shown).collect()
}

/// What a block shows: what the nearest title above it says. A block without title is known by what goes with it: rows of
/// primary inputs stand under flows only, and the diagonal of an inverse is at least one.
fn subject(workbook: &Workbook, block: &Block) -> (Subject, Option<usize>) {
    let Some(sheet) = workbook.sheets.get(block.sheet) else { return (Subject::Other, None) };
    for row in sheet.between(block.top, block.header).iter().rev() {
        if let Some(subject) = row.texts().find_map(|(_, text)| Subject::of_title(&folded(text))) {
            return (subject, Some(row.index));
        }
    }
    if rows::find(sheet, block).iter().any(|row| matches!(row.label, Some(RowLabel::Input(..)))) {
        return (Subject::Flows, None);
    }
    let diagonal = block.rows.at.iter().all(|&(row, code)| {
        let cell = block.columns.position(code).and_then(|column| sheet.at(row, column));
        matches!(cell, Some(Cell::Number(figure)) if *figure >= 1.0 - 1e-9)
    });
    (if diagonal { Subject::Inverse } else { Subject::Coefficients }, None)
}
