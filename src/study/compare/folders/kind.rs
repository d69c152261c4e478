//! Kinds of further files of a result: which columns say which row it is, and how two of them are shown beside one another.

/// How two files of a kind are shown beside one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Every row three times: as in the first result, as in the second, and the difference. For files of few rows.
    Beside,
    /// The numbers that differ, a row each.
    Differing,
    /// The rows that stand in one of them alone.
    Alone,
}

/// A kind of file.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// The columns that say which row it is; each file has them.
    pub(super) key: &'static [&'static str],
    pub(super) shown: Shown,
    /// The columns that are shown on the terminal.
    pub(super) short: &'static [&'static str],
}

/// Every kind, in the order in which differences are shown: the overview of what spreads comes last.
pub(super) static KINDS: &[Kind] = &[
    kind("decomposition", "Technology and final demand", &["scenario", "sector"], Shown::Differing, &[]),
    kind("sensitivity", "Each parameter alone", &["scenario", "metric", "parameter"], Shown::Differing, &[]),
    kind("adoption", "Adoption by sector", &["scenario", "technology", "sector"], Shown::Differing, &[]),
    kind("dominance", "Dominance", &["scenario", "other", "dose", "verdict", "study"], Shown::Alone, &[]),
    kind("flips", "Rankings that turn around", &["scenario", "sentence", "study"], Shown::Alone, &[]),
    kind(
        "ranking",
        "Rankings",
        &["scenario", "study"],
        Shown::Beside,
        &["rank", "score", "equal_dose_rank", "equal_dose_score"],
    ),
    kind(
        "channels",
        "What everyone else gains",
        &["scenario", "technology", "channel", "case"],
        Shown::Beside,
        &["years_of_others_to_50", "years_gained_by_others"],
    ),
    kind(
        "diffusion",
        "How far and how fast",
        &["scenario", "technology"],
        Shown::Beside,
        &[
            "adoption_of_others",
            "adoption",
            "years_of_others_to_50",
            "years_gained_by_others",
            "depth_output",
            "effective_number_own_use_out",
            "dose",
            "value_added_difference",
            "others_by_year",
        ],
    ),
];

const fn kind(
    id: &'static str,
    title: &'static str,
    key: &'static [&'static str],
    shown: Shown,
    short: &'static [&'static str],
) -> Kind {
    Kind { id, title, key, shown, short }
}
