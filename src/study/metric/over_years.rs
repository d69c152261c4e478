//! Effects over all years of a scenario together: added up, discounted, and per unit of dose and of public cost.
//!
//! m_t is a level in year t (output, value added, imports, ... of the whole economy or of the focus sector), m the same without
//! the scenario, t₀ the first year, ρ `discount_rate`:
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `cumulative.LEVEL` | Σ_t (m_t - m) | that of the level |
//! | `discounted.LEVEL` | Σ_t (m_t - m) / (1 + ρ)^(t - t₀) | that of the level, worth of the first year |
//! | `cumulative_dose` | Σ_t dose_t | money |
//! | `cumulative_per_dose.LEVEL` | Σ_t (m_t - m) / Σ_t dose_t | money per money |
//! | `cumulative_per_public_cost.LEVEL` | Σ_t (m_t - m) / public cost | money per money |
//! | `discounted_per_public_cost.LEVEL` | the discounted effect / public cost | money per money |
//!
//! Absent where there is one year (but for the cost, which stands beside one year's effect then), no rate, no dose or no cost.
//! Nothing is said of years after the last: what stays for ever is worth more than is shown here. Public cost is what the scenario
//! states, all years together; it is taken as worth of the first year and not discounted again. At equal dose it is taken in proportion.
//!
//! Source of discounting: any textbook of project appraisal, for example Boardman and others, Cost-Benefit Analysis, chapter on
//! discounting. It is no cost-benefit analysis: output is no benefit, and what the payer gives up is not valued here.

use super::{Better, Course, Family, Measure, Metric, Part, money, ratio};
use crate::model::ModelError;
use crate::words::Unit;

/// The levels whose effects are set against what they cost.
const PER: &[&str] = &["focus_output", "value_added", "compensation"];

pub(super) static CUMULATIVE: Metric = Metric {
    id: "cumulative",
    name: "Effect over all years",
    family: Family::Years,
    unit: money,
    about: "The effect on each level against the base, all years of the scenario added up.",
    better: Better::OfPart,
    rests_on: "The years that the scenario runs over, each counted alike.",
    rests_on_payer: false,
    of: Measure::YearsParts(|course| effects(course, Some(course.equal()))),
};

pub(super) static DISCOUNTED: Metric = Metric {
    id: "discounted",
    name: "Discounted effect over all years",
    family: Family::Years,
    unit: money,
    about: "The effect on each level against the base, all years added up, later ones counting less by the scenario's rate.",
    better: Better::OfPart,
    rests_on: "The discount rate that the scenario states, and the first year as the one that counts whole.",
    rests_on_payer: false,
    of: Measure::YearsParts(|course| effects(course, course.discount())),
};

pub(super) static DOSE: Metric = Metric {
    id: "cumulative_dose",
    name: "Dose over all years",
    family: Family::Years,
    unit: money,
    about: "Money redirected and injected in each year, all years added up.",
    better: Better::Neither,
    rests_on: "The size is taken at base output, before any reaction of the economy.",
    rests_on_payer: false,
    of: Measure::Years(|course| Ok(course.sum("dose").filter(|_| course.has_years()))),
};

pub(super) static PER_DOSE: Metric = Metric {
    id: "cumulative_per_dose",
    name: "Effect per dose over all years",
    family: Family::Years,
    unit: |_| Unit::Ratio,
    about: "The effect over all years per unit of the dose of all years.",
    better: Better::OfPart,
    rests_on: "Who pays, and the years that the scenario runs over.",
    rests_on_payer: true,
    of: Measure::YearsParts(|course| {
        let dose = course.sum("dose").filter(|_| course.has_years());
        Ok(per(course, &course.equal(), dose))
    }),
};

pub(super) static PER_COST: Metric = Metric {
    id: "cumulative_per_public_cost",
    name: "Effect per public cost",
    family: Family::Years,
    unit: |_| Unit::Ratio,
    about: "The effect over all years per unit of the public cost that the scenario states.",
    better: Better::OfPart,
    rests_on: "The public cost that the scenario states, and who pays the rest.",
    rests_on_payer: true,
    of: Measure::YearsParts(|course| Ok(per(course, &course.equal(), course.outcome.public_cost))),
};

pub(super) static DISCOUNTED_PER_COST: Metric = Metric {
    id: "discounted_per_public_cost",
    name: "Discounted effect per public cost",
    family: Family::Years,
    unit: |_| Unit::Ratio,
    about: "The discounted effect over all years per unit of the public cost that the scenario states.",
    better: Better::OfPart,
    rests_on: "Discount rate and public cost that the scenario states; the cost is taken as worth of the first year.",
    rests_on_payer: false,
    of: Measure::YearsParts(|course| {
        let weights = course.discount().filter(|_| course.has_years());
        Ok(weights.map(|weights| per(course, &weights, course.outcome.public_cost)).unwrap_or_default())
    }),
};

// A result, because that is what every metric gives.
#[allow(clippy::unnecessary_wraps)]
fn effects(course: &Course<'_>, weights: Option<Vec<f64>>) -> Result<Vec<Part>, ModelError> {
    let Some(weights) = weights.filter(|_| course.has_years()) else { return Ok(Vec::new()) };
    let levels = course.without.list.iter().filter(|answer| answer.metric.family == Family::Level);
    let part = |id: &str, unit: &Unit| Part {
        name: id.to_owned(),
        unit: Some(unit.clone()),
        value: course.effect(id, &weights),
    };
    Ok(levels.map(|answer| part(&answer.id, &answer.unit)).collect())
}

/// The effects on levels per unit of what they cost; nothing where that is nothing.
fn per(course: &Course<'_>, weights: &[f64], cost: Option<f64>) -> Vec<Part> {
    let Some(cost) = cost.filter(|&cost| cost != 0.0) else { return Vec::new() };
    let value = |id: &str| course.effect(id, weights).and_then(|effect| ratio(effect, cost));
    PER.iter().map(|id| Part::new(*id, value(id))).collect()
}

#[cfg(test)]
mod tests {
    use crate::study::fixture::with_parameters;
    use crate::study::metric::{Answers, Course, OVER_YEARS, View, measure, measure_course};
    use crate::study::{Base, Closure, Number, Outcome, Parameters, Point, Scenario, State};
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, two_sectors};
    use crate::words::Place;
    use approx::assert_relative_eq;
    use std::sync::Arc;

    /// 100 of final demand for the second sector in every year.
    const MORE: &str = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 100\n";

    fn base(table: crate::table::IoTable) -> Arc<Base> {
        let economy = Arc::new(crate::model::Economy::new(Arc::new(table), Denominator::Column).unwrap());
        Arc::new(Base::new(economy, Closure::Open, Some(1), Vec::new()).unwrap())
    }

    fn scenario(base: &Arc<Base>, text: &str, years: Vec<i32>, rate: Option<f64>, cost: Option<f64>) -> Scenario {
        let written = |value: Option<f64>| value.map(|value| Number::Written { value, place: Place::file("f") });
        let scenario = with_parameters(base.clone(), text, Parameters::default()).unwrap();
        Scenario { years, discount_rate: written(rate), public_cost: written(cost), ..scenario }
    }

    fn answers(outcome: &Outcome) -> Answers {
        let before = State::unchanged(&outcome.base).unwrap();
        let of = |state| Answers::from(measure(&View::new(&outcome.base, &before, state)).unwrap());
        let years: Vec<Answers> = outcome.years.iter().map(|year| of(&year.state)).collect();
        let without = of(&before);
        measure_course(&Course { outcome, before: &before, years: &years, without: &without }).unwrap().into()
    }

    #[test]
    fn three_years_by_hand() {
        let two = base(two_sectors());
        let found = scenario(&two, MORE, vec![2021, 2022, 2023], Some(0.25), Some(50.0)).simulate(&Point::Central);
        let found = answers(&found.unwrap());
        // Each year the second sector makes 100 (.85 / .7575) more, and both together 100 (1.1 / .7575).
        let (focus, all) = (85.0 / 0.7575, 110.0 / 0.7575);
        let weights = 1.0 + 0.8 + 0.64;
        let close = |id: &str, expected: f64| {
            assert_relative_eq!(found.number(id).unwrap(), expected, max_relative = 1e-11);
        };
        close("cumulative.output", 3.0 * all);
        close("cumulative.focus_output", 3.0 * focus);
        close("discounted.focus_output", weights * focus);
        close("cumulative_dose", 300.0);
        close("cumulative_per_dose.focus_output", focus / 100.0);
        close("cumulative_per_public_cost.focus_output", 3.0 * focus / 50.0);
        // All that is injected becomes value added where nothing is imported.
        close("cumulative_per_public_cost.value_added", 6.0);
        close("discounted_per_public_cost.value_added", weights * 2.0);
        assert_eq!(found.number("cumulative.imports"), None, "the table has no imports");
        assert_eq!(found.number("cumulative.unmet_demand"), Some(0.0), "nothing is limited, and that is known");
    }

    #[test]
    fn what_is_not_stated_is_absent_and_not_zero() {
        let two = base(two_sectors());
        let of =
            |years, rate, cost| answers(&scenario(&two, MORE, years, rate, cost).simulate(&Point::Central).unwrap());
        let ids = |answers: &Answers| answers.list.iter().map(|answer| answer.metric.id).collect::<Vec<_>>();
        assert!(of(vec![2021], Some(0.1), None).list.is_empty(), "one year alone");
        assert_eq!(ids(&of(vec![2021], None, Some(10.0))), ["cumulative_per_public_cost"; 3]);
        assert!(of(vec![2021], None, Some(0.0)).list.is_empty(), "no cost, nothing per unit of it");
        let no_rate = of(vec![2021, 2022], None, None);
        assert!(ids(&no_rate).iter().all(|id| !id.starts_with("discounted")), "{:?}", ids(&no_rate));
        // A rate of nothing counts every year alike.
        let flat = of(vec![2021, 2022], Some(0.0), None);
        assert_eq!(flat.number("discounted.output"), flat.number("cumulative.output"));
    }

    #[test]
    fn odd_tables_give_numbers_or_nothing() {
        for table in [oddities(), two_sectors()] {
            let found = scenario(&base(table), "", vec![2021, 2022], Some(0.5), Some(1.0)).simulate(&Point::Central);
            let found = answers(&found.unwrap());
            assert!(found.list.iter().all(|answer| answer.value.number().is_some_and(f64::is_finite)));
            assert!(found.number("cumulative.output").is_some_and(|effect| effect == 0.0), "nothing happens");
            assert!(found.number("cumulative_per_dose.value_added").is_none(), "no dose");
        }
        assert!(!OVER_YEARS.is_empty());
    }
}
