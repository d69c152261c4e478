//! `gompertz`: fast at the start, slow at the end.
//!
//! u(t) = exp(-ln 2 exp(-c (t - m))), c = ln(ln 10 / -ln 0.9) / D, with m the year of one half (`midpoint`) and D the years that
//! the rise takes from one tenth to nine tenths (`years_10_to_90`). The fastest rise is at u = 1/e, before the middle.
//!
//! Sources: Gompertz, Philosophical Transactions of the Royal Society 115 (1825); for the spread of computers Chow,
//! "Technological Change and the Demand for Computers", American Economic Review 57 (1967). It is not the logistic curve
//! with other numbers: from one tenth to the middle it takes 39 % of D, from there to nine tenths the rest.

use super::logistic::{KEYS, Rise};
use super::{Path, PathKind};
use crate::study::Parameters;
use crate::words::{Diagnostics, Item};
use std::f64::consts::{LN_2, LN_10};

pub(super) static KIND: PathKind = PathKind {
    id: "gompertz",
    about: "Fast at the start, slow at the end.",
    takes: "{ midpoint, years_10_to_90 }",
    keys: KEYS,
    parse,
};

#[derive(Debug)]
struct Gompertz(Rise);

fn parse(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    Some(Box::new(Gompertz(Rise::read(item, diagnostics)?)))
}

impl Path for Gompertz {
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        self.0.check(parameters, diagnostics);
    }

    fn level(&self, time: f64, parameters: &Parameters) -> f64 {
        // c D; the inner exp runs over to infinity long before the middle, where u is 0.
        let length = (LN_10 / -0.9_f64.ln()).ln();
        (-LN_2 * (-length * self.0.since_the_middle(time, parameters)).exp()).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{levels, refused};
    use approx::assert_relative_eq;

    const RISE: &str = "{ gompertz = { midpoint = 2027, years_10_to_90 = 8 } }";
    /// c, by hand: (ln ln 10 - ln(-ln 0.9)) / 8.
    const RATE: f64 = (0.834_032_445_247_956_2 + 2.250_367_327_312_445) / 8.0;

    #[test]
    fn the_rise_takes_the_years_that_it_is_said_to() {
        // ln(ln 10 / ln 2) / c before the middle, ln(ln 2 / -ln 0.9) / c after it.
        let (before, after) = (1.200_545_365_829_620_2 / RATE, 1.883_854_406_730_781 / RATE);
        assert_relative_eq!(before + after, 8.0, max_relative = 1e-14);
        let [tenth, half, nine_tenths] = levels(RISE, [2027.0 - before, 2027.0, 2027.0 + after]);
        assert_relative_eq!(tenth, 0.1, max_relative = 1e-12);
        assert_relative_eq!(half, 0.5, max_relative = 1e-14);
        assert_relative_eq!(nine_tenths, 0.9, max_relative = 1e-12);
    }

    #[test]
    fn the_curve_solves_its_equation() {
        // u' = -c u ln u, by a central difference; its error is of the order of the step squared.
        let step = 1e-4;
        for time in [2024.0, 2027.0, 2033.0] {
            let [before, u, after] = levels(RISE, [time - step, time, time + step]);
            assert_relative_eq!((after - before) / (2.0 * step), -RATE * u * u.ln(), max_relative = 1e-6);
        }
    }

    #[test]
    fn far_away_it_is_nothing_or_all() {
        assert_eq!(levels(RISE, [1.0, 9999.0]), [0.0, 1.0]);
        assert_eq!(
            refused("{ gompertz = { midpoint = 2027 } }"),
            ["missing-key: `gompertz` needs the key `years_10_to_90`"]
        );
    }
}
