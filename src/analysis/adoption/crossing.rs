//! The share of all sectors together, and when a share is reached.
//!
//! | quantity | formula | shape | unit |
//! |---|---|---|---|
//! | mean | Σ_j w_j s_j / Σ_j w_j, s and w n x 1 | one number | share |
//! | years to a level | t_k + Δ (level - s_k) / (s_{k+1} - s_k), s_{k+1} the first share of at least the level | one number | years |
//!
//! Δ is the step in years, s_k the share at t_k = k Δ. Source: a weighted mean, and linear interpolation between two dates, as in any
//! textbook.
//!
//! What it is not: the moment between two steps is that of a straight line, not of the curve itself, so that it is right to second order in
//! Δ. A level that is passed and lost again counts as reached.

use nalgebra::DVector;

/// Σ w_j s_j / Σ w_j over sectors: the share of all that the weights measure; none where they sum to nothing.
pub fn mean(shares: &DVector<f64>, weights: &DVector<f64>) -> Option<f64> {
    let mean = shares.dot(weights) / weights.sum();
    mean.is_finite().then_some(mean)
}

/// Years from the first of some shares, which lie `length` years apart, until `level` is reached; none where it is not.
pub fn years_to(level: f64, shares: impl IntoIterator<Item = f64>, length: f64) -> Option<f64> {
    let mut before = None;
    let mut years = 0.0;
    for (step, share) in (0_u32..).zip(shares) {
        if share >= level {
            let part = before.map_or(0.0, |before| (level - before) / (share - before) - 1.0);
            return Some(years + part * length);
        }
        before = Some(share);
        years = f64::from(step + 1) * length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use nalgebra::dvector;

    #[test]
    fn a_level_is_reached_between_steps() {
        let shares = [0.0, 0.2, 0.6, 0.9];
        assert_relative_eq!(years_to(0.5, shares, 0.25).unwrap(), 0.25 * 1.75, max_relative = 1e-15);
        assert_eq!(years_to(0.2, shares, 0.25), Some(0.25));
        assert_eq!(years_to(0.0, shares, 0.25), Some(0.0));
        assert_eq!(years_to(0.95, shares, 0.25), None);
        assert_eq!(years_to(0.1, [], 1.0), None);
    }

    #[test]
    fn a_mean_needs_weights() {
        assert_relative_eq!(mean(&dvector![0.2, 0.6], &dvector![3.0, 1.0]).unwrap(), 0.3, max_relative = 1e-15);
        assert_eq!(mean(&dvector![0.2, 0.6], &dvector![0.0, 0.0]), None);
    }
}
