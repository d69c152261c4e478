//! The range that each buyer's coefficient has been seen in, as parameters of a scenario.

use super::Trend;
use crate::words::shortest;
use std::fmt::Write;

/// What has been seen of one buyer's coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The buyer.
    pub sector: usize,
    /// a_kj in the last table.
    pub value: f64,
    /// The lowest over all tables.
    pub low: f64,
    /// The highest over all tables.
    pub high: f64,
}

impl Trend {
    /// The range of every buyer, in table order.
    pub fn ranges(&self) -> Vec<Range> {
        let last = self.years.len() - 1;
        let of = |sector: usize| {
            let row = self.coefficients.row(sector);
            Range { sector, value: row[last], low: row.min(), high: row.max() }
        };
        (0..self.coefficients.nrows()).map(of).collect()
    }

    /// A `[parameters]` block with the ranges of the buyers with the most money at stake, the largest first; at most `count` of them, and
    /// none whose coefficient never changed.
    pub fn parameters(&self, count: usize) -> String {
        let (table, stake) = (self.last().table(), self.at_stake());
        let mut ranges: Vec<Range> = self.ranges().into_iter().filter(|range| range.low < range.high).collect();
        ranges.sort_by(|one, other| stake[other.sector].abs().total_cmp(&stake[one.sector].abs()));
        let name = |code: &str| code.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect::<String>();
        let seller = name(table.sectors().code(self.focus)).to_lowercase();
        let years = self.years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        let mut text = format!(
            "# Coefficients of {} by buyer as the tables of {years} have them: the last, the lowest and the highest.\n\
             # An entry calls one by its name: target = {{ set = \"NAME\" }}. On the last table `value` is what buyers spend already and changes\n\
             # nothing; low and high say what the range that has been seen does. A policy writes another value.\n[parameters]\n",
            table.sectors().code(self.focus),
        );
        for Range { sector, value, low, high } in ranges.into_iter().take(count) {
            let buyer = &table.sectors()[sector];
            let [value, low, high] = [value, low, high].map(shortest);
            // A text of TOML in single quotes has no quotes inside.
            let bought_by = buyer.name.replace('\'', "’");
            // Writing to a text cannot fail.
            let _ = writeln!(
                text,
                "{seller}_in_{} = {{ value = {value}, low = {low}, high = {high}, note = 'bought by {bought_by}' }}",
                name(&buyer.code).to_lowercase(),
            );
        }
        text
    }
}
