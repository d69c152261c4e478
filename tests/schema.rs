//! The schema of scenario files: it is the one that is kept for editors, takes every shipped file and every example, and refuses what
//! is wrong with the form of a file.

use super::scenario_pages::examples;
use eslabon::study::{SHIPPED_FILES, schema};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Examples of `tests/errors/` whose mistake is one of form.
const WRONG: &[&str] = &[
    "wrong-format-version",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "unknown-word",
    "unknown-kind",
    "not-finite",
    "exactly-one",
];

/// What is wrong with a value, as far as the keywords go that the schema uses; any other keyword is a mistake of this test.
fn wrong(value: &Value, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, says) in schema.as_object().unwrap() {
        let fits = match keyword.as_str() {
            // The branches of `if` are looked at where it stands.
            "$schema" | "title" | "description" | "then" | "else" => true,
            "type" => match says.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64(),
                "number" => value.is_number(),
                other => panic!("type {other}"),
            },
            "const" => value == says,
            "enum" => says.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|number| number >= says.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= says.as_f64().unwrap()),
            "exclusiveMinimum" => value.as_f64().is_none_or(|number| number > says.as_f64().unwrap()),
            "exclusiveMaximum" => value.as_f64().is_none_or(|number| number < says.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= says.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= says.as_u64().unwrap()),
            "minProperties" => value.as_object().is_none_or(|keys| keys.len() as u64 >= says.as_u64().unwrap()),
            "maxProperties" => value.as_object().is_none_or(|keys| keys.len() as u64 <= says.as_u64().unwrap()),
            "required" => says.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
            "if" => {
                let branch = if wrong(value, says).is_empty() { "then" } else { "else" };
                found.extend(wrong(value, &schema[branch]));
                true
            }
            "oneOf" => says.as_array().unwrap().iter().filter(|one| wrong(value, one).is_empty()).count() == 1,
            "anyOf" => says.as_array().unwrap().iter().any(|one| wrong(value, one).is_empty()),
            "items" => {
                found.extend(value.as_array().into_iter().flatten().flat_map(|item| wrong(item, says)));
                true
            }
            "properties" => {
                for (key, inner) in value.as_object().into_iter().flatten() {
                    found.extend(says.get(key).into_iter().flat_map(|known| wrong(inner, known)));
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                let others = value.as_object().into_iter().flatten();
                for (key, inner) in others.filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key))) {
                    match says {
                        Value::Bool(false) => found.push(format!("no key {key}")),
                        says => found.extend(wrong(inner, says)),
                    }
                }
                true
            }
            other => panic!("the schema uses `{other}`, which this test does not know"),
        };
        if !fits {
            found.push(format!("{keyword} {says}: {value}"));
        }
    }
    found
}

/// A TOML text as JSON; infinity becomes null, which no key takes.
fn json(text: &str) -> Value {
    toml::from_str(text).unwrap()
}

#[test]
fn the_schema_for_editors_is_current() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenario.schema.json");
    let now = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE_PRINTED").is_some() {
        fs::write(&kept, &now).unwrap();
    }
    assert!(fs::read_to_string(kept).unwrap() == now, "docs/scenario.schema.json: write it anew with `eslabon schema`");
}

#[test]
fn shipped_files_and_the_examples_of_the_page_fit() {
    let shipped = SHIPPED_FILES.iter().map(|file| (file.name.to_owned(), file.text.to_owned()));
    for (name, text) in shipped.chain(examples()) {
        assert_eq!(wrong(&json(&text), &schema()), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn mistakes_of_form_do_not_fit() {
    let study = |key: &str| format!("format = 1\n[study]\nscenarios = ['a.toml']\n{key}\n");
    for (key, fits) in [
        ("equal_dose = 'a'", true),
        ("equal_dose = 0", false),
        ("equal_dose = 5", true),
        ("weights.dose = 'x'", false),
        ("refrence = 'a'", false),
    ] {
        assert_eq!(wrong(&json(&study(key)), &schema()).is_empty(), fits, "{key}");
    }
    for name in WRONG {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/errors/{name}.toml"));
        assert!(!wrong(&json(&fs::read_to_string(file).unwrap()), &schema()).is_empty(), "{name} fits");
    }
    let entry = |kind: &str, keys: &str| format!("format = 1\n[[{kind}]]\nname = 'a'\n{keys}\n");
    for (kind, keys, fits) in [
        ("shock.coefficient", "supplier = 'a'\nbuyers = 'b'\ninstead_of = 'imports'", false),
        ("shock.coefficient", "supplier = 'a'\nbuyers = 'b'\ninstead_of = 'imports'\nadd = 1", true),
        ("shock.coefficient", "supplier = 'a'\nbuyers = 'b'\ninstead_of = 'imports'\nadd = 1\nset = 0.1", false),
        ("shock.final_demand", "sectors = 'a'\ncomponent = 'b'\nset = 1", true),
        ("shock.final_demand", "sectors = 'a'\ncomponent = 'b'\nset = 1\nscale = 2", false),
        ("shock.productivity", "buyers = 'a'\nrow = 'b'\nscale = 1\npasses_to = 'prices'", true),
        ("shock.productivity", "buyers = 'a'\nscale = 1\npasses_to = 'prices'", false),
        ("shock.productivity", "buyers = 'a'\nrow = 'b'\nsupplier = 'c'\nscale = 1\npasses_to = 'prices'", false),
    ] {
        assert_eq!(wrong(&json(&entry(kind, keys)), &schema()).is_empty(), fits, "{kind} {keys}");
    }
    for (focus, fits) in [("'a'", true), ("['a']", false)] {
        let file = format!("format = 1\nbase.focus = {focus}\n");
        assert_eq!(wrong(&json(&file), &schema()).is_empty(), fits, "{focus}");
    }
    let share = |share: &str| format!("format = 1\n[[shock.extraction]]\nname = 'a'\nsectors = 'b'\nshare = {share}\n");
    for (number, fits) in [("0.5", true), ("'part'", true), ("1.5", false), ("-0.1", false), ("true", false)] {
        assert_eq!(wrong(&json(&share(number)), &schema()).is_empty(), fits, "{number}");
    }
}
