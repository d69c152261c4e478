//! How the changes come about: the share that each entry with a path has reached in each year.

use super::Explained;
use crate::words::{Column, Frame, Unit};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let scenario = explained.scenario;
    let mut frame = Frame::new(
        format!("{}-paths", scenario.name),
        format!("{}: how the changes come about", scenario.name),
        vec![
            Column::text("entry", "Entry", "The entry that follows a path."),
            Column::integer("year", "Year", Unit::None, "The year."),
            Column::number("level", "Share", Unit::Share, "The share of the change that has come about."),
        ],
    );
    for shock in scenario.shocks.iter().filter(|shock| shock.path.is_some()) {
        for &year in &scenario.years {
            frame.push(vec![
                shock.name.name.as_str().into(),
                i64::from(year).into(),
                shock.level(Some(year), &explained.parameters).into(),
            ]);
        }
    }
    frame
}
