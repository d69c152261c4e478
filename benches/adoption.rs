//! Adoption over years: the four scenarios of a study on 49 sectors, and 1,000 runs on the 111 activities of the Central Bank's own
//! workbook for 2008, where it is at hand (`ESLABON_SHARED_DATA`). `cargo bench --bench adoption` runs it.

use criterion::{Criterion, criterion_group, criterion_main};
use eslabon::study::{LoadOptions, Loaded, Point, load};
use eslabon::words::Diagnostics;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Who is early in each of the four scenarios, on the table of 2021.
const EARLY: &[&str] = &[
    "",
    "early = [{ buyers = 'mining', innovation = 0.05 }]",
    "early = [{ buyers = ['natural-resources', 'FSH'], innovation = 0.05 }]",
    "early = [{ buyers = ['GOV', 'EDU', 'HEA'], innovation = 0.05 }]",
];

/// Scenarios of twenty years, written into a folder and read from it.
fn scenarios(folder: &Path, table: &str, (supplier, buyers): (&str, &str), early: &[&str]) -> Loaded {
    let mut files = Vec::new();
    for (at, early) in early.iter().enumerate() {
        let file = folder.join(format!("s{at}.toml"));
        let text = format!(
            "format = 1\nname = 's{at}'\nyears = [2021, 2040]\nbase = {{ table = '{table}' }}\n\
             [[adoption]]\nname = 'it'\nsupplier = '{supplier}'\nbuyers = {buyers}\ntarget = {{ scale = 1.2 }}\n\
             instead_of = 'operating_surplus'\ninnovation = 0.01\nimitation = 0.35\n\
             contagion = {{ through = 'customers', weight = 0.5 }}\n{early}\n"
        );
        std::fs::write(&file, text).expect("a folder for the time of the run");
        files.push(file);
    }
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&files, &LoadOptions::default(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:#?}");
    loaded
}

fn adoption(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the time of the run");
    let four = scenarios(folder.path(), "chile-2021", ("ITS", "'all'"), EARLY).scenarios;
    criterion.bench_function("four scenarios of 20 years on 49 sectors", |bench| {
        bench.iter(|| four.iter().map(|scenario| scenario.simulate(&Point::Central)).collect::<Vec<_>>());
    });
    let shared = std::env::var_os("ESLABON_SHARED_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let Ok(workbook) = shared.join("bcch/mip_2008_bcch_111x111.xlsx").canonicalize() else {
        eprintln!("the runs on 111 sectors are left out: there is no workbook of the Central Bank");
        return;
    };
    // Supply of gas and railways had no surplus in 2008 to pay with.
    let large = scenarios(folder.path(), &workbook.display().to_string(), ("97", "['!68', '!80']"), &[""]).scenarios;
    let first = large[0].simulate(&Point::Central);
    assert!(first.is_ok(), "{:#?}", first.err());
    let mut group = criterion.benchmark_group("111 sectors");
    group.sample_size(10);
    group.bench_function("1,000 runs of 20 years", |bench| {
        bench.iter(|| {
            let run = |_| large[0].simulate(&Point::Central).is_ok();
            assert!((0..1000).into_par_iter().all(run));
        });
    });
}

criterion_group!(benches, adoption);
criterion_main!(benches);
