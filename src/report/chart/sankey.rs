//! Flows into one name and out of it, as ribbons whose widths are their sizes: what comes in at the left, what goes out at the right, the
//! largest first. Flows that are not above zero are not drawn.

use super::frame_of::{MARGIN, Started, WIDTH};
use super::svg::{Anchor, Drawing, Svg, pixels};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;

pub(super) const CHART: Chart = Chart {
    name: "sankey",
    about: "Flows into one sector and out of it, as ribbons.",
    takes: &[Role::From, Role::To, Role::Value],
    most: 1,
    draw,
};

/// The height of all flows of the larger side together.
const HEIGHT: f64 = 260.0;
const NODE: f64 = 14.0;
/// Between two names of a side.
const GAP: f64 = 6.0;
const NAMES: f64 = 240.0;
const DIGITS: i32 = 4;

/// One flow: the other end, and its size.
struct Flow {
    name: String,
    value: f64,
}

/// The name that most is said of: the one that is emphasised, else the one with the largest flows.
fn middle(picture: &Picture, from: &[String], to: &[String], values: &[Option<f64>]) -> String {
    if let Some(name) = picture.emphasised() {
        return name.to_owned();
    }
    let size = |name: &String| -> f64 {
        let flows = from.iter().zip(to).zip(values);
        flows.filter(|((from, to), _)| *from == name || *to == name).filter_map(|(_, value)| *value).sum()
    };
    from.iter().chain(to).max_by(|a, b| size(a).total_cmp(&size(b))).cloned().unwrap_or_default()
}

fn draw(picture: &Picture) -> Drawing {
    let (from, to, values) = (picture.texts(Role::From), picture.texts(Role::To), picture.numbers(Role::Value));
    let middle = middle(picture, &from, &to, &values);
    let side = |of: &[String], other: &[String]| {
        let rows = of.iter().zip(other).zip(&values);
        let mut flows: Vec<Flow> = rows
            .filter(|((name, _), _)| **name == middle)
            .filter_map(|((_, name), value)| {
                Some(Flow { name: name.clone(), value: value.filter(|value| *value > 0.0)? })
            })
            .collect();
        flows.sort_by(|a, b| b.value.total_cmp(&a.value));
        flows
    };
    let (incoming, outgoing) = (side(&to, &from), side(&from, &to));
    let total = |flows: &[Flow]| flows.iter().map(|flow| flow.value).sum::<f64>();
    let whole = total(&incoming).max(total(&outgoing)).max(f64::MIN_POSITIVE);
    let numbers: Vec<f64> = incoming.iter().chain(&outgoing).map(|flow| flow.value).collect();
    let figures = Figures::of(picture.unit(), DIGITS, &numbers);
    let unit = picture.unit_words(picture.unit());
    let mut drawing = Started::new(picture, &unit);
    let top = drawing.top() + Text::NAME.line;
    // Divided first, since the whole may be too large to multiply.
    let height = |value: f64| value / whole * HEIGHT;
    let tall = |flows: &[Flow]| flows.iter().map(|flow| slot(height(flow.value))).sum::<f64>();
    let bottom = top + tall(&incoming).max(tall(&outgoing)).max(HEIGHT);
    let centre = f64::midpoint(top, bottom);
    let svg = &mut drawing.svg;
    let (x, name) = (WIDTH / 2.0 - NODE / 2.0, Text::STRONG.cut(&middle, 300.0, 1).concat());
    let mut description = vec![format!("{unit}.")];
    for (is_out, flows) in [(false, &incoming), (true, &outgoing)] {
        let mut y = centre - tall(flows) / 2.0;
        let mut at_middle = centre - height(total(flows)) / 2.0;
        for flow in flows {
            let thick = height(flow.value);
            let number = picture.number(figures, flow.value);
            let share =
                picture.number(Figures::of(&crate::words::Unit::Percent, 3, &[1.5]), flow.value / whole * 100.0);
            let ends = if is_out { (&middle, &flow.name) } else { (&flow.name, &middle) };
            let said = format!("{} → {}: {number} ({share} %)", ends.0, ends.1);
            let outer = y + (slot(thick) - thick) / 2.0;
            svg.mark(&said, |svg| {
                ribbon(svg, is_out, (outer, at_middle, thick));
                label(svg, is_out, flow, &number, (y + slot(thick) / 2.0, slot(thick)));
            });
            description.push(format!("{said}."));
            y += slot(thick);
            at_middle += thick;
        }
    }
    let own = height(total(&incoming).max(total(&outgoing)));
    svg.rectangle(x, centre - own / 2.0, NODE, own, "node");
    svg.text(WIDTH / 2.0, centre - own / 2.0 - 6.0, Text::STRONG, Anchor::Middle, &name);
    drawing.finish(bottom + 4.0, description.join(" "))
}

/// The room of a flow at its side: its own height, or that of its name.
fn slot(thick: f64) -> f64 {
    thick.max(Text::SMALL.line) + GAP
}

const LEFT: f64 = MARGIN + NAMES;
const RIGHT: f64 = WIDTH - MARGIN - NAMES;

fn ribbon(svg: &mut Svg, is_out: bool, (outer, inner, thick): (f64, f64, f64)) {
    // A thread where there is hardly anything, so that it can still be pointed at.
    let thick = thick.max(0.7);
    let (x1, y1, x2, y2) = if is_out {
        (WIDTH / 2.0 + NODE / 2.0, inner, RIGHT - NODE / 2.0, outer)
    } else {
        (LEFT + NODE / 2.0, outer, WIDTH / 2.0 - NODE / 2.0, inner)
    };
    let half = f64::midpoint(x1, x2);
    let steps = [half, y1, half, y2, x2, y2].map(pixels).join(" ");
    let back = [half, y2 + thick, half, y1 + thick, x1, y1 + thick].map(pixels).join(" ");
    let path = format!("M{} {}C{steps}V{}C{back}Z", pixels(x1), pixels(y1), pixels(y2 + thick));
    let class = if is_out { "s0 soft" } else { "s4 soft" };
    svg.path(&path, class);
    let x = if is_out { RIGHT - NODE / 2.0 } else { LEFT - NODE / 2.0 };
    svg.rectangle(x, outer, NODE, thick, if is_out { "s0" } else { "s4" });
}

fn label(svg: &mut Svg, is_out: bool, flow: &Flow, number: &str, (middle, slot): (f64, f64)) {
    let room = NAMES - NODE - Text::SMALL.width(number) - 6.0;
    let lines = Text::NAME.cut(&flow.name, room.max(60.0), if slot >= 2.0 * Text::NAME.line { 2 } else { 1 });
    let (x, anchor) = if is_out { (RIGHT + NODE, Anchor::Start) } else { (LEFT - NODE, Anchor::End) };
    let first = middle + 4.5 - Text::NAME.line * (lines.len() as f64 - 1.0) / 2.0;
    for (at, line) in lines.iter().enumerate() {
        svg.text(x, first + Text::NAME.line * at as f64, Text::NAME, anchor, line);
    }
    let (x, anchor) = if is_out { (WIDTH - MARGIN, Anchor::End) } else { (MARGIN, Anchor::Start) };
    svg.text(x, middle + 4.5, Text::SMALL, anchor, number);
}
