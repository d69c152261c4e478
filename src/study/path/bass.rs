//! `bass`: some start on their own, others follow those who have.
//!
//! u(τ) = (1 - exp(-(p + q) τ)) / (1 + (q / p) exp(-(p + q) τ)), τ = t - start, 0 before; p (`innovation`) and q (`imitation`) a
//! year. One half comes at τ = ln(2 + q / p) / (p + q).
//!
//! Source: Bass, "A New Product Growth for Model Consumer Durables", Management Science 15 (1969). The curve is given, the same
//! whatever the economy does; in `[[adoption]]` each buyer has its own and they learn from one another.

use super::{Path, PathKind, TIME};
use crate::analysis::adoption::Bass;
use crate::study::{Number, Parameters};
use crate::words::{Diagnostics, Item, Key};
use std::ops::RangeInclusive;

pub(super) static KIND: PathKind = PathKind {
    id: "bass",
    about: "Some start on their own, others follow those who have.",
    takes: "{ innovation, imitation, start }",
    keys: KEYS,
    parse,
};

const KEYS: &[Key] = &[
    Key::required("innovation", "a rate a year, from 0.000001", "who starts on their own (Bass p)"),
    Key::required("imitation", "a rate a year", "who follows those who have started (Bass q)"),
    Key::required("start", "a year", "when it begins; nothing has changed then"),
];

/// Without anyone who starts on their own nothing ever begins.
const INNOVATION: RangeInclusive<f64> = 1e-6..=10.0;
const IMITATION: RangeInclusive<f64> = 0.0..=10.0;

#[derive(Debug)]
struct Stated {
    innovation: Number,
    imitation: Number,
    start: Number,
}

fn parse(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    let section = item.section(diagnostics)?;
    section.check_keys(KEYS, diagnostics);
    let mut number = |key| section.get(key).and_then(|item| Number::read(&item, diagnostics));
    let (innovation, imitation, start) = (number("innovation"), number("imitation"), number("start"));
    Some(Box::new(Stated { innovation: innovation?, imitation: imitation?, start: start? }))
}

impl Path for Stated {
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        self.innovation.check("innovation", &INNOVATION, parameters, diagnostics);
        self.imitation.check("imitation", &IMITATION, parameters, diagnostics);
        self.start.check("start", &TIME, parameters, diagnostics);
    }

    fn level(&self, time: f64, parameters: &Parameters) -> f64 {
        let (p, q) = (self.innovation.value(parameters), self.imitation.value(parameters));
        let since = time - self.start.value(parameters);
        Bass::at(p, q, since).share
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{levels, refused};
    use approx::assert_relative_eq;

    /// The averages that the survey of Sultan, Farley and Lehmann (1990) gives: p = .03, q = .38.
    const RISE: &str = "{ bass = { innovation = 0.03, imitation = 0.38, start = 2020 } }";

    #[test]
    fn half_comes_when_the_formula_says() {
        let half = (2.0_f64 + 0.38 / 0.03).ln() / 0.41;
        let [before, start, found] = levels(RISE, [2015.0, 2020.0, 2020.0 + half]);
        assert_eq!((before, start), (0.0, 0.0));
        assert_relative_eq!(found, 0.5, max_relative = 1e-12);
    }

    #[test]
    fn the_curve_solves_its_equation() {
        // u' = (p + q u)(1 - u), by a central difference; its error is of the order of the step squared.
        let step = 1e-4;
        for time in [2020.5, 2026.0, 2040.0] {
            let [before, u, after] = levels(RISE, [time - step, time, time + step]);
            assert_relative_eq!((after - before) / (2.0 * step), (0.03 + 0.38 * u) * (1.0 - u), max_relative = 1e-6);
        }
    }

    #[test]
    fn without_imitation_it_is_a_constant_rate() {
        let [found] = levels("{ bass = { innovation = 0.1, imitation = 0, start = 2020 } }", [2030.0]);
        assert_relative_eq!(found, 1.0 - (-1.0_f64).exp(), max_relative = 1e-14);
        assert_eq!(
            refused("{ bass = { innovation = 0, imitation = 0.3, start = 2020 } }"),
            ["out-of-range: `innovation` is 0"]
        );
    }
}
