//! `[groups]`: sets of sectors with a name, beside those of the table. Their words are codes, names and the table's own groups; a
//! group of the table may be given another meaning, a code may not.

use super::definition::{Defined, Definitions};
use super::{json, name};
use crate::study::entry::Selection;
use crate::words::{Code, Diagnostic, Diagnostics, Group, Naming, Section, folded};

pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Definitions<Selection> {
    let mut groups = Definitions::default();
    for (typed, item) in section.entries() {
        let mut is_name = name::check("a group", typed.value, &typed.place, diagnostics);
        if typed.value == "all" {
            let message = "`all` means every sector and is no name for a group";
            let help = "give the group another name";
            diagnostics.push(Diagnostic::new(Code::RESERVED_LABEL, message).at(typed.place.clone()).help(help));
            is_name = false;
        }
        let value = Selection::read(&item, diagnostics).filter(|_| is_name).map(Into::into);
        groups.put(Defined { key: typed.value.to_owned(), place: typed.place, json: json::of(&item), value });
    }
    groups
}

/// The groups on a table. Gives those that are right, and the names of the others.
pub(super) fn resolve(
    groups: &Definitions<Selection>,
    naming: &Naming<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Group>, Vec<String>) {
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for defined in groups.iter() {
        let id = &defined.key;
        let sector = naming.sectors().iter().find(|sector| folded(&sector.code) == folded(id));
        if let Some(sector) = sector {
            let message = format!("the group `{id}` has the code of the sector {} ({})", sector.code, sector.name);
            diagnostics.push(
                Diagnostic::new(Code::DUPLICATE_GROUP, message)
                    .at(defined.place.clone())
                    .help("give the group another name; a code comes before a group wherever sectors are named"),
            );
        }
        let members = defined.value.as_ref().and_then(|selection| selection.among(naming, diagnostics));
        match members.filter(|_| sector.is_none()) {
            Some(members) => right.push(Group { id: id.clone(), members }),
            None => wrong.push(id.clone()),
        }
    }
    (right, wrong)
}
