//! Total linkages: what the whole chain of suppliers, or of users, adds up to. Three sums are all that is needed, so
//! that a changed economy gets them from three solves without an inverse:
//!
//! | linkage | formula | by solves | shape | unit |
//! |---|---|---|---|---|
//! | backward | i'L | L' i | n | money of output per money of final demand |
//! | forward, demand side | L i | L i | n | money of output per money of final demand in every sector |
//! | forward, supply side | G i = x̂⁻¹ L x | x̂⁻¹ (L x) | n | money of output per money of primary input |
//!
//! Sources as in [`super`].

use super::KeySector;
use crate::analysis::ranks;
use crate::model::{GhoshInverse, LeontiefInverse, ModelError, System};
use nalgebra::DVector;

/// The total linkages of every sector.
#[derive(Debug, Clone, PartialEq)]
pub struct TotalLinkages {
    /// i'L: output of all sectors that one unit of final demand for the sector needs; n.
    pub backward: DVector<f64>,
    /// L i: output of the sector where final demand for every sector rises by one unit; n.
    pub forward: DVector<f64>,
    /// G i: output of all sectors into which one unit of the sector's primary inputs goes; n.
    pub forward_supply: DVector<f64>,
}

impl TotalLinkages {
    /// By three solves, without an inverse; `output` is the output by which the system's coefficients were divided.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(system: &dyn System, output: &DVector<f64>) -> Result<Self, ModelError> {
        let ones = DVector::from_element(system.order(), 1.0);
        let reached = system.outputs(output)?;
        let per_output = |i: usize| {
            let ratio = reached[i] / output[i];
            // A sector of zero output allocates nothing: its row of G is that of the identity.
            if ratio.is_finite() { ratio } else { 1.0 }
        };
        Ok(Self {
            backward: system.multipliers(&ones)?,
            forward: system.outputs(&ones)?,
            forward_supply: DVector::from_fn(system.order(), |i, _| per_output(i)),
        })
    }

    /// As sums of two inverses.
    pub fn from_inverses(leontief: &LeontiefInverse, ghosh: &GhoshInverse) -> Self {
        Self {
            backward: leontief.matrix().row_sum().transpose(),
            forward: leontief.matrix().column_sum(),
            forward_supply: ghosh.matrix().column_sum(),
        }
    }

    /// The power of dispersion U_j = n (i'L)_j / (i'L i); mean 1.
    pub fn power(&self) -> Option<DVector<f64>> {
        normalised(&self.backward)
    }

    /// The sensitivity of dispersion U_i = n (L i)_i / (i'L i); mean 1.
    pub fn sensitivity(&self) -> Option<DVector<f64>> {
        normalised(&self.forward)
    }

    /// The supply side's counterpart, n (G i)_i / (i'G i); mean 1.
    pub fn sensitivity_supply(&self) -> Option<DVector<f64>> {
        normalised(&self.forward_supply)
    }

    /// The rank of each sector by backward linkage, 1 the largest.
    pub fn backward_ranks(&self) -> Vec<usize> {
        ranks(self.backward.as_slice())
    }

    /// The rank of each sector by forward linkage of the demand side, 1 the largest.
    pub fn forward_ranks(&self) -> Vec<usize> {
        ranks(self.forward.as_slice())
    }

    /// The rank of each sector by forward linkage of the supply side, 1 the largest.
    pub fn forward_supply_ranks(&self) -> Vec<usize> {
        ranks(self.forward_supply.as_slice())
    }

    /// The class of each sector by power and by sensitivity of the demand side; none where a mean is not positive.
    pub fn classes(&self) -> Option<Vec<KeySector>> {
        Some(KeySector::each(&self.power()?, &self.sensitivity()?))
    }

    /// The class of each sector by power and by sensitivity of the supply side; none where a mean is not positive.
    pub fn classes_supply(&self) -> Option<Vec<KeySector>> {
        Some(KeySector::each(&self.power()?, &self.sensitivity_supply()?))
    }
}

/// Values over their mean, n v_j / Σ v; none where their sum is not positive, as in a table without intermediate flows.
pub fn normalised(values: &DVector<f64>) -> Option<DVector<f64>> {
    let mean = values.sum() / values.len() as f64;
    (mean > 0.0).then(|| values / mean)
}
