//! By what scenarios are ranked: metrics with weights, as a study states them.

use super::metric::{Better, Family, Measure, Metric};
use crate::words::{Code, Diagnostic, Diagnostics, Place, suggestion};

/// The largest weight: beyond it all others together are nothing, and sums of weights need not be numbers.
const LARGEST: f64 = 1e6;

/// The smallest: beside the largest it is nothing, and sums keep their digits above it.
const SMALLEST: f64 = 1e-6;

/// A metric by which scenarios are ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// The name of its answer: `focus_output`, `effective_number.by_branch`, `cumulative.focus_output`.
    pub metric: String,
    /// The metric itself.
    of: &'static str,
    /// How much it counts beside the others, from a millionth to a million.
    pub weight: f64,
    /// 1 where more is better, -1 where less is.
    pub sign: f64,
    /// Where it is stated.
    pub place: Place,
}

impl Weight {
    /// A weight of a metric with a direction.
    ///
    /// # Errors
    /// Says where no metric has the name, where neither way of it is better, and where the weight is not from a millionth to a million.
    pub fn new(metric: &str, weight: f64, place: &Place) -> Result<Self, Diagnostics> {
        let id = metric.split('.').next().unwrap_or(metric);
        if let Some(said) = wrong_level(metric) {
            return Err(said.at(place.clone()).into());
        }
        let (Some(found), Some(better)) = (Metric::named(id), Metric::better(metric)) else {
            let names = super::METRICS.iter().chain(super::OVER_YEARS).map(|metric| metric.id);
            let help = suggestion(metric, names, "`eslabon list metrics` names all");
            let message = format!("there is no metric `{metric}`");
            return Err(Diagnostic::new(Code::UNKNOWN_METRIC, message).at(place.clone()).help(help).into());
        };
        let has_parts = matches!(found.of, Measure::Parts(_) | Measure::YearsParts(_));
        if has_parts != metric.contains('.') {
            let (message, help) = if has_parts {
                (
                    format!("`{metric}` has a number for each of several parts"),
                    format!("name one of them, in quotes: \"{metric}.PART\"; `comparison.csv` of a run lists them"),
                )
            } else {
                (format!("`{id}` has one number and no parts"), format!("write {id}"))
            };
            return Err(Diagnostic::new(Code::UNKNOWN_METRIC, message).at(place.clone()).help(help).into());
        }
        let sign = match better {
            Better::More => 1.0,
            Better::Less => -1.0,
            Better::Neither | Better::OfPart => {
                let message = format!("of `{metric}` neither more nor less is better, so that it ranks nothing");
                return Err(Diagnostic::new(Code::NO_DIRECTION, message)
                    .at(place.clone())
                    .help("take it out of `weights`, or weigh a metric with a direction, such as focus_output")
                    .into());
            }
        };
        if !(SMALLEST..=LARGEST).contains(&weight) {
            return Err(Diagnostic::new(Code::OUT_OF_RANGE, format!("the weight of `{metric}` is {weight}"))
                .at(place.clone())
                .help("a weight is a number from 0.000001 to 1000000; leave out what is not to count")
                .into());
        }
        Ok(Self { metric: metric.to_owned(), of: found.id, weight, sign, place: place.clone() })
    }

    /// The metric.
    pub fn metric(&self) -> Option<&'static Metric> {
        Metric::named(self.of)
    }

    /// Whether its number is one of all years together.
    pub fn is_over_years(&self) -> bool {
        self.metric().is_some_and(|metric| matches!(metric.of, Measure::Years(_) | Measure::YearsParts(_)))
    }

    /// Its name for people, with the part where it has one.
    pub fn words(&self) -> String {
        let name = self.metric().map_or("", |metric| metric.name);
        // An abbreviation, such as HHI, stays as it is.
        let is_word = name.chars().nth(1).is_some_and(char::is_lowercase);
        let small = |letter: char| if is_word { letter.to_ascii_lowercase() } else { letter };
        let lower = name.chars().take(1).map(small).chain(name.chars().skip(1));
        // Technologies have names of their users, which no language changes.
        let family = self.metric().map(|metric| metric.family);
        let quote = if matches!(family, Some(Family::Adoption | Family::Speed)) { "`" } else { "" };
        let part = self.metric.split_once('.').map_or(String::new(), |(_, part)| format!(" ({quote}{part}{quote})"));
        lower.collect::<String>() + &part
    }
}

/// What is wrong with the part of a metric that is that of other metrics, `cumulative.LEVEL`: it is none of these.
fn wrong_level(metric: &str) -> Option<Diagnostic> {
    let (id, part) = metric.split_once('.')?;
    Metric::named(id).filter(|of| of.better == Better::OfPart)?;
    if Metric::named(part).is_some() {
        return None;
    }
    let levels = super::METRICS.iter().filter(|metric| metric.family == Family::Level).map(|metric| metric.id);
    let help = suggestion(part, levels, "`eslabon list metrics` names all levels");
    Some(Diagnostic::new(Code::UNKNOWN_METRIC, format!("`{id}` has no part `{part}`")).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_has_a_direction_or_says_why_not() {
        let new = |metric: &str, weight| Weight::new(metric, weight, &Place::file("f"));
        let said = |metric: &str, weight| {
            let problems = new(metric, weight).unwrap_err();
            let problem = problems.iter().next().unwrap();
            assert!(problem.help.is_some() && problem.place.is_some());
            (problem.code.id, problem.message.clone())
        };
        assert_eq!(new("focus_output", 2.0).unwrap().sign, 1.0);
        assert_eq!(new("imports", 0.5).unwrap().sign, -1.0);
        assert_eq!(new("cumulative.imports", 0.5).unwrap().sign, -1.0);
        assert_eq!(new("effective_number.by_branch", 1.0).unwrap().words(), "effective number of buyers (by_branch)");
        assert_eq!(new("adoption.cloud_x", 1.0).unwrap().words(), "adoption of buyers (`cloud_x`)");
        assert_eq!(new("years_to_50.it", 1.0).unwrap().words(), "years of all buyers to 50 % (`it`)");
        assert_eq!(said("dose", 1.0).0, "no-direction");
        assert_eq!(new("hhi.own_use_in", 1.0).unwrap().words(), "HHI of sales (own_use_in)");
        assert_eq!(said("focus_output", 0.0), ("out-of-range", "the weight of `focus_output` is 0".to_owned()));
        assert_eq!(said("focus_output", f64::NAN).0, "out-of-range");
        assert_eq!(new("focus_output", 1e6).unwrap().weight, 1e6);
        assert_eq!(
            said("focus_output", 1e6 + 1.0),
            ("out-of-range", "the weight of `focus_output` is 1000001".to_owned())
        );
        assert_eq!(new("focus_output", 1e-6).unwrap().weight, 1e-6);
        assert_eq!(said("focus_output", 5e-324).0, "out-of-range");
        // Two such would add up to no number.
        assert_eq!(said("focus_output", 1e308).0, "out-of-range");
        assert_eq!(said("focus_outptu", 1.0).0, "unknown-metric");
        assert_eq!(said("focus_sales_to", 1.0).0, "unknown-metric");
        assert_eq!(said("output.mining", 1.0).0, "unknown-metric");
        assert_eq!(said("payer", 1.0).0, "no-direction");
        assert_eq!(
            said("cumulative.outputt", 1.0),
            ("unknown-metric", "`cumulative` has no part `outputt`".to_owned())
        );
        let help = |metric: &str| new(metric, 1.0).unwrap_err().iter().next().unwrap().help.clone();
        assert_eq!(
            help("cumulative.outputt").as_deref(),
            Some("did you mean `output`? `eslabon list metrics` names all levels")
        );
    }
}
