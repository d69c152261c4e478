//! The scenarios that show what the language can say beside policies; closed forms in L know what they give.

use super::{POINTS, of};
use eslabon::study::Outcome;
use nalgebra::DVector;

/// The outcomes at low, central and high; one where nothing is uncertain.
fn outcomes(name: &str) -> Vec<Outcome> {
    let loaded = of(name);
    let points = loaded.scenarios[0].parameters.points();
    POINTS
        .into_iter()
        .filter(|point| points.contains(point))
        .map(|point| loaded.scenarios[0].simulate(&point).unwrap())
        .collect()
}

fn after(outcome: &Outcome) -> &DVector<f64> {
    outcome.years[0].state.output()
}

fn is_close(found: f64, known: f64, what: &str) {
    assert!((found - known).abs() <= 1e-9 * known.abs(), "{what}: {found} is not {known}");
}

#[test]
fn a_drought_that_homes_bear_costs_what_the_column_of_the_inverse_says() {
    for (outcome, cap) in outcomes("drought").iter().zip([0.90, 0.97, 0.99]) {
        let economy = outcome.base.economy();
        let power = economy.table().sectors().position("PWR").unwrap();
        let (before, inverse) = (economy.output(), economy.leontief().unwrap());
        let unmet = (1.0 - cap) * before[power] / inverse.matrix()[(power, power)];
        is_close(outcome.years[0].state.unmet()[power], unmet, "unmet demand");
        for sector in 0..before.len() {
            let known = before[sector] - inverse.matrix()[(sector, power)] * unmet;
            is_close(after(outcome)[sector], known, economy.table().sectors().code(sector));
        }
        // What homes and other final users took of it was enough.
        assert!(unmet < economy.table().final_demand().values.row(power).sum());
    }
}

#[test]
fn a_drought_that_all_bear_takes_the_same_share_of_everything() {
    for (outcome, cap) in outcomes("drought-proportional").iter().zip([0.90, 0.97, 0.99]) {
        let economy = outcome.base.economy();
        for (sector, before) in economy.output().iter().enumerate() {
            is_close(after(outcome)[sector], cap * before, economy.table().sectors().code(sector));
        }
    }
}

/// Σ x falls by x_k (i'L)_k / L_kk where sector k is taken out whole, its final demand too.
#[test]
fn without_information_services_output_falls_by_the_closed_form() {
    let outcomes = outcomes("without-software");
    let economy = outcomes[0].base.economy();
    let (focus, inverse) = (outcomes[0].base.focus().unwrap(), economy.leontief().unwrap());
    let column = inverse.matrix().column(focus);
    let lost = economy.output().sum() - after(&outcomes[0]).sum();
    is_close(lost, economy.output()[focus] * column.sum() / column[focus], "output lost");
    // Solved, not set: what is left is rounding.
    let left = after(&outcomes[0])[focus];
    assert!(left.abs() <= 1e-12 * economy.output()[focus], "{left}");
    assert_eq!(outcomes.len(), 1);
}
