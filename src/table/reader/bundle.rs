//! The files of one table, whether they stand on disk or are embedded in the program. Only here are files opened as text.

use crate::words::{Code, Diagnostic, Diagnostics, Place};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A larger file is refused rather than read: the flows of 10,000 sectors, the largest tables there are, take half of it.
const LARGEST: u64 = 1 << 31;

/// A file's text and how messages name the file.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    pub(super) name: String,
    pub(super) shown: String,
    pub(super) text: Arc<String>,
}

/// What a file of text holds.
#[derive(Debug)]
pub(super) struct Text {
    /// Without the mark that some programs put before it.
    pub(super) text: Arc<String>,
    /// SHA-256 of the file's bytes, in hexadecimal digits.
    pub(super) checksum: String,
}

/// A large file is read in pieces of this size; while one thread reads a piece, another takes the checksum of the piece before.
const PIECE: usize = 1 << 23;

/// Texts with their names, in the order of the names.
#[derive(Debug, Clone)]
pub(super) struct Bundle {
    /// The folder, as messages name it.
    pub(super) shown: String,
    pub(super) checksum: String,
    /// Where the files stand; none for embedded ones.
    pub(super) paths: Vec<PathBuf>,
    /// The names of files that are there and could not be read, which has been said.
    pub(super) unreadable: Vec<String>,
    files: Vec<TextFile>,
}

impl Bundle {
    /// Texts that are part of the program.
    pub(super) fn embedded(id: &str, files: &[(&str, &str)]) -> Self {
        let mut digest = Sha256::new();
        let files = files
            .iter()
            .map(|(name, text)| {
                digest.update(text.as_bytes());
                TextFile { name: (*name).to_owned(), shown: format!("{id}/{name}"), text: Arc::new((*text).to_owned()) }
            })
            .collect();
        Self { shown: id.to_owned(), checksum: hexadecimal(digest), paths: Vec::new(), unreadable: Vec::new(), files }
    }

    /// The files of a folder with these names, which must be given in order. Those that do not exist are left out; whoever
    /// needs them says so.
    pub(super) fn folder(folder: &Path, names: &[&str], diagnostics: &mut Diagnostics) -> Self {
        let (mut digest, mut paths, mut files, mut unreadable) = (Sha256::new(), Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let path = folder.join(name);
            if fs::metadata(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                continue;
            }
            if let Some(text) = decoded(&path, &mut digest, diagnostics) {
                files.push(TextFile { name: (*name).to_owned(), shown: path.display().to_string(), text });
                paths.push(path);
            } else {
                unreadable.push((*name).to_owned());
            }
        }
        Self { shown: folder.display().to_string(), checksum: hexadecimal(digest), paths, unreadable, files }
    }

    /// The file with this name.
    pub(super) fn file(&self, name: &str) -> Option<&TextFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// The CSV files of a folder whose names are not among these, in the order of their names.
pub(super) fn figures_beside(folder: &Path, names: &[&str]) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !names.contains(&name.as_str()))
        .collect();
    found.sort();
    found
}

fn hexadecimal(digest: Sha256) -> String {
    use std::fmt::Write as _;
    digest.finalize().iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The bytes of a file, if it is an ordinary one of a size that a table can have, and their checksum.
pub(super) fn bytes(path: &Path, diagnostics: &mut Diagnostics) -> Option<(Vec<u8>, String)> {
    let mut digest = Sha256::new();
    let bytes = digested(path, &mut digest, diagnostics)?;
    Some((bytes, hexadecimal(digest)))
}

/// A file as text, without the mark that some programs put before it.
pub(super) fn text(path: &Path, diagnostics: &mut Diagnostics) -> Option<Text> {
    let mut digest = Sha256::new();
    let text = decoded(path, &mut digest, diagnostics)?;
    Some(Text { text, checksum: hexadecimal(digest) })
}

/// The bytes of a file, which go into the digest too.
fn digested(path: &Path, digest: &mut Sha256, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    let refused = |why: &str, help: &str| {
        Diagnostic::new(Code::UNREADABLE_FILE, format!("`{}` {why}", path.display()))
            .at(Place::file(path.display().to_string()))
            .help(help)
    };
    let diagnostic = match fs::metadata(path) {
        Err(error) => refused(&format!("cannot be read: {}", error.kind()), "check the path and its permissions"),
        Ok(data) if !data.is_file() => refused("is not an ordinary file", "name a file that stands on a disk"),
        Ok(data) if data.len() > LARGEST => refused("is larger than 2 GiB", "check that this is the file of a table"),
        Ok(data) => match whole(path, usize::try_from(data.len()).unwrap_or(0), digest) {
            Ok(bytes) => return Some(bytes),
            Err(error) => refused(&format!("cannot be read: {}", error.kind()), "check the path and its permissions"),
        },
    };
    diagnostics.push(diagnostic);
    None
}

/// Reads a file of about this length.
fn whole(path: &Path, length: usize, digest: &mut Sha256) -> io::Result<Vec<u8>> {
    if length <= PIECE {
        let bytes = fs::read(path)?;
        digest.update(&bytes);
        return Ok(bytes);
    }
    let mut file = File::open(path)?;
    let mut bytes = vec![0; length];
    let (mut done, mut read) = (0, 0);
    loop {
        let (before, rest) = bytes.split_at_mut(read);
        let next = rest.len().min(PIECE);
        let (got, ()) = rayon::join(|| file.read(&mut rest[..next]), || digest.update(&before[done..]));
        done = read;
        match got {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    // A file that another program is writing may have become shorter or longer meanwhile.
    bytes.truncate(read);
    file.read_to_end(&mut bytes)?;
    digest.update(&bytes[done..]);
    Ok(bytes)
}

/// A file as text without the mark before it; its bytes go into the digest.
fn decoded(path: &Path, digest: &mut Sha256, diagnostics: &mut Diagnostics) -> Option<Arc<String>> {
    match String::from_utf8(digested(path, digest, diagnostics)?) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Some(Arc::new(text))
        }
        Err(error) => {
            let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let line = before.matches('\n').count() + 1;
            diagnostics.push(
                Diagnostic::new(
                    Code::UNREADABLE_FILE,
                    format!("`{}` is not text in UTF-8: the first wrong byte is in line {line}", path.display()),
                )
                .at(Place::file(path.display().to_string()))
                .help("save the file as text in UTF-8; spreadsheets call it CSV UTF-8"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_files_one_after_another() {
        // SHA-256 of `abc`, FIPS 180-2.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Bundle::embedded("id", &[("1", "a"), ("2", "bc")]).checksum, known);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("1"), "a").unwrap();
        fs::write(folder.path().join("3"), "bc").unwrap();
        let mut diagnostics = Diagnostics::default();
        let bundle = Bundle::folder(folder.path(), &["1", "2", "3"], &mut diagnostics);
        assert!(diagnostics.is_empty());
        assert_eq!(bundle.checksum, known);
        assert_eq!(bundle.paths.len(), 2);
        assert_eq!(bytes(&folder.path().join("1"), &mut diagnostics).map(|(bytes, _)| bytes), Some(b"a".to_vec()));
    }

    #[test]
    fn a_file_that_is_read_in_pieces_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        let written: Vec<u8> = (0..2 * PIECE + 12_345).map(|at| b'a' + u8::try_from(at * at % 23).unwrap()).collect();
        fs::write(&path, &written).unwrap();
        let checksum = hexadecimal(Sha256::new_with_prefix(&written));
        // Also where the file turns out to be shorter or longer than it was said to be.
        for length in [written.len(), written.len() + 1, written.len() - PIECE, PIECE + 1] {
            let mut digest = Sha256::new();
            assert_eq!(whole(&path, length, &mut digest).unwrap(), written);
            assert_eq!(hexadecimal(digest), checksum);
        }
    }

    #[test]
    fn what_is_no_text_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        let said = |contents: &[u8]| {
            fs::write(&path, contents).unwrap();
            let mut diagnostics = Diagnostics::default();
            let text = text(&path, &mut diagnostics).map(|read| read.text.to_string());
            (text, diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>())
        };
        assert_eq!(said("\u{feff}año".as_bytes()), (Some("año".to_owned()), vec![]));
        assert_eq!(said(b""), (Some(String::new()), vec![]));
        let (nothing, messages) = said(b"a\nb\xf1o");
        assert_eq!(nothing, None);
        assert_eq!(messages, [format!("`{}` is not text in UTF-8: the first wrong byte is in line 2", path.display())]);
    }

    #[test]
    fn a_file_larger_than_any_table_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        // A hole, which takes no room on the disk.
        fs::File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        let mut diagnostics = Diagnostics::default();
        assert_eq!(bytes(&path, &mut diagnostics), None);
        let message = format!("`{}` is larger than 2 GiB", path.display());
        assert_eq!(diagnostics.iter().next().unwrap().message, message);
    }

    #[test]
    fn folders_and_missing_files_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let said = |path: &Path| {
            let mut diagnostics = Diagnostics::default();
            assert_eq!(bytes(path, &mut diagnostics), None);
            diagnostics.iter().next().unwrap().message.clone()
        };
        let missing = folder.path().join("none");
        assert_eq!(said(folder.path()), format!("`{}` is not an ordinary file", folder.path().display()));
        assert_eq!(said(&missing), format!("`{}` cannot be read: entity not found", missing.display()));
    }
}
