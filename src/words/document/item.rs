//! One value of a TOML file, asked for as what it should be.

use super::tree::{Node, Value};
use super::{Document, Section, Typed};
use crate::words::{Code, Diagnostic, Diagnostics, Place};

/// A value with the file it stands in and the key it stands under.
#[derive(Debug, Clone, Copy)]
pub struct Item<'d> {
    document: &'d Document,
    node: &'d Node,
    key: &'d str,
}

impl<'d> Item<'d> {
    pub(super) fn new(document: &'d Document, node: &'d Node, key: &'d str) -> Self {
        Self { document, node, key }
    }

    /// The key under which it stands.
    pub fn key(&self) -> &'d str {
        self.key
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.document.place(self.node.span.clone())
    }

    /// The value as typed, for a caller that takes several kinds.
    pub fn value(&self) -> &'d Value {
        &self.node.value
    }

    /// A string.
    pub fn text(&self, diagnostics: &mut Diagnostics) -> Option<Typed<String>> {
        match &self.node.value {
            Value::Text(text) => Some(self.typed(text.clone())),
            _ => self.wrong("a text in quotes", diagnostics),
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self, diagnostics: &mut Diagnostics) -> Option<Typed<bool>> {
        match self.node.value {
            Value::Boolean(truth) => Some(self.typed(truth)),
            _ => self.wrong("true or false", diagnostics),
        }
    }

    /// A whole number.
    pub fn integer(&self, diagnostics: &mut Diagnostics) -> Option<Typed<i64>> {
        match self.node.value {
            Value::Integer(number) => Some(self.typed(number)),
            _ => self.wrong("a whole number", diagnostics),
        }
    }

    /// A finite number, whole or not.
    pub fn number(&self, diagnostics: &mut Diagnostics) -> Option<Typed<f64>> {
        match self.node.value {
            Value::Integer(number) => Some(self.typed(number as f64)),
            Value::Float(number) if number.is_finite() => Some(self.typed(number)),
            Value::Float(_) => {
                diagnostics.push(
                    Diagnostic::new(Code::NOT_FINITE, format!("`{}` is not a finite number", self.key))
                        .at(self.place())
                        .help("write a number with digits"),
                );
                None
            }
            _ => self.wrong("a number", diagnostics),
        }
    }

    /// The items of a list.
    pub fn items(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Item<'d>>> {
        match self.node.value {
            Value::Array => Some(self.list()),
            _ => self.wrong("a list in [ ]", diagnostics),
        }
    }

    /// One string or a list of strings.
    pub fn texts(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Typed<String>>> {
        match &self.node.value {
            Value::Text(text) => Some(vec![self.typed(text.clone())]),
            Value::Array => {
                let (before, items) = (diagnostics.errors(), self.list());
                let texts: Vec<_> = items.iter().filter_map(|item| item.text(diagnostics)).collect();
                (diagnostics.errors() == before).then_some(texts)
            }
            _ => self.wrong("a text in quotes or a list of texts", diagnostics),
        }
    }

    /// A table of its own: `{ ... }` or `[header]`.
    pub fn section(&self, diagnostics: &mut Diagnostics) -> Option<Section<'d>> {
        match &self.node.table {
            Some(table) => Some(Section::new(self.document, table, self.key)),
            None => self.wrong("a table: { key = value }", diagnostics),
        }
    }

    /// The tables of an array of tables: `[[header]]`.
    pub fn sections(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Section<'d>>> {
        if self.node.value != Value::Array {
            let what = format!("a list of tables: write [[{}]]", self.key);
            return self.wrong(&what, diagnostics);
        }
        Some(self.list().iter().filter_map(|item| item.section(diagnostics)).collect())
    }

    /// Says that the value is of another kind than the key takes.
    pub fn wrong<T>(&self, takes: &str, diagnostics: &mut Diagnostics) -> Option<T> {
        let found = match &self.node.value {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::Array => "a list",
            Value::Table => "a table",
        };
        diagnostics.push(
            Diagnostic::new(Code::WRONG_TYPE, format!("`{}` is {found}", self.key))
                .at(self.place())
                .help(format!("`{}` takes {takes}", self.key)),
        );
        None
    }

    fn list(&self) -> Vec<Item<'d>> {
        self.node.items.iter().map(|node| Item::new(self.document, node, self.key)).collect()
    }

    fn typed<T>(&self, value: T) -> Typed<T> {
        Typed { value, place: self.place() }
    }
}
