//! Every short way to an answer beside the slow definition, elimination of the whole system, up to economies that hardly produce more
//! than they use: spectral radius 0.9999.
//!
//! Both ways solve with residuals of rounding, and a residual reaches the answer multiplied by the norm of the inverse, which is
//! 1 / (1 - ρ) where all columns of A sum to ρ. So they may differ by [`ERROR`] / (1 - ρ), relative to the largest element.

use super::compressed::Compressed;
use super::*;
use crate::table::fixture::of_radius;
use crate::table::{Denominator, IoTable};
use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A few tens of roundings of 1.1e-16.
const ERROR: f64 = 5e-15;

const RADII: [f64; 4] = [0.5, 0.9, 0.99, 0.9999];

fn tables() -> impl Strategy<Value = (IoTable, f64)> {
    prop::sample::select(RADII.to_vec()).prop_flat_map(|radius| (of_radius(12, radius), Just(radius)))
}

/// X with (I - A) X = B, by nalgebra's own elimination.
fn slow(a: &DMatrix<f64>, right: &DMatrix<f64>) -> DMatrix<f64> {
    (DMatrix::identity(a.nrows(), a.nrows()) - a).lu().solve(right).expect("not singular")
}

fn close(found: &DMatrix<f64>, slow: &DMatrix<f64>, radius: f64) -> Result<(), TestCaseError> {
    let (gap, allowed) = ((found - slow).amax(), ERROR / (1.0 - radius) * slow.amax());
    prop_assert!(gap <= allowed, "{gap:e} is more than {allowed:e} at a radius of {radius}");
    Ok(())
}

fn column(vector: &DVector<f64>) -> DMatrix<f64> {
    DMatrix::from_column_slice(vector.len(), 1, vector.as_slice())
}

/// Changes that leave the economy productive: some coefficients of the picked cells fall.
fn changes(a: &DMatrix<f64>, picks: &[(usize, usize, f64)]) -> BTreeMap<(usize, usize), f64> {
    let n = a.nrows();
    picks.iter().map(|&(i, j, part)| ((i % n, j % n), -part * a[(i % n, j % n)])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The inverse, one output vector, many at once, multipliers and the steps without factors.
    #[test]
    fn solutions((table, radius) in tables()) {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let (a, f, n) = (economy.technical().matrix(), economy.final_demand(), economy.table().len());
        let exact = slow(a, &column(f));
        close(economy.leontief().unwrap().matrix(), &slow(a, &DMatrix::identity(n, n)), radius)?;
        close(&column(&economy.system().outputs(f).unwrap()), &exact, radius)?;
        // More than n demands at once go through the inverse.
        let many = DMatrix::from_fn(n, 4 * n + 3, |i, c| f[i] * (1 + (i + c) % 7) as f64);
        close(&economy.system().outputs_of(&many).unwrap(), &slow(a, &many), radius)?;
        let multipliers = economy.system().multipliers(f).unwrap();
        close(&column(&multipliers), &slow(&a.transpose(), &column(f)), radius)?;
        let stepped = krylov::solve(f, 1e-14, |v| product::times(a, v)).unwrap();
        close(&column(&stepped), &exact, radius)?;
        let few = DMatrix::from_fn(30 * n, 30 * n, |i, j| if i / n == j / n { a[(i % n, j % n)] } else { 0.0 });
        let compressed = Compressed::of(&few).expect("one cell in thirty");
        let long = DVector::from_fn(30 * n, |i, _| f[i % n]);
        let stepped = krylov::solve(&long, 1e-14, |v| compressed.times(v)).unwrap();
        close(&column(&stepped.rows(29 * n, n).into_owned()), &exact, radius)?;
    }

    /// One supplier's row, cells anywhere, and changes of low rank.
    #[test]
    fn changed_systems(
        (table, radius) in tables(),
        picks in prop::collection::vec((0_usize..12, 0_usize..12, 0.0_f64..0.9), 1..6),
    ) {
        let economy = Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let (a, f, n) = (economy.technical().matrix(), economy.final_demand(), economy.table().len());
        let whole = |cells: &BTreeMap<(usize, usize), f64>| slow(&(LowRank::from_cells(n, cells).matrix() + a), &column(f));
        let row: Vec<(usize, usize, f64)> = picks.iter().map(|&(_, j, part)| (picks[0].0, j, part)).collect();
        let (row, anywhere) = (changes(a, &row), changes(a, &picks));

        let supplier = picks[0].0 % n;
        let ones = DMatrix::from_element(n, 1, 1.0);
        let prepared = SupplierChanges::new(economy.system(), supplier, economy.output(), &ones).unwrap();
        let list: Vec<(usize, f64)> = row.iter().map(|((_, buyer), delta)| (*buyer, *delta)).collect();
        let change = prepared.change(&list).unwrap();
        let exact = whole(&row);
        close(&column(&prepared.output(change)), &exact, radius)?;
        let total = prepared.total(change, 0).unwrap();
        prop_assert!((total - exact.sum()).abs() <= ERROR / (1.0 - radius) * exact.sum());

        let list: Vec<CellChange> =
            anywhere.iter().map(|(&(supplier, buyer), &delta)| CellChange { supplier, buyer, delta }).collect();
        let exact = whole(&anywhere);
        let mut output = economy.output().clone();
        prop_assert!(CellChanges::default().apply(economy.leontief().unwrap(), &list, &mut output));
        close(&column(&output), &exact, radius)?;

        let updated = UpdatedSystem::new(economy.system().clone(), LowRank::from_cells(n, &anywhere)).unwrap();
        close(&column(&updated.outputs(f).unwrap()), &exact, radius)?;
    }
}
