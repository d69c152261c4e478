//! `ties`: each branch's share of the focus sector's sales, in the base table and in the last year of each scenario, beside its share of
//! GDP: the branches that are missing as clients. Own use is left out.

use super::Figure;
use super::shown::{sales, scenarios};
use crate::analysis::Seller;
use crate::analysis::sales_by_branch::{Branch, SalesByBranch};
use crate::model::ModelError;
use crate::study::State;
use crate::study::compare::Block;
use crate::words::{Classification, Column, Frame, Unit};

pub(super) const FIGURE: Figure = Figure {
    id: "ties",
    about: "Sales of the focus sector by branch against each branch's share of GDP.",
    is_of_table: false,
    of,
};

#[allow(clippy::unnecessary_wraps, reason = "every figure has this form")]
fn of(block: &Block<'_>) -> Result<Option<Frame>, ModelError> {
    let table = block.base.economy().table();
    let (Some(focus), Some(classification)) = (block.base.focus(), table.classifications().first()) else {
        return Ok(None);
    };
    let share = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::Share, about);
    let columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("branch", "Branch", "A group of sectors that buy."),
        share("gdp_share", "Share of GDP", "Of all value added in the base table."),
        share("base", "Share of sales, base", "Of the focus sector's sales to others in the base table."),
        share("share", "Share of sales, scenario", "The same in the last year of the scenario."),
        Column::number("tie", "Tie", Unit::Index, "Share of sales in the scenario over share of GDP; 1 is parity."),
    ];
    let mut frame = Frame::new("ties", "Who buys, against GDP", columns);
    let before = branches(block, &block.before, focus, classification);
    for run in scenarios(block).into_iter().filter(|run| run.pays()) {
        let Some(year) = run.outcome.years.last() else { continue };
        for (branch, base) in branches(block, &year.state, focus, classification).iter().zip(&before) {
            frame.push(vec![
                run.outcome.scenario.as_str().into(),
                branch.group.id.as_str().into(),
                branch.gdp_share.into(),
                base.own_use_out.share.into(),
                branch.own_use_out.share.into(),
                branch.own_use_out.intensity.into(),
            ]);
        }
    }
    frame.note("GDP is value added at basic prices of the base table; sales are without the focus sector's own use.");
    Ok((!frame.rows.is_empty()).then_some(frame))
}

fn branches(block: &Block<'_>, state: &State, focus: usize, classification: &Classification) -> Vec<Branch> {
    let table = block.base.economy().table();
    let sold = sales(block, state, focus);
    let seller = Seller::new(focus, sold.iter().copied(), [], Seller::rounding(table));
    SalesByBranch::from_sales(&seller, table.value_added().as_slice(), classification.groups()).branches
}
