//! Scenarios brought to one dose, so that policies of different size can be compared.
//!
//! The dose D of a scenario is what it redirects and injects in its last year, money at base output. One factor φ multiplies u of
//! every entry in every year, and with it everything that the scenario changes: `add`, `set`, `toward`, amounts and, around one, `scale`.
//! φ is a number with D(φ) = D*, to 1e-12 relative, or as near as rounding of φ leaves it. D is linear in φ unless several entries multiply one cell or
//! something caps the change, so that the first guess D* / D(1) is mostly the answer; else a bracket is narrowed by false position and
//! halving in turn.
//!
//! What has no dose (nothing happens) stays as it is. Where a payer cannot pay, or where imports cap the change, before the dose is
//! reached, the scenario is left out and it is said why: nothing is taken beyond what the table can bear.

use super::{CommonDose, Outcome, Point, Scenario, Study};
use crate::words::{Code, Diagnostic, Diagnostics, six_digits, suggestion};
use rayon::prelude::*;

/// How near the dose has to come, relative to it.
const NEAR: f64 = 1e-12;

/// How near it must come where rounding of the size itself leaves no better: `scale` close to one loses digits.
const NEAR_ENOUGH: f64 = 1e-9;

/// A policy a million times as large as written is none.
const LARGEST: f64 = 1e6;

/// More steps than halving needs to go through every number of a double.
const STEPS: usize = 200;

/// The outcomes of scenarios at one dose; those that cannot be brought to it are left out, with a warning. `outcomes` are those of the
/// scenarios as written; `asked` is the dose asked for from outside, which comes before what studies say. Nothing where none of
/// them asks.
///
/// # Errors
/// Says where the dose that is asked for is none, and where two studies bring one scenario to different doses.
pub fn at_equal_dose(
    scenarios: &[Scenario],
    outcomes: &[Outcome],
    studies: &[Study],
    asked: Option<&CommonDose>,
) -> Result<(Vec<Outcome>, Diagnostics), Diagnostics> {
    let written: Vec<Option<&Outcome>> =
        scenarios.iter().map(|scenario| as_written(outcomes, &scenario.name)).collect();
    let (mut diagnostics, mut jobs) = (Diagnostics::default(), Vec::new());
    if let Some(CommonDose::Scenario(name)) = asked {
        check_name(name, outcomes, &mut diagnostics);
    }
    for (scenario, written) in scenarios.iter().zip(written) {
        let Some(written) = written else { continue };
        let target = match asked {
            Some(dose) => money(dose, written, outcomes),
            None => of_studies(written, outcomes, studies, &mut diagnostics),
        };
        jobs.extend(target.map(|target| (scenario, written, target)));
    }
    if asked.is_some() && jobs.is_empty() && !diagnostics.has_errors() {
        diagnostics.push(
            Diagnostic::new(
                Code::NO_DOSE,
                "no scenario redirects or injects anything, so that there is no common dose",
            )
            .help("leave `--equal-dose` out, or add scenarios that change something"),
        );
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let results: Vec<Result<Outcome, Diagnostics>> =
        jobs.par_iter().map(|(scenario, written, target)| brought(scenario, written, *target)).collect();
    let mut brought = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(outcome) => brought.push(outcome),
            Err(warning) => diagnostics.append(warning),
        }
    }
    Ok((brought, diagnostics))
}

fn as_written<'o>(outcomes: &'o [Outcome], name: &str) -> Option<&'o Outcome> {
    outcomes.iter().find(|outcome| outcome.scenario == name && outcome.point == Point::Central)
}

fn check_name(name: &str, outcomes: &[Outcome], diagnostics: &mut Diagnostics) {
    let mut names: Vec<&str> = outcomes.iter().map(|outcome| outcome.scenario.as_str()).collect();
    names.dedup();
    let problem = match as_written(outcomes, name) {
        None => Diagnostic::new(Code::UNKNOWN_REFERENCE, format!("`{name}` is no scenario of this run"))
            .help(suggestion(name, names.iter().copied(), &format!("scenarios are {}", names.join(", ")))),
        Some(outcome) if outcome.dose() == 0.0 => {
            Diagnostic::new(Code::NO_DOSE, format!("`{name}` redirects and injects nothing, so that it has no dose"))
                .help("name a scenario that changes something, or write money of the table")
        }
        Some(_) => return,
    };
    diagnostics.push(problem);
}

/// A common dose in money for one scenario; none where it does not concern it.
fn money(dose: &CommonDose, of: &Outcome, outcomes: &[Outcome]) -> Option<f64> {
    // The money of another table is other money.
    let table = |outcome: &Outcome| outcome.base.economy().table().manifest().id.clone();
    let same = |outcome: &&Outcome| outcome.point == Point::Central && table(outcome) == table(of);
    match dose {
        CommonDose::Money(money) => Some(*money),
        CommonDose::Scenario(name) => as_written(outcomes, name).filter(same).map(Outcome::dose),
        CommonDose::Smallest => {
            let doses = outcomes.iter().filter(same).map(Outcome::dose).filter(|dose| *dose > 0.0);
            doses.min_by(f64::total_cmp)
        }
    }
    .filter(|dose| *dose > 0.0)
}

/// The dose to which studies bring a scenario; none where no study asks.
fn of_studies(of: &Outcome, outcomes: &[Outcome], studies: &[Study], diagnostics: &mut Diagnostics) -> Option<f64> {
    let mut found: Option<f64> = None;
    for study in studies.iter().filter(|study| study.scenarios.contains(&of.scenario)) {
        let Some(dose) = &study.equal_dose else { continue };
        let money = money(&dose.value, of, outcomes);
        match (found, money) {
            (Some(first), Some(second)) if first != second => diagnostics.push(
                Diagnostic::new(
                    Code::CONFLICTING_DOSES,
                    format!("`{}` is brought to {second} here and to {first} by another study", of.scenario),
                )
                .at(dose.place.clone())
                .help("run the studies one by one, or settle it with `--equal-dose`"),
            ),
            (None, Some(_)) => found = money,
            (None, None) => {
                if let CommonDose::Scenario(name) = &dose.value {
                    let mut said = Diagnostics::default();
                    check_name(name, outcomes, &mut said);
                    let told = diagnostics.iter().any(|told| told.place.as_ref() == Some(&dose.place));
                    if !told {
                        said.iter().for_each(|said| diagnostics.push(said.clone().at(dose.place.clone())));
                    }
                }
            }
            (Some(_), _) => {}
        }
    }
    found
}

/// A scenario at a dose, or why it cannot be brought to it.
fn brought(scenario: &Scenario, written: &Outcome, target: f64) -> Result<Outcome, Diagnostics> {
    let at = |size: f64| scenario.simulate_sized(&Point::EqualDose, size);
    if written.years.iter().all(|year| year.state.settled().is_nothing()) {
        // Nothing stays nothing, at any size.
        return at(1.0).map_err(|problems| unreached(scenario, target, 0.0, first(&problems)));
    }
    if written.dose() == 0.0 {
        return Err(unreached(scenario, target, 0.0, "it redirects and injects nothing in its last year"));
    }
    let mut bracket = Bracket { low: (0.0, -target), high: None, refused: None };
    let mut size = target / written.dose();
    let mut why = "its dose does not grow with it".to_owned();
    let mut nearest: Option<Outcome> = None;
    for step in 0..STEPS {
        match at(size) {
            Ok(outcome) => {
                let gap = outcome.dose() - target;
                if gap.abs() <= NEAR * target {
                    return Ok(outcome);
                }
                if bracket.is_open() && bracket.low.0 > 0.0 && gap <= bracket.low.1 + NEAR * target {
                    "what it changes is capped, and its dose grows no further".clone_into(&mut why);
                    break;
                }
                bracket.take(size, gap);
                let is_nearer = |known: &Outcome| gap.abs() < (known.dose() - target).abs();
                if nearest.as_ref().is_none_or(is_nearer) {
                    nearest = Some(outcome);
                }
            }
            Err(problems) => {
                // The first refusal is that of the dose itself.
                if bracket.refused.is_none() {
                    first(&problems).clone_into(&mut why);
                }
                bracket.refused = Some(size);
            }
        }
        match bracket.next(step % 2 == 0) {
            Some(next) => size = next,
            None => break,
        }
    }
    nearest
        .filter(|outcome| (outcome.dose() - target).abs() <= NEAR_ENOUGH * target)
        .ok_or_else(|| unreached(scenario, target, target + bracket.low.1, &why))
}

/// Between which sizes the one that is sought lies.
struct Bracket {
    /// The largest known to be too small, with its dose less the target.
    low: (f64, f64),
    /// The smallest known to be too large, with the same.
    high: Option<(f64, f64)>,
    /// The smallest at which the scenario cannot be run.
    refused: Option<f64>,
}

impl Bracket {
    /// Whether nothing is known of sizes above.
    fn is_open(&self) -> bool {
        self.high.is_none() && self.refused.is_none()
    }

    fn take(&mut self, size: f64, gap: f64) {
        if gap > 0.0 {
            self.high = Some((size, gap));
        } else {
            self.low = (size, gap);
        }
    }

    /// The next size to try: within the bracket by false position, or halving where not `by_position`; beyond it where it is
    /// open. None where there is nothing between any more.
    fn next(&self, by_position: bool) -> Option<f64> {
        let low = self.low.0;
        let next = match (self.high, self.refused) {
            (Some((high, over)), _) if by_position => low - self.low.1 * (high - low) / (over - self.low.1),
            (Some((high, _)), _) => 0.5 * (low + high),
            (None, Some(refused)) if refused - low <= NEAR * refused => return None,
            (None, Some(refused)) => 0.5 * (low + refused),
            (None, None) => 2.0 * low,
        };
        let end = self.high.map(|high| high.0).or(self.refused).unwrap_or(LARGEST);
        (next > low && next < end).then_some(next)
    }
}

/// The first message that says what is wrong.
fn first(problems: &Diagnostics) -> &str {
    problems.iter().next().map_or("it has no answer", |problem| problem.message.as_str())
}

fn unreached(scenario: &Scenario, target: f64, reached: f64, why: &str) -> Diagnostics {
    let name = &scenario.name;
    let reached = if reached > 0.0 { format!(", only to {}", six_digits(reached)) } else { String::new() };
    Diagnostic::new(
        Code::DOSE_NOT_REACHED,
        format!("`{name}` cannot be brought to the dose of {}{reached}: {why}", six_digits(target)),
    )
    .at(scenario.place.clone())
    .help("it is left out at equal dose; a smaller common dose may be reached by all")
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::fixture::{scenario, with_parameters};
    use crate::study::{Parameter, Parameters, run};
    use crate::table::fixture::{productive, two_sectors};
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
    fn brought(
        scenarios: &[Scenario],
        asked: Option<&CommonDose>,
        studies: &[Study],
    ) -> (Vec<(f64, f64)>, Vec<String>) {
        let outcomes = run(scenarios, &|_, _| {}).unwrap();
        let said = |said: &Diagnostics| said.iter().map(|said| format!("{}: {}", said.code.id, said.message)).collect();
        match at_equal_dose(scenarios, &outcomes, studies, asked) {
            Ok((brought, warnings)) => {
                assert!(brought.iter().all(|outcome| outcome.point == Point::EqualDose));
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
        let (found, said) = brought(
            &[coefficient("a", "add = 0.05"), demand("b", 400.0)],
            Some(&CommonDose::Scenario("b".into())),
            &[],
        );
        assert_eq!(found.len(), 1);
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("S1 (sector 1) cannot pay") && !said[0].contains("capped"), "{said:?}");
        assert!(
            said[0].starts_with("dose-not-reached: `a` cannot be brought to the dose of 400, only to 350"),
            "{said:?}"
        );
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
            place: Place::file("s.toml"),
            scenarios: names.iter().map(|name| (*name).to_owned()).collect(),
            reference: None,
            weights: Vec::new(),
            equal_dose: Some(Typed { value: CommonDose::Money(money), place: Place::file("s.toml") }),
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
    fn the_central_parameters_are_those_that_are_brought() {
        let tie = Parameters::new(vec![Parameter::new("tie", 0.05).between(Some(0.02), Some(0.1))]);
        let base = scenario(two_sectors(), "").unwrap().base;
        let scenario = with_parameters(base, &format!("{COEFFICIENT}add = 'tie'\n"), tie).unwrap();
        let (found, _) = brought(&[scenario], Some(&CommonDose::Money(25.0)), &[]);
        assert_relative_eq!(found[0].0, 0.5, max_relative = 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The dose is reached to 1e-12 on random tables, whatever the size as written.
        #[test]
        fn the_dose_is_met(table in productive(6, 0.5), share in 0.001_f64..0.05, money in 0.01_f64..0.5) {
            let text = format!("[[shock.final_demand]]\nname = 'b'\nsectors = 'all'\ncomponent = 'exports'\nscale = {}\n", 1.0 + share);
            let Ok(scenario) = scenario(table, &text) else { return Ok(()) };
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
}
