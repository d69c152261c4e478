//! `[base]`: what a scenario starts from.

use super::definition::{Defined, Definitions};
use super::json;
use crate::study::Closure;
use crate::table::{Denominator, Shipped};
use crate::words::{Diagnostics, Item, Key, Section, Typed};
use std::path::Path;

/// The keys of `[base]`.
pub static BASE_KEYS: &[Key] = &[
    Key::optional("table", "a table", "the name of a shipped table, or a path relative to this file"),
    Key::optional("closure", "\"open\" or \"households\"", "which demand the model explains itself; open if not said"),
    Key::optional("focus", "the name of one sector", "the sector that is looked at; the table's own if not said"),
    Key::optional("denominator", "\"column\" or \"row\"", "which total of output divides flows; column if not said"),
];

/// A table as a file names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableWord {
    /// As typed.
    pub(super) word: String,
    /// What it means from where the program runs: the word itself for a shipped table, else a path.
    pub(super) name: String,
}

/// `[base]` as typed, each key on its own.
#[derive(Debug, Clone, Default)]
pub(super) struct BaseKeys {
    pub(super) table: Definitions<TableWord>,
    pub(super) closure: Definitions<Closure>,
    pub(super) focus: Definitions<Typed<String>>,
    pub(super) denominator: Definitions<Denominator>,
}

impl BaseKeys {
    /// Reads the keys; `folder` is where the file stands.
    pub(super) fn read(section: &Section<'_>, folder: &Path, diagnostics: &mut Diagnostics) -> Self {
        section.check_keys(BASE_KEYS, diagnostics);
        let mut keys = Self::default();
        if let Some(item) = section.get("table") {
            let table = item.text(diagnostics).map(|typed| TableWord::new(typed.value, folder));
            // Two files in different folders mean different tables by one relative path.
            let meant = table.as_ref().map(|table| table.name.clone().into());
            keys.table.put(Defined { json: meant.unwrap_or_else(|| json::of(&item)), ..defined(&item, table) });
        }
        if let Some(item) = section.get("closure") {
            let closure = section.word("closure", Closure::WORDS, diagnostics);
            keys.closure.put(defined(&item, closure.map(|typed| typed.value)));
        }
        if let Some(item) = section.get("focus") {
            keys.focus.put(defined(&item, item.text(diagnostics)));
        }
        if let Some(item) = section.get("denominator") {
            let denominator = section.word("denominator", Denominator::WORDS, diagnostics);
            keys.denominator.put(defined(&item, denominator.map(|typed| typed.value)));
        }
        keys
    }
}

impl TableWord {
    fn new(word: String, folder: &Path) -> Self {
        let name = match Shipped::find(&word) {
            Some(_) => word.clone(),
            None => folder.join(&word).display().to_string(),
        };
        Self { word, name }
    }
}

fn defined<T>(item: &Item<'_>, value: Option<T>) -> Defined<T> {
    Defined::of(format!("base.{}", item.key()), item, value)
}
