//! Economies and tables of any order.

use eslabon::model::{Economy, TechnicalCoefficients};
use eslabon::table::{
    Component, ComponentKind, Denominator, FinalDemand, IoTable, Manifest, Parts, PrimaryInput, PrimaryInputKind,
    PrimaryInputs, Satellites,
};
use eslabon::words::{Money, Sector, Sectors};
use nalgebra::{DMatrix, DVector};
use std::fmt::Write as _;
use std::sync::Arc;

/// Numbers between nothing and one that are the same in every run.
fn noise() -> impl FnMut() -> f64 {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A dense economy: random inputs, of which every sector buys six tenths of its output. Made alike in `peers/kernels.py`.
pub(crate) fn coefficients(order: usize) -> TechnicalCoefficients {
    sparse_coefficients(order, 1)
}

/// The same with one random cell in so many, and sectors that buy of themselves.
pub(crate) fn sparse_coefficients(order: usize, one_in: usize) -> TechnicalCoefficients {
    let mut next = noise();
    let mut a = DMatrix::from_fn(order, order, |i, j| {
        let is_there = one_in == 1 || i == j || next() * (one_in as f64) < 1.0;
        if is_there { next() } else { 0.0 }
    });
    for mut column in a.column_iter_mut() {
        let sum = column.sum();
        column *= 0.6 / sum;
    }
    TechnicalCoefficients::from_matrix(a)
}

/// Flows of such an economy, with one column of final demand and one row of value added.
pub(crate) fn table(order: usize) -> IoTable {
    let mut next = noise();
    let output = DVector::from_fn(order, |_, _| 1000.0 * (0.5 + next()));
    let mut z = coefficients(order).matrix().clone();
    for (mut column, x) in z.column_iter_mut().zip(output.iter()) {
        column *= *x;
    }
    let sectors = (1..=order).map(|i| Sector::new(format!("S{i:05}"), format!("Sector {i}")));
    IoTable::new(Parts {
        manifest: Manifest::new("random", Money { currency: "XXX".into(), scale: 1.0, price_year: None }),
        sectors: Sectors::new(sectors.collect()).expect("codes differ"),
        classifications: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        final_demand: FinalDemand {
            components: vec![Component { id: "households".into(), kind: ComponentKind::Households }],
            values: DMatrix::from_column_slice(order, 1, (&output - z.column_sum()).as_slice()),
        },
        primary_inputs: PrimaryInputs {
            rows: vec![PrimaryInput { id: "value_added".into(), kind: PrimaryInputKind::ValueAdded }],
            values: DMatrix::from_row_slice(1, order, (output.transpose() - z.row_sum()).as_slice()),
        },
        satellites: Satellites::none(order),
        intermediate: z,
        output_by_row: output.clone(),
        output_by_column: output,
    })
    .expect("the blocks fit")
}

/// The economy of [`table`].
pub(crate) fn economy(order: usize) -> Economy {
    Economy::new(Arc::new(table(order)), Denominator::Column).expect("a productive economy")
}

/// [`table`] as a plain CSV, with all digits.
pub(crate) fn csv(order: usize) -> String {
    let table = table(order);
    let mut text = "code".to_owned();
    let mut line = |label: &str, figures: &mut dyn Iterator<Item = f64>, empty: &str| {
        text.push_str(label);
        for figure in figures {
            // Writing to a string cannot fail.
            let _ = write!(text, ",{figure}");
        }
        text.push_str(empty);
        text.push('\n');
    };
    let codes: Vec<String> = table.sectors().iter().map(|sector| format!(",{}", sector.code)).collect();
    line("", &mut std::iter::empty(), &format!("{},households,output", codes.concat()));
    let output = table.output(Denominator::Row);
    for (i, sector) in table.sectors().iter().enumerate() {
        let sold = table.intermediate().row(i);
        let beside = [table.final_demand().values[(i, 0)], output[i]];
        line(&sector.code, &mut sold.iter().copied().chain(beside), "");
    }
    line("value_added", &mut table.primary_inputs().values.iter().copied(), ",,");
    line("output", &mut output.iter().copied(), ",,");
    text
}
