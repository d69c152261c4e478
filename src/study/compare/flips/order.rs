//! By what scenarios are ordered where an order may turn around: one metric, or the score over all of them.

use super::Flip;
use crate::study::Weight;
use crate::study::compare::candidates::Candidates;
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

impl Order<'_> {
    /// Which of two scenarios, by their positions, is clearly ahead; none where that cannot be said.
    pub(super) fn of(
        &self,
        candidates: &Candidates<'_>,
        scores: &[Option<f64>],
        one: usize,
        other: usize,
    ) -> Option<Ordering> {
        if let Some(metric) = self.metric {
            return candidates.clear_order(metric, &candidates.list[one], &candidates.list[other]);
        }
        Some(Candidates::clear_score(scores[one]?, scores[other]?))
    }

    /// The orders that are one way in the first of two cases and the other way in the second, which hold the same scenarios in the same
    /// order; each case in words, as a scenario is ahead of others there.
    pub(super) fn turned(&self, what: &'static str, cases: [(&Candidates<'_>, &str); 2]) -> Vec<Flip> {
        let [(first, in_first), (second, in_second)] = cases;
        let (scores, other_scores) = (first.scores(), second.scores());
        let mut flips = Vec::new();
        for one in 0..first.list.len() {
            let is_turned = |other: &usize| {
                self.of(first, &scores, one, *other) == Some(Ordering::Greater)
                    && self.of(second, &other_scores, one, *other) == Some(Ordering::Less)
            };
            let others: Vec<usize> = (0..first.list.len()).filter(is_turned).collect();
            let Some((others, them)) = named(first, &others) else { continue };
            let scenario = first.list[one].name().to_owned();
            let sentence =
                format!("`{scenario}` is ahead of {} {in_first} and behind {them} {in_second}.", listed(&others));
            flips.push(self.flip(what, scenario, others, &sentence));
        }
        flips
    }

    /// What turns around by this order, with a sentence that begins with the scenario.
    pub(super) fn flip(&self, what: &'static str, scenario: String, others: Vec<String>, sentence: &str) -> Flip {
        let sentence = format!("By {}, {sentence}", self.words);
        Flip { metric: self.id.to_owned(), what, scenario, others, sentence }
    }
}

/// The names of scenarios, and `it` or `them`; none where there are none.
pub(super) fn named(candidates: &Candidates<'_>, positions: &[usize]) -> Option<(Vec<String>, &'static str)> {
    let names: Vec<String> = positions.iter().map(|&at| candidates.list[at].name().to_owned()).collect();
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
