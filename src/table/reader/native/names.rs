//! Names that go from one file of a table to another: groups and focus of the manifest name sectors, and no two labels
//! may be taken for one another.

use super::manifest::Told;
use super::sectors::SectorList;
use crate::table::label;
use crate::words::{Classification, Diagnostic, Diagnostics, Group, Naming, Place, Sectors, Typed};

/// Says every label of a sector, a column or a row that is reserved, empty, or that of something else.
pub(super) fn check(sectors: &Sectors, told: &Told, diagnostics: &mut Diagnostics) {
    for sector in sectors.iter() {
        if let Some(diagnostic) = label::reserved("sector", &sector.code) {
            diagnostics.push(diagnostic);
        }
    }
    let components = told.components.iter().flatten().map(|typed| ("column", &typed.value.id, &typed.place));
    let rows = told.rows.iter().flatten().map(|typed| ("row", &typed.value.id, &typed.place));
    for (what, id, place) in components.chain(rows) {
        let diagnostic = label::reserved(what, id).or_else(|| label::of_a_sector(what, id, sectors));
        diagnostics_at(diagnostic, place, diagnostics);
    }
}

/// The groups of the manifest, with their members found.
pub(super) fn groups(list: &SectorList, told: &Told, diagnostics: &mut Diagnostics) -> Vec<Group> {
    let of_classes: Vec<Group> = list.classifications.iter().flat_map(Classification::groups).collect();
    for (at, group) in of_classes.iter().enumerate() {
        if let Some(diagnostic) = label::shadowed(group, &of_classes[..at], &list.sectors) {
            diagnostics.push(diagnostic);
        }
    }
    let naming = Naming::new(&list.sectors, of_classes.clone());
    let mut groups: Vec<Group> = Vec::new();
    for (name, words) in &told.groups {
        let Some(members) = members(&naming, words, name, diagnostics) else { continue };
        let group = Group { id: name.value.clone(), members };
        let diagnostic =
            label::reserved("group", &group.id).or_else(|| label::shadowed(&group, &of_classes, &list.sectors));
        diagnostics_at(diagnostic, &name.place, diagnostics);
        groups.push(group);
    }
    groups
}

fn members(
    naming: &Naming<'_>,
    words: &[Typed<String>],
    name: &Typed<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let before = diagnostics.errors();
    for word in words {
        let bare = word.value.trim().trim_start_matches('!');
        diagnostics_at(naming.word(bare).err().map(|error| error.diagnostic()), &word.place, diagnostics);
    }
    if diagnostics.errors() > before {
        return None;
    }
    let texts: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
    naming
        .select(&texts)
        .map_err(|errors| {
            for error in errors {
                diagnostics.push(error.diagnostic().at(name.place.clone()));
            }
        })
        .ok()
}

/// The code of the sector that the manifest's focus names.
pub(super) fn focus(list: &SectorList, groups: &[Group], told: &Told, diagnostics: &mut Diagnostics) -> Option<String> {
    let focus = told.focus.as_ref()?;
    let of_classes = list.classifications.iter().flat_map(Classification::groups);
    let naming = Naming::new(&list.sectors, of_classes.chain(groups.iter().cloned()).collect());
    match naming.one(&focus.value) {
        Ok(position) => Some(list.sectors.code(position).to_owned()),
        Err(error) => {
            diagnostics.push(error.diagnostic().at(focus.place.clone()));
            None
        }
    }
}

fn diagnostics_at(diagnostic: Option<Diagnostic>, place: &Place, diagnostics: &mut Diagnostics) {
    if let Some(diagnostic) = diagnostic {
        diagnostics.push(diagnostic.at(place.clone()));
    }
}
