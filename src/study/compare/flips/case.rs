//! Orders that turn around with the dose, or with the channel of contagion.

use super::Flip;
use super::order::Order;
use crate::study::compare::candidates::{Candidates, Case};

/// Orders that are one way as written and the other way in a case; both hold the same scenarios in the same order.
pub(super) fn flips(order: &Order<'_>, case: Case, [written, in_case]: &[Candidates<'_>; 2]) -> Vec<Flip> {
    let (what, when) = match case {
        Case::Through(through) => ("channel", format!("where technologies spread {}", through.words())),
        Case::Written | Case::Equal => ("dose", "at equal dose".to_owned()),
    };
    order.turned(what, [(written, "as written"), (in_case, &when)])
}
