//! What must be said beside every comparison: what the model leaves out, what the table is, and where numbers of two scenarios
//! may not be compared.

use super::block::{Block, Measured};
use crate::study::assumptions;
use crate::words::six_digits;
use std::collections::BTreeSet;

/// The sentences, each once: first what was compared with what, then where to be careful.
pub(super) fn cautions(blocks: &[Block<'_>]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        let of = if blocks.len() == 1 { String::new() } else { format!(" ({})", block.label) };
        let year = match block.last_year() {
            (last, true) => format!("in {last}, the last year"),
            _ => "in the last year".to_owned(),
        };
        all.push(format!("Differences are against {}, {year}{of}.", block.reference_words()));
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
    let of_bases: Vec<&str> = blocks.iter().flat_map(|block| assumptions::of(&block.base)).collect();
    for sentence in of_bases {
        if !all.iter().any(|said| said == sentence) {
            all.push(sentence.to_owned());
        }
    }
    all
}

/// Value added must not be ranked across payers.
fn payers_differ(block: &Block<'_>) -> Option<String> {
    let payers: BTreeSet<String> = block.scenarios().filter(|run| run.pays()).map(Measured::payer).collect();
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
    let money = &block.base.economy().table().manifest().money;
    block
        .scenarios()
        .filter_map(|run| {
            let injected = run.outcome.years.get(last)?.state.settled().dose.injected;
            (injected != 0.0).then(|| {
                format!(
                    "`{}` injects {} {money} of final demand from outside the model, which nobody in it pays for.",
                    run.outcome.scenario,
                    six_digits(injected)
                )
            })
        })
        .collect()
}
