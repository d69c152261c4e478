//! The sectors: the labels that stand both in the first row and in the first column, without what is known to be something
//! else. A total kept among them would count every flow twice and still let all identities hold, so that it is looked for.

use super::declared::Declared;
use super::grid::{Grid, SectorLine};
use super::totals::{Match, Sums};
use crate::table::PrimaryInputKind;
use crate::table::label::shortened;
use crate::words::{Code, Diagnostic, Diagnostics};
use std::collections::{HashMap, HashSet};

/// Finds the sectors. A total among them is said and passed over like one that the options name.
pub(super) fn find(grid: &Grid, declared: &mut Declared, diagnostics: &mut Diagnostics) -> Vec<SectorLine> {
    let columns: HashMap<&str, usize> = grid.columns().map(|(column, label)| (label, column)).collect();
    let named_otherwise = |label: &str| {
        declared.ignored.contains(label)
            || declared.columns.contains_key(label)
            || declared.rows.contains_key(label)
            || label == "output"
            || PrimaryInputKind::WORDS.iter().any(|(word, kind)| *word == label && *kind != PrimaryInputKind::Other)
    };
    let mut sectors: Vec<SectorLine> = grid
        .rows()
        .filter(|(_, label)| !named_otherwise(label))
        .filter_map(|(row, label)| Some(SectorLine { label: label.to_owned(), row, column: *columns.get(label)? }))
        .collect();
    loop {
        let sums = Sums::of(grid, &sectors);
        let found = (0..sectors.len()).find_map(|at| Some((at, sums.total(grid, &sectors, at)?)));
        let Some((at, found)) = found else { break };
        let total = sectors.remove(at);
        diagnostics.push(total_among_sectors(grid, &total.label, found));
        declared.ignored.insert(total.label);
    }
    if sectors.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, "no label stands both in the first row and in the first column")
                .at(grid.place())
                .help("the codes of the sectors head the columns and begin the rows of a table"),
        );
    } else {
        check_together(grid, declared, &sectors, diagnostics);
    }
    sectors
}

fn total_among_sectors(grid: &Grid, label: &str, found: Match) -> Diagnostic {
    let shown = shortened(label);
    match found {
        Match::Exact => Diagnostic::new(
            Code::TAKEN_AS_TOTAL,
            format!("the row and the column `{shown}` add up the sectors and are passed over"),
        )
        .help(format!("`--ignore {shown}` says so without this warning")),
        Match::Near => Diagnostic::new(
            Code::TABLE_SHAPE,
            format!("the row and the column `{shown}` seem to be totals, but do not add up exactly"),
        )
        .help(format!("`--ignore {shown}` passes over them")),
    }
    .at(grid.place())
}

/// Says where the sectors do not stand side by side in the same order in both directions: a label apart from the others is
/// likely to be something else.
fn check_together(grid: &Grid, declared: &Declared, sectors: &[SectorLine], diagnostics: &mut Diagnostics) {
    let labels: HashSet<&str> = sectors.iter().map(|sector| sector.label.as_str()).collect();
    let is_sector = |label: &str| labels.contains(label);
    let column_labels: Vec<&str> = grid.columns().map(|(_, label)| label).filter(|label| is_sector(label)).collect();
    for (sector, other) in sectors.iter().zip(&column_labels) {
        if sector.label != *other {
            let message = format!(
                "the sectors stand in another order in the columns: `{other}` where the rows have `{}`",
                sector.label
            );
            diagnostics.push(
                Diagnostic::new(Code::TABLE_SHAPE, message)
                    .at(grid.text.cell(&grid.record(sector.row), 0))
                    .help("bring rows and columns into the same order"),
            );
            return;
        }
    }
    let apart = |labels: Vec<&str>| {
        let shown: Vec<&str> = labels.into_iter().filter(|label| !declared.ignored.contains(*label)).collect();
        let first = shown.iter().position(|label| is_sector(label))?;
        let run = shown[first..].iter().take_while(|label| is_sector(label)).count();
        let between = shown.get(first + run).map(|label| (*label).to_owned());
        shown[first + run..].iter().find(|label| is_sector(label)).map(|label| ((*label).to_owned(), between))
    };
    let by_column = apart(grid.columns().map(|(_, label)| label).collect());
    let by_row = apart(grid.rows().map(|(_, label)| label).collect());
    if let Some((label, Some(between))) = by_column.or(by_row) {
        let (label, between) = (shortened(&label), shortened(&between));
        let message = format!(
            "`{label}` stands in rows and columns like a sector, but apart from the others, behind `{between}`"
        );
        diagnostics.push(
            Diagnostic::new(Code::TABLE_SHAPE, message)
                .at(grid.place())
                .help("name what is no sector with --ignore, --final-demand or --primary-input"),
        );
    }
}
