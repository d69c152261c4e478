//! The change of a sector over the years of some tables as tables: by buyer, by factor, where it comes from, and the curve that fits.

use super::{BassFit, Trend};
use crate::analysis::comparable::{prices_differ, undeflated};
use crate::analysis::{AnalysisError, of_flows, ranks, sector_cells, sector_columns};
use crate::model::Economy;
use crate::table::ComponentKind;
use crate::words::{Column, Frame, Unit, Value};
use std::sync::Arc;

const PRICES: &str =
    "Each table at its own prices: changes of relative prices are part of every change of a coefficient.";

impl Trend {
    /// `trend` by buyer, `trend-output` by factor, and `trend-sources`.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frames(self) -> Result<Vec<Frame>, AnalysisError> {
        Ok(vec![self.by_buyer().finish()?, self.by_factor().finish()?, self.sources().finish()?])
    }

    fn name(&self) -> String {
        let sector = &self.first().table().sectors()[self.focus];
        format!("{} ({})", sector.name, sector.code)
    }

    fn flows(&self) -> &'static str {
        of_flows(
            self.first().table(),
            "Domestic flows: a change mixes technique and the share bought at home.",
            "Total flows: a coefficient holds what is bought at home and abroad, and imports count as made at home.",
        )
    }

    fn by_buyer(&self) -> Frame {
        let (table, periods) = (self.last().table(), self.years.windows(2));
        let ratio = |id: String, name: String, about: &str| Column::number(id, name, Unit::Ratio, about);
        let mut columns = sector_columns().to_vec();
        columns.extend(self.years.iter().map(|year| {
            ratio(
                format!("coefficient_{year}"),
                year.to_string(),
                "What the buyer spends on the focus per unit of its output.",
            )
        }));
        columns.extend(periods.clone().map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let about = "Change of the coefficient a year between these years.";
            ratio(format!("a_year_{from}_{to}"), format!("a year {from}-{to}"), about)
        }));
        columns.extend([
            ratio("change".into(), "Change".into(), "The last coefficient less the first."),
            Column::number(
                "at_stake",
                "At stake",
                table.unit(),
                "Change times the buyer's output in the last year: what it spends more because its coefficient changed.",
            ),
            Column::integer("rank", "Rank", Unit::Rank, "Rank by money at stake, the largest gain first."),
            ratio("low".into(), "Low".into(), "The lowest coefficient of all years."),
            ratio("high".into(), "High".into(), "The highest coefficient of all years."),
        ]);
        let years = format!("{} to {}", self.years[0], self.years[self.years.len() - 1]);
        let mut frame = Frame::new("trend", format!("Who buys from {}, {years}", self.name()), columns);
        let stake = self.at_stake();
        let places = ranks(stake.as_slice());
        for range in self.ranges() {
            let row = self.coefficients.row(range.sector);
            let mut cells = sector_cells(table.sectors(), range.sector).to_vec();
            cells.extend(row.iter().map(|&coefficient| Value::from(coefficient)));
            cells.extend(
                periods
                    .clone()
                    .enumerate()
                    .map(|(t, pair)| Value::from((row[t + 1] - row[t]) / f64::from(pair[1] - pair[0]))),
            );
            cells.extend([(row[row.len() - 1] - row[0]).into(), stake[range.sector].into()]);
            cells.extend([places[range.sector].into(), range.low.into(), range.high.into()]);
            frame.push(cells);
        }
        frame.note(PRICES);
        frame.note(self.flows());
        for one in self.breaks() {
            frame.note(format!("{}: {}", one.table, one.sentence));
        }
        frame
    }

    fn by_factor(&self) -> Frame {
        let mut columns = vec![
            Column::text("factor", "Factor", "What changed; final demand also by component."),
            Column::text(
                "part",
                "Part",
                "The component of final demand, where one is meant; final demand is their sum.",
            ),
        ];
        let between = || self.tables.windows(2).map(|pair| (pair[0].table(), pair[1].table()));
        for (pair, (old, new)) in self.years.windows(2).zip(between()) {
            let (from, to) = (pair[0], pair[1]);
            columns.push(Column::number(
                format!("from_{from}_to_{to}"),
                format!("{from} to {to}"),
                undeflated(old, new),
                "Its part of the change of the focus sector's output; money of no one year where the two tables are at prices of different years.",
            ));
        }
        let is_nominal = between().any(|(old, new)| prices_differ(old, new));
        let prices = if is_nominal { ", each year at its own prices" } else { "" };
        let mut frame =
            Frame::new("trend-output", format!("What changed the output of {}{prices}", self.name()), columns);
        let mut push = |factor: &str, part: &str, effects: Vec<Option<f64>>| {
            let mut row: Vec<Value> = vec![factor.into(), part.into()];
            row.extend(effects.into_iter().map(Value::from));
            frame.push(row);
        };
        let focus = self.focus;
        let each = |of: &dyn Fn(usize) -> Option<f64>| (0..self.periods.len()).map(of).collect::<Vec<_>>();
        push("technology", "", each(&|t| Some(self.periods[t].technology()[focus])));
        push("final demand", "", each(&|t| Some(self.periods[t].by_component.row(focus).sum())));
        for (c, component) in self.first().table().final_demand().components.iter().enumerate() {
            // Each period has the components in the order of its own earlier table.
            let of = |t: usize| {
                let place = self.periods[t].components.iter().position(|id| *id == component.id);
                place.map(|place| self.periods[t].by_component[(focus, place)])
            };
            let word = if component.kind == ComponentKind::Investment { "of which investment" } else { "of which" };
            push(word, &self.first().table().final_demand().components[c].id, each(&of));
        }
        push("all", "", each(&|t| Some(self.periods[t].after[focus] - self.periods[t].before[focus])));
        frame.note("Technology and final demand add up to all.");
        if is_nominal {
            frame.note(
                "Nothing is deflated: a change is an amount at prices of the later year less one at prices of the earlier, in money of no one \
                 year. Inflation is in it, above all in final demand, which holds all of it where prices rise alike.",
            );
        }
        frame.note(PRICES);
        frame.note(self.flows());
        frame
    }

    fn sources(&self) -> Frame {
        let columns = vec![
            Column::text("table", "Table", "The name of the table."),
            Column::text("year", "Year", "The year of its flows."),
            Column::text(
                "about",
                "About",
                "What the sentence is: its edition, what all tables say, or a break, which only some of them say.",
            ),
            Column::text("sentence", "Sentence", "What the table says of itself."),
        ];
        let mut frame = Frame::new("trend-sources", "Where the figures come from, and breaks between them", columns);
        let mut push = |economy: &Arc<Economy>, about: &str, sentence: &str| {
            let manifest = economy.table().manifest();
            let year = manifest.year.map(|year| year.to_string());
            frame.push(vec![manifest.id.as_str().into(), year.into(), about.into(), sentence.into()]);
        };
        let breaks = self.breaks();
        for economy in &self.tables {
            let manifest = economy.table().manifest();
            push(economy, "source", &format!("{}. {}", manifest.source.publisher, manifest.source.edition));
            for one in breaks.iter().filter(|one| one.table == manifest.id) {
                push(economy, "break", &one.sentence);
            }
        }
        frame
    }
}

impl BassFit {
    /// `trend-fit`: p, q and what the change comes to.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn frame(&self) -> Result<Frame, AnalysisError> {
        let columns = vec![
            Column::text("estimate", "Estimate", "What is estimated."),
            Column::number("value", "Value", Unit::None, "The estimate, in the unit beside it."),
            Column::number("error", "Standard error", Unit::None, "How far it moves with errors of the coefficients."),
            Column::text("unit", "Unit", "The unit of both."),
            Column::text("about", "About", "What it is."),
        ];
        let mut frame = Frame::new("trend-fit", "The curve of Bass that fits the mean coefficient", columns);
        let rows = [
            ("innovation", self.innovation, "a year", "Bass p: who starts on their own."),
            ("imitation", self.imitation, "a year", "Bass q: who follows those who have started."),
            ("change", self.change, "ratio", "What the mean coefficient of all other buyers changes by in the end."),
        ];
        for (id, estimate, unit, about) in rows {
            frame.push(vec![id.into(), estimate.value.into(), estimate.error.into(), unit.into(), about.into()]);
        }
        if self.change.value < 0.0 {
            frame.note(
                "The coefficient falls along this curve: p and q say how fast buyers give up what they bought, not how fast they take it up.",
            );
        }
        let half = "From the first table to half of the change.";
        frame.push(vec!["half".into(), self.half().into(), Value::Empty, "years".into(), half.into()]);
        let left = "What the curve leaves: the root of the mean square.";
        frame.push(vec!["residual".into(), self.residual.into(), Value::Empty, "ratio".into(), left.into()]);
        frame.note("Adoption is taken to begin with the first table; buyers are weighted by their output in it.");
        frame.note("Errors suppose that what the curve leaves is independent from date to date.");
        Ok(frame.finish()?)
    }
}
