//! Structural decomposition: how much of a change of output comes from techniques, and how much from final demand.
//!
//! ## Formula
//!
//! Two economies of the same n sectors, x⁰ = L⁰ f⁰ and x¹ = L¹ f¹, with ΔA = A¹ - A⁰ and Δf = f¹ - f⁰:
//!
//! | part | formula | shape | unit |
//! |---|---|---|---|
//! | technology | ½ ΔL (f⁰ + f¹), ΔL = L¹ ΔA L⁰ | n x 1 | money |
//! | technology by column | ½ L¹ ΔA ŷ, y = L⁰ (f⁰ + f¹): column j is what the changed inputs of buyer j do to every sector | n x n | money |
//! | final demand | ½ (L⁰ + L¹) ΔF, by component | n x m | money |
//!
//! Both parts together are x¹ - x⁰ exactly: nothing is left over. ΔA = U W' is taken as factors, so that few changed rows or
//! columns cost few solutions; a full change has U = ΔA and W = I.
//!
//! Between two tables final demand is split further into its level, the shares of its components and the mix of products within each;
//! inventories stand by themselves, since they are no mix of products.
//!
//! ## Reading
//!
//! Technology of 18.9 says that sector would make so much more for an average of both final demands; final demand of 249.6 that it
//! would for an average of both techniques. Where techniques and demand change together neither order of the two is the right
//! one: the mean of both polar forms is taken. The example begins with chile-2008 and not with chile-2021, as others do: a change
//! needs an earlier table, and these are the first and the last year in one classification.
//!
//! ## Source
//!
//! Dietzenbacher and Los, Structural decomposition techniques: sense and sensitivity, Economic Systems Research 10 (1998); the change
//! of an inverse by column: Rose and Casler, Economic Systems Research 8 (1996).
//!
//! ## What it is not
//!
//! Between two outcomes of scenarios there are the two parts alone, technology and final demand, of every sector's output, which add up
//! exactly; between two tables technology is told by column too and final demand is parted further, by level, mix and component. A scenario says itself which
//! components it changes, so that level and mix would part what was written down as one change.
//!
//! Not causes: the two parts are an accounting of one difference. On a table of domestic flows ΔA mixes technique and the share
//! bought at home; between two years at current prices it also holds changes of relative prices, and the whole change is then a difference
//! of nominal amounts, in money of no one year: inflation is part of it, and all of it part of final demand where prices rise alike. A file of
//! deflators by seller takes both out, with value added as the rest of each column. Not defined where a limit of
//! output decides what is made, because then x is not L f.

mod between_tables;
mod frames;

pub use between_tables::TableDecomposition;
pub use frames::Shown;

use super::{Analysis, AnalysisError, Comparable, DefaultTo, Layout, OptionKey, Options, Question, Takes};
use crate::model::{Economy, LowRank, ModelError, System};
use crate::words::Frame;
use nalgebra::{DMatrix, DVector};

/// The table that is compared with.
const WITH: OptionKey = OptionKey {
    name: "with",
    takes: Takes::Table,
    about: "The later table, of the same sectors and components.",
    default: DefaultTo::Nothing,
};

/// The prices of the later table.
const DEFLATOR: OptionKey = OptionKey {
    name: "deflator",
    takes: Takes::Prices,
    about: "Prices of each sector's product in the later table, those of the earlier being one and not 100; current prices without it.",
    default: DefaultTo::Nothing,
};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "structural-decomposition",
    question: Question::WhatChanged,
    about: "How much of the change of output between two tables comes of techniques, and how much of final demand.",
    formula: "Δx = ½ ΔL (f⁰ + f¹) + ½ (L⁰ + L¹) Δf, ΔL = L¹ ΔA L⁰; Δf by level, shares of components and mix",
    unit: "money: of the earlier table where deflated or at prices of one year, else of no one year",
    source: "Dietzenbacher and Los 1998; Rose and Casler 1996",
    options: &[OptionKey::FOCUS, WITH, DEFLATOR, Layout::OPTION],
    drawn: None,
    run,
};

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let (later, deflators) = (options.table(&WITH)?, options.every_sector(&DEFLATOR).ok());
    // Without a focus no buyer's techniques are told apart.
    let focus = options.sector(&OptionKey::FOCUS).ok();
    let found = TableDecomposition::of(Comparable::of(economy, later, WITH.name)?, deflators)?;
    found.into_frames(economy.table(), later.table(), Shown { focus, deflators, layout: Layout::of(options)? })
}

/// One of the two economies.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// Answers with its L.
    pub system: &'s dyn System,
    /// F, n x m, money: final demand by component, the same components on both sides.
    pub final_demand: &'s DMatrix<f64>,
}

/// A change of output in its two parts alone, n x 1 each, money.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// ½ ΔL (f⁰ + f¹).
    pub technology: DVector<f64>,
    /// ½ (L⁰ + L¹) Δf.
    pub final_demand: DVector<f64>,
}

impl Parts {
    /// Decomposes the change from one side to the other; `change` is A¹ - A⁰. Four solutions, whatever its rank: which buyer and which
    /// component the parts come from is not told apart.
    ///
    /// # Errors
    /// Fails where either system has no solution.
    pub fn of(before: Side<'_>, after: Side<'_>, change: &LowRank) -> Result<Self, ModelError> {
        let (first, second) = (before.final_demand.column_sum(), after.final_demand.column_sum());
        let y = before.system.outputs(&(&first + &second))?;
        let bought = &change.left * change.right.tr_mul(&y);
        let more = second - first;
        let final_demand = (before.system.outputs(&more)? + after.system.outputs(&more)?) * 0.5;
        Ok(Self { technology: after.system.outputs(&bought)? * 0.5, final_demand })
    }
}

/// What the changed inputs are weighed with.
#[derive(Debug, Clone, PartialEq)]
enum Weight {
    /// ŷ W, n x r.
    Factors(DMatrix<f64>),
    /// ŷ, as n x 1, where W = I.
    Columns(DVector<f64>),
}

/// A change of output in its two parts.
#[derive(Debug, Clone, PartialEq)]
pub struct StructuralDecomposition {
    /// ½ L¹ U, n x r.
    reach: DMatrix<f64>,
    weight: Weight,
    /// ½ (L⁰ + L¹) ΔF, n x m, money: what each component of final demand does to the output of every sector.
    pub final_demand: DMatrix<f64>,
}

impl StructuralDecomposition {
    /// Decomposes the change from one side to the other; `change` is A¹ - A⁰.
    ///
    /// # Errors
    /// Fails where either system has no solution.
    pub fn of(before: Side<'_>, after: Side<'_>, change: &LowRank) -> Result<Self, ModelError> {
        Self::weighed(before, after, &change.left, |y| {
            let mut weight = change.right.clone();
            weight.column_iter_mut().for_each(|mut column| column.component_mul_assign(&y));
            Weight::Factors(weight)
        })
    }

    /// The same where A¹ - A⁰ is taken whole, n x n.
    ///
    /// # Errors
    /// As [`StructuralDecomposition::of`].
    pub fn of_whole(before: Side<'_>, after: Side<'_>, change: &DMatrix<f64>) -> Result<Self, ModelError> {
        Self::weighed(before, after, change, Weight::Columns)
    }

    fn weighed(
        before: Side<'_>,
        after: Side<'_>,
        left: &DMatrix<f64>,
        weight: impl FnOnce(DVector<f64>) -> Weight,
    ) -> Result<Self, ModelError> {
        let demand = before.final_demand.column_sum() + after.final_demand.column_sum();
        let y = before.system.outputs(&demand)?;
        let more = after.final_demand - before.final_demand;
        let final_demand = (before.system.outputs_of(&more)? + after.system.outputs_of(&more)?) * 0.5;
        Ok(Self { reach: after.system.outputs_of(left)? * 0.5, weight: weight(y), final_demand })
    }

    /// ½ ΔL (f⁰ + f¹), n x 1, money: what changed techniques do to the output of every sector.
    pub fn technology(&self) -> DVector<f64> {
        match &self.weight {
            Weight::Factors(weight) => &self.reach * weight.row_sum().transpose(),
            Weight::Columns(y) => &self.reach * y,
        }
    }

    /// ½ L¹ ΔA ŷ, n x n, money: what the changed inputs of each buyer (column) do to the output of every sector (row).
    pub fn technology_by_column(&self) -> DMatrix<f64> {
        match &self.weight {
            Weight::Factors(weight) => &self.reach * weight.transpose(),
            Weight::Columns(y) => {
                let mut scaled = self.reach.clone();
                scaled.column_iter_mut().zip(y.iter()).for_each(|(mut column, &weight)| column *= weight);
                scaled
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Economy, LeontiefSystem, TechnicalCoefficients};
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    fn one_column(values: &DVector<f64>) -> DMatrix<f64> {
        DMatrix::from_column_slice(values.len(), 1, values.as_slice())
    }

    /// The decomposition from A⁰, f⁰ to A⁰ + ΔA, f¹, with ΔA taken whole.
    fn whole(
        old: &DMatrix<f64>,
        change: &DMatrix<f64>,
        before: &DMatrix<f64>,
        after: &DMatrix<f64>,
    ) -> StructuralDecomposition {
        let system = |a: DMatrix<f64>| LeontiefSystem::new(TechnicalCoefficients::from_matrix(a));
        let (first, second) = (system(old.clone()), system(old + change));
        let side = |system, final_demand| Side { system, final_demand };
        StructuralDecomposition::of_whole(side(&first, before), side(&second, after), change).unwrap()
    }

    #[test]
    fn two_sectors_by_hand() {
        // a_21 + .05 and f from (350, 1700) to (600, 1500).
        let economy = economy(two_sectors());
        let change = dmatrix![0.0, 0.0; 0.05, 0.0];
        let (before, after) = (dmatrix![350.0; 1700.0], dmatrix![600.0; 1500.0]);
        let found = whole(economy.technical().matrix(), &change, &before, &after);
        // y_1 = (.95 950 + .25 3200) / .7575; the second column of L¹ is (.25, .85) / .745.
        let y = (0.95 * 950.0 + 0.25 * 3200.0) / 0.7575;
        let technology = dvector![0.025 * y * 0.25 / 0.745, 0.025 * y * 0.85 / 0.745];
        assert_relative_eq!(found.technology(), technology, max_relative = 1e-13);
        assert_relative_eq!(found.technology(), dvector![18.855, 64.107], epsilon = 5e-4);
        assert_relative_eq!(found.final_demand, dmatrix![249.601; -151.356], epsilon = 5e-4);
        // Only the first buyer has changed.
        assert_eq!(found.technology_by_column().column(1).sum(), 0.0);
    }

    #[test]
    fn nothing_comes_of_nothing_and_odd_tables_give_numbers() {
        for table in [oddities(), one_sector(), two_sectors()] {
            let economy = economy(table);
            let n = economy.table().len();
            let demand = &economy.table().final_demand().values;
            let system: &dyn System = &**economy.system();
            let side = Side { system, final_demand: demand };
            let nothing = StructuralDecomposition::of(side, side, &LowRank::zero(n)).unwrap();
            assert_eq!((nothing.technology(), nothing.final_demand.amax()), (DVector::zeros(n), 0.0));
            let doubled = demand * 2.0;
            let more = Side { system, final_demand: &doubled };
            let found = StructuralDecomposition::of(side, more, &LowRank::zero(n)).unwrap();
            assert_relative_eq!(found.final_demand.column_sum(), *economy.output(), max_relative = 1e-12);
            assert_eq!(found.technology_by_column(), DMatrix::zeros(n, n));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// The parts are the whole difference; columns add up to technology; the definition with both inverses, ½ (L¹ - L⁰)
        /// (f⁰ + f¹), says the same; and going back gives the same with the other sign.
        #[test]
        fn nothing_is_left_over(
            table in productive(7, 0.6),
            factor in 0.3_f64..1.4,
            growth in prop::collection::vec(0.2_f64..3.0, 7),
        ) {
            let economy = economy(table);
            let n = economy.table().len();
            let old = economy.technical().matrix().clone();
            // The first supplier sells less or more to every other buyer.
            let change = DMatrix::from_fn(n, n, |i, j| if i == 0 && j % 2 == 0 { old[(i, j)] * (factor - 1.0) } else { 0.0 });
            let before = economy.table().final_demand().values.clone();
            let after = DMatrix::from_fn(n, before.ncols(), |i, k| before[(i, k)] * growth[(i + k) % 7]);
            let found = whole(&old, &change, &before, &after);
            let inverse = |a: &DMatrix<f64>| (DMatrix::identity(n, n) - a).try_inverse().unwrap();
            let (l0, l1) = (inverse(&old), inverse(&(&old + &change)));
            let (f0, f1) = (before.column_sum(), after.column_sum());
            let (x0, x1) = (&l0 * &f0, &l1 * &f1);
            // The two outputs are the numbers that are subtracted: rounding is measured against them.
            let scale = 1e-11 * x0.amax().max(x1.amax()).max(1.0);
            let technology = found.technology();
            prop_assert!((&technology + found.final_demand.column_sum() - (&x1 - &x0)).amax() <= scale);
            prop_assert!((found.technology_by_column().column_sum() - &technology).amax() <= scale);
            prop_assert!(((&l1 - &l0) * (&f0 + &f1) * 0.5 - &technology).amax() <= scale);
            let back = whole(&(&old + &change), &(-&change), &after, &before);
            prop_assert!((back.technology() + &technology).amax() <= scale);
            // One changed row has rank one, whichever way it is written.
            let row = LowRank {
                left: DMatrix::from_fn(n, 1, |i, _| if i == 0 { 1.0 } else { 0.0 }),
                right: one_column(&change.row(0).transpose()),
            };
            let system = |a: DMatrix<f64>| LeontiefSystem::new(TechnicalCoefficients::from_matrix(a));
            let (first, second) = (system(old.clone()), system(&old + &change));
            let short = StructuralDecomposition::of(
                Side { system: &first, final_demand: &before },
                Side { system: &second, final_demand: &after },
                &row,
            ).unwrap();
            prop_assert!((short.technology_by_column() - found.technology_by_column()).amax() <= scale);
            let parts = Parts::of(
                Side { system: &first, final_demand: &before },
                Side { system: &second, final_demand: &after },
                &row,
            ).unwrap();
            prop_assert!((&parts.technology - &technology).amax() <= scale);
            prop_assert!((&parts.final_demand - found.final_demand.column_sum()).amax() <= scale);
        }
    }
}
