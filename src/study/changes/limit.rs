//! The most that sectors can make, and who goes short.

use super::EntryName;
use crate::study::Base;
use crate::words::{Code, Diagnostic, Diagnostics};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who goes short where a sector cannot make what is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rationing {
    /// Final users of the sector.
    FinalDemand,
    /// Nobody: all users import the same share.
    Imports,
    /// All users, and the output of industries with their inputs.
    Proportional,
}

impl Rationing {
    /// Each with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("final_demand", Self::FinalDemand), ("imports", Self::Imports), ("proportional", Self::Proportional)];

    /// How results say who goes short, beside those who pay.
    pub(in crate::study) fn words(self) -> &'static str {
        match self {
            Self::FinalDemand => "final demand short",
            Self::Imports => "shortfall imported",
            Self::Proportional => "all users short",
        }
    }
}

/// A limit of output.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputLimit {
    /// The sector's position.
    pub sector: usize,
    /// For each entry its level u and the most m that the sector can make at level one, money of the table.
    pub caps: Vec<(f64, f64)>,
    /// Who goes short.
    pub rationing: Rationing,
    /// The entries that limit it.
    pub entries: Vec<Arc<EntryName>>,
}

impl OutputLimit {
    /// The most that it can make where this much is ordered, money of the table: the lowest of (1 - u) x + u m over its
    /// entries, so that an entry holds back the share u of what is ordered above m, and nothing at level zero.
    pub fn most(&self, ordered: f64) -> f64 {
        let most = self.caps.iter().map(|(level, most)| (1.0 - level) * ordered + level * most);
        most.fold(f64::INFINITY, f64::min)
    }
}

/// A limit as an entry states it: the part of base output, the level, who goes short, and the entry.
type Stated = ((f64, f64), Rationing, Arc<EntryName>);

/// Limits as entries add them, by sector.
#[derive(Debug, Default)]
pub(super) struct Limits {
    by_sector: BTreeMap<usize, Vec<Stated>>,
}

impl Limits {
    pub(super) fn add(&mut self, name: &Arc<EntryName>, sector: usize, at: (f64, f64), rationing: Rationing) {
        self.by_sector.entry(sector).or_default().push((at, rationing, name.clone()));
    }

    /// The limits in money, with a message where two do not go together: of one sector all must ration in the same way, and
    /// limits that hold for all users go with no others.
    pub(super) fn close(self, base: &Base, diagnostics: &mut Diagnostics) -> Vec<OutputLimit> {
        let all: Vec<&Stated> = self.by_sector.values().flatten().collect();
        let is_for_all = |rationing: Rationing| rationing == Rationing::Proportional;
        for limits in self.by_sector.values() {
            let (_, first, name) = &limits[0];
            let other = limits.iter().find(|(_, rationing, _)| rationing != first);
            let other =
                other.or_else(|| all.iter().copied().find(|(_, other, _)| is_for_all(*first) && !is_for_all(*other)));
            if let Some((_, _, other)) = other {
                diagnostics.push(
                    Diagnostic::new(
                        Code::TWO_RATIONINGS,
                        format!("`{}` and `{}` ration in ways that do not go together", other.name, name.name),
                    )
                    .at(other.place.clone())
                    .help("give all limits of a sector the same `rationing`, and \"proportional\" to all or to none"),
                );
            }
        }
        if self.by_sector.is_empty() {
            return Vec::new();
        }
        let output = match base.output() {
            Ok(output) => output,
            Err(error) => {
                diagnostics.push(error.diagnostic(base.economy().table().sectors()));
                return Vec::new();
            }
        };
        let limit = |(sector, limits): (usize, Vec<Stated>)| {
            let caps = limits.iter().map(|((scale, level), ..)| (*level, scale * output[sector])).collect();
            let rationing = limits.first().map_or(Rationing::FinalDemand, |(_, rationing, _)| *rationing);
            let entries = limits.into_iter().map(|(_, _, name)| name).collect();
            OutputLimit { sector, caps, rationing, entries }
        };
        self.by_sector.into_iter().map(limit).collect()
    }
}
