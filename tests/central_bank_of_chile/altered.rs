//! Copies of workbooks, altered in the ways in which other workbooks of the Bank and analysts' own copies differ. None may
//! change a figure that is read.

use super::alterations::ALTERATIONS;
use super::book::Book;
use super::small::saved;
use super::{codes, synthetic};
use crate::shared_data::shared_data;
use eslabon::table::Denominator;
use eslabon::table::reader::Loaded;
use eslabon::words::Diagnostics;
use nalgebra::DMatrix;

/// Asks that a copy holds the same table as the original; columns of final demand may stand in another order.
fn is_same(copy: &Loaded, original: &Loaded, what: &str) {
    let (a, b) = (&copy.table, &original.table);
    assert_eq!(a.sectors().len(), b.sectors().len(), "{what}");
    for (sector, wanted) in a.sectors().iter().zip(b.sectors().iter()) {
        assert_eq!(sector.code, wanted.code, "{what}");
        let letters = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let plain = |name: &str| super::alterations::unaccented(name);
        assert_eq!(letters(&plain(&sector.name)), letters(&plain(&wanted.name)), "{what}");
    }
    assert_eq!(a.intermediate(), b.intermediate(), "{what}");
    assert_eq!(a.primary_inputs(), b.primary_inputs(), "{what}");
    for by in [Denominator::Row, Denominator::Column] {
        assert_eq!(a.output(by), b.output(by), "{what}");
    }
    assert_eq!(a.final_demand().components.len(), b.final_demand().components.len(), "{what}");
    for (at, component) in b.final_demand().components.iter().enumerate() {
        let found = a.final_demand().position(&component.id).unwrap_or_else(|| panic!("{what}: {}", component.id));
        assert_eq!(a.final_demand().values.column(found), b.final_demand().values.column(at), "{what}");
    }
    assert_eq!((&a.manifest().id, a.money()), (&b.manifest().id, b.money()), "{what}");
    assert_eq!(copy.published, original.published, "{what}");
}

/// Asks that a copy is read as the original was, with the same words.
fn read_again(book: &Book, (original, said): (&Loaded, &Diagnostics), what: &str) {
    let (copy, diagnostics) = saved(book);
    let copy = copy.unwrap_or_else(|| panic!("{what}: {diagnostics:#?}"));
    assert_eq!(codes(&diagnostics), codes(said), "{what}: {diagnostics:#?}");
    is_same(&copy, original, what);
}

/// Each alteration alone, then all of them one upon the other.
fn every_alteration(name: &str, book: &Book) {
    let (original, diagnostics) = saved(book);
    let original = original.unwrap_or_else(|| panic!("{name}: {diagnostics:#?}"));
    for (what, alter) in ALTERATIONS {
        let mut copy = book.clone();
        alter(&mut copy);
        assert_ne!(copy, *book, "{name}: {what}");
        read_again(&copy, (&original, &diagnostics), &format!("{name}: {what}"));
    }
    every_alteration_at_once(name, book, (&original, &diagnostics));
}

fn every_alteration_at_once(name: &str, book: &Book, original: (&Loaded, &Diagnostics)) {
    let mut copy = book.clone();
    let mut done = String::new();
    for (what, alter) in ALTERATIONS {
        alter(&mut copy);
        done = format!("{done}; {what}");
        read_again(&copy, original, &format!("{name}: {done}"));
    }
}

#[test]
fn small_workbooks_read_the_same_however_they_are_altered() {
    every_alteration("stacked", &synthetic::stacked());
    every_alteration("spread", &synthetic::spread());
}

#[test]
fn coarse_workbooks_of_the_bank_read_the_same_however_they_are_altered() {
    for file in ["bcch/mip_2008_bcch_12x12.xlsx", "bcch/mip_2013_bcch_12x12.xlsx"] {
        let Some(path) = shared_data(file) else { continue };
        every_alteration(file, &Book::open(&path));
    }
}

#[test]
fn fine_workbooks_of_the_bank_read_the_same_with_all_alterations_at_once() {
    for file in ["mip_2008_bcch_111x111.xlsx", "2017_MIP_111x111.xlsx", "2018_MIP_111x111.xlsx"] {
        let Some(path) = shared_data(&format!("bcch/{file}")) else { continue };
        let book = Book::open(&path);
        let (original, diagnostics) = saved(&book);
        let original = original.unwrap();
        let mut copy = book.clone();
        for (_, alter) in ALTERATIONS {
            alter(&mut copy);
        }
        read_again(&copy, (&original, &diagnostics), file);
    }
}

#[test]
fn a_copy_holds_what_the_file_holds() {
    // What the alterations start from is the Bank's own file.
    let Some(path) = shared_data("bcch/mip_2013_bcch_12x12.xlsx") else { return };
    let (of_file, of_copy) = (super::read(&path).0.unwrap(), saved(&Book::open(&path)).0.unwrap());
    is_same(&of_copy, &of_file, "copy");
}

#[test]
fn coefficients_and_inverse_may_be_missing() {
    let published = |book: &Book| {
        let (loaded, diagnostics) = saved(book);
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        let published = loaded.unwrap().published;
        (published.coefficients, published.inverse)
    };
    let a = Some(DMatrix::from_fn(3, 3, |i, j| synthetic::coefficients()[(i, j)]));
    let l = Some(DMatrix::from_fn(3, 3, |i, j| synthetic::inverse()[(i, j)]));
    let mut book = synthetic::spread();
    book.pages.pop();
    assert_eq!(published(&book), (a.clone(), None));
    book.pages.pop();
    assert_eq!(published(&book), (None, None));
    let mut book = synthetic::spread();
    book.pages.remove(3);
    assert_eq!(published(&book), (None, l.clone()));
    let mut book = synthetic::stacked();
    book.pages[1].moved(|row, column| (row < 45).then_some((row, column)));
    assert_eq!(published(&book), (a, None));
    let mut book = synthetic::stacked();
    book.pages[1].moved(|row, column| (!(30..45).contains(&row)).then_some((row, column)));
    assert_eq!(published(&book), (None, l));
}

#[test]
fn blocks_without_titles_are_known_by_what_goes_with_them() {
    for mut book in [synthetic::stacked(), synthetic::spread()] {
        let (untouched, (original, diagnostics)) = (book.clone(), saved(&book));
        for page in &mut book.pages {
            page.cells.retain(|_, value| !matches!(value, super::book::Value::Text(text) if text.contains("atriz")));
        }
        assert_ne!(book, untouched);
        read_again(&book, (&original.unwrap(), &diagnostics), "titles lost");
    }
}

#[test]
fn of_several_tables_the_most_detailed_one_is_read_and_the_others_are_named() {
    let mut book = synthetic::spread();
    let Some(path) = shared_data("bcch/mip_2013_bcch_12x12.xlsx") else { return };
    let bank = Book::open(&path);
    for mut page in bank.pages {
        page.name = format!("b{}", page.name);
        book.pages.push(page);
    }
    let (loaded, diagnostics) = saved(&book);
    assert_eq!(codes(&diagnostics), ["several-tables"]);
    assert!(diagnostics.iter().next().unwrap().message.contains("3 activities on the sheet `1`"));
    is_same(&loaded.unwrap(), &super::read(&path).0.unwrap(), "the table of twelve");
}

#[test]
fn of_two_tables_of_one_size_the_first_is_read_and_the_other_is_named() {
    let mut book = synthetic::stacked();
    let original = saved(&book).0.unwrap();
    let mut second = book.pages[1].clone();
    second.name = "otra".to_owned();
    book.pages.push(second);
    let (loaded, diagnostics) = saved(&book);
    assert_eq!(codes(&diagnostics), ["several-tables"]);
    let said = diagnostics.iter().next().unwrap();
    assert_eq!(
        said.message,
        "the workbook holds 2 tables; the one of 3 activities on the sheet `3x3_2008`, row 9 is read and these are passed \
         over: 3 activities on the sheet `otra`, row 9"
    );
    assert_eq!(said.help.as_deref(), Some("to read another, keep only its sheets in a copy of the workbook"));
    is_same(&loaded.unwrap(), &original, "the first of two tables");
}

#[test]
fn activities_without_names_are_told_and_read() {
    let mut book = synthetic::stacked();
    book.pages.remove(0);
    let (loaded, diagnostics) = saved(&book);
    assert_eq!(codes(&diagnostics), ["sector-without-name"]);
    let said = diagnostics.iter().next().unwrap();
    assert_eq!(said.message, "the workbook names no activity of code 1, 2, 3");
    let help = "names are read from a list of codes with a text to the right of each, on any sheet";
    assert_eq!(said.help.as_deref(), Some(help));
    assert_eq!(loaded.unwrap().table.sectors()[2].name, "Actividad 3");
}

#[test]
fn names_may_stand_beside_the_codes() {
    let mut book = synthetic::stacked();
    book.pages.remove(0);
    let (page, spot) = book.flows_page();
    page.insert_columns(spot.first_column, 1);
    for (row, name) in (spot.first_row..).zip(synthetic::NAMES) {
        page.set(row, spot.first_column, name);
    }
    let (loaded, diagnostics) = saved(&book);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let names: Vec<String> = loaded.unwrap().table.sectors().iter().map(|sector| sector.name.clone()).collect();
    assert_eq!(names, synthetic::NAMES);
}

#[test]
fn value_added_that_is_not_split_is_one_row() {
    let mut book = synthetic::stacked();
    book.pages[1].moved(|row, column| (!(24..27).contains(&row)).then_some((row, column)));
    let (loaded, diagnostics) = saved(&book);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let table = loaded.unwrap().table;
    let rows: Vec<&str> = table.primary_inputs().rows.iter().map(|row| &*row.id).collect();
    assert_eq!(rows, ["imports", "product_taxes", "import_duties", "value_added"]);
    assert_eq!(table.value_added().as_slice(), [57.0, 115.0, 99.0]);
}

#[test]
fn two_kinds_of_exports_are_two_components() {
    let mut book = synthetic::stacked();
    let page = &mut book.pages[1];
    page.set(7, 17, "Exportaciones de bienes");
    page.insert_columns(18, 2);
    page.set(7, 19, "Exportaciones de servicios");
    for row in 11..14 {
        page.set(row, 19, 0.0);
    }
    let (loaded, diagnostics) = saved(&book);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let table = loaded.unwrap().table;
    let ids: Vec<&str> = table.final_demand().components.iter().map(|component| &*component.id).collect();
    assert_eq!(ids[5..], ["exports", "exports_2"]);
}

#[test]
fn spare_columns_are_told_and_passed_over() {
    let mut book = synthetic::stacked();
    let original = saved(&book).0.unwrap();
    let (page, spot) = book.flows_page();
    let beyond = page.cells.keys().map(|(_, column)| *column).max().unwrap() + 3;
    page.set(spot.header, beyond, "Participación %");
    for (at, row) in (spot.first_row..=spot.last_row()).enumerate() {
        page.set(row, beyond, 12.5 + at as f64);
        page.set(row, beyond + 2, at as f64 + 0.5);
    }
    let (loaded, diagnostics) = saved(&book);
    assert_eq!(codes(&diagnostics), ["passed-over", "passed-over"]);
    let help = "take the column out of the workbook if this is right, or give it the label of what it holds";
    assert!(diagnostics.iter().all(|said| said.help.as_deref() == Some(help)));
    let messages: Vec<&str> = diagnostics.iter().map(|said| said.message.as_str()).collect();
    let without = "it is passed over, because the rows add up without it";
    assert_eq!(
        messages,
        [
            format!("the column `Participación %` is none that is known; {without}"),
            format!("the column has figures and no label; {without}")
        ]
    );
    assert_eq!(loaded.unwrap().table, original.table);
}
