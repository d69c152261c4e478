//! One changed cell: its base, what the entries do to it together, who pays, and which entries they are.

use super::EntryName;
use std::sync::Arc;

/// A change by less than this is none. It lies far below the last digit of any number that a table or a file may hold; a system that is asked
/// for the effect of less has no digits left to answer with.
const LEAST: f64 = 1e-200;

/// What one entry does to a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move {
    /// Adds this much.
    Add(f64),
    /// Multiplies the base by one and this: u (k - 1), which keeps the digits that 1 + u (k - 1) would lose.
    Scale(f64),
    /// Adds this much and suffers no other entry on the cell.
    Alone {
        /// The key that says so, for messages.
        key: &'static str,
        /// How much.
        delta: f64,
    },
}

impl Move {
    pub(super) fn alone(self) -> Option<&'static str> {
        match self {
            Self::Alone { key, .. } => Some(key),
            Self::Add(_) | Self::Scale(_) => None,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Cell<P> {
    pub(super) base: f64,
    pub(super) payer: P,
    pub(super) entries: Vec<Arc<EntryName>>,
    rises: Vec<f64>,
    added: Vec<f64>,
    alone: Option<&'static str>,
}

impl<P> Cell<P> {
    pub(super) fn new(base: f64, movement: Move, payer: P, name: Arc<EntryName>) -> Self {
        let (rises, added, alone) = (Vec::new(), Vec::new(), movement.alone());
        let mut cell = Self { base, payer, entries: Vec::new(), rises, added, alone };
        cell.add(movement, name);
        cell
    }

    pub(super) fn add(&mut self, movement: Move, name: Arc<EntryName>) {
        match movement {
            Move::Add(delta) | Move::Alone { delta, .. } => insert(&mut self.added, delta),
            Move::Scale(rise) => insert(&mut self.rises, rise),
        }
        self.entries.push(name);
    }

    pub(super) fn alone(&self) -> Option<&'static str> {
        self.alone
    }

    /// How much the cell changes; exactly zero where nothing does, or less than counts.
    pub(super) fn delta(&self) -> f64 {
        // Π (1 + r) - 1, without taking one away at the end.
        let together = self.rises.iter().fold(0.0, |all, rise| all + rise + all * rise);
        let delta = self.base * together + self.added.iter().sum::<f64>();
        if delta.abs() < LEAST { 0.0 } else { delta }
    }

    pub(super) fn names(&self) -> String {
        self.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Keeps numbers in rising order: a sum or product of three or more depends on the order in its last bit, and that of the
/// file must not matter.
pub(super) fn insert(numbers: &mut Vec<f64>, number: f64) {
    let at = numbers.partition_point(|known| known.total_cmp(&number).is_lt());
    numbers.insert(at, number);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Place;

    #[test]
    fn less_than_any_table_can_hold_is_nothing() {
        let name = Arc::new(EntryName { kind: "shock.final_demand", name: "a".into(), place: Place::file("f") });
        let delta = |movement| Cell::new(100.0, movement, (), name.clone()).delta();
        assert_eq!((delta(Move::Add(1e-320)), delta(Move::Add(-1e-201)), delta(Move::Scale(1e-300))), (0.0, 0.0, 0.0));
        assert_eq!((delta(Move::Add(1e-100)), delta(Move::Scale(-1e-17))), (1e-100, -1e-15));
    }
}
