//! `eslabon analyse`: one analysis of one table.

use super::analysis_flags::{described, with_flags, words};
use super::drawing::{Drawing, drawn};
use super::outlet::Outlet;
use super::progress::Progress;
use super::rows::Rows;
use super::steps::Steps;
use super::table_choice::TableOption;
use super::{Exit, General};
use crate::analysis::{ANALYSES, Analysis, AnalysisError, OptionKey, Options, not_reproduced, unknown_option};
use crate::words::{Diagnostic, Diagnostics, Frame};
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};

/// One analysis, by its name, with what is asked of it; or a name that is none of them.
#[derive(Debug)]
pub(super) enum Analyse {
    Known(&'static Analysis, Box<Asked>),
    Unknown(String),
}

/// What every analysis takes on the command line.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    #[command(flatten)]
    table: TableOption,
    /// The sector to look at, by code or name; the table's own by default
    #[arg(long, value_name = "SECTOR")]
    focus: Option<String>,
    /// An option of the analysis as NAME=VALUE, instead of its flag; may be repeated
    #[arg(long = "option", short = 'O', value_name = "NAME=VALUE")]
    options: Vec<String>,
    #[command(flatten)]
    rows: Rows,
    /// Only of analyses that draw anything.
    #[arg(skip)]
    drawing: Option<Drawing>,
    #[command(flatten)]
    outlet: Outlet,
}

impl Analyse {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        match self {
            Self::Known(analysis, asked) => asked.run(&[analysis], general, messages),
            Self::Unknown(name) => {
                messages.append(Analysis::named(name).err().unwrap_or_default());
                Exit::Done
            }
        }
    }
}

/// One command below `analyse` for each entry of the list, with its options as flags. All these flags take longer to make than a
/// national table to invert, so that they are made only where a command line asks for them.
impl Subcommand for Analyse {
    fn augment_subcommands(command: Command) -> Command {
        let every = |command: Command| {
            let each = |analysis: &&'static Analysis| described(Command::new(analysis.name), analysis).defer(own_flags);
            command.subcommands(ANALYSES.iter().map(each))
        };
        // A name that is no analysis is told with the names that were probably meant.
        command.defer(every).subcommand_required(true).allow_external_subcommands(true)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(_name: &str) -> bool {
        true
    }
}

/// The command of an analysis, known by its name, with what every analysis takes and its own options.
fn own_flags(command: Command) -> Command {
    let Some(analysis) = ANALYSES.iter().find(|analysis| analysis.name == command.get_name()) else { return command };
    // Flags bring words on themselves along; those of the entry come last.
    described(with_flags(Asked::augment_args(command), &[analysis]), analysis)
}

impl FromArgMatches for Analyse {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let Some((name, own)) = matches.subcommand() else {
            return Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand));
        };
        match ANALYSES.iter().find(|analysis| analysis.name == name) {
            Some(analysis) => Ok(Self::Known(analysis, Box::new(Asked::with_flags_of(own, &[analysis])?))),
            None => Ok(Self::Unknown(name.to_owned())),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Asked {
    /// What was asked, with the flags of these analyses among the options.
    pub(super) fn with_flags_of(matches: &ArgMatches, analyses: &[&'static Analysis]) -> Result<Self, clap::Error> {
        let mut asked = Self::from_arg_matches(matches)?;
        asked.options.extend(words(matches, analyses));
        asked.drawing = drawn(analyses).map(|_| Drawing::from_arg_matches(matches)).transpose()?;
        Ok(asked)
    }

    /// Runs the analyses one after another on one table, each with the options that it knows.
    pub(super) fn run(&self, analyses: &[&'static Analysis], general: &General, messages: &mut Diagnostics) -> Exit {
        let steps = Steps::new(general);
        let shaping = self.rows.read(messages);
        let drawing = drawn(analyses).zip(self.drawing.as_ref());
        let drawing = drawing.and_then(|(drawn, drawing)| drawing.read(drawn, messages));
        self.outlet.check(messages);
        let reading = Progress::on("reading the table", general.quiet);
        let Some((economy, checksum)) = self.table.marked(messages) else { return Exit::Done };
        drop(reading);
        steps.read(economy.table(), &checksum);
        for word in self.unknown(analyses) {
            messages.push(word);
        }
        let mut ready: Vec<(&Analysis, Options)> = Vec::new();
        for analysis in analyses {
            let words = self.words(analysis, analyses.len() == 1);
            match analysis.options_with(economy.table(), &words, &self.table) {
                Ok(options) => ready.push((analysis, options)),
                Err(problems) => messages.append(problems),
            }
        }
        // All that is wrong with what was asked is told before anything is calculated.
        let Some(shaping) = shaping.filter(|_| !messages.has_errors()) else { return Exit::Done };
        let mut frames: Vec<Frame> = Vec::new();
        let mut without_focus = false;
        let mut focus: Option<String> = None;
        let missed = not_reproduced(&economy);
        for (analysis, options) in &ready {
            messages.append(options.said().clone());
            // An analysis that looks at no sector does not turn the eye from one.
            if let Ok(at) = options.sector(&OptionKey::FOCUS) {
                focus = Some(economy.table().sectors().code(at).to_owned());
            }
            let waiting = Progress::on(analysis.name, general.quiet);
            let found = (analysis.run)(&economy, options);
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
        if let Some(drawing) = drawing.filter(|_| !messages.has_errors()) {
            drawing.put(&frames, focus.as_deref(), messages);
        }
        if messages.has_errors() {
            return Exit::Done;
        }
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
