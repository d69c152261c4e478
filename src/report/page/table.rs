//! Tables of a page: sortable by their headers, with every number as it is read and, for the script, as it is.

use super::html::Html;
use super::told::Told;
use crate::report::figures::Figures;
use crate::words::{Column, ColumnKind, Frame, Unit, Value, shortest};

/// Significant digits of the largest number of a column.
pub(super) const DIGITS: i32 = 5;

/// How the numbers of a column are written.
pub(super) fn figures(column: &Column, numbers: &[f64]) -> Figures {
    match column.kind {
        ColumnKind::Integer => Figures::whole(&column.unit),
        _ => Figures::of(&column.unit, DIGITS, numbers),
    }
}

/// The unit as the script knows it: only some change how numbers are written.
pub(super) fn unit_word(column: &Column) -> &'static str {
    match column.unit {
        Unit::Percent => "percent",
        Unit::Years => "years",
        Unit::None => "none",
        _ => "number",
    }
}

/// A header that sorts.
pub(super) fn header(html: &mut Html, told: &Told<'_>, column: &Column, more: &[(&'static str, &str)]) {
    header_called(html, told, column, &told.say(&column.name), more);
}

/// The same under a name that is shown as it is.
pub(super) fn header_called(
    html: &mut Html,
    told: &Told<'_>,
    column: &Column,
    name: &str,
    more: &[(&'static str, &str)],
) {
    let (about, unit) = (told.say(&column.description), told.unit(&column.unit));
    let class = if column.kind == ColumnKind::Text { "text" } else { "number" };
    let mut attributes = vec![("scope", "col"), ("class", class), ("aria-sort", "none"), ("title", &*about)];
    attributes.extend(more);
    html.inside("th", &attributes, |html| {
        html.inside("button", &[("type", "button"), ("class", "sort")], |html| {
            html.text(name);
            if !unit.is_empty() {
                html.element("span", &[("class", "unit")], &unit);
            }
        });
    });
}

/// A number: as it is read, and as it is.
pub(super) fn number(html: &mut Html, shown: &str, exact: Option<f64>) {
    let exact = exact.map(shortest).unwrap_or_default();
    html.element("td", &[("class", "number"), ("data-v", if exact.is_empty() { "-" } else { &exact })], shown);
}

/// Columns of a frame as a table: scenarios by name, and by title where there is room, other texts as readers are told them, numbers by their columns.
pub(super) fn plain(html: &mut Html, told: &Told<'_>, frame: &Frame, columns: &[&str], has_titles: bool) {
    let shown: Vec<usize> = columns.iter().filter_map(|id| frame.position(id)).collect();
    let formats: Vec<Figures> = shown
        .iter()
        .map(|&at| figures(&frame.columns[at], &frame.cells(at).filter_map(Value::number).collect::<Vec<_>>()))
        .collect();
    html.inside("table", &[("class", "sortable")], |html| {
        html.inside("thead", &[], |html| {
            html.inside("tr", &[], |html| shown.iter().for_each(|&at| header(html, told, &frame.columns[at], &[])));
        });
        html.inside("tbody", &[], |html| {
            for row in &frame.rows {
                html.inside("tr", &[], |html| {
                    for (&at, format) in shown.iter().zip(&formats) {
                        match row[at].text().filter(|_| frame.columns[at].id == "scenario") {
                            Some(name) if has_titles => scenario(html, told, name),
                            Some(name) => html.element("th", &[("scope", "row")], name),
                            None => cell(html, told, &frame.columns[at], &row[at], *format),
                        }
                    }
                });
            }
        });
    });
}

fn cell(html: &mut Html, told: &Told<'_>, column: &Column, cell: &Value, format: Figures) {
    match cell {
        Value::Empty if column.kind != ColumnKind::Text => number(html, "·", None),
        Value::Empty => html.element("td", &[], ""),
        Value::Text(text) if column.id == "sentence" => html.sentence("td", &[], &told.sentence(text)),
        Value::Text(text) => html.element("td", &[], &told.cell(&column.id, text)),
        found => {
            let exact = found.number();
            number(html, &told.language.figures(&format.text(exact.unwrap_or(0.0))), exact);
        }
    }
}

/// The head of a row: a scenario by its title and its name.
pub(super) fn scenario(html: &mut Html, told: &Told<'_>, name: &str) {
    html.inside("th", &[("scope", "row")], |html| {
        html.text(&told.title(name));
        html.element("code", &[], name);
    });
}
