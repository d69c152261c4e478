//! `logistic`: slow, fast, slow, the same on both sides of the middle.
//!
//! u(t) = 1 / (1 + exp(-α (t - m))), α = ln 81 / D, with m the year of one half (`midpoint`) and D the years that the rise
//! takes from one tenth to nine tenths (`years_10_to_90`): u(m ∓ D/2) = 0.1 and 0.9.
//!
//! Sources: Griliches, "Hybrid Corn", Econometrica 25 (1957); Fisher & Pry, "A Simple Substitution Model of Technological
//! Change", Technological Forecasting and Social Change 3 (1971). It is never exactly 0: the first year already has
//! what the curve gives it.

use super::{Path, PathKind, SPAN, TIME};
use crate::study::{Number, Parameters};
use crate::words::{Diagnostics, Item, Key};

pub(super) static KIND: PathKind = PathKind {
    id: "logistic",
    about: "Slow, fast, slow, the same on both sides of the middle.",
    takes: "{ midpoint, years_10_to_90 }",
    keys: KEYS,
    parse,
};

pub(super) const KEYS: &[Key] = &[
    Key::required("midpoint", "a year", "when half of the change has come about"),
    Key::required("years_10_to_90", "years", "how long the rise takes from one tenth to nine tenths"),
];

/// The two numbers of a curve that is told by its middle and its length.
#[derive(Debug)]
pub(super) struct Rise {
    midpoint: Number,
    years_10_to_90: Number,
}

impl Rise {
    pub(super) fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let section = item.section(diagnostics)?;
        section.check_keys(KEYS, diagnostics);
        let midpoint = section.get("midpoint").and_then(|item| Number::read(&item, diagnostics));
        let years_10_to_90 = section.get("years_10_to_90").and_then(|item| Number::read(&item, diagnostics));
        Some(Self { midpoint: midpoint?, years_10_to_90: years_10_to_90? })
    }

    pub(super) fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        self.midpoint.check("midpoint", &TIME, parameters, diagnostics);
        self.years_10_to_90.check("years_10_to_90", &SPAN, parameters, diagnostics);
    }

    /// (t - m) / D.
    pub(super) fn since_the_middle(&self, time: f64, parameters: &Parameters) -> f64 {
        (time - self.midpoint.value(parameters)) / self.years_10_to_90.value(parameters)
    }
}

#[derive(Debug)]
struct Logistic(Rise);

fn parse(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    Some(Box::new(Logistic(Rise::read(item, diagnostics)?)))
}

impl Path for Logistic {
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        self.0.check(parameters, diagnostics);
    }

    fn level(&self, time: f64, parameters: &Parameters) -> f64 {
        // exp runs over to infinity far below the middle, where u is 0.
        1.0 / (1.0 + (-81_f64.ln() * self.0.since_the_middle(time, parameters)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{levels, refused};
    use approx::assert_relative_eq;

    const RISE: &str = "{ logistic = { midpoint = 2027, years_10_to_90 = 8 } }";

    #[test]
    fn a_tenth_a_half_and_nine_tenths_come_when_they_are_said_to() {
        let [tenth, half, nine_tenths] = levels(RISE, [2023.0, 2027.0, 2031.0]);
        assert_relative_eq!(tenth, 0.1, max_relative = 1e-14);
        assert_relative_eq!(half, 0.5, max_relative = 1e-14);
        assert_relative_eq!(nine_tenths, 0.9, max_relative = 1e-14);
    }

    #[test]
    fn the_curve_solves_its_equation_and_is_the_same_on_both_sides() {
        // u' = α u (1 - u), by a central difference; its error is of the order of the step squared.
        let (step, alpha) = (1e-4, 81_f64.ln() / 8.0);
        for time in [2022.0, 2025.5, 2029.0] {
            let [before, u, after, mirrored] = levels(RISE, [time - step, time, time + step, 2.0 * 2027.0 - time]);
            assert_relative_eq!((after - before) / (2.0 * step), alpha * u * (1.0 - u), max_relative = 1e-7);
            assert_relative_eq!(u + mirrored, 1.0, max_relative = 1e-14);
        }
    }

    #[test]
    fn a_rise_takes_time() {
        let said = refused("{ logistic = { midpoint = 2027, years_10_to_90 = 0 } }");
        assert_eq!(said, ["out-of-range: `years_10_to_90` is 0"]);
        assert_eq!(levels(RISE, [1.0, 9999.0]), [0.0, 1.0]);
    }
}
