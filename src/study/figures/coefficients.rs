//! `coefficients`: what each sector buys of each other per unit of its output in the base table, as a square. Of a large table the
//! branches stand for their sectors, or where it has none the sectors of the largest output.

use super::Figure;
use crate::model::ModelError;
use crate::study::compare::Block;
use crate::words::{Column, Frame, Group, Unit, Value};

pub(super) const FIGURE: Figure = Figure {
    id: "coefficients",
    about: "What each sector buys of each other per unit of output.",
    is_of_table: true,
    of,
};

/// More rows than these cannot be read.
pub(super) const MOST: usize = 60;

/// A square of numbers: a row per seller, a column per buyer; identifier and title of the frame.
pub(super) fn square(
    [id, title]: [&str; 2],
    about: &str,
    groups: &[Group],
    number: impl Fn(&Group, &Group) -> f64,
) -> Frame {
    let mut columns = vec![Column::text("sector", "Sector", "Who sells.")];
    columns
        .extend(groups.iter().map(|buyer| Column::number(format!("to_{}", buyer.id), &buyer.id, Unit::Ratio, about)));
    let mut frame = Frame::new(id, title, columns);
    for seller in groups {
        let mut row: Vec<Value> = vec![seller.id.as_str().into()];
        row.extend(groups.iter().map(|buyer| Value::Number(number(seller, buyer))));
        frame.push(row);
    }
    frame
}

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let economy = block.base.economy();
    let table = economy.table();
    let alone = |at: usize| Group { id: table.sectors().code(at).to_owned(), members: vec![at] };
    let branches = table.classifications().first().map(crate::words::Classification::groups);
    let groups: Vec<Group> = match branches {
        _ if table.len() <= MOST => (0..table.len()).map(alone).collect(),
        Some(branches) if branches.len() <= MOST => branches,
        _ => {
            let mut order: Vec<usize> = (0..table.len()).collect();
            order.sort_by(|&a, &b| economy.output()[b].total_cmp(&economy.output()[a]));
            order.truncate(MOST);
            order.sort_unstable();
            order.into_iter().map(alone).collect()
        }
    };
    let (a, x) = (economy.technical().matrix(), economy.output());
    let title = ["coefficients", "Who buys of whom"];
    let mut frame = square(title, "What the buyer pays the seller per unit of output.", &groups, |seller, buyer| {
        let made: f64 = buyer.members.iter().map(|&j| x[j]).sum();
        let sold = |&j: &usize| seller.members.iter().map(|&i| a[(i, j)]).sum::<f64>() * x[j];
        let share = buyer.members.iter().map(sold).sum::<f64>() / made;
        if share.is_finite() { share } else { 0.0 }
    });
    if table.len() > MOST {
        frame.note("The table has too many sectors for a square that can be read; shown are its branches or its largest sectors.");
    }
    Ok(Some(frame))
}
