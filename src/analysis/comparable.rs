//! Two economies that can be set beside one another: the same sectors in the same order, the same components of final demand, one
//! currency, the same kind of flows and the same valuation. Scales of money and years of prices may differ.

use super::AnalysisError;
use crate::model::Economy;
use crate::table::{Flows, IoTable, Valuation};
use crate::words::{Money, Unit};

/// The earlier and the later of two economies that can be compared.
#[derive(Debug, Clone, Copy)]
pub struct Comparable<'e> {
    before: &'e Economy,
    after: &'e Economy,
}

/// How many names a message shows.
const SHOWN: usize = 6;

impl<'e> Comparable<'e> {
    /// Both economies, where they fit; `option` is what names them.
    ///
    /// # Errors
    /// Says in what they differ, and what would bring them together.
    pub fn of(before: &'e Economy, after: &'e Economy, option: &'static str) -> Result<Self, AnalysisError> {
        match misfit(before.table(), after.table()) {
            None => Ok(Self { before, after }),
            Some((problem, help)) => Err(AnalysisError::UnfitOption { name: option, problem, help: help.to_owned() }),
        }
    }

    /// The earlier.
    pub fn before(&self) -> &'e Economy {
        self.before
    }

    /// The later.
    pub fn after(&self) -> &'e Economy {
        self.after
    }
}

/// The money of a difference between two tables of which neither is deflated: currency and scale of the earlier, and the year of its prices
/// where that is the later's too. Where the tables are at prices of different years the difference is in money of no one year.
pub(in crate::analysis) fn undeflated(before: &IoTable, after: &IoTable) -> Unit {
    let money = before.money().clone();
    let price_year = money.price_year.filter(|_| !prices_differ(before, after));
    Unit::Money(Money { price_year, ..money })
}

/// Whether two tables are at prices of different years.
pub(in crate::analysis) fn prices_differ(before: &IoTable, after: &IoTable) -> bool {
    before.money().price_year != after.money().price_year
}

/// In what two tables differ, and the next step; none where they fit.
fn misfit(old: &IoTable, new: &IoTable) -> Option<(String, &'static str)> {
    let codes = |table: &IoTable| table.sectors().iter().map(|sector| sector.code.clone()).collect::<Vec<_>>();
    if let Some(how) = difference(["sector", "sectors"], [&codes(old), &codes(new)], old, new) {
        return Some((how, "bring both into one classification with `eslabon table aggregate`"));
    }
    let components = |table: &IoTable| {
        let mut ids: Vec<String> = table.final_demand().components.iter().map(|one| one.id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    let names = ["component of final demand", "components of final demand"];
    if let Some(how) = difference(names, [&components(old), &components(new)], old, new) {
        return Some((how, "give the components of both tables the same names"));
    }
    let (was, is) = (&old.money().currency, &new.money().currency);
    let apart = |was: &str, is: &str| format!("names `{}` {was} and `{}` {is}", old.manifest().id, new.manifest().id);
    if was != is {
        return Some((apart(&format!("in {was}"), &format!("in {is}")), "compare tables in one currency"));
    }
    let flows = |table: &IoTable| {
        let word = Flows::WORDS.iter().find(|(_, flows)| *flows == table.manifest().flows).map_or("", |(word, _)| word);
        format!("of {word} flows")
    };
    if old.manifest().flows != new.manifest().flows {
        return Some((
            apart(&flows(old), &flows(new)),
            "compare tables that both leave imports out, or both include them",
        ));
    }
    let prices = |table: &IoTable| {
        let valuation = table.manifest().valuation;
        let word = Valuation::WORDS.iter().find(|(_, other)| *other == valuation).map_or("", |(word, _)| word);
        format!("at {word} prices")
    };
    if old.manifest().valuation != new.manifest().valuation {
        return Some((apart(&prices(old), &prices(new)), "compare tables at prices of one kind"));
    }
    None
}

/// How two lists of names differ; none where they do not.
fn difference(
    [one, several]: [&str; 2],
    [old, new]: [&[String]; 2],
    before: &IoTable,
    after: &IoTable,
) -> Option<String> {
    if old == new {
        return None;
    }
    let (before, after) = (&before.manifest().id, &after.manifest().id);
    let only = |these: &[String], those: &[String], table: &str| {
        let names: Vec<&str> = these.iter().filter(|name| !those.contains(name)).map(String::as_str).collect();
        let more = names.len().saturating_sub(SHOWN);
        let shown = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
        let what = if names.len() == 1 { one } else { several };
        (!names.is_empty()).then(|| format!("only `{table}` has the {what} {shown}{rest}"))
    };
    let sides: Vec<String> = [only(old, new, before), only(new, old, after)].into_iter().flatten().collect();
    Some(if sides.is_empty() {
        format!("names `{before}` and `{after}`, which have their {several} in another order")
    } else {
        format!("names `{before}` and `{after}`: {}", sides.join("; "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{oddities, two_sectors};
    use crate::table::{Denominator, Parts};
    use std::sync::Arc;

    fn said(change: impl FnOnce(&mut Parts)) -> String {
        let economy = |table: IoTable| Economy::new(Arc::new(table), Denominator::Column).unwrap();
        let mut parts = two_sectors().into_parts();
        change(&mut parts);
        parts.manifest.id = "later".into();
        let (old, new) = (economy(two_sectors()), economy(IoTable::new(parts).unwrap()));
        Comparable::of(&old, &new, "with").map_or_else(|error| error.to_string(), |_| "fits".to_owned())
    }

    #[test]
    fn money_of_two_price_years_is_money_of_none() {
        let of = |year: Option<i32>| {
            let mut parts = two_sectors().into_parts();
            parts.manifest.money.price_year = year;
            IoTable::new(parts).unwrap()
        };
        let unit = |one, other| undeflated(&of(one), &of(other)).to_string();
        assert_eq!(unit(Some(2018), Some(2018)), "USD of 2018");
        assert_eq!(unit(Some(2008), Some(2018)), "USD");
        assert_eq!(
            (unit(Some(2008), None), unit(None, Some(2018)), unit(None, None)),
            ("USD".into(), "USD".into(), "USD".into())
        );
    }

    #[test]
    fn tables_that_do_not_fit_are_told_by_what() {
        assert_eq!(said(|parts| parts.manifest.money.scale = 1000.0), "fits");
        assert_eq!(
            said(|parts| *parts = oddities().into_parts()),
            "the option `with` names `fixture` and `later`: only `later` has the sectors `S3`, `S4`, `S5`"
        );
        assert_eq!(
            said(|parts| parts.final_demand.components[1].id = "exports".into()),
            "the option `with` names `fixture` and `later`: only `fixture` has the component of final demand `other`; only `later` has \
             the component of final demand `exports`"
        );
        assert_eq!(
            said(|parts| parts.manifest.money.currency = "CLP".into()),
            "the option `with` names `fixture` in USD and `later` in CLP"
        );
        assert_eq!(
            said(|parts| parts.manifest.flows = Flows::Total),
            "the option `with` names `fixture` of domestic flows and `later` of total flows"
        );
        assert_eq!(
            said(|parts| parts.manifest.valuation = Valuation::Purchaser),
            "the option `with` names `fixture` at basic prices and `later` at purchaser prices"
        );
    }
}
