//! The input-output workbooks of the Central Bank of Chile, exactly as published (`.xlsx`).
//!
//! Everything is found by content: blocks by their activity codes, rows and columns by the words of their labels, the unit
//! by its brackets. No sheet name and no fixed cell is relied on, so both of the Bank's layouts, with the three blocks
//! stacked on one sheet (2008) or on sheets of their own (2013 on), are read by the same steps, and so are copies with rows
//! and columns moved.
//!
//! | file | what it does |
//! |---|---|
//! | `workbook`, `sheet` | opens the file and keeps the cells that hold something |
//! | `damage` | compares the checksums of the file's parts |
//! | `codes`, `block` | finds lines of activity codes, and blocks with the same codes in both directions |
//! | `subject`, `found`, `heading`, `money` | tells what a block shows, its title, unit and year |
//! | `selection` | picks the table, and the coefficients and inverse that go with it |
//! | `labels`, `columns`, `rows`, `names` | final demand, primary inputs, names of activities |
//! | `figures` | reads numbers and tells the cells that hold none |
//! | `manifest`, `assemble` | puts the table together |

mod assemble;
mod block;
mod codes;
mod columns;
mod damage;
mod figures;
mod found;
mod heading;
mod labels;
mod manifest;
mod money;
mod names;
mod rows;
mod selection;
mod sheet;
mod subject;
mod workbook;

use super::{Loaded, ReadOptions, Reader, bundle};
use crate::words::Diagnostics;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use workbook::Workbook;

/// The reader.
pub(super) static READER: Reader = Reader {
    name: "central-bank-of-chile",
    about: "Input-output workbooks (.xlsx) of the Central Bank of Chile as published, 2008 on.",
    takes,
    read,
};

/// Whether a file is a workbook, by its name or, where the name says nothing, by its first bytes.
fn takes(path: &Path) -> bool {
    let named = path.extension().is_some_and(|extension| {
        ["xlsx", "xlsm", "xls"].iter().any(|workbook| extension.eq_ignore_ascii_case(workbook))
    });
    named && path.is_file() || {
        let mut first = [0; 4];
        path.is_file()
            && File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok()
            && workbook::starts_like_one(&first)
    }
}

fn read(path: &Path, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    let bytes = bundle::bytes(path, diagnostics)?;
    let workbook =
        Workbook::from_bytes(&path.display().to_string(), &bytes).map_err(|it| diagnostics.append(it)).ok()?;
    let (table, published) = assemble::table(&workbook, options, diagnostics)?;
    let checksum = bundle::checksum(&bytes);
    Some(Loaded { table, published, reader: READER.name, checksum, files: vec![path.to_owned()] })
}
