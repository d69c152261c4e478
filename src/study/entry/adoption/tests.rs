mod every_year;

use crate::analysis::adoption::Through;
use crate::study::fixture::scenario;
use crate::study::{Level, Outcome, Point, Scenario};
use crate::table::IoTable;
use crate::table::fixture::{branched, oddities, two_sectors};
use approx::assert_relative_eq;
use nalgebra::dvector;

fn text(more: &str) -> String {
    format!(
        "[[adoption]]\nname = 'cloud'\nsupplier = 'S2'\nbuyers = 'S1'\ntarget = {{ scale = 1.5 }}\n\
         instead_of = 'operating_surplus'\ninnovation = 0.1\nimitation = 0.4\n{more}\n"
    )
}

/// Some years of a scenario from 2021 on.
fn years(table: IoTable, text: &str, last: i32, steps_per_year: u32) -> Scenario {
    Scenario { years: (2021..=last).collect(), steps_per_year, ..scenario(table, text).unwrap() }
}

fn outcome(table: IoTable, text: &str, last: i32) -> Outcome {
    years(table, text, last, 12).simulate(&Point::Central).unwrap()
}

fn shares(outcome: &Outcome, year: usize) -> Vec<f64> {
    outcome.years[year].state.settled().adopted[0].shares.as_slice().to_vec()
}

#[test]
fn coefficients_follow_the_share_that_has_adopted() {
    let outcome = years(two_sectors(), &text(""), 2023, 1).simulate(&Point::Central).unwrap();
    // One buyer, who meets nobody: s = 0, then 1 - exp(-.1), then by the hazard .1 + .4 s.
    let one = 1.0 - (-0.1_f64).exp();
    let two = 1.0 - (1.0 - one) * (-(0.1 + 0.4 * one)).exp();
    for (year, share) in [0.0, one, two].into_iter().enumerate() {
        assert_relative_eq!(shares(&outcome, year)[0], share, max_relative = 1e-14);
        assert_eq!(shares(&outcome, year)[1], 0.0);
        // a_21 = .2 (1 + .5 s): x = (I - A)⁻¹ f by hand.
        let a = 0.2 * (1.0 + 0.5 * share);
        let det = 0.85 * 0.95 - 0.25 * a;
        let x = dvector![(0.95 * 350.0 + 0.25 * 1700.0) / det, (a * 350.0 + 0.85 * 1700.0) / det];
        assert_relative_eq!(*outcome.years[year].state.output(), x, max_relative = 1e-13);
        let state = &outcome.years[year].state;
        let surplus = Level::ValueAdded.by_sector(&outcome.base, state)[0] / x[0];
        assert_relative_eq!(surplus, 0.65 - 0.1 * share, max_relative = 1e-13);
    }
    let nothing = crate::study::State::unchanged(&outcome.base).unwrap();
    assert_eq!(outcome.years[0].state.output(), nothing.output(), "nobody has adopted in the first year");
}

#[test]
fn what_happens_beside_it_is_measured_against_the_base_table_too() {
    let beside = "[[shock.coefficient]]\nname = 'more'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.03\n\
                  instead_of = 'operating_surplus'\n";
    let both = outcome(two_sectors(), &format!("{}{beside}", text("initial = 0.5")), 2021);
    let a = both.years[0].state.technical(&both.base).matrix()[(1, 0)];
    assert_relative_eq!(a, 0.2 * 1.25 + 0.03, max_relative = 1e-14);
    let alone = text("initial = 0.5").replace("scale = 1.5", "set = 0.3");
    let problems = years(two_sectors(), &format!("{alone}{beside}"), 2022, 12).simulate(&Point::Central).unwrap_err();
    assert!(problems.iter().any(|problem| problem.code.id == "not-alone"));
    let other = beside.replace("operating_surplus", "compensation");
    let other = format!("{}{other}", text("initial = 0.5"));
    let problems = years(two_sectors(), &other, 2022, 12).simulate(&Point::Central).unwrap_err();
    assert!(problems.iter().any(|problem| problem.code.id == "two-payers"));
}

#[test]
fn experience_and_a_ceiling_change_the_pace() {
    let half = |more: &str| shares(&outcome(two_sectors(), &text(more), 2026), 5)[0];
    let plain = half("");
    assert!(half("learning = { rate = 0.2, price_response = 1 }") > plain);
    assert_eq!(half("learning = { rate = 0, price_response = 1 }"), plain);
    // What was made before is more: the same output teaches less.
    let late = half("learning = { rate = 0.2, price_response = 1, prior_years = 1000 }");
    assert!(late > plain && late < half("learning = { rate = 0.2, price_response = 1 }"));
    assert_relative_eq!(half("ceiling = 0.5"), 0.5 * plain, max_relative = 1e-12);
    assert!(half("obsolescence = 0.1") < plain);
    // Lagged by a step: with one step a year the first is as if nothing had been learned.
    let first =
        |more: &str| shares(&years(two_sectors(), &text(more), 2022, 1).simulate(&Point::Central).unwrap(), 1)[0];
    assert_eq!(first("learning = { rate = 0.5, price_response = 5 }"), first(""));
}

#[test]
fn savings_and_investment_follow_adoption() {
    let saving = "[[shock.productivity]]\nname = 'less work'\nbuyers = 'all'\nrow = 'compensation'\nscale = 0.8\n\
                  passes_to = 'operating_surplus'\nper_adoption = 'cloud'\n";
    let invest = "initial = 0.5\ninvestment_target = { add = 100, component = 'other', financed_by = 'households' }";
    let outcome = outcome(two_sectors(), &format!("{}{saving}", text(invest)), 2021);
    let state = &outcome.years[0].state;
    // Half of the first sector has adopted: .3 (1 - .5 x .2) of it is wages; the second has not.
    let wages = state.settled().primary.matrix().row(0).transpose();
    assert_relative_eq!(wages, dvector![0.27, 0.25], max_relative = 1e-14);
    // All buyers together are at one half: 50 more is bought of the second sector.
    assert_relative_eq!(state.final_demand()[(1, 1)], 1350.0, max_relative = 1e-14);
    assert_relative_eq!(state.final_demand().sum(), 2050.0, max_relative = 1e-14);
}

#[test]
fn several_technologies_keep_to_themselves() {
    let other =
        text("").replace("'cloud'", "'robots'").replace("'S2'", "'S1'").replace("buyers = 'S1'", "buyers = 'S2'");
    let both = outcome(two_sectors(), &format!("{}{other}", text("")), 2025);
    let alone = outcome(two_sectors(), &text(""), 2025);
    let names: Vec<&str> = both.curves.iter().map(|curve| curve.entry.name.as_str()).collect();
    assert_eq!(names, ["cloud", "robots"]);
    assert_eq!(both.curves[0].shares, alone.curves[0].shares);
    assert!(both.years[4].state.output()[0] > alone.years[4].state.output()[0]);
}

#[test]
fn odd_tables_spread_without_a_number_that_is_none() {
    let mut ran = 0;
    for through in ["supplier", "customers", "suppliers", "none"] {
        // Who sells, and who buys and has other suppliers to pay with; the last of them is ahead. S2 makes and buys nothing, S3 sells nothing.
        for (supplier, buyers, early) in
            [("S1", "['S3', 'S4']", "S4"), ("S4", "['S1', 'S3']", "S3"), ("S5", "['S1', 'S3', 'S4']", "S4")]
        {
            for is_normalised in [true, false] {
                let text = format!(
                    "[[adoption]]\nname = 'a'\nsupplier = '{supplier}'\nbuyers = {buyers}\n\
                     target = {{ scale = 1.2 }}\ninstead_of = 'suppliers'\ninnovation = 0.01\nimitation = 0.3\n\
                     contagion = {{ through = '{through}', weight = 0.7, normalise = {is_normalised} }}\n\
                     learning = {{ rate = 0.2, price_response = 1 }}\n\
                     early = [{{ buyers = '{early}', innovation = 0.1 }}]\n"
                );
                let scenario = years(oddities(), &text, 2030, 12);
                let outcome = scenario.simulate(&Point::Central).unwrap();
                for shares in &outcome.curves[0].shares {
                    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
                }
                let pulls = scenario.pulls(&outcome);
                assert!(pulls.len() == 2 && pulls.iter().all(|pull| pull.unknown.is_none()));
                ran += 1;
            }
        }
    }
    assert_eq!(ran, 4 * 3 * 2);
}

/// Where the scenario without an early adopter cannot be paid for, the scenario itself stands.
#[test]
fn a_pull_that_cannot_be_run_is_unknown_and_the_scenario_stands() {
    // S1 is held back by its own rates; as ready as others it would ask more of its surplus, .35 of its output, than there is.
    let text = text(
        "early = [{ buyers = 'S1', innovation = 0, imitation = 0 }]\nlearning = { rate = 0.2, price_response = 1 }",
    )
    .replace("scale = 1.5", "set = 0.9");
    let scenario = years(two_sectors(), &text.replace("innovation = 0.1\n", "innovation = 1\n"), 2025, 12);
    let outcomes = crate::study::run(&[scenario], &|_, _| {}).unwrap();
    let pulls = &outcomes[0].pulls;
    assert_eq!(
        pulls.iter().map(|pull| (pull.sector, pull.years, pull.share)).collect::<Vec<_>>(),
        [(None, None, None), (Some(0), None, None)]
    );
    assert!(pulls.iter().all(|pull| pull.unknown.as_ref().is_some_and(|why| why.contains("cannot pay"))));
    let said = crate::study::warnings(&outcomes);
    let said: Vec<(&str, &str)> = said.iter().map(|one| (one.code.id, one.message.as_str())).collect();
    let start = "scenario `test`, `cloud`: what all early adopters together, S1 (sector 1) would bring everyone else is not known: \
                 run without, the scenario has no answer: in 20";
    assert!(said.iter().any(|(code, message)| *code == "unknown-pull" && message.starts_with(start)), "{said:?}");
}

/// Equal rates give equal shares whoever the buyers are, as the entry looks them up.
#[test]
fn equal_rates_give_equal_shares_among_any_buyers() {
    for through in ["supplier", "customers", "suppliers", "none"] {
        for buyers in ["'all'", "['S2', 'S3']", "['S1', 'S4']", "'S2'"] {
            let text = format!(
                "[[adoption]]\nname = 'a'\nsupplier = 'S1'\nbuyers = {buyers}\ntarget = {{ scale = 1.1 }}\n\
                 instead_of = 'compensation'\ninnovation = 0.02\nimitation = 0.4\ncontagion = {{ through = '{through}', weight = 0.9 }}\n"
            );
            let curve = &outcome(branched(), &text, 2030).curves[0];
            let first = curve.buyers[0];
            for shares in &curve.shares {
                assert!(
                    curve.buyers.iter().all(|&buyer| (shares[buyer] - shares[first]).abs() < 1e-14),
                    "{through} {buyers}"
                );
            }
            assert!(curve.shares.last().unwrap()[first] > 0.4);
        }
    }
}

/// What is said of who starts, and that nobody needs a weight to be met by nobody.
#[test]
fn who_starts_and_who_is_slow_is_said() {
    let said = |text: &str| {
        let mut diagnostics = crate::words::Diagnostics::default();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("s.toml");
        std::fs::write(
            &file,
            format!("format = 1\nname = 's'\nyears = [2021, 2023]\nbase.table = 'miller-blair'\n{text}"),
        )
        .unwrap();
        crate::study::load(&[file], &crate::study::LoadOptions::default(), &mut diagnostics);
        diagnostics.iter().map(|one| one.code.id).collect::<Vec<_>>()
    };
    let still = text("").replace("innovation = 0.1", "innovation = 0");
    assert_eq!(said(&still), ["nobody-starts"]);
    assert_eq!(said(&format!("{still}initial = 0.1\n")), [] as [&str; 0]);
    // Early adopters start it for the others where these meet them.
    let both = still.replace("buyers = 'S1'", "buyers = ['S1', 'S2']");
    let early = "early = [{ buyers = 'S1', innovation = 0.1 }]\n";
    assert_eq!(said(&format!("{both}{early}")), ["nobody-starts"]);
    assert_eq!(said(&format!("{both}{early}contagion = {{ weight = 0.5 }}\n")), [] as [&str; 0]);
    assert_eq!(said(&text("early = [{ buyers = 'S1', innovation = 0.05 }]")), ["slower-early"]);
    assert_eq!(said(&text("early = [{ buyers = 'S1', innovation = 0.2, imitation = 0.3 }]")), ["slower-early"]);
    assert_eq!(said(&text("contagion = { through = 'none' }")), [] as [&str; 0]);
    assert_eq!(said(&text("contagion = { through = 'customers' }")), ["missing-key"]);
}

/// Many buyers that cannot pay are one message.
#[test]
fn buyers_that_cannot_pay_are_told_together() {
    let text = "[[adoption]]\nname = 'a'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = { set = 0.95 }\ninstead_of = 'compensation'\n\
                innovation = 1\nimitation = 0\ninitial = 1\n";
    let problems = years(branched(), text, 2022, 12).simulate(&Point::Central).unwrap_err();
    let said: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("S2 (sector 2) cannot pay: ")
            && said[0].ends_with("; the same holds of 2 more buyers: S3, S4"),
        "{said:?}"
    );
}

/// "all" is the same set wherever it stands in an entry.
#[test]
fn everybody_can_be_ahead() {
    let all = text("early = [{ buyers = 'all', innovation = 0.5 }]").replace("buyers = 'S1'", "buyers = 'all'");
    let all = all.replace("operating_surplus", "compensation");
    let curve = &outcome(branched(), &all, 2022).curves[0];
    assert_eq!((&curve.early, &curve.buyers), (&curve.buyers, &curve.early));
    assert!(!curve.early.is_empty());
}

/// Where nobody learns, curves do not depend on what is made: following them alone gives what the years give, to the bit.
#[test]
fn curves_alone_are_those_of_the_years() {
    for learning in ["", "learning = { rate = 0.2, price_response = 1 }\n"] {
        let text = text(&format!("{learning}early = [{{ buyers = 'S1', innovation = 0.5 }}]"));
        let scenario = years(two_sectors(), &text, 2026, 12);
        let outcome = scenario.simulate(&Point::Central).unwrap();
        assert_eq!(scenario.curves(&scenario.parameters, &|_, _| false).unwrap(), outcome.curves);
        assert_eq!(outcome.curves[0].shares.len(), 61);
    }
}

/// One mistake does not hide the others, wherever in the entry they stand.
#[test]
fn what_is_wrong_beside_a_mistake_is_told_too() {
    let wrong = "[[adoption]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\ntarget = { scal = 1.5 }\n\
                 instead_of = 'operating_surplus'\ninnovation = 'p'\nimitation = 'q'\ncontagion = { weight = 'w' }\n\
                 early = [{ buyers = 'S8', innovation = 'e' }]\ninvestment_target = { component = 'invest', scale = 'i' }\n";
    let problems = scenario(two_sectors(), wrong).map(|_| ()).unwrap_err();
    let said: Vec<String> = problems.iter().map(|one| one.message.clone()).collect();
    for name in ["p", "q", "w", "e", "i"] {
        assert!(said.iter().any(|one| one.starts_with(&format!("`{name}` is no parameter"))), "{name}: {said:#?}");
    }
    assert!(said.iter().any(|one| one.starts_with("`S8` is no sector")), "{said:#?}");
    assert!(said.iter().any(|one| one.contains("`invest`")), "{said:#?}");
}

#[test]
fn what_makes_no_sense_is_said() {
    let codes = |more: &str| {
        let problems = scenario(two_sectors(), &text(more)).unwrap_err();
        problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>()
    };
    assert_eq!(codes("early = [{ buyers = 'S2', innovation = 0.5 }]"), ["not-a-buyer"]);
    let twice = "early = [{ buyers = 'S1', innovation = 0.5 }, { buyers = 'S1', innovation = 0.6 }]";
    assert_eq!(codes(twice), ["named-twice"]);
    assert_eq!(codes("early = [{ buyers = 'S1' }]"), ["missing-key"]);
    assert_eq!(codes("early = { buyers = 'S1' }"), ["wrong-type"]);
    assert_eq!(codes("initial = 0.5\nceiling = 0.4"), ["out-of-range"]);
    assert_eq!(codes("ceiling = 0\nobsolescence = -1\ninitial = 2"), ["out-of-range"; 3]);
    assert_eq!(codes("contagion = { through = 'friends', weight = 0.5 }"), ["unknown-word"]);
    assert_eq!(codes("contagion = { weight = 'w' }"), ["unknown-parameter"]);
    assert_eq!(codes("learning = { rate = 1.0, price_response = 1 }"), ["out-of-range"]);
    assert_eq!(codes("investment_target = { scale = 2 }"), ["unknown-component"]);
    assert_eq!(codes("investment_target = { scale = 2, add = 1, component = 'other' }"), ["exactly-one"]);
    let problems = scenario(two_sectors(), &text("").replace("scale = 1.5", "scale = 1.5, set = 0.3")).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["exactly-one"]);
}

#[test]
fn who_pulls_is_told_by_running_without() {
    // S1 sells the technology; S4 buys most of it and is ahead.
    let text = |early: &str| {
        format!(
            "[[adoption]]\nname = 'a'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = 0.01\nimitation = 0.4\ncontagion = {{ weight = 0.5 }}\n{early}"
        )
    };
    let with = years(branched(), &text("early = [{ buyers = ['S3', 'S4'], innovation = 0.1 }]"), 2045, 12);
    let (outcome, without) = (with.simulate(&Point::Central).unwrap(), self::outcome(branched(), &text(""), 2045));
    let pulls = with.pulls(&outcome);
    assert_eq!(pulls.iter().map(|pull| pull.sector).collect::<Vec<_>>(), [None, Some(2), Some(3)]);
    let half = |outcome: &Outcome| outcome.curves[0].years_to(0.5, &outcome.base, &[1]).unwrap();
    assert_relative_eq!(pulls[0].years.unwrap(), half(&without) - half(&outcome), max_relative = 1e-13);
    let years: Vec<f64> = pulls.iter().map(|pull| pull.years.unwrap()).collect();
    assert!(years.iter().all(|&years| years > 0.0) && years[0] > years[2] && years[2] > years[1], "{years:?}");
}

/// Years by which everyone else gains half adoption by a policy, on the table of 2021: through customers, and through the experience
/// of the supplier. Everyone else are all sectors but the early ones, weighted by base output, the supplier's own use among them.
#[test]
fn chile_gains_what_was_found_before() {
    let mut diagnostics = crate::words::Diagnostics::default();
    let options = crate::table::reader::ReadOptions::default();
    let table = crate::table::reader::load("chile-2021", &options, &mut diagnostics).unwrap().table;
    let text = |through: &str, early: &str| {
        format!(
            "[[adoption]]\nname = 'it'\nsupplier = 'ITS'\nbuyers = ['all', 'ITS']\ntarget = {{ scale = 1 }}\n\
             instead_of = 'operating_surplus'\ninnovation = 0.01\nimitation = 0.35\n\
             contagion = {{ through = '{through}', weight = 0.5 }}\n\
             early = [{{ buyers = {early}, innovation = 0.05 }}]\n"
        )
    };
    for (early, by_customers, by_supplier) in [
        ("'mining'", 0.38, 0.37),
        ("['natural-resources', 'FSH']", 0.63, 0.41),
        ("['GOV', 'EDU', 'HEA']", 0.31, 0.65),
        ("['FIN', 'INS']", 0.16, 0.77),
        ("['WHO', 'RET']", 0.49, 0.96),
    ] {
        for (through, expected) in [("customers", by_customers), ("supplier", by_supplier)] {
            assert!(Through::WORDS.iter().any(|(word, _)| *word == through));
            let scenario = years(table.clone(), &text(through, early), 2040, 12);
            // Nobody learns, so that curves are followed without solving the economy again.
            let outcome = scenario.simulate(&Point::Central).unwrap();
            let gained = scenario.pulls(&outcome)[0].years.unwrap();
            assert!((gained - expected).abs() < 0.0055, "{early} {through}: {gained}");
        }
    }
}
