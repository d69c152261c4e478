//! Drawings as pixels: PNG beside SVG, for slides and word processors that take no SVG. Twice as fine as the drawing is large,
//! on white, with the letters of a font that is part of the program, so that a picture is the same bytes on every machine. Only a text
//! with a letter that this font lacks is drawn with a font of the machine, where one has it.

use super::ReportError;
use crate::words::{Code, Diagnostic, Place};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Group, Node, Options, Tree, fontdb};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// The family of [`FONTS`]; see `fonts/README.md`.
const FAMILY: &str = "Inter";
const REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.otf");

/// Pixels of the picture per pixel of the drawing.
const SCALE: f32 = 2.0;
/// A picture is at most so many pixels high or wide: a longer drawing is made smaller.
const MOST: f32 = 16_000.0;

/// The fonts, read once.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [REGULAR, SEMI_BOLD] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    fonts.set_monospace_family(FAMILY);
    Arc::new(fonts)
});

/// The same with those of the machine behind them, found when a letter is first missing.
static WITH_THE_MACHINES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::clone(&FONTS);
    fonts.load_system_fonts();
    Arc::new(fonts)
});

/// Chooses fonts: those of the program for every family that a drawing asks for, whatever the machine has, and for a letter that they lack
/// the first of `more`, which begin with those of the program, that has it.
fn chosen_fonts(more: &'static LazyLock<Arc<fontdb::Database>>) -> FontResolver<'static> {
    let fallback = FontResolver::default_fallback_selector();
    FontResolver {
        select_font: Box::new(|font, fonts| {
            let weight = fontdb::Weight(font.weight());
            fonts.query(&fontdb::Query {
                families: &[fontdb::Family::Name(FAMILY)],
                weight,
                ..fontdb::Query::default()
            })
        }),
        select_fallback: Box::new(move |letter, used, fonts| {
            fonts.clone_from(more);
            fallback(letter, used, fonts)
        }),
    }
}

/// A drawing as pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Png {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The letters that no font has, each once, in the order of their numbers; they are not to be seen.
    pub lacking: String,
}

impl Png {
    /// What is to be said of the picture where letters are lacking in it; `file` is its name.
    pub fn warning(&self, file: &str) -> Option<Diagnostic> {
        let message = format!("no font here has these letters of `{file}`: {}", self.lacking);
        let help = "scenarios go by their names where titles have them; SVG and the page show them wherever they are read with such a font";
        let warning = Diagnostic::new(Code::NO_LETTER, message).at(Place::file(file)).help(help);
        (!self.lacking.is_empty()).then_some(warning)
    }
}

/// A PNG file that shows a drawing; the same drawing is the same bytes, on every machine where the program's own font has all its letters.
///
/// # Errors
/// Fails where the text is no SVG or has no size, which no chart of this program leads to.
pub fn png(svg: &str) -> Result<Png, ReportError> {
    with_fonts(svg, &WITH_THE_MACHINES)
}

fn with_fonts(svg: &str, more: &'static LazyLock<Arc<fontdb::Database>>) -> Result<Png, ReportError> {
    let no_picture = |why: String| ReportError::Picture { why };
    let font_resolver = chosen_fonts(more);
    let options =
        Options { font_family: FAMILY.to_owned(), fontdb: FONTS.clone(), font_resolver, ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| no_picture(error.to_string()))?;
    let size = tree.size();
    let scale = SCALE.min(MOST / size.width().max(size.height()));
    let whole = size.to_int_size().scale_by(scale).ok_or_else(|| no_picture("it has no size".to_owned()))?;
    let mut pixels =
        Pixmap::new(whole.width(), whole.height()).ok_or_else(|| no_picture("it is too large".to_owned()))?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let mut missing = BTreeSet::new();
    lacking(
        Tree::from_str(&letters(svg), &options).map_err(|error| no_picture(error.to_string()))?.root(),
        &mut missing,
    );
    let bytes = pixels.encode_png().map_err(|error| no_picture(error.to_string()))?;
    Ok(Png { bytes, lacking: missing.into_iter().collect() })
}

/// A drawing of every letter that the texts of a drawing have beyond plain ones, each behind a plain one: a text of which nothing is to be
/// seen is no part of a tree, and would not be missed.
fn letters(svg: &str) -> String {
    let texts = svg.split("<text").skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next());
    let letters: BTreeSet<char> = texts.flat_map(str::chars).filter(|letter| !letter.is_ascii()).collect();
    let texts: Vec<String> = letters.iter().map(|letter| format!("<text y='20'>A{letter}</text>")).collect();
    let texts = texts.concat();
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>{texts}</svg>")
}

/// Adds the letters below a group for which no font has a shape: theirs is the first of the font, which stands for none.
fn lacking(group: &Group, letters: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => lacking(inner, letters),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                letters.extend(glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{CHARTS, Picture, Role};
    use crate::words::{Column, Frame, Unit};

    const HEAD: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='40.5' viewBox='0 0 100 40.5'>";

    /// A drawing of these elements as pixels: width, height, and the four channels of each.
    fn pixels(elements: &str) -> (u32, u32, Vec<u8>) {
        let picture = Pixmap::decode_png(&png(&format!("{HEAD}{elements}</svg>")).unwrap().bytes).unwrap();
        (picture.width(), picture.height(), picture.data().to_vec())
    }

    fn text(attributes: &str, text: &str) -> Vec<u8> {
        pixels(&format!("<text x='5' y='30' font-size='20' {attributes}>{text}</text>")).2
    }

    #[test]
    fn a_picture_is_twice_the_drawing_and_white_where_nothing_is_drawn() {
        let (width, height, white) = pixels("");
        assert_eq!((width, height), (200, 82));
        assert!(white.iter().all(|&channel| channel == 255));
        let square = pixels("<rect x='0' y='0' width='10' height='10' fill='#0072b2'/>").2;
        assert_eq!(square.chunks(4).filter(|pixel| *pixel == [0, 0x72, 0xb2, 255]).count(), 400);
    }

    #[test]
    fn letters_are_drawn_in_every_family_and_weight_that_a_drawing_asks_for() {
        let blank = pixels("").2;
        let plain = text("", "Información ≤ Ñandú");
        assert_ne!(plain, blank);
        assert_eq!(text("font-family='system-ui, Roboto, sans-serif'", "Información ≤ Ñandú"), plain);
        assert_eq!(text("font-family='No Such Font'", "Información ≤ Ñandú"), plain);
        let bold = text("font-weight='600'", "Información ≤ Ñandú");
        let ink = |pixels: &[u8]| pixels.iter().map(|&channel| 255 - u64::from(channel)).sum::<u64>();
        assert!(ink(&bold) > ink(&plain) * 11 / 10, "{} of {}", ink(&bold), ink(&plain));
        assert_ne!(text("", "1"), text("", "7"));
    }

    fn written(text: &str) -> String {
        format!("{HEAD}<g><text x='5' y='30' font-family='Roboto, Arial'>{text}</text></g></svg>")
    }

    #[test]
    fn a_text_with_a_letter_that_the_font_lacks_is_drawn_with_the_fonts_of_the_machine() {
        let lacks = |letter: &str, more| !with_fonts(&written(letter), more).unwrap().lacking.is_empty();
        let letters = ["Б", "א", "ب", "Ա", "ก", "计"];
        let Some(letter) = letters.into_iter().find(|one| lacks(one, &FONTS) && !lacks(one, &WITH_THE_MACHINES)) else {
            eprintln!("NOT TESTED: this machine has no font with a letter that the program's own lacks");
            return;
        };
        let (own, both) = (with_fonts(&written("A"), &FONTS).unwrap(), png(&written(&format!("A{letter}"))).unwrap());
        assert_eq!((both.lacking.as_str(), png(&written("A")).unwrap()), ("", own));
        let without = with_fonts(&written(&format!("A{letter}")), &FONTS).unwrap();
        assert_eq!(without.lacking, letter);
        assert_ne!(both.bytes, without.bytes);
    }

    #[test]
    fn letters_that_no_font_has_are_told_with_the_file() {
        let drawn = |text: &str| with_fonts(&written(text), &FONTS).unwrap();
        let said = drawn("计划 A: 计 ≤ Ñ").warning("charts/a.png").unwrap();
        assert_eq!(
            (said.code.id, &*said.message),
            ("no-letter", "no font here has these letters of `charts/a.png`: 划计")
        );
        assert_eq!(drawn("计划").lacking, "划计", "of a text of nothing else");
        assert_eq!(drawn("Información ≤ Ñandú → ≥ … –").warning("charts/a.png"), None);
    }

    #[test]
    fn every_chart_is_a_picture_with_its_letters_and_the_same_bytes_twice() {
        let columns = vec![
            Column::text("a", "A", "A."),
            Column::text("b", "B", "B."),
            Column::integer("year", "Year", Unit::None, "A year."),
            Column::number("x", "Output", Unit::Ratio, "A number."),
        ];
        let mut frame = Frame::new("f", "A title that is drawn", columns);
        frame.push(vec!["One of two names".into(), "Another name".into(), 2021_i64.into(), 1.5.into()]);
        frame.push(vec!["Another name".into(), "One of two names".into(), 2022_i64.into(), 0.5.into()]);
        let (names, others) = ([Role::Label, Role::Group, Role::From], [Role::To]);
        let roles: Vec<(Role, &str)> = names
            .map(|role| (role, "a"))
            .into_iter()
            .chain(others.map(|role| (role, "b")))
            .chain([(Role::Across, "year"), (Role::Value, "x"), (Role::Low, "x"), (Role::High, "x")])
            .collect();
        for chart in CHARTS {
            let svg = Picture::with(&frame, &roles).and_then(|picture| chart.draw(&picture)).unwrap();
            let drawn = png(&svg).unwrap();
            assert_eq!(drawn, png(&svg).unwrap(), "{}", chart.name);
            assert_eq!(drawn.lacking, "", "{}", chart.name);
            let bytes = drawn.bytes;
            let picture = Pixmap::decode_png(&bytes).unwrap();
            let size = |name: &str| -> f32 {
                svg.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).unwrap()
            };
            assert!((picture.width() as f32 - 2.0 * size("width")).abs() <= 2.0, "{}", chart.name);
            assert!((picture.height() as f32 - 2.0 * size("height")).abs() <= 2.0, "{}", chart.name);
            let without: String = svg.split_inclusive('\n').filter(|line| !line.starts_with("<text")).collect();
            let without = Pixmap::decode_png(&png(&without).unwrap().bytes).unwrap();
            let differ = picture.pixels().iter().zip(without.pixels()).filter(|(one, other)| one != other).count();
            assert!(differ > 500, "{}: {differ} pixels of letters", chart.name);
            // The light colours, whatever the reader's system prefers.
            assert_eq!(
                picture.pixel(0, 0).map(|pixel| (pixel.red(), pixel.alpha())),
                Some((255, 255)),
                "{}",
                chart.name
            );
        }
    }

    #[test]
    fn a_long_drawing_is_made_smaller_and_what_is_none_is_told() {
        let long = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='64000' viewBox='0 0 10 64000'/>";
        let picture = Pixmap::decode_png(&png(long).unwrap().bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (3, 16_000));
        let error = png("<p>").unwrap_err();
        assert!(error.to_string().starts_with("no picture can be made of the drawing: "), "{error}");
        assert_eq!(error.diagnostic().code.id, "no-chart");
        assert_eq!(
            error.diagnostic().help.as_deref(),
            Some("the SVG file beside it can be opened; a report of this is welcome")
        );
    }
}
