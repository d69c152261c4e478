//! `shock.output_limit`: sectors can make no more than a part of their base output, and somebody goes short.
//!
//! x_i is at most k x⁰_i, x⁰ the base level of output; money of the table. Limits are the last stage: they meet the orders x̃
//! that coefficients and final demand of the scenario give rise to. At level u the limit is (1 - u) x̃_i + u k x⁰_i: it holds
//! back the share u of what is ordered above it, and before its path begins there is none.
//!
//! | `rationing` | who goes short |
//! |---|---|
//! | `final_demand` | final users of the sector, pro rata over components; there is no answer below what industries need |
//! | `imports` | nobody: all users import the same share of what they use of it |
//! | `proportional` | all users by the same share, and the output of industries with their inputs: the most that it can cost |
//!
//! Where households are part of the model they are a sector more under `proportional`: who gets a part of what it orders of one
//! product lives on that part of all, and works as much less.
//!
//! What is not met at home is told by sector. Prices do not ration here. See [`crate::model::Capacity`] for formulas and
//! sources.

use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Number, Rationing};
use crate::words::{Diagnostics, Key, Section};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.output_limit",
    about: "Sectors can make no more than a part of their base output; final users, imports or all users make up for it.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("sectors", "sectors", "which cannot make more"),
        Key::required("scale", "a number of at least 0", "the most that each can make, as a part of its base output"),
        Key::required("rationing", "\"final_demand\", \"imports\" or \"proportional\"", "who goes short"),
        Key::optional("path", "the name of a path", "how the limit comes about over the years"),
    ],
    parse,
};

#[derive(Debug, Clone)]
struct Typed {
    sectors: Selection,
    scale: Number,
    rationing: Rationing,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let sectors = section.get("sectors").and_then(|item| Selection::read(&item, diagnostics));
    let scale = section.get("scale").and_then(|item| Number::read(&item, diagnostics));
    let rationing = section.word("rationing", Rationing::WORDS, diagnostics)?;
    Some(Box::new(Typed { sectors: sectors?, scale: scale?, rationing: rationing.value }))
}

impl Entry for Typed {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.scale.check("scale", &(0.0..=f64::MAX), with.parameters, diagnostics);
        let sectors = self.sectors.several(with, diagnostics);
        if diagnostics.errors() > before {
            return None;
        }
        Some(Box::new(Resolved { sectors: sectors?, scale: self.scale.clone(), rationing: self.rationing }))
    }
}

#[derive(Debug, Clone)]
struct Resolved {
    sectors: Vec<usize>,
    scale: Number,
    rationing: Rationing,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        // At level zero nobody is held back, and results need not speak of a limit. A limit has no dose: it is not made larger or
        // smaller with the rest of a scenario.
        let level = at.level / at.parameters.size();
        if level == 0.0 || !level.is_finite() {
            return;
        }
        let limit = (self.scale.value(at.parameters), level);
        for &sector in &self.sectors {
            changes.limit(name, sector, limit, self.rationing);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{LeontiefSystem, System};
    use crate::study::fixture::{on, scenario};
    use crate::study::{Base, Closure, Level, Outcome, Parameters, Path, Point, State};
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::table::{IoTable, PrimaryInputKind};
    use crate::words::Diagnostics;
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn text(sectors: &str, scale: f64, rationing: &str) -> String {
        format!(
            "[[shock.output_limit]]\nname = 'at most {scale}'\nsectors = {sectors}\nscale = {scale}\n\
             rationing = '{rationing}'\n"
        )
    }

    fn outcome(table: IoTable, text: &str) -> Outcome {
        scenario(table, text).unwrap().simulate(&Point::Central).unwrap()
    }

    #[test]
    fn the_textbook_limited_to_1900() {
        for rationing in ["final_demand", "imports"] {
            let limited = outcome(two_sectors(), &text("'S2'", 0.95, rationing));
            let state = &limited.years[0].state;
            assert_relative_eq!(*state.output(), dvector![970.588, 1900.0], epsilon = 5e-4);
            assert_relative_eq!(*state.unmet(), dvector![0.0, 89.118], epsilon = 5e-4);
        }
        let short = outcome(two_sectors(), &text("'S2'", 0.95, "final_demand"));
        let state = &short.years[0].state;
        assert_relative_eq!(state.final_demand().row(1).sum(), 1700.0 - 89.118, epsilon = 5e-4);
        assert_relative_eq!(
            state.final_demand()[(1, 0)] / state.final_demand()[(1, 1)],
            400.0 / 1300.0,
            epsilon = 1e-14
        );
        let all = outcome(two_sectors(), &text("'S2'", 0.95, "proportional"));
        assert_relative_eq!(*all.years[0].state.output(), dvector![950.0, 1900.0], max_relative = 1e-13);
    }

    #[test]
    fn the_gap_is_imported_by_all_users_alike() {
        let imported = outcome(two_sectors(), &text("'S2'", 0.95, "imports"));
        let (base, state) = (&imported.base, &imported.years[0].state);
        let gap = state.unmet()[1];
        let share = gap / (1900.0 + gap);
        let technical = state.technical(base);
        assert_relative_eq!(technical.matrix()[(1, 0)], 0.2 * (1.0 - share), max_relative = 1e-13);
        let outside = state.outside(base).unwrap();
        assert_relative_eq!(outside.sum() + share * 1700.0, gap, max_relative = 1e-12);
        assert!(state.accounts_gap(base).abs() < 1e-12);
    }

    #[test]
    fn a_limit_that_does_not_bind_is_the_base_to_the_bit() {
        for rationing in ["final_demand", "imports", "proportional"] {
            let loose = outcome(two_sectors(), &text("'all'", 1.0, rationing));
            let (state, base) = (&loose.years[0].state, State::unchanged(&loose.base).unwrap());
            assert_eq!((state.output(), &state.settled().primary), (base.output(), &base.settled().primary));
            assert_eq!((state.final_demand(), state.unmet()), (base.final_demand(), base.unmet()));
        }
    }

    #[test]
    fn less_than_industries_need_has_no_answer() {
        // At 80 S1 makes (350 + .25 80) / .85 = 435.29 and needs 87.06 of S2, which needs 4 of itself.
        let refused = scenario(two_sectors(), &text("'S2'", 0.04, "final_demand")).unwrap();
        let problems = refused.simulate(&Point::Central).unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert_eq!(problem.code.id, "limit-infeasible");
        // All of the 1700 of final users unmet: 2000 - 1700 (.85 / .7575) of 2000, up to the next millionth.
        let least = (1e6_f64 * (1.0 - 0.85 * 1700.0 / 0.7575 / 2000.0)).ceil() / 1e6;
        let help = problem.help.as_deref().unwrap();
        assert!(help.starts_with(&format!("raise `scale` to {least} or more, ")), "{help}");
        assert!(
            scenario(two_sectors(), &text("'S2'", least, "final_demand")).unwrap().simulate(&Point::Central).is_ok()
        );
        let less = scenario(two_sectors(), &text("'S2'", least - 2e-6, "final_demand")).unwrap();
        assert!(less.simulate(&Point::Central).is_err());
        assert!(
            problem.message.contains("S2 (sector 2)") && problem.message.contains("at most 0.04"),
            "{}",
            problem.message
        );
        // Imports make up for it, and so do users that make less.
        for rationing in ["imports", "proportional"] {
            outcome(two_sectors(), &text("'S2'", 0.04, rationing));
        }
    }

    #[test]
    fn limits_meet_what_the_rest_of_the_scenario_orders_and_the_lowest_holds() {
        let more = "[[shock.final_demand]]\nname = 'f'\nsectors = 'S1'\ncomponent = 'other'\nadd = 100\n";
        let both = outcome(
            two_sectors(),
            &format!("{more}{}{}", text("'S2'", 0.97, "final_demand"), text("'S2'", 0.95, "final_demand")),
        );
        // x_1 = (450 + .25 1900) / .85.
        assert_relative_eq!(*both.years[0].state.output(), dvector![925.0 / 0.85, 1900.0], max_relative = 1e-13);
        let two = format!("{}{}", text("'S2'", 0.97, "final_demand"), text("'S2'", 0.95, "imports"));
        let problems = scenario(two_sectors(), &two).unwrap().simulate(&Point::Central).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["two-rationings"]);
        let mixed = format!("{}{}", text("'S1'", 0.97, "final_demand"), text("'S2'", 0.95, "proportional"));
        let problems = scenario(two_sectors(), &mixed).unwrap().simulate(&Point::Central).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["two-rationings"]);
    }

    /// Half of the change in every year.
    #[derive(Debug)]
    struct Half;

    impl Path for Half {
        fn check(&self, _: &Parameters, _: &mut Diagnostics) {}

        fn level(&self, _: f64, _: &Parameters) -> f64 {
            0.5
        }
    }

    #[test]
    fn half_a_limit_holds_back_half_of_what_is_above_it() {
        let more = "[[shock.final_demand]]\nname = 'f'\nsectors = 'S1'\ncomponent = 'other'\nadd = 100\n";
        // Without the limit x_2 is 2000, and 2000 + 100 .2 / .7575 with more demand for S1.
        for (more, ordered) in [("", 2000.0), (more, 2000.0 + 20.0 / 0.7575)] {
            let mut half = scenario(two_sectors(), &format!("{}{more}", text("'S2'", 0.95, "final_demand"))).unwrap();
            for shock in half.shocks.iter_mut().filter(|shock| shock.name.kind == "shock.output_limit") {
                shock.path = Some(Arc::new(Half));
            }
            let outcome = half.simulate(&Point::Central).unwrap();
            assert_relative_eq!(
                outcome.years[0].state.output()[1],
                f64::midpoint(ordered, 1900.0),
                max_relative = 1e-13
            );
        }
    }

    #[test]
    fn stocks_that_are_run_down_serve_industries() {
        // S5 makes 18 and takes 50 from stock; industries need 66 of it and households 2, which can go short.
        let limited = outcome(oddities(), &text("'S5'", 0.95, "final_demand"));
        let state = &limited.years[0].state;
        assert_relative_eq!(state.output()[4], 17.1, max_relative = 1e-13);
        let bought = state.final_demand().row(4);
        assert!(bought[0] > 0.0 && bought[0] < 2.0 && bought[1] == -50.0, "{bought}");
        let problems = scenario(oddities(), &text("'S5'", 0.5, "final_demand")).unwrap().simulate(&Point::Central);
        assert_eq!(problems.unwrap_err().iter().next().unwrap().code.id, "limit-infeasible");
    }

    #[test]
    fn households_that_spend_their_income_are_held_too() {
        let mut parts = two_sectors().into_parts();
        parts.manifest.household_income = Some(1000.0);
        let economy = scenario(IoTable::new(parts).unwrap(), "").unwrap().base.economy().clone();
        let closed = Arc::new(Base::new(economy, Closure::Households, None, Vec::new()).unwrap());
        for rationing in ["final_demand", "imports"] {
            let limited =
                on(closed.clone(), &text("'S2'", 0.95, rationing)).unwrap().simulate(&Point::Central).unwrap();
            // By hand: c_1 = .05 and f*_1 = 350 - .05 800 = 310 give (1 - .15 - .05 .3) x_1 = 310 + (.25 + .05 .25) 1900.
            let x = limited.years[0].state.output();
            assert_relative_eq!(*x, dvector![(310.0 + 0.2625 * 1900.0) / 0.835, 1900.0], max_relative = 1e-12);
        }
        // Everybody is everybody's supplier, households too: all is made to .95, and of what is given .95 is met.
        let all = on(closed, &text("'S2'", 0.95, "proportional")).unwrap().simulate(&Point::Central).unwrap();
        let (base, state) = (&all.base, &all.years[0].state);
        assert_relative_eq!(*state.output(), dvector![950.0, 1900.0], max_relative = 1e-13);
        // f* = (350, 1700) - (.05, .4) 800.
        assert_relative_eq!(*state.unmet(), dvector![0.05 * 310.0, 0.05 * 1380.0], max_relative = 1e-11);
        let bought = state.final_demand_total(base);
        assert_relative_eq!(bought, dvector![0.95 * 350.0, 0.95 * 1700.0], max_relative = 1e-12);
        assert!(state.accounts_gap(base).abs() < 1e-13);
    }

    #[test]
    fn odd_tables_run_or_say_why_not() {
        for rationing in ["final_demand", "imports", "proportional"] {
            for (sectors, scale) in [("'all'", 0.9), ("'S4'", 0.5), ("'S2'", 0.0), ("'S3'", 0.9)] {
                let Ok(odd) = scenario(oddities(), &text(sectors, scale, rationing)).unwrap().simulate(&Point::Central)
                else {
                    assert_eq!(rationing, "final_demand");
                    continue;
                };
                for level in Level::of(&odd.base) {
                    assert!(level.by_sector(&odd.base, &odd.years[0].state).iter().all(|value| value.is_finite()));
                }
                assert!(odd.years[0].state.unmet().iter().all(|unmet| unmet.is_finite() && *unmet >= 0.0));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Limits hold, accounts close, columns sum to one, and the result is that of a full solve.
        #[test]
        fn limits_hold(
            table in productive(8, 0.6),
            scale in 0.5_f64..1.1,
            rationing in prop::sample::select(vec!["final_demand", "imports", "proportional"]),
        ) {
            let sectors = if table.len() > 1 { "['S1', 'S2']" } else { "'S1'" };
            // Final users may have too little to go short of, which is refused.
            let limited = scenario(table, &text(sectors, scale, rationing)).unwrap().simulate(&Point::Central);
            let Ok(limited) = limited else { prop_assert_eq!(rationing, "final_demand"); return Ok(()) };
            let (base, state) = (&limited.base, &limited.years[0].state);
            let (x, before) = (state.output(), base.economy().output());
            prop_assert!((0..x.len().min(2)).all(|k| x[k] <= scale * before[k] + 1e-11 * before.amax()));
            prop_assert!(state.accounts_gap(base).abs() < 1e-12);
            let technical = state.technical(base);
            let columns = technical.matrix().row_sum() + state.settled().primary.matrix().row_sum();
            prop_assert!(columns.iter().all(|sum| (sum - 1.0).abs() < 1e-12));
            let slow = LeontiefSystem::new(technical).outputs(&state.final_demand_total(base)).unwrap();
            prop_assert!((&slow - x).amax() <= 1e-11 * slow.amax());
            let bought = state.final_demand().column_sum();
            prop_assert!((&bought - state.final_demand_total(base)).amax() <= 1e-10 * before.amax());
            let imports = Level::Primary(PrimaryInputKind::Imports).by_sector(base, state);
            prop_assert!(imports.iter().all(|import| *import >= 0.0));
        }
    }
}
