//! Embodied technology: how much technology each sector uses, bought by itself and embodied in the inputs that it buys from others.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | own | r_j, technology per unit of output | n | technology per money of output |
//! | acquired | Σ_{i≠j} r_i l_ij / l_jj = (r'L)_j / l_jj - r_j | n | technology per money of output |
//! | in final demand | (r'L)_j, and (r'L)_j f_j in all | n | technology |
//! | carried from i to j | r_i l_ij / l_jj | n x n | technology per money of output |
//!
//! Row i sells, column j buys. l_ij / l_jj is the output of i per unit of output of j, not of its final demand, so that what j makes
//! for itself is not counted twice. r_j is what j buys of the focus sector per unit of output, a_kj, or an account of the
//! table, such as research and development. For purchases of the focus (r'L)_j = l_kj - δ_kj.
//!
//! ## Reading
//!
//! An acquired intensity twice the own one: the sector uses the technology above all through its suppliers, and would gain more
//! from theirs than from its own purchases. In final demand the same technology is told by the product that carries it.
//!
//! ## Source
//!
//! Papaconstantinou, Sakurai and Wyckoff, Embodied technology diffusion: an empirical analysis for 10 OECD countries, OECD STI Working
//! Papers 1996/1.
//!
//! ## What it is not
//!
//! Not knowledge: what is embodied is spending, and a supplier's use need not teach its buyers. Only domestic intermediate inputs
//! carry: through imports and capital goods technology comes too, and is left out because a table of domestic flows has no
//! matrices of them by buyer.

use super::technology::{TECHNOLOGY, technology};
use super::{Analysis, AnalysisError, BySector, Factor, Layout, OptionKey, Options, Pairs, Question, of_flows};
use crate::model::{Economy, ModelError};
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "embodied-technology",
    question: Question::WhoUsesIt,
    about: "How much technology each sector uses, bought by itself and embodied in what it buys from others.",
    formula: "own r_j; acquired Σ_{i≠j} r_i l_ij / l_jj; in final demand (r'L)_j f_j",
    unit: "technology per money of output",
    source: "Papaconstantinou, Sakurai and Wyckoff 1996",
    options: &[OptionKey::FOCUS, TECHNOLOGY, Layout::OPTION],
    drawn: None,
    run,
};

/// The technology of every sector, each n x 1 in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct EmbodiedTechnology {
    /// What counts as technology; r is its quantity per unit of output.
    pub technology: Factor,
    /// (r'L)_j / l_jj - r_j: embodied in domestic inputs, per unit of output.
    pub acquired: DVector<f64>,
    /// (r'L)_j: per unit of final demand.
    pub per_final_demand: DVector<f64>,
}

impl EmbodiedTechnology {
    /// The technology of an economy. Takes the inverse, for its diagonal.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy, technology: Factor) -> Result<Self, ModelError> {
        let inverse = economy.leontief()?.matrix();
        let per_final_demand = inverse.tr_mul(&technology.per_output);
        let own = &technology.per_output;
        let acquired = DVector::from_fn(own.len(), |j, _| per_final_demand[j] / inverse[(j, j)] - own[j]);
        Ok(Self { technology, acquired, per_final_demand })
    }

    /// Own and acquired together, n.
    pub fn total(&self) -> DVector<f64> {
        &self.technology.per_output + &self.acquired
    }

    /// The table `embodied-technology` of sectors, and what each carries to each where the layout asks for it.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frames(self, economy: &Economy, layout: Layout) -> Result<Vec<Frame>, AnalysisError> {
        let table = economy.table();
        let own = &self.technology.per_output;
        let total = self.total();
        let unit = || self.technology.unit_per_output.clone();
        let share = |j: usize| Some(self.acquired[j] / total[j]).filter(|share| share.is_finite());
        let carried_in = self.per_final_demand.component_mul(economy.final_demand());
        let title = format!("Embodied technology: {}", self.technology.name);
        let frame = BySector::new("embodied-technology", title.clone(), table.sectors())
            .number("own", "Own", unit(), "Bought by the sector itself, per unit of its output.", own.iter().copied())
            .number(
                "acquired",
                "Acquired",
                unit(),
                of_flows(
                    table,
                    "Embodied in domestic inputs, per unit of its output.",
                    "Embodied in intermediate inputs, per unit of its output; imported ones count as made at home.",
                ),
                self.acquired.iter().copied(),
            )
            .number("total", "Total", unit(), "Own and acquired.", total.iter().copied())
            .number(
                "acquired_share",
                "Share acquired",
                Unit::Share,
                "Acquired over total.",
                (0..table.len()).map(share),
            )
            .rank("own_rank", "Rank, own", "Rank by own.", own.iter().copied().map(Some))
            .rank("total_rank", "Rank, total", "Rank by total.", total.iter().copied().map(Some))
            .number(
                "per_final_demand",
                "Per final demand",
                unit(),
                "Used in all sectors per unit of final demand for this one.",
                self.per_final_demand.iter().copied(),
            )
            .number(
                "in_final_demand",
                "In final demand",
                self.technology.unit.clone(),
                "Used in all sectors for the final demand of this one; sums to what all sectors use.",
                carried_in.iter().copied(),
            )
            .note(of_flows(
                table,
                "Only domestic intermediate inputs carry; imports and capital goods are left out, having no matrix by buyer.",
                "Total flows: imported inputs carry as if made at home; capital goods are left out, having no matrix by buyer.",
            ))
            .frame();
        let mut frames = vec![frame.finish()?];
        let inverse = economy.leontief()?.matrix();
        let about = "r_i l_ij / l_jj: technology of the seller per unit of the buyer's output; own on the diagonal.";
        let pairs = Pairs::new("embodied-technology-pairs", title, table.sectors())
            .with(Column::number("carried", "Carried", unit(), about), |i, j| {
                own[i] * inverse[(i, j)] / inverse[(j, j)]
            });
        frames.extend(pairs.frames(layout)?);
        Ok(frames)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    EmbodiedTechnology::of(economy, technology(economy, options)?)?.into_frames(economy, Layout::of(options)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::FactorKey;
    use crate::analysis::technology::purchases;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn of(table: IoTable, focus: usize) -> (Economy, EmbodiedTechnology) {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let found = EmbodiedTechnology::of(&economy, purchases(&economy, focus).unwrap()).unwrap();
        (economy, found)
    }

    #[test]
    fn two_sectors_by_hand() {
        let (_, found) = of(two_sectors(), 0);
        // r = (.15, .25); l_21 / l_11 = .2 / .95 and l_12 / l_22 = .25 / .85.
        assert_relative_eq!(found.acquired[0], 0.25 * 0.2 / 0.95, max_relative = 1e-13);
        assert_relative_eq!(found.acquired[1], 0.15 * 0.25 / 0.85, max_relative = 1e-13);
        assert_relative_eq!(found.per_final_demand[0], 0.95 / 0.7575 - 1.0, max_relative = 1e-13);
        assert_relative_eq!(found.per_final_demand[1], 0.25 / 0.7575, max_relative = 1e-13);
    }

    #[test]
    fn who_buys_nothing_acquires_nothing() {
        let (economy, found) = of(oddities(), 0);
        assert_eq!((found.total()[1], found.per_final_demand[1]), (0.0, 0.0));
        // The share of nothing is no share.
        let frames = found.into_frames(&economy, Layout::Long).unwrap();
        let share = frames[0].position("acquired_share").unwrap();
        assert_eq!(frames[0].rows[1][share], crate::words::Value::Empty);
        let (_, alone) = of(one_sector(), 0);
        assert_eq!((alone.technology.per_output[0], alone.acquired[0].abs() < 1e-16), (0.2, true));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// For purchases of a sector, r'L is its row of L without the unit; acquired as the sum that defines it; nothing is lost
        /// between users and final products.
        #[test]
        fn technology_is_carried_and_never_made(table in productive(7, 0.9), pick in 0_usize..7) {
            let focus = pick % table.len();
            let (economy, found) = of(table, focus);
            let l = economy.leontief().unwrap().matrix();
            let r = &found.technology.per_output;
            for j in 0..r.len() {
                let expected = l[(focus, j)] - if focus == j { 1.0 } else { 0.0 };
                prop_assert!((found.per_final_demand[j] - expected).abs() <= 1e-13 * l.amax());
                let sum: f64 = (0..r.len()).filter(|i| *i != j).map(|i| r[i] * l[(i, j)] / l[(j, j)]).sum();
                prop_assert!((found.acquired[j] - sum).abs() <= 1e-13 * found.total()[j].max(1e-3));
            }
            let used = r.dot(economy.output());
            let carried = found.per_final_demand.dot(economy.final_demand());
            prop_assert!((used - carried).abs() <= 1e-12 * used);
            // Any other factor as well.
            let wages = EmbodiedTechnology::of(&economy, Factor::of(&economy, FactorKey::Income)).unwrap();
            let carried = wages.per_final_demand.dot(economy.final_demand());
            prop_assert!((wages.technology.per_output.dot(economy.output()) - carried).abs() <= 1e-12 * carried);
        }
    }
}
