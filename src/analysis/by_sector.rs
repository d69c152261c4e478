//! A table with one row per sector, put together column by column: `sector` and `sector_name`, then what an analysis adds.

use super::{ranks, sector_cells, sector_columns};
use crate::words::{Column, Frame, Sectors, Unit, Value};

/// The table while it grows; a column holds one value per sector, in table order.
#[derive(Debug)]
pub struct BySector<'t> {
    sectors: &'t Sectors,
    frame: Frame,
    cells: Vec<Vec<Value>>,
}

impl<'t> BySector<'t> {
    /// A table without any column but those that name the sector.
    pub fn new(id: impl Into<String>, title: impl Into<String>, sectors: &'t Sectors) -> Self {
        Self { sectors, frame: Frame::new(id, title, sector_columns().into()), cells: Vec::new() }
    }

    /// The same with one more column.
    #[must_use]
    pub fn with<V: Into<Value>>(mut self, column: Column, values: impl IntoIterator<Item = V>) -> Self {
        self.frame.columns.push(column);
        self.cells.push(values.into_iter().map(Into::into).collect());
        self
    }

    /// The same with a column of numbers.
    #[must_use]
    pub fn number<V: Into<Value>>(
        self,
        id: impl Into<String>,
        name: impl Into<String>,
        unit: Unit,
        about: impl Into<String>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.with(Column::number(id, name, unit, about), values)
    }

    /// The same with a column of ranks, 1 the largest; a sector without a value takes none.
    #[must_use]
    pub fn rank(self, id: &str, name: &str, about: &str, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        self.with(Column::integer(id, name, Unit::Rank, about), ranks_of_known(values))
    }

    /// The same with a sentence under the table.
    #[must_use]
    pub fn note(mut self, sentence: impl Into<String>) -> Self {
        self.frame.note(sentence);
        self
    }

    /// The table, in table order, before it is checked.
    pub fn frame(self) -> Frame {
        let Self { sectors, mut frame, cells } = self;
        let mut columns: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
        for position in 0..sectors.len() {
            // A column that is too short leaves a row that `finish` refuses.
            let added = columns.iter_mut().filter_map(Iterator::next);
            frame.push(sector_cells(sectors, position).into_iter().chain(added).collect());
        }
        frame
    }
}

/// The rank of each value among those that are there.
fn ranks_of_known(values: impl IntoIterator<Item = Option<f64>>) -> Vec<Option<usize>> {
    let values: Vec<Option<f64>> = values.into_iter().collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let mut places = ranks(&known).into_iter();
    values.into_iter().map(|value| value.and_then(|_| places.next())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::two_sectors;
    use crate::words::FrameError;

    #[test]
    fn columns_become_rows_and_a_short_column_is_refused() {
        let table = two_sectors();
        let made = |values: Vec<f64>| {
            BySector::new("f", "F", table.sectors())
                .number("x", "X", Unit::Ratio, "X.", values)
                .note("N.")
                .frame()
                .finish()
        };
        let frame = made(vec![2.0, 1.0]).unwrap();
        assert_eq!(frame.rows[1], [Value::from("S2"), Value::from("sector 2"), Value::from(1.0)]);
        assert_eq!(frame.notes, ["N."]);
        assert!(matches!(made(vec![2.0]), Err(FrameError::Width { row: 2, .. })));
    }

    #[test]
    fn a_sector_without_a_value_takes_no_rank() {
        assert_eq!(ranks_of_known([Some(1.0), None, Some(3.0)]), [Some(2), None, Some(1)]);
    }
}
