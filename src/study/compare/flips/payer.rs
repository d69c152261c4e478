//! Orders that turn around with who pays.
//!
//! Policies that two payers can pay, each in a scenario of its own, are set against one another like with like: all paid by the one, then
//! all paid by the other, each less the reference paid alike, whichever of the two was written as the variant. A policy of which others have
//! no such variant is set against them as they are, once by itself and once by its variant: that is the payer and the policy together, and
//! the sentence names both payers.

use super::Flip;
use super::order::{Order, Scored, listed, named};
use crate::study::Point;
use crate::study::compare::block::Block;
use crate::study::compare::candidates::{Candidate, Candidates};
use std::cmp::Ordering;

/// A policy and the scenario that is the same with another payer, by their positions.
struct Pair<'b> {
    policy: usize,
    variant: usize,
    /// Who pays for the first and for the second.
    payers: [&'b str; 2],
}

impl Pair<'_> {
    /// The scenarios that the first and the second of these pay for, whichever is the variant; none where others pay.
    fn paid_by(&self, [one, other]: [&str; 2]) -> Option<[usize; 2]> {
        match self.payers {
            payers if payers == [one, other] => Some([self.policy, self.variant]),
            payers if payers == [other, one] => Some([self.variant, self.policy]),
            _ => None,
        }
    }
}

/// Orders that are one way by a payer and the other way by another.
pub(super) fn flips(block: &Block<'_>, order: &Order<'_>, all: &Scored<'_>) -> Vec<Flip> {
    let pairs = pairs(&all.candidates);
    let mut seen: Vec<[&str; 2]> = Vec::new();
    let mut flips = Vec::new();
    for pair in &pairs {
        if seen.iter().all(|payers| pair.paid_by(*payers).is_none()) {
            seen.push(pair.payers);
            flips.extend(like_with_like(block, order, &all.candidates, &pairs, pair.payers));
        }
        flips.extend(alone(order, all, pair, &pairs));
    }
    flips
}

/// Every scenario that is another one with nothing changed but who pays, with that one.
fn pairs<'b>(candidates: &Candidates<'b>) -> Vec<Pair<'b>> {
    let pair = |(variant, one): (usize, &Candidate<'b>)| {
        let policy = candidates.list.iter().position(|other| one.run.is_variant_of(other.run))?;
        let payers = [candidates.list[policy].run.payer(), one.run.payer()];
        (payers[0] != payers[1]).then_some(Pair { policy, variant, payers })
    };
    candidates.list.iter().enumerate().filter_map(pair).collect()
}

/// Of pairs with these two payers: all paid by the one against all paid by the other, told by the names of the policies.
fn like_with_like(
    block: &Block<'_>,
    order: &Order<'_>,
    candidates: &Candidates<'_>,
    pairs: &[Pair<'_>],
    payers: [&str; 2],
) -> Vec<Flip> {
    let (names, alike): (Vec<&str>, Vec<[usize; 2]>) =
        pairs.iter().filter_map(|pair| Some((candidates.list[pair.policy].name(), pair.paid_by(payers)?))).unzip();
    let paid = |which: usize| {
        let runs = alike.iter().map(|of_policy| candidates.list[of_policy[which]].run).collect();
        Scored::of(Candidates::paid_by(block, candidates.weights, payers[which], &Point::Central, runs))
    };
    let (first, second) = (paid(0), paid(1));
    let words = payers.map(|payer| format!("where all are paid by {payer}"));
    let ahead = |one, other| [order.of(&first, one, other), order.of(&second, one, other)];
    order.turned("payer", &names, [&words[0], &words[1]], ahead)
}

/// A policy and its variant against policies that have none of the same payers.
fn alone(order: &Order<'_>, all: &Scored<'_>, pair: &Pair<'_>, pairs: &[Pair<'_>]) -> Vec<Flip> {
    let list = &all.candidates.list;
    // Only policies are set against a policy and its variant, not their variants too.
    let is_policy = |at: usize| !list.iter().any(|other| list[at].run.is_variant_of(other.run));
    let is_alike = |at: usize| pairs.iter().any(|other| other.policy == at && other.paid_by(pair.payers).is_some());
    let (policy, variant) = (list[pair.policy].name(), list[pair.variant].name());
    let [payer, other_payer] = pair.payers;
    let mut flips = Vec::new();
    for (first, second) in [(Ordering::Greater, Ordering::Less), (Ordering::Less, Ordering::Greater)] {
        let turned = |other: &usize| {
            is_policy(*other)
                && !is_alike(*other)
                && order.of(all, pair.policy, *other) == Some(first)
                && order.of(all, pair.variant, *other) == Some(second)
        };
        let others: Vec<usize> = (0..list.len()).filter(turned).collect();
        let Some((others, them)) = named(&all.names(), &others) else { continue };
        let words = |ordering| if ordering == Ordering::Greater { "ahead of" } else { "behind" };
        let sentence = format!(
            "`{policy}` (paid by {payer}) is {} {}, and `{variant}` (paid by {other_payer}) is {} {them}.",
            words(first),
            listed(&others),
            words(second),
        );
        let scenario = if first == Ordering::Greater { variant } else { policy };
        flips.push(order.flip("payer", scenario.to_owned(), others, &sentence));
    }
    flips
}
