//! What a table read from a workbook says of itself.

use super::heading;
use super::selection::Selection;
use super::workbook::Workbook;
use crate::table::{Flows, Manifest, Source};
use crate::words::{Code, Diagnostic, Diagnostics};

/// The manifest of the selected table; none where its unit is not stated.
pub(super) fn of(workbook: &Workbook, selection: &Selection, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let (block, heading) = (&selection.flows, &selection.heading);
    let Some(money) = heading.money.clone() else {
        let message = "the unit of the table is stated nowhere in the workbook";
        let help = "write it above the table in brackets: `(millones de pesos de 2008)`";
        let place = workbook.place(block.sheet, block.top, block.code_column);
        diagnostics.push(Diagnostic::new(Code::TABLE_UNIT, message).help(help).at(place));
        return None;
    };
    let n = block.len();
    let total = if heading.flows == Flows::Total { "-total" } else { "" };
    let id = match heading.year {
        Some(year) => format!("bcch-{year}-{n}{total}"),
        None => format!("bcch-{n}{total}"),
    };
    let title = if heading.title.is_empty() { "Matriz de insumo-producto" } else { &heading.title };
    let mut notes: Vec<String> = heading.assumption.iter().cloned().collect();
    notes.push("Names of activities are in Spanish, as published.".into());
    Some(Manifest {
        title: heading.year.map_or_else(|| title.to_owned(), |year| format!("{title}, {year}")),
        country: "CHL".into(),
        year: heading.year,
        valuation: heading.valuation,
        flows: heading.flows,
        layout: heading.layout,
        source: Source {
            publisher: "Banco Central de Chile".into(),
            edition: heading::edition(workbook),
            retrieved: None,
            notes,
            breaks: heading.year.map(side).into_iter().collect(),
        },
        ..Manifest::new(id, money)
    })
}

/// The year in which the classification of activities was revised.
const REVISION: i32 = 2013;

/// On which side of the revision a table of a year lies.
fn side(year: i32) -> String {
    let side = if year < REVISION { "before" } else { "after" };
    format!("The classification of activities was revised in {REVISION}: this table follows the one {side} it.")
}
