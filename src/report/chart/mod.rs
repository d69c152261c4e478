//! Charts: drawings of a frame as SVG, which browsers, word processors and journals take, and which stays sharp. A new
//! chart is one file and one line in [`CHARTS`].

mod axis;
mod bar;
mod picture;
mod svg;

pub use picture::Picture;

use super::ReportError;

/// A kind of chart.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    /// The word that asks for it: `bar`.
    pub name: &'static str,
    /// What it is good for, in one sentence.
    pub about: &'static str,
    draw: fn(&Picture) -> String,
}

/// Every kind of chart.
pub static CHARTS: &[Chart] = &[bar::CHART];

impl Chart {
    /// The kind that a word asks for.
    pub fn named(name: &str) -> Option<&'static Self> {
        CHARTS.iter().find(|chart| chart.name == name)
    }

    /// The chart as the text of an SVG file; the same picture is the same bytes.
    ///
    /// # Errors
    /// Fails where the frame is not finished, above all where a number in it is not finite.
    pub fn draw(&self, picture: &Picture) -> Result<String, ReportError> {
        picture.frame().check()?;
        Ok((self.draw)(picture))
    }
}
