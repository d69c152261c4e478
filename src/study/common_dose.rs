//! The dose to which policies of different size are brought so that they can be compared.

use std::convert::Infallible;
use std::str::FromStr;

/// A dose for all scenarios of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum CommonDose {
    /// Money of the table.
    Money(f64),
    /// The dose that the scenario with this name has as written.
    Scenario(String),
    /// The smallest dose of any scenario as written, so that no policy is made larger than it was written.
    Smallest,
}

impl CommonDose {
    /// The word for the smallest dose of all.
    pub const SMALLEST: &'static str = "smallest";
}

/// A number is money, `smallest` the smallest dose, any other word the name of a scenario.
impl FromStr for CommonDose {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.trim().parse::<f64>() {
            Ok(money) => Self::Money(money),
            Err(_) if text.trim() == Self::SMALLEST => Self::Smallest,
            Err(_) => Self::Scenario(text.trim().to_owned()),
        })
    }
}
