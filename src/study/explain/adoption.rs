//! How technologies spread: year by year who has adopted, what buyers spend on the supplier, and what it costs them.
//!
//! Shares and the coefficient are means over buyers, weighted by base output: Σ x_j s_j / Σ x_j and Σ x_j a_kj(t) / Σ x_j, ratio, with all
//! that the scenario changes in the cells of these buyers. The price is P of the experience curve, 1 in the first year.

use super::Explained;
use crate::study::{Adopted, Point, Technology};
use crate::words::{Column, Diagnostics, Frame, Unit, Value};

/// The frame; without rows where nothing spreads.
///
/// # Errors
/// Returns a year in which the economy has no answer.
pub(super) fn frame(explained: &Explained<'_>) -> Result<Frame, Diagnostics> {
    let scenario = explained.scenario;
    let share = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::Share, about);
    let columns = vec![
        Column::text("entry", "Entry", "The entry that says what spreads."),
        Column::integer("year", "Year", Unit::None, "The year."),
        share(
            "early",
            "Early",
            "The share of those who are ahead by a policy that has adopted; empty where nobody is.",
        ),
        share("others", "Others", "The share of everyone else that has adopted."),
        share("all", "All", "The share of all buyers that has adopted."),
        Column::number(
            "coefficient",
            "Coefficient",
            Unit::Ratio,
            "What all buyers together spend on the supplier per unit of their base output.",
        ),
        Column::number(
            "price",
            "Price",
            Unit::Index,
            "The price relative to that of the first year; empty where the supplier does not learn.",
        ),
    ];
    let title = format!("{}: how technologies spread", scenario.name);
    let mut frame = Frame::new(format!("{}-adoption", scenario.name), title, columns);
    let spreading = || scenario.shocks.iter().filter_map(|shock| Some((&shock.name, shock.effect.technology()?)));
    if spreading().next().is_none() {
        return Ok(frame);
    }
    let (base, outcome) = (&scenario.base, scenario.simulate(&Point::Central)?);
    for (name, technology) in spreading() {
        let technology: &Technology = technology;
        for year in &outcome.years {
            let settled = year.state.settled();
            let Some(adopted) = settled.adopted.iter().find(|one| one.entry.name == name.name) else { continue };
            let mean = |sectors: &[usize]| Value::from(adopted.mean(base, sectors));
            // The mean of coefficients is that of shares of output.
            let coefficients = Adopted { shares: year.state.supplies(base, technology.supplier), ..adopted.clone() };
            let mut row: Vec<Value> = vec![name.name.as_str().into(), year.year.map(i64::from).into()];
            row.extend([mean(&adopted.early), mean(&adopted.everyone_else()), mean(&adopted.buyers)]);
            row.extend([coefficients.mean(base, &adopted.buyers).into(), adopted.price.into()]);
            frame.push(row);
        }
    }
    frame.note("At the beginning of each year; means over buyers, weighted by base output.");
    Ok(frame)
}
