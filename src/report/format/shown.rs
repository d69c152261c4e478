//! A column of a frame as texts for people: rounded to one number of decimals, with its unit, as tables on the terminal and in
//! papers print it.

use crate::report::figures::Figures;
use crate::report::wrap::one_line;
use crate::words::{Column, ColumnKind, Frame, Unit, Value};

/// Significant digits of a column's largest number.
const DIGITS: i32 = 5;
/// What a cell without a value shows, so that it is not taken for an oversight.
pub(super) const EMPTY: &str = "·";

/// A column as texts.
pub(super) struct Shown {
    /// Its header.
    pub name: String,
    /// The unit to print with the header; empty where the header or the title says it.
    pub unit: String,
    /// Its cells, top to bottom.
    pub cells: Vec<String>,
    /// Whether it holds text, which stands to the left.
    pub is_text: bool,
    /// Whether it says which row is which: a column of text with nothing but such before it.
    pub is_key: bool,
}

impl Shown {
    /// Every column of a frame, without the unit of money that is said once for all.
    pub(super) fn all(frame: &Frame) -> Vec<Self> {
        let money = common_money(frame);
        (0..frame.columns.len()).map(|at| Self::of(frame, at, money)).collect()
    }

    fn of(frame: &Frame, at: usize, money: Option<&Unit>) -> Self {
        let column = &frame.columns[at];
        let figures = figures(frame, at);
        let text = |cell: &Value| match cell {
            Value::Empty => EMPTY.to_owned(),
            Value::Text(text) => one_line(text),
            Value::Integer(whole) => figures.text(*whole as f64),
            Value::Number(number) => figures.text(*number),
        };
        Self {
            name: one_line(&column.name),
            unit: if money == Some(&column.unit) { String::new() } else { unit_of(column) },
            cells: frame.cells(at).map(text).collect(),
            is_text: column.kind == ColumnKind::Text,
            is_key: frame.columns[..=at].iter().all(|column| column.kind == ColumnKind::Text),
        }
    }

    /// The header with its unit, on one line.
    pub(super) fn header(&self) -> String {
        if self.unit.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.unit) }
    }
}

/// How the numbers of the column at a position are rounded.
pub(super) fn figures(frame: &Frame, at: usize) -> Figures {
    let column = &frame.columns[at];
    match column.kind {
        ColumnKind::Number => {
            let numbers: Vec<f64> = frame.cells(at).filter_map(Value::number).collect();
            Figures::of(&column.unit, DIGITS, &numbers)
        }
        ColumnKind::Integer | ColumnKind::Text => Figures::whole(&column.unit),
    }
}

/// The unit of money, where two or more columns share it: said once above the table, it need not widen each of them.
pub(super) fn common_money(frame: &Frame) -> Option<&Unit> {
    let mut units = frame.columns.iter().map(|column| &column.unit).filter(|unit| matches!(unit, Unit::Money(_)));
    let first = units.next()?;
    let mut rest = units.peekable();
    (rest.peek().is_some() && rest.all(|unit| unit == first)).then_some(first)
}

/// The title with the unit of money that is said once for all, for a caption.
pub(super) fn caption(frame: &Frame) -> String {
    let title = one_line(&frame.title);
    common_money(frame).map_or(title.clone(), |money| format!("{title} (money in {money})"))
}

/// The unit to print with a column's name, unless the name already says it.
fn unit_of(column: &Column) -> String {
    let unit = column.unit.to_string();
    let said = column.name.to_lowercase().contains(&unit.to_lowercase());
    if said { String::new() } else { one_line(&unit) }
}
