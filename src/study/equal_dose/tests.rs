use super::*;
use crate::study::fixture::{scenario, with_parameters};
use crate::study::{InSpanish, Number, Parameter, Parameters, run};
use crate::table::fixture::{all_money_times, productive, two_sectors};
use crate::words::{Place, Typed};
use approx::assert_relative_eq;
use proptest::prelude::*;

const COEFFICIENT: &str = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\n\
                           instead_of = 'operating_surplus'\n";

fn on_two(name: &str, text: &str) -> Scenario {
    Scenario { name: name.to_owned(), ..scenario(two_sectors(), text).unwrap() }
}

fn coefficient(name: &str, how: &str) -> Scenario {
    on_two(name, &format!("{COEFFICIENT}{how}\n"))
}

fn demand(name: &str, money: f64) -> Scenario {
    let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = ";
    on_two(name, &format!("{text}{money}\n"))
}

/// Factor and dose of every scenario that could be brought, and what was said.
fn brought(scenarios: &[Scenario], asked: Option<&CommonDose>, studies: &[Study]) -> (Vec<(f64, f64)>, Vec<String>) {
    let outcomes = run(scenarios, &|_, _| {}).unwrap();
    let said = |said: &Diagnostics| said.iter().map(|said| format!("{}: {}", said.code.id, said.message)).collect();
    match at_equal_dose(scenarios, &outcomes, studies, asked, &|_, _| {}) {
        Ok((brought, warnings)) => {
            assert!(brought.iter().all(|outcome| outcome.point.is_equal_dose()));
            (brought.iter().map(|outcome| (outcome.size, outcome.dose())).collect(), said(&warnings))
        }
        Err(problems) => (Vec::new(), said(&problems)),
    }
}

#[test]
fn every_kind_of_change_is_brought_to_the_dose_of_another() {
    // a_21 is .2 and x_1 is 1000: .05 more is 50, a tenth more is 20, .25 instead 50; 100 are injected.
    let scenarios = [
        coefficient("add", "add = 0.05"),
        coefficient("scale", "scale = 1.1"),
        coefficient("set", "set = 0.25"),
        demand("more", 100.0),
        on_two("base", ""),
    ];
    let (found, said) = brought(&scenarios, Some(&CommonDose::Scenario("scale".into())), &[]);
    assert_eq!(said, Vec::<String>::new());
    let factors: Vec<f64> = found.iter().map(|(size, _)| *size).collect();
    assert_relative_eq!(factors[..], [0.4, 1.0, 0.4, 0.2, 1.0][..], max_relative = 1e-12);
    assert!(found[..4].iter().all(|(_, dose)| (dose - 20.0).abs() <= 20.0 * NEAR), "{found:?}");
    assert_eq!(found[4].1, 0.0, "nothing stays nothing");
    // The smallest makes no policy larger than it was written; money is money.
    assert_eq!(brought(&scenarios, Some(&CommonDose::Smallest), &[]).0, found);
    assert_relative_eq!(brought(&scenarios, Some(&CommonDose::Money(30.0)), &[]).0[0].0, 0.6, max_relative = 1e-12);
}

#[test]
fn money_of_another_table_is_other_money_whatever_its_id() {
    let mut parts = two_sectors().into_parts();
    all_money_times(&mut parts, 1000.0);
    let text = format!("{COEFFICIENT}add = 0.01\n");
    let large = scenario(crate::table::IoTable::new(parts).unwrap(), &text).unwrap();
    let scenarios = [coefficient("small", "add = 0.05"), Scenario { name: "large".to_owned(), ..large }];
    let (found, said) = brought(&scenarios, Some(&CommonDose::Scenario("small".into())), &[]);
    assert_eq!(said, ["dose-not-reached: `large` cannot be brought to the dose of `small`: its table is another"]);
    assert_eq!(found.len(), 1);
}

#[test]
fn a_curved_dose_is_found_too() {
    // Two entries on one cell: .2 ((1 + φ/2)² - 1) x_1 is 88 at φ = .4.
    let scale = format!("{COEFFICIENT}scale = 1.5\n");
    let twice = format!("{scale}{}", scale.replace("'a'", "'c'"));
    let (found, said) = brought(&[on_two("twice", &twice)], Some(&CommonDose::Money(88.0)), &[]);
    assert_eq!(said, Vec::<String>::new());
    assert_relative_eq!(found[0].0, 0.4, max_relative = 1e-11);
}

#[test]
fn a_dose_that_cannot_be_paid_is_told_and_nothing_is_stretched() {
    // The surplus of the first sector is 350.
    let (found, said) =
        brought(&[coefficient("a", "add = 0.05"), demand("b", 400.0)], Some(&CommonDose::Scenario("b".into())), &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("S1 (sector 1) cannot pay") && !said[0].contains("capped"), "{said:?}");
    assert!(said[0].starts_with("dose-not-reached: `a` cannot be brought to the dose of 400, only to 350"), "{said:?}");
    let nothing = brought(&[on_two("base", "")], Some(&CommonDose::Smallest), &[]);
    assert!(nothing.1[0].starts_with("no-dose: "), "{nothing:?}");
    let wrong = brought(&[demand("b", 1.0)], Some(&CommonDose::Scenario("c".into())), &[]);
    assert_eq!(wrong.1, ["unknown-reference: `c` is no scenario of this run"]);
}

#[test]
fn studies_bring_their_own_scenarios_and_must_not_differ() {
    let study = |names: &[&str], money: f64| Study {
        title: "s".to_owned(),
        note: String::new(),
        spanish: InSpanish::default(),
        place: Place::file("s.toml"),
        scenarios: names.iter().map(|name| (*name).to_owned()).collect(),
        reference: None,
        weights: Vec::new(),
        equal_dose: Some(Typed { value: CommonDose::Money(money), place: Place::file("s.toml") }),
        channels: Vec::new(),
    };
    let scenarios = [demand("a", 100.0), demand("b", 50.0), demand("c", 10.0)];
    let (found, _) = brought(&scenarios, None, &[study(&["a", "b"], 20.0)]);
    assert_relative_eq!(found[0].0, 0.2, max_relative = 1e-12);
    assert_eq!(found.len(), 2, "the third is in no study");
    let (_, said) = brought(&scenarios, None, &[study(&["a"], 20.0), study(&["a", "b"], 30.0)]);
    assert_eq!(said, ["conflicting-doses: `a` is brought to 30 here and to 20 by another study"]);
    assert_eq!(brought(&scenarios, None, &[]), (Vec::new(), Vec::new()));
}

/// Adoption keeps its course; what each adopter buys more is what is made smaller.
#[test]
fn adoption_is_brought_by_what_adopters_buy() {
    let text = "[[adoption]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\ntarget = { scale = 1.5 }\n\
                instead_of = 'operating_surplus'\ninnovation = 0.1\nimitation = 0.4\n";
    let spreading = Scenario { years: (2021..=2025).collect(), ..on_two("spreading", text) };
    let written = spreading.simulate(&Point::Central).unwrap();
    assert!(written.dose() > 10.0, "{}", written.dose());
    let half = CommonDose::Money(0.5 * written.dose());
    let (found, said) = brought(std::slice::from_ref(&spreading), Some(&half), &[]);
    assert_eq!(said, Vec::<String>::new());
    // What the supplier has sold does not move the shares without a path of learning.
    assert_relative_eq!(found[0].0, 0.5, max_relative = 1e-11);
}

#[test]
fn low_and_high_parameters_are_brought_with_factors_of_their_own() {
    let tie = Parameters::new(vec![Parameter::new("tie", 0.05).between(Some(0.02), Some(0.1))]);
    let base = scenario(two_sectors(), "").unwrap().base;
    let uncertain = with_parameters(base.clone(), &format!("{COEFFICIENT}add = 'tie'\n"), tie).unwrap();
    // Money at base output is 50, and 20 and 100; 25 is half of it, and 1.25 and .25 times.
    let outcomes = run(std::slice::from_ref(&uncertain), &|_, _| {}).unwrap();
    let dose = CommonDose::Money(25.0);
    let (found, said) =
        at_equal_dose(std::slice::from_ref(&uncertain), &outcomes, &[], Some(&dose), &|_, _| {}).unwrap();
    assert!(said.is_empty());
    let points: Vec<String> = found.iter().map(|outcome| outcome.point.to_string()).collect();
    assert_eq!(points, ["equal dose", "equal dose low", "equal dose high"]);
    for (outcome, size) in found.iter().zip([0.5, 1.25, 0.25]) {
        assert_relative_eq!(outcome.size, size, max_relative = 1e-12);
        // A parameter that is the size of a policy makes no difference at one dose.
        assert_relative_eq!(outcome.years[0].state.output(), found[0].years[0].state.output(), max_relative = 1e-12);
    }
    // An end that redirects nothing is left out, and it is said of which.
    let none = Parameters::new(vec![Parameter::new("tie", 0.05).between(Some(0.0), None)]);
    let none = with_parameters(base, &format!("{COEFFICIENT}add = 'tie'\n"), none).unwrap();
    let (found, said) = brought(&[none], Some(&dose), &[]);
    assert_eq!(found.len(), 2);
    let why = "dose-not-reached: `test` with parameters at `low` cannot be brought to the dose of 25: it redirects and injects nothing in \
               its last year";
    assert_eq!(said, [why]);
}

/// Nothing is taken beyond what there is: gaps are closed and no further, shares of inputs do not fall below nothing, limits have
/// no dose, and what the public pays is taken in proportion.
#[test]
fn a_larger_dose_takes_no_more_than_there_is() {
    // The gap of the first to the second per output: .05 - .2 closes downwards; of the second to the first .2 - .05 upwards, x 2000 = 300.
    let toward = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = ['S2']\ninstead_of = 'operating_surplus'\n\
                  toward = { reference = 'S1', share = 0.5, per = 'output' }\n";
    let (found, said) = brought(&[on_two("toward", toward)], Some(&CommonDose::Money(400.0)), &[]);
    assert!(found.is_empty() && said[0].contains("only to 300") && said[0].contains("capped"), "{said:?}");
    let saving = "[[shock.productivity]]\nname = 'a'\nbuyers = 'S1'\nrow = 'compensation'\nscale = 0.5\n\
                  passes_to = 'operating_surplus'\n";
    let (found, said) = brought(&[on_two("saving", saving)], Some(&CommonDose::Money(1e4)), &[]);
    assert!(found.is_empty() && said[0].contains("the share of `compensation` of S1 would be"), "{said:?}");
    let limited = format!(
        "[[shock.output_limit]]\nname = 'l'\nsectors = 'S2'\nscale = 0.95\nrationing = 'final_demand'\n\
         {COEFFICIENT}add = 0.01\n"
    );
    let cost = Some(Number::Written { value: 30.0, place: Place::file("f") });
    let limited = Scenario { public_cost: cost, ..on_two("limited", &limited) };
    let written = limited.simulate(&Point::Central).unwrap();
    let larger = limited.simulate_sized(&Point::EqualDose, 5.0).unwrap();
    for outcome in [&written, &larger] {
        assert_relative_eq!(outcome.years[0].state.output()[1], 1900.0, max_relative = 1e-12);
    }
    assert_eq!((written.public_cost, larger.public_cost), (Some(30.0), Some(150.0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The dose is reached to 1e-12 on random tables, whatever the size as written.
    #[test]
    fn the_dose_is_met(table in productive(6, 0.5), share in 0.001_f64..0.05, money in 0.01_f64..0.5) {
        let text = format!("[[shock.final_demand]]\nname = 'b'\nsectors = 'all'\ncomponent = 'exports'\nscale = {}\n", 1.0 + share);
        let scenario = scenario(table, &text).unwrap();
        let outcomes = run(std::slice::from_ref(&scenario), &|_, _| {}).unwrap();
        prop_assume!(outcomes[0].dose() > 0.0);
        let target = money * outcomes[0].dose();
        let (found, said) = brought(&[scenario], Some(&CommonDose::Money(target)), &[]);
        prop_assert_eq!(said, Vec::<String>::new());
        prop_assert!((found[0].1 - target).abs() <= NEAR * target);
        // Final demand is linear in the size.
        prop_assert!((found[0].0 - money).abs() <= 1e-11 * money);
    }
}
