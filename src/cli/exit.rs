//! Exit codes: 0 done; 1 ran, but an expectation failed; 2 the input is wrong; 3 the model has no answer. An
//! interruption ends with 130, see `interrupt.rs`.

use crate::words::{Class, Diagnostics};

/// How a command ends. Of several the highest code is returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// Done.
    Done,
    /// It ran, but something that was asked for does not hold.
    Unmet,
    /// The input is wrong.
    Input,
    /// The model has no answer.
    Model,
}

impl Exit {
    /// What the messages amount to.
    pub(super) fn of(messages: &Diagnostics) -> Self {
        match messages.worst() {
            None | Some(Class::Warning) => Self::Done,
            Some(Class::Input) => Self::Input,
            Some(Class::Model) => Self::Model,
        }
    }

    /// The worse of the two.
    pub(super) fn and(self, other: Self) -> Self {
        self.max(other)
    }

    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unmet => 1,
            Self::Input => 2,
            Self::Model => 3,
        }
    }
}
