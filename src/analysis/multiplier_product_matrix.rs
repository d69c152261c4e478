//! Multiplier product matrix: the landscape of an economy, with the sectors that are strong on both sides in one corner.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | product matrix | M = (L i)(i'L) / (i'L i), m_ij = forward_i backward_j / V | n x n | ratio |
//! | row order | sectors by L i, largest first | n | place |
//! | column order | sectors by i'L, largest first | n | place |
//!
//! Row i sells, column j buys; V = i'L i. Rows of M sum to the forward linkages, columns to the backward ones, and all of M to V: it
//! is the inverse as it would be if only the two sums of each sector mattered.
//!
//! ## Reading
//!
//! m_ij is what a change of the coefficient a_ji, what j sells per unit of i's output, would move in all: the sum of its field of
//! influence over V, since such a change runs back through the suppliers of j and on through the users of i. In landscape order the cells fall from the first corner to the last. Two economies, or two years, are compared
//! by their orders: who climbed and who fell. A sector first in both orders is the top of the landscape.
//!
//! ## Source
//!
//! Sonis, Hewings and Guo, A new image of classical key sector analysis: minimum information decomposition of the Leontief inverse,
//! Economic Systems Research 12, 2000.
//!
//! ## What it is not
//!
//! Not the inverse, and no flow: m_ij says nothing of whether i sells to j. Row sums of L weigh the final demand of every sector
//! alike, however small.

use super::linkages::TotalLinkages;
use super::{Analysis, AnalysisError, BySector, Layout, OptionKey, Options, Pairs, Question, of_one, order};
use crate::model::{Economy, ModelError};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "multiplier-product-matrix",
    question: Question::WhoDependsOnWhom,
    about: "The economy as a landscape: forward times backward linkages, with the strongest sectors in one corner.",
    formula: "M = (L i)(i'L) / (i'L i); rows in the order of L i, columns in that of i'L",
    unit: "money per money; places in an order",
    source: "Sonis, Hewings and Guo 2000",
    options: &[OptionKey::FOCUS, Layout::OPTION],
    drawn: None,
    run,
};

/// The two sums of each sector and the orders by them.
#[derive(Debug, Clone, PartialEq)]
pub struct MultiplierProductMatrix {
    /// L i, n.
    pub forward: DVector<f64>,
    /// i'L, n.
    pub backward: DVector<f64>,
    /// V = i'L i.
    pub volume: f64,
    /// Positions by forward linkage, largest first; sectors that are alike keep the order of the table.
    pub row_order: Vec<usize>,
    /// Positions by backward linkage, largest first.
    pub column_order: Vec<usize>,
}

impl MultiplierProductMatrix {
    /// The matrix of an economy; two solves, no inverse.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let TotalLinkages { backward, forward, .. } =
            TotalLinkages::of(&**economy.system(), economy.published_output())?;
        Ok(Self {
            volume: forward.sum(),
            row_order: order(forward.as_slice()),
            column_order: order(backward.as_slice()),
            forward,
            backward,
        })
    }

    /// m_ij.
    pub fn cell(&self, i: usize, j: usize) -> f64 {
        self.forward[i] * self.backward[j] / self.volume
    }

    /// The table `multiplier-product-matrix` of sectors; with a focus `multiplier-product-matrix-focus`; and in landscape order
    /// every pair that the layout asks for.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(
        self,
        table: &IoTable,
        focus: Option<usize>,
        layout: Layout,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.sectors();
        let known = |values: &DVector<f64>| values.iter().copied().map(Some).collect::<Vec<_>>();
        let frame =
            BySector::new("multiplier-product-matrix", "The landscape of the economy: places by linkage", sectors)
                .rank(
                    "row_place",
                    "Row",
                    "Place of the row in the landscape: rank by forward linkage.",
                    known(&self.forward),
                )
                .rank(
                    "column_place",
                    "Column",
                    "Place of the column in the landscape: rank by backward linkage.",
                    known(&self.backward),
                )
                .number("forward", "Forward", Unit::Ratio, "Row sum of L and of M.", known(&self.forward))
                .number("backward", "Backward", Unit::Ratio, "Column sum of L and of M.", known(&self.backward))
                .number(
                    "own",
                    "Own cell",
                    Unit::Ratio,
                    "The sector's own cell of M: high where it is strong on both sides.",
                    (0..table.len()).map(|i| self.cell(i, i)),
                )
                .rank("own_rank", "Own rank", "Rank by the own cell.", (0..table.len()).map(|i| Some(self.cell(i, i))))
                .note(format!("All cells of M sum to {:.6}, as those of L do.", self.volume))
                .frame();
        let one = focus.map(|focus| of_one(&frame, sectors, focus, "The place in the landscape")).transpose()?;
        let frames = std::iter::once(frame).chain(one).map(Frame::finish);
        let mut frames = frames.collect::<Result<Vec<Frame>, _>>()?;
        let about = "m_ij: forward linkage of the seller times backward linkage of the buyer, over the sum of L.";
        let pairs =
            Pairs::new("multiplier-product-matrix-pairs", "Multiplier product matrix in landscape order", sectors)
                .ordered(self.row_order.clone(), self.column_order.clone())
                .with(Column::number("product", "Product", Unit::Ratio, about), |i, j| self.cell(i, j));
        frames.extend(pairs.frames(layout)?);
        Ok(frames)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let focus = options.sector(&OptionKey::FOCUS).ok();
    MultiplierProductMatrix::of(economy)?.into_frames(economy.table(), focus, Layout::of(options)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::words::Value;
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn of(table: IoTable) -> (Economy, MultiplierProductMatrix) {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let found = MultiplierProductMatrix::of(&economy).unwrap();
        (economy, found)
    }

    #[test]
    fn the_textbook_landscape() {
        let (economy, found) = of(two_sectors());
        let printed = [[0.8097, 0.7745], [0.7085, 0.6777]];
        for (i, row) in printed.into_iter().enumerate() {
            for (j, cell) in row.into_iter().enumerate() {
                assert_relative_eq!(found.cell(i, j), cell, epsilon = 5e-5);
                // Exactly: (1.2, 1.05) times (1.15, 1.1) over .7575 · 2.25.
                let exact = [1.2, 1.05][i] * [1.15, 1.1][j] / 0.7575 / 2.25;
                assert_relative_eq!(found.cell(i, j), exact, max_relative = 1e-14);
            }
        }
        assert_eq!((&found.row_order[..], &found.column_order[..]), (&[0, 1][..], &[0, 1][..]));
        assert_eq!(found.into_frames(economy.table(), None, Layout::Wide).unwrap().len(), 2);
    }

    #[test]
    fn pairs_stand_in_landscape_order() {
        let (economy, found) = of(oddities());
        let (first, last) = (found.row_order[0], found.column_order[4]);
        let frames = found.clone().into_frames(economy.table(), None, Layout::Long).unwrap();
        assert_eq!(frames[1].rows[0][0], Value::from(economy.table().sectors().code(first)));
        assert_eq!(frames[1].rows[4][2], Value::from(economy.table().sectors().code(last)));
        // The idle sector has linkages of one.
        assert_relative_eq!(found.cell(1, 1), 1.0 / found.volume, max_relative = 1e-14);
        let (_, alone) = of(one_sector());
        assert_relative_eq!(alone.cell(0, 0), 1.25, max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Sums of M are those of L; m_ij is the whole field of influence of a_ji over V; along its order M never rises.
        #[test]
        fn sums_are_kept_and_fields_say_the_same(table in productive(7, 0.9)) {
            let (economy, found) = of(table);
            let l = economy.leontief().unwrap().matrix();
            let n = economy.table().len();
            for i in 0..n {
                let row: f64 = (0..n).map(|j| found.cell(i, j)).sum();
                let column: f64 = (0..n).map(|j| found.cell(j, i)).sum();
                prop_assert!((row - l.row(i).sum()).abs() <= 1e-12 * row);
                prop_assert!((column - l.column(i).sum()).abs() <= 1e-12 * column);
                for j in 0..n {
                    let field = l.column(j) * l.row(i);
                    prop_assert!((found.cell(i, j) - field.sum() / l.sum()).abs() <= 1e-12 * found.cell(i, j));
                }
            }
            for pair in found.row_order.windows(2) {
                prop_assert!(found.cell(pair[0], 0) >= found.cell(pair[1], 0));
            }
        }
    }
}
