//! The reader of the Central Bank of Chile's workbooks, from outside.

mod alterations;
mod altered;
mod as_published;
mod book;
mod damaged;
mod no_workbook;
mod small;
mod synthetic;

use eslabon::report::Language;
use eslabon::table::reader::{Loaded, READERS, ReadOptions, Reader};
use eslabon::words::{Class, Diagnostics};
use std::path::Path;

/// The reader.
fn reader() -> &'static Reader {
    READERS.iter().find(|reader| reader.name == "central-bank-of-chile").unwrap()
}

/// What is read of a file, and what is said of it.
fn read(path: &Path) -> (Option<Loaded>, Diagnostics) {
    assert!((reader().takes)(path), "{} is not taken", path.display());
    let mut diagnostics = Diagnostics::default();
    let loaded = (reader().read)(path, &ReadOptions::default(), &mut diagnostics);
    assert_eq!(loaded.is_none(), diagnostics.has_errors(), "{diagnostics:#?}");
    // Whatever warns stands on the page of results, in both languages.
    let spanish = Language::named("es").unwrap();
    for said in diagnostics.iter().filter(|said| said.code.class == Class::Warning) {
        for text in [Some(&said.message), said.help.as_ref()].into_iter().flatten() {
            assert!(spanish.knows(text), "without Spanish: {text}");
        }
    }
    (loaded, diagnostics)
}

/// The identifiers of what was said.
fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}
