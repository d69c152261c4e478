//! What is to be known of scenarios that run all the same.
//!
//! The same warning arises in every year and at every point, with more sectors or fewer; it is told once per scenario and
//! entry, with all of them.

use super::{Outcome, Warning};
use crate::words::{Diagnostic, Diagnostics};
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
    told
}
