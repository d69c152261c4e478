//! `investment_target`: what is bought of the supplier as investment follows the share of all buyers together that has adopted.
//!
//! f' = f + s d, or f (1 + s (k - 1)), for `add = d` or `scale = k` and the cell of the supplier in a component of final demand,
//! money of the table; s is the share of all buyers together, weighted by base output. Tables do not say who invests, so
//! there is one share for all. What is not financed is an injection.

use super::super::financing::{component, financing};
use super::super::selection::Selection;
use super::super::{Resolving, exactly_one};
use crate::study::{Changes, EntryName, Move, Number, Parameters};
use crate::table::ComponentKind;
use crate::words::{Code, Diagnostic, Diagnostics, Item, Key, Place, Typed};
use std::sync::Arc;

pub(super) const KEYS: &[Key] = &[
    Key::optional("add", "money of the table", "added to what is bought where all have adopted"),
    Key::optional("scale", "a number of at least 0", "multiplies what is bought where all have adopted"),
    Key::optional("component", "a component of final demand", "who buys; that of investment if not said"),
    Key::optional("financed_by", "a component, or sectors of the same component", "what falls by the same money"),
];

#[derive(Debug, Clone)]
enum How {
    Add(Number),
    Scale(Number),
}

/// As typed.
#[derive(Debug)]
pub(super) struct InvestmentTyped {
    how: How,
    component: Option<Typed<String>>,
    financed_by: Option<(Selection, Vec<Typed<String>>)>,
    place: Place,
}

impl InvestmentTyped {
    pub(super) fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let section = item.section(diagnostics)?;
        section.check_keys(KEYS, diagnostics);
        let how = exactly_one(&section, &["add", "scale"], diagnostics).and_then(|item| {
            let number = Number::read(&item, diagnostics)?;
            Some(if item.key() == "add" { How::Add(number) } else { How::Scale(number) })
        });
        let component = section.text("component", diagnostics);
        let financed_by = match section.get("financed_by") {
            Some(item) => Some((Selection::read(&item, diagnostics)?, item.texts(diagnostics)?)),
            None => None,
        };
        Some(Self { how: how?, component, financed_by, place: item.place() })
    }

    /// Looks its names up.
    pub(super) fn resolve(
        &self,
        supplier: usize,
        with: &Resolving<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Investment> {
        match &self.how {
            How::Add(number) => number.check("add", &(f64::MIN..=f64::MAX), with.parameters, diagnostics),
            How::Scale(number) => number.check("scale", &(0.0..=f64::MAX), with.parameters, diagnostics),
        }
        let demand = with.base.economy().table().final_demand();
        let component = if let Some(word) = &self.component {
            component(word, demand, diagnostics)?
        } else {
            let found = demand.components.iter().position(|one| one.kind == ComponentKind::Investment);
            let Some(found) = found else {
                let message = "the table has no component of final demand for investment";
                diagnostics.push(
                    Diagnostic::new(Code::UNKNOWN_COMPONENT, message)
                        .at(self.place.clone())
                        .help("name who buys with `component`"),
                );
                return None;
            };
            found
        };
        let financing = match &self.financed_by {
            Some((selection, words)) => Some(financing(selection, words, (component, &[supplier]), with, diagnostics)?),
            None => None,
        };
        Some(Investment { cell: (supplier, component), how: self.how.clone(), financing })
    }
}

/// On a table.
#[derive(Debug)]
pub(super) struct Investment {
    cell: (usize, usize),
    how: How,
    financing: Option<Vec<(usize, usize)>>,
}

impl Investment {
    /// What is bought more where a share of all buyers together has adopted.
    pub(super) fn apply(&self, name: &Arc<EntryName>, share: f64, parameters: &Parameters, changes: &mut Changes<'_>) {
        let movement = match &self.how {
            How::Add(number) => Move::Add(share * number.value(parameters)),
            How::Scale(number) => Move::Scale(share * (number.value(parameters) - 1.0)),
        };
        changes.demand(name, self.cell, movement, self.financing.as_deref());
    }
}
