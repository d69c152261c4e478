//! Which names scenarios, parameters, paths and groups may have, so that a name stands on a command line, in a column and in a
//! list of sectors as it is. Entries have sentences for names and are not bound by this.

use crate::words::{Code, Diagnostic, Diagnostics, Place};

/// Says where a name is none: `what` is what it names.
pub(super) fn check(what: &str, name: &str, place: &Place, diagnostics: &mut Diagnostics) -> bool {
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(char::is_alphanumeric);
    let is_name = starts && letters.all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'));
    if !is_name {
        diagnostics.push(
            Diagnostic::new(Code::BAD_NAME, format!("`{name}` is no name for {what}"))
                .at(place.clone())
                .help("a name begins with a letter or digit and has letters, digits, `-`, `_` and `.`"),
        );
    }
    is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words() {
        let is_name = |name| check("a scenario", name, &Place::file("f"), &mut Diagnostics::default());
        assert!(["mining-ict", "Minería_2", "v1.2", "5g"].into_iter().all(is_name));
        assert!(!["", " ", "a b", "a/b", "..", "-a", "a=1", "!mining", "a\\b", "a\n"].into_iter().any(is_name));
    }
}
