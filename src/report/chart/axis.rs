//! An axis: numbers to places on the paper, and round numbers to mark on it.

use super::Picture;
use super::svg::{Anchor, Svg};
use super::text::Text;
use crate::report::figures::Figures;

/// About how many round numbers are marked.
const MARKS: u8 = 6;

/// An axis that holds every number it was made for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Axis {
    /// From the lowest of these finite numbers and zero at `start` to the highest and zero at `end`.
    pub(super) fn of(numbers: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Self {
        let low = numbers.clone().fold(0.0, f64::min);
        let high = numbers.fold(0.0, f64::max);
        // Nothing but zeros still has an axis, to the right of zero.
        let high = if low == 0.0 && high == 0.0 { 1.0 } else { high };
        Self { low, high, start, end }
    }

    /// From the lowest of these finite numbers at `start` to the highest at `end`, without zero where that is not among them. One number
    /// alone is in the middle.
    pub(super) fn within(numbers: &[f64], start: f64, end: f64) -> Self {
        let low = numbers.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let high = numbers.iter().copied().reduce(f64::max).unwrap_or(1.0);
        if low < high {
            return Self { low, high, start, end };
        }
        let aside = if low == 0.0 { 1.0 } else { low.abs() / 10.0 };
        Self { low: (low - aside).max(f64::MIN), high: (high + aside).min(f64::MAX), start, end }
    }

    /// The same with a twentieth of the range free on both sides.
    pub(super) fn around(numbers: &[f64], start: f64, end: f64) -> Self {
        let axis = Self::within(numbers, start, end);
        let aside = axis.high / 20.0 - axis.low / 20.0;
        let wider = Self { low: axis.low - aside, high: axis.high + aside, ..axis };
        if wider.low.is_finite() && wider.high.is_finite() { wider } else { axis }
    }

    /// Where the axis ends.
    pub(super) fn end(&self) -> f64 {
        self.end
    }

    /// Where a number is.
    pub(super) fn at(&self, number: f64) -> f64 {
        // Relative to the larger end, so that the difference of the ends cannot overflow.
        let size = self.high.abs().max(self.low.abs());
        let (low, high) = (self.low / size, self.high / size);
        self.start + (number / size - low) / (high - low) * (self.end - self.start)
    }

    /// Round numbers on the axis, about `wanted` of them, with the decimals that they need.
    pub(super) fn ticks(&self, wanted: u8) -> (Vec<f64>, usize) {
        let (step, power) = round_step(self.high / f64::from(wanted) - self.low / f64::from(wanted));
        let decimals = usize::try_from(-power).unwrap_or(0);
        let mut ticks = Vec::new();
        // A range too small to be divided has no round numbers in it but zero.
        let (first, last) =
            if step > 0.0 { ((self.low / step).ceil(), (self.high / step).floor()) } else { (0.0, 0.0) };
        let mut count = first;
        while count <= last {
            ticks.push(count * step);
            count += 1.0;
        }
        (ticks, decimals)
    }
}

impl Axis {
    /// Lines from top to bottom at round numbers, which stand below; one that would touch the one before goes without.
    pub(super) fn grid_across(&self, svg: &mut Svg, picture: &Picture, figures: Figures, (top, bottom): (f64, f64)) {
        let (ticks, decimals) = self.ticks(MARKS);
        let figures = figures.with_decimals(decimals);
        let mut free_from = 0.0;
        for tick in ticks {
            let (x, text) = (self.at(tick), picture.number(figures, tick));
            svg.vertical(x, top, bottom, "grid");
            let half = Text::SMALL.width(&text) / 2.0;
            if x - half >= free_from && x + half <= super::frame_of::WIDTH {
                svg.text(x, bottom + Text::SMALL.line, Text::SMALL, Anchor::Middle, &text);
                free_from = x + half + 8.0;
            }
        }
    }

    /// Lines from left to right at round numbers, which stand at their left.
    pub(super) fn grid_up(&self, svg: &mut Svg, picture: &Picture, figures: Figures, (left, right): (f64, f64)) {
        let (ticks, decimals) = self.ticks(MARKS);
        for tick in ticks {
            let y = self.at(tick);
            svg.line((left, y), (right, y), if tick == 0.0 { "zero" } else { "grid" });
            let text = picture.number(figures.with_decimals(decimals), tick);
            svg.text(left - 6.0, y + 4.0, Text::SMALL, Anchor::End, &text);
        }
    }

    /// The room that the widest of its round numbers takes.
    pub(super) fn widest_mark(&self, picture: &Picture, figures: Figures) -> f64 {
        let (ticks, decimals) = self.ticks(MARKS);
        let width = |tick: f64| Text::SMALL.width(&picture.number(figures.with_decimals(decimals), tick));
        ticks.into_iter().map(width).fold(0.0, f64::max)
    }
}

/// The least of 1, 2, 2.5 and 5 times a power of ten that is not below a step, and the power of its last digit.
fn round_step(least: f64) -> (f64, i32) {
    let power: i32 = format!("{least:e}").split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0);
    // Read as decimals, since powers of ten multiplied together are off in their last digit.
    let candidates = [("1", 0), ("2", 0), ("25", -1), ("5", 0), ("1", 1)].map(|(digit, more)| (digit, power + more));
    let step = |(digit, power): (&str, i32)| (format!("{digit}e{power}").parse::<f64>().unwrap_or(0.0), power);
    candidates.into_iter().map(step).find(|(step, _)| *step >= least && step.is_finite()).unwrap_or((0.0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axis(numbers: &[f64]) -> Axis {
        Axis::of(numbers.iter().copied(), 100.0, 300.0)
    }

    #[test]
    fn marks_are_round_and_within_the_numbers() {
        assert_eq!(axis(&[12.0, 3.0]).ticks(5), (vec![0.0, 2.5, 5.0, 7.5, 10.0], 1));
        assert_eq!(axis(&[12_000.0]).ticks(5), (vec![0.0, 2500.0, 5000.0, 7500.0, 10_000.0], 0));
        assert_eq!(axis(&[-0.4, 1.0]).ticks(5), (vec![-0.0, 0.5, 1.0], 1));
        assert_eq!(axis(&[-250.0]).ticks(5), (vec![-250.0, -200.0, -150.0, -100.0, -50.0, 0.0], 0));
        assert_eq!(axis(&[0.0]).ticks(5).0.len(), 6);
    }

    #[test]
    fn zero_is_on_every_axis() {
        assert_eq!((axis(&[3.0, 5.0]).at(0.0), axis(&[3.0, 5.0]).at(5.0)), (100.0, 300.0));
        assert_eq!((axis(&[-5.0]).at(0.0), axis(&[-5.0]).at(-5.0)), (300.0, 100.0));
        assert_eq!(axis(&[-1.0, 1.0]).at(0.0), 200.0);
        assert_eq!(axis(&[0.0]).at(0.0), 100.0);
    }

    #[test]
    fn an_axis_without_zero_holds_its_numbers_and_one_alone_is_in_the_middle() {
        let within = Axis::within(&[2021.0, 2041.0], 100.0, 300.0);
        assert_eq!((within.at(2021.0), within.at(2031.0), within.at(2041.0)), (100.0, 200.0, 300.0));
        assert!((Axis::within(&[-3.0, -5.0], 0.0, 100.0).at(-4.0) - 50.0).abs() < 1e-9);
        for alone in [7.0, -7.0, 0.0] {
            assert!((Axis::within(&[alone; 3], 100.0, 300.0).at(alone) - 200.0).abs() < 1e-9, "{alone}");
            assert!((Axis::around(&[alone; 3], 100.0, 300.0).at(alone) - 200.0).abs() < 1e-9, "{alone}");
        }
        assert!((Axis::around(&[0.0, 20.0], 0.0, 220.0).at(0.0) - 10.0).abs() < 1e-9);
        let (ticks, decimals) = Axis::within(&[0.006, 0.0068], 0.0, 1.0).ticks(5);
        assert!(
            (4..=6).contains(&ticks.len()) && decimals == 4 && ticks.iter().all(|tick| *tick > 0.0059),
            "{ticks:?}"
        );
    }

    proptest! {
        #[test]
        fn every_finite_number_has_a_place(
            numbers in prop::collection::vec(prop::num::f64::POSITIVE
                | prop::num::f64::NEGATIVE
                | prop::num::f64::NORMAL
                | prop::num::f64::SUBNORMAL
                | prop::num::f64::ZERO, 1..5)
        ) {
            let axis = axis(&numbers);
            for number in &numbers {
                let at = axis.at(*number);
                prop_assert!((100.0 - 1e-9..=300.0 + 1e-9).contains(&at), "{} at {}", number, at);
            }
            let (ticks, _) = axis.ticks(5);
            prop_assert!(ticks.len() <= 12, "{:?}", ticks);
            prop_assert!(ticks.iter().all(|tick| (100.0 - 1e-6..=300.0 + 1e-6).contains(&axis.at(*tick))), "{:?}", ticks);
        }
    }
}
