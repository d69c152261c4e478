//! `shock.import_substitution`: a supplier replaces part of the imports of its own product that buyers use.
//!
//! Δa_kj = min(1, u share) max(0, a_kj) μ / (1 - μ), for supplier k and buyers j; money per money of the buyer's output; all entries together
//! at most m_j.
//! μ is the import penetration of the product, imports over all of its use: buyers that use a_kj of the domestic product use
//! a_kj μ / (1 - μ) of the imported one. It is stated, because tables of domestic flows have imports by buyer and not by
//! product; one μ for all buyers is an assumption. m_j is what buyer j pays for imports and the duties on them, less what
//! coefficients and productivity take of them; imports and duties together fall by the same money. Where m_j binds, entries share it pro
//! rata to what they ask, and a warning names the buyers. Source of the assumption that each buyer imports
//! a product as the economy does: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 4.2.
//!
//! It is not a change of technique: what is used of the product, from home and from abroad, stays.

use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Number};
use crate::table::PrimaryInputKind;
use crate::words::{Code, Diagnostic, Diagnostics, Key, Place, Section};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.import_substitution",
    about: "A supplier replaces part of the imports of its own product by some buyers.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("supplier", "one sector", "whose product is bought at home instead"),
        Key::required("buyers", "sectors", "who buys; \"all\" leaves the supplier itself out"),
        Key::required("share", "a number from 0 to 1", "the share of the imports of the product that is replaced"),
        Key::required(
            "import_penetration",
            "a number of at least 0, below 1",
            "imports over all use of the product, which tables of domestic flows do not say",
        ),
        Key::optional("path", "the name of a path", "how the change comes about over the years"),
    ],
    parse,
};

#[derive(Debug, Clone)]
struct Typed {
    supplier: Selection,
    buyers: Selection,
    share: Number,
    penetration: Number,
    place: Place,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let supplier = section.get("supplier").and_then(|item| Selection::read(&item, diagnostics));
    let buyers = section.get("buyers").and_then(|item| Selection::read(&item, diagnostics));
    let share = section.get("share").and_then(|item| Number::read(&item, diagnostics));
    let penetration = section.get("import_penetration").and_then(|item| Number::read(&item, diagnostics));
    let place = section.place();
    Some(Box::new(Typed { supplier: supplier?, buyers: buyers?, share: share?, penetration: penetration?, place }))
}

impl Entry for Typed {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.share.check("share", &(0.0..=1.0), with.parameters, diagnostics);
        self.penetration.check("import_penetration", &(0.0..=1.0), with.parameters, diagnostics);
        if self.penetration.values(with.parameters).contains(&1.0) {
            let message = "`import_penetration` is 1: nothing of the product is made at home to begin with";
            diagnostics.push(
                Diagnostic::new(Code::OUT_OF_RANGE, message)
                    .at(self.penetration.place().clone())
                    .help("`import_penetration` takes a number of at least 0, below 1"),
            );
        }
        if with.base.economy().table().primary_inputs().of_kind(PrimaryInputKind::Imports).next().is_none() {
            diagnostics.push(
                Diagnostic::new(Code::NO_IMPORTS_ROW, "the table has no row of imports that could be replaced")
                    .at(self.place.clone())
                    .help("choose a table with imports, or write a `shock.coefficient` that names who pays"),
            );
        }
        let supplier = self.supplier.one(with, diagnostics)?;
        let buyers = self.buyers.buyers(supplier, with, diagnostics);
        if diagnostics.errors() > before {
            return None;
        }
        let (share, penetration) = (self.share.clone(), self.penetration.clone());
        Some(Box::new(Resolved { supplier, buyers: buyers?, share, penetration }))
    }
}

#[derive(Debug, Clone)]
struct Resolved {
    supplier: usize,
    buyers: Vec<usize>,
    share: Number,
    penetration: Number,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let economy = changes.base().economy().clone();
        let penetration = self.penetration.value(at.parameters);
        // A larger dose replaces all imports of the product, and no more.
        let share = (at.level * self.share.value(at.parameters)).min(1.0);
        for &buyer in &self.buyers {
            let used = economy.technical().matrix()[(self.supplier, buyer)].max(0.0);
            let imported = penetration / (1.0 - penetration) * used;
            changes.substitution(name, (self.supplier, buyer), share * imported, imported);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{LeontiefSystem, System};
    use crate::study::fixture::{scenario, with_parameters};
    use crate::study::{Level, Parameter, Parameters, Point, State, warnings};
    use crate::table::fixture::{branched, oddities, productive, two_sectors};
    use crate::table::{IoTable, PrimaryInputKind};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;

    /// The textbook's table with the first row of primary inputs taken for imports: 300 and 500.
    fn importing() -> IoTable {
        let mut parts = two_sectors().into_parts();
        parts.primary_inputs.rows[0].kind = PrimaryInputKind::Imports;
        IoTable::new(parts).unwrap()
    }

    fn entry(share: f64, penetration: f64) -> String {
        format!(
            "[[shock.import_substitution]]\nname = 'at home'\nsupplier = 'S2'\nbuyers = 'all'\nshare = {share}\n\
             import_penetration = {penetration}\n"
        )
    }

    #[test]
    fn imports_of_the_product_become_purchases() {
        // Of S2's product S1 buys .2 at home per unit, and .2 .2 / .8 = .05 abroad: all of that is the textbook's a_21 + .05.
        let outcome = scenario(importing(), &entry(1.0, 0.2)).unwrap().simulate(&Point::Central).unwrap();
        let state = &outcome.years[0].state;
        assert_relative_eq!(*state.output(), dvector![1016.7785, 2057.0470], epsilon = 5e-5);
        let imports = Level::Primary(PrimaryInputKind::Imports).by_sector(&outcome.base, state);
        assert_relative_eq!(imports[0], 0.25 * state.output()[0], max_relative = 1e-13);
        assert_relative_eq!(state.settled().dose.redirected, 50.0, max_relative = 1e-12);
        assert!(warnings(&[outcome]).is_empty());
    }

    #[test]
    fn replacing_nothing_is_the_base_to_the_bit() {
        for text in [entry(0.0, 0.9), entry(1.0, 0.0)] {
            let outcome = scenario(importing(), &text).unwrap().simulate(&Point::Central).unwrap();
            let (state, base) = (&outcome.years[0].state, State::unchanged(&outcome.base).unwrap());
            assert_eq!((state.output(), &state.settled().primary), (base.output(), &base.settled().primary));
        }
    }

    #[test]
    fn imports_cap_it_and_the_buyers_are_named_once() {
        // S1 would replace .2 .9 / .1 = 1.8 per unit of its output, and imports .3: nothing is left, and no more is bought.
        let parameters = Parameters::new(vec![Parameter::new("mu", 0.9).between(Some(0.8), None)]);
        let text = entry(1.0, 0.5).replace("= 0.5", "= 'mu'");
        let base = scenario(importing(), "").unwrap().base;
        let scenario = with_parameters(base, &text, parameters).unwrap();
        let outcomes = crate::study::run(&[scenario], &|_, _| {}).unwrap();
        let state = &outcomes[0].years[0].state;
        assert_relative_eq!(state.technical(&outcomes[0].base).matrix()[(1, 0)], 0.5, max_relative = 1e-14);
        assert!(state.primary(0)[0].abs() < 1e-12);
        let told = warnings(&outcomes);
        assert!(!told.has_errors());
        let said: Vec<&str> = told.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "scenario `test`, `at home`: more imports would be replaced than these buyers have, so that all of theirs are \
              and no more: S1 (sector 1)"
            ]
        );
    }

    /// Entries by supplier, buyers, share and penetration.
    fn entries(all: &[(&str, &str, f64, f64)]) -> String {
        let one = |(at, (supplier, buyers, share, penetration)): (usize, &(&str, &str, f64, f64))| {
            format!(
                "[[shock.import_substitution]]\nname = 'entry {at}'\nsupplier = '{supplier}'\nbuyers = {buyers}\n\
                 share = {share}\nimport_penetration = {penetration}\n"
            )
        };
        all.iter().enumerate().map(one).collect()
    }

    /// Coefficients of the first buyer, what it imports, and what is warned of.
    fn first_buyer(text: &str) -> ([f64; 2], f64, Vec<String>) {
        let outcome = scenario(importing(), text).unwrap().simulate(&Point::Central).unwrap();
        let state = &outcome.years[0].state;
        let a = state.technical(&outcome.base);
        let imports = state.settled().primary.matrix()[(0, 0)];
        let told = warnings(std::slice::from_ref(&outcome)).iter().map(|said| said.message.clone()).collect();
        ([a.matrix()[(0, 0)], a.matrix()[(1, 0)]], imports, told)
    }

    #[test]
    fn entries_share_the_imports_of_a_buyer_by_what_they_ask() {
        // S1 uses .15 of itself and .2 of S2 and imports .3: of S1's product it imports .15, of S2's .2 at μ = .5.
        let (a, imports, told) = first_buyer(&entries(&[("S1", "'S1'", 1.0, 0.5), ("S2", "'S1'", 1.0, 0.5)]));
        assert_relative_eq!(a[0], 0.15 + 0.3 * 0.15 / 0.35, max_relative = 1e-14);
        assert_relative_eq!(a[1], 0.2 + 0.3 * 0.2 / 0.35, max_relative = 1e-14);
        assert!(imports.abs() < 1e-15, "{imports:e}");
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|said| said.contains("shared by what each entry asks: S1 (sector 1)")), "{told:?}");
        // What is enough for both is not shared, and nobody is warned.
        let (a, imports, told) = first_buyer(&entries(&[("S1", "'S1'", 0.5, 0.5), ("S2", "'S1'", 0.5, 0.5)]));
        assert_relative_eq!(a[0], 0.225, max_relative = 1e-14);
        assert_relative_eq!(a[1], 0.3, max_relative = 1e-14);
        assert_relative_eq!(imports, 0.125, max_relative = 1e-13);
        assert!(told.is_empty());
    }

    #[test]
    fn of_one_product_no_more_is_replaced_than_is_imported() {
        // .1 of S2's product is imported by S1 at μ = 1/3; three quarters of it and half of it are more than all.
        let third = 1.0 / 3.0;
        let (a, imports, told) = first_buyer(&entries(&[("S2", "'all'", 0.75, third), ("S2", "'S1'", 0.5, third)]));
        assert_relative_eq!(a[1], 0.3, max_relative = 1e-14);
        assert_relative_eq!(imports, 0.2, max_relative = 1e-13);
        assert!(told.len() == 2 && told.iter().all(|said| said.contains("more of the product")), "{told:?}");
    }

    #[test]
    fn coefficients_that_imports_pay_come_first() {
        let first =
            "[[shock.coefficient]]\nname = 'c'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.2\ninstead_of = 'imports'\n";
        let replaced = entries(&[("S1", "['S1']", 1.0, 0.5)]);
        // .1 of the imports is left, and .15 is asked.
        for text in [format!("{first}{replaced}"), format!("{replaced}{first}")] {
            let (a, imports, told) = first_buyer(&text);
            assert_relative_eq!(a[0], 0.25, max_relative = 1e-14);
            assert_relative_eq!(a[1], 0.4, max_relative = 1e-14);
            assert!(imports.abs() < 1e-15, "{imports:e}");
            assert!(told.len() == 1 && told[0].contains("or other entries leave"), "{told:?}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let problems = scenario(branched(), &entry(1.5, 1.0)).unwrap_err();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
        assert_eq!(codes, ["out-of-range", "out-of-range", "no-imports-row"]);
    }

    #[test]
    fn odd_tables_run() {
        let text = entry(0.3, 0.4).replace("'S2'", "'S4'").replace("'all'", "['all', 'S4']");
        let odd = scenario(oddities(), &text).unwrap().simulate(&Point::Central).unwrap();
        for level in Level::of(&odd.base) {
            assert!(level.by_sector(&odd.base, &odd.years[0].state).iter().all(|value| value.is_finite()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Several entries that ask for the imports of one buyer: never more than there is, each the same part of what it asks, in any
        /// order the same to the bit, and what all ask where it is there.
        #[test]
        fn a_cap_is_shared(
            table in productive(6, 0.5),
            shares in prop::collection::vec(0.0_f64..1.0, 6),
            penetration in 0.0_f64..0.9,
        ) {
            let n = table.len();
            let codes: Vec<String> = (1..=n).map(|i| format!("S{i}")).collect();
            let mut all: Vec<(&str, &str, f64, f64)> =
                codes.iter().zip(&shares).map(|(code, &share)| (code.as_str(), "['all', 'S1']", share, penetration)).collect();
            let mut scenario = scenario(table, &entries(&all)).unwrap();
            let here = scenario.simulate(&Point::Central).unwrap();
            scenario.shocks.reverse();
            let reversed = scenario.simulate(&Point::Central).unwrap();
            let (base, state) = (&here.base, &here.years[0].state);
            prop_assert_eq!(state.output(), reversed.years[0].state.output());
            prop_assert_eq!(&state.settled().primary, &reversed.years[0].state.settled().primary);
            let (old, new) = (base.economy().technical().matrix(), state.technical(base));
            let primary = base.economy().primary().matrix();
            all.truncate(n);
            for j in 0..n {
                // Rows 0 and 1 are imports and duties.
                let had = primary[(0, j)] + primary[(1, j)];
                let asked = |i: usize| all[i].2 * old[(i, j)] * penetration / (1.0 - penetration);
                let total: f64 = (0..n).filter(|&i| i != j || j == 0).map(asked).sum();
                let part = if total > had { had / total } else { 1.0 };
                for i in (0..n).filter(|&i| i != j || j == 0) {
                    let got = new.matrix()[(i, j)] - old[(i, j)];
                    prop_assert!((got - part * asked(i)).abs() <= 1e-13, "{i} {j}: {got} of {}", asked(i));
                }
                let left = state.settled().primary.matrix()[(0, j)];
                prop_assert!(left >= -1e-14 && (left - primary[(0, j)] * (1.0 - total.min(had) / had)).abs() <= 1e-13);
            }
        }

        /// Accounts close, columns sum to one, no import falls below nothing, and the update equals a full solve.
        #[test]
        fn accounts_close(table in productive(8, 0.5), share in 0.0_f64..1.0, penetration in 0.0_f64..0.9) {
            prop_assume!(table.len() > 1);
            let scenario = scenario(table, &entry(share, penetration)).unwrap();
            // No column comes to more than its purchases and imports were, so that the economy stays productive.
            let outcome = scenario.simulate(&Point::Central).unwrap();
            let (base, state) = (&outcome.base, &outcome.years[0].state);
            prop_assert!(state.accounts_gap(base).abs() < 1e-12);
            let technical = state.technical(base);
            let columns = technical.matrix().row_sum() + state.settled().primary.matrix().row_sum();
            prop_assert!(columns.iter().all(|sum| (sum - 1.0).abs() < 1e-12));
            let slow = LeontiefSystem::new(technical).outputs(&state.final_demand_total(base)).unwrap();
            prop_assert!((&slow - state.output()).amax() <= 1e-12 * slow.amax());
            let imports = Level::Primary(PrimaryInputKind::Imports).by_sector(base, state);
            prop_assert!(imports.iter().all(|import| *import >= -1e-12 * slow.amax()));
        }
    }
}
