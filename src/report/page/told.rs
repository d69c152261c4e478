//! What frames hold, told to a reader in one language: names of sectors, titles of scenarios, branches and payers in place of codes,
//! headers and units in words.

use crate::report::language::Language;
use crate::words::{Column, Frame, Unit, Value};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// What stands in the place of a scenario's name where a row belongs to none.
pub(super) const BASE_TABLE: &str = "base table";

/// The frame of scenarios in words.
pub(super) const SCENARIOS: &str = "scenarios";

/// The families of measures whose parts are technologies, which users name.
const OF_TECHNOLOGIES: [&str; 2] = ["adoption", "speed of adoption"];

/// What users wrote in a column of a row: in the language where a column beside it has it in that, else as they wrote it.
pub(super) fn own<'f>(language: &Language, frame: &'f Frame, row: &'f [Value], column: &str) -> Option<&'f str> {
    text(frame, row, &format!("{column}_{}", language.code)).or_else(|| text(frame, row, column))
}

/// What codes stand for, in one language.
#[derive(Debug)]
pub(super) struct Told<'f> {
    pub(super) language: &'static Language,
    sectors: HashMap<&'f str, &'f str>,
    /// The same as the program says them.
    originals: Vec<(&'f str, &'f str)>,
    titles: HashMap<&'f str, &'f str>,
    /// The titles of studies as they are written, with those in the language.
    studies: HashMap<&'f str, &'f str>,
    measures: HashMap<&'f str, &'f str>,
    /// The measures whose parts are technologies, by their names in files and for people.
    of_technologies: HashSet<&'f str>,
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
    /// Without any names.
    pub(super) fn plain(language: &'static Language) -> Self {
        Self::new(language, None, &[])
    }

    /// With the names of this frame of sectors, and the titles of scenarios and names of measures among these frames.
    pub(super) fn new(language: &'static Language, sectors: Option<&'f Frame>, frames: &'f [Frame]) -> Self {
        let column = if language.code == "es" { "sector_name_es" } else { "sector_name" };
        let pairs = |frame: Option<&'f Frame>, key: &'static str, value: &'static str| {
            let rows = frame.into_iter().flat_map(|frame| frame.rows.iter().map(move |row| (frame, row)));
            rows.filter_map(move |(frame, row)| Some((text(frame, row, key)?, text(frame, row, value)?)))
                .collect::<HashMap<_, _>>()
        };
        let find = |id: &str| frames.iter().find(|frame| frame.id == id);
        let titles = |frame: &'f Frame, key: &str| {
            let told = |row: &'f Vec<Value>| Some((text(frame, row, key)?, own(language, frame, row, "title")?));
            frame.rows.iter().filter_map(told).collect::<HashMap<_, _>>()
        };
        let studies = find("studies").map_or_else(HashMap::new, |frame| titles(frame, "title"));
        let titles = find(SCENARIOS).map_or_else(HashMap::new, |frame| titles(frame, "scenario"));
        let measures = pairs(find("metrics"), "id", "metric");
        let families = [pairs(find("metrics"), "id", "family"), pairs(find("metrics"), "metric", "family")];
        let is_of_technologies = |(id, family): (&'f str, &'f str)| OF_TECHNOLOGIES.contains(&family).then_some(id);
        let of_technologies = families.into_iter().flatten().filter_map(is_of_technologies).collect();
        let originals = pairs(sectors, "sector", "sector_name").into_iter().collect();
        let sectors = pairs(sectors, "sector", column);
        Self { language, sectors, originals, titles, studies, measures, of_technologies }
    }

    /// A text of the program.
    pub(super) fn say<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.language.say(text)
    }

    /// A sentence of the program, with its numbers as the language writes them.
    pub(super) fn sentence(&self, text: &str) -> String {
        self.language.sentence(text)
    }

    /// A sentence in which sectors stand as `CODE (name)`, by their names in the language.
    pub(super) fn said(&self, sentence: &str) -> String {
        self.originals.iter().fold(sentence.to_owned(), |said, (code, name)| {
            said.replace(&format!("{code} ({name})"), &format!("{code} ({})", self.sector_name(code)))
        })
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

    /// What users wrote in a column of a row, in the language where they did.
    pub(super) fn own<'r>(&self, frame: &'r Frame, row: &'r [Value], column: &str) -> Option<&'r str> {
        own(self.language, frame, row, column)
    }

    /// A scenario by its name, where its title has no room; what is none in words.
    pub(super) fn short_title(&self, scenario: &str) -> String {
        if self.titles.contains_key(scenario) { scenario.to_owned() } else { self.word(scenario) }
    }

    /// Who pays.
    pub(super) fn payer(&self, payer: &str) -> String {
        payer.split(" + ").map(|one| self.word(one)).collect::<Vec<_>>().join(" + ")
    }

    /// A measure by its name in files, with its part where it has one: `effective_number.own_use_out`.
    pub(super) fn measure(&self, id: &str) -> String {
        match id.split_once('.') {
            Some((id, part)) => format!("{}: {}", self.name(id), self.part(id, part)),
            None => self.name(id),
        }
    }

    /// The part of a measure, which is known by its name in files or for people: another measure, a word of the program, or what users
    /// wrote, a technology, as it is.
    pub(super) fn part(&self, measure: &str, part: &str) -> String {
        if self.of_technologies.contains(measure) { part.to_owned() } else { self.name(part) }
    }

    /// A measure, or a word of the program, by its name in files.
    fn name(&self, id: &str) -> String {
        self.measures.get(id).map_or_else(|| self.word(id), |name| self.say(name).into_owned())
    }

    /// Measures by their names in files with spaces between them; the part of a measure may have spaces too.
    fn measures(&self, ids: &str) -> String {
        let mut list: Vec<String> = Vec::new();
        for word in ids.split(' ') {
            let is_first = self.measures.contains_key(word.split('.').next().unwrap_or(word));
            match list.last_mut().filter(|_| !is_first) {
                Some(last) => *last = format!("{last} {word}"),
                None => list.push(word.to_owned()),
            }
        }
        list.iter().map(|id| self.measure(id)).collect::<Vec<_>>().join("; ")
    }

    /// A text in a column as a reader is told it; what users wrote stays as it is, but for titles of studies.
    pub(super) fn cell(&self, column: &str, text: &str) -> String {
        match column {
            "sector" | "from" | "to" | "branch" => self.place(text),
            "payer" => self.payer(text),
            "study" => self.studies.get(text).map_or_else(|| text.to_owned(), |title| (*title).to_owned()),
            "class" | "verdict" | "dose" | "what" | "channel" | "case" => self.word(text),
            "metric" => self.measure(text),
            "better_in" | "worse_in" => self.measures(text),
            _ => text.to_owned(),
        }
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
            (Some(name), "scenario") if has_room => Value::Text(self.title(name)),
            (Some(name), "scenario") => Value::Text(self.short_title(name)),
            (None, _) => cell.clone(),
            (Some(text), column) => Value::Text(self.cell(column, text)),
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
