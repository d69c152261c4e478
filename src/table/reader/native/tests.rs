//! Every problem that the native format can have, with its exact message and place.

use super::*;
use crate::words::Place;

const MANIFEST_TEXT: &str = r#"format = 1
id = "two"
title = "Two sectors"
money = { currency = "USD", scale = 1 }
valuation = "basic"
flows = "domestic"
layout = "industry-by-industry"
focus = "b"
classifications = ["branch"]

[final_demand]
households = "households"

[primary_inputs]
compensation = "compensation"

[groups]
both = ["A", "services"]
"#;
const SECTORS_TEXT: &str = "code,name,name_es,branch,isic\nA,Farms,Agro,goods,01\nB,Banks,,services,64\n";
const TABLE_TEXT: &str = "code,A,B,households,output\nA,1,2,7,10\nB,-,,5,5\ncompensation,9,3,,\noutput,10,5,,\n";

/// Reads a table of these files. Gives what was said: code and message, line and column.
fn read_files(files: &[(&str, &str)]) -> (Option<IoTable>, Vec<(String, String)>) {
    let mut diagnostics = Diagnostics::default();
    let mut files = files.to_vec();
    files.sort_by_key(|(name, _)| name.to_string());
    let bundle = Bundle::embedded("t", &files);
    let loaded = read(bundle, &ReadOptions::default(), &mut diagnostics);
    let said = diagnostics.iter().map(|d| {
        assert!(d.help.is_some(), "{} has no help", d.message);
        let place = d.place.as_ref().map_or(String::new(), |place| {
            let at = place.line_and_column().map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
            format!("{}{at}", place.file)
        });
        (format!("{}: {}", d.code.id, d.message), place)
    });
    let said = said.collect();
    (loaded.map(|loaded| loaded.table), said)
}

/// What is said of the small table when one of its files is another.
fn said(name: &str, text: &str) -> Vec<(String, String)> {
    let files = [(MANIFEST, MANIFEST_TEXT), (SECTORS, SECTORS_TEXT), (TABLE, TABLE_TEXT)];
    let mut files: Vec<_> = files.into_iter().filter(|(file, _)| *file != name).collect();
    files.push((name, text));
    let (table, said) = read_files(&files);
    assert_eq!(table.is_none(), said.iter().any(|(message, _)| !message.starts_with("value-added-rest")));
    said
}

/// The same with a stretch of the file replaced.
fn changed(name: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let text = match name {
        MANIFEST => MANIFEST_TEXT,
        SECTORS => SECTORS_TEXT,
        _ => TABLE_TEXT,
    };
    assert!(text.contains(from), "{from}");
    said(name, &text.replacen(from, to, 1))
}

fn one(message: &str, place: &str) -> Vec<(String, String)> {
    vec![(message.to_owned(), place.to_owned())]
}

#[test]
fn a_table_is_read_with_everything_it_has() {
    let files = [
        (MANIFEST, MANIFEST_TEXT),
        (SECTORS, SECTORS_TEXT),
        (TABLE, TABLE_TEXT),
        (SATELLITES, "account,unit,B,A\njobs,persons,2,1\n"),
    ];
    let (table, said) = read_files(&files);
    assert_eq!(said, []);
    let table = table.unwrap();
    assert_eq!(table.intermediate().as_slice(), [1.0, 0.0, 2.0, 0.0]);
    assert_eq!(table.manifest().focus.as_deref(), Some("B"));
    assert_eq!(table.sectors()[1].name_es, "Banks");
    assert_eq!(table.groups()[0].members, [0, 1]);
    assert_eq!(table.notes()[0].texts, ["01", "64"]);
    assert_eq!(table.satellites().values.as_slice(), [1.0, 2.0]);
}

#[test]
fn columns_and_rows_may_stand_in_any_order() {
    let shuffled = "code,output,households,B,A\noutput,,,5,10\nB,5,5,0,0\ncompensation,,,3,9\nA,10,7,2,1\n";
    let all = |table: &str| read_files(&[(MANIFEST, MANIFEST_TEXT), (SECTORS, SECTORS_TEXT), (TABLE, table)]).0;
    assert_eq!(all(shuffled), all(TABLE_TEXT));
    assert_eq!(all(&TABLE_TEXT.replace('\n', "\r\n")), all(TABLE_TEXT));
}

#[test]
fn every_wrong_cell_is_told_at_its_place() {
    let found = changed(TABLE, "A,1,2,7,10\nB,-,,5,5", "A,x,2,n.d.,10\nB,-,1e999,5,5");
    assert_eq!(
        found,
        [
            ("table-cell: `x` is not a number, in row `A` and column `A`".to_owned(), "t/table.csv:2:3".to_owned()),
            ("table-cell: `n.d.` is not a number, in row `A` and column `households`".into(), "t/table.csv:2:7".into()),
            ("not-finite: `1e999` is not a finite number, in row `B` and column `B`".into(), "t/table.csv:3:5".into()),
        ]
    );
}

#[test]
fn figures_beyond_any_economy_are_refused() {
    let found = changed(TABLE, "A,1,2,7,10", "A,1e101,2,7,10");
    let message = "not-finite: the block of intermediate flows holds a figure above 1e100, too large to calculate with";
    assert_eq!(found[0].0, message);
    assert_eq!(found.len(), 1);
}

#[test]
fn labels_that_are_unknown_missing_or_twice_are_told() {
    assert_eq!(
        changed(TABLE, "code,A,B,households", "code,A,C,houses"),
        [
            ("table-shape: no column is called `C`".to_owned(), "t/table.csv:1:8".to_owned()),
            ("table-shape: no column is called `houses`".into(), "t/table.csv:1:10".into()),
            ("table-shape: the columns `B`, `households` are missing".into(), "t/table.csv:1:1".into()),
        ]
    );
    assert_eq!(
        changed(TABLE, "B,-,,5,5", "A,-,,5,5"),
        [
            ("table-shape: the row `A` stands twice".to_owned(), "t/table.csv:3:1".to_owned()),
            ("table-shape: the row `B` is missing".into(), "t/table.csv".into()),
        ]
    );
    assert_eq!(changed(TABLE, "code,A", "A,code")[0].0, "table-shape: the first column is `A` where `code` is needed");
}

#[test]
fn rows_have_the_width_of_the_header() {
    assert_eq!(
        changed(TABLE, "compensation,9,3,,", "compensation,9,3"),
        one("table-shape: the row `compensation` has 3 cells where the header has 5", "t/table.csv:4:1")
    );
    assert_eq!(
        changed(TABLE, "B,-,,5,5", "B,-,,5,5,,8"),
        one("table-shape: the row `B` has a cell in a column without a name", "t/table.csv:3:11")
    );
    assert_eq!(
        changed(TABLE, "compensation,9,3,,", "compensation,9,3,4,"),
        one(
            "table-shape: the row `compensation` has a figure in the column `households`, where a table has none",
            "t/table.csv:4:18"
        )
    );
}

#[test]
fn files_that_are_empty_missing_or_something_else_are_told() {
    assert_eq!(said(TABLE, ""), one("table-shape: the file is empty", "t/table.csv"));
    assert_eq!(said(SECTORS, "\n\n"), one("table-shape: the file is empty", "t/sectors.csv"));
    assert_eq!(said(SECTORS, "code,name,branch"), one("table-shape: the table has no sector", "t/sectors.csv"));
    assert_eq!(said(SATELLITES, ""), one("table-shape: the file is empty", "t/satellites.csv"));
    assert_eq!(
        read_files(&[(MANIFEST, MANIFEST_TEXT)]).1,
        [
            ("unreadable-file: the table `t` has no file `sectors.csv`".to_owned(), "t".to_owned()),
            ("unreadable-file: the table `t` has no file `table.csv`".into(), "t".into()),
        ]
    );
    for (name, text) in [(MANIFEST, "\0\u{1}["), (TABLE, "\0\"\0,\r\r\"\"\","), (SECTORS, "\u{7f}\"\",\"\n,,,\"")] {
        assert!(!said(name, text).is_empty());
    }
}

#[test]
fn sectors_are_checked_one_by_one() {
    assert_eq!(
        changed(SECTORS, "code,name,", "id,label,"),
        [("table-shape: the columns `code`, `name` are missing".to_owned(), "t/sectors.csv:1:1".to_owned()),]
    );
    assert_eq!(
        changed(SECTORS, "name_es,branch,isic", "name_es,branch,branch"),
        one("table-shape: the column `branch` stands twice", "t/sectors.csv:1:26")
    );
    let found = changed(SECTORS, "B,Banks,,services,64", "A,Banks,,services,64\n,Shops,,services,\nB,,,services,64");
    assert_eq!(
        found[..3],
        [
            ("duplicate-sector: two sectors have the code `A`".to_owned(), "t/sectors.csv:3:1".to_owned()),
            ("table-shape: a sector has no code".into(), "t/sectors.csv:4:1".into()),
            ("table-shape: the sector `B` has no name".into(), "t/sectors.csv:5:1".into()),
        ]
    );
    assert_eq!(
        changed(SECTORS, "services,64", ",64")[0],
        ("table-cell: the sector `B` has no group in the column `branch`".to_owned(), "t/sectors.csv:3:10".to_owned())
    );
    assert_eq!(
        changed(MANIFEST, "classifications = [\"branch\"]", "classifications = [\"brunch\"]")[0],
        (
            "table-shape: sectors.csv has no column `brunch` to be a classification".to_owned(),
            "t/table.toml:9:20".to_owned()
        )
    );
}

#[test]
fn the_manifest_is_read_strictly_and_told_at_once() {
    let text = MANIFEST_TEXT
        .replace(
            "title = \"Two sectors\"",
            "titel = \"Two sectors\"\ncountry = \"Chile\"\nyear = 20210\nhousehold_income = 0",
        )
        .replace("scale = 1", "scale = -1, price_year = 0")
        .replace("\"basic\"", "\"basics\"")
        .replace("id = \"two\"", "id = \"../two\"")
        .replace("compensation = \"compensation\"", "compensation = \"wages\"")
        + "[source]\nretrieved = \"2026-11-23\"\n";
    assert_eq!(
        said(MANIFEST, &text),
        [
            ("unknown-key: this file has no key `titel`".to_owned(), "t/table.toml:3:1".to_owned()),
            ("missing-key: this file needs the key `title`".into(), "t/table.toml:1:1".into()),
            ("wrong-id: `../two` cannot be the id of a table".into(), "t/table.toml:2:6".into()),
            ("out-of-range: `scale` is -1 and must be above zero".into(), "t/table.toml:7:37".into()),
            ("out-of-range: `price_year` is 0 and must be a year".into(), "t/table.toml:7:54".into()),
            ("unknown-word: `country` cannot be `Chile`".into(), "t/table.toml:4:11".into()),
            ("out-of-range: `year` is 20210 and must be a year".into(), "t/table.toml:5:8".into()),
            ("unknown-word: `valuation` cannot be `basics`".into(), "t/table.toml:8:13".into()),
            ("out-of-range: `household_income` is 0 and must be above zero".into(), "t/table.toml:6:20".into()),
            ("wrong-type: `retrieved` is a text".into(), "t/table.toml:23:13".into()),
            ("unknown-word: `compensation` cannot be `wages`".into(), "t/table.toml:18:16".into()),
        ]
    );
    assert_eq!(
        changed(MANIFEST, "format = 1", "format = 2"),
        one("wrong-format-version: the file says format 2, and this program reads format 1", "t/table.toml:1:10")
    );
}

#[test]
fn labels_that_could_be_taken_for_something_else_are_refused() {
    let renamed = |to: &str| {
        let sectors = SECTORS_TEXT.replace("\nA,", &format!("\n{to},"));
        let table = TABLE_TEXT.replace("code,A", &format!("code,{to}")).replace("\nA,", &format!("\n{to},"));
        let manifest = MANIFEST_TEXT.replace("\"A\", ", "");
        read_files(&[(MANIFEST, &manifest), (SECTORS, &sectors), (TABLE, &table)]).1[0].0.clone()
    };
    assert_eq!(renamed("all"), "reserved-label: the sector `all` has a name that means something else");
    assert_eq!(renamed("!A"), "reserved-label: the sector `!A` begins with `!`, which leaves a sector out of a list");
    assert_eq!(renamed("households"), "table-shape: the column `households` has the code of a sector");
    assert_eq!(renamed("services"), "duplicate-group: the group `services` has the name of a sector");
    assert_eq!(
        changed(MANIFEST, "both = ", "goods = "),
        one("duplicate-group: the group `goods` has the name of another group", "t/table.toml:18:1")
    );
    assert_eq!(
        changed(MANIFEST, "both = ", "\" both\" = "),
        one("reserved-label: the group ` both` has a space at its end or beginning", "t/table.toml:18:1")
    );
    assert_eq!(
        changed(MANIFEST, "both = ", "\"\" = "),
        one("reserved-label: a group has an empty name", "t/table.toml:18:1")
    );
}

#[test]
fn groups_and_focus_name_sectors_by_the_one_rule() {
    assert_eq!(
        changed(MANIFEST, "[\"A\", \"services\"]", "[\"A\", \"servces\", \"Bankes\"]"),
        [
            (
                "unknown-sector: `servces` is no sector code, group or sector name".to_owned(),
                "t/table.toml:18:14".to_owned()
            ),
            ("unknown-sector: `Bankes` is no sector code, group or sector name".into(), "t/table.toml:18:25".into()),
        ]
    );
    assert_eq!(
        changed(MANIFEST, "[\"A\", \"services\"]", "[]"),
        one("no-sector: no sector is left of ``", "t/table.toml:18:1")
    );
    assert_eq!(
        changed(MANIFEST, "focus = \"b\"", "focus = \"both\""),
        one("one-sector: `both` names 2 sectors where one is needed", "t/table.toml:8:9")
    );
}

#[test]
fn identities_and_the_memo_of_value_added_are_checked() {
    assert_eq!(
        changed(TABLE, "A,1,2,7,10", "A,1,2,6,10"),
        one(
            "sales-identity: sales and final demand do not add up to the output of 1 sector: A (Farms) by -1.000000 (1.0e-1 of output)",
            "t/table.csv"
        )
    );
    let manifest = MANIFEST_TEXT
        .replace("compensation = ", "value_added = \"value_added\"\nsurplus = \"operating_surplus\"\ncompensation = ");
    let table = TABLE_TEXT.replace("compensation,9,3,,", "surplus,4,2,,\ncompensation,5,1,,\nvalue_added,9,3,,");
    let files = |table: &str| read_files(&[(MANIFEST, &manifest), (SECTORS, SECTORS_TEXT), (TABLE, table)]);
    let (read, found) = files(&table);
    assert_eq!(found, []);
    assert_eq!(read.unwrap().primary_inputs().rows.len(), 2);
    assert_eq!(
        files(&table.replace("value_added,9", "value_added,9.5")).1,
        one(
            "value-added-memo: `value_added` is not the sum of its parts in 1 sector: A (Farms) by 0.500000",
            "t/table.csv"
        )
    );
}

#[test]
fn satellite_accounts_have_names_and_units() {
    assert_eq!(
        said(SATELLITES, "account,unit,A,B\njobs,,1,2\n,t,1,2\njobs,persons,1,many\n"),
        [
            ("table-shape: a satellite account has no unit".to_owned(), "t/satellites.csv:2:6".to_owned()),
            ("table-shape: a satellite account has no name".into(), "t/satellites.csv:3:1".into()),
            ("table-shape: the row `jobs` stands twice".into(), "t/satellites.csv:4:1".into()),
            ("table-cell: `many` is not a number, in row `jobs` and column `B`".into(), "t/satellites.csv:4:16".into()),
        ]
    );
}

#[test]
fn a_wrong_table_altogether_is_told_in_few_words() {
    let columns: Vec<String> = (0..500).map(|j| format!("X{j}")).collect();
    let found = said(TABLE, &format!("code,{}\n", columns.join(",")));
    // A hundred columns, the number of the others, and what is missing of columns and rows.
    assert_eq!(found.len(), 103);
    assert_eq!(found[101].0, "table-shape: 400 more columns have wrong labels");
    assert_eq!(found[100].0, "table-shape: the columns `A`, `B`, `households`, `output` are missing");
}

#[test]
fn a_place_names_the_file_as_it_was_opened() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(MANIFEST), MANIFEST_TEXT).unwrap();
    std::fs::write(folder.path().join(SECTORS), SECTORS_TEXT).unwrap();
    std::fs::write(folder.path().join(TABLE), TABLE_TEXT.replace("A,1", "A,x")).unwrap();
    let mut diagnostics = Diagnostics::default();
    assert_eq!(read_folder(folder.path(), &ReadOptions::default(), &mut diagnostics), None);
    let place: &Place = diagnostics.iter().next().unwrap().place.as_ref().unwrap();
    assert_eq!(place.file, folder.path().join(TABLE).display().to_string());
}
