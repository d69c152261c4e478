//! `shock.final_demand`: what a component of final demand buys of some sectors changes; something else of final demand may
//! finance it.
//!
//! | key | new demand of the selected cells at level u |
//! |---|---|
//! | `add = d` | the cells together grow by u d, money of the table |
//! | `scale = k` | each cell times 1 + u (k - 1) |
//! | `set = s` | the cells together go to f + u (s - f) |
//!
//! `split` says how a total is shared among several sectors: pro rata to their cells (the default) or equally. What is not
//! financed is an injection: money from outside the model, which every result reports beside its effects.

use super::financing::{component, financing};
use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Move, Number};
use crate::table::FinalDemand;
use crate::words::{Code, Diagnostic, Diagnostics, Key, Place, Section, Typed};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.final_demand",
    about: "Final demand for the output of some sectors changes; a component or other sectors may finance it.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("sectors", "sectors", "whose output is bought"),
        Key::required("component", "a component of final demand", "who buys, for example \"exports\""),
        Key::optional("add", "money of the table", "added to what is bought of these sectors together"),
        Key::optional("scale", "a number of at least 0", "multiplies what is bought of each"),
        Key::optional("set", "money of the table", "replaces what is bought of these sectors together"),
        Key::optional("split", "\"proportional\" or \"equal\"", "how a total is shared among the sectors"),
        Key::optional("financed_by", "a component, or sectors of the same component", "what falls by the same money"),
        Key::optional("path", "the name of a path", "how the change comes about over the years"),
    ],
    parse,
};

const MOVES: &[&str] = &["add", "scale", "set"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Split {
    Proportional,
    Equal,
}

const SPLIT: &[(&str, Split)] = &[("proportional", Split::Proportional), ("equal", Split::Equal)];

#[derive(Debug, Clone)]
enum How {
    Add(Number),
    Scale(Number),
    Set(Number),
}

#[derive(Debug, Clone)]
struct AsTyped {
    sectors: Selection,
    component: Typed<String>,
    how: How,
    split: Split,
    financed_by: Option<(Selection, Vec<Typed<String>>)>,
    place: Place,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let sectors = section.get("sectors").and_then(|item| Selection::read(&item, diagnostics));
    let component = section.text("component", diagnostics);
    let how = super::exactly_one(section, MOVES, diagnostics).and_then(|item| {
        let number = Number::read(&item, diagnostics)?;
        Some(match item.key() {
            "add" => How::Add(number),
            "scale" => How::Scale(number),
            _ => How::Set(number),
        })
    });
    let split = match section.get("split") {
        Some(_) => section.word("split", SPLIT, diagnostics)?.value,
        None => Split::Proportional,
    };
    let financed_by = match section.get("financed_by") {
        Some(item) => Some((Selection::read(&item, diagnostics)?, item.texts(diagnostics)?)),
        None => None,
    };
    let place = section.place();
    Some(Box::new(AsTyped { sectors: sectors?, component: component?, how: how?, split, financed_by, place }))
}

impl Entry for AsTyped {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        let mut check =
            |number: &Number, key: &str, low| number.check(key, &(low..=f64::MAX), with.parameters, diagnostics);
        match &self.how {
            How::Add(number) => check(number, "add", f64::MIN),
            How::Set(number) => check(number, "set", f64::MIN),
            How::Scale(number) => check(number, "scale", 0.0),
        }
        let demand = with.base.economy().table().final_demand();
        let sectors = self.sectors.several(with, diagnostics);
        let component = component(&self.component, demand, diagnostics);
        let financing = match (&self.financed_by, component, &sectors) {
            (Some((selection, words)), Some(component), Some(sectors)) => {
                financing(selection, words, (component, sectors), with, diagnostics)
            }
            _ => None,
        };
        let shares = match (&sectors, component) {
            (Some(sectors), Some(component)) => self.shares(sectors, component, demand, diagnostics),
            _ => None,
        };
        if diagnostics.errors() > before {
            return None;
        }
        Some(Box::new(Resolved {
            component: component?,
            cells: sectors?.into_iter().zip(shares?).collect(),
            how: self.how.clone(),
            financing,
        }))
    }
}

impl AsTyped {
    /// The share of a total that each selected sector has.
    fn shares(
        &self,
        sectors: &[usize],
        component: usize,
        demand: &FinalDemand,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<f64>> {
        let even = vec![1.0 / sectors.len() as f64; sectors.len()];
        if self.split == Split::Equal || sectors.len() == 1 || matches!(self.how, How::Scale(_)) {
            return Some(even);
        }
        let cells: Vec<f64> = sectors.iter().map(|&sector| demand.values[(sector, component)]).collect();
        let total: f64 = cells.iter().sum();
        if total <= 0.0 || cells.iter().any(|&cell| cell < 0.0) {
            let message = format!("`{}` buys nothing of these sectors to share a total by", self.component.value);
            diagnostics.push(
                Diagnostic::new(Code::NOTHING_TO_SPLIT, message)
                    .at(self.place.clone())
                    .help("write split = \"equal\", or one entry per sector"),
            );
            return None;
        }
        Some(cells.into_iter().map(|cell| cell / total).collect())
    }
}

#[derive(Debug, Clone)]
struct Resolved {
    component: usize,
    /// Sectors with their share of a total.
    cells: Vec<(usize, f64)>,
    how: How,
    financing: Option<Vec<(usize, usize)>>,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let u = at.level;
        let demand = &changes.base().economy().table().final_demand().values;
        let together: f64 = self.cells.iter().map(|&(sector, _)| demand[(sector, self.component)]).sum();
        for &(sector, share) in &self.cells {
            let movement = match &self.how {
                How::Add(number) => Move::Add(u * number.value(at.parameters) * share),
                How::Scale(number) => Move::Scale(u * (number.value(at.parameters) - 1.0)),
                How::Set(number) => {
                    Move::Alone { key: "set", delta: u * (number.value(at.parameters) - together) * share }
                }
            };
            changes.demand(name, (sector, self.component), movement, self.financing.as_deref());
        }
    }
}
