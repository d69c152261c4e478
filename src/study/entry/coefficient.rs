//! `shock.coefficient`: a_kj of a supplier k for buyers j changes, and somebody pays for it.
//!
//! How it changes stands in [`Target`](super::target::Target): `add`, `scale`, `set` or `toward`, at the level of the entry's path. This is a
//! change of what is bought at home; on a table of domestic flows it does not say whether technique or origin changed.
//!
//! With `weighted_by = c`, a component of final demand, u is w_j u, w_j = f_jc / Σ_c f_jc held between 0 and 1, and 0 where the final
//! demand for the output of the buyer is not positive: only that part of a buyer moves that works for the component. It is for buyers
//! that are partly public, say; that public and private customers of a sector are served with the same inputs is an assumption.

use super::financing::component;
use super::selection::Selection;
use super::target::{Reference, TOWARD_KEYS, Target};
use super::{Effect, Entry, EntryKind, Gap, Moment, Resolving};
use crate::study::{Base, Changes, EntryName, Payer, PayerWord};
use crate::table::FinalDemand;
use crate::words::{Diagnostics, Key, Place, Section, Typed as Word};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.coefficient",
    about: "The input that buyers take from a supplier, per unit of their output, changes; somebody pays for it.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("supplier", "one sector", "who sells"),
        Key::required("buyers", "sectors", "who buys; \"all\" leaves the supplier itself out"),
        Key::optional("add", "a number", "added to the coefficient, money per money of the buyer's output"),
        Key::optional("scale", "a number of at least 0", "multiplies the coefficient"),
        Key::optional("set", "a number from 0 to 1", "replaces the coefficient"),
        Key::optional("toward", "{ reference, share, per }", "closes a share of the gap to what others buy")
            .with(TOWARD_KEYS),
        Key::required(
            "instead_of",
            "a payer",
            "who pays: operating_surplus, compensation, imports, suppliers or a list",
        ),
        Key::optional(
            "weighted_by",
            "a component of final demand",
            "moves each buyer only by the share of this component in the final demand for its output",
        ),
        Key::optional("path", "the name of a path", "how the change comes about over the years"),
    ],
    parse,
};

/// The keys of which there must be exactly one.
const MOVES: &[&str] = &["add", "scale", "set", "toward"];

#[derive(Debug, Clone)]
struct Typed {
    supplier: Selection,
    buyers: Selection,
    target: Target<Selection>,
    payer: PayerWord,
    weighted_by: Option<Word<String>>,
    place: Place,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let supplier = section.get("supplier").and_then(|item| Selection::read(&item, diagnostics));
    let buyers = section.get("buyers").and_then(|item| Selection::read(&item, diagnostics));
    let target = Target::read(section, MOVES, diagnostics);
    let payer = section.get("instead_of").and_then(|item| PayerWord::read(&item, diagnostics));
    let weighted_by = match section.get("weighted_by") {
        Some(item) => Some(item.text(diagnostics)?),
        None => None,
    };
    let place = section.place();
    Some(Box::new(Typed { supplier: supplier?, buyers: buyers?, target: target?, payer: payer?, weighted_by, place }))
}

impl Entry for Typed {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.target.check(with.parameters, diagnostics);
        let supplier = self.supplier.one(with, diagnostics)?;
        let buyers = self.buyers.buyers(supplier, with, diagnostics);
        let payer = self.payer.resolve(supplier, &with.base.naming(), diagnostics);
        let demand = with.base.economy().table().final_demand();
        let weight = self.weighted_by.as_ref().and_then(|word| component(word, demand, diagnostics));
        let target = self.target.resolve(supplier, with, &self.place, diagnostics);
        if diagnostics.errors() > before {
            return None;
        }
        let weight_of = |buyer: usize| weight.map_or(1.0, |component| weight_in(demand, buyer, component));
        let buyers = buyers?.into_iter().map(|buyer| (buyer, weight_of(buyer))).collect();
        Some(Box::new(Resolved { supplier, buyers, target: target?, payer: payer? }))
    }
}

/// The share of a component in the final demand for the output of a sector, from 0 to 1. Inventories can make it less or more, and
/// a sector can have no final demand at all.
fn weight_in(demand: &FinalDemand, sector: usize, component: usize) -> f64 {
    let total = demand.values.row(sector).sum();
    if total > 0.0 { (demand.values[(sector, component)] / total).clamp(0.0, 1.0) } else { 0.0 }
}

#[derive(Debug, Clone)]
struct Resolved {
    supplier: usize,
    /// Buyers with the part of each that moves.
    buyers: Vec<(usize, f64)>,
    target: Target<Reference>,
    payer: Payer,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        for &(buyer, weight) in &self.buyers {
            let cell = (self.supplier, buyer);
            let movement = self.target.movement(cell, at.level * weight, at.parameters, changes.base());
            changes.coefficient(name, cell, movement, &self.payer);
        }
    }

    fn gaps(&self, base: &Base) -> Vec<Gap> {
        self.target.gaps(self.supplier, &self.buyers, base)
    }
}
