//! Comma-separated values as RFC 4180 describes them, for R, Python and spreadsheets: a header of column identifiers,
//! a point in decimals, numbers that read back exactly, empty fields for empty cells, and `\n` at the end of lines.
//!
//! One frame is a plain file that any program reads. Several frames are, one after another, a line `# title`, the
//! frame, and a blank line before the next: for a look, not for a program, which asks for one frame or for `json`.

use super::{Format, Style};
use crate::report::ReportError;
use crate::report::wrap::one_line;
use crate::words::{Frame, Value, shortest};
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    media: "text/csv",
    about: "Comma-separated values for R, Python and spreadsheets, with every digit.",
    is_text: true,
    write,
};

fn write(frames: &[&Frame], _: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
    for (index, frame) in frames.iter().enumerate() {
        if index > 0 {
            writeln!(to)?;
        }
        if frames.len() > 1 {
            writeln!(to, "# {}", one_line(&frame.title))?;
        }
        records(frame, to)?;
    }
    Ok(())
}

fn records(frame: &Frame, to: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(to);
    writer.write_record(frame.columns.iter().map(|column| &column.id))?;
    for row in &frame.rows {
        for cell in row {
            writer.write_field(field(cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Results have millions of cells, most of them text, which need not be copied.
fn field(cell: &Value) -> Cow<'_, str> {
    match cell {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Integer(whole) => Cow::Owned(whole.to_string()),
        Value::Number(number) => Cow::Owned(shortest(*number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Column, Unit};

    fn frame() -> Frame {
        let columns = vec![
            Column::text("sector", "Sector", "Its code."),
            Column::text("sector_name", "Name", "Its name."),
            Column::number("output", "Output", Unit::Ratio, "A number."),
        ];
        let mut frame = Frame::new("f", "Output\nof sectors", columns);
        frame.push(vec!["COP".into(), "Copper, \"the\" metal".into(), 0.1.into()]);
        frame.push(vec!["ITS".into(), "Información".into(), (-1e300).into()]);
        frame.push(vec!["X".into(), Value::Empty, Value::Empty]);
        frame.note("A note.");
        frame
    }

    fn text(frames: &[&Frame]) -> String {
        String::from_utf8(FORMAT.bytes(frames).unwrap()).unwrap()
    }

    #[test]
    fn one_frame_is_a_plain_file() {
        insta::assert_snapshot!(text(&[&frame()]), @r#"
        sector,sector_name,output
        COP,"Copper, ""the"" metal",0.1
        ITS,Información,-1e300
        X,,
        "#);
        assert!(!text(&[&frame()]).contains('\r'));
        let mut single = Frame::new("s", "S", vec![Column::text("a", "A", "A.")]);
        single.push(vec![Value::Empty]);
        // A line with nothing on it would be read as no record.
        assert_eq!(text(&[&single]), "a\n\"\"\n");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = text(&[&frame()]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        for (read, cells) in rows.iter().zip(&frame().rows) {
            assert_eq!(read[1], cells[1].text().unwrap_or(""));
            assert_eq!(read[2].parse::<f64>().ok(), cells[2].number());
        }
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn several_frames_each_have_a_title_and_a_blank_line_between() {
        let empty = Frame::new("e", "Nothing", vec![Column::text("a", "A", "A.")]);
        insta::assert_snapshot!(text(&[&frame(), &empty]), @r#"
        # Output of sectors
        sector,sector_name,output
        COP,"Copper, ""the"" metal",0.1
        ITS,Información,-1e300
        X,,

        # Nothing
        a
        "#);
    }
}
