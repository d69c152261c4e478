//! `flips.csv`: which orders of two scenarios turn around when the dose is made equal, when technologies spread through other links, or
//! when somebody else pays, said in words.
//!
//! For each weighted metric, and the score over all of them: the pairs that stand one way as written and the other way at equal dose, or at
//! a channel of contagion that the study asks for, among the scenarios that stand at both; two policies that stand one way by one payer
//! and the other way by another, where each is paid by both, as a scenario and its variant (one that extends it and differs in nothing but
//! who pays); and, where only one of them is, the pairs that stand one way with a policy and the other way with its variant. Scenarios on
//! one side are gathered into one sentence. Nothing is said where an order stays, nor where two effects differ by less than a hundredth of
//! the largest effect on the metric, or two scores by less than a hundredth of the whole scale: that is no order. Of scenarios that one pays
//! for, the largest effect is that of those that it pays for, against the reference paid alike where there is one: what the payer moves by
//! itself may be larger than what policies differ in.
//!
//! By what rests on who pays, value added, of all years too, and imports, scenarios are looked at too where nobody weighs it: there the
//! payer decides. So they are at equal dose, and by output of the focus, among scenarios that one pays for. How even effects are as written
//! and at equal dose is said once for each metric, of the same scenarios.

mod channel;
mod dose;
mod order;
mod payer;

use super::block::Block;
use super::candidates::{Candidates, Case, ranked};
use crate::analysis::adoption::Through;
use crate::study::{Study, Weight};
use crate::words::{Column, Frame, FrameError, Value};
use dose::Doses;
use order::{Scored, effect, orders};

/// One turned order, or several of one scenario.
pub(super) struct Flip {
    metric: String,
    what: &'static str,
    scenario: String,
    others: Vec<String>,
    sentence: String,
}

/// Every order that turns around; its cells are not looked at yet.
pub(in crate::study) fn table(blocks: &[Block<'_>]) -> Frame {
    let mut frame = Frame::new(
        "flips",
        "Rankings that turn around",
        vec![
            Column::text(
                "metric",
                "Metric",
                "By what the scenarios are ordered; `score` is that of the ranking; value added and imports always, output of the focus at equal dose.",
            ),
            Column::text("what", "What changes", "The dose, the channel of contagion, or who pays."),
            Column::text("scenario", "Scenario", "The scenario that falls behind."),
            Column::text("others", "Others", "Those that overtake it."),
            Column::text("sentence", "In words", "The same in words."),
            Column::text("study", "Study", "The study whose metrics these are."),
            Column::text("block", "Block", "Table, closure, focus and years."),
        ],
    );
    for block in blocks {
        for (study, flip) in flips(block) {
            let mut row: Vec<Value> = vec![flip.metric.into(), flip.what.into(), flip.scenario.into()];
            row.extend([flip.others.join(" ").into(), flip.sentence.into(), study.into(), block.label.as_str().into()]);
            frame.push(row);
        }
    }
    frame
}

/// The sentences of a block: how even effects are, then what turns around.
pub(super) fn sentences(block: &Block<'_>) -> Vec<String> {
    let mut sentences = evenness(block);
    sentences.extend(flips(block).into_iter().map(|(_, flip)| flip.sentence));
    sentences
}

/// The sentences of a block without a ranking beside which they could stand, for the terminal; none where nothing turns around.
pub(super) fn short(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    let sentences = sentences(block);
    let columns = vec![Column::text("sentence", "In words", "Which order turns around, and with what.")];
    let mut frame = Frame::new("flips", format!("Rankings that turn around: {}", block.label), columns);
    for sentence in &sentences {
        frame.push(vec![sentence.as_str().into()]);
    }
    (!sentences.is_empty()).then(|| frame.finish())
}

/// How near to one another effects are as written and at equal dose.
pub(in crate::study) fn evenness(block: &Block<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    for (block, study) in ranked(std::slice::from_ref(block)) {
        let [written, equal] = Candidates::in_both(block, study, Case::Equal);
        for (metric, weight) in study.weights.iter().enumerate() {
            let (Some(before), Some(after)) = (written.evenness(metric), equal.evenness(metric)) else { continue };
            sentences.push(format!(
                "The smallest {} is {:.1} % of the largest as written, and {:.1} % at equal dose.",
                effect(weight),
                100.0 * before,
                100.0 * after
            ));
        }
    }
    sentences
}

/// What rests on who pays, and is looked at in every study.
const RESTING: &[&str] = &["value_added", "imports"];

/// The same of all years together, where there are several.
const RESTING_OVER_YEARS: &str = "cumulative.value_added";

/// A study with weights of these metrics, of those that it does not weigh itself.
fn beside<'m>(study: &Study, metrics: impl Iterator<Item = &'m str>) -> Study {
    let is_weighed = |id: &str| study.weights.iter().any(|weight| weight.metric == id);
    let ids = metrics.filter(|id| !is_weighed(id));
    let weights = ids.filter_map(|id| Weight::new(id, 1.0, &study.place).ok()).collect();
    Study { weights, ..study.clone() }
}

fn flips(block: &Block<'_>) -> Vec<(String, Flip)> {
    let mut found = Vec::new();
    let (_, has_years) = block.last_year();
    for study in &block.studies {
        let mut add = |flips: Vec<Flip>| found.extend(flips.into_iter().map(|flip| (study.title.clone(), flip)));
        let resting = || RESTING.iter().copied().chain(has_years.then_some(RESTING_OVER_YEARS));
        let sized = beside(study, ["focus_output"].into_iter().chain(resting()));
        let doses = Doses::of(block, &sized);
        for order in orders(&sized.weights).iter().filter(|order| order.metric.is_some()) {
            add(doses.flips(order, false));
        }
        let paid = beside(study, resting());
        let all = Scored::of(Candidates::of(block, &paid, Case::Written));
        for order in orders(&paid.weights).iter().filter(|order| order.metric.is_some()) {
            add(payer::flips(block, order, &all));
        }
    }
    for (block, study) in ranked(std::slice::from_ref(block)) {
        let mut add = |flips: Vec<Flip>| found.extend(flips.into_iter().map(|flip| (study.title.clone(), flip)));
        let all = Scored::of(Candidates::of(block, study, Case::Written));
        let doses = Doses::of(block, study);
        let through =
            |&through: &Through| (through, Candidates::in_both(block, study, Case::Through(through)).map(Scored::of));
        let channels: Vec<(Through, [Scored<'_>; 2])> = study.channels.iter().map(through).collect();
        for order in orders(&study.weights) {
            add(doses.flips(&order, true));
            for (through, both) in &channels {
                add(channel::flips(&order, *through, both));
            }
            add(payer::flips(block, &order, &all));
        }
    }
    found
}
