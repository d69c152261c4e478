//! What policies bring by who pays: value added over all years, or of the one year where there is one, each less the reference paid alike.
//! For the terminal and the page of results; the numbers are those of `comparison.csv`.
//!
//! A policy stands in the table where a scenario that differs from it in nothing but who pays stands beside it. Value added of two payers is
//! not compared: down a column it is what the policies differ in, along a row it is the payer alone.

use super::block::Block;
use super::measured::Measured;
use crate::study::Point;
use crate::study::metric::Metric;
use crate::words::{Column, Frame, FrameError, Value};

/// What a policy brings where somebody pays for it.
struct Paid {
    payer: String,
    effect: Option<f64>,
}

/// Every policy that stands beside itself with another payer, by its name.
fn policies(block: &Block<'_>, id: &str) -> Vec<(String, Vec<Paid>)> {
    let reference = block.reference.as_deref().and_then(|name| block.run(name, &Point::Central));
    let is_reference = |run: &&Measured<'_>| reference.is_some_and(|reference| run.policy() == reference.policy());
    let of = |policy: &Measured<'_>| {
        let paid = paid(block, policy);
        let effects = paid.into_iter().map(|(payer, run)| {
            let effect = effect(block, run, &payer, id);
            Paid { payer, effect }
        });
        (policy.outcome.scenario.clone(), effects.collect::<Vec<_>>())
    };
    let policies = block.scenarios().filter(|run| run.outcome.variant_of.is_none() && !is_reference(run));
    policies.map(of).filter(|(_, paid)| paid.len() > 1).collect()
}

/// The number that is shown, and what it is called.
fn shown(block: &Block<'_>) -> (&'static str, &'static str) {
    let (_, has_years) = block.last_year();
    if has_years { ("cumulative.value_added", "Value added over all years") } else { ("value_added", "Value added") }
}

/// A row per policy and payer; none where no scenario is a policy with another payer; its numbers are not looked at yet.
pub(in crate::study) fn table(block: &Block<'_>) -> Option<Frame> {
    let (id, name) = shown(block);
    let columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays for the policy."),
        Column::number(
            "value_added",
            format!("{name}, against the reference paid alike"),
            (Metric::named("value_added")?.unit)(&block.base),
            "Value added less that of the reference paid alike; empty where the reference is not paid so.",
        ),
    ];
    let mut frame = Frame::new("payers", "What policies bring, by who pays", columns);
    for (policy, paid) in policies(block, id) {
        for Paid { payer, effect } in paid {
            frame.push(vec![policy.as_str().into(), payer.into(), effect.into()]);
        }
    }
    (!frame.rows.is_empty()).then_some(frame)
}

/// The same with a row per policy and a column per payer, for the terminal.
pub(super) fn frame(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    let (id, name) = shown(block);
    let policies = policies(block, id);
    let mut payers: Vec<&str> = Vec::new();
    for Paid { payer, .. } in policies.iter().flat_map(|(_, paid)| paid) {
        if !payers.contains(&&**payer) {
            payers.push(payer);
        }
    }
    let unit = (Metric::named("value_added")?.unit)(&block.base);
    let mut columns = vec![Column::text("scenario", "Scenario", "The name of the scenario.")];
    columns.extend(payers.iter().map(|payer| {
        let about = format!("The effect where {payer} pays, less that of the reference paid alike.");
        Column::number(format!("paid_by_{}", payer.replace([' ', '+', '.'], "_")), *payer, unit.clone(), about)
    }));
    let mut frame = Frame::new("payers", format!("{name}, by who pays: {}", block.label), columns);
    for (policy, paid) in &policies {
        let mut row: Vec<Value> = vec![policy.as_str().into()];
        let of = |payer: &&str| paid.iter().find(|one| one.payer == *payer).and_then(|one| one.effect);
        row.extend(payers.iter().map(|payer| Value::from(of(payer))));
        frame.push(row);
    }
    frame.note("Each less the reference paid alike: what policies differ in, by one payer. Empty where the policy or the reference is not paid so.");
    (!policies.is_empty()).then(|| frame.finish())
}

/// A scenario and those that are the same policy with another payer, each with who pays.
fn paid<'b, 'o>(block: &'b Block<'o>, policy: &'b Measured<'o>) -> Vec<(String, &'b Measured<'o>)> {
    let mut paid = vec![(policy.payer().to_owned(), policy)];
    for run in block.scenarios().filter(|run| run.is_variant_of(policy)) {
        if paid.iter().all(|(payer, _)| *payer != run.payer()) {
            paid.push((run.payer().to_owned(), run));
        }
    }
    paid
}

/// A number less that of the reference paid alike; none where the reference is not paid so.
fn effect(block: &Block<'_>, run: &Measured<'_>, payer: &str, id: &str) -> Option<f64> {
    let reference = block.number_of(&block.counterpart_paid_by(&Point::Central, payer), block.last(), id)?;
    Some(run.number(block.last(), id)? - reference).filter(|effect| effect.is_finite())
}
