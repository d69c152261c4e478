//! The pen: shapes and texts of an SVG drawing, without anything from outside: no fonts to fetch, no scripts, no references.
//!
//! Looks are in one style sheet by class, light and dark. Colours are those of Okabe and Ito (2008), which people with any
//! kind of colour blindness tell apart; those with more contrast on white come first.

use crate::report::wrap::{one_line, wrapped};
use std::fmt::Write;

const STYLE: &str = "\
.eslabon-chart{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:13px}\
.eslabon-chart .paper{fill:#ffffff}\
.eslabon-chart text{fill:#1c1f24}\
.eslabon-chart .title{font-size:18px;font-weight:600}\
.eslabon-chart .muted{fill:#5b616b}\
.eslabon-chart .small{font-size:12px}\
.eslabon-chart .value{stroke:#ffffff;stroke-width:3px;paint-order:stroke}\
.eslabon-chart .end{text-anchor:end}\
.eslabon-chart .middle{text-anchor:middle}\
.eslabon-chart .grid{stroke:#e2e5e9;stroke-width:1}\
.eslabon-chart .zero{stroke:#5b616b;stroke-width:1}\
.eslabon-chart .s0{fill:#0072b2}\
.eslabon-chart .s1{fill:#d55e00}\
.eslabon-chart .s2{fill:#009e73}\
.eslabon-chart .s3{fill:#cc79a7}\
.eslabon-chart .s4{fill:#e69f00}\
.eslabon-chart .s5{fill:#56b4e9}\
@media (prefers-color-scheme:dark){\
.eslabon-chart .paper{fill:#16181d}\
.eslabon-chart text{fill:#eceef1}\
.eslabon-chart .value{stroke:#16181d}\
.eslabon-chart .muted{fill:#a8adb6}\
.eslabon-chart .grid{stroke:#31353d}\
.eslabon-chart .zero{stroke:#a8adb6}\
}";

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
    pub(super) const NAME: Self = Self { class: "name", size: 13.0, line: 16.0 };
    pub(super) const UNIT: Self = Self { class: "muted", size: 13.0, line: 17.0 };
    pub(super) const VALUE: Self = Self { class: "small value", size: 12.0, line: 15.0 };
    pub(super) const SMALL: Self = Self { class: "muted small", size: 12.0, line: 16.0 };

    /// The pixels that a text takes at most: the reader's font is not known, so each letter is taken as wide as in the wider
    /// ones of the usual fonts.
    pub(super) fn width(self, text: &str) -> f64 {
        let bold = if self == Self::TITLE { 1.08 } else { 1.0 };
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

/// Where a text stands by its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    /// A text with the left end, middle or right end of its baseline at a point.
    pub(super) fn text(&mut self, x: f64, y: f64, look: Text, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " middle",
            Anchor::End => " end",
        };
        let (x, y, class, text) = (pixels(x), pixels(y), look.class, escaped(text));
        self.element(format_args!("<text x=\"{x}\" y=\"{y}\" class=\"{class}{anchor}\">{text}</text>"));
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64, class: &str) {
        let (x, y, width, height) = (pixels(x), pixels(y), pixels(width), pixels(height));
        self.element(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>"
        ));
    }

    /// A line from top to bottom.
    pub(super) fn vertical(&mut self, x: f64, top: f64, bottom: f64, class: &str) {
        let (x, top, bottom) = (pixels(x), pixels(top), pixels(bottom));
        self.element(format_args!("<line x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\" class=\"{class}\"/>"));
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }

    /// The text of the file. The title and the description are read out to those who do not see the drawing.
    pub(super) fn finish(self, width: f64, height: f64, title: &str, description: &str) -> String {
        let (width, height) = (pixels(width), pixels(height));
        let (title, description, body) = (escaped(title), escaped(description), self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"eslabon-chart\" role=\"img\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
             <title>{title}</title>\n<desc>{description}</desc>\n<style>{STYLE}</style>\n\
             <rect width=\"{width}\" height=\"{height}\" class=\"paper\"/>\n{body}</svg>\n"
        )
    }
}

/// Tenths of a pixel, which is finer than the eye and the same on every machine.
fn pixels(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text as XML: marks escaped, and without the characters that XML does not allow.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in one_line(text).chars().filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}')) {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_become_a_mark() {
        assert_eq!(escaped("<a href='x'>&\"\u{0}\u{ffff}"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot; ");
        let mut svg = Svg::default();
        svg.text(1.0, 2.0, Text::NAME, Anchor::End, "</text>");
        let text = svg.finish(10.0, 20.0, "<t>", "<d>");
        assert_eq!(text.matches("</text>").count(), 1);
        assert!(text.contains("<title>&lt;t&gt;</title>") && text.contains("<desc>&lt;d&gt;</desc>"));
    }

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

    #[test]
    fn lengths_are_short() {
        assert_eq!([0.0, -0.01, 3.0, 10.26, -2.5].map(pixels), ["0", "0", "3", "10.3", "-2.5"]);
    }

    #[test]
    fn the_style_sheet_has_a_colour_for_every_series() {
        let has = |series: usize| STYLE.contains(&format!(".s{series}{{fill:#"));
        let most = super::super::picture::MOST_SERIES;
        assert!((0..most).all(has) && !has(most));
    }
}
