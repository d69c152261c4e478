//! Horizontal bars: a row of the frame is a name with a bar for each column of numbers, from zero to the right, or to the
//! left where the number is negative, and the number itself at the end of its bar. Names that are long, as those of sectors
//! and policies are, have room beside lying bars and none beside standing ones.

use super::axis::Axis;
use super::frame_of::{MARGIN, Started, WIDTH};
use super::picture::{MOST_SERIES, Series};
use super::svg::{Anchor, Drawing, Svg};
use super::text::Text;
use super::{Chart, Picture, Role};
use crate::report::figures::Figures;
use crate::words::ColumnKind;

pub(super) const CHART: Chart = Chart {
    name: "bar",
    about: "Horizontal bars beside names: who gains, who loses, and by how much, for one or a few columns.",
    takes: &[Role::Label, Role::Value],
    most: MOST_SERIES,
    scale: None,
    draw,
};

/// Names are broken into lines of at most this width, and cut after a few of them.
const NAMES: f64 = 250.0;
const MOST_LINES: usize = 3;
/// Between names and bars, and between a bar and its number.
const SPACE: f64 = 8.0;
/// Between the bars of one name and those of the next.
const GAP: f64 = 12.0;
/// Significant digits of the largest number.
const DIGITS: i32 = 4;
const NO_VALUE: &str = "no value";

fn draw(picture: &Picture) -> Drawing {
    let series = picture.series();
    let unit = picture.unit_words(picture.unit());
    let subtitle = match &series[..] {
        [only] if only.column.name.to_lowercase().contains(&unit.to_lowercase()) => only.column.name.clone(),
        [only] => format!("{}, {unit}", only.column.name),
        _ => unit.clone(),
    };
    let bars = Bars::of(picture, &series);
    let mut description = vec![format!("{}, {unit}.", picture.say("Horizontal bars"))];
    description.extend((0..bars.labels.len()).map(|row| format!("{}.", bars.said(row))));
    let mut drawing = Started::new(picture, &subtitle);
    if series.len() > 1 {
        let names = series.iter().enumerate().map(|(index, one)| (one.column.name.clone(), index));
        drawing.legend(names, |svg, index, x, y| svg.rectangle(x, y - 5.5, 11.0, 11.0, &format!("s{index}")));
    }
    let top = drawing.top();
    let bottom = bars.draw(&mut drawing.svg, top);
    drawing.finish(bottom, description.join(" "))
}

/// The part between the head and the foot.
struct Bars<'a> {
    picture: &'a Picture<'a>,
    names: Vec<String>,
    series: &'a [Series<'a>],
    labels: Vec<Vec<String>>,
    figures: Figures,
    axis: Axis,
    /// Where names end.
    names_end: f64,
    /// The height of one bar.
    thickness: f64,
}

impl<'a> Bars<'a> {
    fn of(picture: &'a Picture, series: &'a [Series<'a>]) -> Self {
        let names = picture.labels();
        let labels: Vec<Vec<String>> = names.iter().map(|label| Text::NAME.cut(label, NAMES, MOST_LINES)).collect();
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let names_end = MARGIN + widest(&mut labels.iter().flatten().map(|line| Text::NAME.width(line)));
        let numbers: Vec<f64> = series.iter().flat_map(|one| one.numbers.iter().flatten().copied()).collect();
        let figures = match series.first() {
            Some(first) if first.column.kind == ColumnKind::Integer => Figures::whole(picture.unit()),
            _ => Figures::of(picture.unit(), DIGITS, &numbers),
        };
        // Numbers stand beyond the ends of their bars, so that room is left on the side that has any.
        let room = |is_there: &dyn Fn(&f64) -> bool| {
            let numbers = numbers.iter().filter(|number| is_there(number));
            let width = widest(&mut numbers.map(|&number| Text::VALUE.width(&picture.number(figures, number))));
            if width > 0.0 { width + SPACE } else { 0.0 }
        };
        let start = names_end + SPACE + room(&|number| *number < 0.0);
        let end = WIDTH - MARGIN - room(&|number| *number >= 0.0);
        let thickness = match series.len() {
            1 => 20.0,
            2 => 15.0,
            _ => 13.0,
        };
        let axis = Axis::of(numbers.iter().copied(), start, end);
        Self { picture, names, series, labels, figures, axis, names_end, thickness }
    }

    /// The height of a row: its bars, or its name where that takes more.
    fn row_height(&self, row: usize) -> f64 {
        let bars = self.thickness * self.series.len() as f64;
        bars.max(Text::NAME.line * self.labels[row].len() as f64)
    }

    fn draw(&self, svg: &mut Svg, top: f64) -> f64 {
        let heights = (0..self.labels.len()).map(|row| self.row_height(row) + GAP);
        let bottom = top + heights.sum::<f64>();
        self.axis.grid_across(svg, self.picture, self.figures, (top, bottom));
        let mut y = top + GAP / 2.0;
        for row in 0..self.labels.len() {
            svg.mark(&self.said(row), |svg| self.row(svg, row, y));
            y += self.row_height(row) + GAP;
        }
        svg.vertical(self.axis.at(0.0), top, bottom, "zero");
        bottom + Text::SMALL.line + 6.0
    }

    /// A row in words and numbers, for those who do not see it.
    fn said(&self, row: usize) -> String {
        let numbers = self.series.iter().map(|one| {
            let number = one.numbers[row].map(|number| self.picture.number(self.figures, number));
            format!("{} {}", one.column.name, number.unwrap_or_else(|| self.picture.say(NO_VALUE).into_owned()))
        });
        format!("{}: {}", self.names[row], numbers.collect::<Vec<_>>().join(", "))
    }

    fn row(&self, svg: &mut Svg, row: usize, top: f64) {
        let middle = top + self.row_height(row) / 2.0;
        let lines = &self.labels[row];
        // The baseline of a line is about a third of its letters below its middle.
        let below = |look: Text| look.size * 0.36;
        let first = middle - Text::NAME.line * (lines.len() as f64 - 1.0) / 2.0 + below(Text::NAME);
        for (line, text) in lines.iter().enumerate() {
            svg.text(self.names_end, first + Text::NAME.line * line as f64, Text::NAME, Anchor::End, text);
        }
        let zero = self.axis.at(0.0);
        for (index, one) in self.series.iter().enumerate() {
            let bar = middle + self.thickness * (index as f64 - self.series.len() as f64 / 2.0);
            let baseline = bar + self.thickness / 2.0 + below(Text::VALUE);
            let Some(number) = one.numbers[row] else {
                svg.text(zero + SPACE, baseline, Text::SMALL, Anchor::Start, &self.picture.say(NO_VALUE));
                continue;
            };
            let end = self.axis.at(number);
            // A pixel between the bars of one name.
            svg.rectangle(zero.min(end), bar + 0.5, (end - zero).abs(), self.thickness - 1.0, &format!("s{index}"));
            let text = self.picture.number(self.figures, number);
            if number < 0.0 {
                svg.text(end - SPACE / 2.0, baseline, Text::VALUE, Anchor::End, &text);
            } else {
                svg.text(end + SPACE / 2.0, baseline, Text::VALUE, Anchor::Start, &text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Column, Frame, Money, Unit, Value};

    fn money() -> Unit {
        Unit::Money(Money { currency: "CLP".into(), scale: 1e9, price_year: Some(2021) })
    }

    fn frame(title: &str, unit: &Unit, series: &[&str], rows: &[(&str, &[f64])]) -> Frame {
        let mut columns = vec![Column::text("policy", "Policy", "Its name.")];
        let number =
            |(index, name): (usize, &&str)| Column::number(format!("x{index}"), *name, unit.clone(), "A number.");
        columns.extend(series.iter().enumerate().map(number));
        let mut frame = Frame::new("effects", title, columns);
        for (label, numbers) in rows {
            let mut row: Vec<Value> = vec![(*label).into()];
            row.extend(numbers.iter().map(|&number| Value::Number(number)));
            frame.push(row);
        }
        frame
    }

    fn policies() -> Frame {
        let rows: &[(&str, &[f64])] = &[
            ("Mining becomes a demanding client of local software", &[188.4, 61.2]),
            ("Forestry, fruit, wine and salmon do", &[74.9, 22.8]),
            ("All exporters of natural resources do", &[263.3, 84.0]),
            ("State procurement of software", &[121.7, 90.3]),
            ("Imported software is replaced by local", &[97.2, -18.6]),
            ("Finance deepens its use", &[43.5, 12.1]),
            ("Wages in information services rise, other things equal", &[-12.4, -31.9]),
            ("No policy", &[0.0, 0.0]),
        ];
        frame(
            "What eight policies add to output by 2035",
            &money(),
            &["Output of information services", "Value added"],
            rows,
        )
    }

    fn text(frame: &Frame) -> String {
        CHART.draw(&Picture::new(frame).unwrap().source("Source: Banco Central de Chile <2021>; open model.")).unwrap()
    }

    /// The value of an attribute in every element whose class is the one given, in order.
    fn attributes(svg: &str, class: &str, name: &str) -> Vec<f64> {
        let class = format!("class=\"{class}\"/>");
        let value = |line: &str| line.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok();
        svg.lines().filter(|line| line.ends_with(&class)).filter_map(value).collect()
    }

    #[test]
    fn bars_are_as_long_as_their_numbers_and_on_their_side_of_zero() {
        let frame = policies();
        let svg = text(&frame);
        let zero = attributes(&svg, "zero", "x1")[0];
        for (class, column) in [("s0", 1), ("s1", 2)] {
            // The first of each colour is in the legend.
            let (starts, widths) = (attributes(&svg, class, "x"), attributes(&svg, class, "width"));
            let numbers: Vec<f64> = frame.cells(column).filter_map(Value::number).collect();
            let pixels_per_unit = attributes(&svg, "s0", "width")[3] / 263.3;
            assert_eq!(widths.len(), numbers.len() + 1);
            for ((start, width), number) in starts.iter().zip(&widths).skip(1).zip(&numbers) {
                assert!((width - number.abs() * pixels_per_unit).abs() < 0.11, "{number} is {width} long");
                let from_zero = if *number < 0.0 { start + width - zero } else { start - zero };
                assert!(from_zero.abs() < 0.11, "{number} starts {from_zero} from zero");
            }
        }
    }

    #[test]
    fn everything_is_on_the_paper_and_every_number_is_written() {
        let svg = text(&policies());
        let height: f64 = svg.split("height=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).unwrap();
        for line in svg.lines().filter(|line| line.starts_with("<text")) {
            let number = |name: &str| -> f64 {
                line.split(name).nth(1).and_then(|r| r.split('"').next()?.parse().ok()).unwrap()
            };
            let content = line.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap();
            let (x, y, width) = (number(" x=\""), number(" y=\""), Text::NAME.width(content) * 0.9);
            let (left, right) = match line {
                line if line.contains("end\"") => (x - width, x),
                line if line.contains("middle\"") => (x - width / 2.0, x + width / 2.0),
                _ => (x, x + width),
            };
            assert!(left >= 0.0 && right <= WIDTH && y <= height, "{line}");
        }
        for number in ["263.3", "-18.6", ">0<", "-12.4"] {
            assert!(svg.contains(number), "{number} is not written");
        }
    }

    #[test]
    fn a_drawing_stands_alone_and_is_the_same_twice() {
        let svg = text(&policies());
        assert_eq!(svg, text(&policies()));
        assert!(!svg.contains("style=") && !svg.contains("url(") && !svg.contains("href"));
        assert_eq!(svg.matches("http").count(), 1, "only the name space");
        assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("&lt;2021&gt;") && !svg.contains("NaN"));
        assert!(svg.contains(
            "Imported software is replaced by local: Output of information services 97.2, Value added -18.6."
        ));
    }

    #[test]
    fn what_is_empty_zero_huge_or_long_is_still_a_drawing() {
        let long = "a very long name of a sector ".repeat(12);
        let mut frame =
            frame("T", &Unit::Ratio, &["Ratio"], &[(&long, &[f64::MAX]), ("", &[f64::MIN]), ("zero", &[0.0])]);
        frame.push(vec!["nothing".into(), Value::Empty]);
        let svg = text(&frame);
        assert!(
            svg.contains('…') && svg.contains(NO_VALUE) && svg.contains("1.798e308") && svg.contains("Ratio</text>")
        );
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        frame.rows.truncate(4);
        frame.rows.drain(..2);
        assert!(!text(&frame).contains("NaN"));
        frame.rows[0][1] = Value::Number(f64::NAN);
        assert!(CHART.draw(&Picture::new(&frame).unwrap()).is_err());
    }
}
