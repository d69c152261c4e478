//! Ghosh: to whom a sector's product goes in all rounds, and what the supply side makes of a change of primary inputs.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | allocation, direct | B = x̂⁻¹ Z, b_kj = z_kj / x_k | n x n, row i sells, column j buys | share of the seller's output |
//! | allocation, all rounds | G = (I - B)⁻¹ = x̂⁻¹ L x̂ | n x n | money of j's output per money of i's primary inputs |
//! | forward multiplier | G i, row sums of G | n | money of output per money of primary inputs |
//! | in final uses | g_kj f_j / x_j = l_kj f_j / x_k | one row per k | share of the seller's primary inputs, sum 1 |
//! | supply model | x' = v' G, v all primary inputs | n | money |
//! | change of primary inputs | Δx' = Δv_k g_k. | one row per k | money |
//!
//! ## Reading
//!
//! A share in final uses of 0.2: a fifth of what the sector adds is bought, in the end, as the product of that sector. A forward
//! multiplier of 1.8: a peso of the sector's primary inputs is counted in 1.8 pesos of output on its way to final users. The
//! change is that of *values*: where the sector's primary inputs become dearer by so much and every user passes it on, outputs
//! become dearer by Δx_j, volumes unchanged. Then Δx_j / x_j is the change of price of the cost-push model.
//!
//! ## Source
//!
//! Ghosh 1958; Oosterhaven 1988, on why it is no model of volumes; Dietzenbacher 1997, on its reading as a price model; Miller and
//! Blair, Input-Output Analysis, 2nd ed., 2009, chapter 12.
//!
//! ## What it is not
//!
//! Not a model of how more supply creates its own demand. Read as volumes it lets users make more of one input alone, as if inputs
//! replaced one another freely, and lets final users buy whatever comes. Only ratios of allocation, and values at unchanged volumes, are
//! to be read from it. Where row and column totals of a table differ, v' G is not the output.

use super::{
    Analysis, AnalysisError, DefaultTo, Layout, OptionKey, Options, Pairs, Question, Takes, ranks, sector_cells,
    sector_columns,
};
use crate::model::{Economy, ModelError};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;

/// By how much the primary inputs of the sector that is looked at rise.
const PERCENT: OptionKey = OptionKey {
    name: "percent",
    takes: Takes::Number { least: -100.0, most: f64::INFINITY },
    about: "By how many percent the focus sector's primary inputs rise in value.",
    default: DefaultTo::Text("10"),
};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "ghosh",
    question: Question::WhoUsesIt,
    about: "To whom each sector's product goes in all rounds, and what a change of its primary inputs is worth downstream.",
    formula: "B = x̂⁻¹ Z; G = (I - B)⁻¹ = x̂⁻¹ L x̂; forward G i; in final uses g_kj f_j / x_j; Δx' = Δv_k g_k.",
    unit: "shares, money per money, money",
    source: "Ghosh 1958; Oosterhaven 1988; Dietzenbacher 1997",
    options: &[OptionKey::FOCUS, PERCENT, Layout::OPTION],
    drawn: None,
    run,
};

/// What every table of this analysis says.
const CAVEATS: [&str; 3] = [
    "Allocation, not causation: that more primary inputs push output forward is not implied (Oosterhaven 1988).",
    "The change is one of values at unchanged volumes: dearer primary inputs, passed on by every user (Dietzenbacher 1997).",
    "Shares of sales are taken as constant, whoever buys and whatever the price.",
];

/// The supply side of every sector, in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghosh {
    /// v, n: all primary inputs, money of the table.
    pub primary_inputs: DVector<f64>,
    /// v' G, n: output by the supply model, money.
    pub supply_output: DVector<f64>,
    /// B i, n: the share of output sold to industries.
    pub direct_forward: DVector<f64>,
    /// G i, n.
    pub forward: DVector<f64>,
}

/// To whom the product of one sector goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// b_kj, n: the share of its output that each sector buys.
    pub direct: DVector<f64>,
    /// g_kj, n: output of each sector into which a unit of its primary inputs goes.
    pub total: DVector<f64>,
    /// g_kj f_j / x_j, n: the share of its primary inputs that final users buy as the product of each sector.
    pub in_final_uses: DVector<f64>,
    /// Δx_j, n: money, for the change of its primary inputs.
    pub change: DVector<f64>,
}

impl Ghosh {
    /// The supply side of an economy.
    ///
    /// # Errors
    /// Fails where the inverse cannot be had at the precision asked for.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let ghosh = economy.ghosh()?;
        let primary_inputs = economy.table().primary_inputs().values.row_sum().transpose();
        Ok(Self {
            supply_output: ghosh.matrix().tr_mul(&primary_inputs),
            direct_forward: economy.allocation().matrix().column_sum(),
            forward: ghosh.matrix().column_sum(),
            primary_inputs,
        })
    }

    /// One row per sector.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frame(self, table: &IoTable) -> Result<Frame, AnalysisError> {
        let columns = sector_columns().into_iter().chain([
            Column::number(
                "direct_forward",
                "Sold to industries",
                Unit::Share,
                "Share of output sold to industries: row sum of B.",
            ),
            Column::number(
                "forward",
                "Forward",
                Unit::Ratio,
                "Output into which a unit of the sector's primary inputs goes: row sum of G.",
            ),
            Column::integer("forward_rank", "Rank", Unit::Rank, "Rank by forward multiplier."),
            Column::number(
                "primary_inputs",
                "Primary inputs",
                table.unit(),
                "All that the sector pays but for the intermediate products of the table (v).",
            ),
            Column::number("supply_output", "Supply output", table.unit(), "Output by the supply model, v'G."),
        ]);
        let mut frame = Frame::new("ghosh", "Allocation on the supply side", columns.collect());
        let ranked = ranks(self.forward.as_slice());
        for (position, rank) in ranked.into_iter().enumerate() {
            let numbers = [
                self.direct_forward[position].into(),
                self.forward[position].into(),
                rank.into(),
                self.primary_inputs[position].into(),
                self.supply_output[position].into(),
            ];
            frame.push(sector_cells(table.sectors(), position).into_iter().chain(numbers).collect());
        }
        for caveat in CAVEATS {
            frame.note(caveat);
        }
        Ok(frame.finish()?)
    }
}

impl Allocation {
    /// The allocation of the sector at a position, whose primary inputs rise by a share of their value.
    ///
    /// # Errors
    /// Fails where there is no such sector, and where the inverse cannot be had.
    pub fn of(economy: &Economy, focus: usize, share: f64) -> Result<Self, AnalysisError> {
        let sectors = economy.table().len();
        if focus >= sectors {
            return Err(AnalysisError::NoSuchSector { position: focus, sectors });
        }
        let total = economy.ghosh()?.matrix().row(focus).transpose();
        let (output, final_demand) = (economy.published_output(), economy.final_demand());
        let in_final_uses = DVector::from_fn(sectors, |j, _| {
            let of_output = final_demand[j] / output[j];
            if of_output.is_finite() { total[j] * of_output } else { 0.0 }
        });
        let paid = economy.table().primary_inputs().values.column(focus).sum();
        Ok(Self {
            direct: economy.allocation().matrix().row(focus).transpose(),
            change: &total * (share * paid),
            in_final_uses,
            total,
        })
    }

    /// One row per buyer; `percent` is by how much primary inputs rise.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frame(self, table: &IoTable, focus: usize, percent: f64) -> Result<Frame, AnalysisError> {
        let sectors = table.len();
        if focus >= sectors {
            return Err(AnalysisError::NoSuchSector { position: focus, sectors });
        }
        let sector = &table.sectors()[focus];
        let title = format!("Where the product of {} ({}) goes", sector.name, sector.code);
        let columns = sector_columns().into_iter().chain([
            Column::number("direct", "Direct", Unit::Share, "Share of the seller's output that this sector buys (B)."),
            Column::number(
                "total",
                "All rounds",
                Unit::Ratio,
                "Output of this sector into which a unit of the seller's primary inputs goes (G).",
            ),
            Column::number(
                "in_final_uses",
                "In final uses",
                Unit::Share,
                "Share of the seller's primary inputs that final users buy as this sector's product.",
            ),
            Column::integer("rank", "Rank", Unit::Rank, "Rank by the share in final uses."),
            Column::number(
                "change",
                "Change",
                table.unit(),
                "By how much this sector's output becomes dearer with the seller's primary inputs.",
            ),
        ]);
        let mut frame = Frame::new("ghosh-focus", title, columns.collect());
        for (position, rank) in ranks(self.in_final_uses.as_slice()).into_iter().enumerate() {
            let numbers = [
                self.direct[position].into(),
                self.total[position].into(),
                self.in_final_uses[position].into(),
                rank.into(),
                self.change[position].into(),
            ];
            frame.push(sector_cells(table.sectors(), position).into_iter().chain(numbers).collect());
        }
        frame.note(format!("The change is for primary inputs of {} that become dearer by {percent} %.", sector.code));
        for caveat in CAVEATS {
            frame.note(caveat);
        }
        Ok(frame.finish()?)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let percent = options.number(&PERCENT)?;
    let mut frames = vec![Ghosh::of(economy)?.into_frame(economy.table())?];
    // Without a focus the table of all sectors stands alone.
    if let Ok(focus) = options.sector(&OptionKey::FOCUS) {
        frames.push(Allocation::of(economy, focus, percent / 100.0)?.into_frame(economy.table(), focus, percent)?);
    }
    frames.extend(pairs(economy, Layout::of(options)?)?);
    Ok(frames)
}

/// B and G of every seller and buyer, as the layout asks for them.
fn pairs(economy: &Economy, layout: Layout) -> Result<Vec<Frame>, AnalysisError> {
    if layout == Layout::Summary {
        // Nothing is written, and nothing made for it.
        return Ok(Vec::new());
    }
    let (allocation, inverse) = (economy.allocation(), economy.ghosh()?);
    let (direct, total) = (allocation.matrix(), inverse.matrix());
    let pairs = Pairs::new("ghosh-pairs", "Allocation of every seller to every buyer", economy.table().sectors())
        .with(
            Column::number("direct", "Direct", Unit::Share, "b_kj: share of the seller's output that the buyer buys."),
            |k, j| direct[(k, j)],
        )
        .with(
            Column::number(
                "total",
                "All rounds",
                Unit::Ratio,
                "g_kj: output of the buyer into which a unit of the seller's primary inputs goes.",
            ),
            |k, j| total[(k, j)],
        );
    let noted = pairs.frames(layout)?.into_iter().map(|mut frame| {
        for caveat in CAVEATS {
            frame.note(caveat);
        }
        frame
    });
    Ok(noted.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Prices, System};
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    #[test]
    fn the_textbook_supply_side() {
        let two = economy(two_sectors());
        let found = Ghosh::of(&two).unwrap();
        // G = [[.95, .5], [.1, .85]] / .7575, exactly; printed [[1.2541, .6601], [.1320, 1.1221]].
        let d = 0.7575;
        assert_relative_eq!(found.forward, dvector![1.45 / d, 0.95 / d], max_relative = 1e-14);
        assert_relative_eq!(found.supply_output, dvector![1000.0, 2000.0], max_relative = 1e-14);
        let first = Allocation::of(&two, 0, 0.1).unwrap();
        assert_relative_eq!(first.total, dvector![1.2541, 0.6601], epsilon = 5e-5);
        assert_eq!(first.direct, dvector![0.15, 0.5]);
        // f / x = .35 and .85; a tenth of 650.
        assert_relative_eq!(first.in_final_uses, dvector![0.95 / d * 0.35, 0.5 / d * 0.85], max_relative = 1e-14);
        assert_relative_eq!(first.change, dvector![65.0 * 0.95 / d, 65.0 * 0.5 / d], max_relative = 1e-14);
    }

    #[test]
    fn every_pair_is_written_as_asked() {
        let two = economy(two_sectors());
        let said = |layout: &str| {
            let words = [format!("layout={layout}")];
            (ANALYSIS.run)(&two, &ANALYSIS.options(two.table(), &words).unwrap()).unwrap()
        };
        let ids = |frames: &[Frame]| frames.iter().map(|frame| frame.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&said("summary")), ["ghosh"]);
        let long = said("long");
        assert_eq!(ids(&long), ["ghosh", "ghosh-pairs"]);
        // S1 sells 500 of 1000 to S2; g_12 = .5 / .7575.
        let total = long[1].rows[1][5].number().unwrap();
        assert_eq!(long[1].rows[1][..5], ["S1".into(), "sector 1".into(), "S2".into(), "sector 2".into(), 0.5.into()]);
        assert_relative_eq!(total, 0.5 / 0.7575, max_relative = 1e-14);
        let wide = said("wide");
        assert_eq!((wide.len(), wide[1].rows.len(), wide[2].rows.len()), (3, 2, 2));
        // Whoever reads the pairs reads what they are not.
        assert!(
            wide[1..]
                .iter()
                .chain(&long[1..])
                .all(|frame| CAVEATS.iter().all(|caveat| frame.notes.contains(&(*caveat).to_owned())))
        );
    }

    #[test]
    fn one_sector_sells_everything_to_final_users_in_the_end() {
        let found = Allocation::of(&economy(one_sector()), 0, 0.5).unwrap();
        assert_relative_eq!(found.total[0], 1.25, max_relative = 1e-15);
        assert_relative_eq!(found.in_final_uses[0], 1.0, max_relative = 1e-15);
        // Half of 80, and on it the own use.
        assert_relative_eq!(found.change[0], 50.0, max_relative = 1e-15);
        let outside = Allocation::of(&economy(one_sector()), 1, 0.1);
        assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 1, sectors: 1 }));
    }

    #[test]
    fn zero_output_allocates_nothing() {
        let odd = economy(oddities());
        let found = Allocation::of(&odd, 1, 0.1).unwrap();
        assert!(
            found.direct.iter().chain(found.in_final_uses.iter()).chain(found.change.iter()).all(|&cell| cell == 0.0)
        );
        // Without intermediate sales all goes to its own final users.
        let unsold = Allocation::of(&odd, 2, 0.1).unwrap();
        assert_relative_eq!(unsold.in_final_uses[2], 1.0, max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// All goes to final users in the end; the same shares come from the demand side; the change of values is that of the
        /// cost-push prices; and the supply model gives the output back.
        #[test]
        fn the_supply_side_is_the_price_side(table in productive(7, 0.9), pick in 0_usize..7) {
            let economy = economy(table);
            let n = economy.table().len();
            let (k, x) = (pick % n, economy.published_output());
            let found = Allocation::of(&economy, k, 0.2).unwrap();
            // Outputs span four orders of magnitude, and so do the elements of G.
            prop_assert!((found.in_final_uses.sum() - 1.0).abs() <= 1e-11);
            let l = economy.leontief().unwrap().matrix();
            for j in 0..n {
                let demand_side = l[(k, j)] * economy.final_demand()[j] / x[k];
                prop_assert!((found.in_final_uses[j] - demand_side).abs() <= 1e-12);
            }
            let dearer = DVector::from_fn(n, |j, _| {
                if j == k { -0.2 * economy.primary().matrix().column(k).sum() } else { 0.0 }
            });
            let system: &dyn System = &**economy.system();
            let prices = Prices::after(system, &dearer).unwrap();
            for j in 0..n {
                prop_assert!((found.change[j] / x[j] - (prices.vector()[j] - 1.0)).abs() <= 1e-12);
            }
            let supply = Ghosh::of(&economy).unwrap().supply_output;
            prop_assert!((supply - x).amax() <= 1e-11 * x.amax());
        }
    }
}
