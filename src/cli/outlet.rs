//! Where a result goes and how it is written: `--format` and `-o`.

use super::Exit;
use crate::report::{FORMATS, Format, ReportError, Style, output};
use crate::words::{Code, Diagnostic, Diagnostics, Frame, Place};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Where a result goes and how it is written.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Outlet {
    /// How results are written; without it the ending of FILE decides, else a table
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<&'static Format>,
    /// Writes to FILE instead of standard output; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats, for an option: help and completions list them.
pub(super) fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let words = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(words).try_map(|name| Format::named(&name).ok_or("there is no such format"))
}

impl Outlet {
    /// Whether it is a table on standard output, for a reader: nothing else was asked for.
    pub(super) fn is_for_reading(&self) -> bool {
        self.format.is_none() && self.output.is_none()
    }

    /// Says where the ending of FILE is that of no format; for a command that has work to do before it writes.
    pub(super) fn check(&self, messages: &mut Diagnostics) {
        if let Err(problems) = self.file() {
            messages.append(problems);
        }
    }

    /// The file and its format, none for standard output; or that its ending is that of no format.
    fn file(&self) -> Result<Option<(&Path, &'static Format)>, Diagnostics> {
        let Some(path) = self.output.as_deref().filter(|path| *path != Path::new("-")) else { return Ok(None) };
        match (self.format.or_else(|| Format::of_file(path)), path.extension()) {
            (None, Some(ending)) => {
                let message = format!("no format of results has the ending `.{}`", ending.display());
                let known: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
                let help = format!("endings are {}; or name the format with `--format`", known.join(", "));
                let place = Place::file(path.display().to_string());
                Err(Diagnostic::new(Code::UNKNOWN_ENDING, message).at(place).help(help).into())
            }
            (known, _) => Ok(Some((path, known.unwrap_or(&FORMATS[0])))),
        }
    }

    /// Writes the frames.
    pub(super) fn put(&self, frames: &[Frame], messages: &mut Diagnostics) -> Exit {
        let frames: Vec<&Frame> = frames.iter().collect();
        let file = match self.file() {
            Ok(file) => file,
            Err(problems) => {
                messages.append(problems);
                return Exit::Done;
            }
        };
        let written = match file {
            Some((path, format)) => format.bytes(&frames).and_then(|bytes| output::to_file(path, &bytes)),
            None => print(&frames, self.format.unwrap_or(&FORMATS[0])),
        };
        if let Err(error) = written {
            messages.push(error.diagnostic());
        }
        Exit::Done
    }

    /// Writes a text that is to be pasted elsewhere, as it is.
    pub(super) fn put_text(&self, text: &str, messages: &mut Diagnostics) -> Exit {
        put_text(self.output.as_deref(), text, messages)
    }
}

/// Writes a text to a file, or to standard output where none is named or the name is `-`.
pub(super) fn put_text(file: Option<&Path>, text: &str, messages: &mut Diagnostics) -> Exit {
    let written = match file.filter(|path| *path != Path::new("-")) {
        Some(path) => output::to_file(path, text.as_bytes()),
        None => output::to_stdout(|to| Ok(to.write_all(text.as_bytes())?)),
    };
    if let Err(error) = written {
        messages.push(error.diagnostic());
    }
    Exit::Done
}

/// Writes frames to standard output.
pub(super) fn print(frames: &[&Frame], format: &Format) -> Result<(), ReportError> {
    let is_terminal = std::io::stdout().is_terminal();
    if is_terminal && !format.is_text {
        return Err(ReportError::NoText { format: format.name });
    }
    let style = Style { width: width(), colour: colour(&std::io::stdout()) };
    output::to_stdout(|to| format.write(frames, style, to))
}

/// How many columns the window has, where there is one.
pub(super) fn width() -> Option<usize> {
    let stated = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    stated.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
}

/// Whether to colour what goes to this stream: a terminal, and `NO_COLOR` not set.
pub(super) fn colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
