//! The words of a page: what is asked, the scenarios, what they assume, what is to be kept in mind, and where it all comes from.

use super::block::{Block, blocks, find};
use super::drawn::closure_words;
use super::html::Html;
use super::table::plain;
use super::told::{BASE_TABLE, Told, number, text};
use crate::report::Provenance;
use crate::report::language::LANGUAGES;
use crate::words::{Frame, Value};

/// What is asked.
pub(super) fn questions(html: &mut Html, told: &Told<'_>, frames: &[Frame]) {
    let Some(studies) = find(frames, "studies").filter(|studies| !studies.rows.is_empty()) else { return };
    html.inside("section", &[("class", "questions")], |html| {
        for row in &studies.rows {
            html.element("h2", &[], told.own(studies, row, "title").unwrap_or_default());
            if let Some(note) = told.own(studies, row, "note") {
                html.element("p", &[("class", "lead")], note);
            }
        }
    });
}

/// What a block starts from, in one paragraph.
pub(super) fn ground(html: &mut Html, told: &Told<'_>, block: &Block<'_>) {
    let of = |column: &str| block.text(column).unwrap_or_default();
    let reference = block.text("reference").map_or_else(|| told.word(BASE_TABLE), |name| told.title(name));
    let rows = [
        ("Table", told.say(of("table_title")).into_owned()),
        ("Years", block.years()),
        ("Focus sector", block.text("focus").map(|code| told.place(code)).unwrap_or_default()),
        ("Closure", told.say(closure_words(of("closure"))).into_owned()),
        ("Money", told.say(of("money")).into_owned()),
        ("Reference of the run", reference),
    ];
    html.inside("dl", &[("class", "ground")], |html| {
        for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
            html.inside("div", &[], |html| {
                html.element("dt", &[], &told.say(name));
                html.element("dd", &[], value);
            });
        }
    });
}

/// Each scenario with what it is about, who pays, and its parameters.
pub(super) fn scenarios(html: &mut Html, told: &Told<'_>, frames: &[Frame], block: &Block<'_>) {
    let (Some(scenarios), Some(parameters)) = (find(frames, "scenarios"), find(frames, "parameters")) else { return };
    html.element("h3", &[], &told.say("The scenarios in words"));
    let is_program = told.language.code == LANGUAGES[0].code;
    let is_any = |frame: &Frame| block.rows_of(frame).any(|row| is_of_one_language(frame, row));
    let studies = find(frames, "studies").is_some_and(|all| all.rows.iter().any(|row| is_of_one_language(all, row)));
    if studies || is_any(scenarios) || is_any(parameters) {
        let hidden: &[(&'static str, &str)] = if is_program { &[("hidden", "")] } else { &[] };
        let note = told.say("Titles and notes are as their authors wrote them.");
        html.element("p", &[&[("class", "note")], hidden].concat(), &note);
    }
    html.inside("div", &[("class", "scenarios")], |html| {
        for row in block.rows_of(scenarios) {
            let name = text(scenarios, row, "scenario").unwrap_or_default();
            let of_scenario: Vec<Vec<Value>> = block
                .rows_of(parameters)
                .filter(|row| text(parameters, row, "scenario") == Some(name))
                .map(|row| noted(told, parameters, row))
                .collect();
            html.inside("article", &[], |html| {
                html.inside("h4", &[], |html| {
                    html.text(&told.title(name));
                    html.element("code", &[], name);
                });
                if let Some(note) = told.own(scenarios, row, "note") {
                    html.element("p", &[], note);
                }
                let payer = text(scenarios, row, "payer").map(|payer| told.payer(payer)).unwrap_or_default();
                html.inside("p", &[("class", "payer")], |html| {
                    html.element("span", &[], &told.say("Who pays"));
                    html.text(&format!(": {payer}"));
                });
                if !of_scenario.is_empty() {
                    let frame = Frame { rows: of_scenario, ..parameters.clone() };
                    html.inside("div", &[("class", "scroll")], |html| {
                        plain(html, told, &frame, &["parameter", "low", "value", "high", "note"], true);
                    });
                }
            });
        }
    });
}

/// Whether what a row is about has a title other than its name, or a note, without a companion in some other language.
fn is_of_one_language(frame: &Frame, row: &[Value]) -> bool {
    let is_alone = |column: &str| {
        let own = text(frame, row, column).filter(|own| Some(*own) != text(frame, row, "scenario"));
        let others = &LANGUAGES[1..];
        let has = |code: &str| text(frame, row, &format!("{column}_{code}")).is_some();
        own.is_some() && !others.iter().all(|language| has(language.code))
    };
    ["title", "note"].into_iter().any(is_alone)
}

/// A row of parameters with its note in the language.
fn noted(told: &Told<'_>, parameters: &Frame, row: &[Value]) -> Vec<Value> {
    let mut row = row.to_vec();
    let note = told.own(parameters, &row, "note").map(str::to_owned);
    if let Some(at) = parameters.position("note") {
        row[at] = note.into();
    }
    row
}

/// What is to be kept in mind.
pub(super) fn cautions(html: &mut Html, told: &Told<'_>, frames: &[Frame], block: Option<&Block<'_>>) {
    let Some(cautions) = find(frames, "cautions") else { return };
    let rows: Vec<&Vec<Value>> = match block {
        Some(block) => block.rows_of(cautions).collect(),
        None => cautions.rows.iter().filter(|row| number(cautions, row, "block").is_none()).collect(),
    };
    if rows.is_empty() {
        return;
    }
    html.inside("section", &[("class", "cautions")], |html| {
        html.element("h3", &[], &told.say("What this rests on, and where care is needed"));
        html.inside("ul", &[], |html| {
            for sentence in rows.iter().filter_map(|row| text(cautions, row, "sentence")) {
                html.sentence("li", &[], &told.sentence(sentence));
            }
        });
    });
}

/// What the run warned of.
pub(super) fn warnings(html: &mut Html, told: &Told<'_>, frames: &[Frame]) {
    let Some(warnings) = find(frames, "warnings").filter(|warnings| !warnings.rows.is_empty()) else { return };
    // A warning does not say of which block it is: its sectors are found by code and name.
    let sectors: Vec<Told<'_>> = blocks(frames).iter().map(|block| block.told(told.language)).collect();
    html.inside("section", &[("class", "warnings")], |html| {
        html.element("h2", &[], &told.say("Warnings of the run"));
        html.inside("ul", &[], |html| {
            for row in &warnings.rows {
                html.inside("li", &[], |html| {
                    let said = told.sentence(text(warnings, row, "message").unwrap_or_default());
                    html.coded(&sectors.iter().fold(said, |said, names| names.said(&said)));
                    if let Some(help) = text(warnings, row, "help") {
                        html.sentence("span", &[("class", "note")], &format!(" {}", told.sentence(help)));
                    }
                });
            }
        });
    });
}

/// Which program made it from which tables, and what lies beside it.
pub(super) fn provenance(html: &mut Html, told: &Told<'_>, frames: &[Frame], provenance: &Provenance) {
    html.inside("section", &[("class", "provenance")], |html| {
        html.element("h2", &[], &told.say("Where this comes from"));
        let mut rows = vec![
            ("Program", format!("eslabon {}", provenance.version())),
            ("Commit", provenance.commit().to_owned()),
        ];
        for table in &provenance.tables {
            rows.push(("Table", format!("{}, SHA-256 {}", table.id, table.checksum)));
        }
        for block in blocks(frames) {
            let of = [block.text("publisher"), block.text("edition")].into_iter().flatten().collect::<Vec<_>>();
            let source = ("Source of the table", of.join("; "));
            if !of.is_empty() && !rows.contains(&source) {
                rows.push(source);
            }
        }
        if let Some(reference) = &provenance.reference {
            rows.push(("Reference", reference.clone()));
        }
        for (name, value) in &provenance.parameters {
            rows.push(("Parameter that was set", format!("{name} = {value}")));
        }
        rows.extend(provenance.seed.map(|seed| ("Seed", seed.to_string())));
        html.inside("dl", &[("class", "ground")], |html| {
            for (name, value) in &rows {
                html.inside("div", &[], |html| {
                    html.element("dt", &[], &told.say(name));
                    html.element("dd", &[], value);
                });
            }
        });
        html.element("p", &[], &told.say("The file run.json beside this page holds every scenario as it ran, merged with its parents; inputs/ holds the files as they were read. Both are enough to run it again."));
        html.inside("details", &[], |html| {
            html.element("summary", &[], &told.say("Files of the result"));
            html.inside("ul", &[("class", "files")], |html| {
                provenance.files.iter().for_each(|file| html.element("li", &[], file));
            });
        });
    });
}
