//! Adoption: how far and how fast a technology spreads, of all buyers together and of everyone else.
//!
//! With s_j the share of sector j that has adopted and x_j its base output, the share of some sectors is Σ x_j s_j / Σ x_j. All buyers
//! are those that the entry names; everyone else are those of them that no policy puts ahead, which a policy is for: the average of
//! all contains the early adopters themselves. The economy are all sectors: those that the entry does not name stay at nothing.
//!
//! Years are counted from the beginning of the first year to the level, between steps by a straight line. Adoption is followed to the
//! beginning of the last year, as the economy of that year stands on it: 2021 to 2040 are nineteen years. A level that is not reached by
//! then has no answer; where scenarios are ordered it comes after every one that is ([`Metric::dated`]).
//!
//! Everyone else are other sectors in each scenario, so that a difference of `years_of_others_to_50` between two that both have early adopters
//! is one of who they are, too; against a scenario in which nobody is ahead it is not, where all spread alike there. Who weighs what policies
//! bring everyone else, against any reference, weighs `years_gained_by_others`, of which each scenario has its own without.
//!
//! What a policy gains is told against the same scenario without its early adopters, on the same everyone else; what one of them
//! pulls against the scenario in which that one is no further ahead than others ([`Pull`]).
//!
//! Source: Rogers, Diffusion of Innovations, for the reading of early adopters; the shares are those of [`crate::analysis::adoption`].

use super::{Better, Course, Family, Measure, Metric, Part, View};
use crate::model::ModelError;
use crate::study::{Adopted, Curve, Outcome, Pull};
use crate::words::Unit;

const STATED: &str = "The rates of innovation and imitation and the channel of contagion that the scenario states.";

pub(super) static ALL: Metric = Metric {
    id: "adoption",
    name: "Adoption of buyers",
    family: Family::Adoption,
    unit: |_| Unit::Share,
    about: "The share of all buyers of each technology that has adopted at the beginning of the year, weighted by base output.",
    better: Better::More,
    rests_on: STATED,
    rests_on_payer: false,
    of: Measure::Parts(|view| shares(view, |adopted| adopted.buyers.to_vec())),
};

pub(super) static EVERYONE_ELSE: Metric = Metric {
    id: "adoption_of_others",
    name: "Adoption of everyone else",
    family: Family::Adoption,
    unit: |_| Unit::Share,
    about: "The share of the buyers that no policy puts ahead which has adopted, weighted by base output.",
    better: Better::More,
    rests_on: STATED,
    rests_on_payer: false,
    of: Measure::Parts(|view| shares(view, Adopted::everyone_else)),
};

pub(super) static ECONOMY: Metric = Metric {
    id: "adoption_of_economy",
    name: "Adoption of the economy",
    family: Family::Adoption,
    unit: |_| Unit::Share,
    about: "The share of all sectors that has adopted, weighted by base output; sectors that cannot adopt count as nothing.",
    better: Better::More,
    rests_on: STATED,
    rests_on_payer: false,
    of: Measure::Parts(|view| {
        let all: Vec<usize> = (0..view.base().economy().table().len()).collect();
        shares(view, |_| all.clone())
    }),
};

/// Metrics that date a level, each with the metric of the share that comes to it.
const DATED: &[(&str, &str)] = &[
    ("years_to_10", "adoption"),
    ("years_to_50", "adoption"),
    ("years_to_90", "adoption"),
    ("years_of_others_to_10", "adoption_of_others"),
    ("years_of_others_to_50", "adoption_of_others"),
    ("years_of_others_to_90", "adoption_of_others"),
    ("years_of_economy_to_10", "adoption_of_economy"),
    ("years_of_economy_to_50", "adoption_of_economy"),
    ("years_of_economy_to_90", "adoption_of_economy"),
];

/// Shares that have adopted.
const SHARES: &[&str] = &["adoption", "adoption_of_others", "adoption_of_economy"];

/// What all early adopters bring together.
const GAINED_BY_OTHERS: &str = "years_gained_by_others";

/// What early adopters bring, which is nothing where nobody is ahead.
const BROUGHT: &[&str] = &[GAINED_BY_OTHERS, "pull_in_years", "pull_in_share"];

/// What changes over all years, which is nothing without a scenario.
const CHANGES: &[&str] = &["cumulative", "discounted", "cumulative_dose"];

/// The metric of an answer: `years_to_50` of `years_to_50.it`.
fn id_of(answer: &str) -> &str {
    answer.split_once('.').map_or(answer, |(id, _)| id)
}

/// What an early adopter of a technology is called among the parts of a metric.
fn part_of(technology: &str, sector: &str) -> String {
    format!("{technology}.{sector}")
}

impl Metric {
    /// The share whose level an answer of this name dates, by the name of its answer: that of `years_to_50.it` is `adoption.it`; none where
    /// it dates nothing. Where there is the share and not the date, the level is not reached within the years of the scenario.
    pub fn dated(answer: &str) -> Option<String> {
        let (id, part) = answer.split_once('.')?;
        let (_, share) = DATED.iter().find(|(dates, _)| *dates == id)?;
        Some(format!("{share}.{part}"))
    }

    /// Whether an answer of this name is an effect over all years, which is against the base already: one that is not there, as without a
    /// change, is an effect of nothing.
    pub fn is_effect(answer: &str) -> bool {
        Self::named(id_of(answer)).is_some_and(|metric| metric.family == Family::Years)
    }

    /// What an answer of this name is in the base table beside what its metric says of one year: nobody adopts, nobody is ahead, and
    /// nothing changes over the years. None where there is nothing to measure: no date of a level that is never reached, no effect per
    /// unit of no dose.
    pub fn without_scenario(answer: &str) -> Option<f64> {
        let id = id_of(answer);
        let is_of_nothing = SHARES.contains(&id) || BROUGHT.contains(&id) || CHANGES.contains(&id);
        is_of_nothing.then_some(0.0)
    }

    /// What an answer of this name is in an outcome in which nothing gives rise to it: the share of a technology that does not spread
    /// there, and what those bring who are not ahead there. None where it could be something: where a level is not reached, or where nobody
    /// knows what early adopters bring, absent is not zero.
    pub(in crate::study) fn absent_from(answer: &str, outcome: &Outcome) -> Option<f64> {
        let (id, part) = answer.split_once('.')?;
        let sectors = outcome.base.economy().table().sectors();
        let mut curves = outcome.curves.iter();
        let gives_rise = |curve: &Curve| {
            let technology = curve.entry.name.as_str();
            match id {
                GAINED_BY_OTHERS => part == technology && !curve.early.is_empty(),
                _ if BROUGHT.contains(&id) => {
                    curve.early.iter().any(|&sector| part == part_of(technology, sectors.code(sector)))
                }
                _ => part == technology,
            }
        };
        let may_be = SHARES.contains(&id) || BROUGHT.contains(&id);
        (may_be && !curves.any(gives_rise)).then_some(0.0)
    }
}

/// Whose share comes to a level.
#[derive(Clone, Copy)]
enum Whose {
    Buyers,
    Others,
    Economy,
}

macro_rules! speeds {
    ($($name:ident = $id:literal, $title:literal, $percent:literal, $level:literal, $whose:ident, $who:literal;)*) => {
        $(
            pub(super) static $name: Metric = Metric {
                id: $id,
                name: concat!($title, " ", $percent, " %"),
                family: Family::Speed,
                unit: |_| Unit::Years,
                about: concat!(
                    "Years until ", $percent, " % of ", $who, " have adopted each technology; none where that is not so by the \
                     beginning of the last year; a level that is passed and lost again, as with obsolescence, counts as reached."
                ),
                better: Better::Less,
                rests_on: STATED,
                rests_on_payer: false,
                of: Measure::YearsParts(|course| years(course, $level, Whose::$whose)),
            };
        )*
    };
}

speeds! {
    TO_10 = "years_to_10", "Years of all buyers to", "10", 0.1, Buyers, "all buyers together";
    TO_50 = "years_to_50", "Years of all buyers to", "50", 0.5, Buyers, "all buyers together";
    TO_90 = "years_to_90", "Years of all buyers to", "90", 0.9, Buyers, "all buyers together";
    OTHERS_TO_10 = "years_of_others_to_10", "Years of everyone else to", "10", 0.1, Others, "the buyers that no policy puts ahead";
    OTHERS_TO_50 = "years_of_others_to_50", "Years of everyone else to", "50", 0.5, Others, "the buyers that no policy puts ahead";
    OTHERS_TO_90 = "years_of_others_to_90", "Years of everyone else to", "90", 0.9, Others, "the buyers that no policy puts ahead";
    ECONOMY_TO_10 = "years_of_economy_to_10", "Years of the economy to", "10", 0.1, Economy, "all sectors together";
    ECONOMY_TO_50 = "years_of_economy_to_50", "Years of the economy to", "50", 0.5, Economy, "all sectors together";
    ECONOMY_TO_90 = "years_of_economy_to_90", "Years of the economy to", "90", 0.9, Economy, "all sectors together";
}

pub(super) static GAINED: Metric = Metric {
    id: GAINED_BY_OTHERS,
    name: "Years gained by everyone else",
    family: Family::Speed,
    unit: |_| Unit::Years,
    about: "By how many years everyone else is earlier at half adoption than without the early adopters; 0 where nobody is ahead.",
    better: Better::More,
    rests_on: STATED,
    rests_on_payer: false,
    of: Measure::YearsParts(|course| Ok(gained(course))),
};

pub(super) static PULL_YEARS: Metric = Metric {
    id: "pull_in_years",
    name: "Pull of an early adopter",
    family: Family::Speed,
    unit: |_| Unit::Years,
    about: "By how many years everyone else is earlier at half adoption than without this early adopter.",
    better: Better::More,
    rests_on: STATED,
    rests_on_payer: false,
    of: Measure::YearsParts(|course| Ok(pulls(course, |pull| pull.years))),
};

pub(super) static PULL_SHARE: Metric = Metric {
    id: "pull_in_share",
    name: "Pull of an early adopter at the end",
    family: Family::Speed,
    unit: |_| Unit::Share,
    about: "By how much the share of everyone else is larger in the last year than without this early adopter.",
    better: Better::More,
    rests_on: STATED,
    rests_on_payer: false,
    of: Measure::YearsParts(|course| Ok(pulls(course, |pull| pull.share))),
};

// A result, because that is what every metric gives.
#[allow(clippy::unnecessary_wraps)]
fn shares(view: &View<'_>, of: impl Fn(&Adopted) -> Vec<usize>) -> Result<Vec<Part>, ModelError> {
    let adopted = view.state().settled().adopted.iter();
    Ok(adopted.map(|one| Part::new(one.entry.name.as_str(), one.mean(view.base(), &of(one)))).collect())
}

#[allow(clippy::unnecessary_wraps)]
fn years(course: &Course<'_>, level: f64, whose: Whose) -> Result<Vec<Part>, ModelError> {
    let part = |curve: &Curve| {
        let sectors = match whose {
            Whose::Buyers => curve.buyers.to_vec(),
            Whose::Others => curve.everyone_else(),
            Whose::Economy => (0..course.base().economy().table().len()).collect(),
        };
        Part::new(curve.entry.name.as_str(), curve.years_to(level, course.base(), &sectors))
    };
    Ok(course.outcome.curves.iter().map(part).collect())
}

/// What all early adopters of each technology bring together: nothing where nobody is ahead, whose curve is the one without early adopters.
fn gained(course: &Course<'_>) -> Vec<Part> {
    let together = |curve: &Curve| {
        if curve.early.is_empty() {
            return Some(Some(0.0));
        }
        let is = |pull: &&Pull| pull.sector.is_none() && pull.entry.name == curve.entry.name;
        course.outcome.pulls.iter().find(is).map(|pull| pull.years)
    };
    let part = |curve: &Curve| Some(Part::new(curve.entry.name.as_str(), together(curve)?));
    course.outcome.curves.iter().filter_map(part).collect()
}

/// What each early adopter brings alone.
fn pulls(course: &Course<'_>, of: fn(&Pull) -> Option<f64>) -> Vec<Part> {
    let sectors = course.base().economy().table().sectors();
    let part = |pull: &Pull| {
        let sector = pull.sector?;
        Some(Part::new(part_of(&pull.entry.name, sectors.code(sector)), of(pull)))
    };
    course.outcome.pulls.iter().filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use crate::study::fixture::scenario;
    use crate::study::metric::{Answers, Better, Course, Metric, View, measure, measure_course};
    use crate::study::{Outcome, Point, Scenario, State};
    use crate::table::fixture::branched;
    use approx::assert_relative_eq;

    /// Four sectors of output 200, 100, 100 and 200; the first sells, the others buy, the last is ahead.
    fn outcome(more: &str, last: i32) -> Outcome {
        let text = format!(
            "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = 0.05\nimitation = 0\n\
             early = [{{ buyers = 'S4', innovation = 0.2 }}]\n{more}"
        );
        let scenario = Scenario { years: (2021..=last).collect(), ..scenario(branched(), &text).unwrap() };
        let mut outcome = scenario.simulate(&Point::Central).unwrap();
        outcome.pulls = scenario.pulls(&outcome);
        outcome
    }

    fn answers(outcome: &Outcome) -> (Answers, Answers) {
        let before = State::unchanged(&outcome.base).unwrap();
        let of = |state| Answers::from(measure(&View::new(&outcome.base, &before, state)).unwrap());
        let years: Vec<Answers> = outcome.years.iter().map(|year| of(&year.state)).collect();
        let without = of(&before);
        let course = Course { outcome, before: &before, years: &years, without: &without };
        let over = measure_course(&course).unwrap().into();
        (years.last().unwrap().clone(), over)
    }

    #[test]
    fn shares_and_years_by_hand() {
        let (last, over) = answers(&outcome("", 2041));
        // Without imitation s = 1 - exp(-p t) exactly.
        let (slow, fast) = (1.0 - (-1.0_f64).exp(), 1.0 - (-4.0_f64).exp());
        let close = |found: Option<f64>, expected: f64, within: f64| {
            assert_relative_eq!(found.unwrap(), expected, max_relative = within);
        };
        let x = outcome("", 2021).base.economy().output().clone();
        let all = ((x[1] + x[2]) * slow + x[3] * fast) / (x[1] + x[2] + x[3]);
        close(last.number("adoption.it"), all, 1e-13);
        close(last.number("adoption_of_others.it"), slow, 1e-13);
        // Between two months the chord lies below the curve, so the level comes later on it, by at most p Δ² / 8 years.
        for (id, level) in [("years_of_others_to_10.it", 0.1_f64), ("years_of_others_to_50.it", 0.5)] {
            let late = over.number(id).unwrap() + (1.0 - level).ln() / 0.05;
            assert!((0.0..=0.05 / 144.0 / 8.0 * 1.01).contains(&late), "{id}: {late}");
        }
        assert_eq!(over.number("years_of_others_to_90.it"), None, "not within twenty years");
        assert!(over.number("years_to_50.it") < over.number("years_of_others_to_50.it"));
        // The first sector sells and does not buy: of all output, a third as large again as that of the buyers, it counts as nothing.
        close(last.number("adoption_of_economy.it"), all * (x[1] + x[2] + x[3]) / x.sum(), 1e-13);
        assert!(over.number("years_of_economy_to_50.it") > over.number("years_to_50.it"));
        // Who follows nobody is pulled by nobody.
        assert_eq!(over.number("years_gained_by_others.it"), Some(0.0));
        assert_eq!((over.number("pull_in_years.it.S4"), over.number("pull_in_share.it.S4")), (Some(0.0), Some(0.0)));
    }

    #[test]
    fn every_date_has_its_share_and_every_effect_is_one() {
        for metric in crate::study::metric::METRICS.iter().chain(crate::study::metric::OVER_YEARS) {
            let dates = metric.id.starts_with("years_") && metric.id != "years_gained_by_others";
            let share = Metric::dated(&format!("{}.it", metric.id));
            assert_eq!(share.is_some(), dates, "{}", metric.id);
            if let Some(share) = share {
                assert!(Metric::named(share.split('.').next().unwrap()).is_some_and(|one| one.better == Better::More));
            }
        }
        assert_eq!(Metric::dated("years_of_others_to_50.it").as_deref(), Some("adoption_of_others.it"));
        assert!(Metric::is_effect("cumulative.focus_output"));
        assert!(!Metric::is_effect("focus_output") && !Metric::is_effect("years_to_50.it"));
    }
}
