//! Charts that the spreadsheet program draws, for the shapes of frames that its users expect to see drawn:
//!
//! - columns `year_2021`, `year_2022`, ... of one unit: a line per row over the years;
//! - a column `year` that rises beside the name of each scenario: a line per scenario over the years, of the first column of numbers;
//! - columns `..._difference` of one unit of money beside the names of scenarios: bars, one colour per column;
//! - sectors with a `difference` for one scenario after another: bars of who gains and who loses, a chart per scenario.
//!
//! Years are numbers wherever they stand: three years between two of them take three times the room of one.
//!
//! They refer to the cells, so that a reader who changes a number sees it. Frames of other shapes have none, and so have frames
//! with more lines, bars or charts than anybody could read.

use super::sheet::{CELLS, NAMES, Sheet, year};
use crate::words::{Column, ColumnKind, Frame, Unit};
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Worksheet,
    XlsxError,
};
use std::ops::Range;

const MOST_LINES: usize = 24;
const MOST_BARS: u32 = 40;
const MOST_CHARTS: usize = 24;

/// Colours of Okabe and Ito (2008), which people with any kind of colour blindness tell apart; drawings have darker ones for three of
/// them.
const COLOURS: [u32; 6] = [0x00_72B2, 0xD5_5E00, 0x00_9E73, 0xCC_79A7, 0xE6_9F00, 0x56_B4E9];

const WIDTH: u32 = 720;
/// The height of a chart of lines, of a row of cells, and of a chart of bars without its bars.
const LINES: u32 = 400;
const ROW: u32 = 20;
const MARGINS: u32 = 140;

/// Cells of a sheet: first row and column, last row and column.
type Area = (u32, u16, u32, u16);

/// A line, or the bars of one colour.
#[derive(Debug, PartialEq, Eq)]
struct Series {
    name: Area,
    categories: Area,
    values: Area,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Lines over years, from one to another.
    Course {
        first: i32,
        last: i32,
    },
    Bars,
}

#[derive(Debug, PartialEq, Eq)]
struct Drawing {
    kind: Kind,
    title: String,
    /// The unit of all its numbers.
    unit: String,
    series: Vec<Series>,
}

/// Draws what can be drawn to the right of the cells, one chart below another.
pub(super) fn insert(sheet: &Sheet<'_>, to: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(last) = sheet.last_column().filter(|_| sheet.rows == (0..sheet.frame.rows.len())) else {
        return Ok(());
    };
    let mut row = CELLS;
    for drawing in drawings(sheet.frame) {
        let height = drawing.height();
        to.insert_chart(row, last + 2, &drawing.chart(&sheet.name, height))?;
        row += height / ROW + 2;
    }
    Ok(())
}

fn drawings(frame: &Frame) -> Vec<Drawing> {
    let one = over_columns(frame).or_else(|| over_rows(frame)).or_else(|| comparison(frame));
    let found = one.map_or_else(|| gains(frame), |one| vec![one]);
    let too_many = |drawing: &Drawing| match drawing.kind {
        Kind::Course { .. } => drawing.series.len() > MOST_LINES,
        Kind::Bars => drawing.series.iter().any(|series| series.values.2 - series.values.0 >= MOST_BARS),
    };
    if found.len() > MOST_CHARTS || found.iter().any(too_many) { Vec::new() } else { found }
}

/// Some rows of some columns.
fn area(rows: Range<usize>, columns: Range<usize>) -> Option<Area> {
    let row = |at: usize| Some(u32::try_from(at).ok()? + CELLS);
    let column = |at: usize| u16::try_from(at).ok();
    Some((
        row(rows.start)?,
        column(columns.start)?,
        row(rows.end.checked_sub(1)?)?,
        column(columns.end.checked_sub(1)?)?,
    ))
}

/// The names of some columns.
fn names(columns: Range<usize>) -> Option<Area> {
    area(0..1, columns).map(|(_, first, _, last)| (NAMES, first, NAMES, last))
}

/// The columns of numbers that meet a condition, where there are any and they have one unit.
fn numbers(frame: &Frame, meets: impl Fn(&Column) -> bool) -> Option<Vec<usize>> {
    let fits = |column: &Column| column.kind == ColumnKind::Number && meets(column);
    let found: Vec<usize> = (0..frame.columns.len()).filter(|&at| fits(&frame.columns[at])).collect();
    let unit = &frame.columns[*found.first()?].unit;
    found.iter().all(|&at| frame.columns[at].unit == *unit).then_some(found)
}

/// The position of a column of texts that says which row is which; nothing where rows differ in what they measure.
fn named(frame: &Frame, id: &str) -> Option<usize> {
    let is_text = |at: &usize| frame.columns[*at].kind == ColumnKind::Text;
    frame.position(id).filter(is_text).filter(|_| frame.position("metric").is_none())
}

/// Rows that follow one another and have one text in a column.
fn groups(frame: &Frame, at: usize) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for (row, cell) in frame.cells(at).enumerate() {
        let text = cell.text().unwrap_or_default();
        match found.last_mut().filter(|(last, _)| last == text) {
            Some((_, rows)) => rows.end = row + 1,
            None => found.push((text.to_owned(), row..row + 1)),
        }
    }
    found
}

fn over_columns(frame: &Frame) -> Option<Drawing> {
    let years = numbers(frame, |column| year(column).is_some()).filter(|years| years.len() > 2)?;
    let run = *years.first()?..*years.last()? + 1;
    // Years beside one another, and before them a name of the row.
    if run.len() != years.len() || frame.columns[0].kind != ColumnKind::Text {
        return None;
    }
    let line = |row: usize| {
        Some(Series {
            name: area(row..row + 1, 0..1)?,
            categories: names(run.clone())?,
            values: area(row..row + 1, run.clone())?,
        })
    };
    let series: Vec<Series> = (0..frame.rows.len()).map(line).collect::<Option<_>>()?;
    let all = || years.iter().filter_map(|&at| year(&frame.columns[at]));
    let kind = Kind::Course { first: all().min()?, last: all().max()? };
    drawing(frame, kind, frame.title.clone(), years[0], series)
}

fn over_rows(frame: &Frame) -> Option<Drawing> {
    let (scenario, year) = (named(frame, "scenario")?, frame.position("year")?);
    let shown = *numbers_of_first_unit(frame)?.first()?;
    let groups = groups(frame, scenario);
    let years: Vec<f64> = frame.cells(year).map(|cell| cell.number().unwrap_or(f64::NAN)).collect();
    // Sectors of one year below one another are no course.
    let rises = |(_, rows): &(String, Range<usize>)| years[rows.clone()].windows(2).all(|pair| pair[0] < pair[1]);
    if groups.iter().all(|(_, rows)| rows.len() < 3) || !groups.iter().all(rises) {
        return None;
    }
    let line = |(_, rows): &(String, Range<usize>)| {
        Some(Series {
            name: area(rows.start..rows.start + 1, scenario..scenario + 1)?,
            categories: area(rows.clone(), year..year + 1)?,
            values: area(rows.clone(), shown..shown + 1)?,
        })
    };
    let series: Vec<Series> = groups.iter().map(line).collect::<Option<_>>()?;
    let title = format!("{}: {}", frame.title, frame.columns[shown].name);
    let whole = |year: f64| year.to_string().parse::<i32>().ok();
    let first = whole(years.iter().copied().fold(f64::INFINITY, f64::min))?;
    let last = whole(years.iter().copied().fold(f64::NEG_INFINITY, f64::max))?;
    drawing(frame, Kind::Course { first, last }, title, shown, series)
}

fn numbers_of_first_unit(frame: &Frame) -> Option<Vec<usize>> {
    let first = frame.columns.iter().find(|column| column.kind == ColumnKind::Number)?;
    numbers(frame, |column| column.unit == first.unit)
}

fn comparison(frame: &Frame) -> Option<Drawing> {
    let is_change = |column: &Column| column.id.ends_with("_difference") && matches!(column.unit, Unit::Money(_));
    let changes = numbers(frame, is_change).filter(|changes| changes.len() <= COLOURS.len())?;
    let key = named(frame, "scenario")?;
    let rows = 0..frame.rows.len();
    let bars = |&at: &usize| {
        Some(Series {
            name: names(at..at + 1)?,
            categories: area(rows.clone(), key..key + 1)?,
            values: area(rows.clone(), at..at + 1)?,
        })
    };
    let series: Vec<Series> = changes.iter().map(bars).collect::<Option<_>>()?;
    drawing(frame, Kind::Bars, frame.title.clone(), changes[0], series)
}

fn gains(frame: &Frame) -> Vec<Drawing> {
    let (Some(scenario), Some(sector), Some(difference)) =
        (named(frame, "scenario"), named(frame, "sector_name"), frame.position("difference"))
    else {
        return Vec::new();
    };
    let bars = |(name, rows): (String, Range<usize>)| {
        let series = Series {
            name: names(difference..difference + 1)?,
            categories: area(rows.clone(), sector..sector + 1)?,
            values: area(rows, difference..difference + 1)?,
        };
        drawing(frame, Kind::Bars, name, difference, vec![series])
    };
    groups(frame, scenario).into_iter().filter_map(bars).collect()
}

/// A chart with the unit of a column; none without a line or bar.
fn drawing(frame: &Frame, kind: Kind, title: String, at: usize, series: Vec<Series>) -> Option<Drawing> {
    let unit = frame.columns[at].unit.to_string();
    (!series.is_empty()).then_some(Drawing { kind, title, unit, series })
}

impl Drawing {
    fn height(&self) -> u32 {
        let rows = self.series.first().map_or(0, |series| series.values.2 - series.values.0 + 1);
        let colours = u32::try_from(self.series.len().div_ceil(2)).unwrap_or(1);
        match self.kind {
            Kind::Course { .. } => LINES,
            Kind::Bars => MARGINS + ROW * (rows * colours).max(4),
        }
    }

    fn chart_type(&self) -> ChartType {
        match self.kind {
            Kind::Course { .. } => ChartType::ScatterStraightWithMarkers,
            Kind::Bars => ChartType::Bar,
        }
    }

    fn chart(&self, sheet: &str, height: u32) -> Chart {
        let range = |(row, column, last_row, last_column): Area| (sheet, row, column, last_row, last_column);
        let mut chart = Chart::new(self.chart_type());
        for (index, one) in self.series.iter().enumerate() {
            let series = chart.add_series();
            series.set_name((sheet, one.name.0, one.name.1));
            series.set_categories(range(one.categories)).set_values(range(one.values));
            // Beyond these the program that draws chooses.
            let Some(&colour) = COLOURS.get(index) else { continue };
            let mut look = match self.kind {
                Kind::Course { .. } => ChartFormat::new().set_line(ChartLine::new().set_color(colour)).clone(),
                Kind::Bars => ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)).clone(),
            };
            series.set_format(&mut look).set_gap(60);
        }
        if let Kind::Course { first, last } = self.kind {
            chart.x_axis().set_name("Year").set_num_format("0").set_min(first).set_max(last);
        }
        if self.kind == Kind::Bars {
            // The first row is the one at the top.
            chart.x_axis().set_reverse();
        }
        // Names stand beside the chart, not in the bars that go to the left.
        chart.x_axis().set_label_position(ChartAxisLabelPosition::Low);
        chart.y_axis().set_name(self.unit.as_str());
        chart.title().set_name(self.title.as_str());
        if self.kind == Kind::Bars && self.series.len() == 1 {
            chart.legend().set_hidden();
        } else {
            chart.legend().set_position(ChartLegendPosition::Bottom);
        }
        chart.set_width(WIDTH).set_height(height).set_alt_text(format!("{}, {}", self.title, self.unit));
        chart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Money, Value};

    fn money() -> Unit {
        Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: None })
    }

    fn frame(names: &[&str], numbers: &[(&str, Unit)], rows: &[&[&str]]) -> Frame {
        let mut columns: Vec<Column> = names.iter().map(|id| Column::text(*id, *id, "A name.")).collect();
        columns.extend(numbers.iter().map(|(id, unit)| Column::number(*id, *id, unit.clone(), "A number.")));
        let mut frame = Frame::new("f", "F", columns);
        for row in rows {
            let numbers = std::iter::repeat_n(Value::Number(1.0), numbers.len());
            frame.push(row.iter().map(|&text| text.into()).chain(numbers).collect());
        }
        frame
    }

    /// Kind, title, and the cells of names, categories and values of each series.
    fn drawn(frame: &Frame) -> Vec<(Kind, String, Vec<[Area; 3]>)> {
        let areas = |series: &Series| [series.name, series.categories, series.values];
        let parts = |one: &Drawing| (one.kind, one.title.clone(), one.series.iter().map(areas).collect());
        drawings(frame).iter().map(parts).collect()
    }

    #[test]
    fn years_side_by_side_are_a_line_per_row() {
        let years = ["year_2021", "year_2022", "year_2023"].map(|id| (id, Unit::Share));
        let expected = vec![[(2, 0, 2, 0), (0, 1, 0, 3), (2, 1, 2, 3)], [(3, 0, 3, 0), (0, 1, 0, 3), (3, 1, 3, 3)]];
        let course = Kind::Course { first: 2021, last: 2023 };
        assert_eq!(drawn(&frame(&["scenario"], &years, &[&["a"], &["b"]])), [(course, "F".into(), expected)]);
        let uneven = ["year_2021", "year_2025", "year_2040"].map(|id| (id, Unit::Share));
        let uneven = frame(&["scenario"], &uneven, &[&["a"]]);
        assert_eq!(drawn(&uneven)[0].0, Kind::Course { first: 2021, last: 2040 });
        assert!(matches!(drawings(&uneven)[0].chart_type(), ChartType::ScatterStraightWithMarkers));
    }

    #[test]
    fn years_below_one_another_are_a_line_per_scenario() {
        let mut long =
            frame(&["scenario"], &[("year", Unit::None), ("others", Unit::Share)], &[&["a"], &["a"], &["a"], &["b"]]);
        long.columns[1].kind = ColumnKind::Integer;
        assert_eq!(drawn(&long), [], "the years do not rise");
        for (year, row) in (2021_i64..).zip(&mut long.rows) {
            row[1] = year.into();
        }
        let expected = vec![[(2, 0, 2, 0), (2, 1, 4, 1), (2, 2, 4, 2)], [(5, 0, 5, 0), (5, 1, 5, 1), (5, 2, 5, 2)]];
        let course = Kind::Course { first: 2021, last: 2024 };
        assert_eq!(drawn(&long), [(course, "F: others".into(), expected)]);
        // Uneven years are as far apart as they are: the axis knows their numbers, not their order.
        for (year, row) in [2021_i64, 2025, 2040, 2021].into_iter().zip(&mut long.rows) {
            row[1] = year.into();
        }
        assert_eq!(drawn(&long)[0].0, Kind::Course { first: 2021, last: 2040 });
        assert!(matches!(drawings(&long)[0].chart_type(), ChartType::ScatterStraightWithMarkers));
    }

    #[test]
    fn changes_are_bars_and_gains_are_bars_by_scenario() {
        let changes = [("dose", money()), ("output_difference", money()), ("imports_difference", money())];
        let expected = vec![[(0, 3, 0, 3), (2, 0, 3, 0), (2, 3, 3, 3)], [(0, 4, 0, 4), (2, 0, 3, 0), (2, 4, 3, 4)]];
        let found = drawn(&frame(&["scenario", "payer"], &changes, &[&["a", "x"], &["b", "y"]]));
        assert_eq!(found, [(Kind::Bars, "F".into(), expected)]);
        let names = ["sector", "sector_name", "scenario"];
        let rows: &[&[&str]] = &[&["1", "One", "a"], &["2", "Two", "a"], &["1", "One", "b"]];
        let found = drawn(&frame(&names, &[("difference", money())], rows));
        let expected = [
            (Kind::Bars, "a".to_owned(), vec![[(0, 3, 0, 3), (2, 1, 3, 1), (2, 3, 3, 3)]]),
            (Kind::Bars, "b".to_owned(), vec![[(0, 3, 0, 3), (4, 1, 4, 1), (4, 3, 4, 3)]]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn other_shapes_and_too_much_to_see_are_not_drawn() {
        let years = ["year_2021", "year_2022", "year_2023"].map(|id| (id, Unit::Share));
        let two_years = [("year_2021", Unit::Share), ("year_2022", Unit::Share)];
        let two_units = [("year_1", Unit::Share), ("year_2", Unit::Share), ("year_3", Unit::Ratio)];
        let apart = [("year_1", Unit::Share), ("x", Unit::Share), ("year_2", Unit::Share), ("year_3", Unit::Share)];
        let gain = [("difference", money())];
        let by_sector = ["sector", "sector_name", "scenario"];
        let most_bars = usize::try_from(MOST_BARS).unwrap();
        for plain in [
            frame(&["scenario"], &two_years, &[&["a"]]),
            frame(&["scenario"], &two_units, &[&["a"]]),
            frame(&["scenario"], &apart, &[&["a"]]),
            frame(&["scenario"], &years, &[]),
            frame(&[], &years, &[&[]]),
            frame(&["sector", "sector_name", "scenario", "metric"], &gain, &[&["1", "One", "a", "output"]]),
            frame(&[], &[], &[]),
            frame(&["scenario"], &years, &vec![&["a"][..]; MOST_LINES + 1]),
            frame(&by_sector, &gain, &vec![&["1", "One", "a"][..]; most_bars + 1]),
        ] {
            assert_eq!(drawn(&plain), []);
        }
        assert_eq!(drawn(&frame(&by_sector, &gain, &vec![&["1", "One", "a"][..]; most_bars])).len(), 1);
    }
}
