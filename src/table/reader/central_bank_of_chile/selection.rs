//! Which blocks of a workbook are read: one table of flows, and the coefficients and the inverse that go with it.

use super::block::Block;
use super::found::{self, Found};
use super::heading::Heading;
use super::subject::Subject;
use super::workbook::Workbook;
use crate::words::{Code, Diagnostic, Diagnostics, Place};

/// The blocks that are read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Selection {
    /// The table of flows.
    pub(super) flows: Block,
    /// What stands above it.
    pub(super) heading: Heading,
    /// Direct coefficients, if there are any.
    pub(super) coefficients: Option<Block>,
    /// The Leontief inverse, if there is one.
    pub(super) inverse: Option<Block>,
}

impl Selection {
    /// Chooses, or says that the workbook has no table; of several tables it says which one is read.
    pub(super) fn of(workbook: &Workbook, diagnostics: &mut Diagnostics) -> Option<Self> {
        let blocks = found::all(workbook);
        let file = || Place::file(workbook.file.clone());
        let tables: Vec<(usize, Heading)> = blocks
            .iter()
            .enumerate()
            .filter(|(_, found)| found.subject == Subject::Flows)
            .map(|(at, found)| (at, Heading::of(workbook, &found.block, found.title_row)))
            .filter(|(_, heading)| !heading.only_imports)
            .collect();
        // The nearest to what is wanted, then the one with the most activities, then the first.
        let rank = |(at, heading): &&(usize, Heading)| {
            (heading.fitness(), blocks.get(*at).map_or(0, |found| found.block.len()), usize::MAX - at)
        };
        let Some((at, heading)) = tables.iter().max_by_key(rank).cloned() else {
            let message = "the workbook holds no input-output table of the Central Bank of Chile";
            let help =
                "a table is known by a row of activity codes 1, 2, 3, ... and the same codes down a column to its left";
            diagnostics.push(Diagnostic::new(Code::NO_TABLE, message).help(help).at(file()));
            return None;
        };
        let flows = blocks.get(at)?.block.clone();
        if tables.len() > 1 {
            let named = |found: &Found| {
                let sheet = workbook.sheets.get(found.block.sheet).map_or("", |sheet| &sheet.name);
                format!("{} activities on the sheet `{sheet}`, row {}", found.block.len(), found.block.header + 1)
            };
            let others: Vec<String> = tables
                .iter()
                .filter(|(other, _)| *other != at)
                .filter_map(|(other, _)| blocks.get(*other))
                .map(named)
                .collect();
            let message = format!(
                "the workbook holds {} tables; the one of {} is read and these are passed over: {}",
                tables.len(),
                blocks.get(at).map(named).unwrap_or_default(),
                others.join("; ")
            );
            let help = "to read another, keep only its sheets in a copy of the workbook";
            diagnostics.push(Diagnostic::new(Code::SEVERAL_TABLES, message).help(help).at(file()));
        }
        let companion = |subject| companion(&blocks, at, flows.len(), subject, tables.len() == 1);
        let (coefficients, inverse) = (companion(Subject::Coefficients), companion(Subject::Inverse));
        Some(Self { flows, heading, coefficients, inverse })
    }
}

/// The block of a subject that goes with a table: one of as many activities, the first below or after the table if there is
/// one. Where the workbook has a single table, a block of another size is a damaged one and is taken, to be told.
fn companion(blocks: &[Found], table: usize, n: usize, subject: Subject, single: bool) -> Option<Block> {
    let of_subject = || blocks.iter().enumerate().filter(|(_, found)| found.subject == subject);
    let of_size = || of_subject().filter(|(_, found)| found.block.len() == n);
    of_size()
        .find(|(at, _)| *at > table)
        .or_else(|| of_size().next())
        .or_else(|| of_subject().next().filter(|_| single))
        .map(|(_, found)| found.block.clone())
}
