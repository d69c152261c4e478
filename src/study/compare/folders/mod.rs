//! Two earlier results beside one another, from the texts of their files. Scenarios are paired by name, numbers by metric, rows of further
//! files by their key, and a scenario whose table, closure, focus or years differ is shown but not subtracted.

mod kind;
mod limit;
mod metrics;
mod outcomes;
mod result;
mod rows;
mod sheet;

pub use limit::{Limit, Limits};
pub use result::{EarlierResult, ResultFiles};

use super::against::Against;
use crate::words::{Column, Unit};
use result::MetricRow;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Two earlier results beside one another.
#[derive(Debug)]
pub struct FolderComparison<'r> {
    first: &'r EarlierResult,
    second: &'r EarlierResult,
    pairs: Vec<Pair<'r>>,
}

/// A metric of a scenario in one result or both.
#[derive(Debug, Clone, Copy)]
struct Pair<'r> {
    first: Option<&'r MetricRow>,
    second: Option<&'r MetricRow>,
    /// Whether both ran on the same table, closure, focus and years.
    comparable: bool,
}

impl<'r> Pair<'r> {
    /// The row that there is, the first where there are both.
    fn row(&self) -> Option<&'r MetricRow> {
        self.first.or(self.second)
    }

    /// The second against the first, where they can be compared.
    fn against(&self) -> Option<Against> {
        let value = |row: Option<&MetricRow>| row.and_then(|row| row.value);
        value(self.second).filter(|_| self.comparable).map(|second| Against::of(second, value(self.first)))
    }
}

impl<'r> FolderComparison<'r> {
    /// Pairs what the two results have in common.
    pub fn of(first: &'r EarlierResult, second: &'r EarlierResult) -> Self {
        let key = |row: &'r MetricRow| (row.scenario.as_str(), row.metric.as_str());
        let others: HashMap<(&str, &str), &MetricRow> = second.comparison.iter().map(|row| (key(row), row)).collect();
        let mut paired = HashSet::new();
        let mut pairs: Vec<Pair<'r>> = first
            .comparison
            .iter()
            .map(|row| {
                let other = others.get(&key(row)).copied();
                paired.extend(other.map(key));
                let comparable = other.is_some_and(|other| same_world(first, second, row, other));
                Pair { first: Some(row), second: other, comparable }
            })
            .collect();
        let alone = second.comparison.iter().filter(|row| !paired.contains(&key(row)));
        pairs.extend(alone.map(|row| Pair { first: None, second: Some(row), comparable: false }));
        Self { first, second, pairs }
    }

    /// The names of the scenarios that ran on the same table, closure, focus and years in both results.
    fn compared(&self) -> BTreeSet<&'r str> {
        let pairs = self.pairs.iter().filter(|pair| pair.comparable);
        pairs.filter_map(|pair| pair.row().map(|row| row.scenario.as_str())).collect()
    }
}

/// The columns of two numbers and their difference.
fn numbers() -> [Column; 4] {
    let number = |id, name, about| Column::number(id, name, Unit::None, about);
    [
        number("first", "First", "The number in the first result."),
        number("second", "Second", "The number in the second result."),
        number("difference", "Difference", "Second less first."),
        Column::number(
            "percent",
            "Percent",
            Unit::Percent,
            "Difference in percent of the first; empty where that is zero.",
        ),
    ]
}

/// Whether a scenario ran on the same table, closure, focus and years in both results.
fn same_world(first: &EarlierResult, second: &EarlierResult, one: &MetricRow, other: &MetricRow) -> bool {
    one.block == other.block && one.unit == other.unit && first.table(&one.block) == second.table(&other.block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Economy;
    use crate::report::Format;
    use crate::study::fixture::on;
    use crate::study::{Base, Closure, Comparison, Scenario, run};
    use crate::table::Denominator;
    use crate::table::fixture::two_sectors;
    use crate::words::{Diagnostics, Frame, Value};
    use std::sync::Arc;

    /// The files of a result: scenarios called `a`, `b` ... that add so much to the first sector's use of the second.
    struct Files {
        certificate: String,
        comparison: String,
        outcomes: String,
    }

    fn files(adds: &[f64], payer: &str, focus: usize) -> Files {
        let economy = Arc::new(Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap());
        let base = Arc::new(Base::new(economy, Closure::Open, Some(focus), Vec::new()).unwrap());
        let scenarios: Vec<Scenario> = adds
            .iter()
            .zip(["a", "b", "c"])
            .map(|(add, name)| {
                let text = format!(
                    "[[shock.coefficient]]\nname = 'x'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = {add}\ninstead_of = '{payer}'\n"
                );
                Scenario { name: name.to_owned(), ..on(base.clone(), &text).unwrap() }
            })
            .collect();
        let outcomes = run(&scenarios, &|_, _| {}).unwrap();
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let csv = |frame: Frame| String::from_utf8(Format::named("csv").unwrap().bytes(&[&frame]).unwrap()).unwrap();
        Files {
            certificate: certificate("fixture", "sha256:1"),
            comparison: csv(comparison.comparison().unwrap()),
            outcomes: csv(comparison.outcomes().unwrap()),
        }
    }

    fn certificate(table: &str, checksum: &str) -> String {
        let table = serde_json::json!({ "id": table, "checksum": checksum });
        serde_json::json!({ "program": "eslabon", "version": "0.1.0", "tables": [table] }).to_string()
    }

    fn read(folder: &str, files: &Files) -> Result<EarlierResult, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let texts = ResultFiles {
            folder,
            certificate: &files.certificate,
            comparison: &files.comparison,
            outcomes: &files.outcomes,
            further: &[],
        };
        EarlierResult::read(&texts, &mut diagnostics).ok_or(diagnostics)
    }

    fn cell(frame: &Frame, scenario: &str, metric: &str, column: &str) -> Value {
        let is = |row: &&Vec<Value>| row[0].text() == Some(scenario) && row[1].text() == Some(metric);
        frame.rows.iter().find(is).unwrap()[frame.position(column).unwrap()].clone()
    }

    #[test]
    fn a_result_against_itself_has_no_difference() {
        let one = read("out/one", &files(&[0.05, 0.1], "operating_surplus", 1)).unwrap();
        let both = FolderComparison::of(&one, &one);
        let frame = both.comparison().unwrap();
        assert_eq!(frame.rows.len(), one.comparison.len());
        let difference = frame.position("difference").unwrap();
        assert!(frame.cells(difference).all(|cell| cell.number().is_none_or(|number| number == 0.0)));
        assert!(frame.cells(difference).any(|cell| *cell == Value::Number(0.0)));
        assert!(frame.notes.is_empty(), "{:?}", frame.notes);
        let outcomes = both.outcomes().unwrap();
        assert!(outcomes.rows.is_empty() && outcomes.notes[0].starts_with("0 of "), "{:?}", outcomes.notes);
    }

    #[test]
    fn numbers_are_subtracted_to_the_last_digit_and_what_stands_alone_is_said() {
        let one = read("one", &files(&[0.05, 0.1], "operating_surplus", 1)).unwrap();
        let two = read("two", &files(&[0.1], "compensation", 1)).unwrap();
        let both = FolderComparison::of(&one, &two);
        let frame = both.comparison().unwrap();
        // 100 instead of 50 redirected; outputs as with a_21 = .25 and .30, determinants .745 and .7325 - .02 = .7325.
        assert_eq!(cell(&frame, "a", "dose", "percent"), Value::Number(100.0));
        let output = |add: f64| (350.0 * (1.15 + add) + 1700.0 * 1.1) / (0.7575 - 0.25 * add);
        let difference = cell(&frame, "a", "output", "difference").number().unwrap();
        assert!((difference - (output(0.1) - output(0.05))).abs() < 1e-9, "{difference}");
        assert_eq!(cell(&frame, "a", "payer", "second_words"), "compensation".into());
        assert_eq!(cell(&frame, "b", "output", "second"), Value::Empty);
        let expected = [
            "`a` is paid for by operating_surplus and by compensation: value added cannot be compared.",
            "`b` stands in the first result only.",
        ];
        assert_eq!(frame.notes, expected);
        let outcomes = both.outcomes().unwrap();
        let (sector, metric) = (outcomes.position("sector").unwrap(), outcomes.position("metric").unwrap());
        let row =
            outcomes.rows.iter().find(|row| row[sector] == "S2".into() && row[metric] == "output".into()).unwrap();
        assert!(row[outcomes.position("difference").unwrap()].number().unwrap() > 0.0);
        assert!(outcomes.rows.iter().all(|row| row[0] == "a".into()));
    }

    #[test]
    fn another_focus_and_another_table_of_the_same_name_are_not_subtracted() {
        let one = read("one", &files(&[0.05], "compensation", 1)).unwrap();
        let two = read("two", &files(&[0.05], "compensation", 0)).unwrap();
        let frame = FolderComparison::of(&one, &two).comparison().unwrap();
        assert_eq!(cell(&frame, "a", "output", "difference"), Value::Empty);
        assert_eq!(cell(&frame, "a", "output", "block"), "fixture, open, S2, 2021; fixture, open, S1, 2021".into());
        assert_eq!(frame.notes, ["`a` ran on fixture, open, S2, 2021 and on fixture, open, S1, 2021: not subtracted."]);
        let mut other = files(&[0.05], "compensation", 1);
        other.certificate = certificate("fixture", "sha256:2");
        let other = read("other", &other).unwrap();
        let frame = FolderComparison::of(&one, &other).comparison().unwrap();
        assert_eq!(cell(&frame, "a", "output", "difference"), Value::Empty);
        assert_eq!(frame.notes, ["`a` ran on tables of the same name that are not the same: not subtracted."]);
        assert!(FolderComparison::of(&one, &other).outcomes().unwrap().rows.is_empty());
    }

    #[test]
    fn limits_pass_or_fail() {
        let one = read("one", &files(&[0.05, 0.1], "operating_surplus", 1)).unwrap();
        let two = read("two", &files(&[0.0502, 0.1], "operating_surplus", 1)).unwrap();
        let three = read("three", &files(&[0.05], "operating_surplus", 1)).unwrap();
        let limits = |words: &[&str]| -> Vec<Limit> { words.iter().map(|word| Limit::parse(word).unwrap()).collect() };
        let check = |second: &EarlierResult, words: &[&str]| {
            let checked = FolderComparison::of(&one, second).check(&limits(words)).unwrap();
            let verdict = checked.frame.position("verdict").unwrap();
            let verdicts: Vec<String> =
                checked.frame.cells(verdict).filter_map(|cell| cell.text().map(str::to_owned)).collect();
            (checked.passed, verdicts)
        };
        let said = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(check(&two, &["dose=1"]), (true, said(&["within", "within"])));
        assert_eq!(check(&two, &["dose=0.1"]), (false, said(&["above", "within"])));
        assert_eq!(check(&two, &["dose=0.1", "value_added=0"]).1.len(), 4);
        assert_eq!(check(&three, &["dose=1"]), (false, said(&["within", "missing"])));
        // No percent where the first is zero: any difference is too much.
        assert!(check(&two, &["dose_injected=0"]).0);
        assert!(check(&one, &["all=0"]).0 && !check(&two, &["all=1e-9"]).0);
        let problems = FolderComparison::of(&one, &two).check(&limits(&["valu_added=1"])).unwrap_err();
        let help = problems.iter().next().unwrap().help.clone().unwrap();
        assert!(help.starts_with("did you mean `value_added`?"), "{help}");
    }

    #[test]
    fn every_problem_of_every_file_is_told_at_its_line() {
        let mut wrong = files(&[0.05], "compensation", 1);
        wrong.certificate = "{}".into();
        wrong.comparison = "scenario,metric,unit,value,words,payer,year,block\na,output,x,many,,p,2021,b\n\
                            a,dose,x,inf,,p,soon,b\na,dose,x,1,,p,2021,b\na,reach\n"
            .into();
        wrong.outcomes = "scenario,point\n".into();
        let problems = read("out", &wrong).unwrap_err();
        let said: Vec<(String, Option<usize>)> = problems
            .iter()
            .map(|problem| {
                let place = problem.place.as_ref().unwrap();
                assert!(problem.help.is_some() && place.file.starts_with("out/"));
                (problem.message.clone(), place.line_and_column().map(|(line, _)| line))
            })
            .collect();
        let expected = [
            ("this is not the certificate of a result of this program", None),
            ("`value` is `many`, which is not a finite number", Some(2)),
            ("`value` is `inf`, which is not a finite number", Some(3)),
            ("`year` is `soon`, which is not a whole number", Some(3)),
            ("this row has 2 cells for 8 columns", Some(5)),
            ("the columns draw, year, sector, sector_name, metric, unit, value are missing", Some(1)),
        ];
        let expected: Vec<(String, Option<usize>)> =
            expected.into_iter().map(|(message, line)| (message.to_owned(), line)).collect();
        assert_eq!(said, expected);
        // A column that earlier versions did not write is read as strictly where it is there.
        let mut wrong = files(&[0.05], "compensation", 1);
        wrong.comparison =
            "scenario,metric,unit,value,words,payer,year,block,equal_dose\na,output,x,1,,p,2021,b,lots\n".into();
        let problems = read("out", &wrong).unwrap_err();
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said, ["`equal_dose` is `lots`, which is not a finite number"]);
    }
}
