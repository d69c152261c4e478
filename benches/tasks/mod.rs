//! The works that are timed: what is made ready once, and what one run of it does. `benches/kernels.rs` measures them by themselves,
//! `benches/peers/compare.py` in turn with other programs.

#![allow(dead_code, reason = "each program that includes these works uses its own part of them")]

pub(crate) mod inputs;

use eslabon::analysis::average_propagation_length::PropagationMatrix;
use eslabon::analysis::fields_of_influence::Intensities;
use eslabon::analysis::hypothetical_extraction::{ExtractionKind, ExtractionRule, Losses};
use eslabon::model::{CellChange, CellChanges, LeontiefSystem, SupplierChanges, System};
use eslabon::table::reader::{ReadOptions, load};
use eslabon::words::Diagnostics;
use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;
use std::hint::black_box;
use std::path::PathBuf;

/// A work on so many sectors, ready to be run.
pub(crate) struct Ready {
    /// Does it once.
    pub(crate) run: Box<dyn FnMut()>,
    /// How many answers one run gives; a work is timed by the answer.
    pub(crate) answers: usize,
}

/// A kind of work.
pub(crate) struct Work {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What it does, as the page on performance says it.
    pub(crate) title: &'static str,
    /// Makes it ready for an economy of this order.
    pub(crate) prepare: fn(usize) -> Ready,
}

/// Every work.
pub(crate) static WORKS: &[Work] = &[
    Work { name: "inverse", title: "inverse", prepare: inverse },
    Work { name: "product", title: "product of two matrices", prepare: product },
    Work { name: "output", title: "one output vector", prepare: output },
    Work { name: "output-factors", title: "one output vector through factors", prepare: output_factors },
    Work { name: "output-sparse", title: "one output vector, one cell in a hundred", prepare: output_sparse },
    Work {
        name: "row-scenarios",
        title: "coefficient scenarios: one row, six buyers, one total",
        prepare: row_scenarios,
    },
    Work { name: "cell-scenarios", title: "changes of rank twenty, all outputs", prepare: cell_scenarios },
    Work { name: "final-demands", title: "10,000 final demands", prepare: final_demands },
    Work { name: "extraction", title: "extraction of all sectors", prepare: extraction },
    Work { name: "fields", title: "intensities of all fields of influence", prepare: fields },
    Work { name: "lengths", title: "average propagation lengths", prepare: lengths },
    Work { name: "read", title: "dense CSV table", prepare: read },
];

/// The orders to time, from the environment or a small one.
pub(crate) fn orders() -> Vec<usize> {
    let asked = std::env::var("ESLABON_BENCH_ORDERS").unwrap_or_default();
    let orders: Vec<usize> = asked.split(',').filter_map(|order| order.trim().parse().ok()).collect();
    if orders.is_empty() { vec![60] } else { orders }
}

fn once(run: impl FnMut() + 'static) -> Ready {
    Ready { run: Box::new(run), answers: 1 }
}

fn inverse(order: usize) -> Ready {
    let system = LeontiefSystem::new(inputs::coefficients(order));
    once(move || {
        black_box(system.inverse().expect("productive"));
    })
}

/// A product of two matrices, the rate that an inverse is measured against.
fn product(order: usize) -> Ready {
    let system = LeontiefSystem::new(inputs::coefficients(order));
    once(move || {
        black_box(system.bought(black_box(system.coefficients().matrix())));
    })
}

fn output(order: usize) -> Ready {
    solution(LeontiefSystem::new(inputs::coefficients(order)))
}

fn output_sparse(order: usize) -> Ready {
    solution(LeontiefSystem::new(inputs::sparse_coefficients(order, 100)))
}

fn solution(system: LeontiefSystem) -> Ready {
    let demand = DVector::from_element(system.order(), 1.0);
    once(move || {
        black_box(system.outputs_once(black_box(&demand)).expect("productive"));
    })
}

/// Factors are made anew in every run.
fn output_factors(order: usize) -> Ready {
    let coefficients = inputs::coefficients(order);
    let demand = DVector::from_element(order, 1.0);
    once(move || {
        black_box(LeontiefSystem::new(coefficients.clone()).outputs(black_box(&demand)).expect("productive"));
    })
}

/// 10,000 changes of one row for six buyers, one total each.
fn row_scenarios(order: usize) -> Ready {
    const SCENARIOS: usize = 10_000;
    let system = LeontiefSystem::new(inputs::coefficients(order));
    let x = system.outputs_once(&DVector::from_element(order, 1.0)).expect("productive");
    let ones = DMatrix::from_element(order, 1, 1.0);
    let changes = SupplierChanges::new(&system, order / 2, &x, &ones).expect("productive");
    let scenarios: Vec<[(usize, f64); 6]> = (0..SCENARIOS)
        .map(|s| std::array::from_fn(|b| ((s * 7 + b * 13) % order, 1e-4 * (1 + (s + b) % 5) as f64)))
        .collect();
    let mut totals = vec![0.0; SCENARIOS];
    let run = move || {
        for (total, cells) in totals.iter_mut().zip(&scenarios) {
            *total = changes.change(cells).and_then(|change| changes.total(change, 0)).unwrap_or(f64::NAN);
        }
        black_box(&totals);
    };
    Ready { run: Box::new(run), answers: SCENARIOS }
}

/// 200 changes of twenty cells anywhere, all outputs each. Scenarios share the threads, as those of a study do.
fn cell_scenarios(order: usize) -> Ready {
    const SCENARIOS: usize = 200;
    let system = LeontiefSystem::new(inputs::coefficients(order));
    let x = system.outputs_once(&DVector::from_element(order, 1.0)).expect("productive");
    let inverse = system.inverse().expect("productive");
    let cell = |s: usize, r: usize| CellChange {
        supplier: (s * 31 + r * 17) % order,
        buyer: (s * 11 + r * 29) % order,
        delta: 1e-3 / order as f64 * (1 + r % 7) as f64,
    };
    let scenarios: Vec<Vec<CellChange>> =
        (0..SCENARIOS).map(|s| (0..20.min(order)).map(|r| cell(s, r)).collect()).collect();
    // Each thread uses its room again.
    let few = SCENARIOS.div_ceil(rayon::current_num_threads());
    let mut rooms: Vec<_> = scenarios.chunks(few).map(|_| (CellChanges::default(), x.clone())).collect();
    let run = move || {
        scenarios.par_chunks(few).zip(&mut rooms).for_each(|(scenarios, (room, changed))| {
            for cells in scenarios {
                changed.copy_from(&x);
                assert!(room.apply(&inverse, cells, changed));
                black_box(&changed);
            }
        });
    };
    Ready { run: Box::new(run), answers: SCENARIOS }
}

/// 10,000 final demands at once (a thousand on small sizes).
fn final_demands(order: usize) -> Ready {
    let demands = if order < 100 { 1_000 } else { 10_000 };
    let system = LeontiefSystem::new(inputs::coefficients(order));
    let many = DMatrix::from_fn(order, demands, |i, c| ((i * 7 + c * 3) % 11) as f64);
    let run = move || {
        black_box(system.outputs_of(&many).expect("productive"));
    };
    Ready { run: Box::new(run), answers: demands }
}

/// The losses of output where each sector is taken out, one at a time; the inverse is there.
fn extraction(order: usize) -> Ready {
    let economy = inputs::economy(order);
    economy.leontief().expect("productive");
    let (rule, weights) = (ExtractionRule::of(ExtractionKind::Total), DVector::from_element(order, 1.0));
    once(move || {
        black_box(Losses::of(&economy, &rule, black_box(&weights)).expect("productive"));
    })
}

/// The intensities of the fields of all coefficients, one number for each pair of sectors; the inverse is there.
fn fields(order: usize) -> Ready {
    let system = LeontiefSystem::new(inputs::coefficients(order));
    let inverse = system.inverse().expect("productive");
    once(move || {
        let intensities = Intensities::of(black_box(&inverse));
        black_box(&intensities.of_seller * intensities.of_buyer.transpose());
    })
}

/// The lengths between all pairs of sectors; the inverse is there.
fn lengths(order: usize) -> Ready {
    let economy = inputs::economy(order);
    economy.leontief().expect("productive");
    once(move || {
        black_box(PropagationMatrix::of(black_box(&economy)).expect("productive"));
    })
}

/// A table with one line for each sector, from the file that the environment names or from one that is written for it.
fn read(order: usize) -> Ready {
    let asked = std::env::var_os("ESLABON_BENCH_TABLE").map(PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder for a file");
    let path = asked.unwrap_or_else(|| {
        let path = folder.path().join("table.csv");
        std::fs::write(&path, inputs::csv(order)).expect("the folder takes a file");
        path
    });
    let name = path.display().to_string();
    once(move || {
        // The folder lives as long as its file is needed.
        let _kept = &folder;
        let mut diagnostics = Diagnostics::default();
        let loaded = load(black_box(&name), &ReadOptions::default(), &mut diagnostics);
        black_box(loaded.expect("the table is read"));
    })
}
