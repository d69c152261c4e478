//! From what the analyst typed to a table: the name of a shipped table, or the path of a file or folder.

use super::{Loaded, READERS, ReadOptions, Reader, grouping, labelled_csv, native};
use crate::table::shipped::{SHIPPED, Shipped};
use crate::words::{Code, Diagnostic, Diagnostics, Place, closest, suggestion};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Loads the table that a name or a path means. Gives nothing where the diagnostics have errors.
///
/// A shipped table's name comes before a path; `./chile-2021` is the folder. A classification that the options give is added,
/// whichever reader reads.
pub fn load(name: &str, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    let loaded = read(name, options, diagnostics)?;
    let Some(path) = &options.classification else { return Some(loaded) };
    let table = grouping::grouped(loaded.table, path, diagnostics)?;
    let mut files = loaded.files;
    files.push(path.clone());
    Some(Loaded { table, files, ..loaded })
}

fn read(name: &str, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    let forced = match &options.reader {
        Some(word) => Some(reader(word, diagnostics)?),
        None => None,
    };
    let shipped = Shipped::find(name);
    if let Some(shipped) = shipped
        && forced.is_none_or(|reader| reader.name == native::READER.name)
    {
        for_it(&native::READER, options, diagnostics)?;
        return native::read_shipped(shipped, options, diagnostics);
    }
    let path = Path::new(name);
    let problem = match fs::metadata(path) {
        Ok(data) if data.is_file() || data.is_dir() => match forced.or_else(|| taker(path)) {
            Some(reader) => {
                for_it(reader, options, diagnostics)?;
                return (reader.read)(path, options, diagnostics);
            }
            None => no_reader(name, data.is_dir()),
        },
        Ok(_) => Diagnostic::new(Code::UNREADABLE_FILE, format!("`{name}` is neither a file nor a folder"))
            .at(Place::file(name))
            .help("name a file that stands on a disk"),
        Err(error) if error.kind() == ErrorKind::NotFound && shipped.is_some() => {
            Diagnostic::new(Code::UNKNOWN_FORMAT, format!("`{name}` comes with the program, in the native format"))
                .help("leave `--reader` out, or name a file")
        }
        Err(error) if error.kind() == ErrorKind::NotFound => unknown(name),
        Err(error) => Diagnostic::new(Code::UNREADABLE_FILE, format!("`{name}` cannot be read: {}", error.kind()))
            .at(Place::file(name))
            .help("check the path and its permissions"),
    };
    diagnostics.push(problem);
    None
}

/// Says which options are for another reader than the one that reads: passed over in silence they would look obeyed.
fn for_it(reader: &Reader, options: &ReadOptions, diagnostics: &mut Diagnostics) -> Option<()> {
    if reader.name == labelled_csv::READER.name {
        return Some(());
    }
    let given = [
        ("--final-demand", !options.final_demand.is_empty()),
        ("--primary-input", !options.primary_inputs.is_empty()),
        ("--ignore", !options.ignore.is_empty()),
    ];
    let given: Vec<&str> = given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect();
    if given.is_empty() {
        return Some(());
    }
    let message =
        format!("options of a plain CSV were given ({}) and the table is read as `{}`", given.join(", "), reader.name);
    let help = "leave the option out: the file itself says what its rows and columns are";
    diagnostics.push(Diagnostic::new(Code::WRONG_OPTION, message).help(help));
    None
}

fn taker(path: &Path) -> Option<&'static Reader> {
    READERS.iter().find(|reader| (reader.takes)(path)).copied()
}

/// The reader with this name.
fn reader(word: &str, diagnostics: &mut Diagnostics) -> Option<&'static Reader> {
    let found = READERS.iter().find(|reader| reader.name == word).copied();
    if found.is_none() {
        let names = READERS.iter().map(|reader| reader.name);
        let all = format!("the readers are {}", names.clone().collect::<Vec<_>>().join(", "));
        diagnostics.push(
            Diagnostic::new(Code::UNKNOWN_FORMAT, format!("no reader is called `{word}`"))
                .help(suggestion(word, names, &all)),
        );
    }
    found
}

fn no_reader(name: &str, folder: bool) -> Diagnostic {
    let (message, help) = if folder {
        (format!("the folder `{name}` has no table.toml"), "a table in the native format has one".to_owned())
    } else {
        let names = READERS.iter().map(|reader| reader.name).collect::<Vec<_>>().join(", ");
        (format!("no reader takes `{name}`"), format!("`--reader NAME` chooses one of {names}"))
    };
    Diagnostic::new(Code::UNKNOWN_FORMAT, message).at(Place::file(name)).help(help)
}

fn unknown(name: &str) -> Diagnostic {
    let ids = SHIPPED.iter().map(|shipped| shipped.id);
    let all = format!("the tables that come with the program are {}", ids.clone().collect::<Vec<_>>().join(", "));
    let help = match closest(name, ids) {
        Some(meant) => format!("did you mean `{meant}`? {all}"),
        None => all,
    };
    Diagnostic::new(Code::UNKNOWN_TABLE, format!("there is no table, file or folder `{name}`")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Denominator, Identities};
    use crate::words::Group;

    fn said(name: &str, reader: Option<&str>) -> (Option<Loaded>, Vec<(String, Option<String>)>) {
        let mut diagnostics = Diagnostics::default();
        let options = ReadOptions { reader: reader.map(str::to_owned), ..ReadOptions::default() };
        let loaded = load(name, &options, &mut diagnostics);
        let said = diagnostics.iter().map(|d| (format!("{}: {}", d.code.id, d.message), d.help.clone())).collect();
        (loaded, said)
    }

    fn shipped(id: &str) -> Loaded {
        let (loaded, said) = said(id, None);
        assert_eq!(said, [], "{id}");
        loaded.unwrap()
    }

    #[test]
    fn every_shipped_table_is_read_without_a_word_and_closes() {
        for table in SHIPPED {
            let loaded = shipped(table.id);
            assert_eq!(loaded.table.manifest().id, table.id);
            assert_eq!(loaded.reader, "native");
            assert_eq!(loaded.checksum.len(), 64);
            assert!(loaded.files.is_empty());
            let identities = Identities::of(&loaded.table);
            // The source's own rounding: the columns of 2008 miss by 1.04e-8.
            assert!(identities.sales[0].relative < 1e-15);
            assert!(identities.purchases[0].relative < 1.1e-8);
            assert_eq!(identities.output[0].gap, 0.0);
        }
    }

    #[test]
    fn a_shipped_table_is_the_same_from_its_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/chile-2021");
        for path in [folder.clone(), folder.join("table.toml")] {
            let (loaded, said) = said(path.to_str().unwrap(), None);
            assert_eq!(said, []);
            let (loaded, embedded) = (loaded.unwrap(), shipped("chile-2021"));
            assert_eq!(loaded.table, embedded.table);
            assert_eq!(loaded.checksum, embedded.checksum);
            assert_eq!(loaded.files.len(), 3);
        }
    }

    #[test]
    fn the_tables_of_chile_have_the_figures_of_the_bank() {
        let table = shipped("chile-2008").table;
        assert_eq!(table.len(), 49);
        // Sums over all sectors do not depend on their grouping: those of the Bank's 111 activities. The cells were rounded
        // to three decimals when they were grouped, 2,401 of them in the largest block.
        let close = |found: f64, known: f64| assert!((found - known).abs() < 0.05, "{found} is not {known}");
        close(table.intermediate().sum(), 73_747_228.156);
        close(table.output(Denominator::Row).sum(), 183_577_845.835);
        close(table.value_added().sum(), 84_937_190.087);
        let its = table.sectors().position("ITS").unwrap();
        close(table.output(Denominator::Row)[its], 1_775_084.898);
        assert_eq!(table.manifest().focus.as_deref(), Some("ITS"));
        assert_eq!(table.manifest().year, Some(2008));
        assert_eq!(table.money().to_string(), "million CLP of 2008");
        assert_eq!(table.sectors()[its].name_es, "Servicios informáticos");
        assert_eq!(table.notes()[0].texts[its], "97");
        assert_eq!(table.classification("branch").unwrap().groups().len(), 10);
        let exporters = table.naming().word("natural-resources").unwrap();
        let codes: Vec<&str> = exporters.iter().map(|&i| table.sectors().code(i)).collect();
        assert_eq!(codes, ["FRU", "FOR", "COP", "OMI", "WIN", "PUL"]);
        assert_eq!(table.naming().word("services-chains").unwrap().len(), 6);
    }

    #[test]
    fn the_textbook_table_is_the_one_that_tests_know() {
        let mut parts = shipped("miller-blair").table.into_parts();
        let known = crate::table::fixture::two_sectors().into_parts();
        assert_eq!(parts.manifest.household_income, Some(1000.0));
        assert_eq!(parts.manifest.year, None);
        assert_eq!(parts.groups, Vec::<Group>::new());
        parts.manifest = known.manifest.clone();
        parts.sectors = known.sectors.clone();
        assert_eq!(parts, known);
    }

    #[test]
    fn a_name_that_is_nothing_is_said_with_what_there_is() {
        let all = "the tables that come with the program are chile-2008, chile-2018, chile-2021, miller-blair";
        let (loaded, found) = said("chile-2012", None);
        assert_eq!(loaded, None);
        assert_eq!(
            found,
            [(
                "unknown-table: there is no table, file or folder `chile-2012`".to_owned(),
                Some(format!("did you mean `chile-2021`? {all}"))
            )]
        );
        assert_eq!(said("zzz", None).1[0].1, Some(all.to_owned()));
        assert_eq!(said("", None).1[0].0, "unknown-table: there is no table, file or folder ``");
    }

    #[test]
    fn a_reader_that_is_none_and_files_of_no_reader_are_said() {
        assert_eq!(said("chile-2021", Some("nativ")).1[0].0, "unknown-format: no reader is called `nativ`");
        assert!(said("chile-2021", Some("native")).0.is_some());
        assert_eq!(
            said("chile-2021", Some("labelled-csv")).1[0].0,
            "unknown-format: `chile-2021` comes with the program, in the native format"
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        assert_eq!(said(path, None).1[0].0, format!("unknown-format: the folder `{path}` has no table.toml"));
        let file = folder.path().join("table.pdf");
        fs::write(&file, "%PDF").unwrap();
        let file = file.to_str().unwrap();
        assert_eq!(said(file, None).1[0].0, format!("unknown-format: no reader takes `{file}`"));
    }

    #[test]
    fn options_of_another_reader_are_said() {
        let mut diagnostics = Diagnostics::default();
        let options =
            ReadOptions { ignore: vec!["TOTAL".into()], final_demand: vec!["C".into()], ..Default::default() };
        assert_eq!(load("miller-blair", &options, &mut diagnostics), None);
        let said: Vec<&str> = diagnostics.iter().map(|said| said.message.as_str()).collect();
        assert_eq!(
            said,
            ["options of a plain CSV were given (--final-demand, --ignore) and the table is read as `native`"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_on_a_disk_is_refused() {
        assert_eq!(said("/dev/null", None).1[0].0, "unreadable-file: `/dev/null` is neither a file nor a folder");
        let (_, found) = said("a\0b", None);
        assert!(found[0].0.starts_with("unreadable-file: "), "{found:?}");
    }
}
