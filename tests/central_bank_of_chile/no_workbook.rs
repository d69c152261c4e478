//! Files that are no workbook, or half of one: told, never a panic.

use super::small::saved;
use super::{codes, read, synthetic};
use eslabon::table::reader::ReadOptions;
use std::fs;
use std::path::Path;

/// The polynomial of the checksum of zip files, bits reversed.
const CRC: u32 = 0xedb8_8320;

fn crc(bytes: &[u8]) -> u32 {
    let of_byte = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ CRC } else { sum >> 1 })
    };
    !bytes.iter().fold(!0, of_byte)
}

/// A zip file that holds these files as they are, uncompressed.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let size = |length: usize| u32::try_from(length).unwrap().to_le_bytes();
    for (name, text) in files {
        let start = size(bytes.len());
        let mut entry = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        entry.extend(crc(text.as_bytes()).to_le_bytes());
        entry.extend(size(text.len()));
        entry.extend(size(text.len()));
        entry.extend(&size(name.len())[..2]);
        entry.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&entry);
        bytes.extend(name.as_bytes());
        bytes.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&entry);
        directory.extend([0; 10]);
        directory.extend(start);
        directory.extend(name.as_bytes());
    }
    let start = size(bytes.len());
    let length = size(directory.len());
    bytes.append(&mut directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(&size(files.len())[..2]);
    bytes.extend(&size(files.len())[..2]);
    bytes.extend(length);
    bytes.extend(start);
    bytes.extend([0, 0]);
    bytes
}

/// A workbook of one sheet, by the text of its rows.
fn workbook(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zip(&[
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Hoja\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"b\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

/// The rows of a table of two activities, with this for the first cell of its flows.
fn table(first: &str) -> String {
    let row = |at: u32, cells: &str| format!("<row r=\"{at}\">{cells}</row>");
    let number = |place: &str, figure: f64| format!("<c r=\"{place}\"><v>{figure}</v></c>");
    let text = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let line = |at: u32, label: &str, figures: &[f64]| {
        let cells = "BCDE".chars().zip(figures).map(|(column, figure)| number(&format!("{column}{at}"), *figure));
        row(at, &format!("{}{}", text(&format!("A{at}"), label), cells.collect::<String>()))
    };
    [
        row(1, &text("A1", "(millones de pesos de 2008)")),
        row(2, &[text("D2", "Exportaciones"), text("E2", "Producción")].concat()),
        row(3, &[number("B3", 1.0), number("C3", 2.0)].concat()),
        row(
            4,
            &[number("A4", 1.0), first.to_owned(), number("C4", 3.0), number("D4", 5.0), number("E4", 10.0)].concat(),
        ),
        row(
            5,
            &[number("A5", 2.0), number("B5", 4.0), number("C5", 4.0), number("D5", 2.0), number("E5", 10.0)].concat(),
        ),
        line(6, "Valor agregado", &[4.0, 3.0]),
        line(7, "Producción", &[10.0, 10.0]),
    ]
    .concat()
}

/// The identifiers and the first message of what is said of a file with these bytes.
fn said(bytes: &[u8]) -> (Vec<&'static str>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libro.xlsx");
    fs::write(&path, bytes).unwrap();
    let (loaded, diagnostics) = read(&path);
    assert!(loaded.is_none());
    (codes(&diagnostics), diagnostics.iter().next().unwrap().message.clone())
}

fn small_bytes() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libro.xlsx");
    synthetic::stacked().save(&path);
    fs::read(path).unwrap()
}

#[test]
fn what_is_no_workbook_is_told() {
    assert_eq!(said(b"").1, "the file is empty");
    assert_eq!(said(b"codigo,nombre\n1,Cobre\n").1, "the file is no .xlsx workbook");
    assert_eq!(said(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0]).0, ["unreadable-file"]);
    let (codes, message) = said(&zip(&[("leame.txt", "Esto no es un libro.")]));
    assert_eq!(codes, ["unreadable-file"]);
    assert!(message.starts_with("the file cannot be read as an .xlsx workbook: "), "{message}");
}

#[test]
fn a_file_that_is_not_there_is_told_and_other_files_are_left_to_other_readers() {
    let reader = super::reader();
    let folder = tempfile::tempdir().unwrap();
    let mut diagnostics = eslabon::words::Diagnostics::default();
    let nowhere = folder.path().join("no.xlsx");
    assert!(!(reader.takes)(&nowhere) && !(reader.takes)(folder.path()));
    assert!((reader.read)(&nowhere, &ReadOptions::default(), &mut diagnostics).is_none());
    assert_eq!(codes(&diagnostics), ["unreadable-file"]);
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        (reader.takes)(Path::new(&path))
    };
    assert!(!file("table.csv", b"code,1,2") && !file("short", b"PK") && !file("table.toml", b"format = 1"));
    assert!(file("LIBRO.XLSX", b"") && file("sin_extension", b"PK\x03\x04...."));
}

#[test]
fn a_file_cut_short_anywhere_is_told() {
    let whole = small_bytes();
    for part in 0..60 {
        let (codes, _) = said(&whole[..whole.len() * part / 60]);
        assert_eq!(codes, ["unreadable-file"], "{part}/60");
    }
}

/// Every seventh byte changed in turn: it is told (`read` asks that something is told or read, never both or neither), or the byte is one
/// on which nothing depends, and all is read as without the change.
#[test]
fn bytes_changed_anywhere_do_no_harm() {
    let whole = small_bytes();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libro.xlsx");
    let read_of = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        read(&path)
    };
    let sound = read_of(&whole).0.unwrap();
    let (mut told, mut damaged) = (0, 0);
    // The first bytes say what the file is.
    for at in (5..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let (loaded, diagnostics) = read_of(&bytes);
        told += usize::from(loaded.is_none());
        damaged += usize::from(codes(&diagnostics) == ["damaged-file"]);
        if let Some(loaded) = loaded {
            assert_eq!((&loaded.table, &loaded.published), (&sound.table, &sound.published), "byte {at}");
        }
    }
    // Most bytes are those of parts.
    assert!(damaged * 2 > whole.len() / 7 && told > damaged, "{told} told, {damaged} damaged");
}

#[test]
fn a_changed_figure_is_told_with_its_part_and_not_read() {
    let mut bytes = workbook(&table("<c r=\"B4\"><v>2</v></c>"));
    let at = bytes.windows(4).position(|window| window == b"2008").unwrap();
    // The year of the prices, 2009 in the damaged file; the table would be read as one of that year.
    bytes[at + 3] = b'9';
    let (codes, message) = said(&bytes);
    assert_eq!(codes, ["damaged-file"]);
    assert_eq!(message, "the file is damaged: a part is not as written (`xl/worksheets/sheet1.xml`)");
    // A part that nobody reads is one too: what else happened to the file is not known.
    let at = bytes.windows(6).position(|window| window == b"<Types").unwrap();
    bytes[at + 1] = b't';
    let message = said(&bytes).1;
    assert_eq!(
        message,
        "the file is damaged: parts are not as written (`[Content_Types].xml`, `xl/worksheets/sheet1.xml`)"
    );
}

#[test]
fn a_formula_that_was_never_calculated_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libro.xlsx");
    fs::write(&path, workbook(&table("<c r=\"B4\"><f>1+1</f><v>2</v></c>"))).unwrap();
    let (loaded, diagnostics) = read(&path);
    assert_eq!(codes(&diagnostics), ["sector-without-name"], "{diagnostics:#?}");
    assert_eq!(loaded.unwrap().table.intermediate().as_slice(), [2.0, 4.0, 3.0, 4.0]);
    for formula in [
        "<c r=\"B4\"><f>1+1</f></c>",
        "<c r=\"B4\"><f>1+1</f><v></v></c>",
        "<c r=\"B4\"><f t=\"shared\" si=\"0\"/></c>",
    ] {
        let (codes, _) = said(&workbook(&table(formula)));
        assert_eq!(codes, ["sector-without-name", "table-cell"], "{formula}");
    }
}

#[test]
fn a_mark_in_the_last_cell_of_a_sheet_costs_nothing() {
    let mut book = synthetic::stacked();
    book.pages[1].set(1_048_575, 16_383, "x");
    let (loaded, diagnostics) = saved(&book);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!(*loaded.unwrap().table.intermediate(), synthetic::FLOWS);
}
