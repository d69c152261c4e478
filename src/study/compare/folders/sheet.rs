//! Further files of an earlier result, of which a result has those that there was something to say for: a row per scenario and what
//! the columns of its key say, the other columns numbers or words.

use super::FolderComparison;
use super::kind::{KINDS, Kind, Shown};
use super::rows::each_row;
use crate::study::compare::against::Against;
use crate::words::{Column, Diagnostics, Frame, FrameError, Unit, Value};
use std::collections::HashMap;

/// A further file as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sheet {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The names of the files that may be read, without `.csv`.
    pub(super) fn ids() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|kind| kind.id)
    }

    /// Reads the text of one of them; says what is wrong with it. Nothing where there is no such kind.
    pub(super) fn read(id: &str, file: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let kind = KINDS.iter().find(|kind| kind.id == id)?;
        let mut sheet = Self::default();
        each_row(file, text, kind.key, diagnostics, |row, _| {
            if sheet.columns.is_empty() {
                sheet.columns = row.header().map(str::to_owned).collect();
            }
            sheet.rows.push(row.cells().map(str::to_owned).collect());
        });
        Some(sheet)
    }

    fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    fn cell<'s>(&self, row: &'s [String], column: &str) -> &'s str {
        self.at(column).and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    fn key<'s>(&self, row: &'s [String], kind: &Kind) -> Vec<&'s str> {
        kind.key.iter().map(|column| self.cell(row, column)).collect()
    }
}

/// A number as a cell holds it.
fn number(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Two sheets of one kind, with the rows of scenarios that can be compared.
struct Sheets<'s> {
    kind: &'static Kind,
    first: &'s Sheet,
    second: &'s Sheet,
    /// A row of the first, of the second, or of both.
    pairs: Vec<[Option<&'s [String]>; 2]>,
}

impl<'s> Sheets<'s> {
    fn of(kind: &'static Kind, first: &'s Sheet, second: &'s Sheet, is_compared: impl Fn(&str) -> bool) -> Self {
        let rows = |sheet: &'s Sheet| -> Vec<(Vec<&'s str>, &'s [String])> {
            let of = sheet.rows.iter().filter(|row| is_compared(sheet.cell(row, "scenario")));
            of.map(|row| (sheet.key(row, kind), row.as_slice())).collect()
        };
        let (ours, theirs) = (rows(first), rows(second));
        let known: HashMap<&[&str], &'s [String]> = theirs.iter().map(|(key, row)| (key.as_slice(), *row)).collect();
        let mine: HashMap<&[&str], &'s [String]> = ours.iter().map(|(key, row)| (key.as_slice(), *row)).collect();
        let mut pairs: Vec<[Option<&'s [String]>; 2]> =
            ours.iter().map(|(key, row)| [Some(*row), known.get(key.as_slice()).copied()]).collect();
        let alone = theirs.iter().filter(|(key, _)| !mine.contains_key(key.as_slice()));
        pairs.extend(alone.map(|(_, row)| [None, Some(*row)]));
        Self { kind, first, second, pairs }
    }

    /// The cells of a pair in a column.
    fn cells(&self, pair: &[Option<&'s [String]>; 2], column: &str) -> [&'s str; 2] {
        let [first, second] = pair;
        [first.map_or("", |row| self.first.cell(row, column)), second.map_or("", |row| self.second.cell(row, column))]
    }

    fn key(&self, pair: &[Option<&'s [String]>; 2]) -> Vec<&'s str> {
        let of = |column: &&str| {
            let [first, second] = self.cells(pair, column);
            if first.is_empty() { second } else { first }
        };
        self.kind.key.iter().map(of).collect()
    }

    /// The columns beside the key, of the first sheet and then of the second, each with whether all that stands there is a number.
    fn columns(&self) -> Vec<(&'s str, bool)> {
        let all = self.first.columns.iter().chain(&self.second.columns);
        let mut columns: Vec<(&str, bool)> = Vec::new();
        for column in all.filter(|column| !self.kind.key.contains(&column.as_str())) {
            if columns.iter().all(|(known, _)| known != column) {
                let mut cells = self.pairs.iter().flat_map(|pair| self.cells(pair, column));
                let has_some = cells.clone().any(|cell| !cell.is_empty());
                let is_number = cells.all(|cell| cell.is_empty() || number(cell).is_some());
                columns.extend(has_some.then_some((column.as_str(), is_number)));
            }
        }
        columns
    }

    fn key_columns(&self) -> Vec<Column> {
        self.kind.key.iter().map(|id| Column::text(*id, *id, "Which row it is.")).collect()
    }

    fn frame(&self, title: &str, is_short: bool) -> Result<Frame, FrameError> {
        match self.kind.shown {
            Shown::Beside => self.beside(title, is_short),
            Shown::Differing => self.differing(title),
            Shown::Alone => self.alone(title),
        }
    }

    fn beside(&self, title: &str, is_short: bool) -> Result<Frame, FrameError> {
        let mut found = self.columns();
        found.retain(|(id, _)| !is_short || self.kind.short.contains(id));
        let mut columns = self.key_columns();
        columns.push(Column::text("result", "Result", "The first result, the second, or the second less the first."));
        columns.extend(found.iter().map(|(id, is_number)| {
            let about = "As in the file of this name.";
            if *is_number {
                Column::number(*id, id.replace('_', " "), Unit::None, about)
            } else {
                Column::text(*id, id.replace('_', " "), about)
            }
        }));
        let mut frame = Frame::new(self.kind.id, title, columns);
        for pair in &self.pairs {
            let key: Vec<Value> = self.key(pair).into_iter().map(Value::from).collect();
            for (at, result) in ["first", "second"].into_iter().enumerate().filter(|(at, _)| pair[*at].is_some()) {
                let cell = |(id, is_number): &(&str, bool)| {
                    let text = self.cells(pair, id)[at];
                    match number(text).filter(|_| *is_number) {
                        Some(number) => number.into(),
                        None if text.is_empty() => Value::Empty,
                        None => text.into(),
                    }
                };
                let mut row = key.clone();
                row.push(result.into());
                row.extend(found.iter().map(cell));
                frame.push(row);
            }
            if let [Some(_), Some(_)] = pair {
                let difference = |(id, is_number): &(&str, bool)| {
                    let [first, second] = self.cells(pair, id).map(|cell| number(cell).filter(|_| *is_number));
                    Value::from(second.and_then(|second| Against::of(second, first).difference))
                };
                let mut row = key;
                row.push("difference".into());
                row.extend(found.iter().map(difference));
                frame.push(row);
            }
        }
        frame.finish()
    }

    fn differing(&self, title: &str) -> Result<Frame, FrameError> {
        let mut columns = self.key_columns();
        columns.push(Column::text("column", "Column", "The column of the file."));
        columns.extend(super::numbers());
        let mut frame = Frame::new(self.kind.id, title, columns);
        let found: Vec<&str> =
            self.columns().into_iter().filter(|(_, is_number)| *is_number).map(|(id, _)| id).collect();
        let (mut all, mut alone) = (0_usize, [0_usize; 2]);
        for pair in &self.pairs {
            match pair {
                [Some(_), None] => alone[0] += 1,
                [None, Some(_)] => alone[1] += 1,
                _ => {}
            }
            for id in &found {
                if pair.iter().any(Option::is_none) {
                    continue;
                }
                let [first, second] = self.cells(pair, id).map(number);
                all += usize::from(first.is_some() || second.is_some());
                if first == second {
                    continue;
                }
                let against = second.map(|second| Against::of(second, first));
                let mut row: Vec<Value> = self.key(pair).into_iter().map(Value::from).collect();
                row.extend([(*id).into(), first.into(), second.into()]);
                row.push(against.and_then(|against| against.difference).into());
                row.push(against.and_then(|against| against.percent).into());
                frame.push(row);
            }
        }
        frame.note(format!("{} of {all} numbers of paired rows differ, or stand in one row of two.", frame.rows.len()));
        for (count, which) in alone.into_iter().zip(["first", "second"]).filter(|(count, _)| *count > 0) {
            frame.note(format!("{count} rows stand in the {which} result only."));
        }
        frame.finish()
    }

    fn alone(&self, title: &str) -> Result<Frame, FrameError> {
        let mut columns = self.key_columns();
        columns.push(Column::text(
            "result",
            "Result",
            "In which result alone the row stands, the first or the second.",
        ));
        let mut frame = Frame::new(self.kind.id, title, columns);
        for pair in self.pairs.iter().filter(|pair| pair.iter().any(Option::is_none)) {
            let mut row: Vec<Value> = self.key(pair).into_iter().map(Value::from).collect();
            row.push(if pair[0].is_some() { "first" } else { "second" }.into());
            frame.push(row);
        }
        frame.note(format!("{} of {} rows stand in one result only.", frame.rows.len(), self.pairs.len()));
        frame.finish()
    }
}

impl FolderComparison<'_> {
    /// The further files that both results have, the second against the first, of the scenarios that can be compared: `decomposition`,
    /// `sensitivity`, `adoption`, `dominance`, `flips`, `ranking`, `channels` and `diffusion`.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn further(&self) -> Result<Vec<Frame>, FrameError> {
        self.sheets(false)
    }

    /// Those of them that are few numbers for a reader: what everyone else gains, rankings and what turns around, how far and how fast.
    pub(super) fn further_in_short(&self) -> Result<Vec<Frame>, FrameError> {
        self.sheets(true)
    }

    fn sheets(&self, is_short: bool) -> Result<Vec<Frame>, FrameError> {
        let compared = self.compared();
        let mut frames = Vec::new();
        let shown = |kind: &&Kind| !is_short || kind.shown != Shown::Differing;
        for kind in KINDS.iter().filter(shown) {
            let [first, second] = [self.first, self.second].map(|result| result.sheets.get(kind.id));
            let (Some(first), Some(second)) = (first, second) else { continue };
            let sheets = Sheets::of(kind, first, second, |scenario| compared.contains(scenario));
            if !sheets.pairs.is_empty() {
                let title = format!("{}: {} against {}", kind.title, self.second.folder, self.first.folder);
                frames.push(sheets.frame(&title, is_short)?);
            }
        }
        Ok(frames)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Format;
    use crate::study::compare::{Comparison, EarlierResult, ResultFiles};
    use crate::study::fixture::{on, scenario};
    use crate::study::{Point, Scenario};
    use crate::table::fixture::branched;

    /// The files of a result with a technology that spreads alone at a rate, and with a sector ahead of the others.
    fn files(rate: f64) -> Vec<(String, String)> {
        let text = |early: &str| {
            format!(
                "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
                 instead_of = 'compensation'\ninnovation = {rate}\nimitation = 0\n{early}"
            )
        };
        let base = scenario(branched(), "").unwrap().base;
        let of = |name: &str, early: &str| Scenario {
            name: name.to_owned(),
            years: (2021..=2031).collect(),
            ..on(base.clone(), &text(early)).unwrap()
        };
        let scenarios = [of("none", ""), of("policy", "early = [{ buyers = 'S4', innovation = 0.9 }]\n")];
        let outcomes = scenarios.map(|one| one.simulate(&Point::Central).unwrap());
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let mut frames = vec![comparison.comparison().unwrap(), comparison.outcomes().unwrap()];
        frames.extend(comparison.spreading().unwrap());
        frames.push(comparison.decomposition().unwrap());
        let csv = |frame: &Frame| String::from_utf8(Format::named("csv").unwrap().bytes(&[frame]).unwrap()).unwrap();
        frames.iter().map(|frame| (frame.id.clone(), csv(frame))).collect()
    }

    fn read(folder: &str, files: &[(String, String)]) -> Result<EarlierResult, Diagnostics> {
        let text = |id: &str| files.iter().find(|(name, _)| name == id).map_or("", |(_, text)| text.as_str());
        let further: Vec<(&str, &str)> = files.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        let mut diagnostics = Diagnostics::default();
        let texts = ResultFiles {
            folder,
            certificate: r#"{"program": "eslabon", "version": "0.1.0", "tables": []}"#,
            comparison: text("comparison"),
            outcomes: text("outcomes"),
            further: &further,
        };
        EarlierResult::read(&texts, &mut diagnostics).ok_or(diagnostics)
    }

    fn frame<'f>(frames: &'f [Frame], id: &str) -> &'f Frame {
        frames.iter().find(|frame| frame.id == id).unwrap()
    }

    fn cell(frame: &Frame, start: &[&str], column: &str) -> Value {
        let is = |row: &&Vec<Value>| row.iter().zip(start).all(|(cell, word)| cell.text() == Some(word));
        frame.rows.iter().find(is).unwrap()[frame.position(column).unwrap()].clone()
    }

    #[test]
    fn how_far_and_how_fast_stands_side_by_side() {
        let (one, two) = (read("one", &files(0.1)).unwrap(), read("two", &files(0.2)).unwrap());
        let both = FolderComparison::of(&one, &two);
        let frames = both.further().unwrap();
        let diffusion = frame(&frames, "diffusion");
        // Two scenarios, each as in the first, in the second, and the difference.
        assert_eq!(diffusion.rows.len(), 6);
        // s = 1 - exp(-p t) of who starts alone, ten years.
        let share = |rate: f64| 1.0 - (-10.0 * rate).exp();
        let at = |result: &str| cell(diffusion, &["none", "it", result], "adoption_of_others").number().unwrap();
        assert!((at("first") - share(0.1)).abs() < 1e-14 && (at("second") - share(0.2)).abs() < 1e-14);
        assert!((at("difference") - (share(0.2) - share(0.1))).abs() < 1e-14);
        assert_eq!(cell(diffusion, &["none", "it", "first"], "channel"), "none".into());
        assert_eq!(cell(diffusion, &["none", "it", "difference"], "channel"), Value::Empty);
        // By sector only what differs: who is ahead adopts alike in both.
        let adoption = frame(&frames, "adoption");
        let key = ["policy", "it", "S2", "adoption"];
        assert!((cell(adoption, &key, "second").number().unwrap() - share(0.2)).abs() < 1e-14);
        assert!(adoption.rows.iter().all(|row| row[0] != "policy".into() || row[2] != "S4".into() || {
            row[3].text().is_some_and(|column| column.contains("difference") || column.contains("earlier"))
        }));
        let parts = frame(&frames, "decomposition");
        assert!(parts.rows.iter().any(|row| row[2] == "from_technology".into()));
        // The short form has the same numbers in fewer columns, and no numbers by sector.
        let short = both.overview().unwrap();
        let ids: Vec<&str> = short.iter().map(|frame| frame.id.as_str()).collect();
        assert_eq!(ids, ["comparison", "diffusion"]);
        assert!(short[1].columns.len() < diffusion.columns.len());
        assert_eq!(cell(&short[1], &["none", "it", "second"], "adoption_of_others").number(), Some(at("second")));
    }

    #[test]
    fn a_result_against_itself_differs_in_nothing() {
        let one = read("one", &files(0.1)).unwrap();
        for frame in FolderComparison::of(&one, &one).further().unwrap() {
            match frame.position("result") {
                Some(result) => {
                    let differences = frame.rows.iter().filter(|row| row[result] == "difference".into());
                    assert!(differences.flatten().all(|cell| cell.number().is_none_or(|number| number == 0.0)));
                }
                None => assert!(frame.rows.is_empty() && frame.notes[0].starts_with("0 of "), "{}", frame.id),
            }
        }
    }

    #[test]
    fn a_further_file_without_its_key_is_told() {
        let mut wrong = files(0.1);
        for (id, text) in &mut wrong {
            if id == "adoption" {
                *text = text.replacen("technology", "what", 1);
            }
        }
        let problems = read("out", &wrong).unwrap_err();
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said, ["the column technology is missing"]);
        assert_eq!(problems.iter().next().unwrap().place.as_ref().unwrap().file, "out/adoption.csv");
    }
}
