//! Whether the economy is productive, how many digits its multipliers keep, and whether it gives back its output.

use super::{Check, Verdict, check};
use crate::analysis::reproduction;
use crate::model::{Economy, TechnicalCoefficients, condition_number, spectral_radius};
use crate::table::{Denominator, IoTable};
use nalgebra::DMatrix;
use std::sync::Arc;

/// Above this condition number fewer than eight digits of a multiplier are sure.
const CONDITION: f64 = 1e8;

/// Whether there is a Leontief inverse, and how sensitive it is.
pub(super) fn solution(table: &IoTable) -> Vec<Check> {
    let economy = match Economy::new(Arc::new(table.clone()), Denominator::Column) {
        Ok(economy) => economy,
        Err(error) => {
            let technical = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
            return vec![productive(technical.matrix(), Verdict::Fail, |_| error.diagnostic(table.sectors()).message)];
        }
    };
    let mut checks = vec![productive(economy.technical().matrix(), Verdict::Pass, |radius| {
        format!("in the long run each round of demand is {radius:.3} of the one before")
    })];
    if let Ok(condition) = condition_number(economy.system()) {
        let verdict = if condition > CONDITION { Verdict::Warn } else { Verdict::Pass };
        let detail = format!("multipliers keep about {:.0} of 16 digits", (16.0 - condition.log10()).max(0.0));
        checks.push(check("condition of I - A", verdict, Some(condition), Some(CONDITION), detail));
    }
    let (verdict, detail) = match reproduction::not_reproduced(&economy) {
        Some(sentence) => (Verdict::Warn, sentence),
        None => (Verdict::Pass, "to the rounding of the source".to_owned()),
    };
    let measure = Some(reproduction::worst(&economy));
    checks.push(check("final demand gives back output: L f = x", verdict, measure, Some(reproduction::LIMIT), detail));
    checks
}

/// The check of productivity. Where the eigenvalues cannot be had it has no measure, and productivity is still judged.
fn productive(technical: &DMatrix<f64>, verdict: Verdict, detail: impl FnOnce(f64) -> String) -> Check {
    let radius = spectral_radius(technical);
    let measure = Some(radius).filter(|radius| radius.is_finite());
    check("productive: spectral radius of A", verdict, measure, Some(1.0), detail(radius))
}
