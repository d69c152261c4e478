//! A frame: a labelled table of results. Analyses and studies end in frames, output formats start from them,
//! so that a new analysis and a new format never have to know one another.

mod column;
mod shaping;
mod value;

pub use column::{Column, ColumnKind};
pub use shaping::Shaping;
pub use value::Value;

use std::collections::HashSet;

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
    /// Two columns have one identifier.
    #[error("`{frame}` has two columns `{column}`")]
    Twice {
        /// The frame's identifier.
        frame: String,
        /// The identifier that stands twice.
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

    /// The cells of the column at a position, top to bottom; none where there is no such column.
    pub fn cells(&self, position: usize) -> impl Iterator<Item = &Value> {
        self.rows.iter().filter_map(move |row| row.get(position))
    }

    /// The finished frame. A whole number in a column of numbers is taken as a number.
    ///
    /// # Errors
    /// Fails as [`Frame::check`] does.
    pub fn finish(mut self) -> Result<Self, FrameError> {
        for row in &mut self.rows {
            for (cell, column) in row.iter_mut().zip(&self.columns) {
                if let (Value::Integer(whole), ColumnKind::Number) = (&*cell, column.kind) {
                    *cell = Value::Number(*whole as f64);
                }
            }
        }
        self.check()?;
        Ok(self)
    }

    /// Whether every column has an identifier of its own, every row has a cell per column, every cell is of its column's kind and every
    /// number is finite. The
    /// output formats ask again what [`Frame::finish`] promised, so that no file can hold a number that is none.
    ///
    /// # Errors
    /// Fails on an identifier that stands twice, a row of another width, a cell of another kind and a number that is not finite.
    pub fn check(&self) -> Result<(), FrameError> {
        let mut known = HashSet::new();
        if let Some(twice) = self.columns.iter().find(|column| !known.insert(column.id.as_str())) {
            return Err(FrameError::Twice { frame: self.id.clone(), column: twice.id.clone() });
        }
        for (row, cells) in (1..).zip(&self.rows) {
            let frame = || self.id.clone();
            if cells.len() != self.columns.len() {
                let (cells, columns) = (cells.len(), self.columns.len());
                return Err(FrameError::Width { frame: frame(), row, cells, columns });
            }
            for (cell, column) in cells.iter().zip(&self.columns) {
                let column_id = || column.id.clone();
                match (cell, column.kind) {
                    (Value::Number(number), ColumnKind::Number) if !number.is_finite() => {
                        return Err(FrameError::NotFinite { frame: frame(), row, column: column_id() });
                    }
                    (Value::Empty, _)
                    | (Value::Text(_), ColumnKind::Text)
                    | (Value::Integer(_), ColumnKind::Integer)
                    | (Value::Number(_), ColumnKind::Number) => {}
                    _ => return Err(FrameError::Kind { frame: frame(), row, column: column_id() }),
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Unit;

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
    fn no_two_columns_have_one_identifier() {
        let column = || Column::number("x", "x", Unit::Ratio, "A number.");
        let found = Frame::new("f", "F", vec![column(), column()]).finish();
        assert_eq!(found, Err(FrameError::Twice { frame: "f".into(), column: "x".into() }));
    }

    #[test]
    fn rows_have_a_cell_per_column() {
        let mut frame = Frame::new("f", "F", vec![]);
        frame.push(vec![Value::Empty]);
        assert_eq!(frame.finish(), Err(FrameError::Width { frame: "f".into(), row: 1, cells: 1, columns: 0 }));
    }
}
