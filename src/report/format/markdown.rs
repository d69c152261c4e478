//! Tables in Markdown, as GitHub, pandoc and editors of notes read them: the title in bold with the unit of money, a header of names
//! and units, numbers to the right and rounded as on the terminal, and the notes as a list. Columns are padded, so that the
//! text can be read as it is. Every mark of punctuation that Markdown could take for one of its own is escaped.

use super::shown::{Shown, caption};
use super::{Format, Style};
use crate::report::ReportError;
use crate::report::wrap::{columns, one_line};
use crate::words::Frame;
use std::io;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    media: "text/markdown",
    about: "Markdown tables for notes and web pages, rounded, with title, units and notes.",
    is_text: true,
    write,
};

fn write(frames: &[&Frame], _: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
    for (index, frame) in frames.iter().enumerate() {
        if index > 0 {
            writeln!(to)?;
        }
        one(frame, to)?;
    }
    Ok(())
}

fn one(frame: &Frame, to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(to, "**{}**", escaped(&caption(frame)))?;
    let shown = Shown::all(frame);
    if !shown.is_empty() {
        writeln!(to)?;
        table(&shown, to)?;
    }
    if !frame.notes.is_empty() {
        writeln!(to)?;
    }
    frame.notes.iter().try_for_each(|note| writeln!(to, "- {}", escaped(&one_line(note))))
}

fn table(shown: &[Shown], to: &mut dyn io::Write) -> io::Result<()> {
    let texts: Vec<Vec<String>> = shown
        .iter()
        .map(|column| {
            std::iter::once(column.header()).chain(column.cells.iter().cloned()).map(|t| escaped(&t)).collect()
        })
        .collect();
    let widths: Vec<usize> =
        texts.iter().map(|texts| texts.iter().map(|text| columns(text)).max().unwrap_or(0).max(3)).collect();
    for row in 0..texts.first().map_or(0, Vec::len) {
        for ((column, texts), &width) in shown.iter().zip(&texts).zip(&widths) {
            let text = &texts[row];
            let padding = " ".repeat(width.saturating_sub(columns(text)));
            if column.is_text {
                write!(to, "| {text}{padding} ")?;
            } else {
                write!(to, "| {padding}{text} ")?;
            }
        }
        writeln!(to, "|")?;
        if row == 0 {
            for (column, &width) in shown.iter().zip(&widths) {
                let line = "-".repeat(width - 1);
                write!(to, "| {} ", if column.is_text { format!(":{line}") } else { format!("{line}:") })?;
            }
            writeln!(to, "|")?;
        }
    }
    Ok(())
}

/// A text in which no letter means anything but itself.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>#|~&$!^".contains(letter) {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::format::fixture::{frame, text as text_of};
    use crate::words::Column;

    fn text(frames: &[&Frame]) -> String {
        text_of(&FORMAT, frames)
    }

    #[test]
    fn a_table_has_title_units_alignment_and_notes_and_no_mark_of_its_own() {
        insta::assert_snapshot!(text(&[&frame()]), @r"
        **R\&D \* 100 % of \#1 (money in million CLP of 2021)**

        | Sector | Name                      |     Output | Change (%) | Value added |
        | :----- | :------------------------ | ---------: | ---------: | ----------: |
        | COP    | Copper \| \*the\* \\metal | 32,123,457 |     -12.35 |         1.0 |
        | \[x\]  | Información \<b\> ▁▄█     |        \~0 |          · |    -1,234.5 |

        - Shares\_of \{x\} \~ 50 % with \`marks\`.
        ");
    }

    #[test]
    fn nothing_is_still_a_page() {
        let none = Frame::new("n", "Nothing", vec![]);
        let no_rows = Frame::new("e", "No rows", vec![Column::text("a", "A", "A.")]);
        assert_eq!(text(&[]), "");
        assert_eq!(text(&[&none, &no_rows]), "**Nothing**\n\n**No rows**\n\n| A   |\n| :-- |\n");
    }

    #[test]
    fn every_row_has_as_many_cells_as_the_header_whatever_stands_in_them() {
        let mut frame = frame();
        frame.push(vec!["|||".into(), "\\|".into(), 1.0.into(), 1.0.into(), 1.0.into()]);
        frame.push(vec!["a very long name ".repeat(40).into(), "b".into(), 1.0.into(), 1.0.into(), 1.0.into()]);
        let bars = |line: &str| {
            // A bar after an even number of backslashes parts two cells.
            let mut count = 0;
            let mut escaped = false;
            for letter in line.chars() {
                count += usize::from(letter == '|' && !escaped);
                escaped = letter == '\\' && !escaped;
            }
            count
        };
        let text = text(&[&frame]);
        let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(table.len(), 6);
        assert!(table.iter().all(|line| bars(line) == 6), "{text}");
    }
}
