//! What every metric of a list says of one thing, in the order of the list and by name.

use super::Answer;
use std::collections::HashMap;

/// What every metric of a list says.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// In the order of the list.
    pub list: Vec<Answer>,
    positions: HashMap<String, usize>,
}

impl Answers {
    /// The number that a metric gives, where it gives one.
    pub fn number(&self, id: &str) -> Option<f64> {
        self.positions.get(id).and_then(|&at| self.list[at].value.number())
    }
}

impl From<Vec<Answer>> for Answers {
    fn from(list: Vec<Answer>) -> Self {
        let positions = list.iter().enumerate().map(|(at, answer)| (answer.id.clone(), at)).collect();
        Self { list, positions }
    }
}
