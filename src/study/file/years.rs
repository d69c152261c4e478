//! The years of a scenario: first and last, and every year between.

use crate::study::path::YEARS;
use crate::words::{Code, Diagnostic, Diagnostics, Item, TypedValue};
use std::fmt;
use std::str::FromStr;

/// More than this is a slip of the pen: 202 for 2021.
const LONGEST: i32 = 200;

/// First and last year of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearSpan {
    first: i32,
    last: i32,
}

/// Two numbers are no first and last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write the first and the last year, for example 2021-2035; years from {} to {}, at most {LONGEST} of them", YEARS.start(), YEARS.end())]
pub struct NoYears;

impl YearSpan {
    /// From the first year to the last.
    ///
    /// # Errors
    /// Fails where the last is before the first, either is no year of our calendar, or there are too many between.
    pub fn new(first: i64, last: i64) -> Result<Self, NoYears> {
        let year = |year: i64| i32::try_from(year).ok().filter(|year| YEARS.contains(year)).ok_or(NoYears);
        let (first, last) = (year(first)?, year(last)?);
        if first <= last && last - first < LONGEST { Ok(Self { first, last }) } else { Err(NoYears) }
    }

    /// Every year, first to last.
    pub fn years(self) -> Vec<i32> {
        (self.first..=self.last).collect()
    }

    /// First and last.
    pub fn ends(self) -> [i32; 2] {
        [self.first, self.last]
    }

    /// Reads `[first, last]`.
    pub(super) fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let items = match item.value() {
            TypedValue::Array => item.items(diagnostics)?,
            _ => Vec::new(),
        };
        let [first, last] = items.as_slice() else {
            return item.wrong("two years: [first, last]", diagnostics);
        };
        let (first, last) = (first.integer(diagnostics), last.integer(diagnostics));
        let span = Self::new(first?.value, last?.value);
        if let Err(NoYears) = span {
            let help = format!(
                "`years` takes [first, last], whole years from {} to {}, at most {LONGEST} of them",
                YEARS.start(),
                YEARS.end()
            );
            let message = "`years` is no first and last year";
            diagnostics.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(item.place()).help(help));
        }
        span.ok()
    }
}

/// `2021-2035`, or one year alone.
impl FromStr for YearSpan {
    type Err = NoYears;

    fn from_str(text: &str) -> Result<Self, NoYears> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let year = |text: &str| text.trim().parse::<i64>().map_err(|_| NoYears);
        Self::new(year(first)?, year(last)?)
    }
}

impl fmt::Display for YearSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_inclusive() {
        let span: YearSpan = "2021-2023".parse().unwrap();
        assert_eq!(span.years(), [2021, 2022, 2023]);
        assert_eq!("2021".parse::<YearSpan>().unwrap().years(), [2021]);
        assert_eq!(span.to_string().parse(), Ok(span));
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in ["", "2035-2021", "2021-", "-2021", "2021-2035-2040", "202-2035", "0-1", "2021-99999999999", "x"] {
            assert_eq!(text.parse::<YearSpan>(), Err(NoYears), "{text}");
        }
    }
}
