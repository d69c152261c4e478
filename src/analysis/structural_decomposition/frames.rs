//! The decomposition between two tables as tables: by sector, as totals by factor, and for one sector by buyer.

use super::TableDecomposition;
use crate::analysis::comparable::{prices_differ, undeflated};
use crate::analysis::{AnalysisError, of_flows, ranks, sector_cells, sector_columns};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit, Value};
use nalgebra::DVector;

impl TableDecomposition {
    /// The factors, each with its identifier, its name and its effect on the output of every sector.
    fn factors(&self) -> [(&'static str, &'static str, DVector<f64>); 5] {
        [
            ("technology", "Technology", self.technology()),
            ("level", "Level of demand", self.level.clone()),
            ("shares", "Shares of components", self.shares.clone()),
            ("mix", "Mix of products", self.mix.clone()),
            ("unsplit", "Not split", self.unsplit.clone()),
        ]
    }

    /// `structural-decomposition` by sector, `structural-decomposition-factors` for the economy and the sector that is
    /// looked at, and `structural-decomposition-focus` by buyer for that sector; money is that of `table`, the earlier one, without a year of
    /// prices where nothing is deflated and those of `after` are of another.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where the focus is no sector of the table.
    pub fn into_frames(
        self,
        table: &IoTable,
        after: &IoTable,
        focus: Option<usize>,
        is_deflated: bool,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.len();
        if let Some(position) = focus.filter(|&focus| focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let is_nominal = !is_deflated && prices_differ(table, after);
        let own = if is_nominal { ", each at its own prices" } else { "" };
        let names = format!("{} to {}{own}", table.manifest().id, after.manifest().id);
        let unit = if is_nominal { undeflated(table, after) } else { table.unit() };
        let mut frames = vec![self.by_sector((table, &unit), &names), self.by_factor((table, &unit), &names, focus)];
        frames.extend(focus.map(|focus| self.by_buyer((table, &unit), focus)));
        let prices = if is_deflated {
            "Rows of the later table are deflated by seller, to money of the earlier; value added is what remains of a column."
        } else if is_nominal {
            "Nothing is deflated: the change is an amount at prices of the later table less one at prices of the earlier, in money of no one \
             year. Changes of relative prices are part of technology, and inflation is part of final demand."
        } else {
            "Both tables at the prices that they state: at current prices, changes of relative prices are part of technology."
        };
        let finished = frames.into_iter().map(|mut frame| {
            frame.note(prices);
            frame.note(of_flows(
                table,
                "Domestic flows: technology mixes technique and the share bought at home.",
                "Total flows: technology is that of inputs from home and abroad, and imports count as made at home.",
            ));
            Ok(frame.finish()?)
        });
        finished.collect()
    }

    fn by_sector(&self, (table, unit): (&IoTable, &Unit), names: &str) -> Frame {
        let money = |id: &str, name: &str, about: &str| Column::number(id, name, unit.clone(), about);
        let factors = self.factors();
        let columns = sector_columns()
            .into_iter()
            .chain([
                money("before", "Before", "Output of the earlier table."),
                money("after", "After", "Output of the later table, in the scale of the earlier; at prices of the earlier only where deflated."),
                money("change", "Change", "After less before; the factors add up to it."),
            ])
            .chain(factors.iter().map(|(id, name, _)| money(id, name, "Its part of the change of output.")));
        let mut frame =
            Frame::new("structural-decomposition", format!("Change of output by factor: {names}"), columns.collect());
        for at in 0..table.len() {
            let head = [self.before[at], self.after[at], self.after[at] - self.before[at]].map(Value::from);
            let parts = factors.iter().map(|(_, _, effect)| effect[at].into());
            frame.push(sector_cells(table.sectors(), at).into_iter().chain(head).chain(parts).collect());
        }
        frame
    }

    fn by_factor(&self, (table, unit): (&IoTable, &Unit), names: &str, focus: Option<usize>) -> Frame {
        let mut columns = vec![
            Column::text(
                "factor",
                "Factor",
                "What changed; `final demand` is by component what the factors of demand are together.",
            ),
            Column::text("part", "Part", "The component of final demand, where one is meant."),
            Column::number("economy", "Economy", unit.clone(), "Its part of the change of all output."),
        ];
        if let Some(focus) = focus {
            let code = table.sectors().code(focus);
            columns.push(Column::number(
                "focus",
                code,
                unit.clone(),
                "Its part of the change of this sector's output.",
            ));
        }
        let title = format!("Change of output by factor and component: {names}");
        let mut frame = Frame::new("structural-decomposition-factors", title, columns);
        let mut push = |factor: &str, part: &str, effect: &DVector<f64>| {
            let mut row: Vec<Value> = vec![factor.into(), part.into(), effect.sum().into()];
            row.extend(focus.map(|focus| Value::from(effect[focus])));
            frame.push(row);
        };
        for (id, _, effect) in self.factors() {
            push(id, "", &effect);
        }
        for (component, effect) in self.components.iter().zip(self.by_component.column_iter()) {
            push("final demand", component, &effect.into_owned());
        }
        push("all", "", &(&self.after - &self.before));
        frame
    }

    fn by_buyer(&self, (table, unit): (&IoTable, &Unit), focus: usize) -> Frame {
        let sector = &table.sectors()[focus];
        let columns = sector_columns().into_iter().chain([
            Column::number(
                "technology",
                "Technology",
                unit.clone(),
                "What this buyer's changed inputs do to the output of the focus sector.",
            ),
            Column::integer("rank", "Rank", Unit::Rank, "Rank by it, the largest gain first."),
        ]);
        let title = format!("Whose techniques changed the output of {} ({})", sector.name, sector.code);
        let mut frame = Frame::new("structural-decomposition-focus", title, columns.collect());
        let effects: Vec<f64> = self.technology_by_column.row(focus).iter().copied().collect();
        for (at, (effect, rank)) in effects.iter().zip(ranks(&effects)).enumerate() {
            frame.push(sector_cells(table.sectors(), at).into_iter().chain([(*effect).into(), rank.into()]).collect());
        }
        frame
    }
}
