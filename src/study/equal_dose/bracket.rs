//! The search for the size at which a scenario has a dose: what is known to be too small, too large, or refused.

use super::NEAR;

/// A policy a million times as large as written is none.
const LARGEST: f64 = 1e6;

/// Between which sizes the one that is sought lies.
pub(super) struct Bracket {
    /// The largest known to be too small, with its dose less the target.
    pub(super) low: (f64, f64),
    /// The smallest known to be too large, with the same.
    pub(super) high: Option<(f64, f64)>,
    /// The smallest at which the scenario cannot be run.
    pub(super) refused: Option<f64>,
}

impl Bracket {
    /// Whether nothing is known of sizes above.
    pub(super) fn is_open(&self) -> bool {
        self.high.is_none() && self.refused.is_none()
    }

    pub(super) fn take(&mut self, size: f64, gap: f64) {
        if gap > 0.0 {
            self.high = Some((size, gap));
        } else {
            self.low = (size, gap);
        }
    }

    /// The next size to try: within the bracket by false position, or halving where not `by_position`; beyond it where it is
    /// open. None where there is nothing between any more.
    pub(super) fn next(&self, by_position: bool) -> Option<f64> {
        let low = self.low.0;
        let next = match (self.high, self.refused) {
            (Some((high, over)), _) if by_position => low - self.low.1 * (high - low) / (over - self.low.1),
            (Some((high, _)), _) => 0.5 * (low + high),
            (None, Some(refused)) if refused - low <= NEAR * refused => return None,
            (None, Some(refused)) => 0.5 * (low + refused),
            (None, None) => 2.0 * low,
        };
        let end = self.high.map(|high| high.0).or(self.refused).unwrap_or(LARGEST);
        (next > low && next < end).then_some(next)
    }
}
