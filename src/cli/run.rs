//! `eslabon run`: scenarios in, a comparison and a result folder out.

use super::outlet::{self, print};
use super::progress::Progress;
use super::report::PageChoice;
use super::results::{File, Results};
use super::scenario_choice::ScenarioChoice;
use super::steps::Steps;
use super::{Exit, General};
use crate::report::{FORMATS, Format, Provenance, ReportError, TableMark, folder, page};
use crate::study::{
    CommonDose, Comparison, Loaded, Outcome, TableUsed, at_equal_dose, figures, run, through_channels, warnings,
};
use crate::table::native;
use crate::words::{Diagnostics, Frame, LARGEST};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Run scenarios in parallel, print how they compare, and write a result folder
#[derive(Debug, clap::Args)]
pub(super) struct Run {
    #[command(flatten)]
    scenarios: ScenarioChoice,
    /// The scenario with which the others are compared; by default the one called `base`
    #[arg(long, value_name = "NAME")]
    reference: Option<String>,
    /// Runs every scenario at one dose too: that of a scenario, or money of the table; the smallest of all where nothing is named
    #[arg(
        long, value_name = "MONEY|SCENARIO", num_args = 0..=1, require_equals = true,
        default_missing_value = CommonDose::SMALLEST, value_parser = dose
    )]
    equal_dose: Option<CommonDose>,
    /// Print what each parameter alone does to the results, the largest swing first
    #[arg(long)]
    sensitivity: bool,
    /// The result folder; `-` writes none; by default results/ and the name of the first path
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// How the comparison is printed
    #[arg(long, value_name = "FORMAT", value_parser = outlet::formats())]
    format: Option<&'static Format>,
    #[command(flatten)]
    page: PageChoice,
}

fn dose(text: &str) -> Result<CommonDose, String> {
    match text.parse() {
        Ok(CommonDose::Money(money)) if !(money > 0.0 && money <= LARGEST) => {
            Err(format!("write money of the table above 0 and up to {LARGEST:e}, or the name of a scenario"))
        }
        Ok(dose) => Ok(dose),
        Err(never) => match never {},
    }
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
        let steps = Steps::new(general);
        let reading = Progress::on("reading", general.quiet);
        let loaded = self.scenarios.load(messages);
        drop(reading);
        steps.loaded(&loaded);
        if messages.has_errors() {
            return Exit::Done;
        }
        let start = Instant::now();
        let results = self.results(&loaded, &steps, general.quiet, messages);
        let elapsed = start.elapsed();
        steps.done(|| "compared".to_owned());
        let results = match results {
            Ok(results) => results,
            Err(problems) => {
                messages.append(problems);
                return Exit::Done;
            }
        };
        if let Some(folder) = &folder {
            let written = self.files(&loaded, &results, elapsed, general.quiet).and_then(|(files, said)| {
                let writing = Progress::on("writing", general.quiet);
                folder::write(folder, folder::Kind::Result, &files, &|done, all| writing.at(done, all))?;
                drop(writing);
                let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
                steps.done(|| {
                    format!("wrote {} files, {:.1} MB, to {}", files.len(), bytes as f64 / 1e6, folder.display())
                });
                Ok(said)
            });
            match written {
                Ok(said) => messages.append(said),
                Err(error) => {
                    messages.push(error.diagnostic());
                    return Exit::Done;
                }
            }
            self.page.open(folder, messages);
        }
        let mut frames: Vec<&Frame> = results.overview.iter().chain(&results.beside).chain(&results.winners).collect();
        if self.sensitivity {
            frames.extend(&results.tornado);
        }
        if let Err(error) = print(&frames, self.format.unwrap_or(&FORMATS[0])) {
            messages.push(error.diagnostic());
        }
        Exit::Done
    }

    /// The scenarios run and compared, stage by stage.
    fn results(
        &self,
        loaded: &Loaded,
        steps: &Steps,
        quiet: bool,
        messages: &mut Diagnostics,
    ) -> Result<Results, Diagnostics> {
        let outcomes = self.outcomes(loaded, steps, quiet, messages)?;
        let stage = Progress::on("comparing", quiet);
        let reference = self.reference.as_deref();
        let comparison =
            Comparison::of_studies(&outcomes, reference, &loaded.studies, &|done, all| stage.at(done, all))?;
        drop(stage);
        let stage = Progress::on("figures", quiet);
        // No error was said up to here: the page tells every warning of the run.
        let figures = figures(&comparison, loaded, messages, &|done, all| stage.at(done, all))?;
        drop(stage);
        let stage = Progress::on("tables", quiet);
        let results = Results::of(&comparison, figures, &|done, all| stage.at(done, all));
        results.map_err(|error| ReportError::from(error).diagnostic().into())
    }

    /// The outcomes as written, those at equal dose and those through other channels, where the command or a study asks for them. What is
    /// to be known of all of them is said once they are all there: an entry that warns at several is told once.
    fn outcomes(
        &self,
        loaded: &Loaded,
        steps: &Steps,
        quiet: bool,
        messages: &mut Diagnostics,
    ) -> Result<Vec<Outcome>, Diagnostics> {
        let Loaded { scenarios, studies, .. } = loaded;
        let stage = Progress::on("scenarios", quiet);
        let mut outcomes = run(scenarios, &|done, all| stage.at(done, all))?;
        drop(stage);
        steps.ran(loaded, &outcomes);
        let stage = Progress::on("equal dose", quiet);
        let dose = self.equal_dose.as_ref();
        let equal = at_equal_dose(scenarios, &outcomes, studies, dose, &|done, all| stage.at(done, all));
        drop(stage);
        let stage = Progress::on("channels", quiet);
        let through = || through_channels(scenarios, studies, &|done, all| stage.at(done, all));
        let further = equal.and_then(|equal| through().map(|through| (equal, through)));
        drop(stage);
        let further = further.map(|((equal, said), through)| {
            outcomes.extend(equal);
            outcomes.extend(through);
            said
        });
        messages.append(warnings(&outcomes));
        messages.append(further?);
        Ok(outcomes)
    }

    /// The files of the result folder, each with its path in it, and what is to be said of them.
    fn files(
        &self,
        loaded: &Loaded,
        results: &Results,
        elapsed: Duration,
        quiet: bool,
    ) -> Result<(Vec<File>, Diagnostics), ReportError> {
        let mut files: Vec<File> = Vec::new();
        for input in &loaded.inputs {
            files.push((format!("inputs/{}", input.name), input.text.clone().into_bytes()));
        }
        for (table, name) in loaded.foreign_tables() {
            let parts = native::files(table).into_iter();
            files.extend(parts.map(|(part, text)| (format!("inputs/tables/{name}/{part}"), text.into_bytes())));
        }
        let mut provenance = self.provenance(loaded, elapsed);
        files.push((page::FRAMES.to_owned(), page::stored(&results.figures)?));
        let drawings = self.page.drawings(&results.figures, &provenance, quiet)?;
        let without = |letters: &str| self.page.drawings(&page::named(&results.figures, letters), &provenance, true);
        let stage = Progress::on("files", quiet);
        let (made, said) = results.files(&provenance.frame()?, drawings, &without, &|done, all| stage.at(done, all))?;
        drop(stage);
        files.extend(made);
        self.page.add(&results.figures, &mut provenance, &mut files, quiet)?;
        files.push((folder::CERTIFICATE.to_owned(), provenance.bytes()?));
        Ok((files, said))
    }

    /// The birth certificate, without the list of files.
    fn provenance(&self, loaded: &Loaded, elapsed: Duration) -> Provenance {
        let mut provenance = Provenance::of_this_program().took(elapsed);
        let mark = |table: &TableUsed| TableMark { id: table.id.clone(), checksum: table.checksum.clone() };
        provenance.tables = loaded.tables.iter().map(mark).collect();
        provenance.scenarios.clone_from(&loaded.records);
        provenance.parameters = self.scenarios.settings().map(|(name, value)| (name, value.into())).collect();
        provenance.reference.clone_from(&self.reference);
        provenance
    }
}
