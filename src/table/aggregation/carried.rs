//! What a table says beside its figures, carried over to the table of fewer sectors; what cannot be is left out and noted.

use super::Aggregation;
use crate::table::label;
use crate::table::{IoTable, Manifest};
use crate::words::{Classification, Group};

/// The manifest. The focus stays only if it is still a sector of its own: a study of a larger one is another study.
pub(super) fn manifest(aggregation: &Aggregation, table: &IoTable, notes: &mut Vec<String>) -> Manifest {
    let (old, n) = (table.manifest(), aggregation.sectors.len());
    notes.push(format!(
        "Aggregated from the {} sectors of `{}` into {n} sectors {}; the column `sum_of` of sectors.csv says which make a sector.",
        table.len(),
        old.id,
        aggregation.about
    ));
    let focus = old.focus.as_deref().and_then(|code| table.sectors().position(code)).and_then(|position| {
        let new = aggregation.to[position];
        let alone = aggregation.to.iter().filter(|to| **to == new).count() == 1;
        let (was, is) = (table.sectors().code(position), aggregation.sectors.code(new));
        if !alone {
            notes.push(format!("The focus `{was}` is part of the sector `{is}` and is not carried over."));
        }
        alone.then(|| is.to_owned())
    });
    Manifest { id: format!("{}-{n}", old.id), title: format!("{}, in {n} sectors", old.title), focus, ..old.clone() }
}

/// The classifications that put all parts of every new sector into one group, and whose groups cannot be taken for one of
/// the new sectors.
pub(super) fn classifications(
    aggregation: &Aggregation,
    table: &IoTable,
    notes: &mut Vec<String>,
) -> Vec<Classification> {
    let mut kept: Vec<Classification> = Vec::new();
    for classification in table.classifications() {
        let mut labels: Vec<Option<&String>> = vec![None; aggregation.sectors.len()];
        let mut splits = false;
        for (&to, label) in aggregation.to.iter().zip(classification.labels()) {
            splits |= labels[to].is_some_and(|earlier| earlier != label);
            labels[to] = Some(label);
        }
        let labels = labels.into_iter().flatten().cloned().collect();
        let carried = Classification::new(classification.id(), labels);
        let earlier: Vec<Group> = kept.iter().flat_map(Classification::groups).collect();
        let shadowed =
            carried.groups().iter().any(|group| label::shadowed(group, &earlier, &aggregation.sectors).is_some());
        if splits || shadowed {
            let why =
                if splits { "puts parts of one sector into two groups" } else { "has groups with the names of others" };
            notes.push(format!("The classification `{}` {why} and is not carried over.", classification.id()));
        } else {
            kept.push(carried);
        }
    }
    kept
}

/// The groups that take in whole new sectors.
pub(super) fn groups(
    aggregation: &Aggregation,
    table: &IoTable,
    classifications: &[Classification],
    notes: &mut Vec<String>,
) -> Vec<Group> {
    let of_classes: Vec<Group> = classifications.iter().flat_map(Classification::groups).collect();
    let mut kept = Vec::new();
    for group in table.groups() {
        let within = |new: usize| {
            let parts = aggregation.to.iter().enumerate().filter(|(_, to)| **to == new).map(|(old, _)| old);
            let (inside, outside): (Vec<usize>, Vec<usize>) = parts.partition(|old| group.members.contains(old));
            (!inside.is_empty(), !outside.is_empty())
        };
        let sides: Vec<(bool, bool)> = (0..aggregation.sectors.len()).map(within).collect();
        let splits = sides.iter().any(|(inside, outside)| *inside && *outside);
        let members = sides.iter().enumerate().filter(|(_, (inside, _))| *inside).map(|(new, _)| new).collect();
        let carried = Group { id: group.id.clone(), members };
        let shadowed = label::shadowed(&carried, &of_classes, &aggregation.sectors).is_some();
        if splits || shadowed {
            let why = if splits { "takes in parts of sectors" } else { "has the name of another" };
            notes.push(format!("The group `{}` {why} and is not carried over.", group.id));
        } else {
            kept.push(carried);
        }
    }
    kept
}
