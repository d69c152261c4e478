//! Tables for tests of this crate: the textbook's two sectors, a table with every oddity that real ones have, and random
//! productive ones.

use super::{
    Component, ComponentKind, FinalDemand, IoTable, Manifest, Parts, PrimaryInput, PrimaryInputKind, PrimaryInputs,
    Satellites,
};
use crate::words::{Classification, Money, Sector, Sectors};
use nalgebra::{DMatrix, DVector, dmatrix};
use proptest::prelude::*;

fn money() -> Money {
    Money { currency: "USD".into(), scale: 1.0, price_year: None }
}

/// A table built from its flows; outputs are the sums of the columns and the rows must fit them.
fn built(
    intermediate: DMatrix<f64>,
    components: &[(&str, ComponentKind)],
    final_demand: DMatrix<f64>,
    rows: &[(&str, PrimaryInputKind)],
    primary_inputs: DMatrix<f64>,
) -> IoTable {
    let n = intermediate.nrows();
    let sectors = (1..=n).map(|i| Sector::new(format!("S{i}"), format!("sector {i}"))).collect();
    let output = (intermediate.row_sum() + primary_inputs.row_sum()).transpose();
    let output_by_row = intermediate.column_sum() + final_demand.column_sum();
    IoTable::new(Parts {
        manifest: Manifest::new("fixture", money()),
        sectors: Sectors::new(sectors).unwrap(),
        classifications: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        intermediate,
        final_demand: FinalDemand {
            components: components.iter().map(|&(id, kind)| Component { id: id.into(), kind }).collect(),
            values: final_demand,
        },
        primary_inputs: PrimaryInputs {
            rows: rows.iter().map(|&(id, kind)| PrimaryInput { id: id.into(), kind }).collect(),
            values: primary_inputs,
        },
        satellites: Satellites::none(n),
        output_by_row,
        output_by_column: output,
    })
    .unwrap()
}

/// Two sectors: Miller and Blair, Input-Output Analysis, 2nd ed., section 2.3, with labour and household figures of section 2.5.
pub(crate) fn two_sectors() -> IoTable {
    built(
        dmatrix![150.0, 500.0; 200.0, 100.0],
        &[("households", ComponentKind::Households), ("other", ComponentKind::Other)],
        dmatrix![50.0, 300.0; 400.0, 1300.0],
        &[("compensation", PrimaryInputKind::Compensation), ("operating_surplus", PrimaryInputKind::OperatingSurplus)],
        dmatrix![300.0, 500.0; 350.0, 900.0],
    )
}

/// All money of a table so many times as large; accounts and the income of households, which are no money of its flows, stay.
pub(crate) fn all_money_times(parts: &mut Parts, rate: f64) {
    parts.intermediate *= rate;
    parts.final_demand.values *= rate;
    parts.primary_inputs.values *= rate;
    parts.output_by_row *= rate;
    parts.output_by_column *= rate;
}

/// One sector that uses a fifth of its own output.
pub(crate) fn one_sector() -> IoTable {
    built(
        dmatrix![20.0],
        &[("households", ComponentKind::Households)],
        dmatrix![80.0],
        &[("compensation", PrimaryInputKind::Compensation)],
        dmatrix![80.0],
    )
}

/// Four sectors in two branches, `services` (the first, which is the focus, and the last) and `mining`.
pub(crate) fn branched() -> IoTable {
    let table = built(
        dmatrix![
            10.0, 20.0, 30.0, 40.0;
            5.0, 0.0, 10.0, 5.0;
            8.0, 2.0, 0.0, 10.0;
            20.0, 10.0, 5.0, 5.0
        ],
        &[("households", ComponentKind::Households), ("inventories", ComponentKind::Inventories)],
        dmatrix![110.0, -10.0; 80.0, 0.0; 75.0, 5.0; 160.0, 0.0],
        &[("compensation", PrimaryInputKind::Compensation)],
        dmatrix![157.0, 68.0, 55.0, 140.0],
    );
    let labels = ["services", "mining", "mining", "services"].map(str::to_owned).to_vec();
    let parts = table.into_parts();
    IoTable::new(Parts {
        manifest: Manifest { focus: Some("S1".into()), ..parts.manifest },
        classifications: vec![Classification::new("branch", labels)],
        ..parts
    })
    .unwrap()
}

/// Five sectors: one ordinary, one of zero output, one without intermediate sales and with negative inventories, one with
/// a negative surplus and without wages, one ordinary.
pub(crate) fn oddities() -> IoTable {
    let intermediate = dmatrix![
        10.0, 0.0, 5.0, 20.0, 5.0;
        0.0, 0.0, 0.0, 0.0, 0.0;
        0.0, 0.0, 0.0, 0.0, 0.0;
        30.0, 0.0, 10.0, -1e-14, 0.0;
        5.0, 0.0, 1.0, 60.0, 0.0
    ];
    let final_demand = dmatrix![
        55.0, 0.0, 5.0;
        0.0, 0.0, 0.0;
        50.0, -10.0, 0.0;
        20.0, 0.0, 10.0;
        2.0, -50.0, 0.0
    ];
    let output = intermediate.column_sum() + final_demand.column_sum();
    let inputs = intermediate.row_sum();
    let rest = |j: usize, others: f64| output[j] - inputs[j] - others;
    let primary = DMatrix::from_fn(3, 5, |row, j| match (row, j) {
        (_, 1) | (1, 3) => 0.0,
        (0, _) => 2.0,
        (1, _) => 4.0,
        _ => rest(j, if j == 3 { 2.0 } else { 6.0 }),
    });
    built(
        intermediate,
        &[
            ("households", ComponentKind::Households),
            ("inventories", ComponentKind::Inventories),
            ("exports", ComponentKind::Exports),
        ],
        final_demand,
        &[
            ("imports", PrimaryInputKind::Imports),
            ("compensation", PrimaryInputKind::Compensation),
            ("operating_surplus", PrimaryInputKind::OperatingSurplus),
        ],
        primary,
    )
}

/// Random productive tables of 1 to `largest` sectors: column sums of A between 0 and `heaviest` below one, outputs over
/// four orders of magnitude, three final-demand components and four rows of primary inputs.
pub(crate) fn productive(largest: usize, heaviest: f64) -> impl Strategy<Value = IoTable> {
    random(largest, 0.0..heaviest)
}

/// The same with column sums of A that all are `radius`, which then is its spectral radius.
pub(crate) fn of_radius(largest: usize, radius: f64) -> impl Strategy<Value = IoTable> {
    random(largest, Just(radius))
}

fn random(largest: usize, weight: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = IoTable> {
    (1..=largest)
        .prop_flat_map(move |n| {
            (
                prop::collection::vec(0.0_f64..1.0, n * n),
                prop::collection::vec(weight.clone(), n),
                prop::collection::vec(0.0_f64..4.0, n),
                prop::collection::vec(0.05_f64..1.0, n * 3),
                prop::collection::vec(0.05_f64..1.0, n * 4),
            )
        })
        .prop_map(|(cells, weights, sizes, uses, inputs)| {
            let n = weights.len();
            let mut a = DMatrix::from_vec(n, n, cells);
            for (j, mut column) in a.column_iter_mut().enumerate() {
                let sum = column.sum();
                column *= if sum > 0.0 { weights[j] / sum } else { 0.0 };
            }
            let f = DMatrix::from_fn(n, 3, |i, c| uses[i * 3 + c] * 10_f64.powf(sizes[i]));
            let inverse = (DMatrix::identity(n, n) - &a).try_inverse().expect("column sums are below one");
            let x: DVector<f64> = inverse * f.column_sum();
            let z = DMatrix::from_fn(n, n, |i, j| a[(i, j)] * x[j]);
            let v = DMatrix::from_fn(4, n, |r, j| {
                let column = &inputs[j * 4..j * 4 + 4];
                column[r] / column.iter().sum::<f64>() * (x[j] - z.column(j).sum())
            });
            built(
                z,
                &[
                    ("households", ComponentKind::Households),
                    ("government", ComponentKind::Government),
                    ("exports", ComponentKind::Exports),
                ],
                f,
                &[
                    ("imports", PrimaryInputKind::Imports),
                    ("import_duties", PrimaryInputKind::ImportDuties),
                    ("compensation", PrimaryInputKind::Compensation),
                    ("operating_surplus", PrimaryInputKind::OperatingSurplus),
                ],
                v,
            )
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The random tables are what the other tests take them for.
    #[test]
    fn random_tables_close(table in productive(8, 0.95)) {
        let identities = super::Identities::of(&table);
        prop_assert!(identities.sales[0].relative < 1e-12);
        prop_assert!(identities.purchases[0].relative < 1e-12);
        prop_assert!(identities.output[0].relative < 1e-12);
    }
}

#[test]
fn the_odd_table_closes() {
    let identities = super::Identities::of(&oddities());
    assert!(identities.sales[0].relative < 1e-15 && identities.purchases[0].relative < 1e-15);
}

/// The same economy several times side by side, without trade between the copies.
pub(crate) fn repeated(parts: Parts, times: usize) -> Parts {
    let n = parts.sectors.len();
    let tiled = |block: &DMatrix<f64>, rows: bool| {
        let (r, c) = block.shape();
        let shape = if rows { (r * times, c) } else { (r, c * times) };
        DMatrix::from_fn(shape.0, shape.1, |i, j| block[(i % r, j % c)])
    };
    let intermediate =
        DMatrix::from_fn(
            n * times,
            n * times,
            |i, j| {
                if i / n == j / n { parts.intermediate[(i % n, j % n)] } else { 0.0 }
            },
        );
    let long = |vector: &DVector<f64>| DVector::from_fn(n * times, |i, _| vector[i % n]);
    Parts {
        sectors: Sectors::new((0..n * times).map(|i| Sector::new(format!("S{i}"), format!("sector {i}"))).collect())
            .unwrap(),
        intermediate,
        final_demand: FinalDemand {
            values: tiled(&parts.final_demand.values, true),
            components: parts.final_demand.components,
        },
        primary_inputs: PrimaryInputs {
            values: tiled(&parts.primary_inputs.values, false),
            rows: parts.primary_inputs.rows,
        },
        satellites: Satellites::none(n * times),
        output_by_row: long(&parts.output_by_row),
        output_by_column: long(&parts.output_by_column),
        ..parts
    }
}
