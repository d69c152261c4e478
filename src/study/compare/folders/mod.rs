//! Two earlier results beside one another, from the texts of their files. Scenarios are paired by name, numbers by metric, rows of further
//! files by their key, and
//! a scenario whose table, closure, focus or years differ is shown but not subtracted.

mod kind;
mod limit;
mod result;
mod rows;
mod sheet;

pub use limit::{Limit, Limits};
pub use result::{EarlierResult, ResultFiles};

use super::against::Against;
use crate::words::{Column, Frame, FrameError, Unit, Value};
use result::{MetricRow, OutcomeRow};
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

    /// `comparison`: a row per scenario and metric, the second result against the first.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn comparison(&self) -> Result<Frame, FrameError> {
        self.of_metrics(|_| true)
    }

    /// The same for a reader: the metrics that a run shows first, and the further files that are few numbers.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn overview(&self) -> Result<Vec<Frame>, FrameError> {
        let mut frame = self.of_metrics(|row| SHORT.contains(&row.metric.as_str()))?;
        frame.note("Shown are the first metrics; every number, by year and sector too, with `--format` or `-o`.");
        Ok([vec![frame], self.further_in_short()?].concat())
    }

    fn of_metrics(&self, is_shown: impl Fn(&MetricRow) -> bool) -> Result<Frame, FrameError> {
        let mut columns = vec![
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("metric", "Metric", "What is measured; `eslabon list metrics` explains each."),
            Column::text("unit", "Unit", "The unit of the numbers of the row."),
        ];
        columns.extend(numbers());
        columns.extend([
            Column::text("first_words", "First, in words", "The answer of a metric that is not a number."),
            Column::text("second_words", "Second, in words", "The same in the second result."),
            Column::text("block", "Block", "Table, closure, focus and years; both where they differ."),
            Column::number(
                "first_equal_dose",
                "First, equal dose",
                Unit::None,
                "The first at the common dose of its run.",
            ),
            Column::number("second_equal_dose", "Second, equal dose", Unit::None, "The same in the second result."),
            Column::number(
                "equal_dose_difference",
                "Equal dose: difference",
                Unit::None,
                "The second at equal dose less the first.",
            ),
        ]);
        let title = format!("{} against {}", self.second.folder, self.first.folder);
        let mut frame = Frame::new("comparison", title, columns);
        for pair in &self.pairs {
            let Some(row) = pair.row().filter(|row| is_shown(row)) else { continue };
            let mut cells: Vec<Value> =
                vec![row.scenario.as_str().into(), row.metric.as_str().into(), row.unit.as_str().into()];
            let value = |row: Option<&MetricRow>| row.and_then(|row| row.value);
            cells.extend([value(pair.first).into(), value(pair.second).into()]);
            let against = pair.against();
            cells.push(against.and_then(|against| against.difference).into());
            cells.push(against.and_then(|against| against.percent).into());
            let words = |row: Option<&MetricRow>| row.and_then(|row| row.words.clone());
            cells.extend([words(pair.first).into(), words(pair.second).into(), block(pair).into()]);
            let [one, two] = [pair.first, pair.second].map(|row| row.and_then(|row| row.equal_dose));
            let both = two.filter(|_| pair.comparable).and_then(|two| Against::of(two, one).difference);
            cells.extend([one.into(), two.into(), both.into()]);
            frame.push(cells);
        }
        for note in self.notes() {
            frame.note(note);
        }
        frame.finish()
    }

    /// `outcomes`: the numbers by point, year and sector that are not the same in both results.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn outcomes(&self) -> Result<Frame, FrameError> {
        let mut columns = vec![
            Column::text("scenario", "Scenario", "The name of the scenario."),
            Column::text("point", "Point", "Where within the ranges of its parameters it ran."),
            Column::text("draw", "Draw", "The number of the random draw; empty where nothing is drawn."),
            Column::integer("year", "Year", Unit::None, "The year."),
            Column::text("sector", "Sector", "The code of the sector, `total` for all together."),
            Column::text("sector_name", "Name", "The name of the sector."),
            Column::text("metric", "Metric", "What is measured."),
            Column::text("unit", "Unit", "The unit of the numbers of the row."),
        ];
        columns.extend(numbers());
        let title = format!("What differs by year and sector: {} against {}", self.second.folder, self.first.folder);
        let mut frame = Frame::new("outcomes", title, columns);
        let others: HashMap<_, &OutcomeRow> = self.second.outcomes.iter().map(|row| (row.key(), row)).collect();
        let comparable = self.compared();
        let (mut same, mut alone) = (0_usize, 0_usize);
        for row in self.first.outcomes.iter().filter(|row| comparable.contains(row.scenario.as_str())) {
            let Some(other) = others.get(&row.key()) else {
                alone += 1;
                continue;
            };
            if other.value == row.value {
                same += 1;
                continue;
            }
            let against = Against::of(other.value, Some(row.value));
            let text = |text: &str| if text.is_empty() { Value::Empty } else { text.into() };
            let mut cells = vec![text(&row.scenario), text(&row.point), text(&row.draw), row.year.into()];
            cells.extend([&row.sector, &row.sector_name, &row.metric, &row.unit].map(|cell| text(cell)));
            cells.extend([row.value.into(), other.value.into(), against.difference.into(), against.percent.into()]);
            frame.push(cells);
        }
        let paired = same + frame.rows.len();
        frame.note(format!("{} of {paired} paired numbers differ.", frame.rows.len()));
        if alone > 0 {
            frame.note(format!("{alone} numbers of these scenarios stand in the first result only."));
        }
        frame.finish()
    }

    /// The names of the scenarios that ran on the same table, closure, focus and years in both results.
    fn compared(&self) -> BTreeSet<&'r str> {
        let pairs = self.pairs.iter().filter(|pair| pair.comparable);
        pairs.filter_map(|pair| pair.row().map(|row| row.scenario.as_str())).collect()
    }

    /// What must be known to read the differences.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |sentence: String| {
            if !notes.contains(&sentence) {
                notes.push(sentence);
            }
        };
        for pair in &self.pairs {
            match (pair.first, pair.second) {
                (Some(first), Some(second)) => {
                    let name = &first.scenario;
                    if !pair.comparable && first.block == second.block {
                        say(format!("`{name}` ran on tables of the same name that are not the same: not subtracted."));
                    } else if !pair.comparable {
                        say(format!("`{name}` ran on {} and on {}: not subtracted.", first.block, second.block));
                    } else if first.payer != second.payer {
                        say(format!(
                            "`{name}` is paid for by {} and by {}: value added cannot be compared.",
                            first.payer, second.payer
                        ));
                    }
                }
                (Some(row), None) if !self.second.has(&row.scenario) => {
                    say(format!("`{}` stands in the first result only.", row.scenario));
                }
                (None, Some(row)) if !self.first.has(&row.scenario) => {
                    say(format!("`{}` stands in the second result only.", row.scenario));
                }
                _ => {}
            }
        }
        if self.first.version != self.second.version {
            let (first, second) = (&self.first.version, &self.second.version);
            notes.push(format!("The results come from versions {first} and {second} of the program."));
        }
        notes
    }
}

/// The metrics that are shown to a reader.
const SHORT: &[&str] = &[
    "dose",
    "focus_output",
    "value_added",
    "compensation",
    "imports",
    "depth_output",
    "effective_number.own_use_out",
    "reach",
];

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

fn block(pair: &Pair<'_>) -> String {
    match (pair.first, pair.second) {
        (Some(first), Some(second)) if first.block != second.block => format!("{}; {}", first.block, second.block),
        _ => pair.row().map(|row| row.block.clone()).unwrap_or_default(),
    }
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
    use crate::words::Diagnostics;
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
