//! What can go wrong on the way out, in the analyst's words.

use crate::words::{Code, Diagnostic, FrameError, Place};
use std::io;
use std::path::{Path, PathBuf};

/// Why a result did not leave the program.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A table of results is not finished: above all, a number in it is not finite.
    #[error("{0}")]
    Frame(#[from] FrameError),
    /// Standard output, or another stream without a name, takes nothing more.
    #[error("the output cannot be written: {0}")]
    Stream(#[from] io::Error),
    /// A file or folder cannot be written.
    #[error("`{}` cannot be written: {source}", .path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder in which a file is to stand is not there.
    #[error("`{}` cannot be written: there is no folder `{}`", .path.display(), .folder.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// A folder for results holds something that this program did not write, or is a file.
    #[error("`{}` {what}", .path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// A table of results has more columns than a file of this kind can hold.
    #[error("`{frame}` has {columns} columns, and a sheet of a workbook at most {most}")]
    TooWide {
        /// The frame's identifier.
        frame: String,
        /// How many columns it has.
        columns: usize,
        /// How many a sheet can have.
        most: usize,
    },
    /// The library for workbooks refuses what it is given, which nothing known leads to.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A drawing cannot be turned into pixels.
    #[error("no picture can be made of the drawing: {why}")]
    Picture {
        /// What is wrong with it.
        why: String,
    },
    /// What is no text was to go to a terminal.
    #[error("`{format}` is no text that a terminal could show")]
    NoText {
        /// The name of the format.
        format: &'static str,
    },
    /// A chart cannot be drawn from this table of results.
    #[error("no chart of `{frame}`: {why}")]
    Chart {
        /// The frame's identifier.
        frame: String,
        /// What the chart lacks.
        why: String,
    },
}

impl ReportError {
    /// For use with `map_err`: the file or folder that the system refused.
    pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        move |source| Self::Unwritable { path: path.to_owned(), source }
    }

    /// For what is made under a passing name, which the analyst never chose: what kind of refusal it was, without that name.
    pub(super) fn nameless(error: &io::Error) -> io::Error {
        error.kind().into()
    }

    /// The message for the analyst.
    pub fn diagnostic(&self) -> Diagnostic {
        let message = self.to_string();
        let place = |path: &Path| Place::file(path.display().to_string());
        match self {
            Self::Frame(_) => Diagnostic::new(Code::NO_FINITE_RESULT, message)
                .help("nothing was written; the program should have said why before: a report of this is welcome"),
            Self::Stream(_) => Diagnostic::new(Code::UNWRITABLE, message).help("`-o FILE` writes to a file instead"),
            Self::Unwritable { path, .. } => Diagnostic::new(Code::UNWRITABLE, message)
                .at(place(path))
                .help("nothing was changed; another place can be named with `-o`"),
            Self::NoFolder { path, folder } => Diagnostic::new(Code::UNWRITABLE, message).at(place(path)).help(
                format!("nothing was changed; make the folder `{}` first, or name another place", folder.display()),
            ),
            Self::Foreign { path, .. } => Diagnostic::new(Code::FOREIGN_FOLDER, message)
                .at(place(path))
                .help("nothing was changed; `-o` takes a folder that is new, empty or an earlier result"),
            Self::TooWide { .. } => Diagnostic::new(Code::UNWRITABLE, message)
                .help("nothing was written; csv and json take any number of columns"),
            Self::Workbook(_) => Diagnostic::new(Code::UNWRITABLE, message)
                .help("the other formats hold the same tables; a report of this is welcome"),
            Self::Picture { .. } => Diagnostic::new(Code::NO_CHART, message)
                .help("the SVG file beside it can be opened; a report of this is welcome"),
            Self::NoText { .. } => {
                Diagnostic::new(Code::UNWRITABLE, message).help("`-o FILE` writes to a file, `> FILE` too")
            }
            Self::Chart { .. } => Diagnostic::new(Code::NO_CHART, message)
                .help("a chart takes a column of names and columns of numbers with one unit"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_sent_to_a_file() {
        let said = ReportError::NoText { format: "xlsx" }.diagnostic();
        assert_eq!((said.code.id, &*said.message), ("unwritable", "`xlsx` is no text that a terminal could show"));
        assert_eq!(said.help.as_deref(), Some("`-o FILE` writes to a file, `> FILE` too"));
        let said = ReportError::from(rust_xlsxwriter::XlsxError::RowColumnLimitError).diagnostic();
        assert!(said.message.starts_with("the workbook cannot be written: "), "{}", said.message);
        assert_eq!(said.code.id, "unwritable");
    }
}
