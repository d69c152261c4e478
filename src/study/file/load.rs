//! From paths on the command line to scenarios that are ready to run.

use super::inheritance::Library;
use super::resolved::resolve;
use super::source::Source;
use super::tables::{TableUsed, Tables};
use super::variant::variant_of;
use super::{InputFile, LoadOptions, Study, gather, input_file};
use crate::study::Scenario;
use crate::table::IoTable;
use crate::words::{Code, Diagnostic, Diagnostics, Place, suggestion};
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;

/// What was loaded. Whole only where the diagnostics have no errors; then every file that was asked for is among the scenarios.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The scenarios in the order of the paths, within a folder by path.
    pub scenarios: Vec<Scenario>,
    /// The record of each scenario as it runs: merged with its parents, with values set from outside.
    pub records: Vec<Value>,
    /// The studies among the files, in the order found.
    pub studies: Vec<Study>,
    /// Every file that was read, parents and studies too, in the order read, studies last.
    pub inputs: Vec<InputFile>,
    /// The tables that the scenarios start from, in the order first named.
    pub tables: Vec<TableUsed>,
}

impl Loaded {
    /// The tables that do not come with the program, each under a name that no other has: its identifier, numbered where two
    /// have the same.
    pub fn foreign_tables(&self) -> Vec<(&IoTable, String)> {
        let mut found: Vec<(&IoTable, String)> = Vec::new();
        for used in self.tables.iter().filter(|used| !used.is_shipped) {
            let names = (1..).map(|at| if at == 1 { used.id.clone() } else { format!("{}-{at}", used.id) });
            let free = |name: &String| found.iter().all(|(_, taken)| taken != name);
            let name = names.into_iter().find(free).unwrap_or_else(|| used.id.clone());
            found.push((&used.table, name));
        }
        found
    }
}

/// Loads files, and folders with all that is below them. Says all that is wrong with all of them.
pub fn load(paths: &[PathBuf], options: &LoadOptions, diagnostics: &mut Diagnostics) -> Loaded {
    let (mut library, mut tables) = (Library::default(), Tables::default());
    let mut names: HashMap<String, Place> = HashMap::new();
    let (mut scenarios, mut records) = (Vec::new(), Vec::new());
    let gathered = gather::sources(paths, diagnostics);
    let mut named: HashMap<PathBuf, String> = HashMap::new();
    for source in gathered.scenarios {
        let file = library.file(source, diagnostics);
        named.extend(file.name.as_ref().map(|name| (file.source.canonical.clone(), name.value.clone())));
        if let Some(name) = &file.name {
            match names.get(&name.value) {
                Some(first) => diagnostics.push(
                    Diagnostic::new(Code::DUPLICATE_SCENARIO, format!("two scenarios are called `{}`", name.value))
                        .at(name.place.clone())
                        .help(format!("the other is at {first}; give one of them another name")),
                ),
                None => {
                    names.insert(name.value.clone(), name.place.clone());
                }
            }
        }
        let Some(body) = library.body(&file, diagnostics) else { continue };
        if let Some(resolved) = resolve(&file, &body, options, &mut tables, diagnostics) {
            let variant_of = variant_of(&file, &body, &library);
            scenarios.push(Scenario { variant_of, ..resolved.scenario });
            records.push(resolved.record);
        }
    }
    check_settings(&library, options, diagnostics);
    let mut inputs: Vec<&Source> = library.order.iter().map(|file| &file.source).collect();
    inputs.extend(gathered.studies.iter().map(|(file, _)| &file.source));
    let inputs = input_file::of(&inputs);
    let studies = gathered.studies.into_iter().map(|(file, members)| {
        let names = members.iter().filter_map(|member| named.get(member).cloned()).collect();
        file.named(names, diagnostics)
    });
    Loaded { scenarios, records, studies: studies.collect(), inputs, tables: tables.used() }
}

/// Says every setting of a parameter that no file declares.
fn check_settings(library: &Library, options: &LoadOptions, diagnostics: &mut Diagnostics) {
    if library.order.is_empty() {
        return;
    }
    let bodies = library.order.iter().map(|file| &file.body);
    let mut names: Vec<&str> = bodies.flat_map(|body| body.parameters.iter()).map(|one| one.key.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for setting in options.sets.iter().filter(|setting| !names.contains(&setting.name.as_str())) {
        let all = match names[..] {
            [] => "the scenarios declare no parameter".to_owned(),
            _ => format!("parameters are {}", names.join(", ")),
        };
        let message = format!("no scenario declares the parameter `{}` that is to be set", setting.name);
        let help = suggestion(&setting.name, names.iter().copied(), &all);
        diagnostics.push(Diagnostic::new(Code::UNKNOWN_PARAMETER, message).help(help));
    }
}
