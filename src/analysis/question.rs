//! The questions that analyses help to answer; lists are grouped by them.

/// A question about an economy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Which sectors pull on others, and which are pulled.
    WhoDependsOnWhom,
    /// How widely a supplier's product is used, and by whom.
    WhoUsesIt,
    /// What a unit of demand brings of output, income, jobs or imports.
    WhatDemandBrings,
    /// What dearer inputs make of prices.
    WhoPays,
    /// What would be lost without a sector.
    WhatIfItVanished,
    /// Which cells of the table matter most.
    WhichCoefficientMatters,
    /// Through how many rounds, and along which ways, an effect travels.
    HowFarItTravels,
    /// What explains the difference between two states of an economy.
    WhatChanged,
}

impl Question {
    /// Every question with its wording for people.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("who depends on whom", Self::WhoDependsOnWhom),
        ("who uses it", Self::WhoUsesIt),
        ("what demand brings", Self::WhatDemandBrings),
        ("who pays", Self::WhoPays),
        ("what if it vanished", Self::WhatIfItVanished),
        ("which coefficient matters", Self::WhichCoefficientMatters),
        ("how far it travels", Self::HowFarItTravels),
        ("what changed", Self::WhatChanged),
    ];

    /// The wording for people.
    pub fn words(self) -> &'static str {
        Self::WORDS.iter().find(|(_, question)| *question == self).map_or("", |(words, _)| words)
    }
}
