//! What a chart is to show: which columns of a frame, under which title, and from which source.

use crate::report::ReportError;
use crate::words::{Column, ColumnKind, Frame, Unit, Value};

/// The colours that a chart has, and so the columns that it can show side by side.
pub(super) const MOST_SERIES: usize = 6;

/// A frame with the columns to show.
#[derive(Debug, Clone)]
pub struct Picture<'f> {
    frame: &'f Frame,
    label: usize,
    series: Vec<usize>,
    title: String,
    source: String,
}

/// One column of numbers.
pub(super) struct Series<'f> {
    pub column: &'f Column,
    /// A number per row, or none where the cell is empty.
    pub numbers: Vec<Option<f64>>,
}

impl<'f> Picture<'f> {
    /// The frame by its names, which are its last leading column of text, and every column of numbers that has the unit of
    /// the first one.
    ///
    /// # Errors
    /// Fails where the frame has no rows, no column of names or no column of numbers with a unit.
    pub fn new(frame: &'f Frame) -> Result<Self, ReportError> {
        let is_name = |column: &&Column| column.kind == ColumnKind::Text;
        let names = frame.columns.iter().take_while(is_name).count();
        let label = names.checked_sub(1).ok_or_else(|| refused(frame, "it has no column of names"))?;
        let measured = |column: &&Column| is_measured(column);
        let unit = frame.columns.iter().find(measured).map(|column| &column.unit);
        let of_unit = |column: &Column| is_measured(column) && Some(&column.unit) == unit;
        let series = (0..frame.columns.len()).filter(|&at| of_unit(&frame.columns[at])).take(MOST_SERIES).collect();
        Self::checked(frame, label, series)
    }

    /// The frame by one column of names and these columns of numbers, all given by their identifiers.
    ///
    /// # Errors
    /// Fails where the frame has no rows or no such columns, where a column holds no numbers, where two have different
    /// units, and where there are more columns than colours.
    pub fn of(frame: &'f Frame, label: &str, series: &[&str]) -> Result<Self, ReportError> {
        let position = |id: &str| {
            let missing = || refused(frame, format!("it has no column `{id}`"));
            frame.position(id).ok_or_else(missing)
        };
        let series = series.iter().map(|id| position(id)).collect::<Result<_, _>>()?;
        Self::checked(frame, position(label)?, series)
    }

    fn checked(frame: &'f Frame, label: usize, series: Vec<usize>) -> Result<Self, ReportError> {
        let columns: Vec<&Column> = series.iter().map(|&at| &frame.columns[at]).collect();
        let Some(first) = columns.first() else {
            return Err(refused(frame, "it has no column of numbers with a unit"));
        };
        if let Some(text) = columns.iter().find(|column| column.kind == ColumnKind::Text) {
            return Err(refused(frame, format!("its column `{}` holds no numbers", text.id)));
        }
        if let Some(other) = columns.iter().find(|column| column.unit != first.unit) {
            let (one, two) = (&first.id, &other.id);
            return Err(refused(frame, format!("its columns `{one}` and `{two}` have different units")));
        }
        if columns.len() > MOST_SERIES {
            return Err(refused(frame, format!("a chart shows at most {MOST_SERIES} columns, not {}", columns.len())));
        }
        if frame.rows.is_empty() {
            return Err(refused(frame, "it has no rows"));
        }
        Ok(Self { frame, label, series, title: frame.title.clone(), source: String::new() })
    }

    /// The same under another title than the frame's.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The same with a line that says where the numbers come from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    pub(super) fn frame(&self) -> &'f Frame {
        self.frame
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn source_line(&self) -> &str {
        &self.source
    }

    /// The unit that all its numbers have.
    pub(super) fn unit(&self) -> &'f Unit {
        self.series.first().map_or(&Unit::None, |&at| &self.frame.columns[at].unit)
    }

    /// The name of each row.
    pub(super) fn labels(&self) -> Vec<String> {
        let name = |cell: &Value| match cell {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Integer(whole) => whole.to_string(),
            Value::Number(number) => number.to_string(),
        };
        self.frame.cells(self.label).map(name).collect()
    }

    /// The columns of numbers.
    pub(super) fn series(&self) -> Vec<Series<'f>> {
        let series = |&at: &usize| Series {
            column: &self.frame.columns[at],
            numbers: self.frame.cells(at).map(Value::number).collect(),
        };
        self.series.iter().map(series).collect()
    }
}

fn is_measured(column: &Column) -> bool {
    column.kind != ColumnKind::Text && !matches!(column.unit, Unit::None | Unit::Rank)
}

fn refused(frame: &Frame, why: impl Into<String>) -> ReportError {
    ReportError::Chart { frame: frame.id.clone(), why: why.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        let mut columns = vec![
            Column::text("sector", "Sector", "Its code."),
            Column::text("sector_name", "Name", "Its name."),
            Column::integer("rank", "Rank", Unit::Rank, "Its rank."),
            Column::number("share", "Share", Unit::Share, "A share."),
            Column::number("ratio", "Ratio", Unit::Ratio, "A ratio."),
        ];
        columns.extend((0..6).map(|i| Column::number(format!("s{i}"), "Share", Unit::Share, "A share.")));
        let mut frame = Frame::new("f", "F", columns);
        let mut row = vec!["ITS".into(), "Services".into(), 1_i64.into(), 0.5.into(), Value::Empty];
        row.extend((0..6).map(|_| Value::Number(0.1)));
        frame.push(row);
        frame
    }

    fn why(picture: Result<Picture, ReportError>) -> String {
        picture.map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn a_frame_is_shown_by_its_names_and_the_numbers_of_its_first_unit() {
        let frame = frame();
        let picture = Picture::new(&frame).unwrap();
        assert_eq!(picture.labels(), ["Services"]);
        let ids: Vec<&str> = picture.series().iter().map(|series| series.column.id.as_str()).collect();
        assert_eq!(ids, ["share", "s0", "s1", "s2", "s3", "s4"]);
        let picture = Picture::of(&frame, "rank", &["ratio"]).unwrap();
        assert_eq!((picture.labels(), picture.series()[0].numbers.clone()), (vec!["1".to_owned()], vec![None]));
    }

    #[test]
    fn what_a_chart_cannot_show_is_said() {
        let mut frame = frame();
        let of = |series: &[&str]| why(Picture::of(&frame, "sector", series));
        assert_eq!(of(&["share", "ratio"]), "no chart of `f`: its columns `share` and `ratio` have different units");
        assert_eq!(of(&["sector_name"]), "no chart of `f`: its column `sector_name` holds no numbers");
        assert_eq!(of(&["shares"]), "no chart of `f`: it has no column `shares`");
        assert_eq!(of(&[]), "no chart of `f`: it has no column of numbers with a unit");
        let seven = ["share", "s0", "s1", "s2", "s3", "s4", "s5"];
        assert_eq!(of(&seven), "no chart of `f`: a chart shows at most 6 columns, not 7");
        frame.rows.clear();
        assert_eq!(why(Picture::new(&frame)), "no chart of `f`: it has no rows");
        let error = Picture::new(&Frame::new("e", "E", vec![])).map(|_| ()).unwrap_err();
        let said = error.diagnostic();
        assert_eq!((said.code.id, &*said.message), ("no-chart", "no chart of `e`: it has no column of names"));
        let help = "a chart takes a column of names and columns of numbers with one unit";
        assert_eq!(said.help.as_deref(), Some(help));
    }
}
