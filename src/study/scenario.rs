//! A scenario on a table: what happens, in which years, and at which size.

use super::adoption::Following;
use super::{
    Adopted, Base, Changes, Curve, Effect, EntryName, InSpanish, Moment, Number, Outcome, Parameters, Path, Payment,
    Point, Pull, Settled, State, Year,
};
use crate::model::ModelError;
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
    /// u(t): the share of the change that has come about in a year, from 0 to 1; times the size at which the scenario is run.
    pub fn level(&self, year: Option<i32>, parameters: &Parameters) -> f64 {
        let level = self.path.as_ref().zip(year).map(|(path, year)| path.level(f64::from(year), parameters));
        parameters.size() * level.unwrap_or(1.0)
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
    /// Title and note in Spanish.
    pub spanish: InSpanish,
    /// Where it is defined.
    pub place: Place,
    /// The years, first to last; that of its table for a static scenario, and none where the table has no year.
    pub years: Vec<i32>,
    /// In how many steps of a year adoption is followed, at least one.
    pub steps_per_year: u32,
    /// What it starts from.
    pub base: Arc<Base>,
    /// By how much a year later years count less, if it says so; from 0 to 1.
    pub discount_rate: Option<Number>,
    /// What the policy costs the public, money of the table, if it says so.
    pub public_cost: Option<Number>,
    /// The scenario that its file extends, where both are the same policy and only who pays differs.
    pub variant_of: Option<String>,
    /// Its parameters.
    pub parameters: Parameters,
    /// What happens.
    pub shocks: Vec<Shock>,
}

impl Scenario {
    /// Each of its years; one without a date where it is static and its table has no year.
    pub fn dates(&self) -> Vec<Option<i32>> {
        if self.years.is_empty() { vec![None] } else { self.years.iter().copied().map(Some).collect() }
    }

    /// Runs the scenario at one point of its parameters, year by year.
    ///
    /// # Errors
    /// Returns what does not go together or cannot be paid, and a year in which the economy has no answer.
    pub fn simulate(&self, point: &Point) -> Result<Outcome, Diagnostics> {
        self.simulate_sized(point, 1.0)
    }

    /// The same where all that it changes is so many times as large as written: u of every entry is multiplied.
    ///
    /// # Errors
    /// As [`Scenario::simulate`].
    pub fn simulate_sized(&self, point: &Point, size: f64) -> Result<Outcome, Diagnostics> {
        let parameters = self.parameters.at(point).sized(size);
        let (years, curves) = self.follow(&parameters, &|_, _| false)?;
        let value = |number: &Option<Number>| number.as_ref().map(|number| number.value(&parameters));
        Ok(Outcome {
            scenario: self.name.clone(),
            point: point.clone(),
            size,
            parameters: self.parameters.clone(),
            base: self.base.clone(),
            years,
            curves,
            pulls: Vec::new(),
            discount_rate: value(&self.discount_rate),
            public_cost: value(&self.public_cost).map(|cost| cost * size),
            variant_of: self.variant_of.clone(),
        })
    }

    /// What early adopters bring everyone else, all together and, unless one parameter alone is moved, each alone: the scenario is run
    /// again without all of them, and without each. A run that has no answer leaves its pull unknown, and says why.
    pub fn pulls(&self, outcome: &Outcome) -> Vec<Pull> {
        let parameters = self.parameters.at(&outcome.point).sized(outcome.size);
        let mut pulls = Vec::new();
        for (at, curve) in outcome.curves.iter().enumerate().filter(|(_, curve)| !curve.early.is_empty()) {
            let alone = curve.early.iter().copied().map(Some).filter(|_| !outcome.point.is_one_at_a_time());
            for sector in [None].into_iter().chain(alone) {
                let is_held = |technology: usize, one: usize| technology == at && sector.is_none_or(|held| held == one);
                match self.curves(&parameters, &is_held) {
                    Ok(without) => {
                        pulls.extend(without.get(at).map(|without| Pull::between(curve, without, &self.base, sector)));
                    }
                    Err(problems) => pulls.push(Pull::unknown(curve, sector, &problems)),
                }
            }
        }
        pulls
    }

    /// The curves alone. Where no supplier learns they do not depend on what is made, and no year is solved.
    pub(in crate::study) fn curves(
        &self,
        parameters: &Parameters,
        is_held: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Vec<Curve>, Diagnostics> {
        let mut technologies = self.technologies(parameters, is_held);
        if technologies.iter().any(Following::depends_on_output) {
            return Ok(self.follow(parameters, is_held)?.1);
        }
        for _ in 1..self.years.len() {
            for technology in &mut technologies {
                technology.year(self.base.economy().output(), self.steps_per_year);
            }
        }
        Ok(technologies.into_iter().map(Following::finish).collect())
    }

    /// Every year in turn: the economy at the shares that have adopted, then the adoption that this economy leads to.
    /// `is_held` says of a technology, by its place, and a sector whether it is to be no further ahead than others.
    fn follow(
        &self,
        parameters: &Parameters,
        is_held: &dyn Fn(usize, usize) -> bool,
    ) -> Result<(Vec<Year>, Vec<Curve>), Diagnostics> {
        let mut technologies = self.technologies(parameters, is_held);
        let dates = self.dates();
        let mut years: Vec<Year> = Vec::with_capacity(dates.len());
        for year in dates {
            if let Some(before) = years.last() {
                let output = before.state.output();
                for technology in &mut technologies {
                    technology.year(output, self.steps_per_year);
                }
            }
            years.push(self.year(year, parameters, &adopted(&technologies))?);
        }
        Ok((years, technologies.into_iter().map(Following::finish).collect()))
    }

    /// The technologies that spread, at the beginning of the first year.
    fn technologies(&self, parameters: &Parameters, is_held: &dyn Fn(usize, usize) -> bool) -> Vec<Following<'_>> {
        let spreading = self.shocks.iter().filter_map(|shock| Some((&shock.name, shock.effect.technology()?)));
        let following = |(at, (name, technology)): (usize, (&Arc<EntryName>, _))| {
            Following::new(name.clone(), technology, (&self.base, parameters), self.steps_per_year, &|one| {
                is_held(at, one)
            })
        };
        spreading.enumerate().map(following).collect()
    }

    /// What the entries change together in one year, and what each payer of each buyer pays.
    ///
    /// # Errors
    /// Returns what does not go together or cannot be paid, with the year where there are several.
    pub fn explained(
        &self,
        year: Option<i32>,
        parameters: &Parameters,
    ) -> Result<(Settled, Vec<Payment>), Diagnostics> {
        let mut technologies = self.technologies(parameters, &|_, _| false);
        if !technologies.is_empty() {
            let depends = technologies.iter().any(Following::depends_on_output);
            for &before in self.years.iter().take_while(|&&before| Some(before) < year) {
                let solved =
                    depends.then(|| self.year(Some(before), parameters, &adopted(&technologies))).transpose()?;
                let output = solved.as_ref().map_or(self.base.economy().output(), |year| year.state.output());
                for technology in &mut technologies {
                    technology.year(output, self.steps_per_year);
                }
            }
        }
        let adopted = adopted(&technologies);
        let settled = self.changes(year, parameters, &adopted).settle_explained();
        let (settled, payments) = settled.map_err(|said| self.said_in(year, &said))?;
        Ok((Settled { adopted, ..settled }, payments))
    }

    /// What the entries change together in one year.
    fn changes(&self, year: Option<i32>, parameters: &Parameters, adopted: &[Adopted]) -> Changes<'_> {
        let mut changes = Changes::new(&self.base);
        for shock in &self.shocks {
            let moment = Moment { parameters, level: shock.level(year, parameters), adopted };
            shock.effect.apply(&shock.name, &moment, &mut changes);
        }
        changes
    }

    fn settle(&self, year: Option<i32>, parameters: &Parameters, adopted: &[Adopted]) -> Result<Settled, Diagnostics> {
        let settled = self.changes(year, parameters, adopted).settle();
        let settled = settled.map_err(|said| self.said_in(year, &said))?;
        Ok(Settled { adopted: adopted.to_vec(), ..settled })
    }

    /// Messages with the year in which they arose, where there are several.
    fn said_in(&self, year: Option<i32>, said: &Diagnostics) -> Diagnostics {
        let mut with_year = Diagnostics::default();
        for said in said.iter() {
            with_year.push(Diagnostic { message: format!("{}{}", self.when(year), said.message), ..said.clone() });
        }
        with_year
    }

    /// `in 2030: ` where there are several years.
    fn when(&self, year: Option<i32>) -> String {
        let year = year.filter(|_| self.years.len() > 1);
        year.map_or_else(String::new, |year| format!("in {year}: "))
    }

    fn year(&self, year: Option<i32>, parameters: &Parameters, adopted: &[Adopted]) -> Result<Year, Diagnostics> {
        let settled = self.settle(year, parameters, adopted)?;
        let entries = settled.coefficients.iter().flat_map(|change| &change.entries);
        let entries = entries.chain(settled.inputs.iter().flat_map(|change| &change.entries));
        let mut cause: Vec<Arc<EntryName>> = entries.cloned().collect();
        let limits = settled.limits.clone();
        let state = State::new(&self.base, settled).map_err(|error| {
            // A limit that leaves no answer is named by its own entries, whatever else the scenario changes.
            if let ModelError::LimitInfeasible { sector, .. } = error {
                let limits = limits.iter().filter(|limit| limit.sector == sector);
                cause = limits.flat_map(|limit| limit.entries.iter().cloned()).collect();
            }
            let mut diagnostic = error.diagnostic(self.base.economy().table().sectors());
            let mut names: Vec<&str> = cause.iter().map(|entry| entry.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            diagnostic.message = format!("{}`{}`: {}", self.when(year), names.join("`, `"), diagnostic.message);
            diagnostic.place = Some(cause.first().map_or(&self.place, |entry| &entry.place).clone());
            Diagnostics::from(diagnostic)
        })?;
        if !state.closes(&self.base) {
            let gap = state.accounts_gap(&self.base);
            let message = format!(
                "{}scenario `{}`: primary inputs and final demand differ by {gap:.1e} of final demand",
                self.when(year),
                self.name
            );
            return Err(Diagnostic::new(Code::ACCOUNTS_OPEN, message)
                .at(self.place.clone())
                .help("check the table with `eslabon table check`; if it passes, the fault is in the program")
                .into());
        }
        Ok(Year { year, state })
    }
}

/// How far each technology has come.
fn adopted(technologies: &[Following<'_>]) -> Vec<Adopted> {
    technologies.iter().map(Following::adopted).collect()
}
