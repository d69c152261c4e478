//! Workbooks are read back by another library and compared with CSV.

use super::*;
use crate::words::{Column, Money, Unit, Value};
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use std::io::Cursor;

fn book(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The cells of a sheet from its first row on; empty where there is nothing.
fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(name).unwrap();
    let Some((rows, columns)) = range.end() else { return Vec::new() };
    let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    (0..=rows).map(|row| (0..=columns).map(|column| cell(row, column)).collect()).collect()
}

/// The rows of a frame as its CSV file has them.
fn csv(frame: &Frame) -> Vec<Vec<String>> {
    let bytes = Format::named("csv").unwrap().bytes(&[frame]).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Whether every cell of a sheet is that of the CSV file: texts to the letter, numbers to the last digit.
fn assert_equals_csv(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, frame: &Frame) {
    let found = cells(book, name);
    let expected = csv(frame);
    assert_eq!(found.len().max(2), expected.len() + 2, "{name}");
    for (found, expected) in found.iter().skip(2).zip(&expected) {
        for ((found, expected), column) in found.iter().zip(expected).zip(&frame.columns) {
            match found {
                Data::Empty => assert_eq!(expected, "", "{}", column.id),
                Data::String(text) => assert_eq!(text, expected, "{}", column.id),
                Data::Float(number) => assert_eq!(Some(*number), expected.parse().ok(), "{}", column.id),
                other => panic!("{other:?} in `{}`", column.id),
            }
            let is_number = matches!(found, Data::Float(_) | Data::Empty);
            assert!(is_number || column.kind == crate::words::ColumnKind::Text, "`{}` holds a text", column.id);
        }
    }
}

fn frame() -> Frame {
    let money = Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2021) });
    let columns = vec![
        Column::text("sector", "Sector", "Its code."),
        Column::text("sector_name", "Name", "Its name."),
        Column::number("output", "Output", money, "Money."),
        Column::number("percent", "Change", Unit::Percent, "A change."),
        Column::integer("rank", "Rank", Unit::Rank, "Its rank."),
    ];
    let mut frame = Frame::new("winners", "Who gains", columns);
    frame.push(vec!["COP".into(), "=1+1".into(), 32_123_456.789_012_3.into(), (-12.345).into(), 1_i64.into()]);
    frame.push(vec!["012".into(), "Información <&> \"x\"\nhttp://a.b".into(), 0.1.into(), Value::Empty, Value::Empty]);
    frame.push(vec!["X".into(), "".into(), (-1e300).into(), (-0.0).into(), (-7_i64).into()]);
    frame.push(vec!["Y".into(), "a long name ".repeat(100).into(), 5e-324.into(), 1e-9.into(), 0_i64.into()]);
    frame.note("A note.");
    frame
}

#[test]
fn a_workbook_equals_the_csv_file_cell_for_cell() {
    let frame = frame();
    let mut book = book(FORMAT.bytes(&[&frame]).unwrap());
    assert_eq!(book.sheet_names(), ["About", "winners"]);
    assert_equals_csv(&mut book, "winners", &frame);
    let found = cells(&mut book, "winners");
    let texts = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(texts(&found[0]), ["Sector", "Name", "Output", "Change", "Rank"]);
    assert_eq!(texts(&found[1]), ["", "", "million CLP of 2021", "%", "rank"]);
}

#[test]
fn the_first_sheet_says_what_the_others_are() {
    let (one, other) = (frame(), Frame::new("e", "Nothing", vec![]));
    let mut book = book(FORMAT.bytes(&[&one, &other]).unwrap());
    let found: Vec<Vec<String>> =
        cells(&mut book, "About").iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(found[3], ["Sheet", "Column", "Unit", "What it is"]);
    assert_eq!(found[4], ["winners", "", "", "Who gains"]);
    assert_eq!(found[5], ["winners", "", "", "A note."]);
    assert_eq!(found[8], ["winners", "Output", "million CLP of 2021", "Money."]);
    assert_eq!(found[11], ["e", "", "", "Nothing"]);
    assert_eq!(found.len(), 12);
}

#[test]
fn equal_frames_are_equal_bytes_and_nothing_tells_when_they_were_written() {
    let frame = frame();
    let bytes = FORMAT.bytes(&[&frame]).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(bytes == FORMAT.bytes(&[&frame]).unwrap());
}

#[test]
fn nothing_empty_and_too_much_are_told_apart() {
    assert_eq!(book(FORMAT.bytes(&[]).unwrap()).sheet_names(), ["About"]);
    let no_rows = Frame::new("e", "E", vec![Column::text("a", "A", "A.")]);
    assert_equals_csv(&mut book(FORMAT.bytes(&[&no_rows]).unwrap()), "e", &no_rows);
    let columns = (0..=MOST_COLUMNS).map(|at| Column::text(format!("c{at}"), "C", "C.")).collect();
    let error = FORMAT.bytes(&[&Frame::new("pairs", "P", columns)]).unwrap_err();
    assert_eq!(error.to_string(), "`pairs` has 16385 columns, and a sheet of a workbook at most 16384");
    let said = error.diagnostic();
    assert_eq!(
        (said.code.id, said.help.as_deref()),
        ("unwritable", Some("nothing was written; csv and json take any number of columns"))
    );
}

#[test]
fn a_number_that_a_double_would_round_is_a_text() {
    let mut frame = Frame::new("f", "F", vec![Column::integer("a", "A", Unit::None, "A.")]);
    let whole = [1_i64 << 53, (1 << 53) + 1, i64::MIN];
    for one in whole {
        frame.push(vec![one.into()]);
    }
    let found = cells(&mut book(FORMAT.bytes(&[&frame]).unwrap()), "f");
    let expected = [
        Data::Float(9_007_199_254_740_992.0),
        Data::String("9007199254740993".into()),
        Data::String("-9223372036854775808".into()),
    ];
    assert_eq!(found[2..].concat(), expected);
}

#[test]
fn frames_that_can_be_drawn_have_charts() {
    let columns = std::iter::once(Column::text("scenario", "Scenario", "S."));
    let years =
        (2021..2025).map(|year| Column::number(format!("year_{year}"), year.to_string(), Unit::Share, "A share."));
    let mut frame = Frame::new("adoption's", "Adoption", columns.chain(years).collect());
    frame.push(vec!["a".into(), 0.0.into(), 0.1.into(), 0.2.into(), 0.3.into()]);
    frame.push(vec!["b".into(), 0.0.into(), 0.2.into(), 0.4.into(), 0.6.into()]);
    // Names of parts stand in the archive as they are.
    let charts = |frame: &Frame| {
        let bytes = FORMAT.bytes(&[frame]).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        (text.contains("xl/charts/chart1.xml"), text.contains("xl/charts/chart2.xml"))
    };
    assert_eq!(charts(&frame), (true, false));
    assert_eq!(charts(&self::frame()), (false, false));
    // Their years are numbers, by which a chart lays them.
    let names = cells(&mut book(FORMAT.bytes(&[&frame]).unwrap()), "adoption's").remove(0);
    let years = [2021.0, 2022.0, 2023.0, 2024.0].map(Data::Float);
    assert_eq!(names, [&[Data::String("Scenario".into())], &years[..]].concat());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_text_and_any_number_is_read_back(
        texts in prop::collection::vec("[ -~¡-ſ\n_x0-9A]{0,20}", 1..6), number in prop::num::f64::POSITIVE | prop::num::f64::NEGATIVE | prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL,
    ) {
        let columns = vec![Column::text("a", "A", "A."), Column::number("x", "X", Unit::Ratio, "X.")];
        let mut frame = Frame::new("f", "F", columns);
        for text in &texts {
            frame.push(vec![text.as_str().into(), number.into()]);
        }
        assert_equals_csv(&mut book(FORMAT.bytes(&[&frame]).unwrap()), "f", &frame);
    }
}
