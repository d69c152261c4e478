//! A TOML file as it was typed: every key and value with its place, so that all of a file's problems can be told in one
//! run, each at the exact word. What the file means is for the floors above.
//!
//! Deserialising with serde would stop at the first problem; here the tree of values is walked instead, and what is
//! not understood is said and passed over.

mod key;
mod tree;
mod walk;

pub use key::Key;
pub use tree::Value;
pub use walk::{Item, Section};

use super::{Code, Diagnostic, Diagnostics, Place};
use std::ops::Range;
use std::sync::Arc;
use toml::de::DeTable;
use tree::Table;

/// Something typed, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed<T> {
    /// What was typed.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> Typed<T> {
    /// The same place with another meaning.
    pub fn map<U>(self, meaning: impl FnOnce(T) -> U) -> Typed<U> {
        Typed { value: meaning(self.value), place: self.place }
    }
}

/// A TOML file as it was typed.
#[derive(Debug, Clone)]
pub struct Document {
    file: String,
    source: Arc<str>,
    root: Table,
}

impl Document {
    /// Reads a text; `file` is how messages name it. Problems of syntax are told and the rest is read as well as it can be.
    pub fn parse(file: impl Into<String>, text: &str, diagnostics: &mut Diagnostics) -> Self {
        let (file, source) = (file.into(), Arc::<str>::from(text));
        let (parsed, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let place = Place::text(file.clone(), source.clone(), span);
            diagnostics.push(
                Diagnostic::new(Code::SYNTAX, format!("not TOML: {}", error.message()))
                    .at(place)
                    .help("text stands in quotes, lists in [ ], and every key once"),
            );
        }
        let root = Table::from_toml(parsed.get_ref(), 0..0);
        Self { file, source, root }
    }

    /// The file as messages name it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The top of the file.
    pub fn root(&self) -> Section<'_> {
        Section::new(self, &self.root, "")
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::text(self.file.clone(), self.source.clone(), span)
    }
}
