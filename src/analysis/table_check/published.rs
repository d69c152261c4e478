//! Coefficients and inverse that the publisher computed from the same flows, against those of the program.

use super::{Check, Verdict, check};
use crate::model::{LeontiefSystem, TechnicalCoefficients};
use crate::table::reader::Published;
use crate::table::{Denominator, IoTable};
use nalgebra::DMatrix;

/// The largest difference between published and computed coefficients that rounding of doubles explains.
const MATCHES: f64 = 1e-12;

/// The publisher's own coefficients and inverse against ours, with either output total; the better one is said.
pub(super) fn against_published(table: &IoTable, published: &Published) -> Vec<Check> {
    let totals = [(Denominator::Column, "column"), (Denominator::Row, "row")];
    let compare = |what, theirs: &DMatrix<f64>, ours: &dyn Fn(TechnicalCoefficients) -> Option<DMatrix<f64>>| {
        let tried: Vec<(f64, &str)> = totals
            .iter()
            .filter_map(|&(by, word)| {
                let technical = TechnicalCoefficients::of(table.intermediate(), table.output(by));
                ours(technical).map(|matrix| ((matrix - theirs).amax(), word))
            })
            .collect();
        let best = tried.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
        let differences: Vec<String> = tried.iter().map(|(gap, word)| format!("{word} total {gap:.1e}")).collect();
        let verdict = if best.0 <= MATCHES { Verdict::Pass } else { Verdict::Warn };
        let detail = format!("largest difference by {}; the {} total matches best", differences.join(", "), best.1);
        Some(check(what, verdict, Some(best.0), Some(MATCHES), detail))
    };
    let coefficients = published.coefficients.as_ref().and_then(|theirs| {
        compare("published direct coefficients", theirs, &|technical| Some(technical.matrix().clone()))
    });
    let inverse = published.inverse.as_ref().and_then(|theirs| {
        compare("published Leontief inverse", theirs, &|technical| {
            LeontiefSystem::new(technical).inverse().ok().map(|inverse| inverse.matrix().clone())
        })
    });
    coefficients.into_iter().chain(inverse).map(measured).collect()
}

/// A difference that is no number would say nothing; it is left out rather than printed.
fn measured(mut check: Check) -> Check {
    check.measure = check.measure.filter(|measure| measure.is_finite());
    check
}
