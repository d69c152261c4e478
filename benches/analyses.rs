//! Every analysis on the Central Bank's table of 111 activities of 2008, or on the shipped one of 49 sectors where the workbook is
//! not beside the project, and the whole catalogue but for structural paths, which follow as many paths as they are asked for.
//! `cargo bench --bench analyses` runs it.

use criterion::{Criterion, criterion_group, criterion_main};
use eslabon::analysis::structural_paths::ANALYSIS as PATHS;
use eslabon::analysis::{ANALYSES, Analysis, OptionKey, OptionValue, Options, Takes};
use eslabon::model::Economy;
use eslabon::table::Denominator;
use eslabon::table::reader::{ReadOptions, load};
use eslabon::words::Diagnostics;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

/// The table and its sector of information services.
fn table() -> (Arc<Economy>, &'static str) {
    let data = std::env::var("ESLABON_SHARED_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned());
    let workbook = Path::new(&data).join("bcch/mip_2008_bcch_111x111.xlsx").display().to_string();
    let (name, focus) = if Path::new(&workbook).exists() { (workbook.as_str(), "97") } else { ("chile-2021", "ITS") };
    let loaded = load(name, &ReadOptions::default(), &mut Diagnostics::default()).expect("the table is read");
    let economy = Economy::new(Arc::new(loaded.table), Denominator::Column).expect("the table is productive");
    economy.leontief().expect("the table has an inverse");
    (Arc::new(economy), focus)
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

fn analyses(criterion: &mut Criterion) {
    let (economy, focus) = table();
    let catalogue: Vec<(&Analysis, Options)> =
        ANALYSES.iter().map(|analysis| (*analysis, asked(analysis, &economy, focus))).collect();
    let mut group = criterion.benchmark_group(format!("analyses, {} sectors", economy.table().len()));
    group.sample_size(10);
    for (analysis, options) in &catalogue {
        group.bench_function(analysis.name, |bench| {
            bench.iter(|| (analysis.run)(black_box(&economy), options).expect("the analysis answers"));
        });
    }
    group.bench_function("the whole catalogue without structural paths", |bench| {
        bench.iter(|| {
            for (analysis, options) in catalogue.iter().filter(|(analysis, _)| analysis.name != PATHS.name) {
                black_box((analysis.run)(black_box(&economy), options).expect("the analysis answers"));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, analyses);
criterion_main!(benches);
