//! `eslabon report`: the page of an earlier result and its pictures, made again from its folder.

use super::progress::Progress;
use super::results::{Drawings, File, pictures, text};
use super::{Exit, General};
use crate::report::page::{FRAMES, drawings, named, page, read};
use crate::report::{LANGUAGES, Language, Provenance, ReportError, folder};
use crate::words::{Code, Diagnostic, Diagnostics, Frame, Place};
use std::path::{Path, PathBuf};

/// The page among the files of a result.
const PAGE: &str = "report.html";

/// In which language a page is read first, and whether it is opened.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct PageChoice {
    /// The language that the page shows first; it holds all of them
    #[arg(long = "lang", value_name = "LANGUAGE", default_value = LANGUAGES[0].code, value_parser = language)]
    language: &'static Language,
    /// Opens the page in the browser
    #[arg(long)]
    open: bool,
}

fn language(code: &str) -> Result<&'static Language, String> {
    Language::named(code).ok_or_else(|| {
        let codes: Vec<&str> = LANGUAGES.iter().map(|language| language.code).collect();
        format!("allowed are {}", codes.join(", "))
    })
}

impl PageChoice {
    /// Every chart of the page as a file of its own: its name and its SVG.
    pub(super) fn drawings(
        &self,
        frames: &[Frame],
        provenance: &Provenance,
        quiet: bool,
    ) -> Result<Drawings, ReportError> {
        let progress = Progress::on("drawing", quiet);
        drawings(frames, provenance, self.language, &|done, total| progress.at(done, total))
    }

    /// Adds the page to the files of a result, of all of which the certificate learns.
    pub(super) fn add(
        &self,
        frames: &[Frame],
        provenance: &mut Provenance,
        files: &mut Vec<File>,
        quiet: bool,
    ) -> Result<(), ReportError> {
        provenance.files = files.iter().map(|(name, _)| name.clone()).chain([PAGE.to_owned()]).collect();
        files.push((PAGE.to_owned(), self.page(frames, provenance, quiet)?));
        Ok(())
    }

    fn page(&self, frames: &[Frame], provenance: &Provenance, quiet: bool) -> Result<Vec<u8>, ReportError> {
        let progress = Progress::on("page", quiet);
        page(frames, provenance, self.language, &|done, total| progress.at(done, total))
    }

    /// Opens the page of a folder, where that was asked for.
    pub(super) fn open(&self, folder: &Path, messages: &mut Diagnostics) {
        if !self.open {
            return;
        }
        let page = folder.join(PAGE);
        if let Err(error) = opener::open(&page) {
            let message = format!("`{}` cannot be opened: {error}", page.display());
            messages.push(Diagnostic::new(Code::NOT_OPENED, message).help("open it in any browser"));
        }
    }
}

/// Make the page of an earlier result and its pictures again, in another language or after an update of the program
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// The result folder that `eslabon run` wrote
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    page: PageChoice,
}

impl Report {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        // Without its certificate it is no result, and nothing else needs to be said of it.
        let Some(certificate) = text(&self.folder, folder::CERTIFICATE, messages) else { return Exit::Done };
        let Some(frames) = text(&self.folder, FRAMES, messages) else { return Exit::Done };
        let provenance: Result<Provenance, _> = serde_json::from_str(&certificate);
        let frames = read(&frames);
        if let Err(why) = &provenance {
            messages.push(spoiled(&self.folder, folder::CERTIFICATE, why));
        }
        if let Err(why) = &frames {
            messages.push(spoiled(&self.folder, FRAMES, why));
        }
        let (Ok(provenance), Ok(frames)) = (provenance, frames) else { return Exit::Done };
        match self.write(&frames, &provenance, general.quiet) {
            Ok(said) => {
                messages.append(said);
                self.page.open(&self.folder, messages);
            }
            // Of frames as the program writes them every chart can be drawn.
            Err(why @ ReportError::Chart { .. }) => messages.push(spoiled(&self.folder, FRAMES, &why)),
            Err(error) => messages.push(error.diagnostic()),
        }
        Exit::Done
    }

    /// Makes the page and the pictures, then writes them, each whole; gives what is to be said of the pictures.
    fn write(&self, frames: &[Frame], provenance: &Provenance, quiet: bool) -> Result<Diagnostics, ReportError> {
        let page = self.page.page(frames, provenance, quiet)?;
        let drawings = self.page.drawings(frames, provenance, quiet)?;
        let without = |letters: &str| self.page.drawings(&named(frames, letters), provenance, true);
        let progress = Progress::on("pictures", quiet);
        let (mut files, said) = pictures(drawings, &without, &|done, total| progress.at(done, total))?;
        files.push((PAGE.to_owned(), page));
        let mut certificate = provenance.clone();
        let is_new = |name: &String| !provenance.files.contains(name);
        certificate.files.extend(files.iter().map(|(name, _)| name.clone()).filter(is_new));
        if certificate.files.len() > provenance.files.len() {
            // First, so that nothing ever stands there of which the certificate does not know: it would be somebody else's.
            files.insert(0, (folder::CERTIFICATE.to_owned(), certificate.bytes()?));
        }
        folder::renew(&self.folder, &files)?;
        Ok(said)
    }
}

/// That a file of a result is not one that the program wrote.
fn spoiled(folder: &Path, name: &str, why: &impl std::fmt::Display) -> Diagnostic {
    let path = folder.join(name).display().to_string();
    Diagnostic::new(Code::RESULT_FILE, format!("`{path}` is not as this program writes it: {why}"))
        .at(Place::file(path))
        .help("run the scenarios again")
}
