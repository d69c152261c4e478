//! Names that a file defines and nothing of its scenario calls: most often a slip, as a number written out where its parameter was
//! meant, so that setting the parameter would change nothing.

use super::definition::{Defined, Definitions};
use super::json;
use super::scenario_file::{Body, ScenarioFile};
use crate::words::{Code, Diagnostic, Diagnostics};
use serde_json::Value;

/// Says every name of the file's own that its scenario, with what it inherits, does not call. What parents define is theirs.
pub(super) fn check(file: &ScenarioFile, body: &Body, diagnostics: &mut Diagnostics) {
    if !file.is_right {
        // What is wrong may be what calls them.
        return;
    }
    let entries: Vec<&Value> = typed(&body.entries).collect();
    let focus: Vec<&Value> = typed(&body.base.focus).collect();
    let numbers: Vec<&Value> = typed(&body.paths).chain(typed(&body.discount_rate)).chain(typed(&body.cost)).collect();
    tell("parameter", &file.body.parameters, &[&entries, &numbers], diagnostics);
    tell("group", &file.body.groups, &[&entries, &focus], diagnostics);
    tell("path", &file.body.paths, &[&entries], diagnostics);
}

fn typed<T: ?Sized>(definitions: &Definitions<T>) -> impl Iterator<Item = &Value> {
    definitions.iter().map(|defined| &defined.json)
}

fn tell<T: ?Sized>(what: &str, own: &Definitions<T>, callers: &[&[&Value]], diagnostics: &mut Diagnostics) {
    let is_called = |defined: &Defined<T>| callers.concat().iter().any(|json| json::mentions(json, &defined.key));
    for defined in own.iter().filter(|defined| !is_called(defined)) {
        diagnostics.push(
            Diagnostic::new(Code::UNUSED_NAME, format!("nothing calls the {what} `{}`", defined.key))
                .at(defined.place.clone())
                .help("name it where it was meant, or take it out"),
        );
    }
}
