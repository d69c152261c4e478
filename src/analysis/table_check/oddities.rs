//! What real tables have and an analyst should know of: idle sectors and negative figures. None of it stops a calculation.

use super::{Check, Verdict, check};
use crate::table::{ComponentKind, Denominator, IoTable};

/// Negatives smaller than this part of the largest flow are rounding of the source.
const ROUNDING: f64 = 1e-12;

fn listed(table: &IoTable, what: &'static str, is: impl Fn(usize) -> bool) -> Check {
    let codes: Vec<&str> = (0..table.len()).filter(|&i| is(i)).map(|i| table.sectors().code(i)).collect();
    let verdict = if codes.is_empty() { Verdict::Pass } else { Verdict::Warn };
    let detail = if codes.is_empty() { "none".to_owned() } else { codes.join(" ") };
    check(what, verdict, Some(codes.len() as f64), None, detail)
}

/// Sectors that make, sell or buy nothing.
pub(super) fn idle(table: &IoTable) -> Vec<Check> {
    let (output, sales) = (table.output(Denominator::Column), table.intermediate().column_sum());
    let purchases = table.intermediate().row_sum();
    vec![
        listed(table, "sectors without output", |i| output[i] == 0.0),
        listed(table, "sectors that sell nothing to sectors", |i| sales[i] == 0.0),
        listed(table, "sectors that buy nothing from sectors", |i| purchases[i] == 0.0),
    ]
}

/// Figures below zero where a table seldom has them.
pub(super) fn negatives(table: &IoTable) -> Vec<Check> {
    let codes = table.sectors();
    let limit = -ROUNDING * table.intermediate().amax();
    let mut flows = Vec::new();
    for j in 0..table.len() {
        let rows = (0..table.len()).filter(|&i| table.intermediate()[(i, j)] < limit);
        flows.extend(rows.map(|i| format!("{} to {}: {}", codes.code(i), codes.code(j), table.intermediate()[(i, j)])));
    }
    let demand = table.final_demand();
    let mut uses = Vec::new();
    for (c, component) in demand.components.iter().enumerate() {
        if component.kind != ComponentKind::Inventories {
            let rows = (0..table.len()).filter(|&i| demand.values[(i, c)] < limit);
            uses.extend(rows.map(|i| format!("{} of {}", component.id, codes.code(i))));
        }
    }
    let inputs = table.primary_inputs();
    let mut paid = Vec::new();
    for (r, row) in inputs.rows.iter().enumerate() {
        let columns = (0..table.len()).filter(|&j| inputs.values[(r, j)] < limit);
        paid.extend(columns.map(|j| format!("{} of {}", row.id, codes.code(j))));
    }
    let said = |what, found: Vec<String>, bad| {
        let verdict = if found.is_empty() { Verdict::Pass } else { bad };
        let shown = found.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
        let more = if found.len() > 6 { format!(" and {} more", found.len() - 6) } else { String::new() };
        let detail = if found.is_empty() { "none".to_owned() } else { format!("{shown}{more}") };
        check(what, verdict, Some(found.len() as f64), None, detail)
    };
    vec![
        said("negative intermediate flows", flows, Verdict::Warn),
        said("negative final demand, inventories aside", uses, Verdict::Warn),
        said("negative primary inputs", paid, Verdict::Warn),
    ]
}
