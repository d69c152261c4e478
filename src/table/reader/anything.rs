//! Whatever stands in a file, a reader answers with a table or with messages, never with a panic.

use super::{ReadOptions, load, read_mapping, read_texts};
use crate::table::fixture::two_sectors;
use crate::table::native::files;
use crate::table::reader::MappingColumns;
use crate::words::{Diagnostics, Place};
use proptest::prelude::*;
use std::fs;

/// Texts made of what CSV and TOML are made of, where slips are likeliest.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "'",
        "=",
        "[",
        "]",
        "{",
        "}",
        "#",
        "-",
        "1",
        "1e999",
        "nan",
        "ñ",
        "\u{feff}",
        "\u{0}",
        "code",
        "S1",
        "S2",
        "output",
        "TOTAL",
        "households",
        "name",
        "to",
        " ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Every message has a help line, and its place can be found in the text.
fn check(table: bool, diagnostics: &Diagnostics) -> Result<(), TestCaseError> {
    prop_assert_eq!(table, !diagnostics.has_errors());
    for said in diagnostics.iter() {
        prop_assert!(said.help.is_some(), "{}", said.message);
        if let Some(Place { spot: crate::words::Spot::Text { source, span }, .. }) = &said.place {
            prop_assert!(source.get(span.clone()).is_some(), "{:?} is no stretch of {:?}", span, source);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_in_any_file_of_a_table(text in texts(), file in 0_usize..4, at in any::<prop::sample::Index>()) {
        let mut written = files(&two_sectors());
        written.insert(0, ("satellites.csv", "account,unit,S1,S2\njobs,persons,1,2\n".into()));
        let whole = &mut written[file].1;
        // In the place of a part of the file: its head stays.
        let mut cut = at.index(whole.len() + 1);
        while !whole.is_char_boundary(cut) {
            cut -= 1;
        }
        whole.truncate(cut);
        whole.push_str(&text);
        let texts: Vec<(&str, &str)> = written.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let mut diagnostics = Diagnostics::default();
        let table = read_texts(&texts, &mut diagnostics);
        check(table.is_some(), &diagnostics)?;
    }

    #[test]
    fn any_text_in_a_plain_csv_or_a_mapping(text in texts()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        fs::write(&path, text).unwrap();
        let mut diagnostics = Diagnostics::default();
        let table = load(path.to_str().unwrap(), &ReadOptions::default(), &mut diagnostics);
        check(table.is_some(), &diagnostics)?;
        let mut diagnostics = Diagnostics::default();
        let mapping = read_mapping(&path, &MappingColumns::default(), &two_sectors(), &mut diagnostics);
        check(mapping.is_some(), &diagnostics)?;
    }

    #[test]
    fn any_bytes_in_a_file_of_any_name(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        name in prop::sample::select(vec!["t.csv", "t.tsv", "t.xlsx", "table.toml", "t"]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let mut diagnostics = Diagnostics::default();
        let table = load(path.to_str().unwrap(), &ReadOptions::default(), &mut diagnostics);
        prop_assert_eq!(table.is_some(), !diagnostics.has_errors());
    }
}
