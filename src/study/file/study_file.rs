//! A study file: which scenarios are compared, with which of them, and by what they are ranked.

use super::InSpanish;
use super::source::Source;
use crate::analysis::adoption::Through;
use crate::study::common_dose::CommonDose;
use crate::study::weights::Weight;
use crate::words::{Code, Diagnostic, Diagnostics, Document, Item, Key, Place, Section, Typed, TypedValue};

/// The table that makes a file a study.
pub(super) const STUDY: &str = "study";

/// The keys of `[study]`.
pub static STUDY_KEYS: &[Key] = &[
    Key::optional("title", "a text", "a title for people"),
    Key::optional("note", "a text", "what the study asks"),
    Key::optional("title_es", "a text", "the title in Spanish"),
    Key::optional("note_es", "a text", "the note in Spanish"),
    Key::required("scenarios", "files and folders", "the scenarios that are compared, relative to this file"),
    Key::optional("reference", "the name of a scenario", "with which of them the others are compared"),
    Key::optional(
        "weights",
        "a table of numbers above 0 by metric",
        "by what the scenarios are ranked, from 0.000001 to 1000000 each",
    ),
    Key::optional(
        "equal_dose",
        "money of the table, the name of a scenario, or \"smallest\"",
        "the dose at which all are compared too; the scenario's own where one is named",
    ),
    Key::optional(
        "channels",
        "one or more of \"supplier\", \"customers\", \"suppliers\", \"none\"",
        "through whom technologies spread in further runs, so that a result says which orders rest on it",
    ),
];

/// A study: what is compared, with what, and by what it is ranked.
#[derive(Debug, Clone)]
pub struct Study {
    /// A title for people; the path of the file where it gives none.
    pub title: String,
    /// What it asks.
    pub note: String,
    /// Both in Spanish.
    pub spanish: InSpanish,
    /// Where it is defined.
    pub place: Place,
    /// The names of its scenarios, in the order in which it lists them.
    pub scenarios: Vec<String>,
    /// The name of the scenario with which the others are compared, if it says so.
    pub reference: Option<Typed<String>>,
    /// By what its scenarios are ranked; empty where it says nothing.
    pub weights: Vec<Weight>,
    /// The dose at which its scenarios are compared too, if it says so.
    pub equal_dose: Option<Typed<CommonDose>>,
    /// Through whom technologies spread in further runs of its scenarios, each once, in the order in which it lists them.
    pub channels: Vec<Through>,
}

/// A study as typed: its scenarios are files.
#[derive(Debug)]
pub(super) struct StudyFile {
    pub(super) source: Source,
    /// Files and folders, relative to the study.
    pub(super) paths: Vec<Typed<String>>,
    /// The study; its scenarios have no names yet.
    pub(super) study: Study,
}

/// Whether a text is that of a study: it has a table `study`.
pub(super) fn is_study(text: &str) -> bool {
    // Most files have not even the word.
    text.contains(STUDY) && {
        let mut silent = Diagnostics::default();
        Document::parse(String::new(), text, &mut silent).root().get(STUDY).is_some()
    }
}

impl StudyFile {
    /// Reads a file and says all that is wrong with what was typed.
    pub(super) fn read(source: Source, diagnostics: &mut Diagnostics) -> Self {
        let document = Document::parse(source.shown(), &source.text, diagnostics);
        let root = document.root();
        let is_of_this_format = super::scenario_file::is_of_this_format(&root, diagnostics);
        let mut study = Study {
            title: source.shown(),
            note: String::new(),
            spanish: InSpanish::default(),
            place: Place::file(source.shown()),
            scenarios: Vec::new(),
            reference: None,
            weights: Vec::new(),
            equal_dose: None,
            channels: Vec::new(),
        };
        let mut paths = Vec::new();
        if is_of_this_format {
            let keys = [
                Key::required("format", "1", "the version of the language that the file is written in"),
                Key::required(STUDY, "a table", "what is compared"),
            ];
            root.check_keys(&keys, diagnostics);
            if let Some(section) = root.section(STUDY, diagnostics) {
                section.check_keys(STUDY_KEYS, diagnostics);
                study.place = section.place();
                study.title = section.text("title", diagnostics).map_or(study.title, |typed| typed.value);
                study.note = section.text("note", diagnostics).map_or(study.note, |typed| typed.value);
                study.spanish = InSpanish::read(&section, diagnostics);
                study.reference = section.text("reference", diagnostics);
                study.weights = weights(&section, diagnostics);
                study.equal_dose = section.get("equal_dose").and_then(|item| dose(&item, diagnostics));
                study.channels = channels(&section, diagnostics);
                paths = section.texts("scenarios", diagnostics).unwrap_or_default();
                if let (true, Some(item)) = (paths.is_empty(), section.get("scenarios"))
                    && *item.value() == TypedValue::Array
                {
                    diagnostics.push(
                        Diagnostic::new(Code::NO_SCENARIO, "the study names no scenario")
                            .at(item.place())
                            .help("name files or folders in `scenarios`, relative to this file"),
                    );
                }
            }
        }
        Self { source, paths, study }
    }

    /// The study with the names of its scenarios. Says where it names one that is not among them.
    pub(super) fn named(mut self, names: Vec<String>, diagnostics: &mut Diagnostics) -> Study {
        let dose = self.study.equal_dose.as_ref().and_then(|dose| match &dose.value {
            CommonDose::Scenario(name) => Some((name, &dose.place)),
            CommonDose::Money(_) | CommonDose::Smallest => None,
        });
        let reference = self.study.reference.as_ref().map(|typed| (&typed.value, &typed.place));
        for (name, place) in reference.into_iter().chain(dose) {
            if !names.contains(name) {
                let help = crate::words::suggestion(
                    name,
                    names.iter().map(String::as_str),
                    &format!("its scenarios are {}", names.join(", ")),
                );
                diagnostics.push(
                    Diagnostic::new(Code::UNKNOWN_REFERENCE, format!("`{name}` is no scenario of this study"))
                        .at(place.clone())
                        .help(help),
                );
            }
        }
        self.study.scenarios = names;
        self.study
    }
}

fn weights(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Vec<Weight> {
    let mut weights = Vec::new();
    for (metric, item) in section.section("weights", diagnostics).iter().flat_map(Section::entries) {
        if *item.value() == TypedValue::Table {
            item.wrong::<()>(
                "a number; write the name of a part in quotes: \"focus_sales_to.mining\" = 1",
                diagnostics,
            );
            continue;
        }
        let Some(weight) = item.number(diagnostics) else { continue };
        match Weight::new(metric.value, weight.value, &metric.place) {
            Ok(weight) => weights.push(weight),
            Err(problems) => diagnostics.append(problems),
        }
    }
    weights
}

/// The channels, each once.
fn channels(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Vec<Through> {
    let mut channels = Vec::new();
    for typed in section.texts("channels", diagnostics).unwrap_or_default() {
        if let Some(through) = typed.word("channels", Through::WORDS, diagnostics)
            && !channels.contains(&through.value)
        {
            channels.push(through.value);
        }
    }
    channels
}

fn dose(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Typed<CommonDose>> {
    let value = match item.value() {
        TypedValue::Text(word) if word == CommonDose::SMALLEST => CommonDose::Smallest,
        TypedValue::Text(name) => CommonDose::Scenario(name.clone()),
        TypedValue::Integer(_) | TypedValue::Float(_) => {
            let money = item.number(diagnostics)?.value;
            if money <= 0.0 {
                diagnostics.push(
                    Diagnostic::new(Code::OUT_OF_RANGE, format!("`equal_dose` is {money}"))
                        .at(item.place())
                        .help("`equal_dose` takes money of the table above 0, or the name of a scenario"),
                );
                return None;
            }
            CommonDose::Money(money)
        }
        _ => return item.wrong("money of the table, or the name of a scenario in quotes", diagnostics),
    };
    Some(Typed { value, place: item.place() })
}
