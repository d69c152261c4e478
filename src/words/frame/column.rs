//! A column of a frame: what it is called, what its cells hold, in which unit, and how to read them.

use crate::words::Unit;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
}

impl ColumnKind {
    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }

    /// The kind of this word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Text, Self::Integer, Self::Number].into_iter().find(|kind| kind.word() == word)
    }
}

/// One column of a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header in files: lower case, words joined by `_`, never changes between languages.
    pub id: String,
    /// The header for people.
    pub name: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The unit of its numbers. A column whose rows have different units says [`Unit::None`] and stands beside a column `unit`.
    pub unit: Unit,
    /// One sentence: what the number is and how to read it.
    pub description: String,
}

impl Column {
    /// A column of text.
    pub fn text(id: impl Into<String>, name: impl Into<String>, description: impl Into<String>) -> Self {
        Self::new(id, name, ColumnKind::Text, Unit::None, description)
    }

    /// A column of numbers with a unit.
    pub fn number(id: impl Into<String>, name: impl Into<String>, unit: Unit, description: impl Into<String>) -> Self {
        Self::new(id, name, ColumnKind::Number, unit, description)
    }

    /// A column of whole numbers with a unit.
    pub fn integer(id: impl Into<String>, name: impl Into<String>, unit: Unit, description: impl Into<String>) -> Self {
        Self::new(id, name, ColumnKind::Integer, unit, description)
    }

    fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        kind: ColumnKind,
        unit: Unit,
        description: impl Into<String>,
    ) -> Self {
        Self { id: id.into(), name: name.into(), kind, unit, description: description.into() }
    }
}
