//! `eslabon compare`: two earlier results side by side.

use super::outlet::Outlet;
use super::progress::Progress;
use super::results::text;
use super::{Exit, General};
use crate::study::compare::{EarlierResult, FolderComparison, Limit, ResultFiles};
use crate::words::{Diagnostics, Frame, FrameError, Parts};
use std::path::{Path, PathBuf};

/// What is done one after another: two results are read, then paired, then shown.
const PARTS: usize = 4;

/// Compare two result folders: scenarios are paired by name, the second is set against the first; every number with --format or -o
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// The first result folder
    #[arg(value_name = "FIRST")]
    first: PathBuf,
    /// The second result folder
    #[arg(value_name = "SECOND")]
    second: PathBuf,
    /// Fails with exit code 1 where a metric moves by more than so many percent, as METRIC=PERCENT or all=PERCENT; may be repeated
    #[arg(long, value_name = "METRIC=PERCENT")]
    fail_above: Vec<String>,
    #[command(flatten)]
    outlet: Outlet,
}

impl Compare {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.outlet.check(messages);
        let mut limits = Vec::new();
        for text in &self.fail_above {
            match Limit::parse(text) {
                Ok(limit) => limits.push(limit),
                Err(problems) => messages.append(problems),
            }
        }
        let progress = Progress::on("comparing", general.quiet);
        let tell = |done, all| progress.at(done, all);
        let parts = Parts::of(PARTS, &tell);
        let mut read = |folder| parts.part(|| read(folder, messages));
        let (first, second) = (read(&self.first), read(&self.second));
        let (Some(first), Some(second)) = (first, second) else { return Exit::Done };
        if messages.has_errors() {
            return Exit::Done;
        }
        let compared = parts.part(|| FolderComparison::of(&first, &second));
        let found = parts.part(|| if self.outlet.is_for_reading() { compared.overview() } else { all(&compared) });
        drop(progress);
        let mut frames = found.unwrap_or_else(|error| {
            messages.push(crate::report::ReportError::from(error).diagnostic());
            Vec::new()
        });
        let mut exit = Exit::Done;
        if !limits.is_empty() {
            match compared.check(&limits) {
                Ok(checked) => {
                    if !checked.passed {
                        exit = Exit::Unmet;
                    }
                    frames.push(checked.frame);
                }
                Err(problems) => messages.append(problems),
            }
        }
        if messages.has_errors() {
            return exit;
        }
        exit.and(self.outlet.put(&frames, messages))
    }
}

/// Every number of both results.
fn all(compared: &FolderComparison<'_>) -> Result<Vec<Frame>, FrameError> {
    Ok([vec![compared.comparison()?, compared.outcomes()?], compared.further()?].concat())
}

fn read(folder: &Path, messages: &mut Diagnostics) -> Option<EarlierResult> {
    let mut text = |name: &str| text(folder, name, messages);
    // Without its certificate it is no result, and nothing else needs to be said of it.
    let certificate = text("run.json")?;
    let (comparison, outcomes) = (text("comparison.csv"), text("outcomes.csv"));
    let texts: Vec<(&str, String)> = EarlierResult::further()
        .filter(|id| folder.join(format!("{id}.csv")).exists())
        .filter_map(|id| Some((id, text(&format!("{id}.csv"))?)))
        .collect();
    let further: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let name = folder.display().to_string();
    let files = ResultFiles {
        folder: &name,
        certificate: &certificate,
        comparison: &comparison?,
        outcomes: &outcomes?,
        further: &further,
    };
    EarlierResult::read(&files, messages)
}
