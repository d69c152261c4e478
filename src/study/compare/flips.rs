//! `flips.csv`: which orders of two scenarios turn around when the dose is made equal, when technologies spread through other links, or
//! when somebody else pays, said in words.
//!
//! For each weighted metric, and the score over all of them: the pairs that stand one way as written and the other way at equal dose, or at
//! a channel of contagion that the study asks for, among the scenarios that stand at both; two policies that stand one way by one payer and the
//! other way by another, where each has a variant paid by that one; and, where only one of them has, the pairs that stand one way with a policy and the other way with its variant (a scenario that
//! extends it and differs in nothing but who pays). Scenarios on one side are gathered into one sentence. Nothing is said where an order
//! stays, nor where two effects differ by less than a hundredth of the largest effect on the metric, or two scores by less than a hundredth of
//! the whole scale: that is no order. By what rests on who pays, value added and imports, scenarios are looked at too where nobody weighs
//! it: there the payer decides. How even effects are as written and at equal dose is said once for each metric, of the same scenarios.

use super::block::Block;
use super::candidates::{Candidate, Candidates, Case, ranked};
use crate::study::{Study, Weight};
use crate::words::{Column, Frame, FrameError, Value};
use std::cmp::Ordering;

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
                "By what the scenarios are ordered; `score` is that of the ranking; value added and imports always.",
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

/// A study with weights of what rests on who pays, and is not weighed by it.
fn resting(study: &Study) -> Study {
    let is_weighed = |id: &str| study.weights.iter().any(|weight| weight.metric == id);
    let ids = RESTING.iter().filter(|id| !is_weighed(id));
    let weights = ids.filter_map(|id| Weight::new(id, 1.0, &study.place).ok()).collect();
    Study { weights, ..study.clone() }
}

fn flips(block: &Block<'_>) -> Vec<(String, Flip)> {
    let mut found = Vec::new();
    for study in &block.studies {
        let beside = resting(study);
        let all = Candidates::of(block, &beside, Case::Written);
        for order in orders(&all).iter().filter(|order| order.metric.is_some()) {
            found.extend(by_payer(order, &all).into_iter().map(|flip| (study.title.clone(), flip)));
        }
    }
    for (block, study) in ranked(std::slice::from_ref(block)) {
        let all = Candidates::of(block, study, Case::Written);
        let cases = [Case::Equal].into_iter().chain(study.channels.iter().copied().map(Case::Through));
        let cases: Vec<(Case, [Candidates<'_>; 2])> =
            cases.map(|case| (case, Candidates::in_both(block, study, case))).collect();
        let mut add = |flips: Vec<Flip>| found.extend(flips.into_iter().map(|flip| (study.title.clone(), flip)));
        for order in orders(&all) {
            for (case, [written, others]) in &cases {
                add(by_case(&order, *case, written, others));
            }
            add(by_payer(&order, &all));
        }
    }
    found
}

/// An order of scenarios: by one metric, or by the score.
struct Order<'w> {
    id: &'w str,
    words: String,
    metric: Option<usize>,
}

fn orders<'w>(candidates: &Candidates<'w>) -> Vec<Order<'w>> {
    let metric =
        |(at, weight): (usize, &'w Weight)| Order { id: &weight.metric, words: effect(weight), metric: Some(at) };
    let mut orders: Vec<Order<'w>> = candidates.weights.iter().enumerate().map(metric).collect();
    if orders.len() > 1 {
        orders.push(Order { id: "score", words: "the weighted score".to_owned(), metric: None });
    }
    orders
}

/// `effect on output`; a metric that is an effect by its name says so once.
fn effect(weight: &Weight) -> String {
    let words = weight.words();
    if words.starts_with("effect ") { words } else { format!("effect on {words}") }
}

impl Order<'_> {
    /// Which of two scenarios is ahead.
    fn of(&self, candidates: &Candidates<'_>, scores: &[Option<f64>], one: usize, other: usize) -> Option<Ordering> {
        if let Some(metric) = self.metric {
            return candidates.clear_order(metric, &candidates.list[one], &candidates.list[other]);
        }
        Some(Candidates::clear_score(scores[one]?, scores[other]?))
    }
}

/// The two cases hold the same scenarios in the same order.
fn by_case(order: &Order<'_>, case: Case, written: &Candidates<'_>, in_case: &Candidates<'_>) -> Vec<Flip> {
    let (scores, case_scores) = (written.scores(), in_case.scores());
    let (what, when) = match case {
        Case::Through(through) => ("channel", format!("where technologies spread {}", through.words())),
        Case::Written | Case::Equal => ("dose", "at equal dose".to_owned()),
    };
    let mut flips = Vec::new();
    for one in 0..written.list.len() {
        let turned = |other: &usize| {
            order.of(written, &scores, one, *other) == Some(Ordering::Greater)
                && order.of(in_case, &case_scores, one, *other) == Some(Ordering::Less)
        };
        let others: Vec<usize> = (0..written.list.len()).filter(turned).collect();
        let Some((others, them)) = named(written, &others) else { continue };
        let scenario = written.list[one].name().to_owned();
        let sentence = format!(
            "By {}, `{scenario}` is ahead of {} as written and behind {them} {when}.",
            order.words,
            listed(&others)
        );
        flips.push(Flip { metric: order.id.to_owned(), what, scenario, others, sentence });
    }
    flips
}

fn by_payer(order: &Order<'_>, candidates: &Candidates<'_>) -> Vec<Flip> {
    let scores = candidates.scores();
    let variant_of = |candidate: &Candidate<'_>| candidate.run.outcome.variant_of.clone();
    // Only policies are set against a policy and its variant, not their variants too.
    let is_policy = |candidate: &Candidate<'_>| {
        let of = variant_of(candidate);
        !candidates.list.iter().any(|other| of.as_deref() == Some(other.name()))
    };
    // The variant of another policy by the same change of payer.
    let alike = |other: usize, payer: &str, other_payer: &str| {
        let name = candidates.list[other].name();
        let is_paid = candidates.list[other].run.payer() == payer;
        let mut variants = candidates.list.iter();
        let found = variants.position(|one| variant_of(one).as_deref() == Some(name) && one.run.payer() == other_payer);
        found.filter(|_| is_paid)
    };
    let mut flips = Vec::new();
    for (at, variant) in candidates.list.iter().enumerate() {
        let Some(policy) = variant_of(variant) else { continue };
        let Some(of) = candidates.list.iter().position(|candidate| candidate.name() == policy) else { continue };
        let (payer, other_payer) = (candidates.list[of].run.payer(), variant.run.payer());
        if payer == other_payer {
            continue;
        }
        let turned = |other: &usize| {
            let Some(other_variant) = alike(*other, &payer, &other_payer) else { return false };
            order.of(candidates, &scores, of, *other) == Some(Ordering::Greater)
                && order.of(candidates, &scores, at, other_variant) == Some(Ordering::Less)
        };
        let others: Vec<usize> = (0..candidates.list.len()).filter(turned).collect();
        if let Some((others, them)) = named(candidates, &others) {
            let sentence = format!(
                "By {}, `{policy}` is ahead of {} where {payer} pays for all and behind {them} where {other_payer} does.",
                order.words,
                listed(&others)
            );
            flips.push(Flip { metric: order.id.to_owned(), what: "payer", scenario: policy.clone(), others, sentence });
        }
        for (first, second) in [(Ordering::Greater, Ordering::Less), (Ordering::Less, Ordering::Greater)] {
            let turned = |other: &usize| {
                *other != of
                    && is_policy(&candidates.list[*other])
                    && alike(*other, &payer, &other_payer).is_none()
                    && order.of(candidates, &scores, of, *other) == Some(first)
                    && order.of(candidates, &scores, at, *other) == Some(second)
            };
            let others: Vec<usize> = (0..candidates.list.len()).filter(turned).collect();
            let Some((others, them)) = named(candidates, &others) else { continue };
            let words = |ordering| if ordering == Ordering::Greater { "ahead of" } else { "behind" };
            let sentence = format!(
                "By {}, `{policy}` (paid by {payer}) is {} {}, and `{}` (paid by {other_payer}) is {} {them}.",
                order.words,
                words(first),
                listed(&others),
                variant.name(),
                words(second),
            );
            let scenario = if first == Ordering::Greater { variant.name() } else { &policy };
            flips.push(Flip {
                metric: order.id.to_owned(),
                what: "payer",
                scenario: scenario.to_owned(),
                others,
                sentence,
            });
        }
    }
    flips
}

/// The names of scenarios, and `it` or `them`; none where there are none.
fn named(candidates: &Candidates<'_>, positions: &[usize]) -> Option<(Vec<String>, &'static str)> {
    let names: Vec<String> = positions.iter().map(|&at| candidates.list[at].name().to_owned()).collect();
    let them = if names.len() == 1 { "it" } else { "them" };
    (!names.is_empty()).then_some((names, them))
}

/// `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
