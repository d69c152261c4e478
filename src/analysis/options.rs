//! The options of one run of an analysis, read from words like `focus=ITS` and checked before anything is computed.

use super::{AnalysisError, FactorKey, OptionKey, OptionValue, Outside};
use crate::model::Economy;
use crate::table::{IoTable, Survey};
use crate::words::{Classification, Code, Diagnostic, Diagnostics, suggestion};
use nalgebra::DVector;
use std::collections::BTreeMap;

/// Values of options by name; each is of the kind that its key takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    values: BTreeMap<&'static str, OptionValue>,
    /// What is to be known of what they name, though they are taken.
    said: Diagnostics,
}

impl Options {
    /// Reads words like `focus=ITS`; what they leave out comes from the table and from the defaults of the keys.
    ///
    /// # Errors
    /// Returns every word without `=`, every unknown or repeated name and every value that its key does not take.
    pub fn read<W: AsRef<str>>(
        keys: &'static [OptionKey],
        table: &IoTable,
        words: &[W],
        outside: &dyn Outside,
    ) -> Result<Self, Diagnostics> {
        let mut options = Self::default();
        for word in words {
            options.read_one(keys, table, word.as_ref(), outside);
        }
        if options.said.has_errors() {
            return Err(options.said);
        }
        for key in keys {
            if let (false, Some(value)) = (options.values.contains_key(key.name), key.default_for(table)) {
                options.values.insert(key.name, value);
            }
        }
        Ok(options)
    }

    fn read_one(&mut self, keys: &'static [OptionKey], table: &IoTable, word: &str, outside: &dyn Outside) {
        let (name, text) = word.split_once('=').unwrap_or((word, ""));
        let name = name.trim();
        let Some(key) = keys.iter().find(|key| key.name == name) else {
            self.said.push(unknown_option(keys, name, "this analysis"));
            return;
        };
        if !word.contains('=') {
            let message = format!("the option `{name}` has no value");
            let help = format!("write `{name}=...`; it takes {}", key.takes.words());
            self.said.push(Diagnostic::new(Code::WRONG_OPTION, message).help(help));
            return;
        }
        let Some(value) = key.read(text, table, outside, &mut self.said) else { return };
        if self.values.insert(key.name, value).is_some() {
            let message = format!("the option `{name}` is given twice");
            self.said.push(Diagnostic::new(Code::WRONG_OPTION, message).help("leave one of the two out"));
        }
    }

    /// Warnings: what is to be known of what the options name, though they are taken.
    pub fn said(&self) -> &Diagnostics {
        &self.said
    }

    /// The same with one more value, for a caller that has it already.
    #[must_use]
    pub fn with(mut self, key: &OptionKey, value: OptionValue) -> Self {
        self.values.insert(key.name, value);
        self
    }

    /// The position of a sector.
    ///
    /// # Errors
    /// Fails where neither the analyst nor the table gives it; so do the functions below.
    pub fn sector(&self, key: &OptionKey) -> Result<usize, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Sector(position)) => Ok(*position),
            _ => Err(missing(key)),
        }
    }

    /// A classification of the table.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn classification(&self, key: &OptionKey) -> Result<&Classification, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Classification(classification)) => Ok(classification),
            _ => Err(missing(key)),
        }
    }

    /// A number.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn number(&self, key: &OptionKey) -> Result<f64, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Number(number)) => Ok(*number),
            _ => Err(missing(key)),
        }
    }

    /// Numbers in rising order.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn numbers(&self, key: &OptionKey) -> Result<&[f64], AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Numbers(numbers)) => Ok(numbers),
            _ => Err(missing(key)),
        }
    }

    /// A whole number.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn count(&self, key: &OptionKey) -> Result<usize, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Count(count)) => Ok(*count),
            _ => Err(missing(key)),
        }
    }

    /// Numbers of sectors, by position.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn per_sector(&self, key: &OptionKey) -> Result<&BTreeMap<usize, f64>, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::PerSector(numbers)) => Ok(numbers),
            _ => Err(missing(key)),
        }
    }

    /// The model of another table.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn table(&self, key: &OptionKey) -> Result<&Economy, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Table(economy)) => Ok(economy),
            _ => Err(missing(key)),
        }
    }

    /// A survey of firms.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn survey(&self, key: &OptionKey) -> Result<&Survey, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Survey(survey)) => Ok(survey),
            _ => Err(missing(key)),
        }
    }

    /// A number for every sector, n x 1.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn every_sector(&self, key: &OptionKey) -> Result<&DVector<f64>, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Prices(numbers)) => Ok(numbers),
            _ => Err(missing(key)),
        }
    }

    /// Yes or no.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn switch(&self, key: &OptionKey) -> Result<bool, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Switch(on)) => Ok(*on),
            _ => Err(missing(key)),
        }
    }

    /// One of the words that the key allows.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn word(&self, key: &OptionKey) -> Result<&'static str, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Word(word)) => Ok(word),
            _ => Err(missing(key)),
        }
    }

    /// What is counted per unit of output.
    ///
    /// # Errors
    /// As [`Options::sector`].
    pub fn factor(&self, key: &OptionKey) -> Result<FactorKey, AnalysisError> {
        match self.values.get(key.name) {
            Some(OptionValue::Factor(factor)) => Ok(*factor),
            _ => Err(missing(key)),
        }
    }
}

fn missing(key: &OptionKey) -> AnalysisError {
    AnalysisError::MissingOption { name: key.name, takes: key.takes }
}

/// Says that a name is none of these options, which are those of `whose`: one analysis, or several.
pub fn unknown_option<'k>(keys: impl IntoIterator<Item = &'k OptionKey>, name: &str, whose: &str) -> Diagnostic {
    let mut names: Vec<&str> = Vec::new();
    for key in keys {
        if !names.contains(&key.name) {
            names.push(key.name);
        }
    }
    let allowed = match names[..] {
        [] => "this analysis takes no options".to_owned(),
        _ => format!("the options are: {}", names.join(", ")),
    };
    let help = suggestion(name, names, &allowed);
    Diagnostic::new(Code::UNKNOWN_OPTION, format!("`{name}` is no option of {whose}")).help(help)
}

#[cfg(test)]
mod tests {
    use super::super::{DefaultTo, NothingOutside, Takes};
    use super::*;
    use crate::table::fixture::{branched, two_sectors};

    const LIMITS: OptionKey = OptionKey {
        name: "limits",
        takes: Takes::Numbers { least: 0.0 },
        about: "Limits.",
        default: DefaultTo::Text("1,2"),
    };
    static KEYS: &[OptionKey] = &[OptionKey::FOCUS, OptionKey::CLASSIFICATION, LIMITS];

    #[test]
    fn words_come_before_the_table_and_the_table_before_nothing() {
        let options = Options::read(KEYS, &branched(), &["focus=S3", "limits=5"], &NothingOutside).unwrap();
        assert_eq!(options.sector(&OptionKey::FOCUS), Ok(2));
        assert_eq!(options.numbers(&LIMITS), Ok(&[5.0][..]));
        let none: [&str; 0] = [];
        let options = Options::read(KEYS, &branched(), &none, &NothingOutside).unwrap();
        assert_eq!(options.sector(&OptionKey::FOCUS), Ok(0));
        assert_eq!(options.numbers(&LIMITS), Ok(&[1.0, 2.0][..]));
        let options = Options::read(KEYS, &two_sectors(), &none, &NothingOutside).unwrap();
        assert_eq!(options.sector(&OptionKey::FOCUS), Err(missing(&OptionKey::FOCUS)));
        let given = options.with(&OptionKey::FOCUS, OptionValue::Sector(1));
        assert_eq!(given.sector(&OptionKey::FOCUS), Ok(1));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let words = ["focsu=S1", "focus=S9", "limits", "limits=1", "limits=2", "by=brnch", "zzz=1"];
        let problems = Options::read(KEYS, &branched(), &words, &NothingOutside).unwrap_err();
        let said: Vec<(&str, &str)> =
            problems.iter().map(|d| (d.code.id, d.help.as_deref().unwrap_or_default())).collect();
        assert_eq!(
            said.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            [
                "unknown-option",
                "unknown-sector",
                "wrong-option",
                "wrong-option",
                "unknown-classification",
                "unknown-option"
            ]
        );
        assert_eq!(said[0].1, "did you mean `focus`? the options are: focus, by, limits");
        assert_eq!(said[4].1, "did you mean `branch`? there are: branch, sectors");
        assert_eq!(said[5].1, "the options are: focus, by, limits");
    }

    #[test]
    fn a_value_of_another_kind_is_never_taken() {
        let options = Options::default().with(&LIMITS, OptionValue::Switch(true));
        assert!(options.numbers(&LIMITS).is_err() && options.number(&LIMITS).is_err());
        assert!(options.count(&LIMITS).is_err() && options.word(&LIMITS).is_err());
        assert_eq!(options.switch(&LIMITS), Ok(true));
    }
}
