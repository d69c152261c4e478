//! Floor 3: analyses. One method is one file and one line in [`ANALYSES`]; help, documentation pages and a test that runs
//! every entry come from the list.
//!
//! An analysis is arithmetic on an [`Economy`]. It gives a typed result, which studies use by field, and labelled tables
//! ([`Frame`]), which every output format prints. Each file opens with the parts of its documentation page: what it answers,
//! `## Formula`, `## Reading`, `## Source` and `## What it is not`.

pub mod adoption;
pub mod average_propagation_length;
mod by_sector;
mod comparable;
mod component_average;
mod concentration;
pub mod embodied_technology;
mod error;
mod factor;
pub mod fields_of_influence;
pub mod ghosh;
pub mod hypothetical_extraction;
pub mod import_content;
pub mod innovation_flows;
pub mod linkages;
pub mod mixed_model;
pub mod multiplier_product_matrix;
pub mod multipliers;
pub mod network;
mod of_flows;
mod of_one;
mod option;
mod options;
mod pairs;
pub mod prices;
mod question;
mod ranks;
mod reproduction;
pub mod rounds;
pub mod sales_by_branch;
pub mod sales_distribution;
mod sector_columns;
mod seller;
pub mod structural_decomposition;
pub mod structural_paths;
pub mod survey_contrast;
mod table_check;
mod technology;
pub mod tolerable_limits;
pub mod trend;
pub mod upstreamness;
pub mod vertical_integration;

pub use by_sector::BySector;
pub use comparable::Comparable;
pub use concentration::{Concentration, INDICES, Index};
pub use error::AnalysisError;
pub use factor::{Factor, FactorKey};
pub use of_flows::of_flows;
pub use of_one::of_one;
pub use option::{DefaultTo, NothingOutside, OptionKey, OptionValue, Outside, Takes};
pub use options::{Options, unknown_option};
pub use pairs::{Layout, PairMeasure, Pairs, SELLER_AND_BUYER, pair_cells, pair_columns};
pub use question::Question;
pub use ranks::{order, ranks};
pub use reproduction::not_reproduced;
pub use sector_columns::{sector_cells, sector_columns};
pub use seller::Seller;
pub use table_check::{Check, TableCheck, Verdict};
pub use technology::{TECHNOLOGY, purchases, technology};

use crate::model::Economy;
use crate::table::IoTable;
use crate::words::{Code, Diagnostic, Diagnostics, Frame, closest};

/// A method that turns the model of a table into tables of results.
#[derive(Debug)]
pub struct Analysis {
    /// The name on the command line: lower case, words joined by `-`.
    pub name: &'static str,
    /// The question it helps to answer.
    pub question: Question,
    /// What it does, in one sentence.
    pub about: &'static str,
    /// The formula, in the letters of the field.
    pub formula: &'static str,
    /// The unit of its numbers.
    pub unit: &'static str,
    /// Who proposed it, and where it is written down.
    pub source: &'static str,
    /// The options it takes.
    pub options: &'static [OptionKey],
    /// What of its result is drawn, where anything is.
    pub drawn: Option<Drawn>,
    /// Runs it.
    pub run: fn(&Economy, &Options) -> Result<Vec<Frame>, AnalysisError>,
}

/// What of a result is drawn, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Links between sectors around the one that is looked at: the table with this identifier, of which columns `from` and `to` hold
    /// sectors and `value` what goes from one to the other. A result without links has no such table.
    Links(&'static str),
}

/// Every analysis, in the order in which help and documentation list them.
pub static ANALYSES: &[&Analysis] = &[
    &linkages::ANALYSIS,
    &sales_distribution::ANALYSIS,
    &sales_by_branch::ANALYSIS,
    &survey_contrast::ANALYSIS,
    &multipliers::ANALYSIS,
    &hypothetical_extraction::ANALYSIS,
    &multiplier_product_matrix::ANALYSIS,
    &fields_of_influence::ANALYSIS,
    &tolerable_limits::ANALYSIS,
    &average_propagation_length::ANALYSIS,
    &rounds::ANALYSIS,
    &upstreamness::ANALYSIS,
    &vertical_integration::ANALYSIS,
    &embodied_technology::ANALYSIS,
    &innovation_flows::ANALYSIS,
    &ghosh::ANALYSIS,
    &prices::ANALYSIS,
    &mixed_model::ANALYSIS,
    &import_content::ANALYSIS,
    &structural_decomposition::ANALYSIS,
    &structural_paths::ANALYSIS,
    &network::ANALYSIS,
];

impl Analysis {
    /// The analysis that a word asks for.
    ///
    /// # Errors
    /// Says which name was probably meant, and which there are.
    pub fn named(name: &str) -> Result<&'static Self, Diagnostics> {
        if let Some(analysis) = ANALYSES.iter().find(|analysis| analysis.name == name) {
            return Ok(analysis);
        }
        let names: Vec<&str> = ANALYSES.iter().map(|analysis| analysis.name).collect();
        let help = match closest(name, names.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? `eslabon list analyses` shows all by question"),
            None => format!("there are: {}", names.join(", ")),
        };
        Err(Diagnostic::new(Code::UNKNOWN_ANALYSIS, format!("`{name}` is no analysis")).help(help).into())
    }

    /// The options of this analysis for a table, from words like `focus=ITS`; none that names another table or a file.
    ///
    /// # Errors
    /// Returns every word that is no option or that its option does not take.
    pub fn options<W: AsRef<str>>(&self, table: &IoTable, words: &[W]) -> Result<Options, Diagnostics> {
        self.options_with(table, words, &NothingOutside)
    }

    /// The same where words may name other tables and files.
    ///
    /// # Errors
    /// As [`Analysis::options`], and where what is named cannot be read.
    pub fn options_with<W: AsRef<str>>(
        &self,
        table: &IoTable,
        words: &[W],
        outside: &dyn Outside,
    ) -> Result<Options, Diagnostics> {
        Options::read(self.options, table, words, outside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{branched, oddities, one_sector, productive, two_sectors};
    use crate::table::{Account, Denominator, Satellites};
    use crate::words::ColumnKind;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// The textbook's two sectors with accounts that are called as a factor and, in the letters of columns, as one another.
    fn accounted() -> IoTable {
        let mut parts = two_sectors().into_parts();
        let accounts = ["jobs", "output", "co2-a", "co2_a"].map(|id| Account { id: id.into(), unit: "units".into() });
        let values = nalgebra::dmatrix![20.0, 60.0; 1.0, 2.0; 3.0, 0.0; 0.0, 5.0];
        parts.satellites = Satellites { accounts: accounts.to_vec(), values };
        IoTable::new(parts).unwrap()
    }

    /// What any reader of a table of results may rely on.
    fn check_frame(frame: &Frame) {
        let id = &frame.id;
        frame.check().unwrap();
        assert!(!frame.title.is_empty() && !frame.columns.is_empty() && !frame.rows.is_empty(), "{id}");
        for (at, column) in frame.columns.iter().enumerate() {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(!column.id.is_empty() && column.id.chars().all(plain), "{id}: {}", column.id);
            assert_eq!(frame.position(&column.id), Some(at), "{id}: {} stands twice", column.id);
            assert!(column.description.ends_with('.') && !column.name.is_empty(), "{id}: {}", column.id);
            let has_unit = column.unit != crate::words::Unit::None || frame.position("unit").is_some();
            assert!(column.kind == ColumnKind::Text || has_unit, "{id}: {} has no unit", column.id);
        }
        assert!(frame.notes.iter().all(|note| note.ends_with('.')), "{id}");
    }

    /// How often an analysis must have an answer: for every focus, or once where it takes none.
    fn answers_due(analysis: &Analysis, sectors: usize) -> usize {
        // Tables of tests have not the branches of a survey; a test of its own has one that does.
        if analysis.options.iter().any(|key| key.takes == Takes::Survey) {
            return 0;
        }
        if analysis.options.iter().any(|key| key.name == OptionKey::FOCUS.name) { sectors } else { 1 }
    }

    /// Runs one analysis with every sector as focus, without any, and with every word of every option.
    fn run_everywhere(analysis: &Analysis, table: IoTable) -> usize {
        let economy = Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap());
        let table = economy.table().clone();
        let takes_focus = analysis.options.iter().any(|key| key.name == OptionKey::FOCUS.name);
        let mut words: Vec<Vec<String>> = vec![Vec::new()];
        if takes_focus {
            words.extend(table.sectors().iter().map(|sector| vec![format!("focus={}", sector.code)]));
        }
        // Every word of every option that takes words, and every factor.
        for key in analysis.options {
            let values: Vec<String> = match key.takes {
                Takes::Word(allowed) => allowed.iter().map(|word| (*word).to_owned()).collect(),
                Takes::Factor => FactorKey::words(&table).into_iter().map(|(word, _)| word).collect(),
                _ => Vec::new(),
            };
            let first = format!("focus={}", table.sectors().code(0));
            let focus = takes_focus.then_some(first);
            words.extend(
                values
                    .into_iter()
                    .map(|value| focus.iter().cloned().chain([format!("{}={value}", key.name)]).collect()),
            );
        }
        let mut answered = 0;
        for words in words {
            let mut options = analysis.options(&table, &words).unwrap();
            // Another table stands for one where an analysis compares two.
            for key in analysis.options.iter().filter(|key| key.takes == Takes::Table) {
                options = options.with(key, OptionValue::Table(economy.clone()));
            }
            match (analysis.run)(&economy, &options) {
                Ok(frames) => {
                    answered += 1;
                    for (at, frame) in frames.iter().enumerate() {
                        check_frame(frame);
                        assert!(frames[..at].iter().all(|other| other.id != frame.id), "{} stands twice", frame.id);
                    }
                }
                Err(error) => {
                    let diagnostic = error.diagnostic(table.sectors());
                    assert!(diagnostic.help.is_some(), "{}: {}", analysis.name, diagnostic.message);
                    // Only what the analyst or the table leaves out may be missing, never a number.
                    assert_ne!(diagnostic.code.id, "no-finite-result", "{}: {}", analysis.name, diagnostic.message);
                }
            }
        }
        answered
    }

    #[test]
    fn every_analysis_answers_on_the_textbook_on_odd_tables_and_on_one_sector() {
        for analysis in ANALYSES {
            for (table, name) in [
                (two_sectors(), "two sectors"),
                (oddities(), "oddities"),
                (one_sector(), "one sector"),
                (branched(), "branched"),
                (accounted(), "accounted"),
            ] {
                let due = answers_due(analysis, table.len());
                assert!(run_everywhere(analysis, table) >= due, "{} on {name}", analysis.name);
            }
        }
    }

    #[test]
    fn every_analysis_is_described() {
        for (at, analysis) in ANALYSES.iter().enumerate() {
            let name = analysis.name;
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
            assert!(ANALYSES[..at].iter().all(|other| other.name != name), "{name} stands twice");
            assert!(analysis.about.ends_with('.'), "{name}");
            assert!([analysis.formula, analysis.unit, analysis.source].iter().all(|text| !text.is_empty()), "{name}");
            for (at, key) in analysis.options.iter().enumerate() {
                assert!(key.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}: {}", key.name);
                assert!(analysis.options[..at].iter().all(|other| other.name != key.name), "{name}: {}", key.name);
                assert!(key.about.ends_with('.'), "{name}: {}", key.name);
                if let DefaultTo::Text(text) = key.default {
                    let mut said = Diagnostics::default();
                    let value = key.read(text, &two_sectors(), &NothingOutside, &mut said);
                    assert!(value.is_some() && said.is_empty(), "{name}: {} = {text}", key.name);
                }
            }
        }
    }

    #[test]
    fn an_analysis_is_found_by_its_name_and_nothing_is_guessed() {
        assert_eq!(Analysis::named("linkages").unwrap().name, "linkages");
        let help = |name: &str| Analysis::named(name).unwrap_err().iter().find_map(|problem| problem.help.clone());
        let meant = help("linkage").unwrap();
        assert!(meant.starts_with("did you mean `linkages`?") && meant.contains("list analyses"), "{meant}");
        assert!(help("zzz").unwrap().starts_with("there are: linkages, sales-distribution"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// Finite numbers on any productive table.
        #[test]
        fn every_analysis_answers_on_random_tables(table in productive(6, 0.95)) {
            for analysis in ANALYSES {
                let due = answers_due(analysis, table.len());
                prop_assert!(run_everywhere(analysis, table.clone()) >= due, "{}", analysis.name);
            }
        }
    }
}
