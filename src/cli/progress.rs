//! A bar on standard error for work that takes longer than half a second, and only where somebody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Short work shows no bar.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);

/// Whether somebody watches standard error and wants to.
pub(super) fn is_watched(quiet: bool) -> bool {
    !quiet && std::io::stderr().is_terminal()
}

/// A bar that appears when the work turns out to be long.
pub(super) struct Progress {
    start: Instant,
    what: &'static str,
    watched: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Starts the clock.
    pub(super) fn new(what: &'static str, quiet: bool) -> Self {
        Self { start: Instant::now(), what, watched: is_watched(quiet), bar: OnceLock::new() }
    }

    /// Says how far the work is.
    pub(super) fn at(&self, done: usize, total: usize) {
        if self.watched && self.start.elapsed() >= PATIENCE {
            let bar = self.bar.get_or_init(|| {
                let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
                let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}  {per_sec}  {eta} left");
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                bar.set_message(self.what);
                bar
            });
            bar.set_position(done as u64);
        }
    }

    /// For work of so many parts: says at each call that one more is done, whichever thread did it.
    pub(super) fn counter(&self, total: usize) -> impl Fn() + Sync + '_ {
        counter(total, |done, total| self.at(done, total))
    }

    /// Takes the bar away, and says how long it has been since the start.
    pub(super) fn done(&self) -> Duration {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
        self.start.elapsed()
    }
}

/// Tells how many of all are done, one more at each call; never fewer than before, also where several threads are at work.
fn counter(total: usize, tell: impl Fn(usize, usize) + Sync) -> impl Fn() + Sync {
    let done = Mutex::new(0_usize);
    move || {
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        *done += 1;
        tell(*done, total);
    }
}

#[cfg(test)]
mod tests {
    use super::counter;
    use rayon::prelude::*;
    use std::sync::Mutex;

    #[test]
    fn parts_are_counted_one_by_one_on_any_thread() {
        let told = Mutex::new(Vec::new());
        let one = counter(40, |done, total| told.lock().unwrap().push((done, total)));
        (0..40).into_par_iter().for_each(|_| one());
        assert_eq!(*told.lock().unwrap(), (1..=40).map(|done| (done, 40)).collect::<Vec<_>>());
    }
}
