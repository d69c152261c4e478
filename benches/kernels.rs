//! Every kernel and the reading of a dense table, a group for each. `ESLABON_BENCH_ORDERS=111,1000,3465 cargo bench --bench kernels`
//! says on how many sectors; without the variable there are sixty.

mod tasks;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tasks::{WORKS, orders};

fn kernels(criterion: &mut Criterion) {
    for work in WORKS {
        let mut group = criterion.benchmark_group(work.title);
        group.sample_size(10);
        for order in orders() {
            let mut ready = (work.prepare)(order);
            group.throughput(Throughput::Elements(ready.answers as u64));
            group.bench_function(BenchmarkId::from_parameter(order), |bench| bench.iter(&mut ready.run));
        }
        group.finish();
    }
}

criterion_group!(benches, kernels);
criterion_main!(benches);
