//! A sheet as the reader needs it: only the cells that hold something, row by row.
//!
//! Blank texts count as empty. Nothing is laid out as a rectangle, so a lone mark in the last cell of a sheet costs nothing.

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A number, typed or kept from the last calculation of a formula.
    Number(f64),
    /// A text without blanks around it; never empty.
    Text(Box<str>),
    /// A formula whose result the workbook does not keep.
    NotCalculated,
    /// Anything else, in words for a message: `the error #REF!`.
    Other(Box<str>),
}

/// A row with at least one cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Which row it is, counted from 0.
    pub(super) index: usize,
    /// Columns, counted from 0 and ascending, and what they hold.
    pub(super) cells: Vec<(usize, Cell)>,
}

impl Row {
    /// What stands in a column.
    pub(super) fn at(&self, column: usize) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// The texts of the row with their columns.
    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.iter().filter_map(|(column, cell)| match cell {
            Cell::Text(text) => Some((*column, &**text)),
            _ => None,
        })
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// Its name, for messages only: nothing is found by it.
    pub(super) name: String,
    rows: Vec<Row>,
}

impl Sheet {
    /// An empty sheet.
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), rows: Vec::new() }
    }

    /// Adds a cell. Workbooks list cells by row and column; one that does not is put in order by [`Sheet::sort`].
    pub(super) fn push(&mut self, row: usize, column: usize, cell: Cell) {
        match self.rows.last_mut() {
            Some(last) if last.index == row => last.cells.push((column, cell)),
            _ => self.rows.push(Row { index: row, cells: vec![(column, cell)] }),
        }
    }

    /// Puts rows and cells in order. Of two cells at one place the later stands.
    pub(super) fn sort(&mut self) {
        if !self.rows.is_sorted_by(|a, b| a.index < b.index) {
            self.rows.sort_by_key(|row| row.index);
            self.rows.dedup_by(|later, earlier| {
                let same = later.index == earlier.index;
                if same {
                    earlier.cells.append(&mut later.cells);
                }
                same
            });
        }
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|a, b| a.0 < b.0) {
                row.cells.reverse();
                row.cells.sort_by_key(|(column, _)| *column);
                row.cells.dedup_by_key(|(column, _)| *column);
            }
        }
    }

    /// All rows that hold something, in order.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows from one to before another, both counted from 0.
    pub(super) fn between(&self, from: usize, before: usize) -> &[Row] {
        let start = self.rows.partition_point(|row| row.index < from);
        let end = self.rows.partition_point(|row| row.index < before);
        self.rows.get(start..end).unwrap_or_default()
    }

    /// One row, if it holds anything.
    pub(super) fn row(&self, index: usize) -> Option<&Row> {
        self.between(index, index.saturating_add(1)).first()
    }

    /// One cell, if it holds anything.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        self.row(row)?.at(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Cell {
        Cell::Number(value)
    }

    #[test]
    fn cells_that_come_in_any_order_are_found_and_the_later_of_two_stands() {
        let mut sheet = Sheet::new("s");
        for (row, column, value) in [(5, 2, 1.0), (5, 1, 2.0), (2, 7, 3.0), (5, 2, 4.0), (2, 3, 5.0)] {
            sheet.push(row, column, number(value));
        }
        sheet.sort();
        assert_eq!(sheet.at(5, 2), Some(&number(4.0)));
        assert_eq!(sheet.at(5, 1), Some(&number(2.0)));
        assert_eq!(sheet.at(2, 7), Some(&number(3.0)));
        assert_eq!(sheet.at(2, 4), None);
        assert_eq!(sheet.rows().iter().map(|row| row.cells.len()).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn a_stretch_of_rows_leaves_out_its_end() {
        let mut sheet = Sheet::new("s");
        for row in [1, 4, 9] {
            sheet.push(row, 0, number(0.0));
        }
        let rows = |from, before| sheet.between(from, before).iter().map(|row| row.index).collect::<Vec<_>>();
        assert_eq!(rows(0, 9), [1, 4]);
        assert_eq!(rows(4, usize::MAX), [4, 9]);
        assert_eq!(rows(9, 2), Vec::<usize>::new());
    }
}
