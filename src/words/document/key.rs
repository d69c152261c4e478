//! A key that a table of a TOML file may have.

/// A key that a table may have. One list of these serves reading, messages, the reference pages and the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As it is typed.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it takes, in words: `a number`, `sectors`.
    pub takes: &'static str,
    /// What it says, in one sentence.
    pub about: &'static str,
    /// The keys of the table that it takes, where it takes one.
    pub inside: &'static [Key],
}

impl Key {
    /// A key that must be there.
    #[must_use]
    pub const fn required(name: &'static str, takes: &'static str, about: &'static str) -> Self {
        Self { name, required: true, takes, about, inside: &[] }
    }

    /// A key that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, takes: &'static str, about: &'static str) -> Self {
        Self { name, required: false, takes, about, inside: &[] }
    }

    /// The same, which takes a table with these keys.
    #[must_use]
    pub const fn with(self, inside: &'static [Key]) -> Self {
        Self { inside, ..self }
    }
}
