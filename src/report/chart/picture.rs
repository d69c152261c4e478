//! What a chart is to show: which columns of a frame in which role, under which title, in which language, and from which source.

use super::Chart;
use crate::report::ReportError;
use crate::report::figures::Figures;
use crate::report::language::{LANGUAGES, Language};
use crate::words::{Column, ColumnKind, Frame, Unit, Value};

/// The colours that bars have, and so the columns that they can show side by side.
pub(super) const MOST_SERIES: usize = super::svg::COLOURS;

/// What a column of a frame is in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What a row is called.
    Label,
    /// The number that is drawn.
    Value,
    /// The lower end of its range.
    Low,
    /// The upper end of its range.
    High,
    /// The number along the bottom.
    Across,
    /// What a line, or a shape, stands for.
    Group,
    /// Where a flow comes from.
    From,
    /// Where it goes.
    To,
    /// The number before a change, which gives the order and is said beside.
    Before,
}

/// A frame with the columns to show.
#[derive(Debug, Clone)]
pub struct Picture<'f> {
    frame: &'f Frame,
    roles: Vec<(Role, usize)>,
    title: String,
    source: String,
    language: &'static Language,
    emphasis: Option<String>,
    guides: Option<(f64, f64)>,
    qualification: Option<String>,
    groups: Vec<String>,
    scale: Option<f64>,
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
        let series = (0..frame.columns.len()).filter(|&at| of_unit(&frame.columns[at])).take(MOST_SERIES);
        let roles = series.map(|at| (Role::Value, at));
        Self::checked(frame, [(Role::Label, label)].into_iter().chain(roles).collect())
    }

    /// The frame by one column of names and these columns of numbers, all given by their identifiers.
    ///
    /// # Errors
    /// Fails where the frame has no rows or no such columns, where a column holds no numbers, and where two have different
    /// units.
    pub fn of(frame: &'f Frame, label: &str, series: &[&str]) -> Result<Self, ReportError> {
        let series = series.iter().map(|id| (Role::Value, *id));
        Self::with(frame, &[(Role::Label, label)].into_iter().chain(series).collect::<Vec<_>>())
    }

    /// The frame by columns in their roles.
    ///
    /// # Errors
    /// As [`Picture::of`].
    pub fn with(frame: &'f Frame, roles: &[(Role, &str)]) -> Result<Self, ReportError> {
        let position = |&(role, id): &(Role, &str)| {
            let missing = || refused(frame, format!("it has no column `{id}`"));
            frame.position(id).map(|at| (role, at)).ok_or_else(missing)
        };
        Self::checked(frame, roles.iter().map(position).collect::<Result<_, _>>()?)
    }

    fn checked(frame: &'f Frame, roles: Vec<(Role, usize)>) -> Result<Self, ReportError> {
        let measures = [Role::Value, Role::Low, Role::High, Role::Before];
        let columns = || roles.iter().filter(|(role, _)| measures.contains(role)).map(|&(_, at)| &frame.columns[at]);
        let Some(first) = columns().next() else {
            return Err(refused(frame, "it has no column of numbers with a unit"));
        };
        let across = roles.iter().filter(|(role, _)| *role == Role::Across).map(|&(_, at)| &frame.columns[at]);
        if let Some(text) = columns().chain(across).find(|column| column.kind == ColumnKind::Text) {
            return Err(refused(frame, format!("its column `{}` holds no numbers", text.id)));
        }
        if let Some(other) = columns().find(|column| column.unit != first.unit) {
            let (one, two) = (&first.id, &other.id);
            return Err(refused(frame, format!("its columns `{one}` and `{two}` have different units")));
        }
        if frame.rows.is_empty() {
            return Err(refused(frame, "it has no rows"));
        }
        let (title, source) = (frame.title.clone(), String::new());
        Ok(Self {
            frame,
            roles,
            title,
            source,
            language: &LANGUAGES[0],
            emphasis: None,
            guides: None,
            qualification: None,
            groups: Vec::new(),
            scale: None,
        })
    }

    /// Whether it has what a chart takes.
    pub(super) fn check(&self, chart: &Chart) -> Result<(), ReportError> {
        self.frame.check()?;
        let count = |role: Role| self.roles.iter().filter(|(one, _)| *one == role).count();
        if let Some(missing) = chart.takes.iter().find(|role| count(**role) == 0) {
            let why = format!("the chart `{}` takes a column as {missing:?}", chart.name).to_lowercase();
            return Err(refused(self.frame, why));
        }
        let values = count(Role::Value);
        if values > chart.most {
            let most = chart.most;
            return Err(refused(self.frame, format!("a chart shows at most {most} columns, not {values}")));
        }
        Ok(())
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

    /// The same in another language: numbers, and the few words that charts add. What stands in the frame stays as it is.
    #[must_use]
    pub fn language(mut self, language: &'static Language) -> Self {
        self.language = language;
        self
    }

    /// The same with one name that matters more than the others.
    #[must_use]
    pub fn emphasis(mut self, name: impl Into<String>) -> Self {
        self.emphasis = Some(name.into());
        self
    }

    /// The same with lines that divide a plane of points in four, at a number across and a number up.
    #[must_use]
    pub fn guides(mut self, across: f64, up: f64) -> Self {
        self.guides = Some((across, up));
        self
    }

    /// The same with what is to be known of all its numbers, behind their unit: against what they are changes, of which year they are.
    #[must_use]
    pub fn qualified(mut self, words: impl Into<String>) -> Self {
        self.qualification = Some(words.into());
        self
    }

    /// The same with groups in this order, whether it has all of them or not: each has the look that it has in other pictures.
    #[must_use]
    pub fn groups(mut self, names: Vec<String>) -> Self {
        self.groups = names;
        self
    }

    /// Measured by this number rather than by its own.
    pub(super) fn measure(&mut self, scale: f64) {
        self.scale = Some(scale);
    }

    pub(super) fn scale(&self) -> Option<f64> {
        self.scale
    }

    pub(super) fn qualification(&self) -> Option<&str> {
        self.qualification.as_deref()
    }

    /// The place of a group in the order that was given; `own` where it is not in it.
    pub(super) fn group(&self, name: &str, own: usize) -> usize {
        self.groups.iter().position(|group| group == name).unwrap_or(own)
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn source_line(&self) -> &str {
        &self.source
    }

    pub(super) fn emphasised(&self) -> Option<&str> {
        self.emphasis.as_deref()
    }

    pub(super) fn guide(&self) -> Option<(f64, f64)> {
        self.guides
    }

    /// A word or sentence that a chart adds.
    pub(super) fn say<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        self.language.say(text)
    }

    /// A number of a column, as the language writes it.
    pub(super) fn number(&self, figures: Figures, number: f64) -> String {
        self.language.figures(&figures.text(number))
    }

    /// The unit in words.
    pub(super) fn unit_words(&self, unit: &Unit) -> String {
        self.language.say(&unit.to_string()).into_owned()
    }

    /// The unit that all its numbers have.
    pub(super) fn unit(&self) -> &'f Unit {
        self.column(Role::Value).map_or(&Unit::None, |column| &column.unit)
    }

    /// The first column in a role.
    pub(super) fn column(&self, role: Role) -> Option<&'f Column> {
        self.roles.iter().find(|(one, _)| *one == role).map(|&(_, at)| &self.frame.columns[at])
    }

    /// The texts of the first column in a role; empty ones where there is none.
    pub(super) fn texts(&self, role: Role) -> Vec<String> {
        let name = |cell: &Value| match cell {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Integer(whole) => whole.to_string(),
            Value::Number(number) => number.to_string(),
        };
        match self.roles.iter().find(|(one, _)| *one == role) {
            Some(&(_, at)) => self.frame.cells(at).map(name).collect(),
            None => vec![String::new(); self.frame.rows.len()],
        }
    }

    /// The numbers of the first column in a role; none where there is no such column.
    pub(super) fn numbers(&self, role: Role) -> Vec<Option<f64>> {
        match self.roles.iter().find(|(one, _)| *one == role) {
            Some(&(_, at)) => self.frame.cells(at).map(Value::number).collect(),
            None => vec![None; self.frame.rows.len()],
        }
    }

    /// The name of each row.
    pub(super) fn labels(&self) -> Vec<String> {
        self.texts(Role::Label)
    }

    /// The columns of numbers.
    pub(super) fn series(&self) -> Vec<Series<'f>> {
        let series = |&(_, at): &(Role, usize)| Series {
            column: &self.frame.columns[at],
            numbers: self.frame.cells(at).map(Value::number).collect(),
        };
        self.roles.iter().filter(|(role, _)| *role == Role::Value).map(series).collect()
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
        let drawn =
            |chart: &str, picture: &Picture| Chart::named(chart).unwrap().draw(picture).unwrap_err().to_string();
        let picture = Picture::of(&frame, "sector", &seven).unwrap();
        assert_eq!(drawn("bar", &picture), "no chart of `f`: a chart shows at most 6 columns, not 7");
        assert_eq!(drawn("lines", &picture), "no chart of `f`: the chart `lines` takes a column as group");
        frame.rows.clear();
        assert_eq!(why(Picture::new(&frame)), "no chart of `f`: it has no rows");
        let error = Picture::new(&Frame::new("e", "E", vec![])).map(|_| ()).unwrap_err();
        let said = error.diagnostic();
        assert_eq!((said.code.id, &*said.message), ("no-chart", "no chart of `e`: it has no column of names"));
        let help = "a chart takes a column of names and columns of numbers with one unit";
        assert_eq!(said.help.as_deref(), Some(help));
    }
}
