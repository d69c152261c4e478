//! Final demand: what is bought for use outside production, by component (n x f, money of the table).

use nalgebra::{DMatrix, DVector};

/// What a component of final demand is; rules about who pays and which part closes the model go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComponentKind {
    /// Consumption of households.
    Households,
    /// Consumption of private non-profit institutions serving households.
    Nonprofit,
    /// Consumption of government.
    Government,
    /// Gross fixed capital formation.
    Investment,
    /// Changes in inventories; may be negative.
    Inventories,
    /// Exports.
    Exports,
    /// Final demand that the source does not split further.
    Other,
}

impl ComponentKind {
    /// Every kind with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("households", Self::Households),
        ("nonprofit", Self::Nonprofit),
        ("government", Self::Government),
        ("investment", Self::Investment),
        ("inventories", Self::Inventories),
        ("exports", Self::Exports),
        ("other", Self::Other),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("other", |(word, _)| word)
    }
}

/// A column of final demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The name in files, for example `exports`.
    pub id: String,
    /// What it is.
    pub kind: ComponentKind,
}

/// The block of final demand.
#[derive(Debug, Clone, PartialEq)]
pub struct FinalDemand {
    /// The columns, in table order.
    pub components: Vec<Component>,
    /// F, n x f: what each component buys of each sector's output, money of the table.
    pub values: DMatrix<f64>,
}

impl FinalDemand {
    /// f = F i, n x 1: final demand for each sector's output, money of the table. Inventories can make it negative.
    pub fn total(&self) -> DVector<f64> {
        self.values.column_sum()
    }

    /// The column of the component with this name.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.components.iter().position(|component| component.id == id)
    }

    /// The columns of one kind.
    pub fn of_kind(&self, kind: ComponentKind) -> impl Iterator<Item = usize> {
        self.components.iter().enumerate().filter(move |(_, component)| component.kind == kind).map(|(at, _)| at)
    }
}
