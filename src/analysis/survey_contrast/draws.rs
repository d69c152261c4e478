//! Draws of firms: chance of who was asked, with links taken as independent.

use super::distribution;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// How intervals are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws; none are intervals that are none.
    pub count: usize,
    /// From where the random numbers start.
    pub seed: u64,
}

/// Distributions of links in draws of firms; a draw without any link is none.
pub(super) fn drawn(links: &[u32], firms: u32, draws: Draws) -> Vec<Vec<f64>> {
    let mut random = ChaCha8Rng::seed_from_u64(draws.seed);
    let mut draw = || {
        // 2⁻⁵³ times the upper 53 bits: even on [0, 1).
        let mut even = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let count = |&own: &u32| {
            let chance = f64::from(own) / f64::from(firms);
            (0..firms).map(|_| u32::from(even() < chance)).sum()
        };
        let counts: Vec<u32> = links.iter().map(count).collect();
        distribution(&counts)
    };
    (0..draws.count).filter_map(|_| draw()).collect()
}

/// The value at a share of a sorted list, between neighbours in proportion; none where it is beyond every number.
pub(super) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)? as f64);
    // Below the length of a list, which was counted.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let below = place.floor() as usize;
    let (one, other) = (sorted[below], sorted[(below + 1).min(sorted.len() - 1)]);
    let part = place - place.floor();
    let value = if part == 0.0 { one } else { one + part * (other - one) };
    Some(value).filter(|value| value.is_finite())
}
