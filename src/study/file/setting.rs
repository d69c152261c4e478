//! `--set NAME=VALUE`: a parameter gets another value from outside the file.

use crate::words::LARGEST;
use std::str::FromStr;

/// A parameter's name and the value it is to have.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The parameter.
    pub name: String,
    /// Its value, finite and not too large to calculate with.
    pub value: f64,
}

/// A text is no setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSetting {
    /// There is no `=`.
    #[error("write NAME=VALUE, for example tie=0.5")]
    NoValue,
    /// What follows `=` is a number too large to calculate with.
    #[error("`{value}` is too large to calculate with: write a number from {:e} to {LARGEST:e}", -LARGEST)]
    TooLarge {
        /// The text that follows.
        value: String,
    },
    /// What follows `=` is no finite number.
    #[error("`{value}` is no number: write NAME=VALUE, for example tie=0.5")]
    NoNumber {
        /// The text that follows.
        value: String,
    },
}

impl FromStr for Setting {
    type Err = NoSetting;

    fn from_str(text: &str) -> Result<Self, NoSetting> {
        let (name, value) = text.split_once('=').ok_or(NoSetting::NoValue)?;
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() {
            return Err(NoSetting::NoValue);
        }
        match value.parse::<f64>() {
            Ok(number) if number.abs() <= LARGEST => Ok(Self { name: name.to_owned(), value: number }),
            Ok(number) if number.is_finite() => Err(NoSetting::TooLarge { value: value.to_owned() }),
            _ => Err(NoSetting::NoNumber { value: value.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_a_name_and_a_number() {
        assert_eq!("tie=0.5".parse(), Ok(Setting { name: "tie".into(), value: 0.5 }));
        assert_eq!(" tie = -1e3 ".parse(), Ok(Setting { name: "tie".into(), value: -1000.0 }));
        let no_number = |value: &str| Err(NoSetting::NoNumber { value: value.into() });
        assert_eq!("tie".parse::<Setting>(), Err(NoSetting::NoValue));
        assert_eq!("=1".parse::<Setting>(), Err(NoSetting::NoValue));
        assert_eq!("tie=inf".parse::<Setting>(), no_number("inf"));
        assert_eq!("tie=a=b".parse::<Setting>(), no_number("a=b"));
        let too_large = "tie=-1e101".parse::<Setting>().unwrap_err();
        assert_eq!(
            too_large.to_string(),
            "`-1e101` is too large to calculate with: write a number from -1e100 to 1e100"
        );
    }
}
