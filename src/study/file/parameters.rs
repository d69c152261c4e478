//! `[parameters]`: numbers with a name, each a number alone or with a low and a high value around it.

use super::definition::{Defined, Definitions};
use super::{json, name};
use crate::study::Parameter;
use crate::words::{Code, Diagnostic, Diagnostics, Item, Key, Section, Typed, TypedValue};

/// The keys of a parameter that is more than a number.
pub static PARAMETER_KEYS: &[Key] = &[
    Key::required("value", "a number", "the central value"),
    Key::optional("low", "a number of at most the value", "the lowest that it can well be"),
    Key::optional("high", "a number of at least the value", "the highest that it can well be"),
    Key::optional("note", "a text", "what it is and where it comes from"),
    Key::optional("note_es", "a text", "the note in Spanish"),
];

pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Definitions<Parameter> {
    let mut parameters = Definitions::default();
    for (typed, item) in section.entries() {
        let is_name = name::check("a parameter", typed.value, &typed.place, diagnostics);
        let value = parameter(typed.value, &item, diagnostics).filter(|_| is_name);
        let (key, value) = (typed.value.to_owned(), value.map(Into::into));
        parameters.put(Defined { key, place: typed.place, json: json::of(&item), value });
    }
    parameters
}

fn parameter(name: &str, item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    match item.value() {
        TypedValue::Integer(_) | TypedValue::Float(_) => {
            item.number(diagnostics).map(|typed| Parameter::new(name, typed.value))
        }
        TypedValue::Table => {
            let section = item.section(diagnostics)?;
            let before = diagnostics.errors();
            section.check_keys(PARAMETER_KEYS, diagnostics);
            let value = section.number("value", diagnostics);
            let (low, high) = (section.number("low", diagnostics), section.number("high", diagnostics));
            let note = section.text("note", diagnostics).map_or_else(String::new, |typed| typed.value);
            let note_es = section.text("note_es", diagnostics).map(|typed| typed.value);
            if diagnostics.errors() > before {
                return None;
            }
            let value = value?.value;
            for (end, is_past) in [(&low, f64::gt as fn(&f64, &f64) -> bool), (&high, f64::lt)] {
                if let Some(end) = end.as_ref().filter(|end| is_past(&end.value, &value)) {
                    diagnostics.push(past(name, end, value));
                }
            }
            let number = |typed: Option<Typed<f64>>| typed.map(|typed| typed.value);
            let parameter = Parameter::new(name, value).between(number(low), number(high));
            let parameter = parameter.noted(note).noted_in_spanish(note_es);
            (diagnostics.errors() == before).then_some(parameter)
        }
        _ => item.wrong("a number, or { value, low, high, note }", diagnostics),
    }
}

fn past(name: &str, end: &Typed<f64>, value: f64) -> Diagnostic {
    let side = if end.value > value { "below its low value" } else { "above its high value" };
    Diagnostic::new(Code::OUT_OF_RANGE, format!("`{name}` is {value}, {side} {}", end.value))
        .at(end.place.clone())
        .help("`low` is at most `value`, and `high` at least")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Document;

    #[test]
    fn every_wrong_parameter_is_told_and_the_right_ones_are_read() {
        let text = "a = 1\n\
                    b = { value = 0.2, low = 0.06, high = 0.5, note = 'n', note_es = 'ñ' }\n\
                    c = inf\n\
                    d = { value = 1, low = 2, high = 0 }\n\
                    e = { low = nan }\n\
                    f = 'x'\n\
                    'g h' = 1\n\
                    i = { value = 1, hihg = 2 }\n";
        let mut diagnostics = Diagnostics::default();
        let document = Document::parse("f", text, &mut diagnostics);
        let read = read(&document.root(), &mut diagnostics);
        let said: Vec<String> = diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
        assert_eq!(
            said,
            [
                "not-finite: `c` is not a finite number",
                "out-of-range: `d` is 1, below its low value 2",
                "out-of-range: `d` is 1, above its high value 0",
                "missing-key: `e` needs the key `value`",
                "not-finite: `low` is not a finite number",
                "wrong-type: `f` is a text",
                "bad-name: `g h` is no name for a parameter",
                "unknown-key: `i` has no key `hihg`",
            ]
        );
        let known: Vec<Parameter> = read.iter().filter_map(|defined| defined.value.as_deref()).cloned().collect();
        let b =
            Parameter::new("b", 0.2).between(Some(0.06), Some(0.5)).noted("n").noted_in_spanish(Some("ñ".to_owned()));
        assert_eq!(known, [Parameter::new("a", 1.0), b]);
        assert_eq!(read.broken().collect::<Vec<_>>(), ["c", "d", "e", "f", "g h", "i"]);
    }
}
