//! Where the coefficient of a supplier k for a buyer j goes, and how far it has come.
//!
//! | key | new coefficient at level u |
//! |---|---|
//! | `add = d` | a + u d |
//! | `scale = k` | a (1 + u (k - 1)) |
//! | `set = s` | a + u (s - a) |
//! | `toward = { reference, share, per }` | a + min(1, u share) max(0, r base_j / x_j - a) |
//!
//! r = Σ z_k / Σ base over the reference sectors of the base table; base is output, intermediate purchases or compensation.
//! Money per money of the buyer's output. `toward` never lowers a coefficient unless `both_ways = true`.

use super::selection::Selection;
use super::{Gap, Resolving};
use crate::model::Economy;
use crate::study::{Base, Move, Number, Parameters};
use crate::table::PrimaryInputKind;
use crate::words::{Code, Diagnostic, Diagnostics, Key, Place, Section};

/// The keys of `toward`.
pub(super) const TOWARD_KEYS: &[Key] = &[
    Key::required("reference", "sectors", "whose use is the goal"),
    Key::required("share", "a number from 0 to 1", "the share of the gap that is closed"),
    Key::optional("per", "\"output\", \"intermediate\" or \"compensation\"", "what the use is measured against"),
    Key::optional("both_ways", "true or false", "whether a use above the goal falls"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Per {
    Output,
    Intermediate,
    Compensation,
}

const PER: &[(&str, Per)] =
    &[("output", Per::Output), ("intermediate", Per::Intermediate), ("compensation", Per::Compensation)];

/// Where it goes, with the reference as typed or as positions.
#[derive(Debug, Clone)]
pub(super) enum Target<R> {
    Add(Number),
    Scale(Number),
    Set(Number),
    Toward { reference: R, share: Number, per: Per, both_ways: bool },
}

/// What buyers move toward.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    sectors: Vec<usize>,
    /// r base_j / x_j: what each sector would buy per unit of its output, n values.
    goal: Vec<f64>,
}

impl Target<Selection> {
    /// Reads the one of some keys that is there.
    pub(super) fn read(section: &Section<'_>, keys: &[&str], diagnostics: &mut Diagnostics) -> Option<Self> {
        let item = super::exactly_one(section, keys, diagnostics)?;
        match item.key() {
            "add" => Number::read(&item, diagnostics).map(Self::Add),
            "scale" => Number::read(&item, diagnostics).map(Self::Scale),
            "set" => Number::read(&item, diagnostics).map(Self::Set),
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
                Some(Self::Toward { reference: reference?, share: share?, per, both_ways })
            }
        }
    }

    /// Says where its number, at any point of the parameters, is out of range.
    pub(super) fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        match self {
            Self::Add(number) => number.check("add", &(-1.0..=1.0), parameters, diagnostics),
            Self::Scale(number) => number.check("scale", &(0.0..=f64::MAX), parameters, diagnostics),
            Self::Set(number) => number.check("set", &(0.0..=1.0), parameters, diagnostics),
            Self::Toward { share, .. } => share.check("share", &(0.0..=1.0), parameters, diagnostics),
        }
    }

    /// Looks its reference up; `place` is that of the entry.
    pub(super) fn resolve(
        &self,
        supplier: usize,
        with: &Resolving<'_>,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target<Reference>> {
        Some(match self {
            Self::Add(number) => Target::Add(number.clone()),
            Self::Scale(number) => Target::Scale(number.clone()),
            Self::Set(number) => Target::Set(number.clone()),
            Self::Toward { reference, share, per, both_ways } => {
                let sectors = reference.several(with, diagnostics)?;
                let Some(goal) = goal(with.base.economy(), supplier, &sectors, *per) else {
                    diagnostics.push(no_reference(*per, place));
                    return None;
                };
                let reference = Reference { sectors, goal: goal.cells };
                Target::Toward { reference, share: share.clone(), per: *per, both_ways: *both_ways }
            }
        })
    }
}

impl Target<Reference> {
    /// The change of a cell (supplier, buyer) at level u.
    pub(super) fn movement(
        &self,
        (supplier, buyer): (usize, usize),
        u: f64,
        parameters: &Parameters,
        base: &Base,
    ) -> Move {
        let old = base.economy().technical().matrix()[(supplier, buyer)];
        match self {
            Self::Add(number) => Move::Add(u * number.value(parameters)),
            Self::Scale(number) => Move::Scale(u * (number.value(parameters) - 1.0)),
            Self::Set(number) => Move::Alone { key: "set", delta: u * (number.value(parameters) - old) },
            Self::Toward { reference, share, both_ways, .. } => {
                let gap = missing(reference.goal[buyer], old, *both_ways);
                // A larger dose closes the gap, and goes no further.
                Move::Alone { key: "toward", delta: (u * share.value(parameters)).min(1.0) * gap }
            }
        }
    }

    /// The whole gap that `toward` closes a share of, under every way to measure it; none for the others. Each buyer stands with the part
    /// of it that moves.
    pub(super) fn gaps(&self, supplier: usize, buyers: &[(usize, f64)], base: &Base) -> Vec<Gap> {
        let Self::Toward { reference, per: chosen, both_ways, .. } = self else { return Vec::new() };
        let economy = base.economy();
        let positions: Vec<usize> = buyers.iter().map(|&(buyer, _)| buyer).collect();
        let gap = |per: Per| {
            let goal = goal(economy, supplier, &reference.sectors, per)?;
            let rate = rate(economy, supplier, &positions, &base_of(economy, per));
            let money = |&(j, weight): &(usize, f64)| {
                let old = economy.technical().matrix()[(supplier, j)];
                weight * missing(goal.cells[j], old, *both_ways) * economy.output()[j]
            };
            let money = buyers.iter().map(money).sum();
            let buyers = Some(rate).filter(|rate| rate.is_finite());
            Some(Gap { per: word(per), is_chosen: per == *chosen, reference: goal.rate, buyers, money })
        };
        PER.iter().filter_map(|(_, per)| gap(*per)).collect()
    }
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

/// What is missing to the goal; nothing above it, unless the change goes both ways.
fn missing(goal: f64, old: f64, both_ways: bool) -> f64 {
    let gap = goal - old;
    if both_ways { gap } else { gap.max(0.0) }
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
