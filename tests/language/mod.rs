//! The language of scenarios, read from files as analysts write them.

mod adopting;
mod altered;
mod comparisons;
mod inheritance;
mod options;
mod problems;
mod studies;
mod variants;
mod weights;
mod years;

use eslabon::study::{LoadOptions, Loaded, Outcome, Point, load};
use eslabon::words::Diagnostics;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Scenario files in a folder of their own.
pub(crate) struct Files {
    folder: TempDir,
}

/// What every scenario of these tests begins with.
pub(crate) const HEAD: &str = "format = 1\nname = 'a'\nbase.table = 'miller-blair'\n";

/// A change of the coefficient of sector 2 for sector 1 of the textbook, .2 in the table, by so much.
pub(crate) fn shock(name: &str, key: &str, value: &str) -> String {
    let text = "[[shock.coefficient]]\nsupplier = 'S2'\nbuyers = 'S1'\ninstead_of = 'operating_surplus'\n";
    format!("{text}name = '{name}'\n{key} = {value}\n")
}

impl Files {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let files_in = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            files_in.write(name, text);
        }
        files_in
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What is loaded from these files, and what is said: `code: message [place] help`, with the folder left out.
    pub(crate) fn load(&self, names: &[&str], options: &LoadOptions) -> (Loaded, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let paths: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        let loaded = load(&paths, options, &mut diagnostics);
        let said = diagnostics.iter().map(|said| {
            let place = said.place.as_ref().map_or_else(String::new, |place| format!(" [{place}]"));
            let help = said.help.as_ref().map_or_else(String::new, |help| format!(" {help}"));
            self.bare(&format!("{}: {}{place}{help}", said.code.id, said.message))
        });
        (loaded, said.collect())
    }

    /// What is said of these files.
    pub(crate) fn said(&self, names: &[&str]) -> Vec<String> {
        self.load(names, &LoadOptions::default()).1
    }

    /// What is loaded without a word.
    pub(crate) fn loaded(&self, names: &[&str], options: &LoadOptions) -> Loaded {
        let (loaded, said) = self.load(names, options);
        assert_eq!(said, Vec::<String>::new());
        loaded
    }

    fn bare(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// The first scenario at the central point of its parameters.
pub(crate) fn central(loaded: &Loaded) -> Outcome {
    loaded.scenarios[0].simulate(&Point::Central).unwrap()
}

/// a_21 of the textbook in each year of an outcome.
pub(crate) fn coefficients(outcome: &Outcome) -> Vec<f64> {
    outcome.years.iter().map(|year| year.state.technical(&outcome.base).matrix()[(1, 0)]).collect()
}

/// The same path from the folder of this crate.
pub(crate) fn in_crate(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
