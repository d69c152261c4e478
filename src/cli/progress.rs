//! How far the work is, on standard error: for work that takes longer than half a second, and only where somebody watches. Work that
//! cannot say how far it is shows that it goes on; once it says how many of how many parts are done, a bar, how many are done in a
//! second, and how long it will still take.

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Short work shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign turns.
const TURN: Duration = Duration::from_millis(100);

/// Work that somebody may be waiting for. What is shown of it goes away with the value.
pub(super) struct Progress(Option<Watched>);

/// What somebody watches.
struct Watched {
    bar: ProgressBar,
    /// Dropped when the work is done, which ends the thread.
    work: Option<Sender<()>>,
    turning: Option<JoinHandle<()>>,
}

impl Progress {
    /// From here on; `what` says what is done, in a word or two.
    pub(super) fn on(what: impl Into<String>, quiet: bool) -> Self {
        let is_watched = !quiet && std::io::stderr().is_terminal();
        Self(is_watched.then(|| Watched::on(what.into(), ProgressDrawTarget::stderr())))
    }

    /// Says how many of how many parts are done, from any thread.
    pub(super) fn at(&self, done: usize, total: usize) {
        if let Some(Watched { bar, .. }) = &self.0 {
            if bar.length() != Some(total as u64) {
                bar.set_style(style("{spinner} {msg} {bar:30} {pos}/{len}  {pace}"));
                bar.set_length(total as u64);
            }
            bar.set_position(done as u64);
        }
    }
}

impl Watched {
    fn on(what: String, target: ProgressDrawTarget) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(style("{spinner} {msg}  {pace}"));
        bar.set_message(what);
        let (work, done) = mpsc::channel::<()>();
        let turned = bar.clone();
        let turning = thread::spawn(move || {
            let is_going_on = |time| done.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if is_going_on(PATIENCE) {
                turned.set_draw_target(target);
                turned.tick();
                while is_going_on(TURN) {
                    turned.tick();
                }
            }
            turned.finish_and_clear();
        });
        Self { bar, work: Some(work), turning: Some(turning) }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        drop(self.work.take());
        if let Some(turning) = self.turning.take() {
            // A sign that failed to show is no reason to fail.
            let _ = turning.join();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    style.with_key("pace", |state: &ProgressState, to: &mut dyn Write| {
        let paces = (state.per_sec(), state.eta());
        let text = pace(state.pos(), state.elapsed(), paces);
        // What cannot be shown is no reason to fail.
        let _ = to.write_str(&text);
    })
}

/// How many parts are done in a second and how long the others will take; before the first is done, how long it has been.
fn pace(done: u64, elapsed: Duration, (per_second, left): (f64, Duration)) -> String {
    if done == 0 {
        return format!("{}s", elapsed.as_secs());
    }
    let digits = usize::from(per_second < 10.0);
    format!("{per_second:.digits$}/s  {} left", HumanDuration(left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use std::sync::{Arc, Mutex};

    /// A terminal of which all is kept that was ever written to it.
    #[derive(Debug, Clone, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl Screen {
        fn text(&self) -> String {
            self.0.lock().unwrap().clone()
        }
    }

    impl indicatif::TermLike for Screen {
        fn width(&self) -> u16 {
            100
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(&format!("{text}\n"))
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            self.write_str("\n")
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is shown of work of so many parts, each of which takes so long.
    fn shown(parts: usize, each: Duration) -> String {
        let screen = Screen::default();
        let progress =
            Progress(Some(Watched::on("things".to_owned(), ProgressDrawTarget::term_like(Box::new(screen.clone())))));
        for done in 0..parts {
            thread::sleep(each);
            progress.at(done + 1, parts);
        }
        drop(progress);
        screen.text()
    }

    #[test]
    fn long_work_says_how_far_it_is_at_which_pace_and_how_long_it_will_take() {
        let shown = shown(8, Duration::from_millis(150));
        let lines: Vec<&str> = shown.lines().filter(|line| line.contains("things")).collect();
        assert!(!lines.is_empty());
        for line in &lines {
            assert!(line.contains("/8 ") && line.contains("/s  ") && line.contains(" left"), "{line}");
        }
        assert!(lines.iter().any(|line| line.contains("seconds left")), "{lines:?}");
        assert!(shown.trim_end_matches(' ').ends_with('\n'), "it goes away: {shown:?}");
    }

    #[test]
    fn short_work_shows_nothing_and_work_without_parts_how_long_it_has_been() {
        assert_eq!(shown(8, Duration::from_millis(1)), "");
        let screen = Screen::default();
        let waiting = Watched::on("reading".to_owned(), ProgressDrawTarget::term_like(Box::new(screen.clone())));
        thread::sleep(PATIENCE + 2 * TURN);
        drop(waiting);
        let text = screen.text();
        let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| line.contains("reading  ")).collect();
        assert!(!lines.is_empty() && lines.iter().all(|line| line.ends_with('s') && !line.contains('/')), "{text:?}");
    }

    #[test]
    fn a_pace_is_told_when_a_part_is_done() {
        let seconds = Duration::from_secs;
        assert_eq!(pace(0, seconds(3), (0.0, seconds(0))), "3s");
        assert_eq!(pace(1, seconds(3), (0.333, seconds(6))), "0.3/s  6 seconds left");
        assert_eq!(pace(90, seconds(3), (30.4, seconds(61))), "30/s  61 seconds left");
    }
}
