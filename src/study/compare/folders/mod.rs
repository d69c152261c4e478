//! Two earlier results beside one another, from the texts of their files. Scenarios are paired by name, numbers by metric, rows of further
//! files by their key, and
//! a scenario whose table, closure, focus or years differ is shown but not subtracted.

mod limit;
mod result;
mod rows;
mod sheet;

pub use limit::{Limit, Limits};
pub use result::{EarlierResult, ResultFiles};

use super::against::Against;
use crate::words::{Column, Frame, FrameError, Unit, Value};
use result::{MetricRow, OutcomeRow};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Two earlier results beside one another.
#[derive(Debug)]
pub struct FolderComparison<'r> {
    first: &'r EarlierResult,
    second: &'r EarlierResult,
    pairs: Vec<Pair<'r>>,
}

/// A metric of a scenario in one result or both.
#[derive(Debug, Clone, Copy)]
struct Pair<'r> {
    first: Option<&'r MetricRow>,
    second: Option<&'r MetricRow>,
    /// Whether both ran on the same table, closure, focus and years.
    comparable: bool,
}

impl<'r> Pair<'r> {
    /// The row that there is, the first where there are both.
    fn row(&self) -> Option<&'r MetricRow> {
        self.first.or(self.second)
    }

    /// The second against the first, where they can be compared.
    fn against(&self) -> Option<Against> {
        let value = |row: Option<&MetricRow>| row.and_then(|row| row.value);
        value(self.second).filter(|_| self.comparable).map(|second| Against::of(second, value(self.first)))
    }
}

impl<'r> FolderComparison<'r> {
    /// Pairs what the two results have in common.
    pub fn of(first: &'r EarlierResult, second: &'r EarlierResult) -> Self {
        let key = |row: &'r MetricRow| (row.scenario.as_str(), row.metric.as_str());
        let others: HashMap<(&str, &str), &MetricRow> = second.comparison.iter().map(|row| (key(row), row)).collect();
        let mut paired = HashSet::new();
        let mut pairs: Vec<Pair<'r>> = first
            .comparison
            .iter()
            .map(|row| {
                let other = others.get(&key(row)).copied();
                paired.extend(other.map(key));
                let comparable = other.is_some_and(|other| same_world(first, second, row, other));
                Pair { first: Some(row), second: other, comparable }
            })
            .collect();
        let alone = second.comparison.iter().filter(|row| !paired.contains(&key(row)));
        pairs.extend(alone.map(|row| Pair { first: None, second: Some(row), comparable: false }));
        Self { first, second, pairs }
    }

    /// `comparison`: a row per scenario and metric, the second result against the first.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn comparison(&self) -> Result<Frame, FrameError> {
        self.of_metrics(|_| true)
    }

    /// The same for a reader: the metrics that a run shows first, and the further files that are few numbers.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn overview(&self) -> Result<Vec<Frame>, FrameError> {
        let mut frame = self.of_metrics(|row| SHORT.contains(&row.metric.as_str()))?;
        frame.note("Shown are the first metrics; every number, by year and sector too, with `--format` or `-o`.");
        Ok([vec![frame], self.further_in_short()?].concat())
    }

    fn of_metrics(&self, is_shown: impl Fn(&MetricRow) -> bool) -> Result<Frame, FrameError> {
        let mut columns = vec![
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("metric", "Metric", "What is measured; `eslabon list metrics` explains each."),
            Column::text("unit", "Unit", "The unit of the numbers of the row."),
        ];
        columns.extend(numbers());
        columns.extend([
            Column::text("first_words", "First, in words", "The answer of a metric that is not a number."),
            Column::text("second_words", "Second, in words", "The same in the second result."),
            Column::text("block", "Block", "Table, closure, focus and years; both where they differ."),
            Column::number(
                "first_equal_dose",
                "First, equal dose",
                Unit::None,
                "The first at the common dose of its run.",
            ),
            Column::number("second_equal_dose", "Second, equal dose", Unit::None, "The same in the second result."),
            Column::number(
                "equal_dose_difference",
                "Equal dose: difference",
                Unit::None,
                "The second at equal dose less the first.",
            ),
        ]);
        let title = format!("{} against {}", self.second.folder, self.first.folder);
        let mut frame = Frame::new("comparison", title, columns);
        for pair in &self.pairs {
            let Some(row) = pair.row().filter(|row| is_shown(row)) else { continue };
            let mut cells: Vec<Value> =
                vec![row.scenario.as_str().into(), row.metric.as_str().into(), row.unit.as_str().into()];
            let value = |row: Option<&MetricRow>| row.and_then(|row| row.value);
            cells.extend([value(pair.first).into(), value(pair.second).into()]);
            let against = pair.against();
            cells.push(against.and_then(|against| against.difference).into());
            cells.push(against.and_then(|against| against.percent).into());
            let words = |row: Option<&MetricRow>| row.and_then(|row| row.words.clone());
            cells.extend([words(pair.first).into(), words(pair.second).into(), block(pair).into()]);
            let [one, two] = [pair.first, pair.second].map(|row| row.and_then(|row| row.equal_dose));
            let both = two.filter(|_| pair.comparable).and_then(|two| Against::of(two, one).difference);
            cells.extend([one.into(), two.into(), both.into()]);
            frame.push(cells);
        }
        for note in self.notes() {
            frame.note(note);
        }
        frame.finish()
    }

    /// `outcomes`: the numbers by point, year and sector that are not the same in both results.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn outcomes(&self) -> Result<Frame, FrameError> {
        let mut columns = vec![
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("point", "Point", "Where within the ranges of its parameters it ran."),
            Column::text("draw", "Draw", "The number of the random draw; empty where nothing is drawn."),
            Column::integer("year", "Year", Unit::None, "The year."),
            Column::text("sector", "Sector", "The code of the sector, `total` for all together."),
            Column::text("sector_name", "Name", "The name of the sector."),
            Column::text("metric", "Metric", "What is measured."),
            Column::text("unit", "Unit", "The unit of the numbers of the row."),
        ];
        columns.extend(numbers());
        let title = format!("What differs by year and sector: {} against {}", self.second.folder, self.first.folder);
        let mut frame = Frame::new("outcomes", title, columns);
        let others: HashMap<_, &OutcomeRow> = self.second.outcomes.iter().map(|row| (row.key(), row)).collect();
        let comparable = self.compared();
        let (mut same, mut alone) = (0_usize, 0_usize);
        for row in self.first.outcomes.iter().filter(|row| comparable.contains(row.scenario.as_str())) {
            let Some(other) = others.get(&row.key()) else {
                alone += 1;
                continue;
            };
            if other.value == row.value {
                same += 1;
                continue;
            }
            let against = Against::of(other.value, Some(row.value));
            let text = |text: &str| if text.is_empty() { Value::Empty } else { text.into() };
            let mut cells = vec![text(&row.scenario), text(&row.point), text(&row.draw), row.year.into()];
            cells.extend([&row.sector, &row.sector_name, &row.metric, &row.unit].map(|cell| text(cell)));
            cells.extend([row.value.into(), other.value.into(), against.difference.into(), against.percent.into()]);
            frame.push(cells);
        }
        let paired = same + frame.rows.len();
        frame.note(format!("{} of {paired} paired numbers differ.", frame.rows.len()));
        if alone > 0 {
            frame.note(format!("{alone} numbers of these scenarios stand in the first result only."));
        }
        frame.finish()
    }

    /// The names of the scenarios that ran on the same table, closure, focus and years in both results.
    fn compared(&self) -> BTreeSet<&'r str> {
        let pairs = self.pairs.iter().filter(|pair| pair.comparable);
        pairs.filter_map(|pair| pair.row().map(|row| row.scenario.as_str())).collect()
    }

    /// What must be known to read the differences.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |sentence: String| {
            if !notes.contains(&sentence) {
                notes.push(sentence);
            }
        };
        for pair in &self.pairs {
            match (pair.first, pair.second) {
                (Some(first), Some(second)) => {
                    let name = &first.scenario;
                    if !pair.comparable && first.block == second.block {
                        say(format!("`{name}` ran on tables of the same name that are not the same: not subtracted."));
                    } else if !pair.comparable {
                        say(format!("`{name}` ran on {} and on {}: not subtracted.", first.block, second.block));
                    } else if first.payer != second.payer {
                        say(format!(
                            "`{name}` is paid for by {} and by {}: value added cannot be compared.",
                            first.payer, second.payer
                        ));
                    }
                }
                (Some(row), None) if !self.second.has(&row.scenario) => {
                    say(format!("`{}` stands in the first result only.", row.scenario));
                }
                (None, Some(row)) if !self.first.has(&row.scenario) => {
                    say(format!("`{}` stands in the second result only.", row.scenario));
                }
                _ => {}
            }
        }
        if self.first.version != self.second.version {
            let (first, second) = (&self.first.version, &self.second.version);
            notes.push(format!("The results come from versions {first} and {second} of the program."));
        }
        notes
    }
}

/// The metrics that are shown to a reader.
const SHORT: &[&str] = &[
    "dose",
    "focus_output",
    "value_added",
    "compensation",
    "imports",
    "depth_output",
    "effective_number.own_use_out",
    "reach",
];

/// The columns of two numbers and their difference.
fn numbers() -> [Column; 4] {
    let number = |id, name, about| Column::number(id, name, Unit::None, about);
    [
        number("first", "First", "The number in the first result."),
        number("second", "Second", "The number in the second result."),
        number("difference", "Difference", "Second less first."),
        Column::number(
            "percent",
            "Percent",
            Unit::Percent,
            "Difference in percent of the first; empty where that is zero.",
        ),
    ]
}

fn block(pair: &Pair<'_>) -> String {
    match (pair.first, pair.second) {
        (Some(first), Some(second)) if first.block != second.block => format!("{}; {}", first.block, second.block),
        _ => pair.row().map(|row| row.block.clone()).unwrap_or_default(),
    }
}

/// Whether a scenario ran on the same table, closure, focus and years in both results.
fn same_world(first: &EarlierResult, second: &EarlierResult, one: &MetricRow, other: &MetricRow) -> bool {
    one.block == other.block && one.unit == other.unit && first.table(&one.block) == second.table(&other.block)
}

#[cfg(test)]
mod tests;
