//! Which scenarios a command works on, and what is said beside their files.

use super::table_choice::Reading;
use crate::study::{LoadOptions, Loaded, Setting, YearSpan, load};
use crate::words::{Code, Diagnostic, Diagnostics};
use std::path::PathBuf;

/// Which scenarios, and what is said beside their files.
#[derive(Debug, clap::Args)]
pub(super) struct ScenarioChoice {
    /// Scenario files, or folders with all that is below them; files whose name starts with `_` are parents only
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Sets a parameter of the scenarios, as NAME=NUMBER; may be repeated
    #[arg(long = "set", value_name = "NAME=NUMBER", value_parser = setting)]
    sets: Vec<Setting>,
    /// The table of every scenario, whatever its file says
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// The focus of every scenario, whatever its file says
    #[arg(long, value_name = "SECTOR")]
    focus: Option<String>,
    /// The years of every scenario, as FIRST-LAST
    #[arg(long, value_name = "YEARS", value_parser = years)]
    years: Option<YearSpan>,
    #[command(flatten)]
    reading: Reading,
}

fn setting(text: &str) -> Result<Setting, String> {
    text.parse().map_err(|error: crate::study::NoSetting| error.to_string())
}

fn years(text: &str) -> Result<YearSpan, String> {
    text.parse().map_err(|error: crate::study::NoYears| error.to_string())
}

impl ScenarioChoice {
    /// Loads the scenarios; whole only where no error was said.
    pub(super) fn load(&self, messages: &mut Diagnostics) -> Loaded {
        for (at, set) in self.sets.iter().enumerate() {
            if self.sets[..at].iter().any(|earlier| earlier.name == set.name) {
                let message = format!("`--set` gives `{}` more than once", set.name);
                messages.push(Diagnostic::new(Code::DUPLICATE_NAME, message).help("give each parameter one value"));
            }
        }
        let options = LoadOptions {
            sets: self.sets.clone(),
            table: self.table.clone(),
            focus: self.focus.clone(),
            years: self.years,
            read: self.reading.options(self.reading.tolerances()),
        };
        load(&self.paths, &options, messages)
    }

    /// The settings of the command line by name, for the birth certificate of a result.
    pub(super) fn settings(&self) -> impl Iterator<Item = (String, f64)> + '_ {
        self.sets.iter().map(|setting| (setting.name.clone(), setting.value))
    }

    /// A name for the result: that of the first file or folder.
    pub(super) fn stem(&self) -> PathBuf {
        let first = self.paths.first().and_then(|path| std::path::absolute(path).ok());
        let stem = first.as_deref().and_then(|path| path.file_stem().map(PathBuf::from));
        stem.unwrap_or_else(|| PathBuf::from("run"))
    }
}
