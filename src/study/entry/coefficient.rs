//! `shock.coefficient`: a_kj of a supplier k for buyers j changes, and somebody pays for it.
//!
//! | key | new coefficient at level u |
//! |---|---|
//! | `add = d` | a + u d |
//! | `scale = k` | a (1 + u (k - 1)) |
//! | `set = s` | a + u (s - a) |
//! | `toward = { reference, share, per }` | a + u share max(0, r base_j / x_j - a) |
//!
//! With `weighted_by = c`, a component of final demand, u is w_j u, w_j = f_jc / Σ_c f_jc held between 0 and 1, and 0 where the final
//! demand for the output of the buyer is not positive: only that part of a buyer moves that works for the component. It is for buyers
//! that are partly public, say; that public and private customers of a sector are served with the same inputs is an assumption.
//!
//! r = Σ z_k / Σ base over the reference sectors of the base table; base is output, intermediate purchases or compensation.
//! Money per money of the buyer's output. `toward` never lowers a coefficient unless `both_ways = true`. This is a change of
//! what is bought at home; on a table of domestic flows it does not say whether technique or origin changed.

use super::financing::component;
use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Gap, Moment, Resolving};
use crate::model::Economy;
use crate::study::{Base, Changes, EntryName, Move, Number, Payer, PayerWord};
use crate::table::{FinalDemand, PrimaryInputKind};
use crate::words::{Code, Diagnostic, Diagnostics, Key, Place, Section, Typed as Word};
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

const TOWARD_KEYS: &[Key] = &[
    Key::required("reference", "sectors", "whose use is the goal"),
    Key::required("share", "a number from 0 to 1", "the share of the gap that is closed"),
    Key::optional("per", "\"output\", \"intermediate\" or \"compensation\"", "what the use is measured against"),
    Key::optional("both_ways", "true or false", "whether a use above the goal falls"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Per {
    Output,
    Intermediate,
    Compensation,
}

const PER: &[(&str, Per)] =
    &[("output", Per::Output), ("intermediate", Per::Intermediate), ("compensation", Per::Compensation)];

#[derive(Debug, Clone)]
struct Typed {
    supplier: Selection,
    buyers: Selection,
    how: How<Selection>,
    payer: PayerWord,
    weighted_by: Option<Word<String>>,
    place: Place,
}

/// The change, with the reference as typed or as positions.
#[derive(Debug, Clone)]
enum How<R> {
    Add(Number),
    Scale(Number),
    Set(Number),
    Toward { reference: R, share: Number, per: Per, both_ways: bool },
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let supplier = section.get("supplier").and_then(|item| Selection::read(&item, diagnostics));
    let buyers = section.get("buyers").and_then(|item| Selection::read(&item, diagnostics));
    let how = how(section, diagnostics);
    let payer = section.get("instead_of").and_then(|item| PayerWord::read(&item, diagnostics));
    let weighted_by = match section.get("weighted_by") {
        Some(item) => Some(item.text(diagnostics)?),
        None => None,
    };
    let place = section.place();
    Some(Box::new(Typed { supplier: supplier?, buyers: buyers?, how: how?, payer: payer?, weighted_by, place }))
}

fn how(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<How<Selection>> {
    let item = super::exactly_one(section, MOVES, diagnostics)?;
    match item.key() {
        "add" => Number::read(&item, diagnostics).map(How::Add),
        "scale" => Number::read(&item, diagnostics).map(How::Scale),
        "set" => Number::read(&item, diagnostics).map(How::Set),
        _ => {
            let toward = item.section(diagnostics)?;
            toward.check_keys(TOWARD_KEYS, diagnostics);
            let reference = toward.get("reference").and_then(|item| Selection::read(&item, diagnostics));
            let share = toward.get("share").and_then(|item| Number::read(&item, diagnostics));
            let per = match toward.get("per") {
                Some(_) => toward.word("per", PER, diagnostics)?.value,
                None => Per::Output,
            };
            let both_ways = match toward.get("both_ways") {
                Some(item) => item.boolean(diagnostics)?.value,
                None => false,
            };
            Some(How::Toward { reference: reference?, share: share?, per, both_ways })
        }
    }
}

impl Entry for Typed {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        let mut check = |number: &Number, key: &str, range| number.check(key, &range, with.parameters, diagnostics);
        match &self.how {
            How::Add(number) => check(number, "add", -1.0..=1.0),
            How::Scale(number) => check(number, "scale", 0.0..=f64::MAX),
            How::Set(number) => check(number, "set", 0.0..=1.0),
            How::Toward { share, .. } => check(share, "share", 0.0..=1.0),
        }
        let supplier = self.supplier.one(with, diagnostics)?;
        let buyers = self.buyers.buyers(supplier, with, diagnostics);
        let payer = self.payer.resolve(supplier, &with.base.naming(), diagnostics);
        let demand = with.base.economy().table().final_demand();
        let weight = self.weighted_by.as_ref().and_then(|word| component(word, demand, diagnostics));
        let how = match &self.how {
            How::Add(number) => Some(How::Add(number.clone())),
            How::Scale(number) => Some(How::Scale(number.clone())),
            How::Set(number) => Some(How::Set(number.clone())),
            How::Toward { reference, share, per, both_ways } => {
                let reference = reference.several(with, diagnostics);
                let economy = with.base.economy();
                reference
                    .and_then(|sectors| {
                        let Some(goal) = goal(economy, supplier, &sectors, *per) else {
                            diagnostics.push(no_reference(*per, &self.place));
                            return None;
                        };
                        Some(Reference { sectors, goal: goal.cells })
                    })
                    .map(|reference| How::Toward { reference, share: share.clone(), per: *per, both_ways: *both_ways })
            }
        };
        if diagnostics.errors() > before {
            return None;
        }
        let weight_of = |buyer: usize| weight.map_or(1.0, |component| weight_in(demand, buyer, component));
        let buyers = buyers?.into_iter().map(|buyer| (buyer, weight_of(buyer))).collect();
        Some(Box::new(Resolved { supplier, buyers, how: how?, payer: payer? }))
    }
}

/// The share of a component in the final demand for the output of a sector, from 0 to 1. Inventories can make it less or more, and
/// a sector can have no final demand at all.
fn weight_in(demand: &FinalDemand, sector: usize, component: usize) -> f64 {
    let total = demand.values.row(sector).sum();
    if total > 0.0 { (demand.values[(sector, component)] / total).clamp(0.0, 1.0) } else { 0.0 }
}

/// What buyers move toward.
#[derive(Debug, Clone)]
struct Reference {
    sectors: Vec<usize>,
    /// r base_j / x_j: what each sector would buy per unit of its output, n values.
    goal: Vec<f64>,
}

/// The use of a reference, and what every sector would buy at it.
struct Goal {
    /// r.
    rate: f64,
    /// r base_j / x_j, n values.
    cells: Vec<f64>,
}

/// What every sector would buy of a supplier at the use of the reference; nothing where that has nothing to measure it against.
fn goal(economy: &Economy, supplier: usize, reference: &[usize], per: Per) -> Option<Goal> {
    let base = base_of(economy, per);
    let rate = rate(economy, supplier, reference, &base);
    let output = economy.published_output();
    let cell = |j: usize| if output[j] > 0.0 { rate * base[j] / output[j] } else { 0.0 };
    rate.is_finite().then(|| Goal { rate, cells: (0..output.len()).map(cell).collect() })
}

/// Σ z_k / Σ base over some sectors; not finite where they have no base.
fn rate(economy: &Economy, supplier: usize, sectors: &[usize], base: &[f64]) -> f64 {
    let bought: f64 = sectors.iter().map(|&j| economy.table().intermediate()[(supplier, j)]).sum();
    bought / sectors.iter().map(|&j| base[j]).sum::<f64>()
}

fn no_reference(per: Per, place: &Place) -> Diagnostic {
    let message = format!("the reference has no {} to measure its use against", word(per));
    Diagnostic::new(Code::NO_REFERENCE, message).at(place.clone()).help("choose another `reference`, or another `per`")
}

fn word(per: Per) -> &'static str {
    PER.iter().find(|(_, known)| *known == per).map_or("output", |(word, _)| word)
}

fn base_of(economy: &Economy, per: Per) -> Vec<f64> {
    let table = economy.table();
    match per {
        Per::Output => economy.published_output().as_slice().to_vec(),
        Per::Intermediate => table.intermediate().row_sum().as_slice().to_vec(),
        Per::Compensation => {
            let primary = table.primary_inputs();
            let rows: Vec<usize> = primary.of_kind(PrimaryInputKind::Compensation).collect();
            (0..table.len()).map(|j| rows.iter().map(|&row| primary.values[(row, j)]).sum()).collect()
        }
    }
}

#[derive(Debug, Clone)]
struct Resolved {
    supplier: usize,
    /// Buyers with the part of each that moves.
    buyers: Vec<(usize, f64)>,
    how: How<Reference>,
    payer: Payer,
}

/// What is missing to the goal; nothing above it, unless the change goes both ways.
fn missing(goal: f64, old: f64, both_ways: bool) -> f64 {
    let gap = goal - old;
    if both_ways { gap } else { gap.max(0.0) }
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        for &(buyer, weight) in &self.buyers {
            let u = at.level * weight;
            let old = changes.base().economy().technical().matrix()[(self.supplier, buyer)];
            let movement = match &self.how {
                How::Add(number) => Move::Add(u * number.value(at.parameters)),
                How::Scale(number) => Move::Scale(1.0 + u * (number.value(at.parameters) - 1.0)),
                How::Set(number) => Move::Alone { key: "set", delta: u * (number.value(at.parameters) - old) },
                How::Toward { reference, share, both_ways, .. } => {
                    let gap = missing(reference.goal[buyer], old, *both_ways);
                    Move::Alone { key: "toward", delta: u * share.value(at.parameters) * gap }
                }
            };
            changes.coefficient(name, (self.supplier, buyer), movement, &self.payer);
        }
    }

    fn gaps(&self, base: &Base) -> Vec<Gap> {
        let How::Toward { reference, per: chosen, both_ways, .. } = &self.how else { return Vec::new() };
        let economy = base.economy();
        let buyers: Vec<usize> = self.buyers.iter().map(|&(buyer, _)| buyer).collect();
        let gap = |per: Per| {
            let goal = goal(economy, self.supplier, &reference.sectors, per)?;
            let buyers = rate(economy, self.supplier, &buyers, &base_of(economy, per));
            let money = |&(j, weight): &(usize, f64)| {
                let old = economy.technical().matrix()[(self.supplier, j)];
                weight * missing(goal.cells[j], old, *both_ways) * economy.output()[j]
            };
            let money = self.buyers.iter().map(money).sum();
            let buyers = Some(buyers).filter(|rate| rate.is_finite());
            Some(Gap { per: word(per), is_chosen: per == *chosen, reference: goal.rate, buyers, money })
        };
        PER.iter().filter_map(|(_, per)| gap(*per)).collect()
    }
}
