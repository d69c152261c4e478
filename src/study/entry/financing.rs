//! Who buys and who finances in final demand: components, and the cells whose money goes elsewhere.

use super::Resolving;
use super::selection::Selection;
use crate::table::FinalDemand;
use crate::words::{Code, Diagnostic, Diagnostics, Typed, suggestion};

/// The component of final demand that a word names.
pub(super) fn component(word: &Typed<String>, demand: &FinalDemand, diagnostics: &mut Diagnostics) -> Option<usize> {
    let found = demand.position(&word.value);
    if found.is_none() {
        let names: Vec<&str> = demand.components.iter().map(|component| component.id.as_str()).collect();
        let allowed = format!("components are {}", names.join(", "));
        diagnostics.push(
            Diagnostic::new(Code::UNKNOWN_COMPONENT, format!("`{}` is no component of final demand", word.value))
                .at(word.place.clone())
                .help(suggestion(&word.value, names.iter().copied(), &allowed)),
        );
    }
    found
}

/// The cells that finance: all of another component, or other sectors of the same.
pub(super) fn financing(
    selection: &Selection,
    words: &[Typed<String>],
    (component, sectors): (usize, &[usize]),
    with: &Resolving<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(usize, usize)>> {
    let table = with.base.economy().table();
    if let [word] = words
        && let Some(payer) = table.final_demand().position(&word.value)
    {
        if payer == component {
            diagnostics.push(
                Diagnostic::new(Code::PAYS_ITSELF, format!("`{}` cannot finance itself", word.value))
                    .at(word.place.clone())
                    .help("name another component, or the sectors of this one that are bought less"),
            );
            return None;
        }
        return Some((0..table.len()).map(|sector| (sector, payer)).collect());
    }
    let mut payers = selection.several(with, diagnostics)?;
    payers.retain(|sector| !sectors.contains(sector));
    if payers.is_empty() {
        let place = words.first().map(|word| word.place.clone());
        let mut diagnostic = Diagnostic::new(Code::PAYS_ITSELF, "the sectors that finance are those that are bought")
            .help("name sectors that are bought less");
        diagnostic.place = place;
        diagnostics.push(diagnostic);
        return None;
    }
    Some(payers.into_iter().map(|sector| (sector, component)).collect())
}
