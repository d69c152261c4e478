//! A table for a terminal: a title, the columns with their units below their names, numbers to the right with one number
//! of decimals per column, and the notes. No line is wider than the terminal: columns that find no room go on below, each
//! time with those that say which row is which.

use super::fit::{Wish, fitted};
use super::shown::{Shown, common_money};
use super::{Format, Style};
use crate::report::ReportError;
use crate::report::wrap::{columns, one_line, wrapped};
use crate::words::Frame;
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width as CellWidth,
};
use std::io;

pub(super) const FORMAT: Format = Format {
    name: "table",
    extension: "txt",
    media: "text/plain",
    about: "A table for the eye, rounded, and as wide as the terminal.",
    is_text: true,
    write,
};

/// Spaces between two columns.
const GAP: usize = 2;
/// Names are not broken into lines narrower than this to make room for numbers.
const LEAST_TEXT: usize = 16;
/// Longer words than this are broken where room is wanted.
const LONGEST_WORD: usize = 24;
/// The width down to which names are torn before a number is left out.
const TORN: usize = 6;

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

fn write(frames: &[&Frame], style: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
    for (index, frame) in frames.iter().enumerate() {
        if index > 0 {
            writeln!(to)?;
        }
        one(frame, style, to)?;
    }
    Ok(())
}

fn one(frame: &Frame, style: Style, to: &mut dyn io::Write) -> io::Result<()> {
    let money = common_money(frame);
    paragraph(&frame.title, BOLD, style, to)?;
    if let Some(unit) = money {
        paragraph(&format!("Money in {unit}"), DIM, style, to)?;
    }
    let shown = Shown::all(frame);
    let (panels, left_out) = panels(&shown, style.columns());
    for (columns, widths) in &panels {
        writeln!(to)?;
        for line in table(columns, widths).lines() {
            writeln!(to, "{}", line.trim_end())?;
        }
    }
    if !left_out.is_empty() || !frame.notes.is_empty() {
        writeln!(to)?;
    }
    if !left_out.is_empty() {
        paragraph(&format!("Too wide to show here: {}.", left_out.join(", ")), DIM, style, to)?;
    }
    frame.notes.iter().try_for_each(|note| paragraph(note, DIM, style, to))
}

/// A table that fits: its columns, keys first, and their widths.
type Panel<'s> = (Vec<&'s Shown>, Vec<usize>);

/// The columns dealt out to as few tables that fit as there can be, about as many to each; and the names of those for which
/// even a table of their own has no room beside the keys.
fn panels(shown: &[Shown], width: usize) -> (Vec<Panel<'_>>, Vec<&str>) {
    let (keys, rest): (Vec<&Shown>, Vec<&Shown>) = shown.iter().partition(|column| column.is_key);
    let fewest = dealt(&keys, &rest, width, rest.len());
    let evenly = dealt(&keys, &rest, width, rest.len().div_ceil(fewest.0.len().max(1)));
    if evenly.0.len() == fewest.0.len() { evenly } else { fewest }
}

/// The columns dealt out one table after another, at most so many beside the keys of each.
fn dealt<'s>(keys: &[&'s Shown], rest: &[&'s Shown], width: usize, most: usize) -> (Vec<Panel<'s>>, Vec<&'s str>) {
    let (mut panels, mut rest) = (Vec::new(), rest);
    while panels.is_empty() || !rest.is_empty() {
        let columns: Vec<&Shown> = keys.iter().chain(rest.iter().take(most)).copied().collect();
        let wishes: Vec<Wish> = columns.iter().map(|column| column.wish()).collect();
        let mut widths = fitted(&wishes, width, GAP);
        if widths.len() <= keys.len() && !rest.is_empty() {
            // Rather a torn name than a number left out.
            let torn: Vec<Wish> = columns.iter().map(|column| column.torn()).collect();
            widths = fitted(&torn, width, GAP);
        }
        let more = widths.len().saturating_sub(keys.len());
        if widths.is_empty() || (more == 0 && !panels.is_empty()) {
            break;
        }
        panels.push((columns[..widths.len()].to_vec(), widths));
        rest = &rest[more..];
    }
    (panels, rest.iter().map(|column| column.name.as_str()).collect())
}

fn paragraph(text: &str, look: &str, style: Style, to: &mut dyn io::Write) -> io::Result<()> {
    for line in wrapped(&one_line(text), style.columns(), columns) {
        if style.colour {
            writeln!(to, "{look}{line}{PLAIN}")?;
        } else {
            writeln!(to, "{line}")?;
        }
    }
    Ok(())
}

/// How wide a column is to be.
impl Shown {
    fn wish(&self) -> Wish {
        let longest = |texts: &mut dyn Iterator<Item = &str>| texts.map(columns).max().unwrap_or(0);
        let cells = longest(&mut self.cells.iter().map(String::as_str));
        let words = longest(&mut self.name.split_whitespace().chain(self.unit.split_whitespace()));
        let natural = cells.max(words).max(on_two_lines(&self.name));
        // A name such as `mining-ict-suppliers` is not torn while columns can go on below.
        let names = longest(&mut self.cells.iter().flat_map(|cell| cell.split_whitespace())).min(LONGEST_WORD);
        let least = if self.is_text { LEAST_TEXT.max(words).max(names) } else { cells.max(words) };
        Wish { natural, least, key: self.is_key }
    }

    /// What it can do with where there is no room for a single number beside the keys: names are torn, numbers never.
    fn torn(&self) -> Wish {
        let wish = self.wish();
        let cells = self.cells.iter().map(|cell| columns(cell)).max().unwrap_or(0);
        Wish { least: if self.is_text { wish.least.min(TORN) } else { cells }, ..wish }
    }
}

/// The least width at which a name takes no more than two lines.
fn on_two_lines(name: &str) -> usize {
    let breaks = name.match_indices(' ').map(|(at, _)| columns(&name[..at]).max(columns(&name[at + 1..])));
    breaks.min().unwrap_or_else(|| columns(name))
}

fn table(shown: &[&Shown], widths: &[usize]) -> Table {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::MAX)
        .set_header(header(shown, widths));
    for row in 0..shown.first().map_or(0, |column| column.cells.len()) {
        table.add_row(shown.iter().map(|column| Cell::new(&column.cells[row])));
    }
    let last = widths.len() - 1;
    for (index, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if index == last { 0 } else { GAP };
        let fixed = u16::try_from(width + gap).unwrap_or(u16::MAX);
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        column.set_constraint(ColumnConstraint::Absolute(CellWidth::Fixed(fixed)));
        column.set_cell_alignment(if shown[index].is_text { CellAlignment::Left } else { CellAlignment::Right });
    }
    table
}

/// Names stand on the line above the units, whatever number of lines they take, and units below the names.
fn header(shown: &[&Shown], widths: &[usize]) -> Vec<Cell> {
    let names: Vec<Vec<String>> =
        shown.iter().zip(widths).map(|(column, &width)| wrapped(&column.name, width, columns)).collect();
    let height = names.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |((name, column), &width): ((&Vec<String>, &&Shown), &usize)| {
        let mut lines = vec![String::new(); height - name.len()];
        lines.extend(name.iter().cloned());
        lines.extend(wrapped(&column.unit, width, columns));
        Cell::new(lines.join("\n"))
    };
    names.iter().zip(shown).zip(widths).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Column, Money, Unit};
    use proptest::prelude::*;

    fn money() -> Unit {
        Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2021) })
    }

    fn frame() -> Frame {
        let columns = vec![
            Column::text("sector", "Sector", "Its code."),
            Column::text("sector_name", "Name", "Its name."),
            Column::number("output", "Output", money(), "Money."),
            Column::number("change", "Change of output", money(), "Money."),
            Column::number("backward", "Backward linkage", Unit::Ratio, "A ratio."),
            Column::integer("rank", "Rank", Unit::Rank, "Its rank."),
            Column::integer("year", "Year", Unit::None, "A year."),
            Column::text("class", "Class", "Its class."),
        ];
        let mut frame = Frame::new("linkages", "Linkages, Chile 2021", columns);
        let row = |code: &str, name: &str, output: f64, change: f64, backward: Option<f64>| {
            let rank = backward.map(|_| 3_i64);
            vec![
                code.into(),
                name.into(),
                output.into(),
                change.into(),
                backward.into(),
                rank.into(),
                2021_i64.into(),
                "key".into(),
            ]
        };
        frame.push(row("COP", "Copper mining", 32_123_456.7, -1234.5, Some(1.523_45)));
        frame.push(row("ITS", "Computer programming, consultancy and information services", 5_123.0, 0.0, Some(0.9)));
        frame.push(row("HOU", "Households as employers", 0.0, 0.2, None));
        frame.note("Open model: households do not respond. A note that is longer than a narrow terminal is wide.");
        frame
    }

    fn text(frame: &Frame, width: usize) -> String {
        let mut bytes = Vec::new();
        FORMAT.write(&[frame], Style { width: Some(width), colour: false }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_wide_terminal_shows_all() {
        insta::assert_snapshot!(text(&frame(), 120), @"
        Linkages, Chile 2021
        Money in million CLP of 2021

                                                                                        Change of  Backward
        Sector  Name                                                            Output     output   linkage  Rank  Year  Class
                                                                                                      ratio
        ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        COP     Copper mining                                               32,123,457   -1,234.5    1.5234     3  2021  key
        ITS     Computer programming, consultancy and information services       5,123          0    0.9000     3  2021  key
        HOU     Households as employers                                              0        0.2         ·     ·  2021  key

        Open model: households do not respond. A note that is longer than a narrow terminal is wide.
        ");
    }

    #[test]
    fn a_narrow_terminal_breaks_names_and_goes_on_below() {
        insta::assert_snapshot!(text(&frame(), 50), @"
        Linkages, Chile 2021
        Money in million CLP of 2021

                                                 Change of
        Sector  Name                     Output     output
        ──────────────────────────────────────────────────
        COP     Copper mining        32,123,457   -1,234.5
        ITS     Computer                  5,123          0
                programming,
                consultancy and
                information
                services
        HOU     Households as                 0        0.2
                employers

                                            Backward
        Sector  Name                         linkage  Rank
                                               ratio
        ──────────────────────────────────────────────────
        COP     Copper mining                 1.5234     3
        ITS     Computer programming,         0.9000     3
                consultancy and
                information services
        HOU     Households as employers            ·     ·

        Sector  Name                           Year  Class
        ──────────────────────────────────────────────────
        COP     Copper mining                  2021  key
        ITS     Computer programming,          2021  key
                consultancy and information
                services
        HOU     Households as employers        2021  key

        Open model: households do not respond. A note that
        is longer than a narrow terminal is wide.
        ");
    }

    #[test]
    fn what_has_no_room_even_below_is_named() {
        let text = text(&frame(), 12);
        assert!(text.contains("Too wide to\nshow here:\nOutput,"), "{text}");
    }

    #[test]
    fn colour_comes_only_where_asked_and_changes_no_letter() {
        let mut bytes = Vec::new();
        FORMAT.write(&[&frame()], Style { width: Some(120), colour: true }, &mut bytes).unwrap();
        let coloured = String::from_utf8(bytes).unwrap();
        assert!(coloured.starts_with("\u{1b}[1mLinkages, Chile 2021\u{1b}[0m\n"));
        let plain = coloured.replace(BOLD, "").replace(DIM, "").replace(PLAIN, "");
        assert_eq!(plain, text(&frame(), 120));
    }

    #[test]
    fn text_cannot_tear_the_table_or_steer_the_terminal() {
        let mut frame = Frame::new("f", "a\u{1b}[2J", vec![Column::text("a", "A", "A.")]);
        frame.push(vec!["one\ntwo\tthree".into()]);
        assert!(text(&frame, 80).contains("one two three") && !text(&frame, 80).contains('\u{1b}'));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_line_is_wider_than_the_terminal(width in 1usize..140, name in "[a-zñ ]{0,40}", size in -1e9..1e9f64) {
            let mut frame = frame();
            frame.title.push_str(&name);
            frame.columns[2].name.push_str(&name);
            frame.rows[0][1] = name.as_str().into();
            frame.rows[1][2] = size.into();
            let text = text(&frame, width);
            // Every number is there where there is room for the keys.
            prop_assert!(width < 40 || (text.contains("1.5234") && text.contains("key") && !text.contains("Too wide")));
            for line in text.lines() {
                prop_assert!(columns(line) <= width, "{} > {}:\n{}", columns(line), width, text);
            }
        }
    }
}
