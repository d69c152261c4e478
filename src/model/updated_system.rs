//! A Leontief system after a change of low rank, without factorising again (Sherman, Morrison and Woodbury).
//!
//! With ΔA = U W' (n x r), K = L U, H = L' W and S = I - W' K (r x r):
//!
//! - outputs: (I - A - ΔA)⁻¹ f = x + K S⁻¹ W' x, x = L f;
//! - multipliers: v' (I - A - ΔA)⁻¹ = m' + (m' U) S⁻¹ H', m = L' v.
//!
//! O(n² r) once and O(n² + n r) per answer. Where S is badly conditioned, where r is a good part of n, or where an answer
//! leaves a residual, the changed matrix is factorised instead. Sources: Sherman and Morrison 1950; Woodbury 1950; Hager 1989.

use super::system::{RESIDUAL, residual};
use super::{LeontiefSystem, LowRank, ModelError, System, TechnicalCoefficients};
use nalgebra::{DMatrix, Dyn, LU};
use std::sync::{Arc, OnceLock};

/// Below this smallest singular value of S, relative to its largest, or below this pivot where S is eliminated without
/// looking for them, the short cut loses too many digits. Where nothing changes S is the identity.
pub(super) const GUARD: f64 = 1e-6;

/// (I - A - ΔA), answered through the factors of I - A as long as that is exact.
#[derive(Debug)]
pub struct UpdatedSystem {
    base: Arc<LeontiefSystem>,
    change: LowRank,
    short_cut: Option<ShortCut>,
    refactored: OnceLock<LeontiefSystem>,
}

#[derive(Debug)]
struct ShortCut {
    /// K = L U, n x r.
    reach: DMatrix<f64>,
    /// H = L' W, n x r.
    pull: DMatrix<f64>,
    /// S and S', r x r, factorised.
    core: LU<f64, Dyn, Dyn>,
    core_transposed: LU<f64, Dyn, Dyn>,
}

impl UpdatedSystem {
    /// Prepares the changed system.
    ///
    /// # Errors
    /// Fails where the base cannot be solved.
    pub fn new(base: Arc<LeontiefSystem>, change: LowRank) -> Result<Self, ModelError> {
        let short_cut = if change.rank() * 4 <= base.order() { Self::short_cut(&base, &change)? } else { None };
        Ok(Self { base, change, short_cut, refactored: OnceLock::new() })
    }

    fn short_cut(base: &LeontiefSystem, change: &LowRank) -> Result<Option<ShortCut>, ModelError> {
        let reach = base.outputs_of(&change.left)?;
        let pull = base.multipliers_of(&change.right)?;
        let rank = change.rank();
        let core = DMatrix::identity(rank, rank) - change.right.tr_mul(&reach);
        if rank == 0 {
            return Ok(None);
        }
        let values = core.singular_values();
        if values.min() <= GUARD * values.max().max(1.0) {
            return Ok(None);
        }
        Ok(Some(ShortCut { reach, pull, core_transposed: core.transpose().lu(), core: core.lu() }))
    }

    /// Whether answers come from the base's factors.
    pub fn is_short_cut(&self) -> bool {
        self.short_cut.is_some() && self.refactored.get().is_none()
    }

    /// ΔA as its factors.
    pub fn change(&self) -> &LowRank {
        &self.change
    }

    /// A + ΔA, n x n.
    pub fn coefficients(&self) -> TechnicalCoefficients {
        TechnicalCoefficients::from_matrix(self.base.coefficients().matrix() + self.change.matrix())
    }

    /// The changed system factorised anew; built at the first call.
    pub fn refactored(&self) -> &LeontiefSystem {
        self.refactored.get_or_init(|| LeontiefSystem::new(self.coefficients()))
    }
}

impl System for UpdatedSystem {
    fn order(&self) -> usize {
        self.base.order()
    }

    fn outputs_of(&self, final_demands: &DMatrix<f64>) -> Result<DMatrix<f64>, ModelError> {
        if self.change.rank() == 0 {
            return self.base.outputs_of(final_demands);
        }
        if let Some(short) = &self.short_cut {
            let mut x = self.base.outputs_of(final_demands)?;
            let answered = short.core.solve(&self.change.right.tr_mul(&x)).map(|weights| x += &short.reach * weights);
            let product = self.base.coefficients().matrix() * &x + &self.change.left * self.change.right.tr_mul(&x);
            if answered.is_some() && residual(final_demands, &x, &product) <= RESIDUAL {
                return Ok(x);
            }
        }
        self.refactored().outputs_of(final_demands)
    }

    fn multipliers_of(&self, weights: &DMatrix<f64>) -> Result<DMatrix<f64>, ModelError> {
        if self.change.rank() == 0 {
            return self.base.multipliers_of(weights);
        }
        if let Some(short) = &self.short_cut {
            let mut m = self.base.multipliers_of(weights)?;
            let answered =
                short.core_transposed.solve(&self.change.left.tr_mul(&m)).map(|parts| m += &short.pull * parts);
            let product =
                self.base.coefficients().matrix().tr_mul(&m) + &self.change.right * self.change.left.tr_mul(&m);
            if answered.is_some() && residual(weights, &m, &product) <= RESIDUAL {
                return Ok(m);
            }
        }
        self.refactored().multipliers_of(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Economy;
    use crate::table::Denominator;
    use crate::table::fixture::{productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn updated(table: crate::table::IoTable, cells: &BTreeMap<(usize, usize), f64>) -> UpdatedSystem {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let n = economy.table().len();
        UpdatedSystem::new(economy.system().clone(), LowRank::from_cells(n, cells)).unwrap()
    }

    #[test]
    fn a_textbook_coefficient_raised() {
        let table = two_sectors();
        let f = table.final_demand().total();
        let system = updated(table, &BTreeMap::from([((1, 0), 0.05)]));
        assert_relative_eq!(system.outputs(&f).unwrap(), dvector![1016.7785, 2057.0470], epsilon = 5e-5);
    }

    #[test]
    fn a_change_near_the_edge_falls_back_to_factorising() {
        let table = two_sectors();
        let f = table.final_demand().total();
        // 1 - δ l_11 = 0 at δ = 1 / 1.2541...: the raised coefficient leaves the economy all but singular.
        let edge = 1.0 / 1.254_125_412_541_254;
        let wide = BTreeMap::from([((0, 0), edge * (1.0 - 1e-9))]);
        let mut parts = table.into_parts();
        // A table of eight sectors, so that one row is a small part of it: four copies of the textbook side by side.
        parts = crate::table::fixture::repeated(parts, 4);
        let system = updated(crate::table::IoTable::new(parts).unwrap(), &wide);
        assert!(!system.is_short_cut());
        let f = nalgebra::DVector::from_fn(8, |i, _| f[i % 2]);
        let x = system.outputs(&f).unwrap();
        let slow = LeontiefSystem::new(system.coefficients()).outputs(&f).unwrap();
        assert_eq!(x, slow);
    }

    #[test]
    fn no_change_gives_the_base_to_the_bit() {
        let table = two_sectors();
        let f = table.final_demand().total();
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let system = UpdatedSystem::new(economy.system().clone(), LowRank::zero(2)).unwrap();
        assert_eq!(system.outputs(&f).unwrap(), economy.system().outputs(&f).unwrap());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// The short cut and a new factorisation agree, for outputs and for multipliers.
        #[test]
        fn the_short_cut_equals_factorising(
            table in productive(12, 0.8),
            picks in prop::collection::vec((0_usize..12, 0_usize..12, -0.5_f64..0.1), 1..6),
        ) {
            let n = table.len();
            let (f, v) = (table.final_demand().total(), table.value_added());
            let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
            let a = economy.technical().matrix();
            let mut cells = BTreeMap::new();
            for (i, j, part) in picks {
                // Lowered by up to a half, or raised by up to a tenth of a unit: never negative, and productive.
                let (i, j) = (i % n, j % n);
                cells.insert((i, j), if part < 0.0 { part * a[(i, j)] } else { part / n as f64 });
            }
            let system = UpdatedSystem::new(economy.system().clone(), LowRank::from_cells(n, &cells)).unwrap();
            let slow = LeontiefSystem::new(system.coefficients());
            let (x, y) = (system.outputs(&f).unwrap(), slow.outputs(&f).unwrap());
            let (m, w) = (system.multipliers(&v).unwrap(), slow.multipliers(&v).unwrap());
            prop_assert!((&x - &y).amax() <= 1e-12 * y.amax());
            prop_assert!((&m - &w).amax() <= 1e-12 * w.amax());
        }
    }
}
