//! One option of an analysis: its name, what it takes, and what it is without a word from the analyst.

mod prices;

use super::FactorKey;
use crate::model::Economy;
use crate::table::reader::{is_shipped_survey, read_survey};
use crate::table::{IoTable, Survey};
use crate::words::{Classification, Code, Diagnostic, Diagnostics, suggestion};
use nalgebra::DVector;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    /// One sector: a code or a name.
    Sector,
    /// A classification of the table, or `sectors` for every sector by itself.
    Classification,
    /// One number from `least` to `most`.
    Number {
        /// The smallest allowed.
        least: f64,
        /// The largest allowed.
        most: f64,
    },
    /// Numbers, none below `least`, separated by commas; taken in rising order and each once.
    Numbers {
        /// The smallest allowed.
        least: f64,
    },
    /// A whole number from `least` to `most`.
    Count {
        /// The smallest allowed.
        least: usize,
        /// The largest allowed.
        most: usize,
    },
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Numbers of sectors: `SECTOR:NUMBER`, separated by commas; a group gives each of its sectors the number.
    PerSector,
    /// Another table, by name or path.
    Table,
    /// A file with a price for every sector of the table, those of one table being one.
    Prices,
    /// A survey of firms, by name or path.
    Survey,
    /// What is counted per unit of output: a [`FactorKey`] that the table has.
    Factor,
}

/// What an option is where the analyst does not give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultTo {
    /// Nothing; the analysis does without it, or asks for it.
    Nothing,
    /// The sector that the table names as its focus, if it names one.
    TableFocus,
    /// The first classification of the table; every sector by itself where it has none.
    FirstClassification,
    /// This text, read as if it had been given.
    Text(&'static str),
}

/// An option of an analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionKey {
    /// The name: lower case, words joined by `-`.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// What it is otherwise.
    pub default: DefaultTo,
}

/// The value of an option.
#[derive(Debug, Clone)]
pub enum OptionValue {
    /// The position of a sector.
    Sector(usize),
    /// A classification of the table's sectors.
    Classification(Classification),
    /// A number.
    Number(f64),
    /// Numbers, rising.
    Numbers(Vec<f64>),
    /// A whole number.
    Count(usize),
    /// Yes or no.
    Switch(bool),
    /// One of the words that the option allows.
    Word(&'static str),
    /// A number for each of these sectors, by position.
    PerSector(BTreeMap<usize, f64>),
    /// The model of another table.
    Table(Arc<Economy>),
    /// A price for every sector, in table order.
    Prices(DVector<f64>),
    /// A survey of firms.
    Survey(Arc<Survey>),
    /// What is counted per unit of output.
    Factor(FactorKey),
}

/// Two values are equal where they say the same; tables are the same where they are one.
impl PartialEq for OptionValue {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sector(a), Self::Sector(b)) | (Self::Count(a), Self::Count(b)) => a == b,
            (Self::Classification(a), Self::Classification(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Numbers(a), Self::Numbers(b)) => a == b,
            (Self::Switch(a), Self::Switch(b)) => a == b,
            (Self::Word(a), Self::Word(b)) => a == b,
            (Self::PerSector(a), Self::PerSector(b)) => a == b,
            (Self::Table(a), Self::Table(b)) => Arc::ptr_eq(a, b),
            (Self::Prices(a), Self::Prices(b)) => a == b,
            (Self::Survey(a), Self::Survey(b)) => a == b,
            (Self::Factor(a), Self::Factor(b)) => a == b,
            _ => false,
        }
    }
}

/// What options name that stands outside the table: only who runs an analysis can open it. Each gives nothing where it cannot, and says
/// what is wrong, or to be known, of what it opens.
pub trait Outside {
    /// The model of another table.
    fn economy(&self, name: &str, said: &mut Diagnostics) -> Option<Arc<Economy>>;

    /// A number for every sector of a table, from a file.
    fn every_sector(&self, file: &str, table: &IoTable, said: &mut Diagnostics) -> Option<DVector<f64>>;

    /// A survey of firms: those that come with the program need no file.
    fn survey(&self, name: &str, said: &mut Diagnostics) -> Option<Survey> {
        if !is_shipped_survey(name) {
            said.push(cannot_be_opened(name));
            return None;
        }
        read_survey(name, said)
    }
}

/// Nothing outside the table can be opened.
#[derive(Debug, Clone, Copy)]
pub struct NothingOutside;

impl Outside for NothingOutside {
    fn economy(&self, name: &str, said: &mut Diagnostics) -> Option<Arc<Economy>> {
        said.push(cannot_be_opened(name));
        None
    }

    fn every_sector(&self, file: &str, _table: &IoTable, said: &mut Diagnostics) -> Option<DVector<f64>> {
        said.push(cannot_be_opened(file));
        None
    }
}

fn cannot_be_opened(name: &str) -> Diagnostic {
    Diagnostic::new(Code::WRONG_OPTION, format!("`{name}` cannot be opened here"))
        .help("options that name a table or a file are for `eslabon analyse`")
}

/// The classification in which every sector is a group by itself.
const BY_SECTOR: &str = "sectors";

impl OptionKey {
    /// The sector that is looked at.
    pub const FOCUS: Self = Self {
        name: "focus",
        takes: Takes::Sector,
        about: "The sector that is looked at.",
        default: DefaultTo::TableFocus,
    };

    /// The grouping of the sectors.
    pub const CLASSIFICATION: Self = Self {
        name: "by",
        takes: Takes::Classification,
        about: "The classification whose groups, or branches, buyers are put into.",
        default: DefaultTo::FirstClassification,
    };

    /// The value that a text stands for; nothing where it stands for none. What is wrong with the text and what the option takes is said,
    /// and what is to be known of a value that it does take.
    pub fn read(
        &self,
        text: &str,
        table: &IoTable,
        outside: &dyn Outside,
        said: &mut Diagnostics,
    ) -> Option<OptionValue> {
        let text = text.trim();
        match self.takes {
            Takes::Table => outside.economy(text, said).map(OptionValue::Table),
            Takes::Prices => {
                let prices = outside.every_sector(text, table, said)?;
                if let Some(doubt) = prices::doubt(self.name, &prices, table) {
                    said.push(doubt);
                }
                Some(OptionValue::Prices(prices))
            }
            Takes::Survey => outside.survey(text, said).map(|survey| OptionValue::Survey(Arc::new(survey))),
            _ => self.of_table(text, table).map_err(|problems| said.append(problems)).ok(),
        }
    }

    /// The value of an option that needs nothing but the table.
    fn of_table(&self, text: &str, table: &IoTable) -> Result<OptionValue, Diagnostics> {
        let value = match self.takes {
            Takes::Table | Takes::Prices | Takes::Survey => None,
            Takes::PerSector => match per_sector(text, table)? {
                Some(numbers) => return Ok(OptionValue::PerSector(numbers)),
                None => None,
            },
            Takes::Sector => {
                return table.naming().one(text).map(OptionValue::Sector).map_err(|error| error.diagnostic().into());
            }
            Takes::Classification => return classification(text, table).map(OptionValue::Classification),
            Takes::Factor => return self.factor(text, table).map(OptionValue::Factor),
            Takes::Number { least, most } => number(text, least, most).map(OptionValue::Number),
            Takes::Numbers { least } => numbers(text, least).map(OptionValue::Numbers),
            Takes::Count { least, most } => {
                text.parse().ok().filter(|count| (least..=most).contains(count)).map(OptionValue::Count)
            }
            Takes::Switch => text.parse().ok().map(OptionValue::Switch),
            Takes::Word(words) => words.iter().find(|word| **word == text).map(|word| OptionValue::Word(word)),
        };
        value.ok_or_else(|| {
            let message = format!("`{text}` is nothing that the option `{}` takes", self.name);
            Diagnostic::new(Code::WRONG_OPTION, message).help(format!("it takes {}", self.takes.words())).into()
        })
    }

    fn factor(&self, text: &str, table: &IoTable) -> Result<FactorKey, Diagnostics> {
        let known = FactorKey::words(table);
        if let Some((_, key)) = known.iter().find(|(word, _)| word == text) {
            return Ok(*key);
        }
        let words: Vec<&str> = known.iter().map(|(word, _)| word.as_str()).collect();
        let help = suggestion(text, words.iter().copied(), &format!("this table has: {}", words.join(", ")));
        let message = format!("`{text}` is nothing that the option `{}` takes", self.name);
        Err(Diagnostic::new(Code::WRONG_OPTION, message).help(help).into())
    }

    /// The value without a word from the analyst, if there is one for this table.
    pub fn default_for(&self, table: &IoTable) -> Option<OptionValue> {
        match self.default {
            DefaultTo::Nothing => None,
            DefaultTo::TableFocus => table
                .manifest()
                .focus
                .as_deref()
                .and_then(|focus| table.naming().one(focus).ok())
                .map(OptionValue::Sector),
            DefaultTo::FirstClassification => {
                let first = table.classifications().first().cloned().unwrap_or_else(|| by_sector(table));
                Some(OptionValue::Classification(first))
            }
            DefaultTo::Text(text) => self.read(text, table, &NothingOutside, &mut Diagnostics::default()),
        }
    }
}

impl Takes {
    /// What stands for its value in help and messages.
    pub fn placeholder(self) -> &'static str {
        match self {
            Self::Sector => "SECTOR",
            Self::Classification => "CLASSIFICATION",
            Self::Number { .. } => "NUMBER",
            Self::Numbers { .. } => "NUMBER,...",
            Self::Count { .. } => "N",
            Self::Switch | Self::Word(_) => "WORD",
            Self::PerSector => "SECTOR:NUMBER,...",
            Self::Table => "TABLE",
            Self::Prices => "FILE",
            Self::Survey => "SURVEY",
            Self::Factor => "FACTOR",
        }
    }

    /// What it takes, for help and messages.
    pub fn words(self) -> String {
        match self {
            Self::Sector => "a sector by code or name".to_owned(),
            Self::Classification => {
                format!("a classification of the table, or `{BY_SECTOR}` for each sector by itself")
            }
            Self::Number { least, most: f64::INFINITY } => format!("a number of at least {least}"),
            Self::Number { least, most } => format!("a number from {least} to {most}"),
            Self::Numbers { least } => format!("numbers of at least {least}, separated by commas"),
            Self::Count { least, most: usize::MAX } => format!("a whole number of at least {least}"),
            Self::Count { least, most } => format!("a whole number from {least} to {most}"),
            Self::Switch => "`true` or `false`".to_owned(),
            Self::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
            Self::PerSector => "SECTOR:NUMBER, separated by commas, each sector once".to_owned(),
            Self::Table => "another table, by name or path".to_owned(),
            Self::Prices => "a CSV file with the columns `sector` and `value`".to_owned(),
            Self::Survey => "a survey that comes with the program, or the path of a survey.toml".to_owned(),
            Self::Factor => {
                "`output`, `income`, `value-added`, `imports`, `taxes`, a row of primary inputs or a satellite \
                             account of the table"
                    .to_owned()
            }
        }
    }
}

impl DefaultTo {
    /// What the default is, for help.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::TableFocus => "the table's focus",
            Self::FirstClassification => "the table's first classification, or each sector by itself",
            Self::Text(text) => text,
        }
    }
}

fn number(text: &str, least: f64, most: f64) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && (least..=most).contains(number))
}

fn numbers(text: &str, least: f64) -> Option<Vec<f64>> {
    let mut list = text.split(',').map(|part| number(part, least, f64::INFINITY)).collect::<Option<Vec<f64>>>()?;
    list.sort_by(f64::total_cmp);
    list.dedup();
    Some(list)
}

/// A number for each sector that is named; none where a part is no sector with a number, or a sector stands twice.
fn per_sector(text: &str, table: &IoTable) -> Result<Option<BTreeMap<usize, f64>>, Diagnostics> {
    let mut numbers = BTreeMap::new();
    for part in text.split(',') {
        let Some((name, text)) = part.rsplit_once(':') else { return Ok(None) };
        let Some(number) = number(text, f64::NEG_INFINITY, f64::INFINITY) else { return Ok(None) };
        for sector in table.naming().word(name).map_err(|error| Diagnostics::from(error.diagnostic()))? {
            if numbers.insert(sector, number).is_some() {
                return Ok(None);
            }
        }
    }
    Ok(Some(numbers))
}

fn classification(id: &str, table: &IoTable) -> Result<Classification, Diagnostics> {
    if let Some(found) = table.classification(id) {
        return Ok(found.clone());
    }
    if id == BY_SECTOR {
        return Ok(by_sector(table));
    }
    let known: Vec<&str> = table.classifications().iter().map(Classification::id).chain([BY_SECTOR]).collect();
    let help = suggestion(id, known.iter().copied(), &format!("there are: {}", known.join(", ")));
    Err(Diagnostic::new(Code::UNKNOWN_CLASSIFICATION, format!("the table has no classification `{id}`"))
        .help(help)
        .into())
}

fn by_sector(table: &IoTable) -> Classification {
    Classification::new(BY_SECTOR, table.sectors().iter().map(|sector| sector.code.clone()).collect())
}

pub(in crate::analysis) use prices::{UNLIKELY, are_unlikely};

#[cfg(test)]
mod tests;
