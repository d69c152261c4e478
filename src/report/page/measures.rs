//! Every measure of a block on a page, and what each is.

use super::block::{Block, find};
use super::html::Html;
use super::listed::filter;
use super::table::{header, header_called};
use super::told::{Told, text};
use crate::report::figures::Figures;
use crate::words::{ColumnKind, Frame, Unit, Value};

const DIGITS: i32 = 5;

/// Every measure, a row each and a column per scenario.
pub(super) fn write(html: &mut Html, told: &Told<'_>, block: &Block<'_>, source: &str) {
    let Some(frame) = block.frame("measures") else { return };
    html.inside("details", &[("class", "measures compare"), ("data-figure", &frame.id)], |html| {
        html.element("summary", &[], &told.say("Every measure of every scenario"));
        filter(html, told);
        let label = told.say("Every measure");
        html.inside(
            "div",
            &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &label)],
            |html| {
                table(html, told, frame);
            },
        );
        html.element("p", &[("class", "note")], source);
    });
}

fn table(html: &mut Html, told: &Told<'_>, frame: &Frame) {
    html.inside("table", &[("class", "sortable")], |html| {
        html.inside("thead", &[], |html| {
            html.inside("tr", &[], |html| {
                for column in &frame.columns {
                    // Scenarios go by their names: titles would make the table wider than any screen.
                    let is_name = column.kind != ColumnKind::Text && column.id != "base_table";
                    if is_name {
                        header_called(html, told, column, &column.name, &[]);
                    } else {
                        header(html, told, column, &[]);
                    }
                }
            });
        });
        html.inside("tbody", &[], |html| {
            for row in &frame.rows {
                html.inside("tr", &[], |html| {
                    let of = |column: &str| text(frame, row, column).unwrap_or_default();
                    let (metric, unit) = (of("metric"), of("unit"));
                    html.element("th", &[("scope", "row")], &told.say(metric));
                    html.element("td", &[], &told.part(metric, of("part")));
                    html.element("td", &[], &told.say(unit));
                    let numbers: Vec<f64> = row.iter().filter_map(Value::number).collect();
                    let figures = Figures::of(&unit_of(unit), DIGITS, &numbers);
                    for cell in row.iter().skip(3) {
                        let shown = cell.number().map(|number| told.language.figures(&figures.text(number)));
                        html.element("td", &[], shown.as_deref().unwrap_or("·"));
                    }
                });
            }
        });
    });
}

/// The units by which numbers are written otherwise.
fn unit_of(words: &str) -> Unit {
    match words {
        "%" => Unit::Percent,
        "years" => Unit::Years,
        other => Unit::Named(other.to_owned()),
    }
}

/// What each measure is, and what it rests on.
pub(super) fn explained(html: &mut Html, told: &Told<'_>, frames: &[Frame]) {
    let Some(metrics) = find(frames, "metrics") else { return };
    html.inside("details", &[("class", "glossary")], |html| {
        html.element("summary", &[], &told.say("What each measure is"));
        html.inside("dl", &[], |html| {
            for row in &metrics.rows {
                let of = |column: &str| told.say(text(metrics, row, column).unwrap_or_default());
                html.inside("div", &[], |html| {
                    html.element("dt", &[], &of("metric"));
                    html.inside("dd", &[], |html| {
                        html.text(&of("about"));
                        html.element("span", &[("class", "note")], &format!(" {}", of("rests_on")));
                        html.element("code", &[], text(metrics, row, "id").unwrap_or_default());
                    });
                });
            }
        });
    });
}
