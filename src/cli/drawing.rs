//! `--drawing FILE`: what an analysis draws of its result as a picture, SVG or PNG. It is offered where the entry of the analysis says what
//! is drawn.

use crate::analysis::{Analysis, Drawn};
use crate::report::{Chart, Picture, ReportError, Role, output, png};
use crate::words::{Code, Diagnostic, Diagnostics, Frame, Place};
use std::path::{Path, PathBuf};

/// The columns that a table of links has.
const LINKS: [(Role, &str); 3] = [(Role::From, "from"), (Role::To, "to"), (Role::Value, "value")];

/// Where a drawing goes, if one is asked for.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Drawing {
    /// Draws the network around the focus sector too, to a file that ends in .svg or .png
    #[arg(long, value_name = "FILE")]
    drawing: Option<PathBuf>,
}

/// A drawing that is asked for: of what, and where it goes.
pub(super) struct Wanted<'d> {
    drawn: Drawn,
    path: &'d Path,
    kind: Kind,
}

/// What the first of these analyses that draws anything draws.
pub(super) fn drawn(analyses: &[&'static Analysis]) -> Option<Drawn> {
    analyses.iter().find_map(|analysis| analysis.drawn)
}

impl Drawing {
    /// What was asked for; a name that does not say which kind of drawing to make is told, before anything is calculated.
    pub(super) fn read(&self, drawn: Drawn, messages: &mut Diagnostics) -> Option<Wanted<'_>> {
        let path = self.drawing.as_deref()?;
        let kind = Kind::of(path);
        if kind.is_none() {
            let message = format!("the name `{}` does not say which drawing to make", path.display());
            let place = Place::file(path.display().to_string());
            let help = "drawings end in .svg or .png";
            messages.push(Diagnostic::new(Code::UNKNOWN_ENDING, message).at(place).help(help));
        }
        Some(Wanted { drawn, path, kind: kind? })
    }
}

impl Wanted<'_> {
    /// Draws, with the sector that is looked at in the middle. Says where there is nothing to draw.
    pub(super) fn put(&self, frames: &[Frame], focus: Option<&str>, messages: &mut Diagnostics) {
        let Drawn::Links(id) = self.drawn;
        let Some(frame) = frames.iter().find(|frame| frame.id == id) else {
            messages.push(without_links(focus));
            return;
        };
        match self.made(frame, focus).and_then(|(bytes, warning)| output::to_file(self.path, &bytes).map(|()| warning))
        {
            Ok(Some(warning)) => messages.push(warning),
            Ok(None) => {}
            Err(error) => messages.push(error.diagnostic()),
        }
    }

    /// The bytes of the drawing, and what is to be said of it.
    fn made(&self, frame: &Frame, focus: Option<&str>) -> Result<(Vec<u8>, Option<Diagnostic>), ReportError> {
        let mut picture = Picture::with(frame, &LINKS)?;
        if let Some(focus) = focus {
            picture = picture.emphasis(focus);
        }
        let svg = Chart::NETWORK.draw(&picture)?;
        match self.kind {
            Kind::Svg => Ok((svg.into_bytes(), None)),
            Kind::Png => png(&svg).map(|drawn| {
                let warning = drawn.warning(&self.path.display().to_string());
                (drawn.bytes, warning)
            }),
        }
    }
}

fn without_links(focus: Option<&str>) -> Diagnostic {
    let (message, help) = match focus {
        Some(focus) => (
            format!("{focus} neither sells to another sector nor buys of one, so that there is nothing to draw"),
            "name another sector with `--focus SECTOR`; the columns `out_links` and `in_links` say which have links",
        ),
        None => (
            "no sector is looked at, so that there is nothing to draw".to_owned(),
            "name the sector whose links are to be drawn with `--focus SECTOR`",
        ),
    };
    Diagnostic::new(Code::WRONG_OPTION, message).help(help)
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
}
