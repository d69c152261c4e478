//! What a scenario can say happens: one file per kind of entry, one line per kind in [`ENTRIES`]. From that list come
//! reading, messages, the reference page and the schema.

mod adoption;
mod coefficient;
mod extraction;
mod final_demand;
mod financing;
mod import_substitution;
mod output_limit;
mod procurement;
mod productivity;
mod remains;
mod selection;
mod target;

pub(super) use remains::Remains;
pub(super) use selection::Selection;

use super::adoption::{Adopted, Technology};
use super::{Base, Changes, EntryName, Parameters};
use crate::words::{Code, Diagnostic, Diagnostics, Key, Section, Typed};
use std::fmt::Debug;
use std::sync::Arc;

/// A kind of entry.
pub struct EntryKind {
    /// The table's name in files: `shock.coefficient`.
    pub id: &'static str,
    /// What it says happens, in one sentence.
    pub about: &'static str,
    /// Its keys, `name` and `path` included.
    pub keys: &'static [Key],
    /// Reads one; gives nothing where a message was added.
    pub parse: fn(&Section<'_>, &mut Diagnostics) -> Option<Box<dyn Entry>>,
}

/// An entry as typed: names of sectors and parameters are not looked up yet.
pub trait Entry: Debug + Send + Sync {
    /// Looks up its names on a table; gives nothing where a message was added.
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>>;
}

/// What an entry is resolved with.
#[derive(Debug, Clone, Copy)]
pub struct Resolving<'b> {
    /// The economy and the names in force.
    pub base: &'b Base,
    /// The parameters defined.
    pub parameters: &'b Parameters,
}

/// An entry on a table: what it changes in a given year.
pub trait Effect: Debug + Send + Sync {
    /// Adds its changes. All are measured against the base table, never against those of another entry, so that the order
    /// of entries does not matter.
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>);

    /// For an effect that closes a gap: the whole gap under every way to measure it. For explanations; nothing is run by it.
    fn gaps(&self, _base: &Base) -> Vec<Gap> {
        Vec::new()
    }

    /// For an effect that follows adoption: the technology that spreads.
    fn technology(&self) -> Option<&Technology> {
        None
    }

    /// For an effect that rests on the adoption of another entry: the name of that entry, as typed.
    fn per_adoption(&self) -> Option<&Typed<String>> {
        None
    }
}

/// The whole gap between what some sectors buy and what others do, measured in one way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// What use is measured against: `output`.
    pub per: &'static str,
    /// Whether the entry measures it so.
    pub is_chosen: bool,
    /// Use of the reference, money per money of what it is measured against.
    pub reference: f64,
    /// Use of those whose gap it is, measured the same way; none where they have nothing to measure it against.
    pub buyers: Option<f64>,
    /// The gap of all of them, money of the table.
    pub money: f64,
}

/// When an entry acts.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'b> {
    /// The parameters at the point that is run.
    pub parameters: &'b Parameters,
    /// u: how much of the change has come about, 0 to 1, from the entry's path.
    pub level: f64,
    /// How far each technology of the scenario has come.
    pub adopted: &'b [Adopted],
}

impl<'b> Moment<'b> {
    /// How far the technology of the adoption with this name has come.
    pub fn adopted(&self, name: &str) -> Option<&'b Adopted> {
        self.adopted.iter().find(|adopted| adopted.entry.name == name)
    }
}

/// Every kind of entry.
pub static ENTRIES: &[&EntryKind] = &[
    &coefficient::KIND,
    &import_substitution::KIND,
    &final_demand::KIND,
    &procurement::KIND,
    &productivity::KIND,
    &extraction::KIND,
    &output_limit::KIND,
    &adoption::KIND,
];

/// The one key of several of which a table must have exactly one.
pub(super) fn exactly_one<'d>(
    section: &Section<'d>,
    keys: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<crate::words::Item<'d>> {
    let found: Vec<_> = keys.iter().filter_map(|key| section.get(key)).collect();
    let all = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let (message, place) = match &found[..] {
        [one] => return Some(*one),
        [] => (format!("none of {all} is there"), section.place()),
        [_, second, ..] => {
            let there = found.iter().map(|item| format!("`{}`", item.key())).collect::<Vec<_>>().join(" and ");
            (format!("{there} are both there"), second.place())
        }
    };
    diagnostics.push(Diagnostic::new(Code::EXACTLY_ONE, message).at(place).help(format!("write exactly one of {all}")));
    None
}
