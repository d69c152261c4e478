//! The values of a TOML file with their spans, owned, in the order in which they were typed.

use std::ops::Range;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, de::DeArray};

/// A value of TOML.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a point or an exponent; `inf` and `nan` are kept and refused where a number is asked for.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or time, as written.
    Date(String),
    /// A list.
    Array,
    /// A table.
    Table,
}

/// A value, what it holds, and its span.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) items: Vec<Node>,
    pub(super) table: Option<Table>,
    pub(super) span: Range<usize>,
}

/// A table's keys and values in the order typed.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) entries: Vec<(String, Range<usize>, Node)>,
    pub(super) span: Range<usize>,
}

impl Table {
    pub(super) fn from_toml(table: &DeTable<'_>, span: Range<usize>) -> Self {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| (key.get_ref().clone().into_owned(), key.span(), Node::from_toml(value)))
            .collect();
        entries.sort_by_key(|(_, span, _)| span.start);
        Self { entries, span }
    }
}

impl Node {
    fn from_toml(spanned: &Spanned<DeValue<'_>>) -> Self {
        let span = spanned.span();
        let mut node = Self { value: Value::Array, items: Vec::new(), table: None, span: span.clone() };
        node.value = match spanned.get_ref() {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Integer(digits) => {
                let (text, radix) = (digits.as_str(), digits.radix());
                // A number beyond 64 bits is still a number; what asks for it judges its size.
                i64::from_str_radix(text, radix).map_or_else(|_| Value::Float(float(text)), Value::Integer)
            }
            DeValue::Float(digits) => Value::Float(float(digits.as_str())),
            DeValue::Boolean(truth) => Value::Boolean(*truth),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(array) => {
                node.items = items(array);
                Value::Array
            }
            DeValue::Table(table) => {
                node.table = Some(Table::from_toml(table, span));
                Value::Table
            }
        };
        node
    }
}

fn items(array: &DeArray<'_>) -> Vec<Node> {
    array.iter().map(Node::from_toml).collect()
}

fn float(digits: &str) -> f64 {
    digits.replace('_', "").parse().unwrap_or(f64::NAN)
}
