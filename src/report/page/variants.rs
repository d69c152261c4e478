//! Which rows of a figure a panel shows: all of them, or those of one scenario at a time.

use super::block::Block;
use super::told::text;
use crate::words::{Frame, Value};

/// What is shown at one time.
pub(super) struct Variant {
    /// The scenario, or what else is chosen; none where there is no choice.
    pub(super) name: Option<String>,
    /// The technology that it is about, where there are several.
    pub(super) technology: Option<String>,
    pub(super) frame: Frame,
}

/// How many sectors that gain, and how many that lose, are shown.
const EXTREMES: usize = 8;
/// The choice of all scenarios together.
pub(super) const ALL: &str = "all scenarios";

fn of(frame: &Frame, keep: impl Fn(&[Value]) -> bool) -> Frame {
    let rows = frame.rows.iter().filter(|row| keep(row)).cloned().collect();
    Frame { rows, ..frame.clone() }
}

/// The scenarios of a frame in the order in which they come.
fn scenarios(frame: &Frame) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in frame.rows.iter().filter_map(|row| text(frame, row, "scenario")) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The rows as they are.
pub(super) fn whole(frame: &Frame, _: &Block<'_>) -> Vec<Variant> {
    vec![Variant { name: None, technology: None, frame: frame.clone() }]
}

/// The scenarios that a study names, then all of them; without a choice where that is the same.
pub(super) fn of_study(frame: &Frame, block: &Block<'_>) -> Vec<Variant> {
    let of_study = of(frame, |row| text(frame, row, "scenario").is_some_and(|name| block.is_of_study(name)));
    if of_study.rows.is_empty() || of_study.rows.len() == frame.rows.len() {
        return whole(frame, block);
    }
    let named = |name: &str, frame: Frame| Variant { name: Some(name.to_owned()), technology: None, frame };
    vec![named(&format!("{ALL} of the study"), of_study), named(ALL, frame.clone())]
}

/// The rows of one scenario at a time: of those that a study names where it names any, and of what is no scenario; the others are in
/// the data.
pub(super) fn by_scenario(frame: &Frame, block: &Block<'_>) -> Vec<Variant> {
    let rows = |name: &String| of(frame, |row| text(frame, row, "scenario") == Some(name));
    let names = scenarios(frame);
    let has_study = names.iter().any(|name| block.is_of_study(name));
    let is_shown = |name: &String| !has_study || block.is_of_study(name) || !block.has_scenario(name);
    names
        .into_iter()
        .filter(is_shown)
        .map(|name| Variant { frame: rows(&name), name: Some(name), technology: None })
        .collect()
}

/// The sectors that gain and lose most in one scenario at a time, the largest gain first.
pub(super) fn extremes(frame: &Frame, block: &Block<'_>) -> Vec<Variant> {
    let mut variants = by_scenario(frame, block);
    for variant in &mut variants {
        let frame = &variant.frame;
        let change = |row: &Vec<Value>| super::told::number(frame, row, "difference").unwrap_or(0.0);
        let mut rows: Vec<Vec<Value>> = frame.rows.iter().filter(|row| change(row) != 0.0).cloned().collect();
        rows.sort_by(|a, b| change(b).total_cmp(&change(a)));
        let gaining = rows.iter().take_while(|row| change(row) > 0.0).count();
        let losing = rows.len() - gaining;
        let (gains, losses) = (gaining.min(EXTREMES), losing.min(EXTREMES));
        rows.drain(gains..rows.len() - losses);
        variant.frame.rows = rows;
    }
    variants
}

/// All scenarios without their bands, then one at a time with its band beside the reference; technologies one after another where
/// there are several.
pub(super) fn adoption(frame: &Frame, block: &Block<'_>) -> Vec<Variant> {
    let mut technologies: Vec<&str> = Vec::new();
    for technology in frame.rows.iter().filter_map(|row| text(frame, row, "technology")) {
        if !technologies.contains(&technology) {
            technologies.push(technology);
        }
    }
    let mut variants = Vec::new();
    for technology in &technologies {
        let told = (technologies.len() > 1).then(|| (*technology).to_owned());
        let mine = of(frame, |row| text(frame, row, "technology") == Some(*technology));
        let mut all = mine.clone();
        for end in ["others_low", "others_high"] {
            let Some(at) = all.position(end) else { continue };
            all.rows.iter_mut().for_each(|row| row[at] = Value::Empty);
        }
        variants.push(Variant { name: Some(ALL.to_owned()), technology: told.clone(), frame: all });
        let reference = block.text("reference");
        for name in scenarios(&mine).into_iter().filter(|name| Some(name.as_str()) != reference) {
            let is_shown =
                |scenario: Option<&str>| scenario == Some(&name) || (scenario.is_some() && scenario == reference);
            let frame = of(&mine, |row| is_shown(text(&mine, row, "scenario")));
            variants.push(Variant { name: Some(name), technology: told.clone(), frame });
        }
    }
    variants
}
