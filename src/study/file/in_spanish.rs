//! What users write for people, in Spanish beside the language of the file: as sectors have a name and a Spanish name, a title may have
//! a `title_es` beside it, and a note a `note_es`. Pages and charts in Spanish show them; what has none is shown as it is.

use crate::words::{Diagnostics, Section};

/// A title and a note in Spanish, each where the file gives one. Never inherited, as title and note are not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InSpanish {
    /// The title.
    pub title: Option<String>,
    /// The note.
    pub note: Option<String>,
}

impl InSpanish {
    pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut text = |key| section.text(key, diagnostics).map(|typed| typed.value);
        Self { title: text("title_es"), note: text("note_es") }
    }
}
