//! What a table says of itself: where and when, unit, prices, which flows, and its source.

use crate::words::{Code, Diagnostic, Money};

/// At which prices the flows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Valuation {
    /// What the producer keeps: without taxes on the product and without trade and transport margins.
    Basic,
    /// Basic prices and taxes on the product.
    Producer,
    /// What the buyer pays: with margins and taxes.
    Purchaser,
}

impl Valuation {
    /// Every valuation with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("basic", Self::Basic), ("producer", Self::Producer), ("purchaser", Self::Purchaser)];
}

/// Whether the flows include imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flows {
    /// What domestic sectors sell; imports stand in a row of primary inputs.
    Domestic,
    /// Domestic and imported products together.
    Total,
}

impl Flows {
    /// Both with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] = &[("domestic", Self::Domestic), ("total", Self::Total)];
}

/// What rows and columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Activities sell to activities.
    IndustryByIndustry,
    /// Products are used to make products.
    ProductByProduct,
}

impl Layout {
    /// Both with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("industry-by-industry", Self::IndustryByIndustry), ("product-by-product", Self::ProductByProduct)];
}

/// Where the figures come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Who publishes them.
    pub publisher: String,
    /// Which edition.
    pub edition: String,
    /// When they were taken, as `2026-11-23`, if it is known.
    pub retrieved: Option<String>,
    /// Every adjustment and peculiarity, one sentence each.
    pub notes: Vec<String>,
    /// What sets it apart from tables of other years, such as another classification, one sentence each, in any language. Tables on one
    /// side of a break say the same; a change of a coefficient between tables that say other things may be one of the break.
    pub breaks: Vec<String>,
}

/// What a table says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// The name by which commands and scenarios call it.
    pub id: String,
    /// A title for people.
    pub title: String,
    /// Three letters of ISO 3166, or empty where it is no country's.
    pub country: String,
    /// The year of the flows; none where the example has none.
    pub year: Option<i32>,
    /// The unit of every figure.
    pub money: Money,
    /// At which prices.
    pub valuation: Valuation,
    /// Domestic or total flows.
    pub flows: Flows,
    /// What rows and columns are.
    pub layout: Layout,
    /// The code of the sector that a study of this table looks at, if one is given.
    pub focus: Option<String>,
    /// Income of households, money of the table, for closing the model with households; none where unknown.
    pub household_income: Option<f64>,
    /// Where the figures come from.
    pub source: Source,
}

impl Manifest {
    /// A manifest that says only what must be said; the rest is empty, domestic flows at basic prices, industry by industry.
    pub fn new(id: impl Into<String>, money: Money) -> Self {
        let id = id.into();
        Self {
            title: id.clone(),
            id,
            country: String::new(),
            year: None,
            money,
            valuation: Valuation::Basic,
            flows: Flows::Domestic,
            layout: Layout::IndustryByIndustry,
            focus: None,
            household_income: None,
            source: Source::default(),
        }
    }

    /// Whether a text can name a table: it may become the name of a folder and a word on the command line.
    pub fn is_id(id: &str) -> bool {
        id.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.'))
    }

    /// What is to be said, without a place, of a text that cannot name a table.
    pub(in crate::table) fn wrong_id(id: &str) -> Option<Diagnostic> {
        if Self::is_id(id) {
            return None;
        }
        let message = format!("`{id}` cannot be the id of a table");
        let help = "use letters from a to z, digits, `-`, `_` and `.`, and begin with a letter or a digit";
        Some(Diagnostic::new(Code::WRONG_ID, message).help(help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_can_be_a_folder_and_a_word() {
        for id in ["chile-2021", "2008_111x111.b"] {
            assert!(Manifest::is_id(id), "{id}");
        }
        for id in ["", "..", "-x", "a/b", "a b", "Chile", "ñ"] {
            let said = Manifest::wrong_id(id).unwrap();
            assert_eq!(said.message, format!("`{id}` cannot be the id of a table"));
        }
    }
}
