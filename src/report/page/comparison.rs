//! The comparison of a page: a row per scenario, against whichever scenario a reader chooses. As it is written it shows changes against
//! the reference of the run; the script writes it anew for another.

use super::block::Block;
use super::html::Html;
use super::table::{figures, header, number, scenario, unit_word};
use super::told::{Told, text};
use crate::words::{Column, ColumnKind, Frame, Value};

/// The column whose change says nothing: how much a policy moves.
const WITHOUT_CHANGE: &str = "dose";

/// How to read it.
const READING: &str = "The highlighted scenario is the one that the others are compared with: it shows levels, the others what they change in the last year, or over all years where a measure is of all. Another can be chosen.";

/// The table with its choices.
pub(super) fn write(html: &mut Html, told: &Told<'_>, block: &Block<'_>, source: &str) {
    let Some(frame) = block.frame("headline") else { return };
    let names: Vec<&str> = frame.rows.iter().filter_map(|row| text(frame, row, "scenario")).collect();
    let reference = block.text("reference").filter(|name| names.contains(name)).or(names.last().copied());
    html.inside("div", &[("class", "compare"), ("data-figure", &frame.id)], |html| {
        html.element("h3", &[], &told.say("Scenarios compared"));
        html.element("p", &[("class", "reading")], &told.say(READING));
        controls(html, told, &names, reference);
        let label = told.say("Scenarios compared");
        html.inside(
            "div",
            &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &label)],
            |html| {
                table(html, told, frame, reference);
            },
        );
        caption(html, told, names.len(), reference);
        html.element("p", &[("class", "note")], source);
        html.element("p", &[("class", "status"), ("role", "status")], "");
    });
}

/// What the numbers are, as the script says it anew for another choice: on paper there are no controls.
fn caption(html: &mut Html, told: &Told<'_>, count: usize, reference: Option<&str>) {
    let (changes, percent) = (told.say(CHANGES), told.say("Changes in percent against {}"));
    let (levels, rows) = (told.say("Levels"), told.say("{} of {} scenarios are shown"));
    let attributes = [
        ("class", "note caption"),
        ("data-change", &*changes),
        ("data-percent", &*percent),
        ("data-level", &*levels),
        ("data-rows", &*rows),
    ];
    let name = reference.map_or_else(String::new, |name| told.title(name));
    let text = format!("{}.", changes.replacen("{}", &name, 1));
    html.element("p", &attributes, if count > 0 { &text } else { "" });
}

const CHANGES: &str = "Changes against {}";

fn controls(html: &mut Html, told: &Told<'_>, names: &[&str], reference: Option<&str>) {
    let labelled = |html: &mut Html, label: &str, inside: &mut dyn FnMut(&mut Html)| {
        html.inside("label", &[], |html| {
            html.element("span", &[], &told.say(label));
            inside(html);
        });
    };
    html.inside("div", &[("class", "controls"), ("role", "group")], |html| {
        labelled(html, "Filter", &mut |html| {
            let hint = told.say("part of a name");
            html.empty("input", &[("type", "search"), ("class", "filter"), ("placeholder", &hint)]);
        });
        labelled(html, "Compared with", &mut |html| {
            html.inside("select", &[("class", "reference")], |html| {
                for name in names {
                    let chosen: &[(&'static str, &str)] =
                        if Some(*name) == reference { &[("selected", "")] } else { &[] };
                    html.element("option", &[&[("value", *name)], chosen].concat(), &told.title(name));
                }
            });
        });
        labelled(html, "Show", &mut |html| {
            html.inside("select", &[("class", "mode")], |html| {
                for (value, words) in [("change", "Changes"), ("percent", "Changes in percent"), ("level", "Levels")] {
                    html.element("option", &[("value", value)], &told.say(words));
                }
            });
        });
        let (done, failed) = (told.say("Copied"), told.say("The browser does not let the page copy"));
        let attributes = [("type", "button"), ("class", "copy"), ("data-done", &*done), ("data-failed", &*failed)];
        html.element("button", &attributes, &told.say("Copy as CSV"));
    });
}

fn table(html: &mut Html, told: &Told<'_>, frame: &Frame, reference: Option<&str>) {
    let against = frame.rows.iter().find(|row| text(frame, row, "scenario") == reference);
    let columns: Vec<(usize, &Column)> =
        frame.columns.iter().enumerate().filter(|(_, column)| column.kind == ColumnKind::Number).collect();
    let shown = columns.iter().map(|&(at, column)| Shown::of(frame, at, column, against)).collect::<Vec<_>>();
    html.inside(
        "table",
        &[("class", "sortable headline"), ("data-reference", reference.unwrap_or_default())],
        |html| {
            html.inside("thead", &[], |html| {
                html.inside("tr", &[], |html| {
                    for id in ["scenario", "payer"] {
                        frame
                            .position(id)
                            .into_iter()
                            .for_each(|at| header(html, told, &frame.columns[at], &[("data-id", id)]));
                    }
                    for (_, column) in &columns {
                        let change = if column.id == WITHOUT_CHANGE { "no" } else { "yes" };
                        let more = [
                            ("data-id", column.id.as_str()),
                            ("data-unit", unit_word(column)),
                            ("data-change", change),
                        ];
                        header(html, told, column, &more);
                    }
                });
            });
            html.inside("tbody", &[], |html| {
                for row in &frame.rows {
                    let name = text(frame, row, "scenario").unwrap_or_default();
                    html.inside("tr", &[("data-name", name)], |html| {
                        scenario(html, told, name);
                        html.element(
                            "td",
                            &[],
                            &text(frame, row, "payer").map_or(String::new(), |payer| told.payer(payer)),
                        );
                        let is_reference = Some(name) == reference;
                        for (one, &(at, _)) in shown.iter().zip(&columns) {
                            let exact = row[at].number();
                            number(html, &told.language.figures(&one.text(exact, is_reference)), exact);
                        }
                    });
                }
            });
        },
    );
}

/// How a column is written: levels in the row of the reference, changes in the others.
struct Shown {
    against: Option<f64>,
    has_changes: bool,
    levels: crate::report::figures::Figures,
    changes: crate::report::figures::Figures,
}

impl Shown {
    fn of(frame: &Frame, at: usize, column: &Column, against: Option<&Vec<Value>>) -> Self {
        let levels: Vec<f64> = frame.cells(at).filter_map(Value::number).collect();
        let against = against.and_then(|row| row[at].number());
        let changes: Vec<f64> = levels.iter().filter_map(|level| Some(level - against?)).collect();
        let has_changes = column.id != WITHOUT_CHANGE;
        Self { against, has_changes, levels: figures(column, &levels), changes: figures(column, &changes) }
    }

    fn text(&self, level: Option<f64>, is_reference: bool) -> String {
        let Some(level) = level else { return "·".to_owned() };
        if is_reference || !self.has_changes {
            return self.levels.text(level);
        }
        let Some(against) = self.against else { return "·".to_owned() };
        let change = level - against;
        let sign = if change > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.changes.text(change))
    }
}
