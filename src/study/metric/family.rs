//! What metrics are about: the families by which help and files arrange them.

/// What a metric is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The size of a policy and who pays for it.
    Dose,
    /// Totals of the economy, and the focus sector's part of them; results by sector have these too.
    Level,
    /// Prices, where savings move them.
    Price,
    /// Sales and linkages of the focus sector.
    Focus,
    /// Over how many buyers the focus sector's sales spread.
    Breadth,
    /// How much of the focus sector goes into what is made.
    Depth,
    /// Branches' shares of its sales against their weight.
    Tie,
    /// How far the effect goes through the economy.
    Spread,
    /// Where the effect arises, and what leaves.
    Split,
    /// Effects per unit of dose.
    Value,
    /// How far technologies have spread.
    Adoption,
    /// Effects over all years together.
    Years,
    /// How fast technologies spread, and who pulls.
    Speed,
}

impl Family {
    /// Every family with its wording for people.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("dose and payer", Self::Dose),
        ("levels", Self::Level),
        ("prices", Self::Price),
        ("focus sector", Self::Focus),
        ("breadth", Self::Breadth),
        ("depth", Self::Depth),
        ("ties of branches", Self::Tie),
        ("spread of the effect", Self::Spread),
        ("split of the effect", Self::Split),
        ("value for money", Self::Value),
        ("adoption", Self::Adoption),
        ("all years", Self::Years),
        ("speed of adoption", Self::Speed),
    ];

    /// The wording for people.
    pub fn words(self) -> &'static str {
        Self::WORDS.iter().find(|(_, family)| *family == self).map_or("", |(words, _)| words)
    }
}
