//! A square of shades: a row per name, a column per column of numbers, darker where the number is larger, on a scale that
//! triples from shade to shade. A row is one mark, which says its largest numbers.

use super::frame_of::{MARGIN, Started, WIDTH};
use super::svg::{Anchor, Drawing};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;
use std::fmt::Write;

pub(super) const CHART: Chart = Chart {
    name: "heat",
    about: "A square of shades: who buys of whom, and how much.",
    takes: &[Role::Label, Role::Value],
    most: 400,
    scale: None,
    draw,
};

const NAMES: f64 = 210.0;
const DIGITS: i32 = 3;
/// Shades, the lightest first.
const SHADES: usize = 7;
/// How many numbers of a row are said.
const SAID: usize = 3;

/// Where each shade but the first begins: 1 or 3 times powers of ten, the last not above the largest number.
fn beginnings(largest: f64) -> [f64; SHADES - 1] {
    let steps: Vec<f64> = (-12..=15)
        .flat_map(|power| [1.0, 3.0].map(|digit| format!("{digit}e{power}").parse().unwrap_or(0.0)))
        .collect();
    let below = steps.iter().filter(|step| **step <= largest).count().max(SHADES - 1);
    std::array::from_fn(|at| steps[below + at + 1 - SHADES])
}

/// The shade of a number; none where it is below zero.
fn shade(number: f64, beginnings: &[f64]) -> Option<usize> {
    (number >= 0.0).then(|| beginnings.iter().filter(|beginning| number >= **beginning).count())
}

fn draw(picture: &Picture) -> Drawing {
    let (rows, series) = (picture.labels(), picture.series());
    let numbers: Vec<f64> = series.iter().flat_map(|one| one.numbers.iter().flatten().copied()).collect();
    let beginnings = beginnings(numbers.iter().copied().fold(0.0, f64::max));
    let figures = Figures::of(picture.unit(), DIGITS, &numbers);
    let unit = picture.unit_words(picture.unit());
    let subtitle = format!("{}, {unit}", picture.say("Rows sell, columns buy"));
    let mut drawing = Started::new(picture, &subtitle);
    let scale = (0..SHADES).map(|at| match at.checked_sub(1) {
        None => (format!("< {}", text(picture, beginnings[0])), 0),
        Some(before) => (format!("≥ {}", text(picture, beginnings[before])), at),
    });
    drawing.legend(scale, |svg, at, x, y| svg.rectangle(x, y - 6.0, 12.0, 12.0, &format!("h{at}")));
    let is_dense = rows.len().max(series.len()) > 20;
    let look = if is_dense { Text::TINY } else { Text::NAME };
    let names: Vec<String> = rows.iter().map(|name| look.cut(name, NAMES, 1).concat()).collect();
    let heads: Vec<String> = series.iter().map(|one| look.cut(&one.column.name, 90.0, 1).concat()).collect();
    let widest = |names: &[String]| names.iter().map(|name| look.width(name)).fold(0.0, f64::max);
    let left = MARGIN + widest(&names) + 6.0;
    let top = drawing.top() + widest(&heads) + 4.0;
    let cell = ((WIDTH - MARGIN - left) / series.len().max(1) as f64).min(34.0);
    let svg = &mut drawing.svg;
    for (at, head) in heads.iter().enumerate() {
        svg.upwards(left + cell * (at as f64 + 0.5) + look.size * 0.35, top - 4.0, look, Anchor::Start, head);
    }
    // Where no cell is empty the lightest shade is the ground of all, which most cells of a square of flows have.
    let is_full = numbers.len() == rows.len() * series.len();
    if is_full {
        svg.rectangle(left, top, cell * series.len() as f64, cell * rows.len() as f64, "h0");
    }
    let mut description = vec![format!("{subtitle}.")];
    for (row, name) in rows.iter().enumerate() {
        let y = top + cell * row as f64;
        // A shade of a row is one line over its cells, drawn in lengths of a cell and with dashes that part one from the next: a page
        // has thousands of cells.
        let mut steps: Vec<(String, usize)> = vec![(String::new(), 0); SHADES + 1];
        let mut cells: Vec<(&str, f64)> = Vec::new();
        for (at, one) in series.iter().enumerate() {
            let Some(number) = one.numbers[row] else { continue };
            cells.push((&one.column.name, number));
            // What is below zero has the last place.
            let (steps, pen) = &mut steps[shade(number, &beginnings).unwrap_or(SHADES)];
            // Writing to a string cannot fail.
            let _ = match (steps.is_empty(), at - *pen) {
                (true, _) => write!(steps, "M{at} 0h1"),
                (false, 0) => write!(steps, "h1"),
                (false, gap) => write!(steps, "m{gap} 0h1"),
            };
            *pen = at + 1;
        }
        cells.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        let largest =
            cells.iter().take(SAID).map(|(name, number)| format!("{name} {}", picture.number(figures, *number)));
        let said = format!("{name}: {}", largest.collect::<Vec<_>>().join(", "));
        svg.mark(&said, |svg| {
            svg.text(left - 6.0, y + cell / 2.0 + look.size * 0.36, look, Anchor::End, &names[row]);
            let is_drawn = |at: usize, steps: &str| !(steps.is_empty() || is_full && at == 0);
            svg.cells((left, y + cell / 2.0), cell, |svg| {
                for (at, (steps, _)) in steps.iter().enumerate().filter(|(at, (steps, _))| is_drawn(*at, steps)) {
                    svg.path(steps, &if at == SHADES { "below".to_owned() } else { format!("c{at}") });
                }
            });
        });
        description.push(format!("{said}."));
    }
    for at in [&rows[..]].iter().filter_map(|rows| rows.iter().position(|name| picture.emphasised() == Some(name))) {
        let (width, height) = (cell * series.len() as f64, cell * rows.len() as f64);
        svg.polyline(&rectangle(left - 1.0, top + cell * at as f64 - 0.8, width + 1.0, cell + 1.0), "ring");
        if rows.len() == series.len() {
            svg.polyline(&rectangle(left + cell * at as f64 - 0.8, top - 1.0, cell + 1.0, height + 1.0), "ring");
        }
    }
    let bottom = top + cell * rows.len() as f64;
    let grid = Some((left, top, cell, series.len(), rows.len()));
    Drawing { grid, ..drawing.finish(bottom + 4.0, description.join(" ")) }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> [(f64, f64); 5] {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
}

/// Where a shade begins, with no more digits than it has.
fn text(picture: &Picture, beginning: f64) -> String {
    picture.say(&crate::words::shortest(beginning)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_triple_up_to_the_largest_number() {
        assert_eq!(beginnings(0.35), [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]);
        assert_eq!(beginnings(0.0).len(), SHADES - 1);
        let scale = beginnings(0.35);
        let shades = [0.0, 0.0009, 0.001, 0.0031, 0.29, 0.35].map(|number| shade(number, &scale));
        assert_eq!(shades, [Some(0), Some(0), Some(1), Some(2), Some(5), Some(6)]);
        assert_eq!(shade(-1e-9, &scale), None);
    }
}
