//! What frames hold, told to a reader in one language: names of sectors, titles of scenarios, branches and payers in place of codes,
//! headers and units in words.

use crate::report::language::Language;
use crate::words::{Column, Frame, Unit, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// What codes stand for, in one language.
#[derive(Debug)]
pub(super) struct Told<'f> {
    pub(super) language: &'static Language,
    sectors: HashMap<&'f str, &'f str>,
    titles: HashMap<&'f str, &'f str>,
}

/// The text in a column of a row, where there is one.
pub(super) fn text<'f>(frame: &'f Frame, row: &'f [Value], column: &str) -> Option<&'f str> {
    row.get(frame.position(column)?)?.text().filter(|text| !text.is_empty())
}

/// The number in a column of a row, where there is one.
pub(super) fn number(frame: &Frame, row: &[Value], column: &str) -> Option<f64> {
    row.get(frame.position(column)?)?.number()
}

impl<'f> Told<'f> {
    /// With the names of this frame of sectors and the titles of this frame of scenarios.
    pub(super) fn new(language: &'static Language, sectors: Option<&'f Frame>, scenarios: Option<&'f Frame>) -> Self {
        let column = if language.code == "es" { "sector_name_es" } else { "sector_name" };
        let pairs = |frame: Option<&'f Frame>, key: &'static str, value: &'static str| {
            let rows = frame.into_iter().flat_map(|frame| frame.rows.iter().map(move |row| (frame, row)));
            rows.filter_map(move |(frame, row)| Some((text(frame, row, key)?, text(frame, row, value)?))).collect()
        };
        Self { language, sectors: pairs(sectors, "sector", column), titles: pairs(scenarios, "scenario", "title") }
    }

    /// A text of the program.
    pub(super) fn say<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.language.say(text)
    }

    /// A sector by its code and name; a branch or a part of final demand by its name.
    pub(super) fn place(&self, code: &str) -> String {
        match self.sectors.get(code) {
            Some(name) => format!("{code} {name}"),
            None => self.word(code),
        }
    }

    /// The name of a sector alone.
    pub(super) fn sector_name(&self, code: &str) -> String {
        self.sectors.get(code).map_or_else(|| code.to_owned(), |name| (*name).to_owned())
    }

    /// A word that files write: `operating_surplus`.
    pub(super) fn word(&self, word: &str) -> String {
        self.say(&word.replace('_', " ")).into_owned()
    }

    /// A scenario by its title.
    pub(super) fn title(&self, scenario: &str) -> String {
        self.titles.get(scenario).map_or_else(|| self.word(scenario), |title| (*title).to_owned())
    }

    /// Who pays.
    pub(super) fn payer(&self, payer: &str) -> String {
        payer.split(" + ").map(|one| self.word(one)).collect::<Vec<_>>().join(" + ")
    }

    /// The unit in words.
    pub(super) fn unit(&self, unit: &Unit) -> String {
        self.say(&unit.to_string()).into_owned()
    }

    /// A frame for a chart: headers in the language, codes by what they stand for. Scenarios go by their titles only where there is
    /// room for them.
    pub(super) fn frame(&self, frame: &Frame, has_room: bool) -> Frame {
        let columns: Vec<Column> = frame
            .columns
            .iter()
            .map(|column| Column { name: self.say(&column.name).into_owned(), ..column.clone() })
            .collect();
        let cell = |column: &Column, cell: &Value| match (cell.text(), column.id.as_str()) {
            (Some(code), "sector" | "from" | "to" | "branch") => Value::Text(self.place(code)),
            (Some(name), "scenario") if has_room => Value::Text(self.title(name)),
            (Some(name), "scenario") if !self.titles.contains_key(name) => Value::Text(self.word(name)),
            (Some(payer), "payer") => Value::Text(self.payer(payer)),
            (Some(word), "class") => Value::Text(self.word(word)),
            _ => cell.clone(),
        };
        let rows = frame.rows.iter().map(|row| frame.columns.iter().zip(row).map(|(c, v)| cell(c, v)).collect());
        Frame {
            id: frame.id.clone(),
            title: self.say(&frame.title).into_owned(),
            columns,
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }
}
