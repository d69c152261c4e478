//! The frames of a page as a file of the result folder, and back: with it and the certificate a page is made again to the byte.

use crate::report::{FORMATS, Format, ReportError};
use crate::words::{Column, ColumnKind, Frame, Unit, Value};
use serde_json::Value as Json;

/// The file of the result folder.
pub const FRAMES: &str = "frames.json";

/// The bytes of [`FRAMES`].
///
/// # Errors
/// Fails where a number in a frame is not finite.
pub fn stored(frames: &[Frame]) -> Result<Vec<u8>, ReportError> {
    let frames: Vec<&Frame> = frames.iter().collect();
    Format::named("json").unwrap_or(&FORMATS[0]).bytes(&frames)
}

/// The frames of the text of [`FRAMES`]; none where it is not one that [`stored`] wrote.
pub fn read(text: &str) -> Option<Vec<Frame>> {
    let list: Json = serde_json::from_str(text).ok()?;
    let frames: Vec<Frame> = list.as_array()?.iter().map(frame).collect::<Option<_>>()?;
    frames.iter().all(|frame| frame.check().is_ok()).then_some(frames)
}

/// Whether these are the frames of a result: there are blocks, and of each its comparison.
pub fn is_result(frames: &[Frame]) -> bool {
    let of = |id: &str| frames.iter().find(|frame| frame.id == id && !frame.rows.is_empty());
    let count = of("blocks").map_or(0, |blocks| blocks.rows.len());
    count > 0 && of("scenarios").is_some() && (1..=count).all(|number| of(&format!("headline-{number}")).is_some())
}

fn frame(json: &Json) -> Option<Frame> {
    let text = |json: &Json| json.as_str().map(str::to_owned);
    let rows: Vec<&Vec<Json>> = json["rows"].as_array()?.iter().map(Json::as_array).collect::<Option<_>>()?;
    let mut columns = Vec::new();
    for (at, column) in json["columns"].as_array()?.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(at));
        columns.push(Column {
            id: text(&column["id"])?,
            name: text(&column["name"])?,
            kind: kind(cells, &column["unit"]),
            unit: unit(column["unit"].as_str()),
            description: text(&column["description"])?,
        });
    }
    let cells = |row: &&Vec<Json>| row.iter().map(cell).collect::<Option<Vec<Value>>>();
    Some(Frame {
        id: text(&json["id"])?,
        title: text(&json["title"])?,
        columns,
        rows: rows.iter().map(cells).collect::<Option<_>>()?,
        notes: json["notes"].as_array()?.iter().map(text).collect::<Option<_>>()?,
    })
}

/// What a column holds, by its cells: a whole number is written without a point, any other with one.
fn kind<'j>(cells: impl Iterator<Item = &'j Json>, unit: &Json) -> ColumnKind {
    let mut kinds = cells.filter(|cell| !cell.is_null()).map(|cell| match cell {
        Json::Number(number) if number.is_f64() => ColumnKind::Number,
        Json::Number(_) => ColumnKind::Integer,
        _ => ColumnKind::Text,
    });
    // Of a column without any cell only its unit says whether it would hold numbers.
    kinds.next().unwrap_or(if unit.is_null() { ColumnKind::Text } else { ColumnKind::Number })
}

fn cell(json: &Json) -> Option<Value> {
    match json {
        Json::Null => Some(Value::Empty),
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Number(number) if number.is_f64() => number.as_f64().map(Value::Number),
        Json::Number(number) => number.as_i64().map(Value::Integer),
        _ => None,
    }
}

/// A unit by its words; money and counts are units by name.
fn unit(words: Option<&str>) -> Unit {
    let Some(words) = words else { return Unit::None };
    let known = [Unit::Ratio, Unit::Share, Unit::Percent, Unit::Index, Unit::Rank, Unit::Years];
    known.into_iter().find(|unit| unit.to_string() == words).unwrap_or_else(|| Unit::Named(words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Money;

    #[test]
    fn frames_are_read_back_to_the_byte() {
        let money = Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2021) });
        let columns = vec![
            Column::text("a", "A", "Text."),
            Column::number("b", "B", money, "Money."),
            Column::integer("c", "C", Unit::Count("rounds"), "Count."),
            Column::number("d", "D", Unit::Years, "Nothing in it."),
        ];
        let mut one = Frame::new("one", "One", columns);
        one.push(vec!["<x>".into(), 5.0.into(), 5_i64.into(), Value::Empty]);
        one.push(vec![Value::Empty, 0.1.into(), Value::Empty, Value::Empty]);
        one.note("A note.");
        let bytes = stored(&[one, Frame::new("two", "Two", vec![])]).unwrap();
        let read = read(std::str::from_utf8(&bytes).unwrap()).unwrap();
        assert_eq!(stored(&read).unwrap(), bytes);
        let kinds: Vec<ColumnKind> = read[0].columns.iter().map(|column| column.kind).collect();
        assert_eq!(kinds, [ColumnKind::Text, ColumnKind::Number, ColumnKind::Integer, ColumnKind::Number]);
        assert_eq!((read[0].columns[3].unit.clone(), read[0].rows[0][1].clone()), (Unit::Years, Value::Number(5.0)));
    }

    #[test]
    fn what_is_no_list_of_frames_is_none() {
        for text in ["", "{}", "[{}]", "[1]", r#"[{"id":"a","title":"A","columns":[],"rows":[[1]],"notes":[]}]"#] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("[]"), Some(vec![]));
    }
}
