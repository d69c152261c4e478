//! `--drawing FILE`: the links of a result as a picture, SVG or PNG.

use crate::report::{Chart, Picture, ReportError, Role, output, png};
use crate::words::{Code, Diagnostic, Diagnostics, Frame, Place};
use std::path::{Path, PathBuf};

/// The chart of links, and the columns that a frame of links has.
const CHART: &str = "network";
const ROLES: [(Role, &str); 3] = [(Role::From, "from"), (Role::To, "to"), (Role::Value, "value")];

/// The frame of a sector's links, with those that are nothing; there where a sector is looked at, also one without links.
const LINKS: &str = "network-focus";

/// Where a drawing goes, if one is asked for.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Drawing {
    /// Draws the network around the focus sector too, to a file that ends in .svg or .png
    #[arg(long, value_name = "FILE")]
    drawing: Option<PathBuf>,
}

impl Drawing {
    /// Draws the frame that holds links, with the sector that is looked at in the middle. Says where none does.
    pub(super) fn put(&self, frames: &[Frame], focus: Option<&str>, messages: &mut Diagnostics) {
        let Some(path) = self.drawing.as_ref().filter(|_| !messages.has_errors()) else { return };
        let has_links = |frame: &&Frame| ROLES.iter().all(|(_, column)| frame.position(column).is_some());
        let Some(frame) = frames.iter().find(has_links) else {
            let alone = focus.filter(|_| frames.iter().any(|frame| frame.id == LINKS));
            let (message, help) = match alone {
                Some(focus) => (
                    format!(
                        "{focus} neither sells to another sector nor buys of one, so that there is nothing to draw"
                    ),
                    "name another sector with `--focus SECTOR`; the columns `out_links` and `in_links` say which have links",
                ),
                None => (
                    "there are no links around a sector in this result, so that there is nothing to draw".to_owned(),
                    "`eslabon analyse network --focus SECTOR --drawing FILE` draws them",
                ),
            };
            messages.push(Diagnostic::new(Code::WRONG_OPTION, message).help(help));
            return;
        };
        let Some(kind) = Kind::of(path) else {
            let message = format!("the name `{}` does not say which drawing to make", path.display());
            let place = Place::file(path.display().to_string());
            let help = "drawings end in .svg or .png";
            messages.push(Diagnostic::new(Code::UNKNOWN_ENDING, message).at(place).help(help));
            return;
        };
        let drawn = kind.draw(frame, focus, &path.display().to_string());
        match drawn.and_then(|(bytes, warning)| output::to_file(path, &bytes).map(|()| warning)) {
            Ok(Some(warning)) => messages.push(warning),
            Ok(None) => {}
            Err(error) => messages.push(error.diagnostic()),
        }
    }
}

/// A kind of file with a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Svg,
    Png,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        [("svg", Self::Svg), ("png", Self::Png)].into_iter().find(|(known, _)| *known == ending).map(|(_, kind)| kind)
    }

    /// The bytes of the drawing, and what is to be said of it; `file` is its name.
    fn draw(
        self,
        frame: &Frame,
        focus: Option<&str>,
        file: &str,
    ) -> Result<(Vec<u8>, Option<Diagnostic>), ReportError> {
        let mut picture = Picture::with(frame, &ROLES)?;
        if let Some(focus) = focus {
            picture = picture.emphasis(focus);
        }
        let svg = Chart::named(CHART).map_or_else(|| Ok(String::new()), |chart| chart.draw(&picture))?;
        match self {
            Self::Svg => Ok((svg.into_bytes(), None)),
            Self::Png => png(&svg).map(|drawn| {
                let warning = drawn.warning(file);
                (drawn.bytes, warning)
            }),
        }
    }
}
