//! Whether tables can be set beside one another over years, and in which order.

use crate::analysis::AnalysisError;
use crate::model::Economy;
use crate::table::IoTable;
use std::sync::Arc;

/// A table that does not fit the others; `problem` says how.
fn unfit(problem: String, help: &str) -> AnalysisError {
    AnalysisError::UnfitOption { name: "tables", problem, help: help.to_owned() }
}

/// Puts the tables in the order of their years and gives these.
pub(super) fn in_order(tables: &mut [Arc<Economy>]) -> Result<Vec<i32>, AnalysisError> {
    if tables.len() < 2 {
        let problem = format!(
            "names {}, and a change lies between two",
            match tables.len() {
                0 => "no table",
                _ => "one table",
            }
        );
        return Err(unfit(problem, "name two or more, as in `--tables chile-2018,chile-2021`"));
    }
    if let Some(without) = tables.iter().find(|economy| economy.table().manifest().year.is_none()) {
        let problem = format!("names `{}`, which states no year", without.table().manifest().id);
        return Err(unfit(problem, "write `year` in its table.toml"));
    }
    tables.sort_by_key(|economy| economy.table().manifest().year);
    for pair in tables.windows(2) {
        let (old, new) = (pair[0].table(), pair[1].table());
        if old.manifest().year == new.manifest().year {
            let year = old.manifest().year.unwrap_or_default();
            let problem = format!("names `{}` and `{}`, both of {year}", old.manifest().id, new.manifest().id);
            return Err(unfit(problem, "name one table a year"));
        }
        fits(old, new)?;
    }
    Ok(tables.iter().filter_map(|economy| economy.table().manifest().year).collect())
}

fn fits(old: &IoTable, new: &IoTable) -> Result<(), AnalysisError> {
    let codes = |table: &IoTable| table.sectors().iter().map(|sector| sector.code.clone()).collect::<Vec<_>>();
    if let Some(how) = difference(["sector", "sectors"], &codes(old), &codes(new), old, new) {
        return Err(unfit(how, "bring both into one classification with `eslabon table aggregate`"));
    }
    let components = |table: &IoTable| {
        let mut ids: Vec<String> = table.final_demand().components.iter().map(|one| one.id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    if let Some(how) = difference(
        ["component of final demand", "components of final demand"],
        &components(old),
        &components(new),
        old,
        new,
    ) {
        return Err(unfit(how, "give the components of both tables the same names"));
    }
    let (was, is) = (&old.money().currency, &new.money().currency);
    if was != is {
        let problem = format!("names `{}` in {was} and `{}` in {is}", old.manifest().id, new.manifest().id);
        return Err(unfit(problem, "compare tables in one currency"));
    }
    Ok(())
}

/// How two lists of names differ; none where they do not.
fn difference(
    [one, several]: [&str; 2],
    old: &[String],
    new: &[String],
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

/// How many names a message shows.
const SHOWN: usize = 6;
