//! `points`: a share for each of some years, straight lines between.
//!
//! u(t) between two given years runs in a straight line; before the first it is the first share, after the last the last. A
//! path may fall: a policy may end.

use super::{Path, PathKind, YEARS};
use crate::study::{Number, Parameters};
use crate::words::{Code, Diagnostic, Diagnostics, Item, Place, TypedValue};

pub(super) static KIND: PathKind = PathKind {
    id: "points",
    about: "A share for each of some years, straight lines between; held before the first and after the last.",
    takes: "{ 2022 = 0.1, 2026 = 0.8 } or [[2022, 0.1], [2026, 0.8]]",
    keys: &[],
    parse,
};

#[derive(Debug)]
struct Points {
    /// Years, ascending and each once, with their shares; at least one.
    list: Vec<(i32, Number)>,
}

fn parse(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Path>> {
    let before = diagnostics.errors();
    let mut list: Vec<(i32, Place, Number)> = match item.value() {
        TypedValue::Table => {
            let section = item.section(diagnostics)?;
            let mut point = |key: crate::words::Typed<&str>, item: Item<'_>| {
                let year = year(key.value.parse().ok(), &key.place, diagnostics);
                let share = Number::read(&item, diagnostics);
                Some((year?, key.place, share?))
            };
            section.entries().filter_map(|(key, item)| point(key, item)).collect()
        }
        TypedValue::Array => item.items(diagnostics)?.iter().filter_map(|item| pair(item, diagnostics)).collect(),
        _ => return item.wrong(KIND.takes, diagnostics),
    };
    list.sort_by_key(|(year, ..)| *year);
    for twice in list.windows(2).filter(|two| two[0].0 == two[1].0) {
        diagnostics.push(
            Diagnostic::new(Code::DUPLICATE_NAME, format!("the year {} stands twice", twice[1].0))
                .at(twice[1].1.clone())
                .help("give each year one share"),
        );
    }
    if list.is_empty() && diagnostics.errors() == before {
        let message = "the path `points` has no year";
        let help = format!("write {}", KIND.takes);
        diagnostics.push(Diagnostic::new(Code::MISSING_KEY, message).at(item.place()).help(help));
    }
    let list = list.into_iter().map(|(year, _, share)| (year, share)).collect();
    (diagnostics.errors() == before).then(|| Box::new(Points { list }) as Box<dyn Path>)
}

/// `[year, share]`.
fn pair(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<(i32, Place, Number)> {
    let two = item.items(diagnostics)?;
    let [at, share] = two.as_slice() else {
        return item.wrong("pairs [year, share]", diagnostics);
    };
    let typed = at.integer(diagnostics);
    let year = typed.and_then(|typed| year(Some(typed.value), &typed.place, diagnostics));
    let share = Number::read(share, diagnostics);
    Some((year?, at.place(), share?))
}

fn year(typed: Option<i64>, place: &Place, diagnostics: &mut Diagnostics) -> Option<i32> {
    let year = typed.and_then(|year| i32::try_from(year).ok()).filter(|year| YEARS.contains(year));
    if year.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::OUT_OF_RANGE, "a point of the path has no year").at(place.clone()).help(format!(
                "years are whole numbers from {} to {}",
                YEARS.start(),
                YEARS.end()
            )),
        );
    }
    year
}

impl Path for Points {
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        for (year, share) in &self.list {
            share.check(&year.to_string(), &(0.0..=1.0), parameters, diagnostics);
        }
    }

    fn level(&self, time: f64, parameters: &Parameters) -> f64 {
        let after = self.list.partition_point(|(year, _)| f64::from(*year) <= time);
        let share =
            |index: usize| self.list.get(index).map(|(year, share)| (f64::from(*year), share.value(parameters)));
        match (after.checked_sub(1).and_then(share), share(after)) {
            (Some((from, low)), Some((to, high))) => low + (high - low) * (time - from) / (to - from),
            (Some((_, only)), None) | (None, Some((_, only))) => only,
            (None, None) => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{levels, refused};

    #[test]
    fn lines_run_between_the_points_and_hold_outside() {
        let times = [2020.0, 2022.0, 2023.0, 2024.0, 2026.0, 2030.0];
        let shares = [0.25, 0.25, 0.5, 0.75, 0.5, 0.5];
        // The same path in either spelling and in any order.
        assert_eq!(levels("{ points = { 2022 = 0.25, 2024 = 0.75, 2026 = 0.5 } }", times), shares);
        assert_eq!(levels("{ points = [[2026, 0.5], [2022, 0.25], [2024, 0.75]] }", times), shares);
        assert_eq!(levels("{ points = { 2022 = 1 } }", [2000.0, 2022.0, 2050.0]), [1.0, 1.0, 1.0]);
    }

    #[test]
    fn every_wrong_point_is_told() {
        let said = refused("{ points = [[2022, 0.1], [2022, 0.2], [2023], [1.5, 0.3], [20222, 0.3], 7] }");
        assert_eq!(
            said,
            [
                "wrong-type: `points` is a list",
                "wrong-type: `points` is a number",
                "out-of-range: a point of the path has no year",
                "wrong-type: `points` is a whole number",
                "duplicate-name: the year 2022 stands twice",
            ]
        );
        assert_eq!(refused("{ points = {} }"), ["missing-key: the path `points` has no year"]);
        assert_eq!(refused("{ points = { x = 0.2 } }"), ["out-of-range: a point of the path has no year"]);
        assert_eq!(refused("{ points = { 2022 = 1.2 } }"), ["out-of-range: `2022` is 1.2"]);
    }
}
