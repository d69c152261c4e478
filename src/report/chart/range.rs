//! Horizontal bars with the range of each: from zero to the number, and a line from the low to the high end of what is not
//! certain. The ends need not lie on both sides of the number.

use super::axis::Axis;
use super::frame_of::{MARGIN, Started, WIDTH};
use super::svg::{Anchor, Drawing, Svg};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;

pub(super) const CHART: Chart = Chart {
    name: "range",
    about: "Horizontal bars beside names, each with the range of what is not certain.",
    takes: &[Role::Label, Role::Value, Role::Low, Role::High],
    most: 1,
    scale: None,
    draw,
};

const NAMES: f64 = 250.0;
const SPACE: f64 = 8.0;
const ROW: f64 = 37.0;
const BAR: f64 = 16.0;
const DIGITS: i32 = 4;

/// One row: its number and the ends of its range.
struct Row {
    name: String,
    value: Option<f64>,
    ends: Option<(f64, f64)>,
}

fn draw(picture: &Picture) -> Drawing {
    let (low, high) = (picture.numbers(Role::Low), picture.numbers(Role::High));
    let rows: Vec<Row> = picture
        .labels()
        .into_iter()
        .zip(picture.numbers(Role::Value))
        .zip(low.into_iter().zip(high))
        .map(|((name, value), (low, high))| Row { name, value, ends: low.zip(high) })
        .collect();
    let ends = |row: &Row| row.ends.into_iter().flat_map(|(low, high)| [low, high]);
    let numbers: Vec<f64> = rows.iter().flat_map(|row| row.value.into_iter().chain(ends(row))).collect();
    let figures = Figures::of(picture.unit(), DIGITS, &numbers);
    let said = |row: &Row| {
        let Some(value) = row.value else { return format!("{}: {}", row.name, picture.say("no value")) };
        let text = |number| picture.number(figures, number);
        let range = row.ends.map(|(low, high)| {
            format!(" ({} {}, {} {})", picture.say("low"), text(low), picture.say("high"), text(high))
        });
        format!("{}: {}{}", row.name, text(value), range.unwrap_or_default())
    };
    let column = picture.column(Role::Value).map_or(String::new(), |column| column.name.clone());
    let unit = picture.unit_words(picture.unit());
    let subtitle = format!("{column}, {unit}; {}", picture.say("lines from the low to the high end of the parameters"));
    let mut drawing = Started::new(picture, &subtitle);
    let top = drawing.top();
    let names: Vec<Vec<String>> = rows.iter().map(|row| Text::NAME.cut(&row.name, NAMES, 2)).collect();
    let widest = names.iter().flatten().map(|line| Text::NAME.width(line)).fold(0.0, f64::max);
    let numbers_width = rows
        .iter()
        .filter_map(|row| row.value)
        .map(|value| Text::VALUE.width(&picture.number(figures, value)))
        .fold(0.0, f64::max);
    let names_end = MARGIN + widest;
    // Numbers stand in a column of their own at the right: beside bars with ranges they would stand on lines.
    let axis = Axis::of(numbers.iter().copied(), names_end + 2.0 * SPACE, WIDTH - MARGIN - numbers_width - 2.0 * SPACE);
    let bottom = top + ROW * rows.len() as f64;
    axis.grid_across(&mut drawing.svg, picture, figures, (top, bottom));
    for (at, row) in rows.iter().enumerate() {
        let middle = top + ROW * (at as f64 + 0.5);
        drawing.svg.mark(&said(row), |svg| draw_row(svg, row, &names[at], (names_end, middle), &axis));
        let text =
            row.value.map_or_else(|| picture.say("no value").into_owned(), |value| picture.number(figures, value));
        drawing.svg.text(WIDTH - MARGIN, middle + 4.5, Text::VALUE, Anchor::End, &text);
    }
    drawing.svg.vertical(axis.at(0.0), top, bottom, "zero");
    let description: Vec<String> = rows.iter().map(|row| format!("{}.", said(row))).collect();
    drawing.finish(bottom + Text::SMALL.line + 6.0, format!("{subtitle}. {}", description.join(" ")))
}

fn draw_row(svg: &mut Svg, row: &Row, name: &[String], (names_end, middle): (f64, f64), axis: &Axis) {
    let first = middle - Text::NAME.line * (name.len() as f64 - 1.0) / 2.0 + 4.5;
    for (line, text) in name.iter().enumerate() {
        svg.text(names_end, first + Text::NAME.line * line as f64, Text::NAME, Anchor::End, text);
    }
    let zero = axis.at(0.0);
    if let Some(value) = row.value {
        let end = axis.at(value);
        let class = if value < 0.0 { "s1" } else { "s0" };
        svg.rectangle(zero.min(end), middle - BAR / 2.0, (end - zero).abs(), BAR, class);
    }
    if let Some((low, high)) = row.ends.filter(|(low, high)| low != high) {
        let (from, to) = (axis.at(low), axis.at(high));
        svg.line((from, middle), (to, middle), "whisker");
        for x in [from, to] {
            svg.vertical(x, middle - 4.0, middle + 4.0, "whisker");
        }
    }
}
