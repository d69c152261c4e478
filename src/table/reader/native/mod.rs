//! The native format: a folder with a manifest (`table.toml`), the table as economists print it (`table.csv`), its sectors
//! (`sectors.csv`) and, if there are any, accounts in other units (`satellites.csv`).

mod flows;
mod manifest;
mod names;
mod satellites;
mod sectors;

pub(super) use manifest::year;

use super::bundle::{self, Bundle, TextFile};
use super::csv_text::CsvText;
use super::{Loaded, Published, ReadOptions, Reader, value_added};
use crate::table::label::shortened;
use crate::table::shipped::Shipped;
use crate::table::{FinalDemand, Identities, IoTable, Parts, PrimaryInputs, Satellites};
use crate::words::{Code, Diagnostic, Diagnostics, Document, Key, Place, suggestion};
use std::path::Path;

const MANIFEST: &str = "table.toml";
const TABLE: &str = "table.csv";
const SECTORS: &str = "sectors.csv";
const SATELLITES: &str = "satellites.csv";
/// In the order of the names, which is that of the checksum.
const FILES: &[&str] = &[SATELLITES, SECTORS, TABLE, MANIFEST];

/// The keys of the manifest, table by table; the top of the file has no name. The tables that are not here have free keys.
pub static MANIFEST_KEYS: &[(&str, &[Key])] =
    &[("", manifest::TOP), ("money", manifest::MONEY), ("source", manifest::SOURCE)];

/// The reader of the native format.
pub(super) static READER: Reader = Reader {
    name: "native",
    about: "A folder with table.toml, table.csv and sectors.csv, or its table.toml.",
    takes: |path| path.join(MANIFEST).is_file() || path.file_name().is_some_and(|name| name == MANIFEST),
    read: read_folder,
};

fn read_folder(path: &Path, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let bundle = Bundle::folder(folder, FILES, diagnostics);
    say_unread(folder, diagnostics);
    read(bundle, options, diagnostics)
}

/// Says which files of figures stand in the folder of a table and are not read: a misspelt `satellites.csv` would be missed
/// in silence.
fn say_unread(folder: &Path, diagnostics: &mut Diagnostics) {
    for name in bundle::figures_beside(folder, FILES) {
        let message = format!("the file `{}` in the folder of the table is not read", shortened(&name));
        let files =
            "a table is read from table.toml, table.csv, sectors.csv and satellites.csv; move other files elsewhere";
        diagnostics.push(
            Diagnostic::new(Code::UNREAD_FILE, message)
                .at(Place::file(folder.join(&name).display().to_string()))
                .help(suggestion(&name, FILES.iter().copied(), files)),
        );
    }
}

/// Reads a table that comes with the program.
pub(super) fn read_shipped(shipped: &Shipped, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    read(Bundle::embedded(shipped.id, shipped.files), options, diagnostics)
}

/// Reads a table from texts with the names of its files, in the order of the names.
#[cfg(test)]
pub(in crate::table) fn read_texts(files: &[(&str, &str)], diagnostics: &mut Diagnostics) -> Option<IoTable> {
    read(Bundle::embedded("t", files), &ReadOptions::default(), diagnostics).map(|loaded| loaded.table)
}

fn read(bundle: Bundle, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    // Gathered apart, because the list that is handed in may hold errors of other tables.
    let mut said = Diagnostics::default();
    let length = bundle.file(TABLE).map_or(0, |file| file.text.text.len());
    let (checksum, table) = bundle::beside(length, || bundle.checksum(), || table(&bundle, options, &mut said));
    let refused = said.has_errors();
    diagnostics.append(said);
    table.filter(|_| !refused).map(|table| Loaded {
        table,
        published: Published::default(),
        reader: READER.name,
        checksum,
        files: bundle.paths,
    })
}

fn table(bundle: &Bundle, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<IoTable> {
    let csv = |file: &TextFile| CsvText::new(&file.shown, file.text.text.clone(), b',');
    let manifest = needed(bundle, MANIFEST, diagnostics);
    let sectors = needed(bundle, SECTORS, diagnostics).map(csv);
    let flows = needed(bundle, TABLE, diagnostics).map(csv);
    let document = Document::parse(&manifest?.shown, &manifest?.text.text, diagnostics);
    let told = manifest::read(&document, diagnostics)?;
    let list = sectors::read(&sectors?, &told.classifications, diagnostics)?;
    names::check(&list.sectors, &told, diagnostics);
    let groups = names::groups(&list, &told, diagnostics);
    let focus = names::focus(&list, &groups, &told, diagnostics);
    let (components, rows) = (told.components?, told.rows?);
    let components: Vec<_> = components.into_iter().map(|component| component.value).collect();
    let rows: Vec<_> = rows.into_iter().map(|row| row.value).collect();
    let (component_ids, row_ids): (Vec<_>, Vec<_>) =
        (components.iter().map(|c| c.id.clone()).collect(), rows.iter().map(|r| r.id.clone()).collect());
    let flows = flows?;
    let blocks = flows::read(&flows, &list.sectors, &component_ids, &row_ids, diagnostics)?;
    let satellites = bundle.file(SATELLITES).map_or_else(
        || Satellites::none(list.sectors.len()),
        |f| satellites::read(&csv(f), &list.sectors, diagnostics),
    );
    // What follows compares figures with one another; with some of them missing it would only mislead.
    if diagnostics.has_errors() {
        return None;
    }
    let primary_inputs = value_added::settle(
        PrimaryInputs { rows, values: blocks.primary_inputs },
        &list.sectors,
        &blocks.output_by_column,
        options.tolerances.identity,
        &flows.place(),
        diagnostics,
    );
    let mut manifest = told.manifest;
    manifest.focus = focus;
    let built = IoTable::new(Parts {
        manifest,
        sectors: list.sectors,
        classifications: list.classifications,
        groups,
        notes: list.notes,
        intermediate: blocks.intermediate,
        final_demand: FinalDemand { components, values: blocks.final_demand },
        primary_inputs,
        satellites,
        output_by_row: blocks.output_by_row,
        output_by_column: blocks.output_by_column,
    });
    match built {
        Ok(table) => {
            diagnostics.append(Identities::of(&table).diagnostics(&table, options.tolerances, Some(&flows.place())));
            Some(table)
        }
        Err(problems) => {
            diagnostics.append(problems);
            None
        }
    }
}

/// A file that the format cannot do without.
fn needed<'b>(bundle: &'b Bundle, name: &str, diagnostics: &mut Diagnostics) -> Option<&'b TextFile> {
    let file = bundle.file(name);
    if file.is_none() && !bundle.unreadable.iter().any(|unreadable| unreadable == name) {
        diagnostics.push(
            Diagnostic::new(Code::UNREADABLE_FILE, format!("the table `{}` has no file `{name}`", bundle.shown))
                .at(Place::file(bundle.shown.clone()))
                .help(format!("a table is a folder with {MANIFEST}, {TABLE} and {SECTORS}")),
        );
    }
    file
}

#[cfg(test)]
mod tests;
