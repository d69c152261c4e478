//! Times one work on one size and prints the median in milliseconds and the most memory that the process held, for comparisons with
//! other programs that run in turn with it (`benches/peers/compare.py`). `kernels WORK ORDER REPEATS [THREADS]`; without arguments, as
//! when all benches are tried once, every work on a small size.

#[path = "../tasks/mod.rs"]
mod tasks;

use std::time::Instant;
use tasks::{WORKS, Work};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number =
        |at: usize, otherwise: usize| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let works: Vec<&Work> = match arguments.first() {
        Some(name) => WORKS.iter().filter(|work| work.name == name.as_str()).collect(),
        None => WORKS.iter().collect(),
    };
    assert!(!works.is_empty(), "works are {}", WORKS.iter().map(|work| work.name).collect::<Vec<_>>().join(", "));
    let (order, repeats, threads) = (number(1, 60), number(2, 1), number(3, 0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    for work in works {
        let mut times = pool.install(|| timed((work.prepare)(order), repeats.max(1)));
        times.sort_by(f64::total_cmp);
        println!("{} {order} {:.9} {}", work.name, times[times.len() / 2] * 1e3, peak().unwrap_or(0));
    }
}

/// Seconds for one answer, by runs; the first warms up.
fn timed(mut ready: tasks::Ready, repeats: usize) -> Vec<f64> {
    (ready.run)();
    (0..repeats)
        .map(|_| {
            let start = Instant::now();
            (ready.run)();
            start.elapsed().as_secs_f64() / ready.answers as f64
        })
        .collect()
}

/// The most memory that this process has held so far, in kilobytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
