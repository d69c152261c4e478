//! Whether what studies weigh is there: the part of a metric, a branch or a technology, which only a table and the entries know.

use super::block::Block;
use super::measured::Measured;
use crate::study::metric::{Better, Course, Metric, View};
use crate::study::{Study, Weight};
use crate::words::{Code, Diagnostic, Diagnostics, suggestion};
use std::collections::BTreeSet;

/// Says every weight whose metric has parts, of which none is called so in any block of the study. Where it has no parts at all, as
/// without a focus, that is no slip of the pen.
pub(super) fn check(blocks: &[Block<'_>], diagnostics: &mut Diagnostics) {
    let mut told: Vec<Weight> = Vec::new();
    for study in blocks.iter().flat_map(|block| &block.studies) {
        for weight in &study.weights {
            let Some((id, part)) = weight.metric.split_once('.') else { continue };
            // Of a metric that is that of other metrics by part the part was looked up among these.
            let Some(metric) = Metric::named(id).filter(|metric| metric.better != Better::OfPart) else { continue };
            let parts: BTreeSet<String> = blocks.iter().flat_map(|block| parts(block, study, metric)).collect();
            if parts.is_empty() || parts.contains(part) || told.contains(weight) {
                continue;
            }
            told.push(weight.clone());
            let all = format!("parts are {}", parts.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
            diagnostics.push(
                Diagnostic::new(Code::UNKNOWN_METRIC, format!("`{id}` has no part `{part}`"))
                    .at(weight.place.clone())
                    .help(suggestion(part, parts.iter().map(String::as_str), &all)),
            );
        }
    }
}

/// The parts that a metric has in a block, with an answer or without.
fn parts(block: &Block<'_>, study: &Study, metric: &'static Metric) -> Vec<String> {
    let of_study = block.scenarios().filter(|run| study.scenarios.contains(&run.outcome.scenario));
    of_study.flat_map(|run| parts_of(block, run, metric)).collect()
}

fn parts_of(block: &Block<'_>, run: &Measured<'_>, metric: &'static Metric) -> Vec<String> {
    let Some(year) = run.outcome.years.get(block.last()) else { return Vec::new() };
    let view = View::new(&block.base, &block.before, &year.state);
    let course =
        Course { outcome: run.outcome, before: &block.before, years: &run.years, without: &block.before_answers };
    // What cannot be measured was told when it was.
    metric.part_names(&view, &course).unwrap_or_default()
}
