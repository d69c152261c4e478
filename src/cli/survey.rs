//! `eslabon survey`: what firms said, beside what tables say.

use super::outlet::Outlet;
use super::progress::Progress;
use super::rows::Rows;
use super::table_choice::Reading;
use super::{Exit, General};
use crate::analysis::survey_contrast::{self, Beside, Draws, branches_of};
use crate::analysis::{AnalysisError, NothingOutside, OptionKey, Options};
use crate::model::Economy;
use crate::table::Survey;
use crate::table::reader::read_survey;
use crate::words::{Code, Diagnostic, Diagnostics};
use clap::Subcommand;

/// A survey of firms beside a table
#[derive(Debug, Subcommand)]
pub(super) enum Surveys {
    Contrast(Contrast),
}

/// Set the links of interviewed firms by branch beside the branches' shares of GDP and of sales, as published and of a table
#[derive(Debug, clap::Args)]
pub(super) struct Contrast {
    /// A shipped survey, or the path of a survey.toml
    #[arg(long, value_name = "SURVEY", default_value = "falabella-gatica")]
    survey: String,
    /// A table with the survey's branches, whose shares of GDP and sales are shown beside the published ones; one without them takes
    /// `--classification FILE`
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// The sector that was surveyed, by code or name; the table's own by default
    #[arg(long, value_name = "SECTOR", requires = "table")]
    focus: Option<String>,
    /// How many draws the intervals have, at most 1000000; 0 for none
    #[arg(long, value_name = "N", default_value_t = 10_000, allow_negative_numbers = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    draws: u32,
    /// From where the random numbers of the draws start
    #[arg(long, value_name = "N", default_value_t = 2008, allow_negative_numbers = true)]
    seed: u64,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    outlet: Outlet,
}

impl Surveys {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        match self {
            Self::Contrast(command) => command.go(general, messages),
        }
    }
}

impl Contrast {
    fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.outlet.check(messages);
        let shaping = self.rows.read(messages);
        let (Some(survey), Some(shaping)) = (read_survey(&self.survey, messages), shaping) else { return Exit::Done };
        let beside = match &self.table {
            None => None,
            Some(name) => {
                let Some(economy) = self.reading.economy(name, messages) else { return Exit::Done };
                match self.beside(&survey, &economy) {
                    Ok(beside) => Some(beside),
                    Err(problems) => {
                        messages.append(problems);
                        return Exit::Done;
                    }
                }
            }
        };
        let count = usize::try_from(self.draws).unwrap_or(usize::MAX);
        let draws = Draws { count, seed: self.seed };
        let drawing = Progress::on("drawing firms", general.quiet);
        let found = survey_contrast::frame(&survey, beside.as_ref(), draws);
        drop(drawing);
        match found {
            Ok(frame) => match shaping.shape(vec![frame]) {
                Ok(frames) => self.outlet.put(&frames, messages),
                Err(problems) => {
                    messages.append(problems);
                    Exit::Done
                }
            },
            Err(error) => {
                let help = "a share of GDP or of sales that is all but zero has no quotient";
                messages.push(Diagnostic::new(Code::NO_FINITE_RESULT, error.to_string()).help(help));
                Exit::Done
            }
        }
    }

    /// A and B of the table, or all that keeps it from having them.
    fn beside(&self, survey: &Survey, economy: &Economy) -> Result<Beside, Diagnostics> {
        let table = economy.table();
        let told = |error: AnalysisError| error.diagnostic(table.sectors());
        let words: Vec<String> = self.focus.iter().map(|focus| format!("focus={focus}")).collect();
        let options = Options::read(&[OptionKey::FOCUS], table, &words, &NothingOutside);
        let focus = options.and_then(|options| Ok(options.sector(&OptionKey::FOCUS).map_err(told)?));
        match (focus, branches_of(survey, table)) {
            (Ok(focus), Ok(branches)) => Ok(Beside::of(survey, economy, focus, &branches).map_err(told)?),
            (focus, branches) => {
                let mut problems = focus.err().unwrap_or_default();
                if let Err(error) = branches {
                    problems.push(told(error));
                }
                Err(problems)
            }
        }
    }
}
