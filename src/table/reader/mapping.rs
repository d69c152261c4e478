//! A mapping file: a CSV that says of every sector of a table which new sector it becomes part of.

use super::bundle;
use super::csv_text::{CsvText, Record, delimiter};
use super::labels;
use crate::table::label::{self, shortened};
use crate::table::{Aggregation, IoTable};
use crate::words::{Code, Diagnostic, Diagnostics, Sector, Sectors, suggestion};
use std::collections::HashMap;
use std::path::Path;

/// The columns of a mapping file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingColumns {
    /// The code of the old sector.
    pub code: String,
    /// The code of the new sector.
    pub to: String,
    /// The name of the new sector; none where the file has no names.
    pub name: Option<String>,
    /// The name of the new sector in Spanish.
    pub name_es: Option<String>,
    /// Whether the file may have other columns, which are notes.
    pub others: bool,
}

impl Default for MappingColumns {
    fn default() -> Self {
        Self {
            code: "code".into(),
            to: "to".into(),
            name: Some("name".into()),
            name_es: Some("name_es".into()),
            others: false,
        }
    }
}

impl MappingColumns {
    /// Columns called otherwise, as `code,to` or `code,to,name`; all others are notes.
    ///
    /// # Errors
    /// Fails on fewer than two words or more than three.
    pub fn parse(words: &str) -> Result<Self, Diagnostics> {
        let list: Vec<&str> = words.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        let (code, to, name) = match list[..] {
            [code, to] => (code, to, None),
            [code, to, name] => (code, to, Some(name.to_owned())),
            _ => {
                let message = format!("`{words}` does not name the columns of a mapping");
                let help = "name two or three: the old code, the new code and the name of the new sector";
                return Err(Diagnostic::new(Code::TABLE_SHAPE, message).help(help).into());
            }
        };
        Ok(Self { code: code.into(), to: to.into(), name, name_es: None, others: true })
    }
}

/// Reads a mapping file for a table. Gives nothing where the diagnostics have errors.
pub fn read_mapping(
    path: &Path,
    columns: &MappingColumns,
    table: &IoTable,
    diagnostics: &mut Diagnostics,
) -> Option<Aggregation> {
    let source = bundle::text(path, diagnostics)?.text;
    let delimiter = delimiter(&source);
    let text = CsvText::new(path.display().to_string(), source, delimiter);
    let mut said = Diagnostics::default();
    let targets = targets(&text, columns, table.sectors(), &mut said);
    let refused = said.has_errors();
    diagnostics.append(said);
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    match Aggregation::new(targets.filter(|_| !refused)?, format!("by the mapping `{file}`")) {
        Ok(aggregation) => Some(aggregation),
        Err(problems) => {
            diagnostics.append(problems);
            None
        }
    }
}

/// The positions of the columns in the file.
struct Found {
    code: usize,
    to: usize,
    name: Option<usize>,
    name_es: Option<usize>,
}

/// The new sector of every old one, in the order of the table.
fn targets(
    text: &CsvText,
    columns: &MappingColumns,
    sectors: &Sectors,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Sector>> {
    let mut records = text.records();
    let Some(header) = records.next() else {
        diagnostics.push(labels::no_header(text, &format!("{}, {}", columns.code, columns.to)));
        return None;
    };
    let found = find_columns(text, &header, columns, diagnostics)?;
    let mut rows = Rows { text, found, sectors, to: vec![None; sectors.len()], names: HashMap::new(), unknown: 0 };
    for record in records {
        labels::width(text, &header, &record, diagnostics);
        rows.take(&record, diagnostics);
    }
    rows.finish(diagnostics)
}

/// So many unknown codes are reported one by one: with more, the mapping is of another table.
const TOLD: usize = 100;

/// The rows of a mapping as they are read.
struct Rows<'r> {
    text: &'r CsvText,
    found: Found,
    sectors: &'r Sectors,
    /// The new sector of every old one, as far as it is known.
    to: Vec<Option<String>>,
    /// The two names of each new sector. The first that is given counts; another is said.
    names: HashMap<String, [String; 2]>,
    unknown: usize,
}

impl Rows<'_> {
    fn take(&mut self, record: &Record, diagnostics: &mut Diagnostics) {
        let (code, target) = (record.cell(self.found.code), record.cell(self.found.to));
        let Some(position) = self.sectors.position(code) else { return self.say_unknown(record, diagnostics) };
        if self.to[position].is_some() {
            let message = format!("the sector `{}` stands twice in the mapping", shortened(code));
            diagnostics.push(
                Diagnostic::new(Code::MAPPED_TWICE, message)
                    .at(self.text.cell(record, self.found.code))
                    .help("keep one of the two rows: a sector cannot be part of two"),
            );
            return;
        }
        self.to[position] = Some(target.to_owned());
        if let Some(problem) = label::reserved("sector", target) {
            diagnostics.push(problem.at(self.text.cell(record, self.found.to)));
            return;
        }
        let known = self.names.entry(target.to_owned()).or_default();
        for (known, at) in known.iter_mut().zip([self.found.name, self.found.name_es]) {
            let Some(at) = at else { continue };
            let name = record.cell(at);
            if known.is_empty() {
                name.clone_into(known);
            } else if !name.is_empty() && name != known {
                let (target, known, name) = (shortened(target), shortened(known), shortened(name));
                let message = format!("the new sector `{target}` is called `{known}` and `{name}`");
                diagnostics.push(
                    Diagnostic::new(Code::TWO_NAMES, message)
                        .at(self.text.cell(record, at))
                        .help("give it the same name in every row, or in one only"),
                );
            }
        }
    }

    fn say_unknown(&mut self, record: &Record, diagnostics: &mut Diagnostics) {
        self.unknown += 1;
        if self.unknown > TOLD {
            return;
        }
        let code = record.cell(self.found.code);
        let codes: Vec<&str> = self.sectors.iter().map(|sector| sector.code.as_str()).collect();
        let help = suggestion(code, codes, "`eslabon table show TABLE` lists the sectors of a table");
        let message = format!("the table has no sector `{}`", shortened(code));
        let place = self.text.cell(record, self.found.code);
        diagnostics.push(Diagnostic::new(Code::UNKNOWN_SECTOR, message).at(place).help(help));
    }

    fn finish(self, diagnostics: &mut Diagnostics) -> Option<Vec<Sector>> {
        if self.unknown > TOLD {
            let message = format!("{} more rows name sectors that the table has not", self.unknown - TOLD);
            diagnostics.push(
                Diagnostic::new(Code::UNKNOWN_SECTOR, message)
                    .at(self.text.place())
                    .help("check that the mapping is one for this table"),
            );
        }
        let missing: Vec<usize> = (0..self.to.len()).filter(|&position| self.to[position].is_none()).collect();
        if !missing.is_empty() {
            let named = missing.iter().take(TOLD).map(|&at| format!("`{}`", shortened(self.sectors.code(at))));
            let named = named.collect::<Vec<_>>().join(", ");
            let more = if missing.len() > TOLD { format!(" and {} more", missing.len() - TOLD) } else { String::new() };
            diagnostics.push(
                Diagnostic::new(Code::UNMAPPED_SECTOR, format!("the mapping has no row for {named}{more}"))
                    .at(self.text.place())
                    .help("add a row for each sector; one that stays as it is maps to itself"),
            );
            return None;
        }
        let sector = |code: String| {
            let [name, name_es] = self.names.get(&code).cloned().unwrap_or_default();
            let name = if name.is_empty() { code.clone() } else { name };
            let name_es = if name_es.is_empty() { name.clone() } else { name_es };
            Sector { code, name, name_es }
        };
        Some(self.to.into_iter().flatten().map(sector).collect())
    }
}

fn find_columns(
    text: &CsvText,
    header: &Record,
    columns: &MappingColumns,
    diagnostics: &mut Diagnostics,
) -> Option<Found> {
    let before = diagnostics.errors();
    let known: Vec<&str> = [Some(&columns.code), Some(&columns.to), columns.name.as_ref(), columns.name_es.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    for (at, label) in header.cells().enumerate().filter(|(_, label)| !label.is_empty()) {
        if header.cells().take(at).any(|earlier| earlier == label) {
            diagnostics.push(labels::twice("column", label).at(text.cell(header, at)));
        } else if !columns.others && !known.contains(&label) {
            let message = format!("a mapping has no column `{}`", shortened(label));
            let help =
                suggestion(label, known.clone(), "`--columns CODE,TO,NAME` names columns that are called otherwise");
            diagnostics.push(Diagnostic::new(Code::TABLE_SHAPE, message).at(text.cell(header, at)).help(help));
        }
    }
    let find = |label: &str| header.cells().position(|cell| cell == label);
    // With columns named by the analyst, the name must be there too; by themselves, names may be missing.
    let needed = if columns.others { known.clone() } else { vec![columns.code.as_str(), columns.to.as_str()] };
    let missing: Vec<&str> = needed.into_iter().filter(|label| find(label).is_none()).collect();
    if !missing.is_empty() {
        diagnostics.push(labels::missing("column", &missing).at(text.cell(header, 0)));
    }
    if diagnostics.errors() > before {
        return None;
    }
    Some(Found {
        code: find(&columns.code)?,
        to: find(&columns.to)?,
        name: columns.name.as_deref().and_then(find),
        name_es: columns.name_es.as_deref().and_then(find),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::oddities;

    /// A message with its line and column.
    type Said = (String, Option<(usize, usize)>);

    fn said(text: &str, columns: &MappingColumns) -> (Option<Vec<Sector>>, Vec<Said>) {
        let mut diagnostics = Diagnostics::default();
        let text = CsvText::new("m.csv", std::sync::Arc::new(text.to_owned()), delimiter(text));
        let targets = targets(&text, columns, oddities().sectors(), &mut diagnostics);
        let said = diagnostics.iter().map(|d| {
            assert!(d.help.is_some(), "{}", d.message);
            (format!("{}: {}", d.code.id, d.message), d.place.as_ref().and_then(crate::words::Place::line_and_column))
        });
        let said = said.collect();
        (targets, said)
    }

    #[test]
    fn a_mapping_says_where_every_sector_goes() {
        let text = "code,to,name,name_es\nS3,b,Rest,Resto\nS1,a,,\nS2,a,First,\nS4,b,Rest,\nS5,b,,\n";
        let (targets, said) = said(text, &MappingColumns::default());
        assert_eq!(said, []);
        let first = Sector::new("a", "First");
        let rest = Sector { code: "b".into(), name: "Rest".into(), name_es: "Resto".into() };
        assert_eq!(targets.unwrap(), [&first, &first, &rest, &rest, &rest].map(Clone::clone));
    }

    #[test]
    fn every_problem_of_a_mapping_is_told() {
        let text = "code,to,name\nS1,a,One\nS1,b,\nT2,a,\nS2,a,Two\nS3,,\nS4,all,\n";
        assert_eq!(
            said(text, &MappingColumns::default()),
            (
                None,
                vec![
                    ("mapped-twice: the sector `S1` stands twice in the mapping".to_owned(), Some((3, 1))),
                    ("unknown-sector: the table has no sector `T2`".into(), Some((4, 1))),
                    ("two-names: the new sector `a` is called `One` and `Two`".into(), Some((5, 6))),
                    ("reserved-label: a sector has an empty name".into(), Some((6, 4))),
                    ("reserved-label: the sector `all` has a name that means something else".into(), Some((7, 4))),
                    ("unmapped-sector: the mapping has no row for `S5`".into(), None),
                ]
            )
        );
    }

    #[test]
    fn every_problem_of_a_mapping_has_its_next_step() {
        let text = "code,to,name\nS1,a,One\nS1,a,One\nS2,a,Two\n";
        let mut diagnostics = Diagnostics::default();
        let csv = CsvText::new("m.csv", std::sync::Arc::new(text.to_owned()), delimiter(text));
        assert_eq!(targets(&csv, &MappingColumns::default(), oddities().sectors(), &mut diagnostics), None);
        let said: Vec<(&str, &str)> =
            diagnostics.iter().map(|d| (d.code.id, d.help.as_deref().unwrap_or(""))).collect();
        assert_eq!(
            said,
            [
                ("mapped-twice", "keep one of the two rows: a sector cannot be part of two"),
                ("two-names", "give it the same name in every row, or in one only"),
                ("unmapped-sector", "add a row for each sector; one that stays as it is maps to itself"),
            ]
        );
    }

    #[test]
    fn a_mapping_of_another_table_is_told_in_few_words() {
        let rows: String = (0..300).fold(String::new(), |rows, row| rows + &format!("X{row},a\n"));
        let (_, found) = said(&format!("code,to\n{rows}"), &MappingColumns::default());
        assert_eq!(found.len(), TOLD + 2);
        assert_eq!(found[TOLD].0, "unknown-sector: 200 more rows name sectors that the table has not");
        assert_eq!(found[TOLD + 1].0, "unmapped-sector: the mapping has no row for `S1`, `S2`, `S3`, `S4`, `S5`");
    }

    #[test]
    fn columns_are_strict_or_named() {
        let messages = |text: &str, columns: &MappingColumns| {
            said(text, columns).1.into_iter().map(|(message, _)| message).collect::<Vec<_>>()
        };
        let strict = MappingColumns::default();
        assert_eq!(
            messages("code,too,to,to\n", &strict),
            ["table-shape: a mapping has no column `too`", "table-shape: the column `to` stands twice"]
        );
        assert_eq!(messages("code,name\n", &strict), ["table-shape: the column `to` is missing"]);
        assert_eq!(messages("", &strict), ["table-shape: the file is empty"]);
        let named = MappingColumns::parse("old, new ,label").unwrap();
        assert_eq!(
            messages("old;other;new;label\nS1;x;a;A\nS2;x;a;A\nS3;x;a;A\nS4;x;a;A\nS5;x;a;A\n", &named),
            [""; 0]
        );
        assert_eq!(messages("old,new\n", &named), ["table-shape: the column `label` is missing"]);
        for words in ["", "old", "a,b,c,d"] {
            let problems = MappingColumns::parse(words).unwrap_err();
            let message = format!("`{words}` does not name the columns of a mapping");
            assert_eq!(problems.iter().next().unwrap().message, message);
        }
    }
}
