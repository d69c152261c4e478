//! What files define under a name, with where and how it was typed: the common form of parameters, groups, paths, entries and
//! single keys, so that inheritance treats them alike.

use super::json;
use crate::words::{Code, Diagnostic, Diagnostics, Item, Place};
use serde_json::Value;
use std::sync::Arc;

/// One thing that a file defines.
#[derive(Debug)]
pub(super) struct Defined<T: ?Sized> {
    /// Its name, unique among its like: `tie`, `base.table`, `shock.coefficient.NAME`.
    pub(super) key: String,
    /// Where it stands.
    pub(super) place: Place,
    /// As typed.
    pub(super) json: Value,
    /// What it means; none where a message was added, so that nothing that rests on it says more.
    pub(super) value: Option<Arc<T>>,
}

impl<T> Defined<T> {
    /// What stands under a key.
    pub(super) fn of(key: String, item: &Item<'_>, value: Option<T>) -> Self {
        Self { key, place: item.place(), json: json::of(item), value: value.map(Arc::new) }
    }
}

// Not derived: that would ask the same of T.
impl<T: ?Sized> Clone for Defined<T> {
    fn clone(&self) -> Self {
        let Self { key, place, json, value } = self;
        Self { key: key.clone(), place: place.clone(), json: json.clone(), value: value.clone() }
    }
}

/// Things of one kind, each under its own name, in the order typed.
#[derive(Debug)]
pub(super) struct Definitions<T: ?Sized> {
    list: Vec<Defined<T>>,
}

impl<T: ?Sized> Clone for Definitions<T> {
    fn clone(&self) -> Self {
        Self { list: self.list.clone() }
    }
}

impl<T: ?Sized> Default for Definitions<T> {
    fn default() -> Self {
        Self { list: Vec::new() }
    }
}

impl<T: ?Sized> Definitions<T> {
    /// Adds one; says so where its name is there already, pointing at both.
    pub(super) fn add(&mut self, defined: Defined<T>, diagnostics: &mut Diagnostics) {
        let Some(first) = self.get(&defined.key) else {
            self.list.push(defined);
            return;
        };
        diagnostics.push(
            Diagnostic::new(Code::DUPLICATE_NAME, format!("`{}` stands twice; first at {}", defined.key, first.place))
                .at(defined.place)
                .help("give one of them another name, or take it out"),
        );
    }

    /// Puts one in the place of the one of its name, or at the end.
    pub(super) fn put(&mut self, defined: Defined<T>) {
        match self.list.iter_mut().find(|known| known.key == defined.key) {
            Some(known) => *known = defined,
            None => self.list.push(defined),
        }
    }

    /// The one with this name.
    pub(super) fn get(&self, key: &str) -> Option<&Defined<T>> {
        self.list.iter().find(|defined| defined.key == key)
    }

    /// All, in the order typed.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Defined<T>> {
        self.list.iter()
    }

    /// The only one of a key that has no name of its own.
    pub(super) fn only(&self) -> Option<&Defined<T>> {
        self.list.first()
    }

    /// What the only one means.
    pub(super) fn value(&self) -> Option<&T> {
        self.only()?.value.as_deref()
    }

    /// The names of those that a message was added for.
    pub(super) fn broken(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter(|defined| defined.value.is_none()).map(|defined| defined.key.as_str())
    }
}
