//! What a scenario changes, before it is run: every changed number as old and new, who pays, how much, and what is taken for
//! granted. At the central values of its parameters and in its last year, when its paths have come furthest.

mod adoption;
mod coefficients;
mod dose;
mod final_demand;
mod financing;
mod gaps;
mod limits;
mod paths;
mod payments;
mod primary_inputs;
mod savings;
mod taken_for_granted;

use super::{EntryName, Parameters, Payment, Point, Scenario, Settled};
use crate::words::{Code, Column, Diagnostic, Diagnostics, Frame, FrameError, Unit};
use std::sync::Arc;

/// A scenario in the year that is explained.
struct Explained<'s> {
    scenario: &'s Scenario,
    parameters: Parameters,
    year: Option<i32>,
    settled: Settled,
    payments: Vec<Payment>,
}

impl Explained<'_> {
    /// A frame that is named for the scenario.
    fn frame(&self, id: &str, title: &str, columns: Vec<Column>) -> Frame {
        let name = &self.scenario.name;
        let year = self.year.filter(|_| self.scenario.years.len() > 1);
        let when = year.map_or_else(String::new, |year| format!(" in {year}"));
        Frame::new(format!("{name}-{id}"), format!("{name}: {title}{when}"), columns)
    }

    /// The unit of the table's money.
    fn money(&self) -> Unit {
        self.scenario.base.economy().table().unit()
    }
}

/// The names of entries, each once.
fn names(entries: &[Arc<EntryName>]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for entry in entries {
        if !names.contains(&entry.name.as_str()) {
            names.push(&entry.name);
        }
    }
    names.join("; ")
}

/// Explains a scenario: a frame each for coefficients, primary inputs, payments, savings that prices pass on, final demand
/// and its financing, limits, the dose, gaps to a reference, paths, adoption over years, and what is taken for
/// granted. A frame without rows is left out.
///
/// # Errors
/// Returns what does not go together or cannot be paid.
pub fn explain(scenario: &Scenario) -> Result<Vec<Frame>, Diagnostics> {
    let parameters = scenario.parameters.at(&Point::Central);
    let year = scenario.years.last().copied();
    let (settled, payments) = scenario.explained(year, &parameters)?;
    let explained = Explained { scenario, parameters, year, settled, payments };
    let frames = [
        coefficients::frame(&explained),
        primary_inputs::frame(&explained),
        payments::frame(&explained),
        savings::frame(&explained),
        final_demand::frame(&explained),
        financing::frame(&explained),
        limits::frame(&explained),
        dose::frame(&explained),
        gaps::frame(&explained),
        paths::frame(&explained),
        adoption::frame(&explained)?,
        taken_for_granted::frame(&explained),
    ];
    let frames: Result<Vec<Frame>, FrameError> = frames.into_iter().map(Frame::finish).collect();
    let frames = frames.map_err(|error| {
        let help = "check the numbers of the entries; very large ones run over";
        Diagnostic::new(Code::NO_FINITE_RESULT, error.to_string()).at(scenario.place.clone()).help(help)
    })?;
    Ok(frames.into_iter().filter(|frame| !frame.rows.is_empty()).collect())
}

#[cfg(test)]
mod tests;
