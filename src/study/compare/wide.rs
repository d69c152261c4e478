//! `outcomes-wide.csv`: the values of `outcomes.csv` in the layout in which integrated assessment models exchange theirs (that of
//! the Integrated Assessment Modeling Consortium): model, scenario, region, variable, unit, then a column per year.
//!
//! A variable is the name of what is measured, then after `|` what it is of: `Output|Information services` is that of a sector,
//! `Output` that of all, `Adoption|cloud|Copper mining` the adoption of a technology by a buyer. A scenario that ran at other than the central
//! point of its parameters has the point behind its name: `mining-ict (low)`. The region is the country of the table.
//! What has no unit has `-`, since the layout leaves none of the first five columns empty. What has no year, since neither the scenario nor
//! its table has one, stands in a column `no_year`, which the layout does not know. Only values are there: references and differences
//! follow from them.

use super::block::Block;
use super::outcomes::TOTAL;
use crate::study::Point;
use crate::words::{Column, Frame, FrameError, Unit, Value};
use std::collections::{BTreeSet, HashMap};

const MODEL: &str = concat!("eslabon ", env!("CARGO_PKG_VERSION"));

/// Scenario, point, sector, name of the sector, metric and unit: what is one row here.
type Key<'f> = [&'f str; 6];

/// The wide frame of the long one of [`super::outcomes`].
pub(super) fn frame(blocks: &[Block<'_>], outcomes: &Frame) -> Result<Frame, FrameError> {
    let mut years: BTreeSet<Option<i64>> = BTreeSet::new();
    let mut order: Vec<(Key<'_>, HashMap<Option<i64>, f64>)> = Vec::new();
    let mut positions: HashMap<Key<'_>, usize> = HashMap::new();
    let at = |id: &str| outcomes.position(id).unwrap_or(usize::MAX);
    let key = ["scenario", "point", "sector", "sector_name", "metric", "unit"].map(at);
    let (year_at, value_at) = (at("year"), at("value"));
    for row in &outcomes.rows {
        let Some(value) = row.get(value_at).and_then(Value::number) else { continue };
        let year = match row.get(year_at) {
            Some(Value::Integer(year)) => Some(*year),
            _ => None,
        };
        let key = key.map(|at| row.get(at).and_then(Value::text).unwrap_or(""));
        years.insert(year);
        let position = *positions.entry(key).or_insert_with(|| {
            order.push((key, HashMap::new()));
            order.len() - 1
        });
        order[position].1.insert(year, value);
    }
    let shared = shared_names(order.iter().map(|(key, _)| key));
    let regions = regions(blocks);
    let mut columns = vec![
        Column::text("model", "Model", "The program and its version."),
        Column::text(
            "scenario",
            "Scenario",
            "The name of the scenario, with the point of its parameters unless central.",
        ),
        Column::text("region", "Region", "The country of the table, or the table where it is no country's."),
        Column::text("variable", "Variable", "What is measured, and after | of what."),
        Column::text("unit", "Unit", "The unit of the numbers of the row."),
    ];
    columns.extend(years.iter().map(|year| {
        let (id, name, about) = match year {
            Some(year) => (year.to_string(), year.to_string(), format!("The value in {year}, if there is one.")),
            None => ("no_year".to_owned(), "No year".to_owned(), "The value, where the table has no year.".to_owned()),
        };
        Column::number(id, name, Unit::None, about)
    }));
    let mut frame = Frame::new("outcomes-wide", "Outcomes in the layout of integrated assessment", columns);
    for (key, values) in order {
        let [scenario, point, .., unit] = key;
        let named =
            if point == Point::Central.to_string() { scenario.to_owned() } else { format!("{scenario} ({point})") };
        let mut row: Vec<Value> = vec![
            MODEL.into(),
            named.into(),
            regions.get(scenario).copied().unwrap_or_default().into(),
            variable(&key, &shared).into(),
            if unit.is_empty() { "-" } else { unit }.into(),
        ];
        row.extend(years.iter().map(|year| Value::from(values.get(year).copied())));
        frame.push(row);
    }
    frame.finish()
}

/// The region of each scenario.
fn regions<'b>(blocks: &'b [Block<'_>]) -> HashMap<&'b str, &'b str> {
    let of = |block: &'b Block<'_>| {
        let manifest = block.base.economy().table().manifest();
        let region = if manifest.country.is_empty() { &manifest.id } else { &manifest.country };
        block.runs.iter().map(|run| (run.outcome.scenario.as_str(), region.as_str())).collect::<Vec<_>>()
    };
    blocks.iter().flat_map(of).collect()
}

/// The names of sectors that more than one code has, which do not tell them apart.
fn shared_names<'k, 'f: 'k>(keys: impl Iterator<Item = &'k Key<'f>>) -> BTreeSet<&'f str> {
    let mut codes: HashMap<&str, &str> = HashMap::new();
    let mut shared = BTreeSet::new();
    for [_, _, code, name, ..] in keys {
        if *codes.entry(*name).or_insert(*code) != *code {
            shared.insert(*name);
        }
    }
    shared
}

fn variable(key: &Key<'_>, shared: &BTreeSet<&str>) -> String {
    let [_, _, code, name, metric, _] = *key;
    // What the analyst has named keeps its letters; a bar in it would part what belongs together.
    let plain = |text: &str| text.replace('|', "/");
    let (what, of) = metric.split_once('.').map_or((metric, None), |(what, of)| (what, Some(of)));
    let mut letters = what.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let mut variable: String = first.chain(letters.as_str().replace('_', " ").chars()).collect();
    if let Some(of) = of {
        variable.push('|');
        variable.push_str(&plain(of));
    }
    if !code.is_empty() && code != TOTAL {
        variable.push('|');
        variable.push_str(&plain(if name.is_empty() { code } else { name }));
        if shared.contains(name) && !name.is_empty() {
            variable.extend([" (", code, ")"]);
        }
    }
    variable
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::compare::Comparison;
    use crate::study::fixture::scenario;
    use crate::study::{Outcome, Scenario, run};
    use crate::table::fixture::{branched, two_sectors};

    fn outcomes(scenarios: &[Scenario]) -> Vec<Outcome> {
        run(scenarios, &|_, _| {}).unwrap()
    }

    fn text<'f>(frame: &'f Frame, row: &'f [Value], id: &str) -> &'f str {
        row[frame.position(id).unwrap()].text().unwrap_or("")
    }

    #[test]
    fn the_long_and_the_wide_table_hold_the_same_numbers() {
        let entry = "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = { scale = 1.1 }\n\
                     instead_of = 'compensation'\ninnovation = 0.1\nimitation = 0.3\n";
        let spreading = Scenario { years: (2021..=2024).collect(), ..scenario(branched(), entry).unwrap() };
        let mut plain = scenario(two_sectors(), "").unwrap();
        plain.name = "plain".to_owned();
        let outcomes = outcomes(&[spreading, plain]);
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let long = comparison.outcomes().unwrap();
        let wide = comparison.wide(&long).unwrap();
        let mut of_long: Vec<(Option<i64>, f64)> = Vec::new();
        for row in &long.rows {
            let year = match row[long.position("year").unwrap()] {
                Value::Integer(year) => Some(year),
                _ => None,
            };
            of_long.push((year, row[long.position("value").unwrap()].number().unwrap()));
        }
        let mut of_wide: Vec<(Option<i64>, f64)> = Vec::new();
        for (at, column) in wide.columns.iter().enumerate().skip(5) {
            let year: Option<i64> = column.id.parse().ok();
            assert_eq!(year.is_none(), column.id == "no_year");
            of_wide.extend(wide.cells(at).filter_map(Value::number).map(|number| (year, number)));
        }
        let order = |a: &(Option<i64>, f64), b: &(Option<i64>, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
        of_long.sort_by(order);
        of_wide.sort_by(order);
        assert_eq!(of_long, of_wide);
        assert!(of_wide.len() > 100 && wide.rows.iter().all(|row| row[..5].iter().all(|cell| cell.text().is_some())));
        let ids: BTreeSet<Vec<&str>> =
            wide.rows.iter().map(|row| row[..5].iter().filter_map(Value::text).collect()).collect();
        assert_eq!(ids.len(), wide.rows.len(), "two rows are called alike");
    }

    #[test]
    fn variables_are_named_by_what_they_are_and_of_what() {
        let outcomes = outcomes(&[scenario(two_sectors(), "").unwrap()]);
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let long = comparison.outcomes().unwrap();
        let wide = comparison.wide(&long).unwrap();
        let year = &wide.columns[5].id;
        assert_eq!(wide.columns.len(), 6);
        let value = |variable: &str| {
            let row = wide.rows.iter().find(|row| text(&wide, row, "variable") == variable);
            row.and_then(|row| row[wide.position(year).unwrap()].number())
        };
        let names = outcomes[0].base.economy().table().sectors().iter().map(|sector| format!("Output|{}", sector.name));
        let by_sector: Vec<Option<f64>> = names.map(|name| value(&name)).collect();
        let known = [1000.0, 2000.0, 3000.0];
        for (found, known) in by_sector.into_iter().chain([value("Output")]).zip(known) {
            assert!((found.unwrap() - known).abs() <= 1e-12 * known, "{found:?} for {known}");
        }
    }

    #[test]
    fn names_that_do_not_tell_apart_and_names_with_a_bar_are_told_apart() {
        let key = |code, name, metric| ["s", "central", code, name, metric, ""];
        let keys = [key("A", "Mining", "output"), key("B", "Mining", "output"), key("C", "Oil|gas", "adoption.e_x|y")];
        let shared = shared_names(keys.iter());
        let variables: Vec<String> = keys.iter().map(|key| variable(key, &shared)).collect();
        assert_eq!(variables, ["Output|Mining (A)", "Output|Mining (B)", "Adoption|e_x/y|Oil/gas"]);
        assert_eq!(variable(&key("total", "", "value_added"), &shared), "Value added");
        assert_eq!(variable(&key("", "", "effective_number.own_use_in"), &shared), "Effective number|own_use_in");
        assert_eq!(variable(&key("D", "", "output"), &shared), "Output|D");
    }
}
