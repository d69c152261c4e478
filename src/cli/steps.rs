//! `-v`: what was done and how long it took, a line per step on standard error; with `--message-format json` an object a line.

use super::General;
use crate::model::{Economy, System};
use crate::report::output;
use crate::study::{Loaded, Outcome};
use crate::table::IoTable;
use serde_json::json;
use std::cell::Cell;
use std::time::{Duration, Instant};

/// A clock that tells each step, where somebody wants to hear it.
pub(super) struct Steps {
    shown: bool,
    as_json: bool,
    start: Instant,
    last: Cell<Instant>,
}

impl Steps {
    /// Starts the clock.
    pub(super) fn new(general: &General) -> Self {
        let now = Instant::now();
        Self {
            shown: general.verbose,
            as_json: general.message_format.name == "json",
            start: now,
            last: Cell::new(now),
        }
    }

    /// Tells what was done since the last step. The words are made only where they are shown.
    pub(super) fn done(&self, what: impl FnOnce() -> String) {
        let now = Instant::now();
        let took = now - self.last.replace(now);
        if self.shown {
            self.say(took, &what());
        }
    }

    /// Tells that a table was read.
    pub(super) fn read(&self, table: &IoTable, checksum: &str) {
        self.done(|| format!("read {}: {} sectors, SHA-256 {checksum}", table.manifest().id, table.len()));
    }

    /// Tells what was loaded for a run, each table by its mark.
    pub(super) fn loaded(&self, loaded: &Loaded) {
        self.done(|| {
            let (scenarios, files) = (loaded.scenarios.len(), loaded.inputs.len());
            format!("read {scenarios} scenarios from {files} files, and their tables:")
        });
        for used in &loaded.tables {
            self.read(&used.table, &used.checksum);
        }
    }

    /// Tells what was run, and of each economy whether it had to be factorised.
    pub(super) fn ran(&self, loaded: &Loaded, outcomes: &[Outcome]) {
        let scenarios = loaded.scenarios.len();
        self.done(|| format!("ran {scenarios} scenarios, at {} points of their parameters together", outcomes.len()));
        let mut told: Vec<&Economy> = Vec::new();
        for scenario in &loaded.scenarios {
            let economy: &Economy = scenario.base.economy();
            if !told.iter().any(|other| std::ptr::eq(*other, economy)) {
                told.push(economy);
                self.factors(economy);
            }
        }
    }

    /// Tells whether I - A of an economy had to be factorised.
    pub(super) fn factors(&self, economy: &Economy) {
        self.done(|| {
            let (id, n) = (&economy.table().manifest().id, economy.system().order());
            let how = if economy.system().is_factorised() { "factorised once" } else { "solved without factors" };
            format!("I - A of {id}, {n} x {n}: {how}")
        });
    }

    /// Tells how long all took, and on how many threads.
    pub(super) fn all_done(&self) {
        if self.shown {
            let threads = rayon::current_num_threads();
            self.say(
                self.start.elapsed(),
                &format!("in all, on {threads} thread{}", if threads == 1 { "" } else { "s" }),
            );
        }
    }

    fn say(&self, took: Duration, what: &str) {
        let seconds = took.as_secs_f64();
        // Where standard error cannot be written to there is nobody left to tell.
        let _ = output::to_stderr(|to| {
            if self.as_json {
                writeln!(to, "{}", json!({ "step": what, "seconds": (seconds * 1000.0).round() / 1000.0 }))?;
            } else {
                writeln!(to, "{seconds:9.3} s  {what}")?;
            }
            Ok(())
        });
    }
}
