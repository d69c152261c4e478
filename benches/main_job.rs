//! The main job in its parts: reading a table, computing its model, and a scenario as an update against a new factorisation.
//! `cargo bench` runs it; ratios between lines of one run are what may be quoted.

use criterion::{Criterion, criterion_group, criterion_main};
use eslabon::model::{Economy, LeontiefSystem, LowRank, System, UpdatedSystem};
use eslabon::table::Denominator;
use eslabon::table::reader::{ReadOptions, load};
use eslabon::words::Diagnostics;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

fn economy() -> Economy {
    let loaded = load("chile-2021", &ReadOptions::default(), &mut Diagnostics::default());
    let table = loaded.map(|loaded| Arc::new(loaded.table)).expect("the shipped table is read");
    Economy::new(table, Denominator::Column).expect("the shipped table is productive")
}

fn main_job(criterion: &mut Criterion) {
    criterion.bench_function("read chile-2021", |bench| {
        bench.iter(|| load("chile-2021", &ReadOptions::default(), &mut Diagnostics::default()));
    });
    let table = economy().table().clone();
    criterion.bench_function("coefficients, factors and base level", |bench| {
        bench.iter(|| Economy::new(table.clone(), Denominator::Column));
    });
    let economy = economy();
    let naming = economy.table().naming();
    let supplier = naming.one("ITS").expect("a sector");
    let buyers = naming.select(&["mining"]).expect("a group");
    let cells: BTreeMap<(usize, usize), f64> = buyers.into_iter().map(|buyer| ((supplier, buyer), 0.005)).collect();
    let change = LowRank::from_cells(economy.table().len(), &cells);
    criterion.bench_function("mining ties as an update of low rank", |bench| {
        bench.iter(|| {
            let system = UpdatedSystem::new(economy.system().clone(), black_box(change.clone()))?;
            system.outputs(economy.final_demand())
        });
    });
    criterion.bench_function("mining ties by factorising anew", |bench| {
        bench.iter(|| {
            let system = UpdatedSystem::new(economy.system().clone(), LowRank::zero(economy.table().len()))?;
            let matrix = system.coefficients().matrix() + black_box(&change).matrix();
            LeontiefSystem::new(eslabon::model::TechnicalCoefficients::from_matrix(matrix))
                .outputs(economy.final_demand())
        });
    });
}

criterion_group!(benches, main_job);
criterion_main!(benches);
