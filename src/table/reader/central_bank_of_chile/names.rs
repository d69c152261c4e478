//! The names of the activities: beside their codes in the table, or in the list that the workbook gives on another sheet.

use super::block::Block;
use super::codes;
use super::heading::tidy;
use super::sheet::{Cell, Sheet};
use super::subject::Subject;
use super::workbook::Workbook;
use crate::words::folded;
use std::collections::BTreeMap;

/// A list of codes with a text to the right of each.
#[derive(Debug, Default)]
struct List {
    names: BTreeMap<u32, String>,
    last: u32,
    of_activities: bool,
}

/// The name of each activity of a block, by code; activities without a name are left out.
pub(super) fn find(workbook: &Workbook, block: &Block) -> BTreeMap<u32, String> {
    let wanted = |list: &List| list.names.keys().filter(|code| block.rows.position(**code).is_some()).count();
    let beside = workbook.sheets.get(block.sheet).map(|sheet| beside(sheet, block)).unwrap_or_default();
    if 2 * beside.len() > block.len() {
        return beside;
    }
    let lists = workbook.sheets.iter().flat_map(of_sheet);
    // The list that covers most of the activities and has least else; of equals one that says it lists activities.
    lists
        .map(|list| ((2 * wanted(&list)).saturating_sub(list.names.len()), list))
        .filter(|(fits, _)| *fits > 0)
        .max_by_key(|(fits, list)| (*fits, list.of_activities))
        .map(|(_, list)| list.names)
        .unwrap_or_default()
}

/// Texts in the rows of the block to the left of its figures.
fn beside(sheet: &Sheet, block: &Block) -> BTreeMap<u32, String> {
    let name = |&(row, code): &(usize, u32)| {
        let mut texts = sheet.row(row)?.texts().filter(|(column, text)| {
            *column < block.columns.first() && *column != block.code_column && text.chars().any(char::is_alphabetic)
        });
        texts.next().map(|(_, text)| (code, tidy(text)))
    };
    block.rows.at.iter().filter_map(name).collect()
}

/// The lists of a sheet, each down one column of codes. An index of the workbook's tables is none.
fn of_sheet(sheet: &Sheet) -> Vec<List> {
    let mut lists: BTreeMap<usize, Vec<List>> = BTreeMap::new();
    let mut of_activities = false;
    for row in sheet.rows() {
        of_activities |= row.texts().any(|(_, text)| folded(text).contains("actividad"));
        for pair in row.cells.windows(2) {
            let [(column, cell), (_, Cell::Text(name))] = pair else { continue };
            let Some(code) = codes::code(cell).filter(|_| name.chars().any(char::is_alphabetic)) else { continue };
            let of_column = lists.entry(*column).or_default();
            if of_column.last().is_none_or(|list| code <= list.last) {
                of_column.push(List { of_activities, ..List::default() });
            }
            if let Some(list) = of_column.last_mut() {
                list.names.insert(code, tidy(name));
                list.last = code;
            }
        }
    }
    let is_index = |list: &List| list.names.values().any(|name| Subject::of_title(&folded(name)).is_some());
    // A code with a text beside it may be the end of a header row.
    lists.into_values().flatten().filter(|list| list.names.len() > 1 && !is_index(list)).collect()
}
