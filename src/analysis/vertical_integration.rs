//! Vertically integrated sectors: whose final demand the output of each sector serves in the end, and what all sectors make for
//! the final demand of one.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | operator | Q = x̂⁻¹ L f̂, q_kj = l_kj f_j / x_k | n x n, rows sum to one | share of k's output |
//! | by component of final demand | (L F)_kc / x_k | n x f, rows sum to one | share of k's output |
//! | subsystem of j | (i'L)_j f_j, output of all sectors for the final demand of j | n | money |
//! | value added of the subsystem | (v'L)_j f_j | n | money |
//!
//! Row k makes, column j is the final product; x = L f is the base level of output, v value added per unit of output. The subsystems
//! together are all output, and their value added is all value added.
//!
//! ## Reading
//!
//! q_kj = 0.1: a tenth of what k makes is in the end for the final demand of j, whether k sells to j or to its suppliers. For a
//! sector that sells to firms, as information services do, the row says which final products carry it; by component it
//! says how far it lives from exports or from households without selling to them itself.
//!
//! ## Source
//!
//! Pasinetti, The notion of vertical integration in economic analysis, Metroeconomica 25, 1973; Momigliano and Siniscalco, The
//! growth of service employment: a reappraisal, BNL Quarterly Review 35, 1982.
//!
//! ## What it is not
//!
//! Not sales: those are in the table itself. Where inventories make the final demand of a product negative its shares are negative, and
//! others are above their part. Imported inputs are outside; value added in other countries is not counted.

use super::{Analysis, AnalysisError, BySector, Factor, FactorKey, Layout, OptionKey, Options, Pairs, Question};
use crate::model::{Economy, ModelError, System};
use crate::words::{Column, Frame, Unit, identifiers};
use nalgebra::{DMatrix, DVector};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "vertical-integration",
    question: Question::WhoUsesIt,
    about: "Whose final demand the output of each sector serves in the end, by product and by component.",
    formula: "q_kj = l_kj f_j / x_k; by component (L F)_kc / x_k; subsystem (i'L)_j f_j",
    unit: "share of output; money",
    source: "Pasinetti 1973; Momigliano and Siniscalco 1982",
    options: &[OptionKey::FOCUS, Layout::OPTION],
    drawn: None,
    run,
};

/// What is made for whose final demand.
#[derive(Debug, Clone, PartialEq)]
pub struct VerticalIntegration {
    /// L f̂, n x n: output of the row for the final demand of the column, money of the table.
    pub output_for: DMatrix<f64>,
    /// L F, n x f: output of the row for the final demand of a component, money.
    pub output_for_component: DMatrix<f64>,
    /// x = L f, n, money.
    pub output: DVector<f64>,
    /// (v'L)_j f_j, n: value added of all sectors for the final demand of one, money.
    pub value_added: DVector<f64>,
}

impl VerticalIntegration {
    /// The subsystems of an economy. Takes the inverse.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let mut output_for = economy.leontief()?.matrix().clone();
        for (mut column, &f) in output_for.column_iter_mut().zip(economy.final_demand().iter()) {
            column *= f;
        }
        let value_added = Factor::of(economy, FactorKey::ValueAdded).per_output;
        Ok(Self {
            output_for_component: economy.system().outputs_of(&economy.table().final_demand().values)?,
            output: economy.output().clone(),
            value_added: economy.system().multipliers(&value_added)?.component_mul(economy.final_demand()),
            output_for,
        })
    }

    /// q_kj: the share of the output of a sector that serves the final demand of another; none where nothing is made.
    pub fn share(&self, maker: usize, product: usize) -> Option<f64> {
        Some(self.output_for[(maker, product)] / self.output[maker]).filter(|share| share.is_finite())
    }

    /// The share of the output of a sector that serves a component of final demand; none where nothing is made.
    pub fn component_share(&self, maker: usize, component: usize) -> Option<f64> {
        Some(self.output_for_component[(maker, component)] / self.output[maker]).filter(|share| share.is_finite())
    }

    /// The table `vertical-integration` of sectors; with a focus `vertical-integration-focus`; and the pairs asked for.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(
        self,
        economy: &Economy,
        focus: Option<usize>,
        layout: Layout,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let (table, sectors) = (economy.table(), economy.table().len());
        if let Some(position) = focus.filter(|focus| *focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let mut frames = vec![self.by_sector(economy).finish()?];
        if let Some(focus) = focus {
            frames.push(self.of_focus(economy, focus).finish()?);
        }
        let title = "Output of every sector by the final demand that it serves";
        let pairs = Pairs::new("vertical-integration-pairs", title, table.sectors())
            .between("maker", "product")
            .with(
                Column::number("share", "Share", Unit::Share, "q_kj: share of the maker's output for the product."),
                |k, j| self.share(k, j),
            )
            .with(
                Column::number("output", "Output", table.unit(), "l_kj f_j: output of the maker for the product."),
                |k, j| self.output_for[(k, j)],
            );
        frames.extend(pairs.frames(layout)?);
        Ok(frames)
    }

    fn by_sector(&self, economy: &Economy) -> Frame {
        let table = economy.table();
        let all = 0..table.len();
        let own = all.clone().map(|k| self.share(k, k));
        let subsystem: Vec<f64> = self.output_for.column_iter().map(|column| column.sum()).collect();
        let mut frame =
            BySector::new("vertical-integration", "Sectors as makers and as final products", table.sectors())
                .number("output", "Output", table.unit(), "What the sector makes.", self.output.iter().copied())
                .number(
                    "own_share",
                    "For itself",
                    Unit::Share,
                    "Share of its output that serves its own final demand.",
                    own,
                )
                .number(
                    "final_demand",
                    "Final demand",
                    table.unit(),
                    "Final demand for the sector.",
                    economy.final_demand().iter().copied(),
                )
                .number(
                    "subsystem_output",
                    "Subsystem",
                    table.unit(),
                    "Output of all sectors for the final demand of this one.",
                    subsystem.iter().copied(),
                )
                .number(
                    "subsystem_value_added",
                    "Its value added",
                    table.unit(),
                    "Value added of all sectors for the final demand of this one.",
                    self.value_added.iter().copied(),
                )
                .rank(
                    "subsystem_rank",
                    "Rank",
                    "Rank by the value added of the subsystem.",
                    self.value_added.iter().copied().map(Some),
                );
        let components = &table.final_demand().components;
        let ids = identifiers("for_", components.iter().map(|component| component.id.as_str()));
        for (at, (component, id)) in components.iter().zip(ids).enumerate() {
            frame = frame.number(
                id,
                format!("For {}", component.id.replace('_', " ")),
                Unit::Share,
                "Share of the sector's output that serves this component of final demand in the end.",
                all.clone().map(|k| self.component_share(k, at)),
            );
        }
        frame.note("Shares by component of one sector sum to one; inventories can make some of them negative.").frame()
    }

    fn of_focus(&self, economy: &Economy, focus: usize) -> Frame {
        let table = economy.table();
        let sector = &table.sectors()[focus];
        let shares: Vec<Option<f64>> = (0..table.len()).map(|j| self.share(focus, j)).collect();
        let direct = table.intermediate().row(focus);
        BySector::new(
            "vertical-integration-focus",
            format!("Whose final demand the output of {} ({}) serves", sector.name, sector.code),
            table.sectors(),
        )
        .number(
            "output_for",
            "Output for it",
            table.unit(),
            "Output of the focus for the final demand of this sector.",
            self.output_for.row(focus).iter().copied(),
        )
        .number("share", "Share", Unit::Share, "Share of the output of the focus; sums to one.", shares.iter().copied())
        .rank("rank", "Rank", "Rank by the share.", shares.iter().copied())
        .number(
            "sales",
            "Direct sales",
            table.unit(),
            "What the focus sells to this sector, for comparison.",
            direct.iter().copied(),
        )
        .frame()
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let focus = options.sector(&OptionKey::FOCUS).ok();
    VerticalIntegration::of(economy)?.into_frames(economy, focus, Layout::of(options)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn of(table: IoTable) -> (Economy, VerticalIntegration) {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let found = VerticalIntegration::of(&economy).unwrap();
        (economy, found)
    }

    #[test]
    fn the_textbook_subsystems() {
        let (_, found) = of(two_sectors());
        let d = 0.7575;
        // l_11 f_1 / x_1 and l_12 f_2 / x_1: what of the first sector serves either final demand.
        assert_relative_eq!(found.share(0, 0).unwrap(), 0.95 * 350.0 / d / 1000.0, max_relative = 1e-13);
        assert_relative_eq!(found.share(0, 1).unwrap(), 0.25 * 1700.0 / d / 1000.0, max_relative = 1e-13);
        // Households buy 50 and 400.
        let households = (0.95 * 50.0 + 0.25 * 400.0) / d / 1000.0;
        assert_relative_eq!(found.component_share(0, 0).unwrap(), households, max_relative = 1e-13);
        // Without imports the value added of a subsystem is its final demand.
        assert_relative_eq!(found.value_added[0], 350.0, max_relative = 1e-13);
    }

    #[test]
    fn nothing_made_serves_nobody_and_negative_demand_is_told_as_it_is() {
        let (economy, found) = of(oddities());
        assert_eq!((found.share(1, 0), found.component_share(1, 0)), (None, None));
        // Inventories make final demand for the last sector negative.
        assert!(found.share(3, 4).unwrap() < 0.0);
        let row: f64 = (0..5).filter_map(|j| found.share(3, j)).sum();
        assert_relative_eq!(row, 1.0, max_relative = 1e-13);
        let outside = found.into_frames(&economy, Some(5), Layout::Summary);
        assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 5, sectors: 5 }));
        let (_, alone) = of(one_sector());
        assert_relative_eq!(alone.share(0, 0).unwrap(), 1.0, max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Rows of shares sum to one, by product and by component; subsystems add up to all output and all value added; a column
        /// is what a solve with that final demand alone gives.
        #[test]
        fn subsystems_are_a_partition(table in productive(7, 0.9), pick in 0_usize..7) {
            let (economy, found) = of(table);
            let n = economy.table().len();
            for k in 0..n {
                let by_product: f64 = (0..n).filter_map(|j| found.share(k, j)).sum();
                let by_component: f64 = (0..3).filter_map(|c| found.component_share(k, c)).sum();
                prop_assert!((by_product - 1.0).abs() <= 1e-12 && (by_component - 1.0).abs() <= 1e-12);
            }
            let made = economy.output().sum();
            prop_assert!((found.output_for.sum() - made).abs() <= 1e-12 * made);
            let earned = economy.table().value_added().sum();
            prop_assert!((found.value_added.sum() - earned).abs() <= 1e-12 * earned);
            let j = pick % n;
            let alone = DVector::from_fn(n, |i, _| if i == j { economy.final_demand()[j] } else { 0.0 });
            let solved = economy.system().outputs(&alone).unwrap();
            prop_assert!((found.output_for.column(j) - &solved).amax() <= 1e-12 * solved.amax());
        }
    }
}
