//! A row of value added that stands beside its own parts. It is no further payment: counted with them, value added would
//! be in the table twice.
//!
//! With operating surplus among the parts, value added is a memo: it must equal compensation + operating surplus +
//! production taxes, and is dropped. Without operating surplus, the row holds what the source does not name: the named
//! parts are taken out of it, and the rest stands as operating surplus, which a warning says.

use crate::table::{PrimaryInputKind, PrimaryInputs};
use crate::words::{Code, Diagnostic, Diagnostics, Place, Sectors};
use nalgebra::{DVector, RowDVector};

/// Settles rows of value added beside their parts. `output` is the base of the tolerance, as it is for the identities.
pub(super) fn settle(
    mut inputs: PrimaryInputs,
    sectors: &Sectors,
    output: &DVector<f64>,
    tolerance: f64,
    place: &Place,
    diagnostics: &mut Diagnostics,
) -> PrimaryInputs {
    let memos: Vec<usize> = inputs.of_kind(PrimaryInputKind::ValueAdded).collect();
    let parts: Vec<usize> = inputs.value_added().filter(|row| !memos.contains(row)).collect();
    if memos.is_empty() || parts.is_empty() {
        return inputs;
    }
    let sum = parts.iter().fold(RowDVector::zeros(sectors.len()), |sum, &row| sum + inputs.values.row(row));
    let has_surplus = inputs.of_kind(PrimaryInputKind::OperatingSurplus).next().is_some();
    if let (false, [memo]) = (has_surplus, memos.as_slice()) {
        let rest = inputs.values.row(*memo) - sum;
        inputs.values.set_row(*memo, &rest);
        inputs.rows[*memo].kind = PrimaryInputKind::OperatingSurplus;
        let named = parts.iter().map(|&row| format!("`{}`", inputs.rows[row].id)).collect::<Vec<_>>().join(", ");
        diagnostics.push(
            Diagnostic::new(
                Code::VALUE_ADDED_REST,
                format!("what `{}` holds beside {named} is taken as operating surplus", inputs.rows[*memo].id),
            )
            .at(place.clone())
            .help("give operating surplus a row of its own where the source has one"),
        );
        return inputs;
    }
    for &memo in &memos {
        if let Some(diagnostic) = gap(&inputs, memo, &sum, sectors, output, tolerance) {
            diagnostics.push(diagnostic.at(place.clone()));
        }
    }
    inputs.values = inputs.values.remove_rows_at(&memos);
    inputs.rows.retain(|row| row.kind != PrimaryInputKind::ValueAdded);
    inputs
}

/// Says where a memo differs from the sum of its parts by more than is allowed, naming the three worst sectors.
fn gap(
    inputs: &PrimaryInputs,
    memo: usize,
    sum: &RowDVector<f64>,
    sectors: &Sectors,
    output: &DVector<f64>,
    tolerance: f64,
) -> Option<Diagnostic> {
    let smallest = output.amax() * 1e-6;
    let mut over: Vec<(f64, usize, f64)> = (0..sectors.len())
        .filter_map(|j| {
            let gap = inputs.values[(memo, j)] - sum[j];
            let base = output[j].abs().max(smallest);
            (gap.abs() > tolerance * base).then_some((if base > 0.0 { gap.abs() / base } else { gap.abs() }, j, gap))
        })
        .collect();
    if over.is_empty() {
        return None;
    }
    over.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worst: Vec<String> = over
        .iter()
        .take(3)
        .map(|(_, j, gap)| format!("{} ({}) by {gap:.6}", sectors[*j].code, sectors[*j].name))
        .collect();
    let count = if over.len() == 1 { "1 sector".to_owned() } else { format!("{} sectors", over.len()) };
    Some(
        Diagnostic::new(
            Code::VALUE_ADDED_MEMO,
            format!("`{}` is not the sum of its parts in {count}: {}", inputs.rows[memo].id, worst.join("; ")),
        )
        .help("value added is compensation, operating surplus and production taxes; check these columns against the source"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::PrimaryInput;
    use crate::words::Sector;
    use nalgebra::{DMatrix, dmatrix, dvector};

    fn settled(rows: &[(&str, PrimaryInputKind)], values: DMatrix<f64>) -> (PrimaryInputs, Vec<String>) {
        let inputs = PrimaryInputs {
            rows: rows.iter().map(|&(id, kind)| PrimaryInput { id: id.into(), kind }).collect(),
            values,
        };
        let sectors = Sectors::new(vec![Sector::new("A", "Farms"), Sector::new("B", "Mines")]).unwrap();
        let mut diagnostics = Diagnostics::default();
        let settled = settle(inputs, &sectors, &dvector![10.0, 20.0], 1e-6, &Place::file("t.csv"), &mut diagnostics);
        (settled, diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect())
    }

    const COMPENSATION: (&str, PrimaryInputKind) = ("wages", PrimaryInputKind::Compensation);
    const SURPLUS: (&str, PrimaryInputKind) = ("surplus", PrimaryInputKind::OperatingSurplus);
    const VALUE_ADDED: (&str, PrimaryInputKind) = ("gva", PrimaryInputKind::ValueAdded);

    #[test]
    fn a_memo_that_adds_up_is_dropped() {
        let (inputs, said) = settled(&[COMPENSATION, VALUE_ADDED, SURPLUS], dmatrix![1.0, 2.0; 4.0, 6.0; 3.0, 4.0]);
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(inputs.values, dmatrix![1.0, 2.0; 3.0, 4.0]);
        assert_eq!(inputs.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["wages", "surplus"]);
    }

    #[test]
    fn a_memo_that_does_not_is_an_error() {
        let (_, said) = settled(&[COMPENSATION, SURPLUS, VALUE_ADDED], dmatrix![1.0, 2.0; 3.0, 4.0; 4.0, 6.5]);
        assert_eq!(said, ["value-added-memo: `gva` is not the sum of its parts in 1 sector: B (Mines) by 0.500000"]);
    }

    #[test]
    fn without_surplus_the_rest_is_the_surplus() {
        let (inputs, said) = settled(&[COMPENSATION, VALUE_ADDED], dmatrix![1.0, 2.0; 4.0, 6.0]);
        assert_eq!(said, ["value-added-rest: what `gva` holds beside `wages` is taken as operating surplus"]);
        assert_eq!(inputs.values, dmatrix![1.0, 2.0; 3.0, 4.0]);
        assert_eq!(inputs.rows[1].kind, PrimaryInputKind::OperatingSurplus);
    }

    #[test]
    fn value_added_alone_stays() {
        let (inputs, said) = settled(&[VALUE_ADDED], dmatrix![4.0, 6.0]);
        assert!(said.is_empty());
        assert_eq!(inputs.rows.len(), 1);
    }
}
