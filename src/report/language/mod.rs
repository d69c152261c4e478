//! Languages in which a page speaks: texts by what they are in English, and how numbers are written.
//!
//! A text of the program is looked up as it is; a sentence with names or numbers in it by a pattern, in which `{}` stands for what
//! varies and is said in the language too. What users wrote has no other language and stays as it is.

mod spanish;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A language.
#[derive(Debug)]
pub struct Language {
    /// Its two letters, as `--lang` and browsers know it.
    pub code: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// What stands between thousands and before decimals.
    marks: (char, char),
    catalogue: Option<&'static LazyLock<Catalogue>>,
}

/// Every language; the first is that of the program.
pub static LANGUAGES: &[Language] = &[
    Language { code: "en", name: "English", marks: (',', '.'), catalogue: None },
    Language { code: "es", name: "Español", marks: ('.', ','), catalogue: Some(&SPANISH) },
];

static SPANISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(spanish::TEXTS));

/// Texts and patterns.
#[derive(Debug)]
struct Catalogue {
    texts: HashMap<&'static str, &'static str>,
    /// The pieces between what varies, and the other language's pattern; those with more of their own first.
    patterns: Vec<(Vec<&'static str>, &'static str)>,
}

impl Catalogue {
    fn of(lists: &[&[(&'static str, &'static str)]]) -> Self {
        let all = || lists.iter().copied().flatten().copied();
        let texts = all().filter(|(text, _)| !text.contains("{}")).collect();
        let mut patterns: Vec<(Vec<&str>, &str)> = all()
            .filter(|(text, _)| text.contains("{}"))
            .map(|(text, other)| (text.split("{}").collect(), other))
            .collect();
        patterns.sort_by_key(|(pieces, _)| std::cmp::Reverse(pieces.iter().map(|piece| piece.len()).sum::<usize>()));
        Self { texts, patterns }
    }

    fn pattern<'t>(&self, text: &'t str) -> Option<(Vec<&'t str>, &'static str)> {
        self.patterns.iter().find_map(|(pieces, other)| Some((varying(pieces, text)?, *other)))
    }
}

/// What stands in a text between these pieces; none where the text is not of the pattern.
fn varying<'t>(pieces: &[&str], text: &'t str) -> Option<Vec<&'t str>> {
    let (first, rest) = pieces.split_first()?;
    let (last, inner) = rest.split_last()?;
    let mut left = text.strip_prefix(first)?.strip_suffix(last)?;
    let mut found = Vec::new();
    for piece in inner {
        let (before, after) = left.split_once(piece)?;
        found.push(before);
        left = after;
    }
    found.push(left);
    found.iter().all(|part| !part.is_empty()).then_some(found)
}

impl Language {
    /// The language of these two letters.
    pub fn named(code: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.code == code)
    }

    /// A text of the program in this language; as it is where the language does not know it.
    pub fn say<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(catalogue) = self.catalogue else { return Cow::Borrowed(text) };
        if let Some(known) = catalogue.texts.get(text) {
            return Cow::Borrowed(known);
        }
        let Some((parts, other)) = catalogue.pattern(text) else {
            return if is_number(text) { Cow::Owned(self.figures(text)) } else { Cow::Borrowed(text) };
        };
        let mut said = String::new();
        let mut parts = parts.into_iter();
        for (at, piece) in other.split("{}").enumerate() {
            if at > 0 {
                said.push_str(&parts.next().map_or(Cow::Borrowed(""), |part| self.say(part)));
            }
            said.push_str(piece);
        }
        Cow::Owned(said)
    }

    /// Whether a text of the program is known in this language.
    pub fn knows(&self, text: &str) -> bool {
        let Some(catalogue) = self.catalogue else { return true };
        catalogue.texts.contains_key(text) || is_number(text) || catalogue.pattern(text).is_some()
    }

    /// A number as [`super::figures`] writes it, with the marks of this language.
    pub(super) fn figures(&self, number: &str) -> String {
        let (thousands, point) = self.marks;
        let mark = |letter| match letter {
            ',' => thousands,
            '.' => point,
            other => other,
        };
        number.chars().map(mark).collect()
    }

    /// What stands between thousands and before decimals.
    pub(super) fn marks(&self) -> (char, char) {
        self.marks
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && text.replace(',', "").parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanish() -> &'static Language {
        Language::named("es").unwrap()
    }

    #[test]
    fn texts_are_looked_up_and_sentences_by_their_pattern() {
        assert_eq!(spanish().say("Scenario"), "Escenario");
        assert_eq!(spanish().say("million CLP of 2021"), "millones de CLP de 2021");
        assert_eq!(
            spanish().say("`a` injects 28883.8 million CLP of 2021 of final demand from outside the model, which nobody in it pays for."),
            "`a` inyecta 28883,8 millones de CLP de 2021 de demanda final desde fuera del modelo, que nadie paga dentro de él."
        );
        assert_eq!(spanish().say("what a user wrote"), "what a user wrote");
        assert!(!spanish().knows("what a user wrote") && spanish().knows("Scenario"));
        assert_eq!(LANGUAGES[0].say("Scenario"), "Scenario");
    }

    #[test]
    fn numbers_have_the_marks_of_the_language() {
        assert_eq!(spanish().figures("-1,234.5"), "-1.234,5");
        assert_eq!(LANGUAGES[0].figures("-1,234.5"), "-1,234.5");
    }

    #[test]
    fn what_varies_is_as_often_in_both_languages_and_no_text_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (text, other) in spanish::TEXTS.iter().copied().flatten() {
            assert_eq!(text.matches("{}").count(), other.matches("{}").count(), "{text}");
            assert!(!text.is_empty() && !other.is_empty() && seen.insert(text), "{text}");
        }
    }
}
