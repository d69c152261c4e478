//! `network`: the largest suppliers and buyers of the focus sector in the base table, and what they sell to one another.

use super::Figure;
use super::shown::{purchases, sales};
use crate::analysis::order;
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::words::{Column, Frame};
use std::collections::BTreeSet;

pub(super) const FIGURE: Figure =
    Figure { id: "network", about: "The focus sector among its largest suppliers and buyers.", is_of_table: true, of };

/// How many of each are shown.
const NEIGHBOURS: usize = 8;
/// How many links between neighbours are shown.
const LINKS: usize = 32;

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let Some(focus) = block.base.focus() else { return Ok(None) };
    let table = block.base.economy().table();
    let largest = |flows: nalgebra::DVector<f64>| -> Vec<usize> {
        let others = order(flows.as_slice()).into_iter().filter(|&at| at != focus && flows[at] > 0.0);
        others.take(NEIGHBOURS).collect()
    };
    let mut nodes: BTreeSet<usize> = largest(purchases(block, &block.before, focus)).into_iter().collect();
    nodes.extend(largest(sales(block, &block.before, focus)));
    nodes.insert(focus);
    let flow = |i: usize, j: usize| table.intermediate()[(i, j)];
    let (mut of_focus, mut others) = (Vec::new(), Vec::new());
    for &i in &nodes {
        for &j in nodes.iter().filter(|&&j| i != j && flow(i, j) > 0.0) {
            if i == focus || j == focus { &mut of_focus } else { &mut others }.push((i, j));
        }
    }
    others.sort_by(|&(a, b), &(c, d)| flow(c, d).total_cmp(&flow(a, b)));
    others.truncate(LINKS);
    let columns = vec![
        Column::text("from", "From", "Who sells."),
        Column::text("to", "To", "Who buys."),
        Column::number("value", "Value", table.unit(), "The flow."),
    ];
    let mut frame = Frame::new("network", "The focus among its suppliers and buyers", columns);
    for (i, j) in of_focus.into_iter().chain(others) {
        frame.push(vec![table.sectors().code(i).into(), table.sectors().code(j).into(), flow(i, j).into()]);
    }
    frame.note(format!(
        "At most {NEIGHBOURS} suppliers and {NEIGHBOURS} buyers, and the {LINKS} largest flows between them."
    ));
    Ok((!frame.rows.is_empty()).then_some(frame))
}
