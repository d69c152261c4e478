//! The contrast against what is printed, its intervals against exact chances, and tables that it does not fit.

use super::*;
use crate::table::fixture::{branched, two_sectors};
use crate::table::reader::read_survey;
use crate::table::{Activities, Denominator, IoTable, NoteColumn, SurveyBranch};
use crate::words::{Classification, Diagnostics};
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
    let activities = Activities::default();
    let (classification, source) = ("branch".into(), "a test".into());
    Survey { id, title, firms, year: Some(2008), classification, activities, source, branches }
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

/// The ends of an interval the second way: from the chances of every pair of counts, added up from the smallest distribution.
#[test]
fn ends_are_those_of_exact_chances() {
    let (firms, links) = (5_u32, [2_u32, 3]);
    let survey = survey(firms, &links);
    let found = SurveyContrast::published(&survey, Draws { count: 40_000, seed: 7 });
    let choose = |n: u32, k: u32| (0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product::<f64>();
    let chance = |own: u32, count: u32| {
        let p = f64::from(own) / f64::from(firms);
        choose(firms, count) * p.powi(count.try_into().unwrap()) * (1.0 - p).powi((firms - count).try_into().unwrap())
    };
    let mut all: Vec<(f64, f64)> = Vec::new();
    for (one, other) in (0..=firms).flat_map(|one| (0..=firms).map(move |other| (one, other))) {
        if one + other > 0 {
            let share = 100.0 * f64::from(one) / f64::from(one + other);
            all.push((share, chance(links[0], one) * chance(links[1], other)));
        }
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let whole: f64 = all.iter().map(|(_, chance)| chance).sum();
    let at = |share: f64| {
        let mut sum = 0.0;
        all.iter()
            .find(|(_, chance)| {
                sum += chance / whole;
                sum >= share
            })
            .unwrap()
            .0
    };
    let ends = found.branches[0].specialisation_interval.unwrap();
    for (drawn, share) in [(ends.low, 0.025), (ends.high, 0.975)] {
        // Both sides of the share by four standard deviations of 40,000 draws: the end is not in doubt.
        let doubt = 4.0 * (share * (1.0 - share) / 40_000.0_f64).sqrt();
        assert_eq!(at(share - doubt), at(share + doubt));
        assert!((drawn.unwrap() - at(share) / 25.0).abs() <= 1e-12, "{drawn:?} for {}", at(share) / 25.0);
    }
}

#[test]
fn one_branch_has_all_links_and_no_chance() {
    let found = SurveyContrast::published(&survey(4, &[3]), DRAWS);
    let only = &found.branches[0];
    assert_eq!(
        (only.distribution, only.relative_specialisation, only.profitability),
        (Some(100.0), Some(4.0), Some(0.25))
    );
    let sure = |value: f64| Some(Interval { low: Some(value), high: Some(value) });
    assert_eq!((only.specialisation_interval, only.profitability_interval), (sure(4.0), sure(0.25)));
}

#[test]
fn what_is_empty_is_said() {
    let notes = |draws| frame(&shipped(), None, draws).unwrap().notes;
    let told = notes(DRAWS);
    assert!(told.iter().any(|note| note.contains("has no upper end")), "{told:?}");
    let without = notes(Draws { count: 0, seed: 1 });
    assert!(without.iter().any(|note| note == "No intervals, because none were drawn."), "{without:?}");
    assert!(without.iter().all(|note| !note.contains("95 % from")), "{without:?}");
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
    listed.activities.source = "an office, 2008".into();
    listed.activities.names = vec![("S1".into(), "Sector  1".into()), ("S2".into(), "sector 2".into())];
    assert_eq!(branches_of(&listed, &two_sectors()).unwrap().labels(), ["mining", "services"]);
    // The same codes with another meaning are those of another classification.
    listed.activities.names[1].1 = "electricity".into();
    assert_eq!(
        branches_of(&listed, &two_sectors()).unwrap_err().to_string(),
        "the option `table` names a table without the branches of the survey `s`, whose codes are those of another classification: \
         S2 is `electricity` in the survey (an office, 2008) and `sector 2` in the table"
    );
    // A file that the analyst gives is called as it likes.
    let mut parts = two_sectors().into_parts();
    parts.classifications = vec![Classification::new("mine", vec!["services".into(), "mining".into()])];
    let given = crate::table::IoTable::new(parts).unwrap();
    assert_eq!(branches_of(&listed, &given).unwrap().id(), "mine");
}

/// Four sectors, of which S2 (mining) holds an activity of services and S4 (services) one of mining.
fn made_of(year: i32, activities: [&str; 4]) -> IoTable {
    let mut parts = branched().into_parts();
    parts.manifest.year = Some(year);
    parts.notes = vec![NoteColumn { id: "activities".into(), texts: activities.map(str::to_owned).to_vec() }];
    IoTable::new(parts).unwrap()
}

fn notes_beside(table: IoTable) -> (Vec<Crossing>, Vec<String>) {
    let mut listed = survey(3, &[1, 0]);
    listed.branches[0].activities = ["1", "2", "7"].map(str::to_owned).to_vec();
    listed.branches[1].activities = ["3", "4", "5", "6"].map(str::to_owned).to_vec();
    let economy = Economy::new(std::sync::Arc::new(table), Denominator::Column).unwrap();
    let branches = branches_of(&listed, economy.table()).unwrap();
    let beside = Beside::of(&listed, &economy, 0, &branches).unwrap();
    let notes = frame(&listed, Some(&beside), DRAWS).unwrap().notes;
    assert!(beside.notes.iter().all(|note| notes.contains(note)), "{notes:?}");
    (crossings(&listed, economy.table(), &branches), beside.notes)
}

#[test]
fn sectors_that_cross_branches_are_named() {
    let (found, notes) = notes_beside(made_of(2008, ["1", "3 2", "4 5", "6 7"]));
    let crossing = |sector, here: &str, code: &str, there: &str| Crossing {
        sector,
        here: here.into(),
        elsewhere: vec![(code.into(), there.into())],
    };
    assert_eq!(found, [crossing(1, "mining", "2", "services"), crossing(3, "services", "6", "mining")]);
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains("S2 (mining) holds 2 (services); S4 (services) holds 6 (mining)."), "{notes:?}");
    // All where the survey has them: nothing to say.
    assert_eq!(notes_beside(made_of(2008, ["1 2", "3", "4 5 6", "7"])), (vec![], vec![]));
    // Other activities, or one that stands twice, are those of another classification; so is a table that lists none.
    for other in [["1", "3 2", "4 5", "6 8"], ["1", "3 2", "4 5", "6"], ["1", "3 2", "4 5", "6 6"], [""; 4]] {
        assert_eq!(notes_beside(made_of(2008, other)), (vec![], vec![]), "{other:?}");
    }
}

/// As in the Bank's workbook with a file of groups that puts an activity elsewhere than the survey does.
#[test]
fn a_table_of_the_activities_themselves_crosses_where_its_groups_do() {
    let mut parts = branched().into_parts();
    parts.manifest.year = Some(2008);
    let economy = Economy::new(std::sync::Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap();
    let mut listed = survey(3, &[1, 0]);
    let branches = branches_of(&listed, economy.table()).unwrap();
    let own = |id: &str| {
        let of =
            (0..4).filter(|&at| branches.labels()[at] == *id).map(|at| economy.table().sectors().code(at).to_owned());
        of.collect::<Vec<String>>()
    };
    for branch in &mut listed.branches {
        branch.activities = own(&branch.id);
    }
    assert_eq!(crossings(&listed, economy.table(), &branches), []);
    let moved = listed.branches[0].activities.remove(0);
    listed.branches[1].activities.push(moved.clone());
    let (from, to) = (listed.branches[0].id.clone(), listed.branches[1].id.clone());
    let sector = economy.table().sectors().position(&moved).unwrap();
    let known = Crossing { sector, here: from, elsewhere: vec![(moved, to)] };
    assert_eq!(crossings(&listed, economy.table(), &branches), [known]);
    // Of another year the same codes may be others.
    listed.year = Some(2013);
    assert_eq!(crossings(&listed, economy.table(), &branches), []);
}

#[test]
fn a_table_of_another_year_is_told() {
    let (found, notes) = notes_beside(made_of(2021, ["1", "3 2", "4 5", "6 7"]));
    // The same codes mean other activities in another year's revision.
    assert_eq!(found, []);
    assert_eq!(
        notes,
        ["A and B of fixture are those of 2021; the links are set beside GDP and sales of 2008 as published."]
    );
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
