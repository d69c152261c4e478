//! The files of one table, whether they stand on disk or are embedded in the program. Only here are files opened as text.

use crate::words::{Code, Diagnostic, Diagnostics, Place};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A larger file is refused rather than read: the flows of 10,000 sectors, the largest tables there are, take half of it.
pub(super) const LARGEST: u64 = 1 << 31;

/// A file's text and how messages name the file.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    pub(super) name: String,
    pub(super) shown: String,
    pub(super) text: Text,
}

/// What a file of text holds.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// Without the mark that some programs put before it.
    pub(super) text: Arc<String>,
    /// Whether there was such a mark.
    marked: bool,
}

/// What some programs put before a text to say how its bytes are to be read.
const MARK: char = '\u{feff}';

/// A large file is read in pieces of this size by several threads.
const PIECE: usize = 1 << 23;

impl Text {
    /// SHA-256 of the file's bytes, in hexadecimal digits.
    pub(super) fn checksum(&self) -> String {
        let mut digest = Sha256::new();
        self.add_to(&mut digest);
        hexadecimal(digest)
    }

    fn add_to(&self, digest: &mut Sha256) {
        if self.marked {
            digest.update(MARK.encode_utf8(&mut [0; 4]).as_bytes());
        }
        digest.update(self.text.as_bytes());
    }
}

/// Texts with their names, in the order of the names.
#[derive(Debug, Clone)]
pub(super) struct Bundle {
    /// The folder, as messages name it.
    pub(super) shown: String,
    /// Where the files stand; none for embedded ones.
    pub(super) paths: Vec<PathBuf>,
    /// The names of files that are there and could not be read, which has been said.
    pub(super) unreadable: Vec<String>,
    files: Vec<TextFile>,
}

impl Bundle {
    /// Texts that are part of the program.
    pub(super) fn embedded(id: &str, files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(name, text)| TextFile {
                name: (*name).to_owned(),
                shown: format!("{id}/{name}"),
                text: Text { text: Arc::new((*text).to_owned()), marked: false },
            })
            .collect();
        Self { shown: id.to_owned(), paths: Vec::new(), unreadable: Vec::new(), files }
    }

    /// SHA-256 of the files one after another, in hexadecimal digits.
    pub(super) fn checksum(&self) -> String {
        let mut digest = Sha256::new();
        for file in &self.files {
            file.text.add_to(&mut digest);
        }
        hexadecimal(digest)
    }

    /// The files of a folder with these names, which must be given in order. Those that do not exist are left out; whoever
    /// needs them says so.
    pub(super) fn folder(folder: &Path, names: &[&str], diagnostics: &mut Diagnostics) -> Self {
        let (mut paths, mut files, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let path = folder.join(name);
            if fs::metadata(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                continue;
            }
            if let Some(text) = text(&path, diagnostics) {
                files.push(TextFile { name: (*name).to_owned(), shown: path.display().to_string(), text });
                paths.push(path);
            } else {
                unreadable.push((*name).to_owned());
            }
        }
        Self { shown: folder.display().to_string(), paths, unreadable, files }
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

pub(super) fn hexadecimal(digest: Sha256) -> String {
    use std::fmt::Write as _;
    digest.finalize().iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// SHA-256 of a file's bytes, in hexadecimal digits.
pub(super) fn checksum(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

/// Does something with a text of this length while its checksum is taken, the two on two threads where the text is large.
pub(super) fn beside<R: Send>(
    length: usize,
    checksum: impl FnOnce() -> String + Send,
    work: impl FnOnce() -> R + Send,
) -> (String, R) {
    if length < PIECE { (checksum(), work()) } else { rayon::join(checksum, work) }
}

/// The bytes of a file, if it is an ordinary one of a size that a table can have.
pub(super) fn bytes(path: &Path, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    let refused = |why: &str, help: &str| {
        Diagnostic::new(Code::UNREADABLE_FILE, format!("`{}` {why}", path.display()))
            .at(Place::file(path.display().to_string()))
            .help(help)
    };
    let diagnostic = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => refused("does not exist", "check the path"),
        Err(error) => refused(&format!("cannot be read: {}", error.kind()), "check the path and its permissions"),
        Ok(data) if !data.is_file() => refused("is not an ordinary file", "name a file that stands on a disk"),
        Ok(data) if data.len() > LARGEST => refused("is larger than 2 GiB", "check that this is the file of a table"),
        Ok(data) => match whole(path, usize::try_from(data.len()).unwrap_or(0)) {
            Ok(bytes) => return Some(bytes),
            Err(error) => refused(&format!("cannot be read: {}", error.kind()), "check the path and its permissions"),
        },
    };
    diagnostics.push(diagnostic);
    None
}

/// Reads a file of about this length.
fn whole(path: &Path, length: usize) -> io::Result<Vec<u8>> {
    if length <= PIECE {
        return fs::read(path);
    }
    let mut bytes = vec![0; length];
    let pieces = bytes.par_chunks_mut(PIECE).enumerate().try_for_each(|(nth, piece)| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start((nth * PIECE) as u64))?;
        file.read_exact(piece)
    });
    // A file that another program is writing may have become shorter or longer meanwhile.
    let is_whole = pieces.is_ok() && fs::metadata(path).is_ok_and(|data| data.len() == length as u64);
    if is_whole { Ok(bytes) } else { fs::read(path) }
}

/// A file as text, without the mark before it.
pub(super) fn text(path: &Path, diagnostics: &mut Diagnostics) -> Option<Text> {
    match String::from_utf8(bytes(path, diagnostics)?) {
        Ok(mut text) => {
            let marked = text.starts_with(MARK);
            if marked {
                text.drain(..MARK.len_utf8());
            }
            Some(Text { text: Arc::new(text), marked })
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
        assert_eq!(checksum(b"abc"), known);
        assert_eq!(Bundle::embedded("id", &[("1", "a"), ("2", "bc")]).checksum(), known);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("1"), "a").unwrap();
        fs::write(folder.path().join("3"), "bc").unwrap();
        let mut diagnostics = Diagnostics::default();
        let bundle = Bundle::folder(folder.path(), &["1", "2", "3"], &mut diagnostics);
        assert!(diagnostics.is_empty());
        assert_eq!(bundle.checksum(), known);
        assert_eq!(bundle.paths.len(), 2);
        // The mark is no part of the text, and is one of the file.
        fs::write(folder.path().join("1"), "\u{feff}a").unwrap();
        let marked = text(&folder.path().join("1"), &mut diagnostics).unwrap();
        assert_eq!((marked.text.as_str(), marked.checksum()), ("a", checksum("\u{feff}a".as_bytes())));
    }

    #[test]
    fn a_file_that_is_read_in_pieces_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        let written: Vec<u8> = (0..2 * PIECE + 12_345).map(|at| b'a' + u8::try_from(at * at % 23).unwrap()).collect();
        fs::write(&path, &written).unwrap();
        // Also where the file turns out to be shorter or longer than it was said to be.
        for length in [written.len(), written.len() + 1, written.len() - PIECE, PIECE + 1] {
            assert!(whole(&path, length).unwrap() == written);
        }
        let (checksum, length) = beside(written.len(), || checksum(&written), || written.len());
        assert_eq!((checksum, length), (hexadecimal(Sha256::new_with_prefix(&written)), written.len()));
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
        assert_eq!(said(&missing), format!("`{}` does not exist", missing.display()));
    }
}
