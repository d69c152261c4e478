//! One scenario file as it was typed: every key read, nothing looked up yet.

use super::base_keys::BaseKeys;
use super::definition::{Defined, Definitions};
use super::entries::{self, TypedEntry, within_shock};
use super::reserved::Reserved;
use super::source::Source;
use super::{InSpanish, YearSpan, cost, groups, name, parameters, paths};
use crate::study::ENTRIES;
use crate::study::entry::Selection;
use crate::study::path::Path;
use crate::study::{Number, Parameter};
use crate::words::{Code, Diagnostic, Diagnostics, Document, Item, Key, Place, Section, Typed};
use std::ops::RangeInclusive;

/// The version of the language that this program reads.
const FORMAT: i64 = 1;

/// The steps that a year may have.
const STEPS: RangeInclusive<u32> = 1..=365;

/// The keys at the top of a scenario file; kinds of entries that do not stand under `shock` come with [`ENTRIES`].
pub static SCENARIO_KEYS: &[Key] = &[
    Key::required("format", "1", "the version of the language that the file is written in"),
    Key::required(
        "name",
        "a word",
        "the name by which results call the scenario; a file that begins with `_` needs none",
    ),
    Key::optional("title", "a text", "a title for people"),
    Key::optional("note", "a text", "what the scenario is about"),
    Key::optional("title_es", "a text", "the title in Spanish"),
    Key::optional("note_es", "a text", "the note in Spanish"),
    Key::optional("years", "[first, last]", "the years, every one from the first to the last; one outcome without"),
    Key::optional(
        "steps_per_year",
        "a whole number from 1 to 365",
        "the steps in which adoption is followed; 12 if not said",
    ),
    Key::optional("discount_rate", "a number from 0 to 1", "by which later years count less, a year"),
    Key::optional("extends", "a file or a list of files", "the parents, relative to this file"),
    Key::optional("remove", "a list of KIND.NAME", "entries of the parents that this scenario does without"),
    Key::optional("base", "a table", "what the scenario starts from"),
    Key::optional("groups", "a table of sectors by name", "sets of sectors beside those of the input-output table"),
    Key::optional("parameters", "a table of numbers by name", "numbers that entries call by name"),
    Key::optional("paths", "a table of paths by name", "how changes come about over the years"),
    Key::optional("cost", "a table", "what the policy costs"),
    Key::optional("shock", "[[shock.KIND]]", "what happens"),
];

/// What a file says that others inherit.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    pub(super) years: Definitions<YearSpan>,
    pub(super) steps_per_year: Definitions<u32>,
    pub(super) discount_rate: Definitions<Number>,
    pub(super) base: BaseKeys,
    pub(super) groups: Definitions<Selection>,
    pub(super) parameters: Definitions<Parameter>,
    pub(super) paths: Definitions<dyn Path>,
    pub(super) cost: Definitions<Number>,
    pub(super) entries: Definitions<TypedEntry>,
}

/// One scenario file.
#[derive(Debug)]
pub(super) struct ScenarioFile {
    pub(super) source: Source,
    /// The name given, if it is one.
    pub(super) name: Option<Typed<String>>,
    pub(super) title: Option<String>,
    pub(super) note: Option<String>,
    pub(super) spanish: InSpanish,
    pub(super) extends: Vec<Typed<String>>,
    /// Where `extends` stands.
    pub(super) extends_place: Option<Place>,
    pub(super) remove: Vec<Typed<String>>,
    pub(super) body: Body,
    /// Whether all of it could be read: it is TOML, and of the format that this program reads.
    pub(super) is_whole: bool,
    /// Whether nothing is wrong with what was typed.
    pub(super) is_right: bool,
}

impl ScenarioFile {
    /// Reads a file and says all that is wrong with what was typed. A file of another format is read no further.
    pub(super) fn read(source: Source, diagnostics: &mut Diagnostics) -> Self {
        let mut said = Diagnostics::default();
        let document = Document::parse(source.path.display().to_string(), &source.text, &mut said);
        let root = document.root();
        let is_toml = !said.has_errors();
        let is_of_this_format = is_of_this_format(&root, &mut said);
        let mut file = Self {
            name: None,
            title: None,
            note: None,
            spanish: InSpanish::default(),
            extends: Vec::new(),
            extends_place: None,
            remove: Vec::new(),
            body: Body::default(),
            is_whole: is_toml && is_of_this_format,
            is_right: false,
            source,
        };
        if is_of_this_format {
            check_keys(&root, file.source.is_parent_only(), &mut said);
            file.read_from(&root, &mut said);
        }
        file.is_right = !said.has_errors();
        // After a mistake of syntax what is missing may be there.
        let may_be_there = |code| [Code::MISSING_KEY, Code::EXACTLY_ONE].contains(&code);
        for diagnostic in said.iter().filter(|said| is_toml || !may_be_there(said.code)) {
            diagnostics.push(diagnostic.clone());
        }
        file
    }

    fn read_from(&mut self, root: &Section<'_>, diagnostics: &mut Diagnostics) {
        let typed = root.text("name", diagnostics);
        self.name = typed.filter(|typed| name::check("a scenario", &typed.value, &typed.place, diagnostics));
        self.title = root.text("title", diagnostics).map(|typed| typed.value);
        self.note = root.text("note", diagnostics).map(|typed| typed.value);
        self.spanish = InSpanish::read(root, diagnostics);
        self.extends = root.texts("extends", diagnostics).unwrap_or_default();
        self.extends_place = root.get("extends").map(|item| item.place());
        self.remove = root.texts("remove", diagnostics).unwrap_or_default();
        if let Some(item) = root.get("years") {
            self.body.years.put(Defined::of("years".to_owned(), &item, YearSpan::read(&item, diagnostics)));
        }
        if let Some(item) = root.get("steps_per_year") {
            let steps = steps_per_year(&item, diagnostics);
            self.body.steps_per_year.put(Defined::of("steps_per_year".to_owned(), &item, steps));
        }
        if let Some(item) = root.get("discount_rate") {
            let rate = Number::read(&item, diagnostics);
            self.body.discount_rate.put(Defined::of("discount_rate".to_owned(), &item, rate));
        }
        let mut section = |key| root.section(key, diagnostics);
        let tables = [section("base"), section("groups"), section("parameters"), section("paths"), section("cost")];
        let [base, groups, parameters, paths, cost] = &tables;
        if let Some(section) = base {
            self.body.base = BaseKeys::read(section, self.source.folder(), diagnostics);
        }
        if let Some(section) = groups {
            self.body.groups = groups::read(section, diagnostics);
        }
        if let Some(section) = parameters {
            self.body.parameters = parameters::read(section, diagnostics);
        }
        if let Some(section) = paths {
            self.body.paths = paths::read(section, diagnostics);
        }
        if let Some(section) = cost {
            self.body.cost = cost::read(section, diagnostics);
        }
        self.body.entries = entries::read(root, diagnostics);
    }
}

/// The steps of a year, from one to one a day.
fn steps_per_year(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<u32> {
    let typed = item.integer(diagnostics)?;
    let steps = u32::try_from(typed.value).ok().filter(|steps| STEPS.contains(steps));
    if steps.is_none() {
        let help = format!("`steps_per_year` takes a whole number from {} to {}", STEPS.start(), STEPS.end());
        let message = format!("`steps_per_year` is {}", typed.value);
        diagnostics.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(typed.place).help(help));
    }
    steps
}

/// Whether the file says the format that this program reads.
pub(super) fn is_of_this_format(root: &Section<'_>, diagnostics: &mut Diagnostics) -> bool {
    // Where the key is missing that is said with the other keys.
    let Some(item) = root.get("format") else { return true };
    let Some(format) = item.integer(diagnostics) else { return true };
    if format.value != FORMAT {
        diagnostics.push(
            Diagnostic::new(Code::WRONG_FORMAT_VERSION, format!("the file is of format {}", format.value))
                .at(format.place)
                .help(format!("this program reads `format = {FORMAT}`; nothing else of the file was read")),
        );
    }
    format.value == FORMAT
}

/// Says every key at the top that is none, with what was probably meant: a key that is kept, or a kind without its `shock`.
fn check_keys(root: &Section<'_>, may_be_nameless: bool, diagnostics: &mut Diagnostics) {
    let of_kinds = ENTRIES.iter().filter(|kind| within_shock(kind.id).is_none());
    let mut keys: Vec<Key> = SCENARIO_KEYS.to_vec();
    keys.extend(of_kinds.map(|kind| Key::optional(kind.id, "[[ ]]", kind.about)));
    for key in keys.iter_mut().filter(|key| key.name == "name") {
        key.required &= !may_be_nameless;
    }
    let without_shock = |word: &str| ENTRIES.iter().find(|kind| within_shock(kind.id) == Some(word));
    for (typed, _) in root.entries() {
        if let Some(reserved) = Reserved::find(typed.value) {
            diagnostics.push(reserved.diagnostic(typed.place));
        } else if let Some(kind) = without_shock(typed.value) {
            diagnostics.push(
                Diagnostic::new(Code::UNKNOWN_KEY, format!("this file has no key `{}`", typed.value))
                    .at(typed.place)
                    .help(format!("write [[{}]]", kind.id)),
            );
        }
    }
    let is_told = |word: &str| Reserved::find(word).is_some() || without_shock(word).is_some();
    root.check_keys_but(&keys, is_told, diagnostics);
}
