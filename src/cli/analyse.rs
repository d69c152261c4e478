//! `eslabon analyse`: one analysis of one table.

use super::outlet::Outlet;
use super::rows::Rows;
use super::steps::Steps;
use super::table_choice::TableOption;
use super::waiting::Waiting;
use super::{Exit, General};
use crate::analysis::{Analysis, AnalysisError, OptionKey, not_reproduced, unknown_option};
use crate::words::{Diagnostic, Diagnostics, Frame};

/// Run one analysis of a table (`eslabon list analyses`)
#[derive(Debug, clap::Args)]
pub(super) struct Analyse {
    /// Which analysis
    #[arg(value_name = "ANALYSIS")]
    name: String,
    #[command(flatten)]
    asked: Asked,
}

/// What every analysis takes on the command line.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    #[command(flatten)]
    table: TableOption,
    /// The sector to look at, by code or name; the table's own by default
    #[arg(long, value_name = "SECTOR")]
    focus: Option<String>,
    /// A further option of the analysis, as NAME=VALUE; may be repeated
    #[arg(long = "option", short = 'O', value_name = "NAME=VALUE")]
    options: Vec<String>,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    outlet: Outlet,
}

impl Analyse {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.asked.run(&[&self.name], general, messages)
    }
}

impl Asked {
    /// Runs the analyses of these names one after another on one table, each with the options that it knows.
    pub(super) fn run(&self, names: &[&str], general: &General, messages: &mut Diagnostics) -> Exit {
        let steps = Steps::new(general);
        let mut analyses = Vec::new();
        for name in names {
            match Analysis::named(name) {
                Ok(analysis) => analyses.push(analysis),
                Err(problems) => messages.append(problems),
            }
        }
        let shaping = self.rows.read(messages);
        let reading = Waiting::on("reading the table", general.quiet);
        let Some((economy, checksum)) = self.table.marked(messages) else { return Exit::Done };
        drop(reading);
        steps.read(economy.table(), &checksum);
        let mut frames: Vec<Frame> = Vec::new();
        let mut without_focus = false;
        let missed = not_reproduced(&economy);
        for word in self.unknown(&analyses) {
            messages.push(word);
        }
        for analysis in analyses {
            let words = self.words(analysis, names.len() == 1);
            let options = match analysis.options_with(economy.table(), &words, &self.table) {
                Ok(options) => options,
                Err(problems) => {
                    messages.append(problems);
                    continue;
                }
            };
            let waiting = Waiting::on(analysis.name, general.quiet);
            let found = (analysis.run)(&economy, &options);
            drop(waiting);
            steps.done(|| format!("{} calculated", analysis.name));
            match found {
                Ok(found) => frames.extend(found),
                // What looks at one sector is left out where several analyses run and no sector is named.
                Err(AnalysisError::MissingOption { name, .. })
                    if name == OptionKey::FOCUS.name && !frames.is_empty() =>
                {
                    without_focus = true;
                }
                Err(error) => messages.push(error.diagnostic(economy.table().sectors())),
            }
        }
        steps.factors(&economy);
        if let Some(last) = frames.last_mut().filter(|_| without_focus) {
            last.note("Name a sector with `--focus` to see its own linkages and to whom it sells.");
        }
        if let (Some(first), Some(missed)) = (frames.first_mut(), missed) {
            first.note(missed);
        }
        let Some(shaping) = shaping.filter(|_| !messages.has_errors()) else { return Exit::Done };
        match shaping.shape(frames) {
            Ok(frames) => self.outlet.put(&frames, messages),
            Err(problems) => {
                messages.append(problems);
                Exit::Done
            }
        }
    }

    /// Options that none of several analyses knows; one alone says so itself.
    fn unknown(&self, analyses: &[&Analysis]) -> Vec<Diagnostic> {
        let keys = || analyses.iter().flat_map(|analysis| analysis.options);
        let names = self.options.iter().map(|word| name_of(word));
        let unknown = names.filter(|name| analyses.len() > 1 && keys().all(|key| key.name != *name));
        unknown.map(|name| unknown_option(keys(), name, "these analyses")).collect()
    }

    /// The options as words. Where several analyses run, each is given those that it knows.
    fn words(&self, analysis: &Analysis, alone: bool) -> Vec<String> {
        let focus = self.focus.iter().map(|focus| format!("focus={focus}"));
        let knows = |word: &String| alone || analysis.options.iter().any(|key| key.name == name_of(word));
        focus.chain(self.options.iter().cloned()).filter(knows).collect()
    }
}

/// The name in `NAME=VALUE`.
fn name_of(word: &str) -> &str {
    word.split('=').next().unwrap_or_default().trim()
}
