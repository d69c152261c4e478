//! In which order tables stand beside one another over years.

use crate::analysis::AnalysisError;
use crate::model::Economy;
use std::sync::Arc;

/// The option that names the tables.
pub(super) const TABLES: &str = "tables";

/// A table that does not fit the others; `problem` says how.
fn unfit(problem: String, help: &str) -> AnalysisError {
    AnalysisError::UnfitOption { name: TABLES, problem, help: help.to_owned() }
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
    }
    Ok(tables.iter().filter_map(|economy| economy.table().manifest().year).collect())
}
