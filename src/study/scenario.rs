//! A scenario on a table: what happens, in which years, and at which size.

use super::{Base, Changes, Effect, EntryName, Moment, Number, Outcome, Parameters, Path, Point, State, Year};
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use std::sync::Arc;

/// An entry on a table, with its name.
#[derive(Debug)]
pub struct Shock {
    /// Its kind, name and place.
    pub name: Arc<EntryName>,
    /// What it does.
    pub effect: Box<dyn Effect>,
    /// How it comes about over the years; all of it in every year where there is none.
    pub path: Option<Arc<dyn Path>>,
}

impl Shock {
    /// u(t): the share of the change that has come about in a year, from 0 to 1.
    pub fn level(&self, year: i32, parameters: &Parameters) -> f64 {
        self.path.as_ref().map_or(1.0, |path| path.level(f64::from(year), parameters))
    }
}

/// A scenario, looked up on its table and ready to run.
#[derive(Debug)]
pub struct Scenario {
    /// The name by which results and other files call it.
    pub name: String,
    /// A title for people; the name where the file gives none.
    pub title: String,
    /// What it is about.
    pub note: String,
    /// Where it is defined.
    pub place: Place,
    /// The years, first to last; one year for a static scenario.
    pub years: Vec<i32>,
    /// What it starts from.
    pub base: Arc<Base>,
    /// By how much a year later years count less, if it says so; from 0 to 1.
    pub discount_rate: Option<Number>,
    /// What the policy costs the public, money of the table, if it says so.
    pub public_cost: Option<Number>,
    /// Its parameters.
    pub parameters: Parameters,
    /// What happens.
    pub shocks: Vec<Shock>,
}

impl Scenario {
    /// Runs the scenario at one point of its parameters, year by year.
    ///
    /// # Errors
    /// Returns what does not go together or cannot be paid, and a year in which the economy has no answer.
    pub fn simulate(&self, point: &Point) -> Result<Outcome, Diagnostics> {
        let parameters = self.parameters.at(point);
        let years: Result<Vec<Year>, Diagnostics> =
            self.years.iter().map(|&year| self.year(year, &parameters)).collect();
        Ok(Outcome { scenario: self.name.clone(), point: point.clone(), base: self.base.clone(), years: years? })
    }

    fn year(&self, year: i32, parameters: &Parameters) -> Result<Year, Diagnostics> {
        let mut changes = Changes::new(&self.base);
        for shock in &self.shocks {
            shock.effect.apply(&shock.name, &Moment { parameters, level: shock.level(year, parameters) }, &mut changes);
        }
        let settled = changes.settle()?;
        let sectors = self.base.economy().table().sectors();
        let state = State::new(&self.base, settled).map_err(|error| {
            let mut diagnostic = error.diagnostic(sectors);
            diagnostic.message = format!("scenario `{}` in {year}: {}", self.name, diagnostic.message);
            diagnostic.place = Some(self.shocks.first().map_or(&self.place, |shock| &shock.name.place).clone());
            Diagnostics::from(diagnostic)
        })?;
        if !state.closes(&self.base) {
            let gap = state.accounts_gap(&self.base);
            let message = format!(
                "scenario `{}` in {year}: primary inputs and final demand differ by {gap:.1e} of final demand",
                self.name
            );
            return Err(Diagnostic::new(Code::ACCOUNTS_OPEN, message)
                .help("check the table with `eslabon table check`; if it passes, the fault is in the program")
                .into());
        }
        Ok(Year { year, state })
    }
}
