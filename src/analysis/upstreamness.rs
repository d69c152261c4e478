//! Upstreamness and downstreamness: how many stages of production lie between a sector and final use, and between the primary
//! inputs and it.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | upstreamness | U = G i, U_i = Σ_r (r + 1) (A^r f)_i / x_i | n | stages |
//! | downstreamness | D' = i'L, D_j = Σ_r (r + 1) (v'A^r)_j | n | stages |
//!
//! Row i sells, column j buys; G = x̂⁻¹ L x̂, f final demand and v all primary inputs per unit of output. A stage is one sale. Each is
//! at least one; weighted by output both have the same mean, i'L x / i'x.
//!
//! ## Reading
//!
//! An upstreamness of 1: all is sold to final users; 3: on average two sectors stand between the sector and final use. A
//! downstreamness of 1: only primary inputs are bought. Ores and services to firms are upstream, restaurants downstream of
//! others; what is high on both stands in the middle of long chains.
//!
//! ## Source
//!
//! Antràs, Chor, Fally and Hillberry, Measuring the upstreamness of production and trade flows, American Economic Review 102, 2012;
//! Miller and Temurshoev, Output upstreamness and input downstreamness of industries/countries in world production,
//! International Regional Science Review 40, 2017.
//!
//! ## What it is not
//!
//! Not a rank in value: nothing says that downstream is better. On domestic flows, as here, exports are final use and imports primary
//! inputs, whatever becomes of them abroad: chains are cut at the border. The correction of Antràs and others for an open economy
//! belongs to tables whose flows include imports and is not made, nor is the one for net inventories: what goes into stock counts
//! as final use here, and what comes out of it as final use below nothing. A sector of zero output has neither.

use super::linkages::TotalLinkages;
use super::{Analysis, AnalysisError, BySector, OptionKey, Options, Question, of_flows, of_one};
use crate::model::{Economy, ModelError};
use crate::table::IoTable;
use crate::words::{Frame, Unit};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "upstreamness",
    question: Question::HowFarItTravels,
    about: "How many stages lie between a sector and final use, and between primary inputs and it.",
    formula: "upstreamness G i; downstreamness i'L",
    unit: "stages of production, at least 1",
    source: "Antràs, Chor, Fally and Hillberry 2012; Miller and Temurshoev 2017",
    options: &[OptionKey::FOCUS],
    drawn: None,
    run,
};

/// The distances of every sector, in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct Upstreamness {
    /// G i, n: stages to final use; none for a sector of zero output.
    pub upstreamness: Vec<Option<f64>>,
    /// i'L, n: stages from primary inputs; none for a sector of zero output.
    pub downstreamness: Vec<Option<f64>>,
    /// i'L x / i'x: the mean of both, weighted by output; none where nothing is made.
    pub mean: Option<f64>,
}

impl Upstreamness {
    /// The distances of an economy; two solves, no inverse.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let output = economy.published_output();
        let totals = TotalLinkages::of(&**economy.system(), output)?;
        let where_made = |value: (&f64, &f64)| Some(*value.0).filter(|_| *value.1 != 0.0);
        let made: f64 = output.sum();
        Ok(Self {
            upstreamness: totals.forward_supply.iter().zip(output.iter()).map(where_made).collect(),
            downstreamness: totals.backward.iter().zip(output.iter()).map(where_made).collect(),
            mean: (made > 0.0).then(|| totals.backward.dot(output) / made),
        })
    }

    /// The table `upstreamness`, and `upstreamness-focus` where a sector is looked at.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(self, table: &IoTable, focus: Option<usize>) -> Result<Vec<Frame>, AnalysisError> {
        let stages = Unit::Count("stages");
        let (up, down) = (&self.upstreamness, &self.downstreamness);
        let both = up.iter().zip(down).map(|(up, down)| Some(up.as_ref()? - down.as_ref()?));
        let mut frame = BySector::new("upstreamness", "Stages to final use and from primary inputs", table.sectors())
            .number("upstreamness", "Upstreamness", stages.clone(), "Stages to final use, at least 1.", up.clone())
            .rank(
                "upstreamness_rank",
                "Rank",
                "Rank by upstreamness; 1 is farthest from final use.",
                up.iter().copied(),
            )
            .number(
                "downstreamness",
                "Downstreamness",
                stages.clone(),
                "Stages from primary inputs, at least 1.",
                down.clone(),
            )
            .rank(
                "downstreamness_rank",
                "Rank, downstream",
                "Rank by downstreamness; 1 is farthest from primary inputs.",
                down.iter().copied(),
            )
            .number("difference", "Difference", stages, "Upstreamness less downstreamness.", both)
            .frame();
        if let Some(mean) = self.mean {
            frame.note(format!("Weighted by output both have the same mean, {mean:.6}."));
        }
        frame.note(of_flows(
            table,
            "Domestic flows: exports count as final use and imports as primary inputs, so that chains end at the border.",
            "Flows include imports, and no correction for an open economy is made: imported inputs count as made at home.",
        ));
        let one = focus.map(|focus| of_one(&frame, table.sectors(), focus, "Stages")).transpose()?;
        let frames = std::iter::once(frame).chain(one).map(Frame::finish);
        Ok(frames.collect::<Result<_, _>>()?)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    Upstreamness::of(economy)?.into_frames(economy.table(), options.sector(&OptionKey::FOCUS).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::DVector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn of(table: IoTable) -> (Economy, Upstreamness) {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let found = Upstreamness::of(&economy).unwrap();
        (economy, found)
    }

    #[test]
    fn the_textbook_distances() {
        let (_, found) = of(two_sectors());
        for (at, (up, down)) in [(1.9142, 1.5182), (1.2541, 1.4521)].into_iter().enumerate() {
            assert_relative_eq!(found.upstreamness[at].unwrap(), up, epsilon = 5e-5);
            assert_relative_eq!(found.downstreamness[at].unwrap(), down, epsilon = 5e-5);
        }
        // (1000 · 1.15 + 2000 · 1.1) / .7575 / 3000.
        assert_relative_eq!(found.mean.unwrap(), 3350.0 / 0.7575 / 3000.0, max_relative = 1e-14);
    }

    #[test]
    fn no_output_has_no_distance_and_no_sales_to_industries_is_the_last_stage() {
        let (economy, found) = of(oddities());
        assert_eq!((found.upstreamness[1], found.downstreamness[1]), (None, None));
        assert_relative_eq!(found.upstreamness[2].unwrap(), 1.0, max_relative = 1e-14);
        let frames = found.into_frames(economy.table(), Some(1)).unwrap();
        assert_eq!((frames[0].rows.len(), frames[1].rows.len()), (5, 3));
        let (_, alone) = of(one_sector());
        assert_relative_eq!(alone.upstreamness[0].unwrap(), 1.25, max_relative = 1e-14);
        assert_relative_eq!(alone.downstreamness[0].unwrap(), 1.25, max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Stages counted one by one, from final demand and from primary inputs; and one mean for both.
        #[test]
        fn stages_counted_one_by_one(table in productive(7, 0.8)) {
            let (economy, found) = of(table);
            let (a, x) = (economy.technical().matrix(), economy.output());
            let v = economy.primary().matrix().row_sum().transpose();
            let (mut sold, mut bought) = (economy.final_demand().clone(), v);
            let (mut up, mut down) = (DVector::zeros(x.len()), DVector::zeros(x.len()));
            for stage in 1..500 {
                up += &sold * f64::from(stage);
                down += &bought * f64::from(stage);
                sold = a * sold;
                bought = a.tr_mul(&bought);
            }
            let (mut mean_up, mut mean_down) = (0.0, 0.0);
            for i in 0..x.len() {
                let (u, d) = (found.upstreamness[i].unwrap(), found.downstreamness[i].unwrap());
                // Outputs span four orders of magnitude, and the smallest keep so many digits less.
                prop_assert!((u - up[i] / x[i]).abs() <= 1e-11 * u && u >= 1.0 - 1e-12);
                prop_assert!((d - down[i]).abs() <= 1e-13 * d && d >= 1.0 - 1e-13);
                mean_up += u * x[i];
                mean_down += d * x[i];
            }
            prop_assert!((mean_up - mean_down).abs() <= 1e-12 * mean_up);
            prop_assert!((mean_up / x.sum() - found.mean.unwrap()).abs() <= 1e-12 * found.mean.unwrap());
        }
    }
}
