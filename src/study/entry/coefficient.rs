//! `shock.coefficient`: a_kj of a supplier k for buyers j changes, and somebody pays for it.
//!
//! | key | new coefficient at level u |
//! |---|---|
//! | `add = d` | a + u d |
//! | `scale = k` | a (1 + u (k - 1)) |
//! | `set = s` | a + u (s - a) |
//! | `toward = { reference, share, per }` | a + u share max(0, r base_j / x_j - a) |
//!
//! r = Σ z_k / Σ base over the reference sectors of the base table; base is output, intermediate purchases or compensation.
//! Money per money of the buyer's output. `toward` never lowers a coefficient unless `both_ways = true`. This is a change of
//! what is bought at home; on a table of domestic flows it does not say whether technique or origin changed.

use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::model::Economy;
use crate::study::{Changes, EntryName, Move, Number, Payer, PayerWord};
use crate::table::PrimaryInputKind;
use crate::words::{Code, Diagnostic, Diagnostics, Key, Place, Section};
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
        Key::optional("toward", "{ reference, share, per }", "closes a share of the gap to what others buy"),
        Key::required(
            "instead_of",
            "a payer",
            "who pays: operating_surplus, compensation, imports, suppliers or a list",
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
    Some(Box::new(Typed { supplier: supplier?, buyers: buyers?, how: how?, payer: payer?, place: section.place() }))
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
        let how = match &self.how {
            How::Add(number) => Some(How::Add(number.clone())),
            How::Scale(number) => Some(How::Scale(number.clone())),
            How::Set(number) => Some(How::Set(number.clone())),
            How::Toward { reference, share, per, both_ways } => {
                let reference = reference.several(with, diagnostics);
                let economy = with.base.economy();
                reference
                    .and_then(|reference| self.reach(economy, supplier, &reference, *per, diagnostics))
                    .map(|reference| How::Toward { reference, share: share.clone(), per: *per, both_ways: *both_ways })
            }
        };
        if diagnostics.errors() > before {
            return None;
        }
        Some(Box::new(Resolved { supplier, buyers: buyers?, how: how?, payer: payer? }))
    }
}

impl Typed {
    /// r, and with it what each sector would buy per unit of its output at r: r base_j / x_j, n values.
    fn reach(
        &self,
        economy: &Economy,
        supplier: usize,
        reference: &[usize],
        per: Per,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<f64>> {
        let table = economy.table();
        let base = base_of(economy, per);
        let bought: f64 = reference.iter().map(|&j| table.intermediate()[(supplier, j)]).sum();
        let over: f64 = reference.iter().map(|&j| base[j]).sum();
        let rate = bought / over;
        if !rate.is_finite() {
            let word = PER.iter().find(|(_, known)| *known == per).map_or("output", |(word, _)| *word);
            diagnostics.push(
                Diagnostic::new(Code::NO_REFERENCE, format!("the reference has no {word} to measure its use against"))
                    .at(self.place.clone())
                    .help("choose another `reference`, or another `per`"),
            );
            return None;
        }
        let output = economy.published_output();
        Some((0..table.len()).map(|j| if output[j] > 0.0 { rate * base[j] / output[j] } else { 0.0 }).collect())
    }
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
    buyers: Vec<usize>,
    how: How<Vec<f64>>,
    payer: Payer,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let u = at.level;
        for &buyer in &self.buyers {
            let old = changes.base().economy().technical().matrix()[(self.supplier, buyer)];
            let movement = match &self.how {
                How::Add(number) => Move::Add(u * number.value(at.parameters)),
                How::Scale(number) => Move::Scale(1.0 + u * (number.value(at.parameters) - 1.0)),
                How::Set(number) => Move::Alone { key: "set", delta: u * (number.value(at.parameters) - old) },
                How::Toward { reference, share, both_ways, .. } => {
                    let gap = reference[buyer] - old;
                    let gap = if *both_ways { gap } else { gap.max(0.0) };
                    Move::Alone { key: "toward", delta: u * share.value(at.parameters) * gap }
                }
            };
            changes.coefficient(name, (self.supplier, buyer), movement, &self.payer);
        }
    }
}
