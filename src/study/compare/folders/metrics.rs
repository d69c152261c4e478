//! `comparison` of two earlier results: a row per scenario and metric, and what must be known to read the differences.

use super::super::against::Against;
use super::result::MetricRow;
use super::{FolderComparison, Pair, numbers};
use crate::words::{Column, Frame, FrameError, Unit, Value};

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

impl FolderComparison<'_> {
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

fn block(pair: &Pair<'_>) -> String {
    match (pair.first, pair.second) {
        (Some(first), Some(second)) if first.block != second.block => format!("{}; {}", first.block, second.block),
        _ => pair.row().map(|row| row.block.clone()).unwrap_or_default(),
    }
}
