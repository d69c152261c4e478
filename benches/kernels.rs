//! Times one kernel on one size and prints the median in milliseconds, for comparisons with other programs that run in turn with it
//! (`benches/peers/compare.py`). `kernels WORK ORDER REPEATS [THREADS]`; the works are listed in [`WORKS`].

use eslabon::model::{CellChange, CellChanges, LeontiefSystem, SupplierChanges, System, TechnicalCoefficients};
use nalgebra::{DMatrix, DVector};
use std::hint::black_box;
use std::time::Instant;

/// A kernel: its name, and what one run of it takes in seconds, by how many runs it is told to make.
type Work = (&'static str, fn(usize, usize) -> Vec<f64>);

static WORKS: &[Work] = &[
    ("inverse", inverse),
    ("output", output),
    ("row-scenarios", row_scenarios),
    ("cell-scenarios", cell_scenarios),
    ("final-demands", final_demands),
    ("product", product),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number =
        |at: usize, otherwise: usize| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    // Without arguments, as when all benches are tried once: every kernel on a small size.
    let works: Vec<&Work> = match arguments.first() {
        Some(name) => WORKS.iter().filter(|work| work.0 == name.as_str()).collect(),
        None => WORKS.iter().collect(),
    };
    assert!(!works.is_empty(), "works are {}", WORKS.iter().map(|work| work.0).collect::<Vec<_>>().join(", "));
    let (order, repeats, threads) = (number(1, 60), number(2, 3), number(3, 0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    for (name, work) in works {
        let mut times = pool.install(|| work(order, repeats.max(1)));
        times.sort_by(f64::total_cmp);
        println!("{name} {order} {:.9}", times[times.len() / 2] * 1e3);
    }
}

/// A dense economy of this order: random inputs, of which every sector buys six tenths of its output. The same in `compare.py`.
fn coefficients(order: usize) -> TechnicalCoefficients {
    let mut state = 1_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut a = DMatrix::from_fn(order, order, |_, _| next());
    for mut column in a.column_iter_mut() {
        let sum = column.sum();
        column *= 0.6 / sum;
    }
    TechnicalCoefficients::from_matrix(a)
}

fn timed(repeats: usize, mut run: impl FnMut()) -> Vec<f64> {
    run();
    (0..repeats)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .collect()
}

fn inverse(order: usize, repeats: usize) -> Vec<f64> {
    let system = LeontiefSystem::new(coefficients(order));
    timed(repeats, || {
        black_box(system.inverse().expect("productive"));
    })
}

fn output(order: usize, repeats: usize) -> Vec<f64> {
    let system = LeontiefSystem::new(coefficients(order));
    let demand = DVector::from_element(order, 1.0);
    timed(repeats, || {
        black_box(system.outputs_once(black_box(&demand)).expect("productive"));
    })
}

/// 10,000 changes of one row for six buyers, one total each; the time of one.
fn row_scenarios(order: usize, repeats: usize) -> Vec<f64> {
    const SCENARIOS: usize = 10_000;
    let system = LeontiefSystem::new(coefficients(order));
    let x = system.outputs_once(&DVector::from_element(order, 1.0)).expect("productive");
    let ones = DMatrix::from_element(order, 1, 1.0);
    let changes = SupplierChanges::new(&system, order / 2, &x, &ones).expect("productive");
    let scenarios: Vec<[(usize, f64); 6]> = (0..SCENARIOS)
        .map(|s| std::array::from_fn(|b| ((s * 7 + b * 13) % order, 1e-4 * (1 + (s + b) % 5) as f64)))
        .collect();
    let mut totals = vec![0.0; SCENARIOS];
    let times = timed(repeats, || {
        for (total, cells) in totals.iter_mut().zip(&scenarios) {
            *total = changes.change(cells).and_then(|change| changes.total(change, 0)).unwrap_or(f64::NAN);
        }
        black_box(&totals);
    });
    times.into_iter().map(|time| time / SCENARIOS as f64).collect()
}

/// 200 changes of twenty cells anywhere, all outputs each; the time of one.
fn cell_scenarios(order: usize, repeats: usize) -> Vec<f64> {
    const SCENARIOS: usize = 200;
    let system = LeontiefSystem::new(coefficients(order));
    let x = system.outputs_once(&DVector::from_element(order, 1.0)).expect("productive");
    let inverse = system.inverse().expect("productive");
    let cell = |s: usize, r: usize| CellChange {
        supplier: (s * 31 + r * 17) % order,
        buyer: (s * 11 + r * 29) % order,
        delta: 1e-3 / order as f64 * (1 + r % 7) as f64,
    };
    let scenarios: Vec<Vec<CellChange>> =
        (0..SCENARIOS).map(|s| (0..20.min(order)).map(|r| cell(s, r)).collect()).collect();
    let (mut room, mut changed) = (CellChanges::default(), x.clone());
    let times = timed(repeats, || {
        for cells in &scenarios {
            changed.copy_from(&x);
            assert!(room.apply(&inverse, cells, &mut changed));
            black_box(&changed);
        }
    });
    times.into_iter().map(|time| time / SCENARIOS as f64).collect()
}

/// 10,000 final demands at once (a thousand on small sizes); the time of one.
fn final_demands(order: usize, repeats: usize) -> Vec<f64> {
    let demands = if order < 100 { 1_000 } else { 10_000 };
    let system = LeontiefSystem::new(coefficients(order));
    let many = DMatrix::from_fn(order, demands, |i, c| ((i * 7 + c * 3) % 11) as f64);
    let times = timed(repeats, || {
        black_box(system.outputs_of(&many).expect("productive"));
    });
    times.into_iter().map(|time| time / demands as f64).collect()
}

/// A product of two matrices of this order, the rate that an inverse is measured against.
fn product(order: usize, repeats: usize) -> Vec<f64> {
    let a = coefficients(order);
    let system = LeontiefSystem::new(a.clone());
    timed(repeats, || {
        black_box(system.bought(black_box(a.matrix())));
    })
}
