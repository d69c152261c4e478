//! What a scenario says together with its parents.
//!
//! `extends` names parents, relative to the file. A child's definition of a name replaces the parent's whole, be it an entry, a
//! parameter, a group, a path or a single key of `base`. `remove` drops inherited entries. Title, note and name are never
//! inherited, in neither language. Two parents that define one name differently are an error unless the child settles it.

use super::base_keys::BaseKeys;
use super::definition::{Defined, Definitions};
use super::json;
use super::scenario_file::{Body, ScenarioFile};
use super::source::Source;
use crate::study::ENTRIES;
use crate::words::{Code, Diagnostic, Diagnostics, Place, Typed, suggestion};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The files read so far, and what each comes to with its parents. Each file is read once, whoever names it.
#[derive(Debug, Default)]
pub(super) struct Library {
    files: HashMap<PathBuf, Arc<ScenarioFile>>,
    bodies: HashMap<PathBuf, Option<Arc<Body>>>,
    /// The files in the order in which they were read.
    pub(super) order: Vec<Arc<ScenarioFile>>,
}

impl Library {
    /// The file as typed, read at the first call.
    pub(super) fn file(&mut self, source: Source, diagnostics: &mut Diagnostics) -> Arc<ScenarioFile> {
        if let Some(file) = self.files.get(&source.canonical) {
            return file.clone();
        }
        let file = Arc::new(ScenarioFile::read(source, diagnostics));
        self.files.insert(file.source.canonical.clone(), file.clone());
        self.order.push(file.clone());
        file
    }

    /// What a file and its parents say together; nothing where one of them could not be read whole.
    pub(super) fn body(&mut self, file: &Arc<ScenarioFile>, diagnostics: &mut Diagnostics) -> Option<Arc<Body>> {
        self.body_within(file, &mut Vec::new(), diagnostics)
    }

    /// What a file that was read before comes to with its parents; nothing where that could not be read whole.
    pub(super) fn known(&self, file: &ScenarioFile) -> Option<&Body> {
        self.bodies.get(&file.source.canonical)?.as_deref()
    }

    fn body_within(
        &mut self,
        file: &Arc<ScenarioFile>,
        chain: &mut Vec<Arc<ScenarioFile>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Body>> {
        if let Some(known) = self.bodies.get(&file.source.canonical) {
            return known.clone();
        }
        chain.push(file.clone());
        let parents: Vec<Option<Arc<Body>>> =
            file.extends.iter().map(|word| self.parent(file, word, chain, diagnostics)).collect();
        chain.pop();
        let parents: Option<Vec<Arc<Body>>> = parents.into_iter().collect();
        let body = parents.filter(|_| file.is_whole).map(|parents| Arc::new(merged(file, &parents, diagnostics)));
        self.bodies.insert(file.source.canonical.clone(), body.clone());
        body
    }

    fn parent(
        &mut self,
        file: &ScenarioFile,
        word: &Typed<String>,
        chain: &mut Vec<Arc<ScenarioFile>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Body>> {
        let path = file.source.folder().join(&word.value);
        let source = Source::read(&path, Some(&word.place), diagnostics)?;
        if let Some(start) = chain.iter().position(|earlier| earlier.source.canonical == source.canonical) {
            diagnostics.push(circle(&chain[start..], word));
            return None;
        }
        let parent = self.file(source, diagnostics);
        self.body_within(&parent, chain, diagnostics)
    }
}

fn circle(chain: &[Arc<ScenarioFile>], word: &Typed<String>) -> Diagnostic {
    let names: Vec<String> =
        chain.iter().chain(chain.first()).map(|file| file.source.path.display().to_string()).collect();
    Diagnostic::new(Code::INHERITANCE_CIRCLE, format!("the file extends itself: {}", names.join(" -> ")))
        .at(word.place.clone())
        .help("take one of the files out of an `extends`; what two scenarios share stands well in a file of its own")
}

fn merged(file: &ScenarioFile, parents: &[Arc<Body>], diagnostics: &mut Diagnostics) -> Body {
    let own = &file.body;
    let removed = removed(file, parents, diagnostics);
    let mut merging = Merging { parents, removed: &removed, place: file.extends_place.as_ref(), diagnostics };
    Body {
        years: merging.of(|body| &body.years, own),
        steps_per_year: merging.of(|body| &body.steps_per_year, own),
        discount_rate: merging.of(|body| &body.discount_rate, own),
        base: BaseKeys {
            table: merging.of(|body| &body.base.table, own),
            closure: merging.of(|body| &body.base.closure, own),
            focus: merging.of(|body| &body.base.focus, own),
            denominator: merging.of(|body| &body.base.denominator, own),
        },
        groups: merging.of(|body| &body.groups, own),
        parameters: merging.of(|body| &body.parameters, own),
        paths: merging.of(|body| &body.paths, own),
        cost: merging.of(|body| &body.cost, own),
        entries: merging.of(|body| &body.entries, own),
    }
}

/// The names of entries that a file drops, with a message for each word that drops nothing.
fn removed(file: &ScenarioFile, parents: &[Arc<Body>], diagnostics: &mut Diagnostics) -> Vec<String> {
    let inherited: Vec<&str> =
        parents.iter().flat_map(|parent| parent.entries.iter()).map(|entry| entry.key.as_str()).collect();
    let short = |key: &str| key.strip_prefix("shock.").unwrap_or(key).to_owned();
    let mut removed = Vec::new();
    for word in &file.remove {
        if let Some(key) = inherited.iter().find(|key| **key == word.value || short(key) == word.value) {
            removed.push((*key).to_owned());
            continue;
        }
        let names: Vec<String> = inherited.iter().map(|key| short(key)).collect();
        let all = match names[..] {
            [] => "the file inherits no entry; `extends` names its parents".to_owned(),
            _ => format!("inherited are {}", names.join(", ")),
        };
        diagnostics.push(
            Diagnostic::new(Code::NOTHING_TO_REMOVE, format!("no inherited entry is called `{}`", word.value))
                .at(word.place.clone())
                .help(suggestion(&word.value, names.iter().map(String::as_str), &all)),
        );
    }
    removed
}

/// The parents of one file while they are being merged.
struct Merging<'m> {
    parents: &'m [Arc<Body>],
    removed: &'m [String],
    place: Option<&'m Place>,
    diagnostics: &'m mut Diagnostics,
}

impl Merging<'_> {
    /// The definitions of one kind: the parents' in their order, then the child's. A replaced one keeps its position.
    fn of<T: ?Sized>(&mut self, kind: impl Fn(&Body) -> &Definitions<T>, own: &Body) -> Definitions<T> {
        let own = kind(own);
        let mut all: Definitions<T> = Definitions::default();
        for inherited in self.parents.iter().flat_map(|parent| kind(parent).iter()) {
            if self.removed.contains(&inherited.key) {
                continue;
            }
            match all.get(&inherited.key) {
                Some(known) if own.get(&known.key).is_none() && !json::same(&known.json, &inherited.json) => {
                    let diagnostic = conflict(known, inherited);
                    self.diagnostics.push(match self.place {
                        Some(place) => diagnostic.at(place.clone()),
                        None => diagnostic,
                    });
                }
                Some(_) => {}
                None => all.put(inherited.clone()),
            }
        }
        own.iter().for_each(|defined| all.put(defined.clone()));
        all
    }
}

fn conflict<T: ?Sized>(one: &Defined<T>, other: &Defined<T>) -> Diagnostic {
    let message = format!("the parents define `{}` differently: {} and {}", one.key, one.place, other.place);
    let settle = "define it in this file too, which settles it";
    // Only entries can be dropped.
    let or_drop = if ENTRIES.iter().any(|kind| one.key.strip_prefix(kind.id).is_some_and(|rest| rest.starts_with('.')))
    {
        ", or drop it with `remove`"
    } else {
        ""
    };
    Diagnostic::new(Code::CONFLICTING_PARENTS, message).help(format!("{settle}{or_drop}"))
}
