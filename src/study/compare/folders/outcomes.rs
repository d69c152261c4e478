//! `outcomes` of two earlier results: the numbers by point, year and sector that are not the same in both.

use super::super::against::Against;
use super::result::OutcomeRow;
use super::{FolderComparison, numbers};
use crate::words::{Column, Frame, FrameError, Unit, Value};
use std::collections::HashMap;

impl FolderComparison<'_> {
    /// `outcomes`: the numbers by point, year and sector that are not the same in both results.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn outcomes(&self) -> Result<Frame, FrameError> {
        let mut columns = vec![
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("point", "Point", "Where within the ranges of its parameters it ran."),
            Column::text("draw", "Draw", "The number of the random draw; empty where nothing is drawn."),
            Column::integer("year", "Year", Unit::None, "The year."),
            Column::text("sector", "Sector", "The code of the sector, `total` for all together."),
            Column::text("sector_name", "Name", "The name of the sector."),
            Column::text("metric", "Metric", "What is measured."),
            Column::text("unit", "Unit", "The unit of the numbers of the row."),
        ];
        columns.extend(numbers());
        let title = format!("What differs by year and sector: {} against {}", self.second.folder, self.first.folder);
        let mut frame = Frame::new("outcomes", title, columns);
        let others: HashMap<_, &OutcomeRow> = self.second.outcomes.iter().map(|row| (row.key(), row)).collect();
        let comparable = self.compared();
        let (mut same, mut alone) = (0_usize, 0_usize);
        for row in self.first.outcomes.iter().filter(|row| comparable.contains(row.scenario.as_str())) {
            let Some(other) = others.get(&row.key()) else {
                alone += 1;
                continue;
            };
            if other.value == row.value {
                same += 1;
                continue;
            }
            let against = Against::of(other.value, Some(row.value));
            let text = |text: &str| if text.is_empty() { Value::Empty } else { text.into() };
            let mut cells = vec![text(&row.scenario), text(&row.point), text(&row.draw), row.year.into()];
            cells.extend([&row.sector, &row.sector_name, &row.metric, &row.unit].map(|cell| text(cell)));
            cells.extend([row.value.into(), other.value.into(), against.difference.into(), against.percent.into()]);
            frame.push(cells);
        }
        let paired = same + frame.rows.len();
        frame.note(format!("{} of {paired} paired numbers differ.", frame.rows.len()));
        if alone > 0 {
            frame.note(format!("{alone} numbers of these scenarios stand in the first result only."));
        }
        frame.finish()
    }
}
