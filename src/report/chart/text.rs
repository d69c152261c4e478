//! Texts of a drawing and how wide they are: the reader's font is not known, so that widths are estimates on the safe side.

use crate::report::wrap::{one_line, wrapped};

/// A size of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Text {
    /// Its classes in the style sheet.
    pub class: &'static str,
    /// The height of its letters' square, in pixels; what the style sheet says for the class.
    pub size: f64,
    /// From one line to the next, in pixels.
    pub line: f64,
}

impl Text {
    pub(super) const TITLE: Self = Self { class: "title", size: 18.0, line: 24.0 };
    pub(super) const NAME: Self = Self { class: "", size: 13.0, line: 16.0 };
    pub(super) const UNIT: Self = Self { class: "muted", size: 13.0, line: 17.0 };
    pub(super) const VALUE: Self = Self { class: "val", size: 12.0, line: 15.0 };
    pub(super) const SMALL: Self = Self { class: "dim", size: 12.0, line: 16.0 };
    pub(super) const TINY: Self = Self { class: "tiny", size: 9.0, line: 11.0 };
    pub(super) const STRONG: Self = Self { class: "small strong value", size: 12.0, line: 15.0 };

    /// The pixels that a text takes at most: the reader's font is not known, so each letter is taken as wide as in the wider
    /// ones of the usual fonts.
    pub(super) fn width(self, text: &str) -> f64 {
        let bold = if self == Self::TITLE || self == Self::STRONG { 1.08 } else { 1.0 };
        text.chars().map(|letter| width_of(letter) * self.size * bold).sum()
    }

    /// The lines of a text that take at most this width.
    pub(super) fn wrapped(self, text: &str, width: f64) -> Vec<String> {
        wrapped(&one_line(text), width, |line| self.width(line))
    }

    /// The same in at most so many lines of about one length; what does not fit is cut, which three points say.
    pub(super) fn cut(self, text: &str, width: f64, most: usize) -> Vec<String> {
        const STEP: f64 = 4.0;
        let mut lines = self.wrapped(text, width);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while self.width(last) + self.width("…") > width && last.pop().is_some() {}
                last.truncate(last.trim_end().len());
                last.push('…');
            }
            return lines;
        }
        // As narrow as as many lines can be, so that none is left with a single short word.
        let mut width = width - STEP;
        let widest_word = text.split_whitespace().map(|word| self.width(word)).fold(0.0, f64::max);
        while width >= widest_word {
            let narrower = self.wrapped(text, width);
            if narrower.len() > lines.len() {
                break;
            }
            lines = narrower;
            width -= STEP;
        }
        lines
    }
}

/// The width of a letter, in squares of the font.
fn width_of(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '\'' | '|' | '.' | ',' | ':' | ';' | ' ' | '!' | 'í' | 'ì' => 0.33,
        'f' | 't' | 'r' | '-' | '(' | ')' | '[' | ']' | '/' | '"' | '°' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.97,
        'A'..='Z' | 'Á' | 'É' | 'Í' | 'Ó' | 'Ú' | 'Ñ' => 0.73,
        // Scripts whose letters fill their square.
        letter if letter >= '\u{1100}' => 1.0,
        _ => 0.63,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_about_as_long_as_one_another_and_what_is_cut_says_so() {
        let cut = |text: &str, most| Text::NAME.cut(text, 250.0, most);
        assert_eq!(cut("All exporters of natural resources do", 3), ["All exporters of", "natural resources do"]);
        assert_eq!(cut("Wine", 3), ["Wine"]);
        assert!(cut("", 3).is_empty());
        let lines = cut(&"word ".repeat(30), 2);
        assert!(lines.len() == 2 && lines[1].ends_with("word…"), "{lines:?}");
        assert!(lines.iter().all(|line| Text::NAME.width(line) <= 250.0));
    }
}
