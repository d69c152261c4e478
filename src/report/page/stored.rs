//! The frames of a page as a file of the result folder, and back: with it and the certificate a page is made again to the byte.

use crate::report::{FORMATS, Format, ReportError};
use crate::words::{Column, ColumnKind, Frame, FrameError, Unit, Value};
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

/// The frames of the text of [`FRAMES`].
///
/// # Errors
/// Says why it is not one that [`stored`] wrote, with the table, row and column where there is such.
pub fn read(text: &str) -> Result<Vec<Frame>, Spoiled> {
    let list: Json = serde_json::from_str(text)?;
    let list = list.as_array().ok_or(Spoiled::Shape { what: "it is no list of tables".to_owned() })?;
    let frames: Vec<Frame> = (1..).zip(list).map(|(at, json)| frame(at, json)).collect::<Result<_, _>>()?;
    frames.iter().try_for_each(Frame::check)?;
    let of = |id: &str| frames.iter().find(|frame| frame.id == id && !frame.rows.is_empty());
    let lacks = |id: &str| Spoiled::Shape { what: format!("it has no table `{id}`, or an empty one") };
    let blocks = of("blocks").ok_or_else(|| lacks("blocks"))?;
    // What every page is about: the scenarios in words, and of each block its comparison.
    let comparisons = (1..=blocks.rows.len()).map(|number| format!("headline-{number}"));
    for id in ["scenarios".to_owned()].into_iter().chain(comparisons) {
        of(&id).ok_or_else(|| lacks(&id))?;
    }
    Ok(frames)
}

/// Why a text is not the frames of a result.
#[derive(Debug, thiserror::Error)]
pub enum Spoiled {
    /// It is no JSON.
    #[error("it is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A cell is of another kind than its column, or a row of another width.
    #[error("{0}")]
    Frame(#[from] FrameError),
    /// It is JSON of another shape.
    #[error("{what}")]
    Shape {
        /// What is not as it should be, and where.
        what: String,
    },
}

/// The frame at a place in the list, counted from 1.
fn frame(at: usize, json: &Json) -> Result<Frame, Spoiled> {
    let id = json["id"].as_str().ok_or_else(|| Spoiled::Shape { what: format!("table {at} has no `id`") })?;
    let lacks = |what: &str| Spoiled::Shape { what: format!("table `{id}` has no {what}") };
    let title = json["title"].as_str().ok_or_else(|| lacks("`title`"))?;
    let list = |name: &str| json[name].as_array().ok_or_else(|| lacks(&format!("list `{name}`")));
    let columns = list("columns")?.iter().map(column).collect::<Option<Vec<Column>>>();
    let columns = columns.ok_or_else(|| lacks("id, name, kind and description of every column"))?;
    let notes = list("notes")?.iter().map(|note| note.as_str().map(str::to_owned)).collect::<Option<_>>();
    let notes = notes.ok_or_else(|| lacks("texts alone in `notes`"))?;
    let mut rows = Vec::new();
    for (row, cells) in (1..).zip(list("rows")?) {
        let cells = cells.as_array().ok_or_else(|| lacks(&format!("list as row {row}")))?;
        let cell = |(at, json): (usize, &Json)| {
            // What stands beyond the last column is told as a row of another width.
            let column = columns.get(at).map_or("", |column| &column.id);
            let other_kind = || FrameError::Kind { frame: id.to_owned(), row, column: column.to_owned() };
            cell(json).ok_or_else(other_kind)
        };
        rows.push(cells.iter().enumerate().map(cell).collect::<Result<Vec<Value>, _>>()?);
    }
    Ok(Frame { id: id.to_owned(), title: title.to_owned(), columns, rows, notes })
}

fn column(json: &Json) -> Option<Column> {
    let text = |name: &str| json[name].as_str().map(str::to_owned);
    let (kind, unit) = (ColumnKind::named(json["kind"].as_str()?)?, unit(json["unit"].as_str()));
    Some(Column { id: text("id")?, name: text("name")?, kind, unit, description: text("description")? })
}

/// A cell; a whole number is written without a point, any other with one.
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

    /// The least that is a result, and a table with a column of each kind.
    fn frames() -> Vec<Frame> {
        let money = Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2021) });
        let columns = vec![
            Column::text("a", "A", "Text."),
            Column::number("b", "B", money, "Money."),
            Column::integer("c", "C", Unit::Count("rounds"), "Count."),
            Column::number("d", "D", Unit::None, "Nothing in it."),
        ];
        let mut one = Frame::new("one", "One", columns);
        one.push(vec!["<x>".into(), 5.0.into(), 5_i64.into(), Value::Empty]);
        one.push(vec![Value::Empty, 0.1.into(), Value::Empty, Value::Empty]);
        one.note("A note.");
        let mut frames = vec![one, Frame::new("two", "Two", vec![])];
        for id in ["blocks", "scenarios", "headline-1"] {
            let mut frame = Frame::new(id, "T", vec![Column::text("scenario", "Scenario", "Its name.")]);
            frame.push(vec!["s".into()]);
            frames.push(frame);
        }
        frames
    }

    fn text() -> String {
        String::from_utf8(stored(&frames()).unwrap()).unwrap()
    }

    #[test]
    fn frames_are_read_back_to_the_byte() {
        let read = read(&text()).unwrap();
        assert_eq!(stored(&read).unwrap(), text().into_bytes());
        let kinds: Vec<ColumnKind> = read[0].columns.iter().map(|column| column.kind).collect();
        assert_eq!(kinds, [ColumnKind::Text, ColumnKind::Number, ColumnKind::Integer, ColumnKind::Number]);
        assert_eq!((read[0].columns[3].unit.clone(), read[0].rows[0][1].clone()), (Unit::None, Value::Number(5.0)));
    }

    #[test]
    fn what_is_spoiled_is_told_with_its_table_row_and_column() {
        let why = |text: &str| read(text).unwrap_err().to_string();
        let spoiled = |from: &str, to: &str| {
            assert_eq!(text().matches(from).count(), 1, "{from}");
            why(&text().replace(from, to))
        };
        let kind = |row: usize, column: &str| {
            format!("row {row} of `one`: the cell in column `{column}` is not of the column's kind")
        };
        assert_eq!(spoiled("\"<x>\",5.0", "\"<x>\",\"5.0\""), kind(1, "b"));
        assert_eq!(spoiled("null,0.1,null", "null,0.1,true"), kind(2, "c"));
        // Every cell of a column of numbers, with a unit and without.
        let words = text().replace("\"<x>\",5.0,5,null", "\"<x>\",\"a\",5,\"b\"").replace("null,0.1,", "null,\"c\",");
        assert_eq!(why(&words), kind(1, "b"));
        assert_eq!(spoiled("5.0,5,null]", "5.0,5,\"b\"]"), kind(1, "d"));
        assert_eq!(spoiled("5.0,5,null]", "5.0,5]"), "row 1 of `one` has 3 cells for 4 columns");
        assert_eq!(spoiled("\"two\"", "2"), "table 2 has no `id`");
        assert_eq!(spoiled("\"Two\"", "2"), "table `two` has no `title`");
        assert_eq!(
            spoiled("\"integer\"", "\"whole\""),
            "table `one` has no id, name, kind and description of every column"
        );
        assert_eq!(spoiled("\"A note.\"", "1"), "table `one` has no texts alone in `notes`");
        assert_eq!(spoiled("\"id\": \"blocks\"", "\"id\": \"x\""), "it has no table `blocks`, or an empty one");
        assert_eq!(spoiled("headline-1", "headline-2"), "it has no table `headline-1`, or an empty one");
        assert_eq!(why("{}"), "it is no list of tables");
        assert_eq!(why("[]"), "it has no table `blocks`, or an empty one");
        assert!(why(&text()[..text().len() / 2]).starts_with("it is no JSON: EOF while parsing "));
    }
}
