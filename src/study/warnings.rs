//! What is to be known of scenarios that run all the same.
//!
//! A scenario of which no entry changes anything is told too. The same warning arises in every year and at every point, with more sectors or fewer; it is told once per scenario and
//! entry, with all of them.

use super::{Outcome, Point, Settled, Warning};
use crate::words::{Code, Diagnostic, Diagnostics};
use std::collections::{BTreeMap, BTreeSet};

/// The warnings of all years and points of some outcomes, one for each scenario, entry and problem, in the order found.
pub fn warnings(outcomes: &[Outcome]) -> Diagnostics {
    let mut found: Vec<(&Outcome, &Warning)> = Vec::new();
    let mut concerned: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for outcome in outcomes {
        for warning in outcome.years.iter().flat_map(|year| &year.state.settled().warnings) {
            let known = found.iter().position(|(earlier, same)| {
                earlier.scenario == outcome.scenario
                    && (same.code, same.message, &same.entry) == (warning.code, warning.message, &warning.entry)
            });
            let at = known.unwrap_or_else(|| {
                found.push((outcome, warning));
                found.len() - 1
            });
            concerned.entry(at).or_default().extend(&warning.sectors);
        }
    }
    let mut told = Diagnostics::default();
    for outcome in outcomes.iter().filter(|outcome| outcome.point == Point::Central) {
        told.append(nothing(outcome));
    }
    for (at, (outcome, warning)) in found.into_iter().enumerate() {
        let sectors = outcome.base.economy().table().sectors();
        let named: Vec<String> = concerned[&at]
            .iter()
            .map(|&position| format!("{} ({})", sectors[position].code, sectors[position].name))
            .collect();
        let (scenario, entry) = (&outcome.scenario, &warning.entry);
        let message = format!("scenario `{scenario}`, `{}`: {}: {}", entry.name, warning.message, named.join(", "));
        told.push(Diagnostic::new(warning.code, message).at(entry.place.clone()).help(warning.help));
    }
    told.append(unknown_pulls(outcomes));
    told
}

/// What early adopters bring and nobody knows, because the scenario without them has no answer; one for each scenario and technology.
fn unknown_pulls(outcomes: &[Outcome]) -> Diagnostics {
    let mut told = Diagnostics::default();
    let mut seen = BTreeSet::new();
    for outcome in outcomes {
        for curve in outcome.curves.iter().filter(|curve| !curve.early.is_empty()) {
            let sectors = outcome.base.economy().table().sectors();
            let of_curve = outcome.pulls.iter().filter(|pull| pull.entry.name == curve.entry.name);
            let unknown: Vec<_> = of_curve.filter_map(|pull| Some((pull.sector, pull.unknown.as_ref()?))).collect();
            let Some((_, why)) = unknown.first() else { continue };
            if !seen.insert((outcome.scenario.as_str(), curve.entry.name.as_str())) {
                continue;
            }
            let named: Vec<String> = unknown
                .iter()
                .map(|(sector, _)| match sector {
                    Some(at) => format!("{} ({})", sectors[*at].code, sectors[*at].name),
                    None => "all early adopters together".to_owned(),
                })
                .collect();
            let at = match &outcome.point {
                Point::Central => String::new(),
                point => format!(" ({point})"),
            };
            let message = format!(
                "scenario `{}`{at}, `{}`: what {} would bring everyone else is not known: run without, the scenario has no answer: {why}",
                outcome.scenario,
                curve.entry.name,
                named.join(", ")
            );
            told.push(
                Diagnostic::new(Code::UNKNOWN_PULL, message)
                    .at(curve.entry.place.clone())
                    .help("the scenario itself stands; choose a payer who can pay without the early adopters too"),
            );
        }
    }
    told
}

/// That entries which name cells change none of them in any year.
fn nothing(outcome: &Outcome) -> Diagnostics {
    let mut told = Diagnostics::default();
    let settled = || outcome.years.iter().map(|year| year.state.settled());
    let mut entries = settled().flat_map(|settled| {
        let of_cells = settled.coefficients.iter().map(|change| &change.entries);
        let of_inputs = settled.inputs.iter().map(|change| &change.entries);
        of_cells.chain(of_inputs).chain(settled.demand.iter().map(|change| &change.entries)).flatten()
    });
    if let Some(entry) = entries.next().filter(|_| settled().all(Settled::is_nothing)) {
        told.push(
            Diagnostic::new(
                Code::NOTHING_CHANGES,
                format!("scenario `{}`: its entries change nothing in any year", outcome.scenario),
            )
            .at(entry.place.clone())
            .help("look at the sizes, parameters and paths of its entries; `eslabon check FILE --explain` prints what changes"),
        );
    }
    told
}
