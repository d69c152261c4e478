//! Writing what was read gives the same table, and writing twice the same bytes.

use super::*;
use crate::table::fixture::{oddities, productive};
use crate::table::reader::{ReadOptions, load, read_texts};
use crate::table::{Account, Manifest, NoteColumn, Parts, SHIPPED, Satellites, Source};
use crate::words::{Classification, Diagnostics, Group, Money, Sector, Sectors};
use nalgebra::DMatrix;
use proptest::prelude::*;

/// Writes a table and reads it.
fn read_again(table: &IoTable) -> IoTable {
    let written = files(table);
    let texts: Vec<(&str, &str)> = written.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut diagnostics = Diagnostics::default();
    let again = read_texts(&texts, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>());
    again.unwrap()
}

#[test]
fn shipped_tables_are_written_as_they_stand_in_data() {
    for shipped in SHIPPED {
        let loaded = load(shipped.id, &ReadOptions::default(), &mut Diagnostics::default()).unwrap();
        let written = files(&loaded.table);
        assert_eq!(written.len(), shipped.files.len());
        for ((name, text), (embedded_name, embedded)) in written.iter().zip(shipped.files) {
            assert_eq!(name, embedded_name);
            assert!(text == embedded, "{}/{name}", shipped.id);
        }
    }
}

/// A table with everything that a table may have, and names that need care in CSV and in TOML.
fn everything() -> IoTable {
    let mut parts = oddities().into_parts();
    let named = |code: &str, name: &str, name_es: &str| Sector {
        code: code.into(),
        name: name.into(),
        name_es: name_es.into(),
    };
    parts.sectors = Sectors::new(vec![
        named("01", "Farms, forests \"and\" fish", "Campos"),
        named("#2", "Mines", "Minería\nde cobre"),
        named("c.3", "C:\\files", "Três"),
        named("=4", "Four", "Cuatro"),
        named("5'", "Five\u{7}", "Cinco"),
    ])
    .unwrap();
    parts.classifications = vec![
        Classification::new("branch", ["a", "b", "a", "b", "a"].map(str::to_owned).to_vec()),
        Classification::new("size, 2008", ["x", "x", "x", "y y", "x"].map(str::to_owned).to_vec()),
    ];
    parts.groups =
        vec![Group { id: "first two".into(), members: vec![0, 1] }, Group { id: "last".into(), members: vec![4] }];
    parts.notes = vec![NoteColumn { id: "isic".into(), texts: ["1", "", "3,4", "", "9"].map(str::to_owned).to_vec() }];
    parts.satellites = Satellites {
        accounts: vec![
            Account { id: "CO2, gross".into(), unit: "t".into() },
            Account { id: "jobs".into(), unit: "persons".into() },
        ],
        values: DMatrix::from_fn(2, 5, |s, j| (s as f64 + 0.1) * 10_f64.powi(i32::try_from(j).unwrap() * 10 - 20)),
    };
    parts.final_demand.components[0].id = "consumo de \"hogares\"".into();
    parts.manifest = Manifest {
        title: "Every \"thing\" \\ in\tone".into(),
        country: "CHL".into(),
        year: Some(2008),
        focus: Some("#2".into()),
        household_income: Some(0.1 + 0.2),
        source: Source {
            publisher: "Nobody".into(),
            edition: String::new(),
            retrieved: Some("2026-11-23".into()),
            notes: vec!["One.".into(), "Two\nlines.".into()],
            breaks: vec!["Sigue la clasificación de \"2013\".".into()],
        },
        ..Manifest::new("everything", Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2008) })
    };
    IoTable::new(parts).unwrap()
}

#[test]
fn everything_comes_back_as_it_was() {
    let table = everything();
    let again = read_again(&table);
    assert_eq!(again, table);
    assert_eq!(files(&again), files(&table));
    assert_eq!(files(&table).len(), 4);
}

#[test]
fn the_manifest_is_written_for_people() {
    let (_, text) = files(&everything()).pop().unwrap();
    assert_eq!(
        text,
        r##"format = 1
id = "everything"
title = "Every \"thing\" \\ in\tone"
country = "CHL"
year = 2008
money = { currency = "CLP", scale = 1_000_000, price_year = 2008 }
valuation = "basic"
flows = "domestic"
layout = "industry-by-industry"
focus = "#2"
classifications = ["branch", "size, 2008"]
household_income = 0.30000000000000004

# The columns of table.csv that are final demand, each with its kind.
[final_demand]
"consumo de \"hogares\"" = "households"
inventories = "inventories"
exports = "exports"

# The rows of table.csv that are primary inputs, each with its kind.
[primary_inputs]
imports = "imports"
compensation = "compensation"
operating_surplus = "operating_surplus"

# Sets of sectors beside the classifications of sectors.csv.
[groups]
"first two" = ["01", "#2"]
last = ["5'"]

[source]
publisher = "Nobody"
retrieved = 2026-11-23
notes = [
    "One.",
    "Two\nlines.",
]
breaks = [
    "Sigue la clasificación de \"2013\".",
]
"##
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn random_tables_come_back_bit_for_bit(table in productive(6, 0.9)) {
        let again = read_again(&table);
        prop_assert_eq!(files(&again), files(&table));
        let (Parts { intermediate: a, .. }, Parts { intermediate: b, .. }) = (table.into_parts(), again.into_parts());
        prop_assert_eq!(a, b);
    }
}

#[test]
fn a_table_can_have_another_name() {
    let table = everything();
    assert_eq!(table.clone().renamed("chile-12").unwrap().manifest().id, "chile-12");
    let said = table.renamed("../chile").unwrap_err();
    assert_eq!(said.iter().next().unwrap().message, "`../chile` cannot be the id of a table");
}
