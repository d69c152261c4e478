//! How far a metric may move between two results: `metric=percent`, for checks that must fail when a number changes.

use super::result::MetricRow;
use super::{FolderComparison, Pair};
use crate::words::{Code, Column, Diagnostic, Diagnostics, Frame, Unit, Value, suggestion};
use std::collections::BTreeSet;

/// The word that stands for every metric that is a number.
const ALL: &str = "all";

/// How far a metric may move.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The metric, by its name in `comparison.csv`; `all` for every one.
    pub metric: String,
    /// The largest difference that passes, in percent of the first result, either way.
    pub percent: f64,
}

impl Limit {
    /// Reads `metric=percent`.
    ///
    /// # Errors
    /// Says what is not of this form.
    pub fn parse(text: &str) -> Result<Self, Diagnostics> {
        let wrong =
            || {
                Diagnostics::from(Diagnostic::new(Code::WRONG_LIMIT, format!("`{text}` is no limit")).help(
                    "write the name of a metric, `=` and a percentage of at least 0: value_added=0.5, or all=0.5",
                ))
            };
        let (metric, percent) = text.split_once('=').ok_or_else(wrong)?;
        let percent: f64 = percent.trim().parse().map_err(|_| wrong())?;
        if metric.trim().is_empty() || !percent.is_finite() || percent < 0.0 {
            return Err(wrong());
        }
        Ok(Self { metric: metric.trim().to_owned(), percent })
    }

    fn takes(&self, metric: &str) -> bool {
        self.metric == ALL || self.metric == metric
    }
}

/// What limits come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Whether every limit holds everywhere.
    pub passed: bool,
    /// A row per limit, scenario and metric.
    pub frame: Frame,
}

impl FolderComparison<'_> {
    /// Holds limits against the differences. A number that stands in one result only, or whose scenario ran on something
    /// else, does not pass: it cannot be shown to hold. Where the first is zero no difference passes, since there is no
    /// percentage of nothing.
    ///
    /// # Errors
    /// Says which limits name no metric of either result.
    pub fn check(&self, limits: &[Limit]) -> Result<Limits, Diagnostics> {
        let numbers = || {
            self.pairs.iter().filter(|pair| [pair.first, pair.second].iter().flatten().any(|row| row.value.is_some()))
        };
        let known: BTreeSet<&str> = numbers().filter_map(|pair| pair.row().map(|row| row.metric.as_str())).collect();
        let mut diagnostics = Diagnostics::default();
        for limit in limits.iter().filter(|limit| limit.metric != ALL && !known.contains(limit.metric.as_str())) {
            let help = suggestion(&limit.metric, known.iter().copied(), "`eslabon list metrics` names all");
            let message = format!("neither result has a metric `{}` that is a number", limit.metric);
            diagnostics.push(Diagnostic::new(Code::UNKNOWN_METRIC, message).help(help));
        }
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        let mut frame = Frame::new(
            "limits",
            "Limits",
            vec![
                Column::text("scenario", "Scenario", "The name of the scenario."),
                Column::text("metric", "Metric", "What is measured."),
                Column::number("limit", "Limit", Unit::Percent, "The largest difference that passes."),
                Column::number(
                    "percent",
                    "Percent",
                    Unit::Percent,
                    "The difference in percent of the first result; empty where that is zero.",
                ),
                Column::text("verdict", "Verdict", "Within, above, missing in one result, or not comparable."),
            ],
        );
        let mut passed = true;
        for limit in limits {
            for pair in numbers() {
                let Some(row) = pair.row().filter(|row| limit.takes(&row.metric)) else { continue };
                let (verdict, percent) = verdict(pair, limit);
                passed &= verdict == WITHIN;
                let mut cells: Vec<Value> = vec![row.scenario.as_str().into(), row.metric.as_str().into()];
                cells.extend([limit.percent.into(), percent.into(), verdict.into()]);
                frame.push(cells);
            }
        }
        Ok(Limits { passed, frame })
    }
}

const WITHIN: &str = "within";

fn verdict(pair: &Pair<'_>, limit: &Limit) -> (&'static str, Option<f64>) {
    let value = |row: Option<&MetricRow>| row.and_then(|row| row.value);
    if value(pair.first).is_none() || value(pair.second).is_none() {
        return ("missing", None);
    }
    let Some(against) = pair.against() else { return ("not comparable", None) };
    let is_within = match (against.difference, against.percent) {
        (_, Some(percent)) => percent.abs() <= limit.percent,
        (difference, None) => difference == Some(0.0),
    };
    (if is_within { WITHIN } else { "above" }, against.percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_metric_and_a_percentage() {
        assert_eq!(Limit::parse("value_added = 0.5"), Ok(Limit { metric: "value_added".into(), percent: 0.5 }));
        assert_eq!(Limit::parse("focus_sales_to.mining=0").unwrap().metric, "focus_sales_to.mining");
        for wrong in ["value_added", "=1", "a=b", "a=-1", "a=inf", "a=NaN", ""] {
            let problems = Limit::parse(wrong).unwrap_err();
            let problem = problems.iter().next().unwrap();
            assert_eq!((problem.code.id, problem.help.is_some()), ("wrong-limit", true), "{wrong}");
        }
    }
}
