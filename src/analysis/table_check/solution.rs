//! Whether the economy is productive, how many digits its multipliers keep, and whether it gives back its output.

use super::{Check, Verdict, check};
use crate::analysis::reproduction;
use crate::model::{
    Economy, LeontiefSystem, TechnicalCoefficients, check_productive, condition_number, spectral_radius,
};
use crate::table::{Denominator, IoTable};
use std::sync::Arc;

/// Above this condition number fewer than eight digits of a multiplier are sure.
const CONDITION: f64 = 1e8;

/// Whether there is a Leontief inverse, and how sensitive it is.
pub(super) fn solution(table: &IoTable) -> Vec<Check> {
    let technical = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
    let radius = spectral_radius(technical.matrix());
    let system = LeontiefSystem::new(technical);
    let radius_check = |verdict, detail| {
        // Where the eigenvalues cannot be had, the check has no measure, and productivity is still judged.
        check("productive: spectral radius of A", verdict, Some(radius).filter(|r| r.is_finite()), Some(1.0), detail)
    };
    if let Err(error) = check_productive(&system, system.coefficients()) {
        return vec![radius_check(Verdict::Fail, error.diagnostic(table.sectors()).message)];
    }
    let detail = format!("in the long run each round of demand is {radius:.3} of the one before");
    let mut checks = vec![radius_check(Verdict::Pass, detail)];
    if let Ok(condition) = condition_number(&system) {
        let verdict = if condition > CONDITION { Verdict::Warn } else { Verdict::Pass };
        let detail = format!("multipliers keep about {:.0} of 16 digits", (16.0 - condition.log10()).max(0.0));
        checks.push(check("condition of I - A", verdict, Some(condition), Some(CONDITION), detail));
    }
    if let Ok(economy) = Economy::new(Arc::new(table.clone()), Denominator::Column) {
        let measure = reproduction::worst(&economy);
        let (verdict, detail) = match reproduction::not_reproduced(&economy) {
            Some(sentence) => (Verdict::Warn, sentence),
            None => (Verdict::Pass, "to the rounding of the source".to_owned()),
        };
        checks.push(check(
            "final demand gives back output: L f = x",
            verdict,
            Some(measure),
            Some(reproduction::LIMIT),
            detail,
        ));
    }
    checks
}
