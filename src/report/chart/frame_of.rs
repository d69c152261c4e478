//! What every drawing has around it: above, the title, what is measured and a legend; below, the source.

use super::Picture;
use super::svg::{Anchor, Drawing, Svg};
use super::text::Text;

/// The paper's width.
pub(super) const WIDTH: f64 = 760.0;
/// What is left free at its sides.
pub(super) const MARGIN: f64 = 24.0;
/// Of a legend: the room of a colour and of the space behind it.
const SAMPLE: f64 = 17.0;

/// A drawing that has its head.
pub(super) struct Started<'p> {
    pub svg: Svg,
    picture: &'p Picture<'p>,
    /// Where the title ends.
    head: f64,
    /// Where the last line that was written stands.
    y: f64,
}

/// Writes lines below one another, the first a line below `y`; says where the last one stands.
pub(super) fn paragraph(svg: &mut Svg, text: &str, look: Text, y: f64) -> f64 {
    look.wrapped(text, WIDTH - 2.0 * MARGIN).iter().fold(y, |y, line| {
        svg.text(MARGIN, y + look.line, look, Anchor::Start, line);
        y + look.line
    })
}

impl<'p> Started<'p> {
    /// The title, and what is measured in which unit.
    pub(super) fn new(picture: &'p Picture<'p>, subtitle: &str) -> Self {
        let mut svg = Svg::default();
        let head = paragraph(&mut svg, picture.title(), Text::TITLE, MARGIN - 8.0) + 4.0;
        let subtitle = match picture.qualification() {
            Some(words) => format!("{subtitle}; {words}"),
            None => subtitle.to_owned(),
        };
        let y = paragraph(&mut svg, &subtitle, Text::UNIT, head);
        Self { svg, picture, head, y: y + 4.0 }
    }

    /// Samples with what they stand for; the sample is drawn with its left end at x, around y.
    pub(super) fn legend(
        &mut self,
        names: impl Iterator<Item = (String, usize)>,
        mut sample: impl FnMut(&mut Svg, usize, f64, f64),
    ) {
        let (mut x, mut y) = (MARGIN, self.y + 4.0 + Text::NAME.line);
        for (name, index) in names {
            let name = Text::NAME.cut(&name, WIDTH - 2.0 * MARGIN - SAMPLE, 1).concat();
            let width = SAMPLE + Text::NAME.width(&name);
            if x > MARGIN && x + width > WIDTH - MARGIN {
                (x, y) = (MARGIN, y + Text::NAME.line + 4.0);
            }
            sample(&mut self.svg, index, x, y - 4.5);
            self.svg.text(x + SAMPLE, y, Text::NAME, Anchor::Start, &name);
            x += width + 18.0;
        }
        self.y = y + 4.0;
    }

    /// Where the drawing itself begins.
    pub(super) fn top(&self) -> f64 {
        self.y + 12.0
    }

    /// The whole: the drawing ends at `bottom`; below stands the source.
    pub(super) fn finish(mut self, bottom: f64, description: String) -> Drawing {
        let source = self.picture.source_line();
        let y = if source.is_empty() { bottom } else { paragraph(&mut self.svg, source, Text::SMALL, bottom + 6.0) };
        let (svg, height, head) = (self.svg, y + MARGIN - 8.0, self.head);
        Drawing { svg, width: WIDTH, height, head, title: self.picture.title().to_owned(), description, grid: None }
    }
}
