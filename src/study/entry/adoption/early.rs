//! `early`: the demanding clients, who are ahead of the others by a policy.

use super::super::Resolving;
use super::super::selection::Selection;
use crate::study::Number;
use crate::study::adoption::Early;
use crate::words::{Code, Diagnostic, Diagnostics, Item, Key, Place};

pub(super) const KEYS: &[Key] = &[
    Key::required("buyers", "sectors", "who is ahead, among the buyers"),
    Key::required("innovation", "a rate a year", "their own instead of the others'"),
    Key::optional("imitation", "a rate a year", "their own; that of the others if not said"),
];

/// One group of them as typed.
#[derive(Debug)]
pub(super) struct EarlyTyped {
    buyers: Selection,
    pub(super) innovation: Number,
    pub(super) imitation: Option<Number>,
    place: Place,
}

impl EarlyTyped {
    /// Reads the list.
    pub(super) fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Vec<Self> {
        let mut all = Vec::new();
        for section in item.sections(diagnostics).unwrap_or_default() {
            section.check_keys(KEYS, diagnostics);
            let buyers = section.get("buyers");
            let place = buyers.as_ref().map_or_else(|| section.place(), Item::place);
            let buyers = buyers.and_then(|item| Selection::read(&item, diagnostics));
            let mut number = |key| section.get(key).and_then(|item| Number::read(&item, diagnostics));
            let (innovation, imitation) = (number("innovation"), number("imitation"));
            if let (Some(buyers), Some(innovation)) = (buyers, innovation) {
                all.push(Self { buyers, innovation, imitation, place });
            }
        }
        all
    }
}

/// Looks them up among the buyers; each can stand in one group only.
pub(super) fn resolve(
    typed: &[EarlyTyped],
    (supplier, buyers): (usize, &[usize]),
    with: &Resolving<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Early>> {
    let before = diagnostics.errors();
    let sectors = with.base.economy().table().sectors();
    let codes = |positions: &[usize]| positions.iter().map(|&at| sectors.code(at)).collect::<Vec<_>>().join(", ");
    let mut seen: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for early in typed {
        let Some(ahead) = early.buyers.buyers(supplier, with, diagnostics) else { continue };
        let (inside, outside): (Vec<usize>, Vec<usize>) = ahead.into_iter().partition(|one| buyers.contains(one));
        if !outside.is_empty() {
            let message = format!("`early` names {}, which cannot adopt", codes(&outside));
            diagnostics.push(
                Diagnostic::new(Code::NOT_A_BUYER, message).at(early.place.clone()).help(
                    "name it among `buyers` too, where \"all\" leaves the supplier itself out, or take it out here",
                ),
            );
        }
        let twice: Vec<usize> = inside.iter().copied().filter(|one| seen.contains(one)).collect();
        if !twice.is_empty() {
            let message = format!("`early` names {} in two groups", codes(&twice));
            diagnostics.push(
                Diagnostic::new(Code::NAMED_TWICE, message)
                    .at(early.place.clone())
                    .help("name each sector in one group only; \"!CODE\" leaves one out"),
            );
        }
        seen.extend(&inside);
        let (innovation, imitation) = (early.innovation.clone(), early.imitation.clone());
        all.push(Early { buyers: inside, innovation, imitation });
    }
    (diagnostics.errors() == before).then_some(all)
}
