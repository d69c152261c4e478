//! `eslabon linkages`: everything about how one sector is linked with the others.

use super::analyse::Asked;
use super::analysis_flags::with_flags;
use super::{Exit, General};
use crate::analysis::{Analysis, linkages, sales_by_branch, sales_distribution};
use crate::words::Diagnostics;
use clap::{ArgMatches, Args, Command, FromArgMatches};

/// The analyses that together say how a sector is linked, in the order in which they are printed.
static TOGETHER: &[&Analysis] = &[&linkages::ANALYSIS, &sales_distribution::ANALYSIS, &sales_by_branch::ANALYSIS];

/// How a sector is linked with the others: linkages, key sectors, to whom it sells and how concentrated
#[derive(Debug)]
pub(super) struct Linkages {
    asked: Asked,
}

/// What the command is for.
const ABOUT: &str =
    "How a sector is linked with the others: linkages, key sectors, to whom it sells and how concentrated";

/// What every analysis takes, and the options of these as flags; made only where a command line asks for them.
impl Args for Linkages {
    fn augment_args(command: Command) -> Command {
        command.about(ABOUT).defer(|command| with_flags(Asked::augment_args(command), TOGETHER).about(ABOUT))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Linkages {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self { asked: Asked::with_flags_of(matches, TOGETHER)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Linkages {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.asked.run(TOGETHER, general, messages)
    }
}
