//! Scenarios that can be compared with one another: one table, closure, focus and years.

use super::measured::Measured;
use crate::study::metric::{Answers, Metric, View, measure};
use crate::study::{Base, Outcome, Point, State, Study};
use crate::words::{Code, Diagnostic, Diagnostics, Parts, Progress, Typed, suggestion};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The scenario that is the reference where the analyst names none.
const USUAL_REFERENCE: &str = "base";

/// What a point of a scenario is compared with.
pub(super) enum Counterpart<'b, 'o> {
    /// The base table.
    Table,
    /// A point of the reference.
    Run(&'b Measured<'o>),
    /// Nothing: the reference has no such point.
    Missing,
}

/// Scenarios that can be compared with one another.
#[derive(Debug)]
pub(in crate::study) struct Block<'o> {
    /// Table, closure, focus and years in words; no two blocks have the same.
    pub(in crate::study) label: String,
    /// What all of them start from.
    pub(in crate::study) base: Arc<Base>,
    /// The economy without any scenario.
    pub(in crate::study) before: State,
    /// What the metrics say of it.
    pub(in crate::study) before_answers: Answers,
    /// Every scenario at every point, in the order given.
    pub(in crate::study) runs: Vec<Measured<'o>>,
    /// The name of the scenario that is the reference; none where it is the base table.
    pub(in crate::study) reference: Option<String>,
    /// The studies that compare some of its scenarios.
    pub(in crate::study) studies: Vec<Study>,
}

/// The outcomes in blocks, in the order in which the first of each comes.
pub(super) fn blocks<'o>(
    outcomes: &'o [Outcome],
    reference: Option<&str>,
    studies: &[Study],
    progress: &Progress<'_>,
) -> Result<Vec<Block<'o>>, Diagnostics> {
    let parts = Parts::of(outcomes.len(), progress);
    let mut diagnostics = Diagnostics::default();
    let names: BTreeSet<&str> = outcomes.iter().map(|outcome| outcome.scenario.as_str()).collect();
    if let Some(wanted) = reference.filter(|wanted| !names.contains(wanted)) {
        let allowed = format!("scenarios are {}", names.iter().copied().collect::<Vec<_>>().join(", "));
        diagnostics.push(
            Diagnostic::new(Code::UNKNOWN_REFERENCE, format!("`{wanted}` is no scenario of this run"))
                .help(suggestion(wanted, names.iter().copied(), &allowed)),
        );
    }
    let mut seen = BTreeSet::new();
    for outcome in outcomes.iter().filter(|outcome| !seen.insert((&outcome.scenario, &outcome.point))) {
        diagnostics.push(
            Diagnostic::new(Code::DUPLICATE_SCENARIO, format!("two scenarios are called `{}`", outcome.scenario))
                .help("give one of them another `name`"),
        );
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let mut grouped: Vec<Vec<&'o Outcome>> = Vec::new();
    for outcome in outcomes {
        match grouped.iter_mut().find(|group| comparable(group[0], outcome)) {
            Some(group) => group.push(outcome),
            None => grouped.push(vec![outcome]),
        }
    }
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    let mut blocks = Vec::new();
    for group in grouped {
        let mut label = label(group[0]);
        let count = labels.entry(label.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            label = format!("{label} ({count})");
        }
        match Block::of(label, &group, reference, studies, &parts) {
            Ok(block) => blocks.push(block),
            Err(problems) => diagnostics.append(problems),
        }
    }
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(blocks) }
}

fn years(outcome: &Outcome) -> impl Iterator<Item = Option<i32>> {
    outcome.years.iter().map(|year| year.year)
}

fn comparable(one: &Outcome, other: &Outcome) -> bool {
    let same_economy = one.base.is_of_one_economy(&other.base);
    let same_model = one.base.closure() == other.base.closure() && one.base.focus() == other.base.focus();
    same_economy && same_model && years(one).eq(years(other))
}

fn label(outcome: &Outcome) -> String {
    let table = outcome.base.economy().table();
    let focus = outcome.base.focus().map_or("no focus", |focus| table.sectors().code(focus));
    let years: Vec<i32> = years(outcome).flatten().collect();
    let years = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!(", {first}-{last}"),
        (Some(first), _) => format!(", {first}"),
        _ => String::new(),
    };
    format!("{}, {}, {focus}{years}", table.manifest().id, outcome.base.closure().word())
}

impl<'o> Block<'o> {
    fn of(
        label: String,
        outcomes: &[&'o Outcome],
        reference: Option<&str>,
        studies: &[Study],
        parts: &Parts<'_>,
    ) -> Result<Self, Diagnostics> {
        let base = outcomes[0].base.clone();
        let sectors = base.economy().table().sectors();
        let failed = |error: crate::model::ModelError| Diagnostics::from(error.diagnostic(sectors));
        let before = State::unchanged(&base).map_err(failed)?;
        let before_answers = measure(&View::new(&base, &before, &before)).map(Answers::from).map_err(failed)?;
        let measured: Vec<Result<Measured<'o>, Diagnostics>> = outcomes
            .par_iter()
            .map(|&outcome| parts.part(|| Measured::of(outcome, &before, &before_answers)))
            .collect();
        let (mut runs, mut diagnostics) = (Vec::new(), Diagnostics::default());
        for result in measured {
            match result {
                Ok(run) => runs.push(run),
                Err(problems) => diagnostics.append(problems),
            }
        }
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        let of_block = |name: &String| runs.iter().any(|run| run.outcome.scenario == *name);
        let studies: Vec<Study> =
            studies.iter().filter(|study| study.scenarios.iter().any(of_block)).cloned().collect();
        let of_studies = match reference {
            Some(_) => None,
            None => of_studies(&studies, &label, of_block)?,
        };
        let reference = chosen(&runs, reference.or(of_studies.as_deref()));
        Ok(Self { label, base, before, before_answers, runs, reference, studies })
    }

    /// The runs at the central point, one per scenario.
    pub(in crate::study) fn scenarios(&self) -> impl Iterator<Item = &Measured<'o>> {
        self.runs.iter().filter(|run| run.outcome.point == Point::Central)
    }

    /// The last year, none where a table without a year stands still, and whether there are several.
    pub(in crate::study) fn last_year(&self) -> (Option<i32>, bool) {
        let years = self.runs.first().map_or(&[][..], |run| &run.outcome.years);
        (years.last().and_then(|year| year.year), years.len() > 1)
    }

    /// Whether some scenario was brought to a common dose.
    pub(in crate::study) fn has_equal_dose(&self) -> bool {
        self.runs.iter().any(|run| run.outcome.point == Point::EqualDose)
    }

    /// A scenario at a point.
    pub(in crate::study) fn run(&self, scenario: &str, point: &Point) -> Option<&Measured<'o>> {
        self.runs.iter().find(|run| run.outcome.scenario == scenario && run.outcome.point == *point)
    }

    /// What a point of a scenario is compared with: the same point of the reference, else its central one. At equal dose that is the
    /// central one at that dose, because the reference as written is of another size; only one in which nothing changes is the same at
    /// any dose.
    pub(super) fn counterpart(&self, point: &Point) -> Counterpart<'_, 'o> {
        let Some(name) = self.reference.as_deref() else { return Counterpart::Table };
        let is_of_any_dose = |run: &&Measured<'o>| !point.is_equal_dose() || !run.pays();
        let at_dose = || self.run(name, &Point::EqualDose).filter(|_| point.is_equal_dose());
        let central = || self.run(name, &Point::Central).filter(is_of_any_dose);
        let run = self.run(name, point).or_else(at_dose).or_else(central);
        run.map_or(Counterpart::Missing, Counterpart::Run)
    }

    /// What a point is compared with, paid by somebody: itself where it is paid so or changes nothing, which is paid by nobody, else the
    /// scenario of the same policy that is paid so. Missing where there is none.
    pub(super) fn counterpart_paid_by(&self, point: &Point, payer: &str) -> Counterpart<'_, 'o> {
        match self.counterpart(point) {
            Counterpart::Run(reference) if reference.pays() && reference.payer() != payer => {
                let is_alike = |run: &&Measured<'o>| {
                    run.outcome.point == *point && run.policy() == reference.policy() && run.payer() == payer
                };
                self.runs.iter().find(is_alike).map_or(Counterpart::Missing, Counterpart::Run)
            }
            counterpart => counterpart,
        }
    }

    /// A number of what something is compared with, of the year at a position or of all years together.
    pub(super) fn number_of(&self, counterpart: &Counterpart<'_, 'o>, year: usize, id: &str) -> Option<f64> {
        match counterpart {
            Counterpart::Table => self.base_number(id),
            Counterpart::Run(run) => run.number(year, id),
            Counterpart::Missing => None,
        }
    }

    /// The economy, as the reference is written, in the year at a position.
    pub(in crate::study) fn reference_state(&self, year: usize) -> &State {
        self.reference_state_at(&Point::Central, year).unwrap_or(&self.before)
    }

    /// The economy in the year at a position of what a point is compared with; none where that is nothing.
    pub(in crate::study) fn reference_state_at(&self, point: &Point, year: usize) -> Option<&State> {
        match self.counterpart(point) {
            Counterpart::Table => Some(&self.before),
            Counterpart::Run(run) => run.outcome.years.get(year).map(|year| &year.state),
            Counterpart::Missing => None,
        }
    }

    /// The reference as it is written; none where it is the base table.
    pub(super) fn reference_outcome(&self) -> Option<&'o Outcome> {
        match self.counterpart(&Point::Central) {
            Counterpart::Run(run) => Some(run.outcome),
            Counterpart::Table | Counterpart::Missing => None,
        }
    }

    /// What the metrics say of it.
    pub(in crate::study) fn reference_answers(&self, point: &Point, year: usize) -> Option<&Answers> {
        match self.counterpart(point) {
            Counterpart::Table => Some(&self.before_answers),
            Counterpart::Run(run) => run.years.get(year),
            Counterpart::Missing => None,
        }
    }

    /// A number of what a point is compared with, of the year at a position or of all years together.
    pub(in crate::study) fn reference_number(&self, point: &Point, year: usize, id: &str) -> Option<f64> {
        self.number_of(&self.counterpart(point), year, id)
    }

    /// A metric of a run in the year at a position less that of what its point is compared with; none where either has no answer.
    pub(in crate::study) fn change(&self, run: &Measured<'_>, year: usize, id: &str) -> Option<f64> {
        let value = run.years.get(year)?.number(id)?;
        let reference = self.reference_answers(&run.outcome.point, year)?.number(id)?;
        Some(value - reference).filter(|change| change.is_finite())
    }

    /// A number of the base table, without any scenario.
    pub(in crate::study) fn base_number(&self, id: &str) -> Option<f64> {
        self.before_answers.number(id).or_else(|| Metric::without_scenario(id))
    }

    /// That nothing is compared at equal dose, where the reference could not be brought there.
    pub(in crate::study) fn without_reference_at_equal_dose(&self) -> Option<String> {
        let is_missing = self.has_equal_dose() && matches!(self.counterpart(&Point::EqualDose), Counterpart::Missing);
        is_missing.then(|| {
            format!(
                "Differences at equal dose are left empty: the reference {} is not at that dose.",
                self.reference_words()
            )
        })
    }

    /// The reference in words.
    pub(in crate::study) fn reference_words(&self) -> String {
        self.reference.as_ref().map_or_else(|| "the base table".to_owned(), |name| format!("`{name}`"))
    }

    /// The position of the last year.
    pub(in crate::study) fn last(&self) -> usize {
        self.runs.first().map_or(0, |run| run.years.len().saturating_sub(1))
    }
}

/// The reference that the studies of a block name, as far as it stands in the block.
fn of_studies(
    studies: &[Study],
    label: &str,
    of_block: impl Fn(&String) -> bool,
) -> Result<Option<String>, Diagnostics> {
    let named = studies.iter().filter_map(|study| study.reference.as_ref());
    let mut here = named.filter(|reference| of_block(&reference.value));
    let Some(first) = here.next() else { return Ok(None) };
    let others: Vec<&Typed<String>> = here.filter(|other| other.value != first.value).collect();
    let mut diagnostics = Diagnostics::default();
    for other in others {
        let (one, two) = (&first.value, &other.value);
        diagnostics.push(
            Diagnostic::new(
                Code::CONFLICTING_REFERENCES,
                format!(
                    "`{two}` is the reference here and `{one}` in another study, and both compare scenarios of {label}"
                ),
            )
            .at(other.place.clone())
            .help(format!(
                "the other is at {}; settle it with `--reference`, or run the studies one by one",
                first.place
            )),
        );
    }
    if diagnostics.is_empty() { Ok(Some(first.value.clone())) } else { Err(diagnostics) }
}

/// The name of the scenario that is the reference of a block.
fn chosen(runs: &[Measured<'_>], wanted: Option<&str>) -> Option<String> {
    let called = |name: &str| runs.iter().find(|run| run.outcome.scenario == name);
    let found = match wanted {
        // A reference that stands in another block cannot be compared with; the base table can.
        Some(name) => called(name),
        None => called(USUAL_REFERENCE).or_else(|| unchanged(runs)).or_else(|| without_policy(runs)),
    };
    found.map(|run| run.outcome.scenario.clone())
}

/// The first scenario in which nothing changes, wherever its parameters stand: one that only does nothing at the centre is a policy whose low
/// and high ends are effects.
fn unchanged<'r, 'o>(runs: &'r [Measured<'o>]) -> Option<&'r Measured<'o>> {
    let is_still = |name: &str| runs.iter().filter(|run| run.outcome.scenario == name).all(|run| !run.pays());
    runs.iter().find(|run| is_still(&run.outcome.scenario))
}

/// Where a policy puts some ahead in the adoption of a technology: the first scenario in which it spreads without.
fn without_policy<'r, 'o>(runs: &'r [Measured<'o>]) -> Option<&'r Measured<'o>> {
    let has_early = |outcome: &Outcome| outcome.curves.iter().any(|curve| !curve.early.is_empty());
    let without = |outcome: &Outcome| !outcome.curves.is_empty() && !has_early(outcome);
    runs.iter().any(|run| has_early(run.outcome)).then(|| runs.iter().find(|run| without(run.outcome)))?
}
