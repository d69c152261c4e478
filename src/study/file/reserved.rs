//! Words of the scenario language that are kept for parts of the program that are not built yet. Building one means to take
//! its line out here and, for a kind of entry, to put it into [`crate::study::ENTRIES`].

use crate::words::{Code, Diagnostic, Place};

/// A word that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserved {
    /// The key with the tables that it stands in: `shock.procurement`.
    pub id: &'static str,
    /// What it will say, in a few words.
    pub about: &'static str,
}

/// Every word that is kept.
pub static RESERVED: &[Reserved] = &[
    Reserved { id: "sweep", about: "a grid over parameters" },
    Reserved { id: "ensemble", about: "random draws of parameters" },
    Reserved { id: "uncertainty", about: "random draws of the table itself" },
];

impl Reserved {
    /// The word with this identifier, where it is kept.
    pub(super) fn find(id: &str) -> Option<&'static Self> {
        RESERVED.iter().find(|reserved| reserved.id == id)
    }

    /// Says that it is kept, at the word.
    pub(super) fn diagnostic(&self, place: Place) -> Diagnostic {
        let message = format!("`{}` is kept for what is not built yet: {}", self.id, self.about);
        Diagnostic::new(Code::RESERVED, message).at(place).help("take it out of the file to run the rest")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::ENTRIES;

    #[test]
    fn a_word_is_built_or_kept_and_not_both() {
        for (index, reserved) in RESERVED.iter().enumerate() {
            assert!(ENTRIES.iter().all(|kind| kind.id != reserved.id), "{} is built", reserved.id);
            assert!(RESERVED[..index].iter().all(|other| other.id != reserved.id), "{} stands twice", reserved.id);
        }
    }
}
