//! Panels: a chart of a figure each, with how to read it. A panel is one line in [`PANELS`]; where it shows one scenario at a time it
//! has a variant for each.

use super::block::Block;
use super::told::BASE_TABLE;
use super::variants::{Variant, adoption, by_scenario, extremes, of_study, whole};
use crate::report::chart::Role;
use crate::words::Frame;

/// A chart of a page.
pub(super) struct Panel {
    /// The figure whose frame it shows.
    pub(super) figure: &'static str,
    /// What is added to the figure's name where it is shown more than once.
    pub(super) suffix: &'static str,
    pub(super) title: &'static str,
    /// How to read it, in one or two sentences.
    pub(super) reading: &'static str,
    pub(super) chart: &'static str,
    pub(super) roles: &'static [(Role, &'static str)],
    pub(super) variants: fn(&Frame, &Block<'_>) -> Vec<Variant>,
    /// Whether titles of scenarios have room in it.
    pub(super) has_room: bool,
    /// Whether its drawing says in its title which sector is the focus: it is about that one alone.
    pub(super) names_focus: bool,
    /// Lines that divide the plane in four.
    pub(super) guides: Option<(f64, f64)>,
    /// Of when its numbers are, and whether they are changes.
    pub(super) of: Of,
    /// The variant beside which the chosen one stands.
    pub(super) beside: Option<&'static str>,
}

/// Of when numbers are, and whether they are changes against the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Changes in the last year.
    Change,
    /// Changes in each year.
    Changes,
    /// Levels in the last year.
    LastYear,
    /// Levels of each year.
    Years,
    /// The base table.
    Table,
}

/// In the place of a column: every column of numbers.
pub(super) const EVERY: &str = "*";

const PLAIN: Panel = Panel {
    figure: "",
    suffix: "",
    title: "",
    reading: "",
    chart: "bar",
    roles: &[],
    variants: whole,
    has_room: false,
    names_focus: false,
    guides: None,
    of: Of::LastYear,
    beside: None,
};

/// Every chart, in the order of a page.
pub(super) static PANELS: &[Panel] = &[
    Panel {
        figure: "effects",
        title: "What each scenario changes",
        reading: "Output of the focus sector in the last year, less that of the reference. The thin line runs from the low to the high end of the scenario's parameters.",
        chart: "range",
        roles: &[
            (Role::Label, "scenario"),
            (Role::Value, "focus_output"),
            (Role::Low, "focus_output_low"),
            (Role::High, "focus_output_high"),
        ],
        variants: of_study,
        has_room: true,
        of: Of::Change,
        ..PLAIN
    },
    Panel {
        figure: "effects",
        suffix: "-who-gains",
        title: "Who gains, and who pays",
        reading: "The same scenarios by what becomes of wages, surplus and imports. Final demand is given unless a scenario changes it, so that what one gains another pays; what is missing to a sum of nothing are taxes and duties.",
        roles: &[
            (Role::Label, "scenario"),
            (Role::Value, "compensation"),
            (Role::Value, "operating_surplus"),
            (Role::Value, "imports"),
        ],
        variants: of_study,
        has_room: true,
        of: Of::Change,
        ..PLAIN
    },
    Panel {
        figure: "adoption",
        title: "How far and how fast the technology spreads",
        reading: "The share of everyone else, the buyers that no policy puts ahead, that has adopted the technology. One scenario at a time is shown with the band of its parameters beside the reference; a scenario looks alike in every chart of lines.",
        chart: "lines",
        roles: &[
            (Role::Group, "scenario"),
            (Role::Across, "year"),
            (Role::Value, "others"),
            (Role::Low, "others_low"),
            (Role::High, "others_high"),
        ],
        variants: adoption,
        of: Of::Years,
        ..PLAIN
    },
    Panel {
        figure: "course",
        title: "Output of the focus sector over the years",
        reading: "The change against the reference in the same year.",
        chart: "lines",
        roles: &[(Role::Group, "scenario"), (Role::Across, "year"), (Role::Value, "value")],
        of: Of::Changes,
        ..PLAIN
    },
    Panel {
        figure: "winners",
        title: "Which sectors gain and lose",
        reading: "Output of the sectors that gain and lose most in the last year, less that of the reference.",
        roles: &[(Role::Label, "sector"), (Role::Value, "difference")],
        variants: extremes,
        of: Of::Change,
        ..PLAIN
    },
    Panel {
        figure: "trade-off",
        title: "Breadth against depth",
        reading: "To the right the focus sector goes deeper into what everybody makes; upwards it is used by more buyers of equal size. A policy that does both lies up and to the right.",
        chart: "scatter",
        roles: &[(Role::Label, "scenario"), (Role::Across, "depth"), (Role::Value, "breadth"), (Role::Group, "payer")],
        variants: of_study,
        ..PLAIN
    },
    Panel {
        figure: "ties",
        title: "Who buys, against what each branch weighs",
        reading: "Where the bars of sales are shorter than the bar of GDP, the branch is missing as a client of the focus sector.",
        roles: &[(Role::Label, "branch"), (Role::Value, "gdp_share"), (Role::Value, "base"), (Role::Value, "share")],
        variants: by_scenario,
        ..PLAIN
    },
    Panel {
        figure: "flows",
        title: "Where the output comes from and where it goes",
        reading: "In each drawing, at the left what the focus sector buys and pays, at the right who takes what it makes: as it is in the base table, and as the chosen scenario leaves it. Both have one scale.",
        chart: "sankey",
        roles: &[(Role::From, "from"), (Role::To, "to"), (Role::Value, "value"), (Role::Before, "before")],
        variants: by_scenario,
        beside: Some(BASE_TABLE),
        ..PLAIN
    },
    Panel {
        figure: "key-sectors",
        title: "Key sectors",
        reading: "To the right of 1 a sector pulls its suppliers more than the average sector does; above 1 it reaches more users. Key sectors do both.",
        chart: "scatter",
        roles: &[(Role::Label, "sector"), (Role::Across, "backward"), (Role::Value, "forward"), (Role::Group, "class")],
        guides: Some((1.0, 1.0)),
        of: Of::Table,
        ..PLAIN
    },
    Panel {
        figure: "network",
        title: "The focus sector among its suppliers and buyers",
        reading: "The largest suppliers and buyers in the base table, and what they sell to one another.",
        chart: "network",
        roles: &[(Role::From, "from"), (Role::To, "to"), (Role::Value, "value")],
        names_focus: true,
        of: Of::Table,
        ..PLAIN
    },
    Panel {
        figure: "coefficients",
        title: "Who buys of whom",
        reading: "What the buyer (column) pays the seller (row) per unit of its output; the focus sector is framed.",
        chart: "heat",
        roles: &[(Role::Label, "sector"), (Role::Value, EVERY)],
        of: Of::Table,
        ..PLAIN
    },
    Panel {
        figure: "inverse",
        title: "Who needs whom in all rounds",
        reading: "What the seller (row) makes in all rounds together when final demand of the buyer's product (column) rises by one: the Leontief inverse. Suppliers of suppliers are in it.",
        chart: "heat",
        roles: &[(Role::Label, "sector"), (Role::Value, EVERY)],
        of: Of::Table,
        ..PLAIN
    },
];
