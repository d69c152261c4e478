//! Orders that turn around with the channel of contagion.

use super::Flip;
use super::order::{Order, Scored};
use crate::analysis::adoption::Through;

/// Orders that are one way as written and the other way where technologies spread through these links; both hold the same scenarios in the
/// same order.
pub(super) fn flips(order: &Order<'_>, through: Through, [written, in_case]: &[Scored<'_>; 2]) -> Vec<Flip> {
    let when = format!("where technologies spread {}", through.words());
    let ahead = |one, other| [order.of(written, one, other), order.of(in_case, one, other)];
    order.turned("channel", &written.names(), ["as written", &when], ahead)
}
