//! Primary inputs: what production buys outside domestic production, by row (k x n, money of the table).

use nalgebra::DMatrix;

/// What a row of primary inputs is; value added, and who may pay for a change of coefficients, go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrimaryInputKind {
    /// Imported intermediate inputs.
    Imports,
    /// Taxes less subsidies on the products bought.
    ProductTaxes,
    /// Duties on the imports bought.
    ImportDuties,
    /// Compensation of employees.
    Compensation,
    /// Gross operating surplus and mixed income.
    OperatingSurplus,
    /// Other taxes less subsidies on production.
    ProductionTaxes,
    /// Value added of a source that does not split it.
    ValueAdded,
    /// A payment that the source does not name further; no part of value added.
    Other,
}

impl PrimaryInputKind {
    /// Every kind with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("imports", Self::Imports),
        ("product_taxes", Self::ProductTaxes),
        ("import_duties", Self::ImportDuties),
        ("compensation", Self::Compensation),
        ("operating_surplus", Self::OperatingSurplus),
        ("production_taxes", Self::ProductionTaxes),
        ("value_added", Self::ValueAdded),
        ("other", Self::Other),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("other", |(word, _)| word)
    }

    /// Whether rows of this kind are parts of value added at basic prices.
    pub fn is_value_added(self) -> bool {
        matches!(self, Self::Compensation | Self::OperatingSurplus | Self::ProductionTaxes | Self::ValueAdded)
    }
}

/// A row of primary inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrimaryInput {
    /// The name in files, for example `imports`.
    pub id: String,
    /// What it is.
    pub kind: PrimaryInputKind,
}

/// The block of primary inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct PrimaryInputs {
    /// The rows, in table order.
    pub rows: Vec<PrimaryInput>,
    /// V, k x n: what each sector pays, money of the table.
    pub values: DMatrix<f64>,
}

impl PrimaryInputs {
    /// The row with this name.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// The rows of one kind.
    pub fn of_kind(&self, kind: PrimaryInputKind) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(move |(_, row)| row.kind == kind).map(|(at, _)| at)
    }

    /// The rows that make up value added at basic prices.
    pub fn value_added(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(|(_, row)| row.kind.is_value_added()).map(|(at, _)| at)
    }
}
