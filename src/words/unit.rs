//! Units of measurement, printed beside every number.

use std::fmt;

/// Money of one table: a currency, the factor that its figures are to be multiplied by, and the year of its prices.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// The three letters of ISO 4217, for example `CLP`.
    pub currency: String,
    /// How many units of the currency a figure of one stands for: 1,000,000 where the table is in millions.
    pub scale: f64,
    /// The year of the prices; the table's own year for current prices.
    pub price_year: Option<i32>,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scale {
            1.0 => {}
            1e3 => f.write_str("thousand ")?,
            1e6 => f.write_str("million ")?,
            1e9 => f.write_str("billion ")?,
            scale => write!(f, "{scale} ")?,
        }
        f.write_str(&self.currency)?;
        self.price_year.map_or(Ok(()), |year| write!(f, " of {year}"))
    }
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Unit {
    /// Not a quantity: a code, a name, a class.
    None,
    /// Money of the table.
    Money(Money),
    /// Money per money: a coefficient, a multiplier, an element of an inverse.
    Ratio,
    /// A share of one, from 0 to 1 unless stated.
    Share,
    /// Hundredths.
    Percent,
    /// An index without dimension; its reference value is in the column's description.
    Index,
    /// A place in an order, 1 the largest.
    Rank,
    /// A number of things, named in the plural: `sectors`, `rounds`.
    Count(&'static str),
    /// Years.
    Years,
    /// A unit that the table itself names, for example of a satellite account: `jobs`, `t CO2`.
    Named(String),
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Money(money) => money.fmt(f),
            Self::Ratio => f.write_str("ratio"),
            Self::Share => f.write_str("share"),
            Self::Percent => f.write_str("%"),
            Self::Index => f.write_str("index"),
            Self::Rank => f.write_str("rank"),
            Self::Count(what) => f.write_str(what),
            Self::Years => f.write_str("years"),
            Self::Named(name) => f.write_str(name),
        }
    }
}
