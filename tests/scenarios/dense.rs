//! Policies by their definition: shares of inputs changed cell by cell, a dense inverse of the changed I - A, and products. Nothing of the
//! program is used but the table as it was read.

use eslabon::study::Outcome;
use eslabon::table::{Denominator, IoTable, PrimaryInputKind};
use nalgebra::{DMatrix, DVector};

/// An economy as plain matrices: shares of suppliers and primary inputs per unit of output, and final demand.
#[derive(Clone)]
pub(super) struct Dense<'t> {
    pub(super) table: &'t IoTable,
    /// n x n.
    pub(super) a: DMatrix<f64>,
    /// k x n.
    pub(super) v: DMatrix<f64>,
    /// n x f, money.
    pub(super) f: DMatrix<f64>,
}

impl<'t> Dense<'t> {
    /// The table as it stands.
    pub(super) fn new(outcome: &'t Outcome) -> Self {
        let table = outcome.base.economy().table();
        let x = table.output(Denominator::Column);
        let share = |matrix: &DMatrix<f64>| DMatrix::from_fn(matrix.nrows(), table.len(), |i, j| matrix[(i, j)] / x[j]);
        let (a, v) = (share(table.intermediate()), share(&table.primary_inputs().values));
        Self { table, a, v, f: table.final_demand().values.clone() }
    }

    pub(super) fn sector(&self, code: &str) -> usize {
        self.table.sectors().position(code).unwrap()
    }

    pub(super) fn row(&self, kind: PrimaryInputKind) -> usize {
        self.table.primary_inputs().of_kind(kind).next().unwrap()
    }

    pub(super) fn component(&self, id: &str) -> usize {
        self.table.final_demand().position(id).unwrap()
    }

    /// The buyer takes d more of the supplier per unit of output; the payer gives it up.
    pub(super) fn more(&mut self, (supplier, buyer): (usize, usize), d: f64, payer: &str) {
        match payer {
            "imports" => {
                let rows = [PrimaryInputKind::Imports, PrimaryInputKind::ImportDuties].map(|kind| self.row(kind));
                let whole: f64 = rows.iter().map(|&row| self.v[(row, buyer)]).sum();
                for row in rows {
                    self.v[(row, buyer)] *= 1.0 - d / whole;
                }
            }
            "operating_surplus" => {
                let row = self.row(PrimaryInputKind::OperatingSurplus);
                self.v[(row, buyer)] -= d;
            }
            _ => {
                let others: Vec<usize> = (0..self.table.len()).filter(|&i| i != supplier).collect();
                let whole: f64 = others.iter().map(|&i| self.a[(i, buyer)]).sum();
                for i in others {
                    self.a[(i, buyer)] *= 1.0 - d / whole;
                }
            }
        }
        self.a[(supplier, buyer)] += d;
    }

    /// x = (I - A)⁻¹ f.
    pub(super) fn output(&self) -> DVector<f64> {
        let n = self.table.len();
        (DMatrix::identity(n, n) - &self.a).try_inverse().unwrap() * self.f.column_sum()
    }

    /// Value added of the whole economy.
    pub(super) fn value_added(&self) -> f64 {
        let x = self.output();
        self.table.primary_inputs().value_added().map(|row| self.v.row(row).transpose().dot(&x)).sum()
    }
}
