//! `[[shock.*]]` and other entries: what happens, one table each, of the kinds in [`ENTRIES`].

use super::definition::{Defined, Definitions};
use super::json;
use super::reserved::{RESERVED, Reserved};
use crate::study::entry::Remains;
use crate::study::{ENTRIES, Entry, EntryKind, EntryName};
use crate::words::{Code, Diagnostic, Diagnostics, Item, Section, Typed, TypedValue, suggestion};
use std::sync::Arc;

/// The table under which most kinds stand.
pub(super) const SHOCK: &str = "shock";

/// An entry as typed.
#[derive(Debug)]
pub(super) struct TypedEntry {
    /// Its kind, name and place.
    pub(super) name: Arc<EntryName>,
    /// The path that it follows, if it names one.
    pub(super) path: Option<Typed<String>>,
    /// What it says.
    pub(super) entry: Box<dyn Entry>,
}

/// The name of a kind within `shock`, if it stands there.
pub(super) fn within_shock(id: &str) -> Option<&str> {
    id.strip_prefix(SHOCK)?.strip_prefix('.')
}

/// Reads every entry of a file.
pub(super) fn read(root: &Section<'_>, diagnostics: &mut Diagnostics) -> Definitions<TypedEntry> {
    let mut entries = Definitions::default();
    if let Some(item) = root.get(SHOCK) {
        match item.value() {
            TypedValue::Table => {
                for (word, item) in item.section(diagnostics).iter().flat_map(Section::entries) {
                    match ENTRIES.iter().find(|kind| within_shock(kind.id) == Some(word.value)) {
                        Some(kind) => read_kind(kind, &item, &mut entries, diagnostics),
                        None => diagnostics.push(no_kind(&word)),
                    }
                }
            }
            _ => {
                item.wrong::<()>("kinds: write [[shock.coefficient]]", diagnostics);
            }
        }
    }
    for kind in ENTRIES.iter().filter(|kind| within_shock(kind.id).is_none()) {
        if let Some(item) = root.get(kind.id) {
            read_kind(kind, &item, &mut entries, diagnostics);
        }
    }
    entries
}

fn no_kind(word: &Typed<&str>) -> Diagnostic {
    if let Some(reserved) = Reserved::find(&format!("{SHOCK}.{}", word.value)) {
        return reserved.diagnostic(word.place.clone());
    }
    let built = ENTRIES.iter().filter_map(|kind| within_shock(kind.id));
    let kept = RESERVED.iter().filter_map(|reserved| within_shock(reserved.id));
    let kinds = format!("kinds of shock are {}", built.clone().collect::<Vec<_>>().join(", "));
    Diagnostic::new(Code::UNKNOWN_KIND, format!("there is no kind of shock `{}`", word.value))
        .at(word.place.clone())
        .help(suggestion(word.value, built.chain(kept), &kinds))
}

fn read_kind(
    kind: &'static EntryKind,
    item: &Item<'_>,
    entries: &mut Definitions<TypedEntry>,
    diagnostics: &mut Diagnostics,
) {
    if *item.value() != TypedValue::Array {
        let takes = format!("a list of tables: write [[{}]] with two brackets", kind.id);
        item.wrong::<()>(&takes, diagnostics);
        return;
    }
    for (at, item) in item.items(&mut Diagnostics::default()).unwrap_or_default().iter().enumerate() {
        let Some(section) = item.section(diagnostics) else { continue };
        section.check_keys(kind.keys, diagnostics);
        let name = section.text("name", diagnostics).filter(|name| is_name(name, diagnostics));
        let path = section.text("path", diagnostics);
        let entry = (kind.parse)(&section, diagnostics);
        // Without a name it cannot run, which was said; what else is wrong with it is looked up all the same. Its key is one
        // that no name gives.
        let key = match &name {
            Some(name) => format!("{}.{}", kind.id, name.value),
            None => format!("{} at {}", kind.id, section.place()),
        };
        let name = name.unwrap_or_else(|| Typed { value: format!("entry {}", at + 1), place: section.place() });
        let place = name.place.clone();
        let name = Arc::new(EntryName { kind: kind.id, name: name.value, place: place.clone() });
        let entry = entry.unwrap_or_else(|| Box::new(Remains::of(&section)));
        let value = Some(Arc::new(TypedEntry { name, path, entry }));
        entries.add(Defined { key, place, json: json::of(item), value }, diagnostics);
    }
}

/// Whether an entry can be called so; says it where it cannot.
fn is_name(name: &Typed<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_empty = name.value.trim().is_empty();
    if is_empty {
        diagnostics.push(
            Diagnostic::new(Code::BAD_NAME, "an entry has an empty name")
                .at(name.place.clone())
                .help("say in a few words what happens"),
        );
    }
    !is_empty
}
