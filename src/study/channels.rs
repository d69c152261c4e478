//! Scenarios run once more where technologies spread between sectors through other links than they state: which orders of policies rest on
//! the channel of contagion. A study asks for it (`channels`).
//!
//! All else stays as written: rates, the weight of links, who is ahead, what is bought and who pays. A technology without `contagion`
//! spreads through nobody at any channel, and a scenario in which none is contagious is not run again. What a scenario states itself may be
//! among the channels; the further run is then the same numbers under that name, so that scenarios that state different channels are
//! compared at one.

use super::run::of_jobs;
use super::{Outcome, Point, Scenario, Study, adoption::Technology};
use crate::words::{Diagnostics, Progress};

/// The outcomes of scenarios at the channels that studies ask for, scenario by scenario, each with what early adopters bring everyone
/// else; none where no study asks. `progress` hears how many of how many runs are done.
///
/// # Errors
/// As [`Scenario::simulate`].
pub fn through_channels(
    scenarios: &[Scenario],
    studies: &[Study],
    progress: &Progress<'_>,
) -> Result<Vec<Outcome>, Diagnostics> {
    let spreads = |scenario: &Scenario| {
        scenario.shocks.iter().filter_map(|shock| shock.effect.technology()).any(Technology::is_contagious)
    };
    let points = |scenario: &Scenario| {
        let mut points = Vec::new();
        for study in studies.iter().filter(|study| study.scenarios.contains(&scenario.name)) {
            for point in study.channels.iter().copied().map(Point::Through) {
                if !points.contains(&point) {
                    points.push(point);
                }
            }
        }
        points
    };
    let jobs: Vec<(&Scenario, Point)> = scenarios
        .iter()
        .filter(|scenario| spreads(scenario))
        .flat_map(|scenario| points(scenario).into_iter().map(move |point| (scenario, point)))
        .collect();
    of_jobs(&jobs, progress)
}
