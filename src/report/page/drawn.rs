//! Panels as drawings: for a page, and as files of their own.

use super::block::{Block, blocks};
use super::panel::{EVERY, Of, PANELS, Panel};
use super::told::{BASE_TABLE, SCENARIOS, Told, text};
use super::variants::{ALL, Variant};
use crate::report::chart::{Chart, Picture, Role};
use crate::report::language::Language;
use crate::report::{Provenance, ReportError};
use crate::words::{Column, ColumnKind, Frame, Parts, Progress, Value};

/// A drawing of a panel.
pub(super) struct Drawn {
    /// What is chosen, as the program calls it; none where there is no choice.
    pub(super) name: Option<String>,
    /// The technology that it is about, where there are several.
    pub(super) technology: Option<String>,
    pub(super) svg: String,
}

impl Drawn {
    /// What is chosen, as a reader is told it.
    pub(super) fn choice(&self, told: &Told<'_>) -> Option<String> {
        let name = self.name.as_deref()?;
        let words = if name.starts_with(ALL) { told.say(name).into_owned() } else { told.title(name) };
        Some(self.technology.as_ref().map_or(words.clone(), |technology| format!("{words} ({technology})")))
    }

    /// What is chosen, as a part of the name of a file; no two drawings of a panel have the same but by chance.
    pub(super) fn file(&self) -> Option<String> {
        let name = self.name.as_deref()?;
        Some(self.technology.as_ref().map_or(name.to_owned(), |technology| format!("{name}-{technology}")))
    }
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
    let Some(roles) = roles(panel, frame) else { return Ok(Vec::new()) };
    let focus = block.text("focus").map(|code| told.place(code));
    let words = qualification(panel.of, block, told);
    let mut variants = (panel.variants)(frame, block);
    for variant in &mut variants {
        variant.frame = told.frame(&variant.frame, panel.has_room);
    }
    variants.retain(|variant| !variant.frame.rows.is_empty());
    let mut pictures = Vec::new();
    for variant in &variants {
        let mut title = told.say(panel.title).into_owned();
        if let Some(focus) = focus.as_deref().filter(|_| panel.names_focus) {
            title = format!("{title}: {focus}");
        }
        if let Some(name) = variant.name.as_deref().filter(|name| !name.starts_with(ALL)) {
            title = format!("{title}: {}", told.title(name));
        }
        if let Some(technology) = &variant.technology {
            title = format!("{title} ({technology})");
        }
        let mut picture = Picture::with(&variant.frame, &roles)?.titled(title).source(source).language(told.language);
        if let Some(focus) = &focus {
            picture = picture.emphasis(focus);
        }
        if let Some((across, up)) = panel.guides {
            picture = picture.guides(across, up);
        }
        if let Some(words) = &words {
            picture = picture.qualified(words);
        }
        pictures.push(picture.groups(lines(block, told)));
    }
    let pictures = chart.beside_one_another(pictures);
    let drawings: Vec<String> = pictures.iter().map(|picture| draw(chart, picture)).collect::<Result<_, _>>()?;
    let drawn = drawings.into_iter().zip(variants);
    Ok(drawn.map(|(svg, Variant { name, technology, .. })| Drawn { name, technology, svg }).collect())
}

/// The columns of a frame in the roles of a panel; none where it lacks one.
fn roles<'f>(panel: &Panel, frame: &'f Frame) -> Option<Vec<(Role, &'f str)>> {
    let mut roles = Vec::new();
    for &(role, id) in panel.roles {
        let is_it = |column: &&Column| if id == EVERY { column.kind == ColumnKind::Number } else { column.id == id };
        let before = roles.len();
        roles.extend(frame.columns.iter().filter(is_it).map(|column| (role, column.id.as_str())));
        if roles.len() == before {
            return None;
        }
    }
    Some(roles)
}

/// Against what numbers are changes, and of which year they are; none where an axis says it.
fn qualification(of: Of, block: &Block<'_>, told: &Told<'_>) -> Option<String> {
    let reference = block.text("reference").map_or_else(|| told.word(BASE_TABLE), |name| told.title(name));
    match of {
        Of::Change => Some(format!("{} {reference}{}", told.say("change against"), block.last_year(", "))),
        Of::Changes => Some(format!("{} {reference}", told.say("change against"))),
        Of::LastYear => Some(block.last_year("")).filter(|year| !year.is_empty()),
        Of::Years => None,
        Of::Table => Some(told.word(BASE_TABLE)),
    }
}

/// Every scenario that is a line in some chart of a block: each has one look in all of them.
fn lines(block: &Block<'_>, told: &Told<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for frame in ["adoption", "course"].into_iter().filter_map(|figure| block.frame(figure)) {
        for name in frame.rows.iter().filter_map(|row| text(frame, row, "scenario")) {
            let name = told.short_title(name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Every chart as a file of its own: its name, without an ending, and its text. `progress` hears how many of how many kinds of charts are
/// drawn.
///
/// # Errors
/// Fails where a number is not finite.
pub fn drawings(
    frames: &[Frame],
    provenance: &Provenance,
    language: &'static Language,
    progress: &Progress<'_>,
) -> Result<Vec<(String, String)>, ReportError> {
    let (mut files, blocks) = (Vec::new(), blocks(frames));
    let parts = Parts::of(blocks.len() * PANELS.len(), progress);
    for block in blocks {
        let told = block.told(language);
        let source = source(&block, &told, provenance);
        for panel in PANELS {
            for drawing in parts.part(|| drawn(panel, &block, &told, &source, Chart::draw))? {
                let variant = drawing.file().map_or(String::new(), |name| format!("-{}", file_name(&name)));
                let name = format!("{}{}-{}{variant}", panel.figure, panel.suffix, block.number);
                files.push((free_name(&name, &files), drawing.svg));
            }
        }
    }
    Ok(files)
}

/// The frames with the names of scenarios in place of titles that have any of these letters: for drawings that cannot show them.
pub fn named(frames: &[Frame], letters: &str) -> Vec<Frame> {
    let mut frames = frames.to_vec();
    for frame in frames.iter_mut().filter(|frame| frame.id == SCENARIOS) {
        let Some(name) = frame.position("scenario") else { continue };
        let titles: Vec<usize> =
            (0..frame.columns.len()).filter(|&at| frame.columns[at].id.split('_').next() == Some("title")).collect();
        let has_any = |title: &Value| title.text().is_some_and(|text| text.contains(|letter| letters.contains(letter)));
        for row in &mut frame.rows {
            for &title in titles.iter().filter(|&&title| has_any(&row[title])).collect::<Vec<_>>() {
                row[title] = row[name].clone();
            }
        }
    }
    frames
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
