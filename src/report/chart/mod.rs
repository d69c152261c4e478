//! Charts: drawings of a frame as SVG, which browsers, word processors and journals take, and which stays sharp. A new
//! chart is one file and one line in [`CHARTS`].

mod axis;
mod bar;
mod beside;
mod frame_of;
mod heat;
mod lines;
mod network;
mod picture;
mod range;
mod sankey;
mod scatter;
mod svg;
mod text;

pub use picture::{Picture, Role};
pub(super) use svg::{STYLE, escaped};

use super::ReportError;
use svg::Drawing;

/// A kind of chart.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    /// The word that asks for it: `bar`.
    pub name: &'static str,
    /// What it is good for, in one sentence.
    pub about: &'static str,
    /// The roles of columns without which it cannot be drawn.
    takes: &'static [Role],
    /// How many columns of numbers it can show.
    most: usize,
    /// The number by which all lengths of a picture are measured, where pictures that stand beside one another are to share it.
    scale: Option<fn(&Picture) -> f64>,
    draw: fn(&Picture) -> Drawing,
}

/// Every kind of chart.
pub static CHARTS: &[Chart] =
    &[bar::CHART, range::CHART, lines::CHART, scatter::CHART, heat::CHART, sankey::CHART, network::CHART];

impl Chart {
    /// Links between things, around one of them.
    pub const NETWORK: &'static Self = &network::CHART;

    /// The kind that a word asks for.
    pub fn named(name: &str) -> Option<&'static Self> {
        CHARTS.iter().find(|chart| chart.name == name)
    }

    /// The chart as the text of an SVG file; the same picture is the same bytes.
    ///
    /// # Errors
    /// Fails where the frame is not finished, above all where a number in it is not finite, and where the picture lacks a column
    /// that the chart takes.
    pub fn draw(&self, picture: &Picture) -> Result<String, ReportError> {
        picture.check(self)?;
        Ok((self.draw)(picture).file())
    }

    /// The same pictures, measured by the largest of their scales where the chart has one: one may be laid beside the other.
    pub(super) fn beside_one_another<'f>(&self, mut pictures: Vec<Picture<'f>>) -> Vec<Picture<'f>> {
        if let Some(scale) = self.scale {
            let largest = pictures.iter().map(scale).fold(0.0, f64::max);
            for picture in &mut pictures {
                picture.measure(largest);
            }
        }
        pictures
    }

    /// The chart as a part of a page.
    ///
    /// # Errors
    /// As [`Chart::draw`].
    pub(super) fn inline(&self, picture: &Picture) -> Result<String, ReportError> {
        picture.check(self)?;
        Ok((self.draw)(picture).inline())
    }
}

#[cfg(test)]
mod tests;
