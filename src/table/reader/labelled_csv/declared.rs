//! What the options say of rows and columns.

use super::grid::Grid;
use crate::table::label::shortened;
use crate::table::reader::ReadOptions;
use crate::table::{ComponentKind, PrimaryInputKind};
use crate::words::{Code, Diagnostic, Diagnostics, suggestion};
use std::collections::{HashMap, HashSet};

/// The word that, in the place of a kind, says that a line is output.
const OUTPUT: &str = "output";

/// What is said of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saying<K> {
    /// It is of this kind.
    Kind(K),
    /// It is part of the table; of which kind is not said.
    Unkind,
    /// It is output.
    Output,
}

/// What is said of all lines, by label.
pub(super) struct Declared {
    pub(super) columns: HashMap<String, Saying<ComponentKind>>,
    pub(super) rows: HashMap<String, Saying<PrimaryInputKind>>,
    pub(super) ignored: HashSet<String>,
}

/// Reads the options, and says every word in them that is no label of the file or no kind.
pub(super) fn read(grid: &Grid, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Declared {
    let columns: Vec<&str> = grid.columns().map(|(_, label)| label).collect();
    let rows: Vec<&str> = grid.rows().map(|(_, label)| label).collect();
    let declared = Declared {
        columns: sayings(&options.final_demand, &columns, "column", ComponentKind::WORDS, grid, diagnostics),
        rows: sayings(&options.primary_inputs, &rows, "row", PrimaryInputKind::WORDS, grid, diagnostics),
        ignored: options.ignore.iter().map(|label| label.trim().to_owned()).collect(),
    };
    let both: Vec<&str> = columns.iter().chain(&rows).copied().collect();
    for label in &options.ignore {
        let label = label.trim();
        if !both.contains(&label) {
            diagnostics.push(no_label("row or column", label, &both, grid));
        }
        if declared.columns.contains_key(label) || declared.rows.contains_key(label) {
            let message = format!("`{}` is both named as part of the table and passed over", shortened(label));
            diagnostics.push(
                Diagnostic::new(Code::TABLE_SHAPE, message).at(grid.place()).help("take it out of one of the options"),
            );
        }
    }
    declared
}

fn sayings<K: Copy>(
    words: &[String],
    labels: &[&str],
    what: &str,
    kinds: &[(&str, K)],
    grid: &Grid,
    diagnostics: &mut Diagnostics,
) -> HashMap<String, Saying<K>> {
    let mut sayings = HashMap::new();
    for word in words {
        let word = word.trim();
        // A label may itself hold an equals sign.
        let (label, kind) = match word.rsplit_once('=') {
            Some((label, kind)) if !labels.contains(&word) => (label.trim(), Some(kind.trim())),
            _ => (word, None),
        };
        if !labels.contains(&label) {
            diagnostics.push(no_label(what, label, labels, grid));
            continue;
        }
        let known = kind.and_then(|kind| kinds.iter().find(|(known, _)| *known == kind));
        let saying = match (kind, known) {
            (None, _) => Saying::Unkind,
            (Some(OUTPUT), _) => Saying::Output,
            (Some(_), Some((_, kind))) => Saying::Kind(*kind),
            (Some(kind), None) => {
                let known = kinds.iter().map(|(known, _)| *known).chain([OUTPUT]);
                let all = format!("the kinds are {}", known.clone().collect::<Vec<_>>().join(", "));
                diagnostics.push(
                    Diagnostic::new(Code::UNKNOWN_WORD, format!("the {what} `{label}` cannot be `{kind}`"))
                        .at(grid.place())
                        .help(suggestion(kind, known, &all)),
                );
                Saying::Unkind
            }
        };
        if sayings.insert(label.to_owned(), saying).is_some() {
            let message = format!("the {what} `{}` is named twice in the options", shortened(label));
            diagnostics.push(Diagnostic::new(Code::TABLE_SHAPE, message).at(grid.place()).help("name it once"));
        }
    }
    sayings
}

fn no_label(what: &str, label: &str, labels: &[&str], grid: &Grid) -> Diagnostic {
    let all = "labels are written as in the first row and the first column of the file";
    Diagnostic::new(Code::TABLE_SHAPE, format!("the file has no {what} `{}`", shortened(label)))
        .at(grid.place())
        .help(suggestion(label, labels.iter().copied(), all))
}
