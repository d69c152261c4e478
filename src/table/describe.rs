//! A table in words and totals, for people who look at it first: what it says of itself, its sectors, its blocks.

use super::reader::{self, ReadOptions};
use super::{Denominator, IoTable, SHIPPED};
use crate::words::{Column, Diagnostics, Frame, Unit, Value};
use std::collections::BTreeSet;

/// What the table says of itself, one line per property.
pub fn summary(table: &IoTable) -> Frame {
    let manifest = table.manifest();
    let mut frame = Frame::new(
        "table",
        manifest.title.clone(),
        vec![
            Column::text("property", "Property", "What is said."),
            Column::text("value", "Value", "What the table says."),
        ],
    );
    let word = |known: Option<&str>| known.unwrap_or_default().to_owned();
    let valuations = super::Valuation::WORDS.iter().find(|(_, v)| *v == manifest.valuation).map(|(word, _)| *word);
    let flows = super::Flows::WORDS.iter().find(|(_, v)| *v == manifest.flows).map(|(word, _)| *word);
    let layout = super::Layout::WORDS.iter().find(|(_, v)| *v == manifest.layout).map(|(word, _)| *word);
    let names = |list: Vec<&str>| list.join(", ");
    let components = table.final_demand().components.iter().map(|component| component.id.as_str()).collect();
    let rows = table.primary_inputs().rows.iter().map(|row| row.id.as_str()).collect();
    let accounts = table.satellites().accounts.iter().map(|account| account.id.as_str()).collect();
    let groups = table.naming().groups().iter().map(|group| group.id.clone()).collect::<Vec<_>>().join(", ");
    for (property, value) in [
        ("id", manifest.id.clone()),
        ("country", manifest.country.clone()),
        ("year", manifest.year.map(|year| year.to_string()).unwrap_or_default()),
        ("unit", manifest.money.to_string()),
        ("valuation", word(valuations)),
        ("flows", word(flows)),
        ("layout", word(layout)),
        ("sectors", table.len().to_string()),
        ("final demand", names(components)),
        ("primary inputs", names(rows)),
        ("satellite accounts", names(accounts)),
        ("groups", groups),
        ("focus", manifest.focus.clone().unwrap_or_default()),
        ("publisher", manifest.source.publisher.clone()),
        ("edition", manifest.source.edition.clone()),
        ("retrieved", manifest.source.retrieved.clone().unwrap_or_default()),
    ] {
        if !value.is_empty() {
            frame.push(vec![property.into(), value.into()]);
        }
    }
    frame.notes.clone_from(&manifest.source.notes);
    frame
}

/// The sectors with their groups, output, value added and final demand, money of the table.
pub fn sectors(table: &IoTable) -> Frame {
    let mut columns = vec![
        Column::text("sector", "Sector", "The sector's code."),
        Column::text("sector_name", "Name", "The sector's name."),
        Column::text("sector_name_es", "Nombre", "The sector's name in Spanish."),
    ];
    columns.extend(table.classifications().iter().map(|classification| {
        Column::text(classification.id(), classification.id(), "The group into which the sector falls.")
    }));
    columns.extend([
        Column::number("output", "Output", table.unit(), "Output as the foot of the column says it."),
        Column::number("value_added", "Value added", table.unit(), "Value added at basic prices."),
        Column::number("final_demand", "Final demand", table.unit(), "What is bought for use outside production."),
        Column::number(
            "intermediate_sales",
            "Intermediate sales",
            table.unit(),
            "What other sectors, and the sector itself, buy for production.",
        ),
    ]);
    let mut frame = Frame::new("sectors", format!("{}: sectors", table.manifest().title), columns);
    let (value_added, final_demand) = (table.value_added(), table.final_demand().total());
    let sales = table.intermediate().column_sum();
    for (i, sector) in table.sectors().iter().enumerate() {
        let mut row: Vec<Value> =
            vec![sector.code.as_str().into(), sector.name.as_str().into(), sector.name_es.as_str().into()];
        row.extend(table.classifications().iter().map(|classification| classification.labels()[i].as_str().into()));
        row.extend([table.output(Denominator::Column)[i], value_added[i], final_demand[i], sales[i]].map(Value::from));
        frame.push(row);
    }
    frame
}

/// The tables inside the program. What cannot be read, which a test rules out, is told.
pub fn shipped(diagnostics: &mut Diagnostics) -> Frame {
    let mut frame = Frame::new(
        "tables",
        "Tables inside the program",
        vec![
            Column::text("id", "Table", "The name that commands and scenarios take."),
            Column::text("title", "Title", "What it is."),
            Column::integer("year", "Year", Unit::None, "The year of its flows; empty for an example."),
            Column::integer("sectors", "Sectors", Unit::Count("sectors"), "How many sectors it has."),
            Column::text("unit", "Unit", "The unit of its money."),
            Column::text("publisher", "Publisher", "Who publishes the figures."),
        ],
    );
    for shipped in SHIPPED {
        let Some(loaded) = reader::load(shipped.id, &ReadOptions::default(), diagnostics) else { continue };
        let manifest = loaded.table.manifest();
        frame.push(vec![
            shipped.id.into(),
            manifest.title.as_str().into(),
            manifest.year.map(i64::from).into(),
            loaded.table.len().into(),
            manifest.money.to_string().into(),
            manifest.source.publisher.as_str().into(),
        ]);
    }
    frame
}

/// The totals of every block: what each component of final demand buys and what is paid for each primary input.
pub fn totals(table: &IoTable) -> Frame {
    let mut frame = Frame::new(
        "totals",
        format!("{}: totals", table.manifest().title),
        vec![
            Column::text("block", "Block", "Which part of the table."),
            Column::text("line", "Line", "The column of final demand or the row of primary inputs."),
            Column::text("kind", "Kind", "What the line is, for rules on who pays."),
            Column::number("total", "Total", table.unit(), "The sum over all sectors."),
        ],
    );
    let row = |block: &str, line: &str, kind: &str, total: f64| -> Vec<Value> {
        vec![block.into(), line.into(), kind.into(), total.into()]
    };
    frame.push(row("intermediate flows", "all", "", table.intermediate().sum()));
    for (at, component) in table.final_demand().components.iter().enumerate() {
        let total = table.final_demand().values.column(at).sum();
        frame.push(row("final demand", &component.id, component.kind.word(), total));
    }
    for (at, input) in table.primary_inputs().rows.iter().enumerate() {
        let total = table.primary_inputs().values.row(at).sum();
        frame.push(row("primary inputs", &input.id, input.kind.word(), total));
    }
    frame.push(row("output", "value added", "", table.value_added().sum()));
    frame.push(row("output", "output", "", table.output(Denominator::Column).sum()));
    frame
}

/// The sectors that a group name stands for, group by group.
pub fn groups(table: &IoTable) -> Frame {
    let mut frame = Frame::new(
        "groups",
        format!("{}: groups of sectors", table.manifest().title),
        vec![
            Column::text("group", "Group", "The name that scenarios and options take."),
            Column::integer("count", "Sectors", Unit::Count("sectors"), "How many sectors it has."),
            Column::text("sectors", "Codes", "Their codes."),
        ],
    );
    let mut seen = BTreeSet::new();
    for group in table.naming().groups() {
        let codes: Vec<&str> = group.members.iter().map(|&member| table.sectors().code(member)).collect();
        if seen.insert(group.id.clone()) {
            frame.push(vec![group.id.as_str().into(), codes.len().into(), codes.join(" ").into()]);
        }
    }
    frame
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{oddities, two_sectors};

    #[test]
    fn every_frame_of_every_table_can_be_written() {
        for table in [two_sectors(), oddities()] {
            for frame in [summary(&table), sectors(&table), totals(&table), groups(&table)] {
                assert!(frame.finish().is_ok());
            }
        }
    }

    #[test]
    fn every_shipped_table_is_listed() {
        let mut diagnostics = Diagnostics::default();
        let frame = shipped(&mut diagnostics).finish().unwrap();
        assert_eq!((frame.rows.len(), diagnostics.has_errors()), (SHIPPED.len(), false));
    }

    #[test]
    fn totals_are_those_of_the_textbook() {
        let totals = totals(&two_sectors());
        let of = |line: &str| totals.rows.iter().find(|row| row[1] == Value::from(line)).map(|row| row[3].clone());
        assert_eq!(of("all"), Some(Value::Number(950.0)));
        assert_eq!(of("households"), Some(Value::Number(450.0)));
        assert_eq!(of("value added"), Some(Value::Number(2050.0)));
        assert_eq!(of("output"), Some(Value::Number(3000.0)));
    }
}
