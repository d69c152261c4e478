//! What policies bring by who pays: value added over all years, or of the one year where there is one, a row per policy and a column per
//! payer, each less the reference paid alike. For the terminal; the numbers are those of `comparison.csv`.
//!
//! A policy stands in the table where a scenario that differs from it in nothing but who pays stands beside it. Value added of two payers is
//! not compared: down a column it is what the policies differ in, along a row it is the payer alone.

use super::block::{Block, Measured};
use crate::study::Point;
use crate::study::metric::Metric;
use crate::words::{Column, Frame, FrameError, Value};

/// None where no scenario is a policy with another payer.
pub(super) fn frame(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    let is_reference = |run: &&Measured<'_>| block.reference.as_deref() == Some(run.outcome.scenario.as_str());
    let mut policies = Vec::new();
    for run in block.scenarios().filter(|run| run.outcome.variant_of.is_none() && !is_reference(run)) {
        let paid = paid(block, run);
        if paid.len() > 1 {
            policies.push((run, paid));
        }
    }
    let mut payers: Vec<String> = Vec::new();
    for (payer, _) in policies.iter().flat_map(|(_, paid)| paid) {
        if !payers.contains(payer) {
            payers.push(payer.clone());
        }
    }
    let (_, has_years) = block.last_year();
    let (id, title) = if has_years {
        ("cumulative.value_added", "Value added over all years, by who pays")
    } else {
        ("value_added", "Value added, by who pays")
    };
    let unit = (Metric::named("value_added")?.unit)(&block.base);
    let mut columns = vec![Column::text("scenario", "Scenario", "The name of the policy.")];
    columns.extend(payers.iter().map(|payer| {
        let about = format!("The effect where {payer} pays, less that of the reference paid alike.");
        Column::number(format!("paid_by_{}", payer.replace([' ', '+', '.'], "_")), payer, unit.clone(), about)
    }));
    let mut frame = Frame::new("payers", format!("{title}: {}", block.label), columns);
    for (policy, paid) in &policies {
        let mut row: Vec<Value> = vec![policy.outcome.scenario.as_str().into()];
        row.extend(payers.iter().map(|payer| {
            let run = paid.iter().find(|(one, _)| one == payer).map(|(_, run)| *run);
            Value::from(run.and_then(|run| effect(block, run, payer, id)))
        }));
        frame.push(row);
    }
    frame.note("Each less the reference paid alike: what policies differ in, by one payer. Empty where no scenario is paid so.");
    (!policies.is_empty()).then(|| frame.finish())
}

/// A scenario and those that are the same policy with another payer, each with who pays.
fn paid<'b, 'o>(block: &'b Block<'o>, policy: &'b Measured<'o>) -> Vec<(String, &'b Measured<'o>)> {
    let is_variant = |run: &&Measured<'_>| run.outcome.variant_of.as_deref() == Some(policy.outcome.scenario.as_str());
    let mut paid = vec![(policy.payer(), policy)];
    for run in block.scenarios().filter(is_variant) {
        if paid.iter().all(|(payer, _)| *payer != run.payer()) {
            paid.push((run.payer(), run));
        }
    }
    paid
}

/// A number less that of the reference paid alike; none where the reference is not paid so.
fn effect(block: &Block<'_>, run: &Measured<'_>, payer: &str, id: &str) -> Option<f64> {
    let last = block.last();
    let reference = match block.reference.as_deref().and_then(|name| block.run(name, &Point::Central)) {
        None => block.base_number(id),
        // What changes nothing is paid by nobody.
        Some(reference) if !reference.pays() => reference.number(last, id),
        Some(reference) => {
            let paid = paid(block, reference);
            paid.iter().find(|(one, _)| one == payer).and_then(|(_, reference)| reference.number(last, id))
        }
    };
    Some(run.number(last, id)? - reference?).filter(|effect| effect.is_finite())
}
