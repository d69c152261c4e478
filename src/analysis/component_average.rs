//! The average of a number per unit of product over what one component of final demand buys.
//!
//! c'b / i'b with b the purchases of the component by product, n x 1. A cell below nothing, as where more of a used product is
//! sold than bought, counts with its sign; there is no average of inventories, whose rises and falls cancel, nor of
//! purchases that add up to nothing or less.

use crate::table::{ComponentKind, FinalDemand};
use nalgebra::DVector;

/// The average over the component at a position; none where there is none.
pub(super) fn component_average(demand: &FinalDemand, component: usize, each: &DVector<f64>) -> Option<f64> {
    let bought = demand.values.column(component);
    has_average(demand, component).then(|| bought.dot(each) / bought.sum())
}

fn has_average(demand: &FinalDemand, component: usize) -> bool {
    demand.components[component].kind != ComponentKind::Inventories && demand.values.column(component).sum() > 0.0
}

/// Why some components have no average, and which are averages with cells below nothing in them; nothing where all are plain.
pub(super) fn averages_told(demand: &FinalDemand) -> Vec<String> {
    let those = |is_meant: &dyn Fn(usize) -> bool| {
        let ids = demand.components.iter().enumerate().filter(|(c, _)| is_meant(*c)).map(|(_, one)| one.id.as_str());
        Some(ids.collect::<Vec<_>>().join(", ")).filter(|ids| !ids.is_empty())
    };
    let is_inventories = |c: usize| demand.components[c].kind == ComponentKind::Inventories;
    let has_negative = |c: usize| demand.values.column(c).iter().any(|&cell| cell < 0.0);
    let told = [
        those(&is_inventories).map(|ids| format!("{ids}: empty, because rises and falls of inventories cancel.")),
        those(&|c| !is_inventories(c) && !has_average(demand, c))
            .map(|ids| format!("{ids}: empty, because its purchases do not add up to more than nothing.")),
        those(&|c| has_average(demand, c) && has_negative(c))
            .map(|ids| format!("{ids}: purchases below nothing count with their sign.")),
    ];
    told.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::IoTable;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use nalgebra::dvector;
    use proptest::prelude::*;

    #[test]
    fn one_cell_below_nothing_leaves_an_average_and_is_said() {
        let mut parts = two_sectors().into_parts();
        // Households sell 50 of used goods on and buy 400; the sums of the rows stay with the other component.
        parts.final_demand.values[(0, 0)] -= 100.0;
        parts.final_demand.values[(0, 1)] += 100.0;
        let table = IoTable::new(parts).unwrap();
        let demand = table.final_demand();
        let each = dvector![0.3, 0.1];
        let own = demand.values[(0, 0)];
        assert_eq!(own, -50.0);
        let expected = (0.3 * own + 0.1 * 400.0) / (own + 400.0);
        assert!((component_average(demand, 0, &each).unwrap() - expected).abs() <= 1e-15);
        assert_eq!(
            averages_told(demand)[0],
            format!("{}: purchases below nothing count with their sign.", demand.components[0].id)
        );
        assert!(averages_told(two_sectors().final_demand()).is_empty());
    }

    #[test]
    fn inventories_and_purchases_of_nothing_have_no_average() {
        let odd = oddities();
        let demand = odd.final_demand();
        let each = DVector::from_element(odd.len(), 1.0);
        let at = demand.components.iter().position(|one| one.kind == ComponentKind::Inventories).unwrap();
        assert_eq!(component_average(demand, at, &each), None);
        assert!(averages_told(demand).iter().any(|told| told.contains("rises and falls of inventories cancel")));
        let mut parts = two_sectors().into_parts();
        let (sold, other) =
            (parts.final_demand.values.column(0).into_owned(), parts.final_demand.values.column(1).into_owned());
        parts.final_demand.values.set_column(0, &DVector::zeros(2));
        parts.final_demand.values.set_column(1, &(sold + other));
        let table = IoTable::new(parts).unwrap();
        assert_eq!(component_average(table.final_demand(), 0, &dvector![1.0, 1.0]), None);
        assert!(averages_told(table.final_demand())[0].ends_with("do not add up to more than nothing."));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Weighed with what each component buys, averages are that of all final demand together; none is outside what it averages.
        #[test]
        fn averages_weigh_out(table in productive(7, 0.9), each in prop::collection::vec(-1.0_f64..1.0, 7)) {
            let (demand, n) = (table.final_demand(), table.len());
            let each = DVector::from_fn(n, |i, _| each[i]);
            let mut sum = 0.0;
            for c in 0..demand.components.len() {
                let average = component_average(demand, c, &each).unwrap();
                prop_assert!(each.min() - 1e-14 <= average && average <= each.max() + 1e-14);
                sum += average * demand.values.column(c).sum();
            }
            let all = demand.total();
            prop_assert!((sum - all.dot(&each)).abs() <= 1e-13 * all.sum());
            prop_assert!(averages_told(demand).is_empty());
        }
    }
}
