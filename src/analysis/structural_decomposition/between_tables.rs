//! The change of output between two tables of the same sectors, by sector and factor.
//!
//! Final demand is f = M s Y: Y its level, s the components' shares in it (m x 1), M the mix of products within each component (n x
//! m). Δf is the mean of the two polar forms, exactly:
//!
//! | factor | one polar form | the other |
//! |---|---|---|
//! | level | M⁰ s⁰ ΔY | M¹ s¹ ΔY |
//! | components | M⁰ Δs Y¹ | M¹ Δs Y⁰ |
//! | mix | ΔM s¹ Y¹ | ΔM s⁰ Y⁰ |
//!
//! each times ½ (L⁰ + L¹). Changes in inventories, and a component without a positive total, are no mix of products: their whole change
//! stands by itself. With deflators d (n x 1, prices of the later table where those of the earlier are one) rows of Z¹ and F¹ are divided by
//! d_i and so is output, so that A¹ becomes d̂⁻¹ A¹ d̂ and value added is what remains of a column (double deflation). Shapes: n x 1,
//! money: of the earlier table where deflated; without deflators in its scale, each table at its own prices. Sources as in [`super`].

use super::{DEFLATOR, Side, StructuralDecomposition};
use crate::analysis::{AnalysisError, Comparable, order};
use crate::model::{LeontiefSystem, System, TechnicalCoefficients};
use crate::table::ComponentKind;
use nalgebra::{DMatrix, DVector};

/// A change of output between two tables by factor.
#[derive(Debug, Clone, PartialEq)]
pub struct TableDecomposition {
    /// x⁰, n: money.
    pub before: DVector<f64>,
    /// x¹, n: money in the scale of the earlier table, at prices of the earlier where there are deflators and at those of the later without.
    pub after: DVector<f64>,
    /// What the changed inputs of each buyer (column) do to the output of every sector (row), n x n, money.
    pub technology_by_column: DMatrix<f64>,
    /// The names of the components of final demand, m.
    pub components: Vec<String>,
    /// What each component of final demand does, n x m, money.
    pub by_component: DMatrix<f64>,
    /// What the level of final demand does, n, money.
    pub level: DVector<f64>,
    /// What the shares of components in it do, n, money.
    pub shares: DVector<f64>,
    /// What the mix of products within components does, n, money.
    pub mix: DVector<f64>,
    /// What inventories and components without a positive total do, n, money.
    pub unsplit: DVector<f64>,
}

/// Prices further from those of the earlier table than this are no prices.
const DEFLATORS: std::ops::RangeInclusive<f64> = 1e-9..=1e9;

/// By how much the prices of two sectors may come apart: d̂⁻¹ A d̂ loses as many digits as their ratio has.
const APART: f64 = 1e6;

impl TableDecomposition {
    /// The change from one economy to the other; `deflators` are n x 1, none for current prices.
    ///
    /// # Errors
    /// Fails where a deflator is no price from 1e-9 to 1e9, where two are more than a million to one apart, and where a system has no
    /// solution.
    pub fn of(pair: Comparable<'_>, deflators: Option<&DVector<f64>>) -> Result<Self, AnalysisError> {
        let (before, later) = (pair.before(), aligned(pair, deflators)?);
        let first: &dyn System = &**before.system();
        let second = LeontiefSystem::new(TechnicalCoefficients::from_matrix(later.technical));
        let demands = (&before.table().final_demand().values, &later.final_demand);
        let change = second.coefficients().matrix() - before.technical().matrix();
        let sides =
            (Side { system: first, final_demand: demands.0 }, Side { system: &second, final_demand: demands.1 });
        let both = StructuralDecomposition::of_whole(sides.0, sides.1, &change)?;
        let is_mix: Vec<bool> =
            before.table().final_demand().components.iter().map(|c| c.kind != ComponentKind::Inventories).collect();
        let factors = factors(demands.0, demands.1, &is_mix);
        let reached = (first.outputs_of(&factors)? + second.outputs_of(&factors)?) * 0.5;
        let column = |at: usize| reached.column(at).into_owned();
        Ok(Self {
            before: before.output().clone(),
            after: second.outputs(&demands.1.column_sum())?,
            technology_by_column: both.technology_by_column(),
            components: before.table().final_demand().components.iter().map(|c| c.id.clone()).collect(),
            by_component: both.final_demand,
            level: column(0),
            shares: column(1),
            mix: column(2),
            unsplit: column(3),
        })
    }

    /// What changed techniques do, n x 1, money.
    pub fn technology(&self) -> DVector<f64> {
        self.technology_by_column.column_sum()
    }
}

/// The later economy in the components of the earlier and in its scale of money; at its prices only where it is deflated.
struct Later {
    technical: DMatrix<f64>,
    final_demand: DMatrix<f64>,
}

fn aligned(pair: Comparable<'_>, deflators: Option<&DVector<f64>>) -> Result<Later, AnalysisError> {
    let (old, new) = (pair.before().table(), pair.after().table());
    let components = &old.final_demand().components;
    let places: Vec<usize> = components.iter().filter_map(|c| new.final_demand().position(&c.id)).collect();
    let scale = new.money().scale / old.money().scale;
    let mut technical = pair.after().technical().matrix().clone();
    let values = &new.final_demand().values;
    let mut final_demand = DMatrix::from_fn(old.len(), places.len(), |i, c| values[(i, places[c])] * scale);
    if let Some(prices) = deflators {
        let unfit = |at: usize| {
            let sector = &old.sectors()[at];
            let problem = format!("names a file with a price of {} for {} ({})", prices[at], sector.code, sector.name);
            let help = "write prices of the later table where those of the earlier are one, from 1e-9 to 1e9 and no two more \
                        than a million to one apart";
            AnalysisError::UnfitOption { name: DEFLATOR.name, problem, help: help.to_owned() }
        };
        if let Some(at) = (0..prices.len()).find(|&at| !DEFLATORS.contains(&prices[at])) {
            return Err(unfit(at));
        }
        let by_size = order(prices.as_slice());
        if let (Some(&highest), Some(&lowest)) = (by_size.first(), by_size.last())
            && prices[highest] > APART * prices[lowest]
        {
            // Of the two the one that is further from one.
            return Err(unfit(if prices[highest] * prices[lowest] > 1.0 { highest } else { lowest }));
        }
        final_demand.row_iter_mut().zip(prices.iter()).for_each(|(mut row, price)| row /= *price);
        technical.row_iter_mut().zip(prices.iter()).for_each(|(mut row, price)| row /= *price);
        technical.column_iter_mut().zip(prices.iter()).for_each(|(mut column, price)| column *= *price);
    }
    Ok(Later { technical, final_demand })
}

/// Level, shares, mix and what is not split of ΔF, n x 4, money; `is_mix` says which components are split at all.
fn factors(before: &DMatrix<f64>, after: &DMatrix<f64>, is_mix: &[bool]) -> DMatrix<f64> {
    let (n, m) = before.shape();
    let is_split = |c: &usize| is_mix[*c] && before.column(*c).sum() > 0.0 && after.column(*c).sum() > 0.0;
    let split: Vec<usize> = (0..m).filter(is_split).collect();
    let level = |demand: &DMatrix<f64>| split.iter().map(|&c| demand.column(c).sum()).sum::<f64>();
    let (y0, y1) = (level(before), level(after));
    let mut parts = DMatrix::zeros(n, 4);
    for c in 0..m {
        if !split.contains(&c) {
            let change = after.column(c) - before.column(c);
            parts.column_mut(3).axpy(1.0, &change, 1.0);
            continue;
        }
        let (all0, all1) = (before.column(c).sum(), after.column(c).sum());
        let (m0, m1) = (before.column(c) / all0, after.column(c) / all1);
        let (s0, s1) = (all0 / y0, all1 / y1);
        let (dy, ds, dm) = (y1 - y0, s1 - s0, &m1 - &m0);
        parts.column_mut(0).axpy(0.5 * dy, &(&m0 * s0 + &m1 * s1), 1.0);
        parts.column_mut(1).axpy(0.5 * ds, &(&m0 * y1 + &m1 * y0), 1.0);
        parts.column_mut(2).axpy(0.5 * (s1 * y1 + s0 * y0), &dm, 1.0);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Economy;
    use crate::table::fixture::{all_money_times, oddities, one_sector, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    fn between(
        old: &Economy,
        new: &Economy,
        deflators: Option<&DVector<f64>>,
    ) -> Result<TableDecomposition, AnalysisError> {
        TableDecomposition::of(Comparable::of(old, new, "with")?, deflators)
    }

    /// The table with these coefficients and this final demand, outputs and primary inputs as they follow.
    fn rebuilt(table: &IoTable, a: &DMatrix<f64>, demand: DMatrix<f64>) -> IoTable {
        let mut parts = table.clone().into_parts();
        let n = a.nrows();
        let x: DVector<f64> = (DMatrix::identity(n, n) - a).try_inverse().unwrap() * demand.column_sum();
        let k = parts.primary_inputs.values.nrows();
        parts.intermediate = DMatrix::from_fn(n, n, |i, j| a[(i, j)] * x[j]);
        parts.primary_inputs.values =
            DMatrix::from_fn(k, n, |_, j| (x[j] - parts.intermediate.column(j).sum()) / k as f64);
        parts.final_demand.values = demand;
        parts.output_by_row = x.clone();
        parts.output_by_column = x;
        IoTable::new(parts).unwrap()
    }

    /// A table with other flows: every cell times a factor of its place.
    fn altered(table: &IoTable, factor: impl Fn(usize) -> f64) -> IoTable {
        let x = table.output(Denominator::Column);
        let a = DMatrix::from_fn(x.len(), x.len(), |i, j| {
            let cell = if x[j] == 0.0 { 0.0 } else { table.intermediate()[(i, j)] / x[j] };
            cell * factor(i + 2 * j).min(1.0)
        });
        let demand = table.final_demand().values.map_with_location(|i, c, cell| cell * factor(3 * i + c));
        rebuilt(table, &a, demand)
    }

    #[test]
    fn demand_that_grows_alike_is_all_level() {
        let table = two_sectors();
        let mut parts = table.clone().into_parts();
        all_money_times(&mut parts, 1.5);
        let grown = economy(IoTable::new(parts).unwrap());
        let found = between(&economy(table.clone()), &grown, None).unwrap();
        assert_relative_eq!(found.level, dvector![500.0, 1000.0], max_relative = 1e-13);
        assert!(found.technology().amax() < 1e-12 && found.shares.amax() < 1e-12 && found.mix.amax() < 1e-12);
        // The same growth in prices alone is no growth.
        let flat = between(&economy(table), &grown, Some(&dvector![1.5, 1.5])).unwrap();
        assert!((&flat.after - &flat.before).amax() < 1e-12 && flat.level.amax() < 1e-12);
    }

    /// The textbook's techniques, and its final users with other purchases: households 50 and 400, others 300 and 1300, 2050 in all.
    #[test]
    fn shares_and_mix_by_hand() {
        let old = economy(two_sectors());
        let to =
            |demand| between(&old, &economy(rebuilt(old.table(), old.technical().matrix(), demand)), None).unwrap();
        // L = [[.95, .25], [.2, .85]] / .7575, and so L (1, -1) = (.7, -.65) / .7575.
        let turned = dvector![0.7, -0.65] / 0.7575;
        // Outputs of 2000 are subtracted from one another.
        let is_nothing = |effect: &DVector<f64>| effect.amax() <= 1e-12 * 2000.0;
        // Households buy twice as much as before and others so much less, each in its own proportions: 450 go from those of others, 3 to
        // 13, to those of households, 1 to 8. Of the first sector 450 (1/9 - 3/16) = -34.375 is asked.
        let rest = 1150.0 / 1600.0;
        let found = to(dmatrix![100.0, 300.0 * rest; 800.0, 1300.0 * rest]);
        assert_relative_eq!(found.shares, &turned * -34.375, max_relative = 1e-12);
        assert!([&found.technology(), &found.level, &found.mix, &found.unsplit].into_iter().all(is_nothing));
        // Households buy 200 and 250 for the same money: 150 go from the second product to the first.
        let found = to(dmatrix![200.0, 300.0; 250.0, 1300.0]);
        assert_relative_eq!(found.mix, &turned * 150.0, max_relative = 1e-12);
        assert!([&found.technology(), &found.level, &found.shares, &found.unsplit].into_iter().all(is_nothing));
        assert_relative_eq!(found.by_component.column(0).into_owned(), &turned * 150.0, max_relative = 1e-12);
        // All at once: households buy 600 and 750 and others in their proportions for 1725, a half more than before together.
        let found = to(dmatrix![600.0, 300.0 * rest * 1.5; 750.0, 1300.0 * rest * 1.5]);
        // Level: 1025 of the old mixture (350, 1700) / 2050 and of the new (923.4375, 2151.5625) / 3075, half of each.
        let level = dvector![0.5 * (175.0 + 307.8125), 0.5 * (850.0 + 717.1875)];
        // Shares: 9/41 to 18/41 of households; (1/9, 8/9) less (3/16, 13/16) at 3075, (4/9, 5/9) less (3/16, 13/16) at 2050.
        let shifted = 0.5 * 9.0 / 41.0 * (3075.0 * (1.0 / 9.0 - 3.0 / 16.0) + 2050.0 * (4.0 / 9.0 - 3.0 / 16.0));
        // Mix: households alone, by a third from the second product to the first; at 18/41 of 3075 and 9/41 of 2050.
        let mixed = 0.5 * (1350.0 + 450.0) / 3.0;
        let l = dmatrix![0.95, 0.25; 0.2, 0.85] / 0.7575;
        assert_relative_eq!(found.level, l * level, max_relative = 1e-12);
        assert_relative_eq!(found.shares, &turned * shifted, max_relative = 1e-12);
        assert_relative_eq!(found.mix, &turned * mixed, max_relative = 1e-12);
    }

    #[test]
    fn another_scale_is_the_same_money() {
        let table = two_sectors();
        let mut parts = table.clone().into_parts();
        parts.manifest.money.scale = 0.001;
        all_money_times(&mut parts, 1000.0);
        let thousandths = economy(IoTable::new(parts).unwrap());
        let found = between(&economy(table), &thousandths, None).unwrap();
        assert!((&found.after - &found.before).amax() < 1e-9);
    }

    #[test]
    fn what_is_no_price_is_told_and_never_computed_with() {
        let two = economy(two_sectors());
        for (price, said) in [(0.0, "0"), (-1.0, "-1"), (1e-10, "0.0000000001"), (2e9, "2000000000"), (f64::NAN, "NaN")]
        {
            let wrong = between(&two, &two, Some(&dvector![1.0, price])).unwrap_err().to_string();
            assert_eq!(wrong, format!("the option `deflator` names a file with a price of {said} for S2 (sector 2)"));
        }
        let apart = between(&two, &two, Some(&dvector![1e-2, 1e5])).unwrap_err().to_string();
        assert_eq!(apart, "the option `deflator` names a file with a price of 100000 for S2 (sector 2)");
        // At the ends all is what it is elsewhere: nothing is left over.
        for prices in [dvector![1e-9, 1e-9], dvector![1e9, 1e9], dvector![1.0, 1e6], dvector![1e6, 1.0]] {
            let found = between(&two, &two, Some(&prices)).unwrap();
            let parts = found.technology() + found.by_component.column_sum();
            let largest = found.before.amax().max(found.after.amax());
            assert!((parts - (&found.after - &found.before)).amax() <= 1e-9 * largest, "{prices}");
        }
    }

    /// One sector: x = f / (1 - a), from 80 / .8 to 120 / .9. And a component that buys nothing any more is no mix.
    #[test]
    fn one_sector_and_a_component_that_falls_to_nothing() {
        let old = economy(one_sector());
        let found = between(&old, &economy(rebuilt(old.table(), &dmatrix![0.1], dmatrix![120.0])), None).unwrap();
        // ½ (1/.9 - 1/.8) 200 and ½ (1/.8 + 1/.9) 40; there are no shares and no mix of one.
        assert_relative_eq!(found.technology()[0], 100.0 * (1.0 / 0.9 - 1.0 / 0.8), max_relative = 1e-13);
        assert_relative_eq!(found.level[0], 20.0 * (1.0 / 0.8 + 1.0 / 0.9), max_relative = 1e-13);
        assert_eq!((found.shares[0], found.mix[0], found.unsplit[0]), (0.0, 0.0, 0.0));
        let old = economy(two_sectors());
        let gone = economy(rebuilt(old.table(), old.technical().matrix(), dmatrix![0.0, 300.0; 0.0, 1300.0]));
        for (found, sign) in [(between(&old, &gone, None).unwrap(), -1.0), (between(&gone, &old, None).unwrap(), 1.0)] {
            let bought = dvector![0.95 * 50.0 + 0.25 * 400.0, 0.2 * 50.0 + 0.85 * 400.0] / 0.7575;
            assert_relative_eq!(found.unsplit, bought * sign, max_relative = 1e-12);
            assert!(found.level.amax() + found.shares.amax() + found.mix.amax() + found.technology().amax() <= 1e-11);
        }
    }

    #[test]
    fn inventories_stand_by_themselves() {
        let odd = economy(oddities());
        let found = between(&odd, &economy(altered(&oddities(), |at| 1.0 + at as f64 / 50.0)), None).unwrap();
        assert!(found.unsplit.amax() > 0.0);
        assert_relative_eq!(found.unsplit, found.by_component.column(1).into_owned(), max_relative = 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Nothing is left over, by factor and by component, at current prices and deflated; deflators change neither what is
        /// compared nor whether it adds up.
        #[test]
        fn factors_add_up(
            table in productive(6, 0.8),
            growth in prop::collection::vec(0.3_f64..2.0, 5),
            prices in prop::collection::vec(0.5_f64..2.0, 6),
        ) {
            let (old, new) = (economy(table.clone()), economy(altered(&table, |at| growth[at % 5])));
            let n = table.len();
            let deflators = DVector::from_fn(n, |i, _| prices[i]);
            for deflators in [None, Some(&deflators)] {
                let found = between(&old, &new, deflators).unwrap();
                let scale = 1e-11 * found.before.amax().max(found.after.amax());
                let change = &found.after - &found.before;
                let factors = found.technology() + &found.level + &found.shares + &found.mix + &found.unsplit;
                let components = found.technology() + found.by_component.column_sum();
                prop_assert!((factors - &change).amax() <= scale);
                prop_assert!((components - &change).amax() <= scale);
                let expected = new.output().map_with_location(|i, _, x| x / deflators.map_or(1.0, |prices| prices[i]));
                prop_assert!((&found.after - expected).amax() <= scale);
            }
        }

        /// The slow way: final demand is put together from the level, the shares and the mix of one table or the other, one of the three
        /// changed at a time, from the first to the last and from the last to the first. And from the later table to the earlier every
        /// factor has the other sign.
        #[test]
        fn factors_one_at_a_time_and_back(table in productive(6, 0.8), growth in prop::collection::vec(0.3_f64..2.0, 5)) {
            let (old, new) = (economy(table.clone()), economy(altered(&table, |at| growth[at % 5])));
            let n = table.len();
            let inverse = |economy: &Economy| (DMatrix::identity(n, n) - economy.technical().matrix()).try_inverse().unwrap();
            let half = (inverse(&old) + inverse(&new)) * 0.5;
            let split = |economy: &Economy| {
                let f = &economy.table().final_demand().values;
                let each = f.row_sum();
                (f.sum(), &each / f.sum(), DMatrix::from_fn(n, f.ncols(), |i, c| f[(i, c)] / each[c]))
            };
            let ((y0, s0, m0), (y1, s1, m1)) = (split(&old), split(&new));
            let demand = |level: f64, shares: &nalgebra::RowDVector<f64>, mix: &DMatrix<f64>| mix * shares.transpose() * level;
            let forth = [demand(y0, &s0, &m0), demand(y1, &s0, &m0), demand(y1, &s1, &m0), demand(y1, &s1, &m1)];
            let back = [demand(y0, &s0, &m0), demand(y0, &s0, &m1), demand(y0, &s1, &m1), demand(y1, &s1, &m1)];
            let step = |first: usize, last: usize| (&forth[first + 1] - &forth[first] + &back[last + 1] - &back[last]) * 0.5;
            let found = between(&old, &new, None).unwrap();
            let returned = between(&new, &old, None).unwrap();
            // The two outputs are the numbers that are subtracted: rounding is measured against them.
            let scale = 1e-12 * n as f64 * found.before.amax().max(found.after.amax());
            for (slow, quick, other) in [
                (&half * step(0, 2), &found.level, &returned.level),
                (&half * step(1, 1), &found.shares, &returned.shares),
                (&half * step(2, 0), &found.mix, &returned.mix),
                ((inverse(&new) - inverse(&old)) * (&forth[0] + &forth[3]) * 0.5, &found.technology(), &returned.technology()),
            ] {
                prop_assert!((slow - quick).amax() <= scale);
                prop_assert!((quick + other).amax() <= scale);
            }
        }
    }
}
