//! `eslabon run`: scenarios in, a comparison and a result folder out.

use super::outlet::{self, print};
use super::progress::Progress;
use super::scenario_choice::ScenarioChoice;
use super::{Exit, General};
use crate::report::{Chart, FORMATS, Format, Picture, Provenance, ReportError, TableMark, folder};
use crate::study::{Comparison, Loaded, run, warnings};
use crate::table::native;
use crate::words::{Diagnostics, Frame};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Run scenarios in parallel, print how they compare, and write a result folder
#[derive(Debug, clap::Args)]
pub(super) struct Run {
    #[command(flatten)]
    scenarios: ScenarioChoice,
    /// The scenario with which the others are compared; by default the one called `base`
    #[arg(long, value_name = "NAME")]
    reference: Option<String>,
    /// The result folder; `-` writes none; by default results/ and the name of the first path
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// How the comparison is printed
    #[arg(long, value_name = "FORMAT", value_parser = outlet::format)]
    format: Option<&'static Format>,
}

/// The tables of a result.
struct Results {
    overview: Vec<Frame>,
    winners: Vec<Frame>,
    comparison: Frame,
    outcomes: Frame,
    sectors: Frame,
}

impl Run {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        let folder = match &self.output {
            Some(path) if path == Path::new("-") => None,
            Some(path) => Some(path.clone()),
            None => Some(Path::new("results").join(self.scenarios.stem())),
        };
        // Asked before the work: a folder that will be refused should not cost a long run.
        if let Some(Err(error)) = folder.as_deref().map(|folder| folder::check(folder, folder::Kind::Result)) {
            messages.push(error.diagnostic());
        }
        let loaded = self.scenarios.load(messages);
        if messages.has_errors() {
            return Exit::Done;
        }
        let progress = Progress::new("scenarios", general.quiet);
        let outcomes = run(&loaded.scenarios, &|done, total| progress.at(done, total));
        let results = outcomes.and_then(|outcomes| {
            messages.append(warnings(&outcomes));
            let comparison = Comparison::of(&outcomes, self.reference.as_deref())?;
            Results::of(&comparison).map_err(|error| error.diagnostic().into())
        });
        let elapsed = progress.done();
        let results = match results {
            Ok(results) => results,
            Err(problems) => {
                messages.append(problems);
                return Exit::Done;
            }
        };
        if let Some(folder) = &folder {
            let written = self
                .files(&loaded, &results, elapsed)
                .and_then(|files| folder::write(folder, folder::Kind::Result, &files));
            if let Err(error) = written {
                messages.push(error.diagnostic());
                return Exit::Done;
            }
        }
        let frames: Vec<&Frame> = results.overview.iter().chain(&results.winners).collect();
        if let Err(error) = print(&frames, self.format.unwrap_or(&FORMATS[0])) {
            messages.push(error.diagnostic());
        }
        Exit::Done
    }

    /// The files of the result folder, each with its path in it.
    fn files(
        &self,
        loaded: &Loaded,
        results: &Results,
        elapsed: Duration,
    ) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
        let mut files = Vec::new();
        for input in &loaded.inputs {
            files.push((format!("inputs/{}", input.name), input.text.clone().into_bytes()));
        }
        for (table, name) in loaded.foreign_tables() {
            let parts = native::files(table).into_iter();
            files.extend(parts.map(|(part, text)| (format!("inputs/tables/{name}/{part}"), text.into_bytes())));
        }
        let csv = Format::named("csv").unwrap_or(&FORMATS[0]);
        for frame in [&results.comparison, &results.outcomes, &results.sectors] {
            files.push((format!("{}.csv", frame.id), csv.bytes(&[frame])?));
        }
        for (at, frame) in results.overview.iter().enumerate() {
            let suffix = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            if let Some(drawing) = chart(frame) {
                files.push((format!("charts/comparison{suffix}.svg"), drawing?.into_bytes()));
            }
        }
        let mut provenance = Provenance::of_this_program().took(elapsed);
        provenance.tables = loaded
            .tables
            .iter()
            .map(|table| TableMark { id: table.id.clone(), checksum: table.checksum.clone() })
            .collect();
        provenance.scenarios.clone_from(&loaded.records);
        provenance.parameters = self.scenarios.settings().map(|(name, value)| (name, value.into())).collect();
        provenance.reference.clone_from(&self.reference);
        provenance.files = files.iter().map(|(name, _)| name.clone()).collect();
        files.push((folder::CERTIFICATE.to_owned(), provenance.bytes()?));
        Ok(files)
    }
}

/// The changes in money that an overview holds, as bars; nothing where it holds none.
fn chart(overview: &Frame) -> Option<Result<String, ReportError>> {
    let series: Vec<&str> =
        overview.columns.iter().map(|column| column.id.as_str()).filter(|id| id.ends_with("_difference")).collect();
    if series.is_empty() || overview.rows.is_empty() {
        return None;
    }
    let picture = Picture::of(overview, "scenario", &series);
    Some(picture.and_then(|picture| Chart::named("bar").unwrap_or(&crate::report::CHARTS[0]).draw(&picture)))
}

impl Results {
    fn of(comparison: &Comparison<'_>) -> Result<Self, ReportError> {
        Ok(Self {
            overview: comparison.overview()?,
            winners: comparison.winners()?,
            comparison: comparison.comparison()?,
            outcomes: comparison.outcomes()?,
            sectors: comparison.sectors()?,
        })
    }
}
