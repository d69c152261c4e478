//! What an analyst should know of a table before using it: whether its identities hold, what looks like a slip of the hand,
//! and how well its inverse can be computed.
//!
//! Each check has a measure, a limit and a verdict. A table passes where no check fails; a warning is something to look at.
//! The accounting identities are those of [`Identities`]; the slips are found by content: a row or column that is the sum of
//! all others is a total left in the matrix, and a gap that closes when one figure is divided or multiplied by 1,000 is a
//! slip of the unit. None of this says that the figures are right, only that they fit one another.

mod oddities;
mod published;
mod slips;
mod solution;
mod totals;

use crate::table::reader::Published;
use crate::table::{Identities, IdentityGap, IoTable, Tolerances};
use crate::words::{Column, Frame, Unit};

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Something to know.
    Warn,
    /// The table cannot be used as it is.
    Fail,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        }
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is checked.
    pub what: &'static str,
    /// What it found.
    pub verdict: Verdict,
    /// The measure, if it is a number.
    pub measure: Option<f64>,
    /// The limit that the measure must keep, if there is one.
    pub limit: Option<f64>,
    /// Sectors and figures, in words.
    pub detail: String,
}

/// All checks of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCheck {
    title: String,
    /// The checks in the order in which they are printed.
    pub checks: Vec<Check>,
}

impl TableCheck {
    /// Checks a table, and what its publisher computed from it.
    pub fn of(table: &IoTable, published: &Published, tolerances: Tolerances) -> Self {
        let identities = Identities::of(table);
        let mut checks = vec![
            identity(table, "sales + final demand = output of the row", &identities.sales, tolerances.identity),
            identity(
                table,
                "purchases + primary inputs = output of the column",
                &identities.purchases,
                tolerances.identity,
            ),
            outputs(table, &identities.output, tolerances),
        ];
        checks.extend(slips::slips(table, &identities, tolerances.identity));
        checks.push(totals::totals_left_in(table));
        checks.extend(oddities::idle(table));
        checks.extend(oddities::negatives(table));
        checks.extend(solution::solution(table));
        checks.extend(published::against_published(table, published));
        Self { title: table.manifest().title.clone(), checks }
    }

    /// The worst verdict.
    pub fn verdict(&self) -> Verdict {
        self.checks.iter().map(|check| check.verdict).max().unwrap_or(Verdict::Pass)
    }

    /// One row per check.
    pub fn into_frame(self) -> Frame {
        let verdict = self.verdict();
        let mut frame = Frame::new(
            "check",
            format!("{}: {}", self.title, if verdict == Verdict::Fail { "does not pass" } else { "passes" }),
            vec![
                Column::text("check", "Check", "What is checked."),
                Column::text("verdict", "Verdict", "pass, warn or FAIL."),
                Column::number("measure", "Measure", Unit::None, "The worst case found; shares are of output."),
                Column::number("limit", "Limit", Unit::None, "What the measure must not exceed."),
                Column::text("detail", "Detail", "Sectors and figures."),
            ],
        );
        for check in self.checks {
            frame.push(vec![
                check.what.into(),
                check.verdict.word().into(),
                check.measure.into(),
                check.limit.into(),
                check.detail.into(),
            ]);
        }
        frame
    }
}

fn check(what: &'static str, verdict: Verdict, measure: Option<f64>, limit: Option<f64>, detail: String) -> Check {
    Check { what, verdict, measure, limit, detail }
}

fn identity(table: &IoTable, what: &'static str, gaps: &[IdentityGap], limit: f64) -> Check {
    let measure = gaps.first().map_or(0.0, |gap| gap.relative);
    let verdict = if measure > limit { Verdict::Fail } else { Verdict::Pass };
    let worst: Vec<String> = gaps
        .iter()
        .take(3)
        .filter(|gap| gap.relative > 0.0)
        .map(|gap| format!("{} by {:+.1e}", table.sectors().code(gap.sector), gap.gap))
        .collect();
    let detail = if worst.is_empty() { "exact".to_owned() } else { format!("worst: {}", worst.join(", ")) };
    check(what, verdict, Some(measure), Some(limit), detail)
}

fn outputs(table: &IoTable, gaps: &[IdentityGap], tolerances: Tolerances) -> Check {
    let mut found = identity(table, "output of the row = output of the column", gaps, tolerances.output);
    if found.verdict == Verdict::Pass && found.measure.unwrap_or(0.0) > tolerances.identity {
        found.verdict = Verdict::Warn;
    }
    found
}

#[cfg(test)]
mod tests;
