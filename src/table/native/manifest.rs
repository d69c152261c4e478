//! `table.toml`, within TOML 1.0.

use crate::table::{Flows, IoTable, Layout, Source, Valuation};
use crate::words::{Classification, Group, Money, quoted, shortest};
use std::fmt::Write as _;

/// The manifest. Keys that say nothing are left out.
pub(super) fn text(table: &IoTable) -> String {
    let manifest = table.manifest();
    let mut text = String::from("format = 1\n");
    let mut line = |key: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{key} = {value}");
    };
    line("id", quoted(&manifest.id));
    line("title", quoted(&manifest.title));
    if !manifest.country.is_empty() {
        line("country", quoted(&manifest.country));
    }
    if let Some(year) = manifest.year {
        line("year", year.to_string());
    }
    line("money", money(&manifest.money));
    line("valuation", quoted(word(Valuation::WORDS, manifest.valuation)));
    line("flows", quoted(word(Flows::WORDS, manifest.flows)));
    line("layout", quoted(word(Layout::WORDS, manifest.layout)));
    if let Some(focus) = &manifest.focus {
        line("focus", quoted(focus));
    }
    if !table.classifications().is_empty() {
        line("classifications", list(table.classifications().iter().map(Classification::id)));
    }
    if let Some(income) = manifest.household_income {
        line("household_income", shortest(income));
    }
    let components = table.final_demand().components.iter().map(|c| (c.id.as_str(), c.kind.word()));
    let rows = table.primary_inputs().rows.iter().map(|row| (row.id.as_str(), row.kind.word()));
    section(
        &mut text,
        "final_demand",
        "The columns of table.csv that are final demand, each with its kind.",
        components,
    );
    section(&mut text, "primary_inputs", "The rows of table.csv that are primary inputs, each with its kind.", rows);
    groups(&mut text, table);
    source(&mut text, &manifest.source);
    text
}

fn section<'i>(text: &mut String, name: &str, about: &str, lines: impl Iterator<Item = (&'i str, &'i str)>) {
    let _ = writeln!(text, "\n# {about}\n[{name}]");
    for (id, kind) in lines {
        let _ = writeln!(text, "{} = {}", key(id), quoted(kind));
    }
}

fn groups(text: &mut String, table: &IoTable) {
    if table.groups().is_empty() {
        return;
    }
    let _ = writeln!(text, "\n# Sets of sectors beside the classifications of sectors.csv.\n[groups]");
    for Group { id, members } in table.groups() {
        let codes = members.iter().map(|&member| table.sectors().code(member));
        let _ = writeln!(text, "{} = {}", key(id), list(codes));
    }
}

fn source(text: &mut String, source: &Source) {
    if *source == Source::default() {
        return;
    }
    let _ = writeln!(text, "\n[source]");
    for (key, value) in [("publisher", &source.publisher), ("edition", &source.edition)] {
        if !value.is_empty() {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    if let Some(day) = &source.retrieved {
        let _ = writeln!(text, "retrieved = {day}");
    }
    for (key, sentences) in [("notes", &source.notes), ("breaks", &source.breaks)] {
        if sentences.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{key} = [");
        for sentence in sentences {
            let _ = writeln!(text, "    {},", quoted(sentence));
        }
        let _ = writeln!(text, "]");
    }
}

fn money(money: &Money) -> String {
    let year = money.price_year.map_or(String::new(), |year| format!(", price_year = {year}"));
    format!("{{ currency = {}, scale = {}{year} }}", quoted(&money.currency), grouped(&shortest(money.scale)))
}

/// A whole number of five digits or more with its thousands set apart, as TOML allows; other numbers as they are.
fn grouped(digits: &str) -> String {
    if digits.len() < 5 || !digits.chars().all(|digit| digit.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

fn word<T: PartialEq + Copy>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    words.iter().find(|(_, known)| *known == meaning).map_or("", |(word, _)| *word)
}

fn list<'i>(items: impl Iterator<Item = &'i str>) -> String {
    format!("[{}]", items.map(quoted).collect::<Vec<_>>().join(", "))
}

/// A key, in quotes unless it is made of the letters that TOML takes without.
fn key(id: &str) -> String {
    let bare = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if bare { id.to_owned() } else { quoted(id) }
}
