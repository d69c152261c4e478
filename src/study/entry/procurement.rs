//! `shock.procurement`: a component of final demand buys a bill of goods, part of which is imported.
//!
//! Δf_i = u amount b_i (1 - m_i), money of the table, for the goods i of the bill with shares b (Σ b_i = 1) and import shares m.
//! What leaks, u amount Σ b_i m_i, buys imports at once: it reaches no sector and is reported beside the size of the policy.
//! What finances it falls by the whole amount. The import shares are stated, because tables have final demand for domestic
//! output only; imports that the producers of the goods need are those of the table, and no part of the leak.
//!
//! It is not what the State buys through its own production: those are coefficients of the sectors of government.

use super::financing::{component, financing};
use super::selection::Selection;
use super::{Effect, Entry, EntryKind, Moment, Resolving};
use crate::study::{Changes, EntryName, Move, Number, Point};
use crate::words::{Code, Diagnostic, Diagnostics, Item, Key, Place, Section, Typed, TypedValue};
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "shock.procurement",
    about: "A component of final demand spends an amount on a bill of goods, part of which is imported.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("component", "a component of final demand", "who buys, for example \"government\""),
        Key::required("amount", "money of the table, at least 0", "what is spent in all, imports included"),
        Key::required("bill_of_goods", "{ SECTOR = share, ... }", "what it is spent on; the shares sum to 1"),
        Key::required(
            "import_share",
            "a number from 0 to 1, or { SECTOR = number, ... }",
            "the part of each good that is imported, which tables of domestic flows do not say",
        ),
        Key::optional("financed_by", "a component, or sectors of the same component", "what falls by the whole amount"),
        Key::optional("path", "the name of a path", "how the change comes about over the years"),
    ],
    parse,
};

/// How far shares may miss one: what is left of decimals that were rounded when they were written.
const WHOLE: f64 = 1e-9;

/// A good as typed: the sector, a number of it, and where it stands.
type Good = (Selection, Number, Typed<String>);

#[derive(Debug, Clone)]
enum ImportShare {
    One(Number),
    Each(Vec<Good>),
}

#[derive(Debug, Clone)]
struct AsTyped {
    component: Typed<String>,
    amount: Number,
    bill: Vec<Good>,
    bill_place: Place,
    import_share: ImportShare,
    import_place: Place,
    financed_by: Option<(Selection, Vec<Typed<String>>)>,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let component = section.text("component", diagnostics);
    let amount = section.get("amount").and_then(|item| Number::read(&item, diagnostics));
    let goods_bought = section.get("bill_of_goods");
    let bill_place = goods_bought.map_or_else(|| section.place(), |item| item.place());
    let bill = goods_bought.and_then(|item| goods(&item, diagnostics));
    let imports = section.get("import_share");
    let import_place = imports.map_or_else(|| section.place(), |item| item.place());
    let import_share = imports.and_then(|item| import_share(&item, diagnostics));
    let financed_by = match section.get("financed_by") {
        Some(item) => Some((Selection::read(&item, diagnostics)?, item.texts(diagnostics)?)),
        None => None,
    };
    Some(Box::new(AsTyped {
        component: component?,
        amount: amount?,
        bill: bill?,
        bill_place,
        import_share: import_share?,
        import_place,
        financed_by,
    }))
}

/// The goods of a table, each with the number that stands beside it.
fn goods(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<Good>> {
    let before = diagnostics.errors();
    let goods: Vec<Good> = item
        .section(diagnostics)?
        .entries()
        .filter_map(|(key, item)| {
            let word = key.map(str::to_owned);
            Number::read(&item, diagnostics).map(|number| (Selection::word(word.clone()), number, word))
        })
        .collect();
    (diagnostics.errors() == before).then_some(goods)
}

fn import_share(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<ImportShare> {
    match item.value() {
        TypedValue::Table => goods(item, diagnostics).map(ImportShare::Each),
        TypedValue::Text(_) | TypedValue::Integer(_) | TypedValue::Float(_) => {
            Number::read(item, diagnostics).map(ImportShare::One)
        }
        _ => item.wrong("a number, the name of a parameter, or a table { SECTOR = number }", diagnostics),
    }
}

/// The sectors of goods, each of which can stand once.
fn sectors(goods: &[Good], with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<usize>> {
    let mut found: Vec<Option<usize>> = Vec::new();
    for (selection, _, word) in goods {
        let sector = selection.one(with, diagnostics);
        if sector.is_some() && found.contains(&sector) {
            diagnostics.push(
                Diagnostic::new(Code::NAMED_TWICE, format!("`{}` is a sector that stands here already", word.value))
                    .at(word.place.clone())
                    .help("name each sector once, and add up what is for it"),
            );
        }
        found.push(sector);
    }
    found.into_iter().collect()
}

impl Entry for AsTyped {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.amount.check("amount", &(0.0..=f64::MAX), with.parameters, diagnostics);
        let demand = with.base.economy().table().final_demand();
        let component = component(&self.component, demand, diagnostics);
        self.check_shares(with, diagnostics);
        let bought = sectors(&self.bill, with, diagnostics);
        let imported = bought.as_ref().and_then(|bought| self.imported(bought, with, diagnostics));
        let financing = match (&self.financed_by, component, &bought) {
            (Some((selection, words)), Some(component), Some(bought)) => {
                financing(selection, words, (component, bought), with, diagnostics)
            }
            _ => None,
        };
        if diagnostics.errors() > before {
            return None;
        }
        let goods = bought?.into_iter().zip(&self.bill).zip(imported?);
        let goods = goods.map(|((sector, (_, share, _)), imported)| (sector, share.clone(), imported)).collect();
        Some(Box::new(Resolved { component: component?, amount: self.amount.clone(), goods, financing }))
    }
}

impl AsTyped {
    /// The shares of the bill are shares, and sum to one wherever its parameters may be.
    fn check_shares(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) {
        let before = diagnostics.errors();
        for (_, share, word) in &self.bill {
            share.check(&word.value, &(0.0..=1.0), with.parameters, diagnostics);
        }
        if diagnostics.errors() > before {
            return;
        }
        let sum = |point: &Point| {
            let at = with.parameters.at(point);
            self.bill.iter().map(|(_, share, _)| share.value(&at)).sum::<f64>()
        };
        let points = with.parameters.points().into_iter();
        let sums = points.map(|point| (sum(&point), point));
        if let Some((sum, point)) = sums.into_iter().find(|(sum, _)| (sum - 1.0).abs() > WHOLE) {
            let at = if point == Point::Central { String::new() } else { format!(" with parameters at `{point}`") };
            diagnostics.push(
                Diagnostic::new(Code::SHARES_SUM, format!("the shares of `bill_of_goods` sum to {sum}{at}"))
                    .at(self.bill_place.clone())
                    .help("write shares that sum to 1"),
            );
        }
    }

    /// The import share of each good that is bought.
    fn imported(&self, bought: &[usize], with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<Number>> {
        let check = |share: &Number, diagnostics: &mut Diagnostics| {
            share.check("import_share", &(0.0..=1.0), with.parameters, diagnostics);
        };
        let each = match &self.import_share {
            ImportShare::One(share) => {
                check(share, diagnostics);
                return Some(vec![share.clone(); bought.len()]);
            }
            ImportShare::Each(each) => each,
        };
        for (_, share, _) in each {
            check(share, diagnostics);
        }
        let named = sectors(each, with, diagnostics)?;
        for (sector, (_, _, word)) in named.iter().zip(each).filter(|(sector, _)| !bought.contains(sector)) {
            let code = with.base.economy().table().sectors().code(*sector);
            diagnostics.push(
                Diagnostic::new(Code::UNKNOWN_KEY, format!("`{}` is no good of the bill", word.value))
                    .at(word.place.clone())
                    .help(format!("take it out, or give {code} a share in `bill_of_goods`")),
            );
        }
        let mut shares = Vec::new();
        for (sector, (_, _, word)) in bought.iter().zip(&self.bill) {
            match named.iter().position(|named| named == sector) {
                Some(at) => shares.push(each[at].1.clone()),
                None => diagnostics.push(
                    Diagnostic::new(Code::MISSING_KEY, format!("`import_share` says nothing of `{}`", word.value))
                        .at(self.import_place.clone())
                        .help("state the part of each good that is imported; 0 where none is"),
                ),
            }
        }
        Some(shares)
    }
}

#[derive(Debug, Clone)]
struct Resolved {
    component: usize,
    amount: Number,
    /// Sectors with their share of the bill, and the part of that which is imported.
    goods: Vec<(usize, Number, Number)>,
    financing: Option<Vec<(usize, usize)>>,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let amount = at.level * self.amount.value(at.parameters);
        let mut leaked = 0.0;
        for (sector, share, imported) in &self.goods {
            let (share, imported) = (share.value(at.parameters), imported.value(at.parameters));
            leaked += amount * share * imported;
            let movement = Move::Add(amount * share * (1.0 - imported));
            changes.demand(name, (*sector, self.component), movement, self.financing.as_deref());
        }
        changes.leak(name, leaked, self.financing.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{LeontiefSystem, System};
    use crate::study::fixture::{scenario, with_parameters};
    use crate::study::{Level, Outcome, Parameter, Parameters, Point, State};
    use crate::table::IoTable;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::words::Diagnostics;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    const BOUGHT: &str = "[[shock.procurement]]\nname = 'p'\ncomponent = 'other'\namount = 100\n\
                          bill_of_goods = { S1 = 0.6, S2 = 0.4 }\n";

    fn outcome(table: IoTable, text: &str) -> Outcome {
        scenario(table, text).unwrap().simulate(&Point::Central).unwrap()
    }

    #[test]
    fn what_is_bought_at_home_counts_and_the_rest_leaks() {
        let bought = outcome(two_sectors(), &format!("{BOUGHT}import_share = {{ S2 = 0.5, S1 = 0 }}\n"));
        let state = &bought.years[0].state;
        // Δf = (60, 20); multipliers of output 1.51815 and 1.45215, of the inverse (.95 .25; .2 .85) / .7575.
        let effect = (60.0 * 1.15 + 20.0 * 1.10) / 0.7575;
        assert_relative_eq!(state.output().sum(), 3000.0 + effect, max_relative = 1e-14);
        let dose = state.settled().dose;
        assert_eq!((dose.redirected, dose.injected, dose.leaked), (0.0, 100.0, 20.0));
    }

    #[test]
    fn what_finances_falls_by_the_whole_amount() {
        let text = format!("{BOUGHT}import_share = 0.3\nfinanced_by = 'households'\n");
        let financed = outcome(two_sectors(), &text);
        let state = &financed.years[0].state;
        let f = state.final_demand();
        assert_relative_eq!(f[(0, 1)], 300.0 + 42.0, max_relative = 1e-15);
        assert_relative_eq!(f.column(0).sum(), 450.0 - 100.0, max_relative = 1e-15);
        assert_relative_eq!(f.sum(), 2050.0 - 30.0, max_relative = 1e-15);
        let dose = state.settled().dose;
        assert_relative_eq!(dose.redirected, 100.0, max_relative = 1e-15);
        assert_eq!((dose.injected, dose.leaked), (0.0, 30.0));
        // The second way: the demands that come out of it, one by one.
        let shares = "[[shock.final_demand]]\nname = 'a'\nsectors = 'S1'\ncomponent = 'other'\nadd = 42\n\
                      [[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 28\n\
                      [[shock.final_demand]]\nname = 'c'\nsectors = 'all'\ncomponent = 'households'\nadd = -100\n";
        let same = outcome(two_sectors(), shares);
        assert_relative_eq!(*same.years[0].state.output(), *state.output(), max_relative = 1e-14);
    }

    #[test]
    fn buying_nothing_is_the_base_to_the_bit() {
        let text = format!("{BOUGHT}import_share = 0.3\nfinanced_by = 'households'\n").replace("100", "0");
        let nothing = outcome(two_sectors(), &text);
        let (state, base) = (&nothing.years[0].state, State::unchanged(&nothing.base).unwrap());
        assert_eq!((state.output(), state.final_demand()), (base.output(), base.final_demand()));
        assert!(state.settled().is_nothing());
    }

    #[test]
    fn every_problem_is_told() {
        let problems = |text: &str| {
            let problems = scenario(two_sectors(), text).unwrap_err();
            problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>()
        };
        assert_eq!(problems(&format!("{BOUGHT}import_share = 1.5\n").replace("100", "-1")), ["out-of-range"; 2]);
        assert_eq!(problems(&format!("{BOUGHT}import_share = {{ S1 = 0.1 }}\n")), ["missing-key"]);
        assert_eq!(problems(&format!("{BOUGHT}import_share = 0\n").replace("0.6", "0.7")), ["shares-sum"]);
        assert_eq!(problems(&format!("{BOUGHT}import_share = 0\n").replace("S2", "'sector 1'")), ["named-twice"]);
        assert_eq!(problems(&format!("{BOUGHT}import_share = true\n")), ["wrong-type"]);
        let extra = format!("{BOUGHT}import_share = {{ S1 = 0, S2 = 0 }}\n").replace("S1 = 0.6, S2 = 0.4", "S1 = 1");
        assert_eq!(problems(&extra), ["unknown-key"]);
        // More than households have is refused at the run.
        let poor = format!("{BOUGHT}import_share = 1\nfinanced_by = 'households'\n").replace("100", "1000");
        let refused = scenario(two_sectors(), &poor).unwrap().simulate(&Point::Central).unwrap_err();
        assert!(refused.iter().all(|problem| problem.message.starts_with("`p`: the demand of households")));
    }

    #[test]
    fn shares_may_be_parameters_that_sum_to_one_everywhere() {
        let text = format!("{BOUGHT}import_share = 0\n").replace("S1 = 0.6, S2 = 0.4", "S1 = 'one', S2 = 'other'");
        let named = |one: f64, other: f64, low: f64| {
            let other = Parameter::new("other", other).between(Some(low), None);
            let parameters = Parameters::new(vec![Parameter::new("one", one), other]);
            with_parameters(scenario(two_sectors(), "").unwrap().base, &text, parameters)
        };
        let said = |problems: Diagnostics| problems.iter().map(|said| said.message.clone()).collect::<Vec<_>>();
        let bought = named(0.6, 0.4, 0.4).unwrap().simulate(&Point::Central).unwrap();
        let written = outcome(two_sectors(), &format!("{BOUGHT}import_share = 0\n"));
        assert_eq!(bought.years[0].state.output(), written.years[0].state.output());
        let missed = ["the shares of `bill_of_goods` sum to 0.8999999999999999 with parameters at `low`"];
        assert_eq!(said(named(0.6, 0.4, 0.3).unwrap_err()), missed);
        let above = ["`S2` is `other`, which can be 1.5"];
        assert_eq!(said(named(0.6, 0.4, 1.5).unwrap_err()), above);
    }

    #[test]
    fn odd_tables_run() {
        let text = "[[shock.procurement]]\nname = 'p'\ncomponent = 'exports'\namount = 10\n\
                    bill_of_goods = { S2 = 0.5, S3 = 0.5 }\nimport_share = 0.1\nfinanced_by = 'households'\n";
        let odd = outcome(oddities(), text);
        for level in Level::of(&odd.base) {
            assert!(level.by_sector(&odd.base, &odd.years[0].state).iter().all(|value| value.is_finite()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Accounts close, what is spent is what reaches sectors and what leaks, and the output is that of a full solve.
        #[test]
        fn accounts_close(table in productive(8, 0.8), amount in 0.0_f64..1e4, imported in 0.0_f64..1.0) {
            let component = table.final_demand().components[0].id.clone();
            let text = format!(
                "[[shock.procurement]]\nname = 'p'\ncomponent = '{component}'\namount = {amount}\n\
                 bill_of_goods = {{ S1 = 1 }}\nimport_share = {imported}\n"
            );
            let bought = outcome(table, &text);
            let (base, state) = (&bought.base, &bought.years[0].state);
            prop_assert!(state.accounts_gap(base).abs() < 1e-12);
            let rise = state.final_demand_total(base).sum() - base.final_demand().sum();
            let dose = state.settled().dose;
            prop_assert!((rise + dose.leaked - amount).abs() <= 1e-12 * (amount + base.final_demand().sum()));
            let slow = LeontiefSystem::new(state.technical(base)).outputs(&state.final_demand_total(base)).unwrap();
            prop_assert!((&slow - state.output()).amax() <= 1e-12 * slow.amax());
        }
    }
}
