//! Satellite accounts: quantities by sector in units of their own, such as jobs or emissions (s x n).

use nalgebra::DMatrix;

/// A row of the satellite block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name in files, for example `jobs`.
    pub id: String,
    /// The unit, for example `employees`.
    pub unit: String,
}

/// The satellite accounts of a table; most tables have none, and none is not zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Satellites {
    /// The rows, in table order.
    pub accounts: Vec<Account>,
    /// S, s x n: the quantity in each sector, in the account's unit.
    pub values: DMatrix<f64>,
}

impl Satellites {
    /// No account at all, for a table of n sectors.
    pub fn none(sectors: usize) -> Self {
        Self { accounts: Vec::new(), values: DMatrix::zeros(0, sectors) }
    }

    /// The row with this name.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.id == id)
    }
}
