//! The small workbook in both layouts, which needs no data beside the project.

use super::book::Book;
use super::{codes, read, synthetic};
use eslabon::table::reader::Loaded;
use eslabon::table::{Component, ComponentKind, Denominator, PrimaryInput, PrimaryInputKind};

/// Saves a book and reads it.
pub(super) fn saved(book: &Book) -> (Option<Loaded>, eslabon::words::Diagnostics) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libro.xlsx");
    book.save(&path);
    read(&path)
}

fn is_the_small_economy(book: &Book, id: &str, scale: f64) {
    let (loaded, diagnostics) = saved(book);
    assert_eq!(codes(&diagnostics), Vec::<&str>::new(), "{diagnostics:#?}");
    let loaded = loaded.unwrap();
    let table = &loaded.table;
    assert_eq!((table.manifest().id.as_str(), table.money().scale), (id, scale));
    let sectors: Vec<(&str, &str)> = table.sectors().iter().map(|sector| (&*sector.code, &*sector.name)).collect();
    assert_eq!(sectors, ["1", "2", "3"].into_iter().zip(synthetic::NAMES).collect::<Vec<_>>());
    assert_eq!(*table.intermediate(), synthetic::FLOWS);
    assert_eq!(table.final_demand().values, synthetic::demand());
    assert_eq!(table.primary_inputs().values, synthetic::primary());
    assert_eq!(table.output(Denominator::Row).as_slice(), synthetic::OUTPUT);
    assert_eq!(table.output(Denominator::Column).as_slice(), synthetic::OUTPUT);
    assert_eq!(loaded.published.coefficients.unwrap(), synthetic::coefficients());
    assert_eq!(loaded.published.inverse.unwrap(), synthetic::inverse());
    let component = |(id, kind): &(&str, ComponentKind)| Component { id: (*id).to_owned(), kind: *kind };
    let kinds: Vec<Component> = ComponentKind::WORDS.iter().take(6).map(component).collect();
    assert_eq!(table.final_demand().components, kinds);
    let row = |(id, kind): &(&str, PrimaryInputKind)| PrimaryInput { id: (*id).to_owned(), kind: *kind };
    let kinds: Vec<PrimaryInput> = PrimaryInputKind::WORDS.iter().take(6).map(row).collect();
    assert_eq!(table.primary_inputs().rows, kinds);
}

#[test]
fn three_blocks_on_one_sheet() {
    is_the_small_economy(&synthetic::stacked(), "bcch-2008-3", 1e6);
}

#[test]
fn three_blocks_on_sheets_of_their_own() {
    is_the_small_economy(&synthetic::spread(), "bcch-2013-3", 1e9);
}
