//! `sectors.csv`: winners and losers. Per scenario and sector the last year's output and value added against the reference, and the
//! sector's rank among the scenario's gains, 1 the largest; and how much of the focus sector k it takes, each with its rank: directly per
//! unit of output, a'_kj, and in all rounds per unit of its final demand, l'_kj - δ_kj, L' of the open model.

use super::against::Against;
use super::block::Block;
use super::measured::Measured;
use crate::analysis::{ranks, sector_cells, sector_columns};
use crate::study::Level;
use crate::words::{Column, Frame, FrameError, Unit, Value};

/// The levels by which sectors gain and lose, with the names of their columns.
const LEVELS: &[(Level, &str, &str)] =
    &[(Level::Output, "output", "Output"), (Level::ValueAdded, "value_added", "Value added")];

pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Frame, FrameError> {
    let mut all = sector_columns().to_vec();
    all.extend([
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::integer("year", "Year", Unit::None, "The last year of the scenario."),
        Column::text("unit", "Unit", "The unit of money."),
    ]);
    for (_, id, name) in LEVELS {
        all.extend([
            Column::number(*id, *name, Unit::None, format!("{name} of the sector.")),
            Column::number(
                format!("{id}_difference"),
                format!("{name}: difference"),
                Unit::None,
                format!("{name} less that of the reference."),
            ),
            Column::number(
                format!("{id}_percent"),
                format!("{name}: percent"),
                Unit::Percent,
                "The difference in percent of the reference; empty where that is zero.",
            ),
            Column::integer(
                format!("{id}_rank"),
                format!("{name}: rank"),
                Unit::Rank,
                "The place of the difference among all sectors of the scenario, 1 the largest gain.",
            ),
        ]);
    }
    all.extend([
        Column::number(
            "focus_input",
            "Focus input",
            Unit::Ratio,
            "What the sector buys of the focus sector per unit of output.",
        ),
        Column::integer("focus_input_rank", "Focus input: rank", Unit::Rank, "The place of the same, 1 the largest."),
        Column::number(
            "focus_content_total",
            "Focus content, total",
            Unit::Ratio,
            "What is bought of the focus sector in all rounds per unit of final demand for the sector.",
        ),
        Column::integer(
            "focus_content_total_rank",
            "Focus content, total: rank",
            Unit::Rank,
            "The place of the same, 1 the largest.",
        ),
    ]);
    let mut frame = Frame::new("sectors", "Sectors that gain and lose", all);
    for block in blocks {
        for run in block.scenarios() {
            rows(block, run, &mut frame);
        }
    }
    frame.finish()
}

fn rows(block: &Block<'_>, run: &Measured<'_>, frame: &mut Frame) {
    let base = &run.outcome.base;
    let last = block.last();
    let Some(year) = run.outcome.years.get(last) else { return };
    let of_table = Level::of(base);
    let levels: Vec<Option<Gains>> =
        LEVELS.iter().map(|(level, ..)| of_table.contains(level).then(|| gains(block, run, *level))).collect();
    let table = base.economy().table();
    let inputs: Option<Vec<f64>> = base.focus().map(|focus| year.state.supplies(base, focus).iter().copied().collect());
    let contents = run.content.as_ref().map(|content| content.iter().copied().collect());
    let taken = [inputs, contents].map(|taken| taken.map(|taken| (ranks(&taken), taken)));
    for at in 0..table.len() {
        let mut row = sector_cells(table.sectors(), at).to_vec();
        row.extend([
            run.outcome.scenario.as_str().into(),
            year.year.map(i64::from).into(),
            table.unit().to_string().into(),
        ]);
        for level in &levels {
            match level {
                Some(gains) => {
                    let (value, against) = gains.sectors[at];
                    let rank = gains.ranks[at];
                    row.extend([value.into(), against.difference.into(), against.percent.into(), rank.into()]);
                }
                None => row.extend([Value::Empty, Value::Empty, Value::Empty, Value::Empty]),
            }
        }
        for taken in &taken {
            row.push(taken.as_ref().map(|(_, numbers)| numbers[at]).into());
            row.push(taken.as_ref().map(|(places, _)| places[at]).into());
        }
        frame.push(row);
    }
}

/// A level of every sector against the reference.
pub(in crate::study) struct Gains {
    /// Value and difference.
    pub(in crate::study) sectors: Vec<(f64, Against)>,
    /// 1 the largest gain.
    pub(in crate::study) ranks: Vec<usize>,
}

pub(in crate::study) fn gains(block: &Block<'_>, run: &Measured<'_>, level: Level) -> Gains {
    let (base, last) = (&run.outcome.base, block.last());
    let of = |state| level.by_sector(base, state);
    let values = run.outcome.years.get(last).map(|year| of(&year.state)).unwrap_or_default();
    let others = of(block.reference_state(last));
    let sectors: Vec<(f64, Against)> =
        values.iter().zip(&others).map(|(&value, &other)| (value, Against::of(value, Some(other)))).collect();
    let gained: Vec<f64> = sectors.iter().map(|(_, against)| against.difference.unwrap_or(0.0)).collect();
    Gains { sectors, ranks: ranks(&gained) }
}
