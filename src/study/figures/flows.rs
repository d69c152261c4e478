//! `flows`: where the output of the focus sector comes from and where it goes, before and in the last year of each scenario: what it buys of
//! branches, what it pays for imports, wages, surplus and taxes; what it sells to branches and to final uses. Both sides
//! add up to its output.

use super::Figure;
use super::shown::{BASE_TABLE, purchases, sales, scenarios};
use crate::model::ModelError;
use crate::study::State;
use crate::study::compare::Block;
use crate::words::{Column, Frame, Group};
use nalgebra::DVector;

pub(super) const FIGURE: Figure = Figure {
    id: "flows",
    about: "Where the focus sector's output comes from and where it goes, before and after.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let Some(focus) = block.base.focus() else { return Ok(None) };
    let table = block.base.economy().table();
    let columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("from", "From", "Who sells, or what is paid."),
        Column::text("to", "To", "Who buys."),
        Column::number("value", "Value", table.unit(), "The flow."),
        Column::number("before", "Before", table.unit(), "The same in the base table."),
    ];
    let mut frame = Frame::new("flows", "Where the output comes from and where it goes", columns);
    let before = flows(block, &block.before, focus);
    // A limit may ask for imports that the base table has no row for: those were nothing before.
    let was =
        |from: &str, to: &str| before.iter().find(|flow| flow.0 == from && flow.1 == to).map_or(0.0, |flow| flow.2);
    let mut push = |scenario: &str, flows: Vec<Flow>| {
        for (from, to, value) in flows {
            let before = was(&from, &to);
            frame.push(vec![scenario.into(), from.into(), to.into(), value.into(), before.into()]);
        }
    };
    push(BASE_TABLE, before.clone());
    for run in scenarios(block).into_iter().filter(|run| run.pays()) {
        if let Some(year) = run.outcome.years.last() {
            push(&run.outcome.scenario, flows(block, &year.state, focus));
        }
    }
    frame.note("Flows below zero, such as stocks that are run down, are in the data and not in the drawing.");
    Ok(Some(frame))
}

/// From where, to where, and how much.
type Flow = (String, String, f64);

/// The flows of a state, in one order in every state of a block; what is imported without a row of the table only where it is.
fn flows(block: &Block<'_>, state: &State, focus: usize) -> Vec<Flow> {
    let mut flows = Vec::new();
    let table = block.base.economy().table();
    let code = table.sectors().code(focus);
    let mut push = |from: &str, to: &str, value: f64| flows.push((from.to_owned(), to.to_owned(), value));
    let alone = |at: usize| Group { id: table.sectors().code(at).to_owned(), members: vec![at] };
    let groups = table.classifications().first().map(crate::words::Classification::groups);
    let groups = groups.unwrap_or_else(|| (0..table.len()).map(alone).collect());
    let (bought, sold) = (purchases(block, state, focus), sales(block, state, focus));
    let sum = |of: &DVector<f64>, group: &Group| group.members.iter().map(|&at| of[at]).sum::<f64>();
    for group in &groups {
        push(&group.id, code, sum(&bought, group));
    }
    for (at, row) in table.primary_inputs().rows.iter().enumerate() {
        push(&row.id, code, state.primary(at)[focus]);
    }
    if let Some(outside) = state.outside(&block.base) {
        push("imports without a row", code, outside[focus]);
    }
    for group in &groups {
        push(code, &group.id, sum(&sold, group));
    }
    // Under a households closure what households spend follows from the whole.
    let whole = state.final_demand_total(&block.base)[focus];
    let stated: f64 = state.final_demand().row(focus).sum();
    for (at, component) in table.final_demand().components.iter().enumerate() {
        push(code, &format!("final use: {}", component.id), state.final_demand()[(focus, at)]);
    }
    if block.base.households().is_some() {
        push(code, "final use: households that earn more", whole - stated);
    }
    flows
}
