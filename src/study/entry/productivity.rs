//! `shock.productivity`: buyers need less of an input per unit of output; their surplus or the prices of what they sell take
//! the saving.
//!
//! At level u a'_ij = (1 + u (k - 1)) a_ij for suppliers i, or v'_rj = (1 + u (k - 1)) v_rj for a row r of primary inputs, and
//! buyers j; money per money of the buyer's output at base prices. With `operating_surplus` the buyer's surplus takes what
//! the input loses; with `per_adoption` each buyer's share s_j of that adoption stands beside u. With `prices`
//! nobody does: p = i - L'ᵀ σ with σ_j the saving of buyer j, volumes stay what they are, and values at the new prices are told
//! beside them. Where compensation falls, jobs per unit of output fall alike.
//!
//! With `prices` the demand for what has become cheaper does not rise, and in the open model no income follows prices: a lower bound of
//! what is gained in volume. Where households are part of the model L' holds them, and wages follow what households pay for what
//! they buy ([`crate::model::HouseholdClosure::wage`]), so that a saving reaches prices through cheaper labour too.

use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Move, Number, Payer};
use crate::table::{PrimaryInputKind, PrimaryInputs};
use crate::words::{Code, Diagnostic, Diagnostics, Key, Section, Typed, suggestion};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.productivity",
    about: "Buyers need less of an input per unit of output; their surplus or prices take the saving.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("buyers", "sectors", "who needs less; \"all\" leaves a supplier's own use out"),
        Key::optional("row", "a row of primary inputs", "the primary input of which less is needed"),
        Key::optional("supplier", "sectors", "the suppliers of whose output less is needed"),
        Key::required("scale", "a number of at least 0", "multiplies what is needed per unit of output"),
        Key::required("passes_to", "\"operating_surplus\" or \"prices\"", "who takes the saving"),
        Key::optional("per_adoption", "the name of an adoption", "of which the saving follows each buyer's share"),
        Key::optional("path", "the name of a path", "how the change comes about over the years"),
    ],
    parse,
};

const PASSES_TO: &[(&str, Payer)] = &[("operating_surplus", Payer::OperatingSurplus), ("prices", Payer::Prices)];

#[derive(Debug, Clone)]
enum Input {
    Row(Typed<String>),
    Supplier(Selection),
}

#[derive(Debug, Clone)]
struct AsTyped {
    buyers: Selection,
    input: Input,
    scale: Number,
    passes_to: Payer,
    per_adoption: Option<Typed<String>>,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let buyers = section.get("buyers").and_then(|item| Selection::read(&item, diagnostics));
    let input = super::exactly_one(section, &["row", "supplier"], diagnostics).and_then(|item| match item.key() {
        "row" => item.text(diagnostics).map(Input::Row),
        _ => Selection::read(&item, diagnostics).map(Input::Supplier),
    });
    let scale = section.get("scale").and_then(|item| Number::read(&item, diagnostics));
    let per_adoption = section.text("per_adoption", diagnostics);
    let words: Vec<(&str, usize)> = PASSES_TO.iter().zip(0..).map(|((word, _), at)| (*word, at)).collect();
    let passes_to = section.word("passes_to", &words, diagnostics);
    let passes_to = passes_to.and_then(|word| PASSES_TO.get(word.value)).map(|(_, payer)| payer.clone());
    Some(Box::new(AsTyped { buyers: buyers?, input: input?, scale: scale?, passes_to: passes_to?, per_adoption }))
}

impl Entry for AsTyped {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.scale.check("scale", &(0.0..=f64::MAX), with.parameters, diagnostics);
        let inputs = with.base.economy().table().primary_inputs();
        let saved = match &self.input {
            Input::Row(word) => {
                let (rows, buyers) = (self.rows(word, inputs, diagnostics), self.buyers.several(with, diagnostics));
                rows.zip(buyers).map(|(rows, buyers)| Saved::Primary(pairs(&rows, |_| Some(buyers.clone()))))
            }
            Input::Supplier(suppliers) => suppliers.several(with, diagnostics).map(|suppliers| {
                Saved::Supplies(pairs(&suppliers, |supplier| self.buyers.buyers(supplier, with, diagnostics)))
            }),
        };
        if diagnostics.errors() > before {
            return None;
        }
        let (scale, passes_to) = (self.scale.clone(), self.passes_to.clone());
        Some(Box::new(Resolved { saved: saved?, scale, passes_to, per_adoption: self.per_adoption.clone() }))
    }
}

impl AsTyped {
    /// The rows that a word names: one by its own name, or all of a kind.
    fn rows(&self, word: &Typed<String>, inputs: &PrimaryInputs, diagnostics: &mut Diagnostics) -> Option<Vec<usize>> {
        let named = inputs.position(&word.value);
        let of_kind = inputs.rows.iter().enumerate().filter(|(_, row)| row.kind.word() == word.value);
        let rows = named.map_or_else(|| of_kind.map(|(at, _)| at).collect(), |row| vec![row]);
        if rows.is_empty() {
            let names: Vec<&str> = inputs.rows.iter().map(|row| row.id.as_str()).collect();
            let allowed = format!("rows are {}", names.join(", "));
            diagnostics.push(
                Diagnostic::new(Code::UNKNOWN_ROW, format!("`{}` is no row of primary inputs", word.value))
                    .at(word.place.clone())
                    .help(suggestion(&word.value, names.iter().copied(), &allowed)),
            );
            return None;
        }
        let is_surplus = |&row: &usize| inputs.rows[row].kind == PrimaryInputKind::OperatingSurplus;
        if self.passes_to == Payer::OperatingSurplus && rows.iter().any(is_surplus) {
            diagnostics.push(
                Diagnostic::new(Code::PAYS_ITSELF, "the surplus cannot take what it loses itself")
                    .at(word.place.clone())
                    .help("name another row, or write passes_to = \"prices\""),
            );
            return None;
        }
        Some(rows)
    }
}

/// Each of some inputs with each of its buyers.
fn pairs(inputs: &[usize], mut buyers: impl FnMut(usize) -> Option<Vec<usize>>) -> Vec<(usize, usize)> {
    let of = |input: usize, buyers: Vec<usize>| buyers.into_iter().map(move |buyer| (input, buyer));
    inputs.iter().flat_map(|&input| of(input, buyers(input).unwrap_or_default())).collect()
}

/// What is saved, by whom.
#[derive(Debug, Clone)]
enum Saved {
    /// Rows of primary inputs with their buyers.
    Primary(Vec<(usize, usize)>),
    /// Suppliers with their buyers.
    Supplies(Vec<(usize, usize)>),
}

#[derive(Debug, Clone)]
struct Resolved {
    saved: Saved,
    scale: Number,
    passes_to: Payer,
    per_adoption: Option<Typed<String>>,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let saved = self.scale.value(at.parameters) - 1.0;
        let shares = self.per_adoption.as_ref().map(|word| at.adopted(&word.value).map(|adopted| &adopted.shares));
        let movement = |buyer: usize| {
            // Where the adoption is not there nobody has adopted.
            let share = shares.map_or(1.0, |shares| shares.map_or(0.0, |shares| shares[buyer]));
            Move::Scale(at.level * share * saved)
        };
        match &self.saved {
            Saved::Primary(cells) => {
                for &cell in cells {
                    changes.primary(name, cell, movement(cell.1), &self.passes_to);
                }
            }
            Saved::Supplies(cells) => {
                for &cell in cells {
                    changes.coefficient(name, cell, movement(cell.1), &self.passes_to);
                }
            }
        }
    }

    fn per_adoption(&self) -> Option<&Typed<String>> {
        self.per_adoption.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Economy, LeontiefSystem, System, TechnicalCoefficients};
    use crate::study::fixture::{on, scenario};
    use crate::study::{Base, Closure, Level, Outcome, Point, State};
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::table::{Denominator, IoTable, PrimaryInputKind};
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn text(input: &str, buyers: &str, scale: f64, passes_to: &str) -> String {
        format!(
            "[[shock.productivity]]\nname = 'less'\nbuyers = {buyers}\n{input}\nscale = {scale}\n\
             passes_to = '{passes_to}'\n"
        )
    }

    fn outcome(table: IoTable, text: &str) -> Outcome {
        scenario(table, text).unwrap().simulate(&Point::Central).unwrap()
    }

    #[test]
    fn prices_fall_and_volumes_stay() {
        // .05 of the .3 that S1 pays for labour.
        let cheaper = outcome(two_sectors(), &text("row = 'compensation'", "'S1'", 5.0 / 6.0, "prices"));
        let state = &cheaper.years[0].state;
        assert_relative_eq!(*state.prices().vector(), dvector![0.937_29, 0.983_50], epsilon = 5e-6);
        assert_eq!(state.output(), State::unchanged(&cheaper.base).unwrap().output());
        assert_relative_eq!(state.values(), dvector![937.29, 1967.00], epsilon = 5e-3);
        // What is paid for primary inputs is what final users pay at the new prices: 50 less.
        assert_relative_eq!(Level::ValueAdded.by_sector(&cheaper.base, state).sum(), 2000.0, max_relative = 1e-13);
        assert_relative_eq!(state.prices().values(&dvector![350.0, 1700.0]).sum(), 2000.0, max_relative = 1e-13);
        assert_relative_eq!(state.settled().labour[0], 5.0 / 6.0, max_relative = 1e-14);
    }

    #[test]
    fn surplus_takes_the_saving() {
        let saved = outcome(two_sectors(), &text("row = 'compensation'", "'all'", 0.9, "operating_surplus"));
        let state = &saved.years[0].state;
        assert_eq!(state.output(), State::unchanged(&saved.base).unwrap().output());
        assert_relative_eq!(state.primary(0), dvector![270.0, 450.0], max_relative = 1e-13);
        assert_relative_eq!(state.primary(1), dvector![380.0, 950.0], max_relative = 1e-13);
        assert_relative_eq!(state.settled().labour, dvector![0.9, 0.9], max_relative = 1e-14);
        assert_relative_eq!(state.settled().dose.redirected, 80.0, max_relative = 1e-13);
        // Of a supplier: the textbook's a_21 from .2 to .25, which is more and not less, the same as a coefficient.
        let more = outcome(two_sectors(), &text("supplier = 'S2'", "'S1'", 1.25, "operating_surplus"));
        assert_relative_eq!(*more.years[0].state.output(), dvector![1016.7785, 2057.0470], epsilon = 5e-5);
        assert_relative_eq!(Level::ValueAdded.by_sector(&more.base, &more.years[0].state).sum(), 2050.0);
    }

    #[test]
    fn saving_nothing_is_the_base_to_the_bit() {
        for passes_to in ["operating_surplus", "prices"] {
            for input in ["row = 'compensation'", "supplier = 'all'"] {
                let nothing = outcome(two_sectors(), &text(input, "'all'", 1.0, passes_to));
                let (state, base) = (&nothing.years[0].state, State::unchanged(&nothing.base).unwrap());
                assert_eq!((state.output(), &state.settled().primary), (base.output(), &base.settled().primary));
                assert_eq!(state.prices(), base.prices());
                assert!(state.settled().is_nothing());
            }
        }
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let codes = |text: &str| {
            let problems = scenario(two_sectors(), text).unwrap_err();
            problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>()
        };
        assert_eq!(
            codes(&text("row = 'compensatoin'", "'S9'", -1.0, "prices")),
            ["out-of-range", "unknown-row", "unknown-sector"]
        );
        assert_eq!(codes(&text("row = 'operating_surplus'", "'S1'", 0.5, "operating_surplus")), ["pays-itself"]);
        assert_eq!(codes(&text("", "'S1'", 0.5, "nobody")), ["exactly-one", "unknown-word"]);
        assert_eq!(codes(&text("row = 'compensation'\nper_adoption = 1", "'S1'", 0.5, "prices")), ["wrong-type"]);
    }

    /// The textbook's households: c = (.05, .4), o = 0, h = (.3, .25).
    fn closed() -> Arc<Base> {
        let mut parts = two_sectors().into_parts();
        parts.manifest.household_income = Some(1000.0);
        let economy = Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap();
        Arc::new(Base::new(Arc::new(economy), Closure::Households, None, Vec::new()).unwrap())
    }

    #[test]
    fn wages_follow_prices_where_households_are_part_of_the_model() {
        // .05 of the .3 that S1 pays for labour. I - A - c h' with h = (.25, .25) is [.8375, -.2625; -.3, .85].
        let saved = on(closed(), &text("row = 'compensation'", "'S1'", 5.0 / 6.0, "prices")).unwrap();
        let saved = saved.simulate(&Point::Central).unwrap();
        let (base, state) = (&saved.base, &saved.years[0].state);
        let determinant = 0.8375 * 0.85 - 0.2625 * 0.3;
        let p = dvector![1.0 - 0.05 * 0.85 / determinant, 1.0 - 0.05 * 0.2625 / determinant];
        assert_relative_eq!(*state.prices().vector(), p, max_relative = 1e-13);
        let wage = 0.05 * p[0] + 0.4 * p[1] + 0.55;
        assert_relative_eq!(state.wage(), wage, max_relative = 1e-14);
        // The second way: every sector, and households as a third, covers its costs at these prices.
        assert_relative_eq!(p[0], 0.15 * p[0] + 0.2 * p[1] + 0.25 * wage + 0.35, max_relative = 1e-13);
        assert_relative_eq!(p[1], 0.25 * p[0] + 0.05 * p[1] + 0.25 * wage + 0.45, max_relative = 1e-13);
        // Who works less buys less; what is paid for labour is that work at the new wage.
        let x = LeontiefSystem::new(TechnicalCoefficients::from_matrix(dmatrix![0.1625, 0.2625; 0.3, 0.15]))
            .outputs(base.final_demand())
            .unwrap();
        assert_relative_eq!(*state.output(), x, max_relative = 1e-13);
        let wages = Level::Primary(PrimaryInputKind::Compensation).by_sector(base, state);
        assert_relative_eq!(wages, 0.25 * wage * &x, max_relative = 1e-13);
        assert!(state.accounts_gap(base).abs() < 1e-14);
        // In the open model wages stay, and prices fall less.
        let open = outcome(two_sectors(), &text("row = 'compensation'", "'S1'", 5.0 / 6.0, "prices"));
        let open = &open.years[0].state;
        assert_eq!(open.wage(), 1.0);
        assert!((0..2).all(|j| open.prices().vector()[j] > state.prices().vector()[j]));
    }

    #[test]
    fn a_supplier_of_which_less_is_needed_leaves_what_wages_buy() {
        let saved = on(closed(), &text("supplier = 'S2'", "'S1'", 0.9, "prices")).unwrap();
        let saved = saved.simulate(&Point::Central).unwrap();
        let state = &saved.years[0].state;
        // .02 of S2 per unit of S1, and A + c h' as it was else: [.165, .2625; .3, .15].
        let determinant = 0.835 * 0.85 - 0.2625 * 0.3;
        let p = dvector![1.0 - 0.02 * 0.85 / determinant, 1.0 - 0.02 * 0.2625 / determinant];
        assert_relative_eq!(*state.prices().vector(), p, max_relative = 1e-13);
        // A wage buys (.05, .4) of the products at p and the rest at what it cost.
        assert_relative_eq!(state.wage() - 0.05 * p[0] - 0.4 * p[1], 0.55, max_relative = 1e-13);
    }

    #[test]
    fn odd_tables_run() {
        for passes_to in ["operating_surplus", "prices"] {
            for input in ["row = 'compensation'", "supplier = 'S1'"] {
                let odd = outcome(oddities(), &text(input, "'all'", 0.9, passes_to));
                let state = &odd.years[0].state;
                assert!(state.values().iter().chain(state.prices().vector()).all(|value| value.is_finite()));
                assert_eq!(state.prices().vector()[1], 1.0);
                for level in Level::of(&odd.base) {
                    assert!(level.by_sector(&odd.base, state).iter().all(|value| value.is_finite()));
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Accounts close at the new prices, and columns at them sum to one, whatever is saved and whoever takes it.
        #[test]
        fn accounts_close(
            table in productive(8, 0.8),
            scale in 0.5_f64..1.0,
            passes_to in prop::sample::select(vec!["operating_surplus", "prices"]),
            input in prop::sample::select(vec!["row = 'compensation'", "supplier = 'all'"]),
        ) {
            let saved = outcome(table, &text(input, "'all'", scale, passes_to));
            let (base, state) = (&saved.base, &saved.years[0].state);
            prop_assert!(state.accounts_gap(base).abs() < 1e-12);
            let prices = state.prices();
            let technical = prices.technical(&state.technical(base));
            let primary = prices.primary(state.paid());
            let columns = technical.matrix().row_sum() + primary.matrix().row_sum();
            prop_assert!(columns.iter().all(|sum| (sum - 1.0).abs() < 1e-11));
            let demand = prices.values(&state.final_demand_total(base));
            let slow = LeontiefSystem::new(technical).outputs(&demand).unwrap();
            prop_assert!((&slow - state.values()).amax() <= 1e-11 * slow.amax());
            let wages = Level::Primary(PrimaryInputKind::Compensation).by_sector(base, state);
            prop_assert!(wages.iter().all(|wage| *wage >= 0.0));
        }
    }
}
