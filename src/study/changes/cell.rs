//! One changed cell: its base, what the entries do to it together, who pays, and which entries they are.

use super::EntryName;
use std::sync::Arc;

/// What one entry does to a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move {
    /// Adds this much.
    Add(f64),
    /// Multiplies the base by this.
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
    factor: f64,
    added: f64,
    alone: Option<&'static str>,
}

impl<P> Cell<P> {
    pub(super) fn new(base: f64, movement: Move, payer: P, name: Arc<EntryName>) -> Self {
        let mut cell = Self { base, payer, entries: Vec::new(), factor: 1.0, added: 0.0, alone: movement.alone() };
        cell.add(movement, name);
        cell
    }

    pub(super) fn add(&mut self, movement: Move, name: Arc<EntryName>) {
        match movement {
            Move::Add(delta) | Move::Alone { delta, .. } => self.added += delta,
            Move::Scale(factor) => self.factor *= factor,
        }
        self.entries.push(name);
    }

    pub(super) fn alone(&self) -> Option<&'static str> {
        self.alone
    }

    /// How much the cell changes; exactly zero where nothing does.
    pub(super) fn delta(&self) -> f64 {
        self.base * (self.factor - 1.0) + self.added
    }

    pub(super) fn names(&self) -> String {
        self.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
