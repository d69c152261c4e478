//! A thousand scenario files on the table of 2021: read, looked up and run, and compared. The first line should stay below a
//! second.

use criterion::{Criterion, criterion_group, criterion_main};
use eslabon::study::{Comparison, LoadOptions, Loaded, Outcome, load, run};
use eslabon::words::Diagnostics;
use std::fs;
use std::path::Path;

const FILES: usize = 1000;

/// One entry of every kind, in turn; the last two over years.
const ENTRIES: &[&str] = &[
    "[[shock.coefficient]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'mining'\n\
     toward = { reference = 'FIN', share = 'size' }\ninstead_of = 'imports'\n",
    "[[shock.coefficient]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'all'\nscale = 1.1\ninstead_of = 'suppliers'\n\
     [[shock.final_demand]]\nname = 'b'\nsectors = 'ITS'\ncomponent = 'exports'\nadd = 'size'\n",
    "[[shock.import_substitution]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'all'\nshare = 'size'\nimport_penetration = 0.3\n",
    "[[shock.procurement]]\nname = 'a'\ncomponent = 'government'\namount = 100000\nbill_of_goods = { ITS = 1 }\n\
     import_share = 'size'\n",
    "[[shock.productivity]]\nname = 'a'\nbuyers = 'mining'\nrow = 'compensation'\nscale = 'size'\npasses_to = 'prices'\n",
    "[[shock.extraction]]\nname = 'a'\nsectors = 'ITS'\nshare = 'size'\n",
    "[[shock.output_limit]]\nname = 'a'\nsectors = 'PWR'\nscale = 0.97\nrationing = 'imports'\n\
     [[shock.final_demand]]\nname = 'b'\nsectors = 'ITS'\ncomponent = 'exports'\nadd = 'size'\n",
    "years = [2021, 2030]\n[paths]\nrise = { logistic = { midpoint = 2025, years_10_to_90 = 4 } }\n\
     [[shock.coefficient]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'mining'\nscale = 1.2\ninstead_of = 'imports'\npath = 'rise'\n\
     [[shock.final_demand]]\nname = 'b'\nsectors = 'ITS'\ncomponent = 'exports'\nadd = 'size'\npath = 'rise'\n",
    "years = [2021, 2030]\n[[adoption]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'all'\ntarget = { scale = 1.6 }\n\
     instead_of = 'suppliers'\ninnovation = 'size'\nimitation = 0.35\ncontagion = { through = 'supplier', weight = 0.5 }\n\
     learning = { rate = 0.15, price_response = 0.5 }\n",
];

fn write(folder: &Path) {
    for (at, entries) in (0..FILES).zip(ENTRIES.iter().cycle()) {
        let size = 0.01 + 0.9 * at as f64 / FILES as f64;
        let text = format!(
            "format = 1\nname = 's{at:04}'\nbase.table = 'chile-2021'\nparameters.size = {{ value = {size} }}\n{entries}"
        );
        fs::write(folder.join(format!("s{at:04}.toml")), text).expect("the folder takes files");
    }
}

fn loaded(folder: &Path) -> Loaded {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[folder.to_owned()], &LoadOptions::default(), &mut diagnostics);
    assert!(loaded.scenarios.len() == FILES && !diagnostics.has_errors(), "{diagnostics:#?}");
    loaded
}

fn outcomes(loaded: &Loaded) -> Vec<Outcome> {
    run(&loaded.scenarios, &|_, _| {}).expect("every scenario runs")
}

fn thousand_scenarios(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for files");
    write(folder.path());
    let mut group = criterion.benchmark_group("a thousand scenario files");
    group.sample_size(10);
    group.bench_function("read, looked up and run", |bench| bench.iter(|| outcomes(&loaded(folder.path()))));
    group.bench_function("read and looked up", |bench| bench.iter(|| loaded(folder.path())));
    let done = outcomes(&loaded(folder.path()));
    group.bench_function("compared", |bench| {
        bench.iter(|| Comparison::of(&done, None).expect("outcomes are comparable").comparison());
    });
    group.finish();
}

criterion_group!(benches, thousand_scenarios);
criterion_main!(benches);
