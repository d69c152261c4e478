//! The charts of a block on a page, each with how to read it, a choice where it shows one scenario at a time, and its data and
//! drawing to take away.

use super::block::Block;
use super::drawn::{Drawn, drawn};
use super::html::{Attributes, Html};
use super::panel::{PANELS, Panel};
use super::told::{Told, text};
use super::variants::ALL;
use crate::report::ReportError;
use crate::report::chart::Chart;
use crate::words::Parts;

/// Every panel that the block has something for; each panel is a part.
///
/// # Errors
/// Fails where a number is not finite.
pub(super) fn write(
    html: &mut Html,
    told: &Told<'_>,
    block: &Block<'_>,
    source: &str,
    parts: &Parts<'_>,
) -> Result<(), ReportError> {
    for panel in PANELS {
        let drawings = parts.part(|| drawn(panel, block, told, source, Chart::inline))?;
        if !drawings.is_empty() {
            write_panel(html, told, block, panel, &drawings);
        }
    }
    Ok(())
}

fn write_panel(html: &mut Html, told: &Told<'_>, block: &Block<'_>, panel: &Panel, drawings: &[Drawn]) {
    let data = format!("{}-{}", panel.figure, block.number);
    let file = format!("{}{}-{}", panel.figure, panel.suffix, block.number);
    let id = format!("{}-{file}", told.language.code);
    html.inside("section", &[("class", "panel"), ("id", &id), ("data-figure", &data), ("data-file", &file)], |html| {
        html.element("h3", &[], &told.say(panel.title));
        html.element("p", &[("class", "reading")], &told.say(panel.reading));
        let (still, chosen): (Vec<&Drawn>, Vec<&Drawn>) =
            drawings.iter().partition(|drawing| panel.beside.is_some() && drawing.name.as_deref() == panel.beside);
        if chosen.len() > 1 {
            choice(html, told, &chosen);
        }
        // Where there is nothing to stand beside, what would stand still is all there is.
        let (still, chosen) = if chosen.is_empty() { (chosen, still) } else { (still, chosen) };
        let class = if still.is_empty() { "drawings" } else { "drawings pair" };
        html.inside("div", &[("class", class)], |html| {
            for drawing in still.iter().copied() {
                figure(html, told, drawing, &[("class", "still")], true);
            }
            for (at, drawing) in chosen.iter().enumerate() {
                let hidden: &[(&'static str, &str)] = if at == 0 { &[] } else { &[("hidden", "")] };
                figure(html, told, drawing, hidden, !still.is_empty());
            }
        });
        for note in block.frame(panel.figure).iter().flat_map(|frame| &frame.notes) {
            html.sentence("p", &[("class", "note")], &told.sentence(note));
        }
        if drawings.len() > 1 && is_of_some(block, panel, drawings) {
            html.element("p", &[("class", "note")], &told.say("Scenarios that no study names are in the data alone."));
        }
        html.inside("p", &[("class", "take")], |html| {
            html.element("button", &[("type", "button"), ("class", "data")], &told.say("Data (CSV)"));
            html.element("button", &[("type", "button"), ("class", "drawing")], &told.say("Drawing (SVG)"));
        });
    });
}

fn figure(html: &mut Html, told: &Told<'_>, drawing: &Drawn, more: Attributes<'_>, is_called: bool) {
    let name = drawing.file().unwrap_or_else(|| "all".to_owned());
    html.inside("figure", &[&[("data-variant", &*name)], more].concat(), |html| {
        if let Some(words) = drawing.choice(told).filter(|_| is_called) {
            html.element("figcaption", &[], &words);
        }
        // What a reader of screens is told of it the script adds: there are a hundred and more.
        html.inside("div", &[("class", "scroll")], |html| html.ready(&drawing.svg));
    });
}

/// Whether only some of the scenarios of a figure are drawn, one at a time.
fn is_of_some(block: &Block<'_>, panel: &Panel, drawings: &[Drawn]) -> bool {
    let names: Vec<&str> = drawings.iter().filter_map(|drawing| drawing.name.as_deref()).collect();
    let is_drawn = |name: &str| names.iter().any(|drawn| *drawn == name || drawn.starts_with(ALL));
    let frame = block.frame(panel.figure);
    let mut all =
        frame.into_iter().flat_map(|frame| frame.rows.iter().filter_map(move |row| text(frame, row, "scenario")));
    all.any(|name| !is_drawn(name))
}

fn choice(html: &mut Html, told: &Told<'_>, drawings: &[&Drawn]) {
    html.inside("p", &[("class", "controls")], |html| {
        html.inside("label", &[], |html| {
            html.element("span", &[], &told.say("Scenario"));
            html.inside("select", &[("class", "choice")], |html| {
                for drawing in drawings {
                    if let (Some(name), Some(words)) = (drawing.file(), drawing.choice(told)) {
                        html.element("option", &[("value", &name)], &words);
                    }
                }
            });
        });
    });
}
