//! `decomposition.csv`: how much of the change of output against the reference comes from techniques, and how much from final demand,
//! by sector and in all, in the last year.
//!
//! The parts are those of [`crate::study::output_change`], with the reference as the first economy and the scenario as the second. Where
//! they are not defined they are left empty, and a note says so.

use super::block::Block;
use super::measured::Measured;
use super::outcomes::TOTAL;
use crate::analysis::structural_decomposition::Parts;
use crate::analysis::{sector_cells, sector_columns};
use crate::model::ModelError;
use crate::study::output_change::output_change;
use crate::words::{Column, Diagnostics, Frame, Unit, Value};

pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Frame, Diagnostics> {
    let mut all = sector_columns().to_vec();
    let number = |id, name, about| Column::number(id, name, Unit::None, about);
    all.extend([
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::integer("year", "Year", Unit::None, "The last year of the scenario."),
        Column::text("unit", "Unit", "The unit of money."),
        number("difference", "Output: difference", "Output less that of the reference."),
        number("from_technology", "From technology", "What of it comes from changed inputs per unit of output."),
        number("from_final_demand", "From final demand", "What of it comes from changed final demand."),
        Column::text("block", "Block", "Table, closure, focus and years."),
    ]);
    let mut frame = Frame::new("decomposition", "Technology and final demand in the change of output", all);
    let mut limited = Vec::new();
    for block in blocks {
        for run in block.scenarios() {
            let sectors = block.base.economy().table().sectors();
            let parts = parts(block, run).map_err(|error| Diagnostics::from(error.diagnostic(sectors)))?;
            if parts.is_none() {
                limited.push(format!("`{}`", run.outcome.scenario));
            }
            rows(block, run, parts.as_ref(), &mut frame);
        }
    }
    if !limited.is_empty() {
        frame.note(format!(
            "Not defined for {}: a limit of output decides what is made there or in the reference, and x is not L f.",
            limited.join(", ")
        ));
    }
    Ok(frame)
}

/// The parts; none where an output limit binds or may bind.
fn parts(block: &Block<'_>, run: &Measured<'_>) -> Result<Option<Parts>, ModelError> {
    let last = block.last();
    let after = run.outcome.years.get(last).map(|year| &year.state);
    after.map_or(Ok(None), |after| output_change(block.reference_state(last), after))
}

fn rows(block: &Block<'_>, run: &Measured<'_>, parts: Option<&Parts>, frame: &mut Frame) {
    let last = block.last();
    let Some(year) = run.outcome.years.get(last) else { return };
    let table = block.base.economy().table();
    let change = year.state.output() - block.reference_state(last).output();
    let mut push = |sector: [Value; 2], difference: f64, of: Option<[f64; 2]>| {
        let mut row = sector.to_vec();
        row.extend([
            run.outcome.scenario.as_str().into(),
            year.year.map(i64::from).into(),
            table.unit().to_string().into(),
        ]);
        row.push(difference.into());
        row.extend(of.map_or([Value::Empty, Value::Empty], |parts| parts.map(Value::from)));
        row.push(block.label.as_str().into());
        frame.push(row);
    };
    for at in 0..table.len() {
        let of = parts.map(|parts| [parts.technology[at], parts.final_demand[at]]);
        push(sector_cells(table.sectors(), at), change[at], of);
    }
    let of = parts.map(|parts| [parts.technology.sum(), parts.final_demand.sum()]);
    push([TOTAL.into(), Value::Empty], change.sum(), of);
}
