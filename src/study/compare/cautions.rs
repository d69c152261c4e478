//! What must be said beside every comparison: what the model leaves out, what the table is, and where numbers of two scenarios
//! may not be compared.

use super::block::{Block, Measured};
use crate::study::{Base, Closure};
use crate::table::{Flows, Valuation};
use std::collections::BTreeSet;

/// The sentences, each once: first what was compared with what, then where to be careful.
pub(super) fn cautions(blocks: &[Block<'_>]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        let of = if blocks.len() == 1 { String::new() } else { format!(" ({})", block.label) };
        all.push(format!("Differences are against {}, in the last year{of}.", block.reference_words()));
        all.extend(payers_differ(block));
        all.extend(injections(block));
    }
    if blocks.len() > 1 {
        all.push(
            "The blocks differ in table, closure, focus or years: numbers of one are not comparable with those of another."
                .to_owned(),
        );
    }
    let tables: BTreeSet<&str> =
        blocks.iter().map(|block| block.base.economy().table().manifest().id.as_str()).collect();
    if tables.len() > 1 {
        all.push(
            "Tables of different years may follow different classifications and prices; see their notes.".to_owned(),
        );
    }
    let of_bases: Vec<&str> = blocks.iter().flat_map(|block| of_base(&block.base)).collect();
    for sentence in of_bases {
        if !all.iter().any(|said| said == sentence) {
            all.push(sentence.to_owned());
        }
    }
    all
}

/// Value added must not be ranked across payers.
fn payers_differ(block: &Block<'_>) -> Option<String> {
    let payers: BTreeSet<String> = block.scenarios().filter(|run| has_dose(run)).map(Measured::payer).collect();
    let payers: Vec<String> = payers.into_iter().collect();
    (payers.len() > 1).then(|| {
        format!(
            "Scenarios differ in who pays ({}): value added, imports and taxes together are what final demand is, so that the payer \
             alone decides who gains; value added does not rank these scenarios.",
            payers.join("; ")
        )
    })
}

/// An injection is money that nobody in the model pays; it stands beside every effect.
fn injections(block: &Block<'_>) -> Vec<String> {
    let last = block.last();
    block
        .scenarios()
        .filter_map(|run| {
            let injected = run.outcome.years.get(last)?.state.settled().dose.injected;
            (injected != 0.0).then(|| {
                format!(
                    "`{}` injects {injected:.6} of final demand from outside the model, which nobody in it pays for.",
                    run.outcome.scenario
                )
            })
        })
        .collect()
}

fn has_dose(run: &Measured<'_>) -> bool {
    run.outcome.years.iter().any(|year| !year.state.settled().is_nothing())
}

fn of_base(base: &Base) -> Vec<&'static str> {
    let manifest = base.economy().table().manifest();
    let mut said = vec!["Constant returns to scale, and no limit of capacity unless a scenario states one."];
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
    said.push("Value added is that of the territory: surplus of foreign owners leaves the country.");
    said
}
