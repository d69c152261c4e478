//! The contrast as a table.

use super::{Crossing, Draws, Interval, Shares, SurveyContrast, crossings, shares_of};
use crate::analysis::AnalysisError;
use crate::analysis::sales_by_branch::SalesByBranch;
use crate::model::Economy;
use crate::table::Survey;
use crate::words::{Classification, Column, Frame, FrameError, Unit, Value};

/// A table beside a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// What the table calls itself.
    pub table: String,
    /// A and B of each branch.
    pub shares: Shares,
    /// What keeps its branches from being the survey's, one sentence each.
    pub notes: Vec<String>,
}

impl Beside {
    /// The shares of the branches in a table, by the sales of the sector at a position.
    ///
    /// # Errors
    /// Fails where there is no such sector.
    pub fn of(
        survey: &Survey,
        economy: &Economy,
        focus: usize,
        branches: &Classification,
    ) -> Result<Self, AnalysisError> {
        let shares = shares_of(survey, &SalesByBranch::of(economy, focus, branches)?);
        let (table, id) = (economy.table(), &economy.table().manifest().id);
        let mut notes = Vec::new();
        if let (Some(asked), Some(year)) = (survey.year, table.manifest().year)
            && asked != year
        {
            notes.push(format!(
                "A and B of {id} are those of {year}; the links are set beside GDP and sales of {asked} as published."
            ));
        }
        let crossing = crossings(survey, table, branches);
        if !crossing.is_empty() {
            let said = |one: &Crossing| {
                let codes = |(code, there): &(String, String)| format!("{code} ({there})");
                let away = one.elsewhere.iter().map(codes).collect::<Vec<_>>().join(", ");
                format!("{} ({}) holds {away}", table.sectors().code(one.sector), one.here)
            };
            notes.push(format!(
                "Whole sectors of {id} make up its branches, and some hold activities that the survey puts into another: {}. A and B differ \
                 by these from those of the survey's own branches.",
                crossing.iter().map(said).collect::<Vec<_>>().join("; ")
            ));
        }
        Ok(Self { table: id.clone(), shares, notes })
    }
}

impl SurveyContrast {
    /// The columns that go with some shares, and the cells of one branch.
    fn cells(&self, at: usize, shares: &Shares) -> Vec<Value> {
        let (branch, (gdp, sales)) = (&self.branches[at], shares[at]);
        let ends = |interval: Option<Interval>| {
            [interval.and_then(|ends| ends.low).into(), interval.and_then(|ends| ends.high).into()]
        };
        let [low, high] = ends(branch.specialisation_interval);
        let [least, most] = ends(branch.profitability_interval);
        vec![
            gdp.into(),
            sales.into(),
            branch.relative_specialisation.into(),
            low,
            high,
            branch.profitability.into(),
            least,
            most,
        ]
    }
}

/// The contrast as a table: as published, and beside it with the shares of a table where there are any.
///
/// # Errors
/// Fails where a number is not finite.
pub fn frame(survey: &Survey, table: Option<&Beside>, draws: Draws) -> Result<Frame, FrameError> {
    let published: Shares = survey.branches.iter().map(|b| (Some(b.gdp_share), Some(b.sales_share))).collect();
    let mut blocks = vec![("published", "published", &published)];
    blocks.extend(table.map(|beside| ("table", beside.table.as_str(), &beside.shares)));
    let mut columns = vec![
        Column::text("branch", "Branch", "The branch of clients."),
        Column::text("branch_name", "Name", "The name of the branch."),
        Column::integer("links", "Links", Unit::Count("links"), "Links of the firms with it (C)."),
        Column::number("distribution", "Distribution", Unit::Percent, "Its share of all links (D)."),
    ];
    for (id, name, _) in &blocks {
        let of = |what: &str| format!("{what}, {name}");
        let number = |part: &str, what: &str, unit: Unit, about: &str| {
            Column::number(format!("{part}_{id}"), of(what), unit, about)
        };
        columns.extend([
            number("gdp_share", "GDP", Unit::Percent, "Its share of GDP (A)."),
            number("sales_share", "Sales", Unit::Percent, "Its share of the sector's sales (B)."),
            number("specialisation", "D/A", Unit::Index, "Relative specialisation; 1 is parity."),
            number("specialisation_low", "D/A low", Unit::Index, "The draw at 2.5 %; 1 is parity."),
            number("specialisation_high", "D/A high", Unit::Index, "The draw at 97.5 %; 1 is parity."),
            number("profitability", "B/D", Unit::Index, "Profitability of the link; 1 is parity."),
            number("profitability_low", "B/D low", Unit::Index, "The draw at 2.5 %; 1 is parity."),
            number(
                "profitability_high",
                "B/D high",
                Unit::Index,
                "The draw at 97.5 %; empty where draws have no link; 1 is parity.",
            ),
        ]);
    }
    let contrasts: Vec<SurveyContrast> =
        blocks.iter().map(|(_, _, shares)| SurveyContrast::of(survey, shares, draws)).collect();
    let mut frame = Frame::new("survey-contrast", survey.title.clone(), columns);
    for (at, branch) in survey.branches.iter().enumerate() {
        let head = [
            branch.id.as_str().into(),
            branch.name.as_str().into(),
            i64::from(branch.links).into(),
            contrasts[0].branches[at].distribution.into(),
        ];
        let parts = contrasts.iter().zip(&blocks).flat_map(|(contrast, (_, _, shares))| contrast.cells(at, shares));
        frame.push(head.into_iter().chain(parts).collect());
    }
    let unseen = 100.0 * (1.0 - 0.05_f64.powf(1.0 / f64::from(survey.firms)));
    frame.note(format!("Source: {}.", survey.source.trim_end_matches('.')));
    table.into_iter().flat_map(|beside| &beside.notes).for_each(|note| frame.note(note.as_str()));
    if draws.count == 0 {
        frame.note("No intervals, because none were drawn.");
    } else {
        frame.note(format!(
            "Intervals of 95 % from {} draws of {} firms, seed {}: chance of who was asked, with links taken as independent.",
            draws.count, survey.firms, draws.seed
        ));
        frame.note(format!(
            "Where no firm has a link there is no interval; up to {unseen:.0} % of firms might (95 %, one-sided)."
        ));
        let unbounded: Vec<&str> = survey
            .branches
            .iter()
            .zip(&contrasts[0].branches)
            .filter(|(_, found)| found.profitability_interval.is_some_and(|ends| ends.high.is_none()))
            .map(|(branch, _)| branch.id.as_str())
            .collect();
        if !unbounded.is_empty() {
            frame.note(format!(
                "The interval of B/D has no upper end for {}: in more than 2.5 % of draws no firm has a link with it.",
                unbounded.join(", ")
            ));
        }
    }
    frame.finish()
}
