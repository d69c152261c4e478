//! Tables of a block on a page: each with a title, how to read it, a filter, its source, its notes and its data to take away. A
//! table is one line in a list.

use super::block::Block;
use super::html::Html;
use super::table::plain;
use super::told::{Told, text};
use crate::words::Frame;
use std::collections::BTreeSet;

/// A figure that is read as a table.
pub(super) struct Listed {
    figure: &'static str,
    title: &'static str,
    /// How to read it, in one or two sentences.
    reading: &'static str,
    columns: &'static [&'static str],
    /// Whether a reader opens it first: where it is long and only some look for it. Its scenarios go by their names alone.
    is_folded: bool,
}

/// What stands before the charts: the answer where a study asks for one.
pub(super) static FIRST: &[Listed] = &[Listed {
    figure: "ranking",
    title: "Ranking under stated weights",
    reading: "The order depends on the weights and on which scenarios take part. Who is dominated is behind another scenario whatever the weights: worse in something and better in nothing.",
    columns: &[
        "scenario",
        "payer",
        "rank",
        "score",
        "equal_dose_rank",
        "equal_dose_score",
        "factor",
        "dominated_by",
        "study",
    ],
    is_folded: false,
}];

/// What stands behind the charts: whether the answer holds.
pub(super) static BESIDE: &[Listed] = &[
    Listed {
        figure: "payers",
        title: "What policies bring, by who pays",
        reading: "The same policies with another payer. Down the rows of one payer it is what the policies differ in; between two payers of one policy it is the payer alone.",
        columns: &["scenario", "payer", "value_added"],
        is_folded: false,
    },
    Listed {
        figure: "flips",
        title: "Rankings that turn around",
        reading: "Orders of scenarios that are the other way round at equal dose, through another channel of contagion, or where somebody else pays. An order that is not here stays, or is too close to call.",
        columns: &["what", "metric", "sentence", "study"],
        is_folded: false,
    },
    Listed {
        figure: "equal-dose",
        title: "As written and at equal dose",
        reading: "Policies of different size cannot be compared as they are written. At equal dose every change of a scenario is multiplied by one factor until all redirect and inject the same sum.",
        columns: &[
            "scenario",
            "payer",
            "factor",
            "focus_output",
            "focus_output_equal_dose",
            "depth_output",
            "depth_output_equal_dose",
            "value_added",
            "value_added_equal_dose",
            "imports",
            "imports_equal_dose",
        ],
        is_folded: false,
    },
    Listed {
        figure: "channels",
        title: "What everyone else gains, by channel of contagion",
        reading: "The same scenarios with the technology spreading through other links between sectors: where the order changes with the channel, the answer rests on it.",
        columns: &[
            "scenario",
            "technology",
            "channel",
            "case",
            "adoption_of_others",
            "years_of_others_to_50",
            "years_gained_by_others",
        ],
        is_folded: false,
    },
    Listed {
        figure: "pulls",
        title: "Who pulls everyone else",
        reading: "What the others gain because a sector is ahead, each early adopter by itself and all of a scenario together.",
        columns: &["scenario", "technology", "sector", "pull_in_years", "pull_in_share"],
        is_folded: false,
    },
    Listed {
        figure: "dominance",
        title: "Which scenario is better in everything, and what trades off",
        reading: "Every two scenarios of a study by the measures that it weighs, whatever the weights.",
        columns: &["scenario", "other", "dose", "verdict", "better_in", "worse_in", "study"],
        is_folded: true,
    },
];

/// Every table of a list that the block has something for.
pub(super) fn write(html: &mut Html, told: &Told<'_>, block: &Block<'_>, source: &str, list: &[Listed]) {
    for listed in list {
        if let Some(frame) = block.frame(listed.figure) {
            let id = format!("{}-{}", told.language.code, frame.id);
            let attributes = [("class", "panel compare"), ("id", &*id), ("data-figure", &*frame.id)];
            if listed.is_folded {
                html.inside("details", &attributes, |html| {
                    html.element("summary", &[], &told.say(listed.title));
                    inside(html, told, frame, listed, source);
                });
            } else {
                html.inside("section", &attributes, |html| {
                    html.element("h3", &[], &told.say(listed.title));
                    inside(html, told, frame, listed, source);
                });
            }
        }
    }
}

fn inside(html: &mut Html, told: &Told<'_>, frame: &Frame, listed: &Listed, source: &str) {
    html.element("p", &[("class", "reading")], &told.say(listed.reading));
    filter(html, told);
    let title = told.say(listed.title);
    // The name of a single study says nothing.
    let studies: BTreeSet<Option<&str>> = frame.rows.iter().map(|row| text(frame, row, "study")).collect();
    let is_shown = |column: &&&str| **column != "study" || studies.len() > 1;
    let columns: Vec<&str> = listed.columns.iter().filter(is_shown).copied().collect();
    html.inside(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &*title)],
        |html| plain(html, told, frame, &columns, !listed.is_folded),
    );
    html.element("p", &[("class", "note")], source);
    for note in &frame.notes {
        html.sentence("p", &[("class", "note")], &told.sentence(note));
    }
}

/// A filter of rows, and the data to take away.
pub(super) fn filter(html: &mut Html, told: &Told<'_>) {
    html.inside("div", &[("class", "controls")], |html| {
        html.inside("label", &[], |html| {
            html.element("span", &[], &told.say("Filter"));
            let hint = told.say("part of a name");
            html.empty("input", &[("type", "search"), ("class", "filter"), ("placeholder", &hint)]);
        });
        html.element("button", &[("type", "button"), ("class", "data")], &told.say("Data (CSV)"));
    });
}
