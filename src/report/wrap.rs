//! Breaking a text into lines. The measure is the caller's: columns of a terminal, or pixels of a chart.

use unicode_width::UnicodeWidthStr;

/// The columns that a text takes in a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// A text on one line: line breaks, tabs and other control characters, which would tear a table or steer a terminal,
/// are taken as spaces.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The lines of a text, none of which measures more than `most`, broken at spaces, and within a word only where the
/// word alone is too long. A line always has at least one character, so that the text comes to an end.
pub(super) fn wrapped<M: PartialOrd + Copy>(text: &str, most: M, measure: impl Fn(&str) -> M) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if measure(&joined) <= most {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if measure(&line) > most && line.chars().nth(1).is_some() {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_spaces_and_in_words_only_where_they_must() {
        assert_eq!(wrapped("Minería del  cobre", 8, columns), ["Minería", "del", "cobre"]);
        assert_eq!(wrapped("Minería del cobre", 11, columns), ["Minería del", "cobre"]);
        assert_eq!(wrapped("electricity", 4, columns), ["elec", "tric", "ity"]);
        assert_eq!(wrapped("ab", 0, columns), ["a", "b"]);
        assert!(wrapped("  ", 4, columns).is_empty());
    }

    #[test]
    fn control_characters_do_not_pass() {
        assert_eq!(one_line("a\nb\t\u{1b}[31mc"), "a b  [31mc");
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_letter_is_lost(text in "[a-zñ ]{0,60}", most in 1usize..20) {
            let lines = wrapped(&text, most, columns);
            prop_assert!(lines.iter().all(|line| columns(line) <= most));
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
