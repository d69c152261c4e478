//! `shock.extraction`: a part of some sectors is taken out of the economy; what they supplied and bought comes from abroad.
//!
//! With K the sectors and s the share at level u: a'_ij = (1 - u s) a_ij where i or j is in K, the cell between two of them
//! once; f'_k = (1 - u s) f_k unless `keep_final_demand`. In every column imports and duties take what is lost, pro rata; all
//! of it the first row of imports where a sector imports nothing, and a row outside the table where it has no imports row.
//! Money of the table. Under a households closure what households spend on K per unit of income falls alike.
//!
//! It measures how much of the economy hangs on the sectors, not what would happen without them: nothing takes their place.
//! Source: Dietzenbacher and van der Linden, 1997; Miller and Lahr, 2001.

use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Move, Number, Payer};
use crate::words::{Diagnostics, Key, Section};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.extraction",
    about: "A part of some sectors is taken out of the economy; what they supplied and bought is imported.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("sectors", "sectors", "what is taken out, together"),
        Key::required("share", "a number from 0 to 1", "the part of them that is taken out; 1 for all"),
        Key::optional("keep_final_demand", "true or false", "whether final users go on buying of them at home"),
        Key::optional("path", "the name of a path", "how the change comes about over the years"),
    ],
    parse,
};

#[derive(Debug, Clone)]
struct Typed {
    sectors: Selection,
    share: Number,
    keep_final_demand: bool,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let sectors = section.get("sectors").and_then(|item| Selection::read(&item, diagnostics));
    let share = section.get("share").and_then(|item| Number::read(&item, diagnostics));
    let keep_final_demand = match section.get("keep_final_demand") {
        Some(item) => item.boolean(diagnostics)?.value,
        None => false,
    };
    Some(Box::new(Typed { sectors: sectors?, share: share?, keep_final_demand }))
}

impl Entry for Typed {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.share.check("share", &(0.0..=1.0), with.parameters, diagnostics);
        let sectors = self.sectors.several(with, diagnostics);
        if diagnostics.errors() > before {
            return None;
        }
        let (share, keep_final_demand) = (self.share.clone(), self.keep_final_demand);
        Some(Box::new(Resolved { sectors: sectors?, share, keep_final_demand }))
    }
}

#[derive(Debug, Clone)]
struct Resolved {
    sectors: Vec<usize>,
    share: Number,
    keep_final_demand: bool,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let economy = changes.base().economy().clone();
        let taken = at.level * self.share.value(at.parameters);
        let mut is_taken = vec![false; economy.table().len()];
        for &sector in &self.sectors {
            is_taken[sector] = true;
        }
        let coefficients = economy.technical().matrix();
        for (j, column) in coefficients.column_iter().enumerate() {
            for (i, &coefficient) in column.iter().enumerate() {
                if (is_taken[i] || is_taken[j]) && coefficient != 0.0 {
                    changes.coefficient(name, (i, j), Move::Scale(-taken), &Payer::Abroad);
                }
            }
        }
        if self.keep_final_demand {
            return;
        }
        for &sector in &self.sectors {
            changes.spending(sector, 1.0 - taken);
            let demand = economy.table().final_demand().values.row(sector);
            for (component, _) in demand.iter().enumerate().filter(|(_, bought)| **bought != 0.0) {
                changes.demand(name, (sector, component), Move::Scale(-taken), None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Economy, LeontiefSystem, System, TechnicalCoefficients};
    use crate::study::fixture::{on, scenario};
    use crate::study::{Base, Closure, Level, Outcome, PaymentRow, Point, State};
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use approx::assert_relative_eq;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn outcome(table: IoTable, sectors: &str, share: f64, more: &str) -> Outcome {
        scenario(table, &text(sectors, share, more)).unwrap().simulate(&Point::Central).unwrap()
    }

    fn text(sectors: &str, share: f64, more: &str) -> String {
        format!("[[shock.extraction]]\nname = 'without'\nsectors = {sectors}\nshare = {share}\n{more}")
    }

    #[test]
    fn the_textbook_extracted() {
        let lost =
            |sectors, share, more| 3000.0 - outcome(two_sectors(), sectors, share, more).years[0].state.output().sum();
        assert_relative_eq!(lost("'S1'", 1.0, ""), 1210.5263, epsilon = 5e-5);
        assert_relative_eq!(lost("'S2'", 1.0, ""), 2588.2353, epsilon = 5e-5);
        assert_relative_eq!(lost("'S1'", 0.5, ""), 727.27, epsilon = 5e-3);
        assert_relative_eq!(lost("'S1'", 0.5, "keep_final_demand = true"), 515.15, epsilon = 5e-3);
        // The output of the others alone.
        assert_relative_eq!(lost("'S1'", 1.0, "") - 1000.0, 210.53, epsilon = 5e-3);
        assert_relative_eq!(lost("'S2'", 1.0, "") - 2000.0, 588.24, epsilon = 5e-3);
        // Both by half: every cell is halved once, and A / 2 with f / 2 remain.
        let half = TechnicalCoefficients::from_matrix(nalgebra::dmatrix![0.075, 0.125; 0.1, 0.025]);
        let x = LeontiefSystem::new(half).outputs(&nalgebra::dvector![175.0, 850.0]).unwrap();
        assert_relative_eq!(lost("'all'", 0.5, ""), 3000.0 - x.sum(), max_relative = 1e-13);
    }

    #[test]
    fn extracting_nothing_changes_nothing_to_the_bit() {
        for (sectors, share) in [("'all'", 0.0), ("[]", 1.0)] {
            let Ok(scenario) = scenario(two_sectors(), &text(sectors, share, "")) else { continue };
            let nothing = scenario.simulate(&Point::Central).unwrap();
            let (state, base) = (&nothing.years[0].state, State::unchanged(&nothing.base).unwrap());
            assert_eq!((state.output(), state.final_demand()), (base.output(), base.final_demand()));
            assert_eq!(state.settled().primary, base.settled().primary);
        }
    }

    #[test]
    fn what_is_lost_comes_from_abroad() {
        // No imports in this table: a row outside of it takes them.
        let outside = outcome(two_sectors(), "'S1'", 1.0, "");
        let state = &outside.years[0].state;
        let imports = state.outside(&outside.base).unwrap();
        assert_relative_eq!(imports[1], 0.25 * state.output()[1], max_relative = 1e-14);
        let scenario = scenario(two_sectors(), &text("'S1'", 1.0, "")).unwrap();
        let (_, payments) = scenario.explained(None, &scenario.parameters.at(&Point::Central)).unwrap();
        assert!(payments.iter().any(|payment| payment.row == PaymentRow::Outside));
        // This one has imports of S1, and none of S2, whose output is nothing.
        let inside = outcome(oddities(), "'S4'", 0.5, "");
        assert_eq!(inside.years[0].state.outside(&inside.base), None);
    }

    #[test]
    fn households_that_spend_their_income_spend_it_abroad_too() {
        let mut parts = two_sectors().into_parts();
        parts.manifest.household_income = Some(1000.0);
        let economy = Arc::new(Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap());
        let closed = Arc::new(Base::new(economy, Closure::Households, None, Vec::new()).unwrap());
        let whole = on(closed.clone(), &text("'S1'", 1.0, "")).unwrap().simulate(&Point::Central).unwrap();
        let x = whole.years[0].state.output();
        assert!(x[0].abs() < 1e-12 * x[1]);
        // By hand: c_2 = .4 and h_2 = .25 leave (1 - .05 - .1) x_2 = f_2 - c_2 y, with y = .3 1000 + .25 2000 = 800.
        assert_relative_eq!(x[1], (1700.0 - 0.4 * 800.0) / 0.85, max_relative = 1e-13);
        let nothing = on(closed.clone(), &text("'all'", 0.0, "")).unwrap().simulate(&Point::Central).unwrap();
        assert_eq!(*nothing.years[0].state.output(), *State::unchanged(&closed).unwrap().output());
    }

    #[test]
    fn odd_tables_run_and_shares_are_checked() {
        for (sectors, share) in [("'all'", 1.0), ("'S2'", 0.5), ("'S3'", 1.0), ("['S4', 'S5']", 0.9)] {
            let odd = outcome(oddities(), sectors, share, "");
            for level in Level::of(&odd.base) {
                assert!(level.by_sector(&odd.base, &odd.years[0].state).iter().all(|value| value.is_finite()));
            }
        }
        let problems = scenario(two_sectors(), &text("'S3'", 1.1, "keep_final_demand = 1")).unwrap_err();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
        assert_eq!(codes, ["wrong-type", "unknown-sector"]);
        let problems = scenario(two_sectors(), &text("'S3'", 1.1, "")).unwrap_err();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
        assert_eq!(codes, ["out-of-range", "unknown-sector"]);
    }

    #[test]
    fn another_payer_of_its_cells_is_told_what_can_be_done() {
        let said = |other: &str| {
            let scenario = scenario(two_sectors(), &format!("{}{other}", text("'S2'", 0.5, ""))).unwrap();
            let said = scenario.simulate(&Point::Central).unwrap_err();
            let said = said.iter().next().unwrap();
            (said.code.id, said.help.clone().unwrap())
        };
        let (code, help) = said(
            "[[shock.coefficient]]\nname = 'b'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\ninstead_of = 'operating_surplus'\n",
        );
        assert!(code == "two-payers" && help.contains("let imports pay for the other entry too"), "{help}");
        let (code, help) = said(
            "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 5\nfinanced_by = 'households'\n",
        );
        assert!(code == "two-payers" && help.contains("leave `financed_by` out"), "{help}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Accounts close, columns sum to one, and the result is that of matrices written out and solved anew.
        #[test]
        fn it_equals_a_full_solve(table in productive(9, 0.8), share in 0.0_f64..=1.0, last in 0_usize..3) {
            let taken = last.min(table.len() - 1);
            let sectors = format!("{:?}", (1..=taken + 1).map(|k| format!("S{k}")).collect::<Vec<_>>());
            let scenario = scenario(table, &text(&sectors, share, "")).unwrap();
            let outcome = scenario.simulate(&Point::Central).unwrap();
            let (base, state) = (&outcome.base, &outcome.years[0].state);
            prop_assert!(state.accounts_gap(base).abs() < 1e-12);
            let columns = state.technical(base).matrix().row_sum() + state.settled().primary.matrix().row_sum();
            prop_assert!(columns.iter().all(|sum| (sum - 1.0).abs() < 1e-12));
            let (mut a, mut f) = (base.economy().technical().matrix().clone(), base.economy().final_demand().clone());
            let n = a.nrows();
            for i in 0..n {
                for j in 0..n {
                    if i <= taken || j <= taken {
                        a[(i, j)] *= 1.0 - share;
                    }
                }
                if i <= taken {
                    f[i] *= 1.0 - share;
                }
            }
            let slow = LeontiefSystem::new(TechnicalCoefficients::from_matrix(a)).outputs(&f).unwrap();
            prop_assert!((&slow - state.output()).amax() <= 1e-12 * base.economy().output().amax());
        }
    }
}
