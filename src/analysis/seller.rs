//! What one seller sells, cleaned of the rounding of its source: to each sector, of that to itself, and to each final use.
//!
//! A cell that is negative, or smaller than 1e-12 of the largest intermediate flow of the table, counts as no sale: sources
//! have -1e-14 and 1e-14 where there is nothing. Negative inventories are no use either.

use crate::table::IoTable;
use crate::words::Group;

/// Cells smaller than this part of the largest intermediate flow are rounding of the source.
const ROUNDING: f64 = 1e-12;

/// The sales of one seller, or of all sellers taken together; money of the table, nothing negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Seller {
    /// To each sector, n.
    to_sectors: Vec<f64>,
    /// Of that, what sellers use themselves, n.
    own_use: Vec<f64>,
    /// The one place that is the seller's own, if it is one seller.
    own: Option<usize>,
    /// To each component of final demand, f.
    to_final_uses: Vec<f64>,
}

impl Seller {
    /// One seller at position `own`, from what it sells to each sector and to each final use; cells below `rounding` count
    /// as none, see [`Seller::rounding`].
    pub fn new(
        own: usize,
        to_sectors: impl IntoIterator<Item = f64>,
        to_final_uses: impl IntoIterator<Item = f64>,
        rounding: f64,
    ) -> Self {
        let to_sectors: Vec<f64> = to_sectors.into_iter().map(|cell| cleaned(cell, rounding)).collect();
        let own_use = to_sectors.iter().enumerate().map(|(j, &cell)| if j == own { cell } else { 0.0 }).collect();
        let to_final_uses = to_final_uses.into_iter().map(|cell| cleaned(cell, rounding)).collect();
        Self { to_sectors, own_use, own: Some(own), to_final_uses }
    }

    /// Every seller of a table, in table order.
    pub fn each(table: &IoTable) -> Vec<Self> {
        let (flows, uses, rounding) = (table.intermediate(), &table.final_demand().values, Self::rounding(table));
        let of = |i: usize| Self::new(i, flows.row(i).iter().copied(), uses.row(i).iter().copied(), rounding);
        (0..table.len()).map(of).collect()
    }

    /// All sellers taken together as one; its own use is what each uses of itself.
    pub fn together(sellers: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> &[f64]| {
            let mut sum = vec![0.0; sellers.first().map_or(0, |seller| of(seller).len())];
            for seller in sellers {
                sum.iter_mut().zip(of(seller)).for_each(|(sum, cell)| *sum += cell);
            }
            sum
        };
        Self {
            to_sectors: sum(|seller| &seller.to_sectors),
            own_use: sum(|seller| &seller.own_use),
            own: None,
            to_final_uses: sum(|seller| &seller.to_final_uses),
        }
    }

    /// Below this a cell of a table is no sale; money of the table.
    pub fn rounding(table: &IoTable) -> f64 {
        table.intermediate().amax() * ROUNDING
    }

    /// What it sells to each sector, itself included; n, money.
    pub fn sales(&self) -> &[f64] {
        &self.to_sectors
    }

    /// What it sells to each other sector: without its own place where it is one seller, else n places less own use; money.
    pub fn sales_to_others(&self) -> Vec<f64> {
        let less_own = self.to_sectors.iter().zip(&self.own_use).map(|(all, own)| all - own);
        less_own.enumerate().filter(|(j, _)| Some(*j) != self.own).map(|(_, cell)| cell).collect()
    }

    /// What it sells to each final use; f, money.
    pub fn final_uses(&self) -> &[f64] {
        &self.to_final_uses
    }

    /// What it sells to each sector and then to each final use; n + f, money.
    pub fn sales_and_final_uses(&self) -> Vec<f64> {
        self.to_sectors.iter().chain(&self.to_final_uses).copied().collect()
    }

    /// What it sells to each group of sectors, itself included; money.
    pub fn by_group(&self, groups: &[Group]) -> Vec<f64> {
        summed(groups, |j| self.to_sectors.get(j).copied().unwrap_or(0.0))
    }

    /// What it sells to each group of sectors without its own use; money.
    pub fn by_group_to_others(&self, groups: &[Group]) -> Vec<f64> {
        let own = |j: usize| self.own_use.get(j).copied().unwrap_or(0.0);
        summed(groups, |j| self.to_sectors.get(j).copied().unwrap_or(0.0) - own(j))
    }

    /// All intermediate sales, money.
    pub fn total(&self) -> f64 {
        self.to_sectors.iter().sum()
    }

    /// The share of its intermediate sales that it buys itself ("self-referential"); none without intermediate sales.
    pub fn own_use_share(&self) -> Option<f64> {
        let total = self.total();
        (total > 0.0).then(|| self.own_use.iter().sum::<f64>() / total)
    }
}

fn cleaned(cell: f64, rounding: f64) -> f64 {
    if cell > rounding { cell } else { 0.0 }
}

fn summed(groups: &[Group], cell: impl Fn(usize) -> f64) -> Vec<f64> {
    groups.iter().map(|group| group.members.iter().map(|&j| cell(j)).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{branched, oddities, productive};
    use crate::words::Classification;
    use proptest::prelude::*;

    #[test]
    fn rounding_above_and_below_zero_is_no_sale() {
        let sellers = Seller::each(&oddities());
        assert_eq!(sellers[3].sales(), [30.0, 0.0, 10.0, 0.0, 0.0]);
        assert_eq!((sellers[1].total(), sellers[1].own_use_share()), (0.0, None));
        let seller = Seller::new(0, [1.0, 1e-14, -1e-14, 2.0], [], 1e-10);
        assert_eq!(seller.sales(), [1.0, 0.0, 0.0, 2.0]);
    }

    #[test]
    fn own_use_and_groups() {
        let table = branched();
        let groups = table.classification("branch").unwrap().groups();
        let sellers = Seller::each(&table);
        assert_eq!(sellers[0].sales_to_others(), [20.0, 30.0, 40.0]);
        // Negative inventories are no use.
        assert_eq!(sellers[0].sales_and_final_uses(), [10.0, 20.0, 30.0, 40.0, 110.0, 0.0]);
        assert_eq!(sellers[0].by_group(&groups), [50.0, 50.0]);
        assert_eq!(sellers[0].by_group_to_others(&groups), [40.0, 50.0]);
        assert_eq!(sellers[0].own_use_share(), Some(0.1));
        let all = Seller::together(&sellers);
        assert_eq!(all.sales(), [43.0, 32.0, 45.0, 60.0]);
        assert_eq!(all.sales_to_others(), [33.0, 32.0, 45.0, 55.0]);
        assert_eq!(all.own_use_share(), Some(15.0 / 180.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Nothing is sold twice and nothing is lost: by buyer, by group and by use, for each seller and for all of them together.
        #[test]
        fn all_that_is_sold_is_sold_to_somebody(table in productive(7, 0.9), split in 1_usize..4) {
            let labels = (0..table.len()).map(|j| format!("g{}", j % split)).collect();
            let groups = Classification::new("g", labels).groups();
            let sellers = Seller::each(&table);
            let all = Seller::together(&sellers);
            for (i, seller) in sellers.iter().enumerate() {
                // Flows of random tables are above the rounding of a source, so that each seller is its row.
                let (row, uses) = (table.intermediate().row(i), table.final_demand().values.row(i));
                prop_assert_eq!(seller.sales(), &row.iter().copied().collect::<Vec<_>>()[..]);
                prop_assert_eq!(seller.final_uses(), &uses.iter().copied().collect::<Vec<_>>()[..]);
            }
            for seller in sellers.iter().chain([&all]) {
                let (total, own) = (seller.total(), seller.own_use_share().unwrap_or(0.0));
                let parts = [
                    (seller.by_group(&groups), total),
                    (seller.by_group_to_others(&groups), total * (1.0 - own)),
                    (seller.sales_to_others(), total * (1.0 - own)),
                    (seller.sales_and_final_uses(), total + seller.final_uses().iter().sum::<f64>()),
                ];
                for (sales, whole) in parts {
                    prop_assert!((sales.iter().sum::<f64>() - whole).abs() <= 1e-13 * total.max(whole));
                }
            }
            let each: f64 = sellers.iter().map(Seller::total).sum();
            prop_assert!((all.total() - each).abs() <= 1e-13 * each);
        }
    }
}
