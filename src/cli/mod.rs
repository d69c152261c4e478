//! Floor 6: the command line. One file per command; what a command prints, it prints through the floor below.
//!
//! Standard output carries results only; messages and progress go to standard error. Exit codes are in `exit.rs`.

mod analyse;
mod analysis_flags;
mod check;
mod compare;
mod completions;
mod drawing;
mod exit;
mod interrupt;
mod linkages;
mod list;
mod manual;
mod new;
mod outlet;
mod progress;
mod report;
mod results;
mod rows;
mod run;
mod scenario_choice;
mod schema;
mod steps;
mod survey;
mod table;
mod table_choice;
mod trend;

use crate::report::{MESSAGE_FORMATS, MessageFormat, Style, output};
use crate::words::Diagnostics;
use clap::{Parser, Subcommand};
use exit::Exit;
use std::process::ExitCode;
use steps::Steps;

/// Input-output simulator: linkages, policy scenarios, and how information technology spreads through an economy.
#[derive(Debug, Parser)]
#[command(name = "eslabon", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    general: General,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
struct General {
    /// How messages are written: for people, or one JSON object a line
    #[arg(long, global = true, value_name = "FORMAT", default_value = MESSAGE_FORMATS[0].name, value_parser = message_format)]
    message_format: &'static MessageFormat,
    /// Nothing but results and errors: no warnings, no progress
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say on standard error what is done and how long it takes: tables read, scenarios, threads
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// How many threads to use; all processors by default
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Run),
    Check(check::Check),
    Compare(compare::Compare),
    Report(report::Report),
    Linkages(linkages::Linkages),
    /// Run one analysis of a table (`eslabon list analyses` shows them by question)
    #[command(subcommand)]
    Analyse(analyse::Analyse),
    Trend(trend::TrendCommand),
    #[command(subcommand)]
    Table(table::Table),
    #[command(subcommand)]
    Survey(survey::Surveys),
    List(list::List),
    #[command(subcommand)]
    New(new::New),
    Schema(schema::Schema),
    Completions(completions::Completions),
    #[command(name = "man")]
    Manual(manual::Manual),
}

fn message_format(name: &str) -> Result<&'static MessageFormat, String> {
    MessageFormat::named(name).ok_or_else(|| {
        let names: Vec<&str> = MESSAGE_FORMATS.iter().map(|format| format.name).collect();
        format!("allowed are {}", names.join(", "))
    })
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    // Clap prints its own messages: help and version with exit code 0, what it cannot read with 2.
    let cli = Cli::parse();
    interrupt::watch();
    // Unless a number is asked for, threads are started by the first work that is worth sharing, for most commands never.
    let pool = cli.general.threads.map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build());
    let mut messages = Diagnostics::default();
    let mut go = || {
        let steps = Steps::new(&cli.general);
        let exit = cli.command.go(&cli.general, &mut messages);
        steps.all_done();
        exit
    };
    let exit = match pool {
        Some(Ok(pool)) => pool.install(go),
        None | Some(Err(_)) => go(),
    };
    let worst = exit.and(Exit::of(&messages));
    say(&messages, &cli.general);
    ExitCode::from(worst.code())
}

impl Command {
    fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        match self {
            Self::Run(command) => command.go(general, messages),
            Self::Check(command) => command.go(general, messages),
            Self::Compare(command) => command.go(general, messages),
            Self::Report(command) => command.go(general, messages),
            Self::Linkages(command) => command.go(general, messages),
            Self::Analyse(command) => command.go(general, messages),
            Self::Trend(command) => command.go(general, messages),
            Self::Table(command) => command.go(general, messages),
            Self::Survey(command) => command.go(general, messages),
            Self::List(command) => command.go(general, messages),
            Self::New(command) => command.go(general, messages),
            Self::Schema(command) => command.go(general, messages),
            Self::Completions(command) => command.go(general, messages),
            Self::Manual(command) => command.go(general, messages),
        }
    }
}

/// Writes the messages to standard error; warnings not where quiet was asked for.
fn say(messages: &Diagnostics, general: &General) {
    let mut shown = Diagnostics::default();
    for message in messages.iter() {
        if !(general.quiet && message.code.class == crate::words::Class::Warning) {
            shown.push(message.clone());
        }
    }
    let style = Style { width: outlet::width(), colour: outlet::colour(&std::io::stderr()) };
    // Where standard error cannot be written to there is nobody left to tell.
    let _ = output::to_stderr(|to| general.message_format.write(&shown, style, to));
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// No two flags of a command are called the same, and every analysis has a command that says what its entry says.
    #[test]
    fn the_command_line_is_made_of_the_lists() {
        Cli::command().debug_assert();
        let mut command = Cli::command();
        command.build();
        let analyse = command.find_subcommand("analyse").unwrap();
        for analysis in crate::analysis::ANALYSES {
            let own = analyse.find_subcommand(analysis.name).unwrap();
            let help = own.clone().render_long_help().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
            for told in [analysis.about.trim_end_matches('.'), analysis.source, analysis.unit, analysis.formula] {
                let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(help.contains(&told), "{}: {told}", analysis.name);
            }
            for key in analysis.options {
                assert!(own.get_arguments().any(|arg| arg.get_long() == Some(key.name)), "{}", key.name);
            }
        }
    }
}
