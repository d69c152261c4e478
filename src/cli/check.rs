//! `eslabon check`: whether scenarios can be run, and what they would change.

use super::outlet::Outlet;
use super::progress::Progress;
use super::scenario_choice::ScenarioChoice;
use super::{Exit, General};
use crate::study::{explain, warnings};
use crate::words::{Column, Diagnostics, Frame, Parts, Unit, Value};

/// Check scenarios without running them; with --explain print every number that changes, who pays and what is assumed
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    scenarios: ScenarioChoice,
    /// Print every changed number as old and new, who pays, and what is assumed
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    outlet: Outlet,
}

impl Check {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.outlet.check(messages);
        let reading = Progress::on("reading", general.quiet);
        let loaded = self.scenarios.load(messages);
        drop(reading);
        let mut list = Frame::new(
            "scenarios",
            "Scenarios that can be run",
            vec![
                Column::text("scenario", "Scenario", "Its name."),
                Column::text("title", "Title", "What it is."),
                Column::text("table", "Table", "The table that it starts from."),
                Column::integer("entries", "Entries", Unit::Count("entries"), "How many entries it has."),
                Column::text("years", "Years", "First and last year."),
            ],
        );
        let mut explained = Vec::new();
        let progress = Progress::on("checking", general.quiet);
        let tell = |done, all| progress.at(done, all);
        let parts = Parts::of(loaded.scenarios.len(), &tell);
        for scenario in &loaded.scenarios {
            // What cannot be paid shows only when the changes are added up.
            let points = scenario.parameters.points();
            let tried: Result<Vec<_>, _> = parts.part(|| points.iter().map(|point| scenario.simulate(point)).collect());
            messages.append(tried.map_or_else(|problems| problems, |outcomes| warnings(&outcomes)));
            let (first, last) = (scenario.years.first(), scenario.years.last());
            let years = match (first, last) {
                (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
                (Some(first), _) => first.to_string(),
                _ => String::new(),
            };
            let table = &scenario.base.economy().table().manifest().id;
            list.push(vec![
                scenario.name.as_str().into(),
                scenario.title.as_str().into(),
                Value::from(table.as_str()),
                scenario.shocks.len().into(),
                years.into(),
            ]);
            if self.explain && !messages.has_errors() {
                match explain(scenario) {
                    Ok(frames) => explained.extend(frames),
                    Err(problems) => messages.append(problems),
                }
            }
        }
        drop(progress);
        if messages.has_errors() {
            return Exit::Done;
        }
        self.outlet.put(&if self.explain { explained } else { vec![list] }, messages)
    }
}
