//! A scenario to start from: it runs as it is, and shows every kind of entry as a comment to be taken in.
//!
//! The examples name sectors, components and rows of the table that the scenario starts from. What stands beside each key comes from the
//! lists of keys by which files are read.

use super::entry::{ENTRIES, EntryKind};
use super::path::PATHS;
use crate::table::{ComponentKind, IoTable, PrimaryInputKind};
use crate::words::{Key, quoted};
use std::fmt::Write;

/// One example per kind of entry; words in capitals are named by [`Names`]. The first is the one that is run.
const EXAMPLES: &[(&str, &[(&str, &str)])] = &[
    (
        "shock.coefficient",
        &[
            ("name", "\"a client buys more\""),
            ("supplier", "\"FOCUS\""),
            ("buyers", "\"CLIENT\""),
            ("scale", "\"more\""),
            ("instead_of", "\"PAYER\""),
        ],
    ),
    (
        "shock.import_substitution",
        &[
            ("name", "\"imports are replaced\""),
            ("supplier", "\"FOCUS\""),
            ("buyers", "\"all\""),
            ("share", "0.25"),
            ("import_penetration", "0.3"),
        ],
    ),
    (
        "shock.final_demand",
        &[
            ("name", "\"more is sold to final users\""),
            ("sectors", "\"FOCUS\""),
            ("component", "\"COMPONENT\""),
            ("scale", "1.5"),
        ],
    ),
    (
        "shock.procurement",
        &[
            ("name", "\"a programme\""),
            ("component", "\"COMPONENT\""),
            ("amount", "100"),
            ("bill_of_goods", "{ \"FOCUS\" = 0.8, \"CLIENT\" = 0.2 }"),
            ("import_share", "0.1"),
        ],
    ),
    (
        "shock.productivity",
        &[
            ("name", "\"less is needed\""),
            ("buyers", "\"FOCUS\""),
            ("row", "\"ROW\""),
            ("scale", "0.9"),
            ("passes_to", "\"prices\""),
        ],
    ),
    ("shock.extraction", &[("name", "\"a part is gone\""), ("sectors", "\"OTHER\""), ("share", "0.5")]),
    (
        "shock.output_limit",
        &[
            ("name", "\"no more can be made\""),
            ("sectors", "\"OTHER\""),
            ("scale", "0.97"),
            ("rationing", "\"imports\""),
        ],
    ),
    (
        "adoption",
        &[
            ("name", "\"a technology spreads\""),
            ("supplier", "\"FOCUS\""),
            ("buyers", "\"OTHER\""),
            ("target", "{ scale = 1.2 }"),
            ("instead_of", "\"PAYER\""),
            ("innovation", "0.01"),
            ("imitation", "0.35"),
        ],
    ),
];

/// What a starting scenario is about.
#[derive(Debug, Clone, Copy)]
pub struct Start<'t> {
    /// The name of the scenario.
    pub name: &'t str,
    /// The table as the file is to name it.
    pub table_word: &'t str,
    /// The table itself.
    pub table: &'t IoTable,
    /// The sector that is looked at.
    pub focus: usize,
}

impl Start<'_> {
    /// The text of the file.
    pub fn text(&self) -> String {
        let Self { name, table_word, table, focus } = self;
        let mut text = format!(
            "# What if ...? The question that the scenario answers, and what it rests on.\n\
             #\n\
             # `eslabon check FILE --explain` prints every number that it changes, `eslabon run FILE` what follows.\n\
             # What is not mentioned stays as the table has it. Lines that begin with `#` are comments.\n\
             \n\
             format = 1\n\
             name   = {}\n\
             title  = \"A title for people\"\n\
             note   = \"What happens, in a sentence or two.\"\n\
             # years = [2021, 2035]     # every year from the first to the last; one outcome without\n\
             \n\
             [base]\n\
             table   = {}\n\
             closure = \"open\"           # or \"households\": what they earn they spend\n\
             focus   = {}            # {}\n\
             \n\
             [parameters]\n\
             # Numbers with a name; `--set more=1.2` changes one from outside. Low and high make the band of every result.\n\
             more = {{ value = 1.1, low = 1.05, high = 1.25, note = \"where the figure comes from\" }}\n\
             \n\
             # [paths]                  # how a change comes about over the years; an entry calls one by `path`\n\
             # rise = {{ logistic = {{ midpoint = 2027, years_10_to_90 = 8 }} }}\n",
            quoted(name),
            quoted(table_word),
            quoted(table.sectors().code(*focus)),
            table.sectors()[*focus].name,
        );
        let kinds: Vec<&str> = PATHS.iter().map(|kind| kind.id).collect();
        let _ = writeln!(text, "# # kinds of path: {}", kinds.join(", "));
        let names = Names::of(table, *focus);
        for (at, (id, lines)) in EXAMPLES.iter().enumerate() {
            if let Some(kind) = ENTRIES.iter().find(|kind| kind.id == *id) {
                text.push_str(&example(kind, lines, &names, if at == 0 { "" } else { "# " }));
            }
        }
        text
    }
}

/// One entry with what each of its keys says; every line begins with `mark`.
fn example(kind: &EntryKind, lines: &[(&str, &str)], names: &Names<'_>, mark: &str) -> String {
    let mut text = format!("\n{mark}# {}\n{mark}[[{}]]\n", kind.about, kind.id);
    let values: Vec<(&str, String)> = lines.iter().map(|(key, value)| (*key, names.fill(value))).collect();
    let keys = values.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
    let cells = values.iter().map(|(_, value)| value.len()).max().unwrap_or_default();
    for (key, value) in &values {
        let about = kind.keys.iter().find(|known| known.name == *key).map_or("", |known| known.about);
        let _ = writeln!(text, "{mark}{key:keys$} = {value:cells$}  # {about}");
    }
    let is_shown = |key: &&Key| lines.iter().any(|(shown, _)| *shown == key.name);
    for key in kind.keys.iter().filter(|key| !is_shown(key)) {
        let _ = writeln!(text, "{mark}# {}: {}; {}", key.name, key.takes, key.about);
    }
    text
}

/// What the words in capitals stand for on a table.
struct Names<'t> {
    words: [(&'static str, &'t str); 6],
}

impl<'t> Names<'t> {
    fn of(table: &'t IoTable, focus: usize) -> Self {
        let code = |sector: usize| table.sectors().code(sector);
        let sales = table.intermediate().row(focus);
        let others = || (0..table.len()).filter(|&sector| sector != focus);
        let client = others().max_by(|&one, &other| sales[one].total_cmp(&sales[other])).unwrap_or(focus);
        let other = others().find(|&sector| sector != client).unwrap_or(client);
        let demand = table.final_demand();
        let component = demand.of_kind(ComponentKind::Exports).next().unwrap_or_default();
        let inputs = table.primary_inputs();
        let has = |kind| inputs.of_kind(kind).next();
        let payers = [
            (PrimaryInputKind::Imports, "imports"),
            (PrimaryInputKind::OperatingSurplus, "operating_surplus"),
            (PrimaryInputKind::Compensation, "compensation"),
        ];
        let payer = payers.into_iter().find(|(kind, _)| has(*kind).is_some()).map_or("suppliers", |(_, word)| word);
        let row = has(PrimaryInputKind::Compensation).unwrap_or_default();
        Self {
            words: [
                ("FOCUS", code(focus)),
                ("CLIENT", code(client)),
                ("OTHER", code(other)),
                ("COMPONENT", demand.components.get(component).map_or("", |component| component.id.as_str())),
                ("PAYER", payer),
                ("ROW", inputs.rows.get(row).map_or("", |row| row.id.as_str())),
            ],
        }
    }

    /// A value with its words filled in. They stand in quotes, and each is looked at once: a sector may be called as a word is.
    fn fill(&self, value: &str) -> String {
        let named = |text: &str| {
            self.words
                .iter()
                .find(|(word, _)| *word == text)
                .map_or_else(|| text.to_owned(), |(_, name)| (*name).to_owned())
        };
        let pieces = value.split('"').enumerate();
        pieces.map(|(at, piece)| if at % 2 == 1 { quoted(&named(piece)) } else { piece.to_owned() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::{LoadOptions, Point, load};
    use crate::table::reader::{self, ReadOptions};
    use crate::words::{Diagnostics, Sector, Sectors};
    use std::fs;

    fn start(table_word: &str) -> String {
        let mut diagnostics = Diagnostics::default();
        let table = reader::load(table_word, &ReadOptions::default(), &mut diagnostics).unwrap().table;
        let focus = table.manifest().focus.as_ref().map_or(0, |focus| table.sectors().position(focus).unwrap());
        Start { name: "mine", table_word, table: &table, focus }.text()
    }

    /// Whether the text runs without a word.
    fn runs(text: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        fs::write(&path, text).unwrap();
        let mut diagnostics = Diagnostics::default();
        let loaded = load(&[path], &LoadOptions::default(), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{text}");
        for point in [Point::Low, Point::Central, Point::High] {
            let outcome = loaded.scenarios[0].simulate(&point).unwrap_or_else(|said| panic!("{said:#?}\n{text}"));
            assert!(!outcome.years[0].state.settled().is_nothing(), "{text}");
            assert!(crate::study::warnings(&[outcome]).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_starting_file_runs_as_it_is_on_any_shipped_table() {
        for shipped in crate::table::SHIPPED {
            runs(&start(shipped.id));
        }
    }

    #[test]
    fn sectors_and_tables_are_called_as_they_are_called() {
        // A code that is one of the words of the examples, one with a point, and a table that Rust would escape.
        let mut parts = crate::table::fixture::two_sectors().into_parts();
        parts.sectors =
            Sectors::new(vec![Sector::new("ROW", "Row \"of\" houses"), Sector::new("C.1", "Care")]).unwrap();
        let table = IoTable::new(parts).unwrap();
        let text = Start { name: "mine", table_word: "t\u{301}", table: &table, focus: 0 }.text();
        assert!(text.contains("table   = \"t\u{301}\"\n") && text.contains("supplier   = \"ROW\""), "{text}");
        assert!(text.contains("{ \"ROW\" = 0.8, \"C.1\" = 0.2 }"), "{text}");
        assert!(text.parse::<toml::Table>().is_ok(), "{text}");
    }

    #[test]
    fn all_examples_run_together() {
        for shipped in ["chile-2008", "chile-2018", "chile-2021"] {
            let text = start(shipped);
            let mut bare = String::new();
            for line in text.lines() {
                // What is commented out stands after one mark; what explains a key after two.
                let line = if line.starts_with("# # ") { line } else { line.strip_prefix("# ").unwrap_or(line) };
                let is_code = line.contains(" = ") || line.starts_with('[');
                bare.push_str(if is_code || line.starts_with('#') { line } else { "" });
                bare.push('\n');
            }
            let bare = bare.replace("# years =", "years =");
            assert_eq!(bare.matches("\n[[").count(), EXAMPLES.len(), "{bare}");
            runs(&bare.replace("[[shock.extraction]]\n", "[[shock.extraction]]\npath = \"rise\"\n"));
        }
    }

    #[test]
    fn every_kind_has_an_example_and_each_runs_once_its_marks_are_taken_away() {
        let ids: Vec<&str> = EXAMPLES.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, ENTRIES.iter().map(|kind| kind.id).collect::<Vec<_>>());
        let text = start("chile-2021");
        for id in &ids[1..] {
            let open = format!("# [[{id}]]\n");
            let at = text.find(&open).unwrap_or_else(|| panic!("no {id} in\n{text}"));
            let block: Vec<&str> = text[at..].lines().take_while(|line| !line.is_empty()).collect();
            let bare: Vec<&str> = block.iter().map(|line| line.strip_prefix("# ").unwrap()).collect();
            let bare = text.replace(&block.join("\n"), &bare.join("\n"));
            // What spreads over years needs them.
            runs(&if *id == "adoption" { bare.replace("# years =", "years =") } else { bare });
        }
    }
}
