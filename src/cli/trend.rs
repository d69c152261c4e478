//! `eslabon trend`: what tables of several years say of one sector.

use super::outlet::Outlet;
use super::progress::Progress;
use super::rows::Rows;
use super::table_choice::Reading;
use super::{Exit, General};
use crate::analysis::trend::Trend;
use crate::analysis::{NothingOutside, OptionKey, Options};
use crate::words::{Diagnostics, Frame, Parts};
use std::sync::Arc;

/// How many buyers `--parameters` writes, those with the most money at stake.
const PARAMETERS: usize = 12;

/// How the coefficients of a sector's buyers changed between tables of several years, and what changed its output
#[derive(Debug, clap::Args)]
pub(super) struct TrendCommand {
    /// The tables, two or more, each of another year and all of the same sectors
    #[arg(long, value_name = "TABLE,...", value_delimiter = ',', default_value = "chile-2008,chile-2018,chile-2021")]
    tables: Vec<String>,
    /// The sector to look at, by code or name; the first table's own by default
    #[arg(long, value_name = "SECTOR")]
    focus: Option<String>,
    /// Fit the curve of Bass to the mean coefficient of all other buyers; takes five or more dates of one classification
    #[arg(long)]
    fit: bool,
    /// Write low and high values as a `[parameters]` block for a scenario instead
    #[arg(long, conflicts_with_all = ["fit", "format", "only", "conditions", "sort", "top"])]
    parameters: bool,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    outlet: Outlet,
}

impl TrendCommand {
    pub(super) fn go(&self, general: &General, messages: &mut Diagnostics) -> Exit {
        self.outlet.check(messages);
        let shaping = self.rows.read(messages);
        let progress = Progress::on("reading tables", general.quiet);
        let tell = |done, all| progress.at(done, all);
        let parts = Parts::of(self.tables.len(), &tell);
        let read = |name: &String| parts.part(|| self.reading.economy(name, messages)).map(Arc::new);
        let tables: Vec<_> = self.tables.iter().map(read).collect();
        drop(progress);
        let Some(tables) = tables.into_iter().collect::<Option<Vec<_>>>() else { return Exit::Done };
        let (Some(shaping), Some(first)) = (shaping, tables.first().cloned()) else { return Exit::Done };
        let words: Vec<String> = self.focus.iter().map(|focus| format!("focus={focus}")).collect();
        let found = Options::read(&[OptionKey::FOCUS], first.table(), &words, &NothingOutside).and_then(|options| {
            let trend = options.sector(&OptionKey::FOCUS).and_then(|focus| Trend::of(tables, focus));
            trend.map_err(|error| error.diagnostic(first.table().sectors()).into())
        });
        let frames = found.and_then(|trend| {
            if self.parameters {
                return Ok(Err(trend.parameters(PARAMETERS)));
            }
            let frames = || {
                let fit = if self.fit { vec![trend.fit()?.frame()?] } else { Vec::new() };
                Ok([trend.into_frames()?, fit].concat())
            };
            let frames: Result<Vec<Frame>, crate::analysis::AnalysisError> = frames();
            let frames = frames.map_err(|error| Diagnostics::from(error.diagnostic(first.table().sectors())))?;
            shaping.shape(frames).map(Ok)
        });
        match frames {
            Ok(Ok(frames)) => self.outlet.put(&frames, messages),
            Ok(Err(text)) => self.outlet.put_text(&text, messages),
            Err(problems) => {
                messages.append(problems);
                Exit::Done
            }
        }
    }
}
