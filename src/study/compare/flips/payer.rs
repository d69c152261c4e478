//! Orders that turn around with who pays.
//!
//! Policies that two payers can pay, each in a scenario of its own, are set against one another like with like: all paid by the one, then
//! all paid by the other, each less the reference paid alike. A policy of which others have no such variant is set against them as they
//! are, once by itself and once by its variant: that is the payer and the policy together, and the sentence names both payers.

use super::Flip;
use super::order::{Order, listed, named};
use crate::study::Point;
use crate::study::compare::block::Block;
use crate::study::compare::candidates::{Candidate, Candidates};
use crate::study::compare::measured::Measured;
use std::cmp::Ordering;

/// A policy and the scenario that is the same with another payer, by their positions.
struct Pair {
    policy: usize,
    variant: usize,
    /// Who pays for the first and for the second.
    payers: [String; 2],
}

/// Orders that are one way by a payer and the other way by another.
pub(super) fn flips(block: &Block<'_>, order: &Order<'_>, candidates: &Candidates<'_>) -> Vec<Flip> {
    let pairs = pairs(candidates);
    let mut seen: Vec<&[String; 2]> = Vec::new();
    let mut flips = Vec::new();
    for pair in &pairs {
        if !seen.contains(&&pair.payers) {
            seen.push(&pair.payers);
            let alike: Vec<&Pair> = pairs.iter().filter(|other| other.payers == pair.payers).collect();
            flips.extend(like_with_like(block, order, candidates, &alike));
        }
        flips.extend(alone(order, candidates, pair, &pairs));
    }
    flips
}

/// Every scenario that is another one with nothing changed but who pays, with that one.
fn pairs(candidates: &Candidates<'_>) -> Vec<Pair> {
    let pair = |(variant, one): (usize, &Candidate<'_>)| {
        let policy = candidates.list.iter().position(|other| one.run.is_variant_of(other.run))?;
        let payers = [candidates.list[policy].run.payer(), one.run.payer()];
        (payers[0] != payers[1]).then_some(Pair { policy, variant, payers })
    };
    candidates.list.iter().enumerate().filter_map(pair).collect()
}

/// Of pairs with the same two payers: all paid by the one against all paid by the other, told by the names of the policies.
fn like_with_like(block: &Block<'_>, order: &Order<'_>, candidates: &Candidates<'_>, pairs: &[&Pair]) -> Vec<Flip> {
    let Some([one, other]) = pairs.first().map(|pair| &pair.payers) else { return Vec::new() };
    let runs = |of: &dyn Fn(&Pair) -> usize| -> Vec<&Measured<'_>> {
        pairs.iter().map(|pair| candidates.list[of(pair)].run).collect()
    };
    let paid = |runs: Vec<_>, payer: &str| Candidates::paid_by(block, candidates.weights, payer, &Point::Central, runs);
    let (first, second) = (paid(runs(&|pair| pair.policy), one), paid(runs(&|pair| pair.variant), other));
    let words = [one, other].map(|payer| format!("where all are paid by {payer}"));
    order.turned("payer", [(&first, &words[0]), (&second, &words[1])])
}

/// A policy and its variant against policies that have none of the same payers.
fn alone(order: &Order<'_>, candidates: &Candidates<'_>, pair: &Pair, pairs: &[Pair]) -> Vec<Flip> {
    let scores = candidates.scores();
    // Only policies are set against a policy and its variant, not their variants too.
    let is_policy = |at: usize| {
        let one = candidates.list[at].run;
        !candidates.list.iter().any(|other| one.is_variant_of(other.run))
    };
    let is_alike = |at: usize| pairs.iter().any(|other| other.policy == at && other.payers == pair.payers);
    let (policy, variant) = (candidates.list[pair.policy].name(), candidates.list[pair.variant].name());
    let [payer, other_payer] = &pair.payers;
    let mut flips = Vec::new();
    for (first, second) in [(Ordering::Greater, Ordering::Less), (Ordering::Less, Ordering::Greater)] {
        let turned = |other: &usize| {
            is_policy(*other)
                && !is_alike(*other)
                && order.of(candidates, &scores, pair.policy, *other) == Some(first)
                && order.of(candidates, &scores, pair.variant, *other) == Some(second)
        };
        let others: Vec<usize> = (0..candidates.list.len()).filter(turned).collect();
        let Some((others, them)) = named(candidates, &others) else { continue };
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
