//! Tables as offices and textbooks give them, and every problem that such a file can have.

use super::*;
use crate::table::Denominator;

/// Four sectors with totals of every make. Rows sell; output is 10, 20, 30 and 40.
const TABLE: &str = "\
sells,A,B,C,D,TOTAL,C1,G1,FD,TU
A,1,2,3,1,7,2,1,3,10
B,2,4,1,3,10,4,6,10,20
C,1,3,9,7,20,9,1,10,30
D,0,1,2,7,10,20,10,30,40
TOTAL,4,10,15,18,,,,,
M,1,4,5,2,,3,1,,
W,2,3,5,10,,,,,
S,3,3,5,10,,,,,
GVA,5,6,10,20,,,,,
X,10,20,30,40,,,,,
";

fn options(final_demand: &[&str], primary_inputs: &[&str], ignore: &[&str]) -> ReadOptions {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    ReadOptions {
        final_demand: owned(final_demand),
        primary_inputs: owned(primary_inputs),
        ignore: owned(ignore),
        ..ReadOptions::default()
    }
}

fn told() -> ReadOptions {
    options(
        &["C1=households", "G1=government", "TU=output"],
        &["M=imports", "W=compensation", "S=operating_surplus", "GVA=value_added", "X=output"],
        &["TOTAL", "FD"],
    )
}

fn read_text(text: &str, options: &ReadOptions) -> (Option<IoTable>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let table = table("t", "t.csv", Arc::new(text.to_owned()), options, &mut diagnostics);
    let refused = diagnostics.has_errors();
    let said = diagnostics.iter().map(|d| {
        assert!(d.help.is_some() && d.place.is_some(), "{}", d.message);
        format!("{}: {}", d.code.id, d.message)
    });
    (table.filter(|_| !refused), said.collect())
}

#[test]
fn a_table_is_read_as_the_options_say() {
    let (table, said) = read_text(TABLE, &told());
    assert_eq!(said, Vec::<String>::new());
    let table = table.unwrap();
    assert_eq!(table.sectors().iter().map(|s| s.code.as_str()).collect::<Vec<_>>(), ["A", "B", "C", "D"]);
    assert_eq!(table.intermediate().row(1).iter().copied().collect::<Vec<_>>(), [2.0, 4.0, 1.0, 3.0]);
    assert_eq!(table.final_demand().components[1], Component { id: "G1".into(), kind: ComponentKind::Government });
    assert_eq!(table.final_demand().values.column(1).as_slice(), [1.0, 6.0, 1.0, 10.0]);
    let rows: Vec<_> = table.primary_inputs().rows.iter().map(|row| (row.id.as_str(), row.kind)).collect();
    assert_eq!(
        rows,
        [
            ("M", PrimaryInputKind::Imports),
            ("W", PrimaryInputKind::Compensation),
            ("S", PrimaryInputKind::OperatingSurplus)
        ]
    );
    assert_eq!(table.output(Denominator::Column).as_slice(), [10.0, 20.0, 30.0, 40.0]);
    assert_eq!(table.manifest().id, "t");
    assert!(table.manifest().source.notes[1].starts_with("Primary inputs of final demand, 2 figures"));
}

#[test]
fn totals_are_recognised_and_what_is_not_said_is_assumed_aloud() {
    let (table, said) = read_text(TABLE, &ReadOptions::default());
    assert_eq!(
        said,
        [
            "taken-as-total: the row and the column `TOTAL` add up the sectors and are passed over",
            "taken-as-total: the column `FD` adds up others and is passed over",
            "taken-as-total: the column `TU` adds up others and is passed over",
            "kind-assumed: the kind of the columns `C1`, `G1` is not said; `other` is assumed",
            "taken-as-total: the row `GVA` adds up others and is passed over",
            "taken-as-total: the row `X` adds up others and is passed over",
            "kind-assumed: the kind of the rows `M`, `W`, `S` is not said; `other` is assumed",
        ]
    );
    let parts = table.unwrap().into_parts();
    let declared = read_text(TABLE, &told()).0.unwrap().into_parts();
    assert_eq!(parts.intermediate, declared.intermediate);
    assert_eq!(parts.output_by_row, declared.output_by_row);
    assert_eq!(parts.output_by_column, declared.output_by_column);
}

#[test]
fn a_total_that_escapes_shows_in_the_identities() {
    // The total stands before its parts, where it is not looked for.
    let text = "x,A,B,FD,c,g\nA,1,2,7,3,4\nB,3,4,3,1,2\nv,6,4,,,\n";
    let said = read_text(text, &options(&["FD=other", "c=other", "g=other"], &["v=other"], &[])).1;
    assert_eq!(
        said,
        ["output-gap-large: output by row and by column differ in the totals of 2 sectors: A (A) by 7.000000 \
             (7.0e-1 of output); B (B) by 3.000000 (3.0e-1 of output)"]
    );
}

#[test]
fn known_words_need_no_options() {
    let text = TABLE
        .replace("C1,G1,FD,TU", "households,government,FD,output")
        .replace("\nM,", "\nimports,")
        .replace("\nW,", "\ncompensation,")
        .replace("\nS,", "\noperating_surplus,")
        .replace("\nGVA,", "\nvalue_added,")
        .replace("\nX,", "\noutput,");
    let (table, said) = read_text(&text, &options(&[], &[], &["TOTAL", "FD"]));
    assert_eq!(said, Vec::<String>::new());
    let parts = table.unwrap().into_parts();
    let declared = read_text(TABLE, &told()).0.unwrap().into_parts();
    assert_eq!(parts.intermediate, declared.intermediate);
    assert_eq!(parts.primary_inputs.values, declared.primary_inputs.values);
    assert_eq!(parts.final_demand.values, declared.final_demand.values);
}

#[test]
fn output_that_is_not_given_is_the_sum() {
    let mut options = told();
    options.final_demand.pop();
    options.primary_inputs.pop();
    options.ignore.extend(["TU".to_owned(), "X".to_owned()]);
    let table = read_text(TABLE, &options).0.unwrap();
    assert_eq!(table.output(Denominator::Row).as_slice(), [10.0, 20.0, 30.0, 40.0]);
    assert_eq!(table.output(Denominator::Column).as_slice(), [10.0, 20.0, 30.0, 40.0]);
}

#[test]
fn other_delimiters_bring_the_decimal_comma() {
    let expected = read_text(TABLE, &told()).0;
    let semicolons = TABLE.replace(',', ";").replace("A;1;2;3;1;", "A;1,0;2,00;3;1;");
    assert_eq!(read_text(&semicolons, &told()), (expected.clone(), vec![]));
    assert_eq!(read_text(&TABLE.replace(',', ";").replace("A;1;", "A;1.0;"), &told()).0, expected);
    assert_eq!(read_text(&TABLE.replace(',', "\t"), &told()).0, expected);
    let mixed = TABLE.replace(',', ";").replace("A;1;2;", "A;1,0;2.0;");
    assert_eq!(read_text(&mixed, &told()).1, ["table-cell: `2.0` is not a number, in row `A` and column `B`"]);
}

#[test]
fn a_total_that_is_rounded_is_not_kept_among_the_sectors() {
    let text = TABLE.replace("\nTOTAL,4,10,15,18", "\nTOTAL,4,10,15,18.01");
    let (table, said) = read_text(&text, &ReadOptions::default());
    assert_eq!(table, None);
    assert_eq!(said, ["table-shape: the row and the column `TOTAL` seem to be totals, but do not add up exactly"]);
}

#[test]
fn equal_sectors_are_not_taken_for_totals() {
    let (table, said) = read_text("x,A,B,f\nA,1,1,1\nB,1,1,1\nv,1,1,\n", &options(&["f=other"], &["v=other"], &[]));
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(table.unwrap().len(), 2);
}

#[test]
fn options_are_checked_against_the_file() {
    let options = options(&["C1=housholds", "Z1", "C1", "TU=output"], &["FD", "X=output", "W=Y=Z"], &["NOTE", "C1"]);
    assert_eq!(
        read_text(TABLE, &options).1,
        [
            "unknown-word: the column `C1` cannot be `housholds`",
            "table-shape: the file has no column `Z1`",
            "table-shape: the column `C1` is named twice in the options",
            "table-shape: the file has no row `FD`",
            "table-shape: the file has no row `W=Y`",
            "table-shape: the file has no row or column `NOTE`",
            "table-shape: `C1` is both named as part of the table and passed over",
        ]
    );
    let mut two = told();
    two.final_demand.push("FD=output".into());
    two.ignore.pop();
    assert_eq!(read_text(TABLE, &two).1, ["table-shape: several columns are output: FD, TU"]);
}

#[test]
fn files_that_are_no_tables_are_told() {
    let said = |text: &str| read_text(text, &ReadOptions::default()).1;
    let no_block = ["table-shape: no label stands both in the first row and in the first column"];
    assert_eq!(said(""), ["table-shape: the file is empty"]);
    assert_eq!(said("one"), no_block);
    assert_eq!(said("year,gdp\n2008,1\n2009,2\n"), no_block);
    assert_eq!(said("\0\u{1}\"\n;\r;;"), no_block);
    assert_eq!(
        said("x,A,B,A\nA,1,1,1\nA,1,1,1\n,2,2,\n"),
        [
            "table-shape: the column `A` stands twice",
            "table-shape: the row `A` stands twice",
            "table-shape: a row with `2` in it has no label in the first column",
        ]
    );
    assert_eq!(
        said("x,A,B\nA,1\nB,1,1,1\n"),
        [
            "table-shape: the row `A` has 2 cells where the header has 3",
            "table-shape: the row `B` has a cell in a column without a name",
        ]
    );
    assert_eq!(
        said("x,A,B\nB,1,1\nA,1,1\n"),
        ["table-shape: the sectors stand in another order in the columns: `A` where the rows have `B`"]
    );
    assert_eq!(
        said("x,A,B,N,C\nA,1,1,1,3\nB,1,1,1,2\nC,1,1,1,2\n"),
        ["table-shape: `C` stands in rows and columns like a sector, but apart from the others, behind `N`"]
    );
    assert_eq!(
        said("x,all,B\nall,1,1\nB,1,\n"),
        ["reserved-label: the sector `all` has a name that means something else"]
    );
    let cells = read_text("x,A,f\nA,?,n.d.\n", &options(&["f=other"], &[], &[])).1;
    assert_eq!(
        cells,
        [
            "table-cell: `?` is not a number, in row `A` and column `A`",
            "table-cell: `n.d.` is not a number, in row `A` and column `f`",
        ]
    );
}

#[test]
fn the_id_comes_from_the_name_of_the_file() {
    assert_eq!(id("Germany 1995 (v2)"), "germany-1995--v2-");
    assert_eq!(id("--"), "table");
    assert_eq!(id("ñ"), "table");
}

/// A file above the size from which its text is not held. What is refused is said as if it were.
#[test]
fn a_large_file_is_read_without_its_text_and_refused_with_it() {
    const SECTORS: usize = 620;
    let every = |cell: &str| format!(",{cell}").repeat(SECTORS);
    let codes: Vec<String> = (0..SECTORS).map(|at| format!("S{at:03}")).collect();
    let row = |code: &String| format!("{code}{},22.5,100", every("0.125000000000"));
    let head = format!("code,{},C1,output", codes.join(","));
    let foot = [format!("value_added{},,", every("22.5")), format!("output{},,\n", every("100"))];
    let source = [head].into_iter().chain(codes.iter().map(row)).chain(foot).collect::<Vec<_>>().join("\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    let options = ReadOptions::default();
    let read = |source: &str| {
        std::fs::write(&path, source).unwrap();
        let mut said = Diagnostics::default();
        let loaded = (READER.read)(&path, &options, &mut said);
        let file = path.display().to_string();
        let mut by_text = Diagnostics::default();
        let table = table("t", &file, Arc::new(source.to_owned()), &options, &mut by_text);
        assert_eq!(by_text, said);
        assert_eq!(loaded.as_ref().map(|loaded| &loaded.table), table.as_ref().filter(|_| !said.has_errors()));
        let checksum = loaded.map(|loaded| loaded.checksum);
        (by_bands(&path, &options).map(|(loaded, _)| loaded.checksum), checksum, said)
    };
    let (by_bands, checksum, said) = read(&source);
    assert_eq!(
        (by_bands.as_ref(), checksum.as_deref()),
        (checksum.as_ref(), Some(&*bundle::checksum(source.as_bytes())))
    );
    assert_eq!(said.iter().map(|said| said.code.id).collect::<Vec<_>>(), ["kind-assumed"]);
    let refused = |source: String, code: &str| {
        let (by_bands, checksum, said) = read(&source);
        assert_eq!((by_bands, checksum), (None, None));
        let first = said.iter().find(|said| said.code.id == code).unwrap();
        first.place.as_ref().unwrap().line_and_column().unwrap()
    };
    assert_eq!(refused(source.replacen("0.125000000000", "n.d.", 1), "table-cell"), (2, 6));
    // A cell more than there are columns, and a note beside the table.
    assert_eq!(refused(source.replacen(",22.5,100\n", ",22.5,100,5\n", 1), "table-shape").0, 2);
    let beside = source.replacen(",output\n", ",output,\n", 1).replacen(",22.5,100\n", ",22.5,100,note\n", 1);
    assert_eq!(refused(beside, "table-shape").0, 2);
}
