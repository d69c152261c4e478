//! What was typed, as JSON: for the record of a run, and for telling whether two files say the same.

use crate::words::{Diagnostics, Item, Section, TypedValue};
use serde_json::{Map, Number, Value};

/// The value as JSON. What JSON has no word for, a number that is not finite, becomes null; whoever reads the number refuses it.
pub(super) fn of(item: &Item<'_>) -> Value {
    // Items and sections are asked for only where the value is known to be one, so nothing is said.
    let mut silent = Diagnostics::default();
    match item.value() {
        TypedValue::Text(text) | TypedValue::Date(text) => Value::String(text.clone()),
        TypedValue::Integer(number) => Value::Number((*number).into()),
        TypedValue::Float(number) => number_of(*number),
        TypedValue::Boolean(truth) => Value::Bool(*truth),
        TypedValue::Array => item.items(&mut silent).unwrap_or_default().iter().map(of).collect(),
        TypedValue::Table => {
            let section = item.section(&mut silent);
            let entries = section.iter().flat_map(Section::entries);
            Value::Object(entries.map(|(key, item)| (key.value.to_owned(), of(&item))).collect::<Map<_, _>>())
        }
    }
}

/// A number as JSON.
pub(super) fn number_of(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// Whether two values say the same: `1` and `1.0` do, and the order of keys says nothing.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_same = |(key, value)| other.get(key).is_some_and(|other| same(value, other));
            one.len() == other.len() && one.iter().all(is_same)
        }
        _ => one == other,
    }
}

/// Whether a text stands anywhere among the values, so that what rests on a name can be told.
pub(super) fn mentions(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found.trim().trim_start_matches('!') == text,
        Value::Array(values) => values.iter().any(|value| mentions(value, text)),
        Value::Object(values) => values.values().any(|value| mentions(value, text)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Document;
    use serde_json::json;

    #[test]
    fn what_was_typed_is_kept_in_its_order() {
        let text = "z = 1\na = [0.5, 'b', true]\nt = { d = 2026-01-02, i = inf }\n";
        let document = Document::parse("f", text, &mut Diagnostics::default());
        let values: Vec<Value> = document.root().entries().map(|(_, item)| of(&item)).collect();
        assert_eq!(values, [json!(1), json!([0.5, "b", true]), json!({ "d": "2026-01-02", "i": null })]);
    }

    #[test]
    fn the_same_is_the_same_in_any_spelling() {
        assert!(same(&json!({ "a": 1, "b": [2] }), &json!({ "b": [2.0], "a": 1.0 })));
        assert!(!same(&json!({ "a": 1 }), &json!({ "a": 1, "b": 2 })));
        assert!(!same(&json!([1, 2]), &json!([2, 1])));
        assert!(mentions(&json!({ "buyers": ["all", "!mining"] }), "mining"));
        assert!(!mentions(&json!({ "mining": 1 }), "mining"));
    }
}
