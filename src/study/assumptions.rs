//! What every result from a table and a closure takes for granted, a sentence each.

use super::{Base, Closure};
use crate::table::{Flows, Valuation};

/// How much sectors can make, of scenarios of which some may limit it.
pub(super) const CAPACITY: &str = "Constant returns to scale, and no limit of capacity unless a scenario states one.";

/// The sentences.
pub(super) fn of(base: &Base) -> Vec<&'static str> {
    let manifest = base.economy().table().manifest();
    let mut said = vec![CAPACITY];
    if base.closure() == Closure::Open {
        said.push("Households do not respond: their demand is given.");
    }
    if base.households().is_some_and(|households| households.income_assumed) {
        said.push("The table does not state household income; total value added stands for it.");
    }
    said.extend(match manifest.valuation {
        Valuation::Basic => Some("Basic prices: taxes on products and margins are not in the flows."),
        Valuation::Producer => Some("Producer prices: margins are not in the flows."),
        Valuation::Purchaser => Some("Purchaser prices: margins and taxes are in the flows."),
    });
    if manifest.flows == Flows::Domestic {
        said.push("Domestic flows: a change of a coefficient mixes technique and the share bought at home.");
        said.push("Final demand is for domestic output: its imported part is not in the table.");
    }
    if base.economy().table().satellites().position("jobs").is_none() {
        said.push("The table does not count jobs: how they change is not known, which is not zero.");
    }
    said.push("Value added is that of the territory: surplus of foreign owners leaves the country.");
    said
}

/// The sentences where technologies spread; `learns` says whether some supplier becomes cheaper with what it makes.
pub(super) fn of_adoption(learns: bool) -> Vec<&'static str> {
    let mut said = vec![
        "Technologies spread at rates and through links that the scenario states, not estimates; links are those of the base year.",
    ];
    if learns {
        said.push(
            "A price that falls with experience moves who adopts alone: coefficients and money stay at base prices.",
        );
    }
    said
}
