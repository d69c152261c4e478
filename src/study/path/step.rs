//! `step`: the whole change at once.
//!
//! u(t) = 0 before `year`, 1 from then on.

use super::{Path, PathKind, TIME};
use crate::study::{Number, Parameters};
use crate::words::{Diagnostics, Item, Key};

pub(super) static KIND: PathKind =
    PathKind { id: "step", about: "Nothing before a year, all from then on.", takes: "{ year }", keys: KEYS, parse };

const KEYS: &[Key] = &[Key::required("year", "a year", "the first year of the whole change")];

#[derive(Debug)]
struct Step {
    year: Number,
}

fn parse(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    let section = item.section(diagnostics)?;
    section.check_keys(KEYS, diagnostics);
    let year = Number::read(&section.get("year")?, diagnostics)?;
    Some(Box::new(Step { year }))
}

impl Path for Step {
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        self.year.check("year", &TIME, parameters, diagnostics);
    }

    fn level(&self, time: f64, parameters: &Parameters) -> f64 {
        if time >= self.year.value(parameters) { 1.0 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{levels, refused};

    #[test]
    fn the_year_itself_is_the_first() {
        assert_eq!(levels("{ step = { year = 2025 } }", [2024.0, 2025.0, 2026.0]), [0.0, 1.0, 1.0]);
        assert_eq!(refused("{ step = {} }"), ["missing-key: `step` needs the key `year`"]);
        assert_eq!(refused("{ step = { year = 20255 } }"), ["out-of-range: `year` is 20255"]);
    }
}
