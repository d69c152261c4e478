//! `[groups]`: sets of sectors with a name, beside those of the table. Their words are codes, names and the table's own groups. A code, or a
//! group of the table, keeps its meaning: a file that called others so would be read one way on one table and another way elsewhere.

use super::definition::{Defined, Definitions};
use super::{json, name};
use crate::study::entry::Selection;
use crate::words::{ALL, Code, Diagnostic, Diagnostics, Group, Naming, Place, Section, folded};

pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Definitions<Selection> {
    let mut groups = Definitions::default();
    for (typed, item) in section.entries() {
        let mut is_name = name::check("a group", typed.value, &typed.place, diagnostics);
        if folded(typed.value) == ALL {
            let message = format!("`{}` means every sector and is no name for a group", typed.value);
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
    let (mut right, mut wrong): (Vec<Group>, Vec<String>) = (Vec::new(), Vec::new());
    for defined in groups.iter() {
        let id = &defined.key;
        let taken = taken(id, naming, &right);
        if let Some((message, help)) = &taken {
            diagnostics.push(told(message.clone(), help, &defined.place));
        }
        let members = defined.value.as_ref().and_then(|selection| selection.among(naming, diagnostics));
        match members.filter(|_| taken.is_none()) {
            Some(members) => right.push(Group { id: id.clone(), members }),
            None => wrong.push(id.clone()),
        }
    }
    (right, wrong)
}

fn told(message: String, help: &str, place: &Place) -> Diagnostic {
    Diagnostic::new(Code::DUPLICATE_GROUP, message).at(place.clone()).help(help)
}

/// What is called so already, case and accents ignored, and the next step; none where nothing is.
fn taken(id: &str, naming: &Naming<'_>, earlier: &[Group]) -> Option<(String, &'static str)> {
    let is_alike = |other: &str| folded(other) == folded(id);
    if let Some(sector) = naming.sectors().iter().find(|sector| is_alike(&sector.code)) {
        let message = format!("the group `{id}` has the code of the sector {} ({})", sector.code, sector.name);
        return Some((message, "give the group another name; a code comes before a group wherever sectors are named"));
    }
    if let Some(group) = naming.groups().iter().find(|group| is_alike(&group.id)) {
        let message = format!("the table has a group `{}` already", group.id);
        return Some((message, "give the group another name, or leave it out and use that of the table"));
    }
    let group = earlier.iter().find(|group| is_alike(&group.id))?;
    let message = format!("the groups `{}` and `{id}` differ in case and accents alone", group.id);
    Some((message, "give one of them another name"))
}
