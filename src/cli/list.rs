//! `eslabon list`: what the program knows, printed from the lists from which it does it.

use super::outlet::Outlet;
use super::{Exit, General};
use crate::analysis::{ANALYSES, OptionKey, Question};
use crate::report::{CHARTS, FORMATS};
use crate::study::{ENTRIES, METRICS, OVER_YEARS};
use crate::table::reader::READERS;
use crate::words::{CODES, Column, Diagnostics, Frame};
use clap::ValueEnum;

/// List what the program knows: scenarios, analyses, metrics, entries of scenarios, readers, formats, charts, messages
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// What to list
    what: What,
    #[command(flatten)]
    outlet: Outlet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// What can be asked of a table, by question
    Analyses,
    /// The options of each analysis, with what they take
    Options,
    /// What a comparison of scenarios measures
    Metrics,
    /// What can happen in a scenario, with the keys of each entry
    Entries,
    /// Formats of tables that can be read
    Readers,
    /// Formats in which results are written
    Formats,
    /// Charts
    Charts,
    /// Every problem that the program can report
    Messages,
    /// Scenarios inside the program; `eslabon new scenario FILE --from NAME` copies one
    Scenarios,
}

impl List {
    pub(super) fn go(&self, _general: &General, messages: &mut Diagnostics) -> Exit {
        // What options take is put together here, and borrowed below.
        let taken: Vec<Vec<String>> = ANALYSES.iter().map(|item| item.options.iter().map(taken).collect()).collect();
        let rows: Vec<[&str; 3]> = match self.what {
            // Grouped by question, in the order of the questions.
            What::Analyses => Question::WORDS
                .iter()
                .flat_map(|(words, question)| {
                    let of_it = ANALYSES.iter().filter(move |item| item.question == *question);
                    of_it.map(move |item| [item.name, *words, item.about])
                })
                .collect(),
            What::Options => ANALYSES
                .iter()
                .zip(&taken)
                .flat_map(|(item, taken)| {
                    let keys = item.options.iter().zip(taken).map(|(key, takes)| [key.name, takes, key.about]);
                    std::iter::once([item.name, "", item.about]).chain(keys)
                })
                .collect(),
            What::Metrics => METRICS.iter().chain(OVER_YEARS).map(|item| [item.id, item.name, item.about]).collect(),
            What::Entries => ENTRIES
                .iter()
                .flat_map(|item| {
                    let keys = item.keys.iter().map(|key| [key.name, key.takes, key.about]);
                    std::iter::once([item.id, "", item.about]).chain(keys)
                })
                .collect(),
            What::Readers => READERS.iter().map(|item| [item.name, "", item.about]).collect(),
            What::Formats => FORMATS.iter().map(|item| [item.name, item.media, item.about]).collect(),
            What::Charts => CHARTS.iter().map(|item| [item.name, "", item.about]).collect(),
            What::Messages => CODES.iter().map(|item| [item.id, item.class.word(), item.about]).collect(),
            What::Scenarios => {
                crate::study::SHIPPED_FILES.iter().map(|item| [item.name, "", item.question()]).collect()
            }
        };
        let title = self.what.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let (second, second_about) = match self.what {
            What::Analyses => ("question", "The question that it answers."),
            What::Options => {
                ("takes", "What an option takes, and what it is otherwise; empty for the analysis itself.")
            }
            What::Metrics => ("title", "Its name in tables."),
            What::Entries => ("takes", "What a key takes; empty in the row of the entry itself."),
            What::Formats => ("media", "The media type."),
            What::Messages => ("class", "How serious it is."),
            What::Readers | What::Charts | What::Scenarios => ("", ""),
        };
        let mut columns = vec![Column::text("name", "Name", "What options and files call it.")];
        if !second.is_empty() {
            columns.push(Column::text(second, second, second_about));
        }
        columns.push(Column::text("about", "About", "What it is."));
        let mut frame = Frame::new(title.clone(), title, columns);
        for [name, middle, about] in rows {
            let cells = if second.is_empty() { vec![name, about] } else { vec![name, middle, about] };
            frame.push(cells.into_iter().map(Into::into).collect());
        }
        self.outlet.put(&[frame], messages)
    }
}

/// What an option takes, and what it is without a word.
fn taken(key: &OptionKey) -> String {
    format!("{}; otherwise {}", key.takes.words(), key.default.words())
}
