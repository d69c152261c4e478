//! Scenarios brought to one dose, so that policies of different size can be compared.
//!
//! The dose D of a scenario is what it redirects and injects in its last year, money at base output. One factor φ multiplies u of
//! every entry in every year, and with it everything that the scenario changes: `add`, `set`, `toward`, amounts and, around one, `scale`.
//! φ is a number with D(φ) = D*, to 1e-12 relative. D is linear in φ unless several entries multiply one cell or
//! something caps the change, so that the first guess D* / D(1) is mostly the answer; else a bracket is narrowed by false position and
//! halving in turn.
//!
//! What has no dose (nothing happens) stays as it is. Where a payer cannot pay, or where imports cap the change, before the dose is
//! reached, the scenario is left out and it is said why: nothing is taken beyond what the table can bear. A gap that `toward` closes and
//! imports that are replaced are capped where nothing of them is left. A limit of output has no dose and stays as it is written.
//!
//! Where the central parameters are brought to the dose, the low and the high ones are too, each with a factor of its own.

mod bracket;

use super::{CommonDose, Outcome, Point, Scenario, Study};
use crate::words::{Code, Diagnostic, Diagnostics, Parts, Progress, six_digits, suggestion};
use bracket::Bracket;
use rayon::prelude::*;

/// How near the dose has to come, relative to it.
const NEAR: f64 = 1e-12;

/// More steps than halving needs to go through every number of a double.
const STEPS: usize = 200;

/// The outcomes of scenarios at one dose; those that cannot be brought to it are left out, with a warning. `outcomes` are those of the
/// scenarios as written; `asked` is the dose asked for from outside, which comes before what studies say. Nothing where none of
/// them asks. `progress` hears how many of how many scenarios are brought to it.
///
/// # Errors
/// Says where the dose that is asked for is none, and where two studies bring one scenario to different doses.
pub fn at_equal_dose(
    scenarios: &[Scenario],
    outcomes: &[Outcome],
    studies: &[Study],
    asked: Option<&CommonDose>,
    progress: &Progress<'_>,
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
            Some(dose) => {
                if let CommonDose::Scenario(name) = dose
                    && let Some(other) = of_another_table(name, written, outcomes)
                {
                    diagnostics.push(other.at(scenario.place.clone()));
                }
                money(dose, written, outcomes)
            }
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
    let parts = Parts::of(jobs.len(), progress);
    let results: Vec<Vec<Result<Outcome, Diagnostics>>> = jobs
        .par_iter()
        .map(|&(scenario, written, target)| parts.part(|| at_every_end(scenario, written, outcomes, target)))
        .collect();
    let mut brought = Vec::with_capacity(results.len());
    for result in results.into_iter().flatten() {
        match result {
            Ok(outcome) => brought.push(outcome),
            Err(warning) => diagnostics.append(warning),
        }
    }
    Ok((brought, diagnostics))
}

/// A scenario at a dose: as written, then at the ends of its parameters, where any is uncertain.
fn at_every_end(
    scenario: &Scenario,
    written: &Outcome,
    outcomes: &[Outcome],
    target: f64,
) -> Vec<Result<Outcome, Diagnostics>> {
    let central = brought(scenario, written, target);
    // What has no dose stays as it is at the ends too.
    let is_brought = central.as_ref().is_ok_and(|outcome| outcome.dose() > 0.0);
    let ends = if is_brought { ends(outcomes, &scenario.name) } else { Vec::new() };
    let ends = ends.into_iter().map(|written| brought(scenario, written, target));
    [central].into_iter().chain(ends).collect()
}

/// A scenario as written with all parameters low, then high, where any is uncertain.
fn ends<'o>(outcomes: &'o [Outcome], name: &str) -> Vec<&'o Outcome> {
    let at = |point: Point| outcomes.iter().find(|outcome| outcome.scenario == name && outcome.point == point);
    [Point::Low, Point::High].into_iter().filter_map(at).collect()
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
    let same = |outcome: &&Outcome| outcome.point == Point::Central && outcome.base.is_of_one_table(&of.base);
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

/// Says that a scenario starts from another table than the one whose dose is meant; nothing where it does not.
fn of_another_table(name: &str, of: &Outcome, outcomes: &[Outcome]) -> Option<Diagnostic> {
    let meant = as_written(outcomes, name)?;
    (!meant.base.is_of_one_table(&of.base)).then(|| {
        let message = format!("`{}` cannot be brought to the dose of `{name}`: its table is another", of.scenario);
        Diagnostic::new(Code::DOSE_NOT_REACHED, message)
            .help("it is left out at equal dose; compare scenarios of one table, or write money")
    })
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
                    if let Some(other) = of_another_table(name, of, outcomes) {
                        diagnostics.push(other.at(dose.place.clone()));
                        continue;
                    }
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
    let point = written.point.at_equal_dose().unwrap_or(Point::EqualDose);
    let at = |size: f64| scenario.simulate_sized(&point, size);
    let with_pulls = |outcome: Outcome| Outcome { pulls: scenario.pulls(&outcome), ..outcome };
    let unreached = |reached: f64, why: &str| unreached(scenario, &written.point, target, reached, why);
    if written.point == Point::Central && written.years.iter().all(|year| year.state.settled().is_nothing()) {
        // Nothing stays nothing, at any size.
        return at(1.0).map(with_pulls).map_err(|problems| unreached(0.0, first(&problems)));
    }
    if written.dose() == 0.0 {
        return Err(unreached(0.0, WITHOUT_DOSE));
    }
    let mut bracket = Bracket { low: (0.0, -target), high: None, refused: None };
    let mut size = target / written.dose();
    let mut why = "its dose does not grow with it".to_owned();
    for step in 0..STEPS {
        match at(size) {
            Ok(outcome) => {
                let gap = outcome.dose() - target;
                if gap.abs() <= NEAR * target {
                    return Ok(with_pulls(outcome));
                }
                if bracket.is_open() && bracket.low.0 > 0.0 && gap <= bracket.low.1 + NEAR * target {
                    "what it changes is capped, and its dose grows no further".clone_into(&mut why);
                    break;
                }
                bracket.take(size, gap);
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
    Err(unreached(target + bracket.low.1, &why))
}

/// Why no size brings a scenario to any dose: a limit of output has none, and a path may have come to its end.
const WITHOUT_DOSE: &str = "it redirects and injects nothing in its last year";

/// The first message that says what is wrong.
fn first(problems: &Diagnostics) -> &str {
    problems.iter().next().map_or("it has no answer", |problem| problem.message.as_str())
}

fn unreached(scenario: &Scenario, point: &Point, target: f64, reached: f64, why: &str) -> Diagnostics {
    let name = &scenario.name;
    let with = if *point == Point::Central { String::new() } else { format!(" with parameters at `{point}`") };
    let reached = if reached > 0.0 { format!(", only to {}", six_digits(reached)) } else { String::new() };
    Diagnostic::new(
        Code::DOSE_NOT_REACHED,
        format!("`{name}`{with} cannot be brought to the dose of {}{reached}: {why}", six_digits(target)),
    )
    .at(scenario.place.clone())
    .help(if why == WITHOUT_DOSE {
        "it is left out at equal dose, whatever that is: at any size its dose in the last year is nothing"
    } else {
        "it is left out at equal dose; a smaller common dose may be reached by all"
    })
    .into()
}

#[cfg(test)]
mod tests;
