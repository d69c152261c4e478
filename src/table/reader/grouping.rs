//! A classification for a table whose own file brings none, such as a workbook: a CSV that puts every sector into a group.
//!
//! The file is a mapping (`code,to`), so that the same file groups the sectors here and adds them up in `table aggregate`.

use super::{MappingColumns, read_mapping};
use crate::table::{IoTable, label};
use crate::words::{Classification, Diagnostics, Place};
use std::path::Path;

/// The table with the classification that a mapping file gives it, called by the name of the file. It stands before those
/// that the table has, and replaces one of the same name.
pub(super) fn grouped(table: IoTable, path: &Path, diagnostics: &mut Diagnostics) -> Option<IoTable> {
    let mapping = read_mapping(path, &MappingColumns::default(), &table, diagnostics)?;
    let labels = mapping.targets().iter().map(|&to| mapping.sectors().code(to).to_owned()).collect();
    let classification = Classification::new(path.file_stem().unwrap_or_default().to_string_lossy(), labels);
    let mut parts = table.into_parts();
    parts.classifications.retain(|other| other.id() != classification.id());
    let before = diagnostics.errors();
    let mut earlier: Vec<_> = parts.classifications.iter().flat_map(Classification::groups).collect();
    earlier.extend(parts.groups.iter().cloned());
    for group in classification.groups() {
        if let Some(problem) = label::shadowed(&group, &earlier, &parts.sectors) {
            diagnostics.push(problem.at(Place::file(path.display().to_string())));
        }
    }
    if diagnostics.errors() > before {
        return None;
    }
    parts.classifications.insert(0, classification);
    IoTable::new(parts).map_err(|problems| diagnostics.append(problems)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{branched, oddities};
    use std::fs;

    fn said(table: IoTable, name: &str, text: &str) -> Result<IoTable, Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let mut diagnostics = Diagnostics::default();
        let table = grouped(table, &path, &mut diagnostics);
        assert_eq!(table.is_some(), !diagnostics.has_errors());
        table.ok_or_else(|| diagnostics.iter().map(|said| format!("{}: {}", said.code.id, said.message)).collect())
    }

    #[test]
    fn a_file_gives_a_table_its_first_classification() {
        let table =
            said(oddities(), "region.csv", "code,to\nS1,north\nS2,south\nS3,north\nS4,south\nS5,south\n").unwrap();
        let first = &table.classifications()[0];
        assert_eq!((first.id(), first.labels()[2].as_str()), ("region", "north"));
        assert_eq!(table.naming().word("south"), Ok(vec![1, 3, 4]));
        assert_eq!(table.intermediate(), oddities().intermediate());
    }

    #[test]
    fn one_of_the_same_name_is_replaced() {
        let codes: Vec<String> = branched().sectors().iter().map(|sector| sector.code.clone()).collect();
        let rows = codes.join(",whole\n") + ",whole\n";
        let table = said(branched(), "branch.csv", &format!("code,to\n{rows}")).unwrap();
        assert_eq!(table.classifications().len(), branched().classifications().len());
        assert_eq!(table.naming().word("whole").unwrap().len(), table.len());
    }

    #[test]
    fn what_cannot_be_a_classification_is_said() {
        assert_eq!(
            said(oddities(), "c.csv", "code,to\nS1,a\nS2,S1\nS3,a\nS4,a\nS5,a\n").unwrap_err(),
            ["duplicate-group: the group `S1` has the name of a sector"]
        );
        let lacking = said(oddities(), "c.csv", "code,to\nS1,a\nS2,a\nS3,a\nS4,a\n").unwrap_err();
        assert_eq!(lacking, ["unmapped-sector: the mapping has no row for `S5`"]);
    }
}
