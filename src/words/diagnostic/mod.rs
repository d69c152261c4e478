//! A message to the analyst: what is wrong, where, and what to do next.

mod code;
mod place;

pub use code::{CODES, Class, Code};
pub use place::{Place, Spot};

use strsim::jaro_winkler;

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Which of the listed problems it is.
    pub code: &'static Code,
    /// The problem, in one sentence without a full stop at its end.
    pub message: String,
    /// The next step: what is allowed, or what was probably meant.
    pub help: Option<String>,
    /// Where, if the problem has a place.
    pub place: Option<Place>,
}

impl Diagnostic {
    /// A message without place or help.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, place: None }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with a next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// All that is to be said of an input, in the order in which it was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a message. The same message at the same place is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.list.contains(&diagnostic) {
            self.list.push(diagnostic);
        }
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Self) {
        other.list.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// The messages in the order found.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything more serious than a warning was said.
    pub fn has_errors(&self) -> bool {
        self.worst().is_some_and(|class| class > Class::Warning)
    }

    /// The most serious class among the messages.
    pub fn worst(&self) -> Option<Class> {
        self.list.iter().map(|diagnostic| diagnostic.code.class).max()
    }

    /// How many messages were said; for a caller that wants to know whether a step added any error.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.code.class > Class::Warning).count()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { list: vec![diagnostic] }
    }
}

/// The candidate most like a word that was typed, if any is like it at all. Case is ignored.
pub(crate) fn closest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Below 0.75 of Jaro-Winkler similarity short words start to match anything.
    const ALIKE: f64 = 0.75;
    let typed = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (jaro_winkler(&typed, &candidate.to_lowercase()), candidate))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A help line: the likely meaning of a typed word if there is one, else what is allowed.
pub(crate) fn suggestion<'c>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'c str> + Clone,
    allowed: &str,
) -> String {
    match closest(typed, candidates) {
        Some(meant) => format!("did you mean `{meant}`? {allowed}"),
        None => allowed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_word_is_found_and_nothing_is_forced() {
        let words = ["supplier", "buyers", "instead_of"];
        assert_eq!(closest("suplier", words), Some("supplier"));
        assert_eq!(closest("instead-of", words), Some("instead_of"));
        assert_eq!(closest("zzz", words), None);
    }

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        for (index, code) in CODES.iter().enumerate() {
            assert!(code.id.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()), "{}", code.id);
            assert!(CODES[..index].iter().all(|other| other.id != code.id), "{} stands twice", code.id);
        }
    }
}
