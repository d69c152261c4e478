//! What every row and column outside the block of sectors is.

use super::declared::{Declared, Saying};
use super::grid::{Grid, SectorLine};
use super::totals;
use crate::table::label::shortened;
use crate::table::{ComponentKind, PrimaryInputKind};
use crate::words::{Code, Diagnostic, Diagnostics};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role<K> {
    /// Final demand or a primary input of this kind.
    Part(K),
    /// Output.
    Output,
    /// A total or a note.
    PassedOver,
}

/// A row or column outside the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<K> {
    pub(super) label: String,
    pub(super) position: usize,
    pub(super) role: Role<K>,
}

/// What the columns are.
pub(super) fn columns(
    grid: &Grid,
    declared: &Declared,
    block: &[SectorLine],
    diagnostics: &mut Diagnostics,
) -> Vec<Line<ComponentKind>> {
    let sorting = Sorting {
        what: "column",
        option: "--final-demand",
        kinds: ComponentKind::WORDS,
        other: ComponentKind::Other,
        said: &declared.columns,
        ignored: &declared.ignored,
    };
    let within: HashSet<usize> = block.iter().map(|line| line.column).collect();
    let figures = |column: usize| block.iter().map(|line| grid.quiet(line.row, column)).collect();
    let sold = || block.iter().filter_map(|line| figures(line.column)).reduce(sum).unwrap_or_default();
    sorting.sort(grid, grid.columns(), &within, &sold, &figures, diagnostics)
}

/// What the rows are.
pub(super) fn rows(
    grid: &Grid,
    declared: &Declared,
    block: &[SectorLine],
    diagnostics: &mut Diagnostics,
) -> Vec<Line<PrimaryInputKind>> {
    let sorting = Sorting {
        what: "row",
        option: "--primary-input",
        kinds: PrimaryInputKind::WORDS,
        other: PrimaryInputKind::Other,
        said: &declared.rows,
        ignored: &declared.ignored,
    };
    let within: HashSet<usize> = block.iter().map(|line| line.row).collect();
    let figures = |row: usize| block.iter().map(|line| grid.quiet(row, line.column)).collect();
    let bought = || block.iter().filter_map(|line| figures(line.row)).reduce(sum).unwrap_or_default();
    sorting.sort(grid, grid.rows(), &within, &bought, &figures, diagnostics)
}

/// The same steps for rows and for columns.
struct Sorting<'s, K> {
    what: &'static str,
    option: &'static str,
    kinds: &'s [(&'s str, K)],
    other: K,
    said: &'s HashMap<String, Saying<K>>,
    ignored: &'s HashSet<String>,
}

impl<K: Copy> Sorting<'_, K> {
    /// `within` are the positions of the sectors, `block` adds up their lines, and `figures` gives a line's numbers at
    /// each sector, if they are all numbers.
    fn sort<'l>(
        &self,
        grid: &Grid,
        labels: impl Iterator<Item = (usize, &'l str)>,
        within: &HashSet<usize>,
        block: &impl Fn() -> Vec<f64>,
        figures: &impl Fn(usize) -> Option<Vec<f64>>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Line<K>> {
        let (mut lines, mut before) = (Vec::new(), Vec::new());
        // Only a label that nothing else explains asks for the sum of all cells.
        let sum_of_block = OnceCell::new();
        let (mut unkind, mut outputs) = (Vec::new(), Vec::new());
        for (position, label) in labels.filter(|(position, _)| !within.contains(position)) {
            let role = match (self.said.get(label), self.kinds.iter().find(|(word, _)| *word == label)) {
                _ if self.ignored.contains(label) => Role::PassedOver,
                (Some(Saying::Kind(kind)), _) | (Some(Saying::Unkind) | None, Some((_, kind))) => Role::Part(*kind),
                (Some(Saying::Output), _) => Role::Output,
                (None, None) if label == "output" => Role::Output,
                (None, None)
                    if figures(position)
                        .is_some_and(|line| totals::of_lines(&line, sum_of_block.get_or_init(block), &before)) =>
                {
                    diagnostics.push(self.total(grid, label));
                    Role::PassedOver
                }
                (Some(Saying::Unkind) | None, None) => {
                    unkind.push(format!("`{}`", shortened(label)));
                    Role::Part(self.other)
                }
            };
            match role {
                Role::Part(_) => before.extend(figures(position)),
                Role::Output => outputs.push(label.to_owned()),
                Role::PassedOver => {}
            }
            lines.push(Line { label: label.to_owned(), position, role });
        }
        self.say_kinds(grid, &unkind, diagnostics);
        if outputs.len() > 1 {
            let message = format!("several {}s are output: {}", self.what, outputs.join(", "));
            let help = format!("keep one, and name the others with `--ignore {}`", outputs[1]);
            diagnostics.push(Diagnostic::new(Code::TABLE_SHAPE, message).at(grid.place()).help(help));
        }
        lines
    }

    fn total(&self, grid: &Grid, label: &str) -> Diagnostic {
        let shown = shortened(label);
        let message = format!("the {} `{shown}` adds up others and is passed over", self.what);
        Diagnostic::new(Code::TAKEN_AS_TOTAL, message)
            .at(grid.place())
            .help(format!("`--ignore {shown}` says so without this warning"))
    }

    fn say_kinds(&self, grid: &Grid, unkind: &[String], diagnostics: &mut Diagnostics) {
        let (Some(first), what) = (unkind.first(), self.what) else { return };
        let lines = if unkind.len() == 1 { what.to_owned() } else { format!("{what}s") };
        let all = unkind.join(", ");
        let kinds = self.kinds.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        let message = format!("the kind of the {lines} {all} is not said; `other` is assumed");
        let help = format!("`{} {}=KIND` says so; the kinds are {kinds}, output", self.option, first.trim_matches('`'));
        diagnostics.push(Diagnostic::new(Code::KIND_ASSUMED, message).at(grid.place()).help(help));
    }
}

/// The sum of two lines, figure by figure.
fn sum(mut a: Vec<f64>, b: Vec<f64>) -> Vec<f64> {
    for (a, b) in a.iter_mut().zip(b) {
        *a += b;
    }
    a
}
