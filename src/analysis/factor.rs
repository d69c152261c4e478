//! A factor: what is counted per unit of output, so that an effect on output can be said in income, imports or jobs.
//!
//! | word | per unit of output | unit |
//! |---|---|---|
//! | `output` | 1 | money per money |
//! | `income` | compensation of employees over output | money per money |
//! | `value-added` | value added at basic prices over output | money per money |
//! | `imports` | imported intermediate inputs over output | money per money |
//! | `taxes` | taxes on products and on production and import duties, less subsidies, over output | money per money |
//! | a row of primary inputs | that row over output | money per money |
//! | a satellite account | that account over output | its unit per money |
//!
//! A row that is called exactly as a factor of the table is what that factor adds up, and has no word beside it. Any other row or account
//! whose word would give a column the identifier of another has a word of its own: `output` of the accounts is `output-account`.
//!
//! n x 1 each. A sector of zero output has none of anything. Taxes on production are a part of value added too, so that
//! `value-added`, `imports` and `taxes` are not parts of one whole.

use crate::model::Economy;
use crate::table::{IoTable, PrimaryInputKind};
use crate::words::{Unit, identifier};
use nalgebra::DVector;
use std::collections::HashSet;

/// Which factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorKey {
    /// Output itself.
    Output,
    /// Compensation of employees.
    Income,
    /// Value added at basic prices.
    ValueAdded,
    /// Imported intermediate inputs.
    Imports,
    /// Taxes less subsidies on products, on imports and on production.
    Taxes,
    /// The row of primary inputs at a position.
    Row(usize),
    /// The satellite account at a position.
    Account(usize),
}

/// The factors that a table has under any names of its rows.
const STANDARD: [(&str, &str, FactorKey); 5] = [
    ("output", "Output", FactorKey::Output),
    ("income", "Income", FactorKey::Income),
    ("value-added", "Value added", FactorKey::ValueAdded),
    ("imports", "Imports", FactorKey::Imports),
    ("taxes", "Taxes", FactorKey::Taxes),
];

/// What columns beside those of factors are called.
const BESIDE: [&str; 4] = ["sector", "sector_name", "output_rank", "per_output"];

impl FactorKey {
    /// The words that a table allows: the factors that it has rows for, its rows and its accounts.
    pub fn words(table: &IoTable) -> Vec<(String, Self)> {
        let standard = STANDARD.iter().filter(|(_, _, key)| key.is_in(table));
        let mut words: Vec<(String, Self)> = standard.map(|(word, _, key)| ((*word).to_owned(), *key)).collect();
        let mut taken: HashSet<String> = words.iter().map(|(word, _)| identifier(word)).collect();
        taken.extend(BESIDE.map(str::to_owned));
        let rows = table.primary_inputs().rows.iter().enumerate();
        // A row that is called as the factor is what the factor adds up.
        let rows = rows.filter(|(_, row)| words.iter().all(|(word, _)| *word != row.id));
        let rows = rows.map(|(at, row)| (row.id.as_str(), "row", Self::Row(at))).collect::<Vec<_>>();
        let accounts = table.satellites().accounts.iter().enumerate();
        let accounts = accounts.map(|(at, account)| (account.id.as_str(), "account", Self::Account(at)));
        for (id, what, key) in rows.into_iter().chain(accounts) {
            let own = (1..).map(|times: usize| match times {
                1 => id.to_owned(),
                2 => format!("{id}-{what}"),
                times => format!("{id}-{what}-{}", times - 1),
            });
            words.extend(own.into_iter().find(|word| taken.insert(identifier(word))).map(|word| (word, key)));
        }
        words
    }

    /// The factors to show side by side: those that the table has, and every satellite account.
    pub fn main(table: &IoTable) -> Vec<Self> {
        let accounts = (0..table.satellites().accounts.len()).map(Self::Account);
        STANDARD.iter().map(|(_, _, key)| *key).filter(|key| key.is_in(table)).chain(accounts).collect()
    }

    fn is_in(self, table: &IoTable) -> bool {
        let inputs = table.primary_inputs();
        match self {
            Self::Output => true,
            Self::ValueAdded => inputs.value_added().next().is_some(),
            Self::Income | Self::Imports | Self::Taxes => {
                self.kinds().iter().any(|kind| inputs.of_kind(*kind).next().is_some())
            }
            Self::Row(at) => at < inputs.rows.len(),
            Self::Account(at) => at < table.satellites().accounts.len(),
        }
    }

    /// The kinds of primary inputs that it adds up.
    fn kinds(self) -> &'static [PrimaryInputKind] {
        match self {
            Self::Income => &[PrimaryInputKind::Compensation],
            Self::Imports => &[PrimaryInputKind::Imports],
            Self::Taxes => {
                &[PrimaryInputKind::ProductTaxes, PrimaryInputKind::ImportDuties, PrimaryInputKind::ProductionTaxes]
            }
            Self::Output | Self::ValueAdded | Self::Row(_) | Self::Account(_) => &[],
        }
    }
}

/// A factor of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// The word that asks for it.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The unit of the quantity itself.
    pub unit: Unit,
    /// The unit of the quantity per unit of output.
    pub unit_per_output: Unit,
    /// The quantity per unit of each sector's output, n x 1.
    pub per_output: DVector<f64>,
}

impl Factor {
    /// The factor of an economy; of nothing where the table has no such row.
    pub fn of(economy: &Economy, key: FactorKey) -> Self {
        let table = economy.table();
        let n = table.len();
        let rows = match key {
            FactorKey::Row(at) => {
                let coefficients = economy.primary().matrix();
                (at < coefficients.nrows()).then(|| coefficients.row(at).transpose())
            }
            FactorKey::ValueAdded => economy.primary_of(PrimaryInputKind::is_value_added),
            _ => economy.primary_of(|kind| key.kinds().contains(&kind)),
        };
        let money = |per_output| {
            let (id, name) = named(table, key);
            Self { id, name, unit: table.unit(), unit_per_output: Unit::Ratio, per_output }
        };
        match key {
            FactorKey::Output => money(DVector::from_element(n, 1.0)),
            FactorKey::Account(at) => {
                let accounts = table.satellites();
                let quantity = |j: usize| accounts.values.get((at, j)).copied().unwrap_or(0.0);
                let per_output = |j: usize| {
                    let ratio = quantity(j) / economy.published_output()[j];
                    if ratio.is_finite() { ratio } else { 0.0 }
                };
                let unit = accounts.accounts.get(at).map(|account| account.unit.clone()).unwrap_or_default();
                Self {
                    unit_per_output: Unit::Named(format!("{unit} per {}", table.unit())),
                    unit: Unit::Named(unit),
                    ..money(DVector::from_fn(n, |j, _| per_output(j)))
                }
            }
            _ => money(rows.unwrap_or_else(|| DVector::zeros(n))),
        }
    }

    /// The identifier of a column: the word in the letters that identifiers have.
    pub fn column(&self) -> String {
        identifier(&self.id)
    }
}

/// The word and the name of a factor.
fn named(table: &IoTable, key: FactorKey) -> (String, String) {
    let own = match key {
        FactorKey::Row(at) => table.primary_inputs().rows.get(at).map(|row| (row.id.as_str(), "row")),
        FactorKey::Account(at) => table.satellites().accounts.get(at).map(|account| (account.id.as_str(), "account")),
        _ => None,
    };
    match (own, STANDARD.iter().find(|(_, _, standard)| *standard == key)) {
        (Some((id, what)), _) => {
            let words = FactorKey::words(table);
            let word =
                words.into_iter().find(|(_, other)| *other == key).map_or_else(|| id.to_owned(), |(word, _)| word);
            let name = id.replace('_', " ");
            if word == id { (word, name) } else { (word, format!("{name} ({what})")) }
        }
        (None, Some((word, name, _))) => ((*word).to_owned(), (*name).to_owned()),
        (None, None) => (String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::table::{Account, Denominator, Satellites};
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    fn with_jobs() -> IoTable {
        let mut parts = two_sectors().into_parts();
        let accounts = vec![Account { id: "jobs".into(), unit: "employees".into() }];
        parts.satellites = Satellites { accounts, values: dmatrix![20.0, 60.0] };
        IoTable::new(parts).unwrap()
    }

    #[test]
    fn a_table_has_the_factors_that_it_has_rows_for() {
        let words: Vec<String> = FactorKey::words(&with_jobs()).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["output", "income", "value-added", "compensation", "operating_surplus", "jobs"]);
        let words: Vec<String> = FactorKey::words(&oddities()).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["output", "income", "value-added", "imports", "compensation", "operating_surplus"]);
        assert_eq!(FactorKey::main(&with_jobs()).last(), Some(&FactorKey::Account(0)));
    }

    /// Accounts that are called as a factor, as a row or as one another have words and columns of their own.
    #[test]
    fn what_meets_another_has_a_word_of_its_own() {
        let mut parts = with_jobs().into_parts();
        let ids = ["output", "co2-a", "co2_a", "compensation", "sector"];
        let accounts = ids.map(|id| Account { id: id.into(), unit: "t".into() });
        parts.satellites =
            Satellites { accounts: accounts.to_vec(), values: nalgebra::DMatrix::from_element(5, 2, 1.0) };
        parts.primary_inputs.rows[1].id = "value_added".into();
        let economy = economy(IoTable::new(parts).unwrap());
        let words = FactorKey::words(economy.table());
        assert_eq!(
            words.iter().map(|(word, _)| word.as_str()).skip(3).collect::<Vec<_>>(),
            [
                "compensation",
                "value_added-row",
                "output-account",
                "co2-a",
                "co2_a-account",
                "compensation-account",
                "sector-account"
            ]
        );
        let columns: HashSet<String> = words.iter().map(|(_, key)| Factor::of(&economy, *key).column()).collect();
        assert_eq!(columns.len(), words.len());
        for (word, key) in &words {
            assert_eq!(Factor::of(&economy, *key).id, *word);
        }
        assert_eq!(Factor::of(&economy, FactorKey::Account(2)).name, "co2 a (account)");
    }

    #[test]
    fn quantities_per_output_by_hand() {
        let economy = economy(with_jobs());
        let of = |key| Factor::of(&economy, key);
        assert_eq!(of(FactorKey::Income).per_output, dvector![0.3, 0.25]);
        assert_relative_eq!(of(FactorKey::ValueAdded).per_output, dvector![0.65, 0.7], max_relative = 1e-15);
        assert_eq!(of(FactorKey::Row(1)).per_output, dvector![0.35, 0.45]);
        let jobs = of(FactorKey::Account(0));
        assert_eq!((jobs.per_output, jobs.unit.to_string()), (dvector![0.02, 0.03], "employees".to_owned()));
        assert_eq!(jobs.unit_per_output.to_string(), "employees per USD");
        // What a table does not have is nothing.
        assert_eq!(of(FactorKey::Taxes).per_output, dvector![0.0, 0.0]);
    }

    #[test]
    fn a_sector_of_zero_output_has_none_of_anything() {
        let economy = economy(oddities());
        for key in [FactorKey::Income, FactorKey::ValueAdded, FactorKey::Imports, FactorKey::Row(0)] {
            let factor = Factor::of(&economy, key);
            assert!(factor.per_output.iter().all(|ratio| ratio.is_finite()) && factor.per_output[1] == 0.0, "{key:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// Inputs of every kind are what output is made of.
        #[test]
        fn columns_sum_to_one(table in productive(6, 0.9)) {
            let economy = economy(table);
            let of = |key| Factor::of(&economy, key).per_output;
            let bought = economy.technical().matrix().row_sum().transpose();
            // The random tables have no taxes on production, which would be in two of the three.
            let all = bought + of(FactorKey::ValueAdded) + of(FactorKey::Imports) + of(FactorKey::Taxes);
            prop_assert!(all.iter().all(|sum| (sum - 1.0).abs() <= 1e-12));
        }
    }
}
