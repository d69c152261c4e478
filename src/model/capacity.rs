//! Output that cannot exceed a limit in some sectors.
//!
//! Final users go short ([`Capacity::at_most`]): x = A x + f - s with s >= 0 for the limited sectors K, x_K at most its limits,
//! and s_k = 0 where x_k stays below. With x⁰ = L f this is x = x⁰ - L_.K s and L_BB s_B = x⁰_B - x̄_B over the binding limits
//! B: the mixed model, solved through the system that is there (m x m for m limits). All limits bind at first, and those with
//! s_k < 0 are let go; as I - A is an M-matrix none of them binds again, so that m + 1 rounds are enough.
//!
//! All users go short ([`Capacity::proportional`]): a sector that delivers r_i of what is ordered gives every user r_i of its
//! order, and who gets r of an input makes no more than r of its output; r_i is the least of its own limit's share and of those
//! of its direct and indirect suppliers. f'_i is the less of f_i and of what is left, and x = L f'.
//!
//! Of a system that is closed with households they are a sector more, which sells labour and buys what it consumes: as c_i h_j > 0
//! makes i a supplier of j, that is the same rule on the closed coefficients, and f is what is given beside their demand.
//!
//! x, f and s are n x 1, money of the table. The first is the least, the second the most that limits can cost: inputs are
//! neither replaced nor taken from stock in either. Sources: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section
//! 13.2; Cottle, Pang and Stone, The Linear Complementarity Problem, 1992, section 4.7; Pichler and Farmer, 2022.

use super::{HeldOutputs, ModelError, System, TechnicalCoefficients};
use nalgebra::DVector;

/// How far above its limit an output counts as at it: rounding of a solution.
const ROUNDING: f64 = 1e-12;

/// A sector with the most that it can make.
pub type Limit = (usize, f64);

/// Output under limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// x, n x 1.
    pub output: DVector<f64>,
    /// s, n x 1: the final demand that is not met, or what of the orders for a sector's output is not.
    pub unmet: DVector<f64>,
}

impl Capacity {
    /// Output where final users of the limited sectors go short; the output without limits, to the bit, where none binds.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn at_most(system: &dyn System, output: &DVector<f64>, limits: &[Limit]) -> Result<Self, ModelError> {
        let n = output.len();
        let mut capacity = Self { output: output.clone(), unmet: DVector::zeros(n) };
        if !limits.iter().any(|&limit| binds(output, limit)) {
            return Ok(capacity);
        }
        let held = HeldOutputs::new(system, limits.iter().map(|&(sector, _)| sector).collect())?;
        let mut binding: Vec<usize> = (0..limits.len()).collect();
        for _ in 0..=limits.len() {
            let over = DVector::from_fn(binding.len(), |i, _| {
                let (sector, most) = limits[binding[i]];
                output[sector] - most
            });
            let short = held.demand(&binding, &over)?;
            if short.iter().all(|&short| short >= 0.0) {
                for (&at, &short) in binding.iter().zip(short.iter()) {
                    held.add(at, -short, &mut capacity.output);
                    capacity.unmet[limits[at].0] = short;
                }
                for &at in &binding {
                    let (sector, most) = limits[at];
                    capacity.output[sector] = most;
                }
                // Not so where I - A is no M-matrix: then a limit that was let go may bind again.
                let scale = output.amax();
                let holds = |&(sector, most): &Limit| capacity.output[sector] <= most + ROUNDING * scale;
                if limits.iter().all(holds) {
                    return Ok(capacity);
                }
                break;
            }
            binding =
                binding.into_iter().zip(short.iter()).filter(|(_, short)| **short >= 0.0).map(|(at, _)| at).collect();
        }
        Err(ModelError::NoFixedPoint { rounds: limits.len() + 1 })
    }

    /// Output where every user goes short by the same share; the output without limits, to the bit, where none binds.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn proportional(
        system: &dyn System,
        coefficients: &TechnicalCoefficients,
        final_demand: &DVector<f64>,
        output: &DVector<f64>,
        limits: &[Limit],
    ) -> Result<Self, ModelError> {
        let n = output.len();
        let mut share = DVector::from_element(n, 1.0_f64);
        for &limit in limits.iter().filter(|&&limit| binds(output, limit)) {
            share[limit.0] = share[limit.0].min(limit.1 / output[limit.0]);
        }
        if share.iter().all(|&share| share >= 1.0) {
            return Ok(Self { output: output.clone(), unmet: DVector::zeros(n) });
        }
        let a = coefficients.matrix();
        // The least share passes on from supplier to buyer, a step further in every round; no way is longer than n steps.
        for _ in 0..n {
            let least = DVector::from_fn(n, |j, _| {
                let suppliers = (0..n).filter(|&i| a[(i, j)] > 0.0).map(|i| share[i]);
                suppliers.fold(share[j], f64::min)
            });
            if least == share {
                break;
            }
            share = least;
        }
        let made = output.component_mul(&share);
        let left = &made - a * &made;
        let met = final_demand.zip_map(&left, |wanted, left| wanted.min(left.max(0.0)));
        let unmet = final_demand - &met;
        Ok(Self { output: system.outputs(&met)?, unmet })
    }
}

fn binds(output: &DVector<f64>, (sector, most): Limit) -> bool {
    output[sector] > most * (1.0 + ROUNDING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Economy, HouseholdClosure, LeontiefSystem, UpdatedSystem};
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::{DMatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: crate::table::IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    #[test]
    fn the_textbook_limited() {
        let two = economy(two_sectors());
        let limited = Capacity::at_most(&**two.system(), two.output(), &[(1, 1900.0)]).unwrap();
        assert_relative_eq!(limited.output, dvector![970.588, 1900.0], epsilon = 5e-4);
        assert_relative_eq!(limited.unmet, dvector![0.0, 89.118], epsilon = 5e-4);
        // Everybody is everybody's supplier: all is made to .95.
        let all =
            Capacity::proportional(&**two.system(), two.technical(), two.final_demand(), two.output(), &[(1, 1900.0)]);
        let all = all.unwrap();
        assert_relative_eq!(all.output, dvector![950.0, 1900.0], max_relative = 1e-13);
        assert_relative_eq!(all.unmet, dvector![17.5, 85.0], max_relative = 1e-12);
    }

    #[test]
    fn a_limit_that_another_makes_loose_is_let_go() {
        let two = economy(two_sectors());
        // S1 makes 970.6 where S2 is held at 1900: 980 does not bind then, though 1000 is above it.
        let limited = Capacity::at_most(&**two.system(), two.output(), &[(0, 980.0), (1, 1900.0)]).unwrap();
        let alone = Capacity::at_most(&**two.system(), two.output(), &[(1, 1900.0)]).unwrap();
        assert_relative_eq!(limited.output, alone.output, max_relative = 1e-14);
        assert_eq!(limited.unmet[0], 0.0);
        let both = Capacity::at_most(&**two.system(), two.output(), &[(0, 950.0), (1, 1900.0)]).unwrap();
        assert_eq!(both.output, dvector![950.0, 1900.0]);
        assert_relative_eq!(both.unmet, dvector![350.0 - 332.5, 1700.0 - 1615.0], max_relative = 1e-11);
    }

    #[test]
    fn limits_that_do_not_bind_change_nothing_to_the_bit() {
        for table in [two_sectors(), oddities()] {
            let economy = economy(table);
            let x = economy.output();
            let limits: Vec<Limit> = x.iter().copied().enumerate().collect();
            let least = Capacity::at_most(&**economy.system(), x, &limits).unwrap();
            let system = &**economy.system();
            let most = Capacity::proportional(system, economy.technical(), economy.final_demand(), x, &limits).unwrap();
            assert_eq!((&least.output, &most.output), (x, x));
            assert!(least.unmet.iter().chain(most.unmet.iter()).all(|&unmet| unmet == 0.0));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Households as one sector more, written out: the same as the closure of rank one.
        #[test]
        fn households_are_a_sector_more(
            table in productive(8, 0.8),
            scales in prop::collection::vec(0.3_f64..1.2, 8),
            (spent, own) in (0.1_f64..0.8, 0.0_f64..0.1),
        ) {
            let economy = economy(table);
            let n = economy.table().len();
            // Households do not buy of the last sector, and are not needed by the first.
            let bought = DVector::from_fn(n, |i, _| if i + 1 < n { economy.final_demand()[i] } else { 0.0 });
            let consumption = &bought * (spent / bought.sum().max(1.0));
            let wages = DVector::from_fn(n, |j, _| if j > 0 { economy.primary().matrix()[(2, j)] } else { 0.0 });
            let households = HouseholdClosure::new(consumption.clone(), own).unwrap();
            let closed = UpdatedSystem::new(economy.system().clone(), households.change(&wages)).unwrap();
            let x = closed.outputs(economy.final_demand()).unwrap();
            let limits: Vec<Limit> = (0..n).step_by(2).map(|k| (k, scales[k] * x[k])).collect();
            let short =
                Capacity::proportional(&closed, &closed.coefficients(), economy.final_demand(), &x, &limits).unwrap();

            let mut large = DMatrix::zeros(n + 1, n + 1);
            large.view_mut((0, 0), (n, n)).copy_from(economy.technical().matrix());
            large.view_mut((0, n), (n, 1)).copy_from(&consumption);
            large.view_mut((n, 0), (1, n)).copy_from(&wages.transpose());
            large[(n, n)] = own;
            let large = LeontiefSystem::new(TechnicalCoefficients::from_matrix(large));
            let demand = economy.final_demand().push(0.0);
            let all = large.outputs(&demand).unwrap();
            prop_assert!((all.rows(0, n) - &x).amax() <= 1e-12 * x.amax());
            let slow = Capacity::proportional(&large, large.coefficients(), &demand, &all, &limits).unwrap();
            prop_assert!((slow.output.rows(0, n) - &short.output).amax() <= 1e-11 * x.amax());
            prop_assert!((slow.unmet.rows(0, n) - &short.unmet).amax() <= 1e-11 * x.amax());
            prop_assert_eq!(slow.unmet[n], 0.0);
        }

        /// No limit is exceeded, nobody goes short of what is not limited, and what is delivered solves the system; users that
        /// go short too lose no less.
        #[test]
        fn limits_hold(table in productive(8, 0.8), scales in prop::collection::vec(0.3_f64..1.2, 8)) {
            let economy = economy(table);
            let (x, f, system) = (economy.output(), economy.final_demand(), &**economy.system());
            let limits: Vec<Limit> = (0..x.len()).step_by(2).map(|k| (k, scales[k] * x[k])).collect();
            let least = Capacity::at_most(system, x, &limits).unwrap();
            let most = Capacity::proportional(system, economy.technical(), f, x, &limits).unwrap();
            let scale = x.amax();
            for capacity in [&least, &most] {
                prop_assert!(limits.iter().all(|&(k, most)| capacity.output[k] <= most + 1e-11 * scale));
                let slow = system.outputs(&(f - &capacity.unmet)).unwrap();
                prop_assert!((&slow - &capacity.output).amax() <= 1e-11 * scale);
                prop_assert!(capacity.unmet.iter().all(|&unmet| unmet >= 0.0));
            }
            for k in 0..x.len() {
                let is_limited = limits.iter().any(|&(sector, most)| sector == k && least.output[k] >= most * (1.0 - 1e-11));
                prop_assert!(is_limited || least.unmet[k] == 0.0);
            }
            prop_assert!(most.unmet.sum() >= least.unmet.sum() - 1e-11 * scale || least.unmet.iter().zip(f.iter()).any(|(s, f)| s > f));
        }
    }
}
