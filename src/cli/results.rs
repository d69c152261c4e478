//! The tables of a result, and the files that its folder holds: each made by itself, side by side, in one order.

use crate::report::{CHARTS, Chart, FORMATS, Format, Picture, ReportError, png};
use crate::study::Comparison;
use crate::words::Frame;
use rayon::prelude::*;

/// A file of the result folder: its path there, and its bytes.
pub(super) type File = (String, Vec<u8>);

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
}

/// What makes one file, or a few that belong together.
enum Job<'r> {
    /// A table as CSV.
    Csv(&'r Frame),
    /// Tables as a workbook.
    Workbook(Vec<&'r Frame>),
    /// A drawing of a table, as SVG and as PNG, under this name.
    Chart(&'r Frame, String),
}

impl Results {
    /// What a comparison comes to.
    pub(super) fn of(comparison: &Comparison<'_>) -> Result<Self, ReportError> {
        let outcomes = comparison.outcomes()?;
        Ok(Self {
            overview: comparison.overview()?,
            winners: comparison.winners()?,
            comparison: comparison.comparison()?,
            wide: comparison.wide(&outcomes)?,
            outcomes,
            sectors: comparison.sectors()?,
            beside: comparison.beside()?,
            curves: comparison.curves()?,
            tornado: comparison.tornado()?,
            more: [
                vec![comparison.sensitivity()?, comparison.decomposition()?],
                comparison.rankings()?,
                comparison.spreading()?,
            ]
            .concat(),
        })
    }

    /// The tables, as files and as a workbook in which `provenance` comes last, and the charts.
    pub(super) fn files(&self, provenance: &Frame) -> Result<Vec<File>, ReportError> {
        let tables = [&self.comparison, &self.outcomes, &self.wide, &self.sectors].into_iter().chain(&self.more);
        let mut jobs: Vec<Job<'_>> = tables.map(Job::Csv).collect();
        jobs.push(Job::Workbook(self.workbook().chain([provenance]).collect()));
        for (at, frame) in self.overview.iter().enumerate() {
            let suffix = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            jobs.push(Job::Chart(frame, format!("comparison{suffix}")));
        }
        let made: Vec<Result<Vec<File>, ReportError>> = jobs.par_iter().map(Job::files).collect();
        Ok(made.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// What the workbook holds: all but the long table of outcomes, which has more rows than anybody wants to open.
    fn workbook(&self) -> impl Iterator<Item = &Frame> {
        let short = self.overview.iter().chain(&self.beside).chain(&self.curves).chain(&self.winners);
        short.chain(&self.tornado).chain([&self.comparison, &self.sectors]).chain(&self.more)
    }
}

impl Job<'_> {
    fn files(&self) -> Result<Vec<File>, ReportError> {
        match self {
            Self::Csv(frame) => Ok(vec![(format!("{}.csv", frame.id), format("csv").bytes(&[frame])?)]),
            Self::Workbook(frames) => Ok(vec![("tables.xlsx".to_owned(), format("xlsx").bytes(frames)?)]),
            Self::Chart(frame, name) => {
                let Some(drawing) = chart(frame) else { return Ok(Vec::new()) };
                let drawing = drawing?;
                let pixels = png(&drawing)?;
                Ok(vec![(format!("charts/{name}.svg"), drawing.into_bytes()), (format!("charts/{name}.png"), pixels)])
            }
        }
    }
}

fn format(name: &str) -> &'static Format {
    Format::named(name).unwrap_or(&FORMATS[0])
}

/// The changes in money that an overview holds, as bars; nothing where it holds none.
fn chart(overview: &Frame) -> Option<Result<String, ReportError>> {
    let series: Vec<&str> =
        overview.columns.iter().map(|column| column.id.as_str()).filter(|id| id.ends_with("_difference")).collect();
    if series.is_empty() || overview.rows.is_empty() {
        return None;
    }
    let picture = Picture::of(overview, "scenario", &series);
    Some(picture.and_then(|picture| Chart::named("bar").unwrap_or(&CHARTS[0]).draw(&picture)))
}
