//! `shock.import_substitution`: a supplier replaces part of the imports of its own product that buyers use.
//!
//! Δa_kj = min(u share max(0, a_kj) μ / (1 - μ), m_j), for supplier k and buyers j; money per money of the buyer's output.
//! μ is the import penetration of the product, imports over all of its use: buyers that use a_kj of the domestic product use
//! a_kj μ / (1 - μ) of the imported one. It is stated, because tables of domestic flows have imports by buyer and not by
//! product; one μ for all buyers is an assumption. m_j is what buyer j pays for imports and the duties on them, which together
//! fall by the same money; where m_j binds, a warning names the buyers. Source of the assumption that each buyer imports
//! a product as the economy does: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 4.2.
//!
//! It is not a change of technique: what is used of the product, from home and from abroad, stays.

use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Move, Number, Payer, Warning};
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
        let inputs = economy.table().primary_inputs();
        let rows: Vec<usize> = Payer::Imports.kinds().iter().flat_map(|&kind| inputs.of_kind(kind)).collect();
        let penetration = self.penetration.value(at.parameters);
        // A larger dose replaces all imports of the product, and no more.
        let share = (at.level * self.share.value(at.parameters)).min(1.0);
        let rate = share * penetration / (1.0 - penetration);
        let mut capped = Vec::new();
        for &buyer in &self.buyers {
            let wanted = rate * economy.technical().matrix()[(self.supplier, buyer)].max(0.0);
            let had: f64 = rows.iter().map(|&row| economy.primary().matrix()[(row, buyer)].max(0.0)).sum();
            if wanted > had {
                capped.push(buyer);
            }
            changes.coefficient(name, (self.supplier, buyer), Move::Add(wanted.min(had)), &Payer::Imports);
        }
        if !capped.is_empty() {
            changes.warn(Warning {
                code: Code::CAPPED_BY_IMPORTS,
                entry: name.clone(),
                message: "more imports would be replaced than these buyers have, so that all of theirs are and no more",
                sectors: capped,
                help: "lower `share` or `import_penetration`, or leave these buyers out with \"!CODE\"",
            });
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

        /// Accounts close, columns sum to one, no import falls below nothing, and the update equals a full solve.
        #[test]
        fn accounts_close(table in productive(8, 0.5), share in 0.0_f64..1.0, penetration in 0.0_f64..0.9) {
            prop_assume!(table.len() > 1);
            let scenario = scenario(table, &entry(share, penetration)).unwrap();
            // What is bought at home instead may leave the economy unproductive, and is refused then.
            let Ok(outcome) = scenario.simulate(&Point::Central) else { return Ok(()) };
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
