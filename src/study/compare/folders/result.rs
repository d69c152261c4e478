//! An earlier result as its files say it: the certificate, the comparison and the outcomes. Only texts come here; whoever has the
//! folder reads them.

use super::rows::each_row;
use super::sheet::Sheet;
use crate::words::{Code, Diagnostic, Diagnostics, Place};
use std::collections::{BTreeMap, HashSet};

/// The texts of the files of a result.
#[derive(Debug, Clone, Copy)]
pub struct ResultFiles<'t> {
    /// The folder as messages and titles name it.
    pub folder: &'t str,
    /// `run.json`.
    pub certificate: &'t str,
    /// `comparison.csv`.
    pub comparison: &'t str,
    /// `outcomes.csv`.
    pub outcomes: &'t str,
    /// Those of [`EarlierResult::further`] that the folder has, each with its name.
    pub further: &'t [(&'t str, &'t str)],
}

/// An earlier result.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierResult {
    pub(super) folder: String,
    pub(super) version: String,
    /// The checksum of each table by its identifier.
    tables: BTreeMap<String, String>,
    pub(super) comparison: Vec<MetricRow>,
    pub(super) outcomes: Vec<OutcomeRow>,
    /// The further files by their names.
    pub(super) sheets: BTreeMap<&'static str, Sheet>,
}

/// A row of `comparison.csv`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MetricRow {
    pub(super) scenario: String,
    pub(super) metric: String,
    pub(super) unit: String,
    pub(super) value: Option<f64>,
    /// The value at equal dose, where the scenario was run there.
    pub(super) equal_dose: Option<f64>,
    pub(super) words: Option<String>,
    pub(super) payer: String,
    pub(super) block: String,
}

/// A row of `outcomes.csv`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutcomeRow {
    pub(super) scenario: String,
    pub(super) point: String,
    pub(super) draw: String,
    pub(super) year: Option<i64>,
    pub(super) sector: String,
    pub(super) sector_name: String,
    pub(super) metric: String,
    pub(super) unit: String,
    pub(super) value: f64,
}

impl OutcomeRow {
    /// What a row of another result must have to be the same number.
    pub(super) fn key(&self) -> (Option<i64>, [&str; 6]) {
        (self.year, [&self.scenario, &self.point, &self.draw, &self.sector, &self.metric, &self.unit])
    }
}

impl EarlierResult {
    /// The names of further files that are read where a result has them, without `.csv`.
    pub fn further() -> impl Iterator<Item = &'static str> {
        Sheet::ids()
    }

    /// Reads the files; gives nothing where any of them is not what this program writes, with a message for each problem.
    pub fn read(files: &ResultFiles<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let before = diagnostics.errors();
        let file = |name: &str| format!("{}/{name}", files.folder);
        let certificate = certificate(&file("run.json"), files.certificate, diagnostics);
        let comparison = comparison(&file("comparison.csv"), files.comparison, diagnostics);
        let outcomes = outcomes(&file("outcomes.csv"), files.outcomes, diagnostics);
        let sheets = Self::further().filter_map(|id| {
            let (_, text) = files.further.iter().find(|(name, _)| *name == id)?;
            Some((id, Sheet::read(id, &file(&format!("{id}.csv")), text, diagnostics)?))
        });
        let sheets = sheets.collect();
        let (version, tables) = certificate.filter(|_| diagnostics.errors() == before)?;
        Some(Self { folder: files.folder.to_owned(), version, tables, comparison, outcomes, sheets })
    }

    /// Whether it has a scenario of this name.
    pub(super) fn has(&self, scenario: &str) -> bool {
        self.comparison.iter().any(|row| row.scenario == scenario)
    }

    /// The checksum of the table on which a block ran; none where the certificate does not list it.
    pub(super) fn table(&self, block: &str) -> Option<&str> {
        let id = block.split(',').next().unwrap_or_default();
        self.tables.get(id).map(String::as_str)
    }
}

/// The version of the program, and the checksum of each table.
fn certificate(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<(String, BTreeMap<String, String>)> {
    let found = serde_json::from_str::<serde_json::Value>(text).ok().filter(|value| value["program"] == "eslabon");
    let Some(value) = found else {
        diagnostics.push(
            Diagnostic::new(Code::RESULT_FILE, "this is not the certificate of a result of this program")
                .at(Place::file(file))
                .help("name a folder that `eslabon run` has written"),
        );
        return None;
    };
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let tables = value["tables"].as_array().map(Vec::as_slice).unwrap_or_default();
    Some((word(&value["version"]), tables.iter().map(|table| (word(&table["id"]), word(&table["checksum"]))).collect()))
}

fn comparison(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Vec<MetricRow> {
    let columns = ["scenario", "metric", "unit", "value", "words", "payer", "year", "block"];
    let (mut rows, mut seen) = (Vec::new(), HashSet::new());
    each_row(file, text, &columns, diagnostics, |row, diagnostics| {
        let (value, year) = (row.number("value", diagnostics), row.whole("year", diagnostics));
        let equal_dose = row.further("equal_dose", diagnostics);
        let (Some(value), Some(_), Some(equal_dose)) = (value, year, equal_dose) else { return };
        let (scenario, metric) = (row.text("scenario").to_owned(), row.text("metric").to_owned());
        if !seen.insert((scenario.clone(), metric.clone())) {
            row.wrong(format!("`{metric}` of `{scenario}` stands twice"), diagnostics);
            return;
        }
        rows.push(MetricRow {
            scenario,
            metric,
            unit: row.text("unit").to_owned(),
            value,
            equal_dose,
            words: Some(row.text("words").to_owned()).filter(|words| !words.is_empty()),
            payer: row.text("payer").to_owned(),
            block: row.text("block").to_owned(),
        });
    });
    rows
}

fn outcomes(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Vec<OutcomeRow> {
    let columns = ["scenario", "point", "draw", "year", "sector", "sector_name", "metric", "unit", "value"];
    let mut rows = Vec::new();
    each_row(file, text, &columns, diagnostics, |row, diagnostics| {
        let (value, year) = (row.number("value", diagnostics), row.whole("year", diagnostics));
        let (Some(value), Some(year)) = (value, year) else { return };
        let Some(value) = value else {
            row.wrong("`value` is empty".to_owned(), diagnostics);
            return;
        };
        let text = |column| row.text(column).to_owned();
        rows.push(OutcomeRow {
            scenario: text("scenario"),
            point: text("point"),
            draw: text("draw"),
            year,
            sector: text("sector"),
            sector_name: text("sector_name"),
            metric: text("metric"),
            unit: text("unit"),
            value,
        });
    });
    rows
}
