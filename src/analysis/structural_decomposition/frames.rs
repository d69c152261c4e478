//! The decomposition between two tables as tables: by sector, as totals by factor, and for one sector by buyer.

use super::TableDecomposition;
use crate::analysis::comparable::{prices_differ, undeflated};
use crate::analysis::option::{UNLIKELY, are_unlikely};
use crate::analysis::{AnalysisError, Layout, Pairs, of_flows, order, ranks, sector_cells, sector_columns};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit, Value, six_digits};
use nalgebra::DVector;

/// What the tables of a decomposition show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown<'a> {
    /// The sector that is looked at.
    pub focus: Option<usize>,
    /// The prices that the later table was deflated with, n x 1; none at current prices.
    pub deflators: Option<&'a DVector<f64>>,
    /// How technology by column is written, n x n.
    pub layout: Layout,
}

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
    /// looked at, `structural-decomposition-focus` by buyer for that sector, and as the layout asks `structural-decomposition-pairs`; money is
    /// that of `table`, the earlier one, without a year of prices where nothing is deflated and those of `after` are of another.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where the focus is no sector of the table.
    pub fn into_frames(
        self,
        table: &IoTable,
        after: &IoTable,
        Shown { focus, deflators, layout }: Shown<'_>,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.len();
        if let Some(position) = focus.filter(|&focus| focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let is_nominal = deflators.is_none() && prices_differ(table, after);
        let own = if is_nominal { ", each at its own prices" } else { "" };
        let names = format!("{} to {}{own}", table.manifest().id, after.manifest().id);
        let unit = if is_nominal { undeflated(table, after) } else { table.unit() };
        let mut frames = vec![self.by_sector((table, &unit), &names), self.by_factor((table, &unit), &names, focus)];
        frames.extend(focus.map(|focus| self.by_buyer((table, &unit), focus)));
        frames.extend(self.pairs(table, unit).frames(layout)?);
        let range = deflators.map_or_else(Vec::new, |prices| range_of(prices, table));
        let prices = if deflators.is_some() {
            "Rows of the later table are deflated by seller, to money of the earlier; value added is what remains of a column."
        } else if is_nominal {
            "Nothing is deflated: the change is an amount at prices of the later table less one at prices of the earlier, in money of no one \
             year. Changes of relative prices are part of technology, and inflation is part of final demand."
        } else {
            "Both tables at the prices that they state: at current prices, changes of relative prices are part of technology."
        };
        let finished = frames.into_iter().map(|mut frame| {
            frame.note(prices);
            for sentence in &range {
                frame.note(sentence.as_str());
            }
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
    /// Technology by column: whose output, in the row, the changed inputs of each buyer, in the column, move.
    fn pairs<'t>(&'t self, table: &'t IoTable, unit: Unit) -> Pairs<'t> {
        let about = "What the buyer's changed inputs do to the output of the sector; a row adds up to its technology.";
        Pairs::new("structural-decomposition-pairs", "Technology by column", table.sectors())
            .between("sector", "buyer")
            .with(Column::number("technology", "Technology", unit, about), |i, j| self.technology_by_column[(i, j)])
    }
}

/// The smallest and the largest deflator, and where they look like index numbers that these are taken as they are.
fn range_of(prices: &DVector<f64>, table: &IoTable) -> Vec<String> {
    let by_size = order(prices.as_slice());
    let (Some(&highest), Some(&lowest)) = (by_size.first(), by_size.last()) else { return Vec::new() };
    let said = |at: usize| format!("{} ({})", six_digits(prices[at]), table.sectors().code(at));
    let mut notes = vec![format!("Deflators from {} to {}.", said(lowest), said(highest))];
    // Who reads the numbers elsewhere has not seen the warning.
    if are_unlikely(prices) {
        notes.push(format!(
            "Most deflators are above {UNLIKELY}, as index numbers with a base of 100 are; they are taken as they are."
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Comparable;
    use crate::model::Economy;
    use crate::table::Denominator;
    use crate::table::fixture::{all_money_times, oddities, two_sectors};
    use crate::words::ColumnKind;
    use nalgebra::dvector;
    use std::sync::Arc;

    /// The textbook's table with prices of one year; at other prices than those of 1 the first sector buys a tenth more of the second.
    fn priced(year: i32, factor: f64) -> Economy {
        let mut parts = two_sectors().into_parts();
        parts.manifest.id = format!("of-{year}");
        parts.manifest.money.price_year = Some(year);
        all_money_times(&mut parts, factor);
        let more = if factor == 1.0 { 0.0 } else { 0.1 * 200.0 * factor };
        parts.intermediate[(1, 0)] += more;
        parts.final_demand.values[(1, 0)] -= more;
        parts.primary_inputs.values[(0, 0)] -= more;
        Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap()
    }

    fn frames(years: [i32; 2], deflators: Option<&DVector<f64>>, layout: Layout) -> Vec<Frame> {
        let (old, new) = (priced(years[0], 1.0), priced(years[1], 3.0));
        let found = TableDecomposition::of(Comparable::of(&old, &new, "with").unwrap(), deflators).unwrap();
        found.into_frames(old.table(), new.table(), Shown { focus: Some(0), deflators, layout }).unwrap()
    }

    #[test]
    fn money_has_a_year_only_where_both_tables_are_in_it() {
        let units = |years, deflators: Option<&DVector<f64>>| {
            let frames = frames(years, deflators, Layout::Long);
            assert_eq!(frames.len(), 4);
            let columns = frames.into_iter().flat_map(|frame| frame.columns);
            let money = columns.filter(|column| column.kind == ColumnKind::Number);
            let mut units: Vec<String> = money.map(|column| column.unit.to_string()).collect();
            units.dedup();
            units
        };
        // Nothing is deflated: neither `after` nor a difference of the two is money of 2008.
        assert_eq!(units([2008, 2021], None), ["USD"]);
        assert_eq!(units([2018, 2018], None), ["USD of 2018"]);
        assert_eq!(units([2008, 2021], Some(&dvector![3.0, 3.0])), ["USD of 2008"]);
    }

    #[test]
    fn deflators_are_told_and_index_numbers_found_unlikely() {
        let notes = |prices: [f64; 2]| {
            frames([2008, 2021], Some(&DVector::from_row_slice(&prices)), Layout::Summary)[0].notes.clone()
        };
        let warned = |notes: &[String]| notes.iter().any(|note| note.starts_with("Most deflators are above 20,"));
        let usual = notes([2.5, 1.0 / 3.0]);
        assert!(
            usual.contains(&"Deflators from 0.333333 (S2) to 2.5 (S1).".to_owned()) && !warned(&usual),
            "{usual:?}"
        );
        let index = notes([150.0, 148.5]);
        assert!(index.contains(&"Deflators from 148.5 (S2) to 150 (S1).".to_owned()) && warned(&index), "{index:?}");
        // One price among many of an index does not make prices of them.
        let table = oddities();
        let mut prices = DVector::from_element(table.len(), 150.0);
        prices[0] = 1.0;
        assert!(warned(&range_of(&prices, &table)));
        // Half of them near one are believed.
        assert!(!warned(&notes([150.0, 20.0])));
        let without = &frames([2008, 2021], None, Layout::Summary)[0].notes;
        assert!(without.iter().all(|note| !note.contains("eflators from")), "{without:?}");
    }

    #[test]
    fn technology_by_column_is_written_as_asked_and_adds_up_to_technology() {
        let long = frames([2018, 2018], None, Layout::Long);
        let (sectors, pairs) = (&long[0], &long[3]);
        assert_eq!(pairs.id, "structural-decomposition-pairs");
        let at = sectors.position("technology").unwrap();
        for (i, row) in sectors.rows.iter().enumerate() {
            let parts: f64 = pairs.rows[2 * i..2 * i + 2].iter().map(|pair| pair[4].number().unwrap()).sum();
            let whole = row[at].number().unwrap();
            assert!(whole > 1.0 && (parts - whole).abs() <= 1e-12 * whole, "{parts} for {whole}");
        }
        // Only the first buys otherwise.
        assert!(pairs.rows[0][4].number().unwrap() > 1.0 && pairs.rows[1][4].number().unwrap().abs() < 1e-9);
        let wide = frames([2018, 2018], None, Layout::Wide);
        assert_eq!((wide.len(), wide[3].rows.len()), (4, 2));
        assert_eq!(frames([2018, 2018], None, Layout::Summary).len(), 3);
    }
}
