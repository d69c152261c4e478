//! Every analysis on the Central Bank's table of 111 activities of 2008, and the whole catalogue but for structural paths, which
//! follow as many paths as they are asked for. Where the workbook is not beside the project, the shipped table of 2021 stands for it, its
//! 49 sectors split into 111; the group says which. `cargo bench --bench analyses` runs it.

use criterion::{Criterion, criterion_group, criterion_main};
use eslabon::analysis::structural_paths::ANALYSIS as PATHS;
use eslabon::analysis::{ANALYSES, Analysis, OptionKey, OptionValue, Options, Takes};
use eslabon::model::Economy;
use eslabon::table::reader::{ReadOptions, load};
use eslabon::table::{Denominator, FinalDemand, IoTable, Parts, PrimaryInputs, Satellites};
use eslabon::words::{Classification, Diagnostics, Sector, Sectors};
use nalgebra::{DMatrix, DVector};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

/// The sectors of the workbook.
const ORDER: usize = 111;

fn read(name: &str) -> IoTable {
    load(name, &ReadOptions::default(), &mut Diagnostics::default()).expect("the table is read").table
}

/// What the table is called, how it is had, and its sector of information services.
fn source() -> (&'static str, Box<dyn Fn() -> IoTable>, &'static str) {
    let data = std::env::var("ESLABON_SHARED_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned());
    let workbook = Path::new(&data).join("bcch/mip_2008_bcch_111x111.xlsx").display().to_string();
    if Path::new(&workbook).exists() {
        ("the Bank's workbook of 2008", Box::new(move || read(&workbook)), "97")
    } else {
        ("chile-2021 split", Box::new(|| split(read("chile-2021"), ORDER)), "ITS-1")
    }
}

fn economy(table: IoTable) -> Arc<Economy> {
    Arc::new(Economy::new(Arc::new(table), Denominator::Column).expect("the table is productive"))
}

/// The same economy with so many sectors: each is parted into sectors of one technique and of different size.
fn split(table: IoTable, order: usize) -> IoTable {
    let parts = table.into_parts();
    let n = parts.sectors.len();
    // Where each of the new sectors comes from, and its part of it.
    let mut from: Vec<(usize, usize, f64)> = Vec::new();
    for sector in 0..n {
        let count = order / n + usize::from(sector < order % n);
        let whole = (count * (count + 1) / 2) as f64;
        from.extend((1..=count).map(|size| (sector, size, size as f64 / whole)));
    }
    let output =
        |values: &DVector<f64>| DVector::from_iterator(order, from.iter().map(|(of, _, part)| values[*of] * part));
    let rows =
        |values: &DMatrix<f64>| DMatrix::from_fn(order, values.ncols(), |i, c| values[(from[i].0, c)] * from[i].2);
    let columns = |values: &DMatrix<f64>| rows(&values.transpose()).transpose();
    let sectors = from.iter().map(|(of, size, _)| {
        let sector = &parts.sectors[*of];
        Sector::new(format!("{}-{size}", sector.code), format!("{}, part {size}", sector.name))
    });
    let classes = parts.classifications.iter().map(|known| {
        let labels = from.iter().map(|(of, ..)| known.labels()[*of].clone()).collect();
        Classification::new(known.id(), labels)
    });
    let mut manifest = parts.manifest.clone();
    manifest.focus = None;
    IoTable::new(Parts {
        sectors: Sectors::new(sectors.collect()).expect("codes differ"),
        classifications: classes.collect(),
        groups: Vec::new(),
        notes: Vec::new(),
        intermediate: columns(&rows(&parts.intermediate)),
        final_demand: FinalDemand { values: rows(&parts.final_demand.values), ..parts.final_demand },
        primary_inputs: PrimaryInputs { values: columns(&parts.primary_inputs.values), ..parts.primary_inputs },
        satellites: Satellites::none(order),
        output_by_row: output(&parts.output_by_row),
        output_by_column: output(&parts.output_by_column),
        manifest,
    })
    .expect("the blocks fit")
}

/// An analysis with the options that it needs.
fn asked(analysis: &Analysis, economy: &Arc<Economy>, focus: &str) -> Options {
    let takes_focus = analysis.options.iter().any(|key| key.name == OptionKey::FOCUS.name);
    let words: Vec<String> = takes_focus.then(|| format!("focus={focus}")).into_iter().collect();
    let mut options = analysis.options(economy.table(), &words).expect("the options fit");
    for key in analysis.options.iter().filter(|key| key.takes == Takes::Table) {
        options = options.with(key, OptionValue::Table(economy.clone()));
    }
    options
}

/// Every analysis with its options.
fn catalogue(economy: &Arc<Economy>, focus: &str) -> Vec<(&'static Analysis, Options)> {
    ANALYSES.iter().map(|analysis| (*analysis, asked(analysis, economy, focus))).collect()
}

/// Runs all of them but structural paths.
fn whole(economy: &Arc<Economy>, catalogue: &[(&'static Analysis, Options)]) {
    for (analysis, options) in catalogue.iter().filter(|(analysis, _)| analysis.name != PATHS.name) {
        black_box((analysis.run)(black_box(economy), options).expect("the analysis answers"));
    }
}

fn analyses(criterion: &mut Criterion) {
    let (name, table, focus) = source();
    let ready = economy(table());
    ready.leontief().expect("the table has an inverse");
    let all = catalogue(&ready, focus);
    let mut group = criterion.benchmark_group(format!("analyses, {} sectors ({name})", ready.table().len()));
    group.sample_size(10);
    for (analysis, options) in &all {
        group.bench_function(analysis.name, |bench| {
            bench.iter(|| (analysis.run)(black_box(&ready), options).expect("the analysis answers"));
        });
    }
    group.bench_function("the whole catalogue without structural paths", |bench| bench.iter(|| whole(&ready, &all)));
    group.bench_function("the same from the file on", |bench| {
        bench.iter(|| {
            let economy = economy(table());
            whole(&economy, &catalogue(&economy, focus));
        });
    });
    group.finish();
}

criterion_group!(benches, analyses);
criterion_main!(benches);
