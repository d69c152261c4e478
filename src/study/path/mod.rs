//! Paths: how a change comes about over the years. One file per kind, one line per kind in [`PATHS`].
//!
//! A path gives u(t), the share of a change that has come about in year t, from 0 to 1. It is the analyst's own statement
//! of time; adoption, where the share follows from who has adopted already, is another thing.

mod bass;
mod gompertz;
mod linear;
mod logistic;
mod points;
mod step;

use super::Parameters;
use super::entry::exactly_one;
use crate::words::{Diagnostics, Item, Key};
use std::fmt::Debug;
use std::ops::RangeInclusive;

/// A kind of path.
pub struct PathKind {
    /// The key that names it: `logistic`.
    pub id: &'static str,
    /// How u(t) runs, in one sentence.
    pub about: &'static str,
    /// What it takes, in words.
    pub takes: &'static str,
    /// Its keys; empty where it takes a list.
    pub keys: &'static [Key],
    /// Reads one; gives nothing where a message was added.
    pub parse: fn(&Item<'_>, &mut Diagnostics) -> Option<Box<dyn Path>>,
}

/// A path as typed; its numbers may be parameters.
pub trait Path: Debug + Send + Sync {
    /// Says where a number, at any point of the parameters, makes no path.
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics);

    /// u(t), from 0 to 1, at a time in years. Finite for every number that [`Path::check`] lets through.
    fn level(&self, time: f64, parameters: &Parameters) -> f64;
}

/// Every kind of path.
pub static PATHS: &[&PathKind] =
    &[&step::KIND, &linear::KIND, &logistic::KIND, &bass::KIND, &gompertz::KIND, &points::KIND];

/// Calendar years that a path, and a scenario, may name.
pub(super) const YEARS: RangeInclusive<i32> = 1..=9999;

/// The same for a time within years.
const TIME: RangeInclusive<f64> = 1.0..=9999.0;

/// How long a rise may take, in years: from days to a millennium.
const SPAN: RangeInclusive<f64> = 0.01..=1000.0;

/// Reads `{ kind = ... }`; says so where there is not exactly one kind.
pub(super) fn read(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    let section = item.section(diagnostics)?;
    let keys: Vec<Key> = PATHS.iter().map(|kind| Key::optional(kind.id, kind.takes, kind.about)).collect();
    let before = diagnostics.errors();
    section.check_keys(&keys, diagnostics);
    if diagnostics.errors() > before {
        return None;
    }
    let ids: Vec<&str> = PATHS.iter().map(|kind| kind.id).collect();
    let one = exactly_one(&section, &ids, diagnostics)?;
    let kind = PATHS.iter().find(|kind| kind.id == one.key())?;
    (kind.parse)(&one, diagnostics)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::study::Parameter;
    use crate::words::Document;
    use proptest::prelude::*;

    /// Reads and checks a path; gives every message instead where there is one.
    pub(super) fn path(text: &str, parameters: &Parameters) -> Result<Box<dyn Path>, Vec<String>> {
        let mut diagnostics = Diagnostics::default();
        let document = Document::parse("f", &format!("p = {text}"), &mut diagnostics);
        let path = document.root().get("p").and_then(|item| read(&item, &mut diagnostics));
        if let Some(path) = &path {
            path.check(parameters, &mut diagnostics);
        }
        match path {
            Some(path) if diagnostics.is_empty() => Ok(path),
            _ => Err(diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect()),
        }
    }

    pub(super) fn levels<const N: usize>(text: &str, times: [f64; N]) -> [f64; N] {
        let path = path(text, &Parameters::default()).unwrap();
        times.map(|time| path.level(time, &Parameters::default()))
    }

    pub(super) fn refused(text: &str) -> Vec<String> {
        path(text, &Parameters::default()).map(|path| format!("{path:?}")).unwrap_err()
    }

    #[test]
    fn exactly_one_kind_is_named() {
        assert_eq!(refused("{ logistc = { midpoint = 2027 } }"), ["unknown-key: `p` has no key `logistc`"]);
        assert!(refused("{}")[0].starts_with("exactly-one: none of `step`, `linear`"));
        let two = "{ step = { year = 2025 }, linear = { from = 2021, to = 2022 } }";
        assert_eq!(refused(two), ["exactly-one: `step` and `linear` are both there"]);
        assert_eq!(refused("3"), ["wrong-type: `p` is a whole number"]);
    }

    #[test]
    fn numbers_of_a_path_may_be_parameters() {
        let when = Parameters::new(vec![Parameter::new("when", 2027.0).between(Some(2025.0), None)]);
        let path = path("{ step = { year = 'when' } }", &when).unwrap();
        assert_eq!(path.level(2025.0, &when), 0.0);
        assert_eq!(path.level(2025.0, &when.at(&crate::study::Point::Low)), 1.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        /// Every rise stays between 0 and 1 and never turns back, however steep and however far away.
        #[test]
        fn rises_are_shares_and_never_fall(
            start in 1.0_f64..9000.0,
            span in prop::sample::select(vec![0.01, 0.5, 3.0, 8.0, 40.0, 999.0]),
            p in prop::sample::select(vec![1e-6, 0.003, 0.03, 1.0, 10.0]),
            q in prop::sample::select(vec![0.0, 0.38, 2.0, 10.0]),
            time in -100.0_f64..10_100.0,
            later in 0.0_f64..200.0,
        ) {
            for text in [
                format!("{{ step = {{ year = {start} }} }}"),
                format!("{{ linear = {{ from = {start}, to = {} }} }}", start + span),
                format!("{{ logistic = {{ midpoint = {start}, years_10_to_90 = {span} }} }}"),
                format!("{{ gompertz = {{ midpoint = {start}, years_10_to_90 = {span} }} }}"),
                format!("{{ bass = {{ innovation = {p}, imitation = {q}, start = {start} }} }}"),
            ] {
                let [before, after] = levels(&text, [time, time + later]);
                prop_assert!((0.0..=1.0).contains(&before) && (0.0..=1.0).contains(&after), "{text}: {before} {after}");
                prop_assert!(before <= after, "{text}: {before} falls to {after}");
            }
        }
    }
}
