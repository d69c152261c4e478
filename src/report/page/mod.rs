//! The page: one HTML file that opens anywhere, offline, and shows a result to people who did not make it. It is whole in every
//! language; the script only shows the one that is chosen.
//!
//! A page knows frames and provenance. What is shown, and how, stands in lists: panels with their charts (`panel`), words
//! by language (`language`). Nothing is fetched and nothing is sent, which the page itself forbids (`policy`).

mod block;
mod charts;
mod comparison;
mod drawn;
mod html;
mod listed;
mod measures;
mod panel;
mod policy;
mod stored;
mod table;
mod told;
mod variants;
mod words;

pub use drawn::{drawings, named};
pub use stored::{FRAMES, Spoiled, read, stored};

use super::chart::STYLE;
use super::language::{LANGUAGES, Language};
use super::{Provenance, ReportError};
use crate::words::{Frame, Parts, Progress};
use block::{blocks, find};
use html::Html;
use panel::PANELS;
use told::Told;

const PAGE_SCRIPT: &str = include_str!("page.js");
const PAGE_STYLE: &str = include_str!("page.css");

/// The page of these frames, with this language first. `progress` hears how many of how many kinds of charts, in each language, are drawn.
///
/// # Errors
/// Fails where a number is not finite.
pub fn page(
    frames: &[Frame],
    provenance: &Provenance,
    first: &'static Language,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, ReportError> {
    for frame in frames {
        frame.check()?;
    }
    let mut html = Html::default();
    html.ready("<!DOCTYPE html>\n");
    let drawn = Parts::of(LANGUAGES.len() * blocks(frames).len() * PANELS.len(), progress);
    let mut parts = Vec::new();
    for language in LANGUAGES {
        parts.push((language, part(frames, provenance, language, &drawn)?));
    }
    html.inside("html", &[("lang", first.code)], |html| {
        html.inside("head", &[], |html| {
            html.empty("meta", &[("charset", "utf-8")]);
            let policy = policy::policy(PAGE_SCRIPT, &style());
            html.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
            html.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            html.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            html.element("title", &[], &title(frames, &Told::plain(first)));
            html.inside("style", &[], |html| html.ready(&style()));
        });
        html.inside("body", &[], |html| {
            for (language, part) in &parts {
                let hidden: &[(&'static str, &str)] = if language.code == first.code { &[] } else { &[("hidden", "")] };
                let told = Told::plain(language);
                let title = title(frames, &told);
                let (thousands, point) = language.marks();
                let marks = format!("{thousands}{point}");
                let attributes = [
                    &[("class", "language"), ("lang", language.code), ("data-title", &*title), ("data-marks", &*marks)],
                    hidden,
                ];
                html.inside("div", &attributes.concat(), |html| html.ready(part));
            }
            html.inside("script", &[("type", "application/json"), ("id", "frames")], |html| html.ready(&data(frames)));
            html.inside("script", &[], |html| html.ready(PAGE_SCRIPT));
        });
    });
    Ok(html.finish().into_bytes())
}

/// The style sheet: that of the page and that of its drawings.
fn style() -> String {
    format!("{PAGE_STYLE}{STYLE}")
}

/// What the page is called: its study, where there is one.
fn title(frames: &[Frame], told: &Told<'_>) -> String {
    let studies = find(frames, "studies");
    let only = studies.filter(|studies| studies.rows.len() == 1).and_then(|one| told.own(one, &one.rows[0], "title"));
    only.map_or_else(|| told.say("Scenarios compared").into_owned(), str::to_owned)
}

/// The page in one language; each kind of chart of a block is a part of the work.
fn part(
    frames: &[Frame],
    provenance: &Provenance,
    language: &'static Language,
    drawn: &Parts<'_>,
) -> Result<String, ReportError> {
    let plain = Told::plain(language);
    let mut html = Html::default();
    html.inside("header", &[("class", "top")], |html| {
        html.inside("div", &[], |html| {
            html.element("p", &[("class", "brand")], "eslabon");
            html.element("h1", &[], &title(frames, &plain));
        });
        html.inside("nav", &[("aria-label", &plain.say("Language"))], |html| {
            for other in LANGUAGES {
                let pressed = if other.code == language.code { "true" } else { "false" };
                let attributes = [
                    ("type", "button"),
                    ("class", "switch"),
                    ("lang", other.code),
                    ("data-language", other.code),
                    ("aria-pressed", pressed),
                ];
                html.element("button", &attributes, other.name);
            }
        });
    });
    let blocks = blocks(frames);
    let mut failed = None;
    html.inside("main", &[], |html| {
        words::questions(html, &plain, frames);
        for block in &blocks {
            let told = block.told(language);
            let source = drawn::source(block, &told, provenance);
            html.inside("section", &[("class", "block")], |html| {
                let name = block.text("focus").map_or(String::new(), |code| format!(": {}", told.sector_name(code)));
                let years = Some(block.years()).filter(|years| !years.is_empty());
                let years = years.map_or(String::new(), |years| format!(", {years}"));
                html.element("h2", &[], &format!("{}{name}{years}", told.say("Results")));
                words::ground(html, &told, block);
                comparison::write(html, &told, block, &source);
                listed::write(html, &told, block, &source, listed::FIRST);
                failed = charts::write(html, &told, block, &source, drawn).err().or(failed.take());
                listed::write(html, &told, block, &source, listed::BESIDE);
                words::scenarios(html, &told, frames, block);
                words::cautions(html, &told, frames, Some(block));
                measures::write(html, &told, block, &source);
            });
        }
        words::cautions(html, &plain, frames, None);
        measures::explained(html, &plain, frames);
        words::warnings(html, &plain, frames);
        words::provenance(html, &plain, frames, provenance);
    });
    failed.map_or_else(|| Ok(html.finish()), Err)
}

/// The frames for the script, compact, with no sign in them that could end the element.
fn data(frames: &[Frame]) -> String {
    use crate::words::Value;
    let cell = |cell: &Value| match cell {
        Value::Empty => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Integer(whole) => (*whole).into(),
        Value::Number(number) => (number + 0.0).into(),
    };
    let frame = |frame: &Frame| {
        let columns: Vec<&str> = frame.columns.iter().map(|column| column.id.as_str()).collect();
        let rows: Vec<Vec<serde_json::Value>> = frame.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        (frame.id.clone(), serde_json::json!({ "columns": columns, "rows": rows }))
    };
    let shown = frames
        .iter()
        .filter(|frame| frame.id.rsplit_once('-').is_some_and(|(_, number)| number.parse::<u32>().is_ok()));
    let all: serde_json::Map<String, serde_json::Value> = shown.map(frame).collect();
    serde_json::Value::from(all).to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests;
