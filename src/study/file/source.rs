//! The text of one scenario file, and how it is found again: from another file, and by another path.

use crate::words::{Code, Diagnostic, Diagnostics, Place};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A larger file holds no scenario that anyone wrote.
const LARGEST: u64 = 1 << 24;

/// One file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The path as the analyst, or another file, named it.
    pub(super) path: PathBuf,
    /// The one path that every other leads to.
    pub(super) canonical: PathBuf,
    /// The text, without the mark that some programs put before it.
    pub(super) text: String,
}

impl Source {
    /// Reads a file; `named_at` is where another file names it.
    pub(super) fn read(path: &Path, named_at: Option<&Place>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let shown = path.display();
        let read = fs::metadata(path).and_then(|data| {
            if !data.is_file() {
                return Ok(Err("is not an ordinary file".to_owned()));
            }
            if data.len() > LARGEST {
                return Ok(Err("is larger than 16 MiB".to_owned()));
            }
            let canonical = fs::canonicalize(path)?;
            Ok(match String::from_utf8(fs::read(path)?) {
                Ok(text) => Ok((canonical, text)),
                Err(error) => {
                    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                    let line = before.split(|byte| *byte == b'\n').count();
                    Err(format!("is not text in UTF-8: the first wrong byte is in line {line}"))
                }
            })
        });
        let why = match read {
            Ok(Ok((canonical, text))) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
                return Some(Self { path: path.to_owned(), canonical, text });
            }
            Ok(Err(why)) => why,
            Err(error) if error.kind() == ErrorKind::NotFound => "does not exist".to_owned(),
            Err(error) => format!("cannot be read: {}", error.kind()),
        };
        let help = match named_at {
            Some(_) => "paths in a file start from the folder of that file",
            None => "name a scenario, which is a text file that ends in .toml, or a folder with scenarios below it",
        };
        let place = named_at.cloned().unwrap_or_else(|| Place::file(shown.to_string()));
        diagnostics.push(Diagnostic::new(Code::UNREADABLE_FILE, format!("`{shown}` {why}")).at(place).help(help));
        None
    }

    /// Whether the file is there for others to extend only.
    pub(super) fn is_parent_only(&self) -> bool {
        is_parent_only(&self.path)
    }

    /// The path as messages name it.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// The folder that relative paths in the file start from.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or_else(|| Path::new(""))
    }
}

/// Whether a file of this name is there for others to extend only.
pub(super) fn is_parent_only(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('_'))
}
