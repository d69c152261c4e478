//! A sign on standard error that something is going on, for work that takes longer than half a second and cannot say how far it
//! is; only where somebody watches. It goes away with the value.

use super::progress::{PATIENCE, is_watched};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often the sign turns.
const TURN: Duration = Duration::from_millis(100);

/// Work that somebody may be waiting for.
pub(super) struct Waiting {
    /// Dropped when the work is done, which ends the thread.
    work: Option<Sender<()>>,
    sign: Option<JoinHandle<()>>,
}

impl Waiting {
    /// From here on; `what` says what is done, in a word or two.
    pub(super) fn on(what: impl Into<String>, quiet: bool) -> Self {
        if !is_watched(quiet) {
            return Self { work: None, sign: None };
        }
        let what = what.into();
        let (work, done) = mpsc::channel::<()>();
        let sign = thread::spawn(move || {
            let is_going_on = |time| done.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if !is_going_on(PATIENCE) {
                return;
            }
            let sign = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{spinner} {msg}  {elapsed}");
            sign.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            sign.set_message(what);
            sign.tick();
            while is_going_on(TURN) {
                sign.tick();
            }
            sign.finish_and_clear();
        });
        Self { work: Some(work), sign: Some(sign) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        drop(self.work.take());
        if let Some(sign) = self.sign.take() {
            // A sign that failed to show is no reason to fail.
            let _ = sign.join();
        }
    }
}
