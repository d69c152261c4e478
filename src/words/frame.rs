//! A frame: a labelled table of results. Analyses and studies end in frames, output formats start from them,
//! so that a new analysis and a new format never have to know one another.

use super::Unit;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
}

/// One column of a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header in files: lower case, words joined by `_`, never changes between languages.
    pub id: String,
    /// The header for people.
    pub name: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The unit of its numbers. A column whose rows have different units says [`Unit::None`] and stands beside a column `unit`.
    pub unit: Unit,
    /// One sentence: what the number is and how to read it.
    pub description: String,
}

impl Column {
    /// A column of text.
    pub fn text(id: impl Into<String>, name: impl Into<String>, description: impl Into<String>) -> Self {
        Self::new(id, name, ColumnKind::Text, Unit::None, description)
    }

    /// A column of numbers with a unit.
    pub fn number(id: impl Into<String>, name: impl Into<String>, unit: Unit, description: impl Into<String>) -> Self {
        Self::new(id, name, ColumnKind::Number, unit, description)
    }

    /// A column of whole numbers with a unit.
    pub fn integer(id: impl Into<String>, name: impl Into<String>, unit: Unit, description: impl Into<String>) -> Self {
        Self::new(id, name, ColumnKind::Integer, unit, description)
    }

    fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        kind: ColumnKind,
        unit: Unit,
        description: impl Into<String>,
    ) -> Self {
        Self { id: id.into(), name: name.into(), kind, unit, description: description.into() }
    }
}

/// One cell of a frame. A cell without an answer is [`Value::Empty`], never a number that stands for nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value: not defined for this row, or not in the table.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number; [`Frame::finish`] refuses one that is not finite.
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}
impl From<usize> for Value {
    fn from(number: usize) -> Self {
        // A count of sectors or rows; beyond i64 there is no memory to hold them.
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Why a frame cannot be finished. Each is a mistake of the program, not of the analyst, except
/// [`FrameError::NotFinite`], which says that a result has no answer and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A row has more or fewer cells than there are columns.
    #[error("row {row} of `{frame}` has {cells} cells for {columns} columns")]
    Width {
        /// The frame's identifier.
        frame: String,
        /// The row, counted from 1.
        row: usize,
        /// Cells in the row.
        cells: usize,
        /// Columns of the frame.
        columns: usize,
    },
    /// A cell holds another kind of value than its column says.
    #[error("row {row} of `{frame}`: the cell in column `{column}` is not of the column's kind")]
    Kind {
        /// The frame's identifier.
        frame: String,
        /// The row, counted from 1.
        row: usize,
        /// The column's identifier.
        column: String,
    },
    /// A number is not finite.
    #[error("row {row} of `{frame}`: `{column}` has no finite value")]
    NotFinite {
        /// The frame's identifier.
        frame: String,
        /// The row, counted from 1.
        row: usize,
        /// The column's identifier.
        column: String,
    },
}

/// A labelled table with typed columns, a unit and a description per column.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// A short identifier, which names the file the frame is written to: `linkages`.
    pub id: String,
    /// A title for people.
    pub title: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has one cell per column.
    pub rows: Vec<Vec<Value>>,
    /// Sentences that belong under the table: assumptions, closures, cautions.
    pub notes: Vec<String>,
}

impl Frame {
    /// An empty frame.
    pub fn new(id: impl Into<String>, title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { id: id.into(), title: title.into(), columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a row; its width and kinds are checked by [`Frame::finish`].
    pub fn push(&mut self, row: Vec<Value>) {
        self.rows.push(row);
    }

    /// Adds a sentence under the table.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// The position of the column with this identifier.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The finished frame. A whole number in a column of numbers is taken as a number.
    ///
    /// # Errors
    /// Fails on a row of another width, a cell of another kind and a number that is not finite.
    pub fn finish(mut self) -> Result<Self, FrameError> {
        for (index, row) in self.rows.iter_mut().enumerate() {
            let at = index + 1;
            if row.len() != self.columns.len() {
                let (cells, columns) = (row.len(), self.columns.len());
                return Err(FrameError::Width { frame: self.id, row: at, cells, columns });
            }
            for (cell, column) in row.iter_mut().zip(&self.columns) {
                if let (Value::Integer(whole), ColumnKind::Number) = (&*cell, column.kind) {
                    *cell = Value::Number(*whole as f64);
                }
                let fits = match (&*cell, column.kind) {
                    (Value::Number(number), ColumnKind::Number) if !number.is_finite() => {
                        return Err(FrameError::NotFinite { frame: self.id, row: at, column: column.id.clone() });
                    }
                    (Value::Empty, _)
                    | (Value::Text(_), ColumnKind::Text)
                    | (Value::Integer(_), ColumnKind::Integer)
                    | (Value::Number(_), ColumnKind::Number) => true,
                    _ => false,
                };
                if !fits {
                    return Err(FrameError::Kind { frame: self.id, row: at, column: column.id.clone() });
                }
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_number(value: impl Into<Value>) -> Result<Frame, FrameError> {
        let mut frame = Frame::new("f", "F", vec![Column::number("x", "x", Unit::Ratio, "A number.")]);
        frame.push(vec![value.into()]);
        frame.finish()
    }

    #[test]
    fn a_number_without_a_value_never_leaves() {
        let place = |column: &str| FrameError::NotFinite { frame: "f".into(), row: 1, column: column.into() };
        assert_eq!(one_number(f64::NAN), Err(place("x")));
        assert_eq!(one_number(f64::INFINITY), Err(place("x")));
        assert!(one_number(None::<f64>).is_ok());
    }

    #[test]
    fn cells_are_of_their_columns_kind() {
        assert_eq!(one_number(3_i64).unwrap().rows[0][0], Value::Number(3.0));
        assert_eq!(one_number("three"), Err(FrameError::Kind { frame: "f".into(), row: 1, column: "x".into() }));
    }

    #[test]
    fn rows_have_a_cell_per_column() {
        let mut frame = Frame::new("f", "F", vec![]);
        frame.push(vec![Value::Empty]);
        assert_eq!(frame.finish(), Err(FrameError::Width { frame: "f".into(), row: 1, cells: 1, columns: 0 }));
    }
}
