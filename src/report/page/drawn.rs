//! Panels as drawings: for a page, and as files of their own.

use super::block::{Block, blocks};
use super::panel::{PANELS, Panel};
use super::told::Told;
use super::variants::ALL;
use crate::report::chart::{Chart, Picture, Role};
use crate::report::language::Language;
use crate::report::{Provenance, ReportError};
use crate::words::{ColumnKind, Frame};

/// A drawing of a panel.
pub(super) struct Drawn {
    /// What is chosen, as the program calls it; none where there is no choice.
    pub(super) name: Option<String>,
    pub(super) svg: String,
}

/// Where the numbers of a block come from, in one line.
pub(super) fn source(block: &Block<'_>, told: &Told<'_>, provenance: &Provenance) -> String {
    let table = [block.text("table_title"), block.text("publisher")].into_iter().flatten();
    let table: Vec<String> = table.map(|text| told.say(text).into_owned()).collect();
    let (version, closure) = (provenance.version(), block.text("closure").unwrap_or_default());
    format!("{}: {}. eslabon {version}, {}.", told.say("Source"), table.join("; "), told.say(closure_words(closure)))
}

/// The closure in words.
pub(super) fn closure_words(closure: &str) -> &str {
    match closure {
        "open" => "open model (type I)",
        "households" => "model closed with households (type II)",
        other => other,
    }
}

/// Every variant of a panel; nothing where the block has no such figure, or where it lacks what the chart takes.
///
/// # Errors
/// Fails where a number is not finite.
pub(super) fn drawn(
    panel: &Panel,
    block: &Block<'_>,
    told: &Told<'_>,
    source: &str,
    draw: fn(&Chart, &Picture) -> Result<String, ReportError>,
) -> Result<Vec<Drawn>, ReportError> {
    let (Some(frame), Some(chart)) = (block.frame(panel.figure), Chart::named(panel.chart)) else {
        return Ok(Vec::new());
    };
    let has_column = |(_, column): &&(Role, &str)| frame.position(column).is_some();
    let mut roles: Vec<(Role, &str)> = panel.roles.iter().filter(has_column).copied().collect();
    if panel.chart == "heat" {
        let numbers = frame.columns.iter().filter(|column| column.kind == ColumnKind::Number);
        roles.extend(numbers.map(|column| (Role::Value, column.id.as_str())));
    }
    if roles.len() < panel.roles.len() || !roles.iter().any(|(role, _)| *role == Role::Value) {
        return Ok(Vec::new());
    }
    let focus = block.text("focus").map(|code| told.place(code));
    let mut drawings = Vec::new();
    for variant in (panel.variants)(frame, block) {
        let shown: Frame = told.frame(&variant.frame, panel.has_room);
        if shown.rows.is_empty() {
            continue;
        }
        let mut title = told.say(panel.title).into_owned();
        if let Some(name) = variant.name.as_deref().filter(|name| !name.starts_with(ALL)) {
            title = format!("{title}: {}", told.title(name));
        }
        let mut picture = Picture::with(&shown, &roles)?.titled(title).source(source).language(told.language);
        if let Some(focus) = &focus {
            picture = picture.emphasis(focus);
        }
        if let Some((across, up)) = panel.guides {
            picture = picture.guides(across, up);
        }
        drawings.push(Drawn { name: variant.name, svg: draw(chart, &picture)? });
    }
    Ok(drawings)
}

/// Every chart as a file of its own: its name, without an ending, and its text.
///
/// # Errors
/// Fails where a number is not finite.
pub fn drawings(
    frames: &[Frame],
    provenance: &Provenance,
    language: &'static Language,
) -> Result<Vec<(String, String)>, ReportError> {
    let mut files = Vec::new();
    for block in blocks(frames) {
        let told = block.told(language);
        let source = source(&block, &told, provenance);
        for panel in PANELS {
            for drawing in drawn(panel, &block, &told, &source, Chart::draw)? {
                let variant = drawing.name.map_or(String::new(), |name| format!("-{}", file_name(&name)));
                let name = format!("{}{}-{}{variant}", panel.figure, panel.suffix, block.number);
                files.push((free_name(&name, &files), drawing.svg));
            }
        }
    }
    Ok(files)
}

/// A name that no file has yet: other signs of names become one sign, and two names may so become one. Some systems take large and
/// small letters for the same.
fn free_name(name: &str, files: &[(String, String)]) -> String {
    let is_taken = |name: &str| files.iter().any(|(taken, _)| taken.eq_ignore_ascii_case(name));
    let (mut free, mut number) = (name.to_owned(), 1);
    while is_taken(&free) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

/// A name as a part of the name of a file: letters, digits and `-`.
fn file_name(name: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    name.chars().map(letter).collect()
}
