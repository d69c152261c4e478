//! Orders that turn around at equal dose by what nobody weighs.
//!
//! What rests on who pays is not compared across payers, so that scenarios are set against one another where one pays for all of them, each
//! less the reference paid alike, as written and at equal dose. One in which nothing changes is paid by nobody and stands beside all.

use super::Flip;
use super::order::Order;
use crate::study::compare::block::Block;
use crate::study::compare::candidates::Candidates;
use crate::study::compare::measured::Measured;
use crate::study::{Point, Study};

/// Orders that are one way as written and the other way at equal dose, by each payer.
pub(super) fn flips(block: &Block<'_>, order: &Order<'_>, study: &Study) -> Vec<Flip> {
    let both = |name: &String| Some([block.run(name, &Point::Central)?, block.run(name, &Point::EqualDose)?]);
    let runs: Vec<[&Measured<'_>; 2]> = study.scenarios.iter().filter_map(both).collect();
    let mut payers: Vec<String> = Vec::new();
    for payer in runs.iter().filter(|[run, _]| run.pays()).map(|[run, _]| run.payer()) {
        if !payers.contains(&payer) {
            payers.push(payer);
        }
    }
    let of_payer = |payer: &String| {
        let paid = || runs.iter().filter(|[run, _]| !run.pays() || run.payer() == *payer);
        let of = |point: &Point, runs: Vec<_>| Candidates::paid_by(block, &study.weights, payer, point, runs);
        let written = of(&Point::Central, paid().map(|[run, _]| *run).collect());
        let equal = of(&Point::EqualDose, paid().map(|[_, run]| *run).collect());
        order.turned("dose", [(&written, "as written"), (&equal, "at equal dose")])
    };
    payers.iter().flat_map(of_payer).collect()
}
