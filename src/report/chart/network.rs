//! Names as circles and flows between them as ribbons that end in a point where they arrive. The name that matters is in the middle, at
//! the left those that sell to it more than they buy of it, at the right the others. The same frame is the same drawing: nothing
//! is drawn by chance.

use super::frame_of::{Started, WIDTH};
use super::svg::{Anchor, Drawing, Svg, pixels};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;

pub(super) const CHART: Chart = Chart {
    name: "network",
    about: "Flows between names around the one that matters.",
    takes: &[Role::From, Role::To, Role::Value],
    most: 1,
    scale: None,
    draw,
};

const HEIGHT: f64 = 440.0;
/// Half the width and half the height of the ring on which names stand.
const RING: (f64, f64) = (200.0, 185.0);
/// The widest ribbon and the largest circle.
const WIDEST: f64 = 12.0;
const LARGEST: f64 = 20.0;
const NAMES: f64 = 160.0;
const DIGITS: i32 = 4;

/// A name with its place.
struct Node {
    name: String,
    /// All that it sells and buys in the drawing.
    size: f64,
    x: f64,
    y: f64,
}

/// A flow between two nodes, by their positions.
struct Link {
    from: usize,
    to: usize,
    value: f64,
}

fn draw(picture: &Picture) -> Drawing {
    let (mut nodes, links) = graph(picture);
    let focus = picture.emphasised().and_then(|name| nodes.iter().position(|node| node.name == name));
    let mut drawing = Started::new(picture, &subtitle(picture, focus.is_some()));
    if focus.is_some() {
        let names = ["It sells", "It buys", "Others among themselves"].map(|name| picture.say(name).into_owned());
        drawing.legend(names.into_iter().zip(0..), |svg, at, x, y| {
            svg.rectangle(x, y - 3.0, 12.0, 6.0, ["s0 soft", "s1 soft", "link"][at]);
        });
    }
    let top = drawing.top();
    place(&mut nodes, &links, focus, (WIDTH / 2.0, top + HEIGHT / 2.0));
    let values: Vec<f64> = links.iter().map(|link| link.value).collect();
    let figures = Figures::of(picture.unit(), DIGITS, &values);
    let most = values.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let svg = &mut drawing.svg;
    let said = |link: &Link| {
        let number = picture.number(figures, link.value);
        format!("{} → {}: {number}", nodes[link.from].name, nodes[link.to].name)
    };
    // Those of the focus come last, on top.
    let of_focus = |link: &Link| Some(link.from) == focus || Some(link.to) == focus;
    for is_of_focus in [false, true] {
        for link in links.iter().filter(|link| of_focus(link) == is_of_focus) {
            let class = match focus {
                Some(focus) if link.from == focus => "s0 soft",
                Some(focus) if link.to == focus => "s1 soft",
                _ => "link",
            };
            let thick = (link.value / most).sqrt() * WIDEST;
            svg.mark(&said(link), |svg| ribbon(svg, &nodes[link.from], &nodes[link.to], thick.max(0.8), class));
        }
    }
    let largest = nodes.iter().map(|node| node.size).fold(f64::MIN_POSITIVE, f64::max);
    for (at, node) in nodes.iter().enumerate() {
        let radius = ((node.size / largest).sqrt() * LARGEST).max(4.0);
        svg.circle(node.x, node.y, radius, if Some(at) == focus { "s0" } else { "node" });
        name(svg, node, radius, Some(at) == focus);
    }
    let mut order: Vec<&Link> = links.iter().collect();
    order.sort_by(|a, b| b.value.total_cmp(&a.value));
    let description: Vec<String> = order.into_iter().map(|link| format!("{}.", said(link))).collect();
    drawing.finish(top + HEIGHT, description.join(" "))
}

fn subtitle(picture: &Picture, has_focus: bool) -> String {
    let unit = picture.unit_words(picture.unit());
    let how = if has_focus {
        "ribbons point to who buys; at the left those that sell to it more than they buy of it"
    } else {
        "ribbons point to who buys"
    };
    format!("{unit}; {}", picture.say(how))
}

/// Names in the order in which each first comes, and the flows above zero between two of them.
fn graph(picture: &Picture) -> (Vec<Node>, Vec<Link>) {
    let (mut nodes, mut links): (Vec<Node>, Vec<Link>) = (Vec::new(), Vec::new());
    let mut node = |name: &str, value: f64| -> usize {
        let at = nodes.iter().position(|node| node.name == name).unwrap_or_else(|| {
            nodes.push(Node { name: name.to_owned(), size: 0.0, x: 0.0, y: 0.0 });
            nodes.len() - 1
        });
        nodes[at].size += value;
        at
    };
    let ends = picture.texts(Role::From).into_iter().zip(picture.texts(Role::To));
    for ((from, to), value) in ends.zip(picture.numbers(Role::Value)) {
        if let Some(value) = value.filter(|value| *value > 0.0 && from != to) {
            let (from, to) = (node(&from, value), node(&to, value));
            links.push(Link { from, to, value });
        }
    }
    (nodes, links)
}

/// Places on an ellipse: at the left those that sell to the focus more than they buy of it, the largest sellers at half height, and so
/// the buyers at the right. Without a focus the names are halved.
fn place(nodes: &mut [Node], links: &[Link], focus: Option<usize>, (x, y): (f64, f64)) {
    let mut balance = vec![0.0; nodes.len()];
    for link in links {
        if Some(link.from) == focus {
            balance[link.to] += link.value;
        }
        if Some(link.to) == focus {
            balance[link.from] -= link.value;
        }
    }
    let mut order: Vec<usize> = (0..nodes.len()).filter(|&at| Some(at) != focus).collect();
    order.sort_by(|&a, &b| balance[a].total_cmp(&balance[b]));
    let half = match focus {
        Some(_) => order.iter().filter(|&&at| balance[at] < 0.0).count(),
        None => order.len().div_ceil(2),
    };
    for (members, sign) in [(&order[..half], -1.0), (&order[half..], 1.0)] {
        // The largest of each side first: at the left these are the first, at the right the last.
        let mut members = members.to_vec();
        if sign > 0.0 {
            members.reverse();
        }
        let count = members.len() as f64;
        // Heights from -1 to 1, as far from one another on a side of many as can be.
        let mut heights: Vec<f64> = (0..members.len()).map(|slot| (2.0 * slot as f64 + 1.0) / count - 1.0).collect();
        // From half height outwards.
        heights.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
        for (at, height) in members.into_iter().zip(heights) {
            nodes[at].x = x + sign * RING.0 * (1.0 - height * height).sqrt();
            nodes[at].y = y + RING.1 * height;
        }
    }
    if let Some(focus) = focus {
        (nodes[focus].x, nodes[focus].y) = (x, y);
    }
}

/// A ribbon that is wide where it starts and a point where it arrives, bent a little to its right so that two ways do not cover one another.
fn ribbon(svg: &mut Svg, from: &Node, to: &Node, thick: f64, class: &str) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1.0);
    let (nx, ny) = (-dy / length, dx / length);
    let (mx, my) = (f64::midpoint(from.x, to.x) + nx * length * 0.12, f64::midpoint(from.y, to.y) + ny * length * 0.12);
    let half = thick / 2.0;
    let place = |x: f64, y: f64| format!("{} {}", pixels(x), pixels(y));
    let steps = format!(
        "M{}Q{} {}Q{} {}Z",
        place(from.x + nx * half, from.y + ny * half),
        place(mx + nx * half, my + ny * half),
        place(to.x, to.y),
        place(mx - nx * half, my - ny * half),
        place(from.x - nx * half, from.y - ny * half),
    );
    svg.path(&steps, class);
}

fn name(svg: &mut Svg, node: &Node, radius: f64, is_focus: bool) {
    if is_focus {
        let text = Text::STRONG.cut(&node.name, 2.0 * NAMES, 1).concat();
        svg.text(node.x, node.y - radius - 6.0, Text::STRONG, Anchor::Middle, &text);
        return;
    }
    let lines = Text::VALUE.cut(&node.name, NAMES, 2);
    let is_left = node.x < WIDTH / 2.0;
    let (x, anchor) =
        if is_left { (node.x - radius - 5.0, Anchor::End) } else { (node.x + radius + 5.0, Anchor::Start) };
    let first = node.y - Text::VALUE.line * (lines.len() as f64 - 1.0) / 2.0 + 4.0;
    for (line, text) in lines.iter().enumerate() {
        svg.text(x, first + Text::VALUE.line * line as f64, Text::VALUE, anchor, text);
    }
}
