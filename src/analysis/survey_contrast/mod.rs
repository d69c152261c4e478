//! Survey contrast: the links of interviewed firms by branch, beside what the branches are worth to the economy and to the sector.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | share of GDP | A_g | one per branch | percent |
//! | share of the sector's sales | B_g | one per branch | percent |
//! | links | C_g, how many firms have a link with the branch | one per branch | links |
//! | distribution of links | D_g = 100 C_g / Σ C | one per branch | percent |
//! | relative specialisation | D_g / A_g | one per branch | index, 1 is parity |
//! | profitability of a link | B_g / D_g; none without a link | one per branch | index, 1 is parity |
//!
//! A and B are those that the survey's publisher prints and, beside them, those of a table. D is not rounded. An interval is drawn by
//! a parametric bootstrap: in each draw each of the N firms has a link with branch g with probability C_g / N, branches and firms
//! independent, by ChaCha8 with a stated seed; its ends are the draws at 2.5 and 97.5 %.
//!
//! ## Reading
//!
//! A relative specialisation of 0.4 for mining: the firms have two fifths of the links with mining that its weight in GDP would
//! suggest. A profitability of 0.6: a link with mining goes with three fifths of the sales that go with the average link. Where the interval
//! holds 1 the survey cannot tell the branch from parity. The example is on chile-2008 and not on chile-2021, as others are, because the
//! links are set beside GDP and sales of 2008; with a table of another year A and B are those of that year, and a note says so. Where
//! sectors of a table hold activities that the survey puts into another branch, as two of chile-2008 do, a note names them: the
//! workbook of the 111 activities has the survey's own branches.
//!
//! ## Source
//!
//! Falabella and Gatica, for both indicators; relative specialisation is a location quotient. Efron and Tibshirani 1993, for
//! the bootstrap; Clopper and Pearson 1934, for a branch without a link.
//!
//! ## What it is not
//!
//! Not a sample of the sector: few firms were asked, and not at random. Not who sells most: a link is counted once however
//! large. The intervals hold chance of who was asked and nothing else; which firm has which link is not published, so that firms
//! are drawn as if their links were independent. Where no firm has a link the bootstrap says nothing: none of N seen leaves up to 1 -
//! 0.05^(1/N) of firms possible.

mod branches;
mod draws;
mod frames;

pub use branches::{Crossing, branches_of, crossings};
pub use draws::Draws;
pub use frames::{Beside, frame};

use super::sales_by_branch::SalesByBranch;
use super::{Analysis, AnalysisError, DefaultTo, OptionKey, Options, Question, Takes};
use crate::model::Economy;
use crate::table::Survey;
use crate::words::Frame;
use draws::{drawn, quantile};

/// The survey.
const SURVEY: OptionKey = OptionKey {
    name: "survey",
    takes: Takes::Survey,
    about: "What firms said.",
    default: DefaultTo::Text("falabella-gatica"),
};

/// How many draws.
const DRAWS: OptionKey = OptionKey {
    name: "draws",
    takes: Takes::Count { least: 0, most: 1_000_000 },
    about: "How many draws the intervals have; 0 for none.",
    default: DefaultTo::Text("10000"),
};

/// Where they start.
const SEED: OptionKey = OptionKey {
    name: "seed",
    takes: Takes::Count { least: 0, most: usize::MAX },
    about: "From where the random numbers of the draws start.",
    default: DefaultTo::Text("2008"),
};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "survey-contrast",
    question: Question::WhoUsesIt,
    about: "Links of interviewed firms by branch, beside what the branches are worth to GDP and to the sector's sales.",
    formula: "relative specialisation D/A; profitability of the link B/D; D = 100 C / Σ C; intervals by bootstrap",
    unit: "percent, links, indices with parity at 1",
    source: "Falabella and Gatica; Efron and Tibshirani 1993",
    options: &[OptionKey::FOCUS, SURVEY, DRAWS, SEED],
    drawn: None,
    run,
};

/// The ends of an interval, as shares of all draws.
const ENDS: [f64; 2] = [0.025, 0.975];

/// An interval of draws; an end beyond every number is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The draw at 2.5 %.
    pub low: Option<f64>,
    /// The draw at 97.5 %.
    pub high: Option<f64>,
}

/// One branch of the contrast.
#[derive(Debug, Clone, PartialEq)]
pub struct BranchContrast {
    /// D, percent; none where the survey has no link at all.
    pub distribution: Option<f64>,
    /// D/A; none where A is zero.
    pub relative_specialisation: Option<f64>,
    /// B/D; none without a link.
    pub profitability: Option<f64>,
    /// The interval of D/A; none without a link.
    pub specialisation_interval: Option<Interval>,
    /// The interval of B/D; none without a link.
    pub profitability_interval: Option<Interval>,
}

/// The contrast of every branch, in the order of the survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyContrast {
    /// The branches.
    pub branches: Vec<BranchContrast>,
}

/// Shares of GDP (A) and of sales (B) of each branch, percent; none where there is nothing to share.
pub type Shares = Vec<(Option<f64>, Option<f64>)>;

impl SurveyContrast {
    /// The contrast with the shares that the survey's publisher prints.
    pub fn published(survey: &Survey, draws: Draws) -> Self {
        let shares: Shares = survey.branches.iter().map(|b| (Some(b.gdp_share), Some(b.sales_share))).collect();
        Self::of(survey, &shares, draws)
    }

    /// The contrast with the shares of GDP and of sales of every branch.
    pub fn of(survey: &Survey, shares: &Shares, draws: Draws) -> Self {
        let links: Vec<u32> = survey.branches.iter().map(|branch| branch.links).collect();
        let drawn = drawn(&links, survey.firms, draws);
        let branch = |(at, &(gdp, sales)): (usize, &(Option<f64>, Option<f64>))| {
            let own = distribution(&links).map(|all| all[at]);
            let quotient = |over: Option<f64>, under: Option<f64>| {
                let (over, under) = (over?, under?);
                Some(over / under).filter(|quotient| quotient.is_finite())
            };
            let seen = links[at] > 0;
            let interval = |of: &dyn Fn(f64) -> Option<f64>| {
                let mut values: Vec<f64> = drawn.iter().map(|all| of(all[at]).unwrap_or(f64::INFINITY)).collect();
                values.sort_by(f64::total_cmp);
                let end = |share: f64| quantile(&values, share);
                (seen && !values.is_empty()).then(|| Interval { low: end(ENDS[0]), high: end(ENDS[1]) })
            };
            BranchContrast {
                distribution: own,
                relative_specialisation: quotient(own, gdp),
                profitability: quotient(sales, own.filter(|own| *own > 0.0)),
                specialisation_interval: gdp
                    .filter(|gdp| *gdp > 0.0)
                    .and_then(|gdp| interval(&|distribution| Some(distribution / gdp))),
                profitability_interval: sales
                    .and_then(|sales| interval(&|distribution| (distribution > 0.0).then(|| sales / distribution))),
            }
        };
        Self { branches: shares.iter().enumerate().map(branch).collect() }
    }
}

/// D in percent; none without a link.
fn distribution(links: &[u32]) -> Option<Vec<f64>> {
    let all: u32 = links.iter().sum();
    (all > 0).then(|| links.iter().map(|&own| 100.0 * f64::from(own) / f64::from(all)).collect())
}

/// A and B of each branch of a survey from the sales of a sector, percent.
pub fn shares_of(survey: &Survey, sales: &SalesByBranch) -> Shares {
    let percent = |share: Option<f64>| share.map(|share| share * 100.0);
    let share = |id: &str| {
        let found = sales.branch(id);
        (percent(found.and_then(|branch| branch.gdp_share)), percent(found.and_then(|branch| branch.own_use_in.share)))
    };
    survey.branches.iter().map(|branch| share(&branch.id)).collect()
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let survey = options.survey(&SURVEY)?;
    // A table without the survey's branches has no use for a focus.
    let branches = branches_of(survey, economy.table())?;
    let focus = options.sector(&OptionKey::FOCUS)?;
    let beside = Beside::of(survey, economy, focus, &branches)?;
    let draws = Draws { count: options.count(&DRAWS)?, seed: options.count(&SEED)? as u64 };
    Ok(vec![frame(survey, Some(&beside), draws)?])
}

#[cfg(test)]
mod tests;
