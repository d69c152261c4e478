//! JSON for programs: a frame is an object with its columns described once and its rows as lists, one row a line; several
//! frames are a list of such objects. An empty cell is `null`; a number that is not finite never gets here.

use super::{Format, Style};
use crate::report::ReportError;
use crate::words::{Column, Frame, Value};
use serde_json::{Value as Json, json, to_string};
use std::io;

pub(super) const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    media: "application/json",
    about: "JSON for programs: units and descriptions of columns with the rows, and every digit.",
    is_text: true,
    write,
};

fn write(frames: &[&Frame], _: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
    if let [frame] = frames {
        object(frame, to)?;
        writeln!(to)?;
        return Ok(());
    }
    write!(to, "[")?;
    for (index, frame) in frames.iter().enumerate() {
        if index > 0 {
            write!(to, ", ")?;
        }
        object(frame, to)?;
    }
    writeln!(to, "]")?;
    Ok(())
}

fn object(frame: &Frame, to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(to, "{{")?;
    writeln!(to, "  \"id\": {},", to_string(&frame.id)?)?;
    writeln!(to, "  \"title\": {},", to_string(&frame.title)?)?;
    list("columns", frame.columns.iter().map(column), to)?;
    writeln!(to, ",")?;
    list("rows", frame.rows.iter().map(|row| row.iter().map(cell).collect()), to)?;
    writeln!(to, ",")?;
    list("notes", frame.notes.iter().map(|note| json!(note)), to)?;
    write!(to, "\n}}")
}

/// A named list with one entry a line, so that a person can read it and a comparison of two files shows rows.
fn list(name: &str, entries: impl Iterator<Item = Json>, to: &mut dyn io::Write) -> io::Result<()> {
    write!(to, "  \"{name}\": [")?;
    let mut before = "\n    ";
    for entry in entries {
        write!(to, "{before}{entry}")?;
        before = ",\n    ";
    }
    if before.starts_with(',') {
        write!(to, "\n  ")?;
    }
    write!(to, "]")
}

fn column(column: &Column) -> Json {
    let unit = Some(column.unit.to_string()).filter(|unit| !unit.is_empty());
    let kind = column.kind.word();
    json!({ "id": column.id, "name": column.name, "kind": kind, "unit": unit, "description": column.description })
}

fn cell(cell: &Value) -> Json {
    match cell {
        Value::Empty => Json::Null,
        Value::Text(text) => json!(text),
        Value::Integer(whole) => json!(whole),
        // The sum takes the sign off a negative zero and changes no other number.
        Value::Number(number) => json!(number + 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Unit;

    fn frame() -> Frame {
        let columns = vec![
            Column::text("sector", "Sector", "Its code."),
            Column::number("output", "Output", Unit::Ratio, "A \"number\"."),
            Column::integer("rank", "Rank", Unit::Rank, "Its rank."),
        ];
        let mut frame = Frame::new("f", "Output", columns);
        frame.push(vec!["COP".into(), 0.1.into(), 1_i64.into()]);
        frame.push(vec!["ITS".into(), (-0.0).into(), Value::Empty]);
        frame.push(vec!["X".into(), 1e300.into(), Value::Empty]);
        frame.note("A note.");
        frame
    }

    fn text(frames: &[&Frame]) -> String {
        String::from_utf8(FORMAT.bytes(frames).unwrap()).unwrap()
    }

    #[test]
    fn a_frame_is_an_object_with_a_row_a_line() {
        insta::assert_snapshot!(text(&[&frame()]), @r#"
        {
          "id": "f",
          "title": "Output",
          "columns": [
            {"id":"sector","name":"Sector","kind":"text","unit":null,"description":"Its code."},
            {"id":"output","name":"Output","kind":"number","unit":"ratio","description":"A \"number\"."},
            {"id":"rank","name":"Rank","kind":"integer","unit":"rank","description":"Its rank."}
          ],
          "rows": [
            ["COP",0.1,1],
            ["ITS",0.0,null],
            ["X",1e+300,null]
          ],
          "notes": [
            "A note."
          ]
        }
        "#);
    }

    #[test]
    fn several_frames_are_a_list_and_every_number_reads_back() {
        let empty = Frame::new("e", "Nothing", vec![]);
        let list: Json = serde_json::from_str(&text(&[&frame(), &empty])).unwrap();
        assert_eq!(list[1], json!({ "id": "e", "title": "Nothing", "columns": [], "rows": [], "notes": [] }));
        for (row, cells) in frame().rows.iter().enumerate() {
            assert_eq!(list[0]["rows"][row][1].as_f64(), cells[1].number());
        }
        assert_eq!(serde_json::from_str::<Json>(&text(&[])).unwrap(), json!([]));
    }
}
