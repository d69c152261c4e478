//! The scenarios of a study as they are ranked: the effect of each on each weighted metric, in one case.

use super::block::{Block, Counterpart};
use super::measured::Measured;
use crate::analysis::adoption::Through;
use crate::study::{Metric, Point, Study, Weight};
use std::cmp::Ordering;

/// Below this, relative to the largest effect on a metric, two scenarios are equal in it.
const EQUAL: f64 = 1e-9;

/// The same relative to the largest number of the metric itself: what is left of rounding where two such numbers are subtracted.
const ROUNDING: f64 = 1e-13;

/// Two scenarios whose effects differ by less than this, relative to the largest effect on the metric of all that are compared, are
/// not said to be ahead and behind: no assumption of a scenario is known as well as that.
const CLEAR: f64 = 0.01;

/// A metric in which the best and the worst scenario differ by less than this part of its level hardly moves.
const HARDLY: f64 = 1e-3;

/// In which case scenarios stand beside one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// As they are written.
    Written,
    /// All at the same dose.
    Equal,
    /// Technologies spread through these links in all.
    Through(Through),
}

impl Case {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Written => "as written",
            Self::Equal => "equal dose",
            Self::Through(through) => through.word(),
        }
    }

    pub(super) fn point(self) -> Point {
        match self {
            Self::Written => Point::Central,
            Self::Equal => Point::EqualDose,
            Self::Through(through) => Point::Through(through),
        }
    }
}

/// Every study that states weights, in each block in which it has scenarios.
pub(super) fn ranked<'b>(blocks: &'b [Block<'b>]) -> impl Iterator<Item = (&'b Block<'b>, &'b Study)> {
    blocks
        .iter()
        .flat_map(|block| block.studies.iter().map(move |study| (block, study)))
        .filter(|(_, study)| !study.weights.is_empty())
}

/// The effect of a scenario on a metric against the reference, in the metric's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Effect {
    /// The difference of the numbers of the two.
    number: f64,
    /// Whether a level is not reached within the years: its date lies beyond, and the years stand for it.
    pub(super) is_beyond: bool,
    /// By size the larger of the two numbers.
    size: f64,
}

/// A number of a scenario; `is_beyond` as that of an [`Effect`].
#[derive(Debug, Clone, Copy)]
struct Figure {
    number: f64,
    is_beyond: bool,
}

/// A scenario with its effects.
#[derive(Debug)]
pub(super) struct Candidate<'b> {
    pub(super) run: &'b Measured<'b>,
    /// Its effect on each weighted metric; none where it has no answer.
    pub(super) effects: Vec<Option<Effect>>,
}

impl<'b> Candidate<'b> {
    /// A scenario with its effects against what it is compared with.
    fn of(block: &Block<'b>, weights: &[Weight], run: &'b Measured<'b>, counterpart: &Counterpart<'_, 'b>) -> Self {
        let effect = |id: &str| {
            let (one, other) = (figure(block, run, id)?, of_counterpart(block, counterpart, id)?);
            let number = one.number - other.number;
            let size = one.number.abs().max(other.number.abs());
            number.is_finite().then_some(Effect { number, is_beyond: one.is_beyond, size })
        };
        Self { run, effects: weights.iter().map(|weight| effect(&weight.metric)).collect() }
    }

    pub(super) fn name(&self) -> &str {
        &self.run.outcome.scenario
    }
}

/// The scenarios of a study in one block in one case, in the order of the study.
#[derive(Debug)]
pub(super) struct Candidates<'b> {
    pub(super) weights: &'b [Weight],
    pub(super) list: Vec<Candidate<'b>>,
    /// How large each metric is among them.
    scales: Vec<Scale>,
}

/// How large a metric is among scenarios, in its unit.
#[derive(Debug)]
struct Scale {
    /// The largest effect by size: what is a small part of it is no clear difference.
    effect: f64,
    /// What two effects may differ by and still be one: 1e-9 of the largest effect, or 1e-13 of the largest number where that is
    /// more, as with an effect of nothing on a large number.
    rounding: f64,
    /// The largest number by size.
    level: f64,
}

impl<'b> Candidates<'b> {
    pub(super) fn of(block: &'b Block<'b>, study: &'b Study, case: Case) -> Self {
        Self::among(&study.weights, listed(block, study, case))
    }

    /// The same as written and in another case, of the scenarios that stand in both alone, and of effects that have an answer in both, so
    /// that one list is set against the other position by position.
    pub(super) fn in_both(block: &'b Block<'b>, study: &'b Study, case: Case) -> [Self; 2] {
        let (mut written, mut others) = (listed(block, study, Case::Written), listed(block, study, case));
        written.retain(|one| others.iter().any(|other| other.name() == one.name()));
        others.retain(|one| written.iter().any(|other| other.name() == one.name()));
        for (one, other) in written.iter_mut().zip(&mut others) {
            for (effect, other) in one.effects.iter_mut().zip(&mut other.effects) {
                (*effect, *other) = effect.zip(*other).unzip();
            }
        }
        [written, others].map(|list| Self::among(&study.weights, list))
    }

    /// Scenarios that one payer pays for, at one point, each less the reference paid alike; less the reference as it is where it is not paid
    /// so, which makes a difference of policies a smaller part of the largest effect.
    pub(super) fn paid_by(
        block: &'b Block<'b>,
        weights: &'b [Weight],
        payer: &str,
        point: &Point,
        runs: Vec<&'b Measured<'b>>,
    ) -> Self {
        let counterpart = match block.counterpart_paid_by(point, payer) {
            Counterpart::Missing => block.counterpart(point),
            counterpart => counterpart,
        };
        let candidate = |run| Candidate::of(block, weights, run, &counterpart);
        Self::among(weights, runs.into_iter().map(candidate).collect())
    }

    fn among(weights: &'b [Weight], list: Vec<Candidate<'b>>) -> Self {
        let scale = |metric: usize| {
            let largest = |of: &dyn Fn(&Candidate<'_>) -> f64| list.iter().map(of).fold(0.0_f64, f64::max);
            let effect = largest(&|one| one.effects[metric].map_or(0.0, |effect| effect.number.abs()));
            let number = largest(&|one| one.effects[metric].map_or(0.0, |effect| effect.size));
            Scale { effect, rounding: (EQUAL * effect).max(ROUNDING * number), level: number }
        };
        let scales = (0..weights.len()).map(scale).collect();
        Self { weights, list, scales }
    }

    /// Which of two effects on a metric is better: greater is ahead. A level that is not reached comes after every one that is; of two that
    /// are not reached nobody knows which would be first. None where that is so, and where one of them has no answer.
    pub(super) fn order(&self, metric: usize, one: &Candidate<'_>, other: &Candidate<'_>) -> Option<Ordering> {
        let (a, b) = (one.effects[metric]?, other.effects[metric]?);
        let ahead = self.weights[metric].sign * (a.number - b.number);
        match (a.is_beyond, b.is_beyond) {
            (true, true) => None,
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            (false, false) if ahead.abs() <= self.scales[metric].rounding => Some(Ordering::Equal),
            (false, false) => Some(ahead.total_cmp(&0.0)),
        }
    }

    /// Which of two is clearly ahead in a metric, by a hundredth of the largest effect of all; equal where neither is. Of a level that is not
    /// reached only that counts by which the other is before the end of the years.
    pub(super) fn clear_order(&self, metric: usize, one: &Candidate<'_>, other: &Candidate<'_>) -> Option<Ordering> {
        let (a, b) = (one.effects[metric]?, other.effects[metric]?);
        let is_clear = (a.number - b.number).abs() > CLEAR * self.scales[metric].effect;
        self.order(metric, one, other).map(|order| if is_clear { order } else { Ordering::Equal })
    }

    /// Which of two scores is clearly ahead, by a hundredth of the whole scale.
    pub(super) fn clear_score(one: f64, other: f64) -> Ordering {
        if (one - other).abs() > CLEAR { one.total_cmp(&other) } else { Ordering::Equal }
    }

    /// The smallest effect on a metric over the largest, among scenarios that change something; none where effects have both
    /// signs, where one of them lies beyond the years, or where there are not two.
    pub(super) fn evenness(&self, metric: usize) -> Option<f64> {
        let acting = self.list.iter().filter(|candidate| candidate.run.pays());
        let effects: Vec<Effect> = acting.filter_map(|candidate| candidate.effects[metric]).collect();
        if effects.iter().any(|effect| effect.is_beyond) {
            return None;
        }
        let effects: Vec<f64> = effects.iter().map(|effect| effect.number).collect();
        let same_sign = effects.iter().all(|effect| *effect > 0.0) || effects.iter().all(|effect| *effect < 0.0);
        let sizes = || effects.iter().map(|effect| effect.abs());
        let (least, most) = (sizes().min_by(f64::total_cmp)?, sizes().max_by(f64::total_cmp)?);
        (same_sign && effects.len() > 1).then_some(least / most)
    }

    /// Each scenario's score from 0 to 1: Σ w (e - min) / (max - min) / Σ w over the metrics that tell scenarios apart, e the effect with
    /// the sign that is better; a level that is not reached counts as if it were at the end of the years. None where a scenario has no
    /// answer in one of them, and where none tells them apart.
    pub(super) fn scores(&self) -> Vec<Option<f64>> {
        let told: Vec<(usize, f64, f64)> = (0..self.weights.len()).filter_map(|metric| self.span(metric)).collect();
        let total: f64 = told.iter().map(|&(metric, ..)| self.weights[metric].weight).sum();
        let score = |candidate: &Candidate<'_>| {
            let parts = told.iter().map(|&(metric, worst, span)| {
                let Weight { weight, sign, .. } = self.weights[metric];
                candidate.effects[metric].map(|effect| weight * (sign * effect.number - worst) / span)
            });
            let sum: Option<f64> = parts.sum();
            sum.map(|sum| sum / total).filter(|score| score.is_finite())
        };
        self.list.iter().map(score).collect()
    }

    /// Whether a metric tells scenarios apart: otherwise it counts for nothing in a score.
    pub(super) fn tells_apart(&self, metric: usize) -> bool {
        self.span(metric).is_some()
    }

    /// By how much the best scenario differs from the worst in a metric, and the level of that metric, where the first is less than a
    /// thousandth of the second: the score makes as much of it as of any other difference. None where it is more, and where a metric tells
    /// nothing apart.
    pub(super) fn hardly_moves(&self, metric: usize) -> Option<(f64, f64)> {
        let (_, _, span) = self.span(metric)?;
        let level = self.scales[metric].level;
        (span < HARDLY * level).then_some((span, level))
    }

    /// A metric that tells scenarios apart, with the worst effect and how far the best is above it.
    fn span(&self, metric: usize) -> Option<(usize, f64, f64)> {
        let sign = self.weights[metric].sign;
        let effects =
            || self.list.iter().filter_map(|candidate| candidate.effects[metric].map(|effect| sign * effect.number));
        let (worst, best) = (effects().min_by(f64::total_cmp)?, effects().max_by(f64::total_cmp)?);
        (best - worst > self.scales[metric].rounding).then_some((metric, worst, best - worst))
    }
}

/// The scenarios of a study that stand in a block in a case, with their effects.
fn listed<'b>(block: &'b Block<'b>, study: &Study, case: Case) -> Vec<Candidate<'b>> {
    let point = case.point();
    let counterpart = block.counterpart(&point);
    let candidate = |run| Candidate::of(block, &study.weights, run, &counterpart);
    study.scenarios.iter().filter_map(|name| block.run(name, &point)).map(candidate).collect()
}

/// The number of a scenario, of the last year or of all years together. The date of a level that is not reached lies beyond the years over
/// which adoption is followed, from the beginning of the first to that of the last; none where there is no share to reach it.
fn figure(block: &Block<'_>, run: &Measured<'_>, id: &str) -> Option<Figure> {
    let last = block.last();
    if let Some(number) = run.number(last, id) {
        return Some(Figure { number, is_beyond: false });
    }
    run.number(last, &Metric::dated(id)?)?;
    Some(beyond(block))
}

/// The same of what it is compared with; none where that is nothing. What is an effect already is one of nothing where the reference has no
/// answer, as the base table has none.
fn of_counterpart(block: &Block<'_>, counterpart: &Counterpart<'_, '_>, id: &str) -> Option<Figure> {
    let last = block.last();
    let is_there = !matches!(counterpart, Counterpart::Missing);
    let nothing = (is_there && Metric::is_effect(id)).then_some(0.0);
    if let Some(number) = block.number_of(counterpart, last, id).or(nothing) {
        return Some(Figure { number, is_beyond: false });
    }
    block.number_of(counterpart, last, &Metric::dated(id)?)?;
    Some(beyond(block))
}

/// A date beyond the years of a block.
fn beyond(block: &Block<'_>) -> Figure {
    Figure { number: block.last() as f64, is_beyond: true }
}
