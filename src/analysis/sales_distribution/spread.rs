//! The spread of one seller's sales, described in eight ways: by buyer and by group, with and without its own use, and with
//! and without final uses.

use crate::analysis::{Concentration, INDICES, Index, Seller};
use crate::words::{Group, Unit};

/// The concentration of one seller's sales; none where there are no sales of that kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Over the n sectors, itself included.
    pub own_use_in: Option<Concentration>,
    /// Over the n - 1 other sectors; for all sellers together over n, less what each uses itself.
    pub own_use_out: Option<Concentration>,
    /// Over the groups of a classification, own use included.
    pub by_group: Option<Concentration>,
    /// Over the groups of a classification, own use left out.
    pub by_group_own_out: Option<Concentration>,
    /// Over the n sectors and the f components of final demand.
    pub with_final_uses: Option<Concentration>,
    /// Over the other sectors and the components of final demand.
    pub with_final_uses_own_out: Option<Concentration>,
    /// Over the groups and the components of final demand.
    pub by_group_with_final_uses: Option<Concentration>,
    /// Over the groups, own use left out, and the components of final demand.
    pub by_group_with_final_uses_own_out: Option<Concentration>,
    /// Own use as a share of intermediate sales.
    pub own_use_share: Option<f64>,
}

/// A way of describing the spread.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    of: fn(&Spread) -> Option<&Concentration>,
}

/// Every way, in the order in which tables show them.
static WAYS: &[Way] = &[
    Way { id: "own_use_in", name: "by buyer, own use in", of: |spread| spread.own_use_in.as_ref() },
    Way { id: "own_use_out", name: "by buyer, own use out", of: |spread| spread.own_use_out.as_ref() },
    Way { id: "by_group", name: "by group, own use in", of: |spread| spread.by_group.as_ref() },
    Way { id: "by_group_own_out", name: "by group, own use out", of: |spread| spread.by_group_own_out.as_ref() },
    Way { id: "with_final_uses", name: "by buyer, with final uses", of: |spread| spread.with_final_uses.as_ref() },
    Way {
        id: "with_final_uses_own_out",
        name: "by buyer, own use out, with final uses",
        of: |spread| spread.with_final_uses_own_out.as_ref(),
    },
    Way {
        id: "by_group_with_final_uses",
        name: "by group, with final uses",
        of: |spread| spread.by_group_with_final_uses.as_ref(),
    },
    Way {
        id: "by_group_with_final_uses_own_out",
        name: "by group, own use out, with final uses",
        of: |spread| spread.by_group_with_final_uses_own_out.as_ref(),
    },
];

/// What is measured of a spread.
pub(super) enum Measured {
    /// Own use as a share of intermediate sales.
    OwnUse,
    /// An index of the spread in one way.
    Spread(&'static Way, &'static Index),
}

impl Measured {
    /// Everything that is measured, in the order in which tables show it.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let spreads = WAYS.iter().flat_map(|way| INDICES.iter().map(move |index| Self::Spread(way, index)));
        std::iter::once(Self::OwnUse).chain(spreads)
    }

    /// The way's identifier and name, the index's identifier and name, and the unit.
    pub(super) fn words(&self) -> ([&'static str; 4], Unit) {
        match self {
            Self::OwnUse => (["all", "intermediate sales", "own_use_share", "Own use (self-referential)"], Unit::Share),
            Self::Spread(way, index) => ([way.id, way.name, index.id, index.name], index.unit.clone()),
        }
    }

    /// Its value in a spread.
    pub(super) fn of(&self, spread: &Spread) -> Option<f64> {
        match self {
            Self::OwnUse => spread.own_use_share,
            Self::Spread(way, index) => (way.of)(spread).and_then(index.of),
        }
    }
}

impl Spread {
    /// The spread of a seller's sales over buyers, over the groups of a classification and over final uses.
    pub fn of(seller: &Seller, groups: &[Group]) -> Self {
        let and_final_uses = |mut sales: Vec<f64>| {
            sales.extend(seller.final_uses());
            sales
        };
        Self {
            own_use_in: Concentration::of(seller.sales().iter().copied()),
            own_use_out: Concentration::of(seller.sales_to_others()),
            by_group: Concentration::of(seller.by_group(groups)),
            by_group_own_out: Concentration::of(seller.by_group_to_others(groups)),
            with_final_uses: Concentration::of(seller.sales_and_final_uses()),
            with_final_uses_own_out: Concentration::of(and_final_uses(seller.sales_to_others())),
            by_group_with_final_uses: Concentration::of(and_final_uses(seller.by_group(groups))),
            by_group_with_final_uses_own_out: Concentration::of(and_final_uses(seller.by_group_to_others(groups))),
            own_use_share: seller.own_use_share(),
        }
    }
}
