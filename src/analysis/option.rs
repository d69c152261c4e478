//! One option of an analysis: its name, what it takes, and what it is without a word from the analyst.

use crate::table::IoTable;
use crate::words::{Classification, Code, Diagnostic, Diagnostics, suggestion};

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
#[derive(Debug, Clone, PartialEq)]
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
        name: "classification",
        takes: Takes::Classification,
        about: "The classification whose groups, or branches, buyers are put into.",
        default: DefaultTo::FirstClassification,
    };

    /// The value that a text stands for.
    ///
    /// # Errors
    /// Says what is wrong with the text and what the option takes.
    pub fn read(&self, text: &str, table: &IoTable) -> Result<OptionValue, Diagnostics> {
        let text = text.trim();
        let value = match self.takes {
            Takes::Sector => {
                return table.naming().one(text).map(OptionValue::Sector).map_err(|error| error.diagnostic().into());
            }
            Takes::Classification => return classification(text, table).map(OptionValue::Classification),
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
            DefaultTo::Text(text) => self.read(text, table).ok(),
        }
    }
}

impl Takes {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{branched, two_sectors};

    fn read(takes: Takes, text: &str) -> Result<OptionValue, String> {
        let key = OptionKey { name: "x", takes, about: "X.", default: DefaultTo::Nothing };
        let help = |problems: Diagnostics| problems.iter().find_map(|problem| problem.help.clone()).unwrap_or_default();
        key.read(text, &two_sectors()).map_err(help)
    }

    #[test]
    fn each_kind_reads_what_it_takes_and_says_what_it_would_have_taken() {
        let share = Takes::Number { least: 0.0, most: 1.0 };
        assert_eq!(read(share, " 0.5 "), Ok(OptionValue::Number(0.5)));
        for wrong in ["1.5", "-0.1", "nan", "inf", "half", ""] {
            assert_eq!(read(share, wrong), Err("it takes a number from 0 to 1".into()));
        }
        let list = Takes::Numbers { least: 0.0 };
        assert_eq!(read(list, "10, 1,1 ,0"), Ok(OptionValue::Numbers(vec![0.0, 1.0, 10.0])));
        assert_eq!(read(list, "1,,2"), Err("it takes numbers of at least 0, separated by commas".into()));
        let count = Takes::Count { least: 1, most: 9 };
        assert_eq!(read(count, "9"), Ok(OptionValue::Count(9)));
        assert!(read(count, "0").is_err() && read(count, "2.5").is_err() && read(count, "-1").is_err());
        assert_eq!(read(Takes::Switch, "true"), Ok(OptionValue::Switch(true)));
        assert!(read(Takes::Switch, "yes").is_err());
        let word = Takes::Word(&["kept", "dropped"]);
        assert_eq!(read(word, "kept"), Ok(OptionValue::Word("kept")));
        assert_eq!(read(word, "keep"), Err("it takes `kept` or `dropped`".into()));
        assert_eq!(read(Takes::Sector, "sector 2"), Ok(OptionValue::Sector(1)));
    }

    #[test]
    fn defaults_come_from_the_table() {
        assert_eq!(OptionKey::FOCUS.default_for(&two_sectors()), None);
        assert_eq!(OptionKey::FOCUS.default_for(&branched()), Some(OptionValue::Sector(0)));
        let Some(OptionValue::Classification(found)) = OptionKey::CLASSIFICATION.default_for(&branched()) else {
            panic!("no classification");
        };
        assert_eq!(found.id(), "branch");
        // A table without classifications is looked at sector by sector.
        let Some(OptionValue::Classification(each)) = OptionKey::CLASSIFICATION.default_for(&two_sectors()) else {
            panic!("no classification");
        };
        assert_eq!(each.labels(), ["S1", "S2"]);
    }
}
