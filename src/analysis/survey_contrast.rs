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
//! holds 1 the survey cannot tell the branch from parity.
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

use super::AnalysisError;
use super::sales_by_branch::SalesByBranch;
use crate::table::{IoTable, Survey};
use crate::words::{Classification, Column, Frame, FrameError, Unit, Value};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

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

/// How intervals are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws; none are intervals that are none.
    pub count: usize,
    /// From where the random numbers start.
    pub seed: u64,
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

/// D in percent; none without a link.
fn distribution(links: &[u32]) -> Option<Vec<f64>> {
    let all: u32 = links.iter().sum();
    (all > 0).then(|| links.iter().map(|&own| 100.0 * f64::from(own) / f64::from(all)).collect())
}

/// Distributions of links in draws of firms; a draw without any link is none.
fn drawn(links: &[u32], firms: u32, draws: Draws) -> Vec<Vec<f64>> {
    let mut random = ChaCha8Rng::seed_from_u64(draws.seed);
    let mut draw = || {
        // 2⁻⁵³ times the upper 53 bits: even on [0, 1).
        let mut even = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let count = |&own: &u32| {
            let chance = f64::from(own) / f64::from(firms);
            (0..firms).map(|_| u32::from(even() < chance)).sum()
        };
        let counts: Vec<u32> = links.iter().map(count).collect();
        distribution(&counts)
    };
    (0..draws.count).filter_map(|_| draw()).collect()
}

/// The value at a share of a sorted list, between neighbours in proportion; none where it is beyond every number.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)? as f64);
    // Below the length of a list, which was counted.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let below = place.floor() as usize;
    let (one, other) = (sorted[below], sorted[(below + 1).min(sorted.len() - 1)]);
    let part = place - place.floor();
    let value = if part == 0.0 { one } else { one + part * (other - one) };
    Some(value).filter(|value| value.is_finite())
}

/// The classification of a table that has the survey's branches: by name, or else by the activities that the survey lists.
///
/// # Errors
/// Fails where the table has neither.
pub fn branches_of(survey: &Survey, table: &IoTable) -> Result<Classification, AnalysisError> {
    let is_branch = |label: &String| survey.branches.iter().any(|branch| branch.id == *label);
    if let Some(found) =
        table.classification(&survey.classification).filter(|found| found.labels().iter().all(is_branch))
    {
        return Ok(found.clone());
    }
    let branch_of =
        |code: &str| survey.branches.iter().find(|branch| branch.activities.iter().any(|activity| activity == code));
    let labels: Option<Vec<String>> =
        table.sectors().iter().map(|sector| branch_of(&sector.code).map(|branch| branch.id.clone())).collect();
    let listed: usize = survey.branches.iter().map(|branch| branch.activities.len()).sum();
    labels
        .filter(|labels| labels.len() == listed)
        .map(|labels| Classification::new(&survey.classification, labels))
        .ok_or_else(|| AnalysisError::UnfitOption {
            name: "table",
            problem: format!("names a table without the branches of the survey `{}`", survey.id),
            help: format!(
                "give the table a classification `{}` with the groups {}",
                survey.classification,
                survey.branches.iter().map(|branch| branch.id.as_str()).collect::<Vec<_>>().join(", ")
            ),
        })
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

/// The contrast as a table: as published, and beside it with the shares of a table where there are any.
///
/// # Errors
/// Fails where a number is not finite.
pub fn frame(survey: &Survey, table: Option<(&str, &Shares)>, draws: Draws) -> Result<Frame, FrameError> {
    let published: Shares = survey.branches.iter().map(|b| (Some(b.gdp_share), Some(b.sales_share))).collect();
    let mut blocks = vec![("published", "published", &published)];
    blocks.extend(table.map(|(name, shares)| ("table", name, shares)));
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
    frame.note(format!(
        "Intervals of 95 % from {} draws of {} firms, seed {}: chance of who was asked, with links taken as independent.",
        draws.count, survey.firms, draws.seed
    ));
    frame.note(format!(
        "Where no firm has a link there is no interval; up to {unseen:.0} % of firms might (95 %, one-sided)."
    ));
    frame.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::SurveyBranch;
    use crate::table::fixture::{branched, two_sectors};
    use crate::table::reader::read_survey;
    use crate::words::Diagnostics;
    use proptest::prelude::*;

    const DRAWS: Draws = Draws { count: 2000, seed: 2008 };

    fn shipped() -> Survey {
        read_survey("falabella-gatica", &mut Diagnostics::default()).unwrap()
    }

    fn survey(firms: u32, links: &[u32]) -> Survey {
        let branch = |(at, &links): (usize, &u32)| SurveyBranch {
            id: ["services", "mining", "c", "d"][at].into(),
            name: String::new(),
            activities: Vec::new(),
            gdp_share: 25.0,
            sales_share: 25.0,
            links,
            printed_relative_specialisation: None,
            printed_profitability: None,
        };
        let (id, title) = ("s".to_owned(), "S".to_owned());
        let branches = links.iter().enumerate().map(branch).collect();
        Survey { id, title, firms, classification: "branch".into(), source: "a test".into(), branches }
    }

    /// Every figure as printed: one decimal, and three.
    #[test]
    fn the_published_contrast_to_the_last_digit() {
        let survey = shipped();
        let found = SurveyContrast::published(&survey, DRAWS);
        let mut compared = 0;
        for (branch, contrast) in survey.branches.iter().zip(&found.branches) {
            if let Some(printed) = branch.printed_relative_specialisation {
                let value = contrast.relative_specialisation.unwrap();
                assert_eq!(format!("{value:.1}"), format!("{printed:.1}"), "{}", branch.id);
                compared += 1;
            }
            if let Some(printed) = branch.printed_profitability {
                assert_eq!(format!("{:.3}", contrast.profitability.unwrap()), format!("{printed:.3}"), "{}", branch.id);
                compared += 1;
            }
            assert_eq!(contrast.profitability.is_none(), branch.links == 0);
        }
        assert!(compared >= 16, "{compared}");
    }

    #[test]
    fn intervals_hold_what_was_seen_and_are_none_where_nothing_was() {
        let survey = shipped();
        let found = SurveyContrast::published(&survey, DRAWS);
        for (branch, contrast) in survey.branches.iter().zip(&found.branches) {
            let Some(ends) = contrast.specialisation_interval else {
                assert_eq!(branch.links, 0);
                continue;
            };
            let seen = contrast.relative_specialisation.unwrap();
            assert!(ends.low.unwrap() < seen && seen < ends.high.unwrap(), "{}: {ends:?}", branch.id);
        }
        // One firm of 13 has the only link with the State: in 35 % of draws none has, and a link is worth no bound.
        let state = found.branches.last().unwrap().profitability_interval.unwrap();
        assert!(state.high.is_none() && state.low.unwrap() < 1.408);
        // The same seed gives the same bytes, another seed others.
        assert_eq!(found, SurveyContrast::published(&survey, DRAWS));
        assert_ne!(found, SurveyContrast::published(&survey, Draws { seed: 2009, ..DRAWS }));
    }

    /// Where two branches are all there is, D of the first is 100 C_1 / (C_1 + C_2) of two independent binomials: the exact
    /// chances say where its ends lie.
    #[test]
    fn draws_are_binomial() {
        let found = drawn(&[2, 1], 2, Draws { count: 20_000, seed: 1 });
        // C_1 is always 2; C_2 is 0, 1, 2 with chances 1/4, 1/2, 1/4.
        let share =
            |value: f64| found.iter().filter(|all| (all[0] - value).abs() < 1e-9).count() as f64 / found.len() as f64;
        for (value, chance) in [(100.0, 0.25), (200.0 / 3.0, 0.5), (50.0, 0.25)] {
            // Four standard deviations of 20,000 draws.
            assert!((share(value) - chance).abs() < 4.0 * (0.25_f64 / 20_000.0).sqrt(), "{value}: {}", share(value));
        }
    }

    #[test]
    fn a_survey_without_links_and_a_table_without_branches() {
        let nothing = SurveyContrast::published(&survey(3, &[0, 0]), DRAWS);
        assert!(nothing.branches.iter().all(|branch| branch.distribution.is_none() && branch.profitability.is_none()));
        frame(&survey(3, &[0, 0]), None, DRAWS).unwrap();
        let error = branches_of(&survey(3, &[1, 0]), &two_sectors()).unwrap_err().to_string();
        assert_eq!(error, "the option `table` names a table without the branches of the survey `s`");
        // By the classification, and by the activities.
        assert_eq!(branches_of(&survey(3, &[1, 0]), &branched()).unwrap().labels()[1], "mining");
        let mut listed = survey(3, &[1, 0]);
        listed.branches[0].activities = vec!["S2".into()];
        listed.branches[1].activities = vec!["S1".into()];
        assert_eq!(branches_of(&listed, &two_sectors()).unwrap().labels(), ["mining", "services"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Weighed by shares of GDP, specialisations add up to one; weighed by shares of links, so do profitabilities.
        #[test]
        fn indices_weigh_out(links in prop::collection::vec(1_u32..5, 4)) {
            let survey = survey(5, &links);
            let found = SurveyContrast::published(&survey, Draws { count: 0, seed: 0 });
            let specialised: f64 = found.branches.iter().map(|b| b.relative_specialisation.unwrap() * 0.25).sum();
            let profit: f64 = found.branches.iter().map(|b| b.profitability.unwrap() * b.distribution.unwrap() / 100.0).sum();
            prop_assert!((specialised - 1.0).abs() <= 1e-12 && (profit - 1.0).abs() <= 1e-12);
            prop_assert!(found.branches.iter().all(|branch| branch.specialisation_interval.is_none()));
        }
    }
}
