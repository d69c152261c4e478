//! Adoption over years: four scenarios on 49 sectors whoever pays, the shipped study with who pulls, other channels and the comparison, and
//! 1,000 runs on a random table of 111 sectors. `cargo bench --bench adoption` runs it.
//!
//! Where surplus pays, a year is a change of one row of A and so of rank one. Where other suppliers pay, column j changes by
//! d_j (e_k - p_j) with its own p_j, so that the rank is that of the number of buyers that adopt, and the matrix is factorised anew.

use criterion::{Criterion, criterion_group, criterion_main};
use eslabon::study::{Comparison, LoadOptions, Loaded, Point, load, run, through_channels};
use eslabon::table::{
    Component, ComponentKind, FinalDemand, IoTable, Manifest, Parts, PrimaryInput, PrimaryInputKind, PrimaryInputs,
    Satellites, native,
};
use eslabon::words::{Diagnostics, Money, Sector, Sectors};
use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Who is early in each of the four scenarios, on the table of 2021.
const EARLY: &[&str] = &[
    "",
    "early = [{ buyers = 'mining', innovation = 0.05 }]",
    "early = [{ buyers = ['natural-resources', 'FSH'], innovation = 0.05 }]",
    "early = [{ buyers = ['GOV', 'EDU', 'HEA'], innovation = 0.05 }]",
];

/// Who pays: one row of A changes, or the columns of all who adopt.
const PAYERS: &[&str] = &["operating_surplus", "suppliers"];

fn read(paths: &[PathBuf]) -> Loaded {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(paths, &LoadOptions::default(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:#?}");
    loaded
}

/// Scenarios of twenty years, written into a folder and read from it.
fn scenarios(folder: &Path, table: &str, (supplier, payer): (&str, &str), early: &[&str]) -> Loaded {
    let mut files = Vec::new();
    for (at, early) in early.iter().enumerate() {
        let file = folder.join(format!("{payer}-{at}.toml"));
        let text = format!(
            "format = 1\nname = 's{at}'\nyears = [2021, 2040]\nbase = {{ table = '{table}' }}\n\
             [[adoption]]\nname = 'it'\nsupplier = '{supplier}'\nbuyers = 'all'\ntarget = {{ scale = 1.2 }}\n\
             instead_of = '{payer}'\ninnovation = 0.01\nimitation = 0.35\n\
             contagion = {{ through = 'customers', weight = 0.5 }}\n{early}\n"
        );
        std::fs::write(&file, text).expect("a folder for the time of the run");
        files.push(file);
    }
    read(&files)
}

/// A random productive table of some sectors, each of which buys six tenths of its output.
fn random_table(order: usize) -> IoTable {
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
    let demand = DMatrix::from_fn(order, 1, |_, _| 1.0 + next());
    let inverse = (DMatrix::identity(order, order) - &a).try_inverse().expect("column sums are below one");
    let output: DVector<f64> = inverse * demand.column(0);
    let intermediate = DMatrix::from_fn(order, order, |i, j| a[(i, j)] * output[j]);
    let inputs = DMatrix::from_fn(2, order, |_, j| 0.2 * output[j]);
    let sectors = (1..=order).map(|i| Sector::new(format!("S{i}"), format!("sector {i}"))).collect();
    IoTable::new(Parts {
        manifest: Manifest::new("random", Money { currency: "USD".into(), scale: 1.0, price_year: None }),
        sectors: Sectors::new(sectors).expect("codes differ"),
        classifications: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        intermediate,
        final_demand: FinalDemand {
            components: vec![Component { id: "households".into(), kind: ComponentKind::Households }],
            values: demand,
        },
        primary_inputs: PrimaryInputs {
            rows: [
                ("compensation", PrimaryInputKind::Compensation),
                ("operating_surplus", PrimaryInputKind::OperatingSurplus),
            ]
            .map(|(id, kind)| PrimaryInput { id: id.into(), kind })
            .to_vec(),
            values: inputs,
        },
        satellites: Satellites::none(order),
        output_by_row: output.clone(),
        output_by_column: output,
    })
    .expect("a table of this shape")
}

fn adoption(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the time of the run");
    for payer in PAYERS {
        let four = scenarios(folder.path(), "chile-2021", ("ITS", payer), EARLY).scenarios;
        assert!(four.iter().all(|scenario| scenario.simulate(&Point::Central).is_ok()));
        criterion.bench_function(&format!("four scenarios of 20 years on 49 sectors, {payer} pays"), |bench| {
            bench.iter(|| four.iter().map(|scenario| scenario.simulate(&Point::Central)).collect::<Vec<_>>());
        });
    }
    let study = read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/diffusion/study.toml")]);
    criterion.bench_function("the shipped study, with who pulls and three channels, compared", |bench| {
        bench.iter(|| {
            let mut outcomes = run(&study.scenarios, &|_, _| {}).expect("the study runs");
            outcomes.extend(through_channels(&study.scenarios, &study.studies, &|_, _| {}).expect("at every channel"));
            Comparison::of_studies(&outcomes, None, &study.studies, &|_, _| {})
                .expect("outcomes are comparable")
                .comparison()
        });
    });
    let table = folder.path().join("random");
    std::fs::create_dir(&table).expect("a folder for the table");
    for (name, text) in native::files(&random_table(111)) {
        std::fs::write(table.join(name), text).expect("the folder takes files");
    }
    let mut group = criterion.benchmark_group("111 sectors");
    group.sample_size(10);
    for payer in PAYERS {
        let early = ["early = [{ buyers = ['S2', 'S3'], innovation = 0.05 }]"];
        let large = scenarios(folder.path(), &table.display().to_string(), ("S1", payer), &early).scenarios;
        let first = large[0].simulate(&Point::Central);
        assert!(first.is_ok(), "{:#?}", first.err());
        group.bench_function(format!("1,000 runs of 20 years, {payer} pays"), |bench| {
            bench.iter(|| {
                let run = |_| large[0].simulate(&Point::Central).is_ok();
                assert!((0..1000).into_par_iter().all(run));
            });
        });
    }
}

criterion_group!(benches, adoption);
criterion_main!(benches);
