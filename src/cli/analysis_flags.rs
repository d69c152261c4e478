//! The options of analyses as flags: one long flag for each, made from the same static list as help, pages and checks.

use super::drawing::{Drawing, drawn};
use crate::analysis::{Analysis, DefaultTo, OptionKey, Takes};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Args, Command};

/// The keys of these analyses, each name once; the focus has a flag of its own.
fn keys<'a>(analyses: &'a [&'static Analysis]) -> impl Iterator<Item = &'static OptionKey> + use<'a> {
    let all = || analyses.iter().flat_map(|analysis| analysis.options);
    let is_first = move |at: usize, key: &OptionKey| all().take(at).all(|other| other.name != key.name);
    all()
        .enumerate()
        .filter(move |(at, key)| key.name != OptionKey::FOCUS.name && is_first(*at, key))
        .map(|(_, key)| key)
}

/// A command with a flag for each option of these analyses, and one for a drawing where they draw anything.
pub(super) fn with_flags(command: Command, analyses: &[&'static Analysis]) -> Command {
    let command = if drawn(analyses).is_some() { Drawing::augment_args(command) } else { command };
    let command = command.args(keys(analyses).map(flag));
    let takes_focus =
        analyses.iter().any(|analysis| analysis.options.iter().any(|key| key.name == OptionKey::FOCUS.name));
    if takes_focus { command } else { command.mut_arg("focus", |focus| focus.hide(true)) }
}

/// The command of one analysis, with what its entry in the list says of it.
pub(super) fn described(command: Command, analysis: &'static Analysis) -> Command {
    let Analysis { about, formula, unit, source, name, .. } = analysis;
    let about = about.trim_end_matches('.');
    command.about(about).long_about(format!(
        "{about}\n\nFormula: {formula}\nUnit: {unit}\nSource: {source}\nPage: docs/methods/{name}.md"
    ))
}

fn flag(key: &'static OptionKey) -> Arg {
    let otherwise = match key.default {
        DefaultTo::Nothing => String::new(),
        default => format!(" [default: {}]", default.words()),
    };
    let about = key.about.trim_end_matches('.');
    let arg = Arg::new(key.name)
        .long(key.name)
        .help_heading("Options of this analysis")
        .allow_hyphen_values(matches!(key.takes, Takes::Number { .. } | Takes::Numbers { .. } | Takes::Count { .. }));
    match key.takes {
        // Clap lists the words by itself.
        Takes::Word(words) => arg
            .value_name(key.takes.placeholder())
            .value_parser(PossibleValuesParser::new(words))
            .help(format!("{about}{otherwise}")),
        Takes::Switch => {
            let words = PossibleValuesParser::new(["true", "false"]);
            arg.value_name(key.takes.placeholder()).value_parser(words).help(format!("{about}{otherwise}"))
        }
        takes => arg.value_name(takes.placeholder()).help(format!("{about}: {}{otherwise}", takes.words())),
    }
}

/// What the flags were given, as the words that `-O` takes.
pub(super) fn words(matches: &ArgMatches, analyses: &[&'static Analysis]) -> Vec<String> {
    let given = |key: &'static OptionKey| {
        let value = matches.get_one::<String>(key.name)?;
        Some(format!("{}={value}", key.name))
    };
    keys(analyses).filter_map(given).collect()
}
