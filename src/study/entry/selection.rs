//! Sectors named by an entry: the words as typed, looked up when the table is known.

use super::Resolving;
use crate::words::{Diagnostics, Item, Naming, Typed};

/// Words that name sectors.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::study) struct Selection {
    words: Vec<Typed<String>>,
}

impl Selection {
    pub(in crate::study) fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let words = item.texts(diagnostics)?;
        if words.is_empty() {
            return item.wrong("at least one sector", diagnostics);
        }
        Some(Self { words })
    }

    /// One word that stands alone, for example as a key.
    pub(super) fn word(word: Typed<String>) -> Self {
        Self { words: vec![word] }
    }

    /// The positions that are named, with a message per word that names nothing.
    pub(super) fn several(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<usize>> {
        self.among(&with.base.naming(), diagnostics)
    }

    /// The same, where only the names in force are known.
    pub(in crate::study) fn among(&self, naming: &Naming<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<usize>> {
        let mut known = true;
        for word in &self.words {
            if let Err(error) = naming.word(word.value.trim().trim_start_matches('!')) {
                diagnostics.push(error.diagnostic().at(word.place.clone()));
                known = false;
            }
        }
        if !known {
            return None;
        }
        let words: Vec<&str> = self.words.iter().map(|word| word.value.as_str()).collect();
        match naming.select(&words) {
            Ok(positions) => Some(positions),
            Err(errors) => {
                for error in errors {
                    let diagnostic = error.diagnostic();
                    diagnostics.push(match self.words.first() {
                        Some(word) => diagnostic.at(word.place.clone()),
                        None => diagnostic,
                    });
                }
                None
            }
        }
    }

    /// As [`Selection::several`], for buyers of a supplier: everybody does not mean the supplier itself, which has to be named.
    pub(super) fn buyers(
        &self,
        supplier: usize,
        with: &Resolving<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<usize>> {
        let mut positions = self.several(with, diagnostics)?;
        let naming = with.base.naming();
        let is_named = self.words.iter().any(|word| {
            let word = word.value.trim();
            word != "all" && !word.starts_with('!') && naming.word(word).is_ok_and(|named| named.contains(&supplier))
        });
        if !is_named {
            positions.retain(|&position| position != supplier);
        }
        Some(positions)
    }

    /// The one sector that is named.
    pub(super) fn one(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let positions = self.several(with, diagnostics)?;
        if let [position] = positions[..] {
            return Some(position);
        }
        let words: Vec<&str> = self.words.iter().map(|word| word.value.as_str()).collect();
        let error = crate::words::NamingError::Several { words: words.join(", "), count: positions.len() };
        let diagnostic = error.diagnostic();
        diagnostics.push(match self.words.first() {
            Some(word) => diagnostic.at(word.place.clone()),
            None => diagnostic,
        });
        None
    }
}
