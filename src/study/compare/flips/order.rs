//! By what scenarios are ordered where an order may turn around: one metric, or the score over all of them.

use super::Flip;
use crate::study::Weight;
use crate::study::compare::candidates::{Candidate, Candidates};
use std::cmp::Ordering;

/// An order of scenarios.
pub(super) struct Order<'w> {
    id: &'w str,
    words: String,
    /// The position of the metric among the weights; none of the score.
    pub(super) metric: Option<usize>,
}

/// The order by each weighted metric, and by the score where there are several.
pub(super) fn orders(weights: &[Weight]) -> Vec<Order<'_>> {
    let metric = |(at, weight)| of_metric(at, weight);
    let mut orders: Vec<Order<'_>> = weights.iter().enumerate().map(metric).collect();
    if orders.len() > 1 {
        orders.push(Order { id: "score", words: "the weighted score".to_owned(), metric: None });
    }
    orders
}

fn of_metric(at: usize, weight: &Weight) -> Order<'_> {
    Order { id: &weight.metric, words: effect(weight), metric: Some(at) }
}

/// `effect on output`; a metric that is an effect by its name says so once.
pub(super) fn effect(weight: &Weight) -> String {
    let words = weight.words();
    if words.starts_with("effect ") { words } else { format!("effect on {words}") }
}

/// Scenarios beside one another, with the score of each.
pub(super) struct Scored<'b> {
    pub(super) candidates: Candidates<'b>,
    scores: Vec<Option<f64>>,
}

impl<'b> Scored<'b> {
    pub(super) fn of(candidates: Candidates<'b>) -> Self {
        Self { scores: candidates.scores(), candidates }
    }

    /// The names of the scenarios.
    pub(super) fn names(&self) -> Vec<&str> {
        self.candidates.list.iter().map(Candidate::name).collect()
    }
}

impl Order<'_> {
    /// Which of two scenarios, by their positions, is clearly ahead; none where that cannot be said.
    pub(super) fn of(&self, Scored { candidates, scores }: &Scored<'_>, one: usize, other: usize) -> Option<Ordering> {
        if let Some(metric) = self.metric {
            return candidates.clear_order(metric, &candidates.list[one], &candidates.list[other]);
        }
        Some(Candidates::clear_score(scores[one]?, scores[other]?))
    }

    /// The orders of scenarios with these names that are one way in the first of two cases and the other way in the second, each case in
    /// words; `ahead` says of two, by their positions, which is ahead in either.
    pub(super) fn turned(
        &self,
        what: &'static str,
        names: &[&str],
        [in_first, in_second]: [&str; 2],
        ahead: impl Fn(usize, usize) -> [Option<Ordering>; 2],
    ) -> Vec<Flip> {
        let mut flips = Vec::new();
        for (one, scenario) in names.iter().enumerate() {
            let is_turned = |other: &usize| ahead(one, *other) == [Some(Ordering::Greater), Some(Ordering::Less)];
            let others: Vec<usize> = (0..names.len()).filter(is_turned).collect();
            let Some((others, them)) = named(names, &others) else { continue };
            let sentence =
                format!("`{scenario}` is ahead of {} {in_first} and behind {them} {in_second}.", listed(&others));
            flips.push(self.flip(what, (*scenario).to_owned(), others, &sentence));
        }
        flips
    }

    /// What turns around by this order, with a sentence that begins with the scenario.
    pub(super) fn flip(&self, what: &'static str, scenario: String, others: Vec<String>, sentence: &str) -> Flip {
        let sentence = format!("By {}, {sentence}", self.words);
        Flip { metric: self.id.to_owned(), what, scenario, others, sentence }
    }
}

/// The names of scenarios by their positions among all, and `it` or `them`; none where there are none.
pub(super) fn named(all: &[&str], positions: &[usize]) -> Option<(Vec<String>, &'static str)> {
    let names: Vec<String> = positions.iter().map(|&at| all[at].to_owned()).collect();
    let them = if names.len() == 1 { "it" } else { "them" };
    (!names.is_empty()).then_some((names, them))
}

/// `a`, `b` and `c`.
pub(super) fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
