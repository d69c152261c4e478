//! A slip of the unit: a gap of an identity that closes where one figure is divided or multiplied by 1,000.

use super::{Check, Verdict, check};
use crate::table::{Denominator, Identities, IoTable};

/// How well a suspected slip must explain a gap.
const EXPLAINS: f64 = 1e-3;

/// Where one figure divided or multiplied by 1,000 closes a gap.
pub(super) fn slips(table: &IoTable, identities: &Identities, limit: f64) -> Vec<Check> {
    let (codes, demand, inputs) = (table.sectors(), table.final_demand(), table.primary_inputs());
    let mut found = Vec::new();
    let explains = |figure: f64, gap: f64| {
        // A figure a thousand times too large leaves .999 of itself; one a thousand times too small lacks 999 times itself.
        let off = |expected: f64| (gap - expected).abs() <= EXPLAINS * gap.abs();
        figure != 0.0 && (off(0.999 * figure) || off(-999.0 * figure))
    };
    for gap in identities.sales.iter().filter(|gap| gap.relative > limit) {
        let i = gap.sector;
        let flows = (0..table.len()).map(|j| (codes.code(j).to_owned(), table.intermediate()[(i, j)]));
        let uses = demand.components.iter().enumerate().map(|(c, what)| (what.id.clone(), demand.values[(i, c)]));
        let suspects = flows.chain(uses).filter(|(_, figure)| explains(*figure, gap.gap));
        found.extend(suspects.map(|(to, figure)| format!("{} to {to}: {figure}", codes.code(i))));
        if explains(table.output(Denominator::Row)[i], -gap.gap) {
            found.push(format!("output of the row {}: {}", codes.code(i), table.output(Denominator::Row)[i]));
        }
    }
    for gap in identities.purchases.iter().filter(|gap| gap.relative > limit) {
        let j = gap.sector;
        let paid = inputs.rows.iter().enumerate().map(|(r, what)| (what.id.clone(), inputs.values[(r, j)]));
        let suspects = paid.filter(|(_, figure)| explains(*figure, gap.gap));
        found.extend(suspects.map(|(what, figure)| format!("{what} of {}: {figure}", codes.code(j))));
        if explains(table.output(Denominator::Column)[j], -gap.gap) {
            found.push(format!("output of the column {}: {}", codes.code(j), table.output(Denominator::Column)[j]));
        }
    }
    let verdict = if found.is_empty() { Verdict::Pass } else { Verdict::Fail };
    let detail = if found.is_empty() { "none".to_owned() } else { found.join("; ") };
    vec![check("figures off by a factor of 1,000", verdict, None, None, detail)]
}
