//! `dominance.csv`: every two scenarios of a study, which is better in everything that the study weighs, and what trades off.
//!
//! A scenario dominates another where its effect is better in at least one weighted metric and worse in none; the weights themselves do not
//! count. Effects against the reference in the last year, in the direction in which the metric is better; what rounding can make
//! (1e-9 of the largest effect, 1e-13 of the largest number) is equal. Source: Pareto's order, as in any text on multi-criteria decision analysis.

use super::block::Block;
use super::candidates::{Candidate, Candidates, Case, ranked};
use crate::words::{Column, Frame, Value};
use std::cmp::Ordering;

/// Every pair of every study that states weights; its cells are not looked at yet.
pub(in crate::study) fn table(blocks: &[Block<'_>]) -> Frame {
    let mut frame = Frame::new(
        "dominance",
        "Which scenario is better in everything, and what trades off",
        vec![
            Column::text("scenario", "Scenario", "One scenario."),
            Column::text("other", "Other", "The scenario that it is set against."),
            Column::text("dose", "Dose", "As written, or at equal dose."),
            Column::text(
                "verdict",
                "Verdict",
                "Better in everything, worse in everything, trade-off, equal, or not comparable.",
            ),
            Column::text("better_in", "Better in", "The weighted metrics in which the first is better."),
            Column::text("worse_in", "Worse in", "The weighted metrics in which it is worse."),
            Column::text("study", "Study", "The study whose metrics these are."),
            Column::text("block", "Block", "Table, closure, focus and years."),
        ],
    );
    for (block, study) in ranked(blocks) {
        for case in [Case::Written, Case::Equal] {
            let candidates = Candidates::of(block, study, case);
            for (at, one) in candidates.list.iter().enumerate() {
                for other in &candidates.list[at + 1..] {
                    let pair = Pair::of(&candidates, one, other);
                    let mut row: Vec<Value> = vec![one.name().into(), other.name().into(), case.words().into()];
                    row.extend([pair.verdict().into(), pair.better.join(" ").into(), pair.worse.join(" ").into()]);
                    row.extend([study.title.as_str().into(), block.label.as_str().into()]);
                    frame.push(row);
                }
            }
        }
    }
    frame.note("A scenario is better in everything where it is worse in no weighted metric and better in one; weights do not count.");
    frame
}

/// The scenarios that dominate one.
pub(super) fn dominating(candidates: &Candidates<'_>, one: &Candidate<'_>) -> Vec<String> {
    let better = candidates.list.iter().filter(|other| Pair::of(candidates, other, one).verdict() == BETTER);
    better.map(|other| other.name().to_owned()).collect()
}

const BETTER: &str = "better in everything";

/// Two scenarios.
struct Pair<'w> {
    better: Vec<&'w str>,
    worse: Vec<&'w str>,
    /// Whether one of them has no answer somewhere where the other has one.
    is_partial: bool,
}

impl<'w> Pair<'w> {
    fn of(candidates: &Candidates<'w>, one: &Candidate<'_>, other: &Candidate<'_>) -> Self {
        let mut pair = Self { better: Vec::new(), worse: Vec::new(), is_partial: false };
        for (at, weight) in candidates.weights.iter().enumerate() {
            match candidates.order(at, one, other) {
                Some(Ordering::Greater) => pair.better.push(&weight.metric),
                Some(Ordering::Less) => pair.worse.push(&weight.metric),
                Some(Ordering::Equal) => {}
                None => pair.is_partial |= one.effects[at].is_some() != other.effects[at].is_some(),
            }
        }
        pair
    }

    fn verdict(&self) -> &'static str {
        match (self.better.is_empty(), self.worse.is_empty()) {
            _ if self.is_partial => "not comparable",
            (false, false) => "trade-off",
            (false, true) => BETTER,
            (true, false) => "worse in everything",
            (true, true) => "equal",
        }
    }
}
