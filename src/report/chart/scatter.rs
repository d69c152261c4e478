//! Points in a plane with their names: one number across, another up, a shape and a colour for each group, and where it is asked for
//! two lines that divide the plane in four.

use super::axis::Axis;
use super::beside::{Point, names};
use super::frame_of::{MARGIN, Started, WIDTH, paragraph};
use super::svg::{Anchor, COLOURS, Drawing};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;

pub(super) const CHART: Chart = Chart {
    name: "scatter",
    about: "Points with names: one number against another.",
    takes: &[Role::Label, Role::Across, Role::Value],
    most: 1,
    scale: None,
    draw,
};

const HEIGHT: f64 = 380.0;
const DIGITS: i32 = 4;

/// The colour of a group: where shapes begin anew each has another colour than before.
fn colour(group: usize) -> usize {
    (group + group / COLOURS) % COLOURS
}

fn draw(picture: &Picture) -> Drawing {
    let (across, up) = (picture.numbers(Role::Across), picture.numbers(Role::Value));
    let given = |numbers: &[Option<f64>]| numbers.iter().flatten().copied().collect::<Vec<f64>>();
    let (mut xs, mut ys) = (given(&across), given(&up));
    let figures = |role: Role, numbers: &[f64]| {
        let unit = picture.column(role).map_or(&crate::words::Unit::None, |column| &column.unit);
        Figures::of(unit, DIGITS, numbers)
    };
    let (across_figures, up_figures) = (figures(Role::Across, &xs), figures(Role::Value, &ys));
    if let Some((x, y)) = picture.guide() {
        xs.push(x);
        ys.push(y);
    }
    let axis_name = |role: Role| {
        picture.column(role).map_or(String::new(), |c| format!("{}, {}", c.name, picture.unit_words(&c.unit)))
    };
    let (across_name, up_name) = (axis_name(Role::Across), axis_name(Role::Value));
    let mut drawing = Started::new(picture, &format!("{up_name}; {across_name}"));
    let texts = picture.texts(Role::Group);
    let mut groups: Vec<String> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !groups.contains(text) {
            groups.push(text.clone());
        }
    }
    if groups.len() > 1 {
        drawing.legend(groups.iter().cloned().zip(0..), |svg, at, x, y| {
            svg.shape(at, x + 6.0, y, 5.0, &format!("s{}", colour(at)));
        });
    }
    let (top, bottom) = (drawing.top() + Text::SMALL.line, drawing.top() + Text::SMALL.line + HEIGHT);
    let up_axis = Axis::around(&ys, bottom - 12.0, top + 12.0);
    let left = MARGIN + up_axis.widest_mark(picture, up_figures) + 8.0;
    let across_axis = Axis::around(&xs, left + 14.0, WIDTH - MARGIN - 14.0);
    let points: Vec<Point> = picture
        .labels()
        .into_iter()
        .enumerate()
        .filter_map(|(row, name)| {
            let (x, y) = (across[row]?, up[row]?);
            let column = |role: Role| picture.column(role).map_or("", |column| column.name.as_str());
            let (x_text, y_text) = (picture.number(across_figures, x), picture.number(up_figures, y));
            let group = groups.iter().position(|group| *group == texts[row]);
            let of = group.map_or(String::new(), |at| format!(" ({})", groups[at]));
            let said = format!("{name}{of}: {} {x_text}, {} {y_text}", column(Role::Across), column(Role::Value));
            let is_emphasised = picture.emphasised() == Some(&*name);
            Some(Point { group: group.unwrap_or(0), x: across_axis.at(x), y: up_axis.at(y), name, said, is_emphasised })
        })
        .collect();
    let svg = &mut drawing.svg;
    up_axis.grid_up(svg, picture, up_figures, (left, WIDTH - MARGIN));
    across_axis.grid_across(svg, picture, across_figures, (top, bottom));
    svg.text(MARGIN, top - 6.0, Text::SMALL, Anchor::Start, &format!("↑ {up_name}"));
    svg.text(WIDTH - MARGIN, bottom + 2.2 * Text::SMALL.line, Text::SMALL, Anchor::End, &format!("{across_name} →"));
    if let Some((x, y)) = picture.guide() {
        svg.vertical(across_axis.at(x), top, bottom, "zero");
        svg.line((left, up_axis.at(y)), (WIDTH - MARGIN, up_axis.at(y)), "zero");
    }
    for point in &points {
        let radius = if point.is_emphasised { 7.5 } else { 5.0 };
        svg.mark(&point.said, |svg| {
            svg.shape(point.group, point.x, point.y, radius, &format!("s{} soft", colour(point.group)));
            if point.is_emphasised {
                svg.circle(point.x, point.y, radius + 3.0, "ring");
            }
        });
    }
    let key = names(svg, &points, (left, top, WIDTH, bottom));
    let mut below = bottom + 2.4 * Text::SMALL.line;
    if !key.is_empty() {
        let key = format!("{}: {}.", picture.say("Without room for the whole name"), key.join("; "));
        below = paragraph(svg, &key, Text::SMALL, below + 6.0);
    }
    let said: Vec<String> = points.iter().map(|point| format!("{}.", point.said)).collect();
    drawing.finish(below, said.join(" "))
}
