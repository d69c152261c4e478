//! A cell of a frame.

/// One cell of a frame. A cell without an answer is [`Value::Empty`], never a number that stands for nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value: not defined for this row, or not in the table.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number; [`super::Frame::finish`] refuses one that is not finite.
    Number(f64),
}

impl Value {
    /// The text, where the cell holds text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, whole or not, where the cell holds one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(whole) => Some(*whole as f64),
            Self::Number(number) => Some(*number),
            Self::Empty | Self::Text(_) => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}
impl From<usize> for Value {
    fn from(number: usize) -> Self {
        // A count of sectors or rows; beyond i64 there is no memory to hold them.
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
