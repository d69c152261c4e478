//! `eslabon new`: files to start from.

use super::table_choice::TableOption;
use super::{Exit, General};
use crate::report::output;
use crate::study::{SHIPPED_FILES, ShippedFile, Start};
use crate::table::Shipped;
use crate::words::{Code, Diagnostic, Diagnostics, Place, suggestion};
use std::path::{Path, PathBuf};

/// Write a file to start from
#[derive(Debug, clap::Subcommand)]
pub(super) enum New {
    Scenario(Scenario),
}

/// Write a commented scenario that runs as it is, or a copy of one that comes with the program
#[derive(Debug, clap::Args)]
pub(super) struct Scenario {
    /// The file to write; with --from, what it extends or compares goes beside it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    table: TableOption,
    /// The sector to look at, by code or name; the table's own by default
    #[arg(long, value_name = "SECTOR")]
    focus: Option<String>,
    /// Copies a scenario or study that comes with the program (`eslabon list scenarios`)
    #[arg(long, value_name = "NAME", conflicts_with_all = TAKEN_AS_IT_IS)]
    from: Option<String>,
    /// Replaces files that are there
    #[arg(long)]
    force: bool,
}

/// A copy is taken as it is: with it these options would say nothing.
const TAKEN_AS_IT_IS: [&str; 9] = [
    "table",
    "focus",
    "denominator",
    "tolerance",
    "reader",
    "final_demand",
    "primary_input",
    "ignore",
    "classification",
];

impl New {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        let Self::Scenario(scenario) = self;
        let files = match &scenario.from {
            Some(name) => scenario.copies(name, messages),
            None => scenario.starting(messages).map(|text| vec![(scenario.file.clone(), text)]),
        };
        for (path, text) in files.iter().flatten() {
            // A parent that is there already, word for word, is the one that is needed.
            let is_there = path.exists() && std::fs::read_to_string(path).ok().as_ref() != Some(text);
            if is_there && !scenario.force {
                let place = Place::file(path.display().to_string());
                let message = format!("`{}` is there already", path.display());
                let help = "choose another name; `--force` replaces what is there";
                messages.push(Diagnostic::new(Code::FILE_EXISTS, message).at(place).help(help));
            }
        }
        if !messages.has_errors() {
            // What keeps one from its place keeps the others: it is said once.
            let written = files.iter().flatten().try_for_each(|(path, text)| output::to_file(path, text.as_bytes()));
            if let Err(error) = written {
                messages.push(error.diagnostic());
            }
        }
        Exit::Done
    }
}

impl Scenario {
    /// A shipped file and what it needs, each with where it goes.
    fn copies(&self, name: &str, messages: &mut Diagnostics) -> Option<Vec<(PathBuf, String)>> {
        let Some(shipped) = ShippedFile::find(name) else {
            let names: Vec<&str> = SHIPPED_FILES.iter().map(|file| file.name).collect();
            let help = suggestion(name, names.iter().copied(), &format!("names are {}", names.join(", ")));
            let message = format!("no scenario that comes with the program is called `{name}`");
            messages.push(Diagnostic::new(Code::UNKNOWN_SCENARIO, message).help(help));
            return None;
        };
        let top = shipped.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let mut files = vec![(self.file.clone(), shipped.text.to_owned())];
        for needed in shipped.needs() {
            let beside = Path::new(needed.name).strip_prefix(top).unwrap_or(Path::new(needed.name));
            let path = folder.join(beside).with_extension("toml");
            if path == self.file {
                let shown = path.display();
                let message = format!("`{shown}` is the place of `{}`, which `{}` needs", needed.name, shipped.name);
                let help = "choose another name for the copy";
                let place = Place::file(shown.to_string());
                messages.push(Diagnostic::new(Code::FILE_EXISTS, message).at(place).help(help));
                return None;
            }
            files.push((path, needed.text.to_owned()));
        }
        Some(files)
    }

    fn starting(&self, messages: &mut Diagnostics) -> Option<String> {
        let economy = self.table.economy(messages)?;
        let table = economy.table();
        let focus = match self.focus.as_ref().or(table.manifest().focus.as_ref()) {
            None => 0,
            Some(word) => match table.naming().one(word) {
                Ok(focus) => focus,
                Err(error) => {
                    messages.push(error.diagnostic());
                    return None;
                }
            },
        };
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Some(Start { name: &named(&stem), table_word: &self.word_of_table(), table, focus }.text())
    }

    /// The table as a file in the folder of this one names it: paths in files start from there.
    fn word_of_table(&self) -> String {
        let word = self.table.word();
        let is_here = self.file.parent().is_none_or(|folder| folder.as_os_str().is_empty());
        match std::path::absolute(word) {
            Ok(path) if Shipped::find(word).is_none() && !is_here => path.display().to_string(),
            _ => word.to_owned(),
        }
    }
}

/// A name for a scenario from that of its file: letters, digits and marks that a name may have.
fn named(stem: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = stem.chars().map(letter).collect();
    let name = name.trim_start_matches(['-', '_', '.']);
    if name.is_empty() { "my-scenario".to_owned() } else { name.to_owned() }
}
