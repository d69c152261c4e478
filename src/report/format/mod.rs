//! Output formats: each writes any frames, and knows nothing of what they are about. A new format is one file and one
//! line in [`FORMATS`].

mod csv;
mod fit;
#[cfg(test)]
mod fixture;
mod json;
mod latex;
mod markdown;
mod shown;
mod table;
mod xlsx;

use super::ReportError;
use crate::words::Frame;
use std::io;
use std::path::Path;

/// How a result is to look where the format leaves a choice. Files are written with the default: no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// The columns of the terminal, where they are known.
    pub width: Option<usize>,
    /// Whether the terminal takes colours.
    pub colour: bool,
}

impl Style {
    /// The width where none is known, as in a pipe.
    pub const USUAL_WIDTH: usize = 100;

    /// The width to write for.
    pub fn columns(self) -> usize {
        self.width.unwrap_or(Self::USUAL_WIDTH).max(1)
    }
}

/// An output format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The word that asks for it: `csv`.
    pub name: &'static str,
    /// How names of its files end, without the point.
    pub extension: &'static str,
    /// Its media type, as mail and the web know it.
    pub media: &'static str,
    /// What it is good for, in one sentence.
    pub about: &'static str,
    /// Whether its files are text, which a terminal shows.
    pub is_text: bool,
    write: fn(&[&Frame], Style, &mut dyn io::Write) -> Result<(), ReportError>,
}

/// Every output format.
pub static FORMATS: &[Format] =
    &[table::FORMAT, csv::FORMAT, json::FORMAT, xlsx::FORMAT, markdown::FORMAT, latex::FORMAT];

impl Format {
    /// The format that a word asks for.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format that the end of a file's name asks for.
    pub fn of_file(path: &Path) -> Option<&'static Self> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        FORMATS.iter().find(|format| format.extension == extension)
    }

    /// Writes frames one after another.
    ///
    /// # Errors
    /// Fails where a frame is not finished, above all where a number in it is not finite, and where the format has no room
    /// for it, before anything is written; and where the stream does.
    pub fn write(&self, frames: &[&Frame], style: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
        for frame in frames {
            frame.check()?;
        }
        (self.write)(frames, style, to)
    }

    /// The frames as the bytes of a file.
    ///
    /// # Errors
    /// Fails where a frame is not finished or too large, as [`Format::write`] does.
    pub fn bytes(&self, frames: &[&Frame]) -> Result<Vec<u8>, ReportError> {
        let mut bytes = Vec::new();
        self.write(frames, Style::default(), &mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Column, FrameError, Unit, Value};

    fn frame(number: f64) -> Frame {
        let mut frame = Frame::new(
            "f",
            "A frame",
            vec![
                Column::text("sector", "Sector", "Its code."),
                Column::number("x", "Output", Unit::Ratio, "A number."),
                Column::integer("rank", "Rank", Unit::Rank, "Its rank."),
            ],
        );
        frame.push(vec!["ITS".into(), Value::Number(number), 1_i64.into()]);
        frame.push(vec!["COP".into(), Value::Empty, Value::Empty]);
        frame
    }

    #[test]
    fn every_format_writes_any_frames_and_is_found_by_its_name() {
        let (full, bare) = (frame(1.5), Frame::new("e", "Empty", vec![]));
        for format in FORMATS {
            for frames in [&[][..], &[&full], &[&bare], &[&full, &bare, &full]] {
                let bytes = format.bytes(frames).unwrap();
                assert_eq!(bytes, format.bytes(frames).unwrap(), "{} is not the same twice", format.name);
                let ends = !format.is_text || bytes.is_empty() || bytes.ends_with(b"\n");
                assert!(ends, "{} ends without a line end", format.name);
                assert_eq!(std::str::from_utf8(&bytes).is_ok(), format.is_text, "{}", format.name);
            }
            assert_eq!(Format::named(format.name).map(|f| f.name), Some(format.name));
            let file = format!("a/b.{}", format.extension.to_uppercase());
            assert_eq!(Format::of_file(Path::new(&file)).map(|f| f.name), Some(format.name));
            assert!(format.about.ends_with('.') && format.media.contains('/'));
        }
        assert!(Format::named("word").is_none() && Format::of_file(Path::new("csv")).is_none());
    }

    #[test]
    fn no_format_writes_a_number_that_is_not_finite() {
        for format in FORMATS {
            let mut bytes = Vec::new();
            let error = format.write(&[&frame(1.0), &frame(f64::NAN)], Style::default(), &mut bytes).unwrap_err();
            assert!(matches!(error, ReportError::Frame(FrameError::NotFinite { row: 1, .. })), "{}", format.name);
            let said = error.diagnostic();
            assert_eq!((said.code.id, &*said.message), ("no-finite-result", "row 1 of `f`: `x` has no finite value"));
            let help = "nothing was written; the program should have said why before: a report of this is welcome";
            assert_eq!(said.help.as_deref(), Some(help));
            assert!(bytes.is_empty(), "{} wrote before it looked", format.name);
        }
    }
}
