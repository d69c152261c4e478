//! A number in a scenario: written out, or the name of a parameter. Nothing else: no expressions.

use super::{Parameter, Parameters};
use crate::words::{Code, Diagnostic, Diagnostics, Item, Place, TypedValue};
use std::ops::RangeInclusive;

/// A number as typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// Written out.
    Written {
        /// The number.
        value: f64,
        /// Where.
        place: Place,
    },
    /// The name of a parameter.
    Named {
        /// The parameter.
        parameter: String,
        /// Where.
        place: Place,
    },
}

impl Number {
    /// Reads a number or a parameter's name; says so where the value is neither.
    pub fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match item.value() {
            TypedValue::Text(parameter) => Some(Self::Named { parameter: parameter.clone(), place: item.place() }),
            TypedValue::Integer(_) | TypedValue::Float(_) => {
                item.number(diagnostics).map(|typed| Self::Written { value: typed.value, place: typed.place })
            }
            _ => item.wrong("a number, or the name of a parameter in quotes", diagnostics),
        }
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        match self {
            Self::Written { place, .. } | Self::Named { place, .. } => place,
        }
    }

    /// Its value under the parameters of a point. A name that no parameter has was refused by [`Number::check`].
    pub fn value(&self, parameters: &Parameters) -> f64 {
        match self {
            Self::Written { value, .. } => *value,
            Self::Named { parameter, .. } => parameters.value(parameter).unwrap_or(0.0),
        }
    }

    /// Every value that it can take at some point; none for a parameter that is not defined.
    pub fn values(&self, parameters: &Parameters) -> Vec<f64> {
        match self {
            Self::Written { value, .. } => vec![*value],
            Self::Named { parameter, .. } => parameters.get(parameter).map(Parameter::values).unwrap_or_default(),
        }
    }

    /// Says where the parameter is not defined, and where the number, or a value that the parameter can take, is outside a range.
    pub fn check(
        &self,
        key: &str,
        range: &RangeInclusive<f64>,
        parameters: &Parameters,
        diagnostics: &mut Diagnostics,
    ) {
        let outside = |value: f64| !range.contains(&value);
        match self {
            Self::Written { value, place } if outside(*value) => {
                diagnostics.push(out_of_range(format!("`{key}` is {value}"), key, range, place));
            }
            Self::Written { .. } => {}
            Self::Named { parameter, place } => match parameters.get(parameter) {
                None => diagnostics.push(unknown(parameter, parameters, place)),
                Some(found) => {
                    for value in found.values().into_iter().filter(|value| outside(*value)) {
                        let what = format!("`{key}` is `{parameter}`, which can be {value}");
                        diagnostics.push(out_of_range(what, key, range, place));
                    }
                }
            },
        }
    }
}

fn unknown(parameter: &str, parameters: &Parameters, place: &Place) -> Diagnostic {
    let names: Vec<&str> = parameters.iter().map(Parameter::name).collect();
    let allowed = if names.is_empty() {
        "the scenario has no [parameters]; define it there or write a number".to_owned()
    } else {
        format!("parameters are {}", names.join(", "))
    };
    let help = crate::words::suggestion(parameter, names.iter().copied(), &allowed);
    Diagnostic::new(Code::UNKNOWN_PARAMETER, format!("`{parameter}` is no parameter of this scenario"))
        .at(place.clone())
        .help(help)
}

fn out_of_range(what: String, key: &str, range: &RangeInclusive<f64>, place: &Place) -> Diagnostic {
    let (low, high) = (*range.start(), *range.end());
    let allowed = match (low == f64::MIN, high == f64::MAX) {
        (false, true) => format!("`{key}` takes a number of at least {low}"),
        (true, false) => format!("`{key}` takes a number of at most {high}"),
        _ => format!("`{key}` takes a number from {low} to {high}"),
    };
    Diagnostic::new(Code::OUT_OF_RANGE, what).at(place.clone()).help(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Place {
        Place::file("f")
    }

    #[test]
    fn a_name_takes_the_value_of_its_parameter() {
        let parameters = Parameters::new(vec![Parameter::new("tie", 0.2).between(Some(0.06), Some(0.5))]);
        let named = Number::Named { parameter: "tie".into(), place: at() };
        assert_eq!(named.value(&parameters), 0.2);
        assert_eq!(Number::Written { value: 3.0, place: at() }.value(&parameters), 3.0);
    }

    #[test]
    fn every_value_that_a_parameter_can_take_is_checked() {
        let parameters = Parameters::new(vec![Parameter::new("tie", 0.2).between(Some(-0.1), Some(1.5))]);
        let mut diagnostics = Diagnostics::default();
        let named = |parameter: &str| Number::Named { parameter: parameter.into(), place: at() };
        named("tie").check("share", &(0.0..=1.0), &parameters, &mut diagnostics);
        named("tye").check("share", &(0.0..=1.0), &parameters, &mut diagnostics);
        Number::Written { value: -2.0, place: at() }.check("scale", &(0.0..=f64::MAX), &parameters, &mut diagnostics);
        let said: Vec<String> = diagnostics.iter().map(|d| d.message.clone()).collect();
        assert_eq!(
            said,
            [
                "`share` is `tie`, which can be -0.1",
                "`share` is `tie`, which can be 1.5",
                "`tye` is no parameter of this scenario",
                "`scale` is -2",
            ]
        );
        let helps: Vec<&str> = diagnostics.iter().filter_map(|d| d.help.as_deref()).collect();
        assert_eq!(helps[0], "`share` takes a number from 0 to 1");
        assert_eq!(helps[2], "did you mean `tie`? parameters are tie");
        assert_eq!(helps[3], "`scale` takes a number of at least 0");
    }
}
