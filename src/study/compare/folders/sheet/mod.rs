//! Further files of an earlier result, of which a result has those that there was something to say for: a row per scenario and what
//! the columns of its key say, the other columns numbers or words.

use super::FolderComparison;
use super::rows::each_row;
use crate::study::compare::against::Against;
use crate::words::{Column, Diagnostics, Frame, FrameError, Unit, Value};
use std::collections::HashMap;

/// How two files of a kind are shown beside one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Every row three times: as in the first result, as in the second, and the difference. For files of few rows.
    Beside,
    /// The numbers that differ, a row each.
    Differing,
    /// The rows that stand in one of them alone.
    Alone,
}

/// A kind of file.
#[derive(Debug)]
struct Kind {
    id: &'static str,
    title: &'static str,
    /// The columns that say which row it is; each file has them.
    key: &'static [&'static str],
    shown: Shown,
    /// The columns that are shown on the terminal.
    short: &'static [&'static str],
}

/// Every kind, in the order in which differences are shown: the overview of what spreads comes last.
static KINDS: &[Kind] = &[
    kind("decomposition", "Technology and final demand", &["scenario", "sector"], Shown::Differing, &[]),
    kind("sensitivity", "Each parameter alone", &["scenario", "metric", "parameter"], Shown::Differing, &[]),
    kind("adoption", "Adoption by sector", &["scenario", "technology", "sector"], Shown::Differing, &[]),
    kind("dominance", "Dominance", &["scenario", "other", "dose", "verdict", "study"], Shown::Alone, &[]),
    kind("flips", "Rankings that turn around", &["scenario", "sentence", "study"], Shown::Alone, &[]),
    kind(
        "ranking",
        "Rankings",
        &["scenario", "study"],
        Shown::Beside,
        &["rank", "score", "equal_dose_rank", "equal_dose_score"],
    ),
    kind(
        "channels",
        "What everyone else gains",
        &["scenario", "technology", "channel", "case"],
        Shown::Beside,
        &["years_of_others_to_50", "years_gained_by_others"],
    ),
    kind(
        "diffusion",
        "How far and how fast",
        &["scenario", "technology"],
        Shown::Beside,
        &[
            "adoption_of_others",
            "adoption",
            "years_of_others_to_50",
            "years_gained_by_others",
            "depth_output",
            "effective_number_own_use_out",
            "dose",
            "value_added_difference",
            "others_by_year",
        ],
    ),
];

const fn kind(
    id: &'static str,
    title: &'static str,
    key: &'static [&'static str],
    shown: Shown,
    short: &'static [&'static str],
) -> Kind {
    Kind { id, title, key, shown, short }
}

/// A further file as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sheet {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The names of the files that may be read, without `.csv`.
    pub(super) fn ids() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|kind| kind.id)
    }

    /// Reads the text of one of them; says what is wrong with it. Nothing where there is no such kind.
    pub(super) fn read(id: &str, file: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let kind = KINDS.iter().find(|kind| kind.id == id)?;
        let mut sheet = Self::default();
        each_row(file, text, kind.key, diagnostics, |row, _| {
            if sheet.columns.is_empty() {
                sheet.columns = row.header().map(str::to_owned).collect();
            }
            sheet.rows.push(row.cells().map(str::to_owned).collect());
        });
        Some(sheet)
    }

    fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    fn cell<'s>(&self, row: &'s [String], column: &str) -> &'s str {
        self.at(column).and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    fn key<'s>(&self, row: &'s [String], kind: &Kind) -> Vec<&'s str> {
        kind.key.iter().map(|column| self.cell(row, column)).collect()
    }
}

/// A number as a cell holds it.
fn number(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Two sheets of one kind, with the rows of scenarios that can be compared.
struct Sheets<'s> {
    kind: &'static Kind,
    first: &'s Sheet,
    second: &'s Sheet,
    /// A row of the first, of the second, or of both.
    pairs: Vec<[Option<&'s [String]>; 2]>,
}

impl<'s> Sheets<'s> {
    fn of(kind: &'static Kind, first: &'s Sheet, second: &'s Sheet, is_compared: impl Fn(&str) -> bool) -> Self {
        let rows = |sheet: &'s Sheet| -> Vec<(Vec<&'s str>, &'s [String])> {
            let of = sheet.rows.iter().filter(|row| is_compared(sheet.cell(row, "scenario")));
            of.map(|row| (sheet.key(row, kind), row.as_slice())).collect()
        };
        let (ours, theirs) = (rows(first), rows(second));
        let known: HashMap<&[&str], &'s [String]> = theirs.iter().map(|(key, row)| (key.as_slice(), *row)).collect();
        let mine: HashMap<&[&str], &'s [String]> = ours.iter().map(|(key, row)| (key.as_slice(), *row)).collect();
        let mut pairs: Vec<[Option<&'s [String]>; 2]> =
            ours.iter().map(|(key, row)| [Some(*row), known.get(key.as_slice()).copied()]).collect();
        let alone = theirs.iter().filter(|(key, _)| !mine.contains_key(key.as_slice()));
        pairs.extend(alone.map(|(_, row)| [None, Some(*row)]));
        Self { kind, first, second, pairs }
    }

    /// The cells of a pair in a column.
    fn cells(&self, pair: &[Option<&'s [String]>; 2], column: &str) -> [&'s str; 2] {
        let [first, second] = pair;
        [first.map_or("", |row| self.first.cell(row, column)), second.map_or("", |row| self.second.cell(row, column))]
    }

    fn key(&self, pair: &[Option<&'s [String]>; 2]) -> Vec<&'s str> {
        let of = |column: &&str| {
            let [first, second] = self.cells(pair, column);
            if first.is_empty() { second } else { first }
        };
        self.kind.key.iter().map(of).collect()
    }

    /// The columns beside the key, of the first sheet and then of the second, each with whether all that stands there is a number.
    fn columns(&self) -> Vec<(&'s str, bool)> {
        let all = self.first.columns.iter().chain(&self.second.columns);
        let mut columns: Vec<(&str, bool)> = Vec::new();
        for column in all.filter(|column| !self.kind.key.contains(&column.as_str())) {
            if columns.iter().all(|(known, _)| known != column) {
                let mut cells = self.pairs.iter().flat_map(|pair| self.cells(pair, column));
                let has_some = cells.clone().any(|cell| !cell.is_empty());
                let is_number = cells.all(|cell| cell.is_empty() || number(cell).is_some());
                columns.extend(has_some.then_some((column.as_str(), is_number)));
            }
        }
        columns
    }

    fn key_columns(&self) -> Vec<Column> {
        self.kind.key.iter().map(|id| Column::text(*id, *id, "Which row it is.")).collect()
    }

    fn frame(&self, title: &str, is_short: bool) -> Result<Frame, FrameError> {
        match self.kind.shown {
            Shown::Beside => self.beside(title, is_short),
            Shown::Differing => self.differing(title),
            Shown::Alone => self.alone(title),
        }
    }

    fn beside(&self, title: &str, is_short: bool) -> Result<Frame, FrameError> {
        let mut found = self.columns();
        found.retain(|(id, _)| !is_short || self.kind.short.contains(id));
        let mut columns = self.key_columns();
        columns.push(Column::text("result", "Result", "The first result, the second, or the second less the first."));
        columns.extend(found.iter().map(|(id, is_number)| {
            let about = "As in the file of this name.";
            if *is_number {
                Column::number(*id, id.replace('_', " "), Unit::None, about)
            } else {
                Column::text(*id, id.replace('_', " "), about)
            }
        }));
        let mut frame = Frame::new(self.kind.id, title, columns);
        for pair in &self.pairs {
            let key: Vec<Value> = self.key(pair).into_iter().map(Value::from).collect();
            for (at, result) in ["first", "second"].into_iter().enumerate().filter(|(at, _)| pair[*at].is_some()) {
                let cell = |(id, is_number): &(&str, bool)| {
                    let text = self.cells(pair, id)[at];
                    match number(text).filter(|_| *is_number) {
                        Some(number) => number.into(),
                        None if text.is_empty() => Value::Empty,
                        None => text.into(),
                    }
                };
                let mut row = key.clone();
                row.push(result.into());
                row.extend(found.iter().map(cell));
                frame.push(row);
            }
            if let [Some(_), Some(_)] = pair {
                let difference = |(id, is_number): &(&str, bool)| {
                    let [first, second] = self.cells(pair, id).map(|cell| number(cell).filter(|_| *is_number));
                    Value::from(second.and_then(|second| Against::of(second, first).difference))
                };
                let mut row = key;
                row.push("difference".into());
                row.extend(found.iter().map(difference));
                frame.push(row);
            }
        }
        frame.finish()
    }

    fn differing(&self, title: &str) -> Result<Frame, FrameError> {
        let mut columns = self.key_columns();
        columns.push(Column::text("column", "Column", "The column of the file."));
        columns.extend(super::numbers());
        let mut frame = Frame::new(self.kind.id, title, columns);
        let found: Vec<&str> =
            self.columns().into_iter().filter(|(_, is_number)| *is_number).map(|(id, _)| id).collect();
        let (mut all, mut alone) = (0_usize, [0_usize; 2]);
        for pair in &self.pairs {
            match pair {
                [Some(_), None] => alone[0] += 1,
                [None, Some(_)] => alone[1] += 1,
                _ => {}
            }
            for id in &found {
                let [first, second] = self.cells(pair, id).map(number);
                all += usize::from(first.is_some() && second.is_some());
                if first == second || pair.iter().any(Option::is_none) {
                    continue;
                }
                let against = second.map(|second| Against::of(second, first));
                let mut row: Vec<Value> = self.key(pair).into_iter().map(Value::from).collect();
                row.extend([(*id).into(), first.into(), second.into()]);
                row.push(against.and_then(|against| against.difference).into());
                row.push(against.and_then(|against| against.percent).into());
                frame.push(row);
            }
        }
        frame.note(format!("{} of {all} paired numbers differ, or stand in one of two paired rows.", frame.rows.len()));
        for (count, which) in alone.into_iter().zip(["first", "second"]).filter(|(count, _)| *count > 0) {
            frame.note(format!("{count} rows stand in the {which} result only."));
        }
        frame.finish()
    }

    fn alone(&self, title: &str) -> Result<Frame, FrameError> {
        let mut columns = self.key_columns();
        columns.push(Column::text(
            "result",
            "Result",
            "In which result alone the row stands, the first or the second.",
        ));
        let mut frame = Frame::new(self.kind.id, title, columns);
        for pair in self.pairs.iter().filter(|pair| pair.iter().any(Option::is_none)) {
            let mut row: Vec<Value> = self.key(pair).into_iter().map(Value::from).collect();
            row.push(if pair[0].is_some() { "first" } else { "second" }.into());
            frame.push(row);
        }
        frame.note(format!("{} of {} rows stand in one result only.", frame.rows.len(), self.pairs.len()));
        frame.finish()
    }
}

impl FolderComparison<'_> {
    /// The further files that both results have, the second against the first, of the scenarios that can be compared: `decomposition`,
    /// `sensitivity`, `adoption`, `dominance`, `flips`, `ranking`, `channels` and `diffusion`.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn further(&self) -> Result<Vec<Frame>, FrameError> {
        self.sheets(false)
    }

    /// Those of them that are few numbers for a reader: what everyone else gains, rankings and what turns around, how far and how fast.
    pub(super) fn further_in_short(&self) -> Result<Vec<Frame>, FrameError> {
        self.sheets(true)
    }

    fn sheets(&self, is_short: bool) -> Result<Vec<Frame>, FrameError> {
        let compared = self.compared();
        let mut frames = Vec::new();
        let shown = |kind: &&Kind| !is_short || kind.shown != Shown::Differing;
        for kind in KINDS.iter().filter(shown) {
            let [first, second] = [self.first, self.second].map(|result| result.sheets.get(kind.id));
            let (Some(first), Some(second)) = (first, second) else { continue };
            let sheets = Sheets::of(kind, first, second, |scenario| compared.contains(scenario));
            if !sheets.pairs.is_empty() {
                let title = format!("{}: {} against {}", kind.title, self.second.folder, self.first.folder);
                frames.push(sheets.frame(&title, is_short)?);
            }
        }
        Ok(frames)
    }
}

#[cfg(test)]
mod tests;
