//! Imports that entries replace: what each asks of a buyer, and what it gets.
//!
//! Entry e asks w_e of the imports of buyer j, money per money of its output. Nothing is replaced that is not there, and the order of
//! entries does not matter:
//!
//! - of one product for one buyer at most what of it is imported, the largest that an entry says: w'_e = w_e min(1, c / Σ w);
//! - of a buyer at most m_j, what it pays for imports and the duties on them less what coefficients and productivity, the earlier stage,
//!   take of them: d_e = m_j w'_e / Σ w' where Σ w' is more than m_j.
//!
//! Imports and duties fall pro rata to one another, so that m_j is as much as each of them can give at these shares.

use super::books::Imports;
use super::{Changes, EntryName, Move, Warning};
use crate::study::Payer;
use crate::words::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an entry asks of one buyer's imports.
#[derive(Debug)]
pub(super) struct Substitution {
    pub(super) entry: Arc<EntryName>,
    pub(super) supplier: usize,
    pub(super) buyer: usize,
    /// Money per money of the buyer's output.
    pub(super) asked: f64,
    /// The same where all of the product that is imported were replaced.
    pub(super) imported: f64,
}

const ALONE: &str = "more imports would be replaced than these buyers have, so that all of theirs are and no more";
const SHARED: &str = "more imports would be replaced than these buyers have or other entries leave, so that all of these are, shared \
                      by what each entry asks";
const PRODUCT: &str = "more of the product would be replaced than these buyers import of it, so that all of it is, shared by what \
                       each entry asks";

/// Of which buyers an entry gets less than it asks, by its name and the reason.
type Capped = BTreeMap<(String, &'static str), (Arc<EntryName>, BTreeSet<usize>)>;

impl Changes<'_> {
    /// Adds to coefficients what each entry gets of the imports that it asks for.
    pub(super) fn replace_imports(&mut self) {
        let mut all = std::mem::take(&mut self.substitutions);
        if all.is_empty() {
            return;
        }
        // In an order of their own, so that sums do not depend on that of the file.
        all.sort_by(|a, b| (a.buyer, a.supplier, &a.entry.name).cmp(&(b.buyer, b.supplier, &b.entry.name)));
        let mut capped = Capped::new();
        for of_product in all.chunk_by_mut(|a, b| (a.buyer, a.supplier) == (b.buyer, b.supplier)) {
            let most = of_product.iter().map(|one| one.imported).fold(0.0, f64::max);
            share(of_product, most, PRODUCT, &mut capped);
        }
        let imports = Imports::after(self.base, &self.coefficients, &self.inputs);
        for of_buyer in all.chunk_by_mut(|a, b| a.buyer == b.buyer) {
            let (had, left) = (imports.had(of_buyer[0].buyer), imports.left(of_buyer[0].buyer));
            let is_alone = left >= had && of_buyer.iter().filter(|one| one.asked > 0.0).count() == 1;
            share(of_buyer, left, if is_alone { ALONE } else { SHARED }, &mut capped);
        }
        for one in &all {
            self.coefficient(&one.entry, (one.supplier, one.buyer), Move::Add(one.asked), &Payer::Imports);
        }
        for ((_, message), (entry, buyers)) in capped {
            self.warn(Warning {
                code: Code::CAPPED_BY_IMPORTS,
                entry,
                message,
                sectors: buyers.into_iter().collect(),
                help: "lower `share` or `import_penetration`, or leave these buyers out with \"!CODE\"",
            });
        }
    }
}

/// Where more is asked than there is, each gets its part of what there is.
fn share(group: &mut [Substitution], most: f64, reason: &'static str, capped: &mut Capped) {
    let total: f64 = group.iter().map(|one| one.asked).sum();
    if total <= most {
        return;
    }
    for one in group.iter_mut().filter(|one| one.asked > 0.0) {
        one.asked = most * (one.asked / total);
        let (_, buyers) =
            capped.entry((one.entry.name.clone(), reason)).or_insert_with(|| (one.entry.clone(), BTreeSet::new()));
        buyers.insert(one.buyer);
    }
}
