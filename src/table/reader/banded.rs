//! A large file in bands of whole lines, one being read while the one before is made use of and goes into the checksum.

use super::bundle::{LARGEST, hexadecimal};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Bytes of the file, and before them those of the line that the band before could not end.
#[derive(Default)]
struct Band {
    bytes: Vec<u8>,
    /// So many are of the band before.
    carried: usize,
    /// So many are there.
    length: usize,
}

impl Band {
    /// Begins with these bytes and goes on with at most so many of the file.
    fn fill(&mut self, carried: &[u8], most: usize, file: &mut File) -> io::Result<()> {
        self.carried = carried.len();
        self.bytes.resize(carried.len() + most, 0);
        self.bytes[..carried.len()].copy_from_slice(carried);
        self.length = carried.len();
        while self.length < self.bytes.len() {
            match file.read(&mut self.bytes[self.length..]) {
                Ok(0) => break,
                Ok(more) => self.length += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Whether the file ends here.
    fn is_last(&self) -> bool {
        self.length < self.bytes.len()
    }

    fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Hands whole lines to `take`, from the first of the file to its last, and gives SHA-256 of all bytes in hexadecimal digits. Gives
/// nothing where the file cannot be read, is larger than any table, has a line longer than a band, or `take` gives nothing.
pub(super) fn read(path: &Path, band: usize, mut take: impl FnMut(&[u8]) -> Option<()> + Send) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut digest = Sha256::new();
    let (mut held, mut next) = (Band::default(), Band::default());
    let mut total = 0;
    held.fill(&[], band, &mut file).ok()?;
    loop {
        let text = held.text();
        total += (text.len() - held.carried) as u64;
        let ends = if held.is_last() { text.len() } else { text.iter().rposition(|byte| *byte == b'\n')? + 1 };
        if total > LARGEST {
            return None;
        }
        let fill = || if held.is_last() { Ok(()) } else { next.fill(&text[ends..], band, &mut file) };
        let (taken, ((), filled)) =
            rayon::join(|| take(&text[..ends]), || rayon::join(|| digest.update(&text[held.carried..]), fill));
        taken?;
        filled.ok()?;
        if held.is_last() {
            return Some(hexadecimal(digest));
        }
        std::mem::swap(&mut held, &mut next);
    }
}
