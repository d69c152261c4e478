//! The pen: shapes and texts of an SVG drawing, without anything from outside: no fonts to fetch, no scripts, no references.
//!
//! Looks are in one style sheet by class, light and dark. Colours start from those of Okabe and Ito (2008), darkened until they stand out
//! from white and moved apart until people with any kind of colour blindness see a difference; a test simulates these. Where colours tell
//! things apart, dashes or shapes do too.

use super::text::Text;
use crate::report::wrap::one_line;
use std::fmt::Write;

/// The looks of a drawing, for a page that holds several.
pub(in crate::report) const STYLE: &str = include_str!("style.css");

/// The colours that the style sheet has.
pub(super) const COLOURS: usize = 6;

/// How a mark begins.
const MARK: &str = "<g class=\"mark\"";

/// Where a text stands by its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

/// A finished drawing, with what is said of it.
#[derive(Debug)]
pub(super) struct Drawing {
    pub svg: Svg,
    pub width: f64,
    pub height: f64,
    /// The height of the title, which a page says in its own words.
    pub head: f64,
    pub title: String,
    pub description: String,
    /// Of a square of cells: its left and top, the side of a cell, and how many columns and rows there are.
    pub grid: Option<(f64, f64, f64, usize, usize)>,
}

impl Svg {
    /// A text with the left end, middle or right end of its baseline at a point.
    pub(super) fn text(&mut self, x: f64, y: f64, look: Text, anchor: Anchor, text: &str) {
        self.turned(x, y, look, anchor, text, None);
    }

    /// The same, read upwards.
    pub(super) fn upwards(&mut self, x: f64, y: f64, look: Text, anchor: Anchor, text: &str) {
        self.turned(x, y, look, anchor, text, Some(-90));
    }

    fn turned(&mut self, x: f64, y: f64, look: Text, anchor: Anchor, text: &str, degrees: Option<i32>) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, text) = (pixels(x), pixels(y), escaped(text));
        // Most of a page are texts of drawings: what says nothing is left out.
        let class = format!("{} {anchor}", look.class);
        let class = Some(class.trim()).filter(|class| !class.is_empty()).map(|class| format!(" class=\"{class}\""));
        let class = class.unwrap_or_default();
        let turn = degrees.map_or(String::new(), |by| format!(" transform=\"rotate({by} {x} {y})\""));
        self.element(format_args!("<text x=\"{x}\" y=\"{y}\"{class}{turn}>{text}</text>"));
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64, class: &str) {
        let (x, y, width, height) = (pixels(x), pixels(y), pixels(width), pixels(height));
        self.element(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>"
        ));
    }

    /// A circle.
    pub(super) fn circle(&mut self, x: f64, y: f64, radius: f64, class: &str) {
        let (x, y, radius) = (pixels(x), pixels(y), pixels(radius));
        self.element(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>"));
    }

    /// A line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let (x1, y1, x2, y2) = (pixels(from.0), pixels(from.1), pixels(to.0), pixels(to.1));
        self.element(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>"));
    }

    /// A line from top to bottom.
    pub(super) fn vertical(&mut self, x: f64, top: f64, bottom: f64, class: &str) {
        self.line((x, top), (x, bottom), class);
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], class: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{} {}", pixels(*x), pixels(*y))).collect();
        let points = points.join(" L");
        self.element(format_args!("<path d=\"M{points}\" class=\"{class}\"/>"));
    }

    /// An area within points.
    pub(super) fn area(&mut self, points: &[(f64, f64)], class: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{} {}", pixels(*x), pixels(*y))).collect();
        let points = points.join(" L");
        self.element(format_args!("<path d=\"M{points}Z\" class=\"{class}\"/>"));
    }

    /// A path as SVG writes it, of letters and numbers that the program made.
    pub(super) fn path(&mut self, steps: &str, class: &str) {
        self.element(format_args!("<path d=\"{steps}\" class=\"{class}\"/>"));
    }

    /// What is drawn inside is a row of cells: from its middle at the left, in lengths of a cell.
    pub(super) fn cells(&mut self, from: (f64, f64), cell: f64, inside: impl FnOnce(&mut Self)) {
        let (x, y) = (pixels(from.0), pixels(from.1));
        self.element(format_args!("<g class=\"cells\" transform=\"translate({x} {y})scale({cell:.4})\">"));
        inside(self);
        self.element(format_args!("</g>"));
    }

    /// The same as a line without ends of this width.
    pub(super) fn stroke(&mut self, steps: &str, width: &str, class: &str) {
        self.element(format_args!("<path d=\"{steps}\" stroke-width=\"{width}\" class=\"{class}\"/>"));
    }

    /// A small shape around a point; each of six numbers is another, and the seventh is the first again.
    pub(super) fn shape(&mut self, number: usize, x: f64, y: f64, radius: f64, class: &str) {
        let r = radius;
        match number % COLOURS {
            0 => self.circle(x, y, r, class),
            1 => self.rectangle(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r, class),
            2 => self.area(&[(x, y - 1.2 * r), (x + 1.1 * r, y + 0.8 * r), (x - 1.1 * r, y + 0.8 * r)], class),
            3 => self.area(&[(x, y - 1.3 * r), (x + 1.3 * r, y), (x, y + 1.3 * r), (x - 1.3 * r, y)], class),
            4 => self.area(&[(x, y + 1.2 * r), (x + 1.1 * r, y - 0.8 * r), (x - 1.1 * r, y - 0.8 * r)], class),
            _ => {
                let t = 0.45 * r;
                let r = 1.2 * r;
                self.area(
                    &[
                        (x - t, y - r),
                        (x + t, y - r),
                        (x + t, y - t),
                        (x + r, y - t),
                        (x + r, y + t),
                        (x + t, y + t),
                        (x + t, y + r),
                        (x - t, y + r),
                        (x - t, y + t),
                        (x - r, y + t),
                        (x - r, y - t),
                        (x - t, y - t),
                    ],
                    class,
                );
            }
        }
    }

    /// What is drawn inside stands for one number or row, which is said aloud and shown where a pointer or the keyboard is.
    pub(super) fn mark(&mut self, said: &str, inside: impl FnOnce(&mut Self)) {
        let said = escaped(said);
        self.element(format_args!("{MARK} aria-label=\"{said}\">"));
        inside(self);
        self.element(format_args!("</g>"));
    }

    /// What was drawn so far.
    #[cfg(test)]
    pub(super) fn text_of_body(&self) -> &str {
        &self.body
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }
}

impl Drawing {
    /// The text of a file. The title and the description are read out to those who do not see the drawing.
    pub(super) fn file(self) -> String {
        let (width, height) = (pixels(self.width), pixels(self.height));
        let (title, description) = (escaped(&self.title), escaped(&self.description));
        let body = self.svg.body.replace(MARK, &format!("{MARK} role=\"img\" tabindex=\"0\""));
        let style: String = STYLE.lines().collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"eslabon-chart\" role=\"img\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
             <title>{title}</title>\n<desc>{description}</desc>\n<style>{style}</style>\n\
             <rect width=\"{width}\" height=\"{height}\" class=\"paper\"/>\n{body}</svg>\n"
        )
    }

    /// The drawing as part of a page that has the style sheet and says the title itself: what the title takes is cut off by the
    /// view, and `data-full` says the view that shows it. A group, not an image, since its marks can be reached: the script of the page
    /// finds them by what they say, makes one of them a stop of the tabulator key, and lets arrows go from one to the next.
    pub(super) fn inline(self) -> String {
        let (width, height) = (pixels(self.width), pixels(self.height));
        let (head, shown) = (pixels(self.head), pixels(self.height - self.head));
        // A line for each element is for readers of files; a page has thousands.
        let body = self.svg.body.replace(MARK, "<g").replace('\n', "");
        let grid = self.grid.map_or(String::new(), |(left, top, side, columns, rows)| {
            format!(" data-grid=\"{left:.3} {top:.3} {side:.5} {columns} {rows}\"")
        });
        format!(
            "<svg class=\"eslabon-chart\" role=\"group\" viewBox=\"0 {head} {width} {shown}\" \
             data-full=\"0 0 {width} {height}\"{grid}>{body}</svg>\n"
        )
    }
}

/// Tenths of a pixel, which is finer than the eye and the same on every machine.
pub(super) fn pixels(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text as XML: marks escaped, and without the characters that XML does not allow.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in one_line(text).chars().filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}')) {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(svg: Svg) -> Drawing {
        let (title, description) = ("<t>".to_owned(), "<d>".to_owned());
        Drawing { svg, width: 10.0, height: 20.0, head: 5.0, title, description, grid: None }
    }

    #[test]
    fn no_text_can_become_a_mark() {
        assert_eq!(escaped("<a href='x'>&\"\u{0}\u{ffff}"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot; ");
        let mut svg = Svg::default();
        svg.text(1.0, 2.0, Text::NAME, Anchor::End, "</text>");
        svg.mark("\"><script>", |_| {});
        let text = drawing(svg).file();
        assert_eq!(text.matches("</text>").count(), 1);
        assert!(text.contains("<title>&lt;t&gt;</title>") && text.contains("<desc>&lt;d&gt;</desc>"));
        assert!(!text.contains("<script>"));
    }

    #[test]
    fn a_page_shows_all_but_the_head_and_can_show_that_too() {
        let text = drawing(Svg::default()).inline();
        assert!(text.contains("viewBox=\"0 5 10 15\" data-full=\"0 0 10 20\"") && text.contains("role=\"group\""));
        assert!(!text.contains("http") && !text.contains("<style>") && !text.contains("<title>"));
    }

    #[test]
    fn every_mark_of_a_file_can_be_reached() {
        let mut svg = Svg::default();
        for said in ["a", "b", "c"] {
            svg.mark(said, |svg| svg.circle(1.0, 1.0, 1.0, "s0"));
        }
        assert_eq!(drawing(svg).file().matches("role=\"img\" tabindex=\"0\" aria-label").count(), 3);
    }

    #[test]
    fn every_shape_is_another_and_around_its_point() {
        let shapes: Vec<String> = (0..COLOURS)
            .map(|number| {
                let mut svg = Svg::default();
                svg.shape(number, 50.0, 50.0, 5.0, "s0");
                svg.body
            })
            .collect();
        let different: std::collections::BTreeSet<&String> = shapes.iter().collect();
        assert_eq!(different.len(), COLOURS);
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!([0.0, -0.01, 3.0, 10.26, -2.5].map(pixels), ["0", "0", "3", "10.3", "-2.5"]);
    }

    /// Red, green and blue of a colour of the style sheet, as light (sRGB, IEC 61966-2-1).
    fn light(colour: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn times(matrix: &[[f64; 3]; 3], colour: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
    }

    /// CIE L*a*b* of light, white of D65.
    fn lab(light: [f64; 3]) -> [f64; 3] {
        const XYZ: [[f64; 3]; 3] =
            [[0.412_456, 0.357_576, 0.180_438], [0.212_673, 0.715_152, 0.072_175], [0.019_334, 0.119_192, 0.950_304]];
        let xyz = times(&XYZ, light.map(|part| part.clamp(0.0, 1.0)));
        let root = |part: f64| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 };
        let [x, y, z] = [root(xyz[0] / 0.950_47), root(xyz[1]), root(xyz[2] / 1.088_83)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn colours_are_told_apart_by_those_who_lack_a_kind_of_cone() {
        // Everybody, then without the cones for long, middle and short waves: Machado, Oliveira and Fernandes 2009, severity 1.
        const EYES: [[[f64; 3]; 3]; 4] = [
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ];
        for sheet in STYLE.split("@media") {
            let colour = |series: usize| {
                let rest = sheet.split(&format!(".s{series}{{fill:")).nth(1).unwrap();
                light(&rest[..7])
            };
            for eyes in &EYES {
                for one in 0..COLOURS {
                    for other in 0..one {
                        let [a, b] = [one, other].map(|series| lab(times(eyes, colour(series))));
                        let distance = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                        // A difference of 2.3 is just seen beside one another; of 15 across a drawing.
                        assert!(distance > 15.0, "s{one} and s{other}: {distance:.1}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_style_sheet_has_a_colour_for_every_series_in_light_and_in_dark() {
        for class in ["s", "l"] {
            let count = |series: usize| STYLE.matches(&format!(".{class}{series}{{")).count();
            assert!((0..COLOURS).all(|series| count(series) == 2) && count(COLOURS) == 0);
        }
    }
}
