//! Whether the model gives back the output that the table publishes: L f against x.
//!
//! Coefficients are flows over published output. Where a sector publishes no output and yet buys, as one that lives from falling
//! inventories, its column of A is zero, so that L f leaves out what it buys; elsewhere the two differ by rounding of the source.
//! Some analyses start from L f and some from published output, so that a difference is to be known.

use crate::model::Economy;

/// Above this part of the largest output a difference is more than rounding of a source.
pub(super) const LIMIT: f64 = 1e-6;

/// The largest difference between L f and published output, as a share of the largest output; 0 where nothing is made.
pub(super) fn worst(economy: &Economy) -> f64 {
    let scale = largest(economy);
    if scale > 0.0 { (economy.output() - economy.published_output()).amax() / scale } else { 0.0 }
}

/// The largest output, published or of the model.
fn largest(economy: &Economy) -> f64 {
    economy.published_output().amax().max(economy.output().amax())
}

/// Whether some sector buys and makes nothing.
fn buys_without_output(economy: &Economy) -> bool {
    let mut columns = economy.table().intermediate().column_iter().zip(economy.published_output().iter());
    columns.any(|(column, &output)| output == 0.0 && column.iter().any(|&cell| cell != 0.0))
}

/// A sentence that names the sectors whose output L f misses; none where it misses no more than rounding.
pub fn not_reproduced(economy: &Economy) -> Option<String> {
    if worst(economy) <= LIMIT {
        return None;
    }
    let (model, published) = (economy.output(), economy.published_output());
    let gap = |i: usize| (model[i] - published[i]).abs();
    let limit = LIMIT * largest(economy);
    let mut sectors: Vec<usize> = (0..model.len()).filter(|&i| gap(i) > limit).collect();
    sectors.sort_by(|&a, &b| gap(b).total_cmp(&gap(a)));
    let codes: Vec<&str> = sectors.iter().take(5).map(|&i| economy.table().sectors().code(i)).collect();
    let more = if sectors.len() > 5 { format!(" and {} more", sectors.len() - 5) } else { String::new() };
    let why = if buys_without_output(economy) {
        "a sector without output has no coefficients, whatever it buys"
    } else {
        "rows or columns of the table do not add up to the same output"
    };
    Some(format!(
        "Final demand through the inverse does not give back the published output of {}{more}: {why}. What starts from published \
         output and what starts from final demand differ by that.",
        codes.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::table::{Denominator, IoTable};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    #[test]
    fn a_sector_that_buys_and_makes_nothing_is_said_by_what_it_leaves_out() {
        assert_eq!(not_reproduced(&economy(two_sectors())), None);
        assert_eq!(not_reproduced(&economy(oddities())), None);
        // The second buys 100 of the first and makes nothing: it sells 200 to the first from inventories.
        let mut parts = two_sectors().into_parts();
        parts.intermediate[(0, 1)] = 100.0;
        parts.intermediate[(1, 1)] = 0.0;
        parts.final_demand.values[(0, 1)] += 400.0;
        parts.final_demand.values[(1, 0)] = 0.0;
        parts.final_demand.values[(1, 1)] = -200.0;
        parts.primary_inputs.values.column_mut(1).copy_from_slice(&[0.0, -100.0]);
        parts.output_by_row[1] = 0.0;
        parts.output_by_column[1] = 0.0;
        let economy = economy(IoTable::new(parts).unwrap());
        // x_1 = f_1 / (1 - .15), without the 100 that the second buys: 750 / .85 for 1000; and .2 x_1 - 200 for nothing of the second.
        assert!((economy.output()[0] - 750.0 / 0.85).abs() <= 1e-10);
        assert!((worst(&economy) - (1000.0 - 750.0 / 0.85) / 1000.0).abs() <= 1e-13);
        assert!(not_reproduced(&economy).unwrap().contains("published output of S1, S2: a sector without output"));
    }

    #[test]
    fn totals_that_differ_are_told_as_that() {
        let mut parts = two_sectors().into_parts();
        parts.final_demand.values[(0, 0)] += 0.05;
        parts.output_by_row[0] += 0.05;
        let said = not_reproduced(&economy(IoTable::new(parts).unwrap())).unwrap();
        assert!(said.contains("published output of S1, S2: rows or columns of the table do not add up"), "{said}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// A table that adds up gives back its output.
        #[test]
        fn a_table_that_adds_up_gives_back_its_output(table in productive(6, 0.9)) {
            prop_assert!(worst(&economy(table)) <= 1e-12);
        }
    }
}
