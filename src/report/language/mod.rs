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

    /// A text as it is; or within a sentence, where a name begins with a small letter; or as files write it, with `_` between words.
    fn text(&self, text: &str) -> Option<Cow<'static, str>> {
        let found = |text: &str| self.texts.get(text).copied();
        if let Some(known) = found(text).or_else(|| found(&text.replace('_', " "))) {
            return Some(Cow::Borrowed(known));
        }
        let known = found(&first(text, char::to_ascii_uppercase))?;
        // An abbreviation stays as it is.
        let is_word = known.chars().nth(1).is_some_and(char::is_lowercase);
        Some(if is_word { Cow::Owned(first(known, char::to_ascii_lowercase)) } else { Cow::Borrowed(known) })
    }

    fn pattern<'t>(&self, text: &'t str) -> Option<(Vec<&'t str>, &'static str)> {
        self.patterns.iter().find_map(|(pieces, other)| Some((varying(pieces, text)?, *other)))
    }
}

/// What stands in a text between these pieces; none where the text is not of the pattern. Between back quotes stands one name, which holds
/// none, and brackets close within what varies: what stands there is no more than one part of a list.
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
    let is_name = |(piece, part): (&&str, &&str)| !piece.ends_with('`') || !part.contains('`');
    let is_whole = found.iter().all(|part| !part.is_empty() && is_closed(part));
    (is_whole && pieces.iter().zip(&found).all(is_name)).then_some(found)
}

/// Whether every bracket of a text closes within it.
fn is_closed(text: &str) -> bool {
    let open = text.chars().try_fold(0_usize, |open, letter| match letter {
        '(' => Some(open + 1),
        ')' => open.checked_sub(1),
        _ => Some(open),
    });
    open == Some(0)
}

impl Language {
    /// The language of these two letters.
    pub fn named(code: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.code == code)
    }

    /// A text of the program in this language; as it is where the language does not know it.
    pub fn say<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(catalogue) = self.catalogue else { return Cow::Borrowed(text) };
        if let Some(known) = catalogue.text(text) {
            return known;
        }
        let Some((parts, other)) = catalogue.pattern(text) else {
            return if is_number(text) { Cow::Owned(self.figures(text)) } else { Cow::Borrowed(text) };
        };
        let mut said = String::new();
        let mut parts = parts.into_iter();
        for (at, piece) in other.split("{}").enumerate() {
            if at > 0 {
                // Between back quotes stand names and codes.
                let part = parts.next().unwrap_or_default();
                said.push_str(&if said.ends_with('`') { Cow::Borrowed(part) } else { self.say(part) });
            }
            said.push_str(piece);
        }
        Cow::Owned(said)
    }

    /// A sentence of the program in this language, in which thousands stand apart in numbers of five digits and more; what stands
    /// between back quotes, names and codes, is as it was.
    pub fn sentence(&self, text: &str) -> String {
        let said = self.say(text);
        let mut written = String::with_capacity(said.len());
        for (at, piece) in said.split('`').enumerate() {
            if at > 0 {
                written.push('`');
            }
            if at % 2 == 0 { self.apart(piece, &mut written) } else { written.push_str(piece) }
        }
        written
    }

    /// A text with its thousands apart.
    fn apart(&self, text: &str, written: &mut String) {
        let mut rest = text;
        while let Some(from) = rest.find(|letter: char| letter.is_ascii_digit()) {
            let (before, digits) = rest.split_at(from);
            let length = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            let (whole, after) = digits.split_at(length);
            written.push_str(before);
            // Behind a point stand decimals; within a word digits are no number.
            let is_whole = !before.ends_with(|letter: char| letter == '.' || letter == ',' || letter.is_alphanumeric());
            for (at, digit) in whole.chars().enumerate() {
                if is_whole && whole.len() > 4 && at > 0 && (whole.len() - at).is_multiple_of(3) {
                    written.push(self.marks.0);
                }
                written.push(digit);
            }
            rest = after;
        }
        written.push_str(rest);
    }

    /// Whether a text of the program is known in this language. Of a list, a pattern without a word of its own, every part must be.
    pub fn knows(&self, text: &str) -> bool {
        let Some(catalogue) = self.catalogue else { return true };
        let is_name = text.starts_with('`') && text.ends_with('`');
        if catalogue.text(text).is_some() || is_number(text) || is_name {
            return true;
        }
        catalogue.pattern(text).is_some_and(|(parts, other)| {
            other.contains(char::is_alphabetic) || parts.iter().all(|part| self.knows(part))
        })
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

/// A text with another first letter.
fn first(text: &str, other: fn(&char) -> char) -> String {
    let mut letters = text.chars();
    letters.next().map(|letter| other(&letter)).into_iter().chain(letters).collect()
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
        // Scenarios may be called as the program calls something.
        assert!(spanish().say("`exports` injects 1 million CLP of 2021 of final demand from outside the model, which nobody in it pays for.").starts_with("`exports` inyecta"));
        assert_eq!(spanish().say("`value added` and `imports`"), "`value added` y `imports`");
        assert_eq!(spanish().say("what a user wrote"), "what a user wrote");
        // Of a list every part is said, however much of its own the pattern of a part has; names are as they were.
        assert_eq!(
            spanish().say(
                "2 `years_of_others_to_50.information technology` (less is better), 1 `imports` (more is better), 0.5 `output` (less is better)"
            ),
            "2 `years_of_others_to_50.information technology` (menos es mejor), 1 `imports` (más es mejor), 0,5 `output` (menos es mejor)"
        );
        assert_eq!(
            spanish().say("effect on imports (`gas and imports`)"),
            "el efecto en «importaciones (`gas and imports`)»"
        );
        assert!(!spanish().knows("what a user, who writes, wrote") && spanish().knows("Scenario"));
        assert_eq!(LANGUAGES[0].say("Scenario"), "Scenario");
    }

    #[test]
    fn numbers_have_the_marks_of_the_language() {
        assert_eq!(spanish().figures("-1,234.5"), "-1.234,5");
        assert_eq!(LANGUAGES[0].figures("-1,234.5"), "-1,234.5");
    }

    #[test]
    fn sentences_have_thousands_apart_and_names_as_they_are() {
        let english = |text: &str| LANGUAGES[0].sentence(text);
        assert_eq!(
            english("`a12345` injects 28883.81234 million of 2021"),
            "`a12345` injects 28,883.81234 million of 2021"
        );
        assert_eq!(english("SHA25612345, 1234567 and 12345678"), "SHA25612345, 1,234,567 and 12,345,678");
        let injected = "`a` injects 144419 million CLP of 2021 of final demand from outside the model, which nobody in it pays for.";
        assert!(spanish().sentence(injected).starts_with("`a` inyecta 144.419 millones de CLP de 2021 de"));
        assert_eq!(spanish().sentence("12345.67890"), "12.345,67890");
    }

    #[test]
    fn a_name_within_a_sentence_begins_with_a_small_letter_and_one_of_files_has_no_spaces() {
        assert_eq!(spanish().say("effect on value added"), "el efecto en «valor agregado»");
        assert_eq!(spanish().say("gini of sales"), "gini de las ventas");
        assert_eq!(spanish().say("own_use_out"), "sin uso propio");
        assert!(!spanish().knows("what_a_user_wrote"));
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
