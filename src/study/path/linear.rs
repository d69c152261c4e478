//! `linear`: the same share of the change every year.
//!
//! u(t) = (t - from) / (to - from), held at 0 before and at 1 after.

use super::{Path, PathKind, TIME};
use crate::study::{Number, Parameters, Point};
use crate::words::{Code, Diagnostic, Diagnostics, Item, Key};

pub(super) static KIND: PathKind = PathKind {
    id: "linear",
    about: "The same share of the change every year between two years.",
    takes: "{ from, to }",
    keys: KEYS,
    parse,
};

const KEYS: &[Key] = &[
    Key::required("from", "a year", "the last year in which nothing has changed"),
    Key::required("to", "a later year", "the first year of the whole change"),
];

#[derive(Debug)]
struct Linear {
    from: Number,
    to: Number,
}

fn parse(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    let section = item.section(diagnostics)?;
    section.check_keys(KEYS, diagnostics);
    let from = section.get("from").and_then(|item| Number::read(&item, diagnostics));
    let to = section.get("to").and_then(|item| Number::read(&item, diagnostics));
    Some(Box::new(Linear { from: from?, to: to? }))
}

impl Path for Linear {
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        let before = diagnostics.errors();
        self.from.check("from", &TIME, parameters, diagnostics);
        self.to.check("to", &TIME, parameters, diagnostics);
        if diagnostics.errors() > before {
            return;
        }
        let points = parameters.points().into_iter();
        let ends = |point: &Point| {
            let at = parameters.at(point);
            (self.from.value(&at), self.to.value(&at))
        };
        if let Some((from, to)) = points.map(|point| ends(&point)).find(|(from, to)| from >= to) {
            diagnostics.push(
                Diagnostic::new(Code::OUT_OF_RANGE, format!("the path would run from {from} to {to}"))
                    .at(self.to.place().clone())
                    .help("`to` takes a year after `from`; for a change at once write { step = { year = ... } }"),
            );
        }
    }

    fn level(&self, time: f64, parameters: &Parameters) -> f64 {
        let (from, to) = (self.from.value(parameters), self.to.value(parameters));
        if time >= to {
            1.0
        } else if time <= from {
            0.0
        } else {
            (time - from) / (to - from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{levels, path, refused};
    use crate::study::{Parameter, Parameters};

    #[test]
    fn every_year_has_the_same_share() {
        let times = [2020.0, 2021.0, 2022.0, 2024.0, 2025.0, 2026.0];
        assert_eq!(levels("{ linear = { from = 2021, to = 2025 } }", times), [0.0, 0.0, 0.25, 0.75, 1.0, 1.0]);
    }

    #[test]
    fn a_path_that_runs_back_is_refused_at_every_point() {
        assert_eq!(
            refused("{ linear = { from = 2025, to = 2025 } }"),
            ["out-of-range: the path would run from 2025 to 2025"]
        );
        let late = Parameters::new(vec![Parameter::new("late", 2022.0).between(None, Some(2026.0))]);
        let said = path("{ linear = { from = 'late', to = 2025 } }", &late).map(|path| format!("{path:?}"));
        assert_eq!(said.unwrap_err(), ["out-of-range: the path would run from 2026 to 2025"]);
    }
}
