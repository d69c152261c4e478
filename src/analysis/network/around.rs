//! The network around one sector, small enough to be drawn: its largest suppliers and buyers, and the largest links between them.
//!
//! What is chosen: of the n x n links w (row sells, column buys) the sector k, the sectors with the largest w_ik, those with the
//! largest w_kj, every link of k with them, and the largest links among them. Links to oneself and links below zero are no
//! flows from one to another and are left out. Unit: that of the links. Source: own choice; it is no measure.

use crate::analysis::order;
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};
use nalgebra::DMatrix;
use std::collections::BTreeSet;

/// How many suppliers and how many buyers are shown.
const NEIGHBOURS: usize = 8;
/// How many links between neighbours are shown.
const LINKS: usize = 32;

/// The links around a sector as a frame of `from`, `to` and `value`, those of the sector itself first; `weights` is n x n, row
/// sells and column buys, in `unit`. Without rows where the sector has no links or is none of the table.
pub fn around((id, title): (&str, String), weights: &DMatrix<f64>, table: &IoTable, unit: Unit, focus: usize) -> Frame {
    let columns = vec![
        Column::text("from", "From", "Who sells."),
        Column::text("to", "To", "Who buys."),
        Column::number("value", "Value", unit, "The flow."),
    ];
    let mut frame = Frame::new(id, title, columns);
    for (i, j) in links(weights, focus) {
        frame.push(vec![table.sectors().code(i).into(), table.sectors().code(j).into(), weights[(i, j)].into()]);
    }
    frame.note(format!(
        "At most {NEIGHBOURS} suppliers and {NEIGHBOURS} buyers, and the {LINKS} largest flows between them."
    ));
    frame
}

/// The links that are shown, seller and buyer: those of the sector in the order of the table, then the others, the largest first.
fn links(weights: &DMatrix<f64>, focus: usize) -> Vec<(usize, usize)> {
    if focus >= weights.nrows() {
        return Vec::new();
    }
    let largest = |links: Vec<f64>| -> Vec<usize> {
        let others = order(&links).into_iter().filter(|&at| at != focus && links[at] > 0.0);
        others.take(NEIGHBOURS).collect()
    };
    let mut nodes: BTreeSet<usize> = largest(weights.column(focus).iter().copied().collect()).into_iter().collect();
    nodes.extend(largest(weights.row(focus).iter().copied().collect()));
    nodes.insert(focus);
    let (mut of_focus, mut others) = (Vec::new(), Vec::new());
    for &i in &nodes {
        for &j in nodes.iter().filter(|&&j| i != j && weights[(i, j)] > 0.0) {
            if i == focus || j == focus { &mut of_focus } else { &mut others }.push((i, j));
        }
    }
    others.sort_by(|&(a, b), &(c, d)| weights[(c, d)].total_cmp(&weights[(a, b)]));
    others.truncate(LINKS);
    of_focus.extend(others);
    of_focus
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::{productive, two_sectors};
    use proptest::prelude::*;

    #[test]
    fn the_two_sectors_of_the_textbook_sell_to_one_another() {
        let table = two_sectors();
        let frame = around(("f", "F".into()), table.intermediate(), &table, table.unit(), 1);
        let shown: Vec<String> = frame.rows.iter().map(|row| format!("{row:?}")).collect();
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert_eq!(links(table.intermediate(), 1), [(0, 1), (1, 0)]);
        assert!(shown[0].contains("500") && shown[1].contains("200"), "{shown:?}");
    }

    #[test]
    fn a_sector_alone_or_without_flows_above_nothing_has_no_links() {
        assert_eq!(links(&DMatrix::from_element(1, 1, 3.0), 0), []);
        assert_eq!(links(&DMatrix::zeros(4, 4), 2), []);
        assert_eq!(links(&DMatrix::from_element(3, 3, -1.0), 0), []);
        assert_eq!(links(&DMatrix::from_element(3, 3, 1.0), 3), []);
    }

    proptest! {
        #[test]
        fn no_link_that_is_left_out_is_larger_than_one_of_its_kind(table in productive(30, 0.9), at in any::<prop::sample::Index>()) {
            let (weights, focus) = (table.intermediate(), at.index(table.len()));
            let shown = links(weights, focus);
            let of = |(i, j): (usize, usize)| i == focus || j == focus;
            prop_assert!(shown.iter().all(|&(i, j)| i != j && weights[(i, j)] > 0.0));
            let nodes: BTreeSet<usize> = shown.iter().flat_map(|&(i, j)| [i, j]).collect();
            prop_assert!(nodes.len() <= 2 * NEIGHBOURS + 1);
            prop_assert!(shown.iter().filter(|&&link| !of(link)).count() <= LINKS);
            // Each buyer or supplier that is not shown trades no more than the least of the largest ones of its kind.
            let (buys, sells) = (|j: usize| weights[(focus, j)], |j: usize| weights[(j, focus)]);
            for flow in [&buys as &dyn Fn(usize) -> f64, &sells] {
                let mut flows: Vec<f64> = (0..table.len()).filter(|&j| j != focus).map(flow).collect();
                flows.sort_by(|a, b| b.total_cmp(a));
                let bound = flows.get(NEIGHBOURS - 1).copied().unwrap_or(0.0);
                for j in (0..table.len()).filter(|&j| j != focus && !nodes.contains(&j)) {
                    prop_assert!(flow(j) <= bound.max(0.0));
                }
            }
            let least = shown.iter().filter(|&&link| !of(link)).map(|&link| weights[link]).fold(f64::INFINITY, f64::min);
            for (&i, &j) in nodes.iter().flat_map(|i| nodes.iter().map(move |j| (i, j))) {
                if i != j && !of((i, j)) && !shown.contains(&(i, j)) {
                    prop_assert!(weights[(i, j)] <= least);
                }
            }
        }
    }
}
