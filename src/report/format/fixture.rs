//! A table of results for tests of formats that are texts for people.

use super::Format;
use crate::words::{Column, Frame, Money, Unit, Value};

/// These tables as a text of a format.
pub(super) fn text(format: &Format, frames: &[&Frame]) -> String {
    String::from_utf8(format.bytes(frames).unwrap()).unwrap()
}

/// Columns of texts, of one unit of money and of another unit, with signs in texts that formats take for their own.
pub(super) fn frame() -> Frame {
    let money = Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2021) });
    let columns = vec![
        Column::text("sector", "Sector", "Its code."),
        Column::text("name", "Name", "Its name."),
        Column::number("output", "Output", money.clone(), "Money."),
        Column::number("percent", "Change", Unit::Percent, "A change."),
        Column::number("value_added", "Value added", money, "Money."),
    ];
    let mut frame = Frame::new("winners_2", "R&D * 100 % of #1", columns);
    frame.push(vec!["COP".into(), "Copper | *the* \\metal".into(), 32_123_456.7.into(), (-12.345).into(), 1.0.into()]);
    frame.push(vec!["[x]".into(), "Información\n<b> ▁▄█".into(), 0.2.into(), Value::Empty, (-1234.5).into()]);
    frame.note("Shares_of {x} ~ 50 % with `marks`.");
    frame
}
