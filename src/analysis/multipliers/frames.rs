//! Multipliers as tables: the simple ones of every factor side by side, and one factor taken apart.

use super::{Closing, FactorMultipliers, Multipliers};
use crate::analysis::{AnalysisError, BySector, of_one};
use crate::table::IoTable;
use crate::words::{Frame, Unit};
use nalgebra::DVector;

impl Multipliers {
    /// The tables `multipliers` and `multipliers-FACTOR`, the factor at a position taken apart; with a focus
    /// `multipliers-FACTOR-focus`.
    pub(super) fn into_frames(
        self,
        table: &IoTable,
        detail: usize,
        focus: Option<usize>,
        closing: &Closing,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.sectors();
        let mut all = BySector::new("multipliers", "Simple multipliers: what a unit of final demand brings", sectors);
        for each in &self.factors {
            let factor = &each.factor;
            let about =
                format!("{} in all sectors per unit of final demand for this one, households given.", factor.name);
            all = all.number(factor.column(), &factor.name, factor.unit_per_output.clone(), about, every(&each.simple));
        }
        if let Some(output) = self.factor("output") {
            let rank = "Rank by the output multiplier.";
            all = all.rank("output_rank", "Output rank", rank, output.simple.iter().copied().map(Some));
        }
        let taxes = self.factor("taxes").is_some() && self.factor("value-added").is_some();
        let mut frame = all.note("Nobody pays for the unit of demand, and capacity has no limit.").frame();
        if taxes {
            frame.note("Taxes on production are in value added and in taxes: the columns are not parts of one whole.");
        }
        let mut frames = vec![frame.finish()?];
        if let Some(each) = self.factors.get(detail) {
            let all = apart(each, table, closing);
            let what = format!("{} multipliers", each.factor.name);
            let one = focus.map(|focus| of_one(&all, sectors, focus, &what));
            frames.push(all.finish()?);
            if let Some(one) = one {
                frames.push(one?.finish()?);
            }
        }
        Ok(frames)
    }
}

fn every(values: &DVector<f64>) -> Vec<f64> {
    values.iter().copied().collect()
}

fn apart(each: &FactorMultipliers, table: &IoTable, closing: &Closing) -> Frame {
    let factor = &each.factor;
    let unit = || factor.unit_per_output.clone();
    let known = |values: Option<DVector<f64>>| -> Vec<Option<f64>> {
        values.map_or_else(|| vec![None; table.len()], |values| values.iter().copied().map(Some).collect())
    };
    let total = known(each.total.clone());
    let frame = BySector::new(
        format!("multipliers-{}", factor.column().replace('_', "-")),
        format!("Multipliers of {}, taken apart", factor.name.to_lowercase()),
        table.sectors(),
    )
    .number("simple", "Simple", unit(), "Direct and indirect, per unit of final demand.", every(&each.simple))
    .number("total", "Total", unit(), "Direct, indirect and induced: households spend what they earn.", total.clone())
    .number("direct", "Direct", unit(), "In the sector itself, per unit of its output.", every(&factor.per_output))
    .number("indirect", "Indirect", unit(), "At its suppliers in all rounds.", every(&each.indirect()))
    .number("induced", "Induced", unit(), "By the spending of what is earned.", known(each.induced()))
    .number("type_one", "Type I", Unit::Ratio, "Simple over direct.", each.type_one())
    .number("type_two", "Type II", Unit::Ratio, "Total over direct.", each.type_two())
    .rank("simple_rank", "Rank, simple", "Rank by the simple multiplier.", each.simple.iter().copied().map(Some))
    .rank("total_rank", "Rank, total", "Rank by the total multiplier.", total)
    .rank("type_one_rank", "Rank, type I", "Rank by the type I multiplier.", each.type_one());
    match closing {
        Closing::Closed { income_assumed: false } => frame,
        Closing::Closed { income_assumed: true } => frame.note(
            "The table states no household income; total value added stands for it, which spreads spending thin.",
        ),
        Closing::NoCompensation => {
            frame.note("No totals: the table has no row of compensation for households to spend.")
        }
        Closing::NoAnswer(error) => frame.note(format!(
            "No totals, which need households that spend what they earn: {}.",
            error.diagnostic(table.sectors()).message
        )),
    }
    .note("A type is large where the sector itself has little of the factor: it says leverage, not effect.")
    .frame()
}
