//! Why a model has no answer.

use crate::words::{Code, Diagnostic, Sectors};

/// Why a model has no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// Some sectors need, directly and through their suppliers, at least a unit of their output to make a unit.
    #[error("the economy is not productive")]
    NotProductive {
        /// Positions of the sectors to look at, the worst first.
        sectors: Vec<usize>,
    },
    /// The residual of a solution is larger than rounding explains: the system is singular to working precision.
    #[error("the system of equations is singular to working precision (relative residual {residual:.1e})")]
    Singular {
        /// ‖f - (I - A) x‖∞ relative to ‖f‖∞ and ‖x‖∞.
        residual: f64,
    },
    /// Households spend more than they earn: the column of household consumption sums to one or more.
    #[error("household consumption is {share:.4} of household income, which leaves the closed model without an answer")]
    HouseholdsOverspend {
        /// Consumption of domestic products per unit of income.
        share: f64,
    },
}

impl ModelError {
    /// The message for the analyst, with the sectors named.
    pub fn diagnostic(&self, sectors: &Sectors) -> Diagnostic {
        let (message, help) = match self {
            Self::NotProductive { sectors: positions } => {
                let named: Vec<String> = positions
                    .iter()
                    .take(5)
                    .map(|&position| format!("{} ({})", sectors[position].code, sectors[position].name))
                    .collect();
                (
                    format!("the economy is not productive: look at {}", named.join(", ")),
                    "these sectors buy at least a unit of inputs per unit of output, directly or through their suppliers",
                )
            }
            Self::Singular { .. } => (self.to_string(), "check the table: a sector lives from its own output alone"),
            Self::HouseholdsOverspend { .. } => {
                (self.to_string(), "state `household_income` in the table, or use the open closure")
            }
        };
        Diagnostic::new(Code::NOT_PRODUCTIVE, message).help(help)
    }
}
