//! One block of comparable scenarios, as far as a page shows it.

use super::told::{Told, number, text};
use crate::report::language::Language;
use crate::words::{Frame, shortest};

/// A block: its row in the frame of blocks, and its frames.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'f> {
    frames: &'f [Frame],
    blocks: &'f Frame,
    row: usize,
    pub(super) number: usize,
}

/// The frame with this identifier.
pub(super) fn find<'f>(frames: &'f [Frame], id: &str) -> Option<&'f Frame> {
    frames.iter().find(|frame| frame.id == id)
}

/// Every block, in their order.
pub(super) fn blocks(frames: &[Frame]) -> Vec<Block<'_>> {
    let Some(blocks) = find(frames, "blocks") else { return Vec::new() };
    (0..blocks.rows.len()).map(|row| Block { frames, blocks, row, number: row + 1 }).collect()
}

impl<'f> Block<'f> {
    /// What a column of the frame of blocks says of it.
    pub(super) fn text(&self, column: &str) -> Option<&'f str> {
        text(self.blocks, &self.blocks.rows[self.row], column)
    }

    /// Its years: one, or the first and the last.
    pub(super) fn years(&self) -> String {
        let year = |column| number(self.blocks, &self.blocks.rows[self.row], column).map_or(String::new(), shortest);
        let (first, last) = (year("first_year"), year("last_year"));
        if first == last { first } else { format!("{first}–{last}") }
    }

    /// Its last year behind this text; nothing where it has none.
    pub(super) fn last_year(&self, before: &str) -> String {
        let year = number(self.blocks, &self.blocks.rows[self.row], "last_year");
        year.map_or(String::new(), |year| format!("{before}{}", shortest(year)))
    }

    /// Its frame of a figure.
    pub(super) fn frame(&self, figure: &str) -> Option<&'f Frame> {
        find(self.frames, &format!("{figure}-{}", self.number))
    }

    /// The names of its sectors, which an earlier block of the same table may have.
    pub(super) fn sectors(&self) -> Option<&'f Frame> {
        let mut same = blocks(self.frames).into_iter().filter(|other| other.text("table") == self.text("table"));
        self.frame("sectors").or_else(|| same.find_map(|other| other.frame("sectors")))
    }

    /// What its codes stand for in a language.
    pub(super) fn told(&self, language: &'static Language) -> Told<'f> {
        Told::new(language, self.sectors(), self.frames)
    }

    /// The rows of a frame that are about this block: whose number stands in the column `block`.
    pub(super) fn rows_of(&self, frame: &'f Frame) -> impl Iterator<Item = &'f Vec<crate::words::Value>> {
        let mine = self.number as f64;
        frame.rows.iter().filter(move |row| number(frame, row, "block") == Some(mine))
    }

    /// Whether it is a scenario of this block.
    pub(super) fn has_scenario(&self, name: &str) -> bool {
        let frame = find(self.frames, "scenarios");
        let names =
            frame.into_iter().flat_map(|frame| self.rows_of(frame).map(move |row| text(frame, row, "scenario")));
        names.flatten().any(|scenario| scenario == name)
    }

    /// Whether a study names a scenario.
    pub(super) fn is_of_study(&self, scenario: &str) -> bool {
        let frame = find(self.frames, "scenarios");
        frame
            .into_iter()
            .flat_map(|frame| self.rows_of(frame).map(move |row| (frame, row)))
            .any(|(frame, row)| text(frame, row, "scenario") == Some(scenario) && text(frame, row, "study").is_some())
    }
}
