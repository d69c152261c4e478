//! Lines over years, one for each group, each with its colour, its dashes and its shape, its name at its end, and a band from the low
//! to the high end of what is not certain where the frame has these.

use super::axis::Axis;
use super::frame_of::{MARGIN, Started, WIDTH};
use super::svg::{Anchor, COLOURS, Drawing, Svg};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;

pub(super) const CHART: Chart = Chart {
    name: "lines",
    about: "Lines over years, each with the band of what is not certain.",
    takes: &[Role::Group, Role::Across, Role::Value],
    most: 1,
    scale: None,
    draw,
};

const HEIGHT: f64 = 300.0;
const DIGITS: i32 = 4;
/// Names at the ends of lines are cut at this width.
const NAMES: f64 = 170.0;
/// Different looks of dashes.
const DASHES: usize = 4;

/// A point of a line: where it is across, its number, and the ends of its range.
type Point = (f64, f64, Option<(f64, f64)>);

/// One line.
struct Line {
    name: String,
    /// By which its colour, dashes and shape are chosen.
    look: usize,
    points: Vec<Point>,
}

/// The lines in the order in which each first comes; points without a number are left out.
fn lines(picture: &Picture) -> Vec<Line> {
    let (low, high) = (picture.numbers(Role::Low), picture.numbers(Role::High));
    let (across, value) = (picture.numbers(Role::Across), picture.numbers(Role::Value));
    let mut lines: Vec<Line> = Vec::new();
    for (row, name) in picture.texts(Role::Group).into_iter().enumerate() {
        let (Some(x), Some(y)) = (across[row], value[row]) else { continue };
        let point = (x, y, low[row].zip(high[row]));
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.points.push(point),
            None => lines.push(Line { look: picture.group(&name, lines.len()), name, points: vec![point] }),
        }
    }
    for line in &mut lines {
        line.points.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    lines
}

fn draw(picture: &Picture) -> Drawing {
    let lines = lines(picture);
    let points = || lines.iter().flat_map(|line| &line.points);
    let heights: Vec<f64> = points()
        .flat_map(|(_, y, ends)| [*y].into_iter().chain(ends.iter().flat_map(|(low, high)| [*low, *high])))
        .collect();
    let figures = Figures::of(picture.unit(), DIGITS, &heights);
    let column = picture.column(Role::Value).map_or(String::new(), |column| column.name.clone());
    let has_bands = points().any(|(.., ends)| ends.is_some_and(|(low, high)| low != high));
    let band = if has_bands {
        format!("; {}", picture.say("bands from the low to the high end of the parameters"))
    } else {
        String::new()
    };
    let subtitle = format!("{column}, {}{band}", picture.unit_words(picture.unit()));
    let mut drawing = Started::new(picture, &subtitle);
    let names: Vec<String> = lines.iter().map(|line| Text::NAME.cut(&line.name, NAMES, 1).concat()).collect();
    let names_width = names.iter().map(|name| Text::NAME.width(name)).fold(0.0, f64::max);
    // Names stand below one another at the ends of their lines, and all are to be on the paper.
    let height = HEIGHT.max(Text::NAME.line * (lines.len() as f64 - 1.0));
    let (top, bottom) = (drawing.top(), drawing.top() + height);
    let up = Axis::of(heights.iter().copied(), bottom, top);
    let left = MARGIN + up.widest_mark(picture, figures) + 8.0;
    let years: Vec<f64> = points().map(|(x, ..)| *x).collect();
    let across = Axis::within(&years, left + 6.0, WIDTH - MARGIN - names_width - 14.0);
    let svg = &mut drawing.svg;
    up.grid_up(svg, picture, figures, (left, across.end()));
    years_below(svg, picture, &across, &years, bottom);
    for line in &lines {
        if line.points.iter().any(|(.., ends)| ends.is_some_and(|(low, high)| low != high)) {
            draw_band(svg, line, (&across, &up));
        }
    }
    let year = Figures::whole(&crate::words::Unit::None);
    for line in &lines {
        let at = line.look;
        let places: Vec<(f64, f64)> = line.points.iter().map(|(x, y, _)| (across.at(*x), up.at(*y))).collect();
        svg.polyline(&places, &format!("line l{} d{}", at % COLOURS, at % DASHES));
        for ((x, y), (when, value, ends)) in places.iter().zip(&line.points) {
            let text = |number: f64| picture.number(figures, number);
            let range = ends.filter(|(low, high)| low != high).map(|(low, high)| {
                format!(" ({} {}, {} {})", picture.say("low"), text(low), picture.say("high"), text(high))
            });
            let said = format!("{}, {}: {}{}", line.name, year.text(*when), text(*value), range.unwrap_or_default());
            svg.mark(&said, |svg| svg.shape(at, *x, *y, 2.6, &format!("s{}", at % COLOURS)));
        }
    }
    let ends: Vec<f64> = lines.iter().map(|line| line.points.last().map_or(bottom, |(_, y, _)| up.at(*y))).collect();
    for (at, y) in apart(&ends, Text::NAME.line, top, bottom).into_iter().enumerate() {
        let (x, look) = (across.end() + 10.0, lines[at].look);
        svg.line((across.end() + 3.0, ends[at]), (x - 1.0, y), "grid");
        svg.shape(look, x + 4.0, y, 4.0, &format!("s{}", look % COLOURS));
        svg.text(x + 12.0, y + 4.5, Text::NAME, Anchor::Start, &names[at]);
    }
    let said = lines.iter().filter_map(|line| {
        let (first, last) = (line.points.first()?, line.points.last()?);
        let point = |point: &Point| format!("{} {}", year.text(point.0), picture.number(figures, point.1));
        Some(format!("{}: {}, {}.", line.name, point(first), point(last)))
    });
    let description = format!("{subtitle}. {}", said.collect::<Vec<_>>().join(" "));
    drawing.finish(bottom + Text::SMALL.line + 6.0, description)
}

fn draw_band(svg: &mut Svg, line: &Line, (across, up): (&Axis, &Axis)) {
    let side = |of: fn((f64, f64)) -> f64| {
        line.points.iter().map(move |(x, y, ends)| (across.at(*x), up.at(ends.map_or(*y, of)))).collect::<Vec<_>>()
    };
    let (low, mut high) = (side(|ends| ends.0), side(|ends| ends.1));
    high.reverse();
    svg.area(&[low, high].concat(), &format!("band s{}", line.look % COLOURS));
}

fn years_below(svg: &mut Svg, picture: &Picture, across: &Axis, years: &[f64], bottom: f64) {
    let mut all: Vec<f64> = years.to_vec();
    all.sort_by(f64::total_cmp);
    all.dedup();
    // Every year, every second, fifth or tenth, so that the last is always marked and no two touch.
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| all.len() / step <= 11).unwrap_or(100);
    let year = Figures::whole(&crate::words::Unit::None);
    for (_, when) in all.iter().rev().enumerate().filter(|(at, _)| at % step == 0) {
        let text = picture.number(year, *when);
        svg.text(across.at(*when), bottom + Text::SMALL.line, Text::SMALL, Anchor::Middle, &text);
    }
}

/// Places as near to these as can be that are a line apart and within the drawing.
fn apart(wanted: &[f64], line: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut places = wanted.to_vec();
    let mut free = top;
    for &at in &order {
        places[at] = places[at].max(free);
        free = places[at] + line;
    }
    // From below, where the last went beyond the drawing and there is room above.
    let mut free = bottom.max(top + line * (wanted.len() as f64 - 1.0));
    for &at in order.iter().rev() {
        places[at] = places[at].min(free);
        free = places[at] - line;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn names_at_the_ends_do_not_touch_and_stay_within() {
        assert_eq!(apart(&[50.0, 10.0], 16.0, 0.0, 100.0), [50.0, 10.0]);
        assert_eq!(apart(&[98.0, 99.0, 97.0], 16.0, 0.0, 100.0), [84.0, 100.0, 68.0]);
        assert_eq!(apart(&[0.0, 0.0], 16.0, 0.0, 100.0), [0.0, 16.0]);
        assert_eq!(apart(&[5.0; 3], 16.0, 0.0, 20.0), [0.0, 16.0, 32.0]);
        assert!(apart(&[], 16.0, 0.0, 20.0).is_empty());
    }
}
