//! From what files say to a scenario on its table: every name looked up, every number checked at every value that its
//! parameters can take.

use super::base_keys::TableWord;
use super::scenario_file::{Body, ScenarioFile};
use super::tables::{Closing, Tables};
use super::{LoadOptions, YearSpan, groups, record, unused};
use crate::model::Economy;
use crate::study::entry::Resolving;
use crate::study::path::Path;
use crate::study::{Base, Parameter, Parameters, Scenario, Shock};
use crate::table::Denominator;
use crate::words::{Code, Diagnostic, Diagnostics, Group, Naming, Place, Typed, suggestion};
use serde_json::Value;
use std::sync::Arc;

/// The steps in which adoption is followed where the file does not say: months.
const STEPS_PER_YEAR: u32 = 12;

/// A scenario and its record.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) scenario: Scenario,
    pub(super) record: Value,
}

/// Looks everything up. Gives nothing where a message was added.
pub(super) fn resolve(
    file: &ScenarioFile,
    body: &Body,
    options: &LoadOptions,
    tables: &mut Tables,
    diagnostics: &mut Diagnostics,
) -> Option<Resolved> {
    let before = diagnostics.errors();
    let parameters = parameters(body, options);
    let years = options.years.or_else(|| body.years.value().copied());
    let mut resolving = Looking { body, parameters: &parameters, wrong: wrong(body), diagnostics };
    resolving.check_numbers();
    let base = resolving.base(file, options, tables);
    // Years that were typed wrongly are still years.
    let has_years = years.is_some() || body.years.only().is_some();
    let shocks = resolving.shocks(base.as_deref(), has_years);
    if diagnostics.errors() > before {
        return None;
    }
    unused::check(file, body, diagnostics);
    let base = base?;
    let name = file.name.as_ref()?;
    let table_year = base.economy().table().manifest().year;
    let scenario = Scenario {
        name: name.value.clone(),
        title: file.title.clone().unwrap_or_else(|| name.value.clone()),
        note: file.note.clone().unwrap_or_default(),
        spanish: file.spanish.clone(),
        place: name.place.clone(),
        years: years.map_or_else(|| table_year.into_iter().collect(), YearSpan::years),
        base,
        steps_per_year: body.steps_per_year.value().copied().unwrap_or(STEPS_PER_YEAR),
        discount_rate: body.discount_rate.value().cloned(),
        public_cost: body.cost.value().cloned(),
        variant_of: None,
        shocks,
        parameters,
    };
    let record = record::of(&scenario, body, years);
    Some(Resolved { scenario, record })
}

/// The parameters, with those that are set from outside at their certain values.
fn parameters(body: &Body, options: &LoadOptions) -> Parameters {
    let set = |parameter: &Parameter| {
        let setting = options.sets.iter().rev().find(|setting| setting.name == parameter.name())?;
        Some(parameter.set(setting.value))
    };
    let known = body.parameters.iter().filter_map(|defined| defined.value.as_deref());
    Parameters::new(known.map(|parameter| set(parameter).unwrap_or_else(|| parameter.clone())).collect())
}

/// The names that were defined wrongly: of what rests on them nothing more is said.
fn wrong(body: &Body) -> Vec<String> {
    let names = body.parameters.broken().chain(body.groups.broken()).chain(body.paths.broken());
    names.map(str::to_owned).collect()
}

/// A scenario while its names are looked up.
struct Looking<'l> {
    body: &'l Body,
    parameters: &'l Parameters,
    wrong: Vec<String>,
    diagnostics: &'l mut Diagnostics,
}

impl Looking<'_> {
    /// Passes on what is said, but for names that are not known only because they were defined wrongly.
    fn hear(&mut self, said: &Diagnostics) {
        let of_names = [Code::UNKNOWN_PARAMETER, Code::UNKNOWN_SECTOR];
        for said in said.iter() {
            let is_wrong = |name: &String| said.message.starts_with(&format!("`{name}` "));
            if !of_names.contains(&said.code) || !self.wrong.iter().any(is_wrong) {
                self.diagnostics.push(said.clone());
            }
        }
    }

    fn check_numbers(&mut self) {
        let mut said = Diagnostics::default();
        for path in self.body.paths.iter().filter_map(|defined| defined.value.as_ref()) {
            path.check(self.parameters, &mut said);
        }
        if let Some(rate) = self.body.discount_rate.value() {
            rate.check("discount_rate", &(0.0..=1.0), self.parameters, &mut said);
        }
        if let Some(public) = self.body.cost.value() {
            public.check("public", &(0.0..=f64::MAX), self.parameters, &mut said);
        }
        self.hear(&said);
    }

    fn base(&mut self, file: &ScenarioFile, options: &LoadOptions, tables: &mut Tables) -> Option<Arc<Base>> {
        let keys = &self.body.base;
        let (word, place) = self.table(file, options)?;
        let denominator = keys.denominator.value().copied().unwrap_or(Denominator::Column);
        let economy = tables.economy(&word, denominator, &options.read, place.as_ref(), self.diagnostics)?;
        let (groups, wrong) = groups::resolve(&self.body.groups, &economy.table().naming(), self.diagnostics);
        self.wrong.extend(wrong);
        let focus = self.focus(&economy, &groups, options);
        let closure = keys.closure.value().copied().unwrap_or_default();
        let place = keys.closure.only().map(|defined| defined.place.clone()).or(place);
        tables.base(&economy, Closing { closure, focus, groups }, place.as_ref(), self.diagnostics)
    }

    /// The table that is named, and where; from outside, or by the file.
    fn table(&mut self, file: &ScenarioFile, options: &LoadOptions) -> Option<(TableWord, Option<Place>)> {
        if let Some(name) = &options.table {
            return Some((TableWord { word: name.clone(), name: name.clone() }, None));
        }
        if let Some(defined) = self.body.base.table.only() {
            return Some((defined.value.as_deref()?.clone(), Some(defined.place.clone())));
        }
        let place = file.name.as_ref().map_or_else(|| Place::file(file.source.shown()), |name| name.place.clone());
        self.diagnostics.push(
            Diagnostic::new(Code::MISSING_KEY, "no table is named to start from")
                .at(place)
                .help("write table = \"chile-2021\", or another, under [base]; `--table` gives one from outside"),
        );
        None
    }

    /// The sector that is looked at: named from outside, by the file, or by the table.
    fn focus(&mut self, economy: &Economy, groups: &[Group], options: &LoadOptions) -> Option<usize> {
        let table = economy.table();
        let naming = groups.iter().cloned().fold(table.naming(), Naming::with_group);
        let (word, place) = match (&options.focus, self.body.base.focus.only()) {
            (Some(word), _) => (word.as_str(), None),
            (None, Some(typed)) => (typed.value.as_ref()?.value.as_str(), Some(&typed.place)),
            (None, None) => (table.manifest().focus.as_deref()?, None),
        };
        naming.one(word).map_err(|error| self.hear(&at(error.diagnostic(), place).into())).ok()
    }

    fn shocks(&mut self, base: Option<&Base>, has_years: bool) -> Vec<Shock> {
        let mut shocks = Vec::new();
        for defined in self.body.entries.iter() {
            let Some(entry) = &defined.value else { continue };
            let path = entry.path.as_ref().map(|word| self.path(word, has_years));
            let Some(base) = base else { continue };
            let mut said = Diagnostics::default();
            let effect = entry.entry.resolve(&Resolving { base, parameters: self.parameters }, &mut said);
            self.hear(&said);
            if let Some(effect) = effect {
                if effect.technology().is_some() && !has_years {
                    self.diagnostics.push(adoption_without_years(&entry.name.place));
                }
                shocks.push(Shock { name: entry.name.clone(), effect, path: path.flatten() });
            }
        }
        self.check_adoptions(&shocks);
        shocks
    }

    /// Says every entry that rests on an adoption which the scenario does not have.
    fn check_adoptions(&mut self, shocks: &[Shock]) {
        // What was typed wrongly is still there.
        let known: Vec<&str> = self.body.entries.iter().filter_map(|one| one.key.strip_prefix("adoption.")).collect();
        for word in shocks.iter().filter_map(|shock| shock.effect.per_adoption()) {
            if !known.contains(&word.value.as_str()) {
                let all = match known[..] {
                    [] => "the scenario has no [[adoption]]".to_owned(),
                    _ => format!("adoptions are {}", known.join(", ")),
                };
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::UNKNOWN_ADOPTION,
                        format!("`{}` is no adoption of this scenario", word.value),
                    )
                    .at(word.place.clone())
                    .help(suggestion(&word.value, known.iter().copied(), &all)),
                );
            }
        }
    }

    fn path(&mut self, word: &Typed<String>, has_years: bool) -> Option<Arc<dyn Path>> {
        if !has_years {
            self.diagnostics.push(
                Diagnostic::new(Code::PATH_WITHOUT_YEARS, "an entry follows a path and the scenario has no years")
                    .at(word.place.clone())
                    .help("write years = [first, last] at the top, or leave `path` out"),
            );
        }
        let found = self.body.paths.get(&word.value);
        if found.is_none() {
            let names: Vec<&str> = self.body.paths.iter().map(|defined| defined.key.as_str()).collect();
            let all = match names[..] {
                [] => "the scenario has no [paths]".to_owned(),
                _ => format!("paths are {}", names.join(", ")),
            };
            self.diagnostics.push(
                Diagnostic::new(Code::UNKNOWN_PATH, format!("`{}` is no path of this scenario", word.value))
                    .at(word.place.clone())
                    .help(suggestion(&word.value, names.iter().copied(), &all)),
            );
        }
        found.and_then(|defined| defined.value.clone())
    }
}

fn adoption_without_years(place: &Place) -> Diagnostic {
    Diagnostic::new(Code::ADOPTION_WITHOUT_YEARS, "a technology spreads over years, and the scenario has none")
        .at(place.clone())
        .help("write years = [first, last] at the top, or a [[shock.coefficient]] in its place")
}

fn at(diagnostic: Diagnostic, place: Option<&Place>) -> Diagnostic {
    match place {
        Some(place) => diagnostic.at(place.clone()),
        None => diagnostic,
    }
}
