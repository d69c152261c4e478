//! Running scenarios at their points in parallel. Results come in the order of the jobs, so that they are the same bytes on
//! any number of threads; every scenario is run, so that all problems are told at once.

use super::{Outcome, Point, Scenario};
use crate::words::{Diagnostics, Parts, Progress};
use rayon::prelude::*;

/// Runs every scenario at each of its points, scenario by scenario and the central point first. `progress` hears how many of
/// how many jobs are done, in rising numbers.
///
/// # Errors
/// Returns what is wrong with any scenario at any point.
pub fn run(scenarios: &[Scenario], progress: &Progress<'_>) -> Result<Vec<Outcome>, Diagnostics> {
    let jobs: Vec<(&Scenario, Point)> = scenarios
        .iter()
        .flat_map(|scenario| scenario.parameters.points().into_iter().map(move |point| (scenario, point)))
        .collect();
    of_jobs(&jobs, progress)
}

/// The outcomes of jobs in their order.
pub(super) fn of_jobs(jobs: &[(&Scenario, Point)], progress: &Progress<'_>) -> Result<Vec<Outcome>, Diagnostics> {
    let parts = Parts::of(jobs.len(), progress);
    let results: Vec<Result<Outcome, Diagnostics>> =
        jobs.par_iter().map(|(scenario, point)| parts.part(|| simulated(scenario, point))).collect();
    let (mut outcomes, mut diagnostics) = (Vec::with_capacity(results.len()), Diagnostics::default());
    let mut central = Diagnostics::default();
    for ((_, point), result) in jobs.iter().zip(results) {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(problems) if *point == Point::Central => {
                central.append(problems.clone());
                diagnostics.append(problems);
            }
            // What one parameter alone does wrong, all of them together have mostly done already.
            Err(problems) if point.is_one_at_a_time() => {
                let said = said_at(&problems, point, &diagnostics);
                diagnostics.append(said);
            }
            Err(problems) => diagnostics.append(said_at(&problems, point, &central)),
        }
    }
    if diagnostics.is_empty() { Ok(outcomes) } else { Err(diagnostics) }
}

/// One job, with what early adopters bring everyone else.
fn simulated(scenario: &Scenario, point: &Point) -> Result<Outcome, Diagnostics> {
    let mut outcome = scenario.simulate(point)?;
    outcome.pulls = scenario.pulls(&outcome);
    Ok(outcome)
}

/// The messages of another than the central point, with its name; without those that earlier points have already given rise
/// to at the same place.
fn said_at(problems: &Diagnostics, point: &Point, told: &Diagnostics) -> Diagnostics {
    let mut said = Diagnostics::default();
    for problem in problems.iter() {
        if told.iter().any(|earlier| earlier.code == problem.code && earlier.place == problem.place) {
            continue;
        }
        let mut problem = problem.clone();
        problem.message = match point {
            Point::Through(through) => format!("where technologies spread {}: {}", through.words(), problem.message),
            _ => format!("with parameters at `{point}`: {}", problem.message),
        };
        said.push(problem);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::fixture::{scenario, with_parameters};
    use crate::study::{Parameter, Parameters};
    use crate::table::fixture::two_sectors;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A scenario whose size is a parameter, `add` by `tie`.
    fn uncertain(name: &str, low: f64, high: f64) -> Scenario {
        let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 'tie'\n\
                    instead_of = 'operating_surplus'\n";
        let tie = Parameters::new(vec![Parameter::new("tie", 0.05).between(Some(low), Some(high))]);
        let base = scenario(two_sectors(), "").unwrap().base;
        let mut scenario = with_parameters(base, text, tie).unwrap();
        scenario.name = name.to_owned();
        scenario
    }

    #[test]
    fn jobs_come_in_order_and_progress_rises() {
        let scenarios: Vec<Scenario> = (0..5).map(|i| uncertain(&format!("s{i}"), 0.01, 0.1)).collect();
        let last = AtomicUsize::new(0);
        let outcomes = run(&scenarios, &|done, all| {
            assert_eq!(all, 15);
            assert_eq!(last.swap(done, Ordering::SeqCst) + 1, done);
        })
        .unwrap();
        assert_eq!(last.into_inner(), 15);
        let order: Vec<String> =
            outcomes.iter().map(|outcome| format!("{} {}", outcome.scenario, outcome.point)).collect();
        assert_eq!(order[..4], ["s0 central", "s0 low", "s0 high", "s1 central"]);
        // x_1 and x_2 rise with the coefficient.
        let output = |at: usize| outcomes[at].years[0].state.output().sum();
        assert!(output(1) < output(0) && output(0) < output(2));
    }

    #[test]
    fn all_problems_of_all_scenarios_are_told_once() {
        // The surplus of S1 is .35 of its output: only the high end of the second asks too much, and every point of the third.
        let mut third = uncertain("third", 0.6, 0.7);
        third.parameters = Parameters::new(vec![Parameter::new("tie", 0.5).between(Some(0.6), Some(0.7))]);
        let problems =
            run(&[uncertain("first", 0.0, 0.1), uncertain("second", 0.1, 0.4), third], &|_, _| {}).unwrap_err();
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("with parameters at `high`: `a`: S1"), "{said:?}");
        assert!(said[1].starts_with("`a`: S1") && said[1].contains("0.5 is asked"), "{said:?}");
    }
}
