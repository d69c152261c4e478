//! The tables of a result, and the files that its folder holds: each made by itself, side by side, in one order; and read again.

use crate::report::{FORMATS, Format, ReportError, png};
use crate::study::Comparison;
use crate::words::{Code, Diagnostic, Diagnostics, Frame, FrameError, Parts, Place, Progress};
use rayon::prelude::*;
use std::path::Path;

/// A file of the result folder: its path there, and its bytes.
pub(super) type File = (String, Vec<u8>);

/// The files of a job, and the letters that its PNG file lacks.
type Made = (Vec<File>, Option<Lacking>);

/// Drawings, each with its name.
pub(super) type Drawings = Vec<(String, String)>;

/// A PNG file in which letters are lacking.
struct Lacking {
    /// The name of its drawing.
    drawing: String,
    letters: String,
    warning: Diagnostic,
}

/// The tables of a result.
pub(super) struct Results {
    pub(super) overview: Vec<Frame>,
    pub(super) winners: Vec<Frame>,
    pub(super) comparison: Frame,
    pub(super) outcomes: Frame,
    pub(super) wide: Frame,
    pub(super) sectors: Frame,
    pub(super) beside: Vec<Frame>,
    pub(super) curves: Vec<Frame>,
    pub(super) tornado: Vec<Frame>,
    pub(super) more: Vec<Frame>,
    /// What the page shows.
    pub(super) figures: Vec<Frame>,
}

/// How many kinds of tables a comparison comes to.
const KINDS: usize = 13;

/// What makes one file, or a few that belong together.
enum Job<'r> {
    /// A table as CSV.
    Csv(&'r Frame),
    /// Tables as a workbook.
    Workbook(Vec<&'r Frame>),
    /// A drawing, as SVG and as PNG, under this name.
    Drawing(String, String),
}

impl Results {
    /// What a comparison comes to. `progress` hears of each kind of table that is made.
    pub(super) fn of(
        comparison: &Comparison<'_>,
        figures: Vec<Frame>,
        progress: &Progress<'_>,
    ) -> Result<Self, FrameError> {
        let parts = Parts::of(KINDS, progress);
        let outcomes = parts.part(|| comparison.outcomes())?;
        let more = [
            vec![parts.part(|| comparison.sensitivity())?, parts.part(|| comparison.decomposition())?],
            parts.part(|| comparison.rankings())?,
            parts.part(|| comparison.spreading())?,
        ];
        Ok(Self {
            overview: parts.part(|| comparison.overview())?,
            winners: parts.part(|| comparison.winners())?,
            comparison: parts.part(|| comparison.comparison())?,
            wide: parts.part(|| comparison.wide(&outcomes))?,
            outcomes,
            sectors: parts.part(|| comparison.sectors())?,
            beside: parts.part(|| comparison.beside())?,
            curves: parts.part(|| comparison.curves())?,
            tornado: parts.part(|| comparison.tornado())?,
            more: more.concat(),
            figures,
        })
    }

    /// The tables, as files and as a workbook in which `provenance` comes last, and the drawings, each with its name; and what is to be
    /// said of them. A PNG file that lacks letters is made of the drawing that `without` such letters is given. `progress` hears of each that is
    /// made.
    pub(super) fn files(
        &self,
        provenance: &Frame,
        drawings: Drawings,
        without: &dyn Fn(&str) -> Result<Drawings, ReportError>,
        progress: &Progress<'_>,
    ) -> Result<(Vec<File>, Diagnostics), ReportError> {
        let tables = [&self.comparison, &self.outcomes, &self.wide, &self.sectors].into_iter().chain(&self.more);
        let mut jobs: Vec<Job<'_>> = tables.map(Job::Csv).collect();
        jobs.push(Job::Workbook(self.workbook().chain([provenance]).collect()));
        jobs.extend(drawings.into_iter().map(|(name, drawing)| Job::Drawing(name, drawing)));
        made(&jobs, without, progress)
    }

    /// What the workbook holds: all but the two tables of every outcome, which have more rows than anybody wants to open.
    fn workbook(&self) -> impl Iterator<Item = &Frame> {
        let short = self.overview.iter().chain(&self.beside).chain(&self.curves).chain(&self.winners);
        short.chain(&self.tornado).chain([&self.comparison, &self.sectors]).chain(&self.more)
    }
}

/// The files of drawings, each as SVG and as PNG, and what is to be said of them; otherwise as [`Results::files`].
pub(super) fn pictures(
    drawings: Drawings,
    without: &dyn Fn(&str) -> Result<Drawings, ReportError>,
    progress: &Progress<'_>,
) -> Result<(Vec<File>, Diagnostics), ReportError> {
    let jobs: Vec<Job<'_>> = drawings.into_iter().map(|(name, drawing)| Job::Drawing(name, drawing)).collect();
    made(&jobs, without, progress)
}

/// The files of jobs, in their order, and what is to be said of them.
fn made(
    jobs: &[Job<'_>],
    without: &dyn Fn(&str) -> Result<Drawings, ReportError>,
    progress: &Progress<'_>,
) -> Result<(Vec<File>, Diagnostics), ReportError> {
    let parts = Parts::of(jobs.len(), progress);
    let made: Vec<Result<Made, ReportError>> = jobs.par_iter().map(|job| parts.part(|| job.files())).collect();
    let (mut files, mut lacking) = (Vec::new(), Vec::new());
    for made in made {
        let (made, lacks) = made?;
        files.extend(made);
        lacking.extend(lacks);
    }
    let letters: String = lacking.iter().map(|one| one.letters.as_str()).collect();
    let others = if letters.is_empty() { Vec::new() } else { without(&letters)? };
    let mut messages = Diagnostics::default();
    for Lacking { drawing, warning, .. } in lacking {
        if let Some((_, svg)) = others.iter().find(|(name, _)| *name == drawing) {
            let (file, bytes) = (pixels(&drawing), png(svg)?.bytes);
            files.iter_mut().filter(|(name, _)| *name == file).for_each(|(_, old)| old.clone_from(&bytes));
        }
        messages.push(warning);
    }
    Ok((files, messages))
}

impl Job<'_> {
    fn files(&self) -> Result<Made, ReportError> {
        match self {
            Self::Csv(frame) => Ok((vec![(format!("{}.csv", frame.id), format("csv").bytes(&[frame])?)], None)),
            Self::Workbook(frames) => Ok((vec![("tables.xlsx".to_owned(), format("xlsx").bytes(frames)?)], None)),
            Self::Drawing(name, drawing) => {
                let (svg, pixels) = (format!("charts/{name}.svg"), pixels(name));
                let drawn = png(drawing)?;
                let lacking = drawn.warning(&pixels).map(|warning| Lacking {
                    drawing: name.clone(),
                    letters: drawn.lacking,
                    warning,
                });
                Ok((vec![(svg, drawing.clone().into_bytes()), (pixels, drawn.bytes)], lacking))
            }
        }
    }
}

/// The PNG file of a drawing.
fn pixels(drawing: &str) -> String {
    format!("charts/{drawing}.png")
}

fn format(name: &str) -> &'static Format {
    Format::named(name).unwrap_or(&FORMATS[0])
}

/// The text of a file of an earlier result; says where it cannot be read.
pub(super) fn text(folder: &Path, name: &str, messages: &mut Diagnostics) -> Option<String> {
    let path = folder.join(name);
    std::fs::read_to_string(&path)
        .map_err(|error| {
            let message = format!("`{}` cannot be read: {error}", path.display());
            messages.push(
                Diagnostic::new(Code::UNREADABLE_FILE, message)
                    .at(Place::file(folder.display().to_string()))
                    .help("name a folder that `eslabon run` wrote"),
            );
        })
        .ok()
}
