//! The class of a sector by its two normalised linkages (Rasmussen's key sectors): which quadrant around (1, 1) it lies in.

use nalgebra::DVector;

/// How far below one an index may lie by rounding and still count as one; three sectors that are all alike have exactly one
/// in theory and a little less after a solve.
const ROUNDING: f64 = 1e-9;

/// The quadrant of a sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeySector {
    /// Both linkages at or above the mean: generally dependent, a key sector.
    Key,
    /// Backward at or above, forward below: dependent on the supply of other industries.
    Backward,
    /// Forward at or above, backward below: dependent on the demand of other industries.
    Forward,
    /// Both below: generally independent.
    Weak,
}

impl KeySector {
    /// Every class with its word.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("key", Self::Key), ("backward", Self::Backward), ("forward", Self::Forward), ("weak", Self::Weak)];

    /// The class of two indices whose mean over sectors is one.
    pub fn of(power: f64, sensitivity: f64) -> Self {
        match (power >= 1.0 - ROUNDING, sensitivity >= 1.0 - ROUNDING) {
            (true, true) => Self::Key,
            (true, false) => Self::Backward,
            (false, true) => Self::Forward,
            (false, false) => Self::Weak,
        }
    }

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, class)| *class == self).map_or("", |(word, _)| word)
    }

    pub(super) fn each(power: &DVector<f64>, sensitivity: &DVector<f64>) -> Vec<Self> {
        power.iter().zip(sensitivity.iter()).map(|(&power, &sensitivity)| Self::of(power, sensitivity)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quadrants_and_the_edge_belongs_to_the_strong_side() {
        let words: Vec<&str> = [(1.2, 1.1), (1.2, 0.9), (0.9, 1.1), (0.9, 0.9), (1.0 - 1e-15, 1.0), (1.0, 1.0 - 1e-6)]
            .into_iter()
            .map(|(power, sensitivity)| KeySector::of(power, sensitivity).word())
            .collect();
        assert_eq!(words, ["key", "backward", "forward", "weak", "key", "backward"]);
    }
}
