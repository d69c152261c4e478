//! Workbooks with something wrong in them: every problem is told, each with its cell, and no table is given.

use super::book::{Book, Value};
use super::small::saved;
use super::synthetic;
use eslabon::words::{Diagnostics, Spot};

/// Code and place of every message: `table-cell 3x3_2008!C12`.
fn said(diagnostics: &Diagnostics) -> Vec<String> {
    let place = |spot: &Spot| match spot {
        Spot::Cell { sheet, cell } => format!("{sheet}!{cell}"),
        Spot::File => "file".to_owned(),
        Spot::Text { .. } => "text".to_owned(),
    };
    diagnostics
        .iter()
        .map(|diagnostic| {
            assert!(diagnostic.help.is_some(), "{diagnostic:?}");
            format!("{} {}", diagnostic.code.id, diagnostic.place.as_ref().map_or(String::new(), |at| place(&at.spot)))
        })
        .collect()
}

/// What is said of the small workbook of 2008 after something was done to its sheet of blocks.
fn after(damage: impl Fn(&mut super::book::Page)) -> Vec<String> {
    let mut book = synthetic::stacked();
    damage(&mut book.pages[1]);
    let (loaded, diagnostics) = saved(&book);
    assert!(loaded.is_none());
    said(&diagnostics)
}

/// The same for one message, with its sentence.
fn one_after(damage: impl Fn(&mut super::book::Page)) -> (String, String) {
    let mut book = synthetic::stacked();
    damage(&mut book.pages[1]);
    let (_, diagnostics) = saved(&book);
    let message = diagnostics.iter().next().unwrap().message.clone();
    let said = said(&diagnostics);
    assert_eq!(said.len(), 1, "{diagnostics:#?}");
    (said[0].clone(), message)
}

#[test]
fn text_where_a_number_is_needed_is_told_in_every_block() {
    let cells = [(11, 2), (12, 7), (11, 19), (18, 3), (22, 2), (28, 4), (39, 2), (56, 4)];
    let found = after(|page| cells.iter().for_each(|&(row, column)| page.set(row, column, "n.d.")));
    let wanted =
        ["C12", "H13", "D19", "C23", "T12", "E29", "C40", "E57"].map(|cell| format!("table-cell 3x3_2008!{cell}"));
    assert_eq!(found, wanted);
    let (_, message) = one_after(|page| page.set(11, 2, "1.234,5"));
    assert_eq!(message, "the cell holds the text `1.234,5` where a number is needed");
}

#[test]
fn a_formula_without_its_result_is_not_zero() {
    let (place, message) = one_after(|page| page.set(12, 3, Value::Formula(String::new())));
    assert_eq!(place, "table-cell 3x3_2008!D13");
    assert_eq!(message, "the cell holds a formula without its result where a number is needed");
    let (place, message) = one_after(|page| page.set(12, 3, Value::Formula("#REF!".to_owned())));
    assert_eq!(place, "table-cell 3x3_2008!D13");
    assert_eq!(message, "the cell holds the error #REF! where a number is needed");
}

#[test]
fn a_row_or_a_column_without_its_counterpart_is_told() {
    let (place, message) = one_after(|page| page.moved(|row, column| (row != 13).then_some((row, column))));
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("table-shape 3x3_2008!E9", "flows: activity 3 has a column and no row")
    );
    let (place, message) = one_after(|page| {
        page.moved(|row, column| (row > 30 || column != 3).then_some((row, column)));
    });
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("table-shape 3x3_2008!B13", "flows: activity 2 has a row and no column")
    );
    let (place, message) = one_after(|page| page.moved(|row, column| (row != 40).then_some((row, column))));
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("table-shape 3x3_2008!D37", "direct coefficients: activity 2 has a column and no row")
    );
}

#[test]
fn codes_that_do_not_fit_are_told() {
    assert_eq!(after(|page| page.set(12, 1, "x")), ["table-shape 3x3_2008!B13", "table-shape 3x3_2008!D9"]);
    assert_eq!(after(|page| page.set(8, 3, "x")), ["table-shape 3x3_2008!D9", "table-shape 3x3_2008!B13"]);
    assert_eq!(after(|page| page.set(13, 1, 2.0)), ["duplicate-sector 3x3_2008!B14", "table-shape 3x3_2008!E9"]);
    let swapped = one_after(|page| {
        page.set(12, 1, 3.0);
        page.set(13, 1, 2.0);
    });
    assert_eq!(swapped.0, "table-shape 3x3_2008!B13");
    assert_eq!(swapped.1, "flows: the row of activity 3 stands where that of activity 2 is due");
    let mut book = synthetic::spread();
    for k in 0..3 {
        book.pages[4].set(6, 2 + k, f64::from(k) + 4.0);
        book.pages[4].set(9 + u32::from(k), 1, f64::from(k) + 4.0);
    }
    assert_eq!(said(&saved(&book).1), ["table-shape 3!C7"]);
}

#[test]
fn labels_that_are_lost_unknown_or_twice_are_told() {
    let lost = |row, column| move |page: &mut super::book::Page| drop(page.cells.remove(&(row, column)));
    let renamed = |row, column| move |page: &mut super::book::Page| page.set(row, column, "Otra cosa");
    for (row, column, place) in [(18, 1, "B19"), (7, 7, "H9")] {
        assert_eq!(one_after(lost(row, column)).0, format!("table-label 3x3_2008!{place}"));
    }
    for (row, column, place) in [(18, 1, "B19"), (7, 7, "H8")] {
        let (found, message) = one_after(renamed(row, column));
        assert_eq!(found, format!("table-label 3x3_2008!{place}"));
        assert!(message.ends_with("`Otra cosa` is none that is known"), "{message}");
    }
    let (place, message) = one_after(|page| page.set(20, 1, "Impuestos sobre productos"));
    assert_eq!(place, "table-label 3x3_2008!B21");
    assert_eq!(message, "the row `Impuestos sobre productos` stands twice");
    let (place, message) = one_after(|page| page.set(7, 11, "Consumo de hogares"));
    assert_eq!(place, "table-label 3x3_2008!L8");
    assert_eq!(message, "the column `Consumo de hogares` stands twice");
    // Without outputs the table cannot be read; both are told.
    let without =
        after(|page| page.moved(|row, column| (row != 28 && (column != 19 || row > 13)).then_some((row, column))));
    assert_eq!(without, ["table-label 3x3_2008!E9", "table-label 3x3_2008!B14"]);
}

#[test]
fn a_table_without_a_unit_is_not_read() {
    let mut book = synthetic::stacked();
    book.pages[1].cells.remove(&(4, 1));
    let diagnostics = saved(&book).1;
    assert_eq!(said(&diagnostics), ["table-unit 3x3_2008!B1"]);
    let first = diagnostics.iter().next().unwrap();
    assert_eq!(first.message, "the unit of the table is stated nowhere in the workbook");
    let help = "write it above the table in brackets: `(millones de pesos de 2008)`";
    assert_eq!(first.help.as_deref(), Some(help));
}

#[test]
fn identities_that_do_not_hold_are_told() {
    assert_eq!(after(|page| page.set(11, 7, 41.0)), ["sales-identity file"]);
    assert_eq!(after(|page| page.set(18, 2, 11.0)), ["purchases-identity file"]);
    assert_eq!(after(|page| page.set(11, 3, 21.0)), ["sales-identity file", "purchases-identity file"]);
    let (place, message) = one_after(|page| page.set(22, 3, 116.0));
    assert_eq!(place, "value-added-memo 3x3_2008!B23");
    assert_eq!(
        message,
        "`value_added` is not the sum of its parts in 1 sector: 2 (Industria manufacturera) by 1.000000"
    );
    assert_eq!(
        after(|page| {
            page.set(11, 7, 41.0);
            page.set(11, 19, 101.0);
        }),
        ["output-gap-large file"]
    );
}

#[test]
fn all_that_is_wrong_is_told_in_one_run() {
    let found = after(|page| {
        page.set(4, 1, "sin unidad");
        page.set(12, 1, "x");
        page.set(11, 4, "x");
        page.set(7, 7, "Otra cosa");
        page.set(18, 1, "Otra cosa");
        page.set(40, 3, "x");
        page.moved(|row, column| (row != 57).then_some((row, column)));
        page.set(55, 2, "x");
    });
    let wanted = [
        "table-shape 3x3_2008!B13",
        "table-shape 3x3_2008!D9",
        "table-label 3x3_2008!H8",
        "table-label 3x3_2008!B19",
        "table-unit 3x3_2008!B1",
        "table-cell 3x3_2008!E12",
        "table-cell 3x3_2008!D41",
        "table-shape 3x3_2008!E53",
        "table-cell 3x3_2008!C56",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_workbook_without_a_table_is_told() {
    let mut book = Book { pages: vec![super::book::Page::new("a")] };
    let diagnostics = saved(&book).1;
    assert_eq!(said(&diagnostics), ["no-table file"]);
    let first = diagnostics.iter().next().unwrap();
    assert_eq!(first.message, "the workbook holds no input-output table of the Central Bank of Chile");
    let help = "a table is known by a row of activity codes 1, 2, 3, ... and the same codes down a column to its left";
    assert_eq!(first.help.as_deref(), Some(help));
    book.pages[0].set(3, 3, "Ventas");
    book.pages[0].set(4, 4, 17.5);
    assert_eq!(said(&saved(&book).1), ["no-table file"]);
    // Coefficients alone are no table.
    let mut book = synthetic::spread();
    book.pages.remove(2);
    assert_eq!(said(&saved(&book).1), ["no-table file"]);
}
