//! The record of a scenario as it ran: merged with its parents, with the values set from outside. For the certificate of a
//! result, not for reading back as a file.

use super::YearSpan;
use super::definition::{Defined, Definitions};
use super::entries::{SHOCK, within_shock};
use super::json::number_of;
use super::scenario_file::Body;
use crate::study::{Base, Parameter, Scenario};
use serde_json::{Map, Value, json};

/// The record; `years` are those that it runs over, none for a static one.
pub(super) fn of(scenario: &Scenario, body: &Body, years: Option<YearSpan>) -> Value {
    let mut record = Map::new();
    let mut add = |key: &str, value: Value| {
        let is_empty = value.as_object().is_some_and(Map::is_empty) || value == Value::String(String::new());
        if !is_empty && !value.is_null() {
            record.insert(key.to_owned(), value);
        }
    };
    add("name", scenario.name.clone().into());
    add("title", scenario.title.clone().into());
    add("note", scenario.note.clone().into());
    add("title_es", scenario.spanish.title.clone().into());
    add("note_es", scenario.spanish.note.clone().into());
    add("years", years.map_or(Value::Null, |span| json!(span.ends())));
    add("steps_per_year", body.steps_per_year.only().map_or(Value::Null, |steps| steps.json.clone()));
    add("base", base(&scenario.base));
    add("groups", typed(&body.groups));
    add("parameters", scenario.parameters.iter().map(|one| (one.name().to_owned(), parameter(one))).collect());
    add("paths", typed(&body.paths));
    add("discount_rate", body.discount_rate.only().map_or(Value::Null, |rate| rate.json.clone()));
    add("cost", body.cost.only().map_or(Value::Null, |public| json!({ "public": public.json })));
    let (mut shocks, mut others) = (Map::new(), Map::new());
    for defined in body.entries.iter() {
        let Some(entry) = &defined.value else { continue };
        let (list, kind) = match within_shock(entry.name.kind) {
            Some(kind) => (&mut shocks, kind),
            None => (&mut others, entry.name.kind),
        };
        if let Value::Array(list) = list.entry(kind).or_insert_with(|| json!([])) {
            list.push(defined.json.clone());
        }
    }
    add(SHOCK, shocks.into());
    others.into_iter().for_each(|(kind, list)| add(&kind, list));
    record.into()
}

fn base(base: &Base) -> Value {
    let table = base.economy().table();
    let denominator = base.economy().denominator();
    let words = crate::table::Denominator::WORDS;
    json!({
        "table": table.manifest().id,
        "closure": base.closure().word(),
        "focus": base.focus().map(|focus| table.sectors().code(focus)),
        "denominator": words.iter().find(|(_, known)| *known == denominator).map(|(word, _)| *word),
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let mut record = Map::new();
    record.insert("value".to_owned(), number_of(parameter.value()));
    for (end, value) in [("low", parameter.low()), ("high", parameter.high())] {
        if let Some(value) = value {
            record.insert(end.to_owned(), number_of(value));
        }
    }
    if !parameter.note().is_empty() {
        record.insert("note".to_owned(), parameter.note().into());
    }
    if let Some(note) = parameter.note_es() {
        record.insert("note_es".to_owned(), note.into());
    }
    record.into()
}

fn typed<T: ?Sized>(definitions: &Definitions<T>) -> Value {
    definitions.iter().map(|Defined { key, json, .. }| (key.clone(), json.clone())).collect::<Map<_, _>>().into()
}
