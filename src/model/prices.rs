//! Prices of domestic output after savings that are passed on, relative to the base.
//!
//! p = i - L'ᵀ σ, n x 1, with A' after the change, L' = (I - A')⁻¹ and σ_j what sector j saves per unit of output at base prices.
//! It is the cost-push model p' = p' A' + w' in deviations from the base: w = i - A'ᵀ i - σ are the primary inputs left, of
//! prices that stay, so that without a saving p is one to the bit, also for sectors without output. At the new prices
//! A* = p̂ A' p̂⁻¹ and v* = v' p̂⁻¹, columns of which sum to one again. Source: Miller and Blair, Input-Output Analysis,
//! 2nd ed., 2009, section 2.6.
//!
//! Volumes do not answer to prices here: nobody buys more of what has become cheaper.

use super::{ModelError, PrimaryCoefficients, System, TechnicalCoefficients};
use nalgebra::{DMatrix, DVector};

/// p, n x 1: what a unit of each sector's output costs where it cost one in the base.
#[derive(Debug, Clone, PartialEq)]
pub struct Prices(DVector<f64>);

impl Prices {
    /// Those of the base.
    pub fn unchanged(order: usize) -> Self {
        Self(DVector::from_element(order, 1.0))
    }

    /// Those after savings (n x 1, per unit of output at base prices) in a system that is already changed.
    ///
    /// # Errors
    /// [`ModelError::NoPrice`] where something would cost nothing or less; else where the system has no solution.
    pub fn after(system: &dyn System, saved: &DVector<f64>) -> Result<Self, ModelError> {
        Self::positive(system.multipliers(saved)?.map(|fall| 1.0 - fall))
    }

    /// Those where one sector's price is given, however it comes about, and the others cover their costs: p_j = 1 +
    /// (p_k - 1) l_kj / l_kk, which is p_n' = (p_k a_kn' + v_n')(I - A_nn)⁻¹ without a smaller system. Own algebra on the
    /// cost-push model, by the inverse of a partitioned matrix; a test solves the smaller system.
    ///
    /// # Errors
    /// [`ModelError::NoPrice`] where the price given is not above nothing, and where it would leave another without one, as can be
    /// where a sector's other costs are below nothing; else where the system has no solution.
    pub fn given(system: &dyn System, sector: usize, price: f64) -> Result<Self, ModelError> {
        // Row k of L.
        let row = system.multipliers(&DVector::from_fn(system.order(), |i, _| if i == sector { 1.0 } else { 0.0 }))?;
        Self::positive(DVector::from_fn(row.len(), |j, _| {
            if j == sector { price } else { 1.0 + (price - 1.0) * row[j] / row[sector] }
        }))
    }

    /// These prices, where each is above nothing.
    fn positive(prices: DVector<f64>) -> Result<Self, ModelError> {
        let sectors: Vec<usize> = (0..prices.len()).filter(|&j| prices[j] <= 0.0).collect();
        if sectors.is_empty() { Ok(Self(prices)) } else { Err(ModelError::NoPrice { sectors }) }
    }

    /// The vector.
    pub fn vector(&self) -> &DVector<f64> {
        &self.0
    }

    /// p̂ x, n x 1: volumes at these prices.
    pub fn values(&self, volumes: &DVector<f64>) -> DVector<f64> {
        self.0.component_mul(volumes)
    }

    /// A* = p̂ A' p̂⁻¹, n x n: what buyers pay at these prices per unit of the value of their output.
    pub fn technical(&self, technical: &TechnicalCoefficients) -> TechnicalCoefficients {
        let mut matrix = self.per_value(technical.matrix());
        matrix.row_iter_mut().zip(self.0.iter()).for_each(|(mut row, &price)| row *= price);
        TechnicalCoefficients::from_matrix(matrix)
    }

    /// v* = v' p̂⁻¹, k x n: what sectors pay for primary inputs per unit of the value of their output.
    pub fn primary(&self, primary: &PrimaryCoefficients) -> PrimaryCoefficients {
        PrimaryCoefficients::from_matrix(self.per_value(primary.matrix()))
    }

    fn per_value(&self, matrix: &DMatrix<f64>) -> DMatrix<f64> {
        let mut matrix = matrix.clone();
        matrix.column_iter_mut().zip(self.0.iter()).for_each(|(mut column, &price)| column /= price);
        matrix
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Economy, LeontiefSystem};
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: crate::table::IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    #[test]
    fn the_textbook_prices() {
        let two = economy(two_sectors());
        let p = Prices::after(&**two.system(), &dvector![0.05, 0.0]).unwrap();
        assert_relative_eq!(*p.vector(), dvector![0.937_29, 0.983_50], epsilon = 5e-6);
        // The second way: p' = w' L with the primary inputs that are left.
        let l = two.leontief().unwrap().matrix();
        assert_relative_eq!(*p.vector(), l.tr_mul(&dvector![0.60, 0.70]), max_relative = 1e-14);
    }

    #[test]
    fn twice_the_price_of_every_primary_input_is_twice_every_price() {
        let two = economy(two_sectors());
        let p = Prices::after(&**two.system(), &dvector![-0.65, -0.70]).unwrap();
        assert_relative_eq!(*p.vector(), dvector![2.0, 2.0], max_relative = 1e-14);
        // Nothing real changes: the same coefficients.
        assert_relative_eq!(*p.technical(two.technical()).matrix(), *two.technical().matrix(), max_relative = 1e-14);
    }

    #[test]
    fn a_price_that_is_given() {
        let two = economy(two_sectors());
        // p_2 = (a_12 p_1 + v_2) / (1 - a_22).
        let p = Prices::given(&**two.system(), 0, 1.1).unwrap();
        assert_relative_eq!(*p.vector(), dvector![1.1, (0.25 * 1.1 + 0.7) / 0.95], max_relative = 1e-15);
        assert_eq!(Prices::given(&**two.system(), 0, 1.0).unwrap(), Prices::unchanged(2));
        assert_eq!(Prices::given(&**two.system(), 1, 0.0), Err(ModelError::NoPrice { sectors: vec![1] }));
        // Nobody buys from a sector without sales.
        let odd = Prices::given(&**economy(oddities()).system(), 2, 1.5).unwrap();
        assert_eq!(*odd.vector(), dvector![1.0, 1.0, 1.5, 1.0, 1.0]);
    }

    #[test]
    fn a_price_that_is_given_leaves_no_other_without_one() {
        // The second buys as much as it makes of the first alone: its other costs are a_12 = 1, a_22 = .05, v_2 = -.05.
        let mut parts = two_sectors().into_parts();
        parts.intermediate[(0, 1)] = 2000.0;
        parts.primary_inputs.values.set_column(1, &dvector![500.0, -600.0]);
        let odd = economy(crate::table::IoTable::new(parts).unwrap());
        // p_2 = (p_1 - .05) / .95.
        let p = Prices::given(&**odd.system(), 0, 0.1).unwrap();
        assert_relative_eq!(*p.vector(), dvector![0.1, 0.05 / 0.95], max_relative = 1e-14);
        assert_eq!(Prices::given(&**odd.system(), 0, 0.04), Err(ModelError::NoPrice { sectors: vec![1] }));
    }

    #[test]
    fn without_a_saving_prices_are_one_to_the_bit_and_nothing_is_free() {
        let odd = economy(oddities());
        let nothing = Prices::after(&**odd.system(), &DVector::zeros(5)).unwrap();
        assert_eq!(nothing, Prices::unchanged(5));
        let one = economy(one_sector());
        assert_eq!(Prices::after(&**one.system(), &dvector![0.8]), Err(ModelError::NoPrice { sectors: vec![0] }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The closed form for a price that is given solves the smaller system of the others.
        #[test]
        fn others_cover_their_costs(table in productive(8, 0.8), pick in 0_usize..8, price in 0.2_f64..3.0) {
            let economy = economy(table);
            let (n, a) = (economy.table().len(), economy.technical().matrix());
            let k = pick % n;
            let p = Prices::given(&**economy.system(), k, price).unwrap();
            let others: Vec<usize> = (0..n).filter(|&j| j != k).collect();
            let inner = DMatrix::from_fn(n - 1, n - 1, |i, j| f64::from(i == j) - a[(others[i], others[j])]);
            let costs = DVector::from_fn(n - 1, |j, _| price * a[(k, others[j])] + 1.0 - a.column(others[j]).sum());
            if n > 1 {
                let slow = inner.transpose().lu().solve(&costs).unwrap();
                for (slow, &j) in slow.iter().zip(&others) {
                    prop_assert!((p.vector()[j] - slow).abs() <= 1e-12 * slow.abs());
                }
            }
        }

        /// Columns at the new prices sum to one, and volumes at new prices solve the system at new prices.
        #[test]
        fn columns_sum_to_one(table in productive(8, 0.8), part in 0.0_f64..0.9) {
            let economy = economy(table);
            let mut primary = economy.primary().matrix().clone();
            let saved = primary.row(0).transpose() * part;
            primary.row_mut(0).scale_mut(1.0 - part);
            let p = Prices::after(&**economy.system(), &saved).unwrap();
            let primary = p.primary(&PrimaryCoefficients::from_matrix(primary));
            let technical = p.technical(economy.technical());
            let columns = technical.matrix().row_sum() + primary.matrix().row_sum();
            prop_assert!(columns.iter().all(|sum| (sum - 1.0).abs() < 1e-11));
            let values = LeontiefSystem::new(technical).outputs(&p.values(economy.final_demand())).unwrap();
            prop_assert!((&values - p.values(economy.output())).amax() <= 1e-11 * values.amax());
        }
    }
}
