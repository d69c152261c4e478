//! `ranking.csv`: the scenarios of a study under the weights that it states, as written and at equal dose.
//!
//! ## Formula
//!
//! e_ms is the effect of scenario s on metric m against the reference in the last year, with the sign that is better; w_m its weight:
//!
//! score_s = Σ_m w_m (e_ms - min_s e_ms) / (max_s e_ms - min_s e_ms) / Σ_m w_m, from 0 (worst in all) to 1 (best in all)
//!
//! over the metrics in which the scenarios differ, each dose by itself. Rank 1 is the highest score; equals share a place.
//!
//! ## Source
//!
//! Min-max normalisation with a weighted mean: OECD and JRC, Handbook on Constructing Composite Indicators, 2008.
//!
//! ## What it is not
//!
//! No measure of welfare, and no property of a scenario alone: another set of scenarios gives other scores, and may turn the order of two.
//! A good number in one metric makes up for a bad one in another, at the stated weights. `dominance.csv` uses no weights.

use super::block::Block;
use super::candidates::{Candidate, Candidates, Case, ranked};
use super::dominance::dominating;
use crate::analysis::ranks;
use crate::study::{Metric, Study, Weight};
use crate::words::{Column, Frame, FrameError, Unit, Value, six_digits};
use std::collections::BTreeSet;

/// One scenario in the ranking of a study.
struct Row {
    scenario: String,
    payer: String,
    written: Place,
    equal: Option<Place>,
    size: Option<f64>,
    dominated: Vec<String>,
}

/// Score and rank; none where the scenario is not ranked.
#[derive(Clone, Copy)]
struct Place {
    score: Option<f64>,
    rank: Option<usize>,
}

/// The ranking of every study that states weights, for a file; its numbers are not looked at yet.
pub(in crate::study) fn table(blocks: &[Block<'_>]) -> Frame {
    let mut all = columns();
    all.extend([
        Column::text("study", "Study", "The study whose weights these are."),
        Column::text("block", "Block", "Table, closure, focus and years; scores are compared within a block only."),
    ]);
    let mut frame = Frame::new("ranking", "Ranking under stated weights", all);
    for (block, study) in ranked(blocks) {
        for row in rows(block, study) {
            let mut cells = cells(&row);
            cells.extend([study.title.as_str().into(), block.label.as_str().into()]);
            frame.push(cells);
        }
        for note in notes(block, study) {
            frame.note(note);
        }
    }
    frame
}

/// One table for each study that states weights, for the terminal.
pub(super) fn frames(block: &Block<'_>) -> Result<Vec<Frame>, FrameError> {
    let of_study = |(block, study): (&Block<'_>, &Study)| {
        let mut frame = Frame::new("ranking", format!("Ranking: {}", study.title), columns());
        for row in rows(block, study) {
            frame.push(cells(&row));
        }
        for note in notes(block, study) {
            frame.note(note);
        }
        frame.finish()
    };
    ranked(std::slice::from_ref(block)).map(of_study).collect()
}

fn columns() -> Vec<Column> {
    let score = "From 0, worst of all in every metric, to 1, best of all in every one";
    vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text(
            "payer",
            "Who pays",
            "Who pays; numbers that rest on it rank only scenarios where it is the same.",
        ),
        Column::integer(
            "rank",
            "Rank as written",
            Unit::Rank,
            "The place of the score among the study's scenarios as written.",
        ),
        Column::number("score", "Score as written", Unit::Index, format!("{score}, as written.")),
        Column::integer(
            "equal_dose_rank",
            "Rank at equal dose",
            Unit::Rank,
            "The same at equal dose; empty where it was not run or cannot be reached.",
        ),
        Column::number("equal_dose_score", "Score at equal dose", Unit::Index, format!("{score}, at equal dose.")),
        Column::number(
            "factor",
            "Factor to equal dose",
            Unit::Ratio,
            "How many times as large as written the scenario is at equal dose; above 1 it is stretched.",
        ),
        Column::text(
            "dominated_by",
            "Dominated by",
            "Scenarios that are better in something and worse in nothing, as written; no weights are used.",
        ),
    ]
}

fn cells(row: &Row) -> Vec<Value> {
    let dominated = if row.dominated.is_empty() { Value::Empty } else { row.dominated.join(", ").into() };
    vec![
        row.scenario.as_str().into(),
        row.payer.as_str().into(),
        row.written.rank.into(),
        row.written.score.into(),
        row.equal.and_then(|place| place.rank).into(),
        row.equal.and_then(|place| place.score).into(),
        row.size.into(),
        dominated,
    ]
}

fn rows(block: &Block<'_>, study: &Study) -> Vec<Row> {
    let (written, equal) = (Candidates::of(block, study, Case::Written), Candidates::of(block, study, Case::Equal));
    let (places, equal_places) = (places(&written), places(&equal));
    let mut rows: Vec<Row> = written
        .list
        .iter()
        .zip(&places)
        .map(|(candidate, &place)| {
            let name = candidate.name();
            let at = equal.list.iter().position(|other| other.name() == name);
            Row {
                scenario: name.to_owned(),
                payer: candidate.run.payer().to_owned(),
                written: place,
                equal: at.map(|at| equal_places[at]),
                size: at.map(|at| equal.list[at].run.outcome.size),
                dominated: dominating(&written, candidate),
            }
        })
        .collect();
    rows.sort_by_key(|row| row.written.rank.unwrap_or(usize::MAX));
    rows
}

fn places(candidates: &Candidates<'_>) -> Vec<Place> {
    let scores = candidates.scores();
    let known: Vec<f64> = scores.iter().flatten().copied().collect();
    let mut ranks = ranks(&known).into_iter();
    scores.iter().map(|&score| Place { score, rank: score.and_then(|_| ranks.next()) }).collect()
}

fn notes(block: &Block<'_>, study: &Study) -> Vec<String> {
    let stated = |weight: &Weight| {
        let way = if weight.sign > 0.0 { "more" } else { "less" };
        format!("{} `{}` ({way} is better)", weight.weight, weight.metric)
    };
    let weights: Vec<String> = study.weights.iter().map(stated).collect();
    let written = Candidates::of(block, study, Case::Written);
    let mut notes = vec![format!(
        "Weights: {}. Score: weighted mean of the effects against {} {}, each from 0 for the worst scenario to 1 for the \
         best; it depends on which scenarios are compared and measures no welfare.",
        weights.join(", "),
        block.reference_words(),
        when(&study.weights)
    )];
    for (at, weight) in study.weights.iter().enumerate() {
        let missing: Vec<String> = written
            .list
            .iter()
            .filter(|candidate| candidate.effects[at].is_none())
            .map(|candidate| format!("`{}`", candidate.name()))
            .collect();
        if missing.len() == written.list.len() && !missing.is_empty() {
            notes.push(format!("`{}` has no answer here and counts for nothing.", weight.metric));
        } else if !written.tells_apart(at) {
            notes.push(format!("`{}` does not tell these scenarios apart and counts for nothing.", weight.metric));
        } else if !missing.is_empty() {
            notes.push(format!("`{}` has no answer for {}, not ranked.", weight.metric, missing.join(", ")));
        }
    }
    notes.extend(hardly_moving(&written));
    notes.extend(beyond(block, &written));
    notes.extend(block.without_reference_at_equal_dose());
    notes.extend(payers(&written));
    notes.extend(moved_by_payer(&written));
    notes
}

/// That a weighted metric hardly moves, a sentence for each of which that is so.
fn hardly_moving(candidates: &Candidates<'_>) -> Vec<String> {
    let metrics = candidates.weights.iter().enumerate();
    let said = metrics.filter_map(|(at, weight)| {
        let (span, level) = candidates.hardly_moves(at)?;
        Some(format!(
            "`{}` hardly moves: from the worst scenario to the best by {} of {}, less than 0.1 %, which the score stretches from 0 to 1 as \
             any other difference.",
            weight.metric,
            six_digits(span),
            six_digits(level)
        ))
    });
    said.collect()
}

/// Of which years the effects are: those of the last year, or of all of them.
fn when(weights: &[Weight]) -> String {
    let (over, last): (Vec<&Weight>, Vec<&Weight>) = weights.iter().partition(|weight| weight.is_over_years());
    match (over.is_empty(), last.is_empty()) {
        (true, _) => "in the last year".to_owned(),
        (false, true) => "over all years".to_owned(),
        (false, false) => {
            let ids: Vec<String> = over.iter().map(|weight| format!("`{}`", weight.metric)).collect();
            format!("in the last year, of {} over all years", ids.join(", "))
        }
    }
}

/// That levels are not reached within the years, a sentence for each metric of which some scenario says so.
fn beyond(block: &Block<'_>, candidates: &Candidates<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    for (at, weight) in candidates.weights.iter().enumerate() {
        let not_reached = candidates.list.iter().filter(|one| one.effects[at].is_some_and(|effect| effect.is_beyond));
        let names: Vec<String> = not_reached.map(|one| format!("`{}`", one.name())).collect();
        if !names.is_empty() {
            notes.push(format!(
                "`{}`: not reached within {} years by {}, after every scenario that reaches it, counted in the score as {} years; \
                 those that do not reach it have no order among themselves.",
                weight.metric,
                block.last(),
                names.join(", "),
                block.last()
            ));
        }
    }
    notes
}

/// That numbers which rest on who pays are weighted across payers.
fn payers(candidates: &Candidates<'_>) -> Option<String> {
    let resting = candidates.weights.iter().filter(|weight| Metric::rests_on_payer(&weight.metric));
    let resting: Vec<String> = resting.map(|weight| format!("`{}`", weight.metric)).collect();
    let paying = candidates.list.iter().filter(|candidate| candidate.run.pays());
    let payers: BTreeSet<String> = paying.map(|candidate| candidate.run.payer().to_owned()).collect();
    (!resting.is_empty() && payers.len() > 1).then(|| {
        let payers: Vec<String> = payers.into_iter().collect();
        format!(
            "{} {} on who pays, and the scenarios differ in it ({}): that part of the score ranks payers as much as policies.",
            resting.join(", "),
            if resting.len() == 1 { "rests" } else { "rest" },
            payers.join("; ")
        )
    })
}

/// That who pays alone moves scores, by the two scenarios of one policy that it moves most; none where it moves none clearly.
fn moved_by_payer(candidates: &Candidates<'_>) -> Option<String> {
    let scores = candidates.scores();
    let list = candidates.list.iter().zip(&scores);
    let moved = |(variant, score): (&Candidate<'_>, &Option<f64>)| {
        let (policy, other) = list.clone().find(|(policy, _)| variant.run.is_variant_of(policy.run))?;
        let (score, other) = ((*score)?, (*other)?);
        let is_moved = variant.run.payer() != policy.run.payer() && Candidates::clear_score(score, other).is_ne();
        is_moved.then(|| ((score - other).abs(), policy.name().to_owned(), variant.name().to_owned()))
    };
    let (by, policy, variant) = list.clone().filter_map(moved).max_by(|one, other| one.0.total_cmp(&other.0))?;
    Some(format!(
        "`{policy}` and `{variant}` differ in who pays alone, and by {} in the score: read the order of scenarios within one payer.",
        six_digits(by)
    ))
}
