//! Sales by branch: does a branch buy as much of a sector's product as its weight in the economy would suggest?
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | share of sales | B_g = Σ_{j in g} z_kj / Σ_j z_kj | one per branch | share |
//! | share of GDP | A_g = Σ_{j in g} v_j / Σ_j v_j | one per branch | share |
//! | tie intensity | B_g / A_g | one per branch | index, 1 is parity |
//!
//! Row k sells, column j buys; v_j is value added at basic prices, g a branch (a group of a classification). Sales are taken with
//! the seller's own use and without it: then z_kk is left out of its branch and of the whole, and GDP stays as it is.
//!
//! ## Reading
//!
//! A tie intensity of 0.3 for mining: mining buys three tenths of what its share of GDP would suggest, and is a client that the
//! sector has still to win. Above 1 a branch is a more than proportional client. Own use belongs to
//! the seller's branch and raises its tie; the columns without it show by how much.
//!
//! ## Source
//!
//! The contrast of sales and GDP by ten branches is that of Falabella and Gatica for information services in Chile. The ratio
//! is a location quotient, with branches in the place of regions.
//!
//! ## What it is not
//!
//! Not a need: parity is a yardstick, not a norm, since branches differ in technique. GDP shares of branches with large surplus,
//! as mining, are large beside what they buy of anything. Not the whole use of the technology: imports, investment and what a
//! branch makes in house are not in the row of the domestic seller. Where the GDP of a branch is not positive there is no tie.

use super::{Analysis, AnalysisError, OptionKey, Options, Question, Seller, of_flows};
use crate::model::Economy;
use crate::table::IoTable;
use crate::words::{Classification, Column, Frame, Group, Unit};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "sales-by-branch",
    question: Question::WhoUsesIt,
    about: "Each branch's share of a sector's sales against its share of GDP.",
    formula: "tie intensity B_g / A_g; B_g = Σ_{j in g} z_kj / Σ_j z_kj; A_g = Σ_{j in g} v_j / Σ_j v_j",
    unit: "money, shares and an index with parity at 1",
    source: "Falabella and Gatica; a location quotient with branches in the place of regions",
    options: &[OptionKey::FOCUS, OptionKey::CLASSIFICATION],
    drawn: None,
    run,
};

/// Sales to one branch, in money, as a share of all sales and against its share of GDP.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// Sales to the branch, money of the table.
    pub sales: f64,
    /// B: the share of all sales; none where nothing is sold.
    pub share: Option<f64>,
    /// B / A; none where nothing is sold or where the branch has no positive GDP.
    pub intensity: Option<f64>,
}

/// One branch.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// The branch and its sectors.
    pub group: Group,
    /// Value added, money of the table.
    pub value_added: f64,
    /// A: the share of all value added; none where the whole is not positive.
    pub gdp_share: Option<f64>,
    /// With the seller's own use.
    pub own_use_in: Tie,
    /// Without the seller's own use.
    pub own_use_out: Tie,
}

/// The sales of one sector by branch, in the order of the branches.
#[derive(Debug, Clone, PartialEq)]
pub struct SalesByBranch {
    /// The branches.
    pub branches: Vec<Branch>,
}

impl SalesByBranch {
    /// The sales of the sector at a position by the groups of a classification.
    ///
    /// # Errors
    /// Fails where there is no such sector.
    pub fn of(economy: &Economy, focus: usize, classification: &Classification) -> Result<Self, AnalysisError> {
        let table = economy.table();
        let sectors = table.len();
        if focus >= sectors {
            return Err(AnalysisError::NoSuchSector { position: focus, sectors });
        }
        let flows = table.intermediate().row(focus);
        let seller = Seller::new(focus, flows.iter().copied(), [], Seller::rounding(table));
        Ok(Self::from_sales(&seller, table.value_added().as_slice(), classification.groups()))
    }

    /// The same from what a seller sells and the value added of each sector (n, money), which may be that of another state of
    /// the economy.
    pub fn from_sales(seller: &Seller, value_added: &[f64], groups: Vec<Group>) -> Self {
        let gdp: f64 = value_added.iter().sum();
        let (with, without) = (seller.by_group(&groups), seller.by_group_to_others(&groups));
        let (all, others) = (seller.total(), seller.sales_to_others().iter().sum::<f64>());
        let branch = |(group, (with, without)): (Group, (f64, f64))| {
            let value_added: f64 = group.members.iter().filter_map(|&j| value_added.get(j)).sum();
            let gdp_share = (gdp > 0.0).then(|| value_added / gdp);
            let tie = |sales: f64, whole: f64| {
                let share = (whole > 0.0).then(|| sales / whole);
                let intensity = share.zip(gdp_share.filter(|gdp| *gdp > 0.0)).map(|(sales, gdp)| sales / gdp);
                Tie { sales, share, intensity: intensity.filter(|tie| tie.is_finite()) }
            };
            Branch { own_use_in: tie(with, all), own_use_out: tie(without, others), group, value_added, gdp_share }
        };
        Self { branches: groups.into_iter().zip(with.into_iter().zip(without)).map(branch).collect() }
    }

    /// The branch with this name.
    pub fn branch(&self, id: &str) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.group.id == id)
    }

    /// One row per branch.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(self, table: &IoTable, focus: usize) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.len();
        if focus >= sectors {
            return Err(AnalysisError::NoSuchSector { position: focus, sectors });
        }
        let sector = &table.sectors()[focus];
        let number = |id: &str, name: &str, unit: Unit, about: &str| Column::number(id, name, unit, about);
        let mut frame = Frame::new(
            "sales-by-branch",
            format!("Sales of {} ({}) by branch, against GDP", sector.name, sector.code),
            vec![
                Column::text("branch", "Branch", "A group of sectors that buy."),
                Column::integer("sectors", "Sectors", Unit::Count("sectors"), "How many sectors are in the branch."),
                number("sales", "Sales", table.unit(), "What the branch buys, the seller's own use included."),
                number(
                    "sales_share",
                    "Share of sales",
                    Unit::Share,
                    "Of all intermediate sales, own use included (B).",
                ),
                number("value_added", "GDP", table.unit(), "Value added of the branch at basic prices."),
                number("gdp_share", "Share of GDP", Unit::Share, "Of all value added (A)."),
                number("tie_intensity", "Tie", Unit::Index, "Share of sales over share of GDP (B/A); 1 is parity."),
                number(
                    "sales_others",
                    "Sales to others",
                    table.unit(),
                    "What the branch buys without the seller's own use.",
                ),
                number(
                    "sales_share_others",
                    "Share of sales to others",
                    Unit::Share,
                    "Of intermediate sales without own use.",
                ),
                number(
                    "tie_intensity_others",
                    "Tie without own use",
                    Unit::Index,
                    "Share of sales without own use over share of GDP; 1 is parity.",
                ),
            ],
        );
        for branch in self.branches {
            frame.push(vec![
                branch.group.id.as_str().into(),
                branch.group.members.len().into(),
                branch.own_use_in.sales.into(),
                branch.own_use_in.share.into(),
                branch.value_added.into(),
                branch.gdp_share.into(),
                branch.own_use_in.intensity.into(),
                branch.own_use_out.sales.into(),
                branch.own_use_out.share.into(),
                branch.own_use_out.intensity.into(),
            ]);
        }
        frame.note("GDP is value added at basic prices, the seller's own included in its branch.");
        frame.note(of_flows(
            table,
            "Intermediate sales of the domestic seller only: imports, investment and production in house are not in them.",
            "Intermediate sales, imported products of the same kind included; investment and production in house are not in them.",
        ));
        Ok(vec![frame.finish()?])
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let focus = options.sector(&OptionKey::FOCUS)?;
    let classification = options.classification(&OptionKey::CLASSIFICATION)?;
    SalesByBranch::of(economy, focus, classification)?.into_frames(economy.table(), focus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{branched, oddities, one_sector, productive};
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn of(table: IoTable, focus: usize, classification: &Classification) -> SalesByBranch {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        SalesByBranch::of(&economy, focus, classification).unwrap()
    }

    /// Every sector a branch by itself.
    fn single(table: &IoTable) -> Classification {
        Classification::new("sectors", table.sectors().iter().map(|sector| sector.code.clone()).collect())
    }

    #[test]
    fn two_branches_by_hand() {
        let table = branched();
        let found = of(table.clone(), 0, table.classification("branch").unwrap());
        let [services, mining] = &found.branches[..] else { panic!("two branches") };
        // GDP 157 + 140 of 420 and 68 + 55 of 420; sales 50 and 50 of 100, without own use 40 and 50 of 90.
        assert_eq!((services.value_added, mining.value_added), (297.0, 123.0));
        assert_relative_eq!(services.own_use_in.intensity.unwrap(), 0.5 / (297.0 / 420.0), max_relative = 1e-14);
        assert_relative_eq!(mining.own_use_in.intensity.unwrap(), 0.5 / (123.0 / 420.0), max_relative = 1e-14);
        assert_eq!((services.own_use_out.sales, mining.own_use_out.sales), (40.0, 50.0));
        assert_relative_eq!(services.own_use_out.share.unwrap(), 4.0 / 9.0, max_relative = 1e-14);
        assert_relative_eq!(mining.own_use_out.intensity.unwrap(), 5.0 / 9.0 / (123.0 / 420.0), max_relative = 1e-14);
        assert_eq!(found.branch("mining"), Some(mining));
        assert_eq!(found.branch("farming"), None);
    }

    #[test]
    fn without_sales_or_without_gdp_there_is_no_tie() {
        let table = oddities();
        let classes = single(&table);
        // Zero output, and no intermediate sales.
        for focus in [1, 2] {
            let found = of(table.clone(), focus, &classes);
            assert!(found.branches.iter().all(|branch| branch.own_use_in.share.is_none()));
            assert!(found.branches.iter().all(|branch| branch.own_use_in.intensity.is_none()));
        }
        let found = of(table, 0, &classes);
        assert_eq!((found.branches[1].own_use_in.share, found.branches[1].own_use_in.intensity), (Some(0.0), None));
        // A negative surplus and no wages: its GDP is negative, and what it buys is in no proportion to it.
        assert!(found.branches[3].gdp_share.unwrap() < 0.0);
        assert_eq!(found.branches[3].own_use_in.intensity, None);
        assert!(found.branches[3].own_use_in.share.unwrap() > 0.0);
    }

    #[test]
    fn one_sector_is_at_parity_with_itself_and_has_no_others() {
        let table = one_sector();
        let classes = single(&table);
        let found = of(table, 0, &classes);
        assert_eq!(found.branches[0].own_use_in, Tie { sales: 20.0, share: Some(1.0), intensity: Some(1.0) });
        assert_eq!(found.branches[0].own_use_out, Tie { sales: 0.0, share: None, intensity: None });
        let economy = Economy::new(Arc::new(one_sector()), Denominator::Column).unwrap();
        let outside = SalesByBranch::of(&economy, 1, &classes);
        assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 1, sectors: 1 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Shares add up to one, and so do ties weighted by shares of GDP; sales that follow GDP are at parity everywhere.
        #[test]
        fn ties_weigh_out(table in productive(7, 0.9), split in 1_usize..4) {
            prop_assume!(table.intermediate().row(0).sum() > 1e-6);
            let labels = (0..table.len()).map(|j| format!("g{}", j % split)).collect();
            let classes = Classification::new("g", labels);
            let found = of(table.clone(), 0, &classes);
            let sum: f64 = found.branches.iter().filter_map(|branch| branch.own_use_in.share).sum();
            let weighted: f64 = found
                .branches
                .iter()
                .filter_map(|branch| Some(branch.own_use_in.intensity? * branch.gdp_share?))
                .sum();
            prop_assert!((sum - 1.0).abs() <= 1e-12 && (weighted - 1.0).abs() <= 1e-12);
            let value_added = table.value_added();
            let even = Seller::new(0, value_added.iter().map(|v| 0.01 * v), [], 0.0);
            let parity = SalesByBranch::from_sales(&even, value_added.as_slice(), classes.groups());
            for branch in parity.branches {
                prop_assert!((branch.own_use_in.intensity.unwrap() - 1.0).abs() <= 1e-12);
            }
        }

        /// The slow way to a tie, from the table itself: what a branch buys for each unit of its GDP, over what all buy for each unit of
        /// theirs. A branch made of two has the mean of both, weighed with GDP.
        #[test]
        fn a_tie_is_purchases_per_gdp_over_those_of_all(table in productive(7, 0.9), pick in 0_usize..7, split in 2_usize..4) {
            let (n, focus) = (table.len(), pick % table.len());
            let branch_of = |j: usize| j % split.min(n);
            let labels = |of: &dyn Fn(usize) -> usize| (0..n).map(|j| format!("g{}", of(j))).collect();
            let found = of(table.clone(), focus, &Classification::new("g", labels(&branch_of)));
            let (bought, earned) = (table.intermediate().row(focus), table.value_added());
            for (own, keep_own) in [(0.0, true), (bought[focus], false)] {
                let per_gdp = |is_in: &dyn Fn(usize) -> bool| {
                    let members: Vec<usize> = (0..n).filter(|&j| is_in(j)).collect();
                    let sales: f64 = members.iter().map(|&j| bought[j]).sum();
                    (sales - if is_in(focus) { own } else { 0.0 }) / members.iter().map(|&j| earned[j]).sum::<f64>()
                };
                let all = per_gdp(&|_| true);
                for (at, branch) in found.branches.iter().enumerate() {
                    let tie = if keep_own { &branch.own_use_in } else { &branch.own_use_out };
                    // A sector alone sells to nobody else, and then there is no tie to compare.
                    if n == 1 && !keep_own {
                        prop_assert_eq!(tie.intensity, None);
                    } else {
                        let slow = per_gdp(&|j| branch_of(j) == at) / all;
                        // Own use is subtracted from sums that hold it.
                        prop_assert!((tie.intensity.unwrap() - slow).abs() <= 1e-12 * slow.max(1.0));
                    }
                }
            }
            if let [first, second, ..] = &found.branches[..] {
                let merged = of(table.clone(), focus, &Classification::new("g", labels(&|j| branch_of(j).max(1))));
                let of = |branch: &Branch| (branch.own_use_in.intensity.unwrap(), branch.gdp_share.unwrap());
                let ((one, weight), (other, beside)) = (of(first), of(second));
                let mean = (one * weight + other * beside) / (weight + beside);
                prop_assert!((merged.branches[0].own_use_in.intensity.unwrap() - mean).abs() <= 1e-12 * mean);
            }
        }
    }
}
