//! The language of scenario files as a JSON schema (draft 2020-12), by which editors complete and check what is typed.
//!
//! It is drawn up from the lists of keys by which files are read. What a key takes is said there in phrases of a small vocabulary, and
//! [`takes`] knows what each of them means. The schema knows the form of a file: keys, kinds of values, words and ranges. Of several keys
//! that exclude one another it asks for exactly one. What only a table can tell, names of sectors and who can pay, is for `eslabon check`.

use super::entry::ENTRIES;
use super::file::{BASE_KEYS, COST_KEYS, PARAMETER_KEYS, SCENARIO_KEYS, STUDY_KEYS};
use super::path::PATHS;
use crate::words::Key;
use serde_json::{Map, Value, json};

/// Whether a number may be the name of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// As everywhere.
    May,
    /// In the definition of a parameter itself.
    MayNot,
}

/// The schema of scenario files and of studies, which have a table `study`.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "eslabon scenario or study",
        "description": "What happens in an economy, who pays for it, and what is uncertain; or how scenarios are compared.",
        "type": "object",
        "required": ["format"],
        "if": { "required": ["study"] },
        "then": study(),
        "else": scenario(),
    })
}

/// A study file.
fn study() -> Value {
    let format = SCENARIO_KEYS.iter().filter(|key| key.name == "format");
    let mut properties: Map<String, Value> =
        format.map(|key| (key.name.to_owned(), described(top(key), key))).collect();
    properties.insert("study".to_owned(), table(STUDY_KEYS, Named::MayNot));
    json!({ "additionalProperties": false, "properties": properties })
}

/// A scenario file. One that begins with `_` needs no name, so the schema asks for none.
fn scenario() -> Value {
    let mut properties: Map<String, Value> =
        SCENARIO_KEYS.iter().map(|key| (key.name.to_owned(), described(top(key), key))).collect();
    for kind in ENTRIES.iter().filter(|kind| !kind.id.contains('.')) {
        properties.insert(kind.id.to_owned(), json!({ "type": "array", "items": table(kind.keys, Named::May) }));
    }
    json!({ "additionalProperties": false, "properties": properties })
}

/// A key at the top of a file.
fn top(key: &Key) -> Value {
    match key.name {
        "base" => table(BASE_KEYS, Named::May),
        "cost" => table(COST_KEYS, Named::May),
        "groups" => map(&names()),
        "parameters" => map(&either(&[number("a number", Named::MayNot), table(PARAMETER_KEYS, Named::MayNot)])),
        "paths" => map(&path()),
        "shock" => shock(),
        _ => value(key, Named::May),
    }
}

/// The kinds of shock, each a list of tables.
fn shock() -> Value {
    let kinds = ENTRIES.iter().filter_map(|kind| Some((kind.id.strip_prefix("shock.")?, kind)));
    let lists: Map<String, Value> = kinds
        .map(|(id, kind)| {
            let items = table(kind.keys, Named::May);
            (id.to_owned(), json!({ "description": kind.about, "type": "array", "items": items }))
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": lists })
}

/// A path: exactly one of the kinds.
fn path() -> Value {
    let shape = |kind: &super::PathKind| match kind.keys {
        [] => either(&[map(&number("a number from 0 to 1", Named::May)), json!({ "type": "array" })]),
        keys => table(keys, Named::May),
    };
    let kinds: Map<String, Value> = PATHS
        .iter()
        .map(|kind| {
            let mut shape = shape(kind);
            describe(&mut shape, kind.about);
            (kind.id.to_owned(), shape)
        })
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": kinds,
    })
}

/// A table with these keys and no others.
fn table(keys: &[Key], named: Named) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_owned(), described(value(key, named), key))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut shape =
        json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties });
    let may = |name: &&&str| keys.iter().any(|key| key.name == **name && !key.required);
    let choices = CHOICES.iter().map(|choice| choice.iter().filter(may).collect::<Vec<_>>());
    if let Some(choice) = choices.into_iter().find(|choice| choice.len() > 1) {
        let one_of: Vec<Value> = choice.into_iter().map(|key| json!({ "required": [key] })).collect();
        shape["oneOf"] = one_of.into();
    }
    shape
}

/// Keys of which a table that may have several must have exactly one.
const CHOICES: &[&[&str]] = &[&["add", "scale", "set", "toward"], &["row", "supplier"]];

/// What a key takes. A phrase that is not in the vocabulary lets anything through; a test asks that there is none.
fn value(key: &Key, named: Named) -> Value {
    match key.inside {
        [] => takes(key.takes, named).unwrap_or_else(|| json!({})),
        inside if key.takes.starts_with('[') => json!({ "type": "array", "items": table(inside, named) }),
        inside => table(inside, named),
    }
}

fn described(mut shape: Value, key: &Key) -> Value {
    describe(&mut shape, key.about);
    shape
}

fn describe(shape: &mut Value, about: &str) {
    if let Value::Object(shape) = shape {
        shape.insert("description".to_owned(), about.into());
    }
}

/// What a phrase of the lists of keys means; nothing where it is none.
fn takes(phrase: &str, named: Named) -> Option<Value> {
    if let Some((one, other)) = phrase.split_once(", or {") {
        return Some(either(&[takes(one, named)?, takes(&format!("{{{other}"), named)?]));
    }
    Some(match phrase {
        "1" => json!({ "const": 1 }),
        "a table of numbers above 0 by metric" => map(&number("a number above 0", Named::MayNot)),
        "money of the table, the name of a scenario, or \"smallest\"" => number("a number above 0", Named::May),
        "true or false" => json!({ "type": "boolean" }),
        "[first, last]" => json!({ "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 }),
        "{ SECTOR = share, ... }" | "{ SECTOR = number, ... }" => map(&number("a number from 0 to 1", named)),
        "a text" | "a word" | "a table" | "a component of final demand" | "a row of primary inputs" => text(),
        "one sector"
        | "sectors"
        | "a payer"
        | "a component, or sectors of the same component"
        | "a file or a list of files"
        | "files and folders"
        | "a list of KIND.NAME" => names(),
        _ if phrase.starts_with("the name of ") => text(),
        _ if phrase.starts_with("a whole number") => whole(phrase),
        _ if phrase.starts_with('"') => one_of(phrase),
        _ if phrase.starts_with("one or more of ") => {
            either(&[one_of(phrase), json!({ "type": "array", "items": one_of(phrase) })])
        }
        _ if NUMBERS.iter().any(|start| phrase.starts_with(start)) => number(phrase, named),
        _ => return None,
    })
}

/// One of the words that stand in quotes.
fn one_of(phrase: &str) -> Value {
    json!({ "enum": phrase.split('"').skip(1).step_by(2).collect::<Vec<_>>() })
}

/// How the phrases begin that stand for a number.
const NUMBERS: &[&str] = &["a number", "money of the table", "a year", "a later year", "years", "a rate a year"];

/// A number within the bounds that a phrase says: `a number of at least 0, below 1`.
fn number(phrase: &str, named: Named) -> Value {
    let mut shape = Map::from_iter([("type".to_owned(), json!("number"))]);
    let words: Vec<&str> = phrase.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    for pair in words.windows(2) {
        let bound = match pair[0] {
            "from" | "least" => "minimum",
            "to" => "maximum",
            "below" => "exclusiveMaximum",
            "above" => "exclusiveMinimum",
            _ => continue,
        };
        if let Ok(limit) = pair[1].parse::<f64>() {
            shape.insert(bound.to_owned(), limit.into());
        }
    }
    match named {
        Named::May => either(&[Value::Object(shape), text()]),
        Named::MayNot => Value::Object(shape),
    }
}

/// A whole number within the bounds that a phrase says, written out.
fn whole(phrase: &str) -> Value {
    let mut shape = number(phrase, Named::MayNot);
    if let Value::Object(shape) = &mut shape {
        shape.insert("type".to_owned(), json!("integer"));
    }
    shape
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// One word or a list of them.
fn names() -> Value {
    either(&[text(), json!({ "type": "array", "items": text() })])
}

fn map(values: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": values })
}

fn either(shapes: &[Value; 2]) -> Value {
    json!({ "anyOf": shapes })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of every list, with those inside of others.
    fn keys() -> Vec<Key> {
        fn within(keys: &[Key]) -> Vec<Key> {
            keys.iter().flat_map(|key| std::iter::once(*key).chain(within(key.inside))).collect()
        }
        let entries = ENTRIES.iter().flat_map(|kind| within(kind.keys));
        let paths = PATHS.iter().flat_map(|kind| within(kind.keys));
        entries
            .chain(paths)
            .chain(within(BASE_KEYS))
            .chain(within(COST_KEYS))
            .chain(within(PARAMETER_KEYS))
            .chain(within(STUDY_KEYS))
            .collect()
    }

    #[test]
    fn every_phrase_of_the_lists_is_in_the_vocabulary() {
        for key in keys().iter().filter(|key| key.inside.is_empty()) {
            assert!(takes(key.takes, Named::May).is_some(), "`{}` takes `{}`: tell `takes`", key.name, key.takes);
        }
        let is_table = |shape: &Value| shape.get("additionalProperties").is_some();
        for key in SCENARIO_KEYS {
            assert!(is_table(&top(key)) || takes(key.takes, Named::May).is_some(), "`{}`: tell `top`", key.name);
        }
    }

    #[test]
    fn bounds_are_those_that_a_phrase_says() {
        let shape = number("a number of at least 0, below 1", Named::MayNot);
        assert_eq!(shape, json!({ "type": "number", "minimum": 0.0, "exclusiveMaximum": 1.0 }));
        assert_eq!(number("a number of at most the value", Named::MayNot), json!({ "type": "number" }));
        let share = number("a number from 0 to 1", Named::May);
        assert_eq!(share["anyOf"][0], json!({ "type": "number", "minimum": 0.0, "maximum": 1.0 }));
        assert_eq!(takes("\"open\" or \"households\"", Named::May), Some(json!({ "enum": ["open", "households"] })));
        assert_eq!(takes("a rate a year, from 0.5", Named::MayNot).unwrap()["minimum"], 0.5);
        let whole = json!({ "type": "integer", "minimum": 1.0, "maximum": 365.0 });
        assert_eq!(takes("a whole number from 1 to 365", Named::May), Some(whole));
        assert_eq!(takes("a wish", Named::May), None);
    }
}
