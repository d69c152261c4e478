//! Orders that turn around at equal dose.
//!
//! Two scenarios that one pays for are set against one another among those that it pays for, each less the reference paid alike: what the
//! payer moves by itself may be larger than what policies differ in. One in which nothing changes is paid by nobody and stands beside all.
//! Two that different ones pay for are set against one another among all, and only by what a study weighs: what rests on who pays is not
//! compared across payers unless somebody asks for it. So is the score, which is one of all scenarios.

use super::Flip;
use super::order::{Order, Scored};
use crate::study::compare::block::Block;
use crate::study::compare::candidates::{Candidates, Case};
use crate::study::{Point, Study};

/// The scenarios of a study as written and at equal dose, of those that stand at both: all of them, and those of each payer.
pub(super) struct Doses<'b> {
    all: [Scored<'b>; 2],
    of_payers: Vec<OfPayer<'b>>,
}

/// The scenarios that one pays for.
struct OfPayer<'b> {
    doses: [Scored<'b>; 2],
    /// Where each of all scenarios stands among them.
    places: Vec<Option<usize>>,
}

impl<'b> Doses<'b> {
    pub(super) fn of(block: &'b Block<'b>, study: &'b Study) -> Self {
        let all = Candidates::in_both(block, study, Case::Equal);
        let [written, equal] = &all;
        let mut payers: Vec<&str> = Vec::new();
        for run in written.list.iter().map(|one| one.run).filter(|run| run.pays()) {
            if !payers.contains(&run.payer()) {
                payers.push(run.payer());
            }
        }
        let of_payer = |payer: &str| {
            let is_paid = |at: &usize| !written.list[*at].run.pays() || written.list[*at].run.payer() == payer;
            let held: Vec<usize> = (0..written.list.len()).filter(is_paid).collect();
            let paid = |of: &Candidates<'b>, point: &Point| {
                let runs = held.iter().map(|&at| of.list[at].run).collect();
                Scored::of(Candidates::paid_by(block, &study.weights, payer, point, runs))
            };
            let doses = [paid(written, &Point::Central), paid(equal, &Point::EqualDose)];
            let places = (0..written.list.len()).map(|at| held.iter().position(|&held| held == at)).collect();
            OfPayer { doses, places }
        };
        let of_payers = payers.into_iter().map(of_payer).collect();
        Self { all: all.map(Scored::of), of_payers }
    }

    /// Orders that are one way as written and the other way at equal dose; with `across`, of scenarios that different ones pay for too.
    pub(super) fn flips(&self, order: &Order<'_>, across: bool) -> Vec<Flip> {
        let of = |doses: &[Scored<'_>; 2], one, other| doses.each_ref().map(|dose| order.of(dose, one, other));
        let ahead = |one: usize, other: usize| {
            let alike = self.of_payers.iter().find_map(|paid| Some((paid, paid.places[one]?, paid.places[other]?)));
            match alike.filter(|_| order.metric.is_some()) {
                Some((paid, one, other)) => of(&paid.doses, one, other),
                None if across => of(&self.all, one, other),
                None => [None, None],
            }
        };
        order.turned("dose", &self.all[0].names(), ["as written", "at equal dose"], ahead)
    }
}
