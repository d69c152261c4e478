//! Flows into one name and out of it, as ribbons whose widths are their sizes: what comes in at the left, what goes out at the right, the
//! largest first. Flows that are not above zero are not drawn. Pictures that stand beside one another, before and after a change, have one scale and one
//! order.

use super::beside::code;
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
    scale: Some(whole),
    draw,
};

/// The height of all flows of the larger side together.
const HEIGHT: f64 = 260.0;
const NODE: f64 = 14.0;
/// Up to this width a ribbon is a thread.
const THREAD: f64 = 16.0;
/// Between two names of a side.
const GAP: f64 = 6.0;
const NAMES: f64 = 240.0;
const DIGITS: i32 = 4;

/// One flow: the other end, its size, and what it was before where that is known.
struct Flow {
    name: String,
    value: f64,
    before: Option<f64>,
}

/// The flows of a picture: whose they are, those that come in and those that go out, the largest before first where that is known.
struct Flows {
    middle: String,
    incoming: Vec<Flow>,
    outgoing: Vec<Flow>,
}

impl Flows {
    fn of(picture: &Picture) -> Self {
        let (from, to, values) = (picture.texts(Role::From), picture.texts(Role::To), picture.numbers(Role::Value));
        let before = picture.numbers(Role::Before);
        let middle = middle(picture, &from, &to, &values);
        let side = |of: &[String], other: &[String]| {
            let rows = of.iter().zip(other).zip(values.iter().zip(&before));
            let mut flows: Vec<Flow> = rows
                .filter(|((name, _), _)| **name == middle)
                .filter_map(|((_, name), (value, &before))| {
                    Some(Flow { name: name.clone(), value: value.filter(|value| *value > 0.0)?, before })
                })
                .collect();
            let first = |flow: &Flow| flow.before.unwrap_or(flow.value);
            flows.sort_by(|a, b| first(b).total_cmp(&first(a)));
            flows
        };
        let (incoming, outgoing) = (side(&to, &from), side(&from, &to));
        Self { middle, incoming, outgoing }
    }

    /// All flows of the larger side together.
    fn whole(&self) -> f64 {
        total(&self.incoming).max(total(&self.outgoing))
    }
}

fn total(flows: &[Flow]) -> f64 {
    flows.iter().map(|flow| flow.value).sum()
}

/// What all lengths are measured by.
fn whole(picture: &Picture) -> f64 {
    Flows::of(picture).whole()
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
    let flows = Flows::of(picture);
    let own = flows.whole().max(f64::MIN_POSITIVE);
    let scale = picture.scale().filter(|scale| *scale >= own).unwrap_or(own);
    let Flows { middle, incoming, outgoing } = flows;
    let numbers: Vec<f64> = incoming.iter().chain(&outgoing).map(|flow| flow.value).collect();
    let figures = Figures::of(picture.unit(), DIGITS, &numbers);
    let unit = picture.unit_words(picture.unit());
    let mut drawing = Started::new(picture, &unit);
    let top = drawing.top() + Text::NAME.line;
    // Divided first, since the whole may be too large to multiply.
    let height = |value: f64| value / scale * HEIGHT;
    let labels = |flows: &[Flow]| -> Vec<Label> {
        let label = |flow: &Flow| Label::of(flow, picture.number(figures, flow.value), height(flow.value));
        flows.iter().map(label).collect()
    };
    let sides = [(false, &incoming, labels(&incoming)), (true, &outgoing, labels(&outgoing))];
    let tall = |labels: &[Label]| labels.iter().map(|label| label.slot).sum::<f64>();
    let bottom = top + sides.iter().map(|(_, _, labels)| tall(labels)).fold(HEIGHT, f64::max);
    let centre = f64::midpoint(top, bottom);
    let svg = &mut drawing.svg;
    // What every ribbon has in common is said in short.
    let ends: Vec<&str> = incoming.iter().chain(&outgoing).map(|flow| flow.name.as_str()).collect();
    let short = code(&middle, &ends).unwrap_or(&middle);
    let (x, name) = (WIDTH / 2.0 - NODE / 2.0, Text::STRONG.cut(&middle, 300.0, 1).concat());
    let mut description = vec![format!("{unit}.")];
    for (is_out, flows, labels) in &sides {
        let is_out = *is_out;
        let mut y = centre - tall(labels) / 2.0;
        let mut at_middle = centre - height(total(flows)) / 2.0;
        for (flow, label) in flows.iter().zip(labels) {
            let thick = height(flow.value);
            let share = picture.number(Figures::of(&crate::words::Unit::Percent, 3, &[1.5]), flow.value / own * 100.0);
            let ends = if is_out { (short, &*flow.name) } else { (&*flow.name, short) };
            let before = flow.before.filter(|before| *before != flow.value);
            let before = before.map_or(String::new(), |before| {
                format!("; {} {}", picture.say("before"), picture.number(figures, before))
            });
            let said = format!("{} → {}: {} ({share} %){before}", ends.0, ends.1, label.number);
            let outer = y + (label.slot - thick) / 2.0;
            svg.mark(&said, |svg| {
                ribbon(svg, is_out, (outer, at_middle, thick));
                label.write(svg, is_out, y + label.slot / 2.0);
            });
            description.push(format!("{said}."));
            y += label.slot;
            at_middle += thick;
        }
    }
    let own = height(own);
    svg.rectangle(x, centre - own / 2.0, NODE, own, "node");
    svg.text(WIDTH / 2.0, centre - own / 2.0 - 6.0, Text::STRONG, Anchor::Middle, &name);
    drawing.finish(bottom + 4.0, description.join(" "))
}

/// What is written of a flow at its side.
struct Label {
    number: String,
    /// The name in at most two lines beside the number: cut at one, two taxes would be called alike.
    lines: Vec<String>,
    /// The room that the flow takes: its own height, or that of its name.
    slot: f64,
}

/// Where the blocks of the left side begin, and where those of the right side end.
const LEFT: f64 = MARGIN + NAMES;
const RIGHT: f64 = WIDTH - MARGIN - NAMES;

fn ribbon(svg: &mut Svg, is_out: bool, (outer, inner, thick): (f64, f64, f64)) {
    // A thread where there is hardly anything, so that it can still be pointed at.
    let thick = thick.max(0.7);
    let (x1, y1, x2, y2) = if is_out {
        (WIDTH / 2.0 + NODE / 2.0, inner, RIGHT - NODE, outer)
    } else {
        (LEFT + NODE, outer, WIDTH / 2.0 - NODE / 2.0, inner)
    };
    let half = f64::midpoint(x1, x2);
    let (colour, side) = if is_out { (0, RIGHT - NODE) } else { (4, LEFT) };
    if thick > THREAD {
        let steps = [half, y1, half, y2, x2, y2].map(pixels).join(" ");
        let back = [half, y2 + thick, half, y1 + thick, x1, y1 + thick].map(pixels).join(" ");
        let path = format!("M{} {}C{steps}V{}C{back}Z", pixels(x1), pixels(y1), pixels(y2 + thick));
        svg.path(&path, &format!("s{colour} soft"));
        svg.rectangle(side, outer, NODE, thick, &format!("s{colour}"));
        return;
    }
    // A thread is a line: half as long to say, and no different to see. At its outer end it goes straight, as the block of a ribbon.
    let (y1, y2) = (y1 + thick / 2.0, y2 + thick / 2.0);
    let steps = [half, y1, half, y2, x2, y2].map(pixels).join(" ");
    let path = if is_out {
        format!("M{} {}C{steps}H{}", pixels(x1), pixels(y1), pixels(x2 + NODE))
    } else {
        format!("M{} {}H{}C{steps}", pixels(x1 - NODE), pixels(y1), pixels(x1))
    };
    svg.stroke(&path, &pixels(thick), &format!("l{colour} flow"));
}

impl Label {
    fn of(flow: &Flow, number: String, thick: f64) -> Self {
        let room = NAMES - NODE - Text::SMALL.width(&number) - 6.0;
        let lines = Text::NAME.cut(&flow.name, room.max(60.0), 2);
        let slot = thick.max(Text::NAME.line * lines.len().max(1) as f64) + GAP;
        Self { number, lines, slot }
    }

    fn write(&self, svg: &mut Svg, is_out: bool, middle: f64) {
        let (x, anchor) = if is_out { (RIGHT + NODE, Anchor::Start) } else { (LEFT - NODE, Anchor::End) };
        let first = middle + 4.5 - Text::NAME.line * (self.lines.len() as f64 - 1.0) / 2.0;
        for (at, line) in self.lines.iter().enumerate() {
            svg.text(x, first + Text::NAME.line * at as f64, Text::NAME, anchor, line);
        }
        let (x, anchor) = if is_out { (WIDTH - MARGIN, Anchor::End) } else { (MARGIN, Anchor::Start) };
        svg.text(x, middle + 4.5, Text::SMALL, anchor, &self.number);
    }
}
