//! How far a work of many parts is: whoever does the parts counts them, on whichever thread, and whoever waits is told.

use std::sync::{Mutex, PoisonError};

/// Hears how many of how many parts are done.
pub type Progress<'p> = dyn Fn(usize, usize) + Sync + 'p;

/// The parts of a work, counted as they are done.
pub struct Parts<'p> {
    total: usize,
    done: Mutex<usize>,
    hears: &'p Progress<'p>,
}

impl<'p> Parts<'p> {
    /// So many parts, none of them done.
    pub fn of(total: usize, hears: &'p Progress<'p>) -> Self {
        Self { total, done: Mutex::new(0), hears }
    }

    /// Does a part and counts it. Numbers are heard in their order, also where several threads are at work.
    pub fn part<T>(&self, work: impl FnOnce() -> T) -> T {
        let made = work();
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        *done += 1;
        (self.hears)(*done, self.total);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn parts_are_counted_one_by_one_on_any_thread() {
        let told = Mutex::new(Vec::new());
        let hears = |done, total| told.lock().unwrap().push((done, total));
        let parts = Parts::of(40, &hears);
        let squares: Vec<usize> = (0..40_usize).into_par_iter().map(|at| parts.part(|| at * at)).collect();
        assert_eq!(squares[39], 1521);
        assert_eq!(*told.lock().unwrap(), (1..=40).map(|done| (done, 40)).collect::<Vec<_>>());
    }
}
