//! Results to standard output and to single files.
//!
//! A reader who has seen enough (`eslabon table show ... | head`) closes the pipe: that is success. A file is there as a
//! whole or not at all, whatever happens in between.

use super::ReportError;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::Builder;

/// Held while something is put in its place. It guards no data: only the moment.
static PUTTING: Mutex<()> = Mutex::new(());

/// Waits until nothing is being put in its place, and keeps it so as long as the answer lives. For whoever ends the program
/// from outside the work (Ctrl-C): then no half file and no file under a temporary name is left.
pub fn hold() -> MutexGuard<'static, ()> {
    PUTTING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does something that [`hold`] waits for.
pub(super) fn whole<T>(put: impl FnOnce() -> T) -> T {
    let _held = hold();
    put()
}

/// Lets a function write to standard output, and takes a pipe that the reader closed as success.
///
/// # Errors
/// Fails as the function does, and where standard output takes nothing for any other reason.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>) -> Result<(), ReportError> {
    to_stream(io::stdout().lock(), write)
}

/// The same for standard error, where messages go.
///
/// # Errors
/// As [`to_stdout`].
pub fn to_stderr(write: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>) -> Result<(), ReportError> {
    to_stream(io::stderr().lock(), write)
}

fn to_stream(
    stream: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<(), ReportError> {
    let mut buffered = io::BufWriter::new(Pipe { stream, closed: false });
    write(&mut buffered)?;
    buffered.flush()?;
    Ok(())
}

/// A stream that may be closed from the other side. From then on it takes everything and passes nothing on, since
/// libraries that write to it wrap errors in ways that hide what kind they are.
struct Pipe<W> {
    stream: W,
    closed: bool,
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        match self.stream.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(bytes.len())
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.stream.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }
}

/// Writes a file in one step: the bytes go to a file beside it, which then takes its name. What is no ordinary file
/// (`/dev/null`, a named pipe) is written to as it is. A link is followed.
///
/// # Errors
/// Fails where the system does; the file, if it was there, is then unchanged.
pub fn to_file(path: &Path, bytes: &[u8]) -> Result<(), ReportError> {
    let folder = folder_of(path);
    if fs::metadata(folder).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Err(ReportError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
    }
    match fs::metadata(path) {
        // Whoever reads a pipe may let the writer wait for ever: that must not keep the program from ending.
        Ok(found) if !found.is_file() && !found.is_dir() => fs::write(path, bytes),
        _ => whole(|| write_file(path, bytes)),
    }
    .map_err(ReportError::at(path))
}

/// The folder in which a file stands.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let before = match fs::metadata(path) {
        Ok(before) if before.is_file() => Some(before),
        Ok(_) => return Err(io::ErrorKind::IsADirectory.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let path = if before.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let mut builder = Builder::new();
    builder.prefix(".eslabon-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut part = builder.tempfile_in(folder_of(&path)).map_err(|error| ReportError::nameless(&error))?;
    if let Some(before) = before {
        part.as_file().set_permissions(before.permissions())?;
    }
    part.write_all(bytes)?;
    // Without this a power cut could leave the name with an empty file.
    part.as_file().sync_all()?;
    part.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// A stream that fails with one kind of error after some bytes.
    struct Failing<'a> {
        kind: io::ErrorKind,
        taken: &'a RefCell<Vec<u8>>,
        most: usize,
    }

    impl Write for Failing<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let room = self.most - self.taken.borrow().len();
            if room == 0 {
                return Err(self.kind.into());
            }
            let take = room.min(bytes.len());
            self.taken.borrow_mut().extend_from_slice(&bytes[..take]);
            Ok(take)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn long_text(kind: io::ErrorKind, most: usize) -> (Result<(), ReportError>, usize) {
        let taken = RefCell::new(Vec::new());
        let result = to_stream(Failing { kind, taken: &taken, most }, |to| {
            for _ in 0..10_000 {
                to.write_all(b"a line of text\n")?;
            }
            Ok(())
        });
        let taken = taken.borrow().len();
        (result, taken)
    }

    #[test]
    fn a_closed_pipe_is_success_and_a_full_disk_is_not() {
        assert!(matches!(long_text(io::ErrorKind::BrokenPipe, 20_000), (Ok(()), 20_000)));
        let (result, _) = long_text(io::ErrorKind::StorageFull, 20_000);
        assert_eq!(result.unwrap_err().diagnostic().code.id, "unwritable");
        assert!(matches!(long_text(io::ErrorKind::StorageFull, 150_000), (Ok(()), 150_000)));
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_new_or_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        to_file(&path, b"first").unwrap();
        to_file(&path, b"second, longer").unwrap();
        to_file(&path, b"third").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"third");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_refusal_names_the_file_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        fs::write(folder.path().join("c"), "c").unwrap();
        for refused in ["b", "missing/a.csv", "c/a.csv"] {
            let error = to_file(&folder.path().join(refused), b"x").unwrap_err();
            assert!(error.to_string().contains(refused), "{error}");
            assert_eq!(error.diagnostic().code.id, "unwritable");
            assert!(!error.to_string().contains(".part"), "{error}");
        }
        let error = to_file(Path::new("missing/a.csv"), b"x").unwrap_err();
        assert_eq!(error.to_string(), "`missing/a.csv` cannot be written: there is no folder `missing`");
        let help = "nothing was changed; make the folder `missing` first, or name another place";
        assert_eq!(error.diagnostic().help.as_deref(), Some(help));
        assert_eq!(names(folder.path()), ["b", "c"]);
    }

    #[test]
    fn a_passing_name_is_not_told() {
        // No folder takes a file whose own name is this long; what is refused is named, not what stands beside it.
        let folder = tempfile::tempdir().unwrap();
        let error = Builder::new().prefix(&"x".repeat(300)).tempfile_in(folder.path()).unwrap_err();
        assert!(error.to_string().contains("xxx"), "{error}");
        assert!(!ReportError::nameless(&error).to_string().contains("xxx"));
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_it_and_an_earlier_files_rights_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.csv"), folder.path().join("link.csv"));
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        to_file(&path, b"first").unwrap();
        assert_eq!(mode(&path), mode(&plain));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        to_file(&link, b"second").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"second".to_vec(), 0o640));
        to_file(Path::new("/dev/null"), b"nothing").unwrap();
    }
}
