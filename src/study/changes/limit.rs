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
}

/// A limit of output.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputLimit {
    /// The sector's position.
    pub sector: usize,
    /// The most that it can make, money of the table: of several entries the lowest.
    pub most: f64,
    /// Who goes short.
    pub rationing: Rationing,
    /// The entries that limit it.
    pub entries: Vec<Arc<EntryName>>,
}

/// Limits as entries add them: by sector, parts of base output.
#[derive(Debug, Default)]
pub(super) struct Limits {
    by_sector: BTreeMap<usize, Vec<(f64, Rationing, Arc<EntryName>)>>,
}

impl Limits {
    pub(super) fn add(&mut self, name: &Arc<EntryName>, sector: usize, scale: f64, rationing: Rationing) {
        self.by_sector.entry(sector).or_default().push((scale, rationing, name.clone()));
    }

    /// The limits in money, with a message where two do not go together: of one sector all must ration in the same way, and
    /// limits that hold for all users go with no others.
    pub(super) fn close(self, base: &Base, diagnostics: &mut Diagnostics) -> Vec<OutputLimit> {
        let all: Vec<&(f64, Rationing, Arc<EntryName>)> = self.by_sector.values().flatten().collect();
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
        let limit = |(sector, limits): (usize, Vec<(f64, Rationing, Arc<EntryName>)>)| {
            let least = limits.iter().map(|(scale, ..)| *scale).fold(f64::INFINITY, f64::min);
            let rationing = limits.first().map_or(Rationing::FinalDemand, |(_, rationing, _)| *rationing);
            let entries = limits.into_iter().map(|(_, _, name)| name).collect();
            OutputLimit { sector, most: least * output[sector], rationing, entries }
        };
        self.by_sector.into_iter().map(limit).collect()
    }
}
