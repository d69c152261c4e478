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
    #[error("the system of equations is singular to working precision{}", relative(*residual))]
    Singular {
        /// ‖f - (I - A) x‖∞ relative to ‖f‖∞ and ‖x‖∞; no number where there is no solution at all.
        residual: f64,
    },
    /// Households spend more than they earn: the column of household consumption sums to one or more.
    #[error("household consumption is {share:.4} of household income, which leaves the closed model without an answer")]
    HouseholdsOverspend {
        /// Consumption of domestic products per unit of income.
        share: f64,
    },
    /// Households earn nothing, so that there is no spending per unit of income.
    #[error("households have no income, which leaves the closed model without an answer")]
    NoHouseholdIncome,
    /// Savings that are passed on leave some outputs without a price above nothing.
    #[error("savings passed on to prices leave nothing to pay")]
    NoPrice {
        /// Positions of the sectors.
        sectors: Vec<usize>,
    },
    /// A sector can make less than industries need of it, so that final users cannot go short enough.
    #[error("a limit of output is below what industries need")]
    LimitInfeasible {
        /// The sector's position.
        sector: usize,
        /// The most that it can make, money of the table.
        most: f64,
        /// What industries need of it, money of the table.
        needed: f64,
        /// The least part of its base output that has an answer, where no other limit stands beside this one.
        least: Option<f64>,
    },
    /// Limits of output do not settle.
    #[error("limits of output do not settle in {rounds} rounds")]
    NoFixedPoint {
        /// How many rounds were tried.
        rounds: usize,
    },
}

/// A residual in words; nothing where it is no number.
fn relative(residual: f64) -> String {
    if residual.is_finite() { format!(" (relative residual {residual:.1e})") } else { String::new() }
}

impl ModelError {
    /// The message for the analyst, with the sectors named.
    pub fn diagnostic(&self, sectors: &Sectors) -> Diagnostic {
        let named = |positions: &[usize]| {
            let named: Vec<String> = positions
                .iter()
                .take(5)
                .map(|&position| format!("{} ({})", sectors[position].code, sectors[position].name))
                .collect();
            named.join(", ")
        };
        let raise = match self {
            // Up to the next millionth, so that what is printed has an answer.
            Self::LimitInfeasible { least: Some(least), .. } => format!(
                "raise `scale` to {} or more, or write rationing = \"imports\" or \"proportional\"",
                (least * 1e6).ceil() / 1e6
            ),
            _ => "raise `scale`, or write rationing = \"imports\" or \"proportional\"".to_owned(),
        };
        let (code, message, help) = match self {
            Self::NotProductive { sectors: positions } => (
                Code::NOT_PRODUCTIVE,
                format!("the economy is not productive: look at {}", named(positions)),
                "these sectors buy at least a unit of inputs per unit of output, directly or through their suppliers",
            ),
            Self::Singular { .. } => {
                (Code::NOT_PRODUCTIVE, self.to_string(), "check the table: a sector lives from its own output alone")
            }
            Self::HouseholdsOverspend { .. } | Self::NoHouseholdIncome => (
                Code::NOT_PRODUCTIVE,
                self.to_string(),
                "state `household_income` in the table, or use the open closure",
            ),
            Self::NoPrice { sectors: positions } => (
                Code::NO_PRICE,
                format!("{self}: look at {}", named(positions)),
                "raise `scale`: these sectors, or their suppliers, would save all that they pay",
            ),
            Self::LimitInfeasible { sector, most, needed, .. } => (
                Code::LIMIT_INFEASIBLE,
                format!("{} can make at most {most:.6}, and industries need {needed:.6} of it", named(&[*sector])),
                raise.as_str(),
            ),
            Self::NoFixedPoint { .. } => {
                (Code::LIMIT_INFEASIBLE, self.to_string(), "leave out limits that do not bind, or raise `scale`")
            }
        };
        Diagnostic::new(code, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_residual_is_said_where_it_is_a_number() {
        let said = |residual: f64| ModelError::Singular { residual }.to_string();
        assert_eq!(said(0.25), "the system of equations is singular to working precision (relative residual 2.5e-1)");
        assert_eq!(said(f64::NAN), "the system of equations is singular to working precision");
        assert_eq!(said(f64::INFINITY), said(f64::NAN));
    }
}
